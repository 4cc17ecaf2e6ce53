/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hz-keyring-file.h"
#include "hz-keyring.h"
#include "hz-vault-error.h"

typedef struct
{
  char *folder;
  HzSecret *dbk;
  HzSecret *root;
  HzIdentity *identity;
  HzKeyring *keyring;
  GArray *ids;
} Fixture;

static void
put_grant (Fixture *fixture)
{
  HzCentreGrant grant = { 0 };
  guint8 sealed[HZ_CENTRE_GRANT_BYTES];

  grant.dbk = fixture->dbk;
  grant.dbk_epoch = 1;
  grant.file_id = *hz_keyring_get_file_id (fixture->keyring);
  grant.centre_id = *hz_keyring_get_centre_id (fixture->keyring);
  grant.roster_seq = 5;
  hz_centre_grant_seal (&grant, fixture->identity, hz_identity_get_id (fixture->identity),
                        hz_identity_get_public (fixture->identity)->box, sealed);
  hz_keyring_set_grants (fixture->keyring, sealed, 1);
}

static void
set_up (Fixture *fixture,
        gconstpointer user_data)
{
  HzId id = hz_id_new ();
  HzId centre_id = hz_id_new ();
  HzId file_id = hz_id_new ();
  g_autoptr (GBytes) roster = g_bytes_new_static ("the entries", 11);

  fixture->folder = g_dir_make_tmp ("hz-keyring-XXXXXX", NULL);
  fixture->dbk = hz_secret_new_random (HZ_KEY_BYTES);
  fixture->root = hz_secret_new_random (HZ_KEY_BYTES);
  fixture->identity = hz_identity_new (HZ_IDENTITY_MEMBER, &id);
  fixture->ids = g_array_new (FALSE, FALSE, sizeof (HzId));
  fixture->keyring = hz_keyring_new (HZ_KDF_COST_LEAST);

  hz_keyring_set_file (fixture->keyring, &centre_id, &file_id, 1);
  hz_keyring_set_roster (fixture->keyring, fixture->dbk, roster);
  g_assert_true (hz_keyring_put_slot (fixture->keyring, fixture->root, fixture->identity,
                                      fixture->dbk, fixture->ids));
  g_array_append_val (fixture->ids, id);
  put_grant (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer user_data)
{
  static const char *const names[] = { "keyring", "keyring.1", "keyring.new", "keyring.1.new" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }

  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  hz_secret_unref (fixture->dbk);
  hz_secret_unref (fixture->root);
  hz_identity_unref (fixture->identity);
  hz_keyring_free (fixture->keyring);
  g_array_unref (fixture->ids);
}

static void
test_round (Fixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = hz_keyring_serialize (fixture->keyring, fixture->dbk);
  g_autoptr (HzKeyring) read = hz_keyring_parse (bytes, NULL);
  g_autoptr (HzSecret) other = hz_secret_new_random (HZ_KEY_BYTES);
  g_autoptr (HzIdentity) identity = NULL;
  g_autoptr (HzCentreGrant) grant = NULL;
  g_autoptr (GBytes) roster = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (read);
  g_assert_true (hz_keyring_is_authentic (read, fixture->dbk));
  g_assert_false (hz_keyring_is_authentic (read, other));
  g_assert_cmpuint (hz_keyring_get_n_slots (read), ==, HZ_KEYRING_GROUP);
  g_assert_cmpuint (hz_keyring_get_n_grants (read), ==, HZ_KEYRING_GROUP);

  identity = hz_keyring_open_slot (read, fixture->root);
  g_assert_nonnull (identity);
  g_assert_true (hz_public_keys_equal (hz_identity_get_public (identity),
                                       hz_identity_get_public (fixture->identity)));
  g_assert_true (hz_secret_equal (hz_identity_get_own_key (identity),
                                  hz_identity_get_own_key (fixture->identity)));
  g_assert_null (hz_keyring_open_slot (read, other));

  for (guint i = 0; i < hz_keyring_get_n_grants (read); i++)
    {
      HzCentreGrant *opened = hz_centre_grant_open (identity, hz_keyring_get_grant (read, i));

      g_assert_false (opened != NULL && grant != NULL);
      if (opened != NULL)
        grant = opened;
    }

  g_assert_nonnull (grant);
  g_assert_true (hz_secret_equal (grant->dbk, fixture->dbk));
  g_assert_true (hz_centre_grant_is_signed (grant, hz_identity_get_id (identity),
                                            hz_identity_get_public (identity)->box,
                                            hz_identity_get_public (identity)->sign));
  grant->roster_seq++;
  g_assert_false (hz_centre_grant_is_signed (grant, hz_identity_get_id (identity),
                                             hz_identity_get_public (identity)->box,
                                             hz_identity_get_public (identity)->sign));

  roster = hz_keyring_open_roster (read, fixture->dbk, NULL);
  g_assert_nonnull (roster);
  g_assert_cmpmem (g_bytes_get_data (roster, NULL), g_bytes_get_size (roster), "the entries", 11);
  g_assert_null (hz_keyring_open_roster (read, other, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_DAMAGED);
}

/* Slots are taken in place of fakes; the others stay as they are. */
static void
test_slots (Fixture *fixture,
            gconstpointer user_data)
{
  for (guint i = 1; i < 20; i++)
    {
      HzId id = hz_id_new ();
      g_autoptr (HzSecret) root = hz_secret_new_random (HZ_KEY_BYTES);
      g_autoptr (HzIdentity) identity = hz_identity_new (HZ_IDENTITY_MEMBER, &id);

      g_assert_true (hz_keyring_put_slot (fixture->keyring, root, identity, fixture->dbk,
                                          fixture->ids));
      g_assert_false (hz_keyring_put_slot (fixture->keyring, root, identity, fixture->dbk,
                                           fixture->ids));
      g_array_append_val (fixture->ids, id);
      g_assert_cmpuint (hz_keyring_get_n_slots (fixture->keyring), ==, i < 16 ? 16 : 32);
    }

  g_assert_true (hz_keyring_has_slot (fixture->keyring, fixture->root));
  g_assert_cmpuint (hz_keyring_drop_slots (fixture->keyring,
                                           hz_identity_get_id (fixture->identity), fixture->dbk),
                    ==, 1);
  g_assert_false (hz_keyring_has_slot (fixture->keyring, fixture->root));
  g_assert_cmpuint (hz_keyring_get_n_slots (fixture->keyring), ==, 32);
}

static GBytes *
flip (GBytes *bytes,
      gsize at,
      gboolean mend_checksum)
{
  gsize length;
  guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  length = g_bytes_get_size (bytes);
  data[at] ^= 0x10;
  if (mend_checksum)
    crypto_generichash (data + length - 32, 32, data, length - 32, NULL, 0);

  return g_bytes_new_take (data, length);
}

static void
test_flips (Fixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = hz_keyring_serialize (fixture->keyring, fixture->dbk);
  gsize length = g_bytes_get_size (bytes);

  for (gsize at = 0; at < length; at++)
    {
      g_autoptr (GBytes) flipped = flip (bytes, at, FALSE);
      g_autoptr (GError) error = NULL;

      g_assert_null (hz_keyring_parse (flipped, &error));
      g_assert_error (error, HZ_VAULT_ERROR,
                      (at < 7 ? (int) HZ_VAULT_ERROR_NOT_KEYRING
                              : (int) HZ_VAULT_ERROR_KEYRING_DAMAGED));
    }

  /* With a checksum that was mended: refused by parsing, or by the MAC. */
  for (gsize at = 0; at < length - 32; at++)
    {
      g_autoptr (GBytes) flipped = flip (bytes, at, TRUE);
      g_autoptr (HzKeyring) read = hz_keyring_parse (flipped, NULL);

      g_assert_true (read == NULL || !hz_keyring_is_authentic (read, fixture->dbk));
    }
}

static void
assert_refused (const void *data,
                gsize length,
                int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (hz_keyring_parse (bytes, &error));
  g_assert_error (error, HZ_VAULT_ERROR, code);
}

static void
test_foreign (Fixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = hz_keyring_serialize (fixture->keyring, fixture->dbk);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  const struct { gsize at; guint8 value; int code; } changes[] = {
    { 7, '2', HZ_VAULT_ERROR_NEWER },
    { 8, 2, HZ_VAULT_ERROR_NEWER },
    { 12, 0, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 12, 11, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 19, 0xff, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 17, 0, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 72, 17, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 75, 0xff, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 79, 0xff, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 83, 0xff, HZ_VAULT_ERROR_KEYRING_DAMAGED },
    { 100, 1, HZ_VAULT_ERROR_KEYRING_DAMAGED },
  };

  assert_refused ("", 0, HZ_VAULT_ERROR_NOT_KEYRING);
  assert_refused ("SQLite format 3", 16, HZ_VAULT_ERROR_NOT_KEYRING);
  for (gsize cut = 12; cut < length; cut += 97)
    assert_refused (data, cut, HZ_VAULT_ERROR_KEYRING_DAMAGED);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      memcpy (copy, data, length);
      copy[changes[i].at] = changes[i].value;
      crypto_generichash (copy + length - 32, 32, copy, length - 32, NULL, 0);
      assert_refused (copy, length, changes[i].code);
    }
}

static GBytes *
make_next (Fixture *fixture)
{
  put_grant (fixture);

  return hz_keyring_serialize (fixture->keyring, fixture->dbk);
}

static gboolean
reads_as (const char *folder,
          GBytes *expected,
          gboolean *second_used)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  guint8 expected_hash[HZ_KEYRING_HASH_BYTES];
  g_autoptr (HzKeyring) read = hz_keyring_file_read (folder, second_used, hash, NULL);

  crypto_generichash (expected_hash, sizeof expected_hash, g_bytes_get_data (expected, NULL),
                      g_bytes_get_size (expected), NULL, 0);

  return read != NULL && memcmp (hash, expected_hash, sizeof hash) == 0;
}

static gboolean
fail_at_cb (HzKeyringStep step,
            gpointer user_data)
{
  return step != (HzKeyringStep) GPOINTER_TO_UINT (user_data);
}

static gboolean
die_at_cb (HzKeyringStep step,
           gpointer user_data)
{
  if (step == (HzKeyringStep) GPOINTER_TO_UINT (user_data))
    kill (getpid (), SIGKILL);

  return TRUE;
}

static void
assert_second_is_same (const char *folder)
{
  g_autofree char *first = g_build_filename (folder, "keyring", NULL);
  g_autofree char *second = g_build_filename (folder, "keyring.1", NULL);
  g_autofree char *aside = g_build_filename (folder, "keyring.new", NULL);
  g_autofree char *first_data = NULL;
  g_autofree char *second_data = NULL;
  gsize first_length, second_length;

  g_assert_true (g_file_get_contents (first, &first_data, &first_length, NULL));
  g_assert_true (g_file_get_contents (second, &second_data, &second_length, NULL));
  g_assert_cmpmem (first_data, first_length, second_data, second_length);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

/* At each step, by a failure and by a kill: the old keyring before the rename, the new one after. */
static void
test_replacement (Fixture *fixture,
                  gconstpointer user_data)
{
  gboolean by_kill = user_data != NULL;

  for (guint step = HZ_KEYRING_STEP_CREATE; step < HZ_KEYRING_STEP_END; step++)
    {
      g_autoptr (GBytes) old = hz_keyring_serialize (fixture->keyring, fixture->dbk);
      g_autoptr (GBytes) next = NULL;
      guint8 hash[HZ_KEYRING_HASH_BYTES];
      guint8 old_hash[HZ_KEYRING_HASH_BYTES];
      g_autofree char *first = g_build_filename (fixture->folder, "keyring", NULL);
      g_autofree char *second = g_build_filename (fixture->folder, "keyring.1", NULL);
      gboolean second_used, written = FALSE;

      g_unlink (first);
      g_unlink (second);
      g_assert_true (hz_keyring_file_write (fixture->folder, old, NULL, old_hash, NULL));
      next = make_next (fixture);

      if (by_kill)
        {
          pid_t child = fork ();
          int status;

          if (child == 0)
            {
              hz_keyring_file_watch_steps (die_at_cb, GUINT_TO_POINTER (step));
              hz_keyring_file_write (fixture->folder, next, old_hash, hash, NULL);
              _exit (0);
            }

          g_assert_cmpint (waitpid (child, &status, 0), ==, child);
          g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
        }
      else
        {
          g_autoptr (GError) error = NULL;

          hz_keyring_file_watch_steps (fail_at_cb, GUINT_TO_POINTER (step));
          written = hz_keyring_file_write (fixture->folder, next, old_hash, hash, &error);
          hz_keyring_file_watch_steps (NULL, NULL);
          g_assert_true (written == (step > HZ_KEYRING_STEP_RENAME));
          if (!written)
            g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO);
        }

      g_assert_true (reads_as (fixture->folder, step > HZ_KEYRING_STEP_RENAME ? next : old,
                               &second_used));
      g_assert_false (second_used);
      hz_keyring_file_repair (fixture->folder);
      assert_second_is_same (fixture->folder);
      g_assert_true (reads_as (fixture->folder, step > HZ_KEYRING_STEP_RENAME ? next : old,
                               &second_used));
    }
}

static void
test_second_copy (Fixture *fixture,
                  gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = hz_keyring_serialize (fixture->keyring, fixture->dbk);
  g_autoptr (GBytes) next = NULL;
  g_autofree char *first = g_build_filename (fixture->folder, "keyring", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "keyring.1", NULL);
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  guint8 other[HZ_KEYRING_HASH_BYTES] = { 0 };
  gboolean second_used;
  g_autoptr (GError) error = NULL;

  g_assert_null (hz_keyring_file_read (fixture->folder, &second_used, hash, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_true (hz_keyring_file_write (fixture->folder, bytes, NULL, hash, NULL));
  g_assert_false (hz_keyring_file_write (fixture->folder, bytes, NULL, hash, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_EXISTS);
  g_clear_error (&error);

  next = make_next (fixture);
  g_assert_false (hz_keyring_file_write (fixture->folder, next, other, hash, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_KEYRING_CHANGED);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (first, "HZKEYRG1 rot", -1, NULL));
  g_assert_true (reads_as (fixture->folder, bytes, &second_used));
  g_assert_true (second_used);
  hz_keyring_file_repair (fixture->folder);
  assert_second_is_same (fixture->folder);

  g_assert_true (g_file_set_contents (first, "HZKEYRG1 rot", -1, NULL));
  g_assert_true (g_file_set_contents (second, "", 0, NULL));
  g_assert_null (hz_keyring_file_read (fixture->folder, &second_used, hash, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_KEYRING_DAMAGED);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/vault/keyring/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/vault/keyring/slots", Fixture, NULL, set_up, test_slots, tear_down);
  g_test_add ("/vault/keyring/flips", Fixture, NULL, set_up, test_flips, tear_down);
  g_test_add ("/vault/keyring/foreign", Fixture, NULL, set_up, test_foreign, tear_down);
  g_test_add ("/vault/keyring/replacement/failure", Fixture, NULL, set_up, test_replacement,
              tear_down);
  g_test_add ("/vault/keyring/replacement/kill", Fixture, "kill", set_up, test_replacement,
              tear_down);
  g_test_add ("/vault/keyring/second-copy", Fixture, NULL, set_up, test_second_copy, tear_down);

  return g_test_run ();
}
