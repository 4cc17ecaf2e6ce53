/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void hz_memory_keep_together (void);
void hz_memory_wipe_free (void);

G_END_DECLS
