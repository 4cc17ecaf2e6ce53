/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"

G_BEGIN_DECLS

/**
 * HzConsultation:
 * @form: code of list "legal_form"
 * @minutes: how long it took; 0 when not said
 * @areas: codes of list "legal_area", NULL-terminated
 * @is_conflict_checked: whether a conflict of interest was looked for
 * @facts: what the client says happened
 * @advice: what she was told
 * @papers: codes of list "paper" that were seen, NULL-terminated
 * @decision: code of list "client_decision", or ""
 * @document: code of list "legal_document": what was drafted, or ""
 * @filed_where: code of list "filed_where", or ""
 * @filed_on: the day, or none
 * @case_number: of the court or office
 * @hearing: the day, or none
 * @deadline: the day, or none
 * @outcome: code of list "legal_outcome", or ""
 * @legal_aid: code of list "legal_aid", or ""
 * @protection_order: code of list "protection_order", or ""
 *
 * What a legal consultation adds to a note.
 */
typedef struct
{
  char *form;
  int minutes;
  char **areas;
  gboolean is_conflict_checked;
  char *facts;
  char *advice;
  char **papers;
  char *decision;
  char *document;
  char *filed_where;
  HzDate filed_on;
  char *case_number;
  HzDate hearing;
  HzDate deadline;
  char *outcome;
  char *legal_aid;
  char *protection_order;
} HzConsultation;

HzConsultation *hz_consultation_new (void);
HzConsultation *hz_consultation_copy (const HzConsultation *self);
void hz_consultation_free (HzConsultation *self);

gboolean hz_consultation_is_empty (const HzConsultation *self);
GVariant *hz_consultation_to_variant (const HzConsultation *self);
HzConsultation *hz_consultation_new_from_variant (GVariant *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzConsultation, hz_consultation_free)

G_END_DECLS
