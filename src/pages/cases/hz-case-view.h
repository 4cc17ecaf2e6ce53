/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CASE_VIEW (hz_case_view_get_type ())
G_DECLARE_FINAL_TYPE (HzCaseView, hz_case_view, HZ, CASE_VIEW, GtkBox)

/* One case: its notes, and the one that is read or written. */
GtkWidget *hz_case_view_new (HzRecords *records,
                             const HzId *case_id);
const HzId *hz_case_view_get_case_id (HzCaseView *self);

/* What to show when the case has been read: where she was, or a new note. */
void hz_case_view_start_note (HzCaseView *self);
GVariant *hz_case_view_get_place (HzCaseView *self);
void hz_case_view_set_place (HzCaseView *self,
                             GVariant *place);

void hz_case_view_find (HzCaseView *self);
/* Whether it is a legal case, for the help. */
gboolean hz_case_view_is_legal (HzCaseView *self);

G_END_DECLS
