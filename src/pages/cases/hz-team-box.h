/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-case-file-store.h"

G_BEGIN_DECLS

#define HZ_TYPE_TEAM_BOX (hz_team_box_get_type ())
G_DECLARE_FINAL_TYPE (HzTeamBox, hz_team_box, HZ, TEAM_BOX, GtkBox)

/* Who can open a case, in words, and how a colleague is let in. For a popover. Signal: "changed", when
 * the team is known or another one. */
GtkWidget *hz_team_box_new (HzRecords *records);
void hz_team_box_set_case (HzTeamBox *self,
                           HzCaseFile *case_file);
/* "Readable by: …"; %NULL before the team is known. */
const char *hz_team_box_get_sentence (HzTeamBox *self);
/* The names alone, for a button. */
const char *hz_team_box_get_names (HzTeamBox *self);

G_END_DECLS
