/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-session.h"
#include "hz-test-records.h"

G_BEGIN_DECLS

/* A sitting at a test centre, as the window has one. */
HzSession *hz_test_session_new (HzTestRecords *centre);
gboolean hz_test_session_try_open (HzSession *session,
                                   HzTestStaff who,
                                   const char *password,
                                   GError **error);
void hz_test_session_open (HzSession *session,
                           HzTestStaff who);
void hz_test_session_lock (HzSession *session);

G_END_DECLS
