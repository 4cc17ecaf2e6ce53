/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_ROOM_FIELD (hz_room_field_get_type ())
G_DECLARE_FINAL_TYPE (HzRoomField, hz_room_field, HZ, ROOM_FIELD, GtkBox)

void hz_room_field_load (HzRoomField *self,
                         HzRecords *records);
const char *hz_room_field_get_room (HzRoomField *self);
void hz_room_field_set_room (HzRoomField *self,
                             const char *room);

G_END_DECLS
