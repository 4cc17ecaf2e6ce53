/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-erasure-question.h"

#include <glib/gi18n.h>

#include "hz-date-text.h"
#include "hz-erasure-store.h"
#include "hz-erasure-words.h"
#include "hz-paragraph.h"
#include "hz-shell.h"
#include "hz-zone.h"

#define MARGIN 18
/* Days that are named; more say no more. */
#define DAYS_MOST 12

struct _HzErasureQuestion
{
  HzDialog parent_instance;

  HzRecords *records;
  HzId client_id;
  GtkWidget *content;
  GtkWidget *backups;
  GtkWidget *code;
};

G_DEFINE_FINAL_TYPE (HzErasureQuestion, hz_erasure_question, HZ_TYPE_DIALOG)

/* --- The backups ---------------------------------------------------------------------------------- */

/* Each day once. */
static char *
join_days (GPtrArray *backups)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HzDate before = HZ_DATE_NONE;
  guint n_days = 0;

  for (guint i = 0; i < backups->len; i++)
    {
      const HzBackup *backup = g_ptr_array_index (backups, i);
      HzDate day = hz_zone_from_utc (backup->stamp.created, NULL);
      g_autofree char *name = hz_date_text_short (day);

      if (hz_date_equal (day, before))
        continue;
      if (n_days++ == DAYS_MOST)
        {
          g_string_append (text, ", …");
          break;
        }

      before = day;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_backups_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzErasureQuestion) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = hz_erasure_store_list_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *days = NULL;
  g_autofree char *sentence = NULL;

  if (self->records == NULL)
    return;
  if (backups == NULL)
    {
      sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  days = join_days (backups);
  sentence = backups->len > 0
             ? g_strdup_printf (_("Backups that still hold her, of these days: %s"), days)
             : g_strdup (_("This centre has made no backup that holds her."));
  gtk_label_set_label (GTK_LABEL (self->backups), sentence);
}

/* --- Confirming ----------------------------------------------------------------------------------- */

static void
on_confirmed_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzErasureQuestion) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_erasure_store_act_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (!done)
    {
      g_autofree char *sentence = hz_shell_describe_error (GTK_WIDGET (self), error);

      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      gtk_widget_grab_focus (self->code);
      return;
    }

  hz_shell_toast (GTK_WIDGET (self), _("Her record is gone. What is sealed goes next."));
  hz_dialog_close (HZ_DIALOG (self));
}

static void
hz_erasure_question_respond (HzDialog *dialog)
{
  HzErasureQuestion *self = HZ_ERASURE_QUESTION (dialog);

  hz_dialog_set_message (dialog, NULL);
  hz_dialog_set_busy (dialog, TRUE);
  hz_erasure_store_confirm_async (self->records, &self->client_id,
                                  gtk_editable_get_text (GTK_EDITABLE (self->code)), on_confirmed_cb,
                                  g_object_ref (self));
}

static void
on_code_changed_cb (HzErasureQuestion *self)
{
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
  hz_dialog_set_main_action (HZ_DIALOG (self), C_ ("erasure", "Erase"),
                             *gtk_editable_get_text (GTK_EDITABLE (self->code)) != '\0');
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_erasure_question_dispose (GObject *object)
{
  g_clear_object (&HZ_ERASURE_QUESTION (object)->records);

  G_OBJECT_CLASS (hz_erasure_question_parent_class)->dispose (object);
}

static void
hz_erasure_question_class_init (HzErasureQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_erasure_question_dispose;
  HZ_DIALOG_CLASS (klass)->respond = hz_erasure_question_respond;
}

/* What is gone does not come back: its button is red, and never presses itself. */
static void
make_main_destructive (HzErasureQuestion *self)
{
  GObject *button = gtk_widget_get_template_child (GTK_WIDGET (self), HZ_TYPE_DIALOG, "main_button");

  gtk_widget_remove_css_class (GTK_WIDGET (button), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (button), "destructive-action");
}

static void
hz_erasure_question_init (HzErasureQuestion *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->content, MARGIN);
  gtk_widget_set_margin_bottom (self->content, MARGIN);
  gtk_widget_set_margin_start (self->content, MARGIN);
  gtk_widget_set_margin_end (self->content, MARGIN);
  hz_dialog_set_content (HZ_DIALOG (self), self->content);
  make_main_destructive (self);
}

static void
add_code (HzErasureQuestion *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->code = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code), _("Type the client’s code"));
  g_signal_connect_object (self->code, "changed", G_CALLBACK (on_code_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->code);
  gtk_box_append (GTK_BOX (self->content), group);
  on_code_changed_cb (self);
}

/**
 * hz_erasure_question_new:
 * @records: of an administrator
 * @erasure: asked for
 *
 * Returns: (transfer none): a dialog, for hz_dialog_present()
 */
GtkWidget *
hz_erasure_question_new (HzRecords *records,
                         const HzErasure *erasure)
{
  HzErasureQuestion *self = g_object_new (HZ_TYPE_ERASURE_QUESTION, "title", _("Question"), NULL);
  g_autofree char *day = hz_date_text_short (hz_zone_from_utc (erasure->stamp.created, NULL));
  g_autofree char *by = NULL;

  self->records = g_object_ref (records);
  self->client_id = erasure->client_id;
  by = g_strdup_printf (_("Asked for by: %s, %s"),
                        hz_records_get_member_name (records, &erasure->stamp.created_by), day);
  hz_paragraph_add (self->content, _("Erase everything about this client?"), "title-4");
  hz_paragraph_add (self->content, erasure->client_code, "heading");
  hz_paragraph_add (self->content, by, NULL);
  hz_erasure_words_add (self->content);
  self->backups = hz_paragraph_add (self->content, "…", NULL);
  hz_paragraph_add (self->content,
                    _("An old backup opens with a password of its day, until it is deleted. The "
                      "program deletes the oldest as new ones are made; copies in other places stay "
                      "until somebody deletes them."),
                    NULL);
  add_code (self);
  hz_erasure_store_list_backups_async (records, &self->client_id, on_backups_cb,
                                       g_object_ref (self));

  return GTK_WIDGET (self);
}
