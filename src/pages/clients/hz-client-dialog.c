/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-dialog.h"

#include <glib/gi18n.h>

#include "hz-client-conflict.h"
#include "hz-client-duplicates.h"
#include "hz-client-form.h"
#include "hz-client-store.h"
#include "hz-draft-keeper.h"
#include "hz-draft-store.h"
#include "hz-records-error.h"
#include "hz-shell.h"
#include "hz-shortcut.h"

#define DRAFT_KIND "client"

struct _HzClientDialog
{
  HzDialog parent_instance;

  GtkWidget *form;
  GtkWidget *title;

  /* Owned */
  HzRecords *records;
  HzDraft *draft;
  HzDraftKeeper *keeper;
  HzClient *saving;

  /* Of the record that is edited; no id for a new one */
  HzId client_id;
  gint64 base_revision;
  gboolean books;
};

G_DEFINE_FINAL_TYPE (HzClientDialog, hz_client_dialog, HZ_TYPE_DIALOG)

static void save (HzClientDialog *self,
                  HzClient *client);

/* The draft remembers whose record it is about. */
static GVariant *
make_snapshot (gpointer data)
{
  HzClientDialog *self = data;
  g_autoptr (GVariant) content
    = g_variant_ref_sink (hz_client_form_save_draft (HZ_CLIENT_FORM (self->form)));
  GVariantDict dict;

  g_variant_dict_init (&dict, content);
  if (hz_id_is_set (&self->client_id))
    {
      g_autofree char *id = hz_id_to_hex (&self->client_id);

      g_variant_dict_insert (&dict, "client", "s", id);
    }

  return g_variant_dict_end (&dict);
}

static void
on_keeper_notify_error_cb (HzDraftKeeper *keeper,
                           GParamSpec *pspec,
                           HzClientDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_object_get (keeper, "error", &error, NULL);
  if (error != NULL)
    sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
  hz_dialog_set_message (HZ_DIALOG (self), sentence);
}

static void
begin_draft (HzClientDialog *self)
{
  if (self->draft == NULL)
    self->draft = hz_draft_new (DRAFT_KIND, NULL);

  self->keeper = hz_draft_keeper_new (self->records, self->draft, make_snapshot, self);
  g_signal_connect (self->keeper, "notify::error", G_CALLBACK (on_keeper_notify_error_cb), self);
}

static void
on_form_changed_cb (HzClientForm *form,
                    HzClientDialog *self)
{
  if (self->keeper == NULL)
    begin_draft (self);

  hz_draft_keeper_touch (self->keeper);
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
}

static void
update_title (HzClientDialog *self)
{
  const char *title = hz_id_is_set (&self->client_id) ? _("Edit record") : _("New client");

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (GTK_LABEL (self->title), title);
}

/* Between wide buttons a title that does not fit is left out, not cut. */
static void
add_title (HzClientDialog *self)
{
  GObject *header = gtk_widget_get_template_child (GTK_WIDGET (self), HZ_TYPE_DIALOG, "header");
  GtkWidget *squeezer = adw_squeezer_new ();

  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "title");
  adw_squeezer_add (ADW_SQUEEZER (squeezer), self->title);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), squeezer);
}

static void
take_client (HzClientDialog *self,
             HzClient *client,
             gboolean keep_typed)
{
  self->client_id = client->stamp.id;
  self->base_revision = client->stamp.revision;
  hz_client_form_set_client (HZ_CLIENT_FORM (self->form), client, keep_typed);
  update_title (self);
}

static void
on_records_get_same_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer data)
{
  g_autoptr (HzClientDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;
  if (client == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  take_client (self, client, TRUE);
  on_form_changed_cb (HZ_CLIENT_FORM (self->form), self);
  hz_dialog_set_message (HZ_DIALOG (self),
                         _("This is her record. What you typed of why she came is added to it."));
  gtk_widget_grab_focus (self->form);
}

static void
on_form_same_cb (HzClientForm *form,
                 const HzId *id,
                 HzClientDialog *self)
{
  hz_client_store_get_async (self->records, id, NULL, on_records_get_same_cb, g_object_ref (self));
}

static void
set_busy (HzClientDialog *self,
          gboolean is_busy)
{
  /* A field that goes insensitive with the focus in it does not notice that the focus has left. */
  if (is_busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);

  hz_dialog_set_busy (HZ_DIALOG (self), is_busy);
  gtk_widget_set_sensitive (self->form, !is_busy);
}

static void
on_records_different_cb (GObject *source,
                         GAsyncResult *result,
                         gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!hz_client_duplicates_set_different_finish (HZ_RECORDS (source), result, &error))
    g_message ("%s", error->message);
}

/* It is stored: goes where work goes on. */
static void
finish (HzClientDialog *self,
        const HzClient *client)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  GArray *different = hz_client_form_get_different (HZ_CLIENT_FORM (self->form));
  g_autofree char *id = hz_id_to_hex (&client->stamp.id);
  g_autofree char *text = g_strdup_printf (C_ ("toast", "Saved: %s"), client->code);

  if (different->len > 0)
    hz_client_duplicates_set_different_async (self->records, &client->stamp.id, different,
                                              on_records_different_cb, NULL);
  hz_shell_toast (GTK_WIDGET (self), text);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), self->books ? "win.book" : "win.show-client",
                                "s", id);
  if (self->keeper != NULL)
    hz_draft_keeper_stop (self->keeper);
  hz_dialog_close (HZ_DIALOG (self));
}

static void
on_conflict_resolved_cb (HzClientConflict *conflict,
                         HzClient *client,
                         HzClientDialog *self)
{
  save (self, client);
}

static void
on_records_get_theirs_cb (GObject *source,
                          GAsyncResult *result,
                          gpointer data)
{
  g_autoptr (HzClientDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) theirs = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);
  g_auto (GStrv) fields = NULL;
  GtkWidget *conflict;

  if (self->records == NULL)
    return;
  if (theirs == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  /* Both wrote the same: there is nothing to choose. */
  fields = hz_client_compare (self->saving, theirs);
  if (fields[0] == NULL)
    {
      save (self, theirs);
      return;
    }

  conflict = hz_client_conflict_new (self->records, self->saving, theirs);
  g_signal_connect_object (conflict, "resolved", G_CALLBACK (on_conflict_resolved_cb), self, 0);
  hz_dialog_present (HZ_DIALOG (conflict), GTK_WIDGET (self));
}

static void
on_records_save_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer data)
{
  g_autoptr (HzClientDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = hz_client_store_save_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->records == NULL)
    return;

  set_busy (self, FALSE);
  if (client != NULL)
    {
      finish (self, client);
    }
  else if (g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT))
    {
      hz_client_store_get_async (self->records, &self->client_id, NULL, on_records_get_theirs_cb,
                                 g_object_ref (self));
    }
  else
    {
      sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      g_message ("%s", error->message);
    }
}

static void
save (HzClientDialog *self,
      HzClient *client)
{
  g_autoptr (HzClientRequest) request
    = hz_client_form_make_request (HZ_CLIENT_FORM (self->form));

  g_set_object (&self->saving, client);
  set_busy (self, TRUE);
  hz_client_store_save_async (self->records, client, request,
                              hz_draft_keeper_get_saved (self->keeper) > 0
                                ? hz_draft_keeper_get_id (self->keeper) : NULL,
                              on_records_save_cb, g_object_ref (self));
}

/* Nothing of the draft is on its way any more: the save takes it away for good. */
static void
on_keeper_flush_to_save_cb (GObject *source,
                            GAsyncResult *result,
                            gpointer data)
{
  g_autoptr (HzClientDialog) self = data;
  g_autoptr (HzClient) client = NULL;

  hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, NULL);
  if (self->records == NULL)
    return;

  client = hz_client_form_make_client (HZ_CLIENT_FORM (self->form));
  client->stamp.revision = self->base_revision;
  save (self, client);
}

static void
respond (HzClientDialog *self,
         gboolean books)
{
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
  if (!hz_client_form_check (HZ_CLIENT_FORM (self->form)))
    return;

  self->books = books;
  if (self->keeper == NULL)
    begin_draft (self);
  set_busy (self, TRUE);
  hz_draft_keeper_flush_async (self->keeper, on_keeper_flush_to_save_cb, g_object_ref (self));
}

/* A new client is booked at once, which is why she came; a correction is only saved. */
static void
hz_client_dialog_respond (HzDialog *dialog)
{
  HzClientDialog *self = HZ_CLIENT_DIALOG (dialog);

  respond (self, !hz_id_is_set (&self->client_id) && hz_records_may (self->records, HZ_RIGHT_BOOK));
}

static void
activate_save (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  respond (HZ_CLIENT_DIALOG (widget), FALSE);
}

static void
on_keeper_flush_to_close_cb (GObject *source,
                             GAsyncResult *result,
                             gpointer data)
{
  g_autoptr (HzClientDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (self->records == NULL)
    return;
  if (!hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error))
    {
      g_autofree char *sentence = hz_shell_describe_error (GTK_WIDGET (self), error);

      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  hz_shell_toast (GTK_WIDGET (self), _("Draft kept"));
  hz_dialog_close (HZ_DIALOG (self));
}

static void
hz_client_dialog_dismiss (HzDialog *dialog)
{
  HzClientDialog *self = HZ_CLIENT_DIALOG (dialog);

  if (self->keeper == NULL)
    {
      hz_dialog_close (dialog);
    }
  else if (hz_client_form_is_empty (HZ_CLIENT_FORM (self->form)))
    {
      hz_draft_keeper_stop (self->keeper);
      hz_draft_store_delete_async (self->records, hz_draft_keeper_get_id (self->keeper), NULL, NULL);
      hz_dialog_close (dialog);
    }
  else
    {
      hz_draft_keeper_flush_async (self->keeper, on_keeper_flush_to_close_cb, g_object_ref (self));
    }
}

static gboolean
on_store_shortcut_cb (GtkWidget *widget,
                      GVariant *args,
                      gpointer data)
{
  HzClientDialog *self = HZ_CLIENT_DIALOG (widget);

  if (self->keeper != NULL)
    hz_draft_keeper_flush_async (self->keeper, NULL, NULL);
  return TRUE;
}

static void
hz_client_dialog_dispose (GObject *object)
{
  HzClientDialog *self = HZ_CLIENT_DIALOG (object);

  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      hz_draft_keeper_stop (self->keeper);
    }
  g_clear_object (&self->keeper);
  g_clear_object (&self->records);
  g_clear_object (&self->saving);

  G_OBJECT_CLASS (hz_client_dialog_parent_class)->dispose (object);
}

static void
hz_client_dialog_finalize (GObject *object)
{
  g_clear_pointer (&HZ_CLIENT_DIALOG (object)->draft, hz_draft_free);

  G_OBJECT_CLASS (hz_client_dialog_parent_class)->finalize (object);
}

static void
hz_client_dialog_class_init (HzClientDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_dialog_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_client_dialog_respond;
  HZ_DIALOG_CLASS (klass)->dismiss = hz_client_dialog_dismiss;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "client-dialog.save", NULL,
                                   activate_save);
}

static void
hz_client_dialog_init (HzClientDialog *self)
{
  add_title (self);
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 620);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_MANAGED, "<Control>s",
                            on_store_shortcut_cb, NULL);
}

/* The fields scroll; who may be the same person is seen at all times. */
static GtkWidget *
create_content (GtkWidget *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_set_margin_top (form, 18);
  gtk_widget_set_margin_bottom (form, 18);
  gtk_widget_set_margin_start (form, 18);
  gtk_widget_set_margin_end (form, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 600);
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), hz_client_form_get_similar (HZ_CLIENT_FORM (form)));

  return box;
}

static HzClientDialog *
create_dialog (HzRecords *records,
               gboolean is_new)
{
  HzClientDialog *self = g_object_new (HZ_TYPE_CLIENT_DIALOG, NULL);

  self->records = g_object_ref (records);
  self->form = hz_client_form_new (records);
  hz_dialog_set_content (HZ_DIALOG (self), create_content (self->form));
  if (is_new && hz_records_may (records, HZ_RIGHT_BOOK))
    {
      hz_dialog_set_main_action (HZ_DIALOG (self), _("Save and book"), TRUE);
      hz_dialog_add_button (HZ_DIALOG (self), _("Save"), "client-dialog.save");
    }
  else
    {
      hz_dialog_set_main_action (HZ_DIALOG (self), _("Save"), TRUE);
    }

  update_title (self);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  return self;
}

/* Not while the form is being filled by us. */
static void
follow_form (HzClientDialog *self)
{
  g_signal_connect (self->form, "changed", G_CALLBACK (on_form_changed_cb), self);
  g_signal_connect (self->form, "same", G_CALLBACK (on_form_same_cb), self);
}

/**
 * hz_client_dialog_new:
 * @records: the records
 * @typed: (nullable): what was looked for in vain
 *
 * Returns: (transfer floating): the dialog that registers somebody
 */
GtkWidget *
hz_client_dialog_new (HzRecords *records,
                      const char *typed)
{
  HzClientDialog *self = create_dialog (records, TRUE);

  follow_form (self);
  if (typed != NULL && *typed != '\0')
    hz_client_form_set_name (HZ_CLIENT_FORM (self->form), typed);
  gtk_widget_grab_focus (self->form);

  return GTK_WIDGET (self);
}

/**
 * hz_client_dialog_new_edit:
 * @records: the records
 * @client: as she is now
 *
 * Returns: (transfer floating): the dialog that corrects her record
 */
GtkWidget *
hz_client_dialog_new_edit (HzRecords *records,
                           HzClient *client)
{
  HzClientDialog *self = create_dialog (records, FALSE);

  take_client (self, client, FALSE);
  follow_form (self);
  gtk_widget_grab_focus (self->form);

  return GTK_WIDGET (self);
}

static void
on_records_get_for_draft_cb (GObject *source,
                             GAsyncResult *result,
                             gpointer data)
{
  g_autoptr (HzClientDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);
  gint64 revision;

  if (self->records == NULL)
    return;
  if (client == NULL)
    hz_shell_report (GTK_WIDGET (self), error);
  else
    take_client (self, client, FALSE);

  /* What was saved since the draft was begun clashes with it, and is shown. */
  if (g_variant_lookup (self->draft->content, "revision", "x", &revision))
    self->base_revision = revision;

  hz_client_form_load_draft (HZ_CLIENT_FORM (self->form), self->draft->content);
  set_busy (self, FALSE);
  follow_form (self);
  gtk_widget_grab_focus (self->form);
}

/**
 * hz_client_dialog_new_draft:
 * @records: the records
 * @draft: what was begun
 *
 * Returns: (transfer floating): the dialog as it was left
 */
GtkWidget *
hz_client_dialog_new_draft (HzRecords *records,
                            const HzDraft *draft)
{
  const char *hex = NULL;
  HzId id;
  gboolean is_edit = g_variant_lookup (draft->content, "client", "&s", &hex)
                     && hz_id_from_hex (hex, &id);
  HzClientDialog *self = create_dialog (records, !is_edit);

  self->draft = hz_draft_copy (draft);
  begin_draft (self);
  if (is_edit)
    {
      set_busy (self, TRUE);
      hz_client_store_get_async (records, &id, NULL, on_records_get_for_draft_cb,
                                 g_object_ref (self));
    }
  else
    {
      follow_form (self);
      hz_client_form_load_draft (HZ_CLIENT_FORM (self->form), draft->content);
      gtk_widget_grab_focus (self->form);
    }

  return GTK_WIDGET (self);
}

void
hz_client_dialog_focus_phone (HzClientDialog *self)
{
  g_return_if_fail (HZ_IS_CLIENT_DIALOG (self));

  hz_client_form_focus_phone (HZ_CLIENT_FORM (self->form));
}

const HzId *
hz_client_dialog_get_draft_id (HzClientDialog *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_DIALOG (self), NULL);

  return self->keeper != NULL ? hz_draft_keeper_get_id (self->keeper) : NULL;
}
