/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-settings.h"

#include <adwaita.h>

#include "hz-test-ui.h"

static int
get_dpi (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);

  return dpi;
}

static void
test_look (void)
{
  char *folder = hz_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "settings", NULL);
  g_autoptr (GSettings) settings = hz_settings_new_for_file (path);
  int before = get_dpi ();

  hz_settings_apply_look (settings);
  g_assert_cmpint (get_dpi (), ==, before > 0 ? before : 96 * 1024);
  before = get_dpi ();
  g_settings_set_uint (settings, "text-scale", 150);
  g_assert_cmpint (get_dpi (), ==, before * 3 / 2);
  g_settings_set_string (settings, "colour-scheme", "dark");
  g_assert_cmpint (adw_style_manager_get_color_scheme (adw_style_manager_get_default ()), ==,
                   ADW_COLOR_SCHEME_FORCE_DARK);
  g_settings_set_uint (settings, "text-scale", 100);
  g_assert_cmpint (get_dpi (), ==, before);

  g_settings_sync ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_object (&settings);
  hz_test_remove_folder (folder);
  g_free (folder);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add_func ("/app/settings/look", test_look);

  return g_test_run ();
}
