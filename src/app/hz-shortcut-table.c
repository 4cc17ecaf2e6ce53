/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-shortcut-table.h"

#include <glib/gi18n.h>

#include "hz-shortcut.h"

enum
{
  SAFETY,
  WINDOW,
  WORK,
  WRITING,
  APPOINTMENT,
  N_GROUPS
};

static const char *const headings[N_GROUPS] = {
  N_("Hiding and locking"),
  N_("The window"),
  N_("Working"),
  N_("Writing"),
  N_("On an appointment"),
};

static const HzShortcutEntry entries[] = {
  { SAFETY, HZ_SHORTCUT_APPLICATION, "F12", "app.hide", N_("Hide everything now") },
  { SAFETY, HZ_SHORTCUT_APPLICATION, "<Control>l", "app.lock", N_("Lock") },
  { SAFETY, HZ_SHORTCUT_APPLICATION, "<Control>q", "app.quit", N_("Lock and quit") },
  { SAFETY, HZ_SHORTCUT_LOCAL, "Escape", NULL, N_("Close a dialog, keep the draft") },

  { WINDOW, HZ_SHORTCUT_WINDOW, "<Control>k", "win.search", N_("Search everything") },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Alt>1", "win.show-row(1)", N_("First page; Alt+2 the second…") },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Alt>2", "win.show-row(2)", NULL },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Alt>3", "win.show-row(3)", NULL },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Alt>4", "win.show-row(4)", NULL },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Alt>5", "win.show-row(5)", NULL },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Alt>Left", "win.back", N_("Back") },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Control>w", "win.back", NULL },
  { WINDOW, HZ_SHORTCUT_WINDOW, "F9", "win.toggle-sidebar", N_("Show or hide the list of pages") },
  { WINDOW, HZ_SHORTCUT_WINDOW, "F11", "win.fullscreen", N_("Full screen") },
  { WINDOW, HZ_SHORTCUT_LOCAL, "F10", NULL, N_("Menu") },
  { WINDOW, HZ_SHORTCUT_LOCAL, "F6", NULL, N_("Next pane") },
  { WINDOW, HZ_SHORTCUT_APPLICATION, "F1", "app.help", N_("Help for this screen") },
  { WINDOW, HZ_SHORTCUT_APPLICATION, "<Control>F1", "app.shortcuts", N_("This list") },
  { WINDOW, HZ_SHORTCUT_WINDOW, "<Control>comma", "win.settings", N_("Settings") },
  { WINDOW, HZ_SHORTCUT_APPLICATION, "<Control><Shift>l", "app.next-language",
    N_("Next language") },

  { WORK, HZ_SHORTCUT_WINDOW, "<Control>f", "win.find", N_("Search in this page") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>BackSpace", NULL, N_("Clear the search and the filters") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>1", NULL,
    N_("First section of a client; Ctrl+2 the second…") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>Page_Down", NULL, N_("Next section of a client") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>Page_Up", NULL, N_("Section before") },
  { WORK, HZ_SHORTCUT_WINDOW, "<Control>n", "win.new-client::", N_("New client") },
  { WORK, HZ_SHORTCUT_WINDOW, "<Control>b", "win.book::", N_("Book an appointment") },
  { WORK, HZ_SHORTCUT_WINDOW, "<Control><Shift>n", "win.new-note::", N_("New note") },
  { WORK, HZ_SHORTCUT_WINDOW, "<Control>r", "win.refer::", N_("Refer") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>Return", NULL, N_("Main button of the page or dialog") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>p", NULL, N_("Issue a letter, then print it") },
  { WORK, HZ_SHORTCUT_LOCAL, "<Control>d", NULL, N_("Today in the schedule; the hour in a note") },
  { WORK, HZ_SHORTCUT_LOCAL, "F7", NULL, N_("Whether she may be called") },
  { WORK, HZ_SHORTCUT_WINDOW, "<Control>z", "win.undo", N_("Undo the last act") },

  { WRITING, HZ_SHORTCUT_LOCAL, "F2", NULL, N_("Tajik letter instead of its Russian twin") },
  { WRITING, HZ_SHORTCUT_LOCAL, "<Control>s", NULL, N_("Store now") },
  { WRITING, HZ_SHORTCUT_LOCAL, "<Control><Shift>Return", NULL, N_("Sign and seal") },
  { WRITING, HZ_SHORTCUT_LOCAL, "<Control><Shift>t", NULL, N_("Next form of a note") },
  { WRITING, HZ_SHORTCUT_LOCAL, "F4", NULL, N_("Open a date, a time or a choice") },

  { APPOINTMENT, HZ_SHORTCUT_LOCAL, "a", NULL, N_("She has come") },
  { APPOINTMENT, HZ_SHORTCUT_LOCAL, "s", NULL, N_("The session begins") },
  { APPOINTMENT, HZ_SHORTCUT_LOCAL, "d", NULL, N_("The session is over") },
  { APPOINTMENT, HZ_SHORTCUT_LOCAL, "n", NULL, N_("She did not come") },
  { APPOINTMENT, HZ_SHORTCUT_LOCAL, "m", NULL, N_("Move it with the arrows, Enter puts it down") },
  { APPOINTMENT, HZ_SHORTCUT_LOCAL, "Delete", NULL, N_("It is cancelled; in Today: she did not come") },
};

/**
 * hz_shortcut_table_get:
 * @n_entries: (out): how many
 *
 * Returns: (transfer none): the shortcuts of the program, those of a group together
 */
const HzShortcutEntry *
hz_shortcut_table_get (gsize *n_entries)
{
  *n_entries = G_N_ELEMENTS (entries);

  return entries;
}

/**
 * hz_shortcut_table_get_heading:
 * @group: of an entry
 *
 * Returns: (transfer none) (nullable): its heading, in the interface's language
 */
const char *
hz_shortcut_table_get_heading (int group)
{
  return group >= 0 && group < N_GROUPS ? _(headings[group]) : NULL;
}

/* An action with several keys gets them at once, or the last would be its only one. */
static void
add_action (GtkApplication *application,
            const char *action)
{
  const char *keys[4] = { NULL };
  gsize n_keys = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (entries) && n_keys < G_N_ELEMENTS (keys) - 1; i++)
    if (g_strcmp0 (entries[i].action, action) == 0)
      keys[n_keys++] = entries[i].accelerator;

  hz_shortcut_add_to_application (application, action, keys);
}

/* An open popover has every key to itself, and the program's would do nothing: F12 in the menu, in a
 * search, in a list of choices. */
static void
add_to_popovers (const HzShortcutEntry *entry)
{
  GtkWidgetClass *popover_class = g_type_class_ref (GTK_TYPE_POPOVER);

  hz_shortcut_class_add_action (popover_class, entry->accelerator, entry->action);
  g_type_class_unref (popover_class);
}

/**
 * hz_shortcut_table_add_to_application:
 * @application: the program
 *
 * The keys that every window hears, and every popover; to be called before there is one.
 */
void
hz_shortcut_table_add_to_application (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].place == HZ_SHORTCUT_APPLICATION)
      {
        add_action (application, entries[i].action);
        add_to_popovers (&entries[i]);
      }
}

/**
 * hz_shortcut_table_add_to_window:
 * @window: the main window
 *
 * The keys that it hears when nothing in it wants them.
 */
void
hz_shortcut_table_add_to_window (GtkWidget *window)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].place == HZ_SHORTCUT_WINDOW)
      hz_shortcut_add_action (window, GTK_SHORTCUT_SCOPE_LOCAL, entries[i].accelerator,
                              entries[i].action);
}
