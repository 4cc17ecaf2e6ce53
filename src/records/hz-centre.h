/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-language.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/**
 * HzCentre:
 * @names: for letters, by HzLanguage
 * @addresses: by HzLanguage
 * @signer_posts: by HzLanguage
 * @signers: who signs letters, by HzLanguage
 * @phone: printed on letters
 * @number_index: the part of a letter's number before the slash: "3-12"
 * @district: id of a district, or ""
 * @opens: minute of the day, working time begins
 * @closes: minute of the day
 * @lunch_begins: minute of the day; equal to @lunch_ends when there is none
 * @lunch_ends: minute of the day
 * @rooms: names of rooms, NULL-terminated
 *
 * What the centre is called and when it works; one row.
 */
typedef struct
{
  HzStamp stamp;
  char *names[HZ_N_LANGUAGES];
  char *addresses[HZ_N_LANGUAGES];
  char *signer_posts[HZ_N_LANGUAGES];
  char *signers[HZ_N_LANGUAGES];
  char *phone;
  char *number_index;
  char *district;
  int opens;
  int closes;
  int lunch_begins;
  int lunch_ends;
  char **rooms;
} HzCentre;

HzCentre *hz_centre_new (void);
HzCentre *hz_centre_copy (const HzCentre *self);
void hz_centre_free (HzCentre *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzCentre, hz_centre_free)

G_END_DECLS
