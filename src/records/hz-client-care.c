/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is sealed under the care key: why a client came, how she lives, why a rule was passed over. */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-client-store.h"

#include "hz-audit.h"
#include "hz-consent-store.h"
#include "hz-draft-store.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-text.h"

static HzBodyAddress
make_address (guint16 table,
              const HzStamp *stamp)
{
  return (HzBodyAddress) { table, stamp->id, HZ_ID_NONE, stamp->revision };
}

static gboolean
check_length (const char *text,
              gsize limit,
              const char *name,
              GError **error)
{
  if (text == NULL || g_utf8_strlen (text, -1) <= (glong) limit)
    return TRUE;

  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
               "client: %s is longer than %" G_GSIZE_FORMAT " characters", name, limit);
  return FALSE;
}

/* A row of one of the three tables that hold a sealed body of a client. */
static gboolean
insert_body (HzContext *context,
             const char *sql,
             const HzStamp *stamp,
             const HzId *client_id,
             GBytes *body,
             GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (stamp, statement, 1);
  hz_statement_bind_id (statement, 1 + HZ_STAMP_N_COLUMNS, client_id);
  hz_statement_bind_bytes (statement, 2 + HZ_STAMP_N_COLUMNS, body);

  return hz_statement_run (statement, error);
}

static GVariant *
pack_request (const HzClientRequest *request)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  if (request->codes != NULL)
    g_variant_dict_insert_value (&dict, "codes",
                                 g_variant_new_strv ((const char *const *) request->codes, -1));
  if (request->text != NULL)
    g_variant_dict_insert (&dict, "text", "s", request->text);
  if (request->consent_how != NULL)
    g_variant_dict_insert (&dict, "consent_how", "s", request->consent_how);
  if (hz_date_is_set (request->birth))
    {
      g_autofree char *birth = hz_date_to_iso (request->birth);

      g_variant_dict_insert (&dict, "birth", "s", birth);
    }

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static HzDate
lookup_date (GVariant *body,
             const char *key)
{
  HzDate date = HZ_DATE_NONE;
  const char *text;

  if (g_variant_lookup (body, key, "&s", &text))
    hz_date_from_iso (text, &date);

  return date;
}

static void
unpack_request (HzClientRequest *request,
                GVariant *body)
{
  g_variant_lookup (body, "codes", "^as", &request->codes);
  g_variant_lookup (body, "text", "s", &request->text);
  g_variant_lookup (body, "consent_how", "s", &request->consent_how);
  request->birth = lookup_date (body, "birth");
}

/**
 * hz_client_store_add_request:
 * @context: of a write job
 * @request: gets its stamp
 * @error: return location
 *
 * Seals why she came into the care ring, whether or not the writer can read it there.
 */
gboolean
hz_client_store_add_request (HzContext *context,
                             HzClientRequest *request,
                             GError **error)
{
  HzStamp stamp = hz_stamp_next (&request->stamp, context);
  HzBodyAddress address = make_address (HZ_TABLE_CLIENT_REQUEST, &stamp);
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (!hz_context_require (context, HZ_RIGHT_WRITE_REQUEST, error)
      || !check_length (request->text, HZ_TEXT_BLOCK_LIMIT, "request", error))
    return FALSE;

  body = pack_request (request);
  sealed = hz_sealed_write_care (context, &address, body, error);
  if (sealed == NULL
      || !insert_body (context,
                       "INSERT INTO client_request (" HZ_STAMP_COLUMNS ", client_id, body)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                       &stamp, &request->client_id, sealed, error)
      || !hz_audit_add (context, "client.request", HZ_RECORD_CLIENT, &request->client_id,
                        &request->client_id, error))
    return FALSE;

  request->stamp = stamp;
  hz_context_note_change (context, HZ_RECORD_CLIENT, &request->client_id, HZ_CHANGE_CHANGED);
  return TRUE;
}

static HzClientRequest *
read_request (HzContext *context,
              HzStatement *statement,
              const HzId *client_id,
              GError **error)
{
  g_autoptr (HzClientRequest) request = hz_client_request_new (client_id);
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS);
  g_autoptr (GVariant) body = NULL;
  HzBodyAddress address;

  hz_stamp_read (&request->stamp, statement, 0);
  address = make_address (HZ_TABLE_CLIENT_REQUEST, &request->stamp);
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);
  if (body == NULL)
    return NULL;

  unpack_request (request, body);
  return g_steal_pointer (&request);
}

/**
 * hz_client_store_list_requests:
 * @context: of a job
 * @client_id: whose
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzClientRequest): newest first;
 *   %HZ_RECORDS_ERROR_NO_KEY without the care key
 */
GPtrArray *
hz_client_store_list_requests (HzContext *context,
                               const HzId *client_id,
                               GError **error)
{
  g_autoptr (GPtrArray) requests
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_request_free);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (!hz_context_require (context, HZ_RIGHT_READ_REQUEST, error))
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", body FROM client_request"
                                " WHERE client_id = ?1 ORDER BY created DESC, request_key DESC",
                                error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, client_id);
  while (hz_statement_step (statement, &has_row, error))
    {
      HzClientRequest *request;

      if (!has_row)
        return g_steal_pointer (&requests);

      request = read_request (context, statement, client_id, error);
      if (request == NULL)
        return NULL;

      g_ptr_array_add (requests, request);
    }

  return NULL;
}

static GVariant *
pack_profile (const HzClientProfile *profile)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    if (profile->values[i] != NULL)
      g_variant_dict_insert (&dict, hz_profile_field_get_name (i), "s", profile->values[i]);
  if (profile->n_children >= 0)
    g_variant_dict_insert (&dict, "n_children", "i", profile->n_children);
  if (hz_date_is_set (profile->birth))
    {
      g_autofree char *birth = hz_date_to_iso (profile->birth);

      g_variant_dict_insert (&dict, "birth", "s", birth);
    }

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static void
unpack_profile (HzClientProfile *profile,
                GVariant *body)
{
  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    g_variant_lookup (body, hz_profile_field_get_name (i), "s", &profile->values[i]);
  g_variant_lookup (body, "n_children", "i", &profile->n_children);
  profile->birth = lookup_date (body, "birth");
}

static gboolean
read_profile (HzContext *context,
              HzClientProfile *profile,
              GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db,
                        "SELECT " HZ_STAMP_COLUMNS ", body FROM client_profile"
                        " WHERE client_id = ?1",
                        error);
  gboolean has_row = FALSE;
  HzBodyAddress address;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GVariant) body = NULL;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &profile->client_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  hz_stamp_read (&profile->stamp, statement, 0);
  address = make_address (HZ_TABLE_CLIENT_PROFILE, &profile->stamp);
  sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS);
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);
  if (body == NULL)
    return FALSE;

  unpack_profile (profile, body);
  return TRUE;
}

/* What she said to who registered her counts until somebody writes it into the profile. */
static gboolean
take_birth (HzContext *context,
            HzClientProfile *profile,
            GError **error)
{
  g_autoptr (GPtrArray) requests
    = hz_client_store_list_requests (context, &profile->client_id, error);

  if (requests == NULL)
    return FALSE;

  for (guint i = 0; i < requests->len && !hz_date_is_set (profile->birth); i++)
    profile->birth = ((const HzClientRequest *) g_ptr_array_index (requests, i))->birth;
  return TRUE;
}

/**
 * hz_client_store_get_profile:
 * @context: of a job
 * @client_id: whose
 * @error: return location
 *
 * Returns: (transfer full): the profile; an empty one when nothing was asked yet
 */
HzClientProfile *
hz_client_store_get_profile (HzContext *context,
                             const HzId *client_id,
                             GError **error)
{
  g_autoptr (HzClientProfile) profile = hz_client_profile_new (client_id);

  if (!hz_context_require (context, HZ_RIGHT_READ_PROFILE, error)
      || !read_profile (context, profile, error))
    return NULL;
  if (!hz_date_is_set (profile->birth) && !take_birth (context, profile, error))
    return NULL;

  return g_steal_pointer (&profile);
}

static gboolean
tidy_profile (HzClientProfile *profile,
              GError **error)
{
  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    {
      gboolean is_block = hz_profile_field_get_kind (i) == HZ_PROFILE_BLOCK;
      gsize limit = is_block ? HZ_TEXT_BLOCK_LIMIT : HZ_TEXT_LINE_LIMIT;
      g_autofree char *tidy = NULL;

      if (profile->values[i] == NULL)
        continue;
      if (!check_length (profile->values[i], limit, hz_profile_field_get_name (i), error))
        return FALSE;

      tidy = is_block ? hz_text_tidy_block (profile->values[i], limit, NULL)
                      : hz_text_tidy_line (profile->values[i], limit, NULL);
      hz_client_profile_set (profile, i, tidy);
    }

  return TRUE;
}

/* Two people may begin the same profile. */
static gboolean
check_first (HzContext *context,
             const HzClientProfile *profile,
             GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db, "SELECT 1 FROM client_profile WHERE client_id = ?1", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, &profile->client_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT,
                 "client_profile: somebody else has begun it");
  return !has_row;
}

/**
 * hz_client_store_save_profile:
 * @context: of a write job
 * @profile: gets its new stamp
 * @error: return location
 */
gboolean
hz_client_store_save_profile (HzContext *context,
                              HzClientProfile *profile,
                              GError **error)
{
  static const char *const insert
    = "INSERT INTO client_profile (" HZ_STAMP_COLUMNS ", client_id, body)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
  static const char *const update
    = "UPDATE client_profile SET revision = ?2, modified = ?5, modified_by = ?6, body = ?8"
      " WHERE id = ?1";
  gboolean is_new = profile->stamp.revision == 0;
  HzStamp stamp;
  HzBodyAddress address;
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (!hz_context_require (context, HZ_RIGHT_EDIT_PROFILE, error) || !tidy_profile (profile, error)
      || (is_new && !check_first (context, profile, error))
      || !hz_stamp_check (&profile->stamp, context, "client_profile", error))
    return FALSE;

  stamp = hz_stamp_next (&profile->stamp, context);
  address = make_address (HZ_TABLE_CLIENT_PROFILE, &stamp);
  body = pack_profile (profile);
  sealed = hz_sealed_write (context, HZ_RING_CARE, &address, body, error);
  if (sealed == NULL
      || !insert_body (context, is_new ? insert : update, &stamp, &profile->client_id, sealed, error)
      || !hz_audit_add (context, "client.profile", HZ_RECORD_CLIENT, &profile->client_id,
                        &profile->client_id, error))
    return FALSE;

  profile->stamp = stamp;
  hz_context_note_change (context, HZ_RECORD_CLIENT, &profile->client_id, HZ_CHANGE_CHANGED);
  return TRUE;
}

/**
 * hz_client_store_override_rule:
 * @context: of a write job
 * @id: of a client
 * @reason: why her number is looked at against its rule
 * @error: return location
 *
 * That it was done goes into the audit, why under the care key.
 */
gboolean
hz_client_store_override_rule (HzContext *context,
                               const HzId *id,
                               const char *reason,
                               GError **error)
{
  HzStamp none = { 0 };
  HzStamp stamp = hz_stamp_next (&none, context);
  HzBodyAddress address = make_address (HZ_TABLE_CLIENT_REASON, &stamp);
  g_autofree char *tidy = hz_text_tidy_line (reason, HZ_TEXT_LINE_LIMIT, NULL);
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return FALSE;
  if (*tidy == '\0')
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID, "client: no reason given");
      return FALSE;
    }

  body = g_variant_ref_sink (g_variant_new_parsed ("{'reason': <%s>}", tidy));
  sealed = hz_sealed_write_care (context, &address, body, error);

  return sealed != NULL
         && insert_body (context,
                         "INSERT INTO client_reason (" HZ_STAMP_COLUMNS ", client_id, body)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                         &stamp, id, sealed, error)
         && hz_audit_add (context, "client.rule-overridden", HZ_RECORD_CLIENT, id, id, error);
}

/* What the record said of its keeping until now. */
static gboolean
get_stored_consent (HzContext *context,
                    const HzClient *client,
                    char **consent,
                    GError **error)
{
  g_autoptr (HzClient) stored = NULL;

  if (client->stamp.revision == 0)
    return TRUE;

  stored = hz_client_store_get (context, &client->stamp.id, error);
  if (stored == NULL)
    return FALSE;

  *consent = g_strdup (stored->consent);
  return TRUE;
}

/**
 * hz_client_store_register:
 * @context: of a write job
 * @client: new, or changed
 * @request: (nullable): why she came; an empty one is not kept
 * @draft_id: (nullable): the draft that is done with
 * @error: return location
 *
 * All of a registration, or nothing.
 */
gboolean
hz_client_store_register (HzContext *context,
                          HzClient *client,
                          HzClientRequest *request,
                          const HzId *draft_id,
                          GError **error)
{
  g_autofree char *before = NULL;

  if (!get_stored_consent (context, client, &before, error)
      || !hz_client_store_save (context, client, error))
    return FALSE;
  if (client->consent != NULL && g_strcmp0 (client->consent, before) != 0
      && !hz_consent_store_add_registration (context, client,
                                             request != NULL ? request->consent_how : NULL, error))
    return FALSE;

  if (request != NULL && !hz_client_request_is_empty (request))
    {
      request->client_id = client->stamp.id;
      if (!hz_client_store_add_request (context, request, error))
        return FALSE;
    }

  return draft_id == NULL || hz_draft_store_delete (context, draft_id, error);
}
