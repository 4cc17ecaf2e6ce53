/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void hz_default_response_set (AdwMessageDialog *dialog,
                              const char *response);

G_END_DECLS
