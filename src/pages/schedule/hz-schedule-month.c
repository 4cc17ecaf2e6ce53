/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-schedule-month.h"

#include "hz-appointment-store.h"
#include "hz-holiday.h"
#include "hz-language.h"

#define SIX_WEEKS 42

/* The counts of the weeks that a month touches. */
typedef struct
{
  HzDateRange range;
  HzId member_id;
  GArray *counts;
  HzMonthGrid *grid;
} Month;

static void
month_free (gpointer data)
{
  Month *month = data;

  g_clear_weak_pointer (&month->grid);
  g_clear_pointer (&month->counts, g_array_unref);
  g_free (month);
}

static char *
describe_day (HzDate date,
              int *count,
              gpointer data)
{
  Month *month = data;
  int place = hz_date_get_distance (month->range.first, date);

  *count = 0;
  if (month->counts != NULL && place >= 0 && place < (int) month->counts->len)
    *count = g_array_index (month->counts, int, place);

  return g_strdup (hz_holiday_get_name (date, hz_language_get_interface (), NULL, NULL));
}

static gboolean
do_count (HzContext *context,
          gpointer data,
          GError **error)
{
  Month *month = data;

  month->counts =
    hz_appointment_store_count_days (context, month->range,
                                     hz_id_is_set (&month->member_id) ? &month->member_id : NULL,
                                     error);

  return month->counts != NULL;
}

static void
on_counted_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  Month *month = hz_records_run_finish (HZ_RECORDS (source), result, NULL);
  Month *shown;

  if (month == NULL || month->grid == NULL)
    return;
  shown = g_new0 (Month, 1);
  shown->range = month->range;
  shown->counts = g_array_ref (month->counts);
  hz_month_grid_set_day_func (month->grid, describe_day, shown, month_free);
  hz_month_grid_refresh (month->grid);
}

/**
 * hz_schedule_month_load:
 * @grid: a month
 * @records: the records
 * @member_id: (nullable): whose appointments are counted; %NULL for all
 */
void
hz_schedule_month_load (HzMonthGrid *grid,
                        HzRecords *records,
                        const HzId *member_id)
{
  Month *month = g_new0 (Month, 1);

  month->range.first = hz_date_get_monday (hz_month_grid_get_month (grid));
  month->range.end = hz_date_add_days (month->range.first, SIX_WEEKS);
  month->member_id = member_id != NULL ? *member_id : HZ_ID_NONE;
  g_set_weak_pointer (&month->grid, grid);
  hz_records_run_async (records, HZ_DB_JOB_READ, do_count, month, month_free, NULL, on_counted_cb,
                        NULL);
}
