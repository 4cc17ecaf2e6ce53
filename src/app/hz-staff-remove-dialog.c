/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-staff-remove-dialog.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-paragraph.h"
#include "hz-settings-page.h"

struct _HzStaffRemoveDialog
{
  HzDialog parent_instance;

  HzRecords *records;
  HzId member_id;
  gboolean is_invited;
  GtkWidget *content;
  GtkWidget *alone;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (HzStaffRemoveDialog, hz_staff_remove_dialog, HZ_TYPE_DIALOG)

/* --- Which cases would be left -------------------------------------------------------------------- */

typedef struct
{
  HzId member_id;
  guint n_alone;
} Count;

static gboolean
count_alone (HzContext *context,
             gpointer data,
             GError **error)
{
  Count *count = data;

  return hz_rings_count_alone (context->rings, context->db, &count->member_id, &count->n_alone, error);
}

static void
on_counted_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzStaffRemoveDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const Count *count = hz_records_run_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->records == NULL)
    return;
  if (count == NULL)
    {
      sentence = hz_error_text_describe (error);
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  if (count->n_alone > 0)
    sentence = g_strdup_printf (_("Cases that nobody else can open: %u. Let her hand them over to a "
                                  "colleague first, in her settings. If she is gone already, they wait "
                                  "for the recovery sheets."),
                                count->n_alone);
  else
    sentence = g_strdup (_("Every case that she works on has another worker."));
  gtk_label_set_label (GTK_LABEL (self->alone), sentence);
  if (count->n_alone > 0)
    gtk_widget_add_css_class (self->alone, "heading");
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Remove from the staff"), TRUE);
}

static void
begin_counting (HzStaffRemoveDialog *self)
{
  Count *count = g_new0 (Count, 1);

  count->member_id = self->member_id;
  hz_records_run_async (self->records, HZ_DB_JOB_READ, count_alone, count, g_free, NULL, on_counted_cb,
                        g_object_ref (self));
}

/* --- Removing ------------------------------------------------------------------------------------- */

static void
on_removed_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzStaffRemoveDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (self->records == NULL)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (!done)
    {
      g_autofree char *sentence = hz_error_text_describe (error);

      g_message ("A removal: %s", error->message);
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  if (self->message != NULL)
    hz_settings_page_tell (self->message,
                           self->is_invited ? _("The invitation opens nothing any more.")
                                            : _("She cannot sign in any more."),
                           NULL);
  hz_dialog_close (HZ_DIALOG (self));
}

static void
hz_staff_remove_dialog_respond (HzDialog *dialog)
{
  HzStaffRemoveDialog *self = HZ_STAFF_REMOVE_DIALOG (dialog);

  hz_dialog_set_message (dialog, NULL);
  hz_dialog_set_busy (dialog, TRUE);
  hz_vault_remove_async (hz_records_get_vault (self->records), &self->member_id, NULL, on_removed_cb,
                         g_object_ref (self));
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_staff_remove_dialog_dispose (GObject *object)
{
  HzStaffRemoveDialog *self = HZ_STAFF_REMOVE_DIALOG (object);

  g_clear_object (&self->records);
  g_clear_weak_pointer (&self->message);

  G_OBJECT_CLASS (hz_staff_remove_dialog_parent_class)->dispose (object);
}

static void
hz_staff_remove_dialog_class_init (HzStaffRemoveDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_staff_remove_dialog_dispose;
  HZ_DIALOG_CLASS (klass)->respond = hz_staff_remove_dialog_respond;
}

static void
hz_staff_remove_dialog_init (HzStaffRemoveDialog *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->content, 18);
  gtk_widget_set_margin_bottom (self->content, 18);
  gtk_widget_set_margin_start (self->content, 18);
  gtk_widget_set_margin_end (self->content, 18);
  hz_dialog_set_content (HZ_DIALOG (self), self->content);
}

static void
ask_to_remove (HzStaffRemoveDialog *self,
               const char *name)
{
  hz_paragraph_add (self->content, _("Remove this person from the staff?"), "title-4");
  hz_paragraph_add (self->content, name, "heading");
  hz_paragraph_add (self->content,
                    _("From this moment on her password opens nothing here, and what is written "
                      "from now on stays closed to her. Her name stays on what she wrote."),
                    NULL);
  hz_paragraph_add (self->content,
                    _("What she could open until now she may have read or copied. No removal "
                      "takes that back, and with an old copy of the folder her old password "
                      "still opens that copy."),
                    NULL);
  self->alone = hz_paragraph_add (self->content, "…", NULL);
  hz_paragraph_add (self->content,
                    _("The key of the centre is changed next, by itself. Work can go on "
                      "meanwhile."),
                    NULL);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Remove from the staff"), FALSE);
  begin_counting (self);
}

static void
ask_to_withdraw (HzStaffRemoveDialog *self,
                 const char *name)
{
  hz_paragraph_add (self->content, _("Withdraw this invitation?"), "title-4");
  hz_paragraph_add (self->content, name, "heading");
  hz_paragraph_add (self->content,
                    _("The one-time password on her paper opens nothing any more. The key of the "
                      "centre is changed next, by itself."),
                    NULL);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Withdraw the invitation"), TRUE);
}

/**
 * hz_staff_remove_dialog_show:
 * @from: where it is asked
 * @records: of an administrator
 * @member: present or invited
 * @message: a line that says how it went
 */
void
hz_staff_remove_dialog_show (GtkWidget *from,
                             HzRecords *records,
                             const HzMember *member,
                             GtkWidget *message)
{
  HzStaffRemoveDialog *self = g_object_new (HZ_TYPE_STAFF_REMOVE_DIALOG, "title", _("Question"), NULL);

  self->records = g_object_ref (records);
  self->member_id = member->id;
  self->is_invited = member->state == HZ_MEMBER_INVITED;
  g_set_weak_pointer (&self->message, message);
  if (self->is_invited)
    ask_to_withdraw (self, member->name);
  else
    ask_to_remove (self, member->name);
  hz_dialog_present (HZ_DIALOG (self), from);
}
