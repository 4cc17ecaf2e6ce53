/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-application.h"

#include <libintl.h>

#include "hz-benchmark.h"
#include "hz-text-input.h"
#include "hz-window.h"

struct _HzApplication
{
  AdwApplication parent_instance;

  gboolean measures;
};

G_DEFINE_FINAL_TYPE (HzApplication, hz_application, ADW_TYPE_APPLICATION)

static void
hz_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (hz_window_new (HZ_APPLICATION (application)));

  gtk_window_present (window);
}

/* The toolkit's own words, with the Tajik that Debian lacks. The toolkit binds its domains itself
 * when it starts, so this comes after. */
static void
bind_toolkit_catalogues (void)
{
  const char *folder = HZ_TOOLKIT_LOCALEDIR;

  if (g_file_test (HZ_BUILD_TOOLKIT_LOCALEDIR, G_FILE_TEST_IS_DIR))
    folder = HZ_BUILD_TOOLKIT_LOCALEDIR;

  for (int i = 0; i < 2; i++)
    {
      const char *domain = i == 0 ? "gtk40" : "libadwaita";

      bindtextdomain (domain, folder);
      bind_textdomain_codeset (domain, "UTF-8");
    }
}

static int
hz_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  HzApplication *self = HZ_APPLICATION (application);

  self->measures = g_variant_dict_contains (options, "benchmark");

  return -1;
}

static void
hz_application_startup (GApplication *application)
{
  HzApplication *self = HZ_APPLICATION (application);

  G_APPLICATION_CLASS (hz_application_parent_class)->startup (application);
  bind_toolkit_catalogues ();
  hz_text_input_install ();

  if (self->measures)
    hz_benchmark_start (GTK_APPLICATION (self));
}

static void
hz_application_class_init (HzApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = hz_application_activate;
  application_class->handle_local_options = hz_application_handle_local_options;
  application_class->startup = hz_application_startup;
}

static void
hz_application_init (HzApplication *self)
{
  const GOptionEntry options[] = {
    { "benchmark", 0, 0, G_OPTION_ARG_NONE, NULL, "Measure the main loop and frames", NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * hz_application_new:
 *
 * Returns: (transfer full): the program, one for each person's session
 */
HzApplication *
hz_application_new (void)
{
  return g_object_new (HZ_TYPE_APPLICATION,
                       "application-id", HZ_APP_ID,
                       "resource-base-path", "/tj/hamroz/Hamroz",
                       NULL);
}
