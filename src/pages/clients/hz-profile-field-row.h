/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client-profile.h"

G_BEGIN_DECLS

#define HZ_TYPE_PROFILE_FIELD_ROW (hz_profile_field_row_get_type ())

G_DECLARE_FINAL_TYPE (HzProfileFieldRow, hz_profile_field_row, HZ, PROFILE_FIELD_ROW, GtkBox)

/* One question of the profile. Signal: "changed". */

GtkWidget *hz_profile_field_row_new (HzProfileField field);
HzProfileField hz_profile_field_row_get_field (HzProfileFieldRow *self);
/* NULL when there is no answer. */
char *hz_profile_field_row_dup_value (HzProfileFieldRow *self);
void hz_profile_field_row_set_value (HzProfileFieldRow *self,
                                     const char *value);
/* What somebody else has stored here meanwhile, with a button that takes it; NULL for nothing. */
void hz_profile_field_row_set_other (HzProfileFieldRow *self,
                                     const char *who,
                                     const char *value);

const char *hz_profile_field_row_get_title (HzProfileField field);

G_END_DECLS
