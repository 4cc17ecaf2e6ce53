/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client.h"

G_BEGIN_DECLS

/* What is made of a client's names, so that she is found and put in order. NULL where there is nothing
 * to make it of. */
typedef struct
{
  char *sort_key;
  char *search_key;
  char *name_key;
} HzClientKeys;

void hz_client_keys_init (HzClientKeys *keys,
                          const HzClient *client);
void hz_client_keys_clear (HzClientKeys *keys);

/* All search keys that surname and given name may have, the likeliest first; empty without both. The
 * two stand in the same order whichever was called the surname. */
char **hz_client_index_get_search_keys (const char *surname,
                                        const char *given);

/* The words and phones of a client, anew. */
gboolean hz_client_index_write (HzContext *context,
                                gint64 client_key,
                                const HzClient *client,
                                GError **error);
gboolean hz_client_index_read_phones (HzContext *context,
                                      gint64 client_key,
                                      HzClient *client,
                                      GError **error);

G_END_DECLS
