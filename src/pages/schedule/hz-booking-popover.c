/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-booking-popover.h"

#include <glib/gi18n.h>

#include "hz-shortcut.h"

/* As in the template; around the box: its margins, the popover's own and its arrow's. */
#define WIDTH 420
#define SPACING 12
#define AROUND 48
#define LEAST_HEIGHT 120

/**
 * HzBookingPopover:
 *
 * The booking form at a place of the time grid.
 */
struct _HzBookingPopover
{
  GtkPopover parent_instance;

  GtkWidget *box;
  GtkWidget *scroller;
  GtkWidget *title;
  GtkWidget *dismiss;
  GtkWidget *main_button;
  GtkWidget *form;
};

G_DEFINE_FINAL_TYPE (HzBookingPopover, hz_booking_popover, GTK_TYPE_POPOVER)

static void
on_main_clicked_cb (HzBookingPopover *self)
{
  hz_booking_form_submit (HZ_BOOKING_FORM (self->form));
}

static void
on_dismiss_clicked_cb (HzBookingPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* A popover does not shrink to its window: the form has what is left of the height by the rest. */
static void
fit (HzBookingPopover *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int rest = AROUND;

  if (root == NULL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural = 0;

      if (child != self->scroller && gtk_widget_get_visible (child))
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &natural, NULL, NULL);
      rest += natural + SPACING;
    }
  gtk_scrolled_window_set_max_content_height (
    GTK_SCROLLED_WINDOW (self->scroller),
    MAX (gtk_widget_get_height (GTK_WIDGET (root)) - rest, LEAST_HEIGHT));
}

static void
on_main_label_changed_cb (HzBookingPopover *self)
{
  gtk_button_set_label (GTK_BUTTON (self->main_button),
                        hz_booking_form_get_main_label (HZ_BOOKING_FORM (self->form)));
  fit (self);
}

static gboolean
on_submit_shortcut_cb (GtkWidget *widget,
                       GVariant *args,
                       gpointer data)
{
  on_main_clicked_cb (HZ_BOOKING_POPOVER (widget));

  return TRUE;
}

static void
on_map_cb (HzBookingPopover *self)
{
  fit (self);
  hz_booking_form_focus_first (HZ_BOOKING_FORM (self->form));
}

static void
hz_booking_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_BOOKING_POPOVER);

  G_OBJECT_CLASS (hz_booking_popover_parent_class)->dispose (object);
}

static void
hz_booking_popover_class_init (HzBookingPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_booking_popover_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/schedule/hz-booking-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HzBookingPopover, box);
  gtk_widget_class_bind_template_child (widget_class, HzBookingPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, HzBookingPopover, title);
  gtk_widget_class_bind_template_child (widget_class, HzBookingPopover, dismiss);
  gtk_widget_class_bind_template_child (widget_class, HzBookingPopover, main_button);
}

static void
hz_booking_popover_init (HzBookingPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->main_button);
  g_signal_connect_swapped (self->main_button, "clicked", G_CALLBACK (on_main_clicked_cb), self);
  g_signal_connect_swapped (self->dismiss, "clicked", G_CALLBACK (on_dismiss_clicked_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "<Control>Return",
                            on_submit_shortcut_cb, NULL);
}

/**
 * hz_booking_popover_new:
 * @records: the records
 * @before: (nullable): what is to be changed; %NULL for a new appointment
 *
 * Returns: (transfer floating): a popover without a place
 */
GtkWidget *
hz_booking_popover_new (HzRecords *records,
                        HzAppointment *before)
{
  HzBookingPopover *self = g_object_new (HZ_TYPE_BOOKING_POPOVER, NULL);
  GtkWidget *foot;

  self->form = hz_booking_form_new (records, before);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->form);
  foot = hz_booking_form_take_foot (HZ_BOOKING_FORM (self->form));
  gtk_box_insert_child_after (GTK_BOX (self->box), foot, self->scroller);
  if (before != NULL)
    gtk_label_set_label (GTK_LABEL (self->title), _("Change the appointment"));
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (on_dismiss_clicked_cb), self);
  g_signal_connect_swapped (self->form, "main-label-changed",
                            G_CALLBACK (on_main_label_changed_cb), self);
  on_main_label_changed_cb (self);

  return GTK_WIDGET (self);
}

HzBookingForm *
hz_booking_popover_get_form (HzBookingPopover *self)
{
  g_return_val_if_fail (HZ_IS_BOOKING_POPOVER (self), NULL);

  return HZ_BOOKING_FORM (self->form);
}

/**
 * hz_booking_popover_get_least_width:
 * @self: a popover that is not shown yet
 *
 * Returns: what it takes beside the place that it points at, with the longest that its button says
 */
int
hz_booking_popover_get_least_width (HzBookingPopover *self)
{
  int width, content;

  g_return_val_if_fail (HZ_IS_BOOKING_POPOVER (self), 0);

  gtk_button_set_label (GTK_BUTTON (self->main_button), _("Book anyway"));
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (self->form, GTK_ORIENTATION_HORIZONTAL, -1, &content, NULL, NULL, NULL);
  on_main_label_changed_cb (self);

  return MAX (width, content) + AROUND;
}
