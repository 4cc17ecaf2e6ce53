/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-consent.h"

G_BEGIN_DECLS

#define HZ_TYPE_CONSENT_FORM (hz_consent_form_get_type ())
G_DECLARE_FINAL_TYPE (HzConsentForm, hz_consent_form, HZ, CONSENT_FORM, GtkBox)

/* Signal: "changed". */
GtkWidget *hz_consent_form_new (void);
/* What is asked: for the purpose "share_with_recipient" who is to be told and which facts, each of
 * which can be taken out; else the purpose alone. @recipient_id: (nullable). @items: codes of the list
 * "letter_fact", NULL-terminated, or NULL. */
void hz_consent_form_ask (HzConsentForm *self,
                          const char *purpose,
                          const HzId *recipient_id,
                          const char *recipient,
                          const char *const *items);
/* (transfer full): what was answered; NULL as long as there is no answer, or a wrong date. */
HzConsent *hz_consent_form_get_consent (HzConsentForm *self,
                                        const HzId *client_id);

G_END_DECLS
