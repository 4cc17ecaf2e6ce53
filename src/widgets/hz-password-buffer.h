/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_PASSWORD_BUFFER (hz_password_buffer_get_type ())
G_DECLARE_FINAL_TYPE (HzPasswordBuffer, hz_password_buffer, HZ, PASSWORD_BUFFER, GtkEntryBuffer)

/* A password while it is typed, in guarded memory, every letter wiped as it goes. */
GtkEntryBuffer *hz_password_buffer_new (void);

/* @row: an entry that is empty, in place of its own buffer. */
void hz_password_buffer_install (GtkEditable *row);

G_END_DECLS
