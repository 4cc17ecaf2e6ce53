/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-own.h"

#include "hz-statement.h"

#define N_DRAFTS 3

gboolean
hz_test_own_write (HzTestCentre *centre,
                   HzRings *rings,
                   HzDb *db,
                   GError **error)
{
  g_autoptr (HzStatement) put = NULL;

  g_assert_true (hz_db_execute (db, "CREATE TABLE IF NOT EXISTS own_note (id BLOB NOT NULL UNIQUE,"
                                    " author BLOB NOT NULL, body BLOB NOT NULL) STRICT", error));
  put = hz_statement_new (db, "INSERT INTO own_note VALUES (?1, ?2, ?3)", error);
  for (int i = 0; i < N_DRAFTS; i++)
    {
      const HzBodyAddress address = { HZ_TEST_TABLE, hz_id_new (), HZ_ID_NONE, 1 };
      g_autoptr (GBytes) text = g_bytes_new_static ("a draft", 7);
      g_autoptr (GBytes) sealed = hz_rings_seal (rings, db, HZ_RING_OWN, &address, text, error);

      hz_statement_reset (put);
      hz_statement_bind_id (put, 1, &address.row_id);
      hz_statement_bind_id (put, 2, hz_rings_get_own_id (rings));
      hz_statement_bind_bytes (put, 3, sealed);
      g_assert_true (hz_statement_run (put, error));
    }

  return TRUE;
}

static gboolean
reseal_row (HzDb *db,
            HzRings *from,
            HzRings *to,
            HzStatement *row,
            GError **error)
{
  const HzBodyAddress address = { HZ_TEST_TABLE, hz_statement_get_id (row, 0), HZ_ID_NONE, 1 };
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (row, 1);
  g_autoptr (GBytes) plain = hz_rings_open (from, HZ_RING_OWN, &address, sealed, error);
  g_autoptr (GBytes) next = NULL;
  g_autoptr (HzStatement) put = NULL;

  g_assert_nonnull (plain);
  next = hz_rings_seal (to, db, HZ_RING_OWN, &address, plain, error);
  put = hz_statement_new (db, "UPDATE own_note SET body = ?2 WHERE id = ?1", error);
  if (next == NULL || put == NULL)
    return FALSE;

  hz_statement_bind_id (put, 1, &address.row_id);
  hz_statement_bind_bytes (put, 2, next);

  return hz_statement_run (put, error);
}

gboolean
hz_test_own_reseal (HzDb *db,
                    HzRings *from,
                    HzRings *to,
                    GError **error)
{
  g_autoptr (HzStatement) list = hz_statement_new (db,
    "SELECT id, body FROM own_note WHERE author = ?1 ORDER BY id", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;

  hz_statement_bind_id (list, 1, hz_rings_get_own_id (from));
  do
    if (!hz_statement_step (list, &has_row, error)
        || (has_row && !reseal_row (db, from, to, list, error)))
      return FALSE;
  while (has_row);

  return TRUE;
}

gboolean
hz_test_own_read (HzTestCentre *centre,
                  HzRings *rings,
                  HzDb *db,
                  GError **error)
{
  g_autoptr (HzStatement) list = hz_statement_new (db, "SELECT id, body FROM own_note"
                                                       " WHERE author = ?1", error);
  gboolean has_row = FALSE;
  int n = 0;

  hz_statement_bind_id (list, 1, hz_rings_get_own_id (rings));
  while (hz_statement_step (list, &has_row, error) && has_row)
    {
      const HzBodyAddress address = { HZ_TEST_TABLE, hz_statement_get_id (list, 0), HZ_ID_NONE, 1 };
      g_autoptr (GBytes) sealed = hz_statement_get_bytes (list, 1);
      g_autoptr (GBytes) plain = hz_rings_open (rings, HZ_RING_OWN, &address, sealed, error);

      g_assert_no_error (*error);
      n++;
    }
  g_assert_cmpint (n, ==, N_DRAFTS);

  return TRUE;
}
