/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with appointments: given, moved, kept or not, cancelled, taken back. */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-appointment-store.h"

#include "hz-appointment-private.h"
#include "hz-audit.h"
#include "hz-code-list.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-text.h"
#include "hz-zone.h"

static gboolean
refuse (HzRecordsError code,
        const char *message,
        GError **error)
{
  g_set_error_literal (error, HZ_RECORDS_ERROR, code, message);

  return FALSE;
}

static gboolean
tidy_text (char **text,
           GError **error)
{
  gboolean cut = FALSE;
  char *tidy = hz_text_tidy_line (*text != NULL ? *text : "", HZ_TEXT_LINE_LIMIT, &cut);

  g_free (*text);
  *text = tidy;
  if (cut)
    return refuse (HZ_RECORDS_ERROR_TOO_LONG, "a text of an appointment is too long", error);

  return TRUE;
}

/* What no form lets through. */
static gboolean
check_values (HzAppointment *self,
              GError **error)
{
  if (self->is_veiled)
    return refuse (HZ_RECORDS_ERROR_FORBIDDEN, "a colleague's appointment", error);
  if (!hz_date_is_valid (self->date) || !hz_date_is_exact (self->date))
    return refuse (HZ_RECORDS_ERROR_INVALID, "an appointment without a day", error);
  if (self->start_minute < 0 || self->start_minute >= self->end_minute ||
      self->end_minute > HZ_ZONE_DAY_MINUTES)
    return refuse (HZ_RECORDS_ERROR_INVALID, "an appointment without a length", error);
  if (!hz_id_is_set (&self->member_id))
    return refuse (HZ_RECORDS_ERROR_INVALID, "an appointment with nobody", error);
  if (hz_code_list_find ("meeting_kind", self->kind) == NULL)
    return refuse (HZ_RECORDS_ERROR_INVALID, "an unknown kind of meeting", error);
  if (hz_code_list_find ("appointment_state", self->state) == NULL)
    return refuse (HZ_RECORDS_ERROR_INVALID, "an unknown state", error);
  if (!hz_id_is_set (&self->client_id) && !g_str_equal (self->kind, "group"))
    return refuse (HZ_RECORDS_ERROR_INVALID, "an appointment of nobody", error);

  return tidy_text (&self->room, error) && tidy_text (&self->note, error) &&
         tidy_text (&self->rule, error);
}

/* The row as it stands; NULL without error for one that is not saved yet. A colleague's may not be
 * touched by who may not even see it. */
static gboolean
read_before (HzContext *context,
             const HzId *id,
             HzAppointment **before,
             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (!hz_id_is_set (id))
    return TRUE;
  statement = hz_statement_new (context->db, HZ_APPOINTMENT_SELECT "WHERE a.id = ?1", error);
  if (statement == NULL)
    return FALSE;
  hz_statement_bind_id (statement, 1, id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  *before = hz_appointment_read (context, statement);
  if (!hz_appointment_may_see (context, &(*before)->member_id))
    return refuse (HZ_RECORDS_ERROR_FORBIDDEN, "a colleague's appointment", error);

  return TRUE;
}

static gboolean
write_row (HzContext *context,
           HzAppointment *self,
           GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement =
    hz_statement_new (context->db,
                      "INSERT INTO appointment (" HZ_STAMP_COLUMNS ", client_id, member_id, day, "
                      "starts, ends, room, kind, state, note, arrived, begun, ended, series_id, "
                      "rule) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                      "?15, ?16, ?17, ?18, ?19, ?20) ON CONFLICT (id) DO UPDATE SET "
                      "revision = excluded.revision, modified = excluded.modified, "
                      "modified_by = excluded.modified_by, client_id = excluded.client_id, "
                      "member_id = excluded.member_id, day = excluded.day, "
                      "starts = excluded.starts, ends = excluded.ends, room = excluded.room, "
                      "kind = excluded.kind, state = excluded.state, note = excluded.note, "
                      "arrived = excluded.arrived, begun = excluded.begun, "
                      "ended = excluded.ended, series_id = excluded.series_id, "
                      "rule = excluded.rule", error);
  if (statement == NULL)
    return FALSE;
  hz_stamp_bind (&self->stamp, statement, 1);
  hz_statement_bind_id (statement, 7, &self->client_id);
  hz_statement_bind_id (statement, 8, &self->member_id);
  hz_statement_bind_date (statement, 9, self->date);
  hz_statement_bind_int (statement, 10, self->start_minute);
  hz_statement_bind_int (statement, 11, self->end_minute);
  hz_statement_bind_text (statement, 12, self->room);
  hz_statement_bind_text (statement, 13, self->kind);
  hz_statement_bind_text (statement, 14, self->state);
  hz_statement_bind_text (statement, 15, self->note);
  hz_statement_bind_int (statement, 16, self->arrived);
  hz_statement_bind_int (statement, 17, self->begun);
  hz_statement_bind_int (statement, 18, self->ended);
  hz_statement_bind_id (statement, 19, &self->series_id);
  hz_statement_bind_text (statement, 20, self->rule);

  return hz_statement_run (statement, error);
}

/* The next revision of the row, its audit and its news. The stamp is renewed only on success. */
static gboolean
put (HzContext *context,
     HzAppointment *self,
     const char *act,
     GError **error)
{
  HzStamp before = self->stamp;

  if (!hz_stamp_check (&self->stamp, context, "appointment", error))
    return FALSE;
  self->stamp = hz_stamp_next (&self->stamp, context);
  if (!write_row (context, self, error) ||
      !hz_audit_add (context, act, HZ_RECORD_APPOINTMENT, &self->stamp.id,
                     hz_id_is_set (&self->client_id) ? &self->client_id : NULL, error))
    {
      self->stamp = before;
      return FALSE;
    }
  hz_context_note_change (context, HZ_RECORD_APPOINTMENT, &self->stamp.id,
                          before.revision == 0 ? HZ_CHANGE_ADDED : HZ_CHANGE_CHANGED);

  return TRUE;
}

static GBytes *
seal_reason (HzContext *context,
             const HzStamp *stamp,
             const char *code,
             const char *text,
             GError **error)
{
  HzBodyAddress address = { HZ_TABLE_APPOINTMENT_REASON, stamp->id, HZ_ID_NONE, stamp->revision };
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) body = NULL;

  if (code != NULL)
    g_variant_dict_insert (&dict, "code", "s", code);
  if (text != NULL)
    g_variant_dict_insert (&dict, "text", "s", text);
  body = g_variant_ref_sink (g_variant_dict_end (&dict));

  return hz_sealed_write_care (context, &address, body, error);
}

/* Reasons are only added, each a row of its own: who writes one often cannot read the last. */
static gboolean
add_reason (HzContext *context,
            HzAppointment *self,
            const char *act,
            const char *code,
            const char *text,
            GError **error)
{
  HzStamp stamp = { 0 };
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GBytes) sealed = NULL;

  stamp = hz_stamp_next (&stamp, context);
  sealed = seal_reason (context, &stamp, code, text, error);
  if (sealed == NULL)
    return FALSE;
  statement = hz_statement_new (context->db,
                                "INSERT INTO appointment_reason (" HZ_STAMP_COLUMNS
                                ", appointment_id, act, body) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", error);
  if (statement == NULL)
    return FALSE;
  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_id (statement, 7, &self->stamp.id);
  hz_statement_bind_text (statement, 8, act);
  hz_statement_bind_bytes (statement, 9, sealed);

  return hz_statement_run (statement, error);
}

static gboolean
is_elsewhere (HzAppointment *self,
              HzAppointment *before)
{
  return before == NULL || !hz_date_equal (self->date, before->date) ||
         self->start_minute != before->start_minute || self->end_minute != before->end_minute ||
         !hz_id_equal (&self->member_id, &before->member_id) ||
         !hz_id_equal (&self->client_id, &before->client_id) ||
         !g_str_equal (self->room, before->room) ||
         !hz_appointment_state_is_busy (before->state);
}

/* A moved one that was waited for on another day is to come again. */
static void
settle_moments (HzContext *context,
                HzAppointment *self,
                HzAppointment *before)
{
  gboolean is_open = g_str_equal (self->state, "arrived") ||
                     g_str_equal (self->state, "in_session");

  if (before != NULL && is_open && !hz_date_equal (self->date, before->date))
    {
      g_free (self->state);
      self->state = g_strdup ("scheduled");
      self->arrived = self->begun = self->ended = 0;
    }
  else if (g_str_equal (self->state, "arrived") && self->arrived == 0)
    {
      self->arrived = context->now;
    }
}

static gboolean
find_overlap (HzContext *context,
              HzAppointment *self,
              HzAppointment *before,
              const char *reason,
              gboolean *overlaps,
              GError **error)
{
  g_autoptr (GPtrArray) clashes = NULL;

  *overlaps = FALSE;
  if (!is_elsewhere (self, before))
    return TRUE;
  clashes = hz_clash_find (context, self, error);
  if (clashes == NULL)
    return FALSE;
  *overlaps = clashes->len > 0;
  if (*overlaps && reason[0] == '\0')
    return refuse (HZ_RECORDS_ERROR_OVERLAP, "the time is taken", error);

  return TRUE;
}

static const char *
name_act (HzAppointment *self,
          HzAppointment *before)
{
  if (before == NULL)
    return "appointment.add";

  return is_elsewhere (self, before) ? "appointment.move" : "appointment.change";
}

/**
 * hz_appointment_store_save:
 * @context: of the job
 * @appointment: new or changed; its texts are made tidy, its stamp is renewed
 * @reason: (nullable): why it is given although the time clashes with something
 * @error: return location
 *
 * Returns: whether it is saved; or %HZ_RECORDS_ERROR_OVERLAP, %HZ_RECORDS_ERROR_CONFLICT,
 *   %HZ_RECORDS_ERROR_FORBIDDEN, %HZ_RECORDS_ERROR_INVALID, %HZ_RECORDS_ERROR_TOO_LONG
 */
gboolean
hz_appointment_store_save (HzContext *context,
                           HzAppointment *appointment,
                           const char *reason,
                           GError **error)
{
  g_autoptr (HzAppointment) before = NULL;
  g_autofree char *why = g_strdup (reason);
  HzStamp stamp = appointment->stamp;
  gboolean overlaps;

  if (!hz_context_require (context, HZ_RIGHT_BOOK, error) ||
      !check_values (appointment, error) || !tidy_text (&why, error) ||
      !read_before (context, &appointment->stamp.id, &before, error) ||
      !hz_stamp_check (&appointment->stamp, context, "appointment", error))
    return FALSE;
  settle_moments (context, appointment, before);
  if (!find_overlap (context, appointment, before, why, &overlaps, error) ||
      !put (context, appointment, name_act (appointment, before), error))
    return FALSE;
  if (!overlaps)
    return TRUE;

  if (!add_reason (context, appointment, "overbook", NULL, why, error) ||
      !hz_audit_add (context, "appointment.overbook", HZ_RECORD_APPOINTMENT,
                     &appointment->stamp.id,
                     hz_id_is_set (&appointment->client_id) ? &appointment->client_id : NULL,
                     error))
    {
      appointment->stamp = stamp;
      return FALSE;
    }

  return TRUE;
}

static void
set_moments (HzContext *context,
             HzAppointment *self)
{
  if (g_str_equal (self->state, "arrived"))
    {
      self->arrived = self->arrived != 0 ? self->arrived : context->now;
      self->begun = self->ended = 0;
    }
  else if (g_str_equal (self->state, "in_session"))
    {
      self->arrived = self->arrived != 0 ? self->arrived : context->now;
      self->begun = self->begun != 0 ? self->begun : context->now;
      self->ended = 0;
    }
  else if (g_str_equal (self->state, "completed"))
    {
      self->ended = context->now;
    }
  else
    {
      self->arrived = self->begun = self->ended = 0;
    }
}

/**
 * hz_appointment_store_set_state:
 * @context: of the job
 * @appointment: an appointment as it was read; its state, moments and stamp are renewed
 * @state: code of the list "appointment_state"
 * @error: return location
 *
 * She has come, the session begins, it is over, she did not come. Nothing is asked about the time.
 *
 * Returns: whether it is saved
 */
gboolean
hz_appointment_store_set_state (HzContext *context,
                                HzAppointment *appointment,
                                const char *state,
                                GError **error)
{
  g_autoptr (HzAppointment) before = NULL;

  if (!hz_context_require (context, HZ_RIGHT_BOOK, error) ||
      !read_before (context, &appointment->stamp.id, &before, error))
    return FALSE;
  g_free (appointment->state);
  appointment->state = g_strdup (state);
  set_moments (context, appointment);

  return check_values (appointment, error) &&
         put (context, appointment, "appointment.state", error);
}

/**
 * hz_appointment_store_end_others:
 * @context: of the job
 * @appointment: whose session begins
 * @error: return location
 *
 * A person is in one session at a time: what she has begun on that day and not ended is completed.
 *
 * Returns: (transfer full) (nullable) (element-type HzAppointment): as they were, with the stamp that
 *   they have now, to be restored
 */
GPtrArray *
hz_appointment_store_end_others (HzContext *context,
                                 HzAppointment *appointment,
                                 GError **error)
{
  HzDateRange day = { appointment->date, hz_date_add_days (appointment->date, 1) };
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found =
    hz_appointment_store_list_days (context, day, &appointment->member_id, FALSE, error);

  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    {
      HzAppointment *other = g_ptr_array_index (found, i);
      g_autoptr (HzAppointment) before = NULL;

      if (!g_str_equal (other->state, "in_session") || other->is_veiled
          || hz_id_equal (&other->stamp.id, &appointment->stamp.id))
        continue;
      before = hz_appointment_copy (other);
      if (!hz_appointment_store_set_state (context, other, "completed", error))
        return NULL;
      before->stamp = other->stamp;
      g_ptr_array_add (done, g_steal_pointer (&before));
    }

  return g_steal_pointer (&done);
}

/**
 * hz_appointment_store_cancel:
 * @context: of the job
 * @appointment: an appointment as it was read; its state and stamp are renewed
 * @reason: code of the list "cancel_reason"
 * @text: (nullable): in words
 * @error: return location
 *
 * Calls it off. That it was is seen by all; why is of the care ring.
 *
 * Returns: whether it is saved
 */
gboolean
hz_appointment_store_cancel (HzContext *context,
                             HzAppointment *appointment,
                             const char *reason,
                             const char *text,
                             GError **error)
{
  gboolean by_client = g_strcmp0 (reason, "client_asked") == 0 ||
                       g_strcmp0 (reason, "not_safe") == 0;
  g_autoptr (HzAppointment) before = NULL;
  g_autofree char *words = g_strdup (text);

  if (hz_code_list_find ("cancel_reason", reason) == NULL)
    return refuse (HZ_RECORDS_ERROR_INVALID, "an unknown reason", error);
  if (!hz_context_require (context, HZ_RIGHT_BOOK, error) || !tidy_text (&words, error) ||
      !read_before (context, &appointment->stamp.id, &before, error))
    return FALSE;
  g_free (appointment->state);
  appointment->state = g_strdup (by_client ? "cancelled_client" : "cancelled_centre");
  set_moments (context, appointment);

  return check_values (appointment, error) &&
         put (context, appointment, "appointment.cancel", error) &&
         add_reason (context, appointment, "cancel", reason, words[0] != '\0' ? words : NULL, error);
}

/**
 * hz_appointment_store_cancel_future:
 * @context: of the job
 * @client_id: who will not come
 * @date: from that day on
 * @minute: and that minute
 * @reason: code of the list "cancel_reason"
 * @error: return location
 *
 * Calls off all that is still to come and that the person may know of.
 *
 * Returns: (transfer full) (nullable) (element-type HzAppointment): as they were, with the stamp that
 *   they have now, to be restored
 */
GPtrArray *
hz_appointment_store_cancel_future (HzContext *context,
                                    const HzId *client_id,
                                    HzDate date,
                                    int minute,
                                    const char *reason,
                                    GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_object_unref);

  if (!hz_context_require (context, HZ_RIGHT_BOOK, error))
    return NULL;
  found = hz_appointment_store_list_of_client (context, client_id, G_MAXINT, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (found, i);
      g_autoptr (HzAppointment) before = NULL;
      int order = hz_date_compare (appointment->date, date);

      if (order < 0 || (order == 0 && appointment->start_minute < minute) ||
          !hz_appointment_state_is_open (appointment->state))
        continue;
      before = hz_appointment_copy (appointment);
      if (!hz_appointment_store_cancel (context, appointment, reason, NULL, error))
        return NULL;
      before->stamp = appointment->stamp;
      g_ptr_array_add (done, g_steal_pointer (&before));
    }

  return g_steal_pointer (&done);
}

/**
 * hz_appointment_store_restore:
 * @context: of the job
 * @appointment: as it was before an act, with the stamp that the act left; its stamp is renewed
 * @error: return location
 *
 * Takes an act back. Nothing is asked about the time: it was there before.
 *
 * Returns: whether it is saved; or %HZ_RECORDS_ERROR_CONFLICT when somebody has changed it since
 */
gboolean
hz_appointment_store_restore (HzContext *context,
                              HzAppointment *appointment,
                              GError **error)
{
  g_autoptr (HzAppointment) before = NULL;

  return hz_context_require (context, HZ_RIGHT_BOOK, error) &&
         check_values (appointment, error) &&
         read_before (context, &appointment->stamp.id, &before, error) &&
         put (context, appointment, "appointment.undo", error);
}
