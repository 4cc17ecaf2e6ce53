/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"
#include "hz-secret.h"

G_BEGIN_DECLS

#define HZ_TYPE_PASSWORD_GROUP (hz_password_group_get_type ())
G_DECLARE_FINAL_TYPE (HzPasswordGroup, hz_password_group, HZ, PASSWORD_GROUP, GtkBox)

/* A new password twice, its strength in words. Property "good" (boolean, notified): strong enough and
 * both the same. Signal "activate": Enter in the second. */
GtkWidget *hz_password_group_new (void);
void hz_password_group_set_person (HzPasswordGroup *self,
                                   const char *login,
                                   const char *name);
void hz_password_group_avoid_names (HzPasswordGroup *self,
                                    HzRecords *records,
                                    GCancellable *cancellable);
gboolean hz_password_group_get_good (HzPasswordGroup *self);
HzSecret *hz_password_group_get_password (HzPasswordGroup *self);
void hz_password_group_set_password (HzPasswordGroup *self,
                                     HzSecret *password);
void hz_password_group_take_over (HzPasswordGroup *self,
                                  HzPasswordGroup *other);
void hz_password_group_clear (HzPasswordGroup *self);

/* The eye of a password row has no spoken name of its own in this version of the toolkit, and its
 * memory is not wiped. */
void hz_password_group_prepare_row (GtkWidget *row);

G_END_DECLS
