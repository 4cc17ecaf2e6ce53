/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_DIRECTORY_LIST (hz_directory_list_get_type ())
G_DECLARE_FINAL_TYPE (HzDirectoryList, hz_directory_list, HZ, DIRECTORY_LIST, GtkBox)

GtkWidget *hz_directory_list_new (HzRecords *records);

G_END_DECLS
