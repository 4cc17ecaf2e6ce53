/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-dialog.h"

#include <glib/gi18n.h>

#include "hz-ask-dialog.h"
#include "hz-consent-form.h"
#include "hz-consent-store.h"
#include "hz-draft-keeper.h"
#include "hz-draft-store.h"
#include "hz-letter-paper.h"
#include "hz-referral-form.h"
#include "hz-referral-store.h"
#include "hz-shell.h"
#include "hz-shortcut.h"

/* After the last change; a letter is laid out in a few milliseconds. */
#define PREVIEW_DELAY 80

/**
 * HzReferralDialog:
 *
 * Writes a letter about a client: what leaves at the left, the page as it will be printed at the
 * right. A consent that is missing is asked for in the same window.
 */
struct _HzReferralDialog
{
  HzDialog parent_instance;

  GtkWidget *stack;
  GtkWidget *switcher;
  GtkWidget *form;
  GtkWidget *form_stack;
  GtkWidget *consent_form;
  GtkWidget *consent_record;
  GtkWidget *paper;
  GtkWidget *pages_label;
  GtkWidget *saved_label;
  GtkWidget *preview;
  GtkWidget *content;

  HzRecords *records;
  HzId client_id;
  HzReferralSources *sources;
  HzDraftKeeper *keeper;
  GCancellable *cancellable;
  guint preview_id;
  gboolean is_narrow;
  gboolean is_printable;
  gboolean has_typed;
};

enum
{
  SIGNAL_ISSUED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzReferralDialog, hz_referral_dialog, HZ_TYPE_DIALOG)

static gboolean
is_asking (HzReferralDialog *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->form_stack)) !=
         gtk_widget_get_ancestor (self->form, GTK_TYPE_SCROLLED_WINDOW);
}

static void
update_main_action (HzReferralDialog *self)
{
  HzReferralForm *form = HZ_REFERRAL_FORM (self->form);
  guint n_missing;
  gboolean has_recipient;

  if (self->sources == NULL)
    {
      hz_dialog_set_main_action (HZ_DIALOG (self), _("Issue number"), FALSE);
      return;
    }

  has_recipient = hz_referral_form_has_recipient (form);
  n_missing = hz_referral_form_count_missing (form);
  if (has_recipient && n_missing > 0 && !hz_referral_form_is_overridden (form))
    {
      g_autofree char *label = g_strdup_printf (_("Consent missing: %d"), (int) n_missing);

      hz_dialog_set_main_action (HZ_DIALOG (self), label, !is_asking (self));
    }
  else
    hz_dialog_set_main_action (HZ_DIALOG (self), _("Issue number"),
                               has_recipient && self->is_printable && !is_asking (self));
}

static void
show_pages (HzReferralDialog *self)
{
  const HzLetterLayout *layout = hz_letter_paper_get_layout (HZ_LETTER_PAPER (self->paper));
  g_autofree char *text =
    g_strdup_printf (_("A4, pages: %d"),
                     layout != NULL ? (int) hz_letter_layout_get_n_pages (layout) : 1);

  gtk_label_set_label (GTK_LABEL (self->pages_label), text);
}

static void
update_preview (HzReferralDialog *self)
{
  const char *performer = hz_records_get_member_name (self->records,
                                                      hz_records_get_own_id (self->records));
  g_autoptr (HzReferral) referral = hz_referral_form_build (HZ_REFERRAL_FORM (self->form), performer);
  g_autoptr (GError) error = NULL;
  HzLetterLayout *layout = hz_letter_layout_new (referral, &error);

  self->is_printable = layout != NULL;
  if (layout != NULL)
    {
      hz_letter_paper_take_layout (HZ_LETTER_PAPER (self->paper), layout);
      hz_dialog_set_message (HZ_DIALOG (self), NULL);
    }
  else
    {
      g_autofree char *sentence = NULL;

      if (error->code == HZ_LETTERS_ERROR_LETTER)
        sentence = g_strdup_printf (_("The font of letters has no such sign: %s"), error->message);
      else
        sentence = g_strdup (_("The font of letters is not on this computer. "
                              "Without it no letter is issued."));
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
    }
  show_pages (self);
  update_main_action (self);
}

static gboolean
on_preview_timeout_cb (gpointer data)
{
  HzReferralDialog *self = data;

  self->preview_id = 0;
  update_preview (self);

  return G_SOURCE_REMOVE;
}

static void
on_form_changed_cb (HzReferralDialog *self)
{
  self->has_typed = TRUE;
  if (self->keeper != NULL)
    hz_draft_keeper_touch (self->keeper);
  update_main_action (self);
  if (self->preview_id == 0)
    self->preview_id = g_timeout_add (PREVIEW_DELAY, on_preview_timeout_cb, self);
}

static void
show_form (HzReferralDialog *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->form_stack), "form");
  gtk_widget_set_sensitive (self->switcher, TRUE);
  update_main_action (self);
}

static void
on_form_ask_cb (HzReferralDialog *self)
{
  g_auto (GStrv) items = hz_referral_form_list_missing (HZ_REFERRAL_FORM (self->form));
  g_autofree char *name = NULL;
  HzId recipient_id;

  hz_referral_form_get_recipient (HZ_REFERRAL_FORM (self->form), &recipient_id, &name);
  if (*name == '\0')
    {
      hz_dialog_set_message (HZ_DIALOG (self), _("First choose to whom the letter goes."));
      gtk_widget_grab_focus (self->form);
      return;
    }

  hz_consent_form_ask (HZ_CONSENT_FORM (self->consent_form), HZ_CONSENT_SHARE, &recipient_id, name,
                       (const char *const *) items);
  gtk_stack_set_visible_child_name (GTK_STACK (self->form_stack), "consent");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  gtk_widget_set_sensitive (self->switcher, FALSE);
  gtk_widget_set_sensitive (self->consent_record, FALSE);
  update_main_action (self);
  gtk_widget_grab_focus (self->consent_form);
}

static void
on_consent_changed_cb (HzReferralDialog *self)
{
  g_autoptr (HzConsent) consent =
    hz_consent_form_get_consent (HZ_CONSENT_FORM (self->consent_form), &self->client_id);

  gtk_widget_set_sensitive (self->consent_record, consent != NULL);
}

static void
on_consents_ready_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer data)
{
  g_autoptr (HzReferralDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) consents = hz_consent_store_list_finish (HZ_RECORDS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (consents == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  hz_referral_form_set_consents (HZ_REFERRAL_FORM (self->form), consents);
  show_form (self);
  if (hz_referral_form_count_missing (HZ_REFERRAL_FORM (self->form)) > 0)
    hz_referral_form_focus_missing (HZ_REFERRAL_FORM (self->form));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_consent_added_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer data)
{
  g_autoptr (HzReferralDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzConsent) consent = hz_consent_store_add_finish (HZ_RECORDS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (consent == NULL)
    {
      hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  hz_consent_store_list_async (self->records, &self->client_id, NULL, on_consents_ready_cb,
                               g_object_ref (self));
}

static void
record_consent (HzReferralDialog *self)
{
  g_autoptr (HzConsent) consent =
    hz_consent_form_get_consent (HZ_CONSENT_FORM (self->consent_form), &self->client_id);

  if (consent == NULL)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), TRUE);
  hz_consent_store_add_async (self->records, consent, NULL, on_consent_added_cb, g_object_ref (self));
}

static void
on_issued_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzReferralDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzReferral) referral = hz_referral_store_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *hex = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (referral == NULL)
    {
      g_autofree char *sentence = hz_shell_describe_error (GTK_WIDGET (self), error);

      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      hz_draft_keeper_touch (self->keeper);
      return;
    }

  /* What was still being stored meanwhile goes too. */
  hz_draft_keeper_stop (self->keeper);
  hz_draft_store_delete_async (self->records, hz_draft_keeper_get_id (self->keeper), NULL, NULL);
  hex = hz_id_to_hex (&referral->stamp.id);
  g_signal_emit (self, signals[SIGNAL_ISSUED], 0, hex);
  hz_dialog_close (HZ_DIALOG (self));
}

static void
issue (HzReferralDialog *self)
{
  const char *performer = hz_records_get_member_name (self->records,
                                                      hz_records_get_own_id (self->records));
  g_autoptr (HzReferral) referral = hz_referral_form_build (HZ_REFERRAL_FORM (self->form), performer);

  hz_dialog_set_busy (HZ_DIALOG (self), TRUE);
  hz_referral_store_issue_async (self->records, referral, hz_draft_keeper_get_id (self->keeper), NULL,
                                 on_issued_cb, g_object_ref (self));
}

static void
on_issue_asked_cb (gpointer data)
{
  issue (HZ_REFERRAL_DIALOG (data));
}

/* A number cannot be taken back: one question. */
static void
ask_to_issue (HzReferralDialog *self)
{
  GtkWidget *label = gtk_label_new (_("The number stays in the journal. A letter can be made void "
                                      "later, not deleted."));
  HzAskDialog *question = hz_ask_dialog_new (_("Give the letter its number?"), label,
                                             _("Issue number"), C_ ("dialog", "Back"),
                                             on_issue_asked_cb, g_object_ref (self), g_object_unref);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  hz_dialog_present (HZ_DIALOG (question), GTK_WIDGET (self));
}

static void
hz_referral_dialog_respond (HzDialog *dialog)
{
  HzReferralDialog *self = HZ_REFERRAL_DIALOG (dialog);
  HzReferralForm *form = HZ_REFERRAL_FORM (self->form);

  if (self->preview_id != 0)
    {
      g_clear_handle_id (&self->preview_id, g_source_remove);
      update_preview (self);
    }
  if (hz_referral_form_count_missing (form) > 0 && !hz_referral_form_is_overridden (form))
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
      hz_referral_form_focus_missing (form);
    }
  else if (self->is_printable)
    ask_to_issue (self);
}

static void
hz_referral_dialog_dismiss (HzDialog *dialog)
{
  HzReferralDialog *self = HZ_REFERRAL_DIALOG (dialog);

  if (self->sources != NULL && is_asking (self))
    {
      show_form (self);
      hz_referral_form_focus_missing (HZ_REFERRAL_FORM (self->form));
      return;
    }

  if (self->keeper != NULL && self->has_typed)
    {
      hz_draft_keeper_flush_async (self->keeper, NULL, NULL);
      hz_shell_toast (GTK_WIDGET (self), _("Draft kept"));
    }
  hz_dialog_close (dialog);
}

static GVariant *
take_snapshot (gpointer data)
{
  return hz_referral_form_snapshot (HZ_REFERRAL_FORM (HZ_REFERRAL_DIALOG (data)->form));
}

static void
on_saved_cb (HzReferralDialog *self)
{
  gtk_label_set_label (GTK_LABEL (self->saved_label),
                       hz_draft_keeper_get_saved (self->keeper) > 0 ? _("Draft kept") : "");
}

static void
on_sources_ready_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer data)
{
  g_autoptr (HzReferralDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzDraft) draft = NULL;
  HzReferralSources *sources = hz_referral_sources_load_finish (HZ_RECORDS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&sources, hz_referral_sources_free);
      return;
    }
  if (sources == NULL)
    {
      g_autofree char *sentence = hz_shell_describe_error (GTK_WIDGET (self), error);

      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  self->sources = sources;
  hz_referral_form_set_sources (HZ_REFERRAL_FORM (self->form), sources);
  self->has_typed = sources->draft != NULL;
  draft = sources->draft != NULL ? hz_draft_copy (sources->draft)
                                 : hz_draft_new ("referral", &self->client_id);
  self->keeper = hz_draft_keeper_new (self->records, draft, take_snapshot, self);
  g_signal_connect_object (self->keeper, "notify::saved", G_CALLBACK (on_saved_cb), self,
                           G_CONNECT_SWAPPED);
  if (sources->draft != NULL)
    gtk_label_set_label (GTK_LABEL (self->saved_label), _("Draft kept"));
  gtk_widget_set_sensitive (self->content, TRUE);
  update_preview (self);
  gtk_widget_grab_focus (self->form);
}

static void
hz_referral_dialog_dispose (GObject *object)
{
  HzReferralDialog *self = HZ_REFERRAL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->keeper != NULL)
    hz_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (hz_referral_dialog_parent_class)->dispose (object);
}

static void
hz_referral_dialog_finalize (GObject *object)
{
  HzReferralDialog *self = HZ_REFERRAL_DIALOG (object);

  g_clear_pointer (&self->sources, hz_referral_sources_free);
  g_clear_object (&self->records);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (hz_referral_dialog_parent_class)->finalize (object);
}

static void
hz_referral_dialog_class_init (HzReferralDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_referral_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_referral_dialog_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_referral_dialog_respond;
  HZ_DIALOG_CLASS (klass)->dismiss = hz_referral_dialog_dismiss;

  /**
   * HzReferralDialog::issued:
   * @self: the dialog
   * @id: of the letter, in hex
   *
   * The letter has its number.
   */
  signals[SIGNAL_ISSUED] =
    g_signal_new ("issued", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static void
set_margins (GtkWidget *widget,
             int margin)
{
  gtk_widget_set_margin_start (widget, margin);
  gtk_widget_set_margin_end (widget, margin);
  gtk_widget_set_margin_top (widget, margin);
  gtk_widget_set_margin_bottom (widget, margin);
}

static GtkWidget *
create_consent_page (HzReferralDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_with_label (C_ ("dialog", "Back"));

  self->consent_form = hz_consent_form_new ();
  self->consent_record = gtk_button_new_with_label (_("Record the answer"));
  gtk_widget_add_css_class (self->consent_record, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), back);
  gtk_box_append (GTK_BOX (buttons), self->consent_record);
  gtk_box_append (GTK_BOX (box), self->consent_form);
  gtk_box_append (GTK_BOX (box), buttons);
  set_margins (box, 18);

  g_signal_connect_swapped (self->consent_form, "changed", G_CALLBACK (on_consent_changed_cb), self);
  g_signal_connect_swapped (self->consent_record, "clicked", G_CALLBACK (record_consent), self);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (show_form), self);

  return create_scrolled (box);
}

static GtkWidget *
create_form_pane (HzReferralDialog *self)
{
  GtkWidget *scrolled;

  self->form = hz_referral_form_new ();
  set_margins (self->form, 18);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed_cb), self);
  g_signal_connect_swapped (self->form, "ask", G_CALLBACK (on_form_ask_cb), self);
  scrolled = create_scrolled (self->form);

  self->form_stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->form_stack), scrolled, "form");
  gtk_stack_add_named (GTK_STACK (self->form_stack), create_consent_page (self), "consent");
  gtk_widget_set_hexpand (self->form_stack, TRUE);

  return self->form_stack;
}

static GtkWidget *
create_preview_pane (HzReferralDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->paper = hz_letter_paper_new ();
  self->pages_label = gtk_label_new (NULL);
  self->saved_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->pages_label, "dim-label");
  gtk_widget_add_css_class (self->saved_label, "dim-label");
  gtk_widget_set_hexpand (self->pages_label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->pages_label), 0);
  set_margins (line, 6);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_box_append (GTK_BOX (line), self->pages_label);
  gtk_box_append (GTK_BOX (line), self->saved_label);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), create_scrolled (self->paper));
  gtk_widget_add_css_class (box, "hz-paper-pane");

  return box;
}

static gboolean
on_issue_shortcut_cb (GtkWidget *widget,
                      GVariant *args,
                      gpointer data)
{
  HzReferralDialog *self = HZ_REFERRAL_DIALOG (widget);

  if (self->sources != NULL && !is_asking (self) &&
      hz_referral_form_has_recipient (HZ_REFERRAL_FORM (self->form)))
    hz_referral_dialog_respond (HZ_DIALOG (self));

  return TRUE;
}

/* F6: to the other pane. */
static gboolean
on_pane_shortcut_cb (GtkWidget *widget,
                     GVariant *args,
                     gpointer data)
{
  HzReferralDialog *self = HZ_REFERRAL_DIALOG (widget);
  GtkStack *stack = GTK_STACK (self->stack);

  if (!self->is_narrow)
    return FALSE;

  gtk_stack_set_visible_child_name (stack, g_strcmp0 (gtk_stack_get_visible_child_name (stack),
                                                      "form") == 0
                                             ? "preview" : "form");

  return TRUE;
}

static void
hz_referral_dialog_init (HzReferralDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->cancellable = g_cancellable_new ();
  self->stack = gtk_stack_new ();
  self->switcher = gtk_stack_switcher_new ();
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->switcher), GTK_STACK (self->stack));
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->switcher, 6);
  gtk_widget_set_visible (self->switcher, FALSE);
  gtk_stack_add_titled (GTK_STACK (self->stack), create_form_pane (self), "form",
                        C_ ("letter", "Facts"));
  self->preview = create_preview_pane (self);
  gtk_widget_set_hexpand (self->stack, TRUE);

  gtk_box_append (GTK_BOX (panes), self->stack);
  gtk_box_append (GTK_BOX (panes), self->preview);
  gtk_widget_set_size_request (self->preview, 440, -1);
  gtk_box_append (GTK_BOX (box), self->switcher);
  gtk_box_append (GTK_BOX (box), panes);
  gtk_widget_set_sensitive (box, FALSE);
  self->content = box;

  gtk_window_set_title (GTK_WINDOW (self), _("Letter of referral"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1000, 620);
  hz_dialog_set_content (HZ_DIALOG (self), box);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Issue number"), FALSE);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_MANAGED, "F6", on_pane_shortcut_cb,
                            NULL);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_MANAGED, "<Control>p",
                            on_issue_shortcut_cb, NULL);
}

/**
 * hz_referral_dialog_new:
 * @records: the centre's records
 * @client_id: whom the letter is about
 *
 * Returns: (transfer floating): the dialog; it reads what it needs by itself
 */
GtkWidget *
hz_referral_dialog_new (HzRecords *records,
                        const HzId *client_id)
{
  HzReferralDialog *self = g_object_new (HZ_TYPE_REFERRAL_DIALOG, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  hz_referral_sources_load_async (records, client_id, self->cancellable, on_sources_ready_cb,
                                  g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * hz_referral_dialog_set_narrow:
 * @self: the dialog
 * @is_narrow: whether the screen has no room for both panes
 *
 * Where it has none, the page stands behind the form.
 */
void
hz_referral_dialog_set_narrow (HzReferralDialog *self,
                               gboolean is_narrow)
{
  GtkWidget *parent = gtk_widget_get_parent (self->preview);

  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  g_object_ref (self->preview);
  if (is_narrow)
    {
      gtk_box_remove (GTK_BOX (parent), self->preview);
      gtk_stack_add_titled (GTK_STACK (self->stack), self->preview, "preview",
                            C_ ("letter", "Page"));
      gtk_window_set_default_size (GTK_WINDOW (self), 760, 620);
    }
  else
    {
      gtk_stack_remove (GTK_STACK (self->stack), self->preview);
      gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->stack)), self->preview);
      gtk_window_set_default_size (GTK_WINDOW (self), 1000, 620);
    }
  g_object_unref (self->preview);
  gtk_widget_set_visible (self->switcher, is_narrow);
}
