/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-shortcut-list.h"

#include <glib/gi18n.h>
#include <adwaita.h>

#include "hz-info-window.h"
#include "hz-shortcut-table.h"

/* The keys as they stand on the keyboard, whatever the language of the desktop. */
static char *
name_keys (const char *accelerator)
{
  g_autoptr (GString) name = g_string_new (NULL);
  GdkModifierType held = 0;
  guint key = 0;
  const char *last;

  if (!gtk_accelerator_parse (accelerator, &key, &held))
    return g_strdup (accelerator);

  if ((held & GDK_CONTROL_MASK) != 0)
    g_string_append (name, "Ctrl+");
  if ((held & GDK_ALT_MASK) != 0)
    g_string_append (name, "Alt+");
  if ((held & GDK_SHIFT_MASK) != 0)
    g_string_append (name, "Shift+");

  switch (key)
    {
    case GDK_KEY_Escape:
      last = "Esc";
      break;
    case GDK_KEY_Return:
      last = "Enter";
      break;
    case GDK_KEY_Left:
      last = "←";
      break;
    case GDK_KEY_Page_Down:
      last = "Page Down";
      break;
    case GDK_KEY_Page_Up:
      last = "Page Up";
      break;
    case GDK_KEY_BackSpace:
      last = "Backspace";
      break;
    case GDK_KEY_comma:
      last = ",";
      break;
    default:
      last = gdk_keyval_name (gdk_keyval_to_upper (key));
      break;
    }
  g_string_append (name, last);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static GtkWidget *
create_row (const HzShortcutEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = name_keys (entry->accelerator);
  GtkWidget *label = gtk_label_new (keys);

  gtk_widget_add_css_class (label, "hz-keys");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(entry->title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

/**
 * hz_shortcut_list_show:
 * @parent: the main window
 *
 * Shows all keys.
 */
void
hz_shortcut_list_show (GtkWindow *parent)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;
  int last_group = -1;
  gsize n_entries;
  const HzShortcutEntry *entries = hz_shortcut_table_get (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      if (entries[i].title == NULL)
        continue;
      if (entries[i].group != last_group)
        {
          last_group = entries[i].group;
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                           hz_shortcut_table_get_heading (last_group));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (&entries[i]));
    }

  gtk_window_present (hz_info_window_new (parent, _("Keyboard shortcuts"), page, 620, 620));
}
