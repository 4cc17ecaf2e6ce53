/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-centre-form.h"
#include "hz-centre-store.h"

/* A word is not saved letter by letter. */
#define PAUSE_MILLISECONDS 800

#define HZ_TYPE_SETTINGS_CENTRE (hz_settings_centre_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsCentre, hz_settings_centre, HZ, SETTINGS_CENTRE, AdwPreferencesPage)

struct _HzSettingsCentre
{
  AdwPreferencesPage parent_instance;

  HzRecords *records;
  HzCentre *centre;
  GtkWidget *form;
  GtkWidget *message;
  guint timer;
  gboolean is_saving;
  gboolean is_changed;
};

G_DEFINE_FINAL_TYPE (HzSettingsCentre, hz_settings_centre, ADW_TYPE_PREFERENCES_PAGE)

static void load (HzSettingsCentre *self,
                  gboolean is_first);
static void save (HzSettingsCentre *self);

static gboolean on_pause_over_cb (gpointer data);

static void
on_changed_cb (HzSettingsCentre *self)
{
  self->is_changed = TRUE;
  hz_settings_page_tell (self->message, NULL, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PAUSE_MILLISECONDS, on_pause_over_cb, self);
}

static void
on_reloaded_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (HzSettingsCentre) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzCentre) stored = hz_centre_store_get_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  self->is_saving = FALSE;
  if (stored == NULL)
    {
      hz_settings_page_tell (self->message, NULL, error);
      return;
    }

  if (self->centre == NULL)
    {
      self->centre = g_steal_pointer (&stored);
      gtk_widget_set_sensitive (self->form, TRUE);
      /* What was taken over from another language stays, and its mistake is told. */
      if (self->is_changed)
        save (self);
      else
        hz_centre_form_set_centre (HZ_CENTRE_FORM (self->form), self->centre);
      return;
    }

  self->centre->stamp = stored->stamp;
  if (self->is_changed)
    on_pause_over_cb (self);
}

static void
on_saved_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (HzSettingsCentre) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = hz_centre_store_save_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  hz_settings_page_tell (self->message, is_saved ? C_("settings", "Saved") : NULL, error);
  if (!is_saved)
    self->is_changed = FALSE;
  load (self, FALSE);
}

static void
save (HzSettingsCentre *self)
{
  const char *wrong;

  if (self->centre == NULL || self->is_saving || !self->is_changed)
    return;

  wrong = hz_centre_form_get_centre (HZ_CENTRE_FORM (self->form), self->centre);
  if (wrong != NULL)
    {
      hz_settings_page_tell (self->message, wrong, NULL);
      return;
    }

  self->is_changed = FALSE;
  self->is_saving = TRUE;
  hz_centre_store_save_async (self->records, self->centre, NULL, on_saved_cb, g_object_ref (self));
}

static gboolean
on_pause_over_cb (gpointer data)
{
  HzSettingsCentre *self = data;

  self->timer = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
load (HzSettingsCentre *self,
      gboolean is_first)
{
  if (is_first)
    gtk_widget_set_sensitive (self->form, FALSE);
  hz_centre_store_get_async (self->records, NULL, on_reloaded_cb, g_object_ref (self));
}

/* It goes out of sight: what was typed in the last moment is kept, while there is still a store. */
static void
hz_settings_centre_unmap (GtkWidget *widget)
{
  HzSettingsCentre *self = HZ_SETTINGS_CENTRE (widget);

  if (self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      save (self);
    }
  GTK_WIDGET_CLASS (hz_settings_centre_parent_class)->unmap (widget);
}

static void
hz_settings_centre_dispose (GObject *object)
{
  HzSettingsCentre *self = HZ_SETTINGS_CENTRE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->records);
  g_clear_pointer (&self->centre, hz_centre_free);

  G_OBJECT_CLASS (hz_settings_centre_parent_class)->dispose (object);
}

static void
hz_settings_centre_class_init (HzSettingsCentreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_settings_centre_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = hz_settings_centre_unmap;
}

static void
hz_settings_centre_init (HzSettingsCentre *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), NULL, NULL);

  self->form = hz_centre_form_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->form);
  self->message = hz_settings_page_add_message (group);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_changed_cb), self);
}

gboolean
hz_settings_page_is_unsaved (GtkWidget *page)
{
  return HZ_SETTINGS_CENTRE (page)->is_changed;
}

/**
 * hz_settings_page_create_centre:
 * @session: open
 *
 * Returns: (transfer floating): names, addresses, who signs, hours and rooms
 */
GtkWidget *
hz_settings_page_create_centre (HzSession *session)
{
  HzSettingsCentre *self = g_object_new (HZ_TYPE_SETTINGS_CENTRE, NULL);

  self->records = g_object_ref (hz_session_get_records (session));
  load (self, TRUE);

  return GTK_WIDGET (self);
}
