/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl: the centre without a window, for the administrator's shell, cron and tests. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "hz-ctl.h"

static const HzCtlCommand commands[] = {
  { "init", "DIR", N_("Make a new centre and its first account; prints its recovery sheet"),
    hz_ctl_init },
  { "demo", "DIR", N_("Make a centre of invented people to try things in"), hz_ctl_demo },
  { "check", "DIR", N_("Read all of a centre and name what is damaged"), hz_ctl_check },
  { "backup", "DIR TARGET", N_("Copy a centre into a folder and prove that the copy opens"),
    hz_ctl_backup },
  { "restore", "SOURCE DIR", N_("Make a centre out of a backup, in a new folder, under a new key"),
    hz_ctl_restore },
  { "search", "DIR TEXT | DIR --from FILE",
    N_("Find clients by name, code or phone; best first, at most 20"), hz_ctl_search },
  { "duplicates", "DIR", N_("Pairs of records that may be of one person"), hz_ctl_duplicates },
  { "referrals", "DIR", N_("The journal of referral letters"), hz_ctl_referrals },
  { "letter", "DIR NUMBER OUT.pdf", N_("Write a referral letter as PDF"), hz_ctl_letter },
  { "passwd", "DIR", N_("Give an account a new password"), hz_ctl_passwd },
  { "sheets", "DIR show|replace|announce|give|count",
    N_("New recovery sheets, with those of now or when they are lost"), hz_ctl_sheets },
};

/* Neither a core dump nor another program of the same user may see keys and passwords. */
static void
guard_memory (void)
{
  struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0);
}

/* In the locale "C" gettext never translates, and names of files and people would be bytes. */
static void
choose_language (void)
{
  const char *locale = setlocale (LC_ALL, "");
  const char *folder = g_file_test (HZ_BUILD_LOCALEDIR,
                                    G_FILE_TEST_IS_DIR) ? HZ_BUILD_LOCALEDIR : LOCALEDIR;

  if (locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0)
    setlocale (LC_ALL, "C.UTF-8");

  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: hamrozctl COMMAND [OPTIONS] ARGUMENTS"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments);

      g_print ("  %-32s %s\n", call, _(commands[i].summary));
    }
  g_print ("\n%s\n%s\n", _("“hamrozctl COMMAND --help” names the options of a command."),
           _("Ends with 0: done, 1: refused or not found, 2: wrong usage, 3: damaged or wrong key."));
}

static const HzCtlCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

int
main (int argc,
      char *argv[])
{
  g_auto (GStrv) words = NULL;
  const HzCtlCommand *command;

  guard_memory ();
  choose_language ();

  words = g_strdupv (argv);
  if (argc > 1 && (g_str_equal (words[1], "--help") || g_str_equal (words[1], "-h") ||
                   g_str_equal (words[1], "help")))
    {
      print_help ();
      return HZ_CTL_DONE;
    }
  if (argc > 1 && g_str_equal (words[1], "--version"))
    {
      g_print ("hamrozctl %s\n", HZ_VERSION);
      return HZ_CTL_DONE;
    }

  command = argc > 1 ? find_command (words[1]) : NULL;
  if (command == NULL)
    {
      if (argc > 1)
        g_printerr (_("hamrozctl: There is no command “%s”; see hamrozctl --help.\n"), words[1]);
      else
        g_printerr ("%s\n", _("hamrozctl: Name a command; see hamrozctl --help."));
      return HZ_CTL_USAGE;
    }

  return command->run (command, words + 1);
}
