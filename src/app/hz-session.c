/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-session.h"

#include "hz-date.h"
#include "hz-erasure-work.h"
#include "hz-password-request.h"
#include "hz-preference-store.h"
#include "hz-roster-log.h"
#include "hz-vault-error.h"
#include "hz-zone.h"

/* A full disk may have room again in a moment; longer the keys must not stay. */
#define FLUSH_TRIES 5
#define FLUSH_PAUSE_SECONDS 1

struct _HzSession
{
  GObject parent_instance;

  HzVault *vault;
  HzRecords *records;
  HzBackupWork *backups;
  HzErasureWork *erasures;
  char *login;
  char *login_tried;
  HzId person_id;
  gboolean is_same_person;
  GVariant *place;
  char *language;
  gboolean owes_password;
};

G_DEFINE_FINAL_TYPE (HzSession, hz_session, G_TYPE_OBJECT)

static void
end_work (HzSession *self)
{
  if (self->backups != NULL)
    hz_backup_work_let_go (self->backups);
  if (self->erasures != NULL)
    hz_erasure_work_let_go (self->erasures);
  g_clear_object (&self->backups);
  g_clear_object (&self->erasures);
}

static void
hz_session_finalize (GObject *object)
{
  HzSession *self = HZ_SESSION (object);

  end_work (self);
  g_clear_object (&self->records);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->place, g_variant_unref);
  g_free (self->login);
  g_free (self->login_tried);
  g_free (self->language);

  G_OBJECT_CLASS (hz_session_parent_class)->finalize (object);
}

static void
hz_session_class_init (HzSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_session_finalize;
}

static void
hz_session_init (HzSession *self)
{
}

/* The log shows at once what was done; should it not come to it, at the lock or the next sign-in. */
static void
on_members_changed_cb (HzSession *self)
{
  if (self->records != NULL)
    hz_roster_log_catch_up_async (self->records);
}

/**
 * hz_session_new:
 * @folder: a centre's folder, or where one is to be
 *
 * Returns: (transfer full): nobody signed in
 */
HzSession *
hz_session_new (const char *folder)
{
  HzSession *self = g_object_new (HZ_TYPE_SESSION, NULL);

  self->vault = hz_vault_new (folder);
  g_signal_connect_object (self->vault, "members-changed", G_CALLBACK (on_members_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

HzVault *
hz_session_get_vault (HzSession *self)
{
  return self->vault;
}

HzRecords *
hz_session_get_records (HzSession *self)
{
  return self->records;
}

const char *
hz_session_get_login (HzSession *self)
{
  return self->login;
}

/**
 * hz_session_begin_work:
 * @self: an open session
 * @settings: of this computer
 *
 * From now on what is due is done by itself, as far as she may: a backup, and what is left of clients
 * who are erased.
 */
void
hz_session_begin_work (HzSession *self,
                       GSettings *settings)
{
  end_work (self);
  if (hz_records_may (self->records, HZ_RIGHT_MANAGE_CENTRE))
    self->backups = hz_backup_work_new (self->records, settings);
  self->erasures = hz_erasure_work_new (self->records);
}

HzBackupWork *
hz_session_get_backups (HzSession *self)
{
  return self->backups;
}

/**
 * hz_session_forget_login:
 * @self: a session
 *
 * Another person is about to sign in.
 */
void
hz_session_forget_login (HzSession *self)
{
  g_clear_pointer (&self->login, g_free);
}

/**
 * hz_session_dup_place:
 * @self: an open session
 *
 * Returns: (transfer full) (nullable): where she was today, as the window gave it; %NULL when she
 *   begins anew
 */
GVariant *
hz_session_dup_place (HzSession *self)
{
  g_autoptr (GVariant) place = NULL;
  const char *day = NULL;
  g_autofree char *today = hz_date_to_iso (hz_zone_get_today ());

  if (self->place == NULL || !self->is_same_person
      || !g_variant_lookup (self->place, "day", "&s", &day) || g_strcmp0 (day, today) != 0)
    return NULL;

  g_variant_lookup (self->place, "place", "v", &place);

  return g_steal_pointer (&place);
}

const char *
hz_session_get_language (HzSession *self)
{
  return self->language;
}

gboolean
hz_session_owes_password (HzSession *self)
{
  return self->owes_password;
}

/* --- Opening -------------------------------------------------------------------------------------- */

typedef struct
{
  GVariant *place;
  GVariant *language;
  gboolean owes_password;
} Preferences;

static void
free_preferences (gpointer data)
{
  Preferences *preferences = data;

  g_clear_pointer (&preferences->place, g_variant_unref);
  g_clear_pointer (&preferences->language, g_variant_unref);
  g_free (preferences);
}

static gboolean
load_preferences (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Preferences *preferences = data;
  g_autoptr (GError) place_error = NULL;
  g_autoptr (GError) language_error = NULL;
  g_autoptr (GHashTable) asked = g_hash_table_new_full (hz_id_hash, hz_id_equal,
                                                        (GDestroyNotify) hz_id_free, NULL);

  if (!hz_password_request_list (context, asked, error))
    return FALSE;

  preferences->owes_password = g_hash_table_contains (asked, &context->own_id);
  preferences->place = hz_preference_store_get (context, "place", &place_error);
  preferences->language = hz_preference_store_get (context, "language", &language_error);

  /* What she has chosen is no reason to keep her out. */
  if (place_error != NULL)
    g_message ("The place does not read: %s", place_error->message);
  if (language_error != NULL)
    g_message ("The language does not read: %s", language_error->message);

  return TRUE;
}

static void
on_closed_after_failure_cb (GObject *source,
                            GAsyncResult *result,
                            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!hz_vault_lock_finish (HZ_VAULT (source), result, &error))
    g_message ("The vault did not close well: %s", error->message);

  g_task_return_error (task, g_error_copy (g_task_get_task_data (task)));
}

/* What was opened is closed again. Takes @task and @error. */
static void
give_up (GTask *task,
         GError *error)
{
  HzSession *self = g_task_get_source_object (task);

  g_clear_object (&self->records);
  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  hz_vault_lock_async (self->vault, NULL, on_closed_after_failure_cb, task);
}

static void
on_preferences_loaded_cb (GObject *source,
                          GAsyncResult *result,
                          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  Preferences *preferences = hz_records_run_finish (HZ_RECORDS (source), result, &error);
  const HzId *own_id = hz_vault_get_own_id (self->vault);

  if (preferences == NULL
      || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      give_up (g_steal_pointer (&task), error);
      return;
    }

  /* The first since the program began comes back to where she was before it ended. */
  self->is_same_person = !hz_id_is_set (&self->person_id)
                         || hz_id_equal (&self->person_id, own_id);
  self->person_id = *own_id;
  g_free (self->login);
  self->login = g_steal_pointer (&self->login_tried);
  g_clear_pointer (&self->place, g_variant_unref);
  g_clear_pointer (&self->language, g_free);
  self->place = g_steal_pointer (&preferences->place);
  self->owes_password = preferences->owes_password;
  if (preferences->language != NULL
      && g_variant_is_of_type (preferences->language, G_VARIANT_TYPE_STRING))
    self->language = g_variant_dup_string (preferences->language, NULL);

  g_task_return_boolean (task, TRUE);
}

static void
on_records_opened_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!hz_records_open_finish (HZ_RECORDS (source), result, &error)
      || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      give_up (g_steal_pointer (&task), error);
      return;
    }

  hz_records_run_async (self->records, HZ_DB_JOB_READ, load_preferences, g_new0 (Preferences, 1),
                        free_preferences, NULL, on_preferences_loaded_cb,
                        g_steal_pointer (&task));
}

static void
open_records (GTask *task)
{
  HzSession *self = g_task_get_source_object (task);

  g_clear_object (&self->records);
  self->records = hz_records_new (self->vault);
  hz_records_open_async (self->records, on_records_opened_cb, task);
}

static void
on_vault_opened_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!hz_vault_unlock_finish (HZ_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else
    open_records (g_steal_pointer (&task));
}

static void
on_vault_joined_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!hz_vault_join_finish (HZ_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else
    open_records (g_steal_pointer (&task));
}

static void
on_vault_created_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!hz_vault_create_finish (HZ_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else
    open_records (g_steal_pointer (&task));
}

static GTask *
begin_opening (HzSession *self,
               const char *login,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, hz_session_open_async);
  g_task_set_check_cancellable (task, FALSE);
  g_free (self->login_tried);
  self->login_tried = g_strdup (login);

  return task;
}

/**
 * hz_session_open_async:
 * @self: a session, nobody signed in
 * @login: a login
 * @password: its password, or the one-time one of an invitation
 * @new_password: (nullable): with an invitation, the password she has chosen
 * @cancellable: (nullable): gives up: what was opened is closed again
 * @callback: called when she is in or not
 * @user_data: for @callback
 */
void
hz_session_open_async (HzSession *self,
                       const char *login,
                       HzSecret *password,
                       HzSecret *new_password,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = begin_opening (self, login, cancellable, callback, user_data);

  if (new_password != NULL)
    hz_vault_join_async (self->vault, login, password, new_password, NULL, on_vault_joined_cb,
                         task);
  else
    hz_vault_unlock_async (self->vault, login, password, NULL, on_vault_opened_cb, task);
}

/**
 * hz_session_create_async:
 * @self: a session whose folder holds no centre
 * @name: of the first administrator
 * @login: hers
 * @password: hers
 * @roles: hers, with that of the administrator
 * @sheets: of recovery, typed back
 * @callback: called when she is in or not
 * @user_data: for @callback
 */
void
hz_session_create_async (HzSession *self,
                         const char *name,
                         const char *login,
                         HzSecret *password,
                         HzRoles roles,
                         HzSheets *sheets,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = begin_opening (self, login, NULL, callback, user_data);

  hz_vault_create_async (self->vault, name, login, password, roles, sheets, HZ_KDF_COST_FULL,
                         NULL, on_vault_created_cb, task);
}

/**
 * hz_session_open_finish:
 * @self: a session
 * @result: of hz_session_open_async() or hz_session_create_async()
 * @error: return location
 *
 * Returns: whether she is signed in
 */
gboolean
hz_session_open_finish (HzSession *self,
                        GAsyncResult *result,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Locking -------------------------------------------------------------------------------------- */

typedef struct
{
  GVariant *place;
  HzSessionLetGoFunc let_go;
  gpointer let_go_data;
  int tries;
  GError *error;
} Lock;

static void
free_lock (gpointer data)
{
  Lock *lock = data;

  g_clear_pointer (&lock->place, g_variant_unref);
  g_clear_error (&lock->error);
  g_free (lock);
}

static GVariant *
dated_place (GVariant *place)
{
  g_autofree char *today = hz_date_to_iso (hz_zone_get_today ());
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "day", "s", today);
  if (place != NULL)
    g_variant_dict_insert (&dict, "place", "v", place);

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static void
on_vault_locked_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Lock *lock = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!hz_vault_lock_finish (HZ_VAULT (source), result, &error) && lock->error == NULL)
    lock->error = g_steal_pointer (&error);

  if (lock->error != NULL)
    g_task_return_error (task, g_steal_pointer (&lock->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
note_failure (Lock *lock,
              GError *error)
{
  g_message ("At the lock: %s", error->message);
  if (lock->error == NULL)
    lock->error = error;
  else
    g_error_free (error);
}

static void
on_records_closed_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzSession *self = g_task_get_source_object (task);
  Lock *lock = g_task_get_task_data (task);
  GError *error = NULL;

  if (!hz_records_close_finish (HZ_RECORDS (source), result, &error))
    note_failure (lock, error);

  if (lock->let_go != NULL)
    lock->let_go (lock->let_go_data);
  g_clear_object (&self->records);
  hz_vault_lock_async (self->vault, NULL, on_vault_locked_cb, g_steal_pointer (&task));
}

static void
on_place_stored_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!hz_preference_store_put_finish (HZ_RECORDS (source), result, &error))
    note_failure (g_task_get_task_data (task), error);

  hz_records_close_async (self->records, on_records_closed_cb, g_steal_pointer (&task));
}

static void flush_drafts (GTask *task);

static gboolean
on_flush_pause_over_cb (gpointer user_data)
{
  flush_drafts (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_drafts_flushed_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HzSession *self = g_task_get_source_object (task);
  Lock *lock = g_task_get_task_data (task);
  GError *error = NULL;

  if (!hz_records_flush_drafts_finish (HZ_RECORDS (source), result, &error))
    {
      note_failure (lock, error);
      if (++lock->tries < FLUSH_TRIES)
        {
          g_timeout_add_seconds (FLUSH_PAUSE_SECONDS, on_flush_pause_over_cb,
                                 g_steal_pointer (&task));
          return;
        }
    }
  else
    {
      g_clear_error (&lock->error);
    }

  hz_preference_store_put_async (self->records, "place", lock->place, on_place_stored_cb,
                                 g_steal_pointer (&task));
}

static void
flush_drafts (GTask *task)
{
  HzSession *self = g_task_get_source_object (task);

  hz_records_flush_drafts_async (self->records, on_drafts_flushed_cb, task);
}

/**
 * hz_session_lock_async:
 * @self: an open session
 * @place: (nullable): where she is
 * @let_go: (nullable): called when everything is stored: destroys what shows records
 * @let_go_data: for @let_go
 * @callback: called when the file is closed and the keys are gone
 * @user_data: for @callback
 */
void
hz_session_lock_async (HzSession *self,
                       GVariant *place,
                       HzSessionLetGoFunc let_go,
                       gpointer let_go_data,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Lock *lock = g_new0 (Lock, 1);

  g_return_if_fail (self->records != NULL);

  end_work (self);
  lock->place = dated_place (place);
  lock->let_go = let_go;
  lock->let_go_data = let_go_data;
  g_task_set_source_tag (task, hz_session_lock_async);
  g_task_set_task_data (task, lock, free_lock);
  flush_drafts (task);
}

/**
 * hz_session_lock_finish:
 * @self: a session
 * @result: of hz_session_lock_async()
 * @error: return location
 *
 * Returns: whether everything was stored and closed well; it is closed in any case
 */
gboolean
hz_session_lock_finish (HzSession *self,
                        GAsyncResult *result,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_preference_kept_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!hz_preference_store_put_finish (HZ_RECORDS (source), result, &error))
    g_message ("A preference could not be stored: %s", error->message);
}

/**
 * hz_session_keep_place:
 * @self: an open session
 * @place: (nullable): where she is now
 */
void
hz_session_keep_place (HzSession *self,
                       GVariant *place)
{
  g_autoptr (GVariant) dated = dated_place (place);

  if (self->records != NULL)
    hz_preference_store_put_async (self->records, "place", dated, on_preference_kept_cb, NULL);
}

/**
 * hz_session_keep_language:
 * @self: an open session
 * @language: what her screens speak
 */
void
hz_session_keep_language (HzSession *self,
                          HzLanguage language)
{
  const char *code = hz_language_get_code (language);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (code));

  if (self->records == NULL || g_strcmp0 (self->language, code) == 0)
    return;

  g_free (self->language);
  self->language = g_strdup (code);
  hz_preference_store_put_async (self->records, "language", value, on_preference_kept_cb, NULL);
}
