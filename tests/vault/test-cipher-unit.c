/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <sodium.h>
#include <string.h>

#include "hz-cipher-unit.h"

static HzSecret *
make_dbk (guint8 byte)
{
  HzSecret *dbk = hz_secret_new (32);

  memset (hz_secret_get_data (dbk), byte, 32);
  return dbk;
}

static HzCipherKey *
make_key (guint8 dbk_byte,
          guint8 id_byte)
{
  g_autoptr (HzSecret) dbk = make_dbk (dbk_byte);
  HzId id;

  memset (id.bytes, id_byte, sizeof id.bytes);
  return hz_cipher_key_new (dbk, &id);
}

static void
fill (guint8 *plain)
{
  for (int i = 0; i < HZ_CIPHER_PLAIN_BYTES; i++)
    plain[i] = (guint8) (i * 7);
}

static void
test_round_trip (void)
{
  g_autoptr (HzCipherKey) key = make_key (1, 2);
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 opened[HZ_CIPHER_PLAIN_BYTES];
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  guint8 again[HZ_CIPHER_UNIT_BYTES];

  fill (plain);
  hz_cipher_unit_seal (key, HZ_CIPHER_PAGE, 7, plain, unit);
  g_assert_true (hz_cipher_unit_open (key, HZ_CIPHER_PAGE, 7, unit, opened));
  g_assert_cmpmem (plain, sizeof plain, opened, sizeof opened);

  /* Never the same twice. */
  hz_cipher_unit_seal (key, HZ_CIPHER_PAGE, 7, plain, again);
  g_assert_cmpint (memcmp (unit, again, sizeof unit), !=, 0);
}

static void
assert_refused (HzCipherKey *key,
                HzCipherKind kind,
                guint64 number,
                const guint8 *unit)
{
  static const guint8 zeros[HZ_CIPHER_PLAIN_BYTES];
  guint8 opened[HZ_CIPHER_PLAIN_BYTES];

  memset (opened, 0xff, sizeof opened);
  g_assert_false (hz_cipher_unit_open (key, kind, number, unit, opened));
  g_assert_cmpmem (opened, sizeof opened, zeros, sizeof zeros);
}

static void
test_elsewhere (void)
{
  g_autoptr (HzCipherKey) key = make_key (1, 2);
  g_autoptr (HzCipherKey) other_dbk = make_key (3, 2);
  g_autoptr (HzCipherKey) other_file = make_key (1, 3);
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 unit[HZ_CIPHER_UNIT_BYTES];

  fill (plain);
  hz_cipher_unit_seal (key, HZ_CIPHER_PAGE, 7, plain, unit);
  assert_refused (key, HZ_CIPHER_PAGE, 8, unit);
  assert_refused (key, HZ_CIPHER_PAGE, 7 + ((guint64) 1 << 32), unit);
  assert_refused (key, HZ_CIPHER_LOG, 7, unit);
  assert_refused (other_dbk, HZ_CIPHER_PAGE, 7, unit);
  assert_refused (other_file, HZ_CIPHER_PAGE, 7, unit);
}

static void
test_every_byte (void)
{
  g_autoptr (HzCipherKey) key = make_key (1, 2);
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 unit[HZ_CIPHER_UNIT_BYTES];

  fill (plain);
  hz_cipher_unit_seal (key, HZ_CIPHER_LOG, 0, plain, unit);

  for (int i = 0; i < HZ_CIPHER_UNIT_BYTES; i++)
    {
      unit[i] ^= (guint8) (1 << (i % 8));
      assert_refused (key, HZ_CIPHER_LOG, 0, unit);
      unit[i] ^= (guint8) (1 << (i % 8));
    }

  memset (unit, 0, sizeof unit);
  assert_refused (key, HZ_CIPHER_LOG, 0, unit);
}

/* The format as it is written down, made with the library alone: it must not change. */
static void
test_format (void)
{
  g_autoptr (HzCipherKey) key = make_key (1, 2);
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 opened[HZ_CIPHER_PLAIN_BYTES];
  guint8 unit[HZ_CIPHER_UNIT_BYTES];
  guint8 dbk[32];
  guint8 page_key[32];
  guint8 label[24] = "WVFSpag1";
  guint8 associated[32] = "WVFSpag1";

  memset (dbk, 1, sizeof dbk);
  memset (label + 8, 2, 16);
  memset (associated + 8, 2, 16);
  associated[24] = 0x02;
  associated[25] = 0x01;

  fill (plain);
  memset (unit + 4056, 9, 24);
  crypto_generichash (page_key, sizeof page_key, label, sizeof label, dbk, sizeof dbk);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (unit, unit + 4080, NULL, plain, 4056, associated,
                                                       sizeof associated, NULL, unit + 4056, page_key);

  g_assert_true (hz_cipher_unit_open (key, HZ_CIPHER_PAGE, 0x0102, unit, opened));
  g_assert_cmpmem (plain, sizeof plain, opened, sizeof opened);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cipher-unit/round-trip", test_round_trip);
  g_test_add_func ("/cipher-unit/elsewhere", test_elsewhere);
  g_test_add_func ("/cipher-unit/every-byte", test_every_byte);
  g_test_add_func ("/cipher-unit/format", test_format);

  return g_test_run ();
}
