/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What reaches the disk. In no act of the vault (hz-test-act-list.c) does a call that writes hold a
 * text, a name, a password or SQLite's own header; with the same keys and the same luck the same bytes
 * come out, today and in every later build; and pages far behind the fourth gigabyte are pages.
 */

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "hz-cipher-file.h"
#include "hz-cipher-vfs.h"
#include "hz-test-acts.h"
#include "hz-test-calls.h"
#include "hz-test-file.h"
#include "hz-test.h"

/* What came out when this was written: another sum is another format, or luck asked for in another
 * order. That files of earlier days open for ever is tests/fixtures'. */
#define GOLDEN_KEYRING "b283aa84a235c754658521d0fa7bb157"
#define GOLDEN_DATABASE "869a294fedd412995771d6e009e8abb1"

/* In keyring, roster, pins, bodies and rows. */
static const char *const texts[] = {
  "what was said", "what was asked", "the request", "munira", "nigora", "parvina",
  HZ_TEST_USUAL_PASSWORD, HZ_TEST_OTHER_PASSWORD, HZ_TEST_MARKER, "SQLite format", "CREATE TABLE",
};

static gboolean
save_marker (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  return hz_db_execute (db, "INSERT INTO bulk (text) SELECT '" HZ_TEST_MARKER "' || n FROM bulk",
                        error);
}

static void
test_nothing_in_clear (void)
{
  HzTestActs acts = { 0 };
  gint64 before;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    hz_test_calls_refuse_text (texts[i]);
  hz_test_calls_watch (g_get_tmp_dir ());
  before = hz_test_calls_count_bytes ();
  hz_test_acts_set_up (&acts, NULL);

  for (guint i = 0; i < hz_test_n_acts; i++)
    {
      g_autoptr (GError) error = NULL;

      hz_test_acts_prepare (&acts, &hz_test_acts[i]);
      hz_test_acts_begin (&acts);
      hz_test_acts_enter (&acts, &hz_test_acts[i]);
      hz_test_acts[i].run (&acts, &error);
      g_assert_no_error (error);
      if (hz_vault_get_state (acts.centre.vault) == HZ_VAULT_OPEN)
        hz_test_centre_must (&acts.centre, save_marker);
    }

  hz_test_acts_tear_down (&acts, NULL);
  hz_test_calls_forget_folders ();
  g_test_message ("%u acts, %" G_GINT64_FORMAT " bytes written, none in the clear", hz_test_n_acts,
                  hz_test_calls_count_bytes () - before);
  g_assert_cmpint (hz_test_calls_count_bytes () - before, >, 10 * 1000 * 1000);
}

/* That such a call would be found. */
static void
write_in_clear (void)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  hz_test_calls_refuse_text (texts[0]);
  hz_test_calls_watch (folder);
  hz_test_store (path, (const guint8 *) texts[0], strlen (texts[0]));
}

static void
test_would_be_found (void)
{
  g_test_trap_subprocess ("/vault-format/would-be-found/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*written in the clear*");
}

/* Luck that is the same each time. */
static guint64 luck;

static const char *
get_luck_name (void)
{
  return "the same each time";
}

static void
take_luck (void *const out,
           const size_t length)
{
  guint8 seed[randombytes_SEEDBYTES] = { 0 };

  luck++;
  memcpy (seed, &luck, sizeof luck);
  randombytes_buf_deterministic (out, length, seed);
}

static uint32_t
take_number (void)
{
  uint32_t number;

  take_luck (&number, sizeof number);
  return number;
}

static struct randombytes_implementation same_luck = {
  .implementation_name = get_luck_name,
  .random = take_number,
  .buf = take_luck,
};

static char *
hash_hex (const guint8 *data,
          gsize length)
{
  guint8 hash[16];
  HzId id;

  crypto_generichash (hash, sizeof hash, data, length, NULL, 0);
  memcpy (id.bytes, hash, sizeof hash);

  return hz_id_to_hex (&id);
}

static void
fill_id (HzId *id,
         guint8 with)
{
  memset (id->bytes, with, sizeof id->bytes);
}

/* What a keyring of two slots, a grant and a roster comes to. */
static char *
make_keyring (void)
{
  g_autoptr (HzKeyring) keyring = hz_keyring_new (HZ_KDF_COST_LEAST);
  g_autoptr (HzSecret) dbk = hz_secret_new_random (HZ_KEY_BYTES);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  g_autoptr (GBytes) roster = g_bytes_new_static ("a roster", 8);
  g_autoptr (GBytes) bytes = NULL;
  HzId centre_id;
  HzId file_id;

  fill_id (&centre_id, 3);
  fill_id (&file_id, 4);
  hz_keyring_set_file (keyring, &centre_id, &file_id, 1);
  for (guint8 i = 1; i <= 2; i++)
    {
      g_autoptr (HzSecret) root = hz_secret_new_random (HZ_KEY_BYTES);
      g_autoptr (HzIdentity) identity = NULL;
      HzId id;

      fill_id (&id, i);
      identity = hz_identity_new (HZ_IDENTITY_MEMBER, &id);
      g_array_append_val (ids, id);
      g_assert_true (hz_keyring_put_slot (keyring, root, identity, dbk, ids));
    }

  hz_keyring_set_roster (keyring, dbk, roster);
  bytes = hz_keyring_serialize (keyring, dbk);

  return hash_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A database of the vault's tables and 60 lines, closed. */
static char *
make_database (void)
{
  HzTestFile file = { 0 };
  g_autoptr (GByteArray) bytes = NULL;
  GError *error = NULL;

  file.folder = hz_test_make_folder ();
  file.dbk = hz_secret_new_random (HZ_KEY_BYTES);
  file.path = g_build_filename (file.folder, "centre-golden.db", NULL);
  fill_id (&file.file_id, 4);
  file.worker = hz_vault_file_create (file.path, file.dbk, &file.file_id, &error);
  g_assert_no_error (error);
  hz_test_file_write (&file, "CREATE TABLE line (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
                             "CREATE TABLE total (n INTEGER NOT NULL) STRICT;"
                             "INSERT INTO total VALUES (0)");
  hz_test_file_add_lines (&file, 1, 60);
  hz_test_file_close (&file);

  bytes = hz_test_load (file.path);
  hz_test_file_tear_down (&file, NULL);

  return hash_hex (bytes->data, bytes->len);
}

/* SQLite writes its version into each file: another one's are compared with themselves alone. */
static void
test_golden (void)
{
  g_autofree char *keyring = NULL;
  g_autofree char *database = NULL;
  g_autofree char *again = NULL;

  luck = 0;
  keyring = make_keyring ();
  luck = 0;
  database = make_database ();
  luck = 0;
  again = make_database ();
  g_test_message ("keyring %s, database %s", keyring, database);

  g_assert_cmpstr (keyring, ==, GOLDEN_KEYRING);
  g_assert_cmpstr (database, ==, again);
  if (sqlite3_libversion_number () == 3040001)
    g_assert_cmpstr (database, ==, GOLDEN_DATABASE);
}

static void
run_golden (void)
{
  g_test_trap_subprocess ("/vault-format/golden/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
fill_unit (guint8 *plain,
           sqlite3_int64 index)
{
  for (int i = 0; i < HZ_CIPHER_PLAIN_BYTES; i++)
    plain[i] = (guint8) (index + i * 7);
}

/* At the page of locks behind the first gigabyte, around the fourth, and behind the sixteenth. */
static gboolean
write_far (HzDb *db,
           gpointer unused,
           GError **error)
{
  static const sqlite3_int64 places[] = { 0x40000, 0xfffff, 0x100000, 0x100001, 0x400003 };
  HzCipherFile *file = hz_cipher_vfs_get_file (hz_db_get_handle (db));
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 found[HZ_CIPHER_PLAIN_BYTES];
  sqlite3_int64 length = 0;
  sqlite3_int64 whole = 0;

  g_assert_cmpint (hz_cipher_file_get_length (file, &whole), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      fill_unit (plain, places[i]);
      g_assert_cmpint (hz_cipher_file_write_unit (file, places[i], plain), ==, SQLITE_OK);
    }

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      fill_unit (plain, places[i]);
      g_assert_cmpint (hz_cipher_file_read_unit (file, places[i], found), ==, SQLITE_OK);
      g_assert_cmpmem (plain, sizeof plain, found, sizeof found);

      /* The hole before it is no page. */
      if (i != 2 && i != 3)
        g_assert_cmpint (hz_cipher_file_read_unit (file, places[i] - 1, found), !=, SQLITE_OK);
    }

  g_assert_cmpint (hz_cipher_file_get_length (file, &length), ==, SQLITE_OK);
  g_assert_cmpint (length, ==, (places[4] + 1) * HZ_CIPHER_UNIT_BYTES);
  g_assert_cmpint (truncate (file->path, whole), ==, 0);

  return TRUE;
}

/* The number of a page counts with all of its 64 bits. */
static void
test_far (HzTestFile *file,
          gconstpointer unused)
{
  g_autoptr (HzCipherKey) key = hz_cipher_key_new (file->dbk, &file->file_id);
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  GError *error = NULL;

  hz_test_file_add_lines (file, 1, 5);
  hz_test_file_close (file);
  hz_test_file_open (file);
  hz_vault_file_read (file->worker, write_far, NULL, &error);
  g_assert_no_error (error);
  hz_test_file_close (file);
  g_assert_true (hz_test_file_is_whole (file));

  fill_unit (plain, 5);
  hz_cipher_unit_seal (key, HZ_CIPHER_PAGE, 5, plain, unit);
  g_assert_true (hz_cipher_unit_open (key, HZ_CIPHER_PAGE, 5, unit, plain));
  g_assert_false (hz_cipher_unit_open (key, HZ_CIPHER_PAGE, 5 + (G_GUINT64_CONSTANT (1) << 32), unit,
                                       plain));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* Luck is chosen before it is needed. */
  if (g_test_subprocess ())
    g_assert_cmpint (randombytes_set_implementation (&same_luck), ==, 0);

  g_test_add_func ("/vault-format/nothing-in-clear", test_nothing_in_clear);
  g_test_add_func ("/vault-format/would-be-found", test_would_be_found);
  g_test_add_func ("/vault-format/would-be-found/subprocess", write_in_clear);
  g_test_add_func ("/vault-format/golden", run_golden);
  g_test_add_func ("/vault-format/golden/subprocess", test_golden);
  g_test_add ("/vault-format/far", HzTestFile, NULL, hz_test_file_set_up, test_far,
              hz_test_file_tear_down);

  return g_test_run ();
}
