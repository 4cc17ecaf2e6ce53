/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person signs besides keys: notes, and the audit's head at the end of a sitting. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-rings-private.h"

#include <sodium.h>

#include "hz-body.h"
#include "hz-vault-error.h"

/**
 * hz_rings_is_signed_by:
 * @self: rings
 * @author_id: who
 * @text: what
 * @signature: a signature
 *
 * Returns: whether it is hers, with any key she has held while she was here; or of a recovery whose
 *   sheets count, or did
 */
gboolean
hz_rings_is_signed_by (HzRings *self,
                       const HzId *author_id,
                       GByteArray *text,
                       const guint8 signature[HZ_SIGNATURE_BYTES])
{
  g_autoptr (GArray) keys = hz_roster_list_keys (self->roster, author_id);
  const HzRosterRecovery *recovery = hz_roster_find_recovery (self->roster, author_id);

  /* A sitting by the sheets ends with a signed head too. */
  if (recovery != NULL && recovery->counts)
    return hz_signature_is_right (signature, text->data, text->len, recovery->keys.sign);

  for (guint i = 0; i < keys->len; i++)
    if (hz_signature_is_right (signature, text->data, text->len,
                               g_array_index (keys, HzPublicKeys, i).sign))
      return TRUE;

  return FALSE;
}

/**
 * hz_rings_sign_note:
 * @self: rings
 * @address: where the note will stand
 * @text: all of it
 * @signature: (out): to be kept beside the text, inside the seal
 */
void
hz_rings_sign_note (HzRings *self,
                    const HzBodyAddress *address,
                    GBytes *text,
                    guint8 signature[HZ_RINGS_SIGNATURE_BYTES])
{
  g_autoptr (GByteArray) all = hz_body_build_signed ("HZnote01", &self->centre_id, address,
                                                     hz_rings_get_own_id (self), text);

  hz_identity_sign (self->identity, all->data, all->len, signature);
  sodium_memzero (all->data, all->len);
}

/**
 * hz_rings_check_note:
 * @self: rings
 * @address: where the note stands
 * @author_id: who is said to have written it
 * @text: all of it
 * @signature: from inside the seal
 * @error: return location
 *
 * Returns: whether the author signed it, with any key she has held; else
 *   %HZ_VAULT_ERROR_BODY_DAMAGED
 */
gboolean
hz_rings_check_note (HzRings *self,
                     const HzBodyAddress *address,
                     const HzId *author_id,
                     GBytes *text,
                     const guint8 signature[HZ_RINGS_SIGNATURE_BYTES],
                     GError **error)
{
  g_autoptr (GByteArray) all = hz_body_build_signed ("HZnote01", &self->centre_id, address,
                                                     author_id, text);
  gboolean is_right = hz_rings_is_signed_by (self, author_id, all, signature);

  sodium_memzero (all->data, all->len);
  if (!is_right)
    g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BODY_DAMAGED,
                 "A note is not signed by its author");

  return is_right;
}

static GByteArray *
build_signed_head (HzRings *self,
                   const HzId *signer_id,
                   const guint8 head[HZ_RINGS_HASH_BYTES])
{
  GByteArray *text = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *) "HZaudit1", 8);
  g_byte_array_append (text, self->centre_id.bytes, HZ_ID_BYTES);
  g_byte_array_append (text, signer_id->bytes, HZ_ID_BYTES);
  g_byte_array_append (text, head, HZ_RINGS_HASH_BYTES);

  return text;
}

/**
 * hz_rings_sign_audit_head:
 * @self: rings
 * @head: hash of the last row of this sitting
 * @signature: (out): over "HZaudit1" | CID | signer | head
 */
void
hz_rings_sign_audit_head (HzRings *self,
                          const guint8 head[HZ_RINGS_HASH_BYTES],
                          guint8 signature[HZ_RINGS_SIGNATURE_BYTES])
{
  g_autoptr (GByteArray) text = build_signed_head (self, hz_rings_get_own_id (self), head);

  hz_identity_sign (self->identity, text->data, text->len, signature);
}

/**
 * hz_rings_check_audit_head:
 * @self: rings
 * @signer_id: whose sitting it was
 * @head: hash of its last row
 * @signature: as stored
 *
 * Returns: whether she signed it
 */
gboolean
hz_rings_check_audit_head (HzRings *self,
                           const HzId *signer_id,
                           const guint8 head[HZ_RINGS_HASH_BYTES],
                           const guint8 signature[HZ_RINGS_SIGNATURE_BYTES])
{
  g_autoptr (GByteArray) text = build_signed_head (self, signer_id, head);

  return hz_rings_is_signed_by (self, signer_id, text, signature);
}

/**
 * hz_rings_get_roster:
 * @self: rings
 *
 * Returns: (transfer none): the roster that they go by
 */
HzRoster *
hz_rings_get_roster (HzRings *self)
{
  return self->roster;
}

/**
 * hz_rings_is_recovery:
 * @self: rings
 *
 * Returns: whether they are of the recovery, and not of a member
 */
gboolean
hz_rings_is_recovery (HzRings *self)
{
  return hz_identity_get_kind (self->identity) == HZ_IDENTITY_RECOVERY;
}
