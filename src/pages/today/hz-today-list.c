/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-today-list.h"

#include <glib/gi18n.h>

#include "hz-appointment-text.h"
#include "hz-clock.h"
#include "hz-shortcut.h"
#include "hz-today-row.h"
#include "hz-zone.h"

#define LEAST_GAP 15

/**
 * HzTodayList:
 *
 * Appointments of today under a heading. Enter opens the client, Ctrl+Enter does what comes next,
 * Delete and N say that she is not here, A, S and D give the other states.
 */
struct _HzTodayList
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *list;
  GtkWidget *empty;

  HzRecords *records;
  HzTodayListKind kind;
  char *shown;
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (HzTodayList, hz_today_list, GTK_TYPE_BOX)

static const struct
{
  guint key;
  const char *state;
} state_keys[] = {
  { GDK_KEY_a, "arrived" },
  { GDK_KEY_s, "in_session" },
  { GDK_KEY_d, "completed" },
  { GDK_KEY_n, "no_show" },
};

static HzTodayRow *
get_focus_row (HzTodayList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  return HZ_IS_TODAY_ROW (row) ? HZ_TODAY_ROW (row) : NULL;
}

static void
on_row_activated_cb (GtkListBox *list,
                     GtkListBoxRow *row,
                     HzTodayList *self)
{
  HzAppointment *appointment;
  g_autofree char *id = NULL;

  if (!HZ_IS_TODAY_ROW (row))
    return;
  appointment = hz_today_row_get_appointment (HZ_TODAY_ROW (row));
  if (!hz_id_is_set (&appointment->client_id))
    return;
  id = hz_id_to_hex (&appointment->client_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-client", "s", id);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   HzTodayList *self)
{
  HzTodayRow *row = get_focus_row (self);
  guint key = hz_shortcut_get_latin_key (keyval);

  if (row == NULL)
    return FALSE;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    {
      hz_today_row_go_on (row);
      return TRUE;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Delete)
    {
      hz_today_row_set_state (row, "no_show");
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (state_keys); i++)
    {
      if (state_keys[i].key == key)
        {
          hz_today_row_set_state (row, state_keys[i].state);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
hz_today_list_grab_focus (GtkWidget *widget)
{
  HzTodayList *self = HZ_TODAY_LIST (widget);

  return self->n_rows > 0 && gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static void
hz_today_list_dispose (GObject *object)
{
  HzTodayList *self = HZ_TODAY_LIST (object);

  g_clear_object (&self->records);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_TODAY_LIST);

  G_OBJECT_CLASS (hz_today_list_parent_class)->dispose (object);
}

static void
hz_today_list_class_init (HzTodayListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_today_list_dispose;
  widget_class->grab_focus = hz_today_list_grab_focus;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/today/hz-today-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HzTodayList, title);
  gtk_widget_class_bind_template_child (widget_class, HzTodayList, list);
  gtk_widget_class_bind_template_child (widget_class, HzTodayList, empty);
}

static void
hz_today_list_init (HzTodayList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->list, keys);
}

static gboolean
is_shown (HzTodayList *self,
          HzAppointment *appointment)
{
  if (appointment->is_veiled)
    return FALSE;
  switch (self->kind)
    {
    case HZ_TODAY_LIST_MINE:
      return hz_id_equal (&appointment->member_id, hz_records_get_own_id (self->records));
    case HZ_TODAY_LIST_WAITING:
      return g_str_equal (appointment->state, "arrived");
    case HZ_TODAY_LIST_ALL:
    default:
      return TRUE;
    }
}

/* The first minute from @from on that is free until @end_minute or until something begins. */
static void
add_gaps_in (HzTodayList *self,
             const HzSchedule *schedule,
             int from,
             int end_minute,
             GPtrArray *rows)
{
  gboolean can_book = hz_records_may (self->records, HZ_RIGHT_BOOK);
  int free_from = from;

  for (guint i = 0; i <= schedule->appointments->len; i++)
    {
      HzAppointment *next =
        i < schedule->appointments->len ? g_ptr_array_index (schedule->appointments, i) : NULL;
      int until = end_minute;

      if (next != NULL && (!is_shown (self, next) || !hz_appointment_state_is_busy (next->state)))
        continue;
      if (next != NULL)
        until = MIN (next->start_minute, end_minute);
      if (until - free_from >= LEAST_GAP)
        g_ptr_array_add (rows, g_object_ref_sink (
          hz_today_row_new_gap (hz_records_get_own_id (self->records), schedule->range.first,
                                free_from, until, can_book)));
      if (next != NULL)
        free_from = MAX (free_from, next->end_minute);
    }
}

static int
get_gap_start (GtkWidget *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "start"));
}

/* What is left of the person's own working time. */
static GPtrArray *
create_gaps (HzTodayList *self,
             const HzSchedule *schedule)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  const HzHours *hours =
    hz_schedule_find_hours (schedule, hz_records_get_own_id (self->records));
  int now;

  if (self->kind != HZ_TODAY_LIST_MINE || hours == NULL)
    return rows;
  hz_zone_from_utc (hz_clock_now (), &now);
  now = (now + LEAST_GAP - 1) / LEAST_GAP * LEAST_GAP;
  for (guint i = 0; i < hours->spans->len; i++)
    {
      const HzHoursSpan *span = &g_array_index (hours->spans, HzHoursSpan, i);

      if (span->weekday == hz_date_get_weekday (schedule->range.first) && now < span->end_minute)
        add_gaps_in (self, schedule, MAX (span->start_minute, now), span->end_minute, rows);
    }

  return rows;
}

static void
append_until (HzTodayList *self,
              GPtrArray *gaps,
              guint *place,
              int minute)
{
  while (*place < gaps->len && get_gap_start (g_ptr_array_index (gaps, *place)) < minute)
    {
      gtk_list_box_append (GTK_LIST_BOX (self->list), g_ptr_array_index (gaps, *place));
      (*place)++;
    }
}

/* All that would be seen, to tell whether anything is another than before. */
static char *
describe (HzTodayList *self,
          const HzSchedule *schedule,
          GPtrArray *gaps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < schedule->appointments->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (schedule->appointments, i);
      g_autofree char *spoken = NULL;

      if (!is_shown (self, appointment))
        continue;
      spoken = hz_appointment_text_spoken (self->records, appointment);
      g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", spoken,
                              appointment->stamp.revision);
    }
  for (guint i = 0; i < gaps->len; i++)
    g_string_append_printf (text, "%d ", get_gap_start (g_ptr_array_index (gaps, i)));

  return g_string_free (text, FALSE);
}

static void
clear (HzTodayList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
fill (HzTodayList *self,
      const HzSchedule *schedule,
      GPtrArray *gaps,
      const HzId *focused)
{
  guint place = 0;

  self->n_rows = 0;
  for (guint i = 0; i < schedule->appointments->len; i++)
    {
      HzAppointment *appointment = g_ptr_array_index (schedule->appointments, i);
      GtkWidget *row;

      if (!is_shown (self, appointment))
        continue;
      append_until (self, gaps, &place, appointment->start_minute);
      row = hz_today_row_new (self->records, appointment, self->kind != HZ_TODAY_LIST_MINE);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (hz_id_is_set (focused) && hz_id_equal (focused, &appointment->stamp.id))
        gtk_widget_grab_focus (row);
      self->n_rows++;
    }
  append_until (self, gaps, &place, HZ_ZONE_DAY_MINUTES);
}

static void
show_title (HzTodayList *self)
{
  const char *titles[] = { _("My day"), _("All staff today"), _("Waiting room") };
  g_autofree char *text = self->kind == HZ_TODAY_LIST_WAITING && self->n_rows > 0
    ? g_strdup_printf ("%s · %u", titles[self->kind], self->n_rows)
    : g_strdup (titles[self->kind]);

  gtk_label_set_label (GTK_LABEL (self->title), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
show_empty (HzTodayList *self,
            const HzSchedule *schedule)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->kind == HZ_TODAY_LIST_WAITING)
    g_string_append (text, _("Nobody is waiting."));
  else
    g_string_append (text, _("No appointments today."));
  if (self->kind != HZ_TODAY_LIST_WAITING && schedule->next != NULL)
    {
      g_autofree char *when = hz_appointment_text_when (schedule->next);
      g_autofree char *who = hz_appointment_text_who (schedule->next);
      g_autofree char *next = g_strdup_printf ("%s, %s", when, who);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("The next one: %s"), next);
    }
  gtk_label_set_label (GTK_LABEL (self->empty), text->str);
  gtk_widget_set_visible (self->empty, self->n_rows == 0);
  gtk_widget_set_visible (self->list, gtk_widget_get_first_child (self->list) != NULL);
}

/**
 * hz_today_list_set_up:
 * @self: the list
 * @records: the records
 * @kind: whose appointments
 */
void
hz_today_list_set_up (HzTodayList *self,
                      HzRecords *records,
                      HzTodayListKind kind)
{
  g_return_if_fail (HZ_IS_TODAY_LIST (self));

  g_set_object (&self->records, records);
  self->kind = kind;
  show_title (self);
}

/**
 * hz_today_list_show:
 * @self: the list
 * @schedule: today
 *
 * Rows are made anew only when something is to be seen differently; the focus stays where it was.
 */
void
hz_today_list_show (HzTodayList *self,
                    const HzSchedule *schedule)
{
  HzTodayRow *row;
  HzId focused = HZ_ID_NONE;
  g_autoptr (GPtrArray) gaps = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (HZ_IS_TODAY_LIST (self));

  gaps = create_gaps (self, schedule);
  shown = describe (self, schedule, gaps);
  if (self->shown == NULL || g_strcmp0 (shown, self->shown) != 0)
    {
      row = get_focus_row (self);
      if (row != NULL)
        focused = hz_today_row_get_appointment (row)->stamp.id;
      clear (self);
      fill (self, schedule, gaps, &focused);
      g_free (self->shown);
      self->shown = g_steal_pointer (&shown);
    }
  show_title (self);
  show_empty (self, schedule);
}

guint
hz_today_list_get_n_rows (HzTodayList *self)
{
  g_return_val_if_fail (HZ_IS_TODAY_LIST (self), 0);

  return self->n_rows;
}
