/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-id.h"
#include "hz-secret.h"

G_BEGIN_DECLS

#define HZ_CIPHER_UNIT_BYTES 4096
#define HZ_CIPHER_PLAIN_BYTES 4056

/* SQLite's page, and how many of its last bytes SQLite leaves alone. */
#define HZ_CIPHER_PAGE_BYTES 4096
#define HZ_CIPHER_RESERVED_BYTES 64
#define HZ_CIPHER_USABLE_BYTES 4032

/**
 * HzCipherKind:
 * @HZ_CIPHER_PAGE: a page of the database, counted from 1
 * @HZ_CIPHER_LOG: of its -wal: 0 is the header, then frames from 1
 *
 * Which of the two files a unit belongs to.
 */
typedef enum
{
  HZ_CIPHER_PAGE,
  HZ_CIPHER_LOG,
} HzCipherKind;

/**
 * HzCipherKey:
 *
 * What opens the units of one database file and of its -wal. Counted, for all threads.
 */
typedef struct _HzCipherKey HzCipherKey;

HzCipherKey *hz_cipher_key_new (HzSecret *dbk,
                                const HzId *file_id);
HzCipherKey *hz_cipher_key_ref (HzCipherKey *self);
void hz_cipher_key_unref (HzCipherKey *self);

void hz_cipher_unit_seal (HzCipherKey *key,
                          HzCipherKind kind,
                          guint64 number,
                          const guint8 *plain,
                          guint8 *unit);
gboolean hz_cipher_unit_open (HzCipherKey *key,
                              HzCipherKind kind,
                              guint64 number,
                              const guint8 *unit,
                              guint8 *plain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzCipherKey, hz_cipher_key_unref)

G_END_DECLS
