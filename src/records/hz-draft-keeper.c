/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Stores what is being written, soon and again and again. One put is under way at a time; what is
 * written meanwhile makes another one due. A flush waits for all of it.
 */

#include "hz-draft-keeper.h"

#include "hz-draft-private.h"
#include "hz-draft-store.h"
#include "hz-records-private.h"

#define AFTER_LAST_CHANGE 1000
#define AFTER_FIRST_CHANGE 2000
#define AFTER_ERROR 10000

struct _HzDraftKeeper
{
  GObject parent_instance;

  HzRecords *records;
  HzDraft *draft;
  HzDraftSnapshotFunc snapshot;
  gpointer data;

  /* Milliseconds of the monotonic clock, when what is not stored yet began; -1 when all is stored. */
  gint64 dirty_since;
  guint timeout_id;
  gboolean is_storing;
  GError *error;

  /* GTask, each waits until all is stored. */
  GPtrArray *flushes;
};

G_DEFINE_FINAL_TYPE (HzDraftKeeper, hz_draft_keeper, G_TYPE_OBJECT)

enum
{
  PROP_SAVED = 1,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void store (HzDraftKeeper *self);

static gint64
get_now (void)
{
  return g_get_monotonic_time () / 1000;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  HzDraftKeeper *self = user_data;

  self->timeout_id = 0;
  store (self);

  return G_SOURCE_REMOVE;
}

static void
store_after (HzDraftKeeper *self,
             gint64 milliseconds)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add ((guint) MAX (milliseconds, 0), on_timeout_cb, self);
}

static void
set_error (HzDraftKeeper *self,
           GError *error)
{
  if (error == NULL && self->error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

/* All that wait have their answer. */
static void
finish_flushes (HzDraftKeeper *self)
{
  g_autoptr (GPtrArray) flushes = g_steal_pointer (&self->flushes);

  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushes->len; i++)
    {
      GTask *task = g_ptr_array_index (flushes, i);

      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static gboolean
run_put_job (HzContext *context,
             gpointer data,
             GError **error)
{
  return hz_draft_store_put (context, data, error);
}

static void
take_stored (HzDraftKeeper *self,
             HzDraft *stored)
{
  self->draft->revision = stored->revision;
  self->draft->saved = stored->saved;
  set_error (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SAVED]);
}

static void
on_records_put_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (HzDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  HzDraft *stored = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  self->is_storing = FALSE;
  if (stored != NULL)
    take_stored (self, stored);
  else
    {
      if (self->dirty_since < 0)
        self->dirty_since = get_now ();
      set_error (self, g_steal_pointer (&error));
      if (self->snapshot != NULL)
        store_after (self, AFTER_ERROR);
      finish_flushes (self);
      return;
    }

  if (self->snapshot != NULL && self->dirty_since >= 0 && self->flushes->len > 0)
    store (self);
  else
    finish_flushes (self);
}

/* Puts what stands in the form now. */
static void
store (HzDraftKeeper *self)
{
  HzDraft *copy;

  if (self->is_storing || self->snapshot == NULL)
    return;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->dirty_since = -1;
  g_clear_pointer (&self->draft->content, g_variant_unref);
  self->draft->content = g_variant_take_ref (self->snapshot (self->data));
  copy = hz_draft_copy (self->draft);
  self->is_storing = TRUE;
  hz_records_run_async (self->records, HZ_DB_JOB_WRITE, run_put_job, copy,
                        (GDestroyNotify) hz_draft_free, NULL, on_records_put_cb,
                        g_object_ref (self));
}

/**
 * hz_draft_keeper_new:
 * @records: the records
 * @draft: what is being written; copied
 * @snapshot: tells what stands in the form
 * @data: given to @snapshot; alive until hz_draft_keeper_stop()
 *
 * Returns: (transfer full): a keeper that stores nothing before it is touched
 */
HzDraftKeeper *
hz_draft_keeper_new (HzRecords *records,
                     HzDraft *draft,
                     HzDraftSnapshotFunc snapshot,
                     gpointer data)
{
  HzDraftKeeper *self = g_object_new (HZ_TYPE_DRAFT_KEEPER, NULL);

  self->records = g_object_ref (records);
  self->draft = hz_draft_copy (draft);
  self->snapshot = snapshot;
  self->data = data;
  hz_records_add_keeper (records, self);

  return self;
}

/**
 * hz_draft_keeper_get_id:
 * @self: a keeper
 *
 * Returns: (transfer none): the draft's id
 */
const HzId *
hz_draft_keeper_get_id (HzDraftKeeper *self)
{
  return &self->draft->id;
}

/**
 * hz_draft_keeper_get_saved:
 * @self: a keeper
 *
 * Returns: when the draft was stored last, UTC milliseconds; 0 before
 */
gint64
hz_draft_keeper_get_saved (HzDraftKeeper *self)
{
  return self->draft->saved;
}

/**
 * hz_draft_keeper_touch:
 * @self: a keeper
 *
 * To be called for each change in the form.
 */
void
hz_draft_keeper_touch (HzDraftKeeper *self)
{
  gint64 now = get_now ();

  if (self->snapshot == NULL)
    return;

  if (self->dirty_since < 0)
    self->dirty_since = now;

  /* After an error it is tried again when that is due. */
  if (self->error == NULL)
    store_after (self, MIN (AFTER_LAST_CHANGE, self->dirty_since + AFTER_FIRST_CHANGE - now));
}

/**
 * hz_draft_keeper_flush_async:
 * @self: a keeper
 * @callback: (nullable): called when all that was written before is stored
 * @user_data: given to @callback
 */
void
hz_draft_keeper_flush_async (HzDraftKeeper *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, hz_draft_keeper_flush_async);
  if (!self->is_storing && (self->dirty_since < 0 || self->snapshot == NULL))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->flushes, g_steal_pointer (&task));
  store (self);
}

/**
 * hz_draft_keeper_flush_finish:
 * @self: a keeper
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether all is stored
 */
gboolean
hz_draft_keeper_flush_finish (HzDraftKeeper *self,
                              GAsyncResult *result,
                              GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hz_draft_keeper_dup_unsaved:
 * @self: a keeper
 *
 * Returns: (transfer full) (nullable): what stands in the form, when it could not be stored
 */
HzDraft *
hz_draft_keeper_dup_unsaved (HzDraftKeeper *self)
{
  HzDraft *draft;

  if (self->error == NULL || self->snapshot == NULL)
    return NULL;

  draft = hz_draft_copy (self->draft);
  g_clear_pointer (&draft->content, g_variant_unref);
  draft->content = g_variant_take_ref (self->snapshot (self->data));

  return draft;
}

/**
 * hz_draft_keeper_stop:
 * @self: a keeper
 *
 * The form is done or given up, or about to go: nothing is asked of it and nothing stored any more,
 * but for what is on its way already.
 */
void
hz_draft_keeper_stop (HzDraftKeeper *self)
{
  self->snapshot = NULL;
  self->data = NULL;
  self->dirty_since = -1;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->records != NULL)
    hz_records_remove_keeper (self->records, self);
  if (!self->is_storing)
    finish_flushes (self);
}

static void
hz_draft_keeper_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  HzDraftKeeper *self = HZ_DRAFT_KEEPER (object);

  switch (prop_id)
    {
    case PROP_SAVED:
      g_value_set_int64 (value, self->draft->saved);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hz_draft_keeper_dispose (GObject *object)
{
  HzDraftKeeper *self = HZ_DRAFT_KEEPER (object);

  hz_draft_keeper_stop (self);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_draft_keeper_parent_class)->dispose (object);
}

static void
hz_draft_keeper_finalize (GObject *object)
{
  HzDraftKeeper *self = HZ_DRAFT_KEEPER (object);

  hz_draft_free (self->draft);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->flushes);

  G_OBJECT_CLASS (hz_draft_keeper_parent_class)->finalize (object);
}

static void
hz_draft_keeper_class_init (HzDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hz_draft_keeper_get_property;
  object_class->dispose = hz_draft_keeper_dispose;
  object_class->finalize = hz_draft_keeper_finalize;

  props[PROP_SAVED] = g_param_spec_int64 ("saved", NULL, NULL, 0, G_MAXINT64, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
hz_draft_keeper_init (HzDraftKeeper *self)
{
  self->dirty_since = -1;
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
}
