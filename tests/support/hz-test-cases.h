/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-case-file.h"
#include "hz-note.h"
#include "hz-test-records.h"

G_BEGIN_DECLS

/* Cases and notes for tests: each is made by who is signed in, by a job of its own. */
HzId hz_test_cases_add_client (HzTestRecords *test,
                               const char *surname);
HzCaseFile *hz_test_cases_open (HzTestRecords *test,
                                const HzId *client_id,
                                const char *service);
HzNote *hz_test_cases_make_note (const HzId *case_id,
                                 const char *text);
HzNote *hz_test_cases_seal (HzTestRecords *test,
                            HzNote *note);
void hz_test_cases_grant (HzTestRecords *test,
                          const HzId *case_id,
                          HzTestStaff who);

G_END_DECLS
