/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-application.h"

#include "hz-language.h"
#include "hz-window.h"

struct _HzApplication
{
  AdwApplication parent_instance;
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

static void
hz_application_startup (GApplication *application)
{
  hz_language_set_interface (HZ_LANGUAGE_TG);

  G_APPLICATION_CLASS (hz_application_parent_class)->startup (application);
}

static void
hz_application_class_init (HzApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = hz_application_activate;
  application_class->startup = hz_application_startup;
}

static void
hz_application_init (HzApplication *self)
{
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
