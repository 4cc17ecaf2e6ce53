/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/* Giving the care key to a colleague who has a care role and not yet the key: by somebody who holds it,
 * never silently. @is_compared: whether her key number was compared; the answer is audited. */
void hz_care_grant_async (HzRecords *records,
                          const HzId *member_id,
                          gboolean is_compared,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean hz_care_grant_finish (HzRecords *records,
                               GAsyncResult *result,
                               GError **error);

G_END_DECLS
