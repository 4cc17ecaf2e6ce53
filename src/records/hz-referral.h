/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "hz-language.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/**
 * HzReferralFact:
 * @item: of the list "letter_fact"
 * @value: what the letter says of it
 * @consent_id: the event it rests on; no id when it left on the person's own responsibility
 */
typedef struct
{
  char *item;
  char *value;
  HzId consent_id;
} HzReferralFact;

HzReferralFact *hz_referral_fact_new (const char *item,
                                      const char *value);
HzReferralFact *hz_referral_fact_copy (const HzReferralFact *self);
void hz_referral_fact_free (HzReferralFact *self);

/* Of the list "referral_status". */
#define HZ_REFERRAL_STATUS_ERASED "erased"

#define HZ_TYPE_REFERRAL (hz_referral_get_type ())

G_DECLARE_FINAL_TYPE (HzReferral, hz_referral, HZ, REFERRAL, GObject)

/**
 * HzReferral:
 * @number_year: the year in which @number counts
 * @number: 1 and on, without gaps; 0 before it is issued
 * @number_index: what stands before the slash: "3-12"
 * @issued_on: the letter's date
 * @is_void: the number counts no more
 * @handed_over_on: when reception gave the paper away; unset: has not
 * @is_readable: whether the rest could be read; it is sealed under the care key
 * @client_id: whom it is about
 * @client_code: as the letter may name her
 * @recipient_id: an entry of the directory, or no id
 * @recipient_kind: of the list "directory_kind", or ""
 * @recipient: the body's name in the letter's language
 * @person: to whose hands: a post, a name; or ""
 * @asked_for: of the list "referral_asked"
 * @priority: of the list "referral_priority"
 * @travel: of the list "referral_travel"
 * @safe_to_carry: "yes", "no", "not_asked"
 * @identity: of the list "identity_shown"
 * @answer_due: when an answer is missed
 * @language: the letter's
 * @facts: (element-type HzReferralFact): what left
 * @page: a{ss}: every text on the letter's pages, by name; src/letters knows the names
 * @override_code: of the list "consent_override", or ""
 * @override_reason: why it left without consent
 * @status: of the list "referral_status"
 * @void_reason: why the number is void
 * @check_letters: on the answer slip, after the number
 * @chased_on: the days on which they were reminded, YYYY-MM-DD
 * @answered_on: when the answer came
 * @attended: "yes", "no", "" for not known
 * @answer_text: what they did, or why not, and what is next
 * @own_view: how she found it, 1 to 5; 0 for not asked
 *
 * A letter that was issued, and what came of it. Before that it is a draft (hz-draft.h) and no
 * referral.
 */
struct _HzReferral
{
  GObject parent_instance;

  HzStamp stamp;
  int number_year;
  int number;
  char *number_index;
  HzDate issued_on;
  gboolean is_void;
  HzDate handed_over_on;

  gboolean is_readable;
  HzId client_id;
  char *client_code;
  HzId recipient_id;
  char *recipient_kind;
  char *recipient;
  char *person;
  char **asked_for;
  char *priority;
  char *travel;
  char *safe_to_carry;
  char *identity;
  HzDate answer_due;
  HzLanguage language;
  GPtrArray *facts;
  GVariant *page;
  char *override_code;
  char *override_reason;
  char *status;
  char *void_reason;
  char *check_letters;
  char **chased_on;
  HzDate answered_on;
  char *attended;
  char *answer_text;
  int own_view;
};

HzReferral *hz_referral_new (void);
HzReferral *hz_referral_copy (HzReferral *self);

/* The body of its row, a{sv}: everything but the number, its dates and whether it is void. */
GVariant *hz_referral_to_body (HzReferral *self);
void hz_referral_take_body (HzReferral *self,
                            GVariant *body);

void hz_referral_add_fact (HzReferral *self,
                           const char *item,
                           const char *value);
const char *hz_referral_get_page_text (HzReferral *self,
                                       const char *name);
/* "3-12/45", on the slip "3-12/45-K7", as a file's name "3-12-45.pdf"; NULL before it has a number. */
char *hz_referral_dup_number (HzReferral *self);
char *hz_referral_dup_slip_number (HzReferral *self);
char *hz_referral_dup_file_name (HzReferral *self);
/* Days until an answer is due by @priority. */
int hz_referral_get_days (const char *priority);
/* Whom it was about is not known any more, nor to whom it went: the number is all that is left. */
gboolean hz_referral_is_erased (HzReferral *self);
/* Nothing final has come of it. */
gboolean hz_referral_is_open (HzReferral *self);
/* How many days the answer is late; 0 when it is not, or has come. */
int hz_referral_get_days_late (HzReferral *self,
                               HzDate today);

G_END_DECLS
