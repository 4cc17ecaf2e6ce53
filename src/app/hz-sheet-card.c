/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheet-card.h"

#include <glib/gi18n.h>
#include <string.h>

#define GROUP_CHARACTERS 5

struct _HzSheetCard
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *groups[HZ_SHEET_GROUPS];
};

G_DEFINE_FINAL_TYPE (HzSheetCard, hz_sheet_card, GTK_TYPE_BOX)

static GtkWidget *
create_text (const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
hz_sheet_card_class_init (HzSheetCardClass *klass)
{
}

static GtkWidget *
create_grid (HzSheetCard *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 36);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 18);
  gtk_widget_set_halign (grid, GTK_ALIGN_CENTER);
  for (int i = 0; i < HZ_SHEET_GROUPS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i + 1);
      GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

      self->groups[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->groups[i], "hz-sheet-group");
      gtk_box_append (GTK_BOX (cell), create_text (number, "dim-label"));
      gtk_box_append (GTK_BOX (cell), self->groups[i]);
      gtk_grid_attach (GTK_GRID (grid), cell, i % 2, i / 2, 1, 1);
    }

  return grid;
}

static void
hz_sheet_card_init (HzSheetCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);

  self->title = create_text (NULL, "title-4");
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self),
                  create_text (_("Copy these eight groups by hand onto a sheet of paper, with the "
                                 "heading above."),
                               NULL));
  gtk_box_append (GTK_BOX (self), create_grid (self));
  gtk_box_append (GTK_BOX (self), create_text (_("There is no letter O and no letter I: 0 and 1 are "
                                                 "digits."),
                                               "caption"));
}

GtkWidget *
hz_sheet_card_new (void)
{
  return g_object_new (HZ_TYPE_SHEET_CARD, NULL);
}

/**
 * hz_sheet_card_name:
 * @sheets: a set
 * @number: one of it
 *
 * Returns: (transfer full): what it is called, in the interface's language
 */
char *
hz_sheet_card_name (HzSheets *sheets,
                    guint number)
{
  return g_strdup_printf (_("Sheet %c%u of %u"), hz_sheets_get_set (sheets), number,
                          hz_sheets_get_n (sheets));
}

/**
 * hz_sheet_card_show:
 * @self: a card
 * @sheets: a set
 * @number: which of it is shown
 */
void
hz_sheet_card_show (HzSheetCard *self,
                    HzSheets *sheets,
                    guint number)
{
  g_autoptr (HzSecret) text = hz_sheets_get_text (sheets, number);
  g_autofree char *title = hz_sheet_card_name (sheets, number);
  const char *at = hz_secret_get_text (text);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  for (int i = 0; i < HZ_SHEET_GROUPS; i++)
    {
      char group[GROUP_CHARACTERS + 1] = { 0 };

      memcpy (group, at, GROUP_CHARACTERS);
      gtk_label_set_label (GTK_LABEL (self->groups[i]), group);
      at += i < HZ_SHEET_GROUPS - 1 ? GROUP_CHARACTERS + 1 : 0;
    }
}

/**
 * hz_sheet_card_clear:
 * @self: a card
 */
void
hz_sheet_card_clear (HzSheetCard *self)
{
  for (int i = 0; i < HZ_SHEET_GROUPS; i++)
    gtk_label_set_label (GTK_LABEL (self->groups[i]), "");
}
