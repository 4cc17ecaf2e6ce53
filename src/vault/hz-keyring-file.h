/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-keyring.h"

G_BEGIN_DECLS

#define HZ_KEYRING_HASH_BYTES 32

/**
 * HzKeyringStep:
 *
 * The steps of replacing the keyring, in order. What is before the rename leaves the old keyring,
 * what is after it the new one.
 */
typedef enum
{
  HZ_KEYRING_STEP_CREATE,
  HZ_KEYRING_STEP_WRITE,
  HZ_KEYRING_STEP_SYNC,
  HZ_KEYRING_STEP_RENAME,
  HZ_KEYRING_STEP_SYNC_FOLDER,
  HZ_KEYRING_STEP_SECOND_CREATE,
  HZ_KEYRING_STEP_SECOND_WRITE,
  HZ_KEYRING_STEP_SECOND_SYNC,
  HZ_KEYRING_STEP_SECOND_RENAME,
  HZ_KEYRING_STEP_SECOND_SYNC_FOLDER,
  HZ_KEYRING_STEP_END,
} HzKeyringStep;

/* Called before each step; FALSE makes the step fail as a full disk would. */
typedef gboolean (*HzKeyringStepFunc) (HzKeyringStep step,
                                       gpointer user_data);

void hz_keyring_file_watch_steps (HzKeyringStepFunc func,
                                  gpointer user_data);

gboolean hz_keyring_file_exists (const char *folder);
gboolean hz_keyring_file_is_lost (const char *folder);
HzKeyring *hz_keyring_file_read (const char *folder,
                                 gboolean *second_used,
                                 guint8 hash[HZ_KEYRING_HASH_BYTES],
                                 GError **error);
gboolean hz_keyring_file_write (const char *folder,
                                GBytes *next,
                                const guint8 *expected_hash,
                                guint8 hash[HZ_KEYRING_HASH_BYTES],
                                GError **error);
void hz_keyring_file_discard (const char *folder);
void hz_keyring_file_repair (const char *folder);

G_END_DECLS
