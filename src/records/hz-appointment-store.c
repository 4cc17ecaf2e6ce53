/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-appointment-store.h"

#include "hz-appointment-private.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-zone.h"

#define FREE_DAYS 60
#define FREE_STEP 15

void
hz_appointment_reason_free (HzAppointmentReason *self)
{
  g_free (self->act);
  g_free (self->code);
  g_free (self->text);
  g_free (self);
}

/**
 * hz_appointment_may_see:
 * @context: of the job
 * @member_id: a member of staff
 *
 * Returns: whether the person may know who comes to that member
 */
gboolean
hz_appointment_may_see (HzContext *context,
                        const HzId *member_id)
{
  return hz_policy_allows (context->own_roles, HZ_RIGHT_READ_ALL_APPOINTMENTS) ||
         (hz_policy_allows (context->own_roles, HZ_RIGHT_READ_OWN_APPOINTMENTS) &&
          hz_id_equal (member_id, &context->own_id));
}

/* Whether she may know at all that anybody comes. */
static gboolean
require_any (HzContext *context,
             GError **error)
{
  if (hz_policy_allows (context->own_roles, HZ_RIGHT_READ_ALL_APPOINTMENTS))
    return TRUE;

  return hz_context_require (context, HZ_RIGHT_READ_OWN_APPOINTMENTS, error);
}

static HzClientRow *
read_client (HzStatement *statement,
             int column)
{
  HzClientRow *client;

  if (hz_statement_is_null (statement, column))
    return NULL;

  client = g_new0 (HzClientRow, 1);
  client->id = hz_statement_get_id (statement, column);
  client->code = hz_statement_dup_text (statement, column + 1);
  client->surname = hz_statement_dup_text (statement, column + 2);
  client->given = hz_statement_dup_text (statement, column + 3);
  client->patronymic = hz_statement_dup_text (statement, column + 4);
  client->also_known_as = hz_statement_dup_text (statement, column + 5);
  client->birth = hz_statement_get_date (statement, column + 6);
  client->district = hz_statement_dup_text (statement, column + 7);
  client->service_asked = hz_statement_dup_text (statement, column + 8);
  client->urgent = hz_statement_get_int (statement, column + 9) != 0;
  client->archived = hz_statement_get_int (statement, column + 10) != 0;
  client->phone = hz_statement_dup_text (statement, column + 11);
  client->rule = hz_statement_dup_text (statement, column + 12);
  client->note = hz_statement_dup_text (statement, column + 13);
  if (client->rule == NULL)
    client->rule = g_strdup ("not_asked");

  return client;
}

static void
take_text (char **place,
           HzStatement *statement,
           int column)
{
  g_free (*place);
  *place = hz_statement_dup_text (statement, column);
  if (*place == NULL)
    *place = g_strdup ("");
}

/**
 * hz_appointment_read:
 * @context: of the job
 * @statement: a HZ_APPOINTMENT_SELECT, at a row
 *
 * Returns: (transfer full): the appointment of that row; veiled when the person may only know that
 *   the time is busy
 */
HzAppointment *
hz_appointment_read (HzContext *context,
                     HzStatement *statement)
{
  HzAppointment *self = hz_appointment_new ();

  hz_stamp_read (&self->stamp, statement, 0);
  self->client_id = hz_statement_get_id (statement, 6);
  self->member_id = hz_statement_get_id (statement, 7);
  self->date = hz_statement_get_date (statement, 8);
  self->start_minute = (int) hz_statement_get_int (statement, 9);
  self->end_minute = (int) hz_statement_get_int (statement, 10);
  take_text (&self->room, statement, 11);
  take_text (&self->kind, statement, 12);
  take_text (&self->state, statement, 13);
  take_text (&self->note, statement, 14);
  self->arrived = hz_statement_get_int (statement, 15);
  self->begun = hz_statement_get_int (statement, 16);
  self->ended = hz_statement_get_int (statement, 17);
  self->series_id = hz_statement_get_id (statement, 18);
  take_text (&self->rule, statement, 19);
  self->client = read_client (statement, 20);

  return self;
}

/**
 * hz_appointment_read_all:
 * @context: of the job
 * @statement: a HZ_APPOINTMENT_SELECT with its values
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzAppointment): all that it finds, nothing veiled
 */
GPtrArray *
hz_appointment_read_all (HzContext *context,
                         HzStatement *statement,
                         GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = FALSE;

  for (;;)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&found);
      g_ptr_array_add (found, hz_appointment_read (context, statement));
    }
}

/* A colleague's is only busy time: nothing of who, what, where or how it stands. */
static void
veil (HzContext *context,
      HzAppointment *self)
{
  if (hz_appointment_may_see (context, &self->member_id))
    return;

  self->is_veiled = TRUE;
  self->client_id = HZ_ID_NONE;
  self->series_id = HZ_ID_NONE;
  self->stamp.created_by = HZ_ID_NONE;
  self->stamp.modified_by = HZ_ID_NONE;
  self->arrived = self->begun = self->ended = 0;
  for (char **text = (char *[]) { self->room, self->kind, self->note, self->rule, NULL };
       *text != NULL;
       text++)
    **text = '\0';
  g_free (self->state);
  self->state = g_strdup ("scheduled");
  g_clear_pointer (&self->client, hz_client_row_free);
}

static GPtrArray *
list_veiled (HzContext *context,
             HzStatement *statement,
             GError **error)
{
  GPtrArray *found = hz_appointment_read_all (context, statement, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    veil (context, g_ptr_array_index (found, i));

  return found;
}

/**
 * hz_appointment_store_get:
 * @context: of the job
 * @id: which one
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the appointment, veiled when it is a colleague's; or
 *   %HZ_RECORDS_ERROR_NOT_FOUND
 */
HzAppointment *
hz_appointment_store_get (HzContext *context,
                          const HzId *id,
                          GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;
  HzAppointment *found;

  if (!require_any (context, error))
    return NULL;
  statement = hz_statement_new (context->db, HZ_APPOINTMENT_SELECT "WHERE a.id = ?1", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, id);
  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND,
                           "no such appointment");
      return NULL;
    }
  found = hz_appointment_read (context, statement);
  veil (context, found);

  return found;
}

/**
 * hz_appointment_store_list_days:
 * @context: of the job
 * @range: which days
 * @member_id: (nullable): to whom; %NULL for all staff
 * @with_cancelled: whether those that were called off are wanted too
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzAppointment): in order of time
 */
GPtrArray *
hz_appointment_store_list_days (HzContext *context,
                                HzDateRange range,
                                const HzId *member_id,
                                gboolean with_cancelled,
                                GError **error)
{
  static const char *const sql[2][2] = {
    { HZ_APPOINTMENT_SELECT "WHERE a.day >= ?1 AND a.day < ?2 AND " HZ_APPOINTMENT_IS_KEPT
      "ORDER BY a.day, a.starts, a.id",
      HZ_APPOINTMENT_SELECT "WHERE a.day >= ?1 AND a.day < ?2 ORDER BY a.day, a.starts, a.id" },
    { HZ_APPOINTMENT_SELECT "WHERE a.member_id = ?3 AND a.day >= ?1 AND a.day < ?2 AND "
      HZ_APPOINTMENT_IS_KEPT "ORDER BY a.day, a.starts, a.id",
      HZ_APPOINTMENT_SELECT "WHERE a.member_id = ?3 AND a.day >= ?1 AND a.day < ?2 "
      "ORDER BY a.day, a.starts, a.id" },
  };
  g_autoptr (HzStatement) statement = NULL;

  if (!require_any (context, error))
    return NULL;
  statement = hz_statement_new (context->db, sql[member_id != NULL][with_cancelled != FALSE], error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_date (statement, 1, range.first);
  hz_statement_bind_date (statement, 2, range.end);
  if (member_id != NULL)
    hz_statement_bind_id (statement, 3, member_id);

  return list_veiled (context, statement, error);
}

/**
 * hz_appointment_store_list_of_client:
 * @context: of the job
 * @client_id: who comes
 * @limit: at most so many
 * @error: return location
 *
 * Those that the person may know of; cancelled ones too.
 *
 * Returns: (transfer full) (nullable) (element-type HzAppointment): the newest first
 */
GPtrArray *
hz_appointment_store_list_of_client (HzContext *context,
                                     const HzId *client_id,
                                     guint limit,
                                     GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean sees_all = hz_policy_allows (context->own_roles, HZ_RIGHT_READ_ALL_APPOINTMENTS);

  if (!require_any (context, error))
    return NULL;
  statement = hz_statement_new (context->db,
                                HZ_APPOINTMENT_SELECT "WHERE a.client_id = ?1 "
                                "AND (?2 OR a.member_id = ?3) "
                                "ORDER BY a.day DESC, a.starts DESC, a.id DESC LIMIT ?4", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, client_id);
  hz_statement_bind_int (statement, 2, sees_all);
  hz_statement_bind_id (statement, 3, &context->own_id);
  hz_statement_bind_int (statement, 4, limit);

  return list_veiled (context, statement, error);
}

/**
 * hz_appointment_store_find_next:
 * @context: of the job
 * @client_id: (nullable): of whom
 * @member_id: (nullable): to whom
 * @date: from that day on
 * @minute: and that minute
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the first appointment that is still open; %NULL without error
 *   when there is none
 */
HzAppointment *
hz_appointment_store_find_next (HzContext *context,
                                const HzId *client_id,
                                const HzId *member_id,
                                HzDate date,
                                int minute,
                                GError **error)
{
  static const char *const sql[2][2] = {
    { HZ_APPOINTMENT_SELECT "WHERE (a.day, a.starts) >= (?1, ?2) AND " HZ_APPOINTMENT_IS_OPEN
      "ORDER BY a.day, a.starts LIMIT 1",
      HZ_APPOINTMENT_SELECT "WHERE a.member_id = ?3 AND (a.day, a.starts) >= (?1, ?2) AND "
      HZ_APPOINTMENT_IS_OPEN "ORDER BY a.day, a.starts LIMIT 1" },
    { HZ_APPOINTMENT_SELECT "WHERE a.client_id = ?4 AND (a.day, a.starts) >= (?1, ?2) AND "
      HZ_APPOINTMENT_IS_OPEN "ORDER BY a.day, a.starts LIMIT 1",
      HZ_APPOINTMENT_SELECT "WHERE a.client_id = ?4 AND a.member_id = ?3 AND "
      "(a.day, a.starts) >= (?1, ?2) AND " HZ_APPOINTMENT_IS_OPEN
      "ORDER BY a.day, a.starts LIMIT 1" },
  };
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;
  HzAppointment *found;

  if (!require_any (context, error))
    return NULL;
  statement = hz_statement_new (context->db, sql[client_id != NULL][member_id != NULL], error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_date (statement, 1, date);
  hz_statement_bind_int (statement, 2, minute);
  if (member_id != NULL)
    hz_statement_bind_id (statement, 3, member_id);
  if (client_id != NULL)
    hz_statement_bind_id (statement, 4, client_id);
  if (!hz_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  found = hz_appointment_read (context, statement);
  veil (context, found);

  return found;
}

/* The first minute of the day, not before @minute, that clashes with nothing; -1 when there is none. */
static int
find_free_minute (HzClashDay *day,
                  HzAppointment *wish,
                  int minute)
{
  int length = wish->end_minute - wish->start_minute;
  int weekday = hz_date_get_weekday (day->date);

  if (day->is_holiday || !hz_hours_has_day (day->hours, weekday))
    return -1;
  for (int start = (minute + FREE_STEP - 1) / FREE_STEP * FREE_STEP;
       start + length <= HZ_ZONE_DAY_MINUTES;
       start += FREE_STEP)
    {
      g_autoptr (GPtrArray) clashes = NULL;

      if (!hz_hours_contains (day->hours, weekday, start, start + length))
        continue;
      wish->date = day->date;
      wish->start_minute = start;
      wish->end_minute = start + length;
      clashes = hz_clash_day_check (day, wish);
      if (clashes->len == 0)
        return start;
    }

  return -1;
}

/**
 * hz_appointment_store_find_free:
 * @context: of the job
 * @wish: whom, to whom, in which room, how long, and from which time on
 * @date: (out): the day
 * @minute: (out): minute of the day
 * @error: return location
 *
 * Returns: whether there is a time within the next days that clashes with nothing
 */
gboolean
hz_appointment_store_find_free (HzContext *context,
                                HzAppointment *wish,
                                HzDate *date,
                                int *minute,
                                GError **error)
{
  g_autoptr (HzAppointment) tried = hz_appointment_copy (wish);

  if (!require_any (context, error))
    return FALSE;
  for (int i = 0; i < FREE_DAYS; i++)
    {
      HzDate day_date = hz_date_add_days (wish->date, i);
      g_autoptr (HzClashDay) day = hz_clash_day_load (context, day_date, wish, error);
      int found;

      if (day == NULL)
        return FALSE;
      found = find_free_minute (day, tried, i == 0 ? wish->start_minute : 0);
      if (found >= 0)
        {
          *date = day_date;
          *minute = found;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * hz_appointment_store_count_days:
 * @context: of the job
 * @range: which days
 * @member_id: (nullable): to whom; %NULL for all staff
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type int): for each day how many are not cancelled
 */
GArray *
hz_appointment_store_count_days (HzContext *context,
                                 HzDateRange range,
                                 const HzId *member_id,
                                 GError **error)
{
  int n_days = hz_date_get_distance (range.first, range.end);
  g_autoptr (GArray) counts = g_array_sized_new (FALSE, TRUE, sizeof (int), MAX (n_days, 0));
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  g_array_set_size (counts, MAX (n_days, 0));
  statement = hz_statement_new (context->db,
                                member_id != NULL
                                  ? "SELECT day, count (*) FROM appointment AS a WHERE "
                                    "member_id = ?3 AND day >= ?1 AND day < ?2 AND "
                                    HZ_APPOINTMENT_IS_KEPT "GROUP BY day"
                                  : "SELECT day, count (*) FROM appointment AS a WHERE "
                                    "day >= ?1 AND day < ?2 AND "
                                    HZ_APPOINTMENT_IS_KEPT "GROUP BY day", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_date (statement, 1, range.first);
  hz_statement_bind_date (statement, 2, range.end);
  if (member_id != NULL)
    hz_statement_bind_id (statement, 3, member_id);
  for (;;)
    {
      int place;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&counts);
      place = hz_date_get_distance (range.first, hz_statement_get_date (statement, 0));
      g_array_index (counts, int, place) = (int) hz_statement_get_int (statement, 1);
    }
}

static HzAppointmentReason *
read_reason (HzContext *context,
             HzStatement *statement,
             GError **error)
{
  HzStamp stamp;
  HzBodyAddress address = { HZ_TABLE_APPOINTMENT_REASON, HZ_ID_NONE, HZ_ID_NONE, 0 };
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS + 1);
  g_autoptr (GVariant) body = NULL;
  HzAppointmentReason *reason;

  hz_stamp_read (&stamp, statement, 0);
  address.row_id = stamp.id;
  address.revision = stamp.revision;
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);
  if (body == NULL)
    return NULL;

  reason = g_new0 (HzAppointmentReason, 1);
  reason->act = hz_statement_dup_text (statement, HZ_STAMP_N_COLUMNS);
  reason->created = stamp.created;
  reason->created_by = stamp.created_by;
  g_variant_lookup (body, "code", "s", &reason->code);
  g_variant_lookup (body, "text", "s", &reason->text);

  return reason;
}

/**
 * hz_appointment_store_list_reasons:
 * @context: of the job
 * @id: an appointment
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzAppointmentReason): why it was given a taken
 *   time, or cancelled, the newest first; or %HZ_RECORDS_ERROR_NO_KEY
 */
GPtrArray *
hz_appointment_store_list_reasons (HzContext *context,
                                   const HzId *id,
                                   GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hz_appointment_reason_free);
  gboolean has_row = FALSE;

  if (!require_any (context, error))
    return NULL;
  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", act, body FROM appointment_reason "
                                "WHERE appointment_id = ?1 ORDER BY created DESC, reason_key DESC",
                                error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, id);
  for (;;)
    {
      HzAppointmentReason *reason;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&found);
      reason = read_reason (context, statement, error);
      if (reason == NULL)
        return NULL;
      g_ptr_array_add (found, reason);
    }
}
