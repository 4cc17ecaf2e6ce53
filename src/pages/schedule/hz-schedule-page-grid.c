/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done in the grid of the schedule: booking, opening, moving, states. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-schedule-page-private.h"

#include "hz-appointment-act.h"
#include "hz-appointment-card.h"
#include "hz-appointment-store.h"
#include "hz-booking-dialog.h"
#include "hz-booking-popover.h"
#include "hz-draft-bar.h"
#include "hz-records-error.h"
#include "hz-shell.h"
#include "hz-time-grid.h"

/* Popovers live at the grid, one at a time, and are gone after they close. */

static gboolean
on_popover_idle_cb (gpointer data)
{
  gtk_widget_unparent (GTK_WIDGET (data));

  return G_SOURCE_REMOVE;
}

static void
on_popover_closed_cb (GtkPopover *popover,
                      HzSchedulePage *self)
{
  if (self->popover != GTK_WIDGET (popover))
    return;
  self->popover = NULL;
  if (HZ_IS_BOOKING_POPOVER (popover))
    hz_booking_form_leave (hz_booking_popover_get_form (HZ_BOOKING_POPOVER (popover)));
  hz_draft_bar_set_busy (HZ_DRAFT_BAR (self->draft_bar), FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_popover_idle_cb, g_object_ref (popover),
                   g_object_unref);
  gtk_widget_grab_focus (self->grid);
  hz_schedule_page_refresh (self);
}

/**
 * hz_schedule_page_drop_popover:
 * @self: the page
 *
 * Before the grid goes, what hangs on it has to.
 */
void
hz_schedule_page_drop_popover (HzSchedulePage *self)
{
  g_autoptr (GtkWidget) popover = g_steal_pointer (&self->popover);

  if (popover == NULL)
    return;
  if (HZ_IS_BOOKING_POPOVER (popover))
    hz_booking_form_flush (hz_booking_popover_get_form (HZ_BOOKING_POPOVER (popover)));
  g_object_ref (popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_unparent (popover);
  /* The toolkit keeps one over which the pointer was when its window went; not what was in it. */
  g_object_run_dispose (G_OBJECT (popover));
}

/* @popover: (transfer floating) */
static void
pop_up (HzSchedulePage *self,
        GtkWidget *popover,
        int column,
        int start_minute,
        int end_minute)
{
  int last = self->board != NULL ? (int) self->board->columns->len - 1 : 0;

  hz_schedule_page_drop_popover (self);
  self->popover = popover;
  hz_draft_bar_set_busy (HZ_DRAFT_BAR (self->draft_bar), TRUE);
  gtk_popover_set_position (GTK_POPOVER (popover),
                            column == last && last > 0 ? GTK_POS_LEFT : GTK_POS_RIGHT);
  hz_time_grid_point_popover (HZ_TIME_GRID (self->grid), GTK_POPOVER (popover), column,
                              start_minute, end_minute);
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* Whether there is room for it beside that place; large letters in a small window leave none. */
static gboolean
fits_beside (HzSchedulePage *self,
             GtkWidget *popover,
             int column,
             int start_minute,
             int end_minute)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (self->grid));
  GdkRectangle place;
  int width = hz_booking_popover_get_least_width (HZ_BOOKING_POPOVER (popover));
  double x, y;

  if (root == NULL)
    return TRUE;
  hz_time_grid_point_popover (HZ_TIME_GRID (self->grid), GTK_POPOVER (popover), column,
                              start_minute, end_minute);
  gtk_popover_get_pointing_to (GTK_POPOVER (popover), &place);
  gtk_widget_translate_coordinates (gtk_widget_get_parent (popover), root, place.x, place.y, &x,
                                    &y);

  return x >= width || x + place.width + width <= gtk_widget_get_width (root);
}

/* Whom and which day a column of the grid stands for. */
static void
read_column (HzSchedulePage *self,
             int column,
             HzId *member_id,
             HzDate *date)
{
  const HzTimeColumn *found = g_ptr_array_index (self->board->columns, column);
  const HzMember *member = hz_schedule_page_get_member (self);

  *date = self->date;
  if (hz_schedule_page_is_week (self))
    {
      hz_date_from_iso (found->id, date);
      *member_id = member->id;
    }
  else
    {
      hz_id_from_hex (found->id, member_id);
    }
}

/* In a popover at that place; in a dialog where there is no room for one. */
static HzBookingForm *
create_form (HzSchedulePage *self,
             HzAppointment *before,
             int column,
             int start_minute,
             int end_minute)
{
  GtkWidget *popover = hz_booking_popover_new (self->records, before);

  if (fits_beside (self, popover, column, start_minute, MAX (end_minute, start_minute + 15)))
    return hz_booking_popover_get_form (HZ_BOOKING_POPOVER (popover));
  gtk_widget_unparent (popover);

  return hz_booking_dialog_get_form (hz_booking_dialog_new (self->records, before));
}

static void
show_form (HzSchedulePage *self,
           HzBookingForm *form,
           int column,
           int start_minute,
           int end_minute)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (form), HZ_TYPE_BOOKING_POPOVER);

  if (popover != NULL)
    pop_up (self, popover, column, start_minute, MAX (end_minute, start_minute + 15));
  else
    hz_schedule_page_present_booking (self, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (form))));
}

/* @before: (nullable): what is changed; @like: (nullable): of which the same is wanted */
static void
open_booking (HzSchedulePage *self,
              HzAppointment *before,
              HzAppointment *like,
              int column,
              int start_minute,
              int end_minute)
{
  HzBookingForm *form = create_form (self, before, column, start_minute, end_minute);
  HzId member_id;
  HzDate date;

  read_column (self, column, &member_id, &date);
  if (like != NULL)
    hz_booking_form_set_like (form, like);
  hz_booking_form_set_place (form, &member_id, date, start_minute, end_minute - start_minute);
  show_form (self, form, column, start_minute, end_minute);
}

static void
on_slot_activated_cb (HzTimeGrid *grid,
                      int column,
                      int start_minute,
                      int end_minute,
                      HzSchedulePage *self)
{
  if (self->board != NULL && hz_records_may (self->records, HZ_RIGHT_BOOK))
    open_booking (self, NULL, NULL, column, start_minute, end_minute);
}

static int
find_column (HzSchedulePage *self,
             HzAppointment *appointment)
{
  g_autofree char *id = hz_schedule_page_is_week (self) ? hz_date_to_iso (appointment->date)
                                       : hz_id_to_hex (&appointment->member_id);

  for (guint i = 0; i < self->board->columns->len; i++)
    {
      if (g_str_equal (((HzTimeColumn *) g_ptr_array_index (self->board->columns, i))->id, id))
        return (int) i;
    }

  return 0;
}

static void
on_card_change_cb (HzAppointmentCard *card,
                   HzSchedulePage *self)
{
  HzAppointment *appointment = g_object_get_data (G_OBJECT (card), "appointment");
  HzBookingDialog *dialog = hz_booking_dialog_new (self->records, appointment);

  hz_schedule_page_present_booking (self, GTK_WIDGET (dialog));
}

static void
on_block_activated_cb (HzTimeGrid *grid,
                       const char *id,
                       HzSchedulePage *self)
{
  HzAppointment *appointment = hz_schedule_board_find (self->board, id);
  GtkWidget *card;

  if (appointment == NULL)
    return;
  card = hz_appointment_card_new (self->records, appointment);
  g_object_set_data_full (G_OBJECT (card), "appointment", g_object_ref (appointment),
                          g_object_unref);
  g_signal_connect (card, "change", G_CALLBACK (on_card_change_cb), self);
  pop_up (self, card, find_column (self, appointment), appointment->start_minute,
          appointment->end_minute);
}

/**
 * hz_schedule_page_pop_up_draft:
 * @self: the page, with its grid on the screen
 * @before: (nullable): what the draft changes
 * @draft: what was begun in the grid
 *
 * Opens it where it was.
 */
void
hz_schedule_page_pop_up_draft (HzSchedulePage *self,
                               HzAppointment *before,
                               HzDraft *draft)
{
  GtkWidget *popover = hz_booking_popover_new (self->records, before);
  HzBookingForm *form = hz_booking_popover_get_form (HZ_BOOKING_POPOVER (popover));
  g_autoptr (HzAppointment) wish = NULL;
  int start;

  hz_booking_form_load_draft (form, draft);
  wish = hz_booking_form_create_now (form);
  start = CLAMP (wish->start_minute, self->board->first_minute, self->board->last_minute - 15);
  show_form (self, form, find_column (self, wish), start, wish->end_minute);
}

static void
on_moved_cb (HzAppointment *saved,
             const GError *error,
             gpointer data)
{
  HzSchedulePage *self = data;
  HzAppointment *wish = g_object_get_data (G_OBJECT (self), "moved");
  HzAppointment *before = g_object_get_data (G_OBJECT (self), "moved-from");

  if (saved != NULL)
    return;
  if (g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_OVERLAP) && self->board != NULL)
    open_booking (self, before, NULL, find_column (self, wish), wish->start_minute,
                  wish->end_minute);
  else if (!g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT))
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
on_block_moved_cb (HzTimeGrid *grid,
                   const char *id,
                   int column,
                   int start_minute,
                   int end_minute,
                   HzSchedulePage *self)
{
  HzAppointment *before = hz_schedule_board_find (self->board, id);
  HzAppointment *wish;

  if (before == NULL)
    return;
  wish = hz_appointment_copy (before);
  read_column (self, column, &wish->member_id, &wish->date);
  wish->start_minute = start_minute;
  wish->end_minute = end_minute;
  g_object_set_data_full (G_OBJECT (self), "moved", wish, g_object_unref);
  g_object_set_data_full (G_OBJECT (self), "moved-from", g_object_ref (before), g_object_unref);
  hz_appointment_act_save (GTK_WIDGET (self), self->records, before, wish, NULL, on_moved_cb, self);
}

static void
on_state_requested_cb (HzTimeGrid *grid,
                       const char *id,
                       const char *state,
                       HzSchedulePage *self)
{
  HzAppointment *appointment = hz_schedule_board_find (self->board, id);

  if (appointment == NULL)
    return;
  if (hz_appointment_state_is_cancelled (state))
    hz_appointment_act_cancel (GTK_WIDGET (self), self->records, appointment);
  else
    hz_appointment_act_set_state (GTK_WIDGET (self), self->records, appointment, state);
}

/* The same again, maybe of another day. */
typedef struct
{
  HzSchedulePage *page;
  int column;
  int minute;
} Copy;

static void
on_copied_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autofree Copy *copy = data;
  g_autoptr (HzSchedulePage) self = copy->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzAppointment) other =
    hz_appointment_store_get_finish (HZ_RECORDS (source), result, &error);

  if (other == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }
  if (self->board == NULL || copy->column >= (int) self->board->columns->len || other->is_veiled)
    return;
  open_booking (self, NULL, other, copy->column, copy->minute, copy->minute);
}

static void
on_copy_requested_cb (HzTimeGrid *grid,
                      const char *id,
                      int column,
                      int minute,
                      HzSchedulePage *self)
{
  Copy *copy;
  HzId appointment_id;

  if (!hz_id_from_hex (id, &appointment_id) || !hz_records_may (self->records, HZ_RIGHT_BOOK))
    return;
  copy = g_new (Copy, 1);
  copy->page = g_object_ref (self);
  copy->column = column;
  copy->minute = minute;
  hz_appointment_store_get_async (self->records, &appointment_id, NULL, on_copied_cb, copy);
}

static void
on_page_requested_cb (HzTimeGrid *grid,
                      int by,
                      HzSchedulePage *self)
{
  hz_schedule_page_step (self, by);
}

/**
 * hz_schedule_page_connect_grid:
 * @self: the page
 *
 * Connects the grid with what is done in it.
 */
void
hz_schedule_page_connect_grid (HzSchedulePage *self)
{
  g_signal_connect (self->grid, "slot-activated", G_CALLBACK (on_slot_activated_cb), self);
  g_signal_connect (self->grid, "block-activated", G_CALLBACK (on_block_activated_cb), self);
  g_signal_connect (self->grid, "block-moved", G_CALLBACK (on_block_moved_cb), self);
  g_signal_connect (self->grid, "state-requested", G_CALLBACK (on_state_requested_cb), self);
  g_signal_connect (self->grid, "copy-requested", G_CALLBACK (on_copy_requested_cb), self);
  g_signal_connect (self->grid, "page-requested", G_CALLBACK (on_page_requested_cb), self);
}
