/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-password-words.h"
#include "hz-records.h"

G_BEGIN_DECLS

/* The names of the centre, of its people and of its clients, beside the common words: what no password
 * of this centre should hold. Read when nothing else is to be done. */
void hz_password_names_load_async (HzRecords *records,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
HzPasswordWords *hz_password_names_load_finish (HzRecords *records,
                                                GAsyncResult *result,
                                                GError **error);

G_END_DECLS
