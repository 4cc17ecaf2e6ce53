/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"

G_BEGIN_DECLS

/**
 * HzDateKind:
 * @HZ_DATE_KIND_EXACT: one day, wholly known
 * @HZ_DATE_KIND_PARTIAL: a day, a month, a year, each also approximate
 * @HZ_DATE_KIND_RANGE: from one day to another, both included when typed
 *
 * What a field takes.
 */
typedef enum
{
  HZ_DATE_KIND_EXACT,
  HZ_DATE_KIND_PARTIAL,
  HZ_DATE_KIND_RANGE,
} HzDateKind;

/**
 * HzDateSense:
 * @HZ_DATE_SENSE_PAST: a birth, something that happened: an incomplete date means the last such day
 * @HZ_DATE_SENSE_PLANNING: something to come: it means the next such day
 *
 * How what is left out is filled in.
 */
typedef enum
{
  HZ_DATE_SENSE_PAST,
  HZ_DATE_SENSE_PLANNING,
} HzDateSense;

/**
 * HzDateParse:
 * @HZ_DATE_PARSE_OK: understood
 * @HZ_DATE_PARSE_EMPTY: nothing was typed
 * @HZ_DATE_PARSE_UNCLEAR: it is no date in any way of writing known here
 * @HZ_DATE_PARSE_NO_SUCH_DATE: it is written as a date, but the calendar has no such day: 31.02
 * @HZ_DATE_PARSE_NOT_EXACT: the field needs a day, and only a year or a month was typed
 * @HZ_DATE_PARSE_FUTURE: the field is about the past, and the date is after today
 * @HZ_DATE_PARSE_REVERSED: a range that ends before it begins
 */
typedef enum
{
  HZ_DATE_PARSE_OK,
  HZ_DATE_PARSE_EMPTY,
  HZ_DATE_PARSE_UNCLEAR,
  HZ_DATE_PARSE_NO_SUCH_DATE,
  HZ_DATE_PARSE_NOT_EXACT,
  HZ_DATE_PARSE_FUTURE,
  HZ_DATE_PARSE_REVERSED,
} HzDateParse;

HzDateParse hz_date_parse (const char *text,
                           HzDateKind kind,
                           HzDateSense sense,
                           HzDate today,
                           HzDate *date);
HzDateParse hz_date_parse_range (const char *text,
                                 HzDateSense sense,
                                 HzDate today,
                                 HzDateRange *range);
HzDateParse hz_date_parse_time (const char *text,
                                int *minute);

G_END_DECLS
