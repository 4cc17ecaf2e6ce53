/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-radio-row.h"

/**
 * hz_radio_row_add:
 * @group: a preferences group
 * @title: what can be chosen
 * @subtitle: what it means
 * @other: (nullable): the check of another choice
 *
 * Returns: (transfer none): its check
 */
GtkWidget *
hz_radio_row_add (GtkWidget *group,
                  const char *title,
                  const char *subtitle,
                  GtkWidget *other)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (other));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return check;
}
