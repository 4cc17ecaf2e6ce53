/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HZ_ID_BYTES 16
#define HZ_ID_HEX_LENGTH 32

/**
 * HzId:
 * @bytes: the id in network order
 *
 * The name of a row, of a person or of a file: a UUID of version 7 (RFC 9562), so that ids sort by
 * the moment they were made. A plain value: assign it, keep it inside other structs. All zeros is
 * "no id".
 */
typedef struct
{
  guint8 bytes[HZ_ID_BYTES];
} HzId;

#define HZ_ID_NONE ((HzId) { { 0 } })
#define HZ_TYPE_ID (hz_id_get_type ())

GType hz_id_get_type (void);

HzId hz_id_new (void);
gboolean hz_id_is_set (const HzId *id);
gint64 hz_id_get_time (const HzId *id);

HzId *hz_id_copy (const HzId *id);
void hz_id_free (HzId *id);
guint hz_id_hash (gconstpointer id);
gboolean hz_id_equal (gconstpointer a,
                      gconstpointer b);
int hz_id_compare (gconstpointer a,
                   gconstpointer b);

gboolean hz_id_from_bytes (const void *bytes,
                           gsize n_bytes,
                           HzId *id);
gboolean hz_id_from_hex (const char *hex,
                         HzId *id);
char *hz_id_to_hex (const HzId *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzId, hz_id_free)

G_END_DECLS
