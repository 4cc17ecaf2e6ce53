/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "hz-secret.h"
#include "hz-sheet.h"

G_BEGIN_DECLS

/* The sheets there are: from a file that nobody else may read, as "init" writes it, one or two sheets
 * in it; or asked for on the terminal, unseen, when @path is NULL. @second: NULL when there is one. */
gboolean hz_ctl_sheet_read (const char *path,
                            HzSecret **first,
                            HzSecret **second,
                            GError **error);
/* What was refused, in words: a mistyped group is named. Takes and gives an error. */
GError *hz_ctl_sheet_explain (GError *error,
                              guint wrong_sheet,
                              guint wrong_group);

/* New ones, into a file that was not there, or printed when @path is NULL. */
gboolean hz_ctl_sheet_write (const char *path,
                             HzSheets *sheets,
                             GError **error);

G_END_DECLS
