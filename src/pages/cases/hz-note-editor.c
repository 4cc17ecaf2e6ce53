/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-note-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hz-clock.h"
#include "hz-code-choice.h"
#include "hz-code-list.h"
#include "hz-consultation-form.h"
#include "hz-date-entry.h"
#include "hz-date-text.h"
#include "hz-note-text.h"
#include "hz-shell.h"
#include "hz-time-entry.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/**
 * HzNoteEditor:
 *
 * Writes a note: the facts of the meeting above, below them a text for each section of its form, or the
 * form of a legal consultation. All of it is kept stored as a draft.
 */
struct _HzNoteEditor
{
  GtkBox parent_instance;

  GtkWidget *error_label;
  GtkWidget *date_bin;
  GtkWidget *times;
  GtkWidget *started_bin;
  GtkWidget *ended_bin;
  GtkWidget *saved;
  GtkWidget *first_row;
  GtkWidget *second_row;
  GtkWidget *kind;
  GtkWidget *form;
  GtkWidget *heading;
  GtkWidget *refer;
  GtkWidget *seal;
  GtkWidget *scroller;
  GtkWidget *viewport;
  GtkWidget *body;
  GtkWidget *readers;

  GtkWidget *date;
  GtkWidget *started;
  GtkWidget *ended;
  GtkWidget *texts[HZ_N_NOTE_SECTIONS];
  GtkWidget *consultation;

  HzRecords *records;
  HzNoteDraft *draft;
  gboolean is_filling;
  guint scroll_id;

  /* Where the cursor stood last: a menu or a popover has the focus when the note is put away. */
  const char *last_part;
  int last_cursor;
};

G_DEFINE_FINAL_TYPE (HzNoteEditor, hz_note_editor, GTK_TYPE_BOX)

/* What stands on the screen, into the note. */

static void
look_for_cursor (HzNoteEditor *self)
{
  const char *part = NULL;
  int cursor = 0;

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL && hz_note_text_has_focus (HZ_NOTE_TEXT (self->texts[i])))
      {
        part = hz_note_section_get_code (i);
        cursor = hz_note_text_get_cursor (HZ_NOTE_TEXT (self->texts[i]));
      }
  if (self->consultation != NULL)
    part = hz_consultation_form_get_cursor (HZ_CONSULTATION_FORM (self->consultation), &cursor);

  if (part != NULL)
    {
      self->last_part = part;
      self->last_cursor = cursor;
    }
}

static void
read_cursor (HzNoteEditor *self,
             HzNote       *note)
{
  look_for_cursor (self);
  if (self->last_part != NULL)
    {
      g_free (note->cursor_part);
      note->cursor_part = g_strdup (self->last_part);
      note->cursor = self->last_cursor;
    }
}

static void
read_facts (HzNoteEditor *self,
            HzNote       *note)
{
  HzDate date;

  if (hz_date_entry_get_date (HZ_DATE_ENTRY (self->date), &date) == HZ_DATE_PARSE_OK)
    note->date = date;
  if (hz_time_entry_get_minute (HZ_TIME_ENTRY (self->started), &note->started) != HZ_DATE_PARSE_OK)
    note->started = -1;
  if (hz_time_entry_get_minute (HZ_TIME_ENTRY (self->ended), &note->ended) != HZ_DATE_PARSE_OK)
    note->ended = -1;

  if (note->consultation == NULL && !hz_id_is_set (&note->addendum_of))
    {
      g_free (note->kind);
      note->kind = g_strdup (hz_code_choice_get (GTK_DROP_DOWN (self->kind)));
    }
}

static void
read_screen (HzNote  *note,
             gpointer data)
{
  HzNoteEditor *self = data;

  read_facts (self, note);
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL)
      {
        g_autofree char *text = hz_note_text_get_text (HZ_NOTE_TEXT (self->texts[i]));

        hz_note_set_section (note, i, text);
      }
  if (note->consultation != NULL)
    hz_consultation_form_read (HZ_CONSULTATION_FORM (self->consultation), note->consultation);
  read_cursor (self, note);
}

static void
on_changed_cb (HzNoteEditor *self)
{
  if (!self->is_filling && self->draft != NULL)
    hz_note_draft_touch (self->draft);
}

/* The line that is written stays in sight, whichever of the texts it is in. */

static gboolean
scroll_to_cursor (gpointer data)
{
  HzNoteEditor *self = data;
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GdkRectangle area;

  self->scroll_id = 0;
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL && hz_note_text_has_focus (HZ_NOTE_TEXT (self->texts[i]))
        && hz_note_text_get_cursor_area (HZ_NOTE_TEXT (self->texts[i]), self->body, &area))
      gtk_adjustment_clamp_page (adjustment, area.y - area.height, area.y + 3 * area.height);

  if (self->consultation != NULL
      && hz_consultation_form_get_cursor_area (HZ_CONSULTATION_FORM (self->consultation), self->body,
                                               &area))
    gtk_adjustment_clamp_page (adjustment, area.y - area.height, area.y + 3 * area.height);

  return G_SOURCE_REMOVE;
}

static void
on_cursor_moved_cb (HzNoteEditor *self)
{
  look_for_cursor (self);
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, scroll_to_cursor, self, NULL);
}

/* From the note, onto the screen. */

static void
remove_texts (HzNoteEditor *self)
{
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL)
      gtk_box_remove (GTK_BOX (self->body), g_steal_pointer (&self->texts[i]));
}

static void
add_texts (HzNoteEditor *self,
           const HzNote *note)
{
  guint n_sections;
  const HzNoteSection *sections = hz_note_template_get_sections (note->form, &n_sections);

  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *label = hz_code_list_dup_first ("note_section",
                                                       hz_note_section_get_code (sections[i]),
                                                       hz_language_get_interface ());
      GtkWidget *text = hz_note_text_new (label);

      hz_note_text_set_text (HZ_NOTE_TEXT (text), note->sections[sections[i]]);
      g_signal_connect_swapped (text, "changed", G_CALLBACK (on_changed_cb), self);
      g_signal_connect_swapped (text, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), self);
      gtk_box_append (GTK_BOX (self->body), text);
      self->texts[sections[i]] = text;
    }
}

static void
add_consultation (HzNoteEditor *self,
                  const HzNote *note)
{
  self->consultation = hz_consultation_form_new ();
  hz_consultation_form_fill (HZ_CONSULTATION_FORM (self->consultation), note->consultation);
  g_signal_connect_swapped (self->consultation, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->consultation, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), self);
  gtk_box_append (GTK_BOX (self->body), self->consultation);
}

static void
show_note (HzNoteEditor *self,
           const HzNote *note)
{
  gboolean is_addendum = hz_id_is_set (&note->addendum_of);
  gboolean is_session = !is_addendum && note->consultation == NULL;

  self->is_filling = TRUE;
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->date), note->date);
  hz_time_entry_set_minute (HZ_TIME_ENTRY (self->started), note->started);
  hz_time_entry_set_minute (HZ_TIME_ENTRY (self->ended), note->ended);
  hz_code_choice_set (GTK_DROP_DOWN (self->kind), note->kind);
  hz_code_choice_set (GTK_DROP_DOWN (self->form), note->form);
  gtk_widget_set_visible (self->date_bin, !is_addendum);
  gtk_widget_set_visible (self->times, !is_addendum);
  gtk_widget_set_visible (self->kind, is_session);
  gtk_widget_set_visible (self->form, is_session);
  gtk_widget_set_visible (self->refer, note->consultation != NULL);

  remove_texts (self);
  if (note->consultation != NULL)
    add_consultation (self, note);
  else
    add_texts (self, note);
  self->is_filling = FALSE;
}

static void
on_form_selected_cb (HzNoteEditor *self)
{
  const char *form = hz_code_choice_get (GTK_DROP_DOWN (self->form));
  HzNote *note;

  if (self->is_filling || self->draft == NULL)
    return;

  note = hz_note_draft_read (self->draft);
  if (g_strcmp0 (note->form, form) == 0)
    return;

  hz_note_set_form (note, form);
  show_note (self, note);
  on_changed_cb (self);
}

/* Saved, or not. */

static void
on_keeper_saved_cb (HzNoteEditor *self)
{
  gint64 saved = hz_draft_keeper_get_saved (hz_note_draft_get_keeper (self->draft));
  g_autofree char *time = saved > 0 ? hz_time_text_moment_time (saved) : NULL;
  g_autofree char *text = NULL;

  text = time != NULL ? g_strdup_printf (_("Draft, saved %s"), time) : g_strdup (_("Draft"));
  gtk_label_set_label (GTK_LABEL (self->saved), text);
}

static void
on_keeper_error_cb (HzNoteEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_object_get (hz_note_draft_get_keeper (self->draft), "error", &error, NULL);
  if (error != NULL)
    {
      sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
      gtk_label_set_label (GTK_LABEL (self->error_label), sentence);
    }
  gtk_widget_set_visible (self->error_label, error != NULL);
}

static void
on_focus_leave_cb (HzNoteEditor *self)
{
  if (self->draft != NULL)
    hz_draft_keeper_flush_async (hz_note_draft_get_keeper (self->draft), NULL, NULL);
}

static void
hz_note_editor_dispose (GObject *object)
{
  HzNoteEditor *self = HZ_NOTE_EDITOR (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (hz_note_draft_get_keeper (self->draft), self);
      hz_note_draft_leave (self->draft);
    }
  g_clear_object (&self->draft);
  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_NOTE_EDITOR);

  G_OBJECT_CLASS (hz_note_editor_parent_class)->dispose (object);
}

static gboolean
hz_note_editor_grab_focus (GtkWidget *widget)
{
  HzNoteEditor *self = HZ_NOTE_EDITOR (widget);

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL)
      return gtk_widget_grab_focus (self->texts[i]);

  return self->consultation != NULL && gtk_widget_grab_focus (self->consultation);
}

static void
hz_note_editor_class_init (HzNoteEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_note_editor_dispose;
  widget_class->grab_focus = hz_note_editor_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, error_label);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, date_bin);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, times);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, started_bin);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, ended_bin);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, saved);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, first_row);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, second_row);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, kind);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, form);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, refer);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, seal);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, viewport);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, body);
  gtk_widget_class_bind_template_child (widget_class, HzNoteEditor, readers);
}

static void
hz_note_editor_init (HzNoteEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->date = hz_date_entry_new (_("Date"), HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PAST);
  self->started = hz_time_entry_new (_("From what time"));
  self->ended = hz_time_entry_new (_("Until what time"));
  adw_bin_set_child (ADW_BIN (self->date_bin), self->date);
  adw_bin_set_child (ADW_BIN (self->started_bin), self->started);
  adw_bin_set_child (ADW_BIN (self->ended_bin), self->ended);
  hz_code_choice_fill (GTK_DROP_DOWN (self->kind), "note_kind", NULL);
  hz_code_choice_fill (GTK_DROP_DOWN (self->form), "note_template", NULL);

  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->started, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->ended, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->form, "notify::selected", G_CALLBACK (on_form_selected_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * hz_note_editor_new:
 * @records: records
 * @note: what is to be written on: a draft, or a new note with its case
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
hz_note_editor_new (HzRecords *records,
                    HzNote    *note)
{
  HzNoteEditor *self = g_object_new (HZ_TYPE_NOTE_EDITOR, NULL);
  HzDraftKeeper *keeper;

  self->records = g_object_ref (records);
  show_note (self, note);
  self->draft = hz_note_draft_new (records, note, read_screen, self);
  keeper = hz_note_draft_get_keeper (self->draft);
  g_signal_connect_swapped (keeper, "notify::saved", G_CALLBACK (on_keeper_saved_cb), self);
  g_signal_connect_swapped (keeper, "notify::error", G_CALLBACK (on_keeper_error_cb), self);
  on_keeper_saved_cb (self);

  return GTK_WIDGET (self);
}

/**
 * hz_note_editor_read:
 * @self: an editor
 *
 * Returns: (transfer none): the note as it stands now
 */
HzNote *
hz_note_editor_read (HzNoteEditor *self)
{
  return hz_note_draft_read (self->draft);
}

const HzId *
hz_note_editor_get_draft_id (HzNoteEditor *self)
{
  return hz_draft_keeper_get_id (hz_note_draft_get_keeper (self->draft));
}

/**
 * hz_note_editor_get_saved:
 * @self: an editor
 *
 * Returns: when its draft was stored last, UTC milliseconds; 0 before
 */
gint64
hz_note_editor_get_saved (HzNoteEditor *self)
{
  return hz_draft_keeper_get_saved (hz_note_draft_get_keeper (self->draft));
}

void
hz_note_editor_set_readers (HzNoteEditor *self,
                            const char   *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->readers), sentence);
}

/**
 * hz_note_editor_set_heading:
 * @self: an editor
 * @heading: (nullable): what is written here, where there are no facts to say it
 */
void
hz_note_editor_set_heading (HzNoteEditor *self,
                            const char   *heading)
{
  gtk_label_set_label (GTK_LABEL (self->heading), heading != NULL ? heading : "");
  gtk_widget_set_visible (self->heading, heading != NULL);
}

/**
 * hz_note_editor_store:
 * @self: an editor
 * @callback: called when what was written is stored; see hz_draft_keeper_flush_finish()
 * @data: given to @callback
 */
void
hz_note_editor_store (HzNoteEditor       *self,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  hz_note_draft_touch (self->draft);
  hz_draft_keeper_flush_async (hz_note_draft_get_keeper (self->draft), callback, data);
}

/**
 * hz_note_editor_next_form:
 * @self: an editor
 *
 * Goes on to the next template of sections, where there is a choice.
 */
void
hz_note_editor_next_form (HzNoteEditor *self)
{
  if (gtk_widget_get_visible (self->form))
    hz_code_choice_set (GTK_DROP_DOWN (self->form),
                        hz_note_template_get_next (hz_note_editor_read (self)->form));
}

/**
 * hz_note_editor_insert_stamp:
 * @self: an editor
 *
 * Writes day and time where the cursor stands.
 */
void
hz_note_editor_insert_stamp (HzNoteEditor *self)
{
  g_autofree char *moment = hz_time_text_moment (hz_clock_now ());
  g_autofree char *stamp = g_strconcat (moment, " ", NULL);

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL && hz_note_text_has_focus (HZ_NOTE_TEXT (self->texts[i])))
      hz_note_text_insert (HZ_NOTE_TEXT (self->texts[i]), stamp);
  if (self->consultation != NULL)
    hz_consultation_form_insert (HZ_CONSULTATION_FORM (self->consultation), stamp);
}

/**
 * hz_note_editor_set_sealing:
 * @self: an editor
 * @is_sealing: whether its note is being sealed: nothing can be typed
 */
void
hz_note_editor_set_sealing (HzNoteEditor *self,
                            gboolean      is_sealing)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), !is_sealing);
}

/**
 * hz_note_editor_restore_cursor:
 * @self: an editor
 * @part: (nullable): the name of the field it stood in
 * @cursor: its place there
 */
void
hz_note_editor_restore_cursor (HzNoteEditor *self,
                               const char   *part,
                               int           cursor)
{
  if (part == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (self->texts[i] != NULL && g_str_equal (part, hz_note_section_get_code (i)))
      {
        hz_note_text_set_cursor (HZ_NOTE_TEXT (self->texts[i]), cursor);
        gtk_widget_grab_focus (self->texts[i]);
      }
  if (self->consultation != NULL)
    hz_consultation_form_restore_cursor (HZ_CONSULTATION_FORM (self->consultation), part, cursor);
}
