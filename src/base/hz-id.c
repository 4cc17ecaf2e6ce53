/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * UUID version 7, RFC 9562 section 5.7, in network order:
 *
 *   bytes 0-5   UTC milliseconds, big-endian
 *   byte  6     0x7 in the upper half; lower half and byte 7: a counter of 12 bits
 *   byte  8     0b10 in the two upper bits; the rest and bytes 9-15: random
 *
 * The counter begins anew, at a random place of its lower half, with each millisecond and counts
 * the ids made within it, so that ids of one process sort in the order they were made (method 1 of
 * section 6.2). When the counter is used up, or the clock steps back, the time of the id before is
 * gone on from.
 */

#include "hz-id.h"

#include "hz-clock.h"

#include <sodium.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (HzId, hz_id, hz_id_copy, hz_id_free)

static GMutex last_mutex;
static gint64 last_time = -1;
static guint last_count = 0;

static void
take_tick (gint64 *time,
           guint *count)
{
  gint64 now = hz_clock_now ();

  g_mutex_lock (&last_mutex);

  /* A clock that was moved far back on purpose (tests, --today) is followed. */
  if (now > last_time || now < last_time - HZ_CLOCK_MINUTE)
    {
      last_time = MAX (now, 0);
      last_count = randombytes_uniform (0x400);
    }
  else if (++last_count > 0xfff)
    {
      last_time++;
      last_count = randombytes_uniform (0x400);
    }

  *time = last_time;
  *count = last_count;

  g_mutex_unlock (&last_mutex);
}

/**
 * hz_id_new:
 *
 * Returns: an id nobody has, made from the clock and random bytes. From any thread.
 */
HzId
hz_id_new (void)
{
  HzId id;
  gint64 time;
  guint count;

  take_tick (&time, &count);
  randombytes_buf (id.bytes, sizeof id.bytes);

  for (guint i = 0; i < 6; i++)
    id.bytes[i] = (guint8) (time >> (8 * (5 - i)));

  id.bytes[6] = 0x70 | (guint8) (count >> 8);
  id.bytes[7] = (guint8) count;
  id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);

  return id;
}

/**
 * hz_id_is_set:
 * @id: (nullable): an id
 *
 * Returns: whether @id names anything, that is, is not all zeros
 */
gboolean
hz_id_is_set (const HzId *id)
{
  return id != NULL && !sodium_is_zero (id->bytes, sizeof id->bytes);
}

/**
 * hz_id_get_time:
 * @id: an id made by hz_id_new()
 *
 * Returns: when it was made, in UTC milliseconds
 */
gint64
hz_id_get_time (const HzId *id)
{
  gint64 time = 0;

  for (guint i = 0; i < 6; i++)
    time = time << 8 | id->bytes[i];

  return time;
}

/**
 * hz_id_copy:
 * @id: (nullable): an id
 *
 * Returns: (transfer full) (nullable): a copy on the heap, for containers that want a pointer
 */
HzId *
hz_id_copy (const HzId *id)
{
  return g_memdup2 (id, sizeof *id);
}

/**
 * hz_id_free:
 * @id: (nullable) (transfer full): a copy
 */
void
hz_id_free (HzId *id)
{
  g_free (id);
}

/**
 * hz_id_hash:
 * @id: (type HzId): an id
 *
 * Returns: a hash for #GHashTable
 */
guint
hz_id_hash (gconstpointer id)
{
  guint hash;

  /* The last bytes are random. */
  memcpy (&hash, ((const HzId *) id)->bytes + HZ_ID_BYTES - sizeof hash, sizeof hash);

  return hash;
}

/**
 * hz_id_equal:
 * @a: (type HzId) (nullable): an id
 * @b: (type HzId) (nullable): another
 *
 * Returns: whether both are the same; nothing equals only nothing
 */
gboolean
hz_id_equal (gconstpointer a,
             gconstpointer b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return memcmp (a, b, HZ_ID_BYTES) == 0;
}

/**
 * hz_id_compare:
 * @a: (type HzId): an id
 * @b: (type HzId): another
 *
 * Returns: the order of SQLite's BLOBs, which is that of making
 */
int
hz_id_compare (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, HZ_ID_BYTES);
}

/**
 * hz_id_from_bytes:
 * @bytes: (nullable): a column or a field of a file
 * @n_bytes: its length
 * @id: (out): the id; untouched when there is none
 *
 * Returns: whether @bytes are an id: 16 bytes, whatever they say
 */
gboolean
hz_id_from_bytes (const void *bytes,
                  gsize n_bytes,
                  HzId *id)
{
  if (bytes == NULL || n_bytes != HZ_ID_BYTES)
    return FALSE;

  memcpy (id->bytes, bytes, HZ_ID_BYTES);
  return TRUE;
}

/**
 * hz_id_from_hex:
 * @hex: (nullable): text, as an action's parameter carries it
 * @id: (out): the id; untouched when there is none
 *
 * Returns: whether @hex is 32 hexadecimal digits and nothing else
 */
gboolean
hz_id_from_hex (const char *hex,
                HzId *id)
{
  HzId read;

  if (hex == NULL || strlen (hex) != HZ_ID_HEX_LENGTH)
    return FALSE;

  for (guint i = 0; i < HZ_ID_BYTES; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;

      read.bytes[i] = (guint8) (high << 4 | low);
    }

  *id = read;
  return TRUE;
}

/**
 * hz_id_to_hex:
 * @id: an id
 *
 * Returns: (transfer full): 32 lower-case hexadecimal digits
 */
char *
hz_id_to_hex (const HzId *id)
{
  char *hex = g_malloc (HZ_ID_HEX_LENGTH + 1);

  return sodium_bin2hex (hex, HZ_ID_HEX_LENGTH + 1, id->bytes, HZ_ID_BYTES);
}
