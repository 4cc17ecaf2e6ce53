/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-case-file-store.h"

#include <string.h>

#include "hz-audit.h"
#include "hz-case-index.h"
#include "hz-code-list.h"
#include "hz-erasure-store.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-text.h"
#include "hz-zone.h"

/* Letters of a reason. */
#define REASON_LIMIT 2000

static gboolean
refuse (GError       **error,
        HzRecordsError code,
        const char    *why)
{
  g_set_error_literal (error, HZ_RECORDS_ERROR, code, why);
  return FALSE;
}

static gboolean
require_key (HzContext  *context,
             const HzId *case_id,
             GError    **error)
{
  return hz_rings_has_case (context->rings, case_id)
         || refuse (error, HZ_RECORDS_ERROR_NO_KEY, "She is not on the team of the case");
}

static gboolean
require_care (HzContext *context,
              GError   **error)
{
  return hz_rings_has_care (context->rings)
         || refuse (error, HZ_RECORDS_ERROR_NO_KEY, "Who has no care key knows of no case");
}

static gboolean
check_codes (const HzCaseFile *self,
             GError          **error)
{
  const struct
  {
    const char *list;
    const char *code;
    gboolean may_be_empty;
  } codes[] = {
    { "service", self->service, FALSE },
    { "case_status", self->status, FALSE },
    { "risk_level", self->risk, FALSE },
    { "legal_area", self->legal_area, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if ((*codes[i].code != '\0' || !codes[i].may_be_empty)
        && hz_code_list_find (codes[i].list, codes[i].code) == NULL)
      return refuse (error, HZ_RECORDS_ERROR_INVALID, "A case file has a code of no list");

  return hz_id_is_set (&self->client_id)
         || refuse (error, HZ_RECORDS_ERROR_INVALID, "A case file without a client");
}

static gboolean
client_exists (HzContext  *context,
               const HzId *client_id,
               GError    **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = hz_statement_new (context->db, "SELECT 1 FROM main.client WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  hz_statement_bind_id (statement, 1, client_id);
  if (!hz_statement_step (statement, &has_row, error))
    return FALSE;

  return has_row || refuse (error, HZ_RECORDS_ERROR_NOT_FOUND, "The client of a case is not there");
}

static gboolean
write_row (HzContext        *context,
           const HzCaseFile *self,
           const char       *sql,
           GError          **error)
{
  HzBodyAddress address = { HZ_TABLE_CASE_FILE, self->stamp.id, HZ_ID_NONE, self->stamp.revision };
  g_autoptr (GVariant) body = g_variant_ref_sink (hz_case_file_to_body (self));
  g_autoptr (GBytes) sealed = hz_sealed_write (context, HZ_RING_CARE, &address, body, error);
  g_autoptr (HzStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;

  statement = hz_statement_new (context->db, sql, error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&self->stamp, statement, 1);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 1, sealed);

  return hz_statement_run (statement, error)
         && hz_case_index_put (context, self, error);
}

/* Her key number is looked at once, before the first key goes to it. */
static gboolean
audit_number (HzContext  *context,
              const HzId *member_id,
              gboolean    is_compared,
              GError    **error)
{
  return hz_audit_add (context, is_compared ? "key-number.compared" : "key-number.skipped",
                       HZ_RECORD_MEMBER, member_id, NULL, error);
}

/**
 * hz_case_file_store_add:
 * @context: of a write job
 * @self: (inout): with client, service, and perhaps lead; gets its stamp and mark
 * @is_compared: whether the key number of the person in charge was compared, when that is another
 * @error: return location
 *
 * Opens a case: makes its key, for who opens it and for recovery, and grants it to the person in
 * charge when that is somebody else.
 *
 * Returns: whether it stands in the transaction; else %HZ_RECORDS_ERROR_FORBIDDEN,
 *   %HZ_RECORDS_ERROR_NO_KEY, %HZ_RECORDS_ERROR_INVALID, %HZ_RECORDS_ERROR_NOT_FOUND,
 *   %HZ_RECORDS_ERROR_ERASURE_ASKED, or an error of the vault when the person in charge may not hold
 *   the key
 */
gboolean
hz_case_file_store_add (HzContext  *context,
                        HzCaseFile *self,
                        gboolean    is_compared,
                        GError    **error)
{
  HzStamp stamp = { 0 };
  gboolean for_another;

  if (!hz_context_require (context, HZ_RIGHT_OPEN_CASE, error) || !require_care (context, error)
      || !check_codes (self, error) || !client_exists (context, &self->client_id, error)
      || !hz_erasure_store_require_none (context, &self->client_id, error))
    return FALSE;

  if (self->stamp.revision > 0)
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "A case that is there is not opened again");

  stamp.id = self->stamp.id;
  self->stamp = hz_stamp_next (&stamp, context);
  if (!hz_id_is_set (&self->lead_id))
    self->lead_id = context->own_id;
  if (!hz_date_is_set (self->opened))
    self->opened = hz_zone_from_utc (context->now, NULL);
  for_another = !hz_id_equal (&self->lead_id, &context->own_id);

  if (!hz_rings_make_case (context->rings, context->db, &self->stamp.id, error)
      || (for_another && !hz_rings_grant_case (context->rings, context->db, &self->stamp.id,
                                               &self->lead_id, error)))
    return FALSE;

  if (!hz_rings_get_case_mark (context->rings, &self->stamp.id, self->mark))
    return refuse (error, HZ_RECORDS_ERROR_FAILED, "A new case has no key");

  if (!write_row (context, self,
                  "INSERT INTO main.case_file (" HZ_CASE_FILE_COLUMNS ")"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", error)
      || !hz_audit_add (context, "case.open", HZ_RECORD_CASE_FILE, &self->stamp.id, NULL, error)
      || (for_another && !audit_number (context, &self->lead_id, is_compared, error)))
    return FALSE;

  self->has_key = TRUE;
  hz_context_note_change (context, HZ_RECORD_CASE_FILE, &self->stamp.id, HZ_CHANGE_ADDED);
  return TRUE;
}

static HzCaseFile *
read_case (HzContext  *context,
           const HzId *case_id,
           GError    **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (!require_care (context, error))
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_CASE_FILE_COLUMNS " FROM main.case_file WHERE id = ?1",
                                error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, case_id);
  if (!hz_statement_step (statement, &has_row, error))
    return NULL;

  if (!has_row)
    {
      refuse (error, HZ_RECORDS_ERROR_NOT_FOUND, "No such case");
      return NULL;
    }

  return hz_case_file_read_row (context, statement, error);
}

static gboolean
update_row (HzContext  *context,
            HzCaseFile *case_file,
            const char *act,
            GError    **error)
{
  g_autoptr (HzCaseFile) before = NULL;
  HzStamp stamp;

  if (!hz_context_require (context, HZ_RIGHT_OPEN_CASE, error)
      || !require_key (context, &case_file->stamp.id, error) || !check_codes (case_file, error)
      || !hz_stamp_check (&case_file->stamp, context, "case_file", error))
    return FALSE;

  before = read_case (context, &case_file->stamp.id, error);
  if (before == NULL
      || !hz_rings_check_case_mark (context->rings, &before->stamp.id, before->mark, error))
    return FALSE;

  if (!hz_id_equal (&before->client_id, &case_file->client_id))
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "A case stays its client's");

  stamp = case_file->stamp;
  case_file->stamp = hz_stamp_next (&stamp, context);
  memcpy (case_file->mark, before->mark, sizeof case_file->mark);
  if (!write_row (context, case_file,
                  "UPDATE main.case_file SET revision = ?2, created = ?3, created_by = ?4,"
                  " modified = ?5, modified_by = ?6, body = ?7 WHERE id = ?1", error)
      || !hz_audit_add (context, act, HZ_RECORD_CASE_FILE, &case_file->stamp.id, NULL, error))
    {
      case_file->stamp = stamp;
      return FALSE;
    }

  hz_context_note_change (context, HZ_RECORD_CASE_FILE, &case_file->stamp.id, HZ_CHANGE_CHANGED);
  return TRUE;
}

/**
 * hz_case_file_store_save:
 * @context: of a write job
 * @case_file: (inout): with changes; its client, key and day of opening stay as they are
 * @error: return location
 *
 * Returns: whether it stands in the transaction; else %HZ_RECORDS_ERROR_NO_KEY for who is not on the
 *   team, %HZ_RECORDS_ERROR_CONFLICT, %HZ_RECORDS_ERROR_INVALID, or an error of the vault when the
 *   keys are not those of the header
 */
gboolean
hz_case_file_store_save (HzContext  *context,
                         HzCaseFile *case_file,
                         GError    **error)
{
  return update_row (context, case_file, "case.change", error);
}

/**
 * hz_case_file_store_set_closed:
 * @context: of a write job
 * @case_file: (inout): as it was read; to be thrown away when this fails
 * @is_closed: whether it is to be closed, or opened again
 * @reason: why; never empty. It stands in the header, under the care key
 * @error: return location
 *
 * A closed case takes no new note; what stands in it is read as before.
 *
 * Returns: whether it stands in the transaction; else as hz_case_file_store_save(), and
 *   %HZ_RECORDS_ERROR_INVALID without a reason or when it is so already,
 *   %HZ_RECORDS_ERROR_ERASURE_ASKED when it is to be opened again
 */
gboolean
hz_case_file_store_set_closed (HzContext  *context,
                               HzCaseFile *case_file,
                               gboolean    is_closed,
                               const char *reason,
                               GError    **error)
{
  g_autofree char *tidy = hz_text_tidy_block (reason, REASON_LIMIT, NULL);

  if (*tidy == '\0')
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "Closed or opened without a reason");
  if (hz_case_file_is_closed (case_file) == is_closed)
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "The case is so already");
  if (!is_closed && !hz_erasure_store_require_none (context, &case_file->client_id, error))
    return FALSE;

  g_free (case_file->status);
  case_file->status = g_strdup (is_closed ? "closed" : "reopened");
  case_file->closed = is_closed ? hz_zone_from_utc (context->now, NULL) : HZ_DATE_NONE;
  g_free (case_file->reason);
  case_file->reason = g_steal_pointer (&tidy);

  return update_row (context, case_file, is_closed ? "case.close" : "case.reopen", error);
}

/**
 * hz_case_file_store_get:
 * @context: of a job
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its header, for whoever holds the care key; else
 *   %HZ_RECORDS_ERROR_NO_KEY, %HZ_RECORDS_ERROR_NOT_FOUND, %HZ_RECORDS_ERROR_DAMAGED
 */
HzCaseFile *
hz_case_file_store_get (HzContext  *context,
                        const HzId *case_id,
                        GError    **error)
{
  HzCaseFile *case_file;

  if (!hz_context_require (context, HZ_RIGHT_SEE_CASES, error))
    return NULL;

  case_file = read_case (context, case_id, error);
  if (case_file != NULL)
    hz_case_file_check_keys (case_file, context);

  return case_file;
}

static GPtrArray *
make_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static int
compare_cases (gconstpointer a,
               gconstpointer b)
{
  const HzCaseFile *one = *(HzCaseFile *const *) a;
  const HzCaseFile *other = *(HzCaseFile *const *) b;
  int order = hz_case_file_is_closed (one) - hz_case_file_is_closed (other);

  if (order == 0)
    order = hz_date_compare (other->opened, one->opened);

  return order != 0 ? order : hz_id_compare (&other->stamp.id, &one->stamp.id);
}

/**
 * hz_case_file_store_list_of_client:
 * @context: of a job
 * @client_id: a client
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzCaseFile) (nullable): her cases, open ones first, newest
 *   first; none for who holds no care key
 */
GPtrArray *
hz_case_file_store_list_of_client (HzContext  *context,
                                   const HzId *client_id,
                                   GError    **error)
{
  g_autoptr (GPtrArray) cases = make_list ();
  g_autoptr (HzStatement) statement = NULL;
  gboolean is_done = FALSE, has_row;

  if (!hz_policy_allows (context->own_roles, HZ_RIGHT_SEE_CASES)
      || !hz_rings_has_care (context->rings))
    return g_steal_pointer (&cases);

  if (!hz_case_index_continue (context, G_MAXINT32, &is_done, error))
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " HZ_CASE_FILE_COLUMNS " FROM main.case_file"
                                " WHERE case_key IN (SELECT case_key FROM temp.case_facet"
                                "                    WHERE client_id = ?1)", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, client_id);
  while (TRUE)
    {
      g_autoptr (HzCaseFile) case_file = NULL;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      case_file = hz_case_file_read_row (context, statement, error);
      if (case_file == NULL)
        return NULL;
      hz_case_file_check_keys (case_file, context);
      if (hz_id_equal (&case_file->client_id, client_id))
        g_ptr_array_add (cases, g_steal_pointer (&case_file));
    }

  g_ptr_array_sort (cases, compare_cases);
  return g_steal_pointer (&cases);
}

/**
 * hz_case_file_store_list_mine:
 * @context: of a job
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzCaseFile) (nullable): the cases whose key she holds, open
 *   ones first, newest first
 */
GPtrArray *
hz_case_file_store_list_mine (HzContext *context,
                              GError   **error)
{
  g_autoptr (GPtrArray) cases = make_list ();
  g_autoptr (GPtrArray) ids = NULL;

  if (!hz_policy_allows (context->own_roles, HZ_RIGHT_SEE_CASES)
      || !hz_rings_has_care (context->rings))
    return g_steal_pointer (&cases);

  ids = hz_rings_list_cases (context->rings);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      HzCaseFile *case_file = read_case (context, g_ptr_array_index (ids, i), &failure);

      if (case_file != NULL)
        g_ptr_array_add (cases, case_file);
      else if (!g_error_matches (failure, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }

  g_ptr_array_sort (cases, compare_cases);
  return g_steal_pointer (&cases);
}

/**
 * hz_case_file_store_list_team:
 * @context: of a job
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzId) (nullable): who works on it; %HZ_RECORDS_ERROR_NO_KEY
 *   for who does not
 */
GArray *
hz_case_file_store_list_team (HzContext  *context,
                              const HzId *case_id,
                              GError    **error)
{
  return require_key (context, case_id, error) ? hz_rings_list_team (context->rings, case_id) : NULL;
}

static gboolean
check_holds (HzContext  *context,
             const HzId *case_id,
             GError    **error)
{
  g_autoptr (HzCaseFile) case_file = NULL;

  if (!hz_context_require (context, HZ_RIGHT_OPEN_CASE, error)
      || !require_key (context, case_id, error))
    return FALSE;

  case_file = read_case (context, case_id, error);
  return case_file != NULL
         && hz_rings_check_case_mark (context->rings, case_id, case_file->mark, error);
}

/**
 * hz_case_file_store_grant:
 * @context: of a write job
 * @case_id: a case whose key she holds
 * @member_id: a colleague who does case work
 * @is_compared: whether the colleague's key number was compared, or knowingly not; it is audited
 * @error: return location
 *
 * Lets a colleague read the whole case and write in it.
 *
 * Returns: whether it stands in the transaction; else %HZ_RECORDS_ERROR_NO_KEY,
 *   %HZ_RECORDS_ERROR_FORBIDDEN, or an error of the vault
 */
gboolean
hz_case_file_store_grant (HzContext  *context,
                          const HzId *case_id,
                          const HzId *member_id,
                          gboolean    is_compared,
                          GError    **error)
{
  if (!check_holds (context, case_id, error)
      || !hz_rings_grant_case (context->rings, context->db, case_id, member_id, error)
      || !audit_number (context, member_id, is_compared, error)
      || !hz_audit_add (context, "case.grant", HZ_RECORD_CASE_FILE, case_id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CASE_FILE, case_id, HZ_CHANGE_CHANGED);
  return TRUE;
}

/**
 * hz_case_file_store_ungrant:
 * @context: of a write job
 * @case_id: a case whose key she holds
 * @member_id: somebody of its team
 * @error: return location
 *
 * Takes somebody off the team. What she has read she has read; what is written from now on is under a
 * key she does not get. The person in charge stays.
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_case_file_store_ungrant (HzContext  *context,
                            const HzId *case_id,
                            const HzId *member_id,
                            GError    **error)
{
  g_autoptr (HzCaseFile) case_file = NULL;

  if (!check_holds (context, case_id, error))
    return FALSE;

  case_file = read_case (context, case_id, error);
  if (case_file == NULL)
    return FALSE;
  if (hz_id_equal (&case_file->lead_id, member_id))
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "The person in charge stays on the team");

  if (!hz_rings_ungrant_case (context->rings, context->db, case_id, member_id, error)
      || !hz_audit_add (context, "case.ungrant", HZ_RECORD_CASE_FILE, case_id, NULL, error))
    return FALSE;

  hz_context_note_change (context, HZ_RECORD_CASE_FILE, case_id, HZ_CHANGE_CHANGED);
  return TRUE;
}
