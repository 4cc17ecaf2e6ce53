/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-erasure-work.h"

#include "hz-erasure-shred.h"
#include "hz-vault-upkeep.h"

/* @is_asked: somebody has asked for it again while it ran */
struct _HzErasureWork
{
  GObject parent_instance;

  HzRecords *records;
  gboolean is_running;
  gboolean is_asked;
};

G_DEFINE_FINAL_TYPE (HzErasureWork, hz_erasure_work, G_TYPE_OBJECT)

static void look (HzErasureWork *self);

/* @owes_rotation: whether a change of the centre key stands written down */
typedef struct
{
  HzErasureShred next;
  gboolean owes_rotation;
} Step;

static gboolean
read_owed (HzContext *context,
           Step *step,
           GError **error)
{
  gint64 n_owed = 0;

  if (!hz_db_get_int (context->db, "SELECT count (*) FROM rotation", &n_owed, error))
    return FALSE;

  step->owes_rotation = n_owed > 0;
  return TRUE;
}

/* Nothing is written when nothing is to be done. */
static gboolean
run_look (HzContext *context,
          gpointer data,
          GError **error)
{
  Step *step = data;

  return hz_erasure_shred_look (context, &step->next, error) && read_owed (context, step, error);
}

static gboolean
run_shred (HzContext *context,
           gpointer data,
           GError **error)
{
  Step *step = data;

  return hz_erasure_shred_some (context, &step->next, error) && read_owed (context, step, error);
}

static void
on_rotation_begun_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (!hz_vault_act_finish (HZ_VAULT (source), result, &error))
    g_message ("After an erasure: %s", error->message);
}

/* Also after what was deleted at the sign-in. */
static void
end (HzErasureWork *self,
     gboolean owes_rotation)
{
  if (owes_rotation)
    hz_vault_begin_rotation_async (hz_records_get_vault (self->records), on_rotation_begun_cb, NULL);

  if (self->is_asked)
    look (self);
}

static void
on_step_done_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzErasureWork) self = user_data;
  g_autoptr (GError) error = NULL;
  const Step *step = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  self->is_running = FALSE;
  if (step == NULL)
    g_message ("An erasure: %s", error->message);
  if (step == NULL || self->records == NULL)
    return;

  if (step->next == HZ_ERASURE_SHRED_MORE)
    {
      self->is_running = TRUE;
      hz_records_run_async (self->records, HZ_DB_JOB_WRITE, run_shred, g_new0 (Step, 1), g_free, NULL,
                            on_step_done_cb, g_object_ref (self));
    }
  else
    {
      end (self, step->owes_rotation);
    }
}

static void
look (HzErasureWork *self)
{
  self->is_asked = self->is_running;
  if (self->is_running)
    return;

  self->is_running = TRUE;
  hz_records_run_async (self->records, HZ_DB_JOB_READ, run_look, g_new0 (Step, 1), g_free, NULL,
                        on_step_done_cb, g_object_ref (self));
}

static void
on_changed_cb (HzErasureWork *self,
               int kind,
               const HzId *id,
               int how)
{
  if (kind == HZ_RECORD_ERASURE)
    look (self);
}

static void
on_rotated_cb (HzErasureWork *self,
               const GError *error)
{
  if (error == NULL)
    look (self);
}

static void
hz_erasure_work_dispose (GObject *object)
{
  hz_erasure_work_let_go (HZ_ERASURE_WORK (object));

  G_OBJECT_CLASS (hz_erasure_work_parent_class)->dispose (object);
}

static void
hz_erasure_work_class_init (HzErasureWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_erasure_work_dispose;
}

static void
hz_erasure_work_init (HzErasureWork *self)
{
}

/**
 * hz_erasure_work_new:
 * @records: open
 *
 * Returns: (transfer full): the work, which has begun
 */
HzErasureWork *
hz_erasure_work_new (HzRecords *records)
{
  HzErasureWork *self = g_object_new (HZ_TYPE_ERASURE_WORK, NULL);

  self->records = g_object_ref (records);
  g_signal_connect_object (records, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hz_records_get_vault (records), "rotated", G_CALLBACK (on_rotated_cb), self,
                           G_CONNECT_SWAPPED);
  look (self);

  return self;
}

/**
 * hz_erasure_work_let_go:
 * @self: the work
 *
 * What has been done stays done; the rest is done at a later sign-in.
 */
void
hz_erasure_work_let_go (HzErasureWork *self)
{
  if (self->records == NULL)
    return;

  g_signal_handlers_disconnect_by_data (hz_records_get_vault (self->records), self);
  g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
}
