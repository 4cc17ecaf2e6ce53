/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of the real schema against schema/rings.tsv, and what each person's keys open of what
 * stands in them. */

#include <string.h>

#include "hz-body.h"
#include "hz-centre-grant.h"
#include "hz-keyring-file.h"
#include "hz-own-bodies.h"
#include "hz-ring-grant.h"
#include "hz-table-code.h"
#include "hz-test-fill.h"
#include "hz-test.h"
#include "hz-vault-tables.h"

typedef struct
{
  char *table;
  char *column;
  HzRing ring;
  guint16 code;
} Column;

static void
free_column (Column *column)
{
  g_free (column->table);
  g_free (column->column);
  g_free (column);
}

static HzRing
parse_ring (const char *word)
{
  static const char *const words[] = { "", "centre", "care", "case", "own" };

  for (guint i = 1; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0)
      return (HzRing) i;

  g_error ("rings.tsv: no ring %s", word);
}

static GPtrArray *
read_rings (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAMROZ_SOURCE"),
                                            "src/records/schema/rings.tsv", NULL);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) free_column);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      Column *column;

      if (lines[i][0] == '#' || lines[i][0] == '\0' || g_str_has_prefix (lines[i], "table\t"))
        continue;

      g_assert_cmpuint (g_strv_length (fields), ==, 4);
      column = g_new0 (Column, 1);
      column->table = g_strdup (fields[0]);
      column->column = g_strdup (fields[1]);
      column->ring = parse_ring (fields[2]);
      column->code = (guint16) g_ascii_strtoull (fields[3], NULL, 10);
      g_ptr_array_add (columns, column);
    }

  return columns;
}

static const Column *
find_column (GPtrArray *columns,
             const char *table,
             const char *name)
{
  const Column *found = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = g_ptr_array_index (columns, i);

      if (strcmp (column->table, table) != 0 || strcmp (column->column, name) != 0)
        continue;
      if (found != NULL)
        g_error ("rings.tsv: %s.%s stands there twice", table, name);
      found = column;
    }

  return found;
}

typedef void (*SchemaFunc) (const char *table,
                            const char *column,
                            const char *type,
                            gpointer data);

typedef struct
{
  SchemaFunc func;
  gpointer data;
} Walk;

static gboolean
run_walk (HzContext *context,
          gpointer data,
          GError **error)
{
  Walk *walk = data;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row;

  statement = hz_statement_new (context->db,
                                "SELECT m.name, c.name, c.type FROM main.sqlite_schema m,"
                                " pragma_table_xinfo (m.name) c WHERE m.type = 'table'"
                                " AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                " ORDER BY 1, c.cid", error);
  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;

      walk->func (hz_statement_get_text (statement, 0), hz_statement_get_text (statement, 1),
                  hz_statement_get_text (statement, 2), walk->data);
    }

  return FALSE;
}

/* Every column of every table that is in the file. SQLite makes the table of the pragma first. */
static void
walk_schema (HzTestRecords *test,
             SchemaFunc func,
             gpointer data)
{
  Walk walk = { func, data };

  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_walk, &walk);
}

typedef struct
{
  GPtrArray *columns;
  guint n_seen;
} Listing;

static void
check_listed (const char *table,
              const char *column,
              const char *type,
              gpointer data)
{
  Listing *listing = data;
  const Column *found = find_column (listing->columns, table, column);

  if (found == NULL)
    g_error ("%s.%s is not in src/records/schema/rings.tsv", table, column);
  if (found->ring != HZ_RING_CENTRE && strcmp (type, "BLOB") != 0)
    g_error ("%s.%s is no sealed column", table, column);
  if (found->ring == HZ_RING_CENTRE && found->code != 0)
    g_error ("%s.%s of the centre ring has a code", table, column);

  listing->n_seen++;
}

static void
test_listed (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GPtrArray) columns = read_rings ();
  Listing listing = { columns, 0 };

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  walk_schema (test, check_listed, &listing);
  g_assert_cmpuint (listing.n_seen, >, 100);
  g_assert_cmpuint (listing.n_seen, ==, columns->len);
}

/* A code is of one column for ever. */
static void
test_codes (void)
{
  static const struct
  {
    guint16 code;
    const char *table;
    HzRing ring;
  } codes[] = {
    { HZ_VAULT_TABLE_PIN, "pin", HZ_RING_OWN },
    { HZ_VAULT_TABLE_RING_TEAM, "ring_team", HZ_RING_CASE },
    { HZ_TABLE_DRAFT, "draft", HZ_RING_OWN },
    { HZ_TABLE_PREFERENCE, "preference", HZ_RING_OWN },
    { HZ_TABLE_CLIENT_REQUEST, "client_request", HZ_RING_CARE },
    { HZ_TABLE_CLIENT_PROFILE, "client_profile", HZ_RING_CARE },
    { HZ_TABLE_CLIENT_REASON, "client_reason", HZ_RING_CARE },
    { HZ_TABLE_APPOINTMENT_REASON, "appointment_reason", HZ_RING_CARE },
    { HZ_TABLE_KEEP_APART, "keep_apart", HZ_RING_CARE },
    { HZ_TABLE_CASE_FILE, "case_file", HZ_RING_CARE },
    { HZ_TABLE_NOTE, "note", HZ_RING_CASE },
    { HZ_TABLE_CONSENT, "consent", HZ_RING_CARE },
    { HZ_TABLE_REFERRAL, "referral", HZ_RING_CARE },
    { HZ_TABLE_SHEET_USE, "sheet_use", HZ_RING_CARE },
  };
  g_autoptr (GPtrArray) columns = read_rings ();
  guint n_sealed = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = g_ptr_array_index (columns, i);
      guint n_found = 0;

      if (column->code == 0)
        continue;

      n_sealed++;
      for (guint j = 0; j < G_N_ELEMENTS (codes); j++)
        if (codes[j].code == column->code)
          {
            n_found++;
            g_assert_cmpstr (codes[j].table, ==, column->table);
            g_assert_cmpint (codes[j].ring, ==, column->ring);
          }
      if (n_found != 1)
        g_error ("%s.%s: code %u", column->table, column->column, column->code);
    }

  g_assert_cmpuint (n_sealed, ==, G_N_ELEMENTS (codes));
}

/* Never without a line in rings.tsv of another ring: the fields of a case, a reason, a recipient. */
static void
check_word (const char *table,
            const char *column,
            const char *type,
            gpointer data)
{
  static const char *const never[] = { "reason", "recipient", "request", "text", "risk", "outcome",
                                       "diagnosis", "address", "override" };

  /* Of the centre and of offices, not of clients. */
  if (g_str_equal (table, "centre") || g_str_equal (table, "directory_entry")
      || g_str_equal (table, "ring_grant") || g_str_has_suffix (column, "_key"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (strstr (column, never[i]) != NULL)
      g_error ("%s.%s stands in the clear?", table, column);

  if (strcmp (table, "case_file") == 0 || strcmp (table, "note") == 0 || strcmp (table, "referral") == 0
      || strcmp (table, "consent") == 0)
    g_assert_null (strstr (column, "client"));
}

static void
test_words (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  walk_schema (test, check_word, NULL);
}

/* A sealed body where it stands. @author: of the staff, or -1. */
typedef struct
{
  const Column *column;
  HzBodyAddress address;
  HzId author_id;
  GBytes *sealed;
} Body;

static void
free_body (Body *body)
{
  g_bytes_unref (body->sealed);
  g_free (body);
}

/* @bodies: (element-type Body); @grants: (element-type Body): of ring_grant, author is the recipient */
typedef struct
{
  GPtrArray *columns;
  GPtrArray *bodies;
  GPtrArray *grants;
  HzId centre_id;
} Collection;

/* id, case or no id, revision, whose, body */
static char *
build_select (const Column *column)
{
  if (strcmp (column->table, "pin") == 0)
    return g_strdup ("SELECT member_id, NULL, revision, member_id, body FROM pin");
  if (strcmp (column->table, "ring_team") == 0)
    return g_strdup ("SELECT subject_id, subject_id, revision, NULL, body FROM ring_team");
  if (strcmp (column->table, "ring_grant") == 0)
    return g_strdup ("SELECT subject_id, NULL, epoch, recipient_id, sealed FROM ring_grant");

  return g_strdup_printf ("SELECT id, %s, revision, created_by, %s FROM %s WHERE %s IS NOT NULL",
                          column->ring == HZ_RING_CASE ? "case_id" : "NULL", column->column,
                          column->table, column->column);
}

static gboolean
collect_column (HzContext *context,
                Collection *collection,
                const Column *column,
                GError **error)
{
  g_autofree char *sql = build_select (column);
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);
  gboolean has_row;

  while (statement != NULL && hz_statement_step (statement, &has_row, error))
    {
      Body *body;

      if (!has_row)
        return TRUE;

      body = g_new0 (Body, 1);
      body->column = column;
      body->address = (HzBodyAddress) { column->code, hz_statement_get_id (statement, 0), HZ_ID_NONE,
                                        hz_statement_get_int (statement, 2) };
      if (!hz_statement_is_null (statement, 1))
        body->address.case_id = hz_statement_get_id (statement, 1);
      if (!hz_statement_is_null (statement, 3))
        body->author_id = hz_statement_get_id (statement, 3);
      body->sealed = hz_statement_get_bytes (statement, 4);
      g_ptr_array_add (strcmp (column->table, "ring_grant") == 0 ? collection->grants
                                                                 : collection->bodies, body);
    }

  return FALSE;
}

static gboolean
run_collect (HzContext *context,
             gpointer data,
             GError **error)
{
  Collection *collection = data;

  for (guint i = 0; i < collection->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (collection->columns, i);

      if (column->ring != HZ_RING_CENTRE && !collect_column (context, collection, column, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_key (GPtrArray *keys,
         HzSecret *key,
         const HzId *centre_id)
{
  static const char *const labels[] = { "HZinbox ", "HZcaresg", "HZslotky", "HZroster", "HZowner " };

  g_ptr_array_add (keys, hz_secret_ref (key));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (keys, hz_kdf_derive (key, labels[i], centre_id));
}

/* Every 32 bytes of her slot, the centre key, and the key of every grant that opens to her. */
static GPtrArray *
collect_keys (HzTestRecords *test,
              HzTestStaff who,
              Collection *collection,
              HzIdentity **identity)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_secret_unref);
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (HzSecret) root = NULL;
  g_autoptr (HzSecret) plain = NULL;
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second;

  keyring = hz_keyring_file_read (test->folder, &second, hash, NULL);
  root = hz_kdf_login_root (hz_test_records_get_login (who), password,
                            hz_keyring_get_install_salt (keyring), hz_keyring_get_cost (keyring), NULL);
  *identity = hz_keyring_open_slot (keyring, root);
  g_assert_nonnull (*identity);
  plain = hz_identity_to_plain (*identity);
  add_key (keys, root, &collection->centre_id);
  for (gsize at = 0; at + HZ_KEY_BYTES <= HZ_IDENTITY_BYTES; at += 8)
    {
      g_autoptr (HzSecret) key = hz_secret_new_copy (hz_secret_get_data (plain) + at, HZ_KEY_BYTES);

      add_key (keys, key, &collection->centre_id);
    }

  for (guint i = 0; i < hz_keyring_get_n_grants (keyring); i++)
    {
      g_autoptr (HzCentreGrant) grant = hz_centre_grant_open (*identity,
                                                              hz_keyring_get_grant (keyring, i));

      if (grant != NULL)
        add_key (keys, grant->dbk, &collection->centre_id);
    }

  for (guint i = 0; i < collection->grants->len; i++)
    {
      const Body *row = g_ptr_array_index (collection->grants, i);
      g_autoptr (HzRingGrant) grant = hz_ring_grant_open (*identity, row->sealed);

      g_assert_true ((grant != NULL) == hz_id_equal (&row->author_id, hz_identity_get_id (*identity)));
      if (grant != NULL)
        add_key (keys, grant->key, &collection->centre_id);
    }

  return keys;
}

static gboolean
holds_marker (GBytes *plain)
{
  gsize length;
  const void *data = g_bytes_get_data (plain, &length);

  return memmem (data, length, HZ_TEST_MARKER, strlen (HZ_TEST_MARKER)) != NULL
         || memmem (data, length, HZ_TEST_CASE_MARKER, strlen (HZ_TEST_CASE_MARKER)) != NULL;
}

/* With any of the keys, in any way a body is sealed. */
static GBytes *
try_keys (GPtrArray *keys,
          HzIdentity *identity,
          const HzId *centre_id,
          const Body *body)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (body->sealed, &length);
  g_autofree guint8 *room = g_malloc (length);
  guint8 signature[HZ_SIGNATURE_BYTES];
  HzId writer;

  for (guint i = 0; i < keys->len; i++)
    {
      HzSecret *key = g_ptr_array_index (keys, i);
      GBytes *plain = hz_body_open (key, centre_id, &body->address, body->sealed);

      if (plain == NULL)
        plain = hz_body_open_inbox (key, centre_id, &body->address, body->sealed, &writer, signature);
      if (plain != NULL)
        return plain;
    }

  return hz_identity_open (identity, data + 5, length - 5, room) ? g_bytes_new (room, length) : NULL;
}

/* Whether somebody's key is to open a body: her own things; of care and of cases what the ring says. */
static gboolean
may_open (const HzTestRecords *test,
          HzTestStaff who,
          const Body *body)
{
  gboolean is_carer = who == HZ_TEST_MANAGER || who == HZ_TEST_PSYCHOLOGIST || who == HZ_TEST_LAWYER;

  if (body->column->code == HZ_VAULT_TABLE_RING_TEAM && !hz_id_is_set (&body->address.case_id))
    return is_carer;
  if (body->column->ring == HZ_RING_CARE)
    return is_carer;

  return hz_id_equal (&body->author_id, &test->ids[who]);
}

/* @marked: (element-type Column): those in which the marker was found */
static void
try_person (HzTestRecords *test,
            HzTestStaff who,
            Collection *collection,
            GHashTable *marked)
{
  HzIdentity *identity = NULL;
  g_autoptr (GPtrArray) keys = collect_keys (test, who, collection, &identity);

  for (guint i = 0; i < collection->bodies->len; i++)
    {
      const Body *body = g_ptr_array_index (collection->bodies, i);
      g_autoptr (GBytes) plain = try_keys (keys, identity, &collection->centre_id, body);
      gboolean is_team = body->column->code == HZ_VAULT_TABLE_RING_TEAM
                         && hz_id_is_set (&body->address.case_id);

      if (is_team ? plain != NULL && (who == HZ_TEST_RECEPTION || who == HZ_TEST_ADMIN)
                  : (plain != NULL) != may_open (test, who, body))
        g_error ("%s.%s %s to %s", body->column->table, body->column->column,
                 plain != NULL ? "opens" : "is closed", hz_test_records_get_login (who));

      if (plain != NULL && holds_marker (plain))
        g_hash_table_add (marked, (gpointer) body->column);
    }

  hz_identity_unref (identity);
}

/* Whose password opens what, with any tool: every key she has on every body there is. The
 * psychologist's and the lawyer's open theirs, so that this can fail; and in every sealed column there
 * was something that they or its writer could read. */
static void
test_coerced (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GPtrArray) columns = read_rings ();
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) free_body);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) free_body);
  g_autoptr (GHashTable) marked = g_hash_table_new (NULL, NULL);
  Collection collection = { columns, bodies, grants, HZ_ID_NONE };

  hz_test_fill (test);
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_vault_get_centre_id (test->vault, &collection.centre_id);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_collect, &collection);
  hz_test_records_leave (test);

  for (int who = 0; who < HZ_TEST_N_STAFF; who++)
    try_person (test, who, &collection, marked);

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = g_ptr_array_index (columns, i);

      /* The vault's own, which tests/vault fills, hold no text. */
      if (column->code > 15 && !g_hash_table_contains (marked, column))
        g_error ("Nothing was tried in %s.%s: add it to hz-test-fill.c", column->table,
                 column->column);
    }
}

static void
renew_keys (HzTestRecords *test,
            HzTestStaff who,
            const char *old_password,
            const char *new_password)
{
  g_autoptr (HzSecret) old_typed = hz_secret_new_password (old_password);
  g_autoptr (HzSecret) new_typed = hz_secret_new_password (new_password);
  GError *error = NULL;

  hz_vault_renew_keys (test->vault, hz_test_records_get_login (who), old_typed, new_typed,
                       hz_own_bodies_reseal, &error);
  g_assert_no_error (error);
}

/* How many of her own things open to these keys. */
static guint
count_opened (Collection *collection,
              GPtrArray *keys,
              HzIdentity *identity,
              guint *n_there)
{
  guint n = 0;

  *n_there = 0;
  for (guint i = 0; i < collection->bodies->len; i++)
    {
      const Body *body = g_ptr_array_index (collection->bodies, i);
      g_autoptr (GBytes) plain = NULL;

      if (body->column->ring != HZ_RING_OWN
          || !hz_id_equal (&body->author_id, hz_identity_get_id (identity)))
        continue;

      plain = try_keys (keys, identity, &collection->centre_id, body);
      n += plain != NULL ? 1 : 0;
      ++*n_there;
    }

  return n;
}

/* Somebody may know her password, and has the keys it opened: of her own things in the file of today
 * they open none, and her new ones all. */
static void
test_renewed (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GPtrArray) columns = read_rings ();

  hz_test_fill (test);
  for (int who = 0; who < HZ_TEST_N_STAFF; who++)
    {
      g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) free_body);
      g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) free_body);
      Collection collection = { columns, bodies, grants, HZ_ID_NONE };
      g_autoptr (HzIdentity) old = NULL;
      g_autoptr (HzIdentity) new = NULL;
      g_autoptr (GPtrArray) old_keys = NULL;
      g_autoptr (GPtrArray) new_keys = NULL;
      guint n_there;

      hz_test_records_enter (test, who);
      hz_vault_get_centre_id (test->vault, &collection.centre_id);
      hz_test_records_must (test, HZ_DB_JOB_READ, run_collect, &collection);
      old_keys = collect_keys (test, who, &collection, &old);
      g_assert_cmpuint (count_opened (&collection, old_keys, old, &n_there), ==, n_there);
      g_assert_cmpuint (n_there, >, 0);

      renew_keys (test, who, HZ_TEST_PASSWORD, "some words in between");
      renew_keys (test, who, "some words in between", HZ_TEST_PASSWORD);
      g_ptr_array_set_size (bodies, 0);
      g_ptr_array_set_size (grants, 0);
      hz_test_records_must (test, HZ_DB_JOB_READ, run_collect, &collection);
      new_keys = collect_keys (test, who, &collection, &new);
      g_assert_cmpuint (count_opened (&collection, old_keys, old, &n_there), ==, 0);
      g_assert_cmpuint (count_opened (&collection, new_keys, new, &n_there), ==, n_there);
      g_assert_cmpuint (n_there, >, 0);
    }
}

static gboolean
run_search (HzContext *context,
            gpointer data,
            GError **error)
{
  GPtrArray *columns = data;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = g_ptr_array_index (columns, i);
      g_autofree char *sql = NULL;
      gint64 n_found;

      sql = g_strdup_printf ("SELECT count (*) FROM main.%s WHERE instr (CAST (%s AS BLOB),"
                             " CAST ('" HZ_TEST_MARKER "' AS BLOB)) > 0"
                             " OR instr (CAST (%s AS BLOB),"
                             " CAST ('" HZ_TEST_CASE_MARKER "' AS BLOB)) > 0",
                             column->table, column->column, column->column);
      if (!hz_db_get_int (context->db, sql, &n_found, error))
        return FALSE;
      if (n_found > 0)
        g_error ("%s.%s holds the text in the clear", column->table, column->column);
    }

  return TRUE;
}

/* What the centre's key alone opens holds none of it, in no column. */
static void
test_clear (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (GPtrArray) columns = read_rings ();

  hz_test_fill (test);
  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_search, columns);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/listed", test_listed);
  g_test_add_func ("/schema/codes", test_codes);
  g_test_add_func ("/schema/words", test_words);
  g_test_add_func ("/schema/coerced", test_coerced);
  g_test_add_func ("/schema/renewed", test_renewed);
  g_test_add_func ("/schema/clear", test_clear);

  return g_test_run ();
}
