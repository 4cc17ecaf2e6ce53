/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-hash.h"

#include <sodium.h>

/**
 * hz_hash:
 * @data: (nullable): bytes
 * @length: how many
 * @hash: (out): BLAKE2b-256 of them
 */
void
hz_hash (const void *data,
         gsize length,
         guint8 hash[HZ_HASH_BYTES])
{
  crypto_generichash (hash, HZ_HASH_BYTES, data, length, NULL, 0);
}
