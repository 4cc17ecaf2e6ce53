/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-draft-keeper.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* Keepers to be flushed; not held. */
void hz_records_add_keeper (HzRecords *self,
                            HzDraftKeeper *keeper);
void hz_records_remove_keeper (HzRecords *self,
                               HzDraftKeeper *keeper);
GPtrArray *hz_records_get_keepers (HzRecords *self);

G_END_DECLS
