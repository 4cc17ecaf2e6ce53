/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HzShortcutPlace:
 * @HZ_SHORTCUT_APPLICATION: heard in every window, before anything else
 * @HZ_SHORTCUT_WINDOW: heard in the main window, unless a field or the page takes the key
 * @HZ_SHORTCUT_LOCAL: a page, a dialog or a field hears it by itself; here to be shown
 */
typedef enum
{
  HZ_SHORTCUT_APPLICATION,
  HZ_SHORTCUT_WINDOW,
  HZ_SHORTCUT_LOCAL,
} HzShortcutPlace;

/**
 * HzShortcutEntry:
 * @group: number of its heading
 * @place: who hears it
 * @accelerator: with a Latin letter; the twins of other layouts come by themselves
 * @action: detailed; NULL for local ones
 * @title: what it does, in English, for gettext(); NULL when it is not shown
 */
typedef struct
{
  int group;
  HzShortcutPlace place;
  const char *accelerator;
  const char *action;
  const char *title;
} HzShortcutEntry;

const HzShortcutEntry *hz_shortcut_table_get (gsize *n_entries);
/* In the interface's language; NULL past the last. */
const char *hz_shortcut_table_get_heading (int group);

void hz_shortcut_table_add_to_application (GtkApplication *application);
void hz_shortcut_table_add_to_window (GtkWidget *window);

G_END_DECLS
