/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-body.h"
#include "hz-centre-grant.h"
#include "hz-ring-grant.h"
#include "hz-test-centre.h"
#include "hz-vault-error.h"

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
collect_keys (HzTestCentre *centre,
              int who,
              HzIdentity **identity)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_secret_unref);
  g_autoptr (HzKeyring) keyring = hz_test_centre_read_keyring (centre);
  g_autoptr (HzSecret) root = hz_test_centre_derive_root (centre, who);
  const HzId *centre_id = hz_keyring_get_centre_id (keyring);
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

  for (guint i = 0; i < centre->grants->len; i++)
    {
      g_autoptr (HzRingGrant) grant = hz_ring_grant_open (*identity,
                                                          g_ptr_array_index (centre->grants, i));

      if (grant != NULL)
        add_key (keys, grant->key, centre_id);
    }

  return keys;
}

static gboolean
opens (GPtrArray *keys,
       HzIdentity *identity,
       const HzId *centre_id,
       const HzTestBody *body)
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

/* Who has whose password opens what by it, with any tool: every key she has on every body there is.
 * The psychologist's opens hers, so that this can fail. */
static void
test_coerced (HzTestCentre *centre,
              gconstpointer user_data)
{
  HzId centre_id;

  hz_test_centre_fill (centre);
  hz_vault_get_centre_id (centre->vault, &centre_id);
  g_assert_true (hz_vault_lock (centre->vault, NULL));

  for (int who = 0; who < HZ_TEST_N_PEOPLE; who++)
    {
      HzIdentity *identity = NULL;
      g_autoptr (GPtrArray) keys = collect_keys (centre, who, &identity);
      gboolean is_carer = who == PSYCHOLOGIST || who == LAWYER;
      guint n_opened = 0;

      for (guint i = 0; i < centre->bodies->len; i++)
        {
          const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
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
move_bodies (HzTestCentre *centre,
             HzRings *rings,
             HzDb *db,
             GError **error)
{
  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
      HzBodyAddress moved[4];
      g_autoptr (GBytes) plain = NULL;
      gsize length;
      const guint8 *data = g_bytes_get_data (body->sealed, &length);

      if (body->author != PSYCHOLOGIST || body->address.table != HZ_TEST_TABLE)
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
test_moved (HzTestCentre *centre,
            gconstpointer user_data)
{
  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, move_bodies);
}

/* The next case worker moves a request out of the inbox; its writer is known by her signature. */
static gboolean
read_inbox (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  for (guint i = 0; i < centre->bodies->len; i++)
    {
      const HzTestBody *body = g_ptr_array_index (centre->bodies, i);
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
test_inbox (HzTestCentre *centre,
            gconstpointer user_data)
{
  hz_test_centre_fill (centre);
  hz_test_centre_enter (centre, LAWYER);
  hz_test_centre_must (centre, read_inbox);
}

static gboolean
sign_and_check (HzTestCentre *centre,
                HzRings *rings,
                HzDb *db,
                GError **error)
{
  HzBodyAddress address = { HZ_TEST_TABLE, hz_id_new (), centre->case_id, 1 };
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
test_signatures (HzTestCentre *centre,
                 gconstpointer user_data)
{
  hz_test_centre_enter (centre, PSYCHOLOGIST);
  hz_test_centre_must (centre, sign_and_check);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/vault/rings/coerced", HzTestCentre, NULL, hz_test_centre_set_up,
              test_coerced, hz_test_centre_tear_down);
  g_test_add ("/vault/rings/moved", HzTestCentre, NULL, hz_test_centre_set_up,
              test_moved, hz_test_centre_tear_down);
  g_test_add ("/vault/rings/inbox", HzTestCentre, NULL, hz_test_centre_set_up,
              test_inbox, hz_test_centre_tear_down);
  g_test_add ("/vault/rings/signatures", HzTestCentre, NULL, hz_test_centre_set_up,
              test_signatures, hz_test_centre_tear_down);

  return g_test_run ();
}
