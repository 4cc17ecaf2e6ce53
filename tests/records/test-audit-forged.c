/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A hostile administrator takes a row out of the audit, or changes one, and makes the whole chain after
 * it right again: she has the centre key, her own keys, and this second writing of how a row is hashed.
 * What others have signed does not fit any more.
 */

#include <sodium.h>
#include <string.h>

#include "hz-audit.h"
#include "hz-bytes.h"
#include "hz-records-error.h"
#include "hz-statement.h"
#include "hz-test-records.h"
#include "hz-test.h"

typedef struct
{
  const char *sql;
  gboolean signs_heads;
  gint64 broken_at;
} Forgery;

static gboolean
run_acts (HzContext *context,
          gpointer data,
          GError **error)
{
  HzId id = hz_id_new ();

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    if (!hz_audit_add (context, "client.add", HZ_RECORD_CLIENT, &id, &id, error))
      return FALSE;

  return TRUE;
}

static void
append_bytes (GByteArray *text,
              HzStatement *row,
              int column)
{
  g_autoptr (GBytes) bytes = hz_statement_get_bytes (row, column);
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  hz_append_u16 (text, (guint16) length);
  if (length > 0)
    g_byte_array_append (text, data, (guint) length);
}

static void
append_id (GByteArray *text,
           HzStatement *row,
           int column)
{
  const HzId id = hz_statement_get_id (row, column);

  g_byte_array_append (text, id.bytes, HZ_ID_BYTES);
}

/* @hash: (inout): of the row before */
static void
hash_row (HzStatement *row,
          guint8 hash[HZ_HASH_BYTES])
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree char *act = hz_statement_dup_text (row, 4);

  g_byte_array_append (text, (const guint8 *) "HZaudrow", 8);
  g_byte_array_append (text, hash, HZ_HASH_BYTES);
  append_id (text, row, 0);
  hz_append_u64 (text, (guint64) hz_statement_get_int (row, 1));
  hz_append_u64 (text, (guint64) hz_statement_get_int (row, 2));
  append_id (text, row, 3);
  hz_append_text (text, act);
  hz_append_u16 (text, (guint16) hz_statement_get_int (row, 5));
  append_id (text, row, 6);
  append_id (text, row, 7);
  hz_append_u64 (text, (guint64) hz_statement_get_int (row, 8));
  append_bytes (text, row, 9);
  append_bytes (text, row, 10);

  crypto_generichash (hash, HZ_HASH_BYTES, text->data, text->len, NULL, 0);
}

static gboolean
put_hash (HzContext *context,
          const char *sql,
          gint64 seq,
          const guint8 hash[HZ_HASH_BYTES],
          const guint8 *signature,
          GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);
  g_autoptr (GBytes) bytes = g_bytes_new (hash, HZ_HASH_BYTES);
  g_autoptr (GBytes) signed_bytes = NULL;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, seq);
  hz_statement_bind_bytes (statement, 2, bytes);
  if (signature != NULL)
    {
      signed_bytes = g_bytes_new (signature, HZ_RINGS_SIGNATURE_BYTES);
      hz_statement_bind_bytes (statement, 3, signed_bytes);
    }

  return hz_statement_run (statement, error);
}

/* The chain holds by itself again; the heads name its rows, with the signatures that she can make. */
static gboolean
recompute (HzContext *context,
           gboolean signs_heads,
           GError **error)
{
  g_autoptr (HzStatement) rows = NULL;
  guint8 signature[HZ_RINGS_SIGNATURE_BYTES];
  guint8 hash[HZ_HASH_BYTES];
  gboolean is_first = TRUE;
  gboolean has_row = TRUE;

  rows = hz_statement_new (context->db,
                           "SELECT device_id, seq, time, member_id, act, kind, object_id, client_id,"
                           " revision, mark, signature FROM audit ORDER BY seq", error);

  while (rows != NULL && hz_statement_step (rows, &has_row, error) && has_row)
    {
      gint64 seq = hz_statement_get_int (rows, 1);

      if (is_first)
        {
          const HzId device_id = hz_statement_get_id (rows, 0);

          crypto_generichash (hash, sizeof hash, device_id.bytes, HZ_ID_BYTES, NULL, 0);
          is_first = FALSE;
        }

      hash_row (rows, hash);
      hz_rings_sign_audit_head (context->rings, hash, signature);
      if (!put_hash (context, "UPDATE audit SET hash = ?2 WHERE seq = ?1", seq, hash, NULL, error)
          || !put_hash (context, "UPDATE audit_head SET hash = ?2 WHERE seq = ?1", seq, hash, NULL,
                        error)
          || (signs_heads
              && !put_hash (context, "UPDATE audit_head SET hash = ?2, signature = ?3 WHERE seq = ?1",
                            seq, hash, signature, error)))
        return FALSE;
    }

  return !has_row;
}

/* Rolled back each time. */
static gboolean
run_forgery (HzContext *context,
             gpointer data,
             GError **error)
{
  const Forgery *forgery = data;
  HzAuditReport report;

  g_assert_true (hz_db_execute (context->db, "DROP TRIGGER audit_is_not_changed", error));
  g_assert_true (hz_db_execute (context->db, "DROP TRIGGER audit_is_not_deleted", error));
  g_assert_true (hz_db_execute (context->db, forgery->sql, error));
  g_assert_true (recompute (context, forgery->signs_heads, error));
  g_assert_true (hz_audit_verify (context, &report, error));
  if (report.broken_at != forgery->broken_at)
    g_error ("%s: broken at %" G_GINT64_FORMAT, forgery->sql, report.broken_at);

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED, "Not to stay");
  return FALSE;
}

/* Row 4 is of a sitting that ended with a head at 7, which is another's. */
static void
test_recomputed (void)
{
  static const Forgery forgeries[] = {
    { "SELECT 1", FALSE, 0 },
    { "UPDATE audit SET act = 'client.read' WHERE seq = 4", FALSE, 7 },
    { "UPDATE audit SET act = 'client.read' WHERE seq = 4", TRUE, 7 },
    { "UPDATE audit SET member_id = randomblob (16) WHERE seq = 4", TRUE, 7 },
    { "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq - 1 WHERE seq > 4", FALSE, 7 },
    { "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq - 1 WHERE seq > 4;"
      "UPDATE audit_head SET seq = seq - 1 WHERE seq > 4", TRUE, 6 },
    { "UPDATE audit SET time = time + 1 WHERE seq = 4;"
      "UPDATE audit_head SET member_id = (SELECT member_id FROM audit WHERE seq = "
      "(SELECT max (seq) FROM audit))", FALSE, 7 },
  };
  g_autoptr (HzTestRecords) test = hz_test_records_new ();

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_acts, GINT_TO_POINTER (5));
  hz_test_records_enter (test, HZ_TEST_PSYCHOLOGIST);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_acts, GINT_TO_POINTER (3));
  hz_test_records_enter (test, HZ_TEST_ADMIN);

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hz_test_records_try (test, HZ_DB_JOB_WRITE, run_forgery,
                                           (gpointer) &forgeries[i], &error));
      g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FAILED);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-forged/recomputed", test_recomputed);

  return g_test_run ();
}
