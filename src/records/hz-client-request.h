/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/**
 * HzClientRequest:
 * @stamp: who wrote it and when
 * @client_id: whose
 * @codes: of the list "request", NULL-terminated, the main one first
 * @text: in her own words, or %NULL
 * @birth: her whole birth date, when she said it to who registered her
 * @consent_how: of the list "consent_how": how she agreed that the record is kept
 *
 * Why she came, as it was written down when she did. Of the care ring: reception writes it and cannot
 * read it back, not even her own. Requests are only ever added.
 */
typedef struct
{
  HzStamp stamp;
  HzId client_id;
  char **codes;
  char *text;
  HzDate birth;
  char *consent_how;
} HzClientRequest;

HzClientRequest *hz_client_request_new (const HzId *client_id);
HzClientRequest *hz_client_request_copy (const HzClientRequest *self);
void hz_client_request_free (HzClientRequest *self);
gboolean hz_client_request_is_empty (const HzClientRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClientRequest, hz_client_request_free)

G_END_DECLS
