/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_RECORDS_ERROR (hz_records_error_quark ())

/**
 * HzRecordsError:
 * @HZ_RECORDS_ERROR_FAILED: something that has no code of its own; see the message
 * @HZ_RECORDS_ERROR_NOT_FOUND: no such record
 * @HZ_RECORDS_ERROR_CONFLICT: somebody has saved the record since it was read; both versions are kept
 *   apart, the caller shows them
 * @HZ_RECORDS_ERROR_FORBIDDEN: the person's roles do not allow it
 * @HZ_RECORDS_ERROR_NO_KEY: the person does not hold the key
 * @HZ_RECORDS_ERROR_INVALID: a value that no form lets through
 * @HZ_RECORDS_ERROR_TOO_LONG: a text over the limit of its field
 * @HZ_RECORDS_ERROR_OVERLAP: the time is taken, and no reason was given
 * @HZ_RECORDS_ERROR_NO_CONSENT: a fact would leave without consent, and no reason was given
 * @HZ_RECORDS_ERROR_SEALED: a sealed note cannot be changed
 * @HZ_RECORDS_ERROR_NEWER: the file was written by a newer program
 * @HZ_RECORDS_ERROR_AUDIT_BROKEN: the chain of the audit does not hold
 * @HZ_RECORDS_ERROR_DAMAGED: a record does not read
 * @HZ_RECORDS_ERROR_CASE_OPEN: a case of the client is still open
 * @HZ_RECORDS_ERROR_STILL_COMES: the client has appointments that are still to come
 * @HZ_RECORDS_ERROR_ERASURE_ASKED: the client's erasure has been asked for
 * @HZ_RECORDS_ERROR_TOO_SOON: it is to be done on a later day
 * @HZ_RECORDS_ERROR_SAME_PERSON: it is for another person to do
 * @HZ_RECORDS_ERROR_OTHER_CODE: the code that was typed is not hers
 */
typedef enum
{
  HZ_RECORDS_ERROR_FAILED,
  HZ_RECORDS_ERROR_NOT_FOUND,
  HZ_RECORDS_ERROR_CONFLICT,
  HZ_RECORDS_ERROR_FORBIDDEN,
  HZ_RECORDS_ERROR_NO_KEY,
  HZ_RECORDS_ERROR_INVALID,
  HZ_RECORDS_ERROR_TOO_LONG,
  HZ_RECORDS_ERROR_OVERLAP,
  HZ_RECORDS_ERROR_NO_CONSENT,
  HZ_RECORDS_ERROR_SEALED,
  HZ_RECORDS_ERROR_NEWER,
  HZ_RECORDS_ERROR_AUDIT_BROKEN,
  HZ_RECORDS_ERROR_DAMAGED,
  HZ_RECORDS_ERROR_CASE_OPEN,
  HZ_RECORDS_ERROR_STILL_COMES,
  HZ_RECORDS_ERROR_ERASURE_ASKED,
  HZ_RECORDS_ERROR_TOO_SOON,
  HZ_RECORDS_ERROR_SAME_PERSON,
  HZ_RECORDS_ERROR_OTHER_CODE,
} HzRecordsError;

GQuark hz_records_error_quark (void);

G_END_DECLS
