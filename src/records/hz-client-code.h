/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* What stands on paper instead of a name: "H-7K3M". Random, so that it speaks of nothing. */
char *hz_client_code_draw (HzContext *context,
                           GError **error);
gboolean hz_client_code_is_taken (HzContext *context,
                                  const char *code,
                                  gboolean *taken,
                                  GError **error);
/* A code, or its beginning, in any spelling: small letters, Cyrillic look-alikes, without "H-". NULL
 * when it cannot be one. */
char *hz_client_code_tidy (const char *typed);

G_END_DECLS
