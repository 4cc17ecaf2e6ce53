/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog that books; and what was begun in a form and not saved: offered on the page, and back
 * after a lock as it was. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-schedule-page-private.h"

#include "hz-appointment-store.h"
#include "hz-booking-dialog.h"
#include "hz-booking-popover.h"
#include "hz-draft-bar.h"
#include "hz-draft-store.h"
#include "hz-shell.h"

/* A draft that is looked for. */
typedef struct
{
  HzSchedulePage *page;
  HzId id;
  HzDraft *draft;
  gboolean as_popover;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->page);
  g_clear_pointer (&wanted->draft, hz_draft_free);
  g_free (wanted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanted, wanted_free)

static void
on_dialog_destroy_cb (GtkWidget *dialog,
                      HzSchedulePage *self)
{
  if (self->dialog != dialog)
    return;
  self->dialog = NULL;
  hz_draft_bar_set_busy (HZ_DRAFT_BAR (self->draft_bar), FALSE);
  if (gtk_widget_get_mapped (self->grid))
    gtk_widget_grab_focus (self->grid);
}

/**
 * hz_schedule_page_present_booking:
 * @self: the page
 * @dialog: a booking dialog just made
 *
 * Shows it; there is one at a time.
 */
void
hz_schedule_page_present_booking (HzSchedulePage *self,
                                  GtkWidget *dialog)
{
  self->dialog = dialog;
  hz_draft_bar_set_busy (HZ_DRAFT_BAR (self->draft_bar), TRUE);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_dialog_destroy_cb), self, 0);
  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

/* @before: (nullable): what the draft changes */
static void
show_draft (Wanted *wanted,
            HzAppointment *before)
{
  HzSchedulePage *self = wanted->page;
  HzBookingDialog *dialog;

  if (self->records == NULL || self->dialog != NULL)
    return;
  if (wanted->as_popover && gtk_widget_get_mapped (self->grid) && self->board != NULL)
    {
      hz_schedule_page_pop_up_draft (self, before, wanted->draft);
      return;
    }
  dialog = hz_booking_dialog_new (self->records, before);
  hz_booking_form_load_draft (hz_booking_dialog_get_form (dialog), wanted->draft);
  hz_schedule_page_present_booking (self, GTK_WIDGET (dialog));
}

static void
on_before_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (Wanted) wanted = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzAppointment) before =
    hz_appointment_store_get_finish (HZ_RECORDS (source), result, &error);

  if (before != NULL)
    show_draft (wanted, before);
  else
    hz_shell_report (GTK_WIDGET (wanted->page), error);
}

static void
on_drafts_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (Wanted) wanted = data;
  g_autoptr (GPtrArray) drafts = hz_draft_store_list_finish (HZ_RECORDS (source), result, NULL);
  const char *hex;
  HzId id;

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (drafts, i);

      if (hz_id_equal (&draft->id, &wanted->id))
        wanted->draft = hz_draft_copy (draft);
    }
  if (wanted->draft == NULL || wanted->page->records == NULL)
    return;
  if (!g_variant_lookup (wanted->draft->content, "before", "&s", &hex) ||
      !hz_id_from_hex (hex, &id))
    show_draft (wanted, NULL);
  else
    hz_appointment_store_get_async (HZ_RECORDS (source), &id, NULL, on_before_cb,
                                    g_steal_pointer (&wanted));
}

/**
 * hz_schedule_page_continue_draft:
 * @self: the page
 * @draft_id: of what was begun
 * @as_popover: whether it was begun in the grid
 *
 * Shows the form as it was left; nothing when it is there no more.
 */
void
hz_schedule_page_continue_draft (HzSchedulePage *self,
                                 const HzId *draft_id,
                                 gboolean as_popover)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->page = g_object_ref (self);
  wanted->id = *draft_id;
  wanted->as_popover = as_popover;
  hz_draft_store_list_async (self->records, HZ_BOOKING_DRAFT, NULL, NULL, on_drafts_cb, wanted);
}

static void
on_draft_bar_continue_cb (HzDraftBar *bar,
                          const HzId *draft_id,
                          HzSchedulePage *self)
{
  hz_schedule_page_continue_draft (self, draft_id, FALSE);
}

/**
 * hz_schedule_page_add_draft_bar:
 * @self: the page
 *
 * Where what was begun is offered, above the grid.
 */
void
hz_schedule_page_add_draft_bar (HzSchedulePage *self)
{
  self->draft_bar = hz_draft_bar_new (self->records, HZ_BOOKING_DRAFT, HZ_RIGHT_BOOK,
                                      hz_booking_form_get_draft_name);
  g_signal_connect (self->draft_bar, "continue", G_CALLBACK (on_draft_bar_continue_cb), self);
  gtk_widget_set_margin_bottom (self->draft_bar, 6);
  gtk_box_insert_child_after (GTK_BOX (self), self->draft_bar,
                              gtk_widget_get_prev_sibling (self->notice));
}

/**
 * hz_schedule_page_add_draft_place:
 * @self: the page
 * @dict: its place
 *
 * Adds which booking is open, and how.
 */
void
hz_schedule_page_add_draft_place (HzSchedulePage *self,
                                  GVariantDict *dict)
{
  HzBookingForm *form = NULL;
  const HzId *draft_id;
  g_autofree char *hex = NULL;

  if (self->dialog != NULL)
    form = hz_booking_dialog_get_form (HZ_BOOKING_DIALOG (self->dialog));
  else if (self->popover != NULL && HZ_IS_BOOKING_POPOVER (self->popover))
    form = hz_booking_popover_get_form (HZ_BOOKING_POPOVER (self->popover));
  if (form == NULL)
    return;
  draft_id = hz_booking_form_get_draft_id (form);
  if (draft_id == NULL)
    return;
  hex = hz_id_to_hex (draft_id);
  g_variant_dict_insert (dict, "draft", "s", hex);
  g_variant_dict_insert (dict, self->dialog != NULL ? "dialog" : "popover", "b", TRUE);
}

/**
 * hz_schedule_page_restore_draft:
 * @self: the page
 * @place: where she was
 *
 * Opens the booking that was open; one in the grid when the grid is there.
 */
void
hz_schedule_page_restore_draft (HzSchedulePage *self,
                                GVariant *place)
{
  const char *hex;
  gboolean flag = FALSE;
  HzId id;

  if (!g_variant_lookup (place, "draft", "&s", &hex) || !hz_id_from_hex (hex, &id))
    return;
  if (g_variant_lookup (place, "popover", "b", &flag) && flag)
    self->restored_id = id;
  else
    hz_schedule_page_continue_draft (self, &id, FALSE);
}

/**
 * hz_schedule_page_book:
 * @self: the page
 * @place: "" for anywhere, a client's id, "MEMBER@DATE@MINUTE" for a free time pointed at, or
 *   "draft@ID" for what was begun
 *
 * Opens the dialog that books.
 */
void
hz_schedule_page_book (HzSchedulePage *self,
                       const char *place)
{
  g_auto (GStrv) parts = g_strsplit (place, "@", 3);
  HzBookingDialog *dialog;
  HzBookingForm *form;
  HzDate date = self->date;
  HzId id;

  if (self->dialog != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->dialog));
      return;
    }
  if (g_strv_length (parts) == 2 && g_str_equal (parts[0], "draft") &&
      hz_id_from_hex (parts[1], &id))
    {
      hz_schedule_page_continue_draft (self, &id, FALSE);
      return;
    }
  dialog = hz_booking_dialog_new (self->records, NULL);
  form = hz_booking_dialog_get_form (dialog);
  if (g_strv_length (parts) == 3 && hz_id_from_hex (parts[0], &id) &&
      hz_date_from_iso (parts[1], &date))
    hz_booking_form_set_place (form, &id, date, atoi (parts[2]), 0);
  else if (hz_id_from_hex (place, &id))
    hz_booking_form_set_client (form, &id);
  else
    hz_booking_form_set_place (form, NULL, self->date, -1, 0);
  hz_schedule_page_present_booking (self, GTK_WIDGET (dialog));
}
