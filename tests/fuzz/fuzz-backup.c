/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A folder offered as a backup, or to be restored: its name, and the two copies of its keyring,
 * which is what is read first. The input: who changed it, which copies, the folder's name, then
 * changes.
 *
 * Somebody without keys may mend the checksum, a member who has the centre key also the MAC and the
 * seal of the roster. Of the first, nothing is taken that differs; of the second, no entry of the
 * roster that was not signed by its author.
 */

#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz-file.h"
#include "fuzz.h"
#include "hz-backup-list.h"
#include "hz-keyring-private.h"
#include "hz-roster-private.h"
#include "hz-test-centre.h"
#include "hz-vault-error.h"
#include "hz-vault-session.h"

#define DAY "2026-11-30"
#define HASH_BYTES 32
#define MOST_CHANGES 24
#define MOST_NAME 20

typedef enum
{
  BY_STRANGER,
  BY_STRANGER_WITH_CHECKSUM,
  BY_MEMBER,
  BY_MEMBER_IN_ROSTER,
  N_AUTHORS,
} Author;

static HzTestCentre centre;
static HzIdentity *identity;
static HzVaultSession *true_session;
static GBytes *true_file;
static char *target;
static char *place;

static void
clean_up (void)
{
  hz_vault_session_free (true_session);
  hz_identity_unref (identity);
  g_bytes_unref (true_file);
  hz_test_centre_tear_down (&centre, NULL);
  g_free (target);
  g_free (place);
}

static void
prepare (void)
{
  GError *error = NULL;

  target = g_build_filename (fuzz_get_folder (), "target", NULL);
  place = g_build_filename (fuzz_get_folder (), "place", NULL);
  g_mkdir (target, 0700);
  g_mkdir (place, 0700);

  hz_test_centre_set_up (&centre, NULL);
  identity = hz_test_centre_open_slot (&centre, ADMIN);
  true_session = hz_vault_open_look (centre.folder, identity, &error);
  g_assert_no_error (error);
  true_file = hz_keyring_serialize (true_session->keyring, true_session->dbk);
  atexit (clean_up);
}

static void
change (FuzzInput *input,
        GByteArray *bytes)
{
  guint8 how = fuzz_take (input);
  guint at = fuzz_take_u16 (input);
  guint from = fuzz_take_u16 (input);
  guint8 byte = fuzz_take (input);

  if (bytes->len == 0)
    return;

  switch (how % 6)
    {
    case 0:
      bytes->data[at % bytes->len] ^= byte;
      break;

    case 1:
      /* The header: lengths, costs, ids. */
      bytes->data[at % MIN (bytes->len, 128)] = byte;
      break;

    case 2:
      g_byte_array_set_size (bytes, at % bytes->len);
      break;

    case 3:
      at %= bytes->len;
      from %= bytes->len;
      memmove (bytes->data + at, bytes->data + from, MIN (4u * byte, bytes->len - MAX (at, from)));
      break;

    case 4:
      g_byte_array_set_size (bytes, MIN (bytes->len + from, HZ_KEYRING_LIMIT / 4));
      break;

    default:
      memset (bytes->data + at % bytes->len, byte, MIN (from, bytes->len - at % bytes->len));
      break;
    }
}

static void
change_some (FuzzInput *input,
             GByteArray *bytes)
{
  guint n = fuzz_take (input) % (MOST_CHANGES + 1);

  for (guint i = 0; i < n && input->length > 0; i++)
    change (input, bytes);
}

/* As whoever wrote @bytes can make it look. */
static void
mend (GByteArray *bytes,
      Author author)
{
  guint8 *end = bytes->data + bytes->len;

  if (author == BY_STRANGER || bytes->len < 128 + 2 * HASH_BYTES)
    return;

  if (author != BY_STRANGER_WITH_CHECKSUM)
    {
      HzId centre_id;
      g_autoptr (HzSecret) key = NULL;

      memcpy (centre_id.bytes, bytes->data + 36, HZ_ID_BYTES);
      key = hz_kdf_derive (true_session->dbk, "HZkrgmac", &centre_id);
      crypto_generichash (end - 2 * HASH_BYTES, HASH_BYTES, bytes->data, bytes->len - 2 * HASH_BYTES,
                          hz_secret_get_data (key), HZ_KEY_BYTES);
    }
  crypto_generichash (end - HASH_BYTES, HASH_BYTES, bytes->data, bytes->len - HASH_BYTES, NULL, 0);
}

static GByteArray *
make_file (FuzzInput *input,
           Author author)
{
  g_autoptr (GByteArray) entries = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (GBytes) roster = NULL;
  g_autoptr (GBytes) whole = NULL;

  if (author != BY_MEMBER_IN_ROSTER)
    {
      g_byte_array_append (file, g_bytes_get_data (true_file, NULL),
                           (guint) g_bytes_get_size (true_file));
      change_some (input, file);
      mend (file, author);
      return file;
    }

  g_byte_array_append (entries, true_session->roster->bytes->data, true_session->roster->bytes->len);
  change_some (input, entries);
  roster = g_bytes_new (entries->data, entries->len);
  keyring = hz_keyring_copy (true_session->keyring);
  hz_keyring_set_roster (keyring, true_session->dbk, roster);
  whole = hz_keyring_serialize (keyring, true_session->dbk);
  g_byte_array_append (file, g_bytes_get_data (whole, NULL), (guint) g_bytes_get_size (whole));

  return file;
}

static char *
make_name (FuzzInput *input)
{
  guint8 length = fuzz_take (input) % (2 * MOST_NAME);
  g_autofree char *name = g_malloc0 (MOST_NAME + 1);

  if (length >= MOST_NAME)
    return g_strdup (DAY);

  fuzz_take_to (input, (guint8 *) name, length);
  g_strdelimit (name, "/", '_');

  return g_str_equal (name, "") || g_str_equal (name, ".") || g_str_equal (name, "..")
         ? g_strdup (DAY "-2") : g_steal_pointer (&name);
}

static void
store (const char *name,
       const guint8 *bytes,
       gsize length)
{
  g_autofree char *path = g_build_filename (place, name, NULL);

  fuzz_store (path, bytes, length);
}

static HzKeyring *
parse (GByteArray *first,
       GByteArray *second)
{
  g_autoptr (GBytes) first_bytes = g_bytes_new (first->data, first->len);
  g_autoptr (GBytes) second_bytes = g_bytes_new (second->data, second->len);
  g_autoptr (GError) error = NULL;
  HzKeyring *keyring = hz_keyring_parse (first_bytes, &error);

  return keyring != NULL || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NEWER)
         ? keyring : hz_keyring_parse (second_bytes, NULL);
}

/* Under its name it is one of the centre's backups exactly when its keyring says so. */
static void
check_list (const char *name,
            HzKeyring *keyring)
{
  g_autofree char *named = g_build_filename (target, name, NULL);
  g_autoptr (GPtrArray) places = NULL;
  const HzId *centre_id = hz_keyring_get_centre_id (true_session->keyring);
  gboolean is_ours = keyring != NULL && hz_id_equal (hz_keyring_get_centre_id (keyring), centre_id);

  g_assert_cmpint (g_rename (place, named), ==, 0);
  places = hz_backup_list_read (target, centre_id);
  g_assert_cmpint (g_rename (named, place), ==, 0);

  g_assert_cmpuint (places->len, <=, is_ours);
  if (is_ours && g_str_has_prefix (name, DAY) && strlen (name) == strlen (DAY))
    g_assert_cmpuint (places->len, ==, 1);
  if (places->len == 1)
    g_assert_cmpstr (g_ptr_array_index (places, 0), ==, named);
}

static void
check_look (Author author)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzVaultSession) found = hz_vault_open_look (place, identity, &error);
  GByteArray *entries;

  if (found == NULL)
    {
      g_assert_true (error != NULL && error->domain == HZ_VAULT_ERROR);
      return;
    }

  g_assert_no_error (error);
  g_assert_true (hz_id_equal (hz_keyring_get_file_id (found->keyring),
                              hz_keyring_get_file_id (true_session->keyring)));
  if (author == BY_STRANGER || author == BY_STRANGER_WITH_CHECKSUM)
    g_assert_true (g_bytes_equal (found->keyring->bytes, true_file));

  entries = found->roster->bytes;
  g_assert_cmpuint (entries->len, <=, true_session->roster->bytes->len);
  g_assert_cmpmem (entries->data, entries->len, true_session->roster->bytes->data, entries->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  FuzzInput input = { data, length };
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) second = NULL;
  g_autoptr (HzKeyring) keyring = NULL;
  g_autofree char *name = NULL;
  Author author;
  guint8 which;

  if (identity == NULL)
    prepare ();

  author = fuzz_take (&input) % N_AUTHORS;
  which = fuzz_take (&input);
  name = make_name (&input);
  first = make_file (&input, author);
  second = which & 1 ? make_file (&input, author) : g_byte_array_new ();
  if (which & 2)
    g_byte_array_append (second, first->data, first->len);

  store ("keyring", first->data, first->len);
  store ("keyring.1", second->data, second->len);
  keyring = parse (first, second);
  check_list (name, keyring);
  check_look (author);

  return 0;
}
