/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters, not bytes. */
#define HZ_TEXT_LINE_LIMIT 200
#define HZ_TEXT_BLOCK_LIMIT 100000

char *hz_text_tidy_line (const char *text,
                         gsize limit,
                         gboolean *cut);
char *hz_text_tidy_block (const char *text,
                          gsize limit,
                          gboolean *cut);
char *hz_text_capitalize (const char *text);
char *hz_text_initials (const char *surname,
                        const char *given);

char *hz_text_mend_legacy (const char *text);
char *hz_text_mend_lookalikes (const char *text);
char *hz_text_mend_layout (const char *text);

gunichar hz_text_get_twin (gunichar letter);
gunichar hz_text_get_twin_tajik (gunichar letter);

G_END_DECLS
