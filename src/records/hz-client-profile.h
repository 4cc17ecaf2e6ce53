/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/* What is asked about a client by and by, of the care ring: one text each. The order is that of the
 * screen. Their names in the sealed body are permanent. */
typedef enum
{
  HZ_PROFILE_FORMER_NAMES,
  HZ_PROFILE_JAMOAT,
  HZ_PROFILE_VILLAGE,
  HZ_PROFILE_ADDRESS,
  HZ_PROFILE_LIVES_WITH,
  HZ_PROFILE_HOUSEHOLD,
  HZ_PROFILE_MARITAL_STATUS,
  HZ_PROFILE_MARRIAGE_FORM,
  HZ_PROFILE_CHILDREN,
  HZ_PROFILE_HUSBAND_STATE,
  HZ_PROFILE_HUSBAND,
  HZ_PROFILE_EDUCATION,
  HZ_PROFILE_WORK,
  HZ_PROFILE_DISABILITY,
  HZ_PROFILE_PAPERS_MISSING,
  HZ_PROFILE_HOW_CAME,
  HZ_PROFILE_DO_NOT_TELL,
  HZ_PROFILE_REMARKS,
  HZ_N_PROFILE_FIELDS,
} HzProfileField;

/**
 * HzProfileFieldKind:
 * @HZ_PROFILE_LINE: one line
 * @HZ_PROFILE_BLOCK: several lines
 * @HZ_PROFILE_CODE: one code of a list
 * @HZ_PROFILE_CODES: several, with commas between
 */
typedef enum
{
  HZ_PROFILE_LINE,
  HZ_PROFILE_BLOCK,
  HZ_PROFILE_CODE,
  HZ_PROFILE_CODES,
} HzProfileFieldKind;

/**
 * HzClientProfile:
 * @stamp: revision and who; its id is its own, not the client's
 * @client_id: whose
 * @birth: the whole date
 * @n_children: under 18; -1 when not asked
 * @values: by HzProfileField; %NULL where nothing was asked
 *
 * How she lives: address below the district, family, work, papers.
 */
typedef struct
{
  HzStamp stamp;
  HzId client_id;
  HzDate birth;
  int n_children;
  char *values[HZ_N_PROFILE_FIELDS];
} HzClientProfile;

HzClientProfile *hz_client_profile_new (const HzId *client_id);
HzClientProfile *hz_client_profile_copy (const HzClientProfile *self);
void hz_client_profile_free (HzClientProfile *self);
/* value: NULL or "" for nothing. */
void hz_client_profile_set (HzClientProfile *self,
                            HzProfileField field,
                            const char *value);
guint hz_client_profile_count_answers (const HzClientProfile *self);

/* Permanent name in the body; the kind of value; the code list of one, or NULL. */
const char *hz_profile_field_get_name (HzProfileField field);
HzProfileFieldKind hz_profile_field_get_kind (HzProfileField field);
const char *hz_profile_field_get_list (HzProfileField field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClientProfile, hz_client_profile_free)

G_END_DECLS
