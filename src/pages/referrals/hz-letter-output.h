/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-referral.h"

G_BEGIN_DECLS

/* The two doors by which a letter leaves: a file that the person saves, and the printer. @from:
 * anything in the window. A page says what came of it with a toast. */
void hz_letter_output_save (GtkWidget *from,
                            HzReferral *referral);
gboolean hz_letter_output_can_print (void);
void hz_letter_output_print (GtkWidget *from,
                             HzReferral *referral);

G_END_DECLS
