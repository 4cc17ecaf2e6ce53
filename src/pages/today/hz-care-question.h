/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

/* Shows the key number of a colleague who waits for the care key, and gives it when that is wanted.
 * Whether the number was compared is audited. */
void hz_care_question_ask (GtkWidget *from,
                           HzRecords *records,
                           const HzMember *member);

G_END_DECLS
