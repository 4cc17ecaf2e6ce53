/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* Destroys the cases of a client: notes, keys and headers; in a step of @budget microseconds. For a
 * holder of the care key, whether she has the keys of the cases or not. */
gboolean hz_case_shred_some (HzContext *context,
                             const HzId *client_id,
                             gint64 budget,
                             gboolean *is_done,
                             GError **error);

G_END_DECLS
