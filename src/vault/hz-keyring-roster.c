/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sealed roster inside the keyring; its format stands in hz-keyring.c. */

#define G_LOG_DOMAIN "HzVault"

#include "hz-keyring-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"
#include "hz-vault-error.h"

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define ROSTER_AD_BYTES (8 + 16 + 16 + 4)
#define ROSTER_BLOCK 4096

static void
build_roster_ad (HzKeyring *self,
                 guint8 ad[ROSTER_AD_BYTES])
{
  guint8 *at = ad;

  at = hz_put (at, "HZrost01", 8);
  at = hz_put (at, self->centre_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, self->file_id.bytes, HZ_ID_BYTES);
  hz_put_u32 (at, self->dbk_epoch);
}

/**
 * hz_keyring_open_roster:
 * @self: a keyring
 * @dbk: the centre key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the roster's entries; or %HZ_VAULT_ERROR_ROSTER_DAMAGED
 */
GBytes *
hz_keyring_open_roster (HzKeyring *self,
                        HzSecret *dbk,
                        GError **error)
{
  g_autoptr (HzSecret) key = hz_kdf_derive (dbk, "HZroster", &self->centre_id);
  g_autofree guint8 *plain = NULL;
  guint8 ad[ROSTER_AD_BYTES];
  gsize padded = 0;
  gsize length = 0;

  build_roster_ad (self, ad);
  if (self->roster->len >= NONCE_BYTES + TAG_BYTES)
    {
      padded = self->roster->len - NONCE_BYTES - TAG_BYTES;
      plain = g_malloc (MAX (padded, 1));
    }

  if (plain == NULL
      || crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL,
                                                     self->roster->data + NONCE_BYTES,
                                                     padded + TAG_BYTES, ad, sizeof ad,
                                                     self->roster->data,
                                                     hz_secret_get_data (key)) != 0
      || padded % ROSTER_BLOCK != 0 || padded == 0
      || sodium_unpad (&length, plain, padded, ROSTER_BLOCK) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_DAMAGED,
                   "The roster does not open");
      return NULL;
    }

  return g_bytes_new (plain, length);
}

/**
 * hz_keyring_set_roster:
 * @self: a keyring being prepared
 * @dbk: the centre key
 * @entries: the roster's entries
 */
void
hz_keyring_set_roster (HzKeyring *self,
                       HzSecret *dbk,
                       GBytes *entries)
{
  g_autoptr (HzSecret) key = hz_kdf_derive (dbk, "HZroster", &self->centre_id);
  gsize length;
  const guint8 *data = g_bytes_get_data (entries, &length);
  gsize padded = (length / ROSTER_BLOCK + 1) * ROSTER_BLOCK;
  g_autofree guint8 *plain = g_malloc0 (padded);
  guint8 ad[ROSTER_AD_BYTES];

  hz_put (plain, data, length);
  sodium_pad (&padded, plain, length, ROSTER_BLOCK, padded);
  build_roster_ad (self, ad);

  g_byte_array_set_size (self->roster, (guint) (NONCE_BYTES + padded + TAG_BYTES));
  randombytes_buf (self->roster->data, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (self->roster->data + NONCE_BYTES, NULL, plain, padded,
                                              ad, sizeof ad, NULL, self->roster->data,
                                              hz_secret_get_data (key));
  sodium_memzero (plain, padded);
}
