/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The backups of one sitting: made when somebody asks, or by themselves when one is due and the place
 * for them is there. Proved first, then recorded, then old ones go. The page of the settings and the
 * window look on; neither has to stay.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-backup-work.h"

#include <glib/gi18n.h>

#include "hz-backup-list.h"
#include "hz-backup-place.h"
#include "hz-clock.h"
#include "hz-error-text.h"
#include "hz-vault-error.h"
#include "hz-vault-upkeep.h"

#define LOOK_SECONDS 60
#define PROGRESS_MILLISECONDS 250
#define WEEK_DAYS 7

typedef enum
{
  WORK_NONE,
  WORK_BACKUP,
  WORK_TRIAL,
} Work;

struct _HzBackupWork
{
  GObject parent_instance;

  HzVault *vault;
  HzRecords *records;
  GSettings *settings;
  HzBackup *last;

  Work work;
  GCancellable *stop;
  char *target;
  guint progress_timer;
  guint look_timer;
  /* One that failed, was stopped or is not recorded is not tried again by itself, until the place was
   * away. */
  gboolean has_failed;
  gboolean is_looking;
};

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzBackupWork, hz_backup_work, G_TYPE_OBJECT)

/**
 * hz_backup_schedule_is_due:
 * @schedule: the setting
 * @age: days since the last backup, -1 when there has been none
 *
 * Returns: whether it is time for another
 */
gboolean
hz_backup_schedule_is_due (HzBackupSchedule schedule,
                           int age)
{
  switch (schedule)
    {
    case HZ_BACKUP_SCHEDULE_DAY:
      return age != 0;

    case HZ_BACKUP_SCHEDULE_WEEK:
      return age < 0 || age >= WEEK_DAYS;

    case HZ_BACKUP_SCHEDULE_OFF:
    default:
      return FALSE;
    }
}

static void
tell_change (HzBackupWork *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_progress_cb (gpointer data)
{
  tell_change (data);
  return G_SOURCE_CONTINUE;
}

static void
begin (HzBackupWork *self,
       Work work)
{
  self->work = work;
  g_clear_object (&self->stop);
  self->stop = g_cancellable_new ();
  self->progress_timer = g_timeout_add (PROGRESS_MILLISECONDS, on_progress_cb, self);
  tell_change (self);
}

static void
end (HzBackupWork *self,
     const char *sentence,
     gboolean is_well)
{
  self->work = WORK_NONE;
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  if (self->records == NULL)
    return;

  tell_change (self);
  g_signal_emit (self, signals[ENDED], 0, sentence, is_well);
}

/* --- What went wrong ------------------------------------------------------------------------------ */

static char *
describe_failure (const HzBackupPlace *place,
                  const GError *error)
{
  g_message ("The backup: %s %d: %s", g_quark_to_string (error->domain), error->code, error->message);

  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED))
    return g_strdup (_("The backup was stopped. Nothing half-made was left."));
  if (!place->is_there)
    return g_strdup (_("The stick was taken out before the backup was ready. Put it in and begin "
                       "again."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE))
    return g_strdup (_("There is not enough room for a backup. Remove something there or take "
                       "another stick. Nothing half-made was left."));
  if (place->is_in_centre)
    return g_strdup (_("This is the folder of the centre itself. Choose a stick or a folder of "
                       "another disk."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_EXISTS))
    return g_strdup (_("There are too many backups of this day already."));
  if (!place->can_write)
    return g_strdup (_("Nothing can be written there. Take off the write protection, or choose "
                       "another place."));

  return hz_error_text_describe (error);
}

/* --- A backup ------------------------------------------------------------------------------------- */

typedef struct
{
  char *target;
  HzId centre_id;
  char *living;
  char *newest;
  guint n_kept;
} Thinning;

static void
free_thinning (gpointer data)
{
  Thinning *thinning = data;

  g_free (thinning->target);
  g_free (thinning->living);
  g_free (thinning->newest);
  g_free (thinning);
}

static void
thin_in_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Thinning *thinning = data;

  hz_backup_list_thin (thinning->target, &thinning->centre_id, thinning->living, thinning->newest,
                       thinning->n_kept);
  g_task_return_boolean (task, TRUE);
}

static void on_last_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer user_data);

static void
on_thinned_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;

  if (self->records != NULL)
    hz_backup_store_get_last_async (self->records, NULL, on_last_cb, g_object_ref (self));
  end (self, _("The backup is made and proved: every page of it was read and is genuine."), TRUE);
}

static void
thin (HzBackupWork *self,
      const char *place)
{
  /* Not the task's source: its thread would give the last reference back. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_thinned_cb, g_object_ref (self));
  Thinning *thinning = g_new0 (Thinning, 1);

  thinning->target = g_strdup (self->target);
  thinning->living = g_strdup (hz_vault_get_folder (self->vault));
  thinning->newest = g_strdup (place);
  thinning->n_kept = g_settings_get_uint (self->settings, "backups-kept");
  hz_vault_get_centre_id (self->vault, &thinning->centre_id);
  g_task_set_task_data (task, thinning, free_thinning);
  g_task_run_in_thread (task, thin_in_thread);
}

typedef struct
{
  HzBackupWork *self;
  char *place;
} Made;

static void
on_recorded_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  Made *made = user_data;
  g_autoptr (HzBackupWork) self = made->self;
  g_autofree char *place = made->place;
  g_autoptr (GError) error = NULL;

  g_free (made);
  if (!hz_backup_store_add_finish (HZ_RECORDS (source), result, &error))
    {
      g_message ("The backup is not recorded: %s", error->message);
      /* It stays due by what is recorded: not every minute another, and the older ones gone. */
      self->has_failed = TRUE;
    }

  if (self->records != NULL)
    thin (self, place);
  else
    end (self, NULL, TRUE);
}

typedef struct
{
  HzBackupWork *self;
  GError *error;
} Failed;

static void
on_looked_why_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  Failed *failed = user_data;
  g_autoptr (HzBackupWork) self = failed->self;
  g_autoptr (GError) error = failed->error;
  HzBackupPlace place = hz_backup_place_look_finish (result);
  g_autofree char *sentence = describe_failure (&place, error);

  g_free (failed);
  end (self, sentence, FALSE);
}

/* Which failure it was is asked of the place, not of one code for many. */
static void
fail (HzBackupWork *self,
      GError *error)
{
  Failed *failed = g_new0 (Failed, 1);

  failed->self = g_object_ref (self);
  failed->error = error;
  hz_backup_place_look_async (self->target, hz_vault_get_folder (self->vault), TRUE, on_looked_why_cb,
                              failed);
}

static void
on_made_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = hz_vault_backup_finish (HZ_VAULT (source), result, &error);
  Made *made;

  self->has_failed = place == NULL;
  if (self->records == NULL)
    {
      end (self, NULL, FALSE);
      return;
    }
  if (place == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  made = g_new0 (Made, 1);
  made->place = g_steal_pointer (&place);
  made->self = g_object_ref (self);
  hz_backup_store_add_async (self->records, made->place, on_recorded_cb, made);
}

static void
make (HzBackupWork *self)
{
  hz_vault_backup_async (self->vault, self->target, self->stop, on_made_cb, g_object_ref (self));
}

static void
look_at_target (HzBackupWork *self,
                GAsyncReadyCallback callback)
{
  g_free (self->target);
  self->target = g_settings_get_string (self->settings, "backup-folder");
  hz_backup_place_look_async (self->target, hz_vault_get_folder (self->vault), FALSE, callback,
                              g_object_ref (self));
}

/* A folder that is not there is not made: it may be where a stick is put in. */
static void
on_looked_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;
  HzBackupPlace place = hz_backup_place_look_finish (result);

  if (self->records == NULL)
    end (self, NULL, FALSE);
  else if (place.is_there)
    make (self);
  else
    end (self, _("The place for backups is not there. Put the stick in, or choose another place."),
         FALSE);
}

/**
 * hz_backup_work_start:
 * @self: the work
 *
 * Makes a backup in the place of the settings.
 */
void
hz_backup_work_start (HzBackupWork *self)
{
  if (self->work != WORK_NONE || self->records == NULL)
    return;

  begin (self, WORK_BACKUP);
  look_at_target (self, on_looked_cb);
}

/* --- By itself ------------------------------------------------------------------------------------ */

static void
on_looked_by_itself_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;
  HzBackupPlace place = hz_backup_place_look_finish (result);

  self->is_looking = FALSE;
  if (self->records == NULL || self->work != WORK_NONE)
    return;

  if (!place.is_there)
    {
      self->has_failed = FALSE;
    }
  else if (!self->has_failed)
    {
      begin (self, WORK_BACKUP);
      make (self);
    }
}

static void
look (HzBackupWork *self)
{
  HzBackupSchedule schedule = (HzBackupSchedule) g_settings_get_enum (self->settings,
                                                                     "backup-schedule");
  gint64 now = hz_clock_now ();

  if (self->work != WORK_NONE || self->is_looking || self->last == NULL)
    return;
  /* One that a wrong clock has put into the future would keep the next away until that day. */
  if (!hz_backup_schedule_is_due (schedule, hz_backup_get_age (self->last, now))
      && (schedule == HZ_BACKUP_SCHEDULE_OFF || !hz_backup_is_of_future (self->last, now)))
    return;

  self->is_looking = TRUE;
  look_at_target (self, on_looked_by_itself_cb);
}

static gboolean
on_look_cb (gpointer data)
{
  look (data);
  return G_SOURCE_CONTINUE;
}

static void
on_last_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzBackup) last = hz_backup_store_get_last_finish (HZ_RECORDS (source), result, &error);

  if (last == NULL)
    g_message ("The last backup: %s", error->message);
  if (last == NULL || self->records == NULL)
    return;

  hz_backup_free (self->last);
  self->last = g_steal_pointer (&last);
  tell_change (self);
  look (self);
}

/* --- The trial ------------------------------------------------------------------------------------ */

static char *
describe_trial_failure (HzBackupWork *self,
                        const GError *error)
{
  g_message ("The trial: %s %d: %s", g_quark_to_string (error->domain), error->code, error->message);

  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED))
    return g_strdup (_("The check was stopped."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE))
    return g_strdup (_("There is not enough room on the disk of the centre to restore the backup for "
                       "a moment."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_IO)
      || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED))
    return hz_error_text_describe (error);

  return g_strdup (_("This backup does not restore. Make a new one, on another stick if you can."));
}

static void
on_tried_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_well = hz_vault_act_finish (HZ_VAULT (source), result, &error);
  g_autofree char *sentence = NULL;

  if (!is_well && self->records != NULL)
    sentence = describe_trial_failure (self, error);
  end (self, is_well ? _("The backup restores: it was made a centre in a new place, read whole and "
                         "removed again.") : sentence, is_well);
}

static void
on_newest_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzBackupWork) self = user_data;
  g_autoptr (GPtrArray) places = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->records == NULL || places->len == 0)
    end (self, _("There is no backup of this centre in the place for backups. Put the stick in, or "
                 "make one."), FALSE);
  else
    hz_vault_try_restore_async (self->vault, g_ptr_array_index (places, 0), self->stop, on_tried_cb,
                                g_object_ref (self));
}

static void
list_in_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Thinning *thinning = data;

  g_task_return_pointer (task, hz_backup_list_read (thinning->target, &thinning->centre_id),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * hz_backup_work_try_last:
 * @self: the work
 *
 * Restores the newest backup of the place for a moment, beside the centre.
 */
void
hz_backup_work_try_last (HzBackupWork *self)
{
  g_autoptr (GTask) task = NULL;
  Thinning *thinning;

  if (self->work != WORK_NONE || self->records == NULL)
    return;

  g_free (self->target);
  self->target = g_settings_get_string (self->settings, "backup-folder");
  begin (self, WORK_TRIAL);
  thinning = g_new0 (Thinning, 1);
  thinning->target = g_strdup (self->target);
  hz_vault_get_centre_id (self->vault, &thinning->centre_id);
  task = g_task_new (NULL, NULL, on_newest_cb, g_object_ref (self));
  g_task_set_task_data (task, thinning, free_thinning);
  g_task_run_in_thread (task, list_in_thread);
}

/* --- For who looks on ----------------------------------------------------------------------------- */

void
hz_backup_work_stop (HzBackupWork *self)
{
  if (self->work != WORK_NONE)
    g_cancellable_cancel (self->stop);
}

gboolean
hz_backup_work_is_running (HzBackupWork *self)
{
  return self->work != WORK_NONE;
}

/**
 * hz_backup_work_describe:
 * @self: the work
 * @share: (out): how far it is, 0 to 1; less than 0 when nobody can say
 *
 * Returns: (transfer full) (nullable): what is being done, for the person; %NULL when nothing is
 */
char *
hz_backup_work_describe (HzBackupWork *self,
                         double *share)
{
  gboolean is_proving = FALSE;
  int percent;

  *share = -1;
  if (self->work == WORK_NONE)
    return NULL;
  if (self->work == WORK_TRIAL)
    return g_strdup (_("Restoring the newest backup for a moment, to see that it works"));

  *share = hz_vault_get_backup_progress (self->vault, &is_proving);
  percent = (int) (100 * *share);

  /* Translators: percent */
  return is_proving ? g_strdup_printf (_("Reading every page of the backup: %d %%"), percent)
                    /* Translators: percent */
                    : g_strdup_printf (_("Copying the data: %d %%"), percent);
}

const HzBackup *
hz_backup_work_get_last (HzBackupWork *self)
{
  return self->last;
}

/**
 * hz_backup_work_let_go:
 * @self: the work
 *
 * Ends what is under way, without a word.
 */
void
hz_backup_work_let_go (HzBackupWork *self)
{
  hz_backup_work_stop (self);
  g_clear_handle_id (&self->look_timer, g_source_remove);
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  g_clear_object (&self->records);
}

static void
hz_backup_work_finalize (GObject *object)
{
  HzBackupWork *self = HZ_BACKUP_WORK (object);

  hz_backup_work_let_go (self);
  g_clear_object (&self->stop);
  g_clear_object (&self->vault);
  g_clear_object (&self->settings);
  hz_backup_free (self->last);
  g_free (self->target);

  G_OBJECT_CLASS (hz_backup_work_parent_class)->finalize (object);
}

static void
hz_backup_work_class_init (HzBackupWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_backup_work_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
hz_backup_work_init (HzBackupWork *self)
{
}

/**
 * hz_backup_work_new:
 * @records: of who is signed in, and may make backups
 * @settings: of this computer
 *
 * Returns: (transfer full): the work, which begins to look whether a backup is due
 */
HzBackupWork *
hz_backup_work_new (HzRecords *records,
                    GSettings *settings)
{
  HzBackupWork *self = g_object_new (HZ_TYPE_BACKUP_WORK, NULL);

  self->vault = g_object_ref (hz_records_get_vault (records));
  self->records = g_object_ref (records);
  self->settings = g_object_ref (settings);
  self->look_timer = g_timeout_add_seconds (LOOK_SECONDS, on_look_cb, self);
  hz_backup_store_get_last_async (records, NULL, on_last_cb, g_object_ref (self));

  return self;
}
