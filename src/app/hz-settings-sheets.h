/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SETTINGS_SHEETS (hz_settings_sheets_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsSheets, hz_settings_sheets, HZ, SETTINGS_SHEETS, AdwPreferencesGroup)

/* The recovery sheets: what they do not open yet, and what they were used for; new ones in the place of
 * those there are; while new ones wait, their number to be compared, and that they count. */
GtkWidget *hz_settings_sheets_new (HzRecords *records);

G_END_DECLS
