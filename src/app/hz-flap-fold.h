/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void hz_flap_fold_watch (AdwFlap *flap);

G_END_DECLS
