/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-date-entry.h"

#include <glib/gi18n.h>

#include "hz-date-text.h"
#include "hz-field-note.h"
#include "hz-text-input.h"
#include "hz-zone.h"

/**
 * HzDateEntry:
 *
 * A date as people type it. When the field is left, what was understood is written in full, with
 * the weekday beside it; what was not understood stays as it is, with the reason below. Up and Down
 * change the part under the cursor, F4 opens the month.
 */
struct _HzDateEntry
{
  GtkBox parent_instance;

  GtkWidget *entry;
  GtkWidget *weekday;
  GtkWidget *error;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *calendar;
  HzDateKind kind;
  HzDateSense sense;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzDateEntry, hz_date_entry, GTK_TYPE_BOX)

static char *
describe_problem (HzDateEntry *self,
                  HzDateParse  problem)
{
  const char *text = hz_date_entry_get_text (self);

  switch (problem)
    {
    case HZ_DATE_PARSE_OK:
    case HZ_DATE_PARSE_EMPTY:
      return NULL;
    case HZ_DATE_PARSE_NO_SUCH_DATE:
      return g_strdup_printf (_("No such date: %s"), text);
    case HZ_DATE_PARSE_NOT_EXACT:
      return g_strdup (_("The day is needed here."));
    case HZ_DATE_PARSE_FUTURE:
      return g_strdup (_("This date is still to come."));
    case HZ_DATE_PARSE_REVERSED:
      return g_strdup (_("The end is before the beginning."));
    case HZ_DATE_PARSE_UNCLEAR:
    default:
      return g_strdup_printf (_("This is not a date: %s"), text);
    }
}

static HzDateParse
parse (HzDateEntry *self,
       HzDate      *date,
       HzDateRange *range)
{
  const char *text = hz_date_entry_get_text (self);

  if (self->kind == HZ_DATE_KIND_RANGE)
    return hz_date_parse_range (text, self->sense, hz_zone_get_today (), range);
  return hz_date_parse (text, self->kind, self->sense, hz_zone_get_today (), date);
}

static void
show_weekday (HzDateEntry *self)
{
  HzDate date = HZ_DATE_NONE;
  gboolean is_day = self->kind != HZ_DATE_KIND_RANGE &&
                    parse (self, &date, NULL) == HZ_DATE_PARSE_OK && hz_date_is_exact (date);

  gtk_label_set_label (GTK_LABEL (self->weekday),
                       is_day ? hz_date_text_get_weekday (hz_language_get_interface (),
                                                          hz_date_get_weekday (date))
                              : "");
}

static char *
write_range (HzDateRange range)
{
  g_autofree char *first = hz_date_text_short (range.first);
  g_autofree char *last = hz_date_text_short (hz_date_add_days (range.end, -1));

  return g_strdup_printf ("%s – %s", first, last);
}

/**
 * hz_date_entry_commit:
 * @self: the field
 *
 * Does what leaving the field does: writes the date in full, or says what is wrong.
 *
 * Returns: whether the field is empty or understood
 */
gboolean
hz_date_entry_commit (HzDateEntry *self)
{
  g_autofree char *error = NULL;
  g_autofree char *full = NULL;
  HzDate date = HZ_DATE_NONE;
  HzDateRange range = { HZ_DATE_NONE, HZ_DATE_NONE };
  HzDateParse problem;

  g_return_val_if_fail (HZ_IS_DATE_ENTRY (self), FALSE);

  problem = parse (self, &date, &range);
  if (problem == HZ_DATE_PARSE_OK)
    {
      full = self->kind == HZ_DATE_KIND_RANGE ? write_range (range) : hz_date_text_short (date);
      hz_date_entry_set_text (self, full);
    }
  error = describe_problem (self, problem);
  hz_field_note_set_problem (self->error, error);
  show_weekday (self);
  return error == NULL;
}

static void
on_entry_changed_cb (GtkEditable *editable,
                     HzDateEntry *self)
{
  hz_field_note_set_problem (self->error, NULL);
  show_weekday (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller,
                   HzDateEntry             *self)
{
  hz_date_entry_commit (self);
  hz_text_input_let_go (self->entry);
}

static void
on_entry_activate_cb (GtkEntry    *entry,
                      HzDateEntry *self)
{
  hz_date_entry_commit (self);
}

/* Day, month or year, by where the cursor stands in dd.MM.yyyy. */
static gboolean
step_part (HzDateEntry *self,
           int          by)
{
  HzDate date = HZ_DATE_NONE;
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  if (self->kind == HZ_DATE_KIND_RANGE)
    return FALSE;
  if (parse (self, &date, NULL) != HZ_DATE_PARSE_OK || !hz_date_is_exact (date))
    {
      if (*hz_date_entry_get_text (self) != '\0')
        return FALSE;
      date = hz_zone_get_today ();
      by = 0;
    }

  if (position <= 2)
    date = hz_date_add_days (date, by);
  else
    date = hz_date_add_months (date, position <= 5 ? by : 12 * by);
  if (!hz_date_is_valid (date))
    return TRUE;
  hz_date_entry_set_date (self, date);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
  return TRUE;
}

static void
open_calendar (HzDateEntry *self)
{
  HzDate date = HZ_DATE_NONE;

  if (self->kind != HZ_DATE_KIND_RANGE &&
      parse (self, &date, NULL) == HZ_DATE_PARSE_OK && hz_date_is_exact (date))
    hz_month_grid_set_date (HZ_MONTH_GRID (self->calendar), date);
  else
    hz_month_grid_set_date (HZ_MONTH_GRID (self->calendar), hz_zone_get_today ());
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->calendar);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzDateEntry           *self)
{
  if (keyval == GDK_KEY_F4 || (keyval == GDK_KEY_Down && (state & GDK_ALT_MASK) != 0))
    {
      open_calendar (self);
      return TRUE;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    return step_part (self, keyval == GDK_KEY_Up ? 1 : -1);
  return FALSE;
}

static void
on_day_activated_cb (HzMonthGrid *calendar,
                     int          days,
                     HzDateEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  hz_date_entry_set_date (self, hz_date_from_days (days));
  gtk_widget_grab_focus (self->entry);
}

static void
on_button_clicked_cb (GtkButton   *button,
                      HzDateEntry *self)
{
  open_calendar (self);
}

static gboolean
hz_date_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_DATE_ENTRY (widget)->entry);
}

static void
hz_date_entry_dispose (GObject *object)
{
  HzDateEntry *self = HZ_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (hz_date_entry_parent_class)->dispose (object);
}

static void
hz_date_entry_class_init (HzDateEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hz_date_entry_dispose;
  widget_class->grab_focus = hz_date_entry_grab_focus;

  /**
   * HzDateEntry::changed:
   *
   * The text is another one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
add_popover (HzDateEntry *self)
{
  const char *label = _("Open the calendar");

  self->button = gtk_button_new_from_icon_name ("x-office-calendar-symbolic");
  gtk_widget_set_focusable (self->button, FALSE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (self->button, "clicked", G_CALLBACK (on_button_clicked_cb), self);

  self->calendar = hz_month_grid_new ();
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  gtk_widget_set_parent (self->popover, self->button);
  g_signal_connect (self->calendar, "day-activated", G_CALLBACK (on_day_activated_cb), self);
}

static void
add_controllers (HzDateEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

static void
hz_date_entry_init (HzDateEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->entry = gtk_entry_new ();
  self->weekday = gtk_label_new (NULL);
  self->error = hz_field_note_new (self->entry);

  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_add_css_class (self->weekday, "dim-label");

  gtk_box_append (GTK_BOX (line), self->entry);
  add_popover (self);
  gtk_box_append (GTK_BOX (line), self->button);
  gtk_box_append (GTK_BOX (line), self->weekday);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->error);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  add_controllers (self);
}

/**
 * hz_date_entry_new:
 * @label: what the date is of, for those who hear the screen
 * @kind: what the field takes
 * @sense: whether it looks back or ahead
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
hz_date_entry_new (const char *label,
                   HzDateKind  kind,
                   HzDateSense sense)
{
  HzDateEntry *self = g_object_new (HZ_TYPE_DATE_ENTRY, NULL);
  const char *placeholder =
    hz_date_text_get_placeholder (hz_language_get_interface (), kind);
  int width = (int) g_utf8_strlen (placeholder, -1) + 2;

  self->kind = kind;
  self->sense = sense;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), width);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->button, kind != HZ_DATE_KIND_RANGE);
  return GTK_WIDGET (self);
}

/**
 * hz_date_entry_get_date:
 * @self: a field that takes one date
 * @date: (out): the date; %HZ_DATE_NONE unless the answer is %HZ_DATE_PARSE_OK
 *
 * Returns: whether what stands in the field is a date
 */
HzDateParse
hz_date_entry_get_date (HzDateEntry *self,
                        HzDate      *date)
{
  g_return_val_if_fail (HZ_IS_DATE_ENTRY (self), HZ_DATE_PARSE_EMPTY);
  g_return_val_if_fail (self->kind != HZ_DATE_KIND_RANGE, HZ_DATE_PARSE_UNCLEAR);

  *date = HZ_DATE_NONE;
  return parse (self, date, NULL);
}

/**
 * hz_date_entry_get_range:
 * @self: a field that takes a range
 * @range: (out): the days; untouched unless the answer is %HZ_DATE_PARSE_OK
 *
 * Returns: whether what stands in the field is a range
 */
HzDateParse
hz_date_entry_get_range (HzDateEntry *self,
                         HzDateRange *range)
{
  g_return_val_if_fail (HZ_IS_DATE_ENTRY (self), HZ_DATE_PARSE_EMPTY);
  g_return_val_if_fail (self->kind == HZ_DATE_KIND_RANGE, HZ_DATE_PARSE_UNCLEAR);

  return parse (self, NULL, range);
}

/**
 * hz_date_entry_set_date:
 * @self: a field that takes one date
 * @date: the date, or %HZ_DATE_NONE
 */
void
hz_date_entry_set_date (HzDateEntry *self,
                        HzDate       date)
{
  g_autofree char *text = hz_date_is_set (date) ? hz_date_text_short (date) : g_strdup ("");

  g_return_if_fail (HZ_IS_DATE_ENTRY (self));

  hz_date_entry_set_text (self, text);
}

/**
 * hz_date_entry_get_text:
 * @self: the field
 *
 * Returns: (transfer none): what stands in it, understood or not, as a draft keeps it
 */
const char *
hz_date_entry_get_text (HzDateEntry *self)
{
  g_return_val_if_fail (HZ_IS_DATE_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
hz_date_entry_set_text (HzDateEntry *self,
                        const char  *text)
{
  g_return_if_fail (HZ_IS_DATE_ENTRY (self));

  if (g_strcmp0 (hz_date_entry_get_text (self), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/**
 * hz_date_entry_get_error:
 * @self: the field
 *
 * Returns: (transfer none) (nullable): what stands below the field
 */
const char *
hz_date_entry_get_error (HzDateEntry *self)
{
  g_return_val_if_fail (HZ_IS_DATE_ENTRY (self), NULL);

  return gtk_widget_get_visible (self->error) ? gtk_label_get_label (GTK_LABEL (self->error))
                                              : NULL;
}

/**
 * hz_date_entry_get_calendar:
 * @self: the field
 *
 * Returns: (transfer none): its month, to be told the holidays
 */
HzMonthGrid *
hz_date_entry_get_calendar (HzDateEntry *self)
{
  g_return_val_if_fail (HZ_IS_DATE_ENTRY (self), NULL);

  return HZ_MONTH_GRID (self->calendar);
}
