/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-key-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-default-response.h"
#include "hz-preference-store.h"
#include "hz-shell.h"

/* What the person has compared already: a{ss}, member to number. A colleague who changes her keys has
 * another number, and is asked about again. */
#define PREFERENCE "key-numbers"

typedef struct
{
  GWeakRef parent;
  HzRecords *records;
  HzId member_id;
  char *number;
  GVariant *compared;
  HzKeyAnswerFunc func;
  gpointer data;
} Question;

static void
free_question (Question *self)
{
  g_weak_ref_clear (&self->parent);
  g_clear_object (&self->records);
  g_clear_pointer (&self->compared, g_variant_unref);
  g_free (self->number);
  g_free (self);
}

/* Nothing is answered to what is not on the screen any more. */
static void
answer (Question *self,
        gboolean  goes_on,
        gboolean  is_compared)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&self->parent);

  if (parent != NULL && gtk_widget_get_root (parent) != NULL)
    self->func (goes_on, is_compared, self->data);
  free_question (self);
}

static void
remember (Question *self)
{
  g_autofree char *member = hz_id_to_hex (&self->member_id);
  GVariantDict dict;

  g_variant_dict_init (&dict, self->compared);
  g_variant_dict_insert (&dict, member, "s", self->number);
  hz_preference_store_put_async (self->records, PREFERENCE, g_variant_dict_end (&dict), NULL, NULL);
}

static void
on_dialog_response_cb (AdwMessageDialog *dialog,
                       const char       *response,
                       gpointer          data)
{
  Question *self = g_object_steal_data (G_OBJECT (dialog), "question");
  gboolean is_compared = g_str_equal (response, "same");

  if (is_compared)
    remember (self);
  answer (self, is_compared || g_str_equal (response, "skip"), is_compared);
}

static void
show_dialog (Question  *self,
             GtkWidget *parent)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (parent));
  const char *name = hz_records_get_member_name (self->records, &self->member_id);
  GtkWidget *dialog = adw_message_dialog_new (window, _("Is this the colleague's key?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_body (message,
                                  _("Key number of %s: %s\n\nAsk her to read the number in her "
                                    "settings aloud. If it is another one, do not go on."),
                                  name, self->number);
  adw_message_dialog_add_responses (message, "cancel", C_ ("dialog", "Cancel"), "skip",
                                    _("Go on without comparing"), "same", _("The numbers are the same"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "same", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (message, "cancel");
  hz_default_response_set (message, "cancel");
  gtk_window_set_application (GTK_WINDOW (dialog), gtk_window_get_application (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "question", self, (GDestroyNotify) free_question);
  g_signal_connect (dialog, "response", G_CALLBACK (on_dialog_response_cb), NULL);
  g_signal_connect_object (window, "unrealize", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_preference_ready_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  Question *self = user_data;
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&self->parent);
  g_autofree char *member = hz_id_to_hex (&self->member_id);
  const char *known = NULL;

  self->compared = hz_preference_store_get_finish (self->records, result, NULL);
  if (self->compared != NULL && !g_variant_is_of_type (self->compared, G_VARIANT_TYPE_VARDICT))
    g_clear_pointer (&self->compared, g_variant_unref);

  if (self->compared != NULL)
    g_variant_lookup (self->compared, member, "&s", &known);
  if (g_strcmp0 (known, self->number) == 0)
    answer (self, TRUE, TRUE);
  else if (parent != NULL && gtk_widget_get_root (parent) != NULL)
    show_dialog (self, parent);
  else
    free_question (self);
}

static void
on_number_ready_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Question *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&self->parent);

  self->number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, &error);
  if (self->number != NULL)
    {
      hz_preference_store_get_async (self->records, PREFERENCE, on_preference_ready_cb, self);
      return;
    }

  if (parent != NULL)
    hz_shell_report (parent, error);
  answer (self, FALSE, FALSE);
}

/**
 * hz_key_question_ask:
 * @parent: what asks
 * @records: records
 * @member_id: to whom a key is to be given
 * @func: called with the answer
 * @data: given to @func, alive as long as @parent
 */
void
hz_key_question_ask (GtkWidget      *parent,
                     HzRecords      *records,
                     const HzId     *member_id,
                     HzKeyAnswerFunc func,
                     gpointer        data)
{
  Question *self = g_new0 (Question, 1);

  g_weak_ref_init (&self->parent, parent);
  self->records = g_object_ref (records);
  self->member_id = *member_id;
  self->func = func;
  self->data = data;
  hz_vault_get_key_number_async (hz_records_get_vault (records), member_id, NULL, on_number_ready_cb,
                                 self);
}
