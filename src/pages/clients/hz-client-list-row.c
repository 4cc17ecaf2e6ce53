/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-list-row.h"

#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-client-label.h"
#include "hz-code-list.h"

struct _HzClientListRow
{
  GtkBox parent_instance;

  /* Borrowed: GtkInscription, which draws its text without measuring it */
  GtkWidget *cells[HZ_N_CLIENT_COLUMNS];

  /* Owned */
  HzSlot *slot;
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (HzClientListRow, hz_client_list_row, GTK_TYPE_BOX)

static guint phone_clicked_signal;

/* Widths in characters: the least, and with room enough; the name takes what is left. */
static const struct
{
  guint least;
  guint natural;
} widths[HZ_N_CLIENT_COLUMNS] = {
  [HZ_CLIENT_COLUMN_NAME] = { 15, 30 }, [HZ_CLIENT_COLUMN_BORN] = { 9, 9 },
  [HZ_CLIENT_COLUMN_CODE] = { 8, 8 }, [HZ_CLIENT_COLUMN_DISTRICT] = { 13, 20 },
  [HZ_CLIENT_COLUMN_PHONE] = { 9, 9 }, [HZ_CLIENT_COLUMN_RULE] = { 20, 20 },
  [HZ_CLIENT_COLUMN_SERVICE] = { 20, 20 },
};

static void
set_cell (HzClientListRow *self,
          HzClientColumn column,
          const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (self->cells[column]), text != NULL ? text : "");
}

static void
show_phone (HzClientListRow *self,
            const HzClientRow *row)
{
  g_autofree char *masked = row->phone != NULL ? hz_client_label_mask (row->phone) : NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *rule = NULL;

  set_cell (self, HZ_CLIENT_COLUMN_PHONE, masked);
  if (row->phone != NULL)
    {
      rule = g_strdup_printf ("%s %s", hz_banner_get_glyph (row->rule),
                              hz_code_list_get_label ("safe_to_call", row->rule,
                                                      hz_language_get_interface ()));
      sentence = hz_banner_describe_rule (row->rule, row->note);
    }
  set_cell (self, HZ_CLIENT_COLUMN_RULE, rule);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells[HZ_CLIENT_COLUMN_PHONE]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : "", -1);
}

static void
show_name (HzClientListRow *self,
           const HzClientRow *row)
{
  g_autofree char *name = hz_client_label_row_name (row);
  g_autoptr (GString) line = g_string_new (NULL);

  if (row->urgent)
    g_string_append_printf (line, "%s · ", C_ ("client", "urgent"));
  g_string_append (line, name);
  if (row->also_known_as != NULL)
    g_string_append_printf (line, " (%s)", row->also_known_as);
  set_cell (self, HZ_CLIENT_COLUMN_NAME, line->str);
}

static void
fill (HzClientListRow *self)
{
  const HzClientRow *row = hz_client_list_row_get_row (self);
  g_autofree char *birth = NULL;

  if (row == NULL)
    {
      for (int i = 0; i < HZ_N_CLIENT_COLUMNS; i++)
        set_cell (self, i, NULL);
      return;
    }

  birth = hz_client_label_birth (row->birth);
  show_name (self, row);
  set_cell (self, HZ_CLIENT_COLUMN_BORN, birth);
  set_cell (self, HZ_CLIENT_COLUMN_CODE, row->code);
  set_cell (self, HZ_CLIENT_COLUMN_DISTRICT, hz_client_label_district (row->district));
  show_phone (self, row);
  set_cell (self, HZ_CLIENT_COLUMN_SERVICE,
            hz_code_list_get_label ("service_asked", row->service_asked,
                                    hz_language_get_interface ()));
}

static void
on_slot_changed_cb (HzSlot *slot,
                    HzClientListRow *self)
{
  fill (self);
}

static void
on_phone_released_cb (GtkGestureClick *gesture,
                      int n_press,
                      double x,
                      double y,
                      HzClientListRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, phone_clicked_signal, 0);
}

static void
hz_client_list_row_dispose (GObject *object)
{
  hz_client_list_row_set_slot (HZ_CLIENT_LIST_ROW (object), NULL);

  G_OBJECT_CLASS (hz_client_list_row_parent_class)->dispose (object);
}

static void
hz_client_list_row_class_init (HzClientListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_list_row_dispose;

  /**
   * HzClientListRow::phone-clicked:
   *
   * The number is asked for.
   */
  phone_clicked_signal = g_signal_new ("phone-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_client_list_row_init (HzClientListRow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-list-row");
  for (int i = 0; i < HZ_N_CLIENT_COLUMNS; i++)
    {
      self->cells[i] = hz_client_list_row_create_cell (i);
      gtk_box_append (GTK_BOX (self), self->cells[i]);
    }

  g_signal_connect (gesture, "released", G_CALLBACK (on_phone_released_cb), self);
  gtk_widget_add_controller (self->cells[HZ_CLIENT_COLUMN_PHONE], GTK_EVENT_CONTROLLER (gesture));
}

GtkWidget *
hz_client_list_row_new (void)
{
  return g_object_new (HZ_TYPE_CLIENT_LIST_ROW, NULL);
}

/**
 * hz_client_list_row_create_cell:
 * @column: of the list
 *
 * Returns: (transfer floating): a cell as wide as all of its column, at any size of text
 */
GtkWidget *
hz_client_list_row_create_cell (HzClientColumn column)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), widths[column].least);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), widths[column].natural);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (cell, column == HZ_CLIENT_COLUMN_NAME);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  if (column == HZ_CLIENT_COLUMN_BORN || column == HZ_CLIENT_COLUMN_CODE
      || column == HZ_CLIENT_COLUMN_PHONE)
    gtk_widget_add_css_class (cell, "numeric");

  return cell;
}

/**
 * hz_client_list_row_set_slot:
 * @self: a line
 * @slot: (nullable): what it shows from now on
 */
void
hz_client_list_row_set_slot (HzClientListRow *self,
                             HzSlot *slot)
{
  g_return_if_fail (HZ_IS_CLIENT_LIST_ROW (self));

  if (self->slot != NULL)
    g_clear_signal_handler (&self->changed_id, self->slot);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;

  self->changed_id = g_signal_connect (slot, "changed", G_CALLBACK (on_slot_changed_cb), self);
  fill (self);
}

/**
 * hz_client_list_row_left_out:
 * @place: below %HZ_CLIENT_COLUMNS_LEFT_OUT
 *
 * Returns: the column that is left out at that place, when there is no room for all
 */
HzClientColumn
hz_client_list_row_left_out (guint place)
{
  static const HzClientColumn columns[HZ_CLIENT_COLUMNS_LEFT_OUT] = {
    HZ_CLIENT_COLUMN_SERVICE, HZ_CLIENT_COLUMN_DISTRICT,
  };

  return columns[place];
}

/**
 * hz_client_list_row_leave_out:
 * @self: a line
 * @n_left_out: how many columns there is no room for
 */
void
hz_client_list_row_leave_out (HzClientListRow *self,
                              guint n_left_out)
{
  g_return_if_fail (HZ_IS_CLIENT_LIST_ROW (self));

  for (guint i = 0; i < HZ_CLIENT_COLUMNS_LEFT_OUT; i++)
    gtk_widget_set_visible (self->cells[hz_client_list_row_left_out (i)], i >= n_left_out);
}

const HzClientRow *
hz_client_list_row_get_row (HzClientListRow *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_LIST_ROW (self), NULL);

  return self->slot != NULL ? hz_slot_get_row (self->slot) : NULL;
}
