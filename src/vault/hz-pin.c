/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A pin, before it is sealed under the own key as a body of table 1 (row: the person; revision: the
 * pin's):
 *
 *   revision i64 | file id 16 | change counter u64 | audit head 32 | roster length u32 |
 *   roster head 32 | n u16 | n times (id 16 | X25519 32 | Ed25519 32 | name) | [restore hash 32]
 *
 * It is kept in the database and in the state folder of the PC, in a file `pin-<32 hex digits>`: the
 * name is BLAKE2b-128 of the centre id, keyed with kdf(own key, "HZpinnam"), and tells neither
 * person nor centre. The file holds revision i64 and the body. The newer one counts.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-pin.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "hz-body.h"
#include "hz-bytes.h"
#include "hz-vault-error.h"
#include "hz-vault-tables.h"

#define FILE_LIMIT (1024 * 1024)
#define REVISION_BYTES 8

static void
free_person (HzPinPerson *person)
{
  g_free (person->name);
  g_free (person);
}

/**
 * hz_pin_new:
 *
 * Returns: (transfer full): a pin that has seen nothing
 */
HzPin *
hz_pin_new (void)
{
  HzPin *self = g_new0 (HzPin, 1);

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) free_person);

  return self;
}

/**
 * hz_pin_free:
 * @self: (nullable) (transfer full): a pin
 */
void
hz_pin_free (HzPin *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->people);
  g_free (self);
}

static void
add_person (HzPin *self,
            const HzId *id,
            const HzPublicKeys *keys,
            const char *name)
{
  HzPinPerson *person = g_new0 (HzPinPerson, 1);

  person->id = *id;
  person->keys = *keys;
  person->name = g_strdup (name);
  g_ptr_array_add (self->people, person);
}

static void
note_restore (HzPin *self,
              HzRoster *roster)
{
  const HzRosterRestore *restore = hz_roster_get_last_restore (roster);

  memset (self->restore_hash, 0, sizeof self->restore_hash);
  if (restore != NULL)
    memcpy (self->restore_hash, restore->hash, sizeof self->restore_hash);
}

/**
 * hz_pin_see:
 * @self: a pin
 * @roster: as it is now
 * @file_id: of the open database
 * @change_counter: of the open database
 *
 * Accepts what is there now; from here on it cannot be taken back unseen.
 */
void
hz_pin_see (HzPin *self,
            HzRoster *roster,
            const HzId *file_id,
            guint64 change_counter)
{
  self->revision++;
  self->file_id = *file_id;
  self->change_counter = change_counter;
  self->roster_length = hz_roster_get_length (roster);
  hz_roster_get_head (roster, self->roster_head);
  note_restore (self, roster);

  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; i < hz_roster_get_n_members (roster); i++)
    {
      const HzRosterMember *member = hz_roster_get_member (roster, i);

      if (member->state == HZ_MEMBER_PRESENT)
        add_person (self, &member->id, &member->keys, member->name);
    }

  for (guint i = 0; i < hz_roster_get_n_recoveries (roster); i++)
    {
      const HzRosterRecovery *recovery = hz_roster_get_recovery (roster, i);

      if (recovery->living)
        add_person (self, &recovery->id, &recovery->keys, "");
    }
}

/* Who is still here, and not as she was accepted. */
static HzPinVerdict
compare_people (HzPin *self,
                HzRoster *roster)
{
  HzPinVerdict verdict = 0;

  for (guint i = 0; i < self->people->len; i++)
    {
      const HzPinPerson *person = g_ptr_array_index (self->people, i);
      const HzRosterMember *member = hz_roster_find (roster, &person->id);

      if (member == NULL || member->state != HZ_MEMBER_PRESENT)
        continue;
      if (!hz_public_keys_equal (&member->keys, &person->keys))
        verdict |= HZ_PIN_KEYS_CHANGED;
      if (g_strcmp0 (member->name, person->name) != 0)
        verdict |= HZ_PIN_NAME_CHANGED;
    }

  return verdict;
}

/**
 * hz_pin_compare_roster:
 * @self: a pin
 * @roster: as it is now
 *
 * Returns: what differs
 */
HzPinVerdict
hz_pin_compare_roster (HzPin *self,
                       HzRoster *roster)
{
  guint8 hash[HZ_PIN_HASH_BYTES];
  HzPinVerdict verdict = 0;

  if (self->roster_length == 0)
    return HZ_PIN_FIRST_TIME;

  if (!hz_roster_get_hash_at (roster, self->roster_length - 1, hash))
    verdict |= HZ_PIN_ROSTER_SHORTER;
  else if (sodium_memcmp (hash, self->roster_head, sizeof hash) != 0)
    verdict |= HZ_PIN_ROSTER_FORKED;
  else if (hz_roster_get_length (roster) > self->roster_length)
    verdict |= HZ_PIN_ROSTER_GREW;

  return verdict | compare_people (self, roster);
}

/**
 * hz_pin_compare_file:
 * @self: a pin
 * @file_id: of the open database
 * @change_counter: of the open database
 *
 * Returns: %HZ_PIN_OLDER_FILE when the same file has an earlier change counter, else nothing
 */
HzPinVerdict
hz_pin_compare_file (HzPin *self,
                     const HzId *file_id,
                     guint64 change_counter)
{
  /* The counter goes on through rotations: another file id excuses nothing. */
  return change_counter < self->change_counter ? HZ_PIN_OLDER_FILE : 0;
}

static gboolean
has_accepted (HzPin *self,
              const HzId *id,
              const guint8 sign_key[HZ_KEY_BYTES])
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const HzPinPerson *person = g_ptr_array_index (self->people, i);

      if (hz_id_equal (&person->id, id)
          && memcmp (person->keys.sign, sign_key, HZ_KEY_BYTES) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * hz_pin_take_restore:
 * @self: a pin
 * @roster: as it is now
 *
 * A restore explains that things went back only when it is none that she has seen: else whoever has
 * an old copy of a restored centre could put it back. Her audit then goes on from the backup's.
 *
 * Returns: whether the roster says that somebody whose keys she has accepted restored a backup
 */
gboolean
hz_pin_take_restore (HzPin *self,
                     HzRoster *roster)
{
  const HzRosterRestore *restore = hz_roster_get_last_restore (roster);
  HzPublicKeys keys;

  if (restore == NULL
      || memcmp (self->restore_hash, restore->hash, sizeof self->restore_hash) == 0
      || !hz_roster_get_keys_at (roster, &restore->signer_id, restore->seq, &keys)
      || !has_accepted (self, &restore->signer_id, keys.sign))
    return FALSE;

  memcpy (self->audit_head, restore->audit_head, sizeof self->audit_head);
  return TRUE;
}

static GBytes *
serialize (HzPin *self)
{
  GByteArray *bytes = g_byte_array_new ();

  hz_append_u64 (bytes, (guint64) self->revision);
  g_byte_array_append (bytes, self->file_id.bytes, HZ_ID_BYTES);
  hz_append_u64 (bytes, self->change_counter);
  g_byte_array_append (bytes, self->audit_head, sizeof self->audit_head);
  hz_append_u32 (bytes, self->roster_length);
  g_byte_array_append (bytes, self->roster_head, sizeof self->roster_head);
  hz_append_u16 (bytes, (guint16) self->people->len);

  for (guint i = 0; i < self->people->len; i++)
    {
      const HzPinPerson *person = g_ptr_array_index (self->people, i);

      g_byte_array_append (bytes, person->id.bytes, HZ_ID_BYTES);
      g_byte_array_append (bytes, person->keys.box, HZ_KEY_BYTES);
      g_byte_array_append (bytes, person->keys.sign, HZ_KEY_BYTES);
      hz_append_text (bytes, person->name);
    }

  if (!sodium_is_zero (self->restore_hash, sizeof self->restore_hash))
    g_byte_array_append (bytes, self->restore_hash, sizeof self->restore_hash);

  return g_byte_array_free_to_bytes (bytes);
}

static HzPin *
parse (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  HzReader reader = hz_reader_init (data, length);
  g_autoptr (HzPin) self = hz_pin_new ();
  guint16 n;

  self->revision = (gint64) hz_reader_take_u64 (&reader);
  hz_reader_take_to (&reader, self->file_id.bytes, HZ_ID_BYTES);
  self->change_counter = hz_reader_take_u64 (&reader);
  hz_reader_take_to (&reader, self->audit_head, sizeof self->audit_head);
  self->roster_length = hz_reader_take_u32 (&reader);
  hz_reader_take_to (&reader, self->roster_head, sizeof self->roster_head);
  n = hz_reader_take_u16 (&reader);

  for (guint i = 0; i < n && !reader.failed; i++)
    {
      HzPinPerson *person = g_new0 (HzPinPerson, 1);

      g_ptr_array_add (self->people, person);
      hz_reader_take_to (&reader, person->id.bytes, HZ_ID_BYTES);
      hz_reader_take_to (&reader, person->keys.box, HZ_KEY_BYTES);
      hz_reader_take_to (&reader, person->keys.sign, HZ_KEY_BYTES);
      person->name = hz_reader_take_text (&reader);
    }

  if (!reader.failed && reader.offset < reader.length)
    hz_reader_take_to (&reader, self->restore_hash, sizeof self->restore_hash);

  return hz_reader_is_done (&reader) ? g_steal_pointer (&self) : NULL;
}

/**
 * hz_pin_seal:
 * @self: a pin
 * @owner: whose
 * @centre_id: the centre
 *
 * Returns: (transfer full): the body for the database or the file
 */
GBytes *
hz_pin_seal (HzPin *self,
             HzIdentity *owner,
             const HzId *centre_id)
{
  HzBodyAddress address = { HZ_VAULT_TABLE_PIN, *hz_identity_get_id (owner), HZ_ID_NONE,
                            self->revision };
  g_autoptr (GBytes) plain = serialize (self);

  return hz_body_seal (hz_identity_get_own_key (owner), 1, centre_id, &address, plain);
}

/**
 * hz_pin_open:
 * @sealed: the body
 * @revision: as stored beside it
 * @owner: whose
 * @centre_id: the centre
 *
 * Returns: (transfer full) (nullable): the pin; %NULL when it is another's or damaged
 */
HzPin *
hz_pin_open (GBytes *sealed,
             gint64 revision,
             HzIdentity *owner,
             const HzId *centre_id)
{
  HzBodyAddress address = { HZ_VAULT_TABLE_PIN, *hz_identity_get_id (owner), HZ_ID_NONE, revision };
  g_autoptr (GBytes) plain = hz_body_open (hz_identity_get_own_key (owner), centre_id, &address,
                                           sealed);
  g_autoptr (HzPin) self = plain != NULL ? parse (plain) : NULL;

  return self != NULL && self->revision == revision ? g_steal_pointer (&self) : NULL;
}

static char *
build_path (const char *folder,
            HzIdentity *owner,
            const HzId *centre_id)
{
  g_autoptr (HzSecret) key = hz_kdf_derive (hz_identity_get_own_key (owner), "HZpinnam", centre_id);
  g_autofree char *hex = NULL;
  g_autofree char *name = NULL;
  HzId hash;

  crypto_generichash (hash.bytes, HZ_ID_BYTES, centre_id->bytes, HZ_ID_BYTES,
                      hz_secret_get_data (key), HZ_KEY_BYTES);
  hex = hz_id_to_hex (&hash);
  name = g_strconcat ("pin-", hex, NULL);

  return g_build_filename (folder, name, NULL);
}

/**
 * hz_pin_load_file:
 * @folder: the state folder
 * @owner: whose
 * @centre_id: the centre
 *
 * Returns: (transfer full) (nullable): the pin this PC keeps for her; %NULL when there is none that
 *   opens
 */
HzPin *
hz_pin_load_file (const char *folder,
                  HzIdentity *owner,
                  const HzId *centre_id)
{
  g_autofree char *path = build_path (folder, owner, centre_id);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) body = NULL;
  HzReader reader;
  gint64 revision;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL)
      || length <= REVISION_BYTES || length > FILE_LIMIT)
    return NULL;

  reader = hz_reader_init (data, length);
  revision = (gint64) hz_reader_take_u64 (&reader);
  body = g_bytes_new (data + REVISION_BYTES, length - REVISION_BYTES);

  return hz_pin_open (body, revision, owner, centre_id);
}

/**
 * hz_pin_save_file:
 * @self: a pin
 * @folder: the state folder; made when it is not there
 * @owner: whose
 * @centre_id: the centre
 * @error: return location
 *
 * Returns: whether this PC keeps it now
 */
gboolean
hz_pin_save_file (HzPin *self,
                  const char *folder,
                  HzIdentity *owner,
                  const HzId *centre_id,
                  GError **error)
{
  g_autofree char *path = build_path (folder, owner, centre_id);
  g_autoptr (GBytes) body = hz_pin_seal (self, owner, centre_id);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) file_error = NULL;

  hz_append_u64 (file, (guint64) self->revision);
  g_byte_array_append (file, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));

  if (g_mkdir_with_parents (folder, 0700) == 0
      && g_file_set_contents_full (path, (const char *) file->data, file->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, &file_error))
    return TRUE;

  /* Not the path: it is the only thing that tells this centre's pin from another's. */
  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO, "The pin of this PC could not be written");

  return FALSE;
}

/**
 * hz_pin_delete_file:
 * @folder: the state folder
 * @owner: with the keys under which it was kept
 * @centre_id: the centre
 */
void
hz_pin_delete_file (const char *folder,
                    HzIdentity *owner,
                    const HzId *centre_id)
{
  g_autofree char *path = build_path (folder, owner, centre_id);

  g_unlink (path);
}
