/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The sealed unit: what a page of the database and a frame of its -wal are on disk.
 *
 *   unit, 4096 bytes = ciphertext 4056 | nonce 24 | tag 16
 *
 * XChaCha20-Poly1305-IETF; the nonce is random and new for every write. The key of a kind of unit is
 * BLAKE2b-256 of `label 8 | file id 16`, keyed with the centre key; associated data are
 * `label 8 | file id 16 | number u64le`. The label names the kind and the version of the format:
 *
 *   "WVFSpag1"  page i of the database, at (i - 1) * 4096, number i:
 *               the page's first 4032 bytes | 24 zeros
 *   "WVFSwal1"  unit 0 of the -wal, at 0, number 0: SQLite's header 32 | zeros
 *               frame k of it, at k * 4096, number k: SQLite's frame header 24 | the page's first 4032
 *
 * So no unit can be read, made, moved to another place or brought over from another file without
 * the key, and no two share a disk sector of up to 4096 bytes.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-cipher-unit.h"

#include <sodium.h>
#include <string.h>

#define LABEL_BYTES 8
#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define ASSOCIATED_BYTES (LABEL_BYTES + HZ_ID_BYTES + 8)

G_STATIC_ASSERT (HZ_CIPHER_PLAIN_BYTES + NONCE_BYTES + TAG_BYTES == HZ_CIPHER_UNIT_BYTES);
G_STATIC_ASSERT (HZ_CIPHER_USABLE_BYTES + HZ_CIPHER_RESERVED_BYTES == HZ_CIPHER_PAGE_BYTES);

static const char *const labels[] = {
  [HZ_CIPHER_PAGE] = "WVFSpag1",
  [HZ_CIPHER_LOG] = "WVFSwal1",
};

struct _HzCipherKey
{
  gatomicrefcount ref_count;
  HzId file_id;
  HzSecret *keys[G_N_ELEMENTS (labels)];
};

static HzSecret *
derive_key (HzSecret *dbk,
            const HzId *file_id,
            HzCipherKind kind)
{
  HzSecret *key = hz_secret_new (KEY_BYTES);
  guint8 input[LABEL_BYTES + HZ_ID_BYTES];

  memcpy (input, labels[kind], LABEL_BYTES);
  memcpy (input + LABEL_BYTES, file_id->bytes, HZ_ID_BYTES);
  crypto_generichash (hz_secret_get_data (key), KEY_BYTES, input, sizeof input,
                      hz_secret_get_data (dbk), hz_secret_get_length (dbk));

  return key;
}

/**
 * hz_cipher_key_new:
 * @dbk: the centre key
 * @file_id: the database file's id
 *
 * Returns: (transfer full): the keys of this file
 */
HzCipherKey *
hz_cipher_key_new (HzSecret *dbk,
                   const HzId *file_id)
{
  HzCipherKey *self = g_new0 (HzCipherKey, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->file_id = *file_id;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    self->keys[i] = derive_key (dbk, file_id, (HzCipherKind) i);

  return self;
}

/**
 * hz_cipher_key_ref:
 * @self: keys
 *
 * Returns: (transfer full): @self
 */
HzCipherKey *
hz_cipher_key_ref (HzCipherKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * hz_cipher_key_unref:
 * @self: (transfer full): keys
 */
void
hz_cipher_key_unref (HzCipherKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    hz_secret_unref (self->keys[i]);
  g_free (self);
}

static void
fill_associated (HzCipherKey *key,
                 HzCipherKind kind,
                 guint64 number,
                 guint8 associated[ASSOCIATED_BYTES])
{
  guint64 little = GUINT64_TO_LE (number);

  memcpy (associated, labels[kind], LABEL_BYTES);
  memcpy (associated + LABEL_BYTES, key->file_id.bytes, HZ_ID_BYTES);
  memcpy (associated + LABEL_BYTES + HZ_ID_BYTES, &little, sizeof little);
}

/**
 * hz_cipher_unit_seal:
 * @key: the file's
 * @kind: of unit
 * @number: its place
 * @plain: HZ_CIPHER_PLAIN_BYTES
 * @unit: (out caller-allocates): HZ_CIPHER_UNIT_BYTES, not the same memory
 */
void
hz_cipher_unit_seal (HzCipherKey *key,
                     HzCipherKind kind,
                     guint64 number,
                     const guint8 *plain,
                     guint8 *unit)
{
  guint8 *nonce = unit + HZ_CIPHER_PLAIN_BYTES;
  guint8 *tag = nonce + NONCE_BYTES;
  guint8 associated[ASSOCIATED_BYTES];

  fill_associated (key, kind, number, associated);
  randombytes_buf (nonce, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (unit, tag, NULL,
                                                       plain, HZ_CIPHER_PLAIN_BYTES,
                                                       associated, sizeof associated, NULL, nonce,
                                                       hz_secret_get_data (key->keys[kind]));
}

/**
 * hz_cipher_unit_open:
 * @key: the file's
 * @kind: of unit
 * @number: its place
 * @unit: HZ_CIPHER_UNIT_BYTES as they stand on disk
 * @plain: (out caller-allocates): HZ_CIPHER_PLAIN_BYTES; zeros when it does not open
 *
 * Returns: whether this unit was sealed with this key for this place
 */
gboolean
hz_cipher_unit_open (HzCipherKey *key,
                     HzCipherKind kind,
                     guint64 number,
                     const guint8 *unit,
                     guint8 *plain)
{
  const guint8 *nonce = unit + HZ_CIPHER_PLAIN_BYTES;
  const guint8 *tag = nonce + NONCE_BYTES;
  guint8 associated[ASSOCIATED_BYTES];

  fill_associated (key, kind, number, associated);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (plain, NULL,
                                                           unit, HZ_CIPHER_PLAIN_BYTES, tag,
                                                           associated, sizeof associated, nonce,
                                                           hz_secret_get_data (key->keys[kind])) == 0)
    return TRUE;

  memset (plain, 0, HZ_CIPHER_PLAIN_BYTES);
  return FALSE;
}
