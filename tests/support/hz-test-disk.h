/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzTestDiskFault:
 * @HZ_TEST_DISK_WHOLE: none
 * @HZ_TEST_DISK_ERROR: one call fails, a write after half of it
 * @HZ_TEST_DISK_FULL: from then on no file grows
 * @HZ_TEST_DISK_GONE: from then on nothing works: the power is cut
 * @HZ_TEST_DISK_UNREADABLE: one read fails; of the calls, those that read are counted
 * @HZ_TEST_DISK_SHORT: one read ends half way; likewise
 *
 * What happens at a chosen one of the calls that write, sync or cut a file.
 */
typedef enum
{
  HZ_TEST_DISK_WHOLE,
  HZ_TEST_DISK_ERROR,
  HZ_TEST_DISK_FULL,
  HZ_TEST_DISK_GONE,
  HZ_TEST_DISK_UNREADABLE,
  HZ_TEST_DISK_SHORT,
} HzTestDiskFault;

/* A disk below the cipher VFS, in place of SQLite's own. Before any database is opened. */
void hz_test_disk_install (void);

/* From now on, the @n-th call (from 1) meets @fault. */
void hz_test_disk_fail_at (int n,
                           HzTestDiskFault fault);
gboolean hz_test_disk_has_failed (void);

/* All files being closed: what was not synced when the power went is there, or not, or is noise, sector
 * by sector. The disk is whole again. */
void hz_test_disk_cut_power (void);
/* Forget what was; the files are as they stand. */
void hz_test_disk_mend (void);

G_END_DECLS
