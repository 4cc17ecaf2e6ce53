/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzDate:
 * @year: 1 to 9999; 0 is "no date"
 * @month: 1 to 12; 0 when only the year is known
 * @day: 1 to 31; 0 when only year and month are known
 * @about: 1 when the date is approximate
 *
 * A civil date of the Gregorian calendar, possibly a partial one: (1994), (1994, 3). A plain value,
 * passed by value. Its text form is that of ISO 8601 and EDTF: 2014-07-26, 1994-03, 1994, 1994~.
 */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
  guint8 about;
} HzDate;

/**
 * HzDateRange:
 * @first: the first day
 * @end: the day after the last one
 *
 * Days from @first up to, not including, @end.
 */
typedef struct
{
  HzDate first;
  HzDate end;
} HzDateRange;

#define HZ_DATE_NONE ((HzDate) { 0, 0, 0, 0 })
#define HZ_DATE(y, m, d) ((HzDate) { (y), (m), (d), 0 })

/* Monday to Sunday, as ISO 8601 counts them. */
#define HZ_MONDAY 1
#define HZ_SUNDAY 7

gboolean hz_date_is_set (HzDate date);
gboolean hz_date_is_valid (HzDate date);
gboolean hz_date_is_exact (HzDate date);
gboolean hz_date_equal (HzDate a,
                        HzDate b);
int hz_date_compare (HzDate a,
                     HzDate b);

gboolean hz_date_from_iso (const char *text,
                           HzDate *date);
char *hz_date_to_iso (HzDate date);

gboolean hz_date_is_leap_year (int year);
int hz_date_get_days_in_month (int year,
                               int month);
int hz_date_get_weekday (HzDate date);
int hz_date_get_week (HzDate date);
int hz_date_get_age (HzDate birth,
                     HzDate on);

int hz_date_to_days (HzDate date);
HzDate hz_date_from_days (int days);
HzDate hz_date_add_days (HzDate date,
                         int days);
HzDate hz_date_add_months (HzDate date,
                           int months);
int hz_date_get_distance (HzDate from,
                          HzDate to);
HzDate hz_date_get_monday (HzDate date);
HzDate hz_date_get_first_of_month (HzDate date);

HzDateRange hz_date_get_range (HzDate date);
gboolean hz_date_range_contains (HzDateRange range,
                                 HzDate date);
gboolean hz_date_range_overlaps (HzDateRange a,
                                 HzDateRange b);

G_END_DECLS
