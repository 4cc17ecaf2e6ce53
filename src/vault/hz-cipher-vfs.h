/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-cipher-file.h"

G_BEGIN_DECLS

#define HZ_CIPHER_VFS_NAME "wvfs"
#define HZ_CIPHER_VFS_FULL_NAME "wvfs/unix"

void hz_cipher_vfs_register (void);

/* The key by which the database at @path, as SQLite spells it, may be opened from now on. */
void hz_cipher_vfs_add_key (const char *path,
                            HzCipherKey *key);
void hz_cipher_vfs_remove_key (const char *path,
                               HzCipherKey *key);

gboolean hz_cipher_vfs_make_empty (const char *path,
                                   HzCipherKey *key,
                                   GError **error);
gboolean hz_cipher_vfs_make_target (const char *path,
                                    HzCipherKey *key,
                                    GError **error);

/* The open database's own file, and one page of it as it stands on disk. */
HzCipherFile *hz_cipher_vfs_get_file (sqlite3 *handle);

G_END_DECLS
