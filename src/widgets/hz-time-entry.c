/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-entry.h"

#include <glib/gi18n.h>

#include "hz-field-note.h"
#include "hz-text-input.h"
#include "hz-time-text.h"
#include "hz-zone.h"

#define STEP 15

/**
 * HzTimeEntry:
 *
 * A time of the day as people type it: 9, 930, 9.30. When the field is left, it is written as
 * HH:mm; what was not understood stays, with the reason below. Up and Down step by a quarter of an
 * hour.
 */
struct _HzTimeEntry
{
  GtkBox parent_instance;

  GtkWidget *entry;
  GtkWidget *hint;
  GtkWidget *error;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzTimeEntry, hz_time_entry, GTK_TYPE_BOX)

/**
 * hz_time_entry_commit:
 * @self: the field
 *
 * Does what leaving the field does: writes the time in full, or says what is wrong.
 *
 * Returns: whether the field is empty or understood
 */
gboolean
hz_time_entry_commit (HzTimeEntry *self)
{
  g_autofree char *error = NULL;
  HzDateParse problem;
  int minute = 0;

  g_return_val_if_fail (HZ_IS_TIME_ENTRY (self), FALSE);

  problem = hz_time_entry_get_minute (self, &minute);
  if (problem == HZ_DATE_PARSE_OK)
    hz_time_entry_set_minute (self, minute);
  else if (problem != HZ_DATE_PARSE_EMPTY)
    error = g_strdup_printf (_("No such time: %s"), hz_time_entry_get_text (self));
  hz_field_note_set_problem (self->error, error);
  return error == NULL;
}

static void
on_entry_changed_cb (GtkEditable *editable,
                     HzTimeEntry *self)
{
  hz_field_note_set_problem (self->error, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller,
                   HzTimeEntry             *self)
{
  hz_time_entry_commit (self);
  hz_text_input_let_go (self->entry);
}

static void
on_entry_activate_cb (GtkEntry    *entry,
                      HzTimeEntry *self)
{
  hz_time_entry_commit (self);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzTimeEntry           *self)
{
  int minute = 0;

  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0 ||
      hz_time_entry_get_minute (self, &minute) != HZ_DATE_PARSE_OK)
    return FALSE;

  minute = minute / STEP * STEP + (keyval == GDK_KEY_Up ? STEP : -STEP);
  if (minute >= 0 && minute < HZ_ZONE_DAY_MINUTES)
    hz_time_entry_set_minute (self, minute);
  return TRUE;
}

static gboolean
hz_time_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_TIME_ENTRY (widget)->entry);
}

static void
hz_time_entry_class_init (HzTimeEntryClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_time_entry_grab_focus;

  /**
   * HzTimeEntry::changed:
   *
   * The text is another one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hz_time_entry_init (HzTimeEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->entry = gtk_entry_new ();
  self->hint = gtk_label_new (NULL);
  self->error = hz_field_note_new (self->entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), "00:00");
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->hint);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->error);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

/**
 * hz_time_entry_new:
 * @label: what the time is of, for those who hear the screen
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
hz_time_entry_new (const char *label)
{
  HzTimeEntry *self = g_object_new (HZ_TYPE_TIME_ENTRY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/**
 * hz_time_entry_get_minute:
 * @self: the field
 * @minute: (out): minute of the day; untouched unless the answer is %HZ_DATE_PARSE_OK
 *
 * Returns: whether what stands in the field is a time
 */
HzDateParse
hz_time_entry_get_minute (HzTimeEntry *self,
                          int         *minute)
{
  g_return_val_if_fail (HZ_IS_TIME_ENTRY (self), HZ_DATE_PARSE_EMPTY);

  return hz_date_parse_time (hz_time_entry_get_text (self), minute);
}

/**
 * hz_time_entry_set_minute:
 * @self: the field
 * @minute: minute of the day; -1 for none
 */
void
hz_time_entry_set_minute (HzTimeEntry *self,
                          int          minute)
{
  g_autofree char *text = minute >= 0 ? hz_time_text (minute) : g_strdup ("");

  g_return_if_fail (HZ_IS_TIME_ENTRY (self));

  hz_time_entry_set_text (self, text);
}

/**
 * hz_time_entry_set_hint:
 * @self: the field
 * @hint: (nullable): a grey remark beside it, such as that it is outside the working hours
 */
void
hz_time_entry_set_hint (HzTimeEntry *self,
                        const char  *hint)
{
  g_return_if_fail (HZ_IS_TIME_ENTRY (self));

  gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
}

const char *
hz_time_entry_get_text (HzTimeEntry *self)
{
  g_return_val_if_fail (HZ_IS_TIME_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
hz_time_entry_set_text (HzTimeEntry *self,
                        const char  *text)
{
  g_return_if_fail (HZ_IS_TIME_ENTRY (self));

  if (g_strcmp0 (hz_time_entry_get_text (self), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/**
 * hz_time_entry_get_error:
 * @self: the field
 *
 * Returns: (transfer none) (nullable): what stands below the field
 */
const char *
hz_time_entry_get_error (HzTimeEntry *self)
{
  g_return_val_if_fail (HZ_IS_TIME_ENTRY (self), NULL);

  return gtk_widget_get_visible (self->error) ? gtk_label_get_label (GTK_LABEL (self->error))
                                              : NULL;
}
