/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "hz-letters-error.h"
#include "hz-referral.h"

G_BEGIN_DECLS

#define HZ_LETTER_FAMILY "Liberation Serif"

/* A4, in points. */
#define HZ_LETTER_PAGE_WIDTH 595.276
#define HZ_LETTER_PAGE_HEIGHT 841.89

/**
 * HzLetterLayout:
 *
 * The pages of a letter, as they are printed. They are the same on the screen, in a file and on paper.
 */
typedef struct _HzLetterLayout HzLetterLayout;

/* HZ_LETTERS_ERROR_FONT, HZ_LETTERS_ERROR_LETTER when any part of it would be drawn by another font
 * than the letters' own: such a letter is not issued. */
HzLetterLayout *hz_letter_layout_new (HzReferral *referral,
                                      GError **error);
void hz_letter_layout_free (HzLetterLayout *self);

guint hz_letter_layout_get_n_pages (const HzLetterLayout *self);
/* In points, from the page's upper left corner. @page: from 0. */
void hz_letter_layout_draw_page (const HzLetterLayout *self,
                                 guint page,
                                 cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzLetterLayout, hz_letter_layout_free)

G_END_DECLS
