/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * hamrozctl sheets: new recovery sheets.
 *
 *   show      what those of now open, and their number when they wait
 *   replace   with those of now: --sheet-file
 *   announce  when they are lost: the new one waits
 *   give      a person gives it her keys, when she has its number from the administrator
 *   count     an administrator and a case worker say together that it counts
 *
 * A new sheet, or three with --three, is out before it counts: --new-sheet-file, or printed.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hz-audit.h"
#include "hz-ctl-error.h"
#include "hz-ctl-login.h"
#include "hz-ctl-session.h"
#include "hz-ctl-sheet.h"
#include "hz-vault-sheets.h"

static const char *const columns[] = { "set", "state", "cases", "people", "number", NULL };

typedef struct
{
  HzCtlOptions common;
  HzCtlSession session;
  HzRingsCover cover;
  char *sheet_file;
  char *new_file;
  char *number;
  char *with_login;
  char *with_file;
  gboolean three;
  const char *act;
  const HzCtlCommand *command;
} Sheets;

static void
clear_sheets (Sheets *self)
{
  hz_ctl_options_clear (&self->common);
  g_free (self->sheet_file);
  g_free (self->new_file);
  g_free (self->number);
  g_free (self->with_login);
  g_free (self->with_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheets, clear_sheets)

static gboolean
refuse (GError **error,
        const char *sentence)
{
  g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED, sentence);
  return FALSE;
}

static gboolean
run_measure (HzContext *context,
             gpointer data,
             GError **error)
{
  Sheets *self = data;

  return hz_rings_measure_cover (context->rings, context->db, &self->cover, error);
}

static gboolean
run_log (HzContext *context,
         gpointer data,
         GError **error)
{
  Sheets *self = data;

  return hz_audit_add (context, self->act, HZ_RECORD_MEMBER, &self->cover.recovery_id, NULL, error);
}

static gboolean
run_give (HzContext *context,
          gpointer data,
          GError **error)
{
  Sheets *self = data;

  return hz_rings_cover (context->rings, context->db, &self->cover.recovery_id, error)
         && run_log (context, self, error);
}

static gboolean
finish_act (Sheets *self,
            const char *act,
            GError **error)
{
  self->act = act;

  return hz_records_run (self->session.records, HZ_DB_JOB_READ, run_measure, self, error)
         && hz_records_run (self->session.records, HZ_DB_JOB_WRITE, run_log, self, error);
}

static gboolean
show (Sheets *self,
      GError **error)
{
  g_autoptr (HzCtlOutput) output = hz_ctl_options_new_output (&self->common, columns);
  g_autofree char *set = g_strdup_printf ("%c", self->cover.set);
  g_autofree char *cases = g_strdup_printf ("%u", self->cover.n_cases);
  g_autofree char *people = g_strdup_printf ("%u", self->cover.n_people);
  g_autofree char *number = NULL;

  if (!self->cover.counts)
    {
      number = hz_vault_get_key_number (self->session.vault, &self->cover.recovery_id, error);
      if (number == NULL)
        return FALSE;
    }

  hz_ctl_output_add (output, (const char *const[]) { set, self->cover.counts ? "counts" : "waits",
                                                     cases, people, number != NULL ? number : "",
                                                     NULL });

  return hz_ctl_output_finish (output, error);
}

static HzSheets *
make_sheets (Sheets *self,
             GError **error)
{
  char set = self->cover.set == 'Z' ? 'A' : (char) (self->cover.set + 1);
  g_autoptr (HzSheets) sheets = hz_sheets_new (set, self->three ? HZ_SHEET_MAX : 1);

  return hz_ctl_sheet_write (self->new_file, sheets, error) ? g_steal_pointer (&sheets) : NULL;
}

/* The file of a sheet that was refused is of no use to anybody. */
static void
drop_new_file (Sheets *self)
{
  if (self->new_file != NULL)
    g_unlink (self->new_file);
}

static gboolean
replace (Sheets *self,
         GError **error)
{
  g_autoptr (HzSecret) first = NULL;
  g_autoptr (HzSecret) second = NULL;
  g_autoptr (HzSheets) sheets = NULL;
  GError *failure = NULL;
  guint wrong_sheet = 0;
  guint wrong_group = 0;

  if (!hz_ctl_sheet_read (self->sheet_file, &first, &second, error))
    return FALSE;

  sheets = make_sheets (self, error);
  if (sheets == NULL)
    return FALSE;

  if (hz_vault_replace_sheets (self->session.vault, first, second, sheets, &wrong_sheet, &wrong_group,
                               &failure))
    return finish_act (self, "sheets.replace", error);

  drop_new_file (self);
  g_propagate_error (error, hz_ctl_sheet_explain (failure, wrong_sheet, wrong_group));
  return FALSE;
}

static gboolean
announce (Sheets *self,
          GError **error)
{
  g_autoptr (HzSheets) sheets = make_sheets (self, error);

  if (sheets == NULL)
    return FALSE;

  if (hz_vault_announce_sheets (self->session.vault, sheets, error))
    return finish_act (self, "sheets.announce", error);

  drop_new_file (self);
  return FALSE;
}

/* "418 902 117 365" as it was read out, whatever stands between. */
static gboolean
is_same_number (const char *one,
                const char *other)
{
  for (;;)
    {
      while (*one != '\0' && !g_ascii_isdigit (*one))
        one++;
      while (*other != '\0' && !g_ascii_isdigit (*other))
        other++;
      if (*one != *other)
        return FALSE;
      if (*one == '\0')
        return TRUE;
      one++;
      other++;
    }
}

static gboolean
give (Sheets *self,
      GError **error)
{
  g_autofree char *number = NULL;

  if (self->cover.counts)
    return refuse (error, _("No new sheet waits for keys."));
  if (self->number == NULL)
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("Say the number of the new sheet, as the administrator reads it, with "
                             "--number."));
      return FALSE;
    }

  number = hz_vault_get_key_number (self->session.vault, &self->cover.recovery_id, error);
  if (number == NULL)
    return FALSE;
  if (!is_same_number (number, self->number))
    return refuse (error, _("The numbers differ: nothing was given. Tell the administrator."));

  self->act = "sheets.cover";

  return hz_records_run (self->session.records, HZ_DB_JOB_WRITE, run_give, self, error);
}

static gboolean
count (Sheets *self,
       GError **error)
{
  g_autoptr (HzSecret) password = NULL;

  if (self->with_login == NULL)
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("Say which case worker agrees with --with NAME."));
      return FALSE;
    }

  password = self->with_file != NULL ? hz_ctl_login_read_file (self->with_file, error)
                                     : hz_ctl_login_ask (_("Password of the case worker:"), error);

  return password != NULL
         && hz_vault_count_sheets (self->session.vault, self->with_login, password, error)
         && finish_act (self, "sheets.count", error);
}

static gboolean
perform (Sheets *self,
         GError **error)
{
  const struct
  {
    const char *name;
    gboolean (*func) (Sheets *, GError **);
  } acts[] = {
    { "show", show }, { "replace", replace }, { "announce", announce }, { "give", give },
    { "count", count },
  };

  if (!hz_records_run (self->session.records, HZ_DB_JOB_READ, run_measure, self, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, self->common.words[1]))
      return acts[i].func (self, error);

  g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE, _("Usage: hamrozctl %s %s"),
               self->command->name, self->command->arguments);
  return FALSE;
}

/* After the old sheets ended the centre has another key. */
static gboolean
change_centre_key (Sheets *self,
                   GError **error)
{
  while (hz_vault_is_rotation_owed (self->session.vault))
    if (!hz_vault_change_centre_key (self->session.vault, error))
      return FALSE;

  return TRUE;
}

HzCtlStatus
hz_ctl_sheets (const HzCtlCommand *command,
               GStrv words)
{
  g_auto (Sheets) self = { 0 };
  const GOptionEntry entries[] = {
    { "sheet-file", 0, 0, G_OPTION_ARG_FILENAME, &self.sheet_file,
      N_("File with the sheet of now, or two of three; without it the terminal asks"), "FILE" },
    { "new-sheet-file", 0, 0, G_OPTION_ARG_FILENAME, &self.new_file,
      N_("Write the new sheet there instead of printing it"), "FILE" },
    { "three", 0, 0, G_OPTION_ARG_NONE, &self.three,
      N_("Three new sheets, of which any two open, instead of one"), NULL },
    { "number", 0, 0, G_OPTION_ARG_STRING, &self.number,
      N_("The number of the new sheet, as the administrator reads it"), "NUMBER" },
    { "with", 0, 0, G_OPTION_ARG_STRING, &self.with_login,
      N_("Sign-in name of the case worker who agrees"), "NAME" },
    { "with-password-file", 0, 0, G_OPTION_ARG_FILENAME, &self.with_file,
      N_("File with her password in its first line; without it the terminal asks"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  HzCtlStatus status;
  gboolean done;

  if (!hz_ctl_options_read (&self.common, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            entries, 2, 2, &status))
    return status;

  self.command = command;
  if (!hz_ctl_login_check_living (self.common.words[0], &error)
      || !hz_ctl_session_open (&self.session, &self.common, self.common.words[0], &error))
    return hz_ctl_fail (error);

  done = perform (&self, &error) && change_centre_key (&self, &error);
  if (!hz_ctl_session_close (&self.session, done ? &error : NULL))
    done = FALSE;

  return done ? HZ_CTL_DONE : hz_ctl_fail (error);
}
