/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The power cut of hz-test-calls.c: what each file held when it was synced, and what has happened in
 * a folder since that was. Under its lock. */

int hz_test_power_open_really (const char *path,
                               int flags,
                               guint mode);
GByteArray *hz_test_power_load (const char *path);

/* What the files hold now is taken for certain. */
void hz_test_power_begin (void);
gboolean hz_test_power_is_begun (void);

void hz_test_power_note_open (int fd,
                              const char *path,
                              GByteArray *before,
                              gboolean is_new);
void hz_test_power_note_close (int fd);
void hz_test_power_note_sync (int fd);
void hz_test_power_note_made (const char *folder);
/* @lost: what stood there; NULL of a folder */
void hz_test_power_note_removed (const char *path,
                                 GByteArray *lost);
/* @lost: (nullable): what stood at @to */
void hz_test_power_note_renamed (const char *from,
                                 const char *to,
                                 GByteArray *lost);

/* Of what was not synced some is there, some not, some is noise; of a folder's entries the later
 * changes are undone. */
void hz_test_power_cut (guint32 seed);

G_END_DECLS
