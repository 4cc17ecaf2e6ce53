/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-care-question.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-ask-dialog.h"
#include "hz-care-grant.h"
#include "hz-shell.h"

/* @from: weak */
typedef struct
{
  GtkWidget *from;
  HzRecords *records;
  HzId member_id;
  char *name;
  GtkWidget *number;
  GtkWidget *answer;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_weak_pointer (&question->from);
  g_object_unref (question->records);
  g_free (question->name);
  g_free (question);
}

static Question *
question_new (GtkWidget *from,
              HzRecords *records,
              const HzId *member_id,
              const char *name)
{
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->from, from);
  question->records = g_object_ref (records);
  question->member_id = *member_id;
  question->name = g_strdup (name);

  return question;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_granted_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (Question) question = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (question->from == NULL)
    return;
  if (!hz_care_grant_finish (HZ_RECORDS (source), result, &error))
    {
      hz_shell_report (question->from, error);
      return;
    }
  text = g_strdup_printf (_("From her next sign-in the care key is hers: %s"), question->name);
  hz_shell_toast (question->from, text);
}

static void
on_give_cb (gpointer data)
{
  Question *question = data;
  Question *copy =
    question_new (question->from, question->records, &question->member_id, question->name);
  const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (question->answer));

  hz_care_grant_async (question->records, &question->member_id, g_strcmp0 (code, "yes") == 0,
                       on_granted_cb, copy);
}

static void
on_number_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (GtkWidget) label = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, &error);

  if (label != NULL && number != NULL)
    gtk_label_set_label (GTK_LABEL (label), number);
  else if (label != NULL)
    hz_shell_report (label, error);
  g_weak_ref_clear (data);
  g_free (data);
}

static GtkWidget *
create_line (const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_content (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  question->number = create_line ("…", "title-2");
  gtk_widget_add_css_class (question->number, "numeric");
  question->answer = hz_answer_box_new (_("Are the numbers the same?"));
  hz_answer_box_add (HZ_ANSWER_BOX (question->answer), "yes",
                     _("Yes, we have compared them"));
  hz_answer_box_add (HZ_ANSWER_BOX (question->answer), "skipped", _("I did not compare them"));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), create_line (question->name, "heading"));
  gtk_box_append (GTK_BOX (box),
                  create_line (_("Ask her to open her settings and read her key number to you. With "
                                 "the care key she reads why clients come."), NULL));
  gtk_box_append (GTK_BOX (box), question->number);
  gtk_box_append (GTK_BOX (box), question->answer);

  return box;
}

static void
on_answer_changed_cb (HzAnswerBox *answer,
                      HzDialog *dialog)
{
  hz_dialog_set_main_action (dialog, _("Give the care key"),
                             hz_answer_box_get_code (answer) != NULL);
}

/**
 * hz_care_question_ask:
 * @from: where it is asked
 * @records: the records
 * @member: who waits for the care key
 */
void
hz_care_question_ask (GtkWidget *from,
                      HzRecords *records,
                      const HzMember *member)
{
  Question *question = question_new (from, records, &member->id, member->name);
  GtkWidget *content = create_content (question);
  GWeakRef *label = g_new0 (GWeakRef, 1);
  HzAskDialog *dialog = hz_ask_dialog_new (_("Compare the key number"), content,
                                           _("Give the care key"), NULL, on_give_cb, question,
                                           question_free);

  g_weak_ref_init (label, question->number);
  g_signal_connect (question->answer, "changed", G_CALLBACK (on_answer_changed_cb), dialog);
  on_answer_changed_cb (HZ_ANSWER_BOX (question->answer), HZ_DIALOG (dialog));
  hz_dialog_present (HZ_DIALOG (dialog), from);
  gtk_widget_grab_focus (question->answer);
  hz_vault_get_key_number_async (hz_records_get_vault (records), &member->id, NULL, on_number_cb,
                                 label);
}
