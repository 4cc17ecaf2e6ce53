/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CASE_LIST (hz_case_list_get_type ())
G_DECLARE_FINAL_TYPE (HzCaseList, hz_case_list, HZ, CASE_LIST, GtkBox)

/* The cases the person works on. Signal: "case-activated" (const HzId *). */
GtkWidget *hz_case_list_new (HzRecords *records);
void hz_case_list_find (HzCaseList *self);

G_END_DECLS
