/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-query.h"

G_BEGIN_DECLS

/* The finds of one reading of a text, best first, at most HZ_CLIENT_QUERY_MOST: their client_keys.
 * (element-type gint64) */
GArray *hz_client_search (HzContext *context,
                          const HzClientQuery *query,
                          const char *text,
                          gboolean *is_more,
                          GError **error);

G_END_DECLS
