/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Other ways of writing what was typed, under which a search looks too: on a Russian keyboard, in
 * Latin letters, in Tajik ones. NULL-terminated, possibly empty; for showing only. */
char **hz_client_spelling_list (const char *text);

G_END_DECLS
