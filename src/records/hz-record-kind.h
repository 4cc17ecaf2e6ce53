/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzRecordKind:
 *
 * What a record is. The numbers stand in the audit and never change.
 */
typedef enum
{
  HZ_RECORD_CLIENT = 1,
  HZ_RECORD_APPOINTMENT = 2,
  HZ_RECORD_CASE_FILE = 3,
  HZ_RECORD_NOTE = 4,
  HZ_RECORD_DRAFT = 5,
  HZ_RECORD_CONSENT = 6,
  HZ_RECORD_REFERRAL = 7,
  HZ_RECORD_DIRECTORY = 8,
  HZ_RECORD_CENTRE = 9,
  HZ_RECORD_MEMBER = 10,
  HZ_RECORD_HOURS = 11,
  HZ_RECORD_CODE_LIST = 12,
  HZ_RECORD_BACKUP = 13,
  HZ_RECORD_ERASURE = 14,
} HzRecordKind;

typedef enum
{
  HZ_CHANGE_ADDED,
  HZ_CHANGE_CHANGED,
  HZ_CHANGE_REMOVED,
} HzChange;

G_END_DECLS
