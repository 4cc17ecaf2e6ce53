/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_ERASURE_BAR (hz_erasure_bar_get_type ())
G_DECLARE_FINAL_TYPE (HzErasureBar, hz_erasure_bar, HZ, ERASURE_BAR, GtkBox)

void hz_erasure_bar_set_records (HzErasureBar *self,
                                 HzRecords *records);
void hz_erasure_bar_refresh (HzErasureBar *self);

G_END_DECLS
