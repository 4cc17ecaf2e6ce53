/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-language.h"

G_BEGIN_DECLS

/* The name of the holiday of data/lists/holidays.tsv that @date is, NULL on others.
 * @is_day_off, @is_to_be_confirmed: (out) (optional) */
const char *hz_holiday_get_name (HzDate date,
                                 HzLanguage language,
                                 gboolean *is_day_off,
                                 gboolean *is_to_be_confirmed);

G_END_DECLS
