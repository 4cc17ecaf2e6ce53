/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"
#include "hz-sheet-use.h"

G_BEGIN_DECLS

/* "The recovery sheets set a new password for: Mislova Nargis" */
char *hz_sheet_words_describe (HzRecords *records,
                               const HzSheetUse *use);
/* "24.11.2026 14:30", and on a line of its own the reason for whoever may read it. */
char *hz_sheet_words_detail (const HzSheetUse *use);

G_END_DECLS
