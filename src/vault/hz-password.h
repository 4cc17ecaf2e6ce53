/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-secret.h"

G_BEGIN_DECLS

/**
 * HzPasswordStrength:
 * @HZ_PASSWORD_EMPTY: nothing typed
 * @HZ_PASSWORD_WEAK: refused
 * @HZ_PASSWORD_ENOUGH: the least that is taken
 * @HZ_PASSWORD_GOOD: about four ordinary words
 *
 * How long a guesser would need.
 */
typedef enum
{
  HZ_PASSWORD_EMPTY,
  HZ_PASSWORD_WEAK,
  HZ_PASSWORD_ENOUGH,
  HZ_PASSWORD_GOOD,
} HzPasswordStrength;

HzPasswordStrength hz_password_rate (const char *password,
                                     const char *login,
                                     const char *name);

HzSecret *hz_password_new_one_time (void);
HzSecret *hz_password_canonicalize (HzSecret *password);
HzSecret *hz_password_to_latin_keys (HzSecret *password);

G_END_DECLS
