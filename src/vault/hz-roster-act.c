/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do to the roster: each act builds one entry, signs it, and has it checked by the rules
 * that will check it whenever it is read. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-roster-act.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"
#include "hz-roster-entry.h"
#include "hz-vault-error.h"

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
begin_entry (HzRoster *self,
             HzRosterKind kind,
             GByteArray *body,
             HzIdentity *signer)
{
  guint8 head[HZ_ROSTER_HASH_BYTES];

  hz_roster_get_head (self, head);

  return hz_roster_entry_begin (hz_roster_get_length (self), kind, head, body,
                                hz_identity_get_id (signer));
}

static gboolean
append_signed (HzRoster *self,
               HzRosterKind kind,
               GByteArray *body,
               HzIdentity *signer,
               HzIdentity *second_signer,
               GError **error)
{
  g_autoptr (GByteArray) entry = begin_entry (self, kind, body, signer);
  g_autoptr (GByteArray) text = hz_roster_entry_build_signed (entry->data, entry->len);
  guint8 signature[HZ_SIGNATURE_BYTES];

  hz_identity_sign (signer, text->data, text->len, signature);
  g_byte_array_append (entry, signature, sizeof signature);

  if (second_signer != NULL)
    {
      hz_identity_sign (second_signer, text->data, text->len, signature);
      g_byte_array_append (entry, signature, sizeof signature);
    }

  return hz_roster_append (self, entry->data, entry->len, error);
}

/**
 * hz_roster_found:
 * @self: an empty roster
 * @founder: the first member
 * @name: her name
 * @roles: her roles, administrator among them
 * @recovery: what the sheets open
 * @set: the letter on the sheets
 * @error: return location
 *
 * Returns: whether the centre has begun
 */
gboolean
hz_roster_found (HzRoster *self,
                 HzIdentity *founder,
                 const char *name,
                 HzRoles roles,
                 HzIdentity *recovery,
                 char set,
                 GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  guint8 letter = (guint8) set;

  append_id (body, hz_identity_get_id (founder));
  hz_append_text (body, name);
  hz_append_u16 (body, (guint16) roles);
  append_keys (body, hz_identity_get_public (founder));
  append_id (body, hz_identity_get_id (recovery));
  append_keys (body, hz_identity_get_public (recovery));
  g_byte_array_append (body, &letter, 1);

  return append_signed (self, HZ_ROSTER_FOUND, body, founder, NULL, error);
}

/**
 * hz_roster_invite:
 * @self: a roster
 * @signer: an administrator
 * @enrolment: what the invitation's slot holds; its id is the new person's
 * @name: her name
 * @roles: her roles
 * @error: return location
 *
 * Returns: whether she is invited
 */
gboolean
hz_roster_invite (HzRoster *self,
                  HzIdentity *signer,
                  HzIdentity *enrolment,
                  const char *name,
                  HzRoles roles,
                  GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, hz_identity_get_id (enrolment));
  hz_append_text (body, name);
  hz_append_u16 (body, (guint16) roles);
  append_keys (body, hz_identity_get_public (enrolment));

  return append_signed (self, HZ_ROSTER_INVITE, body, signer, NULL, error);
}

/**
 * hz_roster_join:
 * @self: a roster
 * @enrolment: what the invitation's slot held
 * @member: the keys she made herself, under the same id
 * @error: return location
 *
 * Returns: whether she belongs here now
 */
gboolean
hz_roster_join (HzRoster *self,
                HzIdentity *enrolment,
                HzIdentity *member,
                GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_keys (body, hz_identity_get_public (member));

  return append_signed (self, HZ_ROSTER_JOIN, body, enrolment, member, error);
}

/**
 * hz_roster_set_roles:
 * @self: a roster
 * @signer: an administrator or a living recovery
 * @id: whose roles
 * @roles: all she is to have
 * @error: return location
 *
 * Returns: whether she has them now
 */
gboolean
hz_roster_set_roles (HzRoster *self,
                     HzIdentity *signer,
                     const HzId *id,
                     HzRoles roles,
                     GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, id);
  hz_append_u16 (body, (guint16) roles);

  return append_signed (self, HZ_ROSTER_ROLES, body, signer, NULL, error);
}

/**
 * hz_roster_set_name:
 * @self: a roster
 * @signer: an administrator or a living recovery
 * @id: whose name
 * @name: what it is to be
 * @error: return location
 *
 * Returns: whether it is now
 */
gboolean
hz_roster_set_name (HzRoster *self,
                    HzIdentity *signer,
                    const HzId *id,
                    const char *name,
                    GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, id);
  hz_append_text (body, name);

  return append_signed (self, HZ_ROSTER_NAME, body, signer, NULL, error);
}

/**
 * hz_roster_leave:
 * @self: a roster
 * @signer: an administrator or a living recovery
 * @id: who leaves, or whose invitation is withdrawn
 * @error: return location
 *
 * Returns: whether she is gone
 */
gboolean
hz_roster_leave (HzRoster *self,
                 HzIdentity *signer,
                 const HzId *id,
                 GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, id);

  return append_signed (self, HZ_ROSTER_LEAVE, body, signer, NULL, error);
}

/**
 * hz_roster_change_keys:
 * @self: a roster
 * @signer: she with the keys she has, or a living recovery
 * @id: a member
 * @keys: what she is to have
 * @error: return location
 *
 * Returns: whether she has them now
 */
gboolean
hz_roster_change_keys (HzRoster *self,
                       HzIdentity *signer,
                       const HzId *id,
                       const HzPublicKeys *keys,
                       GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, id);
  append_keys (body, keys);

  return append_signed (self, HZ_ROSTER_KEY_CHANGE, body, signer, NULL, error);
}

/**
 * hz_roster_replace_recovery:
 * @self: a roster
 * @signer: an administrator
 * @old: the recovery that ends
 * @recovery: the one that comes in its place
 * @set: the letter on its sheets
 * @error: return location
 *
 * Returns: whether the sheets of @recovery count now, and those of @old no more
 */
gboolean
hz_roster_replace_recovery (HzRoster *self,
                            HzIdentity *signer,
                            HzIdentity *old,
                            HzIdentity *recovery,
                            char set,
                            GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GByteArray) ending = g_byte_array_new ();
  const guint8 last[] = { (guint8) set, 0 };

  append_id (body, hz_identity_get_id (recovery));
  append_keys (body, hz_identity_get_public (recovery));
  g_byte_array_append (body, last, sizeof last);
  append_id (ending, hz_identity_get_id (old));

  return append_signed (self, HZ_ROSTER_RECOVERY, body, signer, old, error)
         && append_signed (self, HZ_ROSTER_RECOVERY_COUNTS, ending, signer, NULL, error);
}

/**
 * hz_roster_announce_recovery:
 * @self: a roster
 * @signer: an administrator
 * @recovery: what new sheets open, the ones before being lost
 * @set: the letter on them
 * @error: return location
 *
 * Returns: whether it waits to count: until then it signs nothing
 */
gboolean
hz_roster_announce_recovery (HzRoster *self,
                             HzIdentity *signer,
                             HzIdentity *recovery,
                             char set,
                             GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  const guint8 last[] = { (guint8) set, 1 };

  append_id (body, hz_identity_get_id (recovery));
  append_keys (body, hz_identity_get_public (recovery));
  g_byte_array_append (body, last, sizeof last);

  return append_signed (self, HZ_ROSTER_RECOVERY, body, signer, NULL, error);
}

/**
 * hz_roster_count_recovery:
 * @self: a roster with a recovery that waits
 * @signer: an administrator
 * @carer: a member with a care role that she did not give herself, another than @signer
 * @ending: the recovery whose sheets are lost
 * @error: return location
 *
 * Returns: whether the one that waited counts now, and @ending no more
 */
gboolean
hz_roster_count_recovery (HzRoster *self,
                          HzIdentity *signer,
                          HzIdentity *carer,
                          const HzId *ending,
                          GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, ending);

  return append_signed (self, HZ_ROSTER_RECOVERY_COUNTS, body, signer, carer, error);
}

/**
 * hz_roster_restore:
 * @self: the roster of a backup
 * @signer: an administrator or a living recovery
 * @restore: file, counter and audit of the backup; the rest is not read
 * @error: return location
 *
 * Returns: whether it says so now
 */
gboolean
hz_roster_restore (HzRoster *self,
                   HzIdentity *signer,
                   const HzRosterRestore *restore,
                   GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  append_id (body, &restore->file_id);
  hz_append_u64 (body, restore->change_counter);
  g_byte_array_append (body, restore->audit_head, sizeof restore->audit_head);

  return append_signed (self, HZ_ROSTER_RESTORE, body, signer, NULL, error);
}

static void
append_care_keys (GByteArray *body,
                  HzSecret *care_key,
                  const HzId *centre_id)
{
  g_autoptr (HzSecret) inbox_seed = hz_kdf_derive (care_key, "HZinbox ", centre_id);
  g_autoptr (HzSecret) sign_seed = hz_kdf_derive (care_key, "HZcaresg", centre_id);
  g_autoptr (HzSecret) box_secret = hz_secret_new (crypto_box_SECRETKEYBYTES);
  g_autoptr (HzSecret) sign_secret = hz_secret_new (crypto_sign_SECRETKEYBYTES);
  guint8 public_key[HZ_KEY_BYTES];

  crypto_box_seed_keypair (public_key, hz_secret_get_data (box_secret),
                           hz_secret_get_data (inbox_seed));
  g_byte_array_append (body, public_key, sizeof public_key);

  crypto_sign_seed_keypair (public_key, hz_secret_get_data (sign_secret),
                            hz_secret_get_data (sign_seed));
  g_byte_array_append (body, public_key, sizeof public_key);
}

static void
append_link (GByteArray *body,
             HzSecret *care_key,
             HzSecret *last_care_key)
{
  guint8 link[HZ_ROSTER_HASH_BYTES] = { 0 };

  if (last_care_key != NULL)
    crypto_generichash (link, sizeof link, hz_secret_get_data (care_key), HZ_KEY_BYTES,
                        hz_secret_get_data (last_care_key), HZ_KEY_BYTES);

  g_byte_array_append (body, link, sizeof link);
}

static void
append_care_signature (GByteArray *entry,
                       GByteArray *text,
                       HzSecret *last_care_key,
                       const HzId *centre_id)
{
  g_autoptr (HzSecret) seed = hz_kdf_derive (last_care_key, "HZcaresg", centre_id);
  g_autoptr (HzSecret) secret = hz_secret_new (crypto_sign_SECRETKEYBYTES);
  guint8 public_key[HZ_KEY_BYTES];
  guint8 signature[HZ_SIGNATURE_BYTES];

  crypto_sign_seed_keypair (public_key, hz_secret_get_data (secret), hz_secret_get_data (seed));
  crypto_sign_detached (signature, NULL, text->data, text->len, hz_secret_get_data (secret));
  g_byte_array_append (entry, signature, sizeof signature);
}

/**
 * hz_roster_care_epoch:
 * @self: a roster
 * @signer: a person with a care role that she did not give herself, or a living recovery
 * @care_key: the new care key
 * @last_care_key: (nullable): the one before; %NULL for the first
 * @error: return location
 *
 * Returns: whether the new epoch counts
 */
gboolean
hz_roster_care_epoch (HzRoster *self,
                      HzIdentity *signer,
                      HzSecret *care_key,
                      HzSecret *last_care_key,
                      GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GByteArray) entry = NULL;
  g_autoptr (GByteArray) text = NULL;
  guint8 signature[HZ_SIGNATURE_BYTES];
  HzId centre_id;

  hz_roster_get_centre_id (self, &centre_id);
  hz_append_u32 (body, hz_roster_get_n_care_epochs (self) + 1);
  append_care_keys (body, care_key, &centre_id);
  append_link (body, care_key, last_care_key);

  entry = begin_entry (self, HZ_ROSTER_CARE_EPOCH, body, signer);
  text = hz_roster_entry_build_signed (entry->data, entry->len);
  hz_identity_sign (signer, text->data, text->len, signature);
  g_byte_array_append (entry, signature, sizeof signature);

  if (last_care_key != NULL)
    append_care_signature (entry, text, last_care_key, &centre_id);

  return hz_roster_append (self, entry->data, entry->len, error);
}
