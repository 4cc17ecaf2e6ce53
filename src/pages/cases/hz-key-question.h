/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzKeyAnswerFunc:
 * @goes_on: whether the key is to be given
 * @is_compared: whether the number was compared, now or before
 * @data: what was given with the function
 */
typedef void (*HzKeyAnswerFunc) (gboolean goes_on,
                                 gboolean is_compared,
                                 gpointer data);

/* Before a case's key goes to a colleague for the first time, her key number is compared. @func is
 * called once, and not at all when @parent goes away. */
void hz_key_question_ask (GtkWidget *parent,
                          HzRecords *records,
                          const HzId *member_id,
                          HzKeyAnswerFunc func,
                          gpointer data);

G_END_DECLS
