/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* Sealed bodies of records: a GVariant of type a{sv}, whose keys are permanent names of fields. */

GBytes *hz_sealed_write (HzContext *context,
                         HzRing ring,
                         const HzBodyAddress *address,
                         GVariant *body,
                         GError **error);
/* Into the care ring by whoever is there: under its key, into its inbox, or, until there is one, under
 * the writer's own key. */
GBytes *hz_sealed_write_care (HzContext *context,
                              const HzBodyAddress *address,
                              GVariant *body,
                              GError **error);
/* HZ_RECORDS_ERROR_NO_KEY without the key. Opens what waits in the inbox too. */
GVariant *hz_sealed_read (HzContext *context,
                          HzRing ring,
                          const HzBodyAddress *address,
                          GBytes *sealed,
                          GError **error);

/* A body of the care ring that somebody without its key may have written: these are looked through at
 * each sign-in (hz_records_open). Columns "id" and "revision" are the address. */
typedef struct
{
  guint16 table_code;
  const char *table;
  const char *column;
} HzSealedInbox;

G_END_DECLS
