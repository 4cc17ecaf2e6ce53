/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "hz-keyring-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-file.h"
#include "hz-vault.h"

#define FOUNDER "Мадина Каримова"
#define LOGIN "madina"
#define PASSWORD "first words of a song"
#define OTHER "other words of the song"

typedef struct
{
  char *folder;
  char *pins;
  HzVault *vault;
} Fixture;

static HzSecret *
secret (const char *text)
{
  return hz_secret_new_password (text);
}

static gboolean
create (Fixture *fixture,
        HzRoles roles,
        GError **error)
{
  g_autoptr (HzSheets) sheets = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) password = secret (PASSWORD);

  return hz_vault_create (fixture->vault, FOUNDER, LOGIN, password, roles, sheets,
                          HZ_KDF_COST_LEAST, error);
}

static void
set_up (Fixture *fixture,
        gconstpointer user_data)
{
  GError *error = NULL;

  fixture->folder = hz_test_make_folder ();
  fixture->pins = hz_test_make_folder ();
  fixture->vault = hz_vault_new (fixture->folder);
  hz_vault_set_pin_folder (fixture->vault, fixture->pins);
  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_MISSING);
  create (fixture, HZ_ROLE_ADMINISTRATOR | HZ_ROLE_MANAGER, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer user_data)
{
  if (hz_vault_get_state (fixture->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (fixture->vault, NULL));

  hz_test_assert_finalizes (fixture->vault);
  hz_test_remove_folder (fixture->folder);
  hz_test_remove_folder (fixture->pins);
  g_free (fixture->folder);
  g_free (fixture->pins);
}

static void
lock (Fixture *fixture)
{
  GError *error = NULL;

  hz_vault_lock (fixture->vault, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_LOCKED);
}

static int
try_unlock (Fixture *fixture,
            const char *login,
            const char *password)
{
  g_autoptr (HzSecret) typed = secret (password);
  g_autoptr (GError) error = NULL;

  if (hz_vault_unlock (fixture->vault, login, typed, &error))
    return -1;

  g_assert_true (error->domain == HZ_VAULT_ERROR);
  return error->code;
}

static void
unlock (Fixture *fixture,
        const char *login,
        const char *password)
{
  g_assert_cmpint (try_unlock (fixture, login, password), ==, -1);
}

/* Invited by who is signed in; locked after. */
static HzId
add_member (Fixture *fixture,
            const char *name,
            const char *login,
            HzRoles roles)
{
  g_autoptr (HzSecret) one_time = NULL;
  g_autoptr (HzSecret) password = secret (OTHER);
  GError *error = NULL;
  HzId id;

  one_time = hz_vault_invite (fixture->vault, name, login, roles, &id, &error);
  g_assert_no_error (error);
  lock (fixture);
  g_assert_cmpint (try_unlock (fixture, login, hz_secret_get_text (one_time)), ==,
                   HZ_VAULT_ERROR_INVITATION);
  hz_vault_join (fixture->vault, login, one_time, password, &error);
  g_assert_no_error (error);
  g_assert_true (hz_id_equal (hz_vault_get_own_id (fixture->vault), &id));
  lock (fixture);

  return id;
}

static void
test_create (Fixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (fixture->vault);
  const HzMember *me = g_ptr_array_index (members, 0);
  g_autofree char *number = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_OPEN);
  g_assert_cmpstr (hz_vault_get_own_name (fixture->vault), ==, FOUNDER);
  g_assert_cmpuint (members->len, ==, 1);
  g_assert_true (me->is_me && me->has_care);
  g_assert_cmpint (me->state, ==, HZ_MEMBER_PRESENT);
  g_assert_nonnull (hz_vault_get_worker (fixture->vault));

  number = hz_vault_get_key_number (fixture->vault, &me->id, NULL);
  g_assert_cmpuint (strlen (number), ==, 15);

  lock (fixture);
  g_assert_null (hz_vault_get_worker (fixture->vault));
  g_assert_null (hz_vault_get_rings (fixture->vault));
  unlock (fixture, " MADINA ", PASSWORD);
  g_assert_cmpuint (hz_vault_get_notices (fixture->vault) & ~HZ_VAULT_NOTICE_MEMORY_NOT_PINNED
                     & ~HZ_VAULT_NOTICE_SWAP_IN_CLEAR, ==,
                    0);
  again = hz_vault_get_key_number (fixture->vault, hz_vault_get_own_id (fixture->vault), NULL);
  g_assert_cmpstr (number, ==, again);
}

static void
test_refused (Fixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (HzVault) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzSecret) password = secret (PASSWORD);
  g_autofree char *first = g_build_filename (fixture->folder, "keyring", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "keyring.1", NULL);

  g_assert_false (create (fixture, HZ_ROLE_ADMINISTRATOR, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BUSY);
  g_clear_error (&error);

  second = hz_vault_new (fixture->folder);
  g_assert_false (hz_vault_unlock (second, LOGIN, password, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BUSY);
  g_assert_cmpint (hz_vault_get_state (second), ==, HZ_VAULT_LOCKED);
  g_clear_error (&error);

  lock (fixture);
  g_assert_false (create (fixture, HZ_ROLE_ADMINISTRATOR, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_EXISTS);
  g_assert_cmpint (try_unlock (fixture, LOGIN, "wrong"), ==, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_assert_cmpint (try_unlock (fixture, "somebody", PASSWORD), ==, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_assert_cmpint (try_unlock (fixture, "", ""), ==, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  g_assert_false (hz_vault_lock (fixture->vault, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);

  g_assert_true (g_file_set_contents (first, "HZKEYRG1", -1, NULL));
  unlock (fixture, LOGIN, PASSWORD);
  g_assert_true (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_SECOND_KEYRING);
  lock (fixture);
  unlock (fixture, LOGIN, PASSWORD);
  g_assert_false (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_SECOND_KEYRING);
  lock (fixture);

  g_unlink (first);
  g_unlink (copy);
  g_assert_cmpint (try_unlock (fixture, LOGIN, PASSWORD), ==, HZ_VAULT_ERROR_MISSING);
  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_MISSING);
}

static void
test_bad_input (Fixture *fixture,
                gconstpointer user_data)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autoptr (HzVault) vault = hz_vault_new (folder);
  g_autoptr (HzSheets) sheets = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) strong = secret (PASSWORD);
  g_autoptr (HzSecret) weak = secret ("password1");
  g_autofree char *longest = g_strnfill (10000, 'a');
  const struct { const char *name, *login; HzSecret *password; HzRoles roles; int code; } cases[] = {
    { "", "a", strong, HZ_ROLE_ADMINISTRATOR, HZ_VAULT_ERROR_BAD_NAME },
    { "A", "  ", strong, HZ_ROLE_ADMINISTRATOR, HZ_VAULT_ERROR_BAD_NAME },
    { longest, "a", strong, HZ_ROLE_ADMINISTRATOR, HZ_VAULT_ERROR_BAD_NAME },
    { "A\nB", "a", strong, HZ_ROLE_ADMINISTRATOR, HZ_VAULT_ERROR_BAD_NAME },
    { "\xff", "a", strong, HZ_ROLE_ADMINISTRATOR, HZ_VAULT_ERROR_BAD_NAME },
    { "A", "a", strong, HZ_ROLE_RECEPTION, HZ_VAULT_ERROR_BAD_ROLES },
    { "A", "a", strong, 0, HZ_VAULT_ERROR_BAD_ROLES },
    { "A", "a", strong, 64, HZ_VAULT_ERROR_BAD_ROLES },
    { "A", "a", weak, HZ_ROLE_ADMINISTRATOR, HZ_VAULT_ERROR_WEAK_PASSWORD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_vault_create (vault, cases[i].name, cases[i].login, cases[i].password,
                                       cases[i].roles, sheets, HZ_KDF_COST_LEAST, &error));
      g_assert_error (error, HZ_VAULT_ERROR, cases[i].code);
      g_assert_cmpint (hz_vault_get_state (vault), ==, HZ_VAULT_MISSING);
    }

  hz_test_remove_folder (folder);
}

static void
test_invitation (Fixture *fixture,
                 gconstpointer user_data)
{
  g_autoptr (HzSecret) one_time = NULL;
  g_autoptr (HzSecret) password = secret (OTHER);
  g_autoptr (HzSecret) weak = secret ("1234");
  g_autoptr (GError) error = NULL;
  g_autoptr (HzMember) member = NULL;
  HzId id;

  one_time = hz_vault_invite (fixture->vault, "Нигора", "nigora", HZ_ROLE_PSYCHOLOGIST, &id, NULL);
  g_assert_nonnull (one_time);
  member = hz_vault_find_member (fixture->vault, &id);
  g_assert_cmpint (member->state, ==, HZ_MEMBER_INVITED);
  g_assert_null (hz_vault_get_key_number (fixture->vault, &id, NULL));
  lock (fixture);

  g_assert_false (hz_vault_join (fixture->vault, LOGIN, one_time, password, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  g_assert_false (hz_vault_join (fixture->vault, "nigora", one_time, weak, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WEAK_PASSWORD);
  g_clear_error (&error);
  g_assert_true (hz_vault_join (fixture->vault, "nigora", one_time, password, NULL));
  g_assert_cmpint (hz_vault_get_own_roles (fixture->vault), ==, HZ_ROLE_PSYCHOLOGIST);
  g_assert_null (hz_vault_invite (fixture->vault, "X", "x", HZ_ROLE_LAWYER, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  lock (fixture);

  /* The invitation is gone. */
  g_assert_cmpint (try_unlock (fixture, "nigora", hz_secret_get_text (one_time)), ==,
                   HZ_VAULT_ERROR_WRONG_LOGIN);
  g_assert_false (hz_vault_join (fixture->vault, "nigora", password, password, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_INVITATION);
  unlock (fixture, "nigora", OTHER);
}

static void
test_password (Fixture *fixture,
               gconstpointer user_data)
{
  g_autoptr (HzSecret) old = secret (PASSWORD);
  g_autoptr (HzSecret) wrong = secret ("not hers at all, really");
  g_autoptr (HzSecret) new = secret (OTHER);
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_vault_change_password (fixture->vault, LOGIN, wrong, new, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
  g_assert_true (hz_vault_change_password (fixture->vault, LOGIN, old, new, NULL));
  lock (fixture);
  g_assert_cmpint (try_unlock (fixture, LOGIN, PASSWORD), ==, HZ_VAULT_ERROR_WRONG_LOGIN);
  unlock (fixture, LOGIN, OTHER);
}

static void
test_care (Fixture *fixture,
           gconstpointer user_data)
{
  HzId carer = add_member (fixture, "Нигора", "nigora", HZ_ROLE_PSYCHOLOGIST);
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) of_carer = NULL;
  g_autoptr (GError) error = NULL;
  HzId reception;

  unlock (fixture, "nigora", OTHER);
  g_assert_false (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
  of_carer = hz_vault_list_care_tasks (fixture->vault);
  g_assert_cmpuint (of_carer->len, ==, 0);
  g_assert_false (hz_vault_grant_care (fixture->vault, &carer, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY);
  g_clear_error (&error);
  lock (fixture);

  unlock (fixture, LOGIN, PASSWORD);
  reception = add_member (fixture, "Сабо", "sabo", HZ_ROLE_RECEPTION);
  unlock (fixture, LOGIN, PASSWORD);
  tasks = hz_vault_list_care_tasks (fixture->vault);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_true (hz_id_equal (&((HzMember *) g_ptr_array_index (tasks, 0))->id, &carer));
  g_assert_false (hz_vault_grant_care (fixture->vault, &reception, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_assert_true (hz_vault_grant_care (fixture->vault, &carer, NULL));
  none = hz_vault_list_care_tasks (fixture->vault);
  g_assert_cmpuint (none->len, ==, 0);
  lock (fixture);

  unlock (fixture, "nigora", OTHER);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
  lock (fixture);
  unlock (fixture, "sabo", OTHER);
  g_assert_false (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
  g_assert_true (hz_rings_has_inbox (hz_vault_get_rings (fixture->vault)));
}

/* A carer who loses the role is out of the next epoch, which her colleague makes. */
static void
test_role_lost (Fixture *fixture,
                gconstpointer user_data)
{
  HzId carer = add_member (fixture, "Нигора", "nigora", HZ_ROLE_PSYCHOLOGIST);
  g_autoptr (GError) error = NULL;

  unlock (fixture, LOGIN, PASSWORD);
  g_assert_true (hz_vault_grant_care (fixture->vault, &carer, NULL));
  g_assert_true (hz_vault_set_roles (fixture->vault, &carer, HZ_ROLE_RECEPTION, NULL));
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
  g_assert_false (hz_vault_set_roles (fixture->vault, hz_vault_get_own_id (fixture->vault),
                                      HZ_ROLE_RECEPTION, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BAD_ROLES);
  g_assert_true (hz_vault_set_name (fixture->vault, &carer, "Нигора Сатторова", NULL));
  lock (fixture);

  unlock (fixture, "nigora", OTHER);
  g_assert_false (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
  g_assert_cmpstr (hz_vault_get_own_name (fixture->vault), ==, "Нигора Сатторова");
  g_assert_true (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_ROSTER_CHANGED);
  lock (fixture);

  unlock (fixture, LOGIN, PASSWORD);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
}

static void
copy_file (const char *folder,
           const char *name,
           const char *to)
{
  g_autofree char *from_path = g_build_filename (folder, name, NULL);
  g_autofree char *to_path = g_build_filename (folder, to, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from_path, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to_path, data, (gssize) length, NULL));
}

static void
test_pins (Fixture *fixture,
           gconstpointer user_data)
{
  g_autofree char *empty = hz_test_make_folder ();
  g_autoptr (HzSecret) one_time = NULL;

  lock (fixture);
  copy_file (fixture->folder, "keyring", "old");
  unlock (fixture, LOGIN, PASSWORD);
  one_time = hz_vault_invite (fixture->vault, "Нигора", "nigora", HZ_ROLE_LAWYER, NULL, NULL);
  lock (fixture);

  hz_vault_set_pin_folder (fixture->vault, empty);
  unlock (fixture, LOGIN, PASSWORD);
  g_assert_true (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_FIRST_TIME);
  g_assert_false (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_ROLLED_BACK);
  lock (fixture);
  hz_vault_set_pin_folder (fixture->vault, fixture->pins);

  /* An older keyring is named, again and again, until it is accepted. */
  copy_file (fixture->folder, "old", "keyring");
  copy_file (fixture->folder, "old", "keyring.1");
  for (guint i = 0; i < 2; i++)
    {
      unlock (fixture, LOGIN, PASSWORD);
      g_assert_true (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_ROLLED_BACK);
      lock (fixture);
    }

  unlock (fixture, LOGIN, PASSWORD);
  g_assert_true (hz_vault_accept_seen (fixture->vault, NULL));
  lock (fixture);
  unlock (fixture, LOGIN, PASSWORD);
  g_assert_false (hz_vault_get_notices (fixture->vault) & HZ_VAULT_NOTICE_ROLLED_BACK);

  hz_test_remove_folder (empty);
}

/* What the sheets open: any two of three, one of one; no sheet of three alone. */
static void
test_sheets (Fixture *fixture,
             gconstpointer user_data)
{
  for (guint n = 1; n <= 3; n += 2)
    {
      g_autofree char *folder = hz_test_make_folder ();
      g_autoptr (HzVault) vault = hz_vault_new (folder);
      g_autoptr (HzSheets) sheets = hz_sheets_new ('A', n);
      g_autoptr (HzSecret) password = secret (PASSWORD);
      g_autoptr (HzKeyring) keyring = NULL;
      guint8 hash[HZ_KEYRING_HASH_BYTES];
      gboolean second;

      hz_vault_set_pin_folder (vault, NULL);
      g_assert_true (hz_vault_create (vault, FOUNDER, LOGIN, password, HZ_ROLE_ADMINISTRATOR, sheets,
                                      HZ_KDF_COST_LEAST, NULL));
      g_assert_true (hz_vault_lock (vault, NULL));
      keyring = hz_keyring_file_read (folder, &second, hash, NULL);

      for (guint i = 1; i <= n; i++)
        {
          for (guint j = i; j <= n; j++)
            {
              g_autoptr (HzIdentity) recovery = NULL;
              g_autoptr (HzSecret) root = NULL;

              root = hz_kdf_sheet_root ('A', i, hz_sheets_get_secret (sheets, i), j,
                                        i != j ? hz_sheets_get_secret (sheets, j) : NULL,
                                        hz_keyring_get_install_salt (keyring), HZ_KDF_COST_LEAST,
                                        NULL);
              recovery = hz_keyring_open_slot (keyring, root);
              g_assert_true ((recovery != NULL) == (n == 1 || i != j));
              if (recovery != NULL)
                g_assert_cmpint (hz_identity_get_kind (recovery), ==, HZ_IDENTITY_RECOVERY);
            }
        }

      hz_test_remove_folder (folder);
    }
}

static gboolean
fail_at_rename_cb (HzKeyringStep step,
                   gpointer user_data)
{
  return step != HZ_KEYRING_STEP_RENAME;
}

/* The keyring cannot be written: nothing has happened, and the keys still work. */
static void
test_disk_full (Fixture *fixture,
                gconstpointer user_data)
{
  HzId carer = add_member (fixture, "Нигора", "nigora", HZ_ROLE_PSYCHOLOGIST);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;

  unlock (fixture, LOGIN, PASSWORD);
  hz_keyring_file_watch_steps (fail_at_rename_cb, NULL);
  g_assert_null (hz_vault_invite (fixture->vault, "X", "x", HZ_ROLE_LAWYER, NULL, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (hz_vault_set_roles (fixture->vault, &carer, HZ_ROLE_RECEPTION, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO);
  hz_keyring_file_watch_steps (NULL, NULL);

  members = hz_vault_list_members (fixture->vault);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_true (hz_vault_set_roles (fixture->vault, &carer, HZ_ROLE_RECEPTION, NULL));
  lock (fixture);
  unlock (fixture, LOGIN, PASSWORD);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (fixture->vault)));
}

static void
test_async (Fixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (HzSecret) password = secret (PASSWORD);
  GAsyncResult *slot = NULL;
  GAsyncResult *late_slot = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) locked = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  lock (fixture);
  hz_vault_unlock_async (fixture->vault, LOGIN, password, NULL, hz_test_on_ready_cb, &slot);
  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_OPENING);
  opened = hz_test_await (&slot);
  g_assert_true (hz_vault_unlock_finish (fixture->vault, opened, NULL));
  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_OPEN);

  hz_vault_lock_async (fixture->vault, NULL, hz_test_on_ready_cb, &slot);
  hz_vault_set_name_async (fixture->vault, &HZ_ID_NONE, "X", NULL, hz_test_on_ready_cb,
                           &late_slot);
  late = hz_test_await (&late_slot);
  g_assert_false (hz_vault_act_finish (fixture->vault, late, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED);
  locked = hz_test_await (&slot);
  g_assert_true (hz_vault_lock_finish (fixture->vault, locked, NULL));
  g_assert_cmpint (hz_vault_get_state (fixture->vault), ==, HZ_VAULT_LOCKED);
}

/* Neither names nor logins, nor the bytes of an id, stand in any file. */
static void
test_nothing_in_clear (Fixture *fixture,
                       gconstpointer user_data)
{
  static const char *const words[] = { FOUNDER, LOGIN, PASSWORD, "nigora", "Нигора", OTHER };
  const char *folders[] = { fixture->folder, fixture->pins };

  add_member (fixture, "Нигора", "nigora", HZ_ROLE_PSYCHOLOGIST);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;
      guint n = 0;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folders[i], name, NULL);
          g_autofree char *data = NULL;
          gsize length;

          g_assert_true (g_file_get_contents (path, &data, &length, NULL));
          for (guint j = 0; j < G_N_ELEMENTS (words); j++)
            {
              g_assert_null (memmem (data, length, words[j], strlen (words[j])));
              g_assert_null (strstr (name, words[j]));
            }
          n++;
        }

      g_assert_cmpuint (n, >=, 2);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/vault/vault/create", Fixture, NULL, set_up, test_create, tear_down);
  g_test_add ("/vault/vault/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/vault/vault/bad-input", Fixture, NULL, set_up, test_bad_input, tear_down);
  g_test_add ("/vault/vault/invitation", Fixture, NULL, set_up, test_invitation, tear_down);
  g_test_add ("/vault/vault/password", Fixture, NULL, set_up, test_password, tear_down);
  g_test_add ("/vault/vault/care", Fixture, NULL, set_up, test_care, tear_down);
  g_test_add ("/vault/vault/role-lost", Fixture, NULL, set_up, test_role_lost, tear_down);
  g_test_add ("/vault/vault/pins", Fixture, NULL, set_up, test_pins, tear_down);
  g_test_add ("/vault/vault/sheets", Fixture, NULL, set_up, test_sheets, tear_down);
  g_test_add ("/vault/vault/disk-full", Fixture, NULL, set_up, test_disk_full, tear_down);
  g_test_add ("/vault/vault/async", Fixture, NULL, set_up, test_async, tear_down);
  g_test_add ("/vault/vault/nothing-in-clear", Fixture, NULL, set_up, test_nothing_in_clear,
              tear_down);

  return g_test_run ();
}
