/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"
#include "hz-erasure.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_ERASURE_QUESTION (hz_erasure_question_get_type ())
G_DECLARE_FINAL_TYPE (HzErasureQuestion, hz_erasure_question, HZ, ERASURE_QUESTION, HzDialog)

/* For an administrator: whether a client is to be erased, of whom that was asked. */
GtkWidget *hz_erasure_question_new (HzRecords *records,
                                    const HzErasure *erasure);

G_END_DECLS
