/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-language.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

/* The words are asked for as the toolkit itself asks, of the catalogues the build has made. */
static void
test_tajik_gtk (void)
{
  hz_language_set_interface (HZ_LANGUAGE_TG);

  /* The system's catalogue lacks these. */
  g_assert_cmpstr (dgettext ("gtk40", "_Undo"), ==, "_Ботил сохтан");
  g_assert_cmpstr (dgettext ("gtk40", "Search Shortcuts"), ==, "Ҷустуҷӯи миёнбурҳо");
  g_assert_cmpstr (dgettext ("gtk40", "Create Folder"), ==, "Эҷоди ҷузвдон");
  g_assert_cmpstr (g_dpgettext2 ("gtk40", "accessibility", "button"), ==, "тугма");
  g_assert_cmpstr (g_dpgettext2 ("gtk40", "printing option", "Two Sided"), ==, "Дурӯя");

  /* It has this one, with a mistake. */
  g_assert_cmpstr (dgettext ("gtk40", "_Save"), ==, "_Захира кардан");
}

/* No names of months or halves of the day: the C library would write them in another language. */
static void
test_dates (void)
{
  const HzLanguage languages[] = { HZ_LANGUAGE_TG, HZ_LANGUAGE_RU };
  const char *patterns[] = { "%-e %b", "%-e %b %Y", "%l:%M %p" };

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
      {
        const char *pattern;

        hz_language_set_interface (languages[l]);
        pattern = dgettext ("gtk40", patterns[i]);

        g_assert_cmpstr (pattern, !=, patterns[i]);
        g_assert_null (strstr (pattern, "%b"));
        g_assert_null (strstr (pattern, "%p"));
      }
}

static void
test_tajik_adwaita (void)
{
  hz_language_set_interface (HZ_LANGUAGE_TG);

  g_assert_cmpstr (dgettext ("libadwaita", "Show Text"), ==, "Намоиш додани матн");
  g_assert_cmpstr (dgettext ("libadwaita", "_Cancel"), ==, "_Бекор кардан");
  g_assert_cmpstr (dgettext ("libadwaita", "What’s New"), ==, "Чӣ нав аст");
}

static void
test_russian (void)
{
  const char *domains[] = { "gtk40", "libadwaita" };

  hz_language_set_interface (HZ_LANGUAGE_RU);

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autofree char *file = g_build_filename (HZ_BUILD_TOOLKIT_LOCALEDIR, "ru", "LC_MESSAGES",
                                                domains[i], NULL);
      g_autofree char *path = g_strconcat (file, ".mo", NULL);

      if (g_stat (path, &(GStatBuf) { 0 }) != 0)
        {
          g_test_skip ("this system has no Russian catalogue of the toolkit");
          return;
        }

      g_assert_cmpstr (dgettext (domains[i], "_Save"), ==, "_Сохранить");
    }
}

static void
test_english (void)
{
  hz_language_set_interface (HZ_LANGUAGE_EN);

  g_assert_cmpstr (dgettext ("gtk40", "_Undo"), ==, "_Undo");
  g_assert_cmpstr (dgettext ("libadwaita", "_Cancel"), ==, "_Cancel");
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  bindtextdomain ("gtk40", HZ_BUILD_TOOLKIT_LOCALEDIR);
  bind_textdomain_codeset ("gtk40", "UTF-8");
  bindtextdomain ("libadwaita", HZ_BUILD_TOOLKIT_LOCALEDIR);
  bind_textdomain_codeset ("libadwaita", "UTF-8");

  g_test_add_func ("/data/toolkit/tajik-gtk", test_tajik_gtk);
  g_test_add_func ("/data/toolkit/dates", test_dates);
  g_test_add_func ("/data/toolkit/tajik-adwaita", test_tajik_adwaita);
  g_test_add_func ("/data/toolkit/russian", test_russian);
  g_test_add_func ("/data/toolkit/english", test_english);

  return g_test_run ();
}
