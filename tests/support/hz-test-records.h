/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzTestStaff:
 *
 * Who works at the test centre. Each has the one role of her name; the manager, the psychologist and
 * the lawyer hold the care key.
 */
typedef enum
{
  HZ_TEST_ADMIN,
  HZ_TEST_MANAGER,
  HZ_TEST_RECEPTION,
  HZ_TEST_PSYCHOLOGIST,
  HZ_TEST_LAWYER,
  HZ_TEST_N_STAFF,
} HzTestStaff;

#define HZ_TEST_PASSWORD "the same good words"

/**
 * HzTestRecords:
 * @folder: the centre's
 * @pins: in place of the state folder
 * @vault: locked or open
 * @records: of who is signed in, or %NULL
 * @who: who that is
 * @ids: of the staff
 *
 * A real centre in an encrypted file, empty but for its five members of staff. Made once for a test
 * program, with the cheapest key derivation; each hz_test_records_new() is a copy of it.
 */
typedef struct
{
  char *folder;
  char *pins;
  HzVault *vault;
  HzRecords *records;
  HzTestStaff who;
  HzId ids[HZ_TEST_N_STAFF];
} HzTestRecords;

HzTestRecords *hz_test_records_new (void);
/* A copy of a centre that was made so before, by whatever build. */
HzTestRecords *hz_test_records_new_from (const char *folder);
void hz_test_records_free (HzTestRecords *self);

/* Its recovery sheet, of a set of one. */
HzSecret *hz_test_records_get_sheet (void);

/* Locks when somebody else is signed in. @records must not be kept by anything at that time. */
HzRecords *hz_test_records_enter (HzTestRecords *self,
                                  HzTestStaff who);
/* Whoever has typed the recovery sheet. */
HzRecords *hz_test_records_enter_by_sheet (HzTestRecords *self);
void hz_test_records_leave (HzTestRecords *self);
const char *hz_test_records_get_login (HzTestStaff who);

/* A job by who is signed in. try: error may be %NULL. must: it has to go well. */
gboolean hz_test_records_try (HzTestRecords *self,
                              HzDbJobKind kind,
                              HzRecordsFunc func,
                              gpointer data,
                              GError **error);
void hz_test_records_must (HzTestRecords *self,
                           HzDbJobKind kind,
                           HzRecordsFunc func,
                           gpointer data);
/* Whatever was asked of the records before is answered, and what came of it is done. */
void hz_test_records_flush (HzTestRecords *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzTestRecords, hz_test_records_free)

G_END_DECLS
