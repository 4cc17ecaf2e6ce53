/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_DRAFT_BAR (hz_draft_bar_get_type ())

G_DECLARE_FINAL_TYPE (HzDraftBar, hz_draft_bar, HZ, DRAFT_BAR, GtkBox)

/* Returns: (transfer full): what the draft is about, in a word or two. */
typedef char *(*HzDraftBarNameFunc) (GVariant *content);

/* Signal: "continue" (const HzId *draft_id). @kind: a static string. */
GtkWidget *hz_draft_bar_new (HzRecords *records,
                             const char *kind,
                             HzRight right,
                             HzDraftBarNameFunc get_name);
/* While such a form is on the screen, nothing is offered, nor does anything move. */
void hz_draft_bar_set_busy (HzDraftBar *self,
                            gboolean is_busy);

G_END_DECLS
