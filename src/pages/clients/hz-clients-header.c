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
  GtkWidget *last;
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
          self->last = cell;
          continue;
        }

      self->sort_buttons[i] = gtk_button_new ();
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

/**
 * hz_clients_header_fit:
 * @self: the header
 * @width: of the list
 *
 * Returns: whether all columns have what they need in @width
 */
gboolean
hz_clients_header_fit (HzClientsHeader *self,
                       int width)
{
  int natural;
  int last = 0;
  gboolean fits;

  g_return_val_if_fail (HZ_IS_CLIENTS_HEADER (self), TRUE);

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (!gtk_widget_get_visible (self->last))
    {
      gtk_widget_set_visible (self->last, TRUE);
      gtk_widget_measure (self->last, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &last, NULL, NULL);
      last += gtk_box_get_spacing (GTK_BOX (self));
    }

  fits = natural + last <= width;
  gtk_widget_set_visible (self->last, fits);

  return fits;
}
