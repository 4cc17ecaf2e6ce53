/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-letter-layout.h"

G_BEGIN_DECLS

#define HZ_TYPE_LETTER_PAPER (hz_letter_paper_get_type ())
G_DECLARE_FINAL_TYPE (HzLetterPaper, hz_letter_paper, HZ, LETTER_PAPER, GtkWidget)

GtkWidget *hz_letter_paper_new (void);
/* @layout: (transfer full) (nullable) */
void hz_letter_paper_take_layout (HzLetterPaper *self,
                                  HzLetterLayout *layout);
const HzLetterLayout *hz_letter_paper_get_layout (HzLetterPaper *self);

G_END_DECLS
