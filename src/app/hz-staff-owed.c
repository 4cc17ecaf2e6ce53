/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-staff-owed.h"

#include <glib/gi18n.h>

#include "hz-settings-page.h"

/* How often the progress is looked at. */
#define LOOK_MS 500
/* Cases renewed in one job. */
#define RENEW_LIMIT 5

struct _HzStaffOwed
{
  AdwPreferencesGroup parent_instance;

  HzRecords *records;
  GtkWidget *rotation;
  GtkWidget *progress;
  GtkWidget *again;
  GtkWidget *due;
  GtkWidget *renew;
  GtkWidget *orphans;
  GtkWidget *message;
  guint timer;
  gboolean has_failed;
};

G_DEFINE_FINAL_TYPE (HzStaffOwed, hz_staff_owed, ADW_TYPE_PREFERENCES_GROUP)

static void
update_visible (HzStaffOwed *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->rotation)
                                             || gtk_widget_get_visible (self->due)
                                             || gtk_widget_get_visible (self->orphans)
                                             || gtk_widget_get_visible (self->message));
}

/* --- The centre key ------------------------------------------------------------------------------- */

static void
show_progress (HzStaffOwed *self)
{
  HzVault *vault = hz_records_get_vault (self->records);
  double progress = hz_vault_get_rotation_progress (vault);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), CLAMP (progress, 0, 1));
  gtk_widget_set_visible (self->rotation, hz_vault_is_rotation_owed (vault));
  gtk_widget_set_visible (self->progress, !self->has_failed);
  gtk_widget_set_visible (self->again, self->has_failed);
  update_visible (self);
}

static gboolean
on_look_cb (gpointer data)
{
  HzStaffOwed *self = data;

  show_progress (self);
  if (gtk_widget_get_visible (self->rotation))
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
look (HzStaffOwed *self)
{
  show_progress (self);
  if (self->timer == 0 && gtk_widget_get_visible (self->rotation))
    self->timer = g_timeout_add (LOOK_MS, on_look_cb, self);
}

static void
tell_rotated (HzStaffOwed *self,
              const GError *error)
{
  self->has_failed = error != NULL;
  hz_settings_page_tell (self->message, _("The key of the centre has been changed."), error);
  look (self);
}

static void
on_rotated_cb (HzStaffOwed *self,
               const GError *error)
{
  tell_rotated (self, error);
}

static void
on_tried_again_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (HzStaffOwed) self = user_data;
  g_autoptr (GError) error = NULL;

  hz_vault_act_finish (HZ_VAULT (source), result, &error);
  if (self->records != NULL)
    tell_rotated (self, error);
}

static void
on_again_clicked_cb (HzStaffOwed *self)
{
  self->has_failed = FALSE;
  hz_settings_page_tell (self->message, NULL, NULL);
  hz_vault_change_centre_key_async (hz_records_get_vault (self->records), NULL, on_tried_again_cb,
                                    g_object_ref (self));
  look (self);
}

/* --- The keys of cases ---------------------------------------------------------------------------- */

typedef struct
{
  guint n_due;
  guint n_orphans;
} Owed;

static gboolean
count_owed (HzContext *context,
            gpointer data,
            GError **error)
{
  Owed *owed = data;
  g_autoptr (GPtrArray) due = hz_rings_list_due (context->rings, context->db, error);

  if (due == NULL)
    return FALSE;

  owed->n_due = due->len;
  return hz_rings_count_alone (context->rings, context->db, NULL, &owed->n_orphans, error);
}

static void
show_due (HzStaffOwed *self,
          guint n_due)
{
  g_autofree char *title = g_strdup_printf (_("Cases of yours that are to get a new key: %u"), n_due);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->due), title);
  gtk_widget_set_visible (self->due, n_due > 0);
}

static void
show_orphans (HzStaffOwed *self,
              guint n_orphans)
{
  g_autofree char *title = NULL;

  title = g_strdup_printf (_("Cases that only the recovery sheets open: %u"), n_orphans);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->orphans), title);
  gtk_widget_set_visible (self->orphans, n_orphans > 0);
}

static void
on_counted_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzStaffOwed) self = user_data;
  g_autoptr (GError) error = NULL;
  const Owed *owed = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;
  if (owed == NULL)
    {
      g_message ("What is owed: %s", error->message);
      return;
    }

  show_due (self, owed->n_due);
  show_orphans (self, owed->n_orphans);
  update_visible (self);
}

static void
count (HzStaffOwed *self)
{
  hz_records_run_async (self->records, HZ_DB_JOB_READ, count_owed, g_new0 (Owed, 1), g_free, NULL,
                        on_counted_cb, g_object_ref (self));
}

static gboolean
renew_some (HzContext *context,
            gpointer data,
            GError **error)
{
  return hz_rings_renew_due (context->rings, context->db, RENEW_LIMIT, data, error);
}

static void renew (HzStaffOwed *self);

static void
on_renewed_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzStaffOwed) self = user_data;
  g_autoptr (GError) error = NULL;
  const guint *n_left = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  if (n_left == NULL)
    {
      gtk_widget_set_sensitive (self->renew, TRUE);
      hz_settings_page_tell (self->message, NULL, error);
    }
  else if (*n_left > 0)
    {
      show_due (self, *n_left);
      renew (self);
    }
  else
    {
      gtk_widget_set_sensitive (self->renew, TRUE);
      show_due (self, 0);
      hz_settings_page_tell (self->message, _("Your cases have new keys."), NULL);
    }
  update_visible (self);
}

static void
renew (HzStaffOwed *self)
{
  gtk_widget_set_sensitive (self->renew, FALSE);
  hz_records_run_async (self->records, HZ_DB_JOB_WRITE, renew_some, g_new0 (guint, 1), g_free, NULL,
                        on_renewed_cb, g_object_ref (self));
}

static void
on_members_changed_cb (HzStaffOwed *self)
{
  hz_settings_page_tell (self->message, NULL, NULL);
  self->has_failed = FALSE;
  look (self);
  count (self);
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_staff_owed_dispose (GObject *object)
{
  HzStaffOwed *self = HZ_STAFF_OWED (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_staff_owed_parent_class)->dispose (object);
}

static void
hz_staff_owed_class_init (HzStaffOwedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_staff_owed_dispose;
}

static GtkWidget *
add_button (GtkWidget *row,
            const char *label,
            GCallback func,
            HzStaffOwed *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", func, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static void
hz_staff_owed_init (HzStaffOwed *self)
{
  GtkWidget *group = GTK_WIDGET (self);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Still to be done"));
  self->rotation = hz_settings_page_add_row (group, _("The key of the centre is being changed"),
                                             _("Work can go on. When the window is closed or "
                                               "locked, it begins again at the next sign-in."));
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The key of the centre is being changed"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->rotation), self->progress);
  self->again = add_button (self->rotation, _("Try again"), G_CALLBACK (on_again_clicked_cb), self);
  self->due = hz_settings_page_add_row (group, "",
                                        _("Somebody who knew their keys has left or has other keys. "
                                          "Whoever writes in such a case gives it a new key too."));
  self->renew = add_button (self->due, _("Give new keys now"), G_CALLBACK (renew), self);
  self->orphans = hz_settings_page_add_row (group, "",
                                            _("Nobody on the staff has their keys any more. Keep the "
                                              "recovery sheets safe."));
  gtk_widget_set_visible (self->due, FALSE);
  gtk_widget_set_visible (self->orphans, FALSE);
  self->message = hz_settings_page_add_message (group);
}

/**
 * hz_staff_owed_new:
 * @records: open
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
hz_staff_owed_new (HzRecords *records)
{
  HzStaffOwed *self = g_object_new (HZ_TYPE_STAFF_OWED, NULL);
  HzVault *vault = hz_records_get_vault (records);

  self->records = g_object_ref (records);
  g_signal_connect_object (vault, "rotated", G_CALLBACK (on_rotated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "members-changed", G_CALLBACK (on_members_changed_cb), self,
                           G_CONNECT_SWAPPED);
  look (self);
  count (self);

  return GTK_WIDGET (self);
}
