/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-backup-bar.h"

#include <glib/gi18n.h>

#include "hz-backup-store.h"
#include "hz-clock.h"

/**
 * HzBackupBar:
 *
 * How old the last backup is: for who can make one as soon as it is of another day, for everybody when
 * it is overdue.
 */
struct _HzBackupBar
{
  HzTodayBar parent_instance;

  GtkWidget *button;

  HzRecords *records;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HzBackupBar, hz_backup_bar, HZ_TYPE_TODAY_BAR)

static char *
describe (int age,
          gboolean is_of_future,
          gboolean may_back_up)
{
  if (is_of_future)
    return g_strdup (_("The last backup has a day that is still to come: the date of this computer was "
                       "wrong then, or is now. Check the date, and make another backup."));
  if (age < 0)
    return g_strdup (may_back_up ? _("No backup has been made yet. Back up now?")
                                 : _("No backup has been made yet. Tell the administrator."));

  return may_back_up
         ? g_strdup_printf (ngettext ("Last backup: %d day ago. Back up now?",
                                      "Last backup: %d days ago. Back up now?", (gulong) age), age)
         : g_strdup_printf (ngettext ("Last backup: %d day ago. Tell the administrator.",
                                      "Last backup: %d days ago. Tell the administrator.",
                                      (gulong) age), age);
}

static void
show (HzBackupBar *self,
      const HzBackup *last)
{
  gboolean may_back_up = hz_records_may (self->records, HZ_RIGHT_MANAGE_CENTRE);
  gint64 now = hz_clock_now ();
  int age = hz_backup_get_age (last, now);
  gboolean is_of_future = hz_backup_is_of_future (last, now);
  gboolean is_overdue = hz_backup_is_overdue (last, now) || is_of_future;
  g_autofree char *sentence = describe (age, is_of_future, may_back_up);

  gtk_widget_set_visible (self->button, may_back_up);
  hz_today_bar_tell (HZ_TODAY_BAR (self), is_overdue || (may_back_up && age != 0) ? sentence : NULL,
                     is_overdue || age < 0);
}

static void
on_last_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr (HzBackupBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzBackup) last = hz_backup_store_get_last_finish (HZ_RECORDS (source), result, &error);

  if (last != NULL && self->records != NULL)
    show (self, last);
  else if (last == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The last backup: %s", error->message);
}

static void
hz_backup_bar_dispose (GObject *object)
{
  HzBackupBar *self = HZ_BACKUP_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_backup_bar_parent_class)->dispose (object);
}

static void
hz_backup_bar_class_init (HzBackupBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_backup_bar_dispose;
}

static void
hz_backup_bar_init (HzBackupBar *self)
{
  self->cancellable = g_cancellable_new ();
  hz_today_bar_set_icon (HZ_TODAY_BAR (self), "drive-removable-media-symbolic");

  self->button = gtk_button_new_with_label (_("Back up now"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.back-up");

  gtk_box_append (GTK_BOX (self), self->button);
}

void
hz_backup_bar_set_records (HzBackupBar *self,
                           HzRecords *records)
{
  g_set_object (&self->records, records);
}

/**
 * hz_backup_bar_refresh:
 * @self: the bar
 *
 * Looks when the last backup was made.
 */
void
hz_backup_bar_refresh (HzBackupBar *self)
{
  hz_backup_store_get_last_async (self->records, self->cancellable, on_last_cb, g_object_ref (self));
}
