/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"
#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "hz-settings.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>

/* What the toolkit takes for 96 dots an inch. */
#define DPI_UNIT 1024
#define DPI_DEFAULT (96 * DPI_UNIT)

/* Run from its build folder, the program finds its schema there. */
static GSettingsSchema *
find_schema (void)
{
  const char *folder = HZ_SCHEMADIR;
  g_autoptr (GSettingsSchemaSource) source = NULL;
  GSettingsSchemaSource *shared = g_settings_schema_source_get_default ();

  if (g_file_test (HZ_BUILD_SCHEMADIR "/gschemas.compiled", G_FILE_TEST_EXISTS))
    folder = HZ_BUILD_SCHEMADIR;

  source = g_settings_schema_source_new_from_directory (folder, shared, FALSE, NULL);
  if (source != NULL)
    return g_settings_schema_source_lookup (source, HZ_APP_ID, TRUE);

  return shared != NULL ? g_settings_schema_source_lookup (shared, HZ_APP_ID, TRUE) : NULL;
}

/**
 * hz_settings_new_for_file:
 * @path: where they are kept
 *
 * Returns: (transfer full): the settings of that file
 */
GSettings *
hz_settings_new_for_file (const char *path)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;

  /* Without it nothing of the program is installed. */
  if (schema == NULL)
    g_error ("The schema of the settings is missing");

  backend = g_keyfile_settings_backend_new (path, "/", NULL);

  return g_settings_new_full (schema, backend, NULL);
}

/**
 * hz_settings_new:
 *
 * Returns: (transfer full): the settings of this person on this computer
 */
GSettings *
hz_settings_new (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "hamroz", "settings", NULL);

  return hz_settings_new_for_file (path);
}

static void
on_text_scale_changed_cb (GSettings *settings,
                          const char *key,
                          gpointer data)
{
  int base = GPOINTER_TO_INT (data);
  guint percent = g_settings_get_uint (settings, "text-scale");

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (base * percent / 100), NULL);
}

static void
on_colour_scheme_changed_cb (GSettings *settings,
                             const char *key,
                             gpointer data)
{
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                     ADW_COLOR_SCHEME_FORCE_DARK };
  guint scheme = (guint) g_settings_get_enum (settings, "colour-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (scheme, G_N_ELEMENTS (schemes) - 1)]);
}

/**
 * hz_settings_apply_look:
 * @settings: the settings of this computer
 *
 * Text size over that of the desktop, light and dark: now, and when they change.
 */
void
hz_settings_apply_look (GSettings *settings)
{
  int base = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &base, NULL);
  if (base <= 0)
    base = DPI_DEFAULT;

  g_signal_connect (settings, "changed::text-scale", G_CALLBACK (on_text_scale_changed_cb),
                    GINT_TO_POINTER (base));
  g_signal_connect (settings, "changed::colour-scheme", G_CALLBACK (on_colour_scheme_changed_cb),
                    NULL);
  on_text_scale_changed_cb (settings, "text-scale", GINT_TO_POINTER (base));
  on_colour_scheme_changed_cb (settings, "colour-scheme", NULL);
}
