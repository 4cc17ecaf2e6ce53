/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-client-store.h"

#include "hz-audit.h"
#include "hz-client-code.h"
#include "hz-client-index.h"
#include "hz-records-error.h"
#include "hz-zone.h"

#define COLUMNS                                                                                  \
  "code, surname, given, patronymic, also_known_as, birth, sex, district, language,"             \
  " service_asked, channel, urgent, registered_on, consent, consent_on, do_not_tell, rule_asked," \
  " rule_asked_by, archived"

#define SELECT "SELECT " HZ_STAMP_COLUMNS ", " COLUMNS ", client_key FROM client"

/* Places of values, in the order of the columns: the stamp's six come first. */
enum
{
  CODE = HZ_STAMP_N_COLUMNS,
  SURNAME,
  GIVEN,
  PATRONYMIC,
  ALSO_KNOWN_AS,
  BIRTH,
  SEX,
  DISTRICT,
  LANGUAGE,
  SERVICE_ASKED,
  CHANNEL,
  URGENT,
  REGISTERED_ON,
  CONSENT,
  CONSENT_ON,
  DO_NOT_TELL,
  RULE_ASKED,
  RULE_ASKED_BY,
  ARCHIVED,
  CLIENT_KEY,
  SORT_KEY = CLIENT_KEY,
  SEARCH_KEY,
  NAME_KEY,
};

static HzClient *
read_client (HzStatement *statement)
{
  HzClient *client = hz_client_new ();
  g_autofree char *do_not_tell = hz_statement_dup_text (statement, DO_NOT_TELL);

  hz_stamp_read (&client->stamp, statement, 0);
  client->code = hz_statement_dup_text (statement, CODE);
  client->surname = hz_statement_dup_text (statement, SURNAME);
  client->given = hz_statement_dup_text (statement, GIVEN);
  client->patronymic = hz_statement_dup_text (statement, PATRONYMIC);
  client->also_known_as = hz_statement_dup_text (statement, ALSO_KNOWN_AS);
  client->birth = hz_statement_get_date (statement, BIRTH);
  client->sex = hz_statement_dup_text (statement, SEX);
  client->district = hz_statement_dup_text (statement, DISTRICT);
  client->language = hz_statement_dup_text (statement, LANGUAGE);
  client->service_asked = hz_statement_dup_text (statement, SERVICE_ASKED);
  client->channel = hz_statement_dup_text (statement, CHANNEL);
  client->urgent = hz_statement_get_int (statement, URGENT) != 0;
  client->registered_on = hz_statement_get_date (statement, REGISTERED_ON);
  client->consent = hz_statement_dup_text (statement, CONSENT);
  client->consent_on = hz_statement_get_date (statement, CONSENT_ON);
  if (do_not_tell != NULL)
    client->do_not_tell = g_strsplit (do_not_tell, ",", -1);
  if (!hz_statement_is_null (statement, RULE_ASKED))
    {
      client->rule_asked = hz_statement_get_int (statement, RULE_ASKED);
      client->rule_asked_by = hz_statement_get_id (statement, RULE_ASKED_BY);
    }
  client->archived = hz_statement_get_int (statement, ARCHIVED) != 0;

  return client;
}

/* The one row that @statement finds. */
static HzClient *
read_one (HzContext *context,
          HzStatement *statement,
          GError **error)
{
  g_autoptr (HzClient) client = NULL;
  gboolean has_row = FALSE;

  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND, "client: not found");
      return NULL;
    }

  client = read_client (statement);
  if (!hz_client_index_read_phones (context, hz_statement_get_int (statement, CLIENT_KEY), client,
                                    error))
    return NULL;

  return g_steal_pointer (&client);
}

/**
 * hz_client_store_get:
 * @context: of a job
 * @id: of a client
 * @error: return location
 *
 * Returns: (transfer full): the client; %HZ_RECORDS_ERROR_NOT_FOUND when there is none
 */
HzClient *
hz_client_store_get (HzContext *context,
                     const HzId *id,
                     GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return NULL;

  statement = hz_statement_new (context->db, SELECT " WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, id);

  return read_one (context, statement, error);
}

/**
 * hz_client_store_find_code:
 * @context: of a job
 * @code: in any spelling
 * @error: return location
 *
 * Returns: (transfer full): the client; %HZ_RECORDS_ERROR_NOT_FOUND when nobody has the code
 */
HzClient *
hz_client_store_find_code (HzContext *context,
                           const char *code,
                           GError **error)
{
  g_autofree char *tidy = hz_client_code_tidy (code);
  g_autoptr (HzStatement) statement = NULL;

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return NULL;

  statement = hz_statement_new (context->db, SELECT " WHERE code = ?1", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_text (statement, 1, tidy);

  return read_one (context, statement, error);
}

/**
 * hz_client_store_list:
 * @context: of a job
 * @ids: (element-type HzId): of clients
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzClient): in the same order, without those not there
 */
GPtrArray *
hz_client_store_list (HzContext *context,
                      const GArray *ids,
                      GError **error)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) why = NULL;
      HzClient *client = hz_client_store_get (context, &g_array_index (ids, HzId, i), &why);

      if (client != NULL)
        {
          g_ptr_array_add (clients, client);
        }
      else if (!g_error_matches (why, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return NULL;
        }
    }

  return g_steal_pointer (&clients);
}

gboolean
hz_client_store_count (HzContext *context,
                       gint64 *n_clients,
                       GError **error)
{
  return hz_db_get_int (context->db, "SELECT count (*) FROM client WHERE archived = 0", n_clients,
                        error);
}

static void
bind_client (HzStatement *statement,
             const HzStamp *stamp,
             const HzClient *client)
{
  g_autofree char *do_not_tell
    = client->do_not_tell != NULL ? g_strjoinv (",", client->do_not_tell) : NULL;
  HzClientKeys keys;

  hz_client_keys_init (&keys, client);

  hz_stamp_bind (stamp, statement, 1);
  hz_statement_bind_text (statement, 1 + CODE, client->code);
  hz_statement_bind_text (statement, 1 + SURNAME, client->surname);
  hz_statement_bind_text (statement, 1 + GIVEN, client->given);
  hz_statement_bind_text (statement, 1 + PATRONYMIC, client->patronymic);
  hz_statement_bind_text (statement, 1 + ALSO_KNOWN_AS, client->also_known_as);
  hz_statement_bind_date (statement, 1 + BIRTH, client->birth);
  hz_statement_bind_text (statement, 1 + SEX, client->sex);
  hz_statement_bind_text (statement, 1 + DISTRICT, client->district);
  hz_statement_bind_text (statement, 1 + LANGUAGE, client->language);
  hz_statement_bind_text (statement, 1 + SERVICE_ASKED, client->service_asked);
  hz_statement_bind_text (statement, 1 + CHANNEL, client->channel);
  hz_statement_bind_int (statement, 1 + URGENT, client->urgent ? 1 : 0);
  hz_statement_bind_date (statement, 1 + REGISTERED_ON, client->registered_on);
  hz_statement_bind_text (statement, 1 + CONSENT, client->consent);
  hz_statement_bind_date (statement, 1 + CONSENT_ON, client->consent_on);
  hz_statement_bind_text (statement, 1 + DO_NOT_TELL, do_not_tell);
  if (client->rule_asked > 0)
    {
      hz_statement_bind_int (statement, 1 + RULE_ASKED, client->rule_asked);
      hz_statement_bind_id (statement, 1 + RULE_ASKED_BY, &client->rule_asked_by);
    }
  hz_statement_bind_int (statement, 1 + ARCHIVED, client->archived ? 1 : 0);
  hz_statement_bind_text (statement, 1 + SORT_KEY, keys.sort_key);
  hz_statement_bind_text (statement, 1 + SEARCH_KEY, keys.search_key);
  hz_statement_bind_text (statement, 1 + NAME_KEY, keys.name_key);

  hz_client_keys_clear (&keys);
}

static gboolean
write_client (HzContext *context,
              const HzStamp *stamp,
              const HzClient *client,
              GError **error)
{
  static const char *const insert
    = "INSERT INTO client (" HZ_STAMP_COLUMNS ", " COLUMNS ", sort_key, search_key, name_key)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
      " ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)";
  static const char *const update
    = "UPDATE client SET revision = ?2, modified = ?5, modified_by = ?6, surname = ?8, given = ?9,"
      " patronymic = ?10, also_known_as = ?11, birth = ?12, sex = ?13, district = ?14,"
      " language = ?15, service_asked = ?16, channel = ?17, urgent = ?18, registered_on = ?19,"
      " consent = ?20, consent_on = ?21, do_not_tell = ?22, rule_asked = ?23, rule_asked_by = ?24,"
      " archived = ?25, sort_key = ?26, search_key = ?27, name_key = ?28 WHERE id = ?1";
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db, stamp->revision == 1 ? insert : update, error);

  if (statement == NULL)
    return FALSE;

  bind_client (statement, stamp, client);

  return hz_statement_run (statement, error);
}

static gboolean
find_key (HzContext *context,
          const HzId *id,
          gint64 *client_key,
          GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db, "SELECT client_key FROM client WHERE id = ?1", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND, "client: not found");
      return FALSE;
    }

  *client_key = hz_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
has_answers (const HzClient *client)
{
  for (guint i = 0; i < client->phones->len; i++)
    {
      const HzClientPhone *phone = g_ptr_array_index (client->phones, i);

      if (g_strcmp0 (phone->rule, "not_asked") != 0)
        return TRUE;
    }

  return FALSE;
}

/* Other numbers or rules than those stored mean that she has just been asked. */
static gboolean
note_asking (HzContext *context,
             HzClient *client,
             GError **error)
{
  if (client->stamp.revision > 0)
    {
      g_autoptr (HzClient) stored = hz_client_store_get (context, &client->stamp.id, error);
      g_auto (GStrv) changed = NULL;

      if (stored == NULL)
        return FALSE;

      changed = hz_client_compare (client, stored);
      if (!g_strv_contains ((const char *const *) changed, "phones"))
        {
          client->rule_asked = stored->rule_asked;
          client->rule_asked_by = stored->rule_asked_by;
          return TRUE;
        }
    }

  if (has_answers (client))
    {
      client->rule_asked = context->now;
      client->rule_asked_by = context->own_id;
    }

  return TRUE;
}

static gboolean
complete (HzContext *context,
          HzClient *client,
          GError **error)
{
  HzDate today = hz_zone_from_utc (context->now, NULL);

  if (!hz_client_tidy (client, error) || !note_asking (context, client, error))
    return FALSE;

  if (!hz_date_is_set (client->registered_on))
    client->registered_on = today;
  if (client->consent != NULL && !hz_date_is_set (client->consent_on))
    client->consent_on = today;
  if (client->code == NULL)
    client->code = hz_client_code_draw (context, error);

  return client->code != NULL;
}

/**
 * hz_client_store_save:
 * @context: of a write job
 * @client: new or changed; gets its new stamp, and a new one its code
 * @error: return location
 *
 * Returns: whether it is written; %HZ_RECORDS_ERROR_CONFLICT when somebody has saved it meanwhile
 */
gboolean
hz_client_store_save (HzContext *context,
                      HzClient *client,
                      GError **error)
{
  gboolean is_new = client->stamp.revision == 0;
  HzStamp stamp;
  gint64 client_key;

  if (!hz_context_require (context, is_new ? HZ_RIGHT_REGISTER_CLIENTS : HZ_RIGHT_EDIT_CLIENTS,
                           error))
    return FALSE;
  if (!hz_stamp_check (&client->stamp, context, "client", error)
      || !complete (context, client, error))
    return FALSE;

  stamp = hz_stamp_next (&client->stamp, context);
  if (!write_client (context, &stamp, client, error)
      || !find_key (context, &stamp.id, &client_key, error)
      || !hz_client_index_write (context, client_key, client, error)
      || !hz_audit_add (context, is_new ? "client.add" : "client.change", HZ_RECORD_CLIENT,
                        &stamp.id, &stamp.id, error))
    return FALSE;

  client->stamp = stamp;
  hz_context_note_change (context, HZ_RECORD_CLIENT, &stamp.id,
                          is_new ? HZ_CHANGE_ADDED : HZ_CHANGE_CHANGED);
  return TRUE;
}

/**
 * hz_client_store_confirm_rule:
 * @context: of a write job
 * @id: of a client
 * @error: return location
 *
 * Writes down that she was asked now, and that the rules of her phones still hold.
 */
gboolean
hz_client_store_confirm_rule (HzContext *context,
                              const HzId *id,
                              GError **error)
{
  g_autoptr (HzClient) client = hz_client_store_get (context, id, error);
  HzStamp stamp;

  if (client == NULL || !hz_context_require (context, HZ_RIGHT_EDIT_CLIENTS, error))
    return FALSE;

  client->rule_asked = context->now;
  client->rule_asked_by = context->own_id;
  stamp = hz_stamp_next (&client->stamp, context);
  if (!write_client (context, &stamp, client, error)
      || !hz_audit_add (context, "client.rule-confirmed", HZ_RECORD_CLIENT, id, id, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CLIENT, id, HZ_CHANGE_CHANGED);
  return TRUE;
}
