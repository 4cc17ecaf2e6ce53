/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The keyring file, up to 1 MiB:
 *
 *   header 128 | slots n x 256 | centre grants m x 256 | sealed roster | MAC 32 | checksum 32
 *
 *   header    "HZKEYRG1" | format u32 = 1 | kdf passes u32 | kdf KiB u32 | install salt 16 | CID 16 |
 *             FID 16 | dbk_epoch u32 | nslots u32 | ngrants u32 | roster length u32 | 44 zeros
 *   slot      slot id 16 | owner tag 16 | nonce 24 | ciphertext 128 | tag 16 | random 56
 *             associated data: "HZslot01" | format | kdf passes | kdf KiB | install salt | CID |
 *             slot id; the plaintext is hz-identity.c's
 *   owner tag BLAKE2b-128 of user id | slot id, keyed with kdf(DBK, "HZowner ")
 *   grant     hz-centre-grant.c
 *   roster    nonce 24 | ciphertext | tag 16; the entries padded (sodium_pad) to a multiple of 4 KiB,
 *             sealed with kdf(DBK, "HZroster"), associated data "HZrost01" | CID | FID | dbk_epoch
 *   MAC       BLAKE2b-256 of all before it, keyed with kdf(DBK, "HZkrgmac")
 *   checksum  BLAKE2b-256 of all before it, unkeyed
 *
 * Slots and grants are filled up to a multiple of 16 with ones that nobody can open, so that the
 * number of people does not show. The fakes among the slots stay as they are from write to write: a
 * slot is taken for a fake when its owner tag is nobody's.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-keyring-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"
#include "hz-vault-error.h"

#define FORMAT 1
#define HEADER_BYTES 128
#define HEADER_ZEROS 44
#define SLOT_BYTES 256
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define AT_TAG 16
#define AT_NONCE 32
#define AT_SEALED 56
#define SLOT_AD_BYTES (8 + 4 + 4 + 4 + 16 + 16 + 16)
#define HASH_BYTES 32

static const char magic[] = "HZKEYRG1";

/**
 * hz_keyring_new:
 * @cost: what a try at a password is to cost in this centre
 *
 * Returns: (transfer full): a keyring without ids, slots, grants or roster
 */
HzKeyring *
hz_keyring_new (HzKdfCost cost)
{
  HzKeyring *self = g_new0 (HzKeyring, 1);

  self->cost = cost;
  randombytes_buf (self->install_salt, sizeof self->install_salt);
  self->slots = g_byte_array_new ();
  self->grants = g_byte_array_new ();
  self->roster = g_byte_array_new ();

  return self;
}

/**
 * hz_keyring_free:
 * @self: (nullable) (transfer full): a keyring
 */
void
hz_keyring_free (HzKeyring *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->slots);
  g_byte_array_unref (self->grants);
  g_byte_array_unref (self->roster);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/**
 * hz_keyring_copy:
 * @self: a keyring
 *
 * Returns: (transfer full): one to prepare the next in, that was read from nowhere
 */
HzKeyring *
hz_keyring_copy (HzKeyring *self)
{
  HzKeyring *copy = hz_keyring_new (self->cost);

  memcpy (copy->install_salt, self->install_salt, sizeof copy->install_salt);
  copy->centre_id = self->centre_id;
  copy->file_id = self->file_id;
  copy->dbk_epoch = self->dbk_epoch;
  g_byte_array_append (copy->slots, self->slots->data, self->slots->len);
  g_byte_array_append (copy->grants, self->grants->data, self->grants->len);
  g_byte_array_append (copy->roster, self->roster->data, self->roster->len);

  return copy;
}

static void
compute_mac (HzSecret *dbk,
             const HzId *centre_id,
             const guint8 *data,
             gsize length,
             guint8 mac[HASH_BYTES])
{
  g_autoptr (HzSecret) key = hz_kdf_derive (dbk, "HZkrgmac", centre_id);

  crypto_generichash (mac, HASH_BYTES, data, length, hz_secret_get_data (key), HZ_KEY_BYTES);
}

static gboolean
refuse (GError **error,
        HzVaultError code,
        const char *why)
{
  g_set_error_literal (error, HZ_VAULT_ERROR, code, why);
  return FALSE;
}

static gboolean
check_frame (const guint8 *data,
             gsize length,
             GError **error)
{
  HzReader reader = hz_reader_init (data, length);
  guint8 checksum[HASH_BYTES];
  const guint8 *begins = hz_reader_take (&reader, 8);
  guint32 format = hz_reader_take_u32 (&reader);

  if (begins == NULL || memcmp (begins, magic, 7) != 0)
    return refuse (error, HZ_VAULT_ERROR_NOT_KEYRING, "This is no keyring");

  if (length < HEADER_BYTES + 2 * HASH_BYTES || length > HZ_KEYRING_LIMIT)
    return refuse (error, HZ_VAULT_ERROR_KEYRING_DAMAGED, "The keyring has no possible length");

  crypto_generichash (checksum, sizeof checksum, data, length - HASH_BYTES, NULL, 0);
  if (sodium_memcmp (checksum, data + length - HASH_BYTES, HASH_BYTES) != 0)
    return refuse (error, HZ_VAULT_ERROR_KEYRING_DAMAGED, "The keyring's checksum is wrong");

  /* After the checksum: what is damaged shall not be called newer. */
  if (begins[7] != '1' || format != FORMAT)
    return refuse (error, HZ_VAULT_ERROR_NEWER, "The keyring has a format this program is too old for");

  return TRUE;
}

/**
 * hz_keyring_parse:
 * @bytes: the file
 * @error: return location
 *
 * Reads everything that can be read without a key, and refuses before any derivation costs that are
 * out of bounds and lengths that do not add up.
 *
 * Returns: (transfer full) (nullable): the keyring; or %HZ_VAULT_ERROR_NOT_KEYRING,
 *   %HZ_VAULT_ERROR_NEWER, %HZ_VAULT_ERROR_KEYRING_DAMAGED
 */
HzKeyring *
hz_keyring_parse (GBytes *bytes,
                  GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  HzReader reader = hz_reader_init (data, length);
  g_autoptr (HzKeyring) self = NULL;
  guint64 n_slots, n_grants, roster_length;

  if (!check_frame (data, length, error))
    return NULL;

  self = hz_keyring_new (HZ_KDF_COST_LEAST);
  hz_reader_take (&reader, 8 + 4);
  self->cost.passes = hz_reader_take_u32 (&reader);
  self->cost.memory = hz_reader_take_u32 (&reader);
  hz_reader_take_to (&reader, self->install_salt, HZ_SALT_BYTES);
  hz_reader_take_to (&reader, self->centre_id.bytes, HZ_ID_BYTES);
  hz_reader_take_to (&reader, self->file_id.bytes, HZ_ID_BYTES);
  self->dbk_epoch = hz_reader_take_u32 (&reader);
  n_slots = hz_reader_take_u32 (&reader);
  n_grants = hz_reader_take_u32 (&reader);
  roster_length = hz_reader_take_u32 (&reader);

  if (!hz_kdf_cost_is_allowed (self->cost)
      || !sodium_is_zero (hz_reader_take (&reader, HEADER_ZEROS), HEADER_ZEROS)
      || HEADER_BYTES + (n_slots + n_grants) * SLOT_BYTES + roster_length + 2 * HASH_BYTES != length)
    {
      refuse (error, HZ_VAULT_ERROR_KEYRING_DAMAGED, "The keyring's header is not possible");
      return NULL;
    }

  n_slots *= SLOT_BYTES;
  n_grants *= HZ_CENTRE_GRANT_BYTES;
  g_byte_array_append (self->slots, hz_reader_take (&reader, n_slots), (guint) n_slots);
  g_byte_array_append (self->grants, hz_reader_take (&reader, n_grants), (guint) n_grants);
  g_byte_array_append (self->roster, hz_reader_take (&reader, roster_length), (guint) roster_length);
  self->bytes = g_bytes_ref (bytes);

  return g_steal_pointer (&self);
}

/**
 * hz_keyring_serialize:
 * @self: a keyring
 * @dbk: the centre key
 *
 * Returns: (transfer full): the file
 */
GBytes *
hz_keyring_serialize (HzKeyring *self,
                      HzSecret *dbk)
{
  gsize length = HEADER_BYTES + self->slots->len + self->grants->len + self->roster->len
                 + 2 * HASH_BYTES;
  guint8 *data = g_malloc0 (length);
  guint8 *at = data;

  at = hz_put (at, magic, 8);
  at = hz_put_u32 (at, FORMAT);
  at = hz_put_u32 (at, self->cost.passes);
  at = hz_put_u32 (at, self->cost.memory);
  at = hz_put (at, self->install_salt, HZ_SALT_BYTES);
  at = hz_put (at, self->centre_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, self->file_id.bytes, HZ_ID_BYTES);
  at = hz_put_u32 (at, self->dbk_epoch);
  at = hz_put_u32 (at, self->slots->len / SLOT_BYTES);
  at = hz_put_u32 (at, self->grants->len / HZ_CENTRE_GRANT_BYTES);
  at = hz_put_u32 (at, self->roster->len);
  at += HEADER_ZEROS;
  at = hz_put (at, self->slots->data, self->slots->len);
  at = hz_put (at, self->grants->data, self->grants->len);
  at = hz_put (at, self->roster->data, self->roster->len);

  compute_mac (dbk, &self->centre_id, data, (gsize) (at - data), at);
  at += HASH_BYTES;
  crypto_generichash (at, HASH_BYTES, data, (gsize) (at - data), NULL, 0);

  return g_bytes_new_take (data, length);
}

/**
 * hz_keyring_get_cost:
 * @self: a keyring
 *
 * Returns: what a try at a password costs
 */
HzKdfCost
hz_keyring_get_cost (HzKeyring *self)
{
  return self->cost;
}

/**
 * hz_keyring_get_install_salt:
 * @self: a keyring
 *
 * Returns: (transfer none): 16 bytes
 */
const guint8 *
hz_keyring_get_install_salt (HzKeyring *self)
{
  return self->install_salt;
}

/**
 * hz_keyring_get_centre_id:
 * @self: a keyring
 *
 * Returns: (transfer none): the centre
 */
const HzId *
hz_keyring_get_centre_id (HzKeyring *self)
{
  return &self->centre_id;
}

/**
 * hz_keyring_get_file_id:
 * @self: a keyring
 *
 * Returns: (transfer none): the database it belongs to
 */
const HzId *
hz_keyring_get_file_id (HzKeyring *self)
{
  return &self->file_id;
}

/**
 * hz_keyring_get_dbk_epoch:
 * @self: a keyring
 *
 * Returns: the number of the centre key, from 1
 */
guint32
hz_keyring_get_dbk_epoch (HzKeyring *self)
{
  return self->dbk_epoch;
}

/**
 * hz_keyring_set_file:
 * @self: a keyring being prepared
 * @centre_id: the centre
 * @file_id: its database
 * @dbk_epoch: the number of its key
 *
 * Slots, owner tags and roster made before this do not open after it.
 */
void
hz_keyring_set_file (HzKeyring *self,
                     const HzId *centre_id,
                     const HzId *file_id,
                     guint32 dbk_epoch)
{
  self->centre_id = *centre_id;
  self->file_id = *file_id;
  self->dbk_epoch = dbk_epoch;
}

/**
 * hz_keyring_is_authentic:
 * @self: a keyring as read
 * @dbk: the centre key
 *
 * Returns: whether it was written by somebody who held @dbk
 */
gboolean
hz_keyring_is_authentic (HzKeyring *self,
                         HzSecret *dbk)
{
  guint8 mac[HASH_BYTES];
  const guint8 *data;
  gsize length;

  if (self->bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (self->bytes, &length);
  compute_mac (dbk, &self->centre_id, data, length - 2 * HASH_BYTES, mac);

  return sodium_memcmp (mac, data + length - 2 * HASH_BYTES, HASH_BYTES) == 0;
}

static void
build_slot_ad (HzKeyring *self,
               const guint8 *slot_id,
               guint8 ad[SLOT_AD_BYTES])
{
  guint8 *at = ad;

  at = hz_put (at, "HZslot01", 8);
  at = hz_put_u32 (at, FORMAT);
  at = hz_put_u32 (at, self->cost.passes);
  at = hz_put_u32 (at, self->cost.memory);
  at = hz_put (at, self->install_salt, HZ_SALT_BYTES);
  at = hz_put (at, self->centre_id.bytes, HZ_ID_BYTES);
  hz_put (at, slot_id, HZ_ID_BYTES);
}

static void
compute_owner_tag (HzSecret *tag_key,
                   const HzId *user_id,
                   const guint8 *slot_id,
                   guint8 tag[HZ_ID_BYTES])
{
  guint8 input[2 * HZ_ID_BYTES];

  hz_put (hz_put (input, user_id->bytes, HZ_ID_BYTES), slot_id, HZ_ID_BYTES);
  crypto_generichash (tag, HZ_ID_BYTES, input, sizeof input, hz_secret_get_data (tag_key),
                      HZ_KEY_BYTES);
}

static gboolean
slot_is_of (HzSecret *tag_key,
            const guint8 *slot,
            const HzId *user_id)
{
  guint8 tag[HZ_ID_BYTES];

  compute_owner_tag (tag_key, user_id, slot, tag);

  return sodium_memcmp (tag, slot + AT_TAG, sizeof tag) == 0;
}

/**
 * hz_keyring_get_n_slots:
 * @self: a keyring
 *
 * Returns: how many slots there are, fakes included
 */
guint
hz_keyring_get_n_slots (HzKeyring *self)
{
  return self->slots->len / SLOT_BYTES;
}

static const guint8 *
find_slot (HzKeyring *self,
           HzSecret *root)
{
  HzId slot_id;

  hz_kdf_derive_id (root, "HZslotid", &slot_id);

  for (guint at = 0; at < self->slots->len; at += SLOT_BYTES)
    if (sodium_memcmp (self->slots->data + at, slot_id.bytes, HZ_ID_BYTES) == 0)
      return self->slots->data + at;

  return NULL;
}

/**
 * hz_keyring_has_slot:
 * @self: a keyring
 * @root: the root of a login or of sheets
 *
 * Returns: whether there is a slot for it
 */
gboolean
hz_keyring_has_slot (HzKeyring *self,
                     HzSecret *root)
{
  return find_slot (self, root) != NULL;
}

/**
 * hz_keyring_open_slot:
 * @self: a keyring
 * @root: the root of a login or of sheets
 *
 * Returns: (transfer full) (nullable): what its slot holds; %NULL when there is none, or when it was
 *   changed
 */
HzIdentity *
hz_keyring_open_slot (HzKeyring *self,
                      HzSecret *root)
{
  g_autoptr (HzSecret) key = hz_kdf_derive (root, "HZslotky", NULL);
  g_autoptr (HzSecret) plain = hz_secret_new (HZ_IDENTITY_BYTES);
  const guint8 *slot = find_slot (self, root);
  guint8 ad[SLOT_AD_BYTES];

  if (slot == NULL)
    return NULL;

  build_slot_ad (self, slot, ad);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (hz_secret_get_data (plain), NULL, NULL,
                                                  slot + AT_SEALED, HZ_IDENTITY_BYTES + TAG_BYTES,
                                                  ad, sizeof ad, slot + AT_NONCE,
                                                  hz_secret_get_data (key)) != 0)
    return NULL;

  return hz_identity_new_from_plain (plain);
}

static gboolean
slot_is_free (HzSecret *tag_key,
              const guint8 *slot,
              GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (slot_is_of (tag_key, slot, &g_array_index (ids, HzId, i)))
      return FALSE;

  return TRUE;
}

static guint8 *
take_free_slot (HzKeyring *self,
                HzSecret *tag_key,
                GArray *ids)
{
  g_autoptr (GArray) free_slots = g_array_new (FALSE, FALSE, sizeof (guint));
  guint chosen;

  for (guint at = 0; at < self->slots->len; at += SLOT_BYTES)
    if (slot_is_free (tag_key, self->slots->data + at, ids))
      g_array_append_val (free_slots, at);

  if (free_slots->len == 0)
    {
      guint before = self->slots->len;

      g_byte_array_set_size (self->slots, before + HZ_KEYRING_GROUP * SLOT_BYTES);
      randombytes_buf (self->slots->data + before, HZ_KEYRING_GROUP * SLOT_BYTES);

      for (guint at = before; at < self->slots->len; at += SLOT_BYTES)
        g_array_append_val (free_slots, at);
    }

  chosen = g_array_index (free_slots, guint, randombytes_uniform (free_slots->len));

  return self->slots->data + chosen;
}

/**
 * hz_keyring_put_slot:
 * @self: a keyring being prepared
 * @root: the root of a login or of sheets
 * @identity: what the slot is to hold
 * @dbk: the centre key, for the owner tag
 * @ids: (element-type HzId): everybody who has a slot, by the roster
 *
 * Writes a slot in place of a fake.
 *
 * Returns: %FALSE when the slot's id is taken, that is, when somebody has the same login and
 *   password
 */
gboolean
hz_keyring_put_slot (HzKeyring *self,
                     HzSecret *root,
                     HzIdentity *identity,
                     HzSecret *dbk,
                     GArray *ids)
{
  g_autoptr (HzSecret) tag_key = hz_kdf_derive (dbk, "HZowner ", &self->centre_id);
  g_autoptr (HzSecret) key = hz_kdf_derive (root, "HZslotky", NULL);
  g_autoptr (HzSecret) plain = hz_identity_to_plain (identity);
  guint8 ad[SLOT_AD_BYTES];
  guint8 *slot;
  HzId slot_id;

  if (find_slot (self, root) != NULL)
    return FALSE;

  slot = take_free_slot (self, tag_key, ids);
  hz_kdf_derive_id (root, "HZslotid", &slot_id);

  randombytes_buf (slot, SLOT_BYTES);
  memcpy (slot, slot_id.bytes, HZ_ID_BYTES);
  compute_owner_tag (tag_key, hz_identity_get_id (identity), slot, slot + AT_TAG);
  build_slot_ad (self, slot, ad);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot + AT_SEALED, NULL, hz_secret_get_data (plain),
                                              HZ_IDENTITY_BYTES, ad, sizeof ad, NULL,
                                              slot + AT_NONCE, hz_secret_get_data (key));

  return TRUE;
}

/**
 * hz_keyring_drop_slots:
 * @self: a keyring being prepared
 * @user_id: whose
 * @dbk: the centre key, for the owner tags
 *
 * Puts fakes in place of all slots of a person.
 *
 * Returns: how many there were
 */
guint
hz_keyring_drop_slots (HzKeyring *self,
                       const HzId *user_id,
                       HzSecret *dbk)
{
  g_autoptr (HzSecret) tag_key = hz_kdf_derive (dbk, "HZowner ", &self->centre_id);
  guint n = 0;

  for (guint at = 0; at < self->slots->len; at += SLOT_BYTES)
    {
      if (!slot_is_of (tag_key, self->slots->data + at, user_id))
        continue;

      randombytes_buf (self->slots->data + at, SLOT_BYTES);
      n++;
    }

  return n;
}

static gboolean
find_owner (HzSecret *tag_key,
            const guint8 *slot,
            GArray *ids,
            HzId *owner)
{
  for (guint i = 0; i < ids->len; i++)
    if (slot_is_of (tag_key, slot, &g_array_index (ids, HzId, i)))
      {
        *owner = g_array_index (ids, HzId, i);
        return TRUE;
      }

  return FALSE;
}

/**
 * hz_keyring_change_key:
 * @self: a keyring being prepared
 * @old_dbk: the centre key its owner tags were made with
 * @new_dbk: the one they are to be made with
 * @ids: (element-type HzId): everybody who has a slot, by the roster
 *
 * Makes new owner tags, the fakes' too. All else stays, so that nobody who compares two files can tell
 * slots from fakes.
 */
void
hz_keyring_change_key (HzKeyring *self,
                       HzSecret *old_dbk,
                       HzSecret *new_dbk,
                       GArray *ids)
{
  g_autoptr (HzSecret) old_tags = hz_kdf_derive (old_dbk, "HZowner ", &self->centre_id);
  g_autoptr (HzSecret) new_tags = hz_kdf_derive (new_dbk, "HZowner ", &self->centre_id);

  for (guint at = 0; at < self->slots->len; at += SLOT_BYTES)
    {
      guint8 *slot = self->slots->data + at;
      HzId owner;

      if (find_owner (old_tags, slot, ids, &owner))
        compute_owner_tag (new_tags, &owner, slot, slot + AT_TAG);
      else
        randombytes_buf (slot + AT_TAG, HZ_ID_BYTES);
    }
}

/**
 * hz_keyring_get_n_grants:
 * @self: a keyring
 *
 * Returns: how many centre grants there are, fakes included
 */
guint
hz_keyring_get_n_grants (HzKeyring *self)
{
  return self->grants->len / HZ_CENTRE_GRANT_BYTES;
}

/**
 * hz_keyring_get_grant:
 * @self: a keyring
 * @index: from 0
 *
 * Returns: (transfer none): the 256 bytes of a grant or a fake
 */
const guint8 *
hz_keyring_get_grant (HzKeyring *self,
                      guint index)
{
  return self->grants->data + (gsize) index * HZ_CENTRE_GRANT_BYTES;
}

/**
 * hz_keyring_set_grants:
 * @self: a keyring being prepared
 * @grants: @n times 256 bytes
 * @n: how many
 *
 * Replaces all grants by these, filled up with fakes, in random order. Nobody can tell a colleague's
 * grant from a fake, so whoever adds one writes them all.
 */
void
hz_keyring_set_grants (HzKeyring *self,
                       const guint8 *grants,
                       guint n)
{
  guint n_all = MAX ((n + HZ_KEYRING_GROUP - 1) / HZ_KEYRING_GROUP, 1) * HZ_KEYRING_GROUP;
  guint8 *all;

  g_byte_array_set_size (self->grants, n_all * HZ_CENTRE_GRANT_BYTES);
  all = self->grants->data;
  memcpy (all, grants, (gsize) n * HZ_CENTRE_GRANT_BYTES);
  for (guint i = n; i < n_all; i++)
    hz_centre_grant_seal_fake (all + (gsize) i * HZ_CENTRE_GRANT_BYTES);

  for (guint i = n_all - 1; i > 0; i--)
    {
      guint8 kept[HZ_CENTRE_GRANT_BYTES];
      guint j = randombytes_uniform (i + 1);

      memcpy (kept, all + (gsize) i * sizeof kept, sizeof kept);
      memmove (all + (gsize) i * sizeof kept, all + (gsize) j * sizeof kept, sizeof kept);
      memcpy (all + (gsize) j * sizeof kept, kept, sizeof kept);
    }
}
