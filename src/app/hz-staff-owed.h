/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_STAFF_OWED (hz_staff_owed_get_type ())
G_DECLARE_FINAL_TYPE (HzStaffOwed, hz_staff_owed, HZ, STAFF_OWED, AdwPreferencesGroup)

/* What is still to be done after somebody left: the centre key changes by itself, and is shown while it
 * does; the person's own cases get new keys; which cases only the recovery sheets open any more. Not to
 * be seen when nothing is owed. */
GtkWidget *hz_staff_owed_new (HzRecords *records);

G_END_DECLS
