/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-referral.h"

G_BEGIN_DECLS

/* In the interface's language: "issued", "no answer, days late: 4", "void"... */
char *hz_referral_words_describe_state (HzReferral *referral);
/* What was asked for, with commas between. */
char *hz_referral_words_describe_asked (HzReferral *referral);

G_END_DECLS
