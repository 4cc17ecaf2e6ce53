/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Of each sector that was written since the last sync there is what was written, or what was there
 * before, or noise. Of what the file grew by there is a part.
 *
 * A file that was cut is cut, or as long as it was; but nobody has written behind the cut: what stands
 * there again is what stood there before, and no noise. (A log that was brought into the database and
 * cut is replayed whole, which changes nothing. Noise in its midst would make it end early, and take
 * back what the database has had since.)
 */

#include "hz-test-tear.h"

#include <string.h>

#define SECTOR 4096

static guint
choose_length (guint now,
               guint synced,
               GRand *random)
{
  if (now == synced || g_rand_boolean (random))
    return now;

  return now < synced ? synced : (guint) g_rand_int_range (random, (gint32) synced, (gint32) now + 1);
}

static void
tear_sector (guint8 *bytes,
             guint size,
             const guint8 *synced,
             guint n_synced,
             GRand *random)
{
  int choice = g_rand_int_range (random, 0, 5);

  if (n_synced == size && memcmp (bytes, synced, size) == 0)
    return;

  if (choice == 0)
    for (guint i = 0; i < size; i++)
      bytes[i] = (guint8) g_rand_int (random);
  else if (choice > 2)
    {
      memset (bytes, 0, size);
      memcpy (bytes, synced, n_synced);
    }
}

void
hz_test_tear (GByteArray *now,
              GByteArray *synced,
              GRand *random)
{
  guint n_written = now->len;
  guint length = choose_length (n_written, synced->len, random);

  for (guint start = 0; start < n_written; start += SECTOR)
    {
      guint size = MIN (SECTOR, n_written - start);
      guint n_synced = synced->len > start ? MIN (size, synced->len - start) : 0;

      tear_sector (now->data + start, size, n_synced > 0 ? synced->data + start : now->data, n_synced,
                   random);
    }

  if (length > n_written)
    g_byte_array_append (now, synced->data + n_written, length - n_written);
  g_byte_array_set_size (now, length);
}
