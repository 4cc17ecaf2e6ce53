/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with the notes of a case: opened, begun, stored, sealed, added to. An editor stays as
 * long as its case is open, so that nothing is read back that is still on its way into the database. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-view-private.h"

#include <glib/gi18n.h>

#include "hz-clock.h"
#include "hz-note-sheet.h"
#include "hz-note-store.h"
#include "hz-note-words.h"
#include "hz-shell.h"
#include "hz-shortcut.h"
#include "hz-team-box.h"
#include "hz-zone.h"

/* The minutes of a new note begin at the last five. */
#define STEP 5

#define SHEET "sheet"

/**
 * hz_case_view_get_editor:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the editor that is shown
 */
HzNoteEditor *
hz_case_view_get_editor (HzCaseView *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (GTK_STACK (self->content));

  return shown != NULL && HZ_IS_NOTE_EDITOR (shown) ? HZ_NOTE_EDITOR (shown) : NULL;
}

static void
remove_content (HzCaseView *self,
                const char *name)
{
  GtkWidget *child = gtk_stack_get_child_by_name (GTK_STACK (self->content), name);

  if (child != NULL)
    gtk_stack_remove (GTK_STACK (self->content), child);
}

static void
update_actions (HzCaseView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_editing = hz_case_view_get_editor (self) != NULL;
  gboolean is_open = self->case_file != NULL && self->case_file->has_key
                     && !self->case_file->is_read_only;
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->content));

  gtk_widget_action_set_enabled (widget, "case.seal", is_editing && is_open);
  gtk_widget_action_set_enabled (widget, "case.store", is_editing);
  gtk_widget_action_set_enabled (widget, "case.next-form", is_editing);
  gtk_widget_action_set_enabled (widget, "case.stamp", is_editing);
  gtk_widget_action_set_enabled (widget, "case.add-to-note",
                                 is_open && g_strcmp0 (shown, SHEET) == 0);
}

static void
show_content (HzCaseView *self,
              const char *name,
              const HzId *id)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->content), name);
  if (!g_str_equal (name, SHEET))
    remove_content (self, SHEET);
  self->shown_id = *id;
  hz_note_list_select (HZ_NOTE_LIST (self->list), id);
  if (adw_flap_get_folded (ADW_FLAP (self->flap)) && hz_id_is_set (id))
    adw_flap_set_reveal_flap (ADW_FLAP (self->flap), FALSE);
  update_actions (self);
}

/* Writing. */

/**
 * hz_case_view_update_readers:
 * @self: a view
 *
 * Below each text stands who will be able to read it.
 */
void
hz_case_view_update_readers (HzCaseView *self)
{
  const char *sentence = hz_team_box_get_sentence (HZ_TEAM_BOX (self->team));

  for (GtkWidget *child = gtk_widget_get_first_child (self->content); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (HZ_IS_NOTE_EDITOR (child) && sentence != NULL)
      {
        g_autofree char *text = NULL;

        text = g_strdup_printf ("%s\n%s", _("Until you sign it, only you can read this draft. After "
                                            "that:"), sentence);
        hz_note_editor_set_readers (HZ_NOTE_EDITOR (child), text);
      }
}

static void
set_heading (HzCaseView   *self,
             HzNoteEditor *editor,
             const HzNote *note)
{
  HzNote *parent = hz_note_list_find (HZ_NOTE_LIST (self->list), &note->addendum_of);
  g_autofree char *when = parent != NULL ? hz_note_words_dup_when (parent) : NULL;
  g_autofree char *heading = NULL;

  if (!hz_id_is_set (&note->addendum_of))
    return;

  heading = when != NULL ? g_strdup_printf (_("Addition to the note: %s"), when)
                         : g_strdup (_("Addition"));
  hz_note_editor_set_heading (editor, heading);
}

static void
show_editor (HzCaseView *self,
             HzNote     *note)
{
  g_autofree char *name = hz_id_to_hex (&note->draft_id);
  GtkWidget *editor = NULL;

  if (hz_id_is_set (&note->draft_id))
    editor = gtk_stack_get_child_by_name (GTK_STACK (self->content), name);
  if (editor == NULL)
    {
      editor = hz_note_editor_new (self->records, note);
      g_free (name);
      name = hz_id_to_hex (hz_note_editor_get_draft_id (HZ_NOTE_EDITOR (editor)));
      set_heading (self, HZ_NOTE_EDITOR (editor), note);
      gtk_stack_add_named (GTK_STACK (self->content), editor, name);
      hz_case_view_update_readers (self);
    }

  show_content (self, name, hz_note_editor_get_draft_id (HZ_NOTE_EDITOR (editor)));
  hz_note_editor_restore_cursor (HZ_NOTE_EDITOR (editor), note->cursor_part, note->cursor);
}

/* What she used last in this case. */
static const char *
choose_form (HzCaseView *self)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));

  for (guint i = 0; i < notes->len; i++)
    {
      const HzNote *note = g_ptr_array_index (notes, i);

      if (hz_id_equal (&note->author_id, hz_records_get_own_id (self->records))
          && !hz_id_is_set (&note->addendum_of))
        return note->form;
    }

  return "free";
}

static HzNote *
make_note (HzCaseView *self)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));
  HzNote *note = hz_note_new ();
  int minute;

  note->case_id = self->case_id;
  note->date = hz_zone_from_utc (hz_clock_now (), &minute);
  note->started = minute - minute % STEP;
  if (hz_case_file_is_legal (self->case_file))
    {
      note->consultation = hz_consultation_new ();
      g_free (note->consultation->form);
      note->consultation->form = g_strdup ("oral");
      return note;
    }

  g_free (note->kind);
  note->kind = g_strdup (notes->len == 0 ? "first" : "follow_up");
  g_free (note->form);
  note->form = g_strdup (choose_form (self));
  return note;
}

/* An editor in which nothing is written yet is as good as a new one. */
static HzNoteEditor *
find_blank_editor (HzCaseView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->content); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (HZ_IS_NOTE_EDITOR (child))
      {
        HzNote *note = hz_note_editor_read (HZ_NOTE_EDITOR (child));

        if (hz_note_is_empty (note) && !hz_id_is_set (&note->addendum_of))
          return HZ_NOTE_EDITOR (child);
      }

  return NULL;
}

static void
begin_note (HzCaseView *self)
{
  g_autoptr (HzNote) note = NULL;
  HzNoteEditor *blank = find_blank_editor (self);

  if (blank != NULL)
    {
      show_editor (self, hz_note_editor_read (blank));
      return;
    }

  note = make_note (self);
  show_editor (self, note);
}

/**
 * hz_case_view_start_note:
 * @self: a view
 *
 * Begins a new note, or a consultation in a legal case, as soon as the case is read.
 */
void
hz_case_view_start_note (HzCaseView *self)
{
  self->starts_note = TRUE;
  if (!self->is_loading && self->case_file != NULL)
    hz_case_view_show_wanted (self);
}

/* Reading. */

static GPtrArray *
list_additions (HzCaseView *self,
                const HzId *note_id)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));
  GPtrArray *additions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < notes->len; i++)
    {
      HzNote *note = g_ptr_array_index (notes, i);

      if (hz_note_is_sealed (note) && hz_id_equal (&note->addendum_of, note_id))
        g_ptr_array_add (additions, g_object_ref (note));
    }

  return additions;
}

static void
on_store_got_note_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzNote) note = NULL;
  g_autoptr (GPtrArray) additions = NULL;

  note = hz_note_store_get_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;
  if (note == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  additions = list_additions (self, &note->stamp.id);
  remove_content (self, SHEET);
  gtk_stack_add_named (GTK_STACK (self->content), hz_note_sheet_new (self->records, note, additions),
                       SHEET);
  show_content (self, SHEET, &note->stamp.id);
  if (self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * hz_case_view_open_note:
 * @self: a view
 * @note: one of its list
 *
 * A draft is written on, a sealed note is read.
 */
void
hz_case_view_open_note (HzCaseView *self,
                        HzNote     *note)
{
  const HzId *id = hz_id_is_set (&note->addendum_of) ? &note->addendum_of : &note->stamp.id;

  if (hz_note_is_sealed (note))
    hz_note_store_get_async (self->records, id, NULL, on_store_got_note_cb, g_object_ref (self));
  else
    show_editor (self, note);
}

/* The note she was at; else a draft that waits; else the newest. */
static HzNote *
find_wanted (HzCaseView *self)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));
  HzNote *note = hz_note_list_find (HZ_NOTE_LIST (self->list), &self->wanted_id);

  if (note == NULL && notes->len > 0)
    note = g_ptr_array_index (notes, 0);
  if (note != NULL && self->wanted_part != NULL)
    {
      g_free (note->cursor_part);
      note->cursor_part = g_steal_pointer (&self->wanted_part);
      note->cursor = self->wanted_cursor;
    }
  self->wanted_id = HZ_ID_NONE;

  return note;
}

/**
 * hz_case_view_show_wanted:
 * @self: a view whose notes have just been read
 */
void
hz_case_view_show_wanted (HzCaseView *self)
{
  gboolean starts_note = self->starts_note && self->case_file->has_key;
  HzNote *note;

  self->starts_note = FALSE;
  if (starts_note)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "case.new-note", NULL);
      return;
    }

  if (!hz_id_is_set (&self->wanted_id) && hz_id_is_set (&self->shown_id)
      && hz_case_view_get_editor (self) != NULL)
    {
      update_actions (self);
      return;
    }
  if (!hz_id_is_set (&self->wanted_id))
    self->wanted_id = self->shown_id;

  note = find_wanted (self);
  if (note != NULL)
    hz_case_view_open_note (self, note);
  else
    {
      show_content (self, "empty", &HZ_ID_NONE);
      if (self->wants_focus)
        gtk_widget_child_focus (self->empty, GTK_DIR_TAB_FORWARD);
      self->wants_focus = FALSE;
    }
}

/* Sealing. */

static void
on_store_sealed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzNote) note = NULL;
  HzNoteEditor *editor;

  note = hz_note_store_seal_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  editor = hz_case_view_get_editor (self);
  if (note == NULL)
    {
      if (editor != NULL)
        hz_note_editor_set_sealing (editor, FALSE);
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  if (editor != NULL)
    gtk_stack_remove (GTK_STACK (self->content), GTK_WIDGET (editor));
  self->shown_id = HZ_ID_NONE;
  self->wants_focus = TRUE;
  self->wanted_id = hz_id_is_set (&note->addendum_of) ? note->addendum_of : note->stamp.id;
  hz_shell_toast (GTK_WIDGET (self), _("Signed and sealed"));
  hz_case_view_reload (self);
}

/* What was typed last is in the draft; from here on nothing is typed. */
static void
on_editor_stored_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error);
  HzNoteEditor *editor;

  if (self->records == NULL)
    return;

  editor = hz_case_view_get_editor (self);
  if (is_stored && editor != NULL)
    {
      hz_note_store_seal_async (self->records, hz_note_editor_read (editor), NULL, on_store_sealed_cb,
                                g_object_ref (self));
      return;
    }

  if (editor != NULL)
    hz_note_editor_set_sealing (editor, FALSE);
  if (error != NULL)
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
on_question_response_cb (HzCaseView *self,
                         const char *response)
{
  HzNoteEditor *editor = hz_case_view_get_editor (self);

  if (!g_str_equal (response, "seal") || editor == NULL || self->records == NULL)
    return;

  hz_note_editor_set_sealing (editor, TRUE);
  hz_note_editor_store (editor, on_editor_stored_cb, g_object_ref (self));
}

static char *
describe_seal (HzCaseView *self,
               HzNote     *note)
{
  const char *sentence = hz_team_box_get_sentence (HZ_TEAM_BOX (self->team));
  g_autofree char *words = g_strdup_printf (_("Words: %u"), hz_note_count_words (note));

  return g_strdup_printf ("%s\n\n%s\n%s",
                          _("After sealing the text cannot be changed. You can add to it."),
                          sentence != NULL ? sentence : "", words);
}

static void
ask_to_seal (GtkWidget  *widget,
             const char *action,
             GVariant   *argument)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  HzNoteEditor *editor = hz_case_view_get_editor (self);
  HzNote *note = editor != NULL ? hz_note_editor_read (editor) : NULL;
  g_autofree char *body = NULL;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  AdwMessageDialog *dialog;

  if (note == NULL || self->question != NULL)
    return;
  if (hz_note_is_empty (note))
    {
      hz_shell_toast (widget, _("Nothing is written yet."));
      return;
    }

  body = describe_seal (self, note);
  g_set_weak_pointer (&self->question, adw_message_dialog_new (window, _("Sign and seal this note?"),
                                                               body));
  dialog = ADW_MESSAGE_DIALOG (self->question);
  adw_message_dialog_add_responses (dialog, "back", _("Back"), "seal", _("Seal"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "seal", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "seal");
  adw_message_dialog_set_close_response (dialog, "back");
  gtk_window_set_application (GTK_WINDOW (dialog), gtk_window_get_application (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_question_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Actions. */

static void
new_note (GtkWidget  *widget,
          const char *action,
          GVariant   *argument)
{
  begin_note (HZ_CASE_VIEW (widget));
}

static void
add_to_note (GtkWidget  *widget,
             const char *action,
             GVariant   *argument)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  g_autoptr (HzNote) note = hz_note_new ();

  note->case_id = self->case_id;
  note->addendum_of = self->shown_id;
  note->date = hz_zone_get_today ();
  show_editor (self, note);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error);

  if (self->records == NULL)
    return;

  if (is_stored)
    hz_shell_toast (GTK_WIDGET (self), _("Draft kept"));
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
store_now (GtkWidget  *widget,
           const char *action,
           GVariant   *argument)
{
  HzNoteEditor *editor = hz_case_view_get_editor (HZ_CASE_VIEW (widget));

  if (editor != NULL)
    hz_note_editor_store (editor, on_stored_cb, g_object_ref (widget));
}

static void
next_form (GtkWidget  *widget,
           const char *action,
           GVariant   *argument)
{
  HzNoteEditor *editor = hz_case_view_get_editor (HZ_CASE_VIEW (widget));

  if (editor != NULL)
    hz_note_editor_next_form (editor);
}

static void
insert_stamp (GtkWidget  *widget,
              const char *action,
              GVariant   *argument)
{
  HzNoteEditor *editor = hz_case_view_get_editor (HZ_CASE_VIEW (widget));

  if (editor != NULL)
    hz_note_editor_insert_stamp (editor);
}

/* Between the list and what stands beside it. */
static void
switch_pane (GtkWidget  *widget,
             const char *action,
             GVariant   *argument)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->list))
    {
      gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->content)));
      return;
    }

  adw_flap_set_reveal_flap (ADW_FLAP (self->flap), TRUE);
  hz_note_list_focus_rows (HZ_NOTE_LIST (self->list));
}

static void
activate_for_client (GtkWidget  *widget,
                     const char *action)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  g_autofree char *hex = NULL;

  if (self->case_file == NULL)
    return;

  hex = hz_id_to_hex (&self->case_file->client_id);
  gtk_widget_activate_action (widget, action, "s", hex);
}

static void
refer (GtkWidget  *widget,
       const char *action,
       GVariant   *argument)
{
  activate_for_client (widget, "win.refer");
}

static void
show_client_page (GtkWidget  *widget,
                  const char *action,
                  GVariant   *argument)
{
  activate_for_client (widget, "win.show-client");
}

/**
 * hz_case_view_install_actions:
 * @widget_class: of the view
 */
void
hz_case_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.new-note", NULL, new_note);
  gtk_widget_class_install_action (widget_class, "case.add-to-note", NULL, add_to_note);
  gtk_widget_class_install_action (widget_class, "case.seal", NULL, ask_to_seal);
  gtk_widget_class_install_action (widget_class, "case.store", NULL, store_now);
  gtk_widget_class_install_action (widget_class, "case.next-form", NULL, next_form);
  gtk_widget_class_install_action (widget_class, "case.stamp", NULL, insert_stamp);
  gtk_widget_class_install_action (widget_class, "case.switch-pane", NULL, switch_pane);
  gtk_widget_class_install_action (widget_class, "case.refer", NULL, refer);
  gtk_widget_class_install_action (widget_class, "case.show-client", NULL, show_client_page);
}

/**
 * hz_case_view_add_shortcuts:
 * @self: a view
 *
 * Heard before what has the focus: a text would take Ctrl+Shift+Enter for a line break.
 */
void
hz_case_view_add_shortcuts (HzCaseView *self)
{
  static const struct
  {
    const char *accelerator;
    const char *action;
  } shortcuts[] = {
    { "<Control><Shift>Return", "case.seal" },
    { "<Control><Shift>KP_Enter", "case.seal" },
    { "<Control>s", "case.store" },
    { "<Control><Shift>t", "case.next-form" },
    { "<Control>d", "case.stamp" },
    { "<Control>r", "case.refer" },
    { "F6", "case.switch-pane" },
    { "<Shift>F6", "case.switch-pane" },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (hz_shortcut_get_trigger (shortcuts[i].accelerator),
                        gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
