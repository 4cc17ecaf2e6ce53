/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_ERASURE_WORK (hz_erasure_work_get_type ())

G_DECLARE_FINAL_TYPE (HzErasureWork, hz_erasure_work, HZ, ERASURE_WORK, GObject)

/* What is still to be done for clients whose erasure is confirmed, by itself, beside everything else:
 * as soon as somebody who can is signed in, after each confirmation, and after each change of the
 * centre key. */
HzErasureWork *hz_erasure_work_new (HzRecords *records);
/* Before the records close: nothing is asked of them any more. */
void hz_erasure_work_let_go (HzErasureWork *self);

G_END_DECLS
