/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-profile.h"
#include "hz-client-request.h"
#include "hz-client.h"
#include "hz-language.h"

G_BEGIN_DECLS

/* What a letter may tell of a client, in the order of the list "letter_fact": the codes,
 * NULL-terminated. */
const char *const *hz_letter_facts_list (void);
/* What a recipient of that kind needs as a rule; never what is sensitive. @kind: of the list
 * "directory_kind", or "". */
gboolean hz_letter_facts_is_preset (const char *kind,
                                    const char *item);
/* The first words for @item from what is known; "" when nothing is. @profile, @request: (nullable) */
char *hz_letter_facts_dup_value (const char *item,
                                 const HzClient *client,
                                 const HzClientProfile *profile,
                                 const HzClientRequest *request,
                                 HzLanguage language);

G_END_DECLS
