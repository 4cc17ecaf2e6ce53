/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"
#include "hz-pin.h"
#include "hz-roster-act.h"
#include "hz-roster-entry.h"
#include "hz-vault-error.h"

typedef struct
{
  HzRoster *roster;
  HzIdentity *admin;
  HzIdentity *recovery;
  HzIdentity *carer;
  HzIdentity *reception;
} Fixture;

static HzIdentity *
make_identity (HzIdentityKind kind)
{
  HzId id = hz_id_new ();

  return hz_identity_new (kind, &id);
}

static HzIdentity *
add_member (HzRoster *roster,
            HzIdentity *admin,
            const char *name,
            HzRoles roles)
{
  g_autoptr (HzIdentity) enrolment = make_identity (HZ_IDENTITY_INVITATION);
  HzIdentity *member = hz_identity_new (HZ_IDENTITY_MEMBER, hz_identity_get_id (enrolment));

  g_assert_true (hz_roster_invite (roster, admin, enrolment, name, roles, NULL));
  g_assert_true (hz_roster_join (roster, enrolment, member, NULL));

  return member;
}

static void
set_up (Fixture *fixture,
        gconstpointer user_data)
{
  fixture->roster = hz_roster_new ();
  fixture->admin = make_identity (HZ_IDENTITY_MEMBER);
  fixture->recovery = make_identity (HZ_IDENTITY_RECOVERY);

  g_assert_true (hz_roster_found (fixture->roster, fixture->admin, "Мадина",
                                  HZ_ROLE_ADMINISTRATOR, fixture->recovery, 'A', NULL));
  fixture->carer = add_member (fixture->roster, fixture->admin, "Нигора", HZ_ROLE_PSYCHOLOGIST);
  fixture->reception = add_member (fixture->roster, fixture->admin, "Сабо", HZ_ROLE_RECEPTION);
}

static void
tear_down (Fixture *fixture,
           gconstpointer user_data)
{
  hz_roster_unref (fixture->roster);
  hz_identity_unref (fixture->admin);
  hz_identity_unref (fixture->recovery);
  hz_identity_unref (fixture->carer);
  hz_identity_unref (fixture->reception);
}

static void
assert_refused (Fixture *fixture,
                gboolean done,
                GError **error,
                guint32 length)
{
  g_assert_false (done);
  g_assert_error (*error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_FORGED);
  g_clear_error (error);
  g_assert_cmpuint (hz_roster_get_length (fixture->roster), ==, length);
}

static void
test_round (Fixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = hz_roster_serialize (fixture->roster);
  g_autoptr (HzRoster) read = NULL;
  const HzRosterMember *member;
  HzPublicKeys keys;
  HzId centre_id;
  HzId other = hz_id_new ();
  g_autoptr (GError) error = NULL;

  hz_roster_get_centre_id (fixture->roster, &centre_id);
  read = hz_roster_parse (bytes, &centre_id, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (hz_roster_get_length (read), ==, 5);
  g_assert_cmpuint (hz_roster_get_n_members (read), ==, 3);

  member = hz_roster_find (read, hz_identity_get_id (fixture->carer));
  g_assert_nonnull (member);
  g_assert_cmpstr (member->name, ==, "Нигора");
  g_assert_cmpint (member->state, ==, HZ_MEMBER_PRESENT);
  g_assert_true (hz_roster_is_present (read, &member->id,
                                       hz_identity_get_public (fixture->carer)));
  g_assert_false (hz_roster_is_present (read, &member->id,
                                        hz_identity_get_public (fixture->admin)));

  /* Invited by entry 1, there from entry 2. */
  g_assert_false (hz_roster_get_keys_at (read, &member->id, 1, &keys));
  g_assert_true (hz_roster_get_keys_at (read, &member->id, 2, &keys));
  g_assert_false (hz_roster_get_keys_at (read, &member->id, 5, &keys));
  g_assert_true (hz_roster_get_keys_at (read, hz_identity_get_id (fixture->recovery), 0, &keys));

  g_assert_null (hz_roster_parse (bytes, &other, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_FORGED);
}

/* Every byte is covered by a signature, a hash or the centre's id. */
static void
test_flips (Fixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = hz_roster_serialize (fixture->roster);
  gsize length = g_bytes_get_size (bytes);
  HzId centre_id;

  hz_roster_get_centre_id (fixture->roster, &centre_id);

  for (gsize at = 0; at < length; at++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (GError) error = NULL;

      data[at] ^= 1;
      flipped = g_bytes_new_take (data, length);
      g_assert_null (hz_roster_parse (flipped, &centre_id, &error));
      g_assert_true (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_FORGED)
                     || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_DAMAGED));
    }

  for (gsize cut = 1; cut < length; cut += 7)
    {
      g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (bytes, 0, cut);
      g_autoptr (HzRoster) read = hz_roster_parse (shorter, &centre_id, NULL);

      /* Cut between two entries it reads; the pin finds that. */
      g_assert_true (read == NULL || hz_roster_get_length (read) < 5);
    }
}

static void
test_wrong_signer (Fixture *fixture,
                   gconstpointer user_data)
{
  g_autoptr (HzIdentity) enrolment = make_identity (HZ_IDENTITY_INVITATION);
  g_autoptr (HzIdentity) stranger = make_identity (HZ_IDENTITY_MEMBER);
  g_autoptr (HzIdentity) posing = hz_identity_new (HZ_IDENTITY_MEMBER,
                                                   hz_identity_get_id (fixture->admin));
  HzIdentity *wrong[] = { fixture->carer, fixture->reception, stranger, posing };
  const HzId *me = hz_identity_get_id (fixture->reception);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GError *error = NULL;

      assert_refused (fixture, hz_roster_invite (fixture->roster, wrong[i], enrolment, "X",
                                                 HZ_ROLE_LAWYER, &error), &error, 5);
          assert_refused (fixture, hz_roster_set_roles (fixture->roster, wrong[i], me,
                                                    HZ_ROLE_ADMINISTRATOR, &error), &error, 5);
          assert_refused (fixture, hz_roster_set_name (fixture->roster, wrong[i], me, "X", &error),
                      &error, 5);
          assert_refused (fixture, hz_roster_leave (fixture->roster, wrong[i], me, &error), &error, 5);
    }

  /* The sheets may. */
  g_assert_true (hz_roster_set_roles (fixture->roster, fixture->recovery, me,
                                      HZ_ROLE_ADMINISTRATOR, NULL));
}

static void
test_last_administrator (Fixture *fixture,
                         gconstpointer user_data)
{
  const HzId *admin = hz_identity_get_id (fixture->admin);
  GError *error = NULL;

  assert_refused (fixture, hz_roster_leave (fixture->roster, fixture->admin, admin, &error), &error,
                  5);
  assert_refused (fixture, hz_roster_set_roles (fixture->roster, fixture->admin, admin,
                                                HZ_ROLE_RECEPTION, &error), &error, 5);
  assert_refused (fixture, hz_roster_set_roles (fixture->roster, fixture->admin, admin, 64, &error),
                  &error, 5);
  assert_refused (fixture, hz_roster_set_roles (fixture->roster, fixture->admin, admin, 0, &error),
                  &error, 5);
}

static void
test_join_once (Fixture *fixture,
                gconstpointer user_data)
{
  g_autoptr (HzIdentity) enrolment = make_identity (HZ_IDENTITY_INVITATION);
  g_autoptr (HzIdentity) member = hz_identity_new (HZ_IDENTITY_MEMBER,
                                                   hz_identity_get_id (enrolment));
  g_autoptr (HzIdentity) second = hz_identity_new (HZ_IDENTITY_MEMBER,
                                                   hz_identity_get_id (enrolment));
  GError *error = NULL;

  assert_refused (fixture, hz_roster_join (fixture->roster, enrolment, member, &error), &error, 5);
  g_assert_true (hz_roster_invite (fixture->roster, fixture->admin, enrolment, "X", HZ_ROLE_LAWYER,
                                   NULL));
  assert_refused (fixture, hz_roster_join (fixture->roster, second, member, &error), &error, 6);
  g_assert_true (hz_roster_join (fixture->roster, enrolment, member, NULL));
  assert_refused (fixture, hz_roster_join (fixture->roster, enrolment, second, &error), &error, 7);

  /* An id is never used again. */
  g_assert_true (hz_roster_leave (fixture->roster, fixture->admin, hz_identity_get_id (member),
                                  NULL));
  assert_refused (fixture, hz_roster_invite (fixture->roster, fixture->admin, enrolment, "X",
                                             HZ_ROLE_LAWYER, &error), &error, 8);
}

static void
test_care_epoch (Fixture *fixture,
                 gconstpointer user_data)
{
  g_autoptr (HzSecret) first = hz_secret_new_random (HZ_KEY_BYTES);
  g_autoptr (HzSecret) second = hz_secret_new_random (HZ_KEY_BYTES);
  g_autoptr (HzSecret) guess = hz_secret_new_random (HZ_KEY_BYTES);
  const HzId *admin = hz_identity_get_id (fixture->admin);
  GError *error = NULL;

  assert_refused (fixture, hz_roster_care_epoch (fixture->roster, fixture->admin, first, NULL,
                                                 &error), &error, 5);
  assert_refused (fixture, hz_roster_care_epoch (fixture->roster, fixture->reception, first, NULL,
                                                 &error), &error, 5);

  /* A care role that she gave herself does not count. */
  g_assert_true (hz_roster_set_roles (fixture->roster, fixture->admin, admin,
                                      HZ_ROLE_ADMINISTRATOR | HZ_ROLE_MANAGER, NULL));
  assert_refused (fixture, hz_roster_care_epoch (fixture->roster, fixture->admin, first, NULL,
                                                 &error), &error, 6);

  g_assert_true (hz_roster_care_epoch (fixture->roster, fixture->carer, first, NULL, NULL));
  g_assert_cmpuint (hz_roster_get_n_care_epochs (fixture->roster), ==, 1);

  /* The second only by somebody who holds the first. */
  assert_refused (fixture, hz_roster_care_epoch (fixture->roster, fixture->carer, second, guess,
                                                 &error), &error, 7);
  g_assert_false (hz_roster_care_epoch (fixture->roster, fixture->carer, second, NULL, NULL));
  g_assert_true (hz_roster_care_epoch (fixture->roster, fixture->carer, second, first, NULL));
  g_assert_true (hz_roster_care_epoch (fixture->roster, fixture->recovery, guess, second, NULL));
}

static void
test_due (Fixture *fixture,
          gconstpointer user_data)
{
  const HzId *carer = hz_identity_get_id (fixture->carer);
  const HzId *reception = hz_identity_get_id (fixture->reception);
  guint32 made = hz_roster_get_length (fixture->roster);

  g_assert_false (hz_roster_epoch_is_due (fixture->roster, made));
  g_assert_true (hz_roster_set_name (fixture->roster, fixture->admin, carer, "Н", NULL));
  g_assert_true (hz_roster_leave (fixture->roster, fixture->admin, reception, NULL));
  g_assert_false (hz_roster_epoch_is_due (fixture->roster, made));
  g_assert_true (hz_roster_set_roles (fixture->roster, fixture->admin, carer, HZ_ROLE_RECEPTION,
                                      NULL));
  g_assert_true (hz_roster_epoch_is_due (fixture->roster, made));
  g_assert_false (hz_roster_epoch_is_due (fixture->roster,
                                          hz_roster_get_length (fixture->roster)));
}

static void
test_pin (Fixture *fixture,
          gconstpointer user_data)
{
  g_autoptr (HzPin) pin = hz_pin_new ();
  g_autoptr (HzPin) read = NULL;
  g_autoptr (HzRoster) before = hz_roster_copy (fixture->roster);
  g_autoptr (HzRoster) fork = hz_roster_copy (fixture->roster);
  g_autoptr (GBytes) sealed = NULL;
  const HzId *carer = hz_identity_get_id (fixture->carer);
  HzId centre_id;
  HzId file_id = hz_id_new ();

  hz_roster_get_centre_id (fixture->roster, &centre_id);
  g_assert_cmpuint (hz_pin_compare_roster (pin, fixture->roster), ==, HZ_PIN_FIRST_TIME);

  g_assert_true (hz_roster_set_name (fixture->roster, fixture->admin, carer, "Н", NULL));
  g_assert_true (hz_roster_set_name (fork, fixture->admin, carer, "М", NULL));
  hz_pin_see (pin, fixture->roster, &file_id, 17);

  sealed = hz_pin_seal (pin, fixture->carer, &centre_id);
  g_assert_null (hz_pin_open (sealed, pin->revision, fixture->admin, &centre_id));
  g_assert_null (hz_pin_open (sealed, pin->revision + 1, fixture->carer, &centre_id));
  read = hz_pin_open (sealed, pin->revision, fixture->carer, &centre_id);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->people->len, ==, 4);

  g_assert_cmpuint (hz_pin_compare_roster (read, fixture->roster), ==, 0);
  g_assert_cmpuint (hz_pin_compare_roster (read, before), ==,
                    HZ_PIN_ROSTER_SHORTER | HZ_PIN_NAME_CHANGED);
  g_assert_cmpuint (hz_pin_compare_roster (read, fork), ==,
                    HZ_PIN_ROSTER_FORKED | HZ_PIN_NAME_CHANGED);
  g_assert_true (hz_roster_set_name (fixture->roster, fixture->admin, carer, "Нигора", NULL));
  g_assert_cmpuint (hz_pin_compare_roster (read, fixture->roster), ==,
                    HZ_PIN_ROSTER_GREW | HZ_PIN_NAME_CHANGED);

  g_assert_cmpuint (hz_pin_compare_file (read, &file_id, 17), ==, 0);
  g_assert_cmpuint (hz_pin_compare_file (read, &file_id, 18), ==, 0);
  g_assert_cmpuint (hz_pin_compare_file (read, &file_id, 16), ==, HZ_PIN_OLDER_FILE);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/vault/roster/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/vault/roster/flips", Fixture, NULL, set_up, test_flips, tear_down);
  g_test_add ("/vault/roster/wrong-signer", Fixture, NULL, set_up, test_wrong_signer, tear_down);
  g_test_add ("/vault/roster/last-administrator", Fixture, NULL, set_up, test_last_administrator,
              tear_down);
  g_test_add ("/vault/roster/join-once", Fixture, NULL, set_up, test_join_once, tear_down);
  g_test_add ("/vault/roster/care-epoch", Fixture, NULL, set_up, test_care_epoch, tear_down);
  g_test_add ("/vault/roster/due", Fixture, NULL, set_up, test_due, tear_down);
  g_test_add ("/vault/roster/pin", Fixture, NULL, set_up, test_pin, tear_down);

  return g_test_run ();
}
