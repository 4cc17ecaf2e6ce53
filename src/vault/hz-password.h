/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-password-words.h"
#include "hz-secret.h"

G_BEGIN_DECLS

/**
 * HzPasswordStrength:
 * @HZ_PASSWORD_EMPTY: nothing typed
 * @HZ_PASSWORD_WEAK: refused
 * @HZ_PASSWORD_ENOUGH: the least that is taken
 * @HZ_PASSWORD_GOOD: about four ordinary words
 *
 * How long a guesser would need. What holds a name, or a word typed on the keys of another layout, is
 * never more than enough.
 */
typedef enum
{
  HZ_PASSWORD_EMPTY,
  HZ_PASSWORD_WEAK,
  HZ_PASSWORD_ENOUGH,
  HZ_PASSWORD_GOOD,
} HzPasswordStrength;

HzPasswordStrength hz_password_rate (const char *password,
                                     HzPasswordWords *words,
                                     gboolean *has_word);

HzSecret *hz_password_new_one_time (void);
HzSecret *hz_password_canonicalize (HzSecret *password);
HzSecret *hz_password_to_latin_keys (HzSecret *password);

G_END_DECLS
