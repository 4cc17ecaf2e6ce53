/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-test-centre.h"

G_BEGIN_DECLS

/* Drafts under a person's own key, in the table own_note. */
gboolean hz_test_own_write (HzTestCentre *centre,
                            HzRings *rings,
                            HzDb *db,
                            GError **error);
/* An HzVaultResealFunc: as records does it, for this one table. */
gboolean hz_test_own_reseal (HzDb *db,
                             HzRings *from,
                             HzRings *to,
                             GError **error);
/* All drafts of who asks open, with the key she has now. */
gboolean hz_test_own_read (HzTestCentre *centre,
                           HzRings *rings,
                           HzDb *db,
                           GError **error);

G_END_DECLS
