/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of the settings are built of, and the page Security. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-paragraph.h"
#include "hz-settings-sheets.h"
#include "hz-wrap-box.h"

GtkWidget *
hz_settings_page_add_group (GtkWidget *page,
                            const char *title,
                            const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return group;
}

/**
 * hz_settings_page_create_row:
 * @title: plain text
 * @subtitle: (nullable): more about it
 *
 * Returns: (transfer floating): a row that is only read, or gets something to press
 */
GtkWidget *
hz_settings_page_create_row (const char *title,
                             const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

GtkWidget *
hz_settings_page_add_row (GtkWidget *group,
                          const char *title,
                          const char *subtitle)
{
  GtkWidget *row = hz_settings_page_create_row (title, subtitle);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

/**
 * hz_settings_page_holds_focus:
 * @widget: one that may go
 *
 * Returns: whether the keyboard is on it or in it
 */
gboolean
hz_settings_page_holds_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
get_number (GValue *value,
            GVariant *variant,
            gpointer data)
{
  g_value_set_double (value, g_variant_get_uint32 (variant));

  return TRUE;
}

static GVariant *
set_number (const GValue *value,
            const GVariantType *type,
            gpointer data)
{
  return g_variant_new_uint32 ((guint32) (g_value_get_double (value) + 0.5));
}

/**
 * hz_settings_page_add_number:
 * @group: where
 * @title: what it is
 * @subtitle: (nullable): more about it
 * @settings: of this computer
 * @key: an unsigned number
 * @least: its least
 * @most: its most
 * @step: by how much an arrow changes it
 */
void
hz_settings_page_add_number (GtkWidget *group,
                             const char *title,
                             const char *subtitle,
                             GSettings *settings,
                             const char *key,
                             int least,
                             int most,
                             int step)
{
  GtkWidget *row = hz_settings_page_add_row (group, title, subtitle);
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, step);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_settings_bind_with_mapping (settings, key, spin, "value", G_SETTINGS_BIND_DEFAULT, get_number,
                                set_number, NULL, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
}

static void
set_margins (GtkWidget *box)
{
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
}

/**
 * hz_settings_page_add_choice:
 * @group: where
 * @title: what is chosen
 * @buttons: what can be chosen; beside the title, or below it where there is no room
 */
void
hz_settings_page_add_choice (GtkWidget *group,
                             const char *title,
                             GtkWidget *buttons)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = hz_wrap_box_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  hz_wrap_box_append (HZ_WRAP_BOX (box), label);
  hz_wrap_box_append (HZ_WRAP_BOX (box), buttons);
  set_margins (box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/**
 * hz_settings_page_create_number_row:
 * @title: whose number it is
 * @button: what is pressed once it was compared; beside it, or below it where there is no room
 * @number: (out) (transfer none): the label that is to show it
 *
 * Returns: (transfer floating): a row in which no number is broken into two lines
 */
GtkWidget *
hz_settings_page_create_number_row (const char *title,
                                    GtkWidget *button,
                                    GtkWidget **number)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = hz_wrap_box_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  hz_paragraph_add (lines, title, NULL);
  *number = hz_paragraph_add (lines, "…", "hz-key-number");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  hz_wrap_box_append (HZ_WRAP_BOX (box), lines);
  hz_wrap_box_append (HZ_WRAP_BOX (box), button);
  set_margins (box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return row;
}

GtkWidget *
hz_settings_page_add_message (GtkWidget *group)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_visible (label, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);

  return label;
}

/**
 * hz_settings_page_tell:
 * @message: of hz_settings_page_add_message()
 * @sentence: (nullable): what to say when all went well
 * @error: (nullable): what went wrong
 */
void
hz_settings_page_tell (GtkWidget *message,
                       const char *sentence,
                       const GError *error)
{
  g_autofree char *wrong = error != NULL ? hz_error_text_describe (error) : NULL;

  if (error != NULL)
    g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  if (wrong != NULL)
    gtk_widget_add_css_class (message, "error");
  else
    gtk_widget_remove_css_class (message, "error");

  sentence = wrong != NULL ? wrong : sentence;
  gtk_label_set_label (GTK_LABEL (message), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (message, sentence != NULL && *sentence != '\0');
}

/**
 * hz_settings_page_create_security:
 * @session: open
 * @settings: of this computer
 *
 * Returns: (transfer floating): when the window locks, the recovery sheets, where the data are,
 *   what the computer lacks
 */
GtkWidget *
hz_settings_page_create_security (HzSession *session,
                                  GSettings *settings)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = hz_settings_page_add_group (page, _("Locking"), NULL);
  HzVault *vault = hz_session_get_vault (session);
  g_autofree char *folder = g_filename_display_name (hz_vault_get_folder (vault));

  hz_settings_page_add_number (group, _("Minutes without a key or a click until it locks"),
                               _("On a computer that several people use: two."), settings,
                               "idle-minutes", 1, 15, 1);

  group = hz_settings_sheets_new (hz_session_get_records (session));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  group = hz_settings_page_add_group (page, _("The data"), NULL);
  hz_settings_page_add_row (group, _("The folder"), folder);

  if ((hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_MEMORY_NOT_PINNED) != 0)
    hz_settings_page_add_row (group, _("This computer may copy secrets to its disk while running. "
                                       "Encrypt its swap."),
                              NULL);
  if ((hz_vault_get_notices (vault) & HZ_VAULT_NOTICE_SWAP_IN_CLEAR) != 0)
    hz_settings_page_add_row (group, _("The swap of this computer is not encrypted. Whoever takes its "
                                       "disk may find there what the program held in memory. Encrypt "
                                       "the swap or switch it off."),
                              NULL);

  return page;
}
