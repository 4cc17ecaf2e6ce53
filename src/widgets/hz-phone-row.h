/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_PHONE_ROW (hz_phone_row_get_type ())
G_DECLARE_FINAL_TYPE (HzPhoneRow, hz_phone_row, HZ, PHONE_ROW, GtkBox)

GtkWidget *hz_phone_row_new (void);
void hz_phone_row_add_owner (HzPhoneRow *self,
                             const char *code,
                             const char *label);

char *hz_phone_row_get_number (HzPhoneRow *self);
void hz_phone_row_set_number (HzPhoneRow *self,
                              const char *number);
const char *hz_phone_row_get_owner (HzPhoneRow *self);
void hz_phone_row_set_owner (HzPhoneRow *self,
                             const char *owner);
const char *hz_phone_row_get_rule (HzPhoneRow *self);
void hz_phone_row_set_rule (HzPhoneRow *self,
                            const char *rule);
char *hz_phone_row_get_note (HzPhoneRow *self);
void hz_phone_row_set_note (HzPhoneRow *self,
                            const char *note);
gboolean hz_phone_row_check (HzPhoneRow *self);
void hz_phone_row_set_notice (HzPhoneRow *self,
                              const char *notice);

G_END_DECLS
