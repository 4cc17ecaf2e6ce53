/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clients-header.h"

#include <glib/gi18n.h>

#include "hz-client-list-row.h"

struct _HzClientsHeader
{
  GtkBox parent_instance;

  GtkWidget *sort_buttons[HZ_N_CLIENT_COLUMNS];
  GtkWidget *columns[HZ_N_CLIENT_COLUMNS];
  HzClientSort sort;
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (HzClientsHeader, hz_clients_header, GTK_TYPE_BOX)

static guint changed_signal;

static int
get_sort_of (HzClientColumn column)
{
  switch (column)
    {
    case HZ_CLIENT_COLUMN_NAME:
      return HZ_CLIENT_SORT_NAME;
    case HZ_CLIENT_COLUMN_BORN:
      return HZ_CLIENT_SORT_BIRTH;
    case HZ_CLIENT_COLUMN_CODE:
      return HZ_CLIENT_SORT_CODE;
    default:
      return -1;
    }
}

static const char *
get_title (HzClientColumn column)
{
  static const char *const titles[] = {
    [HZ_CLIENT_COLUMN_NAME] = NC_ ("column", "Name"),
    [HZ_CLIENT_COLUMN_BORN] = NC_ ("column", "Born"),
    [HZ_CLIENT_COLUMN_CODE] = NC_ ("column", "Code"),
    [HZ_CLIENT_COLUMN_DISTRICT] = NC_ ("column", "District"),
    [HZ_CLIENT_COLUMN_PHONE] = NC_ ("column", "Phone"),
    [HZ_CLIENT_COLUMN_RULE] = NC_ ("column", "Safe to call"),
    [HZ_CLIENT_COLUMN_SERVICE] = NC_ ("column", "Asked to see"),
  };

  return g_dpgettext2 (NULL, "column", titles[column]);
}

/* The order is said, not only drawn. */
static void
update (HzClientsHeader *self)
{
  for (int i = 0; i < HZ_N_CLIENT_COLUMNS; i++)
    {
      gboolean is_sorted = get_sort_of (i) == (int) self->sort;
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;
      const char *order;

      if (self->sort_buttons[i] == NULL)
        continue;

      order = self->descending ? _("in descending order") : _("in ascending order");
      text = g_strdup_printf ("%s%s", get_title (i),
                              !is_sorted ? "" : (self->descending ? " ▾" : " ▴"));
      name = is_sorted ? g_strdup_printf ("%s, %s", get_title (i), order)
                       : g_strdup (get_title (i));
      gtk_inscription_set_text (
        GTK_INSCRIPTION (gtk_button_get_child (GTK_BUTTON (self->sort_buttons[i]))), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort_buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
on_sort_clicked_cb (GtkWidget *button,
                    HzClientsHeader *self)
{
  int sort = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "hz-sort"));

  self->descending = sort == (int) self->sort && !self->descending;
  self->sort = (HzClientSort) sort;
  update (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
hz_clients_header_class_init (HzClientsHeaderClass *klass)
{
  /**
   * HzClientsHeader::changed:
   *
   * The list is to be in another order.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_clients_header_init (HzClientsHeader *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-list-header");
  for (int i = 0; i < HZ_N_CLIENT_COLUMNS; i++)
    {
      GtkWidget *cell = hz_client_list_row_create_cell (i);
      int sort = get_sort_of (i);

      gtk_inscription_set_text (GTK_INSCRIPTION (cell), get_title (i));
      if (sort < 0)
        {
          gtk_box_append (GTK_BOX (self), cell);
          self->columns[i] = cell;
          continue;
        }

      self->sort_buttons[i] = self->columns[i] = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->sort_buttons[i]), cell);
      g_object_set_data (G_OBJECT (self->sort_buttons[i]), "hz-sort", GINT_TO_POINTER (sort));
      g_signal_connect (self->sort_buttons[i], "clicked", G_CALLBACK (on_sort_clicked_cb), self);
      gtk_box_append (GTK_BOX (self), self->sort_buttons[i]);
    }

  update (self);
}

/**
 * hz_clients_header_get_sort:
 * @self: the header
 * @descending: (out): whether the other way round
 *
 * Returns: by what the list is put in order
 */
HzClientSort
hz_clients_header_get_sort (HzClientsHeader *self,
                            gboolean *descending)
{
  g_return_val_if_fail (HZ_IS_CLIENTS_HEADER (self), HZ_CLIENT_SORT_NAME);

  *descending = self->descending;

  return self->sort;
}

/* What a column takes, with the space before it; its name is to be read, the others may be tight. */
static int
measure_column (HzClientsHeader *self,
                HzClientColumn column)
{
  gboolean is_visible = gtk_widget_get_visible (self->columns[column]);
  int minimum, natural;

  gtk_widget_set_visible (self->columns[column], TRUE);
  gtk_widget_measure (self->columns[column], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL,
                      NULL);
  gtk_widget_set_visible (self->columns[column], is_visible);

  return (column == HZ_CLIENT_COLUMN_NAME ? (minimum + natural) / 2 : minimum) +
         gtk_box_get_spacing (GTK_BOX (self));
}

/**
 * hz_clients_header_fit:
 * @self: the header
 * @width: of the list
 *
 * Leaves out what there is no room for in @width.
 *
 * Returns: how many columns of hz_client_list_row_left_out() that are
 */
guint
hz_clients_header_fit (HzClientsHeader *self,
                       int width)
{
  int needed = 0;
  guint n_left_out = 0;

  g_return_val_if_fail (HZ_IS_CLIENTS_HEADER (self), 0);

  for (int i = 0; i < HZ_N_CLIENT_COLUMNS; i++)
    needed += measure_column (self, i);
  for (guint i = 0; i < HZ_CLIENT_COLUMNS_LEFT_OUT; i++)
    {
      HzClientColumn column = hz_client_list_row_left_out (i);
      gboolean is_left_out = needed > width;

      gtk_widget_set_visible (self->columns[column], !is_left_out);
      if (is_left_out)
        {
          needed -= measure_column (self, column);
          n_left_out++;
        }
    }

  return n_left_out;
}
