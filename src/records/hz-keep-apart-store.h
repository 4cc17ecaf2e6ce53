/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* Pairs of clients who should not meet at the centre. Everybody is warned, nobody is told why: the
 * reason belongs to the care ring. Inside a job; add and remove of what is so already do nothing. */
gboolean hz_keep_apart_store_add (HzContext *context,
                                  const HzId *client_id,
                                  const HzId *other_id,
                                  const char *reason,
                                  GError **error);
gboolean hz_keep_apart_store_remove (HzContext *context,
                                     const HzId *client_id,
                                     const HzId *other_id,
                                     GError **error);
/* (element-type HzId): whom the client should not meet. */
GArray *hz_keep_apart_store_list (HzContext *context,
                                  const HzId *client_id,
                                  GError **error);

G_END_DECLS
