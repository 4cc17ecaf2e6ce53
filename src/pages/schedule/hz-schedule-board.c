/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-schedule-board.h"

#include <glib/gi18n.h>

#include "hz-appointment-text.h"
#include "hz-date-text.h"
#include "hz-holiday.h"
#include "hz-language.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/* Room to book before and after what is usual. */
#define MARGIN 60

static HzScheduleBoard *
board_new (const HzSchedule *schedule)
{
  HzScheduleBoard *self = g_new0 (HzScheduleBoard, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_column_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_event_free);
  self->appointments = g_ptr_array_new_with_free_func (g_object_unref);
  self->first_minute = schedule->centre->opens;
  self->last_minute = MIN (schedule->centre->closes + MARGIN, HZ_ZONE_DAY_MINUTES);

  return self;
}

void
hz_schedule_board_free (HzScheduleBoard *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->appointments);
  g_free (self);
}

static void
widen (HzScheduleBoard *self,
       int start_minute,
       int end_minute)
{
  self->first_minute = MIN (self->first_minute, start_minute);
  self->last_minute = MAX (self->last_minute, end_minute);
}

/* Lunch is not hatched by the centre's own hours alone: whoever works through it has it open. */
static void
add_spans (HzScheduleBoard *self,
           HzTimeColumn *column,
           const HzHours *hours,
           HzDate date)
{
  gboolean is_day_off = FALSE;

  if (hz_holiday_get_name (date, HZ_LANGUAGE_EN, &is_day_off, NULL) != NULL && is_day_off)
    return;
  for (guint i = 0; hours != NULL && i < hours->spans->len; i++)
    {
      const HzHoursSpan *span = &g_array_index (hours->spans, HzHoursSpan, i);

      if (span->weekday == hz_date_get_weekday (date))
        {
          hz_time_column_add_span (column, span->start_minute, span->end_minute);
          widen (self, span->start_minute, span->end_minute);
        }
    }
}

static int
count_in_column (HzScheduleBoard *self,
                 int place)
{
  int count = 0;

  for (guint i = 0; i < self->events->len; i++)
    count += ((HzTimeEvent *) g_ptr_array_index (self->events, i))->column == place;

  return count;
}

/* "N., psychologist, 09:00–12:00, 13:00–17:00, appointments: 4" */
static void
speak_columns (HzScheduleBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      HzTimeColumn *column = g_ptr_array_index (self->columns, i);
      GString *text = g_string_new (column->title);

      if (column->detail != NULL)
        g_string_append_printf (text, ", %s", column->detail);
      if (column->notice != NULL)
        g_string_append_printf (text, ", %s", column->notice);
      for (guint j = 0; j < column->spans->len; j++)
        {
          const HzTimeSpan *span = &g_array_index (column->spans, HzTimeSpan, j);
          g_autofree char *times = hz_time_text_span (span->start_minute, span->end_minute);

          g_string_append_printf (text, ", %s", times);
        }
      g_string_append (text, ", ");
      g_string_append_printf (text, _("appointments: %d"), count_in_column (self, (int) i));
      g_free (column->spoken);
      column->spoken = g_string_free (text, FALSE);
    }
}

static gboolean
may_change (HzRecords *records,
            HzAppointment *appointment)
{
  return !appointment->is_veiled && hz_records_may (records, HZ_RIGHT_BOOK);
}

static void
add_event (HzScheduleBoard *self,
           HzRecords *records,
           HzAppointment *appointment,
           int column)
{
  g_autofree char *id = hz_id_to_hex (&appointment->stamp.id);
  HzTimeEvent *event =
    hz_time_event_new (id, column, appointment->start_minute, appointment->end_minute);

  event->state = appointment->is_veiled ? NULL : g_strdup (appointment->state);
  event->title = hz_appointment_text_who (appointment);
  event->detail = hz_appointment_text_detail (appointment);
  event->spoken = hz_appointment_text_spoken (records, appointment);
  event->can_change = may_change (records, appointment);
  g_ptr_array_add (self->events, event);
  g_ptr_array_add (self->appointments, g_object_ref (appointment));
  widen (self, appointment->start_minute, appointment->end_minute);
}

static gboolean
has_appointments (const HzSchedule *schedule,
                  const HzId *member_id)
{
  for (guint i = 0; i < schedule->appointments->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (schedule->appointments, i);

      if (hz_id_equal (&appointment->member_id, member_id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_there (const HzSchedule *schedule,
          const HzId *member_id)
{
  const HzHours *hours = hz_schedule_find_hours (schedule, member_id);

  return (hours != NULL && hz_hours_has_day (hours, hz_date_get_weekday (schedule->range.first))) ||
         has_appointments (schedule, member_id);
}

static void
add_member_column (HzScheduleBoard *self,
                   const HzSchedule *schedule,
                   const HzMember *member)
{
  g_autofree char *id = hz_id_to_hex (&member->id);
  HzTimeColumn *column = hz_time_column_new (id, member->name);

  column->detail = hz_appointment_text_roles (member->roles);
  column->is_today = hz_date_equal (schedule->range.first, hz_zone_get_today ());
  add_spans (self, column, hz_schedule_find_hours (schedule, &member->id), schedule->range.first);
  g_ptr_array_add (self->columns, column);
}

static int
find_column (HzScheduleBoard *self,
             const HzId *member_id)
{
  g_autofree char *id = hz_id_to_hex (member_id);

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_str_equal (((HzTimeColumn *) g_ptr_array_index (self->columns, i))->id, id))
        return (int) i;
    }

  return -1;
}

/**
 * hz_schedule_board_new_day:
 * @records: the records
 * @schedule: one day
 * @members: (element-type HzMember): who sees clients
 * @only: (nullable): one of them alone
 *
 * Returns: (transfer full): a column for each who is there that day; for all when nobody is
 */
HzScheduleBoard *
hz_schedule_board_new_day (HzRecords *records,
                           const HzSchedule *schedule,
                           GPtrArray *members,
                           const HzId *only)
{
  HzScheduleBoard *self = board_new (schedule);
  gboolean anybody = FALSE;

  for (guint i = 0; i < members->len; i++)
    anybody = anybody || is_there (schedule, &((HzMember *) g_ptr_array_index (members, i))->id);
  for (guint i = 0; i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      if (only != NULL ? hz_id_equal (only, &member->id)
                       : !anybody || is_there (schedule, &member->id))
        add_member_column (self, schedule, member);
    }
  for (guint i = 0; i < schedule->appointments->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (schedule->appointments, i);
      int column = find_column (self, &appointment->member_id);

      if (column >= 0)
        add_event (self, records, appointment, column);
    }
  speak_columns (self);

  return self;
}

static void
add_day_column (HzScheduleBoard *self,
                const HzSchedule *schedule,
                const HzMember *member,
                HzDate date)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *id = hz_date_to_iso (date);
  g_autofree char *title =
    g_strdup_printf ("%s %d", hz_date_text_get_weekday_short (language, hz_date_get_weekday (date)),
                     date.day);
  HzTimeColumn *column = hz_time_column_new (id, title);

  column->is_today = hz_date_equal (date, hz_zone_get_today ());
  add_spans (self, column, hz_schedule_find_hours (schedule, &member->id), date);
  g_ptr_array_add (self->columns, column);
}

/**
 * hz_schedule_board_new_week:
 * @records: the records
 * @schedule: several days
 * @member: whose
 *
 * Returns: (transfer full): a column for each day
 */
HzScheduleBoard *
hz_schedule_board_new_week (HzRecords *records,
                            const HzSchedule *schedule,
                            const HzMember *member)
{
  HzScheduleBoard *self = board_new (schedule);
  int n_days = hz_date_get_distance (schedule->range.first, schedule->range.end);

  for (int i = 0; i < n_days; i++)
    add_day_column (self, schedule, member, hz_date_add_days (schedule->range.first, i));
  for (guint i = 0; i < schedule->appointments->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (schedule->appointments, i);

      if (hz_id_equal (&appointment->member_id, &member->id))
        add_event (self, records, appointment,
                   hz_date_get_distance (schedule->range.first, appointment->date));
    }
  speak_columns (self);

  return self;
}

static gboolean
is_same_column (const HzTimeColumn *column,
                const HzTimeColumn *other)
{
  return g_strcmp0 (column->id, other->id) == 0 && g_strcmp0 (column->title, other->title) == 0 &&
         column->is_today == other->is_today && g_strcmp0 (column->spoken, other->spoken) == 0;
}

/**
 * hz_schedule_board_has_same_columns:
 * @self: a board
 * @other: another
 *
 * Returns: whether only the appointments differ, so that the grid need not be built anew
 */
gboolean
hz_schedule_board_has_same_columns (const HzScheduleBoard *self,
                                    const HzScheduleBoard *other)
{
  if (self->columns->len != other->columns->len || self->first_minute != other->first_minute ||
      self->last_minute != other->last_minute)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (!is_same_column (g_ptr_array_index (self->columns, i),
                           g_ptr_array_index (other->columns, i)))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_schedule_board_find:
 * @self: a board
 * @id: (nullable): id of a block
 *
 * Returns: (transfer none) (nullable): its appointment
 */
HzAppointment *
hz_schedule_board_find (const HzScheduleBoard *self,
                        const char *id)
{
  for (guint i = 0; id != NULL && i < self->events->len; i++)
    {
      if (g_str_equal (((HzTimeEvent *) g_ptr_array_index (self->events, i))->id, id))
        return g_ptr_array_index (self->appointments, i);
    }

  return NULL;
}
