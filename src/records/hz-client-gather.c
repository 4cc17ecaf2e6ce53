/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * All whom a short text fits, be they a hundred thousand.
 *
 * First the indexes are read, a piece of each in a step: the words that begin so, phones, codes. Who
 * is found gets a bit in a set; the words' sets are cut with each other. Then the index of names is
 * read in its order, and who has a bit is taken. The steps are read jobs of some milliseconds, so that
 * the next letter does not wait behind them.
 */

#include "config.h"

#include "hz-client-gather.h"

#include "hz-client-search-private.h"
#include "hz-text.h"

/* Rows of an index in one step; a client whose filters have to be looked at counts for so many. */
#define STEP_ROWS 8000
#define LOOK_COST 10
#define WORD_BITS 64

/* A part of an index to be read: what lies from @begin to @end goes into @set; up to @text and @key it
 * has been read. */
typedef struct
{
  const char *sql;
  char *end;
  guint set;
  char *text;
  gint64 key;
} Scan;

typedef struct
{
  HzClientQuery *query;
  int year;
  gboolean has_filters;

  GArray *scans;
  guint n_scanned;
  guint n_words;
  GPtrArray *sets; /* of GArray of guint64: of the words; then of everybody found otherwise */
  GArray *wanted;

  char *text;
  gint64 key;
  gboolean is_done;
  GArray *finds;
} Gather;

static const char scan_words[]
  = "SELECT client_key, word, client_key FROM client_word"
    " WHERE (word, client_key) > (?1, ?2) AND word < ?3 ORDER BY word, client_key LIMIT ?4";
static const char scan_ends[]
  = "SELECT client_key, reversed, phone_key FROM client_phone"
    " WHERE (reversed, phone_key) > (?1, ?2) AND reversed < ?3 ORDER BY reversed, phone_key LIMIT ?4";
static const char scan_digits[]
  = "SELECT client_key, digits, phone_key FROM client_phone"
    " WHERE (digits, phone_key) > (?1, ?2) AND digits < ?3 ORDER BY digits, phone_key LIMIT ?4";
static const char scan_codes[]
  = "SELECT client_key, code, client_key FROM client"
    " WHERE (code, client_key) > (?1, ?2) AND code < ?3 ORDER BY code, client_key LIMIT ?4";

static void
clear_scan (gpointer data)
{
  Scan *scan = data;

  g_free (scan->end);
  g_free (scan->text);
}

static void
gather_free (gpointer data)
{
  Gather *self = data;

  hz_client_query_free (self->query);
  g_array_unref (self->scans);
  g_ptr_array_unref (self->sets);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_free (self->text);
  g_clear_pointer (&self->finds, g_array_unref);
  g_free (self);
}

static void
set_bit (GArray *set,
         gint64 key)
{
  guint place = (guint) (key / WORD_BITS);

  if (place >= set->len)
    g_array_set_size (set, place + 1);
  g_array_index (set, guint64, place) |= G_GUINT64_CONSTANT (1) << (key % WORD_BITS);
}

static gboolean
has_bit (const GArray *set,
         gint64 key)
{
  guint place = (guint) (key / WORD_BITS);

  return place < set->len
         && (g_array_index (set, guint64, place) >> (key % WORD_BITS) & 1) != 0;
}

static void
add_scan (Gather *self,
          const char *sql,
          const char *begin,
          guint set)
{
  Scan scan = { sql, g_strconcat (begin, HZ_CLIENT_SEARCH_LAST, NULL), set, g_strdup (begin), -1 };

  g_array_append_val (self->scans, scan);
}

static void
plan (Gather *self,
      const char *text)
{
  g_autofree char *tidy = hz_text_tidy_line (text, HZ_TEXT_LINE_LIMIT, NULL);
  g_autoptr (GPtrArray) words = hz_client_search_take_words (tidy, &self->year);
  g_autofree char *digits = hz_client_search_take_digits (tidy);
  g_autofree char *code = hz_client_search_take_code (tidy);

  self->n_words = words->len;
  for (guint i = 0; i <= words->len; i++)
    g_ptr_array_add (self->sets, g_array_new (FALSE, TRUE, sizeof (guint64)));

  for (guint i = 0; i < words->len; i++)
    {
      const HzClientSearchWord *word = g_ptr_array_index (words, i);

      for (guint j = 0; word->keys[j] != NULL; j++)
        add_scan (self, scan_words, word->keys[j], i);
    }
  if (digits != NULL)
    {
      g_autofree char *reversed = g_strreverse (g_strdup (digits));

      add_scan (self, scan_ends, reversed, words->len);
      add_scan (self, scan_digits, digits, words->len);
    }
  if (code != NULL)
    add_scan (self, scan_codes, code, words->len);
}

static Gather *
gather_new (const HzClientQuery *query,
            const char *text,
            const GArray *finds)
{
  Gather *self = g_new0 (Gather, 1);

  self->query = hz_client_query_copy (query);
  self->scans = g_array_new (FALSE, FALSE, sizeof (Scan));
  g_array_set_clear_func (self->scans, clear_scan);
  self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->finds = g_array_sized_new (FALSE, FALSE, sizeof (gint64), finds->len);
  g_array_append_vals (self->finds, finds->data, finds->len);
  plan (self, text);
  self->has_filters = query->district != NULL || query->service_asked != NULL || query->urgent
                      || self->year > 0;
  self->text = g_strdup ("");
  self->key = -1;

  return self;
}

/* Whom all words fit, or the digits, or the code; but for those who stand first already. */
static void
cut_sets (Gather *self)
{
  GArray *otherwise = g_ptr_array_index (self->sets, self->n_words);

  self->wanted = g_array_ref (otherwise);
  if (self->n_words > 0)
    {
      GArray *common = g_ptr_array_index (self->sets, 0);

      for (guint i = 1; i < self->n_words; i++)
        {
          const GArray *set = g_ptr_array_index (self->sets, i);

          for (guint j = 0; j < common->len; j++)
            g_array_index (common, guint64, j)
              &= j < set->len ? g_array_index (set, guint64, j) : 0;
        }
      if (otherwise->len < common->len)
        g_array_set_size (otherwise, common->len);
      for (guint j = 0; j < common->len; j++)
        g_array_index (otherwise, guint64, j) |= g_array_index (common, guint64, j);
    }

  for (guint i = 0; i < self->finds->len; i++)
    {
      gint64 key = g_array_index (self->finds, gint64, i);

      if (has_bit (self->wanted, key))
        g_array_index (self->wanted, guint64, key / WORD_BITS)
          &= ~(G_GUINT64_CONSTANT (1) << (key % WORD_BITS));
    }
}

static void
move_on (char **text,
         gint64 *key,
         HzStatement *row)
{
  g_free (*text);
  *text = hz_statement_dup_text (row, 1);
  *key = hz_statement_get_int (row, 2);
}

static gboolean
run_scan (HzContext *context,
          Gather *self,
          Scan *scan,
          GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, scan->sql, error);
  GArray *set = g_ptr_array_index (self->sets, scan->set);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_text (statement, 1, scan->text);
  hz_statement_bind_int (statement, 2, scan->key);
  hz_statement_bind_text (statement, 3, scan->end);
  hz_statement_bind_int (statement, 4, STEP_ROWS);
  for (guint n = 1;; n++)
    {
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      set_bit (set, hz_statement_get_int (statement, 0));
      if (n == STEP_ROWS)
        {
          move_on (&scan->text, &scan->key, statement);
          return TRUE;
        }
    }

  self->n_scanned++;
  return TRUE;
}

static gboolean
passes (Gather *self,
        HzStatement *load,
        gint64 key,
        gboolean *fits,
        GError **error)
{
  gboolean has_row = FALSE;

  hz_statement_reset (load);
  hz_statement_bind_int (load, 1, key);
  if (!hz_statement_step (load, &has_row, error))
    return FALSE;

  *fits = has_row && hz_client_search_fits (self->query, self->year, load);
  return TRUE;
}

/* Along the index of names. */
static gboolean
run_walk (HzContext *context,
          Gather *self,
          GError **error)
{
  g_autoptr (HzStatement) load = hz_statement_new (context->db, HZ_CLIENT_SEARCH_LOAD, error);
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db,
                        "SELECT client_key, sort_key, client_key FROM client"
                        " WHERE archived = ?1 AND (sort_key, client_key) > (?2, ?3)"
                        " ORDER BY sort_key, client_key",
                        error);
  gboolean has_row = FALSE;

  if (load == NULL || statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, self->query->archived ? 1 : 0);
  hz_statement_bind_text (statement, 2, self->text);
  hz_statement_bind_int (statement, 3, self->key);
  for (guint n = 0; n < STEP_ROWS; n++)
    {
      gboolean fits;
      gint64 key;

      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      self->is_done = !has_row;
      if (!has_row)
        return TRUE;

      key = hz_statement_get_int (statement, 0);
      fits = has_bit (self->wanted, key);
      if (fits && self->has_filters)
        {
          n += LOOK_COST;
          if (!passes (self, load, key, &fits, error))
            return FALSE;
        }
      if (fits)
        g_array_append_val (self->finds, key);
      if (n + 1 >= STEP_ROWS)
        move_on (&self->text, &self->key, statement);
    }

  return TRUE;
}

static gboolean
run_step (HzContext *context,
          gpointer data,
          GError **error)
{
  Gather *self = data;

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return FALSE;
  if (self->n_scanned < self->scans->len)
    return run_scan (context, self, &g_array_index (self->scans, Scan, self->n_scanned), error);
  if (self->wanted == NULL)
    cut_sets (self);

  return run_walk (context, self, error);
}

static void
on_records_run_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer data)
{
  g_autoptr (GTask) task = data;
  HzRecords *records = HZ_RECORDS (source);
  GError *error = NULL;
  Gather *self = hz_records_run_finish (records, result, &error);

  if (self == NULL)
    g_task_return_error (task, error);
  else if (self->is_done)
    g_task_return_pointer (task, g_steal_pointer (&self->finds), (GDestroyNotify) g_array_unref);
  else
    hz_records_run_async (records, HZ_DB_JOB_READ, run_step, self, NULL, g_task_get_cancellable (task),
                          on_records_run_cb, g_object_ref (task));
}

/**
 * hz_client_gather_async:
 * @records: the records
 * @query: the filters
 * @text: what was looked for, as it was meant
 * @finds: (element-type gint64): those that stand first
 * @cancellable: (nullable): to be given up when something else is looked for
 * @callback: told when all are found
 * @user_data: for @callback
 */
void
hz_client_gather_async (HzRecords *records,
                        const HzClientQuery *query,
                        const char *text,
                        const GArray *finds,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (records, cancellable, callback, user_data);
  Gather *self = gather_new (query, text, finds);

  g_task_set_source_tag (task, hz_client_gather_async);
  g_task_set_task_data (task, self, gather_free);
  hz_records_run_async (records, HZ_DB_JOB_READ, run_step, self, NULL, cancellable, on_records_run_cb,
                        task);
}

/**
 * hz_client_gather_finish:
 *
 * Returns: (transfer full) (element-type gint64): all finds
 */
GArray *
hz_client_gather_finish (HzRecords *records,
                         GAsyncResult *result,
                         GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
