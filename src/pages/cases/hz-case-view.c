/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One case: who she is, who works on it, and the notes; what is done with a note is in
 * hz-case-view-notes.c and -actions.c. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-view-private.h"

#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-empty-state.h"
#include "hz-note-store.h"
#include "hz-note-words.h"
#include "hz-shell.h"
#include "hz-team-box.h"
#include "hz-wrap-box.h"

G_DEFINE_FINAL_TYPE (HzCaseView, hz_case_view, GTK_TYPE_BOX)

/* The header. */

/* The client's code is known a moment after the case. */
static const char *
get_code (HzCaseView *self)
{
  if (self->client != NULL && self->client->code != NULL &&
      hz_id_equal (&self->client->stamp.id, &self->case_file->client_id))
    return self->client->code;

  return NULL;
}

static void
show_header (HzCaseView *self)
{
  g_autofree char *service = hz_case_words_dup_service (self->case_file);
  g_autofree char *status = hz_case_words_dup_status (self->case_file);
  const char *lead = hz_records_get_member_name (self->records, &self->case_file->lead_id);
  g_autofree char *in_charge = g_strdup_printf (_("in charge: %s"), lead);
  g_autofree char *text = g_strdup_printf ("%s · %s · %s", service, status, in_charge);
  const char *code = get_code (self);
  g_autofree char *facts = code != NULL ? g_strdup_printf ("%s · %s", code, text) : g_strdup (text);
  g_autofree char *closing = hz_case_view_describe_closing (self->case_file);
  g_autofree char *why = NULL;

  gtk_label_set_label (GTK_LABEL (self->case_label), facts);
  gtk_label_set_label (GTK_LABEL (self->closing_label), closing != NULL ? closing : "");
  gtk_widget_set_visible (self->closing_label, closing != NULL);
  why = g_strdup_printf ("%s\n%s", _("Only the person who leads the case can share it."), text);
  hz_empty_state_set_description (HZ_EMPTY_STATE (self->no_key), why);
}

/* What was done to the keys of the case, and by whom as far as that is known. */
static void
show_tampered (HzCaseView *self)
{
  HzCaseFile *case_file = self->case_file;
  const char *what = case_file->is_read_only
                     ? _("The keys of this case do not fit together. It can be read, not changed.")
                     : _("Somebody has written a key for this case that was not theirs to give. It "
                         "opens nothing and changes nothing.");
  g_autofree char *who = NULL;
  g_autofree char *text = NULL;

  if (hz_id_is_set (&case_file->forger_id))
    who = g_strdup_printf (_("The key is signed by: %s"),
                           hz_records_get_member_name (self->records, &case_file->forger_id));
  text = g_strdup_printf ("%s\n%s\n%s", what, who != NULL ? who : _("Who did it is not known."),
                          _("Tell the manager of the centre."));
  gtk_label_set_label (GTK_LABEL (self->tampered_label), text);
  gtk_widget_set_visible (self->tampered, case_file->is_tampered);
}

static void
show_client (HzCaseView *self)
{
  const HzClientPhone *phone = hz_client_get_phone (self->client);
  g_autofree char *name = hz_client_dup_name (self->client);

  gtk_label_set_label (GTK_LABEL (self->client_label), name != NULL ? name : _("No name given"));
  hz_banner_set_rule (HZ_BANNER (self->banner), phone != NULL ? phone->rule : NULL,
                      phone != NULL ? phone->note : NULL);
  gtk_widget_set_visible (self->banner, TRUE);
  show_header (self);
}

static gboolean
may_write (HzCaseView *self)
{
  return self->case_file->has_key && !hz_case_file_is_closed (self->case_file)
         && !self->case_file->is_read_only
         && hz_records_may (self->records, hz_case_file_is_legal (self->case_file)
                                             ? HZ_RIGHT_WRITE_CONSULTATION
                                             : HZ_RIGHT_WRITE_NOTE);
}

static void
show_buttons (HzCaseView *self)
{
  const char *label = hz_case_file_is_legal (self->case_file) ? _("New consultation") : _("New note");

  hz_note_list_set_new_label (HZ_NOTE_LIST (self->list), may_write (self) ? label : NULL);
  hz_empty_state_set_title (HZ_EMPTY_STATE (self->empty), _("No notes yet."));
  hz_empty_state_set_description (HZ_EMPTY_STATE (self->empty),
                                  _("The first one opens as a draft; only you can read it until you "
                                    "seal it."));
  hz_empty_state_set_action (HZ_EMPTY_STATE (self->empty), may_write (self) ? label : NULL,
                             "case.new-note");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.new-note", may_write (self));
  hz_case_view_update_closing (self);
}

static void
on_team_changed_cb (HzCaseView *self)
{
  const char *names = hz_team_box_get_names (HZ_TEAM_BOX (self->team));
  g_autofree char *label = g_strdup_printf (_("Team: %s"), names);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->team_button), label);
  gtk_widget_set_visible (self->team_button, TRUE);
  hz_case_view_update_readers (self);
}

/* Reading: the case, the client, the notes. */

static void
end_loading (HzCaseView   *self,
             const GError *error)
{
  self->is_loading = FALSE;
  if (error != NULL)
    hz_shell_report (GTK_WIDGET (self), error);
  if (self->is_stale)
    hz_case_view_reload (self);
}

static void
on_store_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  guint n_damaged = 0;

  notes = hz_note_store_list_finish (HZ_RECORDS (source), result, &n_damaged, &error);
  if (self->records == NULL)
    return;

  if (notes != NULL)
    {
      self->is_opened = self->case_file->has_key;
      hz_note_list_set_notes (HZ_NOTE_LIST (self->list), notes, n_damaged);
      if (self->case_file->has_key || notes->len > 0)
        {
          gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "notes");
          hz_case_view_show_wanted (self);
          hz_case_view_resume_closing (self);
        }
      else
        {
          gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "no-key");
          if (self->wants_focus)
            gtk_widget_grab_focus (GTK_WIDGET (self));
        }
    }
  end_loading (self, error);
}

static void
on_store_got_client_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = NULL;

  client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  if (client == NULL)
    {
      end_loading (self, error);
      return;
    }

  g_set_object (&self->client, client);
  show_client (self);
  hz_note_store_list_async (self->records, &self->case_id,
                            self->is_opened ? HZ_NOTE_READING_GOES_ON : HZ_NOTE_READING_OPENS, NULL,
                            on_store_listed_cb, g_object_ref (self));
}

static void
on_store_got_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzCaseFile) case_file = NULL;

  case_file = hz_case_file_store_get_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  if (case_file == NULL)
    {
      end_loading (self, error);
      return;
    }

  g_set_object (&self->case_file, case_file);
  show_header (self);
  show_tampered (self);
  show_buttons (self);
  if (case_file->has_key)
    hz_team_box_set_case (HZ_TEAM_BOX (self->team), case_file);
  hz_client_store_get_async (self->records, &case_file->client_id, NULL, on_store_got_client_cb,
                             g_object_ref (self));
}

/**
 * hz_case_view_reload:
 * @self: a view
 *
 * Reads the case anew; what is being written stays.
 */
void
hz_case_view_reload (HzCaseView *self)
{
  self->is_stale = self->is_loading;
  if (self->is_loading || self->records == NULL)
    return;

  self->is_loading = TRUE;
  hz_case_file_store_get_async (self->records, &self->case_id, NULL, on_store_got_cb,
                                g_object_ref (self));
}

static void
on_records_changed_cb (HzRecords   *records,
                       HzRecordKind kind,
                       const HzId  *id,
                       HzChange     how,
                       HzCaseView  *self)
{
  gboolean is_mine = (kind == HZ_RECORD_CASE_FILE && hz_id_equal (id, &self->case_id))
                     || (kind == HZ_RECORD_CLIENT && self->case_file != NULL
                         && hz_id_equal (id, &self->case_file->client_id))
                     || kind == HZ_RECORD_NOTE
                     || (kind == HZ_RECORD_DRAFT && how != HZ_CHANGE_CHANGED);

  if (is_mine)
    hz_case_view_reload (self);
}

/* To what stands beside the list, once that is there. */
static gboolean
hz_case_view_grab_focus (GtkWidget *widget)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  self->wants_focus = g_strcmp0 (shown, "nothing") == 0;
  if (self->wants_focus)
    return FALSE;
  if (g_strcmp0 (shown, "no-key") == 0)
    return gtk_widget_grab_focus (self->show_client);
  if (hz_case_view_get_editor (self) != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (hz_case_view_get_editor (self)));

  hz_note_list_focus_rows (HZ_NOTE_LIST (self->list));
  return TRUE;
}

static gboolean
on_fold_idle_cb (gpointer data)
{
  HzCaseView *self = data;

  self->fold_id = 0;
  gtk_widget_set_visible (self->show_list, adw_flap_get_folded (ADW_FLAP (self->flap)));

  return G_SOURCE_REMOVE;
}

/* The flap folds while sizes are given out; the header, which has its own by then, changes after. */
static void
on_flap_folded_cb (HzCaseView *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (on_fold_idle_cb, self);
}

static void
hz_case_view_dispose (GObject *object)
{
  HzCaseView *self = HZ_CASE_VIEW (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question));
  g_clear_weak_pointer (&self->question);
  if (self->records != NULL)
    g_clear_signal_handler (&self->changed_id, self->records);
  g_clear_object (&self->records);
  g_clear_object (&self->case_file);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CASE_VIEW);

  G_OBJECT_CLASS (hz_case_view_parent_class)->dispose (object);
}

static void
hz_case_view_finalize (GObject *object)
{
  HzCaseView *self = HZ_CASE_VIEW (object);

  g_clear_weak_pointer (&self->closing_reason);
  g_free (self->wanted_reason);
  g_free (self->wanted_part);

  G_OBJECT_CLASS (hz_case_view_parent_class)->finalize (object);
}

static void
hz_case_view_class_init (HzCaseViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_case_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_case_view_finalize;
  widget_class->grab_focus = hz_case_view_grab_focus;
  g_type_ensure (HZ_TYPE_BANNER);
  g_type_ensure (HZ_TYPE_EMPTY_STATE);
  g_type_ensure (HZ_TYPE_NOTE_LIST);
  g_type_ensure (HZ_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-case-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, client_label);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, case_label);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, closing_label);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, show_list);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, team_button);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, team_scroller);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, show_client);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, more);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, banner);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, tampered);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, tampered_label);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, stack);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, no_key);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, flap);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, list);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, content);
  gtk_widget_class_bind_template_child (widget_class, HzCaseView, empty);
  hz_case_view_install_actions (widget_class);
}

static void
hz_case_view_init (HzCaseView *self)
{
  self->wanted_after = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  hz_case_view_add_shortcuts (self);
  hz_banner_set_has_buttons (HZ_BANNER (self->banner), FALSE);
  on_flap_folded_cb (self);
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (on_flap_folded_cb), self);
  g_signal_connect_swapped (self->list, "note-activated", G_CALLBACK (hz_case_view_open_note), self);
}

/**
 * hz_case_view_new:
 * @records: records
 * @case_id: a case
 *
 * Returns: (transfer floating): the case, as soon as it is read
 */
GtkWidget *
hz_case_view_new (HzRecords  *records,
                  const HzId *case_id)
{
  HzCaseView *self = g_object_new (HZ_TYPE_CASE_VIEW, NULL);

  self->records = g_object_ref (records);
  self->case_id = *case_id;
  self->changed_id = g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), self);
  self->team = hz_team_box_new (records);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->team_scroller), self->team);
  g_signal_connect_swapped (self->team, "changed", G_CALLBACK (on_team_changed_cb), self);
  hz_case_view_reload (self);

  return GTK_WIDGET (self);
}

const HzId *
hz_case_view_get_case_id (HzCaseView *self)
{
  return &self->case_id;
}

gboolean
hz_case_view_is_legal (HzCaseView *self)
{
  return self->case_file != NULL && hz_case_file_is_legal (self->case_file);
}

static void
insert_id (GVariantDict *dict,
           const char   *name,
           const HzId   *id)
{
  g_autofree char *hex = hz_id_to_hex (id);

  g_variant_dict_insert (dict, name, "s", hex);
}

/**
 * hz_case_view_get_place:
 * @self: a view
 *
 * Returns: (transfer floating): which case and note are open, and where the cursor stands
 */
GVariant *
hz_case_view_get_place (HzCaseView *self)
{
  HzNoteEditor *editor = hz_case_view_get_editor (self);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  insert_id (&dict, "case", &self->case_id);
  g_variant_dict_insert (&dict, "draft-saved", "x", hz_case_view_get_draft_saved (self));
  if (hz_id_is_set (&self->shown_id))
    insert_id (&dict, "note", &self->shown_id);
  if (editor != NULL)
    {
      HzNote *note = hz_note_editor_read (editor);

      if (note->cursor_part != NULL)
        {
          g_variant_dict_insert (&dict, "part", "s", note->cursor_part);
          g_variant_dict_insert (&dict, "cursor", "i", note->cursor);
        }
    }
  hz_case_view_keep_closing (self, &dict);

  return g_variant_dict_end (&dict);
}

/**
 * hz_case_view_set_place:
 * @self: a view just made
 * @place: as hz_case_view_get_place() made it
 */
void
hz_case_view_set_place (HzCaseView *self,
                        GVariant   *place)
{
  const char *hex;

  if (g_variant_lookup (place, "note", "&s", &hex))
    hz_id_from_hex (hex, &self->wanted_id);
  g_clear_pointer (&self->wanted_part, g_free);
  if (g_variant_lookup (place, "part", "s", &self->wanted_part))
    g_variant_lookup (place, "cursor", "i", &self->wanted_cursor);
  self->wanted_after = -1;
  g_variant_lookup (place, "draft-saved", "x", &self->wanted_after);
  hz_case_view_want_closing (self, place);
}

/**
 * hz_case_view_find:
 * @self: a view
 *
 * Puts the focus into the search through its notes.
 */
void
hz_case_view_find (HzCaseView *self)
{
  adw_flap_set_reveal_flap (ADW_FLAP (self->flap), TRUE);
  hz_note_list_focus_search (HZ_NOTE_LIST (self->list));
}
