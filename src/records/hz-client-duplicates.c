/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Records that may be of one person. Three keys bring candidates together: the search key of surname
 * and given name, the looser name key, and the last digits of a phone; what else is known then speaks
 * for or against. Nothing is ever merged by itself.
 */

#include "config.h"

#include "hz-client-duplicates.h"

#include <string.h>

#include "hz-client-index.h"
#include "hz-name-key.h"
#include "hz-phone.h"
#include "hz-records-error.h"

#define MOST 20
#define CANDIDATES_MOST 200
#define ABOUT_YEARS 2

#define COLUMNS(t)                                                                               \
  t ".id, " t ".code, " t ".surname, " t ".given, " t ".patronymic, " t ".also_known_as, " t     \
    ".birth, " t ".district, " t ".service_asked, " t ".urgent"

#define N_COLUMNS 10

/* Of which key two records were found. */
typedef enum
{
  BY_SEARCH_KEY,
  BY_NAME_KEY,
  BY_PHONE,
} Key;

typedef struct
{
  HzContext *context;
  const HzClient *client;
  GPtrArray *duplicates;
  GHashTable *known;
} Hunt;

void
hz_client_duplicate_free (HzClientDuplicate *self)
{
  hz_client_row_free (self->row);
  g_free (self->other);
  g_free (self);
}

/**
 * hz_likeness_get_word:
 * @likeness: why two records are alike
 *
 * Returns: (transfer none): its permanent word, for tables
 */
const char *
hz_likeness_get_word (HzLikeness likeness)
{
  static const char *const words[] = {
    [HZ_LIKENESS_SAME_NAME] = "name",
    [HZ_LIKENESS_NEAR_NAME] = "near-name",
    [HZ_LIKENESS_SAME_PHONE] = "phone",
    [HZ_LIKENESS_OTHER_YEAR] = "name-other-year",
  };

  return words[likeness];
}

static HzClientRow *
read_row (HzStatement *statement,
          int first)
{
  HzClientRow *row = g_new0 (HzClientRow, 1);

  row->id = hz_statement_get_id (statement, first);
  row->code = hz_statement_dup_text (statement, first + 1);
  row->surname = hz_statement_dup_text (statement, first + 2);
  row->given = hz_statement_dup_text (statement, first + 3);
  row->patronymic = hz_statement_dup_text (statement, first + 4);
  row->also_known_as = hz_statement_dup_text (statement, first + 5);
  row->birth = hz_statement_get_date (statement, first + 6);
  row->district = hz_statement_dup_text (statement, first + 7);
  row->service_asked = hz_statement_dup_text (statement, first + 8);
  row->urgent = hz_statement_get_int (statement, first + 9) != 0;

  return row;
}

static gboolean
years_agree (HzDate one,
             HzDate other)
{
  int allowed = one.about || other.about ? ABOUT_YEARS : 0;

  return !hz_date_is_set (one) || !hz_date_is_set (other) || ABS (one.year - other.year) <= allowed;
}

/* A patronymic that one of them lacks says nothing. */
static gboolean
fathers_agree (const char *one,
               const char *other)
{
  g_autofree char *one_key = NULL;
  g_autofree char *other_key = NULL;

  if (one == NULL || other == NULL)
    return TRUE;

  one_key = hz_name_key_get_surname (one);
  other_key = hz_name_key_get_surname (other);

  return strcmp (one_key, other_key) == 0;
}

/* FALSE when what else is known speaks against it. */
static gboolean
judge (Key key,
       HzDate birth,
       const char *patronymic,
       const HzClientRow *row,
       HzLikeness *likeness)
{
  gboolean same_year = years_agree (birth, row->birth);

  if (key == BY_PHONE)
    {
      *likeness = HZ_LIKENESS_SAME_PHONE;
      return TRUE;
    }
  if (!fathers_agree (patronymic, row->patronymic))
    return FALSE;
  if (key == BY_NAME_KEY)
    {
      *likeness = HZ_LIKENESS_NEAR_NAME;
      return same_year;
    }

  *likeness = same_year ? HZ_LIKENESS_SAME_NAME : HZ_LIKENESS_OTHER_YEAR;
  return TRUE;
}

static void
add_candidate (Hunt *hunt,
               Key key,
               HzClientRow *row)
{
  HzClientDuplicate *known = g_hash_table_lookup (hunt->known, &row->id);
  HzLikeness likeness;

  if (hz_id_equal (&row->id, &hunt->client->stamp.id)
      || !judge (key, hunt->client->birth, hunt->client->patronymic, row, &likeness))
    {
      hz_client_row_free (row);
      return;
    }

  if (known != NULL)
    {
      known->likeness = MIN (known->likeness, likeness);
      hz_client_row_free (row);
      return;
    }

  known = g_new0 (HzClientDuplicate, 1);
  known->row = row;
  known->likeness = likeness;
  g_ptr_array_add (hunt->duplicates, known);
  g_hash_table_insert (hunt->known, &known->row->id, known);
}

static gboolean
look_up (Hunt *hunt,
         Key key,
         const char *value,
         GError **error)
{
  static const char *const sql[] = {
    [BY_SEARCH_KEY] = "SELECT " COLUMNS ("c") " FROM client c WHERE c.search_key = ?1",
    [BY_NAME_KEY] = "SELECT " COLUMNS ("c") " FROM client c WHERE c.name_key = ?1",
    [BY_PHONE] = "SELECT " COLUMNS ("c") " FROM client_phone p JOIN client c"
                 " ON c.client_key = p.client_key WHERE p.digits = ?1",
  };
  g_autofree char *whole = g_strdup_printf (
    "%s AND NOT EXISTS (SELECT 1 FROM client_different WHERE one_id = min (c.id, ?2)"
    " AND other_id = max (c.id, ?2)) LIMIT ?3", sql[key]);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (value == NULL)
    return TRUE;

  statement = hz_statement_new (hunt->context->db, whole, error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_text (statement, 1, value);
  hz_statement_bind_id (statement, 2, &hunt->client->stamp.id);
  hz_statement_bind_int (statement, 3, CANDIDATES_MOST);
  while (hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      add_candidate (hunt, key, read_row (statement, 0));
    }

  return FALSE;
}

static int
compare_duplicates (gconstpointer a,
                    gconstpointer b)
{
  const HzClientDuplicate *one = *(HzClientDuplicate *const *) a;
  const HzClientDuplicate *other = *(HzClientDuplicate *const *) b;
  int order = (int) one->likeness - (int) other->likeness;

  if (order == 0)
    order = g_strcmp0 (one->other, other->other);

  return order != 0 ? order : strcmp (one->row->code, other->row->code);
}

static gboolean
look_up_all (Hunt *hunt,
             GError **error)
{
  const HzClient *client = hunt->client;
  g_auto (GStrv) keys = hz_client_index_get_search_keys (client->surname, client->given);
  g_autofree char *name_key = hz_name_key (client->surname, client->given, client->patronymic);

  for (guint i = 0; keys[i] != NULL; i++)
    if (!look_up (hunt, BY_SEARCH_KEY, keys[i], error))
      return FALSE;
  if (!look_up (hunt, BY_NAME_KEY, name_key, error))
    return FALSE;

  for (guint i = 0; i < client->phones->len; i++)
    {
      const HzClientPhone *phone = g_ptr_array_index (client->phones, i);
      g_autofree char *digits
        = phone->number != NULL ? hz_phone_get_match_key (phone->number) : NULL;

      if (!look_up (hunt, BY_PHONE, digits, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * hz_client_duplicates_find:
 * @context: of a job
 * @client: somebody who may not be saved yet, in the form in which she would be kept
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzClientDuplicate): records that may be hers, strongest first
 */
GPtrArray *
hz_client_duplicates_find (HzContext *context,
                           const HzClient *client,
                           GError **error)
{
  g_autoptr (GPtrArray) duplicates
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_duplicate_free);
  g_autoptr (GHashTable) known = g_hash_table_new (hz_id_hash, hz_id_equal);
  Hunt hunt = { context, client, duplicates, known };

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error) || !look_up_all (&hunt, error))
    return NULL;

  g_ptr_array_sort (duplicates, compare_duplicates);
  if (duplicates->len > MOST)
    g_ptr_array_set_size (duplicates, MOST);

  return g_steal_pointer (&duplicates);
}

/* A pair that two keys found is listed once, for the stronger reason. */
static void
add_pair (GPtrArray *pairs,
          GHashTable *known,
          Key key,
          HzStatement *statement)
{
  g_autoptr (HzClientRow) one = read_row (statement, 0);
  g_autoptr (HzClientRow) other = read_row (statement, N_COLUMNS);
  g_autofree char *name = g_strconcat (one->code, " ", other->code, NULL);
  HzClientDuplicate *pair;
  HzLikeness likeness;

  if (!judge (key, one->birth, one->patronymic, other, &likeness)
      || likeness == HZ_LIKENESS_OTHER_YEAR || !g_hash_table_add (known, g_steal_pointer (&name)))
    return;

  pair = g_new0 (HzClientDuplicate, 1);
  pair->row = g_steal_pointer (&other);
  pair->other = g_strdup (one->code);
  pair->likeness = likeness;
  g_ptr_array_add (pairs, pair);
}

static gboolean
list_by (HzContext *context,
         Key key,
         GPtrArray *pairs,
         GHashTable *known,
         GError **error)
{
  static const char *const joins[] = {
    [BY_SEARCH_KEY] = "client a JOIN client b ON b.search_key = a.search_key",
    [BY_NAME_KEY] = "client a JOIN client b ON b.name_key = a.name_key AND"
                    " substr (b.birth, 1, 4) = substr (a.birth, 1, 4)",
    [BY_PHONE] = "client_phone p JOIN client_phone q ON q.digits = p.digits AND p.digits <> ''"
                 " JOIN client a ON a.client_key = p.client_key"
                 " JOIN client b ON b.client_key = q.client_key",
  };
  g_autofree char *sql = g_strdup_printf (
    "SELECT " COLUMNS ("a") ", " COLUMNS ("b") " FROM %s AND a.client_key < b.client_key"
    " WHERE a.archived = 0 AND b.archived = 0 AND NOT EXISTS (SELECT 1 FROM client_different"
    " WHERE one_id = min (a.id, b.id) AND other_id = max (a.id, b.id))", joins[key]);
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  while (hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      add_pair (pairs, known, key, statement);
    }

  return FALSE;
}

/**
 * hz_client_duplicates_list:
 * @context: of a job
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzClientDuplicate): all pairs of the centre, strongest first
 */
GPtrArray *
hz_client_duplicates_list (HzContext *context,
                           GError **error)
{
  g_autoptr (GPtrArray) pairs
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_duplicate_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return NULL;

  for (Key key = BY_SEARCH_KEY; key <= BY_PHONE; key++)
    if (!list_by (context, key, pairs, known, error))
      return NULL;

  g_ptr_array_sort (pairs, compare_duplicates);
  return g_steal_pointer (&pairs);
}

/**
 * hz_client_duplicates_set_different:
 * @context: of a write job
 * @one: a client
 * @other: another one
 * @error: return location
 *
 * Somebody looked, and they are two people: they are not named together again.
 */
gboolean
hz_client_duplicates_set_different (HzContext *context,
                                    const HzId *one,
                                    const HzId *other,
                                    GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean in_order = hz_id_compare (one, other) < 0;

  if (!hz_context_require (context, HZ_RIGHT_REGISTER_CLIENTS, error))
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT OR IGNORE INTO client_different (one_id, other_id)"
                                " VALUES (?1, ?2)",
                                error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, in_order ? one : other);
  hz_statement_bind_id (statement, 2, in_order ? other : one);

  return hz_statement_run (statement, error);
}

typedef struct
{
  HzClient *client;
  HzId one;
  GArray *others;
  GPtrArray *found;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->client);
  g_clear_pointer (&job->others, g_array_unref);
  g_clear_pointer (&job->found, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_find (HzContext *context,
          gpointer data,
          GError **error)
{
  Job *job = data;

  job->found = hz_client_duplicates_find (context, job->client, error);
  return job->found != NULL;
}

static gboolean
run_set_different (HzContext *context,
                   gpointer data,
                   GError **error)
{
  Job *job = data;

  for (guint i = 0; i < job->others->len; i++)
    if (!hz_client_duplicates_set_different (context, &job->one,
                                             &g_array_index (job->others, HzId, i), error))
      return FALSE;

  return TRUE;
}

void
hz_client_duplicates_find_async (HzRecords *records,
                                 const HzClient *client,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->client = hz_client_copy (client);
  hz_records_run_async (records, HZ_DB_JOB_READ, run_find, job, job_free, cancellable, callback,
                        user_data);
}

/**
 * hz_client_duplicates_find_finish:
 *
 * Returns: (transfer full) (element-type HzClientDuplicate): strongest first
 */
GPtrArray *
hz_client_duplicates_find_finish (HzRecords *records,
                                  GAsyncResult *result,
                                  GError **error)
{
  Job *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_steal_pointer (&job->found) : NULL;
}

void
hz_client_duplicates_set_different_async (HzRecords *records,
                                          const HzId *one,
                                          const GArray *others,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->one = *one;
  job->others = g_array_sized_new (FALSE, FALSE, sizeof (HzId), others->len);
  g_array_append_vals (job->others, others->data, others->len);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_set_different, job, job_free, NULL, callback,
                        user_data);
}

gboolean
hz_client_duplicates_set_different_finish (HzRecords *records,
                                           GAsyncResult *result,
                                           GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}
