/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The help: short pages of plain text, in the format that data/README.md describes. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-help.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-info-window.h"

#define FOLDER "/tj/hamroz/Hamroz/data/help"

static const char *const pages[] = {
  "index",        "today",     "clients",  "client", "schedule",   "cases",
  "consultation", "referrals", "settings", "setup",  "protection", NULL,
};

/**
 * hz_help_list:
 *
 * Returns: (transfer none): the names of all pages
 */
const char *const *
hz_help_list (void)
{
  return pages;
}

/**
 * hz_help_read:
 * @page: name of a page
 * @language: of its text
 *
 * Returns: (transfer full) (nullable): its text
 */
char *
hz_help_read (const char *page,
              HzLanguage language)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%s/%s.txt", hz_language_get_code (language),
                                           page);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static GtkWidget *
create_paragraph (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 70);

  return label;
}

static GtkWidget *
create_heading (const char *text,
                gboolean is_title)
{
  GtkWidget *label = create_paragraph (text);

  gtk_widget_add_css_class (label, is_title ? "title-2" : "heading");
  if (!is_title)
    gtk_widget_set_margin_top (label, 12);

  return label;
}

static GtkWidget *
create_item (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = gtk_label_new ("•");

  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), create_paragraph (text));

  return box;
}

static void
end_paragraph (GtkBox *box,
               GString *paragraph)
{
  if (paragraph->len > 0)
    gtk_box_append (box, create_paragraph (paragraph->str));
  g_string_truncate (paragraph, 0);
}

static GtkWidget *
create_page (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) paragraph = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      gboolean is_heading = g_str_has_prefix (*line, "# ");
      gboolean is_item = g_str_has_prefix (*line, "- ");

      if (is_heading || is_item || **line == '\0')
        end_paragraph (GTK_BOX (box), paragraph);
      if (is_heading)
        gtk_box_append (GTK_BOX (box), create_heading (*line + 2, line == lines));
      else if (is_item)
        gtk_box_append (GTK_BOX (box), create_item (*line + 2));
      else if (**line != '\0')
        g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? " " : "", *line);
    }
  end_paragraph (GTK_BOX (box), paragraph);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);

  return box;
}

static GtkWidget *
create_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);

  return scrolled;
}

/* The first line of a page, without its sign. */
static char *
get_title (const char *text)
{
  const char *end = strchrnul (text, '\n');

  return end - text > 2 ? g_strndup (text + 2, (gsize) (end - text - 2)) : g_strdup ("");
}

static void
on_row_selected_cb (GtkListBox *list,
                    GtkListBoxRow *row,
                    gpointer data)
{
  if (row != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (data), gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
add_page (GtkListBox *list,
          GtkStack *stack,
          const char *page)
{
  g_autofree char *text = hz_help_read (page, hz_language_get_interface ());
  g_autofree char *title = NULL;
  GtkWidget *row;
  GtkWidget *label;

  if (text == NULL)
    return;

  title = get_title (text);
  row = gtk_list_box_row_new ();
  label = create_paragraph (title);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_name (row, page);
  gtk_list_box_append (list, row);
  gtk_stack_add_named (stack, create_scrolled (create_page (text)), page);
}

static void
select_page (GtkListBox *list,
             const char *page)
{
  GtkListBoxRow *row;

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), page) == 0)
      gtk_list_box_select_row (list, row);
}

/**
 * hz_help_show:
 * @parent: the main window
 * @page: name of a page; one that does not exist is the first
 *
 * Opens the help.
 */
void
hz_help_show (GtkWindow *parent,
              const char *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *side = create_scrolled (list);
  GtkWindow *window;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"),
                                  -1);
  for (const char *const *name = pages; *name != NULL; name++)
    add_page (GTK_LIST_BOX (list), GTK_STACK (stack), *name);

  gtk_widget_set_hexpand (stack, TRUE);
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_box_append (GTK_BOX (box), side);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), stack);
  g_signal_connect (list, "row-selected", G_CALLBACK (on_row_selected_cb), stack);
  select_page (GTK_LIST_BOX (list), page);

  window = hz_info_window_new (parent, _("Help"), box, 860, 600);
  gtk_window_set_focus (window,
                        GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))));
  gtk_window_present (window);
}
