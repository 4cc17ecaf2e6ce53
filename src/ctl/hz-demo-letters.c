/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The letters the lawyer has sent out since the beginning: each fact on a consent for its recipient,
 * the older ones answered, one overdue.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include <string.h>

#include "hz-centre-store.h"
#include "hz-client-store.h"
#include "hz-consent-store.h"
#include "hz-directory-store.h"
#include "hz-letter-compose.h"
#include "hz-letter-facts.h"
#include "hz-referral-store.h"

#define DAYS_BETWEEN 2
#define LETTER_MINUTES 60
/* Those this old have an answer, but for one. */
#define ANSWERED_AFTER_DAYS 10
#define UNANSWERED 1
#define ANSWER "Ба қабул гирифта шуд, ҷавоби хаттӣ дода мешавад."

/* What is asked for at a body of the directory. */
static const struct
{
  const char *code;
  const char *asked;
} wishes[] = {
  { "legal_aid", "legal_advice" },       { "court", "alimony" },
  { "enforcement", "alimony" },          { "civil_registry", "birth_certificate" },
  { "migration_service", "migration_check" }, { "social_protection", "social_protection" },
  { "employment", "employment" },        { "committee_district", "child_protection" },
  { "police_inspector", "police" },      { "iom", "return_help" },
  { "passport_desk", "identity_papers" }, { "local_authority", "housing" },
};

typedef struct
{
  HzDemo *demo;
  const HzDemoMeeting *meeting;
  guint n;
  HzReferral *issued;
} Letter;

static void
set_text (char **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static const char *
find_wish (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (strcmp (wishes[i].code, code) == 0)
      return wishes[i].asked;

  return "other";
}

static HzDirectoryEntry *
find_recipient (HzContext *context,
                Letter *letter,
                GError **error)
{
  g_auto (GStrv) codes =
    g_strsplit (hz_demo_get (letter->demo, letter->meeting->row, "referrals"), ",", -1);

  return hz_directory_store_find_code (context, codes[0], error);
}

/* What a recipient of this kind needs as a rule, as far as it is known. */
static gboolean
add_facts (HzContext *context,
           HzReferral *referral,
           GError **error)
{
  g_autoptr (HzClient) client = hz_client_store_get (context, &referral->client_id, error);
  g_autoptr (HzClientProfile) profile = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  const char *const *items = hz_letter_facts_list ();

  if (client == NULL)
    return FALSE;

  profile = hz_client_store_get_profile (context, &referral->client_id, error);
  requests = profile != NULL ? hz_client_store_list_requests (context, &referral->client_id,
                                                              error) : NULL;
  if (requests == NULL)
    return FALSE;

  set_text (&referral->client_code, client->code);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      if (!hz_letter_facts_is_preset (referral->recipient_kind, items[i]))
        continue;
      value = hz_letter_facts_dup_value (items[i], client, profile,
                                         requests->len > 0 ? g_ptr_array_index (requests, 0) : NULL,
                                         referral->language);
      if (*value != '\0')
        hz_referral_add_fact (referral, items[i], value);
    }

  return TRUE;
}

static gboolean
ask_consent (HzContext *context,
             HzReferral *referral,
             GError **error)
{
  g_autoptr (HzConsent) consent = hz_consent_new (&referral->client_id, HZ_CONSENT_SHARE, "yes");
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();

  for (guint i = 0; i < referral->facts->len; i++)
    g_strv_builder_add (items, ((HzReferralFact *) g_ptr_array_index (referral->facts, i))->item);

  consent->recipient_id = referral->recipient_id;
  set_text (&consent->recipient, referral->recipient);
  set_text (&consent->how, "signed");
  g_strfreev (consent->items);
  consent->items = g_strv_builder_end (items);

  return hz_consent_store_add (context, consent, error);
}

static gboolean
compose (HzContext *context,
         Letter *letter,
         HzReferral *referral,
         GError **error)
{
  g_autoptr (HzCentre) centre = hz_centre_store_get (context, error);
  g_autofree char *performer = NULL;
  HzLetterWords words = { 0 };

  if (centre == NULL)
    return FALSE;

  performer = hz_demo_dup_staff_name (letter->demo, letter->meeting->person);
  words.performer = performer;
  words.is_consented = TRUE;
  hz_letter_compose (referral, centre, &words);

  return TRUE;
}

static gboolean
write_letter (HzContext *context,
              gpointer data,
              GError **error)
{
  Letter *letter = data;
  g_autoptr (HzReferral) referral = hz_referral_new ();
  g_autoptr (HzDirectoryEntry) recipient = find_recipient (context, letter, error);

  if (recipient == NULL)
    return FALSE;

  referral->client_id = g_array_index (letter->demo->clients, HzDemoClient,
                                       letter->meeting->row).id;
  referral->language = letter->n % 4 == 3 ? HZ_LANGUAGE_RU : HZ_LANGUAGE_TG;
  referral->recipient_id = recipient->stamp.id;
  set_text (&referral->recipient_kind, recipient->kind);
  set_text (&referral->recipient, hz_directory_entry_get_name (recipient, referral->language));
  g_strfreev (referral->asked_for);
  referral->asked_for = g_strsplit (find_wish (recipient->code), ",", -1);
  set_text (&referral->travel, "by_hand");
  referral->answer_due = hz_date_add_days (hz_date_add_days (letter->demo->options.today,
                                                             letter->meeting->day),
                                           hz_referral_get_days (referral->priority));

  if (!add_facts (context, referral, error) || !ask_consent (context, referral, error) ||
      !compose (context, letter, referral, error) ||
      !hz_referral_store_issue (context, referral, NULL, error))
    return FALSE;

  letter->issued = g_steal_pointer (&referral);

  return TRUE;
}

static gboolean
answer_letter (HzContext *context,
               gpointer data,
               GError **error)
{
  Letter *letter = data;
  HzReferral *referral = letter->issued;

  referral->answered_on = hz_date_add_days (referral->issued_on, ANSWERED_AFTER_DAYS - 2);
  set_text (&referral->status, letter->n % 3 == 0 ? "completed" : "accepted");
  set_text (&referral->attended, "yes");
  set_text (&referral->answer_text, ANSWER);

  return hz_referral_store_record_answer (context, referral, error);
}

static gboolean
send_letter (HzDemo *self,
             const HzDemoMeeting *meeting,
             guint n,
             GError **error)
{
  Letter letter = { self, meeting, n, NULL };
  g_autoptr (HzReferral) issued = NULL;

  hz_demo_set_clock (self, meeting->day, meeting->start + LETTER_MINUTES);
  if (!hz_records_run (self->records, HZ_DB_JOB_WRITE, write_letter, &letter, error))
    return FALSE;

  issued = letter.issued;
  if (meeting->day > -ANSWERED_AFTER_DAYS || n == UNANSWERED)
    return TRUE;

  hz_demo_set_clock (self, meeting->day + ANSWERED_AFTER_DAYS - 2, 10 * 60);

  return hz_records_run (self->records, HZ_DB_JOB_WRITE, answer_letter, &letter, error);
}

/* One for a client who agreed, after a meeting; one every other day. */
gboolean
hz_demo_add_letters (HzDemo *self,
                     GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  int next_day = G_MININT;
  guint n = 0;

  for (guint i = 0; i < self->meetings->len; i++)
    {
      HzDemoMeeting *meeting = &g_array_index (self->meetings, HzDemoMeeting, i);

      if (meeting->person != HZ_DEMO_LAWYER || meeting->day >= 0 || meeting->day < next_day ||
          strcmp (meeting->state,
                                                                            "completed") != 0 ||
          *hz_demo_get (self, meeting->row, "referrals") == '\0' ||
          !hz_demo_has (self, meeting->row, "consent_share", "yes") ||
          !g_hash_table_add (done, GUINT_TO_POINTER (meeting->row)))
        continue;

      next_day = meeting->day + DAYS_BETWEEN;
      if (!send_letter (self, meeting, n++, error))
        return FALSE;
    }

  return TRUE;
}
