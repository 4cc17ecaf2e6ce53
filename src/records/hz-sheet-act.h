/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* What whoever has typed the recovery sheets does for a member. Each needs a reason
 * (HZ_RECORDS_ERROR_INVALID without one), which is written down with the act in the audit before it is
 * done. @is_compared: whether her key number was compared; the answer is audited. */
void hz_sheet_act_set_password_async (HzRecords *records,
                                      const HzId *member_id,
                                      const char *login,
                                      HzSecret *password,
                                      const char *reason,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* @cases: (element-type HzId). Who has no care key gets it too: without it a case is not seen. */
void hz_sheet_act_give_cases_async (HzRecords *records,
                                    const HzId *member_id,
                                    GArray *cases,
                                    gboolean is_compared,
                                    const char *reason,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void hz_sheet_act_give_care_async (HzRecords *records,
                                   const HzId *member_id,
                                   gboolean is_compared,
                                   const char *reason,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void hz_sheet_act_name_administrator_async (HzRecords *records,
                                            const HzId *member_id,
                                            const char *reason,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* For each of them. */
gboolean hz_sheet_act_finish (HzRecords *records,
                              GAsyncResult *result,
                              GError **error);

G_END_DECLS
