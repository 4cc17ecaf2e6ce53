/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long anything is waited for; a sanitized program on a busy machine is slow. */
#define HZ_TEST_SECONDS 30

char *hz_test_make_folder (void);
void hz_test_remove_folder (const char *folder);
void hz_test_wait_until (gboolean (*reached) (gpointer data),
                         gpointer data);
void hz_test_on_ready_cb (GObject *source,
                          GAsyncResult *result,
                          gpointer data);
GAsyncResult *hz_test_await (GAsyncResult **result);
void hz_test_assert_finalizes (gpointer object);

G_END_DECLS
