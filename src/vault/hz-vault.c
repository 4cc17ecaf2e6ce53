/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The vault as everybody else sees it: a folder, a state, and who is signed in. All of it belongs to
 * the main thread; what takes time runs as an HzVaultJob on a thread of its own, one at a time. The
 * members as a list: hz-vault-members.c.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-vault-error.h"

/* More than the deepest of its calls take. */
#define STACK_BYTES (128 * 1024)

enum
{
  PROP_STATE = 1,
  N_PROPS,
};

enum
{
  MEMBERS_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzVault, hz_vault, G_TYPE_OBJECT)

static void
set_state (HzVault *self,
           HzVaultState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static HzVaultState
look_at_folder (HzVault *self)
{
  return hz_keyring_file_exists (self->folder) ? HZ_VAULT_LOCKED : HZ_VAULT_MISSING;
}

static void
hz_vault_get_property (GObject *object,
                       guint id,
                       GValue *value,
                       GParamSpec *spec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (int) HZ_VAULT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
hz_vault_finalize (GObject *object)
{
  HzVault *self = HZ_VAULT (object);

  g_clear_pointer (&self->session, hz_vault_session_free);
  g_clear_pointer (&self->check_result, hz_db_check_free);
  g_free (self->folder);
  g_free (self->pin_folder);
  g_mutex_clear (&self->job_mutex);
  g_mutex_clear (&self->long_mutex);

  G_OBJECT_CLASS (hz_vault_parent_class)->finalize (object);
}

static void
hz_vault_class_init (HzVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hz_vault_get_property;
  object_class->finalize = hz_vault_finalize;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, HZ_VAULT_MISSING, HZ_VAULT_OPEN,
                                        HZ_VAULT_MISSING,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MEMBERS_CHANGED] = g_signal_new ("members-changed", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  hz_vault_check_install (object_class);
  hz_vault_rotation_install (object_class);
}

static void
hz_vault_init (HzVault *self)
{
  g_mutex_init (&self->job_mutex);
  g_mutex_init (&self->long_mutex);
}

/**
 * hz_vault_new:
 * @folder: a centre's folder, or where one is to be
 *
 * Returns: (transfer full): the vault, locked or missing
 */
HzVault *
hz_vault_new (const char *folder)
{
  HzVault *self = g_object_new (HZ_TYPE_VAULT, NULL);

  self->folder = g_strdup (folder);
  self->pin_folder = g_build_filename (g_get_user_state_dir (), "hamroz", NULL);
  self->state = look_at_folder (self);

  return self;
}

/**
 * hz_vault_get_folder:
 * @self: a vault
 *
 * Returns: (transfer none): its folder
 */
const char *
hz_vault_get_folder (HzVault *self)
{
  return self->folder;
}

/**
 * hz_vault_get_state:
 * @self: a vault
 *
 * Returns: its state
 */
HzVaultState
hz_vault_get_state (HzVault *self)
{
  return self->state;
}

/**
 * hz_vault_set_pin_folder:
 * @self: a vault, not open
 * @folder: (nullable): where this PC keeps what people have seen, instead of the state folder;
 *   %NULL to keep nothing
 */
void
hz_vault_set_pin_folder (HzVault *self,
                         const char *folder)
{
  char *copy = g_strdup (folder);

  g_free (self->pin_folder);
  self->pin_folder = copy;
}

/**
 * hz_vault_set_weak_passwords_allowed:
 * @self: a vault
 * @allowed: whether any password will do
 *
 * For the fictional centre, whose passwords are printed, and for tests.
 */
void
hz_vault_set_weak_passwords_allowed (HzVault *self,
                                     gboolean allowed)
{
  self->weak_allowed = allowed;
}

/* Takes a request on. Opening needs nobody signed in, everything else somebody. */
static gboolean
begin (HzVault *self,
       HzVaultJob *job,
       GError **error)
{
  gboolean opens = hz_vault_job_opens (job);

  if (opens && self->state != HZ_VAULT_LOCKED && self->state != HZ_VAULT_MISSING)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_BUSY, "The vault is open or being opened");
      return FALSE;
    }

  if (!opens && self->state != HZ_VAULT_OPEN)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED, "Nobody is signed in");
      return FALSE;
    }

  job->folder = g_strdup (self->folder);
  job->pin_folder = g_strdup (self->pin_folder);
  job->weak_allowed = self->weak_allowed;

  if (job->kind == HZ_VAULT_JOB_LOCK)
    {
      g_cancellable_cancel (self->session->long_work);
      job->session = g_steal_pointer (&self->session);
    }
  else if (!opens)
    job->session = self->session;

  if (opens || job->kind == HZ_VAULT_JOB_LOCK)
    set_state (self, HZ_VAULT_OPENING);

  return TRUE;
}

/* On any thread. A request that a lock has overtaken finds its session gone. */
static gboolean
run (HzVault *self,
     HzVaultJob *job,
     GError **error)
{
  gboolean is_long = hz_vault_job_is_long (job) || job->kind == HZ_VAULT_JOB_LOCK;
  gboolean done = FALSE;

  if (is_long)
    g_mutex_lock (&self->long_mutex);
  g_mutex_lock (&self->job_mutex);

  if (!hz_vault_job_opens (job) && self->live_session != job->session)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_LOCKED, "Locked meanwhile");
    }
  else
    {
      if (job->kind == HZ_VAULT_JOB_LOCK)
        self->live_session = NULL;

      done = hz_vault_job_run (job, error);

      if (done && hz_vault_job_opens (job) && job->session != NULL)
        {
          self->live_session = job->session;
          self->live_session->acts = &self->job_mutex;
        }
    }

  g_mutex_unlock (&self->job_mutex);
  if (is_long)
    g_mutex_unlock (&self->long_mutex);

  return done;
}

static void
conclude (HzVault *self,
          HzVaultJob *job,
          gboolean done)
{
  if (done && hz_vault_job_opens (job) && job->session != NULL)
    {
      self->session = g_steal_pointer (&job->session);
      self->failed_session = NULL;
      hz_vault_check_begin (self);
      set_state (self, HZ_VAULT_OPEN);
    }
  else if (hz_vault_job_opens (job) || job->kind == HZ_VAULT_JOB_LOCK)
    {
      set_state (self, look_at_folder (self));
    }

  if (done && hz_vault_job_changes_members (job))
    g_signal_emit (self, signals[MEMBERS_CHANGED], 0);
}

/**
 * hz_vault_perform:
 * @self: a vault
 * @job: what to do, filled in
 * @error: return location
 *
 * Blocks.
 *
 * Returns: whether it is done
 */
gboolean
hz_vault_perform (HzVault *self,
                  HzVaultJob *job,
                  GError **error)
{
  gboolean done;

  if (!begin (self, job, error))
    return FALSE;

  done = run (self, job, error);
  conclude (self, job, done);

  return done;
}

/* The thread holds no reference to the vault, which is the main thread's to let go of: the outer task
 * lives until on_job_done_cb(). */
static void
run_in_thread (GTask *inner,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  GTask *outer = task_data;
  GError *error = NULL;
  gboolean done = run (g_task_get_source_object (outer), g_task_get_task_data (outer), &error);

  /* The thread goes back into its pool, with keys that the hashes have left on its stack. */
  sodium_stackzero (STACK_BYTES);

  if (done)
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
on_job_done_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  conclude (g_task_get_source_object (outer), g_task_get_task_data (outer), done);
  hz_vault_rotation_begin (g_task_get_source_object (outer));

  if (done)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

/**
 * hz_vault_perform_async:
 * @self: a vault
 * @job: (transfer full): what to do, filled in
 * @cancellable: (nullable): looked at before the beginning: what has begun is finished
 * @callback: called on the main thread, after the state has changed
 * @user_data: given to @callback
 */
void
hz_vault_perform_async (HzVault *self,
                        HzVaultJob *job,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *outer = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  g_task_set_source_tag (outer, hz_vault_perform_async);
  g_task_set_task_data (outer, job, (GDestroyNotify) hz_vault_job_free);

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (outer, HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED, "Cancelled");
      g_object_unref (outer);
      return;
    }

  if (!begin (self, job, &error))
    {
      g_task_return_error (outer, error);
      g_object_unref (outer);
      return;
    }

  inner = g_task_new (NULL, NULL, on_job_done_cb, outer);
  g_task_set_task_data (inner, outer, NULL);
  g_task_run_in_thread (inner, run_in_thread);
}

/**
 * hz_vault_perform_finish:
 * @self: a vault
 * @result: of hz_vault_perform_async()
 * @job: (out) (optional) (transfer none): the request, as long as @result lives
 * @error: return location
 *
 * Returns: whether it is done
 */
gboolean
hz_vault_perform_finish (HzVault *self,
                         GAsyncResult *result,
                         HzVaultJob **job,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (job != NULL)
    *job = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hz_vault_get_worker:
 * @self: a vault
 *
 * Returns: (transfer none) (nullable): the database thread; %NULL when nobody is signed in
 */
HzDbWorker *
hz_vault_get_worker (HzVault *self)
{
  return self->session != NULL ? self->session->worker : NULL;
}

/**
 * hz_vault_get_rings:
 * @self: a vault
 *
 * Returns: (transfer none) (nullable): the keys of who is signed in, for jobs of the worker
 */
HzRings *
hz_vault_get_rings (HzVault *self)
{
  return self->session != NULL ? self->session->rings : NULL;
}

/**
 * hz_vault_get_own_id:
 * @self: a vault
 *
 * Returns: (transfer none) (nullable): who is signed in
 */
const HzId *
hz_vault_get_own_id (HzVault *self)
{
  return self->session != NULL ? hz_identity_get_id (self->session->identity) : NULL;
}

/**
 * hz_vault_get_own_name:
 * @self: a vault
 *
 * Returns: (transfer none) (nullable): her name as the roster has it; valid until the lock
 */
const char *
hz_vault_get_own_name (HzVault *self)
{
  const char *name = NULL;

  if (self->session == NULL)
    return NULL;

  g_mutex_lock (&self->session->mutex);
  if (self->session->own_names->len > 0)
    name = g_ptr_array_index (self->session->own_names, self->session->own_names->len - 1);
  g_mutex_unlock (&self->session->mutex);

  return name;
}

/**
 * hz_vault_get_own_roles:
 * @self: a vault
 *
 * Returns: her roles; none when nobody is signed in
 */
HzRoles
hz_vault_get_own_roles (HzVault *self)
{
  g_autoptr (HzRoster) roster = NULL;
  const HzRosterMember *me;

  if (self->session == NULL)
    return HZ_ROLE_NONE;

  roster = hz_vault_session_ref_roster (self->session);
  me = hz_roster_find (roster, hz_identity_get_id (self->session->identity));

  return me != NULL ? me->roles : HZ_ROLE_NONE;
}

/**
 * hz_vault_get_notices:
 * @self: a vault
 *
 * Returns: what the person has to be told after signing in
 */
HzVaultNotices
hz_vault_get_notices (HzVault *self)
{
  return self->session != NULL ? self->session->notices : 0;
}

/**
 * hz_vault_get_centre_id:
 * @self: a vault
 * @centre_id: (out): the centre; no id when nobody is signed in
 */
void
hz_vault_get_centre_id (HzVault *self,
                        HzId *centre_id)
{
  g_autoptr (HzRoster) roster = NULL;

  *centre_id = HZ_ID_NONE;
  if (self->session == NULL)
    return;

  /* The keyring may be exchanged at any moment. */
  roster = hz_vault_session_ref_roster (self->session);
  hz_roster_get_centre_id (roster, centre_id);
}

/**
 * hz_vault_get_pinned_audit_head:
 * @self: a vault
 * @head: (out): the head of the audit chain that she has seen last
 *
 * Returns: whether she has seen any
 */
gboolean
hz_vault_get_pinned_audit_head (HzVault *self,
                                guint8 head[HZ_RINGS_HASH_BYTES])
{
  static const guint8 zeros[HZ_RINGS_HASH_BYTES];

  if (self->session == NULL
      || memcmp (self->session->pin->audit_head, zeros, sizeof zeros) == 0)
    return FALSE;

  memcpy (head, self->session->pin->audit_head, HZ_RINGS_HASH_BYTES);
  return TRUE;
}
