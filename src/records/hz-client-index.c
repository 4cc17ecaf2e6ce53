/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-client-index.h"

#include <string.h>

#include "hz-name-key.h"
#include "hz-phone.h"
#include "hz-search-key.h"
#include "hz-sort-key.h"

/* After every letter: who has no name stands last. */
#define NAMELESS "~"

/* The keys of one name, which may be of several words: Абду Раҳмон is Абдураҳмон. */
static char **
get_part_keys (const char *part)
{
  g_autofree char *key = hz_search_key (part);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  const char *joined[2] = { NULL };
  g_autofree char *whole = NULL;

  if (g_strv_length (words) == 1)
    return hz_search_key_get_queries (part, FALSE);

  whole = g_strjoinv ("", words);
  joined[0] = *whole != '\0' ? whole : NULL;

  return g_strdupv ((char **) joined);
}

/**
 * hz_client_index_get_search_keys:
 * @surname: (nullable): a surname
 * @given: (nullable): a given name
 *
 * Returns: (transfer full) (array zero-terminated=1): all keys of the two together
 */
char **
hz_client_index_get_search_keys (const char *surname,
                                 const char *given)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  if (surname != NULL && given != NULL)
    {
      g_auto (GStrv) ones = get_part_keys (surname);
      g_auto (GStrv) others = get_part_keys (given);

      for (guint i = 0; ones[i] != NULL; i++)
        for (guint j = 0; others[j] != NULL; j++)
          g_ptr_array_add (keys, strcmp (ones[i], others[j]) <= 0
                                 ? g_strconcat (ones[i], " ", others[j], NULL)
                                 : g_strconcat (others[j], " ", ones[i], NULL));
    }

  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

/**
 * hz_client_keys_init:
 * @keys: (out caller-allocates): to be cleared
 * @client: a tidy client
 */
void
hz_client_keys_init (HzClientKeys *keys,
                     const HzClient *client)
{
  g_autofree char *name = hz_client_dup_name (client);
  g_autofree char *also = NULL;
  g_auto (GStrv) search_keys = NULL;

  if (name == NULL && client->also_known_as != NULL)
    also = g_strdup (client->also_known_as);

  keys->sort_key = hz_sort_key (name != NULL ? name : (also != NULL ? also : ""));
  if (*keys->sort_key == '\0')
    {
      g_free (keys->sort_key);
      keys->sort_key = g_strdup (NAMELESS);
    }

  search_keys = hz_client_index_get_search_keys (client->surname, client->given);
  keys->search_key = g_strdup (search_keys[0]);
  keys->name_key = hz_name_key (client->surname, client->given, client->patronymic);
}

void
hz_client_keys_clear (HzClientKeys *keys)
{
  g_clear_pointer (&keys->sort_key, g_free);
  g_clear_pointer (&keys->search_key, g_free);
  g_clear_pointer (&keys->name_key, g_free);
}

static gboolean
delete_all (HzContext *context,
            gint64 client_key,
            const char *sql,
            GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, client_key);

  return hz_statement_run (statement, error);
}

static gboolean
write_words (HzContext *context,
             gint64 client_key,
             const HzClient *client,
             GError **error)
{
  g_autofree char *name = hz_client_dup_name (client);
  g_autofree char *all = g_strdup_printf ("%s, %s", name != NULL ? name : "",
                                          client->also_known_as != NULL ? client->also_known_as : "");
  g_auto (GStrv) words = hz_search_key_get_words (all);
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db,
                        "INSERT OR IGNORE INTO client_word (word, client_key) VALUES (?1, ?2)",
                        error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      hz_statement_bind_text (statement, 1, words[i]);
      hz_statement_bind_int (statement, 2, client_key);
      if (!hz_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_phone (HzStatement *statement,
             gint64 client_key,
             guint place,
             const HzClientPhone *phone,
             GError **error)
{
  g_autofree char *match = hz_phone_get_match_key (phone->number);
  g_autofree char *digits = match != NULL ? g_steal_pointer (&match) : g_strdup ("");
  g_autofree char *reversed = g_strreverse (g_strdup (digits));

  hz_statement_bind_int (statement, 1, client_key);
  hz_statement_bind_int (statement, 2, place);
  hz_statement_bind_text (statement, 3, phone->number);
  hz_statement_bind_text (statement, 4, phone->owner);
  hz_statement_bind_text (statement, 5, phone->rule);
  hz_statement_bind_text (statement, 6, phone->sms);
  hz_statement_bind_text (statement, 7, phone->note);
  hz_statement_bind_text (statement, 8, digits);
  hz_statement_bind_text (statement, 9, reversed);

  return hz_statement_run (statement, error);
}

static gboolean
write_phones (HzContext *context,
              gint64 client_key,
              const HzClient *client,
              GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db,
                        "INSERT INTO client_phone (client_key, place, number, owner, rule, sms, note,"
                        " digits, reversed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < client->phones->len; i++)
    if (!write_phone (statement, client_key, i, g_ptr_array_index (client->phones, i), error))
      return FALSE;

  return TRUE;
}

/**
 * hz_client_index_write:
 * @context: of a write job
 * @client_key: the row of the client
 * @client: as she is now
 * @error: return location
 */
gboolean
hz_client_index_write (HzContext *context,
                       gint64 client_key,
                       const HzClient *client,
                       GError **error)
{
  return delete_all (context, client_key, "DELETE FROM client_word WHERE client_key = ?1", error)
         && delete_all (context, client_key, "DELETE FROM client_phone WHERE client_key = ?1", error)
         && write_words (context, client_key, client, error)
         && write_phones (context, client_key, client, error);
}

/**
 * hz_client_index_read_phones:
 * @context: of a job
 * @client_key: the row of the client
 * @client: whose phones are read
 * @error: return location
 */
gboolean
hz_client_index_read_phones (HzContext *context,
                             gint64 client_key,
                             HzClient *client,
                             GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db,
                        "SELECT number, owner, rule, sms, note FROM client_phone"
                        " WHERE client_key = ?1 ORDER BY place",
                        error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_int (statement, 1, client_key);

  while (hz_statement_step (statement, &has_row, error))
    {
      HzClientPhone *phone;

      if (!has_row)
        return TRUE;

      phone = g_new0 (HzClientPhone, 1);
      phone->number = hz_statement_dup_text (statement, 0);
      phone->owner = hz_statement_dup_text (statement, 1);
      phone->rule = hz_statement_dup_text (statement, 2);
      phone->sms = hz_statement_dup_text (statement, 3);
      phone->note = hz_statement_dup_text (statement, 4);
      g_ptr_array_add (client->phones, phone);
    }

  return FALSE;
}
