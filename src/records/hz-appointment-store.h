/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-appointment.h"
#include "hz-clash.h"
#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzAppointmentReason:
 * @act: "overbook" or "cancel"
 * @code: (nullable): code of the list "cancel_reason"
 * @text: (nullable): what was typed
 * @created: when
 * @created_by: by whom
 *
 * Why a taken time was given, or an appointment cancelled. Care ring.
 */
typedef struct
{
  char *act;
  char *code;
  char *text;
  gint64 created;
  HzId created_by;
} HzAppointmentReason;

void hz_appointment_reason_free (HzAppointmentReason *self);

/*
 * Inside a job. Lists are (element-type HzAppointment), by day and minute, with HzAppointment.client
 * filled; what the person may not know is veiled.
 */

HzAppointment *hz_appointment_store_get (HzContext *context,
                                         const HzId *id,
                                         GError **error);
/* Of all staff, or of one. Cancelled ones are left out unless asked for. */
GPtrArray *hz_appointment_store_list_days (HzContext *context,
                                           HzDateRange range,
                                           const HzId *member_id,
                                           gboolean with_cancelled,
                                           GError **error);
/* The newest first, at most @limit. */
GPtrArray *hz_appointment_store_list_of_client (HzContext *context,
                                                const HzId *client_id,
                                                guint limit,
                                                GError **error);
/* The first open one from that minute on, of a client, of a member, or of both; NULL without error
 * when there is none. */
HzAppointment *hz_appointment_store_find_next (HzContext *context,
                                               const HzId *client_id,
                                               const HzId *member_id,
                                               HzDate date,
                                               int minute,
                                               GError **error);
/* The first time from that of @wish on that clashes with nothing, within 60 days; FALSE without error
 * when there is none. */
gboolean hz_appointment_store_find_free (HzContext *context,
                                         HzAppointment *wish,
                                         HzDate *date,
                                         int *minute,
                                         GError **error);
/* (element-type int): for each day of @range how many there are that are not cancelled. */
GArray *hz_appointment_store_count_days (HzContext *context,
                                         HzDateRange range,
                                         const HzId *member_id,
                                         GError **error);
/* (element-type HzAppointmentReason), the newest first; HZ_RECORDS_ERROR_NO_KEY without the care
 * key. */
GPtrArray *hz_appointment_store_list_reasons (HzContext *context,
                                              const HzId *id,
                                              GError **error);

/* Saving renews the stamp of what is given. HZ_RECORDS_ERROR_OVERLAP when the time clashes and
 * @reason is NULL or empty; with a reason it is saved, the reason sealed for care, the act audited.
 * Clashes are looked for when the time, the room or a person is another than before. */
gboolean hz_appointment_store_save (HzContext *context,
                                    HzAppointment *appointment,
                                    const char *reason,
                                    GError **error);
/* With the moments that belong to it: arrived, begun, ended. */
gboolean hz_appointment_store_set_state (HzContext *context,
                                         HzAppointment *appointment,
                                         const char *state,
                                         GError **error);
/* What the same person has in session on that day is completed. (element-type HzAppointment): as they
 * were, with the stamp they have now: what hz_appointment_store_restore() wants. */
GPtrArray *hz_appointment_store_end_others (HzContext *context,
                                            HzAppointment *appointment,
                                            GError **error);
/* @reason: code of the list "cancel_reason"; @text may be NULL. */
gboolean hz_appointment_store_cancel (HzContext *context,
                                      HzAppointment *appointment,
                                      const char *reason,
                                      const char *text,
                                      GError **error);
/* All open ones of a client from that minute on. (element-type HzAppointment): as they were, with the
 * stamp they have now: what hz_appointment_store_restore() wants. */
GPtrArray *hz_appointment_store_cancel_future (HzContext *context,
                                               const HzId *client_id,
                                               HzDate date,
                                               int minute,
                                               const char *reason,
                                               GError **error);
/* Takes an act back: writes @appointment as it was before, over the revision that it carries. Asks
 * nothing. */
gboolean hz_appointment_store_restore (HzContext *context,
                                       HzAppointment *appointment,
                                       GError **error);

/*
 * For the window; a snapshot of @appointment is taken. Finishing gives the appointment as it is saved.
 */

void hz_appointment_store_get_async (HzRecords *records,
                                     const HzId *id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
HzAppointment *hz_appointment_store_get_finish (HzRecords *records,
                                                GAsyncResult *result,
                                                GError **error);
void hz_appointment_store_list_of_client_async (HzRecords *records,
                                                const HzId *client_id,
                                                guint limit,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
void hz_appointment_store_list_reasons_async (HzRecords *records,
                                              const HzId *id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
void hz_appointment_store_find_clashes_async (HzRecords *records,
                                              HzAppointment *appointment,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
/* (element-type HzAppointment, HzAppointmentReason or HzClash): for the three above. */
GPtrArray *hz_appointment_store_list_finish (HzRecords *records,
                                             GAsyncResult *result,
                                             GError **error);
void hz_appointment_store_find_free_async (HzRecords *records,
                                           HzAppointment *wish,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean hz_appointment_store_find_free_finish (HzRecords *records,
                                                GAsyncResult *result,
                                                HzDate *date,
                                                int *minute,
                                                GError **error);

void hz_appointment_store_save_async (HzRecords *records,
                                      HzAppointment *appointment,
                                      const char *reason,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void hz_appointment_store_set_state_async (HzRecords *records,
                                           HzAppointment *appointment,
                                           const char *state,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
void hz_appointment_store_cancel_async (HzRecords *records,
                                        HzAppointment *appointment,
                                        const char *reason,
                                        const char *text,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void hz_appointment_store_restore_async (HzRecords *records,
                                         HzAppointment *appointment,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Several of one act, or none of them. @appointments: (element-type HzAppointment) */
void hz_appointment_store_restore_all_async (HzRecords *records,
                                             GPtrArray *appointments,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean hz_appointment_store_restore_all_finish (HzRecords *records,
                                                  GAsyncResult *result,
                                                  GError **error);
HzAppointment *hz_appointment_store_save_finish (HzRecords *records,
                                                 GAsyncResult *result,
                                                 GError **error);
/* "in_session" ends the other sessions of that person, in the same transaction. @ended: (out)
 * (element-type HzAppointment): those, to be restored. */
HzAppointment *hz_appointment_store_set_state_finish (HzRecords *records,
                                                      GAsyncResult *result,
                                                      GPtrArray **ended,
                                                      GError **error);
void hz_appointment_store_cancel_future_async (HzRecords *records,
                                               const HzId *client_id,
                                               const char *reason,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *hz_appointment_store_cancel_future_finish (HzRecords *records,
                                                      GAsyncResult *result,
                                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzAppointmentReason, hz_appointment_reason_free)

G_END_DECLS
