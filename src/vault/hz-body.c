/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sealed bodies in the columns of the database.
 *
 *   body      version u8 = 1 | epoch u32 | nonce 24 | ciphertext | tag 16
 *             associated data "HZbody01" | CID | table code u16 | row id | case id or zeros |
 *             revision i64 | epoch u32
 *   padding   sodium_pad to the next power of two from 1 KiB: of a text its colleagues see the size
 *             to a power of two
 *   inbox     version u8 = 2 | epoch u32 | sealed box to the epoch's inbox key of
 *             padded (writer 16 | signature 64 | text)
 *             signed "HZinbox1" | CID | table code | row id | case id | revision | writer | text:
 *             a sealed box has no associated data, the signature holds it in its place
 *   note      signed "HZnote01" | CID | table code | row id | case id | revision | author | text
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-body.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"

#define VERSION 1
#define VERSION_INBOX 2
#define HEADER_BYTES 5
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define AD_BYTES (8 + 16 + 2 + 16 + 16 + 8 + 4)
#define LEAST_PADDED 1024
#define INBOX_BEFORE (HZ_ID_BYTES + HZ_SIGNATURE_BYTES)

static gsize
get_padded_length (gsize length)
{
  gsize padded = LEAST_PADDED;

  /* One byte at least is the padding's. */
  while (padded <= length)
    padded *= 2;

  return padded;
}

/* Plain bodies live in ordinary memory, thousands of them are opened in a row, and they are going to
 * be shown anyway. They are wiped all the same. */
typedef struct
{
  gsize length;
  guint8 data[];
} Padded;

static Padded *
new_padded (gsize length)
{
  Padded *padded = g_malloc0 (sizeof *padded + length);

  padded->length = length;

  return padded;
}

static void
free_padded (gpointer data)
{
  Padded *padded = data;

  sodium_memzero (padded->data, padded->length);
  g_free (padded);
}

/* Takes @padded, whatever comes of it. */
static GBytes *
unpad (Padded *padded,
       gsize skip)
{
  gsize length = padded->length;
  gsize unpadded;

  if (length < LEAST_PADDED || (length & (length - 1)) != 0
      || sodium_unpad (&unpadded, padded->data, length, length) != 0 || unpadded < skip)
    {
      free_padded (padded);
      return NULL;
    }

  return g_bytes_new_with_free_func (padded->data + skip, unpadded - skip, free_padded, padded);
}

static guint8 *
put_address (guint8 *at,
             const HzId *centre_id,
             const HzBodyAddress *address)
{
  at = hz_put (at, centre_id->bytes, HZ_ID_BYTES);
  at = hz_put_u16 (at, address->table);
  at = hz_put (at, address->row_id.bytes, HZ_ID_BYTES);
  at = hz_put (at, address->case_id.bytes, HZ_ID_BYTES);

  return hz_put_u64 (at, (guint64) address->revision);
}

static void
build_ad (const HzId *centre_id,
          const HzBodyAddress *address,
          guint32 epoch,
          guint8 ad[AD_BYTES])
{
  guint8 *at = hz_put (ad, "HZbody01", 8);

  at = put_address (at, centre_id, address);
  hz_put_u32 (at, epoch);
}

/**
 * hz_body_seal:
 * @key: of the ring
 * @epoch: of the key
 * @centre_id: the centre
 * @address: where it will stand
 * @plain: what to seal
 *
 * Returns: (transfer full): the sealed body
 */
GBytes *
hz_body_seal (HzSecret *key,
              guint32 epoch,
              const HzId *centre_id,
              const HzBodyAddress *address,
              GBytes *plain)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);
  gsize padded = get_padded_length (length);
  gsize sealed_length = HEADER_BYTES + NONCE_BYTES + padded + TAG_BYTES;
  guint8 *sealed = g_malloc (sealed_length);
  guint8 *at = sealed;
  guint8 ad[AD_BYTES];
  guint8 *text;

  at = hz_put_u8 (at, VERSION);
  at = hz_put_u32 (at, epoch);
  randombytes_buf (at, NONCE_BYTES);
  text = at + NONCE_BYTES;

  /* Encrypted where it stands: there is no second copy of the text to wipe. */
  if (data != NULL)
    memcpy (text, data, length);
  sodium_pad (NULL, text, length, padded, padded);
  build_ad (centre_id, address, epoch, ad);
  crypto_aead_xchacha20poly1305_ietf_encrypt (text, NULL, text, padded, ad, sizeof ad, NULL, at,
                                              hz_secret_get_data (key));

  return g_bytes_new_take (sealed, sealed_length);
}

static gboolean
read_header (GBytes *sealed,
             guint8 version,
             guint32 *epoch)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);
  HzReader reader = hz_reader_init (data, length);
  guint8 found = hz_reader_take_u8 (&reader);
  guint32 number = hz_reader_take_u32 (&reader);

  if (reader.failed || found != version)
    return FALSE;

  *epoch = number;
  return TRUE;
}

/**
 * hz_body_read_epoch:
 * @sealed: a body, in the inbox or not
 * @epoch: (out): of the key that opens it
 *
 * Returns: whether it is a body at all
 */
gboolean
hz_body_read_epoch (GBytes *sealed,
                    guint32 *epoch)
{
  return read_header (sealed, VERSION, epoch) || read_header (sealed, VERSION_INBOX, epoch);
}

/**
 * hz_body_open:
 * @key: of the ring, of the body's epoch
 * @centre_id: the centre
 * @address: where it stands
 * @sealed: the body
 *
 * Returns: (transfer full) (nullable): what was sealed, wiped when freed; %NULL when key or place are
 *   others, or when it was changed
 */
GBytes *
hz_body_open (HzSecret *key,
              const HzId *centre_id,
              const HzBodyAddress *address,
              GBytes *sealed)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);
  Padded *padded;
  guint8 ad[AD_BYTES];
  guint32 epoch;

  if (!read_header (sealed, VERSION, &epoch)
      || length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES + LEAST_PADDED)
    return NULL;

  padded = new_padded (length - HEADER_BYTES - NONCE_BYTES - TAG_BYTES);
  build_ad (centre_id, address, epoch, ad);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (padded->data, NULL, NULL,
                                                  data + HEADER_BYTES + NONCE_BYTES,
                                                  length - HEADER_BYTES - NONCE_BYTES,
                                                  ad, sizeof ad, data + HEADER_BYTES,
                                                  hz_secret_get_data (key)) != 0)
    {
      free_padded (padded);
      return NULL;
    }

  return unpad (padded, 0);
}

/**
 * hz_body_build_signed:
 * @tag: 8 characters that say what it is
 * @centre_id: the centre
 * @address: where the body stands
 * @author_id: who signs
 * @text: what
 *
 * Returns: (transfer full): what an author's signature is of; the caller wipes it
 */
GByteArray *
hz_body_build_signed (const char *tag,
                      const HzId *centre_id,
                      const HzBodyAddress *address,
                      const HzId *author_id,
                      GBytes *text)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (text, &length);
  GByteArray *all = g_byte_array_sized_new ((guint) (AD_BYTES + HZ_ID_BYTES + length));
  guint8 *at;

  g_byte_array_set_size (all, (guint) (AD_BYTES - 4 + HZ_ID_BYTES + length));
  at = hz_put (all->data, tag, 8);
  at = put_address (at, centre_id, address);
  at = hz_put (at, author_id->bytes, HZ_ID_BYTES);
  if (length > 0)
    hz_put (at, data, length);

  return all;
}

/**
 * hz_body_seal_inbox:
 * @inbox_key: public key of the care epoch's inbox
 * @epoch: the care epoch
 * @centre_id: the centre
 * @address: where it will stand
 * @writer: who writes
 * @plain: what
 *
 * Returns: (transfer full) (nullable): the body, which its writer cannot open; %NULL when the inbox
 *   key is no key
 */
GBytes *
hz_body_seal_inbox (const guint8 inbox_key[HZ_KEY_BYTES],
                    guint32 epoch,
                    const HzId *centre_id,
                    const HzBodyAddress *address,
                    HzIdentity *writer,
                    GBytes *plain)
{
  const HzId *writer_id = hz_identity_get_id (writer);
  g_autoptr (GByteArray) text = hz_body_build_signed ("HZinbox1", centre_id, address, writer_id,
                                                      plain);
  gsize length = INBOX_BEFORE + g_bytes_get_size (plain);
  gsize padded = get_padded_length (length);
  Padded *inside = new_padded (padded);
  gsize sealed_length = HEADER_BYTES + padded + HZ_SEAL_BYTES;
  g_autofree guint8 *sealed = g_malloc (sealed_length);
  gboolean is_key;
  guint8 *at = hz_put (inside->data, writer_id->bytes, HZ_ID_BYTES);

  hz_identity_sign (writer, text->data, text->len, at);
  sodium_memzero (text->data, text->len);
  if (g_bytes_get_size (plain) > 0)
    hz_put (at + HZ_SIGNATURE_BYTES, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  sodium_pad (NULL, inside->data, length, padded, padded);

  at = hz_put_u8 (sealed, VERSION_INBOX);
  at = hz_put_u32 (at, epoch);
  is_key = crypto_box_seal (at, inside->data, padded, inbox_key) == 0;
  free_padded (inside);
  if (!is_key)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&sealed), sealed_length);
}

/**
 * hz_body_open_inbox:
 * @care_key: of the body's epoch
 * @centre_id: the centre
 * @address: where it stands
 * @sealed: the body
 * @writer_id: (out): who says she wrote it
 * @signature: (out): to be checked against hz_body_build_signed() with her key
 *
 * Returns: (transfer full) (nullable): the text; %NULL when the key is another or it was changed
 */
GBytes *
hz_body_open_inbox (HzSecret *care_key,
                    const HzId *centre_id,
                    const HzBodyAddress *address,
                    GBytes *sealed,
                    HzId *writer_id,
                    guint8 signature[HZ_SIGNATURE_BYTES])
{
  g_autoptr (HzSecret) seed = hz_kdf_derive (care_key, "HZinbox ", centre_id);
  g_autoptr (HzSecret) secret = hz_secret_new (crypto_box_SECRETKEYBYTES);
  Padded *padded;
  guint8 public_key[HZ_KEY_BYTES];
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);
  GBytes *plain;
  guint32 epoch;

  if (!read_header (sealed, VERSION_INBOX, &epoch)
      || length < HEADER_BYTES + HZ_SEAL_BYTES + LEAST_PADDED)
    return NULL;

  crypto_box_seed_keypair (public_key, hz_secret_get_data (secret), hz_secret_get_data (seed));
  padded = new_padded (length - HEADER_BYTES - HZ_SEAL_BYTES);
  if (crypto_box_seal_open (padded->data, data + HEADER_BYTES,
                            length - HEADER_BYTES, public_key, hz_secret_get_data (secret)) != 0)
    {
      free_padded (padded);
      return NULL;
    }

  plain = unpad (padded, INBOX_BEFORE);
  if (plain != NULL)
    {
      const guint8 *before = (const guint8 *) g_bytes_get_data (plain, NULL) - INBOX_BEFORE;

      memcpy (writer_id->bytes, before, HZ_ID_BYTES);
      memcpy (signature, before + HZ_ID_BYTES, HZ_SIGNATURE_BYTES);
    }

  return plain;
}

/**
 * hz_body_is_inbox:
 * @sealed: a body
 *
 * Returns: whether it was put in through the inbox and is still there
 */
gboolean
hz_body_is_inbox (GBytes *sealed)
{
  guint32 epoch;

  return read_header (sealed, VERSION_INBOX, &epoch);
}
