/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-referral-sources.h"
#include "hz-referral.h"

G_BEGIN_DECLS

#define HZ_TYPE_REFERRAL_FORM (hz_referral_form_get_type ())
G_DECLARE_FINAL_TYPE (HzReferralForm, hz_referral_form, HZ, REFERRAL_FORM, GtkBox)

/* Signals: "changed"; "ask" (item, or NULL for a letter without facts), when she is to be asked. */
GtkWidget *hz_referral_form_new (void);
/* @sources: (transfer none), and outlives the form. What a draft in them says is taken over. */
void hz_referral_form_set_sources (HzReferralForm *self,
                                   const HzReferralSources *sources);
/* (element-type HzConsent): newest first; when she has answered. */
void hz_referral_form_set_consents (HzReferralForm *self,
                                    GPtrArray *consents);

/* What is written, whole, with its page. @performer: who writes it. */
HzReferral *hz_referral_form_build (HzReferralForm *self,
                                    const char *performer);
guint hz_referral_form_count_missing (HzReferralForm *self);
/* The facts that lack a consent, NULL-terminated. */
char **hz_referral_form_list_missing (HzReferralForm *self);
/* Goes to the first of them. */
void hz_referral_form_focus_missing (HzReferralForm *self);
/* Whether a reason to let it go without consent is written down. */
gboolean hz_referral_form_is_overridden (HzReferralForm *self);
gboolean hz_referral_form_has_recipient (HzReferralForm *self);
void hz_referral_form_get_recipient (HzReferralForm *self,
                                     HzId *id,
                                     char **name);

GVariant *hz_referral_form_snapshot (HzReferralForm *self);

G_END_DECLS
