/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-folder-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  HzFolderChooserFunc func;
  /* Weak: a dialog of the desktop may outlive a lock, and who asked does not. */
  gpointer data;
} Question;

static void
free_question (gpointer data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->data);
  g_free (question);
}

static void
on_response_cb (GtkNativeDialog *dialog,
                int response,
                gpointer data)
{
  Question *question = data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *address = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    {
      folder = g_file_get_path (file);
      address = g_file_get_uri (file);
      /* The toolkit puts what is chosen into everybody's list of recent files. */
      gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), address, NULL);
    }

  if (folder != NULL && question->data != NULL)
    question->func (folder, question->data);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * hz_folder_chooser_ask:
 * @parent: over which window
 * @func: what to do with the folder
 * @data: (type GObject): for @func, which is not called when that is gone
 *
 * Asks for a folder.
 */
void
hz_folder_chooser_ask (GtkWindow *parent,
                       HzFolderChooserFunc func,
                       gpointer data)
{
  GtkFileChooserNative *dialog;
  Question *question = g_new0 (Question, 1);

  question->func = func;
  g_set_weak_pointer (&question->data, data);
  dialog = gtk_file_chooser_native_new (_("Choose a folder"), parent,
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response_cb), question, free_question,
                         0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
