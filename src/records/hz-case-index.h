/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-case-file.h"

G_BEGIN_DECLS

/* Whose case is whose: in the TEMP schema of the one connection, in memory, made anew after each
 * unlock from what is sealed. Inside a job, for holders of the care key. */

/* Opens headers for @budget microseconds at most; @is_done tells when there are no more. */
gboolean hz_case_index_continue (HzContext *context,
                                 gint64 budget,
                                 gboolean *is_done,
                                 GError **error);
/* A header that was written just now. */
gboolean hz_case_index_put (HzContext *context,
                            const HzCaseFile *case_file,
                            GError **error);

/* One row of "SELECT " HZ_CASE_FILE_COLUMNS " FROM case_file"; HZ_RECORDS_ERROR_DAMAGED when it does
 * not read. */
#define HZ_CASE_FILE_COLUMNS HZ_STAMP_COLUMNS ", body"
HzCaseFile *hz_case_file_read_row (HzContext *context,
                                   HzStatement *statement,
                                   GError **error);
void hz_case_file_check_keys (HzCaseFile *self,
                              HzContext *context);

G_END_DECLS
