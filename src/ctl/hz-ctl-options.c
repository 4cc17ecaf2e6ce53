/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-options.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"

static void
add_login (HzCtlOptions *self,
           GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "login", 0, 0, G_OPTION_ARG_STRING, &self->login, N_("Whose account"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_("File with the password in its first line; without it the terminal asks"), "FILE" },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_output (HzCtlOptions *self,
            GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "header", 0, 0, G_OPTION_ARG_NONE, &self->header, N_("Name the columns in the first line"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print JSON instead of lines"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static GOptionContext *
make_context (HzCtlOptions *self,
              const HzCtlCommand *command,
              HzCtlTaking taking,
              const GOptionEntry *entries)
{
  g_autofree char *arguments = g_strdup_printf ("%s", command->arguments);
  GOptionContext *context = g_option_context_new (arguments);

  g_option_context_set_summary (context, _(command->summary));
  if (taking & (HZ_CTL_TAKES_LOGIN | HZ_CTL_MAY_TAKE_LOGIN))
    add_login (self, context);
  if (taking & HZ_CTL_TAKES_OUTPUT)
    add_output (self, context);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  return context;
}

static gboolean
check_words (HzCtlOptions *self,
             const HzCtlCommand *command,
             HzCtlTaking taking,
             guint n_least,
             guint n_most,
             GError **error)
{
  guint n = g_strv_length (self->words);

  if (n < n_least || n > n_most)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE, _("Usage: hamrozctl %s %s"),
                   command->name,
                   command->arguments);
      return FALSE;
    }

  if ((taking & HZ_CTL_TAKES_LOGIN) && (self->login == NULL || *self->login == '\0'))
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("Say whose account with --login NAME."));
      return FALSE;
    }

  return TRUE;
}

/* The words without the command's name, and without the "--" that ends options. */
static GStrv
take_words (GStrv words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean ended = FALSE;

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      if (!ended && g_str_equal (words[i], "--"))
        ended = TRUE;
      else
        g_strv_builder_add (builder, words[i]);
    }

  return g_strv_builder_end (builder);
}

/**
 * hz_ctl_options_read:
 * @self: zeros
 * @command: the command
 * @words: its words, its own name first
 * @taking: which of the common options it takes
 * @entries: (nullable): its own options
 * @n_least: how many words it needs besides
 * @n_most: how many it takes at most
 * @status: (out): what to end with, when this returns %FALSE
 *
 * Reads the command line, or says what is wrong with it.
 *
 * Returns: whether the command is to go on
 */
gboolean
hz_ctl_options_read (HzCtlOptions *self,
                     const HzCtlCommand *command,
                     GStrv words,
                     HzCtlTaking taking,
                     const GOptionEntry *entries,
                     guint n_least,
                     guint n_most,
                     HzCtlStatus *status)
{
  g_autoptr (GOptionContext) context = make_context (self, command, taking, entries);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("hamrozctl %s", command->name);
  g_auto (GStrv) rest = g_strdupv (words);
  gboolean help = FALSE;
  const GOptionEntry own[] = {
    { "help", 'h', G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &help, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  /* Its own help would end the program under a name that is not the command's. */
  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, own, NULL);

  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      *status = hz_ctl_fail (error);
      return FALSE;
    }

  self->words = take_words (rest);
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      *status = HZ_CTL_DONE;
      return FALSE;
    }

  if (!check_words (self, command, taking, n_least, n_most, &error))
    {
      *status = hz_ctl_fail (error);
      return FALSE;
    }

  return TRUE;
}

void
hz_ctl_options_clear (HzCtlOptions *self)
{
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->password_file, g_free);
  g_clear_pointer (&self->words, g_strfreev);
}

/**
 * hz_ctl_options_new_output:
 * @self: options of a command that takes those of output
 * @columns: (array zero-terminated=1): names of what it prints
 *
 * Returns: (transfer full): the output as it is wished
 */
HzCtlOutput *
hz_ctl_options_new_output (const HzCtlOptions *self,
                           const char *const *columns)
{
  return hz_ctl_output_new (columns, self->header, self->json);
}
