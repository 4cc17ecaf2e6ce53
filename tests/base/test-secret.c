/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-secret.h"

#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define KEY_BYTES 32

/* More than one slab holds. */
#define N_KEYS 1500

#define N_THREADS 4

/* libsodium's, before the bytes it gives */
#define CANARY_BYTES 16

static gboolean
is_zero (const guint8 *bytes,
         gsize length)
{
  return sodium_is_zero (bytes, length) == 1;
}

static void
test_new (void)
{
  static const gsize lengths[] = { 1, 31, 32, 33, 4096, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (HzSecret) zeros = hz_secret_new (lengths[i]);
      g_autoptr (HzSecret) copy = NULL;

      g_assert_cmpuint (hz_secret_get_length (zeros), ==, lengths[i]);
      g_assert_true (is_zero (hz_secret_get_data (zeros), lengths[i]));

      memset (hz_secret_get_data (zeros), 0xa5, lengths[i]);
      copy = hz_secret_new_copy (hz_secret_get_data (zeros), lengths[i]);
      g_assert_true (hz_secret_get_data (copy) != hz_secret_get_data (zeros));
      g_assert_true (hz_secret_equal (copy, zeros));
    }
}

/* One wrong bit, wherever it is, and one byte more or less. */
static void
test_equal (void)
{
  g_autoptr (HzSecret) key = hz_secret_new_random (KEY_BYTES);
  g_autoptr (HzSecret) shorter = hz_secret_new_copy (hz_secret_get_data (key), KEY_BYTES - 1);
  g_autoptr (HzSecret) other = hz_secret_new_random (KEY_BYTES);

  g_assert_true (hz_secret_equal (key, key));
  g_assert_false (hz_secret_equal (key, shorter));
  g_assert_false (hz_secret_equal (shorter, key));
  g_assert_false (hz_secret_equal (key, other));

  for (guint bit = 0; bit < 8 * KEY_BYTES; bit++)
    {
      g_autoptr (HzSecret) wrong = hz_secret_new_copy (hz_secret_get_data (key), KEY_BYTES);

      hz_secret_get_data (wrong)[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_false (hz_secret_equal (key, wrong));
    }
}

static void
assert_password (const char *typed,
                 const char *kept)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (typed);
  g_autoptr (HzSecret) taken = hz_secret_new_take_password (g_strdup (typed));

  g_assert_cmpstr (hz_secret_get_text (password), ==, kept);
  g_assert_cmpuint (hz_secret_get_length (password), ==, strlen (kept));
  g_assert_true (hz_secret_equal (password, taken));
}

static void
test_password (void)
{
  g_autofree char *same = g_strnfill (100000, 'a');

  assert_password ("", "");
  assert_password (" Кӯҳ ", " Кӯҳ ");
  assert_password ("к\xd1\x83\xcc\x84ҳ", "кӯҳ");
  assert_password ("\xff\xfe", "\xff\xfe");

  /* With its zero one byte more than a cell of a slab. */
  assert_password ("0123456789012345678901234567890", "0123456789012345678901234567890");
  assert_password ("01234567890123456789012345678901", "01234567890123456789012345678901");
  assert_password (same, same);
}

/* Every key has bytes of its own, over several slabs, and gives them back. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_secret_unref);
  g_autoptr (GHashTable) cells = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < N_KEYS; i++)
    {
      HzSecret *key = hz_secret_new (KEY_BYTES);

      g_assert_true (is_zero (hz_secret_get_data (key), KEY_BYTES));
      memset (hz_secret_get_data (key), (int) (i % 251 + 1), KEY_BYTES);
      g_assert_true (g_hash_table_add (cells, hz_secret_get_data (key)));
      g_ptr_array_add (keys, key);
    }

  /* Every third goes, and others come in their places. */
  for (guint i = 0; i < N_KEYS; i += 3)
    {
      hz_secret_unref (keys->pdata[i]);
      keys->pdata[i] = hz_secret_new (KEY_BYTES);
      g_assert_true (is_zero (hz_secret_get_data (keys->pdata[i]), KEY_BYTES));
    }

  for (guint i = 0; i < N_KEYS; i++)
    for (guint j = 0; j < KEY_BYTES; j++)
      g_assert_cmpuint (hz_secret_get_data (keys->pdata[i])[j], ==, i % 3 == 0 ? 0 : i % 251 + 1);
}

/* The cell of a key stays readable while another key keeps its slab. */
static void
test_wiped (void)
{
  g_autoptr (HzSecret) neighbour = hz_secret_new_random (KEY_BYTES);
  HzSecret *key = hz_secret_new_random (KEY_BYTES);
  const guint8 *cell = hz_secret_get_data (key);

  g_assert_cmpint (ABS (cell - hz_secret_get_data (neighbour)), <, 32 * 511);

  hz_secret_unref (hz_secret_ref (key));
  g_assert_false (is_zero (cell, KEY_BYTES));
  hz_secret_unref (key);
  g_assert_true (is_zero (cell, KEY_BYTES));
  g_assert_false (is_zero (hz_secret_get_data (neighbour), KEY_BYTES));
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (HzSecret) key = hz_secret_new_random (KEY_BYTES);
  HzSecret *copy;

  g_value_init (&value, HZ_TYPE_SECRET);
  g_value_set_boxed (&value, key);
  copy = g_value_dup_boxed (&value);

  /* There is never a second copy of the bytes. */
  g_assert_true (copy == key);
  hz_secret_unref (copy);
}

static gpointer
make_and_drop (gpointer data)
{
  HzSecret *shared = data;

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (HzSecret) mine = hz_secret_new (1 + i % 40);
      g_autoptr (HzSecret) ours = hz_secret_ref (shared);

      g_assert_true (is_zero (hz_secret_get_data (mine), 1 + i % 40));
      memset (hz_secret_get_data (mine), 0xff, 1 + i % 40);
      g_assert_cmpuint (hz_secret_get_data (ours)[0], ==, 7);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (HzSecret) shared = hz_secret_new (KEY_BYTES);
  GThread *threads[N_THREADS];

  hz_secret_get_data (shared)[0] = 7;
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("secrets", make_and_drop, shared);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (hz_secret_get_data (shared)[0], ==, 7);
}

static gboolean
may_read (const guint8 *page)
{
  int ends[2];
  gssize n;

  /* The kernel says of an address what would kill the program. */
  g_assert_cmpint (pipe (ends), ==, 0);
  n = write (ends[1], page, 1);
  close (ends[0]);
  close (ends[1]);

  return n == 1;
}

/* The byte behind a secret of its own is not to be read, nor is the page before its canary. */
static void
test_guard (void)
{
  static const gsize lengths[] = { 33, 4096, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (HzSecret) secret = hz_secret_new (lengths[i]);
      const guint8 *bytes = hz_secret_get_data (secret);
      gsize in_page = (guintptr) (bytes - CANARY_BYTES) % (gsize) sysconf (_SC_PAGESIZE);

      g_assert_true (may_read (bytes));
      g_assert_true (may_read (bytes + lengths[i] - 1));
      g_assert_false (may_read (bytes + lengths[i]));
      g_assert_false (may_read (bytes - CANARY_BYTES - in_page - 1));
    }
}

/* The address sanitizer lets no program lock its memory, and says that it did. */
#ifndef __SANITIZE_ADDRESS__

/* Goes on as an ordinary user who may lock @limit bytes. Who is root only in a namespace of his own
 * cannot become another, and need not: the limit holds for him. */
static void
become_limited (rlim_t limit)
{
  struct rlimit most = { limit, limit };

  g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &most), ==, 0);
  if (geteuid () == 0 && setuid (65534) != 0)
    g_test_message ("no other user to become");
}

/* Keys in slabs of their own: as single allocations these would fill 8 MiB. */
static void
test_pinned_child (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_secret_unref);

  become_limited (512 * 1024);
  for (guint i = 0; i < 4000; i++)
    g_ptr_array_add (keys, hz_secret_new (KEY_BYTES));

  _exit (hz_secret_is_memory_pinned () ? 0 : 1);
}

/* Without the right to lock a secret is made all the same, and it is said, for good. */
static void
test_not_pinned_child (void)
{
  HzSecret *large;

  if (!hz_secret_is_memory_pinned ())
    _exit (2);

  become_limited (0);
  large = hz_secret_new_random (10000);
  if (hz_secret_is_memory_pinned () || is_zero (hz_secret_get_data (large), 10000))
    _exit (3);

  hz_secret_unref (large);
  _exit (hz_secret_is_memory_pinned () ? 4 : 0);
}

static void
test_pinned (void)
{
  g_test_trap_subprocess ("/base/secret/pinned/subprocess/many", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_subprocess ("/base/secret/pinned/subprocess/none", 0, 0);
  g_test_trap_assert_passed ();
}

#endif

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/new", test_new);
  g_test_add_func ("/base/secret/equal", test_equal);
  g_test_add_func ("/base/secret/password", test_password);
  g_test_add_func ("/base/secret/many", test_many);
  g_test_add_func ("/base/secret/wiped", test_wiped);
  g_test_add_func ("/base/secret/boxed", test_boxed);
  g_test_add_func ("/base/secret/threads", test_threads);
  g_test_add_func ("/base/secret/guard", test_guard);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/base/secret/pinned", test_pinned);
  g_test_add_func ("/base/secret/pinned/subprocess/many", test_pinned_child);
  g_test_add_func ("/base/secret/pinned/subprocess/none", test_not_pinned_child);
#endif

  return g_test_run ();
}
