/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheet-sitting.h"

#include "hz-vault-error.h"
#include "hz-vault-sheets.h"

struct _HzSheetSitting
{
  GObject parent_instance;

  HzVault *vault;
  HzRecords *records;
  /* Of the opening under way, and of the close that waits for it. */
  GTask *opening;
  GTask *closing;
};

G_DEFINE_FINAL_TYPE (HzSheetSitting, hz_sheet_sitting, G_TYPE_OBJECT)

static void
hz_sheet_sitting_finalize (GObject *object)
{
  HzSheetSitting *self = HZ_SHEET_SITTING (object);

  g_clear_object (&self->records);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (hz_sheet_sitting_parent_class)->finalize (object);
}

static void
hz_sheet_sitting_class_init (HzSheetSittingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_sheet_sitting_finalize;
}

static void
hz_sheet_sitting_init (HzSheetSitting *self)
{
}

/**
 * hz_sheet_sitting_new:
 * @vault: locked
 *
 * Returns: (transfer full): a sitting, not begun
 */
HzSheetSitting *
hz_sheet_sitting_new (HzVault *vault)
{
  HzSheetSitting *self = g_object_new (HZ_TYPE_SHEET_SITTING, NULL);

  self->vault = g_object_ref (vault);

  return self;
}

HzRecords *
hz_sheet_sitting_get_records (HzSheetSitting *self)
{
  return self->opening == NULL && self->closing == NULL ? self->records : NULL;
}

/* --- Locking -------------------------------------------------------------------------------------- */

static void
on_locked_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzSheetSitting) self = user_data;
  g_autoptr (GTask) opening = g_steal_pointer (&self->opening);
  g_autoptr (GTask) closing = g_steal_pointer (&self->closing);
  g_autoptr (GError) error = NULL;

  if (!hz_vault_lock_finish (HZ_VAULT (source), result, &error))
    g_message ("At the lock after the sheets: %s", error->message);

  if (opening != NULL)
    g_task_return_error (opening, g_error_copy (g_task_get_task_data (opening)));
  if (closing != NULL)
    g_task_return_boolean (closing, TRUE);
}

static void
on_records_closed_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (HzSheetSitting) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hz_records_close_finish (HZ_RECORDS (source), result, &error))
    g_message ("At the end of the sheets' sitting: %s", error->message);

  g_clear_object (&self->records);
  hz_vault_lock_async (self->vault, NULL, on_locked_cb, g_object_ref (self));
}

/* --- Opening -------------------------------------------------------------------------------------- */

/* Whatever was opened is locked again before it is told. Takes @error. */
static void
give_up (HzSheetSitting *self,
         GError *error)
{
  g_task_set_task_data (self->opening, error, (GDestroyNotify) g_error_free);
  g_clear_object (&self->records);
  hz_vault_lock_async (self->vault, NULL, on_locked_cb, g_object_ref (self));
}

static void
on_records_opened_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (HzSheetSitting) self = user_data;
  g_autoptr (GTask) opening = NULL;
  GError *error = NULL;
  gboolean is_open = hz_records_open_finish (HZ_RECORDS (source), result, &error);

  if (is_open && self->closing != NULL)
    error = g_error_new_literal (HZ_VAULT_ERROR, HZ_VAULT_ERROR_CANCELLED, "Nobody waits for it");
  if (error != NULL)
    {
      give_up (self, error);
      return;
    }

  opening = g_steal_pointer (&self->opening);
  g_task_return_boolean (opening, TRUE);
}

static void
on_unlocked_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (HzSheetSitting) self = user_data;
  GError *error = NULL;

  if (hz_vault_unlock_by_sheets_finish (HZ_VAULT (source), result, NULL, NULL, &error))
    {
      self->records = hz_records_new (self->vault);
      hz_records_open_async (self->records, on_records_opened_cb, g_object_ref (self));
    }
  else
    {
      g_autoptr (GTask) opening = g_steal_pointer (&self->opening);
      g_autoptr (GTask) closing = g_steal_pointer (&self->closing);

      g_task_return_error (opening, error);
      if (closing != NULL)
        g_task_return_boolean (closing, TRUE);
    }
}

/**
 * hz_sheet_sitting_open_async:
 * @self: a sitting, not begun
 * @first: one sheet, as typed
 * @second: (nullable): another, as typed
 * @callback: called when the centre is open or not
 * @user_data: for @callback
 */
void
hz_sheet_sitting_open_async (HzSheetSitting *self,
                             HzSecret *first,
                             HzSecret *second,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (self->opening == NULL && self->records == NULL);

  self->opening = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->opening, hz_sheet_sitting_open_async);
  hz_vault_unlock_by_sheets_async (self->vault, first, second, NULL, on_unlocked_cb,
                                   g_object_ref (self));
}

/**
 * hz_sheet_sitting_open_finish:
 * @self: a sitting
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it has begun; errors as hz_vault_unlock_by_sheets() and hz_records_open()
 */
gboolean
hz_sheet_sitting_open_finish (HzSheetSitting *self,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hz_sheet_sitting_close_async:
 * @self: a sitting
 * @callback: called when nobody is signed in
 * @user_data: for @callback
 */
void
hz_sheet_sitting_close_async (HzSheetSitting *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (self->closing == NULL);

  g_task_set_source_tag (task, hz_sheet_sitting_close_async);
  if (self->opening == NULL && self->records == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->closing = g_steal_pointer (&task);
  if (self->opening == NULL)
    hz_records_close_async (self->records, on_records_closed_cb, g_object_ref (self));
}

/**
 * hz_sheet_sitting_close_finish:
 * @self: a sitting
 * @result: as given to the callback
 */
void
hz_sheet_sitting_close_finish (HzSheetSitting *self,
                               GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
