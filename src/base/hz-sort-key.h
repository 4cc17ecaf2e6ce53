/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hz_sort_key (const char *text);
int hz_sort_key_collate (const char *a,
                         const char *b);

G_END_DECLS
