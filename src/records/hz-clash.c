/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-clash.h"

#include "hz-appointment-private.h"
#include "hz-centre-store.h"
#include "hz-holiday.h"
#include "hz-hours-store.h"
#include "hz-keep-apart-store.h"

/* Two who should not meet have this much time between them to come and go. */
#define APART_MINUTES 30
#define DAY_MINUTES (24 * 60)

HzClash *
hz_clash_new (HzClashKind kind,
              HzAppointment *other)
{
  HzClash *self = g_new0 (HzClash, 1);

  self->kind = kind;
  self->other = other != NULL ? g_object_ref (other) : NULL;

  return self;
}

void
hz_clash_free (HzClash *self)
{
  g_clear_object (&self->other);
  g_free (self);
}

/* Those of @date that touch the time from @begins to @ends. */
static GPtrArray *
load_appointments (HzContext *context,
                   HzDate date,
                   int begins,
                   int ends,
                   GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                HZ_APPOINTMENT_SELECT "WHERE a.day = ?1 AND a.starts < ?3 "
                                "AND a.ends > ?2 AND a.state NOT IN ('wait_list', 'no_show') "
                                "AND " HZ_APPOINTMENT_IS_KEPT "ORDER BY a.starts, a.id", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_date (statement, 1, date);
  hz_statement_bind_int (statement, 2, begins);
  hz_statement_bind_int (statement, 3, ends);

  return hz_appointment_read_all (context, statement, error);
}

static gboolean
load_day (HzClashDay *self,
          HzContext *context,
          HzAppointment *wish,
          int begins,
          int ends,
          GError **error)
{
  gboolean is_day_off = FALSE;

  self->appointments = load_appointments (context, self->date, begins, ends, error);
  if (self->appointments == NULL)
    return FALSE;
  self->centre = hz_centre_store_get (context, error);
  if (self->centre == NULL)
    return FALSE;
  self->hours = hz_hours_store_get (context, &wish->member_id, self->centre, error);
  if (self->hours == NULL)
    return FALSE;
  self->lunch_hours = hz_hours_copy (self->hours);
  hz_hours_add (self->lunch_hours, hz_date_get_weekday (self->date), self->centre->lunch_begins,
                self->centre->lunch_ends);
  self->apart = hz_keep_apart_store_list (context, &wish->client_id, error);
  if (self->apart == NULL)
    return FALSE;
  self->is_holiday =
    hz_holiday_get_name (self->date, HZ_LANGUAGE_EN, &is_day_off, NULL) != NULL && is_day_off;

  return TRUE;
}

/**
 * hz_clash_day_load:
 * @context: of the job
 * @date: a day
 * @wish: who is to come to whom
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what there is on that day for these two
 */
HzClashDay *
hz_clash_day_load (HzContext *context,
                   HzDate date,
                   HzAppointment *wish,
                   GError **error)
{
  g_autoptr (HzClashDay) self = g_new0 (HzClashDay, 1);

  self->date = date;

  if (!load_day (self, context, wish, 0, DAY_MINUTES, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
hz_clash_day_free (HzClashDay *self)
{
  g_clear_pointer (&self->appointments, g_ptr_array_unref);
  g_clear_pointer (&self->centre, hz_centre_free);
  g_clear_pointer (&self->hours, hz_hours_free);
  g_clear_pointer (&self->lunch_hours, hz_hours_free);
  g_clear_pointer (&self->apart, g_array_unref);
  g_free (self);
}

static gboolean
is_apart (HzClashDay *self,
          const HzId *client_id)
{
  for (guint i = 0; i < self->apart->len; i++)
    {
      if (hz_id_equal (&g_array_index (self->apart, HzId, i), client_id))
        return TRUE;
    }

  return FALSE;
}

/* The person may not learn from a clash whom a colleague sees, nor who the other of a pair is. */
static HzAppointment *
create_veiled (HzAppointment *other)
{
  HzAppointment *veiled = hz_appointment_new ();

  veiled->date = other->date;
  veiled->start_minute = other->start_minute;
  veiled->end_minute = other->end_minute;
  veiled->is_veiled = TRUE;

  return veiled;
}

static void
check_persons (HzClashDay *self,
               HzAppointment *wish,
               HzAppointment *other,
               GPtrArray *clashes)
{
  gboolean has_client = hz_id_is_set (&wish->client_id);

  if (hz_appointment_overlaps (wish, other))
    {
      if (hz_id_equal (&wish->member_id, &other->member_id))
        g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_MEMBER, other));
      else if (has_client && hz_id_equal (&wish->client_id, &other->client_id))
        g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_CLIENT, other));
      else if (wish->room[0] != '\0' && g_str_equal (wish->room, other->room))
        g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_ROOM, other));
    }
  if (wish->start_minute < other->end_minute + APART_MINUTES &&
      other->start_minute < wish->end_minute + APART_MINUTES &&
      hz_id_is_set (&other->client_id) && is_apart (self, &other->client_id))
    {
      g_autoptr (HzAppointment) veiled = create_veiled (other);

      g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_KEEP_APART, veiled));
    }
}

static void
check_hours (HzClashDay *self,
             HzAppointment *wish,
             GPtrArray *clashes)
{
  int weekday = hz_date_get_weekday (wish->date);

  if (self->is_holiday)
    g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_HOLIDAY, NULL));
  else if (hz_hours_contains (self->hours, weekday, wish->start_minute, wish->end_minute))
    return;
  else if (hz_hours_contains (self->lunch_hours, weekday, wish->start_minute, wish->end_minute))
    g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_LUNCH, NULL));
  else
    g_ptr_array_add (clashes, hz_clash_new (HZ_CLASH_HOURS, NULL));
}

static int
compare_clashes (gconstpointer a,
                 gconstpointer b)
{
  const HzClash *one = *(const HzClash *const *) a;
  const HzClash *other = *(const HzClash *const *) b;

  if (one->kind != other->kind)
    return (int) one->kind - (int) other->kind;
  if (one->other == NULL || other->other == NULL)
    return 0;

  return one->other->start_minute - other->other->start_minute;
}

/**
 * hz_clash_day_check:
 * @self: what there is
 * @wish: a time of that day
 *
 * Returns: (transfer full) (element-type HzClash): why it should not be given, the gravest first
 */
GPtrArray *
hz_clash_day_check (HzClashDay *self,
                    HzAppointment *wish)
{
  GPtrArray *clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_clash_free);

  for (guint i = 0; i < self->appointments->len; i++)
    {
      HzAppointment *other = g_ptr_array_index (self->appointments, i);

      if (!hz_id_equal (&wish->stamp.id, &other->stamp.id))
        check_persons (self, wish, other, clashes);
    }
  check_hours (self, wish, clashes);
  g_ptr_array_sort (clashes, compare_clashes);

  return clashes;
}

/* Only after the search, which has to know who it is. */
static void
veil_others (HzContext *context,
             GPtrArray *clashes)
{
  for (guint i = 0; i < clashes->len; i++)
    {
      HzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->other != NULL && !clash->other->is_veiled &&
          !hz_appointment_may_see (context, &clash->other->member_id))
        {
          HzAppointment *veiled = create_veiled (clash->other);

          veiled->member_id = clash->other->member_id;
          g_object_unref (clash->other);
          clash->other = veiled;
        }
    }
}

/**
 * hz_clash_find:
 * @context: of the job
 * @appointment: an appointment, saved or not
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzClash): why its time should not be given, the
 *   gravest first; empty when nothing speaks against it
 */
GPtrArray *
hz_clash_find (HzContext *context,
               HzAppointment *appointment,
               GError **error)
{
  g_autoptr (HzClashDay) day = NULL;
  GPtrArray *clashes;

  if (!hz_appointment_state_is_busy (appointment->state))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hz_clash_free);

  day = g_new0 (HzClashDay, 1);
  day->date = appointment->date;
  if (!load_day (day, context, appointment, appointment->start_minute - APART_MINUTES,
                 appointment->end_minute + APART_MINUTES, error))
    return NULL;
  clashes = hz_clash_day_check (day, appointment);
  veil_others (context, clashes);

  return clashes;
}
