/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-test-centre.h"

G_BEGIN_DECLS

/* A centre whose file takes a moment to copy, the administrator signed in, on a disk that can fail. */
void hz_test_rotate_set_up (HzTestCentre *centre,
                            gconstpointer unused);
void hz_test_rotate_tear_down (HzTestCentre *centre,
                               gconstpointer unused);
gint64 hz_test_rotate_read_int (HzTestCentre *centre,
                                const char *sql);
/* Databases in the centre's folder. */
guint hz_test_rotate_count_files (HzTestCentre *centre);
gboolean hz_test_rotate_lawyer_is_in (HzTestCentre *centre);
/* Everybody but the lawyer is in, and has all that was there; nothing is left over once the centre key
 * has been changed. */
void hz_test_rotate_check_whole (HzTestCentre *centre);
/* The same, and after what is still owed. */
void hz_test_rotate_check_done (HzTestCentre *centre);

G_END_DECLS
