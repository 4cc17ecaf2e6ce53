/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-time-event.h"

G_BEGIN_DECLS

#define HZ_TYPE_TIME_BLOCK (hz_time_block_get_type ())
G_DECLARE_FINAL_TYPE (HzTimeBlock, hz_time_block, HZ, TIME_BLOCK, GtkWidget)

GtkWidget *hz_time_block_new (void);
const HzTimeEvent *hz_time_block_get_event (HzTimeBlock *self);
void hz_time_block_set_event (HzTimeBlock *self,
                              const HzTimeEvent *event);
void hz_time_block_set_picked (HzTimeBlock *self,
                               gboolean picked);

G_END_DECLS
