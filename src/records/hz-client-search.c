/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Finding clients while somebody types.
 *
 * Each word of the text is looked up at the beginning of the words in client_word, under each key it
 * may have. A word that fits more rows than a bound is not read to its end: what the other words
 * found is then looked at one by one. So the work is bounded however short the words are, and more
 * closely while somebody types; when more fit than that, the best of them are those whose words are the
 * shortest, and hz-client-gather.h finds the others.
 *
 * Finds are put in order by how near they are: written so, sounding so, beginning so; then by the
 * alphabet.
 */

#include "config.h"

#include "hz-client-search-private.h"

#include <string.h>

#include "hz-client-code.h"
#include "hz-search-key.h"
#include "hz-text.h"

#define WORDS_MOST 6
#define FEWEST_DIGITS 3
#define MATCH_DIGITS 9

/* How much is looked at: rows of a word, clients one by one; how many are put in order. */
typedef struct
{
  guint scanned;
  guint probed;
  guint found;
} Bounds;

static const Bounds thorough = { 6000, 4000, HZ_CLIENT_QUERY_MOST };
static const Bounds quick = { 1500, 400, HZ_CLIENT_QUERY_QUICK };

enum
{
  WRITTEN_SO,
  SOUNDING_SO,
  BEGINNING_WRITTEN_SO,
  BEGINNING_SO,
  PERHAPS_SO,
};

typedef struct
{
  gint64 client_key;
  int nearness;
  char *sort_key;
} Find;

typedef struct
{
  HzContext *context;
  const HzClientQuery *query;
  const Bounds *most;
  GPtrArray *words;
  int year;
  GArray *finds;
  gboolean is_more;
  HzStatement *probe;
  HzStatement *load;
} Search;

typedef HzClientSearchWord Word;

/**
 * hz_client_search_word_free:
 * @word: (transfer full): a word
 */
void
hz_client_search_word_free (HzClientSearchWord *word)
{
  g_free (word->typed);
  g_strfreev (word->keys);
  g_hash_table_unref (word->finds);
  g_array_unref (word->order);
  g_free (word);
}

static void
clear_find (gpointer data)
{
  g_free (((Find *) data)->sort_key);
}

static gboolean
is_year (const char *word)
{
  return strlen (word) == 4 && strspn (word, "0123456789") == 4
         && (g_str_has_prefix (word, "19") || g_str_has_prefix (word, "20"));
}

/**
 * hz_client_search_take_words:
 * @text: a tidy line
 * @year: (out): of birth; 0 when there is none in it
 *
 * Returns: (transfer full) (element-type HzClientSearchWord): the words of @text
 */
GPtrArray *
hz_client_search_take_words (const char *text,
                             int *year)
{
  GPtrArray *words
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_search_word_free);
  g_auto (GStrv) parts = g_strsplit_set (text, " ,;", -1);

  *year = 0;
  for (guint i = 0; parts[i] != NULL && words->len < WORDS_MOST; i++)
    {
      g_auto (GStrv) keys = hz_search_key_get_queries (parts[i], TRUE);
      Word *word;

      if (is_year (parts[i]) && strlen (text) > strlen (parts[i]))
        {
          *year = (int) g_ascii_strtoll (parts[i], NULL, 10);
          continue;
        }
      if (keys[0] == NULL)
        continue;

      word = g_new0 (Word, 1);
      word->typed = g_utf8_casefold (parts[i], -1);
      word->keys = g_steal_pointer (&keys);
      word->finds = g_hash_table_new (NULL, NULL);
      word->order = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_ptr_array_add (words, word);
    }

  return words;
}

static void
add_to_word (Word *word,
             gint64 client_key,
             int nearness)
{
  gpointer key = GSIZE_TO_POINTER (client_key);
  gpointer known;

  if (!g_hash_table_lookup_extended (word->finds, key, NULL, &known))
    {
      g_hash_table_insert (word->finds, key, GINT_TO_POINTER (nearness));
      g_array_append_val (word->order, client_key);
    }
  else if (nearness < GPOINTER_TO_INT (known))
    {
      g_hash_table_insert (word->finds, key, GINT_TO_POINTER (nearness));
    }
}

static gboolean
scan_key (Search *search,
          HzStatement *statement,
          Word *word,
          const char *key,
          gboolean is_likely,
          GError **error)
{
  g_autofree char *end = g_strconcat (key, HZ_CLIENT_SEARCH_LAST, NULL);
  gboolean has_row = FALSE;
  guint n = 0;

  hz_statement_reset (statement);
  hz_statement_bind_text (statement, 1, key);
  hz_statement_bind_text (statement, 2, end);
  hz_statement_bind_int (statement, 3, search->most->scanned);

  while (hz_statement_step (statement, &has_row, error))
    {
      gboolean is_same;

      if (!has_row)
        {
          word->is_whole &= n < search->most->scanned;
          return TRUE;
        }

      n++;
      is_same = strcmp (hz_statement_get_text (statement, 1), key) == 0;
      add_to_word (word, hz_statement_get_int (statement, 0),
                   is_same ? SOUNDING_SO : (is_likely ? BEGINNING_SO : PERHAPS_SO));
    }

  return FALSE;
}

static gboolean
scan_words (Search *search,
            GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (search->context->db,
                        "SELECT client_key, word FROM client_word"
                        " WHERE word >= ?1 AND word < ?2 ORDER BY word LIMIT ?3",
                        error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < search->words->len; i++)
    {
      Word *word = g_ptr_array_index (search->words, i);

      word->is_whole = TRUE;
      for (guint j = 0; word->keys[j] != NULL; j++)
        if (!scan_key (search, statement, word, word->keys[j], j == 0, error))
          return FALSE;
    }

  return TRUE;
}

/* Wholly known words first, of these the rarest. */
static int
compare_word_sizes (gconstpointer a,
                    gconstpointer b)
{
  const Word *one = *(Word *const *) a;
  const Word *other = *(Word *const *) b;

  if (one->is_whole != other->is_whole)
    return one->is_whole ? -1 : 1;

  return (int) one->order->len - (int) other->order->len;
}

/* Whether a word that was not read to its end is one of this client's. */
static gboolean
probe_word (Search *search,
            const Word *word,
            gint64 client_key,
            gboolean *fits,
            GError **error)
{
  *fits = FALSE;

  for (guint i = 0; word->keys[i] != NULL && !*fits; i++)
    {
      g_autofree char *end = g_strconcat (word->keys[i], HZ_CLIENT_SEARCH_LAST, NULL);

      hz_statement_reset (search->probe);
      hz_statement_bind_int (search->probe, 1, client_key);
      hz_statement_bind_text (search->probe, 2, word->keys[i]);
      hz_statement_bind_text (search->probe, 3, end);
      if (!hz_statement_step (search->probe, fits, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fits_other_words (Search *search,
                  gint64 client_key,
                  gboolean *fits,
                  GError **error)
{
  *fits = TRUE;

  for (guint i = 1; i < search->words->len && *fits; i++)
    {
      const Word *word = g_ptr_array_index (search->words, i);

      if (g_hash_table_contains (word->finds, GSIZE_TO_POINTER (client_key)))
        continue;
      if (word->is_whole)
        *fits = FALSE;
      else if (!probe_word (search, word, client_key, fits, error))
        return FALSE;
    }

  return TRUE;
}

/* How near a word is to the names as they are written. */
static int
compare_written (const char *typed,
                 const char *names)
{
  gsize length = strlen (typed);
  int nearness = PERHAPS_SO;

  for (const char *at = strstr (names, typed); at != NULL; at = strstr (at + 1, typed))
    {
      if (at > names && at[-1] != ' ')
        continue;
      if (at[length] == '\0' || at[length] == ' ' || at[length] == ',')
        return WRITTEN_SO;
      nearness = BEGINNING_WRITTEN_SO;
    }

  return nearness;
}

static int
measure (Search *search,
         gint64 client_key,
         HzStatement *row)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *folded = NULL;
  int sum = 0;

  for (int i = 7; i <= 10; i++)
    if (!hz_statement_is_null (row, i))
      g_string_append_printf (names, "%s ", hz_statement_get_text (row, i));
  folded = g_utf8_casefold (names->str, -1);

  for (guint i = 0; i < search->words->len; i++)
    {
      const Word *word = g_ptr_array_index (search->words, i);
      gpointer found = GINT_TO_POINTER (BEGINNING_SO);

      g_hash_table_lookup_extended (word->finds, GSIZE_TO_POINTER (client_key), NULL, &found);
      sum += MIN (GPOINTER_TO_INT (found), compare_written (word->typed, folded));
    }

  return sum;
}

/**
 * hz_client_search_fits:
 * @query: the filters
 * @year: of birth, or 0
 * @row: a client, of HZ_CLIENT_SEARCH_LOAD
 *
 * Returns: whether the filters let her through
 */
gboolean
hz_client_search_fits (const HzClientQuery *query,
                       int year,
                       HzStatement *row)
{
  const char *district = hz_statement_get_text (row, 2);

  if ((hz_statement_get_int (row, 1) != 0) != query->archived)
    return FALSE;
  if (query->urgent && hz_statement_get_int (row, 4) == 0)
    return FALSE;
  if (query->service_asked != NULL
      && g_strcmp0 (hz_statement_get_text (row, 3), query->service_asked) != 0)
    return FALSE;
  if (year > 0 && hz_statement_get_date (row, 5).year != year)
    return FALSE;

  return query->district == NULL
         || (district != NULL && g_str_has_prefix (district, query->district)
             && strchr ("_", district[strlen (query->district)]) != NULL);
}

/* Takes a client up among the finds, if the filters let her through. */
static gboolean
load_find (Search *search,
           gint64 client_key,
           int nearness,
           GError **error)
{
  gboolean has_row = FALSE;
  Find find;

  hz_statement_reset (search->load);
  hz_statement_bind_int (search->load, 1, client_key);
  if (!hz_statement_step (search->load, &has_row, error))
    return FALSE;
  if (!has_row || !hz_client_search_fits (search->query, search->year, search->load))
    return TRUE;

  find.client_key = client_key;
  find.sort_key = hz_statement_dup_text (search->load, 6);
  find.nearness = nearness >= 0 ? nearness : measure (search, client_key, search->load);
  g_array_append_val (search->finds, find);

  return TRUE;
}

static gboolean
match_words (Search *search,
             GError **error)
{
  const Word *first;

  if (search->words->len == 0)
    return TRUE;
  if (!scan_words (search, error))
    return FALSE;

  g_ptr_array_sort (search->words, compare_word_sizes);
  first = g_ptr_array_index (search->words, 0);

  for (guint i = 0; i < first->order->len; i++)
    {
      gint64 client_key = g_array_index (first->order, gint64, i);
      gboolean fits;

      if (search->finds->len >= search->most->found || i >= search->most->probed)
        {
          search->is_more = TRUE;
          return TRUE;
        }
      if (!fits_other_words (search, client_key, &fits, error)
          || (fits && !load_find (search, client_key, -1, error)))
        return FALSE;
    }

  search->is_more = !first->is_whole;
  return TRUE;
}

/* All clients whose @column begins so, the nearness that of all of them. */
static gboolean
match_column (Search *search,
              const char *sql,
              const char *begin,
              GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (search->context->db, sql, error);
  g_autofree char *end = g_strconcat (begin, HZ_CLIENT_SEARCH_LAST, NULL);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_text (statement, 1, begin);
  hz_statement_bind_text (statement, 2, end);

  while (hz_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (search->finds->len >= search->most->found)
        {
          search->is_more = TRUE;
          return TRUE;
        }
      if (!load_find (search, hz_statement_get_int (statement, 0), 0, error))
        return FALSE;
    }

  return FALSE;
}

/**
 * hz_client_search_take_digits:
 * @text: a tidy line
 *
 * Returns: (transfer full) (nullable): the digits of a text that holds nothing else a name could have
 */
char *
hz_client_search_take_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (strchr (" +-()./", *p) == NULL)
        return NULL;
    }

  if (digits->len < FEWEST_DIGITS)
    return NULL;
  if (digits->len > MATCH_DIGITS)
    g_string_erase (digits, 0, (gssize) (digits->len - MATCH_DIGITS));

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

static gboolean
match_phone (Search *search,
             const char *text,
             GError **error)
{
  g_autofree char *digits = hz_client_search_take_digits (text);
  g_autofree char *reversed = NULL;

  if (digits == NULL)
    return TRUE;

  reversed = g_strreverse (g_strdup (digits));

  return match_column (search,
                       "SELECT DISTINCT client_key FROM client_phone"
                       " WHERE reversed >= ?1 AND reversed < ?2",
                       reversed, error)
         && match_column (search,
                          "SELECT DISTINCT client_key FROM client_phone"
                          " WHERE digits >= ?1 AND digits < ?2",
                          digits, error);
}

/* A name could be a code too; what has a digit or a hyphen after one letter is meant as one. */
static gboolean
is_like_code (const char *text)
{
  return strpbrk (text, "0123456789") != NULL
         || (*text != '\0' && *g_utf8_next_char (text) == '-');
}

/**
 * hz_client_search_take_code:
 * @text: a tidy line
 *
 * Returns: (transfer full) (nullable): the beginning of a code, if @text is like one
 */
char *
hz_client_search_take_code (const char *text)
{
  return is_like_code (text) ? hz_client_code_tidy (text) : NULL;
}

static gboolean
match_code (Search *search,
            const char *text,
            GError **error)
{
  g_autofree char *code = hz_client_search_take_code (text);

  return code == NULL
         || match_column (search,
                          "SELECT client_key FROM client WHERE code >= ?1 AND code < ?2",
                          code, error);
}

static int
compare_finds (gconstpointer a,
               gconstpointer b)
{
  const Find *one = a;
  const Find *other = b;
  int order = one->nearness - other->nearness;

  if (order == 0)
    order = strcmp (one->sort_key, other->sort_key);

  if (order == 0)
    order = (one->client_key > other->client_key) - (one->client_key < other->client_key);

  return order;
}

static GArray *
take_keys (GArray *finds)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), finds->len);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  g_array_sort (finds, compare_finds);
  for (guint i = 0; i < finds->len; i++)
    {
      Find *find = &g_array_index (finds, Find, i);

      if (g_hash_table_add (known, GSIZE_TO_POINTER (find->client_key)))
        g_array_append_val (keys, find->client_key);
    }

  return keys;
}

/**
 * hz_client_search:
 * @context: of a job
 * @query: the filters
 * @text: one reading of what was typed
 * @is_more: (out): whether more fit than are returned
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): the client_keys of the finds, best first
 */
GArray *
hz_client_search (HzContext *context,
                  const HzClientQuery *query,
                  const char *text,
                  gboolean *is_more,
                  GError **error)
{
  g_autofree char *tidy = hz_text_tidy_line (text, HZ_TEXT_LINE_LIMIT, NULL);
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GArray) finds = g_array_new (FALSE, FALSE, sizeof (Find));
  g_autoptr (HzStatement) load = hz_statement_new (context->db, HZ_CLIENT_SEARCH_LOAD, error);
  g_autoptr (HzStatement) probe = NULL;
  Search search = { .context = context, .query = query, .finds = finds, .load = load };

  g_array_set_clear_func (finds, clear_find);
  if (load == NULL)
    return NULL;

  probe = hz_statement_new (context->db,
                            "SELECT 1 FROM client_word"
                            " WHERE client_key = ?1 AND word >= ?2 AND word < ?3",
                            error);
  if (probe == NULL)
    return NULL;

  words = hz_client_search_take_words (tidy, &search.year);
  search.most = query->is_quick ? &quick : &thorough;
  search.words = words;
  search.probe = probe;
  if (!match_code (&search, tidy, error) || !match_phone (&search, tidy, error)
      || !match_words (&search, error))
    return NULL;

  *is_more = search.is_more;
  return take_keys (finds);
}
