/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-audit-query.h"

G_BEGIN_DECLS

/* The rows of a query as a table in a file of comma-separated values (RFC 4180), in UTF-8 with its
 * mark, by which office programs know it. The file is whole or it is not there. */
void hz_log_file_save_async (HzRecords *records,
                             const HzAuditQuery *query,
                             GFile *file,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean hz_log_file_save_finish (HzRecords *records,
                                  GAsyncResult *result,
                                  GError **error);

G_END_DECLS
