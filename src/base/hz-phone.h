/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hz_phone_tidy (const char *typed);
char *hz_phone_group (const char *phone);
char *hz_phone_mask (const char *phone);
char *hz_phone_get_match_key (const char *phone);
gboolean hz_phone_is_complete (const char *phone);

G_END_DECLS
