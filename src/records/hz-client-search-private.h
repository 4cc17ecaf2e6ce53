/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-search.h"

G_BEGIN_DECLS

/* After every text that begins so. */
#define HZ_CLIENT_SEARCH_LAST "\xf4\x8f\xbf\xbf"

/* A client as hz_client_search_fits() reads her; by ?1, her client_key. */
#define HZ_CLIENT_SEARCH_LOAD \
  "SELECT client_key, archived, district, service_asked, urgent, birth, sort_key," \
  " surname, given, patronymic, also_known_as FROM client WHERE client_key = ?1"

/**
 * HzClientSearchWord:
 * @typed: as it stands in the text, in small letters
 * @keys: under which it may be found
 * @finds: client_key to how near
 * @order: (element-type gint64): the same keys as they were found
 * @is_whole: all that fit have been found
 *
 * One word of what is looked for.
 */
typedef struct
{
  char *typed;
  char **keys;
  GHashTable *finds;
  GArray *order;
  gboolean is_whole;
} HzClientSearchWord;

void hz_client_search_word_free (HzClientSearchWord *self);

/* (element-type HzClientSearchWord): the words of a text; a year beside a name is one of birth. */
GPtrArray *hz_client_search_take_words (const char *text,
                                        int *year);
/* What could be a phone, what could be a code; NULL of others. */
char *hz_client_search_take_digits (const char *text);
char *hz_client_search_take_code (const char *text);

/* Whether the filters let the client through that stands in @row. */
gboolean hz_client_search_fits (const HzClientQuery *query,
                                int year,
                                HzStatement *row);

G_END_DECLS
