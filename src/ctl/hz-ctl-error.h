/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-ctl.h"

G_BEGIN_DECLS

#define HZ_CTL_ERROR (hz_ctl_error_quark ())

/**
 * HzCtlError:
 * @HZ_CTL_ERROR_USAGE: the words on the command line make no sense; the message is for the person
 * @HZ_CTL_ERROR_REFUSED: what was asked is not done; the message is for the person
 * @HZ_CTL_ERROR_DAMAGED: what was looked at is damaged; the message is for the person
 */
typedef enum
{
  HZ_CTL_ERROR_USAGE,
  HZ_CTL_ERROR_REFUSED,
  HZ_CTL_ERROR_DAMAGED,
} HzCtlError;

GQuark hz_ctl_error_quark (void);

HzCtlStatus hz_ctl_get_status (const GError *error);
const char *hz_ctl_get_sentence (const GError *error);
HzCtlStatus hz_ctl_fail (const GError *error);

G_END_DECLS
