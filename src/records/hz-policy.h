/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-role.h"

G_BEGIN_DECLS

/**
 * HzRight:
 *
 * What somebody may do, one row of the matrix of roles each. Where the matrix says that a key decides,
 * the right only tells what to offer; the key keeps it.
 */
typedef enum
{
  HZ_RIGHT_READ_CLIENTS,
  HZ_RIGHT_REGISTER_CLIENTS,
  HZ_RIGHT_EDIT_CLIENTS,
  HZ_RIGHT_WRITE_REQUEST,
  HZ_RIGHT_READ_REQUEST,
  HZ_RIGHT_READ_PROFILE,
  HZ_RIGHT_EDIT_PROFILE,
  HZ_RIGHT_READ_OWN_APPOINTMENTS,
  HZ_RIGHT_READ_ALL_APPOINTMENTS,
  HZ_RIGHT_BOOK,
  HZ_RIGHT_READ_CONSENT,
  HZ_RIGHT_RECORD_CONSENT,
  HZ_RIGHT_SEE_CASES,
  HZ_RIGHT_OPEN_CASE,
  HZ_RIGHT_WRITE_NOTE,
  HZ_RIGHT_WRITE_CONSULTATION,
  HZ_RIGHT_READ_LETTERS,
  HZ_RIGHT_READ_LETTER_NUMBERS,
  HZ_RIGHT_ISSUE_LETTER,
  HZ_RIGHT_READ_DIRECTORY,
  HZ_RIGHT_EDIT_DIRECTORY,
  HZ_RIGHT_MANAGE_ACCOUNTS,
  HZ_RIGHT_MANAGE_CENTRE,
  HZ_RIGHT_READ_AUDIT,
  HZ_RIGHT_ASK_ERASURE,
  HZ_RIGHT_CONFIRM_ERASURE,
  HZ_RIGHT_USE_SHEETS,
  HZ_N_RIGHTS,
} HzRight;

gboolean hz_policy_allows (HzRoles roles,
                           HzRight right);

G_END_DECLS
