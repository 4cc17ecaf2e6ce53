/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-test-acts.h"

G_BEGIN_DECLS

/* The acts of hz-test-act-list.c that take other recovery sheets in the place of those of now: with
 * them, and without. */
gboolean hz_test_sheet_acts_replace (HzTestActs *self,
                                     GError **error);
gboolean hz_test_sheet_acts_has_next (HzTestActs *self);
gboolean hz_test_sheet_acts_announce (HzTestActs *self,
                                      GError **error);
gboolean hz_test_sheet_acts_has_announced (HzTestActs *self);
void hz_test_sheet_acts_prepare_count (HzTestActs *self);
gboolean hz_test_sheet_acts_count (HzTestActs *self,
                                   GError **error);

G_END_DECLS
