/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_SEARCH_KEY_FAR 1000

char *hz_search_key (const char *text);
char **hz_search_key_get_words (const char *text);
char **hz_search_key_get_queries (const char *word,
                                  gboolean is_prefix);
int hz_search_key_get_distance (const char *query,
                                const char *text);

G_END_DECLS
