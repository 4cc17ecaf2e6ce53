/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-booking-dialog.h"

#include <glib/gi18n.h>

#define DIALOG_HEIGHT 620

/**
 * HzBookingDialog:
 *
 * The booking form from anywhere, when no place in the grid was pointed at.
 */
struct _HzBookingDialog
{
  HzDialog parent_instance;

  GtkWidget *form;
};

G_DEFINE_FINAL_TYPE (HzBookingDialog, hz_booking_dialog, HZ_TYPE_DIALOG)

static void
hz_booking_dialog_respond (HzDialog *dialog)
{
  hz_booking_form_submit (HZ_BOOKING_FORM (HZ_BOOKING_DIALOG (dialog)->form));
}

/* What was typed stays a draft. */
static void
hz_booking_dialog_dismiss (HzDialog *dialog)
{
  hz_booking_form_leave (HZ_BOOKING_FORM (HZ_BOOKING_DIALOG (dialog)->form));
  hz_dialog_close (dialog);
}

static void
on_main_label_changed_cb (HzBookingDialog *self)
{
  hz_dialog_set_main_action (HZ_DIALOG (self),
                             hz_booking_form_get_main_label (HZ_BOOKING_FORM (self->form)), TRUE);
}

static void
on_map_cb (HzBookingDialog *self)
{
  hz_booking_form_focus_first (HZ_BOOKING_FORM (self->form));
}

/* The form scrolls in a low window; what speaks against the time does not. */
static GtkWidget *
create_foot (HzBookingDialog *self)
{
  GtkWidget *foot = hz_booking_form_take_foot (HZ_BOOKING_FORM (self->form));

  gtk_widget_set_margin_bottom (foot, 12);
  gtk_widget_set_margin_start (foot, 18);
  gtk_widget_set_margin_end (foot, 18);

  return foot;
}

static void
hz_booking_dialog_class_init (HzBookingDialogClass *klass)
{
  HZ_DIALOG_CLASS (klass)->respond = hz_booking_dialog_respond;
  HZ_DIALOG_CLASS (klass)->dismiss = hz_booking_dialog_dismiss;
}

static void
hz_booking_dialog_init (HzBookingDialog *self)
{
}

/**
 * hz_booking_dialog_new:
 * @records: the records
 * @before: (nullable): what is to be changed; %NULL for a new appointment
 *
 * Returns: (transfer none): a dialog, for hz_dialog_present()
 */
HzBookingDialog *
hz_booking_dialog_new (HzRecords *records,
                       HzAppointment *before)
{
  const char *title = before != NULL ? _("Change the appointment") : _("New appointment");
  HzBookingDialog *self = g_object_new (HZ_TYPE_BOOKING_DIALOG, "title", title, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->form = hz_booking_form_new (records, before);
  gtk_widget_set_margin_top (self->form, 18);
  gtk_widget_set_margin_bottom (self->form, 18);
  gtk_widget_set_margin_start (self->form, 18);
  gtk_widget_set_margin_end (self->form, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->form);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), create_foot (self));
  hz_dialog_set_content (HZ_DIALOG (self), box);
  /* Who comes and what speaks against it are still to be added to it. */
  gtk_window_set_default_size (GTK_WINDOW (self), 560, DIALOG_HEIGHT);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (hz_dialog_close), self);
  g_signal_connect_swapped (self->form, "main-label-changed",
                            G_CALLBACK (on_main_label_changed_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
  on_main_label_changed_cb (self);

  return self;
}

HzBookingForm *
hz_booking_dialog_get_form (HzBookingDialog *self)
{
  g_return_val_if_fail (HZ_IS_BOOKING_DIALOG (self), NULL);

  return HZ_BOOKING_FORM (self->form);
}
