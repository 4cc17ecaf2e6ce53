/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Keys out of passwords, sheets and other keys.
 *
 *   kdf(key, label8)  BLAKE2b-256 of label8 | centre id, keyed; for the roots of logins and sheets,
 *                     which exist before a centre id, zeros
 *   root of a login   Argon2id13(password, salt = BLAKE2b-128 of "user" | login, keyed with the
 *                     install salt)
 *   root of a pair    Argon2id13(lower sheet | higher sheet, salt = BLAKE2b-128 of "sheet" | set |
 *                     lower number | higher number, keyed likewise); a single sheet is the pair of
 *                     itself and 20 zeros, numbers 1 and 1
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-kdf.h"

#include <sodium.h>
#include <string.h>

#include "hz-password.h"
#include "hz-sheet.h"
#include "hz-vault-error.h"

#define LABEL_BYTES 8
#define LEAST_MEMORY (8 * 1024)
#define MOST_MEMORY (1024 * 1024)
#define MOST_PASSES 10

/**
 * hz_kdf_cost_is_allowed:
 * @cost: as a file or a caller has it
 *
 * Returns: whether it is in bounds, so that a planted file can neither weaken a derivation nor make
 *   it take all memory
 */
gboolean
hz_kdf_cost_is_allowed (HzKdfCost cost)
{
  return cost.passes >= 1 && cost.passes <= MOST_PASSES
         && cost.memory >= LEAST_MEMORY && cost.memory <= MOST_MEMORY;
}

/**
 * hz_kdf_derive:
 * @key: 32 bytes
 * @label: 8 characters
 * @centre_id: (nullable): the centre, or %NULL for roots of logins and sheets
 *
 * Returns: (transfer full): a key of 32 bytes for one purpose
 */
HzSecret *
hz_kdf_derive (HzSecret *key,
               const char *label,
               const HzId *centre_id)
{
  HzSecret *derived = hz_secret_new (HZ_KEY_BYTES);
  guint8 input[LABEL_BYTES + HZ_ID_BYTES] = { 0 };

  memcpy (input, label, LABEL_BYTES);
  if (centre_id != NULL)
    memcpy (input + LABEL_BYTES, centre_id->bytes, HZ_ID_BYTES);

  crypto_generichash (hz_secret_get_data (derived), HZ_KEY_BYTES, input, sizeof input,
                      hz_secret_get_data (key), hz_secret_get_length (key));

  return derived;
}

/**
 * hz_kdf_derive_id:
 * @key: the root of a login or of sheets
 * @label: 8 characters
 * @id: (out): the first half of the derived key
 */
void
hz_kdf_derive_id (HzSecret *key,
                  const char *label,
                  HzId *id)
{
  g_autoptr (HzSecret) derived = hz_kdf_derive (key, label, NULL);

  memcpy (id->bytes, hz_secret_get_data (derived), HZ_ID_BYTES);
}

/**
 * hz_kdf_fold_login:
 * @login: as typed, UTF-8
 *
 * Returns: (transfer full): NFC, lower case, without spaces around it; so that a login is the same
 *   from every keyboard
 */
char *
hz_kdf_fold_login (const char *login)
{
  g_autofree char *valid = g_utf8_make_valid (login, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autofree char *lower = g_utf8_strdown (composed, -1);
  g_autofree char *again = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  const char *start = again;
  const char *end = again + strlen (again);

  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (start, (gsize) (end - start));
}

static HzSecret *
derive_root (HzSecret *input,
             const guint8 *salt,
             HzKdfCost cost,
             GError **error)
{
  g_autoptr (HzSecret) root = hz_secret_new (HZ_KEY_BYTES);

  if (!hz_kdf_cost_is_allowed (cost))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_KEYRING_DAMAGED,
                   "A derivation of %u passes and %u KiB is out of bounds", cost.passes,
                   cost.memory);
      return NULL;
    }

  if (crypto_pwhash (hz_secret_get_data (root), HZ_KEY_BYTES,
                     (const char *) hz_secret_get_data (input), hz_secret_get_length (input), salt,
                     cost.passes, (gsize) cost.memory * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_MEMORY,
                   "Not enough memory for a derivation of %u KiB", cost.memory);
      return NULL;
    }

  return g_steal_pointer (&root);
}

/**
 * hz_kdf_login_root:
 * @login: as typed
 * @password: as typed, from hz_secret_new_password()
 * @install_salt: the centre's 16 bytes
 * @cost: the centre's
 * @error: return location
 *
 * The one derivation of a try to sign in; takes half a second and 256 MiB at full cost.
 *
 * Returns: (transfer full) (nullable): the root of her slot's id and key; or
 *   %HZ_VAULT_ERROR_NO_MEMORY
 */
HzSecret *
hz_kdf_login_root (const char *login,
                   HzSecret *password,
                   const guint8 *install_salt,
                   HzKdfCost cost,
                   GError **error)
{
  g_autofree char *folded = hz_kdf_fold_login (login);
  g_autofree char *named = g_strconcat ("user", folded, NULL);
  g_autoptr (HzSecret) canonical = hz_password_canonicalize (password);
  guint8 salt[crypto_pwhash_SALTBYTES];

  crypto_generichash (salt, sizeof salt, (const guint8 *) named, strlen (named), install_salt,
                      HZ_SALT_BYTES);

  return derive_root (canonical, salt, cost, error);
}

/**
 * hz_kdf_sheet_root:
 * @set: the letter printed on the sheets
 * @lower_number: number of the first, from 1
 * @lower: its 20 bytes
 * @higher_number: number of the second; that of the first for a single sheet
 * @higher: (nullable): its 20 bytes; %NULL for a single sheet
 * @install_salt: the centre's 16 bytes
 * @cost: the centre's
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the root of the recovery slot that the two open
 */
HzSecret *
hz_kdf_sheet_root (char set,
                   guint lower_number,
                   HzSecret *lower,
                   guint higher_number,
                   HzSecret *higher,
                   const guint8 *install_salt,
                   HzKdfCost cost,
                   GError **error)
{
  g_autoptr (HzSecret) both = hz_secret_new (2 * HZ_SHEET_BYTES);
  const guint8 named[] = { 's', 'h', 'e', 'e', 't', (guint8) set, (guint8) lower_number,
                           (guint8) higher_number };
  guint8 salt[crypto_pwhash_SALTBYTES];

  memcpy (hz_secret_get_data (both), hz_secret_get_data (lower), HZ_SHEET_BYTES);
  if (higher != NULL)
    memcpy (hz_secret_get_data (both) + HZ_SHEET_BYTES, hz_secret_get_data (higher),
            HZ_SHEET_BYTES);

  crypto_generichash (salt, sizeof salt, named, sizeof named, install_salt, HZ_SALT_BYTES);

  return derive_root (both, salt, cost, error);
}
