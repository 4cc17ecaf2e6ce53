/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a letter gets its number, and what it must rest on first. */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-referral-store.h"

#include "hz-audit.h"
#include "hz-centre-store.h"
#include "hz-client-store.h"
#include "hz-code-list.h"
#include "hz-consent-store.h"
#include "hz-draft-store.h"
#include "hz-records-error.h"
#include "hz-referral-private.h"
#include "hz-text.h"
#include "hz-zone.h"

#define MAX_FACTS 64

static void
replace_text (char **place,
              const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static gboolean
check_letter (HzReferral *referral,
              GError **error)
{
  gboolean code_only = g_strcmp0 (referral->identity, "code_only") == 0;

  if (referral->number != 0)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "has a number already");
  if (*referral->recipient == '\0')
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "to nobody");
  if (referral->facts->len > MAX_FACTS)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_TOO_LONG, "too many facts");
  if (hz_code_list_find ("referral_travel", referral->travel) == NULL ||
      hz_code_list_find ("referral_priority", referral->priority) == NULL ||
      hz_code_list_find ("identity_shown", referral->identity) == NULL)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "a code of no list");
  if (g_str_equal (referral->travel, "by_client") && g_strcmp0 (referral->safe_to_carry, "no") == 0)
    return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "she cannot carry it safely");

  for (guint i = 0; i < referral->facts->len; i++)
    {
      HzReferralFact *fact = g_ptr_array_index (referral->facts, i);

      if (hz_code_list_find ("letter_fact", fact->item) == NULL || *fact->value == '\0')
        return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID,
                                 "a fact of no list, or without a value");
      if (code_only && g_str_equal (fact->item, "name"))
        return hz_referral_fail (error, HZ_RECORDS_ERROR_INVALID, "her name beside the code");
    }

  return TRUE;
}

/* The event that @item rests on; no id when none holds. */
static HzId
find_consent (HzReferral *referral,
              GPtrArray *consents,
              const char *item,
              HzDate today)
{
  HzConsent *consent = hz_consent_find_share (consents, &referral->recipient_id,
                                              referral->recipient, item);

  return consent != NULL && hz_consent_holds (consent, today) ? consent->stamp.id : (HzId) HZ_ID_NONE;
}

/* Where no fact is told, that she was here is. */
static gboolean
rest_on_consents (HzContext *context,
                  HzReferral *referral,
                  HzDate today,
                  gboolean *is_overridden,
                  GError **error)
{
  g_autoptr (GPtrArray) consents = hz_consent_store_list (context, &referral->client_id, error);
  g_autofree char *reason = NULL;
  guint n_missing = 0;

  if (consents == NULL)
    return FALSE;

  for (guint i = 0; i < referral->facts->len; i++)
    {
      HzReferralFact *fact = g_ptr_array_index (referral->facts, i);

      fact->consent_id = find_consent (referral, consents, fact->item, today);
      if (!hz_id_is_set (&fact->consent_id))
        n_missing++;
    }
  if (referral->facts->len == 0)
    {
      HzId consent_id = find_consent (referral, consents, NULL, today);

      if (!hz_id_is_set (&consent_id))
        n_missing++;
    }

  *is_overridden = n_missing > 0;
  if (n_missing == 0)
    {
      replace_text (&referral->override_code, "");
      replace_text (&referral->override_reason, "");
      return TRUE;
    }

  reason = hz_text_tidy_block (referral->override_reason, 2000, NULL);
  if (hz_code_list_find ("consent_override", referral->override_code) == NULL || *reason == '\0')
    return hz_referral_fail (error, HZ_RECORDS_ERROR_NO_CONSENT, "facts without consent");
  replace_text (&referral->override_reason, reason);

  return TRUE;
}

/* Two characters that are not mistaken for each other, so that a slip's number cannot be guessed by
 * counting. */
static char *
make_check_letters (void)
{
  static const char alphabet[] = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
  g_autoptr (HzSecret) random = hz_secret_new_random (2);
  const guint8 *bytes = hz_secret_get_data (random);

  return g_strdup_printf ("%c%c", alphabet[bytes[0] % (sizeof alphabet - 1)],
                          alphabet[bytes[1] % (sizeof alphabet - 1)]);
}

static gboolean
take_number (HzContext *context,
             HzReferral *referral,
             HzDate today,
             GError **error)
{
  g_autoptr (HzCentre) centre = hz_centre_store_get (context, error);
  g_autofree char *sql =
    g_strdup_printf ("SELECT ifnull (max (number), 0) + 1 FROM referral WHERE number_year = %d",
                     today.year);
  gint64 number;

  if (centre == NULL || !hz_db_get_int (context->db, sql, &number, error))
    return FALSE;

  referral->number_year = today.year;
  referral->number = (int) number;
  replace_text (&referral->number_index, centre->number_index != NULL ? centre->number_index : "");
  referral->issued_on = today;
  replace_text (&referral->status, "issued");
  g_free (referral->check_letters);
  referral->check_letters = make_check_letters ();
  if (!hz_date_is_set (referral->answer_due))
    referral->answer_due = hz_date_add_days (today, hz_referral_get_days (referral->priority));

  return TRUE;
}

/**
 * hz_referral_store_issue:
 * @context: of a write job
 * @referral: a letter without a number
 * @draft_id: (nullable): of the form it was written in
 * @error: return location
 *
 * The letter becomes one that went out. Its number is the next of the year, in this transaction: when
 * it fails, the number is free again; once it is given it stays for ever.
 *
 * Returns: whether it has its number; or %HZ_RECORDS_ERROR_NO_CONSENT, %HZ_RECORDS_ERROR_INVALID
 */
gboolean
hz_referral_store_issue (HzContext *context,
                         HzReferral *referral,
                         const HzId *draft_id,
                         GError **error)
{
  HzDate today = hz_zone_from_utc (context->now, NULL);
  g_autoptr (HzClient) client = NULL;
  gboolean is_overridden;

  if (!hz_context_require (context, HZ_RIGHT_ISSUE_LETTER, error) || !check_letter (referral, error))
    return FALSE;
  if (!hz_rings_has_care (context->rings))
    return hz_referral_fail (error, HZ_RECORDS_ERROR_NO_KEY, "without the care key");

  client = hz_client_store_get (context, &referral->client_id, error);
  if (client == NULL || !rest_on_consents (context, referral, today, &is_overridden, error))
    return FALSE;
  replace_text (&referral->client_code, client->code);

  /* Who was referred is in no column, and so not in the audit either. */
  if (!take_number (context, referral, today, error) || !hz_referral_write (context, referral, error) ||
      !hz_audit_add (context, "referral.issue", HZ_RECORD_REFERRAL, &referral->stamp.id, NULL, error) ||
      (is_overridden &&
       !hz_audit_add (context, "referral.override", HZ_RECORD_REFERRAL, &referral->stamp.id, NULL,
                      error)) ||
      (draft_id != NULL && !hz_draft_store_delete (context, draft_id, error)))
    return FALSE;
  hz_context_note_change (context, HZ_RECORD_REFERRAL, &referral->stamp.id, HZ_CHANGE_ADDED);

  return TRUE;
}
