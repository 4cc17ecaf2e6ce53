/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-consent-store.h"

#include "hz-audit.h"
#include "hz-body-fields.h"
#include "hz-care-index.h"
#include "hz-client-store.h"
#include "hz-code-list.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-text.h"
#include "hz-zone.h"

#define NOTE_LIMIT 2000
#define MAX_ITEMS 64
/* Of a step of hz_consent_store_shred(). */
#define INDEXED_AT_ONCE 1000

G_STATIC_ASSERT (HZ_TABLE_CONSENT == 70);

static const HzCareIndex consent_index = { "consent", "consent_key", HZ_TABLE_CONSENT, { NULL, NULL } };

static HzBodyAddress
get_address (const HzStamp *stamp)
{
  return (HzBodyAddress) { .table = HZ_TABLE_CONSENT,
                           .row_id = stamp->id,
                           .revision = stamp->revision };
}

static GVariant *
build_body (HzConsent *consent)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  hz_body_fields_add_id (&builder, "client", &consent->client_id);
  hz_body_fields_add_text (&builder, "purpose", consent->purpose);
  hz_body_fields_add_text (&builder, "answer", consent->answer);
  hz_body_fields_add_date (&builder, "asked-on", consent->asked_on);
  hz_body_fields_add_text (&builder, "how", consent->how);
  hz_body_fields_add_text (&builder, "by", consent->by);
  hz_body_fields_add_id (&builder, "recipient-id", &consent->recipient_id);
  hz_body_fields_add_text (&builder, "recipient", consent->recipient);
  hz_body_fields_add_texts (&builder, "items", consent->items);
  hz_body_fields_add_date (&builder, "until", consent->until);
  hz_body_fields_add_text (&builder, "refused-why", consent->refused_why);
  hz_body_fields_add_text (&builder, "note", consent->note);

  return g_variant_builder_end (&builder);
}

static void
take_body (HzConsent *consent,
           GVariant *body)
{
  consent->client_id = hz_body_fields_get_id (body, "client");
  hz_body_fields_take_text (body, "purpose", &consent->purpose);
  hz_body_fields_take_text (body, "answer", &consent->answer);
  consent->asked_on = hz_body_fields_get_date (body, "asked-on");
  hz_body_fields_take_text (body, "how", &consent->how);
  hz_body_fields_take_text (body, "by", &consent->by);
  consent->recipient_id = hz_body_fields_get_id (body, "recipient-id");
  hz_body_fields_take_text (body, "recipient", &consent->recipient);
  hz_body_fields_take_texts (body, "items", &consent->items);
  consent->until = hz_body_fields_get_date (body, "until");
  hz_body_fields_take_text (body, "refused-why", &consent->refused_why);
  hz_body_fields_take_text (body, "note", &consent->note);
}

static gboolean
fail_invalid (GError **error,
              const char *what)
{
  g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID, "a consent: %s", what);

  return FALSE;
}

static gboolean
tidy_texts (HzConsent *consent,
            GError **error)
{
  gboolean is_recipient_cut;
  gboolean is_note_cut;
  char *recipient = hz_text_tidy_line (consent->recipient, HZ_TEXT_LINE_LIMIT, &is_recipient_cut);
  char *note = hz_text_tidy_block (consent->note, NOTE_LIMIT, &is_note_cut);

  g_free (consent->recipient);
  consent->recipient = recipient;
  g_free (consent->note);
  consent->note = note;
  if (is_recipient_cut || is_note_cut)
    g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
                         "a text of a consent is too long");

  return !is_recipient_cut && !is_note_cut;
}

static gboolean
check_event (HzConsent *consent,
             GError **error)
{
  gboolean shares = g_strcmp0 (consent->purpose, HZ_CONSENT_SHARE) == 0;

  if (hz_code_list_find ("consent_purpose", consent->purpose) == NULL)
    return fail_invalid (error, "no such purpose");
  if (hz_code_list_find ("consent_answer", consent->answer) == NULL)
    return fail_invalid (error, "no such answer");
  if (hz_code_list_find ("consent_how", consent->how) == NULL ||
      hz_code_list_find ("consent_by", consent->by) == NULL)
    return fail_invalid (error, "how or by whom");
  if (!hz_date_is_exact (consent->asked_on))
    return fail_invalid (error, "no day");
  if (hz_date_is_set (consent->until) &&
      (!hz_date_is_exact (consent->until) || hz_date_compare (consent->until, consent->asked_on) < 0))
    return fail_invalid (error, "ends before it begins");
  if (shares && *consent->recipient == '\0')
    return fail_invalid (error, "of nobody");
  if (consent->items != NULL && g_strv_length (consent->items) > MAX_ITEMS)
    return fail_invalid (error, "of too much");

  return TRUE;
}

static gboolean
insert_event (HzContext *context,
              HzConsent *consent,
              GError **error)
{
  HzStamp stamp = hz_stamp_next (&consent->stamp, context);
  HzBodyAddress address = get_address (&stamp);
  g_autoptr (GVariant) body = g_variant_ref_sink (build_body (consent));
  g_autoptr (GBytes) sealed = hz_sealed_write_care (context, &address, body, error);
  g_autoptr (HzStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT INTO consent (" HZ_STAMP_COLUMNS ", body) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                error);
  if (statement == NULL)
    return FALSE;
  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 1, sealed);
  if (!hz_statement_run (statement, error))
    return FALSE;

  consent->stamp = stamp;
  return TRUE;
}

/* Every member of staff may know whether the record may be kept. */
static gboolean
copy_to_client (HzContext *context,
                HzConsent *consent,
                HzClient *client,
                GError **error)
{
  g_free (client->consent);
  client->consent = g_strdup (g_str_equal (consent->answer, "yes") ? "yes" : "no");
  client->consent_on = consent->asked_on;

  return hz_client_store_save (context, client, error);
}

/* Whose it is stands in no column and so not in the audit either. */
static gboolean
tell_added (HzContext *context,
            HzConsent *consent,
            GError **error)
{
  if (!hz_audit_add (context, "consent.add", HZ_RECORD_CONSENT, &consent->stamp.id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CONSENT, &consent->stamp.id, HZ_CHANGE_ADDED);
  return TRUE;
}

/**
 * hz_consent_store_add:
 * @context: of a write job
 * @consent: an event; gets its stamp
 * @error: return location
 *
 * Returns: whether it is kept; or %HZ_RECORDS_ERROR_INVALID, %HZ_RECORDS_ERROR_NOT_FOUND for an
 *   unknown client
 */
gboolean
hz_consent_store_add (HzContext *context,
                      HzConsent *consent,
                      GError **error)
{
  g_autoptr (HzClient) client = NULL;

  if (!hz_context_require (context, HZ_RIGHT_RECORD_CONSENT, error))
    return FALSE;
  if (consent->stamp.revision != 0)
    return fail_invalid (error, "is there already");

  if (!tidy_texts (consent, error) || !check_event (consent, error))
    return FALSE;

  client = hz_client_store_get (context, &consent->client_id, error);
  if (client == NULL || !insert_event (context, consent, error))
    return FALSE;
  if (g_str_equal (consent->purpose, HZ_CONSENT_KEEP_RECORD) &&
      !copy_to_client (context, consent, client, error))
    return FALSE;

  return tell_added (context, consent, error);
}

/**
 * hz_consent_store_add_registration:
 * @context: of a write job
 * @client: just saved, with an answer and its day
 * @how: (nullable): of the list "consent_how"; %NULL when it was not said
 * @error: return location
 *
 * Reception, who has no care key, puts it into the care ring and keeps of it what stands in the record.
 *
 * Returns: whether the event is kept
 */
gboolean
hz_consent_store_add_registration (HzContext *context,
                                   HzClient *client,
                                   const char *how,
                                   GError **error)
{
  g_autoptr (HzConsent) consent
    = hz_consent_new (&client->stamp.id, HZ_CONSENT_KEEP_RECORD, client->consent);

  if (!hz_context_require (context, HZ_RIGHT_RECORD_CONSENT, error))
    return FALSE;

  consent->asked_on = client->consent_on;
  if (how != NULL)
    {
      g_free (consent->how);
      consent->how = g_strdup (how);
    }

  return check_event (consent, error) && insert_event (context, consent, error)
         && tell_added (context, consent, error);
}

static HzConsent *
read_event (HzContext *context,
            HzStatement *statement,
            GError **error)
{
  static const HzId no_id = HZ_ID_NONE;
  g_autoptr (HzConsent) consent = hz_consent_new (&no_id, "", "");
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GVariant) body = NULL;
  HzBodyAddress address;

  hz_stamp_read (&consent->stamp, statement, 0);
  address = get_address (&consent->stamp);
  sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS);
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);
  if (body == NULL)
    return NULL;
  take_body (consent, body);

  return g_steal_pointer (&consent);
}

/* What reception wrote down at the first contact, unless it was asked again since. */
static void
add_of_client (GPtrArray *consents,
               HzClient *client,
               gboolean has_care)
{
  HzConsent *newest = hz_consent_find (consents, HZ_CONSENT_KEEP_RECORD);
  HzConsent *consent;
  guint place = 0;

  if (client->consent == NULL ||
      (newest != NULL && hz_date_compare (newest->asked_on, client->consent_on) >= 0))
    return;

  consent = hz_consent_new (&client->stamp.id, HZ_CONSENT_KEEP_RECORD, client->consent);
  consent->asked_on = client->consent_on;
  consent->is_readable = has_care;
  consent->stamp.created = client->stamp.created;
  consent->stamp.created_by = client->stamp.created_by;

  while (place < consents->len &&
         hz_date_compare (((HzConsent *) g_ptr_array_index (consents, place))->asked_on,
                          consent->asked_on) > 0)
    place++;
  g_ptr_array_insert (consents, (int) place, consent);
}

/**
 * hz_consent_store_list:
 * @context: of a job
 * @client_id: whose
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzConsent): her answers, newest first. Without the
 *   care key at most one: whether the record may be kept
 */
GPtrArray *
hz_consent_store_list (HzContext *context,
                       const HzId *client_id,
                       GError **error)
{
  g_autoptr (GPtrArray) consents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (HzClient) client = NULL;
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (!hz_context_require (context, HZ_RIGHT_READ_CONSENT, error))
    return NULL;
  client = hz_client_store_get (context, client_id, error);
  if (client == NULL || !hz_care_index_update (&consent_index, context, HZ_CARE_INDEX_ALL, NULL, error))
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", body FROM consent "
                                "WHERE consent_key IN (SELECT consent_key FROM temp.consent_index "
                                "WHERE client_id = ?1) ORDER BY consent_key DESC",
                                error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, client_id);

  while (has_row)
    {
      HzConsent *consent;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      consent = read_event (context, statement, error);
      if (consent == NULL)
        return NULL;
      g_ptr_array_add (consents, consent);
    }

  add_of_client (consents, client, hz_rings_has_care (context->rings));

  return g_steal_pointer (&consents);
}

/**
 * hz_consent_store_withdraw:
 * @context: of a write job
 * @consent_id: an event that gave something
 * @error: return location
 *
 * Returns: whether an event of today takes back what it gave, and everything else that was given for
 *   that purpose to that recipient
 */
gboolean
hz_consent_store_withdraw (HzContext *context,
                           const HzId *consent_id,
                           GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (HzConsent) given = NULL;
  g_autoptr (HzConsent) withdrawal = NULL;
  gboolean has_row;

  if (!hz_context_require (context, HZ_RIGHT_RECORD_CONSENT, error))
    return FALSE;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_STAMP_COLUMNS ", body FROM consent WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  hz_statement_bind_id (statement, 1, consent_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error_literal (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND, "no such consent");
      return FALSE;
    }

  given = read_event (context, statement, error);
  if (given == NULL)
    return FALSE;

  withdrawal = hz_consent_new (&given->client_id, given->purpose, "withdrawn");
  withdrawal->asked_on = hz_zone_from_utc (context->now, NULL);
  withdrawal->recipient_id = given->recipient_id;
  g_free (withdrawal->recipient);
  withdrawal->recipient = g_strdup (given->recipient);
  hz_statement_reset (statement);

  return hz_consent_store_add (context, withdrawal, error);
}

static gboolean
run_of_client (HzContext *context,
               const char *sql,
               const HzId *client_id,
               GError **error)
{
  g_autoptr (HzStatement) statement = hz_statement_new (context->db, sql, error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, client_id);

  return hz_statement_run (statement, error);
}

/**
 * hz_consent_store_shred:
 * @context: of a write job, of a holder of the care key
 * @client_id: a client of whom nothing is to be left
 * @is_done: (out): whether no answer is hers any more
 * @error: return location
 *
 * What waits under the own key of who wrote it is not known to be hers.
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_consent_store_shred (HzContext *context,
                        const HzId *client_id,
                        gboolean *is_done,
                        GError **error)
{
  *is_done = FALSE;
  if (!hz_care_index_update (&consent_index, context, INDEXED_AT_ONCE, is_done, error))
    return FALSE;

  return !*is_done
         || (run_of_client (context,
                            "DELETE FROM care_waiting WHERE table_code = 70 AND row_id IN"
                            " (SELECT id FROM consent WHERE consent_key IN"
                            " (SELECT consent_key FROM temp.consent_index WHERE client_id = ?1))",
                            client_id, error)
             && run_of_client (context,
                               "DELETE FROM main.consent WHERE consent_key IN"
                               " (SELECT consent_key FROM temp.consent_index WHERE client_id = ?1)",
                               client_id, error)
             && run_of_client (context, "DELETE FROM temp.consent_index WHERE client_id = ?1",
                               client_id, error));
}

typedef struct
{
  HzId id;
  HzConsent *consent;
  GPtrArray *consents;
} ConsentJob;

static void
free_job (gpointer data)
{
  ConsentJob *job = data;

  g_clear_object (&job->consent);
  g_clear_pointer (&job->consents, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_add (HzContext *context,
         gpointer data,
         GError **error)
{
  ConsentJob *job = data;

  return hz_consent_store_add (context, job->consent, error);
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  ConsentJob *job = data;

  job->consents = hz_consent_store_list (context, &job->id, error);

  return job->consents != NULL;
}

static gboolean
run_withdraw (HzContext *context,
              gpointer data,
              GError **error)
{
  ConsentJob *job = data;

  return hz_consent_store_withdraw (context, &job->id, error);
}

/**
 * hz_consent_store_add_async:
 * @records: the centre's records
 * @consent: an event; a copy is kept
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_consent_store_add() for the window.
 */
void
hz_consent_store_add_async (HzRecords *records,
                            HzConsent *consent,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ConsentJob *job = g_new0 (ConsentJob, 1);

  job->consent = hz_consent_copy (consent);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_add, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_consent_store_add_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the event as it stands now
 */
HzConsent *
hz_consent_store_add_finish (HzRecords *records,
                             GAsyncResult *result,
                             GError **error)
{
  ConsentJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_object_ref (job->consent) : NULL;
}

/**
 * hz_consent_store_list_async:
 * @records: the centre's records
 * @client_id: whose
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_consent_store_list() for the window.
 */
void
hz_consent_store_list_async (HzRecords *records,
                             const HzId *client_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ConsentJob *job = g_new0 (ConsentJob, 1);

  job->id = *client_id;
  hz_records_run_async (records, HZ_DB_JOB_READ, run_list, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_consent_store_list_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HzConsent): as hz_consent_store_list()
 */
GPtrArray *
hz_consent_store_list_finish (HzRecords *records,
                              GAsyncResult *result,
                              GError **error)
{
  ConsentJob *job = hz_records_run_finish (records, result, error);

  return job != NULL ? g_ptr_array_ref (job->consents) : NULL;
}

/**
 * hz_consent_store_withdraw_async:
 * @records: the centre's records
 * @consent_id: an event that gave something
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * hz_consent_store_withdraw() for the window.
 */
void
hz_consent_store_withdraw_async (HzRecords *records,
                                 const HzId *consent_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ConsentJob *job = g_new0 (ConsentJob, 1);

  job->id = *consent_id;
  hz_records_run_async (records, HZ_DB_JOB_WRITE, run_withdraw, job, free_job, cancellable, callback,
                        user_data);
}

/**
 * hz_consent_store_withdraw_finish:
 * @records: the centre's records
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether it is taken back
 */
gboolean
hz_consent_store_withdraw_finish (HzRecords *records,
                                  GAsyncResult *result,
                                  GError **error)
{
  return hz_records_run_finish (records, result, error) != NULL;
}
