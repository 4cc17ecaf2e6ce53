/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-referral-form.h"

G_BEGIN_DECLS

/* The parts of the form, for its two files alone. */
struct _HzReferralForm
{
  GtkBox parent_instance;

  GtkWidget *who;
  GtkWidget *recipient;
  GtkWidget *recipient_note;
  GtkWidget *person;
  GtkWidget *asked;
  GtkWidget *language;
  GtkWidget *facts;
  GtkWidget *code_only;
  GtkWidget *opening;
  GtkWidget *sheets;
  GtkWidget *travel;
  GtkWidget *safe;
  GtkWidget *rule;
  GtkWidget *priority;
  GtkWidget *due;
  GtkWidget *override_box;
  GtkWidget *override_code;
  GtkWidget *override_reason;
  GPtrArray *rows;

  const HzReferralSources *sources;
  GPtrArray *consents;
  char *opening_preset;
  gboolean is_setting;
  gboolean facts_touched;
  gboolean language_touched;
};

void hz_referral_form_create_parts (HzReferralForm *self);
void hz_referral_form_fill_travel (HzReferralForm *self,
                                   gboolean by_client);

char *hz_referral_form_dup_opening (HzReferralForm *self);
void hz_referral_form_set_opening (HzReferralForm *self,
                                   const char *text);
const char *hz_referral_form_get_typed (HzReferralForm *self);
gboolean hz_referral_form_is_code_only (HzReferralForm *self);
void hz_referral_form_update_presets (HzReferralForm *self);
void hz_referral_form_restore (HzReferralForm *self,
                               GVariant *content);

G_END_DECLS
