/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The system's own tables lie below it. */
#define HZ_SWAP_ROOT "/"

gboolean hz_swap_is_in_clear (const char *root);

G_END_DECLS
