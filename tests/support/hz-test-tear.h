/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @now: (inout): a file as it was written; then what a power cut leaves of it. @synced: what of it was
 * certain. */
void hz_test_tear (GByteArray *now,
                   GByteArray *synced,
                   GRand *random);

G_END_DECLS
