/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-clock.h"
#include "hz-id.h"

#include <string.h>

/* 2026-11-24 00:00 at the centre. */
#define NOW G_GINT64_CONSTANT (1795460400000)

#define N_THREADS 4
#define N_IDS 20000

/* RFC 9562, section 5.7. */
static void
test_layout (void)
{
  HzId id;

  hz_clock_stop (NOW);
  id = hz_id_new ();

  g_assert_cmpint (id.bytes[6] >> 4, ==, 7);
  g_assert_cmpint (id.bytes[8] >> 6, ==, 2);
  g_assert_cmpint (hz_id_get_time (&id), ==, NOW);
  g_assert_cmpint (id.bytes[0], ==, (NOW >> 40) & 0xff);
  g_assert_cmpint (id.bytes[5], ==, NOW & 0xff);
  g_assert_true (hz_id_is_set (&id));
  hz_clock_reset ();
}

/* More within one millisecond than its counter holds: the time goes on, the order stays. */
static void
test_order_within_millisecond (void)
{
  HzId last;

  hz_clock_stop (NOW + HZ_CLOCK_HOUR);
  last = hz_id_new ();

  for (guint i = 0; i < N_IDS; i++)
    {
      HzId id = hz_id_new ();

      g_assert_cmpint (hz_id_compare (&last, &id), <, 0);
      g_assert_cmpint (id.bytes[6] >> 4, ==, 7);
      g_assert_cmpint (id.bytes[8] >> 6, ==, 2);
      last = id;
    }

  /* At least 3,072 ids fit into one. */
  g_assert_cmpint (hz_id_get_time (&last) - (NOW + HZ_CLOCK_HOUR), <=, N_IDS / 3072 + 1);
  hz_clock_reset ();
}

/* A clock set right by a few seconds must not put a new row before an old one. */
static void
test_clock_steps_back (void)
{
  HzId before, after;

  hz_clock_stop (NOW + 2 * HZ_CLOCK_HOUR);
  before = hz_id_new ();
  hz_clock_stop (NOW + 2 * HZ_CLOCK_HOUR - HZ_CLOCK_MINUTE);
  after = hz_id_new ();
  g_assert_cmpint (hz_id_compare (&before, &after), <, 0);

  /* One that was moved on purpose is followed. */
  hz_clock_stop (NOW);
  after = hz_id_new ();
  g_assert_cmpint (hz_id_get_time (&after), ==, NOW);
  hz_clock_stop (0);
  after = hz_id_new ();
  g_assert_cmpint (hz_id_get_time (&after), ==, 0);
  hz_clock_reset ();
}

static gpointer
make_ids (gpointer data)
{
  HzId *ids = data;

  for (guint i = 0; i < N_IDS; i++)
    ids[i] = hz_id_new ();

  return NULL;
}

/* No two threads get the same, and each gets its own in order. */
static void
test_threads (void)
{
  g_autofree HzId *ids = g_new (HzId, N_THREADS * N_IDS);
  g_autoptr (GHashTable) seen = g_hash_table_new (hz_id_hash, hz_id_equal);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("ids", make_ids, ids + i * N_IDS);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < N_THREADS * N_IDS; i++)
    {
      g_assert_true (g_hash_table_add (seen, &ids[i]));
      if (i % N_IDS > 0)
        g_assert_cmpint (hz_id_compare (&ids[i - 1], &ids[i]), <, 0);
    }
}

/* What time and counter leave is by chance: two PCs that made an id in the same millisecond. */
static void
test_random (void)
{
  guint8 ones[HZ_ID_BYTES] = { 0 };
  guint8 zeros[HZ_ID_BYTES] = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      HzId id = hz_id_new ();

      for (guint j = 0; j < HZ_ID_BYTES; j++)
        {
          ones[j] |= id.bytes[j];
          zeros[j] |= (guint8) ~id.bytes[j];
        }
    }

  g_assert_cmpint (ones[8], ==, 0xbf);
  for (guint j = 9; j < HZ_ID_BYTES; j++)
    g_assert_true (ones[j] == 0xff && zeros[j] == 0xff);
}

static void
test_hex (void)
{
  static const char *const bad[] = {
    "", "0", "019c0000000070008000000000000", "019c00000000700080000000000000000",
    "019c000000007000800000000000000g", "019c0000-0000-7000-8000-000000000",
    " 19c0000000070008000000000000000", "019c0000000070008000000000000\xff\xff\xff",
  };
  HzId id = hz_id_new ();
  HzId read = HZ_ID_NONE;
  g_autofree char *large = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *hex = NULL;

      id = hz_id_new ();
      hex = hz_id_to_hex (&id);
      g_assert_cmpuint (strlen (hex), ==, HZ_ID_HEX_LENGTH);
      g_assert_cmpuint (strspn (hex, "0123456789abcdef"), ==, HZ_ID_HEX_LENGTH);
      g_assert_true (hz_id_from_hex (hex, &read));
      g_assert_true (hz_id_equal (&id, &read));

      g_free (large);
      large = g_ascii_strup (hex, -1);
      read = HZ_ID_NONE;
      g_assert_true (hz_id_from_hex (large, &read));
      g_assert_true (hz_id_equal (&id, &read));
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hz_id_from_hex (bad[i], &read));

  g_assert_false (hz_id_from_hex (NULL, &read));
  g_assert_true (hz_id_equal (&id, &read));
}

static void
test_bytes (void)
{
  HzId id = hz_id_new ();
  HzId read = HZ_ID_NONE;

  g_assert_false (hz_id_from_bytes (id.bytes, HZ_ID_BYTES - 1, &read));
  g_assert_false (hz_id_from_bytes (id.bytes, HZ_ID_BYTES + 1, &read));
  g_assert_false (hz_id_from_bytes (id.bytes, 0, &read));
  g_assert_false (hz_id_from_bytes (NULL, HZ_ID_BYTES, &read));
  g_assert_false (hz_id_is_set (&read));

  g_assert_true (hz_id_from_bytes (id.bytes, HZ_ID_BYTES, &read));
  g_assert_true (hz_id_equal (&id, &read));
  g_assert_cmpuint (hz_id_hash (&id), ==, hz_id_hash (&read));

  g_assert_true (hz_id_from_bytes (HZ_ID_NONE.bytes, HZ_ID_BYTES, &read));
  g_assert_false (hz_id_is_set (&read));
}

static void
test_nothing (void)
{
  HzId id = hz_id_new ();
  g_autoptr (HzId) copy = hz_id_copy (&id);

  g_assert_true (copy != &id);
  g_assert_true (hz_id_equal (copy, &id));
  g_assert_null (hz_id_copy (NULL));
  hz_id_free (NULL);

  g_assert_false (hz_id_is_set (NULL));
  g_assert_true (hz_id_equal (NULL, NULL));
  g_assert_false (hz_id_equal (NULL, &id));
  g_assert_false (hz_id_equal (&id, NULL));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/id/layout", test_layout);
  g_test_add_func ("/base/id/order-within-millisecond", test_order_within_millisecond);
  g_test_add_func ("/base/id/clock-steps-back", test_clock_steps_back);
  g_test_add_func ("/base/id/threads", test_threads);
  g_test_add_func ("/base/id/random", test_random);
  g_test_add_func ("/base/id/hex", test_hex);
  g_test_add_func ("/base/id/bytes", test_bytes);
  g_test_add_func ("/base/id/nothing", test_nothing);

  return g_test_run ();
}
