/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of the vault's files: integers little-endian, strings as u16 length and UTF-8. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-bytes.h"

#include <string.h>

/**
 * hz_reader_init:
 * @data: (nullable): the bytes, which outlive the reader
 * @length: how many
 *
 * Returns: a reader at the first of them
 */
HzReader
hz_reader_init (const void *data,
                gsize length)
{
  return (HzReader) { data, length, 0, FALSE };
}

/**
 * hz_reader_take:
 * @self: a reader
 * @n: how many bytes
 *
 * Returns: (nullable) (transfer none): the next @n bytes, or %NULL when there are not as many
 */
const guint8 *
hz_reader_take (HzReader *self,
                gsize n)
{
  const guint8 *at;

  if (self->failed || n > self->length - self->offset)
    {
      self->failed = TRUE;
      return NULL;
    }

  at = self->data + self->offset;
  self->offset += n;

  return at;
}

/**
 * hz_reader_take_to:
 * @self: a reader
 * @to: (out): where to copy; zeros when there are not as many
 * @n: how many bytes
 */
void
hz_reader_take_to (HzReader *self,
                   void *to,
                   gsize n)
{
  const guint8 *at = hz_reader_take (self, n);

  if (at != NULL)
    memcpy (to, at, n);
  else
    memset (to, 0, n);
}

static guint64
take_integer (HzReader *self,
              gsize n)
{
  const guint8 *at = hz_reader_take (self, n);
  guint64 value = 0;

  for (gsize i = n; at != NULL && i > 0; i--)
    value = value << 8 | at[i - 1];

  return value;
}

/**
 * hz_reader_take_u8:
 * @self: a reader
 *
 * Returns: the next byte
 */
guint8
hz_reader_take_u8 (HzReader *self)
{
  return (guint8) take_integer (self, 1);
}

/**
 * hz_reader_take_u16:
 * @self: a reader
 *
 * Returns: the next two bytes
 */
guint16
hz_reader_take_u16 (HzReader *self)
{
  return (guint16) take_integer (self, 2);
}

/**
 * hz_reader_take_u32:
 * @self: a reader
 *
 * Returns: the next four bytes
 */
guint32
hz_reader_take_u32 (HzReader *self)
{
  return (guint32) take_integer (self, 4);
}

/**
 * hz_reader_take_u64:
 * @self: a reader
 *
 * Returns: the next eight bytes
 */
guint64
hz_reader_take_u64 (HzReader *self)
{
  return take_integer (self, 8);
}

/**
 * hz_reader_take_text:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable): the next string; %NULL, and failed, when it is no UTF-8
 */
char *
hz_reader_take_text (HzReader *self)
{
  guint16 length = hz_reader_take_u16 (self);
  const guint8 *at = hz_reader_take (self, length);

  if (at == NULL)
    return NULL;

  if (!g_utf8_validate_len ((const char *) at, length, NULL))
    {
      self->failed = TRUE;
      return NULL;
    }

  return g_strndup ((const char *) at, length);
}

/**
 * hz_reader_is_done:
 * @self: a reader
 *
 * Returns: whether everything was there and nothing is left over
 */
gboolean
hz_reader_is_done (HzReader *self)
{
  return !self->failed && self->offset == self->length;
}

/**
 * hz_put:
 * @at: where
 * @bytes: (nullable): what; %NULL for none
 * @n: how many
 *
 * Returns: the place after
 */
guint8 *
hz_put (guint8 *at,
        const void *bytes,
        gsize n)
{
  if (n > 0)
    memcpy (at, bytes, n);

  return at + n;
}

static guint8 *
put_integer (guint8 *at,
             guint64 value,
             gsize n)
{
  for (gsize i = 0; i < n; i++)
    at[i] = (guint8) (value >> (8 * i));

  return at + n;
}

/**
 * hz_put_u8:
 * @at: where
 * @value: what
 *
 * Returns: the place after
 */
guint8 *
hz_put_u8 (guint8 *at,
           guint8 value)
{
  return put_integer (at, value, 1);
}

/**
 * hz_put_u16:
 * @at: where
 * @value: what
 *
 * Returns: the place after
 */
guint8 *
hz_put_u16 (guint8 *at,
            guint16 value)
{
  return put_integer (at, value, 2);
}

/**
 * hz_put_u32:
 * @at: where
 * @value: what
 *
 * Returns: the place after
 */
guint8 *
hz_put_u32 (guint8 *at,
            guint32 value)
{
  return put_integer (at, value, 4);
}

/**
 * hz_put_u64:
 * @at: where
 * @value: what
 *
 * Returns: the place after
 */
guint8 *
hz_put_u64 (guint8 *at,
            guint64 value)
{
  return put_integer (at, value, 8);
}

/**
 * hz_append_u16:
 * @array: bytes being gathered
 * @value: what to append
 */
void
hz_append_u16 (GByteArray *array,
               guint16 value)
{
  guint8 bytes[2];

  hz_put_u16 (bytes, value);
  g_byte_array_append (array, bytes, sizeof bytes);
}

/**
 * hz_append_u32:
 * @array: bytes being gathered
 * @value: what to append
 */
void
hz_append_u32 (GByteArray *array,
               guint32 value)
{
  guint8 bytes[4];

  hz_put_u32 (bytes, value);
  g_byte_array_append (array, bytes, sizeof bytes);
}

/**
 * hz_append_u64:
 * @array: bytes being gathered
 * @value: what to append
 */
void
hz_append_u64 (GByteArray *array,
               guint64 value)
{
  guint8 bytes[8];

  hz_put_u64 (bytes, value);
  g_byte_array_append (array, bytes, sizeof bytes);
}

/**
 * hz_append_text:
 * @array: bytes being gathered
 * @text: UTF-8 of at most 65,535 bytes
 */
void
hz_append_text (GByteArray *array,
                const char *text)
{
  gsize length = strlen (text);

  hz_append_u16 (array, (guint16) length);
  g_byte_array_append (array, (const guint8 *) text, (guint) length);
}
