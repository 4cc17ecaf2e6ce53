/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hostile administrator, played by a program that has her keys and the centre key and writes the
 * keyring as it likes; and somebody who has the folder alone. What a colleague's program says then. */

#include <sodium.h>
#include <string.h>

#include "hz-keyring-file.h"
#include "hz-roster-act.h"
#include "hz-roster-entry.h"
#include "hz-test-centre.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-session.h"

/* What she has: her own keys and all that they open. */
typedef struct
{
  HzTestCentre *centre;
  HzIdentity *identity;
  HzVaultSession *found;
  GByteArray *entries;
} Forger;

static void
begin_forging (Forger *self,
               HzTestCentre *centre,
               int who)
{
  g_autoptr (GBytes) entries = NULL;

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));

  self->centre = centre;
  self->identity = hz_test_centre_open_slot (centre, who);
  self->found = hz_vault_open_look (centre->folder, self->identity, NULL);
  self->entries = g_byte_array_new ();
  entries = hz_roster_serialize (self->found->roster);
  g_byte_array_append (self->entries, g_bytes_get_data (entries, NULL),
                       (guint) g_bytes_get_size (entries));
}

/* An entry that nobody has checked, signed by whom she can sign for. */
static void
append_entry (Forger *self,
              HzRosterKind kind,
              GByteArray *body,
              HzIdentity *second)
{
  guint8 head[HZ_ROSTER_HASH_BYTES];
  g_autoptr (GByteArray) entry = NULL;
  g_autoptr (GByteArray) text = NULL;
  guint8 signature[HZ_SIGNATURE_BYTES];

  hz_roster_get_head (self->found->roster, head);
  entry = hz_roster_entry_begin (hz_roster_get_length (self->found->roster), kind, head, body,
                                 hz_identity_get_id (self->identity));
  text = hz_roster_entry_build_signed (entry->data, entry->len);
  hz_identity_sign (self->identity, text->data, text->len, signature);
  g_byte_array_append (entry, signature, sizeof signature);
  if (second != NULL)
    {
      hz_identity_sign (second, text->data, text->len, signature);
      g_byte_array_append (entry, signature, sizeof signature);
    }

  g_byte_array_append (self->entries, entry->data, entry->len);
}

/* A keyring that is right in all but the roster, and who signed the grants. */
static void
write_keyring (Forger *self)
{
  g_autoptr (HzKeyring) keyring = hz_keyring_copy (self->found->keyring);
  g_autoptr (GBytes) entries = g_bytes_new (self->entries->data, self->entries->len);
  g_autoptr (GBytes) bytes = NULL;
  guint8 hash[HZ_KEYRING_HASH_BYTES];

  hz_vault_session_fill_grants (self->found, keyring, self->found->roster);
  hz_keyring_set_roster (keyring, self->found->dbk, entries);
  bytes = hz_keyring_serialize (keyring, self->found->dbk);
  g_assert_true (hz_keyring_file_write (self->centre->folder, bytes, self->found->keyring_hash, hash,
                                        NULL));
}

static void
end_forging (Forger *self)
{
  g_clear_pointer (&self->identity, hz_identity_unref);
  g_clear_pointer (&self->found, hz_vault_session_free);
  g_clear_pointer (&self->entries, g_byte_array_unref);
}

/* What the psychologist's program says; the code, or -1 and the notices. */
static int
sign_in (HzTestCentre *centre,
         HzVaultNotices *notices)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password ("the same good words");
  g_autoptr (GError) error = NULL;
  int code = -1;

  if (!hz_vault_unlock (centre->vault, "nigora", typed, &error))
    code = error->code;
  else
    *notices = hz_vault_get_notices (centre->vault);

  return code;
}

static void
append_id (GByteArray *body,
           const HzId *id)
{
  g_byte_array_append (body, id->bytes, HZ_ID_BYTES);
}

static void
append_keys (GByteArray *body,
             const HzPublicKeys *keys)
{
  g_byte_array_append (body, keys->box, HZ_KEY_BYTES);
  g_byte_array_append (body, keys->sign, HZ_KEY_BYTES);
}

static GByteArray *
make_key_change (Forger *forger,
                 HzIdentity *stranger)
{
  GByteArray *body = g_byte_array_new ();

  append_id (body, &forger->centre->ids[LAWYER]);
  append_keys (body, hz_identity_get_public (stranger));

  return body;
}

/* The second epoch, the last one's signature being her own. */
static GByteArray *
make_care_epoch (Forger *forger,
                 HzIdentity *stranger)
{
  GByteArray *body = g_byte_array_new ();
  guint8 link[HZ_ROSTER_HASH_BYTES];

  randombytes_buf (link, sizeof link);
  hz_append_u32 (body, hz_roster_get_n_care_epochs (forger->found->roster) + 1);
  append_keys (body, hz_identity_get_public (stranger));
  g_byte_array_append (body, link, sizeof link);

  return body;
}

/* Sheets of her own, as if the ones before were at hand. */
static GByteArray *
make_recovery (Forger *forger,
               HzIdentity *stranger)
{
  GByteArray *body = g_byte_array_new ();
  const guint8 last[] = { 'B', 0 };
  const HzId id = hz_id_new ();

  append_id (body, &id);
  append_keys (body, hz_identity_get_public (stranger));
  g_byte_array_append (body, last, sizeof last);

  return body;
}

static GByteArray *
make_leave (Forger *forger,
            HzIdentity *stranger)
{
  GByteArray *body = g_byte_array_new ();

  append_id (body, &forger->centre->ids[LAWYER]);

  return body;
}

static GByteArray *
make_restore (Forger *forger,
              HzIdentity *stranger)
{
  GByteArray *body = g_byte_array_new ();
  guint8 zeros[HZ_ID_BYTES + 8 + HZ_ROSTER_HASH_BYTES] = { 0 };

  g_byte_array_append (body, zeros, sizeof zeros);

  return body;
}

typedef struct
{
  const char *name;
  int forger;
  HzRosterKind kind;
  GByteArray *(*make) (Forger *forger, HzIdentity *stranger);
  gboolean by_two;
} Entry;

static const Entry entries[] = {
  { "administrator/colleague's-key", ADMIN, HZ_ROSTER_KEY_CHANGE, make_key_change, FALSE },
  { "administrator/care-epoch", ADMIN, HZ_ROSTER_CARE_EPOCH, make_care_epoch, TRUE },
  { "administrator/sheets", ADMIN, HZ_ROSTER_RECOVERY, make_recovery, TRUE },
  { "lawyer/care-epoch", LAWYER, HZ_ROSTER_CARE_EPOCH, make_care_epoch, TRUE },
  { "reception/leave", RECEPTION, HZ_ROSTER_LEAVE, make_leave, FALSE },
  { "reception/restore", RECEPTION, HZ_ROSTER_RESTORE, make_restore, FALSE },
};

/* An entry by somebody who may not: nobody goes on with such a roster. */
static void
test_entry (HzTestCentre *centre,
            gconstpointer data)
{
  const Entry *entry = data;
  HzId stranger_id = hz_id_new ();
  g_autoptr (HzIdentity) stranger = hz_identity_new (HZ_IDENTITY_MEMBER, &stranger_id);
  g_autoptr (GByteArray) body = NULL;
  HzVaultNotices notices = 0;
  Forger forger;

  hz_test_centre_fill (centre);
  begin_forging (&forger, centre, entry->forger);
  body = entry->make (&forger, stranger);
  append_entry (&forger, entry->kind, body, entry->by_two ? stranger : NULL);
  write_keyring (&forger);
  end_forging (&forger);

  g_assert_cmpint (sign_in (centre, &notices), ==, HZ_VAULT_ERROR_ROSTER_FORGED);
}

/* What an administrator may sign, at the price of being told. */
static void
test_shorter (HzTestCentre *centre,
              gconstpointer with_other_end)
{
  g_autoptr (GBytes) kept = NULL;
  HzVaultNotices notices = 0;
  Forger forger;

  begin_forging (&forger, centre, ADMIN);
  kept = hz_roster_serialize (forger.found->roster);
  end_forging (&forger);

  /* One entry more, that the psychologist sees. */
  hz_test_centre_enter (centre, ADMIN);
  g_assert_true (hz_vault_set_name (centre->vault, &centre->ids[LAWYER], "Another", NULL));
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  g_assert_cmpint (sign_in (centre, &notices), ==, -1);

  begin_forging (&forger, centre, ADMIN);
  g_byte_array_set_size (forger.entries, 0);
  g_byte_array_append (forger.entries, g_bytes_get_data (kept, NULL),
                       (guint) g_bytes_get_size (kept));
  g_clear_pointer (&forger.found->roster, hz_roster_unref);
  forger.found->roster = hz_roster_parse (kept, hz_keyring_get_centre_id (forger.found->keyring),
                                          NULL);
  if (with_other_end != NULL)
    {
      g_autoptr (GByteArray) body = g_byte_array_new ();

      append_id (body, &centre->ids[RECEPTION]);
      hz_append_text (body, "Somebody");
      append_entry (&forger, HZ_ROSTER_NAME, body, NULL);
    }
  write_keyring (&forger);
  end_forging (&forger);

  g_assert_cmpint (sign_in (centre, &notices), ==, -1);
  g_assert_true (notices & (with_other_end != NULL ? HZ_VAULT_NOTICE_ROSTER_FORKED
                                                   : HZ_VAULT_NOTICE_ROLLED_BACK));
}

/* A role she gave herself gives her no key, and nobody's program gives her one by itself. */
static void
test_own_role (HzTestCentre *centre,
               gconstpointer unused)
{
  g_autoptr (GPtrArray) tasks = NULL;

  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, ADMIN);
  g_assert_true (hz_vault_set_roles (centre->vault, &centre->ids[ADMIN],
                                     HZ_ROLE_ADMINISTRATOR | HZ_ROLE_MANAGER, NULL));
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  tasks = hz_vault_list_care_tasks (centre->vault);
  g_assert_cmpuint (tasks->len, ==, 1);
  hz_test_centre_enter (centre, ADMIN);
  g_assert_false (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
}

/* The centre key of another's making, given by a stranger. */
static void
test_foreign_grants (HzTestCentre *centre,
                     gconstpointer unused)
{
  HzId stranger_id = hz_id_new ();
  HzVaultNotices notices = 0;
  Forger forger;

  begin_forging (&forger, centre, ADMIN);
  g_clear_pointer (&forger.found->identity, hz_identity_unref);
  forger.found->identity = hz_identity_new (HZ_IDENTITY_MEMBER, &stranger_id);
  write_keyring (&forger);
  end_forging (&forger);

  g_assert_cmpint (sign_in (centre, &notices), ==, HZ_VAULT_ERROR_GRANT_FORGED);
}

/* Without the centre key: any byte between header and checksum, the checksum made right. */
static void
test_without_key (HzTestCentre *centre,
                  gconstpointer unused)
{
  g_autofree char *first = g_build_filename (centre->folder, "keyring", NULL);
  g_autofree char *second = g_build_filename (centre->folder, "keyring.1", NULL);
  g_autoptr (GByteArray) whole = NULL;
  HzVaultNotices notices = 0;
  guint n = 0;

  g_assert_true (hz_vault_lock (centre->vault, NULL));
  whole = hz_test_load (first);
  for (guint at = 12; at < whole->len - 32; at += g_test_slow () ? 7 : 211)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      int code;

      g_byte_array_append (bytes, whole->data, whole->len);
      bytes->data[at] ^= 0x10;
      crypto_generichash (bytes->data + bytes->len - 32, 32, bytes->data, bytes->len - 32, NULL, 0);
      hz_test_store (first, bytes->data, bytes->len);
      hz_test_store (second, bytes->data, bytes->len);

      code = sign_in (centre, &notices);
      g_assert_true (code == HZ_VAULT_ERROR_KEYRING_TAMPERED || code == HZ_VAULT_ERROR_WRONG_LOGIN
                     || code == HZ_VAULT_ERROR_NO_GRANT || code == HZ_VAULT_ERROR_KEYRING_DAMAGED);
      n++;
    }

  hz_test_store (first, whole->data, whole->len);
  hz_test_store (second, whole->data, whole->len);
  g_assert_cmpint (sign_in (centre, &notices), ==, -1);
  g_test_message ("%u changed bytes, all refused", n);
}

int
main (int argc,
      char *argv[])
{
  const struct
  {
    const char *name;
    void (*func) (HzTestCentre *, gconstpointer);
    const char *data;
  } tests[] = {
    { "shorter", test_shorter, NULL },
    { "forked", test_shorter, "forked" },
    { "own-role", test_own_role, NULL },
    { "foreign-grants", test_foreign_grants, NULL },
    { "without-key", test_without_key, NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-tamper/", entries[i].name, NULL);

      g_test_add (path, HzTestCentre, &entries[i], hz_test_centre_set_up, test_entry,
                  hz_test_centre_tear_down);
    }

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-tamper/", tests[i].name, NULL);

      g_test_add (path, HzTestCentre, tests[i].data, hz_test_centre_set_up, tests[i].func,
                  hz_test_centre_tear_down);
    }

  return g_test_run ();
}
