/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-test-records.h"

G_BEGIN_DECLS

/* A centre filled by hz_test_fill(), for tests of what becomes of its first client. @id: of her, whose
 * surname is HZ_TEST_ERASED; @code, @cases: hers. @other_id: of HZ_TEST_STAYS, with a case too. */
#define HZ_TEST_ERASED "Мисолзода"
#define HZ_TEST_STAYS "Намуназода"

typedef struct
{
  HzTestRecords *test;
  HzId id;
  HzId other_id;
  HzId other_case;
  char *code;
  GArray *cases;
} HzTestErasure;

void hz_test_erasure_set_up (HzTestErasure *fixture,
                             gconstpointer unused);
void hz_test_erasure_tear_down (HzTestErasure *fixture,
                                gconstpointer unused);
gint64 hz_test_erasure_count (HzTestErasure *fixture,
                              const char *sql);

/* Write jobs; @data: an HzTestErasure. */
gboolean hz_test_erasure_run_ask (HzContext *context,
                                  gpointer data,
                                  GError **error);
gboolean hz_test_erasure_run_confirm (HzContext *context,
                                      gpointer data,
                                      GError **error);
gboolean hz_test_erasure_run_close_cases (HzContext *context,
                                          gpointer data,
                                          GError **error);
gboolean hz_test_erasure_run_cancel (HzContext *context,
                                     gpointer data,
                                     GError **error);

/* A job by one of the staff, which has to go well, or is refused and writes nothing. */
void hz_test_erasure_must (HzTestErasure *fixture,
                           HzTestStaff who,
                           HzRecordsFunc func);
void hz_test_erasure_assert_refused (HzTestErasure *fixture,
                                     HzTestStaff who,
                                     HzRecordsFunc func,
                                     int code);
/* Her cases are closed and nothing is to come; confirm: and a day after the manager has asked the
 * administrator has confirmed. */
void hz_test_erasure_make_ready (HzTestErasure *fixture);
void hz_test_erasure_confirm (HzTestErasure *fixture);

G_END_DECLS
