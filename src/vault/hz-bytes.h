/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzReader:
 *
 * Reads fields of a file in order, all integers little-endian. Past the end it gives zeros and
 * remembers that it failed, so that a caller asks once, at the end.
 */
typedef struct
{
  const guint8 *data;
  gsize length;
  gsize offset;
  gboolean failed;
} HzReader;

HzReader hz_reader_init (const void *data,
                         gsize length);
const guint8 *hz_reader_take (HzReader *self,
                              gsize n);
void hz_reader_take_to (HzReader *self,
                        void *to,
                        gsize n);
guint8 hz_reader_take_u8 (HzReader *self);
guint16 hz_reader_take_u16 (HzReader *self);
guint32 hz_reader_take_u32 (HzReader *self);
guint64 hz_reader_take_u64 (HzReader *self);
char *hz_reader_take_text (HzReader *self);
gboolean hz_reader_is_done (HzReader *self);

/* Each writes at @at and returns the place after. The caller has made room. */
guint8 *hz_put (guint8 *at,
                const void *bytes,
                gsize n);
guint8 *hz_put_u8 (guint8 *at,
                   guint8 value);
guint8 *hz_put_u16 (guint8 *at,
                    guint16 value);
guint8 *hz_put_u32 (guint8 *at,
                    guint32 value);
guint8 *hz_put_u64 (guint8 *at,
                    guint64 value);

void hz_append_u16 (GByteArray *array,
                    guint16 value);
void hz_append_u32 (GByteArray *array,
                    guint32 value);
void hz_append_u64 (GByteArray *array,
                    guint64 value);
void hz_append_text (GByteArray *array,
                     const char *text);

G_END_DECLS
