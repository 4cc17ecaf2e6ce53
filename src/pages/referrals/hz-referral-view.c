/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-view.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-ask-dialog.h"
#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-letter-output.h"
#include "hz-letter-paper.h"
#include "hz-referral-store.h"
#include "hz-referral-words.h"
#include "hz-shell.h"
#include "hz-shortcut.h"
#include "hz-zone.h"

/**
 * HzReferralView:
 *
 * A letter that has its number. It can be printed and saved again at any time, its answer is written
 * down here, and it can be made void.
 */
struct _HzReferralView
{
  HzDialog parent_instance;

  GtkWidget *paper;
  GtkWidget *facts;
  GtkWidget *doors;
  GtkWidget *print;
  GtkWidget *answer_group;
  GtkWidget *chase;
  GtkWidget *status;
  GtkWidget *answer_text;
  GtkWidget *own_view;
  GtkWidget *void_row;
  GtkWidget *void_reason;
  GtkWidget *void_button;

  HzRecords *records;
  HzReferral *referral;
  HzReferral *before;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HzReferralView, hz_referral_view, HZ_TYPE_DIALOG)

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_fact (HzReferralView *self,
          const char *label,
          const char *value)
{
  GtkWidget *box;

  if (value == NULL || *value == '\0')
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_label (label, "hz-question"));
  gtk_box_append (GTK_BOX (box), create_label (value, NULL));
  gtk_box_append (GTK_BOX (self->facts), box);
}

static char *
join_days (char **days)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; days != NULL && days[i] != NULL; i++)
    {
      g_autofree char *day = NULL;
      HzDate date;

      if (!hz_date_from_iso (days[i], &date))
        continue;
      day = hz_date_text_short (date);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", day);
    }

  return g_string_free (text, FALSE);
}

/* Asked before the paper is printed; nothing where she does not carry it. */
static const char *
describe_safe (HzReferral *referral)
{
  if (g_strcmp0 (referral->travel, "by_client") != 0)
    return NULL;
  if (g_strcmp0 (referral->safe_to_carry, "yes") == 0)
    return C_ ("safe to carry", "Yes");

  return C_ ("safe to carry", "Not asked");
}

static void
show_facts (HzReferralView *self)
{
  HzReferral *referral = self->referral;
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *number = hz_referral_dup_slip_number (referral);
  g_autofree char *issued = hz_date_text_long (language, referral->issued_on);
  g_autofree char *due = hz_date_is_set (referral->answer_due)
                           ? hz_date_text_long (language, referral->answer_due) : NULL;
  g_autofree char *asked = hz_referral_words_describe_asked (referral);
  g_autofree char *state = hz_referral_words_describe_state (referral);
  const char *why = hz_code_list_get_label ("consent_override", referral->override_code, language);
  g_autofree char *override = *referral->override_code != '\0'
                                ? g_strdup_printf ("%s: %s", why, referral->override_reason)
                                : NULL;
  g_autofree char *chased = join_days (referral->chased_on);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->facts)) != NULL)
    gtk_box_remove (GTK_BOX (self->facts), child);

  gtk_box_append (GTK_BOX (self->facts), create_label (number, "title-2"));
  add_fact (self, C_ ("letter", "Date"), issued);
  add_fact (self, C_ ("letter", "State"), state);
  add_fact (self, C_ ("letter", "To"), referral->recipient);
  add_fact (self, C_ ("letter", "Asked for"), asked);
  add_fact (self, _("Answer due"), due);
  add_fact (self, _("Reminded on"), chased);
  add_fact (self, _("Is it safe for her to carry this paper?"), describe_safe (referral));
  add_fact (self, _("Why without consent"), override);
  add_fact (self, _("Why it is void"), referral->void_reason);
}

static void
show_referral (HzReferralView *self)
{
  gboolean may_write = hz_records_may (self->records, HZ_RIGHT_ISSUE_LETTER);
  gboolean has_page = self->referral->is_readable && g_variant_n_children (self->referral->page) > 0;
  g_autoptr (GError) error = NULL;

  show_facts (self);
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->paper, GTK_TYPE_SCROLLED_WINDOW), has_page);
  if (has_page)
    {
      HzLetterLayout *layout = hz_letter_layout_new (self->referral, &error);

      if (layout == NULL)
        hz_shell_report (GTK_WIDGET (self), error);
      hz_letter_paper_take_layout (HZ_LETTER_PAPER (self->paper), layout);
    }

  gtk_widget_set_visible (self->doors, has_page && !self->referral->is_void);
  gtk_widget_set_visible (self->answer_group, may_write && has_page && !self->referral->is_void);
  gtk_widget_set_visible (self->void_row, may_write && has_page && !self->referral->is_void);
  gtk_widget_set_visible (self->chase, hz_referral_is_open (self->referral));
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->status), self->referral->status);
  gtk_editable_set_text (GTK_EDITABLE (self->answer_text), self->referral->answer_text);
  if (self->referral->own_view > 0)
    {
      g_autofree char *view = g_strdup_printf ("%d", self->referral->own_view);

      hz_answer_box_set_code (HZ_ANSWER_BOX (self->own_view), view);
    }
  if (may_write && has_page && !self->referral->is_void)
    hz_dialog_set_main_action (HZ_DIALOG (self), _("Record the answer"), FALSE);
}

static void
take_referral (HzReferralView *self,
               GAsyncResult *result,
               gboolean is_done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzReferral) referral = NULL;

  referral = hz_referral_store_finish (self->records, result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (referral == NULL)
    {
      g_autofree char *sentence = hz_shell_describe_error (GTK_WIDGET (self), error);

      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  g_set_object (&self->referral, referral);
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
  show_referral (self);
  if (is_done)
    hz_shell_toast (GTK_WIDGET (self), C_ ("toast", "Recorded"));
}

static void
on_loaded_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzReferralView) self = data;

  take_referral (self, result, FALSE);
}

static void
on_written_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (HzReferralView) self = data;

  take_referral (self, result, TRUE);
}

static void
on_chase_clicked_cb (HzReferralView *self)
{
  hz_dialog_set_busy (HZ_DIALOG (self), TRUE);
  hz_referral_store_chase_async (self->records, &self->referral->stamp.id, NULL, on_written_cb,
                                 g_object_ref (self));
}

/* What stood there before is recorded again. */
typedef struct
{
  HzRecords *records;
  HzReferral *before;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->records);
  g_object_unref (undo->before);
  g_free (undo);
}

static void
on_undone_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (GtkWidget) shell = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzReferral) referral = hz_referral_store_finish (HZ_RECORDS (source), result, &error);

  if (referral == NULL)
    hz_shell_report (shell, error);
}

static void
undo_answer (HzShell *shell,
             gpointer data)
{
  Undo *undo = data;

  hz_referral_store_record_answer_async (undo->records, undo->before, NULL, on_undone_cb,
                                         g_object_ref (shell));
}

static void
on_answered_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr (HzReferralView) self = data;
  HzReferral *before = g_steal_pointer (&self->before);
  HzReferral *seen = self->referral;
  Undo *undo;

  take_referral (self, result, FALSE);
  if (g_cancellable_is_cancelled (self->cancellable) || self->referral == seen)
    {
      g_object_unref (before);
      return;
    }

  before->stamp = self->referral->stamp;
  undo = g_new0 (Undo, 1);
  undo->records = g_object_ref (self->records);
  undo->before = before;
  hz_shell_toast_undo (GTK_WIDGET (self), C_ ("toast", "Recorded"), undo_answer, undo, undo_free);
  hz_dialog_close (HZ_DIALOG (self));
}

static void
on_answer_changed_cb (HzReferralView *self)
{
  if (self->referral != NULL)
    hz_dialog_set_main_action (HZ_DIALOG (self), _("Record the answer"), TRUE);
}

static void
hz_referral_view_respond (HzDialog *dialog)
{
  HzReferralView *self = HZ_REFERRAL_VIEW (dialog);
  const char *status = hz_answer_box_get_code (HZ_ANSWER_BOX (self->status));
  const char *view = hz_answer_box_get_code (HZ_ANSWER_BOX (self->own_view));
  g_autoptr (HzReferral) copy = NULL;

  if (status == NULL || self->referral == NULL)
    return;

  copy = hz_referral_copy (self->referral);
  g_free (copy->status);
  copy->status = g_strdup (status);
  g_free (copy->answer_text);
  copy->answer_text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->answer_text)));
  copy->own_view = view != NULL ? (int) g_ascii_strtoll (view, NULL, 10) : 0;
  copy->answered_on = g_strcmp0 (status, "issued") == 0 || g_strcmp0 (status, "no_answer") == 0
                        ? HZ_DATE_NONE : hz_zone_get_today ();
  g_clear_object (&self->before);
  self->before = hz_referral_copy (self->referral);
  hz_dialog_set_busy (dialog, TRUE);
  hz_referral_store_record_answer_async (self->records, copy, NULL, on_answered_cb,
                                         g_object_ref (self));
}

static void
on_print_clicked_cb (HzReferralView *self)
{
  hz_letter_output_print (GTK_WIDGET (self), self->referral);
}

static void
on_save_clicked_cb (HzReferralView *self)
{
  hz_letter_output_save (GTK_WIDGET (self), self->referral);
}

static void
on_void_asked_cb (gpointer data)
{
  HzReferralView *self = HZ_REFERRAL_VIEW (data);

  hz_dialog_set_busy (HZ_DIALOG (self), TRUE);
  hz_referral_store_void_async (self->records, &self->referral->stamp.id,
                                gtk_editable_get_text (GTK_EDITABLE (self->void_reason)), NULL,
                                on_written_cb, g_object_ref (self));
}

static void
on_void_clicked_cb (HzReferralView *self)
{
  g_autofree char *number = hz_referral_dup_number (self->referral);
  g_autofree char *text = g_strdup_printf (_("Number %s stays in the journal as void."), number);
  GtkWidget *label = create_label (text, NULL);
  HzAskDialog *question = hz_ask_dialog_new (_("Make this letter void?"), label, _("Make void"),
                                             C_ ("dialog", "Back"), on_void_asked_cb,
                                             g_object_ref (self), g_object_unref);

  hz_dialog_present (HZ_DIALOG (question), GTK_WIDGET (self));
}

static void
on_void_reason_changed_cb (HzReferralView *self)
{
  g_autofree char *reason =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->void_reason))));

  gtk_widget_set_sensitive (self->void_button, *reason != '\0');
}

static gboolean
on_print_shortcut_cb (GtkWidget *widget,
                      GVariant *args,
                      gpointer data)
{
  HzReferralView *self = HZ_REFERRAL_VIEW (widget);

  if (self->referral != NULL && gtk_widget_get_visible (self->doors) && hz_letter_output_can_print ())
    on_print_clicked_cb (self);

  return TRUE;
}

static void
hz_referral_view_dispose (GObject *object)
{
  HzReferralView *self = HZ_REFERRAL_VIEW (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (hz_referral_view_parent_class)->dispose (object);
}

static void
hz_referral_view_finalize (GObject *object)
{
  HzReferralView *self = HZ_REFERRAL_VIEW (object);

  g_clear_object (&self->records);
  g_clear_object (&self->referral);
  g_clear_object (&self->before);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (hz_referral_view_parent_class)->finalize (object);
}

static void
hz_referral_view_class_init (HzReferralViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_referral_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_referral_view_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_referral_view_respond;
}

static void
create_doors (HzReferralView *self,
              GtkWidget *box)
{
  GtkWidget *save = gtk_button_new_with_label (_("Save as PDF…"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->doors = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->print = gtk_button_new_with_label (C_ ("button", "Print…"));
  gtk_widget_set_visible (self->print, hz_letter_output_can_print ());
  gtk_box_append (GTK_BOX (line), self->print);
  gtk_box_append (GTK_BOX (line), save);
  gtk_box_append (GTK_BOX (self->doors), line);
  gtk_box_append (GTK_BOX (self->doors),
                  create_label (_("A saved file is not encrypted."), "dim-label"));
  gtk_box_append (GTK_BOX (box), self->doors);
  g_signal_connect_swapped (self->print, "clicked", G_CALLBACK (on_print_clicked_cb), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save_clicked_cb), self);
}

static void
create_answer (HzReferralView *self,
               GtkWidget *box)
{
  static const char *const codes[] = { "received", "accepted", "rejected", "completed", "no_answer" };

  self->answer_group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->status = hz_answer_box_new (_("What came of it"));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *label = hz_code_list_dup_first ("referral_status", codes[i],
                                                       hz_language_get_interface ());

      hz_answer_box_add (HZ_ANSWER_BOX (self->status), codes[i], label);
    }
  self->answer_text = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->answer_text),
                                  _("What was done, or why not; next step"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer_text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What was done, or why not; next step"), -1);
  self->own_view = hz_answer_box_new (_("Her own view, 1 to 5"));
  hz_answer_box_set_with_keys (HZ_ANSWER_BOX (self->own_view), FALSE);
  for (int i = 1; i <= 5; i++)
    {
      g_autofree char *view = g_strdup_printf ("%d", i);

      hz_answer_box_add (HZ_ANSWER_BOX (self->own_view), view, view);
    }

  self->chase = gtk_button_new_with_label (_("Note a reminder"));
  gtk_widget_set_halign (self->chase, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->chase, _("They were reminded of the answer today"));
  g_signal_connect_swapped (self->chase, "clicked", G_CALLBACK (on_chase_clicked_cb), self);

  gtk_box_append (GTK_BOX (self->answer_group), self->chase);
  gtk_box_append (GTK_BOX (self->answer_group), create_label (_("What came of it"), "hz-question"));
  gtk_box_append (GTK_BOX (self->answer_group), self->status);
  gtk_box_append (GTK_BOX (self->answer_group), self->answer_text);
  gtk_box_append (GTK_BOX (self->answer_group), create_label (_("Her own view, 1 to 5"),
                                                              "hz-question"));
  gtk_box_append (GTK_BOX (self->answer_group), self->own_view);
  gtk_box_append (GTK_BOX (box), self->answer_group);
  g_signal_connect_swapped (self->status, "changed", G_CALLBACK (on_answer_changed_cb), self);
  g_signal_connect_swapped (self->answer_text, "changed", G_CALLBACK (on_answer_changed_cb), self);
  g_signal_connect_swapped (self->own_view, "changed", G_CALLBACK (on_answer_changed_cb), self);
}

static void
create_void (HzReferralView *self,
             GtkWidget *box)
{
  self->void_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->void_reason = gtk_entry_new ();
  gtk_widget_set_hexpand (self->void_reason, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->void_reason), _("Why it is void"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->void_reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Why it is void"), -1);
  self->void_button = gtk_button_new_with_label (_("Make void"));
  gtk_widget_set_sensitive (self->void_button, FALSE);
  gtk_box_append (GTK_BOX (self->void_row), self->void_reason);
  gtk_box_append (GTK_BOX (self->void_row), self->void_button);
  gtk_box_append (GTK_BOX (box), self->void_row);
  g_signal_connect_swapped (self->void_reason, "changed", G_CALLBACK (on_void_reason_changed_cb), self);
  g_signal_connect_swapped (self->void_button, "clicked", G_CALLBACK (on_void_clicked_cb), self);
}

static GtkWidget *
create_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);

  return scrolled;
}

static void
hz_referral_view_init (HzReferralView *self)
{
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *paper;

  self->cancellable = g_cancellable_new ();
  self->paper = hz_letter_paper_new ();
  paper = create_scrolled (self->paper);
  gtk_widget_add_css_class (paper, "hz-paper-pane");
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (side), self->facts);
  create_doors (self, side);
  create_answer (self, side);
  create_void (self, side);
  gtk_widget_set_margin_start (side, 18);
  gtk_widget_set_margin_end (side, 18);
  gtk_widget_set_margin_top (side, 18);
  gtk_widget_set_margin_bottom (side, 18);
  gtk_box_append (GTK_BOX (panes), paper);
  gtk_box_append (GTK_BOX (panes), create_scrolled (side));

  gtk_window_set_title (GTK_WINDOW (self), _("Letter of referral"));
  gtk_window_set_default_size (GTK_WINDOW (self), 900, 620);
  hz_dialog_set_content (HZ_DIALOG (self), panes);
  hz_dialog_set_dismiss_label (HZ_DIALOG (self), C_ ("dialog", "Close"));
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_MANAGED, "<Control>p",
                            on_print_shortcut_cb, NULL);
}

/**
 * hz_referral_view_new:
 * @records: the centre's records
 * @id: a letter
 *
 * Returns: (transfer floating): the dialog; it reads the letter by itself
 */
GtkWidget *
hz_referral_view_new (HzRecords *records,
                      const HzId *id)
{
  HzReferralView *self = g_object_new (HZ_TYPE_REFERRAL_VIEW, NULL);

  self->records = g_object_ref (records);
  hz_referral_store_get_async (records, id, self->cancellable, on_loaded_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
