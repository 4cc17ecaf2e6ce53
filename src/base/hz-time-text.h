/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-language.h"

G_BEGIN_DECLS

char *hz_time_text (int minute);
char *hz_time_text_span (int start_minute,
                         int end_minute);
char *hz_time_text_moment (gint64 moment);
char *hz_time_text_moment_day (gint64 moment);
char *hz_time_text_moment_time (gint64 moment);
char *hz_time_text_duration (HzLanguage language,
                             int minutes);

G_END_DECLS
