/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-audit-check.h"

#include <string.h>

#include "hz-audit-private.h"

/* Some 20 ms on a slow machine. */
#define N_ROWS 1000

/* Of the device that is walked: @devices has those that wait, @seq and @hash are of its last row,
 * @n_unconfirmed counts those after its last signed head. */
struct _HzAuditCheck
{
  HzAuditReport report;
  GArray *devices;
  gboolean is_under_way;
  HzId device_id;
  gint64 seq;
  gint64 n_unconfirmed;
  guint8 hash[HZ_HASH_BYTES];
};

HzAuditCheck *
hz_audit_check_new (void)
{
  return g_new0 (HzAuditCheck, 1);
}

void
hz_audit_check_free (HzAuditCheck *self)
{
  g_clear_pointer (&self->devices, g_array_unref);
  g_free (self);
}

const HzAuditReport *
hz_audit_check_get_report (HzAuditCheck *self)
{
  return &self->report;
}

static gboolean
list_devices (HzAuditCheck *self,
              HzContext *context,
              GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  self->devices = g_array_new (FALSE, FALSE, sizeof (HzId));
  statement = hz_statement_new (context->db,
                                "SELECT device_id FROM audit UNION SELECT device_id FROM audit_head",
                                error);

  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      HzId device_id;

      if (!has_row)
        return TRUE;

      device_id = hz_statement_get_id (statement, 0);
      g_array_append_val (self->devices, device_id);
    }

  return FALSE;
}

static void
begin_device (HzAuditCheck *self)
{
  self->device_id = g_array_index (self->devices, HzId, 0);
  g_array_remove_index (self->devices, 0);
  self->is_under_way = TRUE;
  self->seq = 0;
  self->n_unconfirmed = 0;
  hz_audit_hash_beginning (&self->device_id, self->hash);
}

static void
read_entry (HzStatement *statement,
            HzAuditEntry *entry)
{
  entry->device_id = hz_statement_get_id (statement, 0);
  entry->seq = hz_statement_get_int (statement, 1);
  entry->time = hz_statement_get_int (statement, 2);
  entry->member_id = hz_statement_get_id (statement, 3);
  entry->act = hz_statement_dup_text (statement, 4);
  entry->kind = (HzRecordKind) hz_statement_get_int (statement, 5);
  entry->object_id = hz_statement_get_id (statement, 6);
  entry->client_id = hz_statement_get_id (statement, 7);
  entry->revision = hz_statement_is_null (statement, 8) ? 0 : hz_statement_get_int (statement, 8);
  entry->mark = hz_statement_get_bytes (statement, 9);
  entry->signature = hz_statement_get_bytes (statement, 10);
}

/* The signed head of a row: whether there is one, and whether it is right. */
static gboolean
check_head (HzAuditCheck *self,
            HzContext *context,
            HzStatement *heads,
            gint64 seq,
            gboolean *has_head,
            gboolean *is_right,
            GError **error)
{
  g_autoptr (GBytes) signature = NULL;
  guint8 signed_hash[HZ_HASH_BYTES];
  HzId member_id;

  hz_statement_reset (heads);
  hz_statement_bind_id (heads, 1, &self->device_id);
  hz_statement_bind_int (heads, 2, seq);
  if (!hz_statement_step (heads, has_head, error))
    return FALSE;
  if (!*has_head)
    return TRUE;

  member_id = hz_statement_get_id (heads, 0);
  signature = hz_statement_get_bytes (heads, 2);
  *is_right = hz_audit_copy_hash (heads, 1, signed_hash)
              && memcmp (signed_hash, self->hash, HZ_HASH_BYTES) == 0
              && hz_audit_is_signed (context, &member_id, self->hash, signature);

  return TRUE;
}

/* Goes on behind a row that does not hold, from what it says of itself. */
static void
note_break (HzAuditCheck *self,
            const HzAuditEntry *entry,
            HzStatement *rows)
{
  guint8 stored[HZ_HASH_BYTES];

  if (self->report.broken_at == 0)
    self->report.broken_at = self->seq;
  self->seq = entry->seq;
  if (hz_audit_copy_hash (rows, 11, stored))
    memcpy (self->hash, stored, sizeof stored);
}

static gboolean
check_entry (HzAuditCheck *self,
             HzContext *context,
             HzStatement *rows,
             HzStatement *heads,
             GError **error)
{
  g_auto (HzAuditEntry) entry = { 0 };
  guint8 stored[HZ_HASH_BYTES];
  gboolean has_head = FALSE;
  gboolean is_right = TRUE;

  read_entry (rows, &entry);
  self->seq++;
  self->report.n_rows++;
  self->n_unconfirmed++;
  hz_audit_entry_hash (&entry, self->hash);
  if (!check_head (self, context, heads, entry.seq, &has_head, &is_right, error))
    return FALSE;
  if (has_head && is_right)
    self->n_unconfirmed = 0;

  if (entry.seq != self->seq || !is_right || !hz_audit_copy_hash (rows, 11, stored)
      || memcmp (stored, self->hash, sizeof stored) != 0)
    note_break (self, &entry, rows);

  return TRUE;
}

static gboolean
check_entries (HzAuditCheck *self,
               HzContext *context,
               guint *n_rows,
               GError **error)
{
  g_autoptr (HzStatement) rows = NULL;
  g_autoptr (HzStatement) heads = NULL;
  gboolean has_row = TRUE;

  rows = hz_statement_new (context->db,
                           "SELECT " HZ_AUDIT_ENTRY_COLUMNS " FROM audit"
                           " WHERE device_id = ?1 AND seq > ?2 ORDER BY seq"
                           " LIMIT " G_STRINGIFY (N_ROWS), error);
  heads = hz_statement_new (context->db,
                            "SELECT member_id, hash, signature FROM audit_head"
                            " WHERE device_id = ?1 AND seq = ?2", error);
  if (rows == NULL || heads == NULL)
    return FALSE;

  hz_statement_bind_id (rows, 1, &self->device_id);
  hz_statement_bind_int (rows, 2, self->seq);
  for (*n_rows = 0; ; (*n_rows)++)
    {
      if (!hz_statement_step (rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!check_entry (self, context, rows, heads, error))
        return FALSE;
    }
}

/* A head without its row was of a row that is gone. */
static gboolean
check_no_later_head (HzAuditCheck *self,
                     HzContext *context,
                     GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT min (seq) FROM audit_head WHERE device_id = ?1 AND seq > ?2",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &self->device_id);
  hz_statement_bind_int (statement, 2, self->seq);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row && !hz_statement_is_null (statement, 0) && self->report.broken_at == 0)
    self->report.broken_at = self->seq + 1;

  return TRUE;
}

/**
 * hz_audit_check_run_part:
 * @self: a check
 * @context: of any job
 * @is_done: (out): whether all rows are walked
 * @error: return location
 *
 * The next rows.
 *
 * Returns: whether they could be read
 */
gboolean
hz_audit_check_run_part (HzAuditCheck *self,
                         HzContext *context,
                         gboolean *is_done,
                         GError **error)
{
  guint n_rows = 0;

  *is_done = FALSE;
  if (self->devices == NULL && !list_devices (self, context, error))
    return FALSE;

  if (!self->is_under_way)
    {
      *is_done = self->devices->len == 0;
      if (!*is_done)
        begin_device (self);
      return TRUE;
    }

  if (!check_entries (self, context, &n_rows, error))
    return FALSE;
  if (n_rows == N_ROWS)
    return TRUE;

  self->is_under_way = FALSE;
  self->report.n_unconfirmed += self->n_unconfirmed;

  return check_no_later_head (self, context, error);
}

/**
 * hz_audit_verify:
 * @context: of any job
 * @report: (out): what was found
 * @error: return location
 *
 * Walks every row of every device at once; long in a large centre.
 *
 * Returns: whether the rows could be read
 */
gboolean
hz_audit_verify (HzContext *context,
                 HzAuditReport *report,
                 GError **error)
{
  g_autoptr (HzAuditCheck) check = hz_audit_check_new ();
  gboolean is_done = FALSE;

  while (!is_done)
    if (!hz_audit_check_run_part (check, context, &is_done, error))
      return FALSE;

  *report = check->report;
  return TRUE;
}
