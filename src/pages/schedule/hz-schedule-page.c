/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-schedule-page-private.h"

#include <glib/gi18n.h>

#include "hz-appointment-store.h"
#include "hz-clock.h"
#include "hz-date-text.h"
#include "hz-empty-state.h"
#include "hz-holiday.h"
#include "hz-language.h"
#include "hz-month-grid.h"
#include "hz-page.h"
#include "hz-schedule-month.h"
#include "hz-schedule.h"
#include "hz-shell.h"
#include "hz-shortcut.h"
#include "hz-time-grid.h"
#include "hz-wrap-box.h"
#include "hz-zone.h"

#define DAYS_OF_WEEK 7
#define DAY_COLUMN 190
/* Seven of them and the hours beside the sidebar at 1024. */
#define WEEK_COLUMN 104
#define TICK_SECONDS 10

/**
 * HzSchedulePage:
 *
 * Who sees whom, when and where: a day of all staff side by side, or a week of one.
 */
static void hz_page_iface_init (HzPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzSchedulePage, hz_schedule_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (HZ_TYPE_PAGE, hz_page_iface_init))

gboolean
hz_schedule_page_is_week (HzSchedulePage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->week_mode));
}

/* The first line of a day is all staff; a week has no such line. */
const HzMember *
hz_schedule_page_get_member (HzSchedulePage *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->staff));

  if (!hz_schedule_page_is_week (self))
    place = place == 0 || place == GTK_INVALID_LIST_POSITION ? G_MAXUINT : place - 1;

  return place < self->members->len ? g_ptr_array_index (self->members, place) : NULL;
}

static HzDateRange
get_range (HzSchedulePage *self)
{
  HzDateRange range = { self->date, hz_date_add_days (self->date, 1) };

  if (hz_schedule_page_is_week (self))
    {
      range.first = hz_date_get_monday (self->date);
      range.end = hz_date_add_days (range.first, DAYS_OF_WEEK);
    }

  return range;
}

static void load (HzSchedulePage *self);

/* Of a week with the day, for a column has no room for their names. */
static char *
describe_holidays (HzSchedulePage *self)
{
  HzLanguage language = hz_language_get_interface ();
  HzDateRange range = get_range (self);
  GString *text = g_string_new (NULL);

  for (HzDate date = range.first; hz_date_compare (date, range.end) < 0;
       date = hz_date_add_days (date, 1))
    {
      const char *holiday = hz_holiday_get_name (date, language, NULL, NULL);
      g_autofree char *day = hz_date_text_day_month (language, date);

      if (holiday == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (hz_schedule_page_is_week (self))
        g_string_append_printf (text, "%s: ", day);
      g_string_append (text, holiday);
    }

  return g_string_free (text, FALSE);
}

/* Where the long one does not fit. */
static char *
describe_briefly (HzSchedulePage *self)
{
  HzLanguage language = hz_language_get_interface ();
  HzDateRange range = get_range (self);
  g_autofree char *first = hz_date_text_short (range.first);
  g_autofree char *last = hz_date_text_short (hz_date_add_days (range.end, -1));

  if (hz_schedule_page_is_week (self))
    return g_strdup_printf ("%s–%s", first, last);

  return g_strdup_printf ("%s %s", hz_date_text_get_weekday_short (
                                     language, hz_date_get_weekday (self->date)), first);
}

static void
show_title (HzSchedulePage *self)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *text = hz_schedule_page_is_week (self)
    ? hz_date_text_week (language, hz_date_get_monday (self->date))
    : hz_date_text_heading (language, self->date);
  g_autofree char *brief = describe_briefly (self);
  g_autofree char *holidays = describe_holidays (self);

  gtk_label_set_label (GTK_LABEL (self->date_label), text);
  gtk_label_set_label (GTK_LABEL (self->date_short), brief);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->date_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->notice, *holidays != '\0');
  gtk_label_set_label (GTK_LABEL (self->notice), holidays);
  self->is_filling = TRUE;
  hz_month_grid_set_date (HZ_MONTH_GRID (self->month), self->date);
  self->is_filling = FALSE;
}

static void
show_now (HzSchedulePage *self)
{
  int minute;
  HzDate today = hz_zone_from_utc (hz_clock_now (), &minute);

  self->minute = minute;
  self->shown_today = today;
  hz_time_grid_set_now (HZ_TIME_GRID (self->grid),
                        hz_date_range_contains (get_range (self), today) ? minute : -1);
}

static void
show_board (HzSchedulePage *self,
            HzScheduleBoard *board)
{
  HzScheduleBoard *old = self->board;
  HzTimeGrid *grid = HZ_TIME_GRID (self->grid);
  gboolean is_new = old == NULL || !hz_schedule_board_has_same_columns (old, board);
  g_autofree char *current = g_strdup (hz_time_grid_get_current_id (grid));
  int column, minute;

  hz_time_grid_get_cursor (grid, &column, &minute);
  self->board = board;
  if (is_new)
    {
      hz_time_grid_set_column_width (grid, hz_schedule_page_is_week (self) ? WEEK_COLUMN
                                                                           : DAY_COLUMN);
      hz_time_grid_set_hours (grid, board->first_minute, board->last_minute);
      hz_time_grid_set_columns (grid, board->columns);
    }
  hz_time_grid_set_events (grid, board->events);
  if (is_new && (current == NULL || !hz_time_grid_set_current_id (grid, current)))
    hz_time_grid_set_cursor (grid, column, minute);
  if (self->wanted_id != NULL && hz_time_grid_set_current_id (grid, self->wanted_id))
    g_clear_pointer (&self->wanted_id, g_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    board->columns->len > 0 ? "grid" : "nobody");
  g_clear_pointer (&old, hz_schedule_board_free);
  show_now (self);
}

/* The cursor begins at the present hour of the person's own column. */
static void
place_cursor (HzSchedulePage *self)
{
  g_autofree char *own = hz_id_to_hex (hz_records_get_own_id (self->records));
  g_autofree char *day = hz_date_to_iso (self->date);
  int column = 0;

  self->wants_now = FALSE;
  for (guint i = 0; i < self->board->columns->len; i++)
    {
      const HzTimeColumn *candidate = g_ptr_array_index (self->board->columns, i);

      if (g_str_equal (candidate->id, own) || g_str_equal (candidate->id, day))
        column = (int) i;
    }
  hz_time_grid_set_cursor (HZ_TIME_GRID (self->grid), column,
                           CLAMP (self->minute / 60 * 60, self->board->first_minute,
                                  self->board->last_minute - 60));
}

static void
on_loaded_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  HzSchedulePage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzSchedule) schedule = hz_schedule_load_finish (HZ_RECORDS (source), result, &error);
  const HzMember *member;

  if (schedule == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        hz_shell_report (GTK_WIDGET (self), error);
      g_object_unref (self);
      return;
    }
  /* The grid is not built anew under a popover that hangs on it: the focus would leave it. */
  if (self->popover != NULL)
    {
      self->is_stale = TRUE;
      g_object_unref (self);
      return;
    }
  member = hz_schedule_page_get_member (self);
  if (hz_schedule_page_is_week (self) && member != NULL)
    show_board (self, hz_schedule_board_new_week (self->records, schedule, member));
  else
    show_board (self, hz_schedule_board_new_day (self->records, schedule, self->members,
                                                 member != NULL ? &member->id : NULL));
  if (self->wants_now)
    place_cursor (self);
  if (hz_id_is_set (&self->restored_id))
    hz_schedule_page_continue_draft (self, &self->restored_id, TRUE);
  self->restored_id = HZ_ID_NONE;
  if (self->wants_focus && gtk_widget_get_mapped (self->grid))
    gtk_widget_grab_focus (self->grid);
  self->wants_focus = FALSE;
  g_object_unref (self);
}

static void
load (HzSchedulePage *self)
{
  const HzMember *member = hz_schedule_page_get_member (self);

  self->is_stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_title (self);
  if (!hz_schedule_page_is_week (self))
    member = NULL;
  hz_schedule_load_async (self->records, get_range (self), member != NULL ? &member->id : NULL,
                          FALSE, self->cancellable, on_loaded_cb, g_object_ref (self));
}

/**
 * hz_schedule_page_refresh:
 * @self: the page
 *
 * Shows what has changed while a popover was open.
 */
void
hz_schedule_page_refresh (HzSchedulePage *self)
{
  if (self->is_stale)
    load (self);
}

static void
go_to (HzSchedulePage *self,
       HzDate date)
{
  self->date = date;
  load (self);
}

void
hz_schedule_page_step (HzSchedulePage *self,
                       int by)
{
  int n_days = hz_schedule_page_is_week (self) ? DAYS_OF_WEEK : 1;

  go_to (self, hz_date_add_days (self->date, by * n_days));
}

static void
fill_staff (HzSchedulePage *self,
            const HzId *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint place = 0;

  if (!hz_schedule_page_is_week (self))
    gtk_string_list_append (names, _("All staff"));
  for (guint i = 0; i < self->members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (self->members, i);

      if (chosen != NULL && hz_id_equal (&member->id, chosen))
        place = i + (hz_schedule_page_is_week (self) ? 0 : 1);
      gtk_string_list_append (names, member->name);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->staff), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->staff), place);
  self->is_filling = FALSE;
}

static void
set_mode (HzSchedulePage *self,
          gboolean week,
          const HzId *member_id)
{
  HzId chosen = member_id != NULL ? *member_id : HZ_ID_NONE;

  self->is_filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (week ? self->week_mode : self->day_mode),
                                TRUE);
  self->is_filling = FALSE;
  fill_staff (self, &chosen);
}

static void
on_mode_toggled_cb (GtkToggleButton *button,
                    HzSchedulePage *self)
{
  int column, minute;
  g_autofree char *id = NULL;
  HzId member_id = *hz_records_get_own_id (self->records);

  if (self->is_filling || !gtk_toggle_button_get_active (button))
    return;
  /* The week of whoever the cursor stands on. */
  hz_time_grid_get_cursor (HZ_TIME_GRID (self->grid), &column, &minute);
  if (hz_schedule_page_is_week (self) && self->board != NULL &&
      column < (int) self->board->columns->len)
    hz_id_from_hex (((HzTimeColumn *) g_ptr_array_index (self->board->columns, column))->id,
                    &member_id);
  fill_staff (self, hz_schedule_page_is_week (self) ? &member_id : NULL);
  self->wants_now = TRUE;
  load (self);
}

static void
on_staff_notify_cb (HzSchedulePage *self)
{
  if (!self->is_filling)
    load (self);
}

static void
on_month_day_cb (HzMonthGrid *grid,
                 int days,
                 HzSchedulePage *self)
{
  if (self->is_filling)
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->date_button));
  go_to (self, hz_date_from_days (days));
  gtk_widget_grab_focus (self->grid);
}

static void
load_month (HzSchedulePage *self)
{
  const HzMember *member = hz_schedule_page_get_member (self);

  if (gtk_widget_get_mapped (self->month))
    hz_schedule_month_load (HZ_MONTH_GRID (self->month), self->records,
                            member != NULL ? &member->id : NULL);
}

static gboolean
on_today_shortcut_cb (GtkWidget *widget,
                      GVariant *args,
                      gpointer data)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (widget);

  self->wants_now = TRUE;
  go_to (self, hz_zone_get_today ());

  return TRUE;
}

static void
on_today_clicked_cb (HzSchedulePage *self)
{
  on_today_shortcut_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
on_book_clicked_cb (HzSchedulePage *self)
{
  hz_schedule_page_book (self, "");
}

static void
on_previous_clicked_cb (HzSchedulePage *self)
{
  hz_schedule_page_step (self, -1);
}

static void
on_next_clicked_cb (HzSchedulePage *self)
{
  hz_schedule_page_step (self, 1);
}

static void
on_records_changed_cb (HzRecords *records,
                       HzRecordKind kind,
                       const HzId *id,
                       HzChange how,
                       HzSchedulePage *self)
{
  if (kind == HZ_RECORD_APPOINTMENT || kind == HZ_RECORD_HOURS || kind == HZ_RECORD_CENTRE ||
      kind == HZ_RECORD_CLIENT)
    load (self);
}

/* The line of the present time, and how long they have been waiting; at midnight another day. */
static gboolean
on_tick_cb (gpointer data)
{
  HzSchedulePage *self = data;
  int minute;
  HzDate today = hz_zone_from_utc (hz_clock_now (), &minute);

  if (minute == self->minute && hz_date_equal (today, self->shown_today))
    return G_SOURCE_CONTINUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  else
    show_now (self);

  return G_SOURCE_CONTINUE;
}

static const char *
hz_schedule_page_get_title (HzPage *page)
{
  return _("Schedule");
}

static GVariant *
hz_schedule_page_get_place (HzPage *page)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (page);
  g_autofree char *date = hz_date_to_iso (self->date);
  const HzMember *member = hz_schedule_page_get_member (self);
  g_autofree char *member_id = member != NULL ? hz_id_to_hex (&member->id) : g_strdup ("");
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "date", "s", date);
  g_variant_dict_insert (&dict, "week", "b", hz_schedule_page_is_week (self));
  g_variant_dict_insert (&dict, "member", "s", member_id);
  hz_schedule_page_add_draft_place (self, &dict);

  return g_variant_dict_end (&dict);
}

static void
hz_schedule_page_set_place (HzPage *page,
                            GVariant *place)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (page);
  const char *date = "";
  const char *member = "";
  gboolean week = FALSE;
  HzId member_id = HZ_ID_NONE;

  if (!g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT))
    return;
  g_variant_lookup (place, "date", "&s", &date);
  g_variant_lookup (place, "week", "b", &week);
  g_variant_lookup (place, "member", "&s", &member);
  hz_date_from_iso (date, &self->date);
  hz_id_from_hex (member, &member_id);
  set_mode (self, week, &member_id);
  hz_schedule_page_restore_draft (self, place);
  load (self);
}

static void
hz_schedule_page_focus_first (HzPage *page)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (page);

  self->wants_focus = self->board == NULL;
  gtk_widget_grab_focus (self->grid);
}

static const char *
hz_schedule_page_help_page (HzPage *page)
{
  return "schedule";
}

static void
on_shown_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (HzSchedulePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzAppointment) found =
    hz_appointment_store_get_finish (HZ_RECORDS (source), result, &error);

  if (found == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }
  g_free (self->wanted_id);
  self->wanted_id = hz_id_to_hex (&found->stamp.id);
  set_mode (self, FALSE, NULL);
  go_to (self, found->date);
  gtk_widget_grab_focus (self->grid);
}

static gboolean
hz_schedule_page_perform (HzPage *page,
                          const char *verb,
                          const char *argument)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (page);
  HzDate date;
  HzId id;

  if (g_str_equal (verb, "show-day") && hz_date_from_iso (argument, &date))
    {
      set_mode (self, FALSE, NULL);
      go_to (self, date);
      return TRUE;
    }
  if (g_str_equal (verb, "show") && hz_id_from_hex (argument, &id))
    {
      hz_appointment_store_get_async (self->records, &id, NULL, on_shown_cb, g_object_ref (self));
      return TRUE;
    }
  if (g_str_equal (verb, "book") && hz_records_may (self->records, HZ_RIGHT_BOOK))
    {
      hz_schedule_page_book (self, argument != NULL ? argument : "");
      return TRUE;
    }

  return FALSE;
}

static void
hz_page_iface_init (HzPageInterface *iface)
{
  iface->get_title = hz_schedule_page_get_title;
  iface->get_place = hz_schedule_page_get_place;
  iface->set_place = hz_schedule_page_set_place;
  iface->focus_first = hz_schedule_page_focus_first;
  iface->help_page = hz_schedule_page_help_page;
  iface->perform = hz_schedule_page_perform;
}

/* What hangs on the grid goes while it still has a surface. */
static void
hz_schedule_page_unmap (GtkWidget *widget)
{
  hz_schedule_page_drop_popover (HZ_SCHEDULE_PAGE (widget));

  GTK_WIDGET_CLASS (hz_schedule_page_parent_class)->unmap (widget);
}

static void
hz_schedule_page_dispose (GObject *object)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  hz_schedule_page_drop_popover (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_SCHEDULE_PAGE);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_schedule_page_parent_class)->dispose (object);
}

static void
hz_schedule_page_finalize (GObject *object)
{
  HzSchedulePage *self = HZ_SCHEDULE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->board, hz_schedule_board_free);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self->wanted_id);

  G_OBJECT_CLASS (hz_schedule_page_parent_class)->finalize (object);
}

static void
hz_schedule_page_class_init (HzSchedulePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hz_schedule_page_dispose;
  object_class->finalize = hz_schedule_page_finalize;
  widget_class->unmap = hz_schedule_page_unmap;

  g_type_ensure (HZ_TYPE_EMPTY_STATE);
  g_type_ensure (HZ_TYPE_MONTH_GRID);
  g_type_ensure (HZ_TYPE_TIME_GRID);
  g_type_ensure (HZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/schedule/hz-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, previous);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, today);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, next);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, date_button);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, date_label);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, date_short);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, month_popover);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, month);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, day_mode);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, week_mode);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, staff);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, book);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, notice);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, grid);
  gtk_widget_class_bind_template_child (widget_class, HzSchedulePage, nobody);
}

static void
hz_schedule_page_init (HzSchedulePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->date = hz_zone_get_today ();
  self->wants_now = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (on_previous_clicked_cb), self);
  g_signal_connect_swapped (self->today, "clicked", G_CALLBACK (on_today_clicked_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (on_next_clicked_cb), self);
  g_signal_connect_swapped (self->book, "clicked", G_CALLBACK (on_book_clicked_cb), self);
  g_signal_connect (self->day_mode, "toggled", G_CALLBACK (on_mode_toggled_cb), self);
  g_signal_connect (self->week_mode, "toggled", G_CALLBACK (on_mode_toggled_cb), self);
  g_signal_connect_swapped (self->staff, "notify::selected", G_CALLBACK (on_staff_notify_cb), self);
  g_signal_connect (self->month, "day-activated", G_CALLBACK (on_month_day_cb), self);
  g_signal_connect_swapped (self->month, "month-changed", G_CALLBACK (load_month), self);
  g_signal_connect_swapped (self->month, "map", G_CALLBACK (load_month), self);
  hz_schedule_page_connect_grid (self);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_MANAGED, "<Control>d",
                            on_today_shortcut_cb, NULL);
}

/**
 * hz_schedule_page_new:
 * @records: the records
 *
 * Returns: (transfer floating): the page, at today
 */
GtkWidget *
hz_schedule_page_new (HzRecords *records)
{
  HzSchedulePage *self = g_object_new (HZ_TYPE_SCHEDULE_PAGE, NULL);

  self->records = g_object_ref (records);
  self->members = hz_schedule_list_members (records);
  gtk_widget_set_visible (self->book, hz_records_may (records, HZ_RIGHT_BOOK));
  hz_schedule_page_add_draft_bar (self);
  fill_staff (self, NULL);
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self, 0);
  self->tick = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);
  load (self);

  return GTK_WIDGET (self);
}
