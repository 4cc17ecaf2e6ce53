/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-client-query.h"

#include <string.h>

#include "hz-client-search.h"
#include "hz-client-spelling.h"
#include "hz-text.h"

#define JOINED_MOST 6
#define FEW 20

#define ROW                                                                                    \
  "SELECT c.id, c.code, c.surname, c.given, c.patronymic, c.also_known_as, c.birth,"           \
  " c.district, c.service_asked, p.number, p.rule, p.note, c.urgent, c.archived"

#define PHONE " LEFT JOIN client_phone p ON p.client_key = c.client_key AND p.place = 0"

HzClientQuery *
hz_client_query_new (const char *text)
{
  HzClientQuery *self = g_new0 (HzClientQuery, 1);

  self->text = g_strdup (text);
  self->n_known = -1;

  return self;
}

HzClientQuery *
hz_client_query_copy (const HzClientQuery *self)
{
  HzClientQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->district = g_strdup (self->district);
  copy->service_asked = g_strdup (self->service_asked);
  copy->finds = self->finds != NULL ? g_array_ref (self->finds) : NULL;

  return copy;
}

void
hz_client_query_free (HzClientQuery *self)
{
  g_free (self->text);
  g_free (self->district);
  g_free (self->service_asked);
  g_clear_pointer (&self->finds, g_array_unref);
  g_free (self);
}

gboolean
hz_client_query_counts_same (const HzClientQuery *self,
                             const HzClientQuery *other)
{
  return g_strcmp0 (self->text, other->text) == 0
         && g_strcmp0 (self->district, other->district) == 0
         && g_strcmp0 (self->service_asked, other->service_asked) == 0
         && self->urgent == other->urgent && self->archived == other->archived;
}

gboolean
hz_client_query_equal (const HzClientQuery *self,
                       const HzClientQuery *other)
{
  return hz_client_query_counts_same (self, other) && self->sort == other->sort
         && self->descending == other->descending;
}

void
hz_client_answer_free (HzClientAnswer *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->finds, g_array_unref);
  g_strfreev (self->tried);
  g_free (self->meant);
  g_free (self);
}

static HzClientAnswer *
answer_new (guint first)
{
  HzClientAnswer *answer = g_new0 (HzClientAnswer, 1);

  answer->first = first;
  answer->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_row_free);

  return answer;
}

static HzClientRow *
read_row (HzStatement *statement)
{
  HzClientRow *row = g_new0 (HzClientRow, 1);

  row->id = hz_statement_get_id (statement, 0);
  row->code = hz_statement_dup_text (statement, 1);
  row->surname = hz_statement_dup_text (statement, 2);
  row->given = hz_statement_dup_text (statement, 3);
  row->patronymic = hz_statement_dup_text (statement, 4);
  row->also_known_as = hz_statement_dup_text (statement, 5);
  row->birth = hz_statement_get_date (statement, 6);
  row->district = hz_statement_dup_text (statement, 7);
  row->service_asked = hz_statement_dup_text (statement, 8);
  row->phone = hz_statement_dup_text (statement, 9);
  row->rule = hz_statement_dup_text (statement, 10);
  row->note = hz_statement_dup_text (statement, 11);
  row->urgent = hz_statement_get_int (statement, 12) != 0;
  row->archived = hz_statement_get_int (statement, 13) != 0;

  return row;
}

/* The rows of @finds from @first on. */
static gboolean
read_finds (HzContext *context,
            const GArray *finds,
            guint first,
            guint n,
            GPtrArray *rows,
            GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db, ROW " FROM client c" PHONE " WHERE c.client_key = ?1", error);

  if (statement == NULL)
    return FALSE;

  for (guint i = first; i < finds->len && i - first < n; i++)
    {
      gboolean has_row = FALSE;

      hz_statement_reset (statement);
      hz_statement_bind_int (statement, 1, g_array_index (finds, gint64, i));
      if (!hz_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (rows, read_row (statement));
    }

  return TRUE;
}

static const char *
get_order (const HzClientQuery *query)
{
  static const char *const orders[][2] = {
    [HZ_CLIENT_SORT_NAME] = { "sort_key, client_key", "sort_key DESC, client_key DESC" },
    [HZ_CLIENT_SORT_BIRTH] = { "birth, sort_key, client_key",
                               "birth DESC, sort_key DESC, client_key DESC" },
    [HZ_CLIENT_SORT_CODE] = { "code", "code DESC" },
    [HZ_CLIENT_SORT_REGISTERED] = { "registered_on, sort_key, client_key",
                                    "registered_on DESC, sort_key DESC, client_key DESC" },
  };

  return orders[query->sort][query->descending ? 1 : 0];
}

/* The filters; a region is the beginning of the ids of its districts. */
static char *
make_where (const HzClientQuery *query)
{
  GString *where = g_string_new ("archived = ?1");

  if (query->district != NULL)
    g_string_append (where, " AND (district = ?2 OR (district >= ?2 || '_' AND district < ?2 || '`'))");
  if (query->service_asked != NULL)
    g_string_append (where, " AND service_asked = ?3");
  if (query->urgent)
    g_string_append (where, " AND urgent = 1");

  return g_string_free (where, FALSE);
}

/* The last place is always there, so that all of them can be bound. */
static HzStatement *
prepare (HzContext *context,
         const HzClientQuery *query,
         const char *sql,
         guint first,
         guint n,
         GError **error)
{
  HzStatement *statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return NULL;

  hz_statement_bind_int (statement, 1, query->archived ? 1 : 0);
  hz_statement_bind_text (statement, 2, query->district);
  hz_statement_bind_text (statement, 3, query->service_asked);
  hz_statement_bind_int (statement, 4, n);
  hz_statement_bind_int (statement, 5, first);

  return statement;
}

static gboolean
count_all (HzContext *context,
           const HzClientQuery *query,
           guint *n_rows,
           GError **error)
{
  g_autofree char *where = make_where (query);
  g_autofree char *sql
    = g_strdup_printf ("SELECT count (*) FROM client WHERE %s LIMIT ?4 OFFSET ?5", where);
  g_autoptr (HzStatement) statement = prepare (context, query, sql, 0, 1, error);
  gboolean has_row = FALSE;

  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;

  *n_rows = (guint) hz_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
take_count (HzContext *context,
            const HzClientQuery *query,
            guint *n_rows,
            GError **error)
{
  if (query->n_known < 0)
    return count_all (context, query, n_rows, error);

  *n_rows = (guint) query->n_known;
  return TRUE;
}

/* The rows are looked up once the index has told which they are. */
static gboolean
read_page (HzContext *context,
           const HzClientQuery *query,
           guint first,
           guint n,
           GPtrArray *rows,
           GError **error)
{
  g_autofree char *where = make_where (query);
  g_autofree char *sql
    = g_strdup_printf (ROW " FROM (SELECT client_key AS page_key FROM client WHERE %s ORDER BY %s"
                           " LIMIT ?4 OFFSET ?5) CROSS JOIN client c ON c.client_key = page_key" PHONE,
                       where, get_order (query));
  g_autoptr (HzStatement) statement = prepare (context, query, sql, first, n, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  while (hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_ptr_array_add (rows, read_row (statement));
    }

  return FALSE;
}

/* Two words that stand side by side may be written as one: Абду Раҳмон. */
static char *
join_words (const char *text,
            guint place)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (joined, "%s%s", i > 0 && i != place ? " " : "", words[i]);

  return g_string_free (joined, FALSE);
}

static void
append_new (GArray *finds,
            const GArray *others)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < finds->len; i++)
    g_hash_table_add (known, GSIZE_TO_POINTER (g_array_index (finds, gint64, i)));

  for (guint i = 0; i < others->len; i++)
    if (!g_hash_table_contains (known, GSIZE_TO_POINTER (g_array_index (others, gint64, i))))
      g_array_append_val (finds, g_array_index (others, gint64, i));
}

/* A few finds are not all: what is written as one word comes after them. */
static gboolean
find_joined (HzContext *context,
             const HzClientQuery *query,
             const char *text,
             GArray *finds,
             GError **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i < JOINED_MOST && finds->len < FEW; i++)
    {
      g_autofree char *joined = join_words (text, i);
      g_autoptr (GArray) found = NULL;
      gboolean is_more;

      if (strlen (joined) == strlen (text))
        break;

      found = hz_client_search (context, query, joined, &is_more, error);
      if (found == NULL)
        return FALSE;
      append_new (others, found);
    }

  append_new (finds, others);
  return TRUE;
}

/* What was typed; else what it is on the other layout. */
static GArray *
find (HzContext *context,
      const HzClientQuery *query,
      HzClientAnswer *answer,
      GError **error)
{
  g_autofree char *text = hz_text_tidy_line (query->text, HZ_TEXT_LINE_LIMIT, NULL);
  g_autofree char *other = hz_text_mend_layout (text);
  g_autoptr (GArray) finds = hz_client_search (context, query, text, &answer->is_more, error);

  if (finds == NULL || !find_joined (context, query, text, finds, error))
    return NULL;
  if (finds->len > 0 || other == NULL)
    return g_steal_pointer (&finds);

  g_array_unref (finds);
  finds = hz_client_search (context, query, other, &answer->is_more, error);
  if (finds != NULL && finds->len > 0)
    answer->meant = g_steal_pointer (&other);

  return g_steal_pointer (&finds);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *tidy = text != NULL ? hz_text_tidy_line (text, HZ_TEXT_LINE_LIMIT, NULL) : NULL;

  return tidy == NULL || *tidy == '\0';
}

/**
 * hz_client_query_run:
 * @context: of a job
 * @query: what is to be shown
 * @first: place of the first row wanted
 * @n: how many are wanted
 * @error: return location
 *
 * Returns: (transfer full): the answer
 */
HzClientAnswer *
hz_client_query_run (HzContext *context,
                     const HzClientQuery *query,
                     guint first,
                     guint n,
                     GError **error)
{
  g_autoptr (HzClientAnswer) answer = answer_new (first);

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return NULL;

  if (query->finds != NULL || !is_blank (query->text))
    {
      answer->finds = query->finds != NULL ? g_array_ref (query->finds)
                                           : find (context, query, answer, error);
      if (answer->finds == NULL)
        return NULL;

      answer->n_rows = answer->finds->len;
      answer->tried = hz_client_spelling_list (answer->meant != NULL ? answer->meant : query->text);
      if (!read_finds (context, answer->finds, first, n, answer->rows, error))
        return NULL;
    }
  else if (!take_count (context, query, &answer->n_rows, error)
           || !read_page (context, query, first, n, answer->rows, error))
    {
      return NULL;
    }

  return g_steal_pointer (&answer);
}

typedef struct
{
  HzClientQuery *query;
  guint first;
  guint n;
  HzClientAnswer *answer;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  hz_client_query_free (job->query);
  g_clear_pointer (&job->answer, hz_client_answer_free);
  g_free (job);
}

static gboolean
run_query (HzContext *context,
           gpointer data,
           GError **error)
{
  Job *job = data;

  job->answer = hz_client_query_run (context, job->query, job->first, job->n, error);
  return job->answer != NULL;
}

void
hz_client_query_run_async (HzRecords *records,
                           const HzClientQuery *query,
                           guint first,
                           guint n,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->query = hz_client_query_copy (query);
  job->first = first;
  job->n = n;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_query, job, job_free, cancellable, callback,
                        user_data);
}

/**
 * hz_client_query_run_finish:
 *
 * Returns: (transfer full): the answer
 */
HzClientAnswer *
hz_client_query_run_finish (HzRecords *records,
                            GAsyncResult *result,
                            GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->answer) : NULL;
}
