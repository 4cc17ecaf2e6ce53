/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* To be raised whenever hz-search-key.c, hz-name-key.c, hz-sort-key.c, hz-phone.c or hz-client-index.c
 * makes another key of the same name or number. */
#define HZ_CLIENT_KEYS_VERSION 2

/* Some of the clients whose keys were made by earlier rules get new ones. At a sign-in. */
gboolean hz_client_rekey_run_part (HzContext *context,
                                   gboolean *is_done,
                                   GError **error);

G_END_DECLS
