/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-date-parse.h"
#include "hz-language.h"

G_BEGIN_DECLS

const char *hz_date_text_get_weekday (HzLanguage language,
                                      int weekday);
const char *hz_date_text_get_weekday_short (HzLanguage language,
                                            int weekday);
const char *hz_date_text_get_month (HzLanguage language,
                                    int month);
const char *hz_date_text_get_placeholder (HzLanguage language,
                                          HzDateKind kind);

char *hz_date_text_short (HzDate date);
char *hz_date_text_long (HzLanguage language,
                         HzDate date);
char *hz_date_text_day_month (HzLanguage language,
                              HzDate date);
char *hz_date_text_month_year (HzLanguage language,
                               HzDate date);
char *hz_date_text_heading (HzLanguage language,
                            HzDate date);
char *hz_date_text_week (HzLanguage language,
                         HzDate monday);

G_END_DECLS
