/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-centre.h"
#include "hz-letter-compose.h"
#include "hz-referral.h"

G_BEGIN_DECLS

HzCentre *hz_test_letter_new_centre (void);
/* To the registry, about an invented client with three facts; @number: 0 for a draft. */
HzReferral *hz_test_letter_new_referral (HzLanguage language,
                                         int number);
void hz_test_letter_compose (HzReferral *referral,
                             const char *opening);

G_END_DECLS
