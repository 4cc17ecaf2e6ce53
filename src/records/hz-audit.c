/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who did what. Each row holds the hash of the row before and of its own fields; the last row of a
 * sitting is signed by whose sitting it was, and pinned by her. What may be read of it needs the
 * centre's key alone, so it holds no content, and of what only a holder of the care key may know to
 * exist, not the client.
 */

#include "hz-audit-private.h"

#include <string.h>

#include "hz-bytes.h"
#include "hz-records-error.h"

void
hz_audit_entry_clear (HzAuditEntry *self)
{
  g_clear_pointer (&self->act, g_free);
  g_clear_pointer (&self->mark, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
}

static void
append_bytes (GByteArray *array,
              GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  hz_append_u16 (array, (guint16) length);
  if (length > 0)
    g_byte_array_append (array, data, (guint) length);
}

/* @hash: (inout): of the row before; of @self */
void
hz_audit_entry_hash (const HzAuditEntry *self,
                     guint8 hash[HZ_HASH_BYTES])
{
  g_autoptr (GByteArray) text = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *) "HZaudrow", 8);
  g_byte_array_append (text, hash, HZ_HASH_BYTES);
  g_byte_array_append (text, self->device_id.bytes, HZ_ID_BYTES);
  hz_append_u64 (text, (guint64) self->seq);
  hz_append_u64 (text, (guint64) self->time);
  g_byte_array_append (text, self->member_id.bytes, HZ_ID_BYTES);
  hz_append_text (text, self->act);
  hz_append_u16 (text, (guint16) self->kind);
  g_byte_array_append (text, self->object_id.bytes, HZ_ID_BYTES);
  g_byte_array_append (text, self->client_id.bytes, HZ_ID_BYTES);
  hz_append_u64 (text, (guint64) self->revision);
  append_bytes (text, self->mark);
  append_bytes (text, self->signature);

  hz_hash (text->data, text->len, hash);
}

/* What a signed row signs. */
static void
hash_mark (const HzId *object_id,
           gint64 revision,
           const guint8 mark[HZ_HASH_BYTES],
           guint8 hash[HZ_HASH_BYTES])
{
  g_autoptr (GByteArray) text = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *) "HZaudmrk", 8);
  g_byte_array_append (text, object_id->bytes, HZ_ID_BYTES);
  hz_append_u64 (text, (guint64) revision);
  g_byte_array_append (text, mark, HZ_HASH_BYTES);

  hz_hash (text->data, text->len, hash);
}

/* Before the first row. */
void
hz_audit_hash_beginning (const HzId *device_id,
                         guint8 hash[HZ_HASH_BYTES])
{
  hz_hash (device_id->bytes, HZ_ID_BYTES, hash);
}

gboolean
hz_audit_copy_hash (HzStatement *statement,
                    int column,
                    guint8 hash[HZ_HASH_BYTES])
{
  g_autoptr (GBytes) bytes = hz_statement_get_bytes (statement, column);

  if (bytes == NULL || g_bytes_get_size (bytes) != HZ_HASH_BYTES)
    return FALSE;

  memcpy (hash, g_bytes_get_data (bytes, NULL), HZ_HASH_BYTES);
  return TRUE;
}

gboolean
hz_audit_is_signed (HzContext *context,
                    const HzId *member_id,
                    const guint8 hash[HZ_HASH_BYTES],
                    GBytes *signature)
{
  return signature != NULL && g_bytes_get_size (signature) == HZ_RINGS_SIGNATURE_BYTES
         && hz_rings_check_audit_head (context->rings, member_id, hash,
                                       g_bytes_get_data (signature, NULL));
}

/* This device, and the last row of its chain; @seq is 0 before the first. */
static gboolean
get_last (HzContext *context,
          HzId *device_id,
          gint64 *seq,
          guint8 hash[HZ_HASH_BYTES],
          GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT d.id, a.seq, a.hash FROM device d"
                                " LEFT JOIN audit a ON a.device_id = d.id"
                                " ORDER BY a.seq DESC LIMIT 1", error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;

  if (!has_row)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED, "This device has no id yet");
      return FALSE;
    }

  *device_id = hz_statement_get_id (statement, 0);
  *seq = hz_statement_is_null (statement, 1) ? 0 : hz_statement_get_int (statement, 1);
  if (*seq == 0)
    hz_audit_hash_beginning (device_id, hash);
  else if (!hz_audit_copy_hash (statement, 2, hash))
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_AUDIT_BROKEN, "An audit row is damaged");
      return FALSE;
    }

  return TRUE;
}

static gboolean
insert_row (HzContext *context,
            HzAuditEntry *row,
            GError **error)
{
  guint8 hash[HZ_HASH_BYTES];
  g_autoptr (GBytes) hash_bytes = NULL;
  g_autoptr (HzStatement) statement = NULL;

  if (!get_last (context, &row->device_id, &row->seq, hash, error))
    return FALSE;

  row->seq++;
  hz_audit_entry_hash (row, hash);
  hash_bytes = g_bytes_new (hash, sizeof hash);

  statement = hz_statement_new (context->db,
                                "INSERT INTO audit (" HZ_AUDIT_ENTRY_COLUMNS ")"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &row->device_id);
  hz_statement_bind_int (statement, 2, row->seq);
  hz_statement_bind_int (statement, 3, row->time);
  hz_statement_bind_id (statement, 4, &row->member_id);
  hz_statement_bind_text (statement, 5, row->act);
  hz_statement_bind_int (statement, 6, row->kind);
  hz_statement_bind_id (statement, 7, &row->object_id);
  hz_statement_bind_id (statement, 8, &row->client_id);
  if (row->mark != NULL)
    hz_statement_bind_int (statement, 9, row->revision);
  hz_statement_bind_bytes (statement, 10, row->mark);
  hz_statement_bind_bytes (statement, 11, row->signature);
  hz_statement_bind_bytes (statement, 12, hash_bytes);

  return hz_statement_run (statement, error);
}

/* Whether the centre's key alone may tell that a client has such a record. */
static gboolean
may_name_client (HzRecordKind kind)
{
  switch (kind)
    {
    case HZ_RECORD_CASE_FILE:
    case HZ_RECORD_NOTE:
    case HZ_RECORD_CONSENT:
    case HZ_RECORD_REFERRAL:
    case HZ_RECORD_DRAFT:
      return FALSE;

    default:
      return TRUE;
    }
}

/**
 * hz_audit_add:
 * @context: of a write job
 * @act: what was done: a permanent word such as "client.add"
 * @kind: what the record is
 * @object_id: (nullable): the record
 * @client_id: (nullable): whom it is about
 * @error: return location
 *
 * Returns: whether the row stands in the transaction
 */
gboolean
hz_audit_add (HzContext *context,
              const char *act,
              HzRecordKind kind,
              const HzId *object_id,
              const HzId *client_id,
              GError **error)
{
  g_auto (HzAuditEntry) row = { .act = g_strdup (act), .kind = kind, .time = context->now,
                                .member_id = context->own_id };

  if (object_id != NULL)
    row.object_id = *object_id;
  if (client_id != NULL && may_name_client (kind))
    row.client_id = *client_id;

  return insert_row (context, &row, error);
}

/**
 * hz_audit_add_earlier:
 * @context: of a write job
 * @act: what was done
 * @kind: what the record is
 * @object_id: the record, or no id
 * @member_id: who did it
 * @time: when, UTC milliseconds
 * @error: return location
 *
 * For what was signed elsewhere and is only written down here.
 *
 * Returns: whether the row stands in the transaction
 */
gboolean
hz_audit_add_earlier (HzContext *context,
                      const char *act,
                      HzRecordKind kind,
                      const HzId *object_id,
                      const HzId *member_id,
                      gint64 time,
                      GError **error)
{
  g_auto (HzAuditEntry) row = { .act = g_strdup (act), .kind = kind, .time = time,
                                .member_id = *member_id, .object_id = *object_id };

  return insert_row (context, &row, error);
}

/**
 * hz_audit_add_signed:
 * @context: of a write job
 * @act: what was done
 * @kind: what the record is
 * @object_id: the record
 * @revision: its revision
 * @mark: tells this text from any other, to those who hold its key alone
 * @error: return location
 *
 * Returns: whether the row stands in the transaction, signed by the person herself
 */
gboolean
hz_audit_add_signed (HzContext *context,
                     const char *act,
                     HzRecordKind kind,
                     const HzId *object_id,
                     gint64 revision,
                     const guint8 mark[HZ_HASH_BYTES],
                     GError **error)
{
  g_auto (HzAuditEntry) row = { .act = g_strdup (act), .kind = kind, .time = context->now,
                                .member_id = context->own_id, .object_id = *object_id,
                                .revision = revision };
  guint8 signature[HZ_RINGS_SIGNATURE_BYTES];
  guint8 hash[HZ_HASH_BYTES];

  hash_mark (object_id, revision, mark, hash);
  hz_rings_sign_audit_head (context->rings, hash, signature);
  row.mark = g_bytes_new (mark, HZ_HASH_BYTES);
  row.signature = g_bytes_new (signature, sizeof signature);

  return insert_row (context, &row, error);
}

/**
 * hz_audit_check_signed:
 * @context: of any job
 * @author_id: who is to have signed it
 * @object_id: the record
 * @revision: its revision
 * @mark: computed from what it holds now
 * @error: return location
 *
 * Returns: whether there is such a row; else %HZ_RECORDS_ERROR_AUDIT_BROKEN
 */
gboolean
hz_audit_check_signed (HzContext *context,
                       const HzId *author_id,
                       const HzId *object_id,
                       gint64 revision,
                       const guint8 mark[HZ_HASH_BYTES],
                       GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  guint8 hash[HZ_HASH_BYTES];
  gboolean has_row;

  statement = hz_statement_new (context->db,
                                "SELECT mark, signature FROM audit"
                                " WHERE object_id = ?1 AND revision = ?2 AND mark IS NOT NULL", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, object_id);
  hz_statement_bind_int (statement, 2, revision);
  hash_mark (object_id, revision, mark, hash);

  while (TRUE)
    {
      g_autoptr (GBytes) signature = NULL;
      guint8 found[HZ_HASH_BYTES];

      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      signature = hz_statement_get_bytes (statement, 1);
      if (hz_audit_copy_hash (statement, 0, found) && memcmp (found, mark, HZ_HASH_BYTES) == 0
          && hz_audit_is_signed (context, author_id, hash, signature))
        return TRUE;
    }

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_AUDIT_BROKEN,
               "The audit has no signed row of this record");
  return FALSE;
}

/**
 * hz_audit_sign_head:
 * @context: of a write job
 * @head: (out) (optional): the hash of the last row, to be pinned
 * @error: return location
 *
 * Signs the last row, unless that has been done already.
 *
 * Returns: whether the head stands in the transaction
 */
gboolean
hz_audit_sign_head (HzContext *context,
                    guint8 head[HZ_HASH_BYTES],
                    GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (GBytes) hash_bytes = NULL;
  g_autoptr (GBytes) signature_bytes = NULL;
  guint8 signature[HZ_RINGS_SIGNATURE_BYTES];
  guint8 hash[HZ_HASH_BYTES];
  HzId device_id;
  gint64 seq;

  if (!get_last (context, &device_id, &seq, hash, error))
    return FALSE;

  hz_rings_sign_audit_head (context->rings, hash, signature);
  hash_bytes = g_bytes_new (hash, sizeof hash);
  signature_bytes = g_bytes_new (signature, sizeof signature);

  statement = hz_statement_new (context->db,
                                "INSERT OR IGNORE INTO audit_head"
                                " (device_id, seq, time, member_id, hash, signature)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &device_id);
  hz_statement_bind_int (statement, 2, seq);
  hz_statement_bind_int (statement, 3, context->now);
  hz_statement_bind_id (statement, 4, &context->own_id);
  hz_statement_bind_bytes (statement, 5, hash_bytes);
  hz_statement_bind_bytes (statement, 6, signature_bytes);
  if (!hz_statement_run (statement, error))
    return FALSE;

  if (head != NULL)
    memcpy (head, hash, sizeof hash);
  return TRUE;
}

/**
 * hz_audit_has_head:
 * @context: of any job
 * @head: as somebody has pinned it
 * @has_head: (out): whether the chain still has it
 * @error: return location
 *
 * Returns: whether the database could be read
 */
gboolean
hz_audit_has_head (HzContext *context,
                   const guint8 head[HZ_HASH_BYTES],
                   gboolean *has_head,
                   GError **error)
{
  g_autoptr (GBytes) hash = g_bytes_new (head, HZ_HASH_BYTES);
  g_autoptr (HzStatement) statement = NULL;

  statement = hz_statement_new (context->db,
                                "SELECT 1 FROM audit_head h JOIN audit a"
                                " ON a.device_id = h.device_id AND a.seq = h.seq AND a.hash = h.hash"
                                " WHERE h.hash = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_bytes (statement, 1, hash);
  return hz_statement_step (statement, has_head, error);
}
