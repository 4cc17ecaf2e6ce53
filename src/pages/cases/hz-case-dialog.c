/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-dialog.h"

#include <glib/gi18n.h>

#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-code-choice.h"
#include "hz-key-question.h"
#include "hz-member-choice.h"
#include "hz-note-words.h"
#include "hz-shell.h"

/**
 * HzCaseDialog:
 *
 * Opens a case: what kind of help, and who is in charge.
 */
struct _HzCaseDialog
{
  HzDialog parent_instance;

  GtkWidget *content;
  GtkWidget *client_label;
  GtkWidget *others;
  GtkWidget *service;
  GtkWidget *area_row;
  GtkWidget *area;
  GtkWidget *lead;

  HzRecords *records;
  HzId client_id;
};

G_DEFINE_FINAL_TYPE (HzCaseDialog, hz_case_dialog, HZ_TYPE_DIALOG)

static void
on_store_added_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (HzCaseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzCaseFile) case_file = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *shell;

  case_file = hz_case_file_store_add_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (case_file == NULL)
    {
      sentence = hz_shell_describe_error (GTK_WIDGET (self), error);
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      return;
    }

  hex = hz_id_to_hex (&case_file->stamp.id);
  shell = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  hz_dialog_close (HZ_DIALOG (self));
  if (shell != NULL)
    gtk_widget_activate_action (shell, "win.show-case", "s", hex);
}

static void
add_case (HzCaseDialog *self,
          gboolean      is_compared)
{
  g_autoptr (HzCaseFile) case_file = hz_case_file_new ();

  case_file->client_id = self->client_id;
  g_free (case_file->service);
  case_file->service = g_strdup (hz_code_choice_get (GTK_DROP_DOWN (self->service)));
  if (hz_case_file_is_legal (case_file))
    {
      g_free (case_file->legal_area);
      case_file->legal_area = g_strdup (hz_code_choice_get (GTK_DROP_DOWN (self->area)));
    }
  hz_member_choice_get (GTK_DROP_DOWN (self->lead), &case_file->lead_id);

  hz_dialog_set_busy (HZ_DIALOG (self), TRUE);
  hz_case_file_store_add_async (self->records, case_file, is_compared, NULL, on_store_added_cb,
                                g_object_ref (self));
}

static void
on_number_answered_cb (gboolean goes_on,
                       gboolean is_compared,
                       gpointer data)
{
  HzCaseDialog *self = data;

  if (self->records == NULL)
    return;

  hz_dialog_set_busy (HZ_DIALOG (self), FALSE);
  if (goes_on)
    add_case (self, is_compared);
}

static void
hz_case_dialog_respond (HzDialog *dialog)
{
  HzCaseDialog *self = HZ_CASE_DIALOG (dialog);
  HzId lead_id;

  if (!hz_member_choice_get (GTK_DROP_DOWN (self->lead), &lead_id)
      || hz_id_equal (&lead_id, hz_records_get_own_id (self->records)))
    {
      add_case (self, FALSE);
      return;
    }

  hz_dialog_set_busy (dialog, TRUE);
  hz_key_question_ask (GTK_WIDGET (self), self->records, &lead_id, on_number_answered_cb,
                       self);
}

static void
on_service_selected_cb (HzCaseDialog *self)
{
  const char *service = hz_code_choice_get (GTK_DROP_DOWN (self->service));

  gtk_widget_set_visible (self->area_row, g_str_equal (service, "legal"));
}

/* Whose case it will be, and which she has. */

static void
on_store_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HzCaseDialog) self = user_data;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GString) text = NULL;

  cases = hz_case_file_store_list_finish (HZ_RECORDS (source), result, NULL);
  if (self->records == NULL || cases == NULL || cases->len == 0)
    return;

  text = g_string_new (_("She has these case files already:"));
  for (guint i = 0; i < cases->len; i++)
    {
      HzCaseFile *case_file = g_ptr_array_index (cases, i);
      g_autofree char *service = hz_case_words_dup_service (case_file);
      g_autofree char *status = hz_case_words_dup_status (case_file);

      g_string_append_printf (text, "\n%s · %s · %s", service, status,
                              hz_records_get_member_name (self->records, &case_file->lead_id));
    }
  gtk_label_set_label (GTK_LABEL (self->others), text->str);
  gtk_widget_set_visible (self->others, TRUE);
}

static void
on_store_got_client_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (HzCaseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;
  if (client == NULL)
    {
      text = hz_shell_describe_error (GTK_WIDGET (self), error);
      hz_dialog_set_message (HZ_DIALOG (self), text);
      return;
    }

  name = hz_client_dup_name (client);
  text = g_strdup_printf ("%s · %s", name != NULL ? name : _("No name given"), client->code);
  gtk_label_set_label (GTK_LABEL (self->client_label), text);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Open case"), TRUE);
}

static const char *
guess_service (HzRoles roles)
{
  if ((roles & HZ_ROLE_PSYCHOLOGIST) != 0)
    return "psychological";
  if ((roles & HZ_ROLE_LAWYER) != 0)
    return "legal";

  return "social";
}

static void
hz_case_dialog_dispose (GObject *object)
{
  HzCaseDialog *self = HZ_CASE_DIALOG (object);

  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CASE_DIALOG);

  G_OBJECT_CLASS (hz_case_dialog_parent_class)->dispose (object);
}

static void
hz_case_dialog_class_init (HzCaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_case_dialog_dispose;
  HZ_DIALOG_CLASS (klass)->respond = hz_case_dialog_respond;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-case-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, content);
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, client_label);
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, others);
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, service);
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, area_row);
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, area);
  gtk_widget_class_bind_template_child (widget_class, HzCaseDialog, lead);
}

static void
hz_case_dialog_init (HzCaseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hz_dialog_set_content (HZ_DIALOG (self), self->content);
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Open case"), FALSE);
  hz_code_choice_fill (GTK_DROP_DOWN (self->service), "service", NULL);
  hz_code_choice_fill (GTK_DROP_DOWN (self->area), "legal_area", _("Not said"));
  g_signal_connect_swapped (self->service, "notify::selected", G_CALLBACK (on_service_selected_cb),
                            self);
}

/**
 * hz_case_dialog_new:
 * @records: records
 * @client_id: whose case it is to be
 *
 * Returns: (transfer full): the dialog, for hz_dialog_present()
 */
GtkWidget *
hz_case_dialog_new (HzRecords  *records,
                    const HzId *client_id)
{
  HzCaseDialog *self = g_object_new (HZ_TYPE_CASE_DIALOG, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  hz_code_choice_set (GTK_DROP_DOWN (self->service),
                      guess_service (hz_records_get_own_roles (records)));
  on_service_selected_cb (self);
  hz_member_choice_fill (GTK_DROP_DOWN (self->lead), records, NULL);
  hz_member_choice_set (GTK_DROP_DOWN (self->lead), hz_records_get_own_id (records));
  gtk_window_set_focus (GTK_WINDOW (self), self->service);
  hz_client_store_get_async (records, client_id, NULL, on_store_got_client_cb, g_object_ref (self));
  hz_case_file_store_list_async (records, client_id, NULL, on_store_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
