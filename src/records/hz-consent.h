/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "hz-stamp.h"

G_BEGIN_DECLS

#define HZ_CONSENT_KEEP_RECORD "keep_record"
#define HZ_CONSENT_SHARE "share_with_recipient"

#define HZ_TYPE_CONSENT (hz_consent_get_type ())

G_DECLARE_FINAL_TYPE (HzConsent, hz_consent, HZ, CONSENT, GObject)

/**
 * HzConsent:
 * @client_id: whose
 * @purpose: of the list "consent_purpose"
 * @answer: of the list "consent_answer": "yes", "no", "withdrawn"
 * @asked_on: the day she answered
 * @is_readable: whether the rest could be read; without the care key an event of the purpose
 *   "keep_record" alone is listed, and of it only what stands above
 * @how: of the list "consent_how"
 * @by: of the list "consent_by"
 * @recipient_id: an entry of the directory, or no id
 * @recipient: whom she was told of, as it was called then; "" where the purpose has none
 * @items: what may be told: facts of letters; empty: everything that is not sensitive
 * @until: the last day on which it holds; unset: no end was named
 * @refused_why: of the list "consent_refused", or ""
 * @note: in the asker's words
 *
 * One thing that a client answered when she was asked, or took back. Events are only ever added.
 */
struct _HzConsent
{
  GObject parent_instance;

  HzStamp stamp;
  HzId client_id;
  char *purpose;
  char *answer;
  HzDate asked_on;

  gboolean is_readable;
  char *how;
  char *by;
  HzId recipient_id;
  char *recipient;
  char **items;
  HzDate until;
  char *refused_why;
  char *note;
};

/* Answered today, spoken, by herself. */
HzConsent *hz_consent_new (const HzId *client_id,
                           const char *purpose,
                           const char *answer);
HzConsent *hz_consent_copy (HzConsent *self);

/* Violence and diagnosis: told only where they were named. */
gboolean hz_consent_is_sensitive (const char *item);
gboolean hz_consent_same_recipient (HzConsent *self,
                                    const HzId *recipient_id,
                                    const char *recipient);
gboolean hz_consent_speaks_of (HzConsent *self,
                               const char *item);
/* Whether it is a yes that still holds on that day. */
gboolean hz_consent_holds (HzConsent *self,
                           HzDate on);

/* @consents: (element-type HzConsent), newest first, as the store lists them. The newest event of the
 * purpose; of the purpose and recipient that speaks of @item. NULL: never asked. */
HzConsent *hz_consent_find (GPtrArray *consents,
                            const char *purpose);
HzConsent *hz_consent_find_share (GPtrArray *consents,
                                  const HzId *recipient_id,
                                  const char *recipient,
                                  const char *item);

G_END_DECLS
