/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The notes of a case beside their list: opened, begun, written on. An editor stays as long as its
 * case is open, so that nothing is read back that is still on its way into the database. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-view-private.h"

#include <glib/gi18n.h>

#include "hz-clock.h"
#include "hz-note-sheet.h"
#include "hz-note-store.h"
#include "hz-note-words.h"
#include "hz-shell.h"
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

/**
 * hz_case_view_show_editor:
 * @self: a view
 * @note: not sealed
 *
 * Where it is written on.
 */
void
hz_case_view_show_editor (HzCaseView *self,
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

/**
 * hz_case_view_begin_note:
 * @self: a view
 */
void
hz_case_view_begin_note (HzCaseView *self)
{
  g_autoptr (HzNote) note = NULL;
  HzNoteEditor *blank = find_blank_editor (self);

  if (blank != NULL)
    {
      hz_case_view_show_editor (self, hz_note_editor_read (blank));
      return;
    }

  note = make_note (self);
  hz_case_view_show_editor (self, note);
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

/* A sealed note never changes; what stands below it may have become more. */
static void
show_sheet (HzCaseView *self,
            HzNote     *note)
{
  g_autoptr (GPtrArray) additions = list_additions (self, &note->stamp.id);
  GtkWidget *sheet = hz_note_sheet_new (self->records, note, additions);

  remove_content (self, SHEET);
  gtk_stack_add_named (GTK_STACK (self->content), sheet, SHEET);
  self->n_additions = additions->len;
  show_content (self, SHEET, &note->stamp.id);
}

/* The note that is open, after the case was read anew: it is not opened again. */
static gboolean
refresh_sheet (HzCaseView *self)
{
  GtkWidget *sheet = gtk_stack_get_child_by_name (GTK_STACK (self->content), SHEET);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  HzNote *note = hz_note_list_find (HZ_NOTE_LIST (self->list), &self->shown_id);
  g_autoptr (GPtrArray) additions = NULL;
  gboolean has_focus;

  if (sheet == NULL || note == NULL || !hz_note_is_sealed (note))
    return FALSE;

  additions = list_additions (self, &note->stamp.id);
  has_focus = focus != NULL && gtk_widget_is_ancestor (focus, sheet);
  if (additions->len != self->n_additions)
    {
      show_sheet (self, note);
      if (has_focus)
        gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->content)));
    }
  else
    {
      hz_note_list_select (HZ_NOTE_LIST (self->list), &self->shown_id);
      update_actions (self);
    }

  return TRUE;
}

static void
on_store_got_note_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzNote) note = NULL;

  note = hz_note_store_get_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;
  if (note == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  show_sheet (self, note);
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
    hz_case_view_show_editor (self, note);
}

/* That was stored last, and after the time given. */
static HzNote *
find_draft_after (HzCaseView *self,
                  gint64      after)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));
  HzNote *newest = NULL;

  for (guint i = 0; i < notes->len; i++)
    {
      HzNote *note = g_ptr_array_index (notes, i);

      if (!hz_note_is_sealed (note) && note->draft_saved > after)
        {
          newest = note;
          after = note->draft_saved;
        }
    }

  return newest;
}

/**
 * hz_case_view_get_draft_saved:
 * @self: a view
 *
 * Returns: when a draft of this case was stored last, UTC milliseconds; 0 without drafts
 */
gint64
hz_case_view_get_draft_saved (HzCaseView *self)
{
  HzNote *newest = find_draft_after (self, 0);
  gint64 saved = newest != NULL ? newest->draft_saved : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->content); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (HZ_IS_NOTE_EDITOR (child))
      saved = MAX (saved, hz_note_editor_get_saved (HZ_NOTE_EDITOR (child)));

  return saved;
}

/* The note she was at; else a draft that waits; else the newest. The cursor stands where it stood. */
static HzNote *
find_wanted (HzCaseView *self)
{
  GPtrArray *notes = hz_note_list_get_notes (HZ_NOTE_LIST (self->list));
  HzNote *note = NULL;

  /* After a kill the place may be some seconds older than what she wrote last. */
  if (self->wanted_after >= 0)
    note = find_draft_after (self, self->wanted_after);
  if (note == NULL)
    {
      note = hz_note_list_find (HZ_NOTE_LIST (self->list), &self->wanted_id);
      if (note == NULL && notes->len > 0)
        note = g_ptr_array_index (notes, 0);
      if (note != NULL && self->wanted_part != NULL)
        {
          g_free (note->cursor_part);
          note->cursor_part = g_steal_pointer (&self->wanted_part);
          note->cursor = self->wanted_cursor;
        }
    }
  g_clear_pointer (&self->wanted_part, g_free);
  self->wanted_id = HZ_ID_NONE;
  self->wanted_after = -1;

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
  if (!hz_id_is_set (&self->wanted_id) && refresh_sheet (self))
    return;
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
