/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Twelve digits by which two people compare a public key, by voice or on paper: the first 8 bytes,
 * little-endian, modulo 10^12, of Argon2id13(X25519 | Ed25519, salt = BLAKE2b-128("HZnumber" | CID),
 * 2 passes, 64 MiB): dear enough that nobody finds a second key with the same number.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-key-number.h"

#include <sodium.h>

#include "hz-bytes.h"
#include "hz-vault-error.h"

#define PASSES 2
#define MEMORY (64 * 1024 * 1024)
#define MODULUS G_GUINT64_CONSTANT (1000000000000)

/**
 * hz_key_number_compute:
 * @keys: a person's public keys
 * @centre_id: the centre
 * @error: return location
 *
 * Takes a tenth of a second and 64 MiB.
 *
 * Returns: (transfer full) (nullable): "418 902 117 365"; or %HZ_VAULT_ERROR_NO_MEMORY
 */
char *
hz_key_number_compute (const HzPublicKeys *keys,
                       const HzId *centre_id,
                       GError **error)
{
  guint8 salt_input[8 + HZ_ID_BYTES];
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 both[2 * HZ_KEY_BYTES];
  guint8 hash[16];
  HzReader reader;
  guint64 number;

  hz_put (hz_put (salt_input, "HZnumber", 8), centre_id->bytes, HZ_ID_BYTES);
  crypto_generichash (salt, sizeof salt, salt_input, sizeof salt_input, NULL, 0);
  hz_put (hz_put (both, keys->box, HZ_KEY_BYTES), keys->sign, HZ_KEY_BYTES);

  if (crypto_pwhash (hash, sizeof hash, (const char *) both, sizeof both, salt, PASSES, MEMORY,
                     crypto_pwhash_ALG_ARGON2ID13) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_MEMORY,
                   "Not enough memory for a key number");
      return NULL;
    }

  reader = hz_reader_init (hash, sizeof hash);
  number = hz_reader_take_u64 (&reader) % MODULUS;

  return g_strdup_printf ("%03u %03u %03u %03u", (guint) (number / 1000000000),
                          (guint) (number / 1000000 % 1000), (guint) (number / 1000 % 1000),
                          (guint) (number % 1000));
}
