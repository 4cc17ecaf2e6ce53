/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>
#include <string.h>

#include "hz-body.h"
#include "hz-keyring-file.h"
#include "hz-password.h"
#include "hz-ring-grant.h"
#include "hz-ring-store.h"
#include "hz-test.h"
#include "hz-vault-error.h"
#include "hz-vault-file.h"
#include "hz-vault-tables.h"
#include "hz-vault.h"

/* A centre of four: the administrator who founded it, a psychologist, a lawyer, reception. */

#define TABLE 900

enum
{
  ADMIN,
  PSYCHOLOGIST,
  LAWYER,
  RECEPTION,
  N_PEOPLE,
};

static const char *const logins[] = { "admin", "nigora", "zarina", "sabo" };
static const char *const password = "the same good words";
static const HzRoles roles[] = { HZ_ROLE_ADMINISTRATOR, HZ_ROLE_PSYCHOLOGIST, HZ_ROLE_LAWYER,
                                 HZ_ROLE_RECEPTION };

typedef struct
{
  HzRing ring;
  int author;
  HzBodyAddress address;
  gboolean is_inbox;
  GBytes *sealed;
} Body;

typedef struct
{
  char *folder;
  char *pins;
  HzVault *vault;
  HzId ids[N_PEOPLE];
  GPtrArray *bodies;
  HzId case_id;
} Centre;

typedef struct
{
  Centre *centre;
  gboolean (*act) (Centre *centre, HzRings *rings, HzDb *db, GError **error);
} Job;

static gboolean
run_job (HzDb *db,
         gpointer data,
         GError **error)
{
  Job *job = data;

  return job->act (job->centre, hz_vault_get_rings (job->centre->vault), db, error);
}

static gboolean
in_job (Centre *centre,
        gboolean (*act) (Centre *centre, HzRings *rings, HzDb *db, GError **error),
        GError **error)
{
  Job job = { centre, act };

  return hz_vault_file_write (hz_vault_get_worker (centre->vault), run_job, &job, error);
}

static void
must (Centre *centre,
      gboolean (*act) (Centre *centre, HzRings *rings, HzDb *db, GError **error))
{
  GError *error = NULL;

  in_job (centre, act, &error);
  g_assert_no_error (error);
}

static void
enter (Centre *centre,
       int who)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  GError *error = NULL;

  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_vault_unlock (centre->vault, logins[who], typed, &error);
  g_assert_no_error (error);
}

static void
free_body (Body *body)
{
  g_bytes_unref (body->sealed);
  g_free (body);
}

static void
add_person (Centre *centre,
            int who)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  g_autoptr (HzSecret) one_time = NULL;
  GError *error = NULL;

  enter (centre, ADMIN);
  one_time = hz_vault_invite (centre->vault, logins[who], logins[who], roles[who],
                              &centre->ids[who], &error);
  g_assert_no_error (error);
  g_assert_true (hz_vault_lock (centre->vault, NULL));
  hz_vault_join (centre->vault, logins[who], one_time, typed, &error);
  g_assert_no_error (error);
}

static void
set_up (Centre *centre,
        gconstpointer user_data)
{
  g_autoptr (HzSheets) sheets = hz_sheets_new ('A', 3);
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  GError *error = NULL;

  centre->folder = hz_test_make_folder ();
  centre->pins = hz_test_make_folder ();
  centre->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) free_body);
  centre->case_id = hz_id_new ();
  centre->vault = hz_vault_new (centre->folder);
  hz_vault_set_pin_folder (centre->vault, centre->pins);
  hz_vault_create (centre->vault, "admin", logins[ADMIN], typed, roles[ADMIN], sheets,
                   HZ_KDF_COST_LEAST, &error);
  g_assert_no_error (error);
  centre->ids[ADMIN] = *hz_vault_get_own_id (centre->vault);
  g_assert_false (hz_rings_has_inbox (hz_vault_get_rings (centre->vault)));

  for (int who = PSYCHOLOGIST; who < N_PEOPLE; who++)
    add_person (centre, who);
}

static void
tear_down (Centre *centre,
           gconstpointer user_data)
{
  if (hz_vault_get_state (centre->vault) == HZ_VAULT_OPEN)
    g_assert_true (hz_vault_lock (centre->vault, NULL));

  hz_test_assert_finalizes (centre->vault);
  g_ptr_array_unref (centre->bodies);
  hz_test_remove_folder (centre->folder);
  hz_test_remove_folder (centre->pins);
  g_free (centre->folder);
  g_free (centre->pins);
}

static Body *
add_body (Centre *centre,
          HzRing ring,
          int author,
          const HzId *case_id)
{
  Body *body = g_new0 (Body, 1);

  body->ring = ring;
  body->author = author;
  body->address = (HzBodyAddress) { TABLE, hz_id_new (), *case_id, 1 };
  g_ptr_array_add (centre->bodies, body);

  return body;
}

static gboolean
write_as_reception (Centre *centre,
                    HzRings *rings,
                    HzDb *db,
                    GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("the request", 11);
  Body *request = add_body (centre, HZ_RING_CARE, RECEPTION, &HZ_ID_NONE);
  Body *draft = add_body (centre, HZ_RING_OWN, RECEPTION, &HZ_ID_NONE);

  request->is_inbox = TRUE;
  request->sealed = hz_rings_seal_inbox (rings, &request->address, text, error);
  draft->sealed = hz_rings_seal (rings, db, HZ_RING_OWN, &draft->address, text, error);
  g_assert_true (hz_rings_is_inbox (request->sealed));
  g_assert_false (hz_rings_is_inbox (draft->sealed));

  return request->sealed != NULL && draft->sealed != NULL;
}

static gboolean
write_as_psychologist (Centre *centre,
                       HzRings *rings,
                       HzDb *db,
                       GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("what was said", 13);
  Body *care = add_body (centre, HZ_RING_CARE, PSYCHOLOGIST, &HZ_ID_NONE);
  Body *note = add_body (centre, HZ_RING_CASE, PSYCHOLOGIST, &centre->case_id);
  Body *draft = add_body (centre, HZ_RING_OWN, PSYCHOLOGIST, &HZ_ID_NONE);

  g_assert_true (hz_rings_make_case (rings, db, &centre->case_id, error));
  care->sealed = hz_rings_seal (rings, db, HZ_RING_CARE, &care->address, text, error);
  note->sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &note->address, text, error);
  draft->sealed = hz_rings_seal (rings, db, HZ_RING_OWN, &draft->address, text, error);

  return care->sealed != NULL && note->sealed != NULL && draft->sealed != NULL;
}

static gboolean
write_as_lawyer (Centre *centre,
                 HzRings *rings,
                 HzDb *db,
                 GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("what was asked", 14);
  HzId case_id = hz_id_new ();
  Body *note = add_body (centre, HZ_RING_CASE, LAWYER, &case_id);

  g_assert_true (hz_rings_make_case (rings, db, &case_id, error));
  note->sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &note->address, text, error);

  return note->sealed != NULL;
}

static gboolean
collect_vault_bodies (Centre *centre,
                      HzRings *rings,
                      HzDb *db,
                      GError **error)
{
  static const char *const queries[] = {
    "SELECT 1, member_id, zeroblob (16), revision, body FROM pin",
    "SELECT 2, subject_id, subject_id, revision, body FROM ring_team",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement;

      sqlite3_prepare_v2 (hz_db_get_handle (db), queries[i], -1, &statement, NULL);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          Body *body = add_body (centre, i == 0 ? HZ_RING_OWN : HZ_RING_CASE, -1, &HZ_ID_NONE);

          body->address.table = (guint16) sqlite3_column_int (statement, 0);
          memcpy (body->address.row_id.bytes, sqlite3_column_blob (statement, 1), HZ_ID_BYTES);
          memcpy (body->address.case_id.bytes, sqlite3_column_blob (statement, 2), HZ_ID_BYTES);
          body->address.revision = sqlite3_column_int64 (statement, 3);
          body->sealed = g_bytes_new (sqlite3_column_blob (statement, 4),
                                      (gsize) sqlite3_column_bytes (statement, 4));

          for (int who = 0; who < N_PEOPLE; who++)
            if (i == 0 && hz_id_equal (&centre->ids[who], &body->address.row_id))
              body->author = who;
        }
      sqlite3_finalize (statement);
    }

  return TRUE;
}

static GPtrArray *stolen;

/* All there is of ring grants, to anybody. */
static gboolean
collect_grants (Centre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (hz_db_get_handle (db), "SELECT sealed FROM ring_grant", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (stolen, g_bytes_new (sqlite3_column_blob (statement, 0),
                                          (gsize) sqlite3_column_bytes (statement, 0)));
  sqlite3_finalize (statement);

  return TRUE;
}

static void
add_key (GPtrArray *keys,
         HzSecret *key,
         const HzId *centre_id)
{
  static const char *const labels[] = { "HZinbox ", "HZcaresg", "HZslotky", "HZroster", "HZowner " };

  g_ptr_array_add (keys, hz_secret_ref (key));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (keys, hz_kdf_derive (key, labels[i], centre_id));
}

/* Every 32 bytes of her slot, the centre key, and the key of every grant that opens to her. */
static GPtrArray *
collect_keys (Centre *centre,
              int who,
              HzIdentity **identity)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_secret_unref);
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second;
  g_autoptr (HzKeyring) keyring = hz_keyring_file_read (centre->folder, &second, hash, NULL);
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  const HzId *centre_id = hz_keyring_get_centre_id (keyring);
  g_autoptr (HzSecret) root = hz_kdf_login_root (logins[who], typed,
                                                 hz_keyring_get_install_salt (keyring),
                                                 hz_keyring_get_cost (keyring), NULL);
  g_autoptr (HzSecret) plain = NULL;
  guint n_centre = 0;

  *identity = hz_keyring_open_slot (keyring, root);
  g_assert_nonnull (*identity);
  plain = hz_identity_to_plain (*identity);
  add_key (keys, root, centre_id);

  for (gsize at = 0; at + HZ_KEY_BYTES <= HZ_IDENTITY_BYTES; at += 8)
    {
      g_autoptr (HzSecret) key = hz_secret_new_copy (hz_secret_get_data (plain) + at, HZ_KEY_BYTES);

      add_key (keys, key, centre_id);
    }

  for (guint i = 0; i < hz_keyring_get_n_grants (keyring); i++)
    {
      g_autoptr (HzCentreGrant) grant = hz_centre_grant_open (*identity,
                                                              hz_keyring_get_grant (keyring, i));

      if (grant != NULL)
        add_key (keys, grant->dbk, centre_id);
      n_centre += grant != NULL ? 1 : 0;
    }
  g_assert_cmpuint (n_centre, ==, 1);

  for (guint i = 0; i < stolen->len; i++)
    {
      g_autoptr (HzRingGrant) grant = hz_ring_grant_open (*identity,
                                                          g_ptr_array_index (stolen, i));

      if (grant != NULL)
        add_key (keys, grant->key, centre_id);
    }

  return keys;
}

static gboolean
opens (GPtrArray *keys,
       HzIdentity *identity,
       const HzId *centre_id,
       const Body *body)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (body->sealed, &length);
  g_autofree guint8 *room = g_malloc (length);
  guint8 signature[HZ_SIGNATURE_BYTES];
  HzId writer;

  for (guint i = 0; i < keys->len; i++)
    {
      HzSecret *key = g_ptr_array_index (keys, i);
      g_autoptr (GBytes) plain = hz_body_open (key, centre_id, &body->address, body->sealed);
      g_autoptr (GBytes) request = hz_body_open_inbox (key, centre_id, &body->address, body->sealed,
                                                       &writer, signature);

      if (plain != NULL || request != NULL)
        return TRUE;
    }

  return hz_identity_open (identity, data + 5, length - 5, room);
}

static void
fill_centre (Centre *centre)
{
  enter (centre, PSYCHOLOGIST);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  g_assert_true (hz_vault_grant_care (centre->vault, &centre->ids[LAWYER], NULL));
  must (centre, write_as_psychologist);
  enter (centre, LAWYER);
  g_assert_true (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  must (centre, write_as_lawyer);
  enter (centre, RECEPTION);
  must (centre, write_as_reception);
  must (centre, collect_vault_bodies);
  g_ptr_array_set_size (stolen, 0);
  must (centre, collect_grants);
}

/* Who has whose password opens what by it, with any tool: every key she has on every body there is.
 * The psychologist's opens hers, so that this can fail. */
static void
test_coerced (Centre *centre,
              gconstpointer user_data)
{
  HzId centre_id;

  fill_centre (centre);
  hz_vault_get_centre_id (centre->vault, &centre_id);
  g_assert_true (hz_vault_lock (centre->vault, NULL));

  for (int who = 0; who < N_PEOPLE; who++)
    {
      HzIdentity *identity = NULL;
      g_autoptr (GPtrArray) keys = collect_keys (centre, who, &identity);
      gboolean is_carer = who == PSYCHOLOGIST || who == LAWYER;
      guint n_opened = 0;

      for (guint i = 0; i < centre->bodies->len; i++)
        {
          const Body *body = g_ptr_array_index (centre->bodies, i);
          gboolean opened = opens (keys, identity, &centre_id, body);
          gboolean may = body->author == who && body->ring != HZ_RING_CARE;

          n_opened += opened ? 1 : 0;
          if (body->ring == HZ_RING_CARE)
            may = is_carer;
          if (body->author >= 0)
            g_assert_true (opened == may);
          else if (!is_carer)
            g_assert_false (opened);
        }

      /* Reception: her draft and her pin. The administrator: her pin. */
      if (who == ADMIN)
        g_assert_cmpuint (n_opened, ==, 1);
      if (who == RECEPTION)
        g_assert_cmpuint (n_opened, ==, 2);
      if (who == PSYCHOLOGIST)
        g_assert_cmpuint (n_opened, ==, 2 + 1 + 1 + 1 + 2);
      hz_identity_unref (identity);
    }
}

/* A body opens where it was sealed, and nowhere else; changed in any byte, nowhere. */
static gboolean
move_bodies (Centre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const Body *body = g_ptr_array_index (centre->bodies, i);
      HzBodyAddress moved[4];
      g_autoptr (GBytes) plain = NULL;
      gsize length;
      const guint8 *data = g_bytes_get_data (body->sealed, &length);

      if (body->author != PSYCHOLOGIST || body->address.table != TABLE)
        continue;

      for (guint j = 0; j < G_N_ELEMENTS (moved); j++)
        moved[j] = body->address;
      moved[0].table++;
      moved[1].row_id = hz_id_new ();
      moved[2].revision++;
      moved[3].case_id.bytes[3] ^= 1;

      plain = hz_rings_open (rings, body->ring, &body->address, body->sealed, error);
      g_assert_nonnull (plain);
      g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "what was said",
                       13);

      for (guint j = 0; j < G_N_ELEMENTS (moved); j++)
        {
          g_autoptr (GError) refused = NULL;
          int code = HZ_VAULT_ERROR_BODY_DAMAGED;

          if (body->ring == HZ_RING_CASE && j == 3)
            code = HZ_VAULT_ERROR_NO_KEY;

          g_assert_null (hz_rings_open (rings, body->ring, &moved[j], body->sealed, &refused));
          g_assert_error (refused, HZ_VAULT_ERROR, code);
        }

      for (gsize at = 0; at < length; at += 11)
        {
          guint8 *copy = g_memdup2 (data, length);
          g_autoptr (GBytes) flipped = NULL;

          copy[at] ^= 4;
          flipped = g_bytes_new_take (copy, length);
          g_assert_null (hz_rings_open (rings, body->ring, &body->address, flipped, NULL));
        }
    }

  return TRUE;
}

static void
test_moved (Centre *centre,
            gconstpointer user_data)
{
  fill_centre (centre);
  enter (centre, PSYCHOLOGIST);
  must (centre, move_bodies);
}

/* The next case worker moves a request out of the inbox; its writer is known by her signature. */
static gboolean
read_inbox (Centre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const Body *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;
      HzBodyAddress moved = body->address;
      HzId writer;

      if (!body->is_inbox)
        continue;

      plain = hz_rings_open_inbox (rings, &body->address, body->sealed, &writer, error);
      g_assert_nonnull (plain);
      g_assert_true (hz_id_equal (&writer, &centre->ids[RECEPTION]));
      moved.revision++;
      g_assert_null (hz_rings_open_inbox (rings, &moved, body->sealed, &writer, NULL));

      return TRUE;
    }

  g_assert_not_reached ();
}

static void
test_inbox (Centre *centre,
            gconstpointer user_data)
{
  fill_centre (centre);
  enter (centre, LAWYER);
  must (centre, read_inbox);
}

static gboolean
sign_and_check (Centre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  HzBodyAddress address = { TABLE, hz_id_new (), centre->case_id, 1 };
  HzBodyAddress other = address;
  g_autoptr (GBytes) text = g_bytes_new_static ("a note", 6);
  g_autoptr (GBytes) changed = g_bytes_new_static ("a bote", 6);
  guint8 signature[HZ_RINGS_SIGNATURE_BYTES];
  guint8 head[HZ_RINGS_HASH_BYTES] = { 1 };

  other.revision = 2;
  hz_rings_sign_note (rings, &address, text, signature);
  g_assert_true (hz_rings_check_note (rings, &address, &centre->ids[PSYCHOLOGIST], text, signature,
                                      NULL));
  g_assert_false (hz_rings_check_note (rings, &address, &centre->ids[LAWYER], text, signature,
                                       NULL));
  g_assert_false (hz_rings_check_note (rings, &address, &centre->ids[PSYCHOLOGIST], changed,
                                       signature, NULL));
  g_assert_false (hz_rings_check_note (rings, &other, &centre->ids[PSYCHOLOGIST], text, signature,
                                       NULL));

  hz_rings_sign_audit_head (rings, head, signature);
  g_assert_true (hz_rings_check_audit_head (rings, &centre->ids[PSYCHOLOGIST], head, signature));
  head[0] = 2;
  g_assert_false (hz_rings_check_audit_head (rings, &centre->ids[PSYCHOLOGIST], head, signature));

  return TRUE;
}

static void
test_signatures (Centre *centre,
                 gconstpointer user_data)
{
  enter (centre, PSYCHOLOGIST);
  must (centre, sign_and_check);
}

static gboolean
give_case (Centre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

static gboolean
take_case (Centre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  return hz_rings_ungrant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error);
}

static gboolean
give_to_reception (Centre *centre,
                   HzRings *rings,
                   HzDb *db,
                   GError **error)
{
  return hz_rings_grant_case (rings, db, &centre->case_id, &centre->ids[RECEPTION], error);
}

static gboolean
write_in_case (Centre *centre,
               HzRings *rings,
               HzDb *db,
               GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("later", 5);
  Body *note = add_body (centre, HZ_RING_CASE, PSYCHOLOGIST, &centre->case_id);

  note->sealed = hz_rings_seal (rings, db, HZ_RING_CASE, &note->address, text, error);
  if (note->sealed == NULL)
    g_ptr_array_remove_index (centre->bodies, centre->bodies->len - 1);

  return note->sealed != NULL;
}

static gboolean
fail_after_write (Centre *centre,
                  HzRings *rings,
                  HzDb *db,
                  GError **error)
{
  g_assert_true (hz_rings_ungrant_case (rings, db, &centre->case_id, &centre->ids[LAWYER], error));
  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The disk is full");

  return FALSE;
}

static gboolean
read_case (Centre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const Body *body = g_ptr_array_index (centre->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->ring != HZ_RING_CASE || body->author != PSYCHOLOGIST)
        continue;

      plain = hz_rings_open (rings, HZ_RING_CASE, &body->address, body->sealed, error);
      if (plain == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
test_team (Centre *centre,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) team = NULL;

  fill_centre (centre);
  enter (centre, LAWYER);
  g_assert_false (in_job (centre, read_case, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_KEY);
  g_clear_error (&error);

  enter (centre, PSYCHOLOGIST);
  g_assert_false (in_job (centre, give_to_reception, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  must (centre, give_case);
  enter (centre, LAWYER);
  must (centre, read_case);
  team = hz_rings_list_team (hz_vault_get_rings (centre->vault), &centre->case_id);
  g_assert_cmpuint (team->len, ==, 2);

  /* A job that is taken back leaves keys that work. */
  enter (centre, PSYCHOLOGIST);
  g_assert_false (in_job (centre, fail_after_write, &error));
  g_clear_error (&error);
  must (centre, write_in_case);
  enter (centre, LAWYER);
  must (centre, read_case);

  enter (centre, PSYCHOLOGIST);
  must (centre, take_case);
  must (centre, write_in_case);
  must (centre, read_case);
  enter (centre, LAWYER);
  g_assert_false (hz_rings_has_case (hz_vault_get_rings (centre->vault), &centre->case_id));
  enter (centre, PSYCHOLOGIST);
  must (centre, read_case);
  must (centre, write_in_case);
}

/* The lawyer loses her role: the case she was on gets a new key before anything is sealed there. */
static void
test_renewal (Centre *centre,
              gconstpointer user_data)
{
  const Body *last;
  guint32 epoch;

  fill_centre (centre);
  enter (centre, PSYCHOLOGIST);
  must (centre, give_case);
  enter (centre, ADMIN);
  g_assert_true (hz_vault_set_roles (centre->vault, &centre->ids[LAWYER], HZ_ROLE_RECEPTION, NULL));
  enter (centre, LAWYER);
  g_assert_false (hz_rings_has_care (hz_vault_get_rings (centre->vault)));
  g_assert_false (hz_rings_has_case (hz_vault_get_rings (centre->vault), &centre->case_id));

  enter (centre, PSYCHOLOGIST);
  must (centre, write_in_case);
  last = g_ptr_array_index (centre->bodies, centre->bodies->len - 1);
  g_assert_true (hz_body_read_epoch (last->sealed, &epoch));
  g_assert_cmpuint (epoch, ==, 2);
  must (centre, read_case);
  enter (centre, PSYCHOLOGIST);
  must (centre, read_case);
}

static HzIdentity *forger;

/* A grant of a key of her own for a case that is not hers, in place of the true one's next. */
static gboolean
plant_grants (Centre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second;
  g_autoptr (HzKeyring) keyring = hz_keyring_file_read (centre->folder, &second, hash, NULL);
  g_autoptr (HzSecret) typed = hz_secret_new_password (password);
  g_autoptr (HzSecret) root = hz_kdf_login_root (logins[PSYCHOLOGIST], typed,
                                                 hz_keyring_get_install_salt (keyring),
                                                 hz_keyring_get_cost (keyring), NULL);
  g_autoptr (HzIdentity) victim = hz_keyring_open_slot (keyring, root);
  g_autoptr (HzSecret) key = hz_secret_new_random (HZ_KEY_BYTES);
  const struct { HzRing ring; guint32 epoch; gboolean other_case; } plants[] = {
    { HZ_RING_CARE, 1, FALSE }, { HZ_RING_CARE, 2, FALSE },
    { HZ_RING_CASE, 2, FALSE }, { HZ_RING_CASE, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plants); i++)
    {
      HzRingGrant grant = { 0 };
      HzGrantRow row = { 0 };

      grant.ring = row.ring = (guint8) plants[i].ring;
      grant.key = key;
      grant.epoch = row.epoch = plants[i].epoch;
      grant.made_seq = 1;
      grant.centre_id = *hz_keyring_get_centre_id (keyring);
      grant.roster_seq = 6;
      if (plants[i].ring == HZ_RING_CASE)
        grant.case_id = plants[i].other_case ? hz_id_new () : centre->case_id;
      row.subject_id = grant.case_id;
      row.recipient_id = centre->ids[PSYCHOLOGIST];
      row.sealed = hz_ring_grant_seal (&grant, forger, &row.recipient_id,
                                       hz_identity_get_public (victim)->box);
      g_assert_true (hz_ring_store_put_grant (db, &row, error));
      g_bytes_unref (row.sealed);
    }

  return TRUE;
}

static gboolean
swap_rows (Centre *centre,
           HzRings *rings,
           HzDb *db,
           GError **error)
{
  static const char sql[] =
    "INSERT INTO ring_grant (ring, subject_id, epoch, recipient_id, sealed)"
    " SELECT ring, randomblob (16), epoch, recipient_id, sealed FROM ring_grant"
    " WHERE ring = 3 AND recipient_id = (SELECT member_id FROM pin LIMIT 1);"
    "INSERT INTO ring_grant (ring, subject_id, epoch, recipient_id, sealed)"
    " SELECT ring, subject_id, epoch + 1, recipient_id, sealed FROM ring_grant"
    " WHERE ring IN (2, 3)";

  g_assert_cmpint (sqlite3_exec (hz_db_get_handle (db), sql, NULL, NULL, NULL), ==, SQLITE_OK);

  return TRUE;
}

/* Grants by the administrator, by a stranger, and true ones moved to another case or epoch. */
static void
test_forged_grants (Centre *centre,
                    gconstpointer user_data)
{
  HzId stranger_id = hz_id_new ();
  g_autoptr (HzIdentity) stranger = hz_identity_new (HZ_IDENTITY_MEMBER, &stranger_id);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  HzIdentity *admin = NULL;
  gboolean by_admin = user_data != NULL;

  fill_centre (centre);
  keys = collect_keys (centre, ADMIN, &admin);
  forger = by_admin ? admin : stranger;
  enter (centre, ADMIN);
  must (centre, by_admin ? swap_rows : plant_grants);
  must (centre, plant_grants);

  enter (centre, PSYCHOLOGIST);
  cases = hz_rings_list_cases (hz_vault_get_rings (centre->vault));
  g_assert_cmpuint (cases->len, <=, 1);
  for (guint i = 0; i < cases->len; i++)
    g_assert_true (hz_id_equal (g_ptr_array_index (cases, i), &centre->case_id));
  must (centre, read_case);
  hz_identity_unref (admin);
}

int
main (int argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  stolen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_test_add ("/vault/rings/coerced", Centre, NULL, set_up, test_coerced, tear_down);
  g_test_add ("/vault/rings/moved", Centre, NULL, set_up, test_moved, tear_down);
  g_test_add ("/vault/rings/inbox", Centre, NULL, set_up, test_inbox, tear_down);
  g_test_add ("/vault/rings/signatures", Centre, NULL, set_up, test_signatures, tear_down);
  g_test_add ("/vault/rings/team", Centre, NULL, set_up, test_team, tear_down);
  g_test_add ("/vault/rings/renewal", Centre, NULL, set_up, test_renewal, tear_down);
  g_test_add ("/vault/rings/forged/stranger", Centre, NULL, set_up, test_forged_grants, tear_down);
  g_test_add ("/vault/rings/forged/administrator", Centre, "admin", set_up, test_forged_grants,
              tear_down);

  result = g_test_run ();
  g_ptr_array_unref (stolen);

  return result;
}
