/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A keyring file, its roster and its slots, from whatever bytes there are. The checksum is mended, so
 * that what lies behind it is reached. */

#include <sodium.h>
#include <string.h>

#include "fuzz.h"
#include "hz-keyring.h"
#include "hz-roster.h"

#define CHECKSUM 32

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autofree guint8 *mended = g_memdup2 (data, length);
  g_autoptr (HzSecret) key = hz_secret_new (HZ_KEY_BYTES);
  HzId id = { { 1 } };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HzKeyring) keyring = hz_keyring_parse (bytes, NULL);
      g_autoptr (HzRoster) roster = hz_roster_parse (bytes, &id, NULL);
      g_autoptr (HzIdentity) identity = NULL;
      g_autoptr (GBytes) entries = NULL;

      if (keyring != NULL)
        {
          identity = hz_keyring_open_slot (keyring, key);
          entries = hz_keyring_open_roster (keyring, key, NULL);
          hz_keyring_is_authentic (keyring, key);
        }

      if (length <= CHECKSUM)
        break;

      crypto_generichash (mended + length - CHECKSUM, CHECKSUM, mended, length - CHECKSUM, NULL, 0);
      g_bytes_unref (bytes);
      bytes = g_bytes_new (mended, length);
    }

  return 0;
}
