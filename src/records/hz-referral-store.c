/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-referral-store.h"

#include <string.h>

#include "hz-audit.h"
#include "hz-care-index.h"
#include "hz-code-list.h"
#include "hz-records-error.h"
#include "hz-referral-private.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-text.h"
#include "hz-zone.h"

#define TABLE "referral"
#define COLUMNS \
  HZ_STAMP_COLUMNS ", number_year, number, number_index, issued_on, void, handed_over_on, body"
#define FIRST HZ_STAMP_N_COLUMNS

/* Of a step of hz_referral_store_shred(). */
#define INDEXED_AT_ONCE 1000
#define SHREDDED_AT_ONCE 20

static const HzCareIndex referral_index = { TABLE, "referral_key", HZ_TABLE_REFERRAL,
                                            { "status", "answer-due" } };

static HzBodyAddress
get_address (const HzStamp *stamp)
{
  return (HzBodyAddress) { .table = HZ_TABLE_REFERRAL,
                           .row_id = stamp->id,
                           .revision = stamp->revision };
}

gboolean
hz_referral_fail (GError **error,
                  HzRecordsError code,
                  const char *what)
{
  g_set_error (error, HZ_RECORDS_ERROR, code, "a letter: %s", what);

  return FALSE;
}

static void
replace_text (char **place,
              const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

/* Whoever may not read letters sees in the register what they are, and no text of theirs. */
static void
hide_text (HzReferral *referral)
{
  g_ptr_array_set_size (referral->facts, 0);
  g_variant_unref (referral->page);
  referral->page = g_variant_ref_sink (g_variant_new ("a{ss}", NULL));
  replace_text (&referral->override_reason, "");
  replace_text (&referral->answer_text, "");
}

static HzReferral *
read_referral (HzContext *context,
               HzStatement *statement,
               GError **error)
{
  g_autoptr (HzReferral) referral = hz_referral_new ();
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GVariant) body = NULL;
  HzBodyAddress address;

  hz_stamp_read (&referral->stamp, statement, 0);
  referral->number_year = (int) hz_statement_get_int (statement, FIRST);
  referral->number = (int) hz_statement_get_int (statement, FIRST + 1);
  replace_text (&referral->number_index, hz_statement_get_text (statement, FIRST + 2));
  referral->issued_on = hz_statement_get_date (statement, FIRST + 3);
  referral->is_void = hz_statement_get_int (statement, FIRST + 4) != 0;
  if (!hz_statement_is_null (statement, FIRST + 5))
    referral->handed_over_on = hz_statement_get_date (statement, FIRST + 5);

  referral->is_readable = hz_rings_has_care (context->rings);
  replace_text (&referral->status, referral->is_void ? "revoked" : "issued");
  if (!referral->is_readable)
    return g_steal_pointer (&referral);

  address = get_address (&referral->stamp);
  sealed = hz_statement_get_bytes (statement, FIRST + 6);
  body = hz_sealed_read (context, HZ_RING_CARE, &address, sealed, error);
  if (body == NULL)
    return NULL;
  hz_referral_take_body (referral, body);
  if (!hz_policy_allows (context->own_roles, HZ_RIGHT_READ_LETTERS))
    hide_text (referral);

  return g_steal_pointer (&referral);
}

static HzReferral *
step_referral (HzContext *context,
               HzStatement *statement,
               GError **error)
{
  gboolean has_row;

  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      hz_referral_fail (error, HZ_RECORDS_ERROR_NOT_FOUND, "no such number");
      return NULL;
    }

  return read_referral (context, statement, error);
}

static gboolean
require_reading (HzContext *context,
                 GError **error)
{
  return hz_context_require (context, HZ_RIGHT_READ_LETTER_NUMBERS, error);
}

gboolean
hz_referral_write (HzContext *context,
                   HzReferral *referral,
                   GError **error)
{
  HzStamp stamp = hz_stamp_next (&referral->stamp, context);
  HzBodyAddress address = get_address (&stamp);
  g_autoptr (GVariant) body = g_variant_ref_sink (hz_referral_to_body (referral));
  g_autoptr (GBytes) sealed = hz_sealed_write (context, HZ_RING_CARE, &address, body, error);
  g_autoptr (HzStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;

  statement =
    hz_statement_new (context->db,
                      referral->stamp.revision == 0
                        ? "INSERT INTO " TABLE " (" COLUMNS ") VALUES "
                          "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
                        : "UPDATE " TABLE " SET revision = ?2, created = ?3, created_by = ?4, "
                          "modified = ?5, modified_by = ?6, number_year = ?7, number = ?8, "
                          "number_index = ?9, issued_on = ?10, void = ?11, handed_over_on = ?12, "
                          "body = ?13 WHERE id = ?1",
                      error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&stamp, statement, 1);
  hz_statement_bind_int (statement, FIRST + 1, referral->number_year);
  hz_statement_bind_int (statement, FIRST + 2, referral->number);
  hz_statement_bind_text (statement, FIRST + 3, referral->number_index);
  hz_statement_bind_date (statement, FIRST + 4, referral->issued_on);
  hz_statement_bind_int (statement, FIRST + 5, referral->is_void);
  hz_statement_bind_date (statement, FIRST + 6, referral->handed_over_on);
  hz_statement_bind_bytes (statement, FIRST + 7, sealed);
  if (!hz_statement_run (statement, error))
    return FALSE;

  referral->stamp = stamp;
  return hz_care_index_forget (&referral_index, context, &stamp.id, error);
}

/**
 * hz_referral_store_get:
 * @context: of a job
 * @id: a referral
 * @error: return location
 *
 * Returns: (transfer full) (nullable): it; or %HZ_RECORDS_ERROR_NOT_FOUND
 */
HzReferral *
hz_referral_store_get (HzContext *context,
                       const HzId *id,
                       GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  if (!require_reading (context, error))
    return NULL;
  statement = hz_statement_new (context->db, "SELECT " COLUMNS " FROM " TABLE " WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_id (statement, 1, id);

  return step_referral (context, statement, error);
}

/* "3-12/45-K7" to 45; 0 when it is no number. */
static int
parse_number (const char *typed)
{
  const char *slash = strrchr (typed, '/');
  const char *digits = slash != NULL ? slash + 1 : typed;
  gint64 number = 0;

  while (*digits == ' ')
    digits++;
  for (int n = 0; g_ascii_isdigit (*digits) && n < 9; n++, digits++)
    number = number * 10 + (*digits - '0');

  return *digits == '\0' || *digits == '-' || *digits == ' ' ? (int) number : 0;
}

/**
 * hz_referral_store_find:
 * @context: of a job
 * @number: as it stands on paper: "3-12/45", "45", "3-12/45-K7"
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the newest letter of that number, with these check letters where
 *   they are given and can be compared; or %HZ_RECORDS_ERROR_NOT_FOUND
 */
HzReferral *
hz_referral_store_find (HzContext *context,
                        const char *number,
                        GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (HzReferral) referral = NULL;
  g_autofree char *tidy = hz_text_tidy_line (number, HZ_TEXT_LINE_LIMIT, NULL);
  g_autofree char *plain = NULL;
  g_autofree char *slip = NULL;

  if (!require_reading (context, error))
    return NULL;
  statement = hz_statement_new (context->db,
                                "SELECT " COLUMNS " FROM " TABLE " WHERE number = ?1 "
                                "ORDER BY number_year DESC LIMIT 1",
                                error);
  if (statement == NULL)
    return NULL;
  hz_statement_bind_int (statement, 1, parse_number (tidy));

  referral = step_referral (context, statement, error);
  if (referral == NULL)
    return NULL;

  plain = hz_referral_dup_number (referral);
  slip = hz_referral_dup_slip_number (referral);
  if (g_ascii_strcasecmp (tidy, plain) != 0 && g_ascii_strcasecmp (tidy, slip) != 0 &&
      strchr (tidy, '/') != NULL)
    {
      hz_referral_fail (error, HZ_RECORDS_ERROR_NOT_FOUND, "no such number");
      return NULL;
    }

  return g_steal_pointer (&referral);
}

static const char *
get_condition (HzReferralFilter filter,
               gboolean has_care)
{
  switch (filter)
    {
    case HZ_REFERRAL_FILTER_OPEN:
      return has_care ? "AND r.void = 0 AND i.first IN ('issued', 'received', 'accepted', 'no_answer')"
                      : "AND r.void = 0 AND r.handed_over_on IS NULL";
    case HZ_REFERRAL_FILTER_OVERDUE:
      return has_care ? "AND r.void = 0 AND i.first IN ('issued', 'no_answer') "
                        "AND i.second <> '' AND i.second < ?2"
                      : "AND ?2 IS NULL";
    case HZ_REFERRAL_FILTER_ALL:
    default:
      return "";
    }
}

static HzStatement *
prepare_list (HzContext *context,
              HzReferralFilter filter,
              const HzId *client_id,
              guint limit,
              const char *columns,
              GError **error)
{
  gboolean has_care = hz_rings_has_care (context->rings);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM " TABLE " AS r LEFT JOIN temp.referral_index AS i "
                     "ON i.referral_key = r.referral_key WHERE (?1 IS NULL OR i.client_id = ?1) %s "
                     "ORDER BY r.number_year DESC, r.number DESC LIMIT %d",
                     columns, get_condition (filter, has_care), limit > 0 ? (int) limit : -1);
  HzStatement *statement;

  if (!hz_care_index_update (&referral_index, context, HZ_CARE_INDEX_ALL, NULL, error))
    return NULL;
  statement = hz_statement_new (context->db, sql, error);
  if (statement == NULL)
    return NULL;

  if (client_id != NULL)
    hz_statement_bind_id (statement, 1, client_id);
  else
    hz_statement_bind_null (statement, 1);
  if (filter == HZ_REFERRAL_FILTER_OVERDUE)
    hz_statement_bind_date (statement, 2, hz_zone_from_utc (context->now, NULL));

  return statement;
}

/**
 * hz_referral_store_list:
 * @context: of a job
 * @filter: which
 * @client_id: (nullable): of one client
 * @limit: how many at most; 0 for all
 * @error: return location
 *
 * Without the care key "open" are those that were not handed over, none is overdue, and none is
 * anybody's.
 *
 * Returns: (transfer full) (nullable) (element-type HzReferral): newest first
 */
GPtrArray *
hz_referral_store_list (HzContext *context,
                        HzReferralFilter filter,
                        const HzId *client_id,
                        guint limit,
                        GError **error)
{
  g_autoptr (GPtrArray) referrals = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (!require_reading (context, error))
    return NULL;
  statement = prepare_list (context, filter, client_id, limit,
                            "r.id, r.revision, r.created, r.created_by, r.modified, r.modified_by, "
                            "r.number_year, r.number, r.number_index, r.issued_on, r.void, "
                            "r.handed_over_on, r.body",
                            error);
  if (statement == NULL)
    return NULL;

  while (has_row)
    {
      HzReferral *referral;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      referral = read_referral (context, statement, error);
      if (referral == NULL)
        return NULL;
      g_ptr_array_add (referrals, referral);
    }

  return g_steal_pointer (&referrals);
}

/**
 * hz_referral_store_count_overdue:
 * @context: of a job
 * @count: (out): how many answers are late
 * @error: return location
 *
 * Returns: whether they could be counted
 */
gboolean
hz_referral_store_count_overdue (HzContext *context,
                                 guint *count,
                                 GError **error)
{
  g_autoptr (HzStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (!require_reading (context, error))
    return FALSE;
  statement = prepare_list (context, HZ_REFERRAL_FILTER_OVERDUE, NULL, 0, "count (*)", error);
  if (statement == NULL || !hz_statement_step (statement, &has_row, error))
    return FALSE;
  *count = (guint) hz_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
save_changed (HzContext *context,
              HzReferral *referral,
              const char *act,
              GError **error)
{
  if (!referral->is_readable)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_NO_KEY, "without the care key");
  if (!hz_referral_write (context, referral, error) ||
      !hz_audit_add (context, act, HZ_RECORD_REFERRAL, &referral->stamp.id, NULL, error))
    return FALSE;
  hz_context_note_change (context, HZ_RECORD_REFERRAL, &referral->stamp.id, HZ_CHANGE_CHANGED);

  return TRUE;
}

/**
 * hz_referral_store_record_answer:
 * @context: of a write job
 * @referral: as it was read; its status, answered_on, attended, answer_text and own_view are kept, and
 *   it gets its next stamp
 * @error: return location
 *
 * Returns: whether it is kept; or %HZ_RECORDS_ERROR_CONFLICT
 */
gboolean
hz_referral_store_record_answer (HzContext *context,
                                 HzReferral *referral,
                                 GError **error)
{
  g_autoptr (HzReferral) stored = NULL;
  g_autofree char *text = hz_text_tidy_block (referral->answer_text, 4000, NULL);

  if (!hz_context_require (context, HZ_RIGHT_ISSUE_LETTER, error) ||
      !hz_stamp_check (&referral->stamp, context, TABLE, error))
    return FALSE;
  if (hz_code_list_find ("referral_status", referral->status) == NULL ||
      g_str_equal (referral->status, "draft") || g_str_equal (referral->status, "revoked") ||
      referral->own_view < 0 || referral->own_view > 5)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "no such answer");

  /* Nothing of the letter itself can change any more. */
  stored = hz_referral_store_get (context, &referral->stamp.id, error);
  if (stored == NULL)
    return FALSE;
  if (stored->is_void || hz_referral_is_erased (stored))
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "is void");

  replace_text (&stored->status, referral->status);
  stored->answered_on = referral->answered_on;
  replace_text (&stored->attended, referral->attended);
  replace_text (&stored->answer_text, text);
  stored->own_view = referral->own_view;
  if (!save_changed (context, stored, "referral.answer", error))
    return FALSE;
  referral->stamp = stored->stamp;

  return TRUE;
}

/**
 * hz_referral_store_chase:
 * @context: of a write job
 * @id: a letter whose answer has not come
 * @error: return location
 *
 * Returns: whether it is noted that they were reminded today, once a day; or
 *   %HZ_RECORDS_ERROR_INVALID when no answer is waited for
 */
gboolean
hz_referral_store_chase (HzContext *context,
                         const HzId *id,
                         GError **error)
{
  g_autoptr (HzReferral) referral = NULL;
  g_autofree char *today = hz_date_to_iso (hz_zone_from_utc (context->now, NULL));
  guint n_days;

  if (!hz_context_require (context, HZ_RIGHT_ISSUE_LETTER, error))
    return FALSE;
  referral = hz_referral_store_get (context, id, error);
  if (referral == NULL)
    return FALSE;
  if (!hz_referral_is_open (referral))
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "no answer is waited for");
  if (referral->chased_on != NULL && g_strv_contains ((const char *const *) referral->chased_on, today))
    return TRUE;

  n_days = referral->chased_on != NULL ? g_strv_length (referral->chased_on) : 0;
  referral->chased_on = g_renew (char *, referral->chased_on, n_days + 2);
  referral->chased_on[n_days] = g_steal_pointer (&today);
  referral->chased_on[n_days + 1] = NULL;

  return save_changed (context, referral, "referral.chase", error);
}

/**
 * hz_referral_store_void:
 * @context: of a write job
 * @id: a letter
 * @reason: why; never empty
 * @error: return location
 *
 * Returns: whether the number counts no more; it stays in the journal
 */
gboolean
hz_referral_store_void (HzContext *context,
                        const HzId *id,
                        const char *reason,
                        GError **error)
{
  g_autoptr (HzReferral) referral = NULL;
  g_autofree char *tidy = hz_text_tidy_block (reason, 2000, NULL);

  if (!hz_context_require (context, HZ_RIGHT_ISSUE_LETTER, error))
    return FALSE;
  if (*tidy == '\0')
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "void without a reason");
  referral = hz_referral_store_get (context, id, error);
  if (referral == NULL)
    return FALSE;
  if (referral->is_void)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "is void already");

  referral->is_void = TRUE;
  replace_text (&referral->status, "revoked");
  replace_text (&referral->void_reason, tidy);

  return save_changed (context, referral, "referral.void", error);
}

/**
 * hz_referral_store_hand_over:
 * @context: of a write job
 * @id: a letter
 * @error: return location
 *
 * Returns: whether it is noted that the paper was given away today; or %HZ_RECORDS_ERROR_NOT_FOUND for
 *   one that is void or gone already
 */
gboolean
hz_referral_store_hand_over (HzContext *context,
                             const HzId *id,
                             GError **error)
{
  g_autoptr (HzStatement) statement = NULL;

  if (!require_reading (context, error))
    return FALSE;
  statement = hz_statement_new (context->db,
                                "UPDATE " TABLE " SET handed_over_on = ?1 "
                                "WHERE id = ?2 AND void = 0 AND handed_over_on IS NULL",
                                error);
  if (statement == NULL)
    return FALSE;
  hz_statement_bind_date (statement, 1, hz_zone_from_utc (context->now, NULL));
  hz_statement_bind_id (statement, 2, id);
  if (!hz_statement_run (statement, error))
    return FALSE;
  if (hz_db_get_n_changes (context->db) != 1)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_NOT_FOUND, "nothing to hand over");
  if (!hz_audit_add (context, "referral.hand-over", HZ_RECORD_REFERRAL, id, NULL, error))
    return FALSE;
  hz_context_note_change (context, HZ_RECORD_REFERRAL, id, HZ_CHANGE_CHANGED);

  return TRUE;
}

/* What is in the journal beside the seal, and nothing else. */
static HzReferral *
copy_emptied (HzReferral *referral)
{
  HzReferral *empty = hz_referral_new ();

  empty->stamp = referral->stamp;
  empty->number_year = referral->number_year;
  empty->number = referral->number;
  replace_text (&empty->number_index, referral->number_index);
  empty->issued_on = referral->issued_on;
  empty->is_void = referral->is_void;
  empty->handed_over_on = referral->handed_over_on;
  replace_text (&empty->status, HZ_REFERRAL_STATUS_ERASED);
  replace_text (&empty->travel, "");

  return empty;
}

/**
 * hz_referral_store_shred:
 * @context: of a write job, of a holder of the care key
 * @client_id: a client of whom nothing is to be left
 * @is_done: (out): whether no letter is hers any more
 * @error: return location
 *
 * Some of her letters say nothing any more, neither of her nor to whom; their numbers stay.
 *
 * Returns: whether it stands in the transaction
 */
gboolean
hz_referral_store_shred (HzContext *context,
                         const HzId *client_id,
                         gboolean *is_done,
                         GError **error)
{
  g_autoptr (GPtrArray) referrals = NULL;

  *is_done = FALSE;
  if (!hz_care_index_update (&referral_index, context, INDEXED_AT_ONCE, is_done, error))
    return FALSE;
  if (!*is_done)
    return TRUE;

  referrals = hz_referral_store_list (context, HZ_REFERRAL_FILTER_ALL, client_id, SHREDDED_AT_ONCE,
                                      error);
  for (guint i = 0; referrals != NULL && i < referrals->len; i++)
    {
      g_autoptr (HzReferral) empty = copy_emptied (g_ptr_array_index (referrals, i));

      if (!hz_referral_write (context, empty, error))
        return FALSE;
      hz_context_note_change (context, HZ_RECORD_REFERRAL, &empty->stamp.id, HZ_CHANGE_CHANGED);
    }

  *is_done = referrals != NULL && referrals->len < SHREDDED_AT_ONCE;
  return referrals != NULL;
}
