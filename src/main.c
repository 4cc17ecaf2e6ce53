/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-application.h"
#include "hz-language.h"
#include "hz-memory.h"

#include <sys/resource.h>

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

/* A core dump would hold keys and notes. */
static void
forbid_core_dumps (void)
{
  struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

/* In the locale "C" gettext never translates, and names of files and people would be bytes. */
static void
choose_locale (void)
{
  const char *locale = setlocale (LC_ALL, "");

  if (locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0)
    setlocale (LC_ALL, "C.UTF-8");
}

/* The catalogues lie beside the program when it runs from its build folder. */
static void
bind_catalogues (void)
{
  const char *folder = LOCALEDIR;

  if (g_file_test (HZ_BUILD_LOCALEDIR, G_FILE_TEST_IS_DIR))
    folder = HZ_BUILD_LOCALEDIR;

  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc,
      char *argv[])
{
  g_autoptr (HzApplication) application = NULL;

  hz_memory_keep_together ();
  forbid_core_dumps ();
  choose_locale ();
  bind_catalogues ();
  /* Before anything asks GLib for a text: it decides at the first one whether to translate at all. */
  hz_language_set_interface (HZ_LANGUAGE_TG);

  /* On the old PCs this is for, GL doubles the time to start and the memory. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  application = hz_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
