/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

#define HZ_TYPE_CASE_FILE (hz_case_file_get_type ())

G_DECLARE_FINAL_TYPE (HzCaseFile, hz_case_file, HZ, CASE_FILE, GObject)

/**
 * HzCaseFile:
 * @stamp: the row's; its id is the case's
 * @client_id: whose case it is; stands inside the seal alone
 * @lead_id: the member of staff in charge
 * @service: code of list "service"
 * @status: code of list "case_status"
 * @opened: the day
 * @closed: the day, or none
 * @reason: why it was closed or opened again last, or ""
 * @legal_area: code of list "legal_area", or ""
 * @risk: code of list "risk_level"
 * @mark: of the first key of the case
 * @has_key: whether the person who read it is on the team; not stored
 * @is_read_only: whether the keys she holds are not those of this header, or do not hold together; not
 *   stored
 * @is_tampered: whether somebody wrote a key for it that was not hers to give, or that does not fit;
 *   not stored
 * @forger_id: who signed that key; no id when it is not known; not stored
 *
 * The header of a case, as whoever holds the care key sees it. What was said in it is in its notes,
 * under a key of its own.
 */
struct _HzCaseFile
{
  GObject parent_instance;

  HzStamp stamp;
  HzId client_id;
  HzId lead_id;
  char *service;
  char *status;
  HzDate opened;
  HzDate closed;
  char *reason;
  char *legal_area;
  char *risk;
  guint8 mark[HZ_RINGS_HASH_BYTES];

  gboolean has_key;
  gboolean is_read_only;
  gboolean is_tampered;
  HzId forger_id;
};

HzCaseFile *hz_case_file_new (void);
HzCaseFile *hz_case_file_copy (const HzCaseFile *self);
gboolean hz_case_file_is_legal (const HzCaseFile *self);
gboolean hz_case_file_is_closed (const HzCaseFile *self);

/* The body of its row, a{sv}. */
GVariant *hz_case_file_to_body (const HzCaseFile *self);
gboolean hz_case_file_take_body (HzCaseFile *self,
                                 GVariant *body);

G_END_DECLS
