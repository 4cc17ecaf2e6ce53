/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

/* A GtkDropDown of the colleagues who do case work and hold the care key. @without: (element-type HzId)
 * (nullable): who is left out. */
guint hz_member_choice_fill (GtkDropDown *drop_down,
                             HzRecords *records,
                             GArray *without);
gboolean hz_member_choice_get (GtkDropDown *drop_down,
                               HzId *member_id);
void hz_member_choice_set (GtkDropDown *drop_down,
                           const HzId *member_id);

G_END_DECLS
