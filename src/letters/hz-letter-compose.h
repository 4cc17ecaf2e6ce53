/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-centre.h"
#include "hz-letter-template.h"
#include "hz-referral.h"

G_BEGIN_DECLS

/* The names of texts in HzReferral.page. They are stored with the letter, so that it prints the same
 * in ten years. */
#define HZ_LETTER_LEFT "left"
#define HZ_LETTER_RIGHT "right"
#define HZ_LETTER_REPLY "reply"
#define HZ_LETTER_ADDRESSEE "addressee"
#define HZ_LETTER_HEADING "heading"
#define HZ_LETTER_SALUTATION "salutation"
#define HZ_LETTER_OPENING "opening"
#define HZ_LETTER_ASKED "asked"
#define HZ_LETTER_FACTS_HEADING "facts-heading"
#define HZ_LETTER_FACTS "facts"
#define HZ_LETTER_ENDING "ending"
#define HZ_LETTER_ATTACHMENTS "attachments"
#define HZ_LETTER_CLOSING "closing"
#define HZ_LETTER_POST "post"
#define HZ_LETTER_SIGNER "signer"
#define HZ_LETTER_STAMP "stamp"
#define HZ_LETTER_PERFORMER "performer"
#define HZ_LETTER_SLIP "slip"
#define HZ_LETTER_SLIP_RETURN "slip-return"

/**
 * HzLetterWords:
 * @performer: who writes the letter
 * @is_consented: whether every fact rests on a consent
 * @n_sheets: attached; 0 for none
 * @salutation: (nullable): the writer's own in place of the template's
 * @opening: (nullable): likewise
 *
 * What a letter says beside what its referral knows.
 */
typedef struct
{
  const char *performer;
  gboolean is_consented;
  int n_sheets;
  const char *salutation;
  const char *opening;
} HzLetterWords;

/* Writes every text of @referral's page in its language. Nothing of the client is on it but the facts
 * of the referral, and her code where that stands in place of her name. */
void hz_letter_compose (HzReferral *referral,
                        const HzCentre *centre,
                        const HzLetterWords *words);

G_END_DECLS
