/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A saved file is not encrypted, and its name is the letter's number. GTK writes what was chosen into
 * the list of recent files; it is taken out again before anything else happens. For the printer the
 * pages are drawn into a file in memory and handed over by descriptor: GtkPrintOperation would spool
 * them through the temp folder.
 */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-letter-output.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>
#ifdef HAVE_GTK_PRINT
#include <gtk/gtkunixprint.h>
#endif

#include "hz-letter-pdf.h"
#include "hz-shell.h"

/* @fd: the pages for the printer, -1 without any */
typedef struct
{
  GtkWidget *from;
  HzReferral *referral;
  int fd;
} Output;

static Output *
output_new (GtkWidget *from,
            HzReferral *referral)
{
  Output *output = g_new0 (Output, 1);

  output->from = from;
  g_object_add_weak_pointer (G_OBJECT (from), (gpointer *) &output->from);
  output->referral = g_object_ref (referral);
  output->fd = -1;

  return output;
}

static void
output_free (gpointer data)
{
  Output *output = data;

  if (output->from != NULL)
    g_object_remove_weak_pointer (G_OBJECT (output->from), (gpointer *) &output->from);
  if (output->fd >= 0)
    close (output->fd);
  g_object_unref (output->referral);
  g_free (output);
}

static void
free_closure (gpointer data,
              GClosure *closure)
{
  output_free (data);
}

static void
report (GtkWidget *from,
        const GError *error)
{
  if (from != NULL)
    hz_shell_report (from, error);
}

static void
save_to (Output *output,
         GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzLetterLayout) layout = hz_letter_layout_new (output->referral, &error);

  if (layout == NULL || !hz_letter_pdf_save (layout, output->referral, file, &error))
    report (output->from, error);
  else if (output->from != NULL)
    hz_shell_toast (output->from, _("Saved. This file is not encrypted."));
}

static void
on_chooser_response_cb (GtkNativeDialog *chooser,
                        int response,
                        gpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree char *uri = NULL;

      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      uri = g_file_get_uri (file);
      gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
      save_to (data, file);
      gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
    }

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

/**
 * hz_letter_output_save:
 * @from: anything in the window
 * @referral: a letter with its number
 *
 * Asks for a place and writes the PDF there.
 */
void
hz_letter_output_save (GtkWidget *from,
                       HzReferral *referral)
{
  GtkRoot *root = gtk_widget_get_root (from);
  g_autofree char *name = hz_referral_dup_file_name (referral);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Save the letter: this file will not be encrypted"),
                                 GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 C_ ("button", "Save"), C_ ("dialog", "Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_chooser_response_cb),
                         output_new (from, referral), free_closure, 0);
  /* A lock destroys the window, and with it goes the question for a file. */
  g_signal_connect_object (root, "destroy", G_CALLBACK (gtk_native_dialog_destroy), chooser,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

#ifdef HAVE_GTK_PRINT

static void
on_job_complete_cb (GtkPrintJob *job,
                    gpointer data,
                    const GError *error)
{
  Output *output = data;

  if (error != NULL)
    report (output->from, error);
  else if (output->from != NULL)
    hz_shell_toast (output->from, _("Printed. Take the letter from the printer."));
}

static void
send_to_printer (GtkPrintUnixDialog *dialog,
                 Output *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzLetterLayout) layout = hz_letter_layout_new (output->referral, &error);
  g_autofree char *number = hz_referral_dup_number (output->referral);
  int fd = layout != NULL ? hz_letter_pdf_write_memory (layout, output->referral, &error) : -1;
  Output *sent;
  GtkPrintJob *job;

  if (fd < 0)
    {
      report (output->from, error);
      return;
    }

  /* The job reads on after this, and does not keep the descriptor open itself. */
  sent = output_new (output->from, output->referral);
  sent->fd = fd;
  job = gtk_print_job_new (number, gtk_print_unix_dialog_get_selected_printer (dialog),
                           gtk_print_unix_dialog_get_settings (dialog),
                           gtk_print_unix_dialog_get_page_setup (dialog));
  if (gtk_print_job_set_source_fd (job, fd, &error))
    {
      gtk_print_job_send (job, on_job_complete_cb, sent, output_free);
    }
  else
    {
      report (output->from, error);
      output_free (sent);
    }
  g_object_unref (job);
}

static void
on_print_response_cb (GtkDialog *dialog,
                      int response,
                      gpointer data)
{
  Output *output = data;

  if (response == GTK_RESPONSE_OK && output->from != NULL)
    send_to_printer (GTK_PRINT_UNIX_DIALOG (dialog), output);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#endif

/**
 * hz_letter_output_can_print:
 *
 * Returns: whether the program was built with printing
 */
gboolean
hz_letter_output_can_print (void)
{
#ifdef HAVE_GTK_PRINT
  return TRUE;
#else
  return FALSE;
#endif
}

/**
 * hz_letter_output_print:
 * @from: anything in the window
 * @referral: a letter with its number
 *
 * Asks for a printer and sends the pages there.
 */
void
hz_letter_output_print (GtkWidget *from,
                        HzReferral *referral)
{
#ifdef HAVE_GTK_PRINT
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWidget *dialog = gtk_print_unix_dialog_new (_("Print the letter"), GTK_WINDOW (root));
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name = hz_referral_dup_file_name (referral);

  /* What is printed into a file is named by the number too. */
  *strrchr (name, '.') = '\0';
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);

  gtk_window_set_application (GTK_WINDOW (dialog), gtk_window_get_application (GTK_WINDOW (root)));
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog),
                                                 GTK_PRINT_CAPABILITY_GENERATE_PDF |
                                                   GTK_PRINT_CAPABILITY_COPIES);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_print_response_cb),
                         output_new (from, referral), free_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}
