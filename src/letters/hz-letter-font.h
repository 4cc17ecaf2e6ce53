/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pangocairo.h>

#include "hz-language.h"
#include "hz-letters-error.h"

G_BEGIN_DECLS

/* A context in which a unit is a point and nothing depends on the screen. */
PangoContext *hz_letter_font_create_context (HzLanguage language);
/* Set by its family, never read out of a string: "Nimbus Roman 13" would be the style Roman of the
 * family Nimbus. @size: points. */
PangoFontDescription *hz_letter_font_describe (const char *family,
                                               double size,
                                               gboolean is_bold);
/* Whether every glyph of @layout comes from @family. HZ_LETTERS_ERROR_FONT when the family is not
 * there at all, HZ_LETTERS_ERROR_LETTER when it lacks a letter; the message is that letter. */
gboolean hz_letter_font_check (PangoLayout *layout,
                               const char *family,
                               GError **error);

G_END_DECLS
