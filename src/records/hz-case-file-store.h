/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-case-file.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Inside a job. Lists are (element-type HzCaseFile). Who holds no care key gets an empty list, and
 * HZ_RECORDS_ERROR_NO_KEY from get: to reception there are no cases, not even a count. */

/* A new case: makes its key, and grants it to its lead when that is somebody else; is_compared: whether
 * her key number was compared. */
gboolean hz_case_file_store_add (HzContext *context,
                                 HzCaseFile *case_file,
                                 gboolean is_compared,
                                 GError **error);
/* For who holds the key of the case: status, risk, area, person in charge. */
gboolean hz_case_file_store_save (HzContext *context,
                                  HzCaseFile *case_file,
                                  GError **error);
/* Closes a case, or opens a closed one again; with its reason, which is sealed in the header. */
gboolean hz_case_file_store_set_closed (HzContext *context,
                                        HzCaseFile *case_file,
                                        gboolean is_closed,
                                        const char *reason,
                                        GError **error);
HzCaseFile *hz_case_file_store_get (HzContext *context,
                                    const HzId *case_id,
                                    GError **error);
/* Newest first; with those she holds no key of. */
GPtrArray *hz_case_file_store_list_of_client (HzContext *context,
                                              const HzId *client_id,
                                              GError **error);
/* Whose key she holds; open ones first, newest first. Whether one is read-only only get tells. */
GPtrArray *hz_case_file_store_list_mine (HzContext *context,
                                         GError **error);

/* Who works on a case, for somebody of the team: (element-type HzId). */
GArray *hz_case_file_store_list_team (HzContext *context,
                                      const HzId *case_id,
                                      GError **error);
/* is_compared: whether her key number was compared; the answer is audited. */
gboolean hz_case_file_store_grant (HzContext *context,
                                   const HzId *case_id,
                                   const HzId *member_id,
                                   gboolean is_compared,
                                   GError **error);
gboolean hz_case_file_store_ungrant (HzContext *context,
                                     const HzId *case_id,
                                     const HzId *member_id,
                                     GError **error);

/* For the window. */
void hz_case_file_store_add_async (HzRecords *records,
                                   const HzCaseFile *case_file,
                                   gboolean is_compared,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
HzCaseFile *hz_case_file_store_add_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error);
void hz_case_file_store_save_async (HzRecords *records,
                                    const HzCaseFile *case_file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Of this and of set_closed. */
HzCaseFile *hz_case_file_store_save_finish (HzRecords *records,
                                            GAsyncResult *result,
                                            GError **error);
void hz_case_file_store_set_closed_async (HzRecords *records,
                                          const HzCaseFile *case_file,
                                          gboolean is_closed,
                                          const char *reason,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void hz_case_file_store_get_async (HzRecords *records,
                                   const HzId *case_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
HzCaseFile *hz_case_file_store_get_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error);
/* client_id: or NULL for her own cases of all clients. */
void hz_case_file_store_list_async (HzRecords *records,
                                    const HzId *client_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *hz_case_file_store_list_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error);
void hz_case_file_store_list_team_async (HzRecords *records,
                                         const HzId *case_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GArray *hz_case_file_store_list_team_finish (HzRecords *records,
                                             GAsyncResult *result,
                                             GError **error);
/* Grants, or with is_granted FALSE takes off the team. */
void hz_case_file_store_grant_async (HzRecords *records,
                                     const HzId *case_id,
                                     const HzId *member_id,
                                     gboolean is_granted,
                                     gboolean is_compared,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean hz_case_file_store_grant_finish (HzRecords *records,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
