/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hz_search_key (const char *text);
char **hz_search_key_get_words (const char *text);
char **hz_search_key_get_queries (const char *word);
int hz_search_key_get_distance (const char *query,
                                const char *text);

char *hz_name_key (const char *name);
char *hz_name_key_from_parts (const char *surname,
                              const char *given,
                              const char *patronymic);

G_END_DECLS
