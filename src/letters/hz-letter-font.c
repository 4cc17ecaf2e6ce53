/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The font of letters. fc-list and text extraction believe what a font says of itself; so after layout
 * the fonts really used are looked at, and a picture test looks at the letters they draw.
 */

#define G_LOG_DOMAIN "HzLetters"

#include "hz-letter-font.h"

#include <string.h>

/**
 * hz_letter_font_create_context:
 * @language: of the text
 *
 * Returns: (transfer full): where layouts of letters are made
 */
PangoContext *
hz_letter_font_create_context (HzLanguage language)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context,
                              pango_language_from_string (hz_language_get_code (language)));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);

  return context;
}

/**
 * hz_letter_font_describe:
 * @family: a family's name
 * @size: in points
 * @is_bold: whether it is bold
 *
 * Returns: (transfer full): that font
 */
PangoFontDescription *
hz_letter_font_describe (const char *family,
                         double size,
                         gboolean is_bold)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family (description, family);
  pango_font_description_set_size (description, (int) (size * PANGO_SCALE));
  pango_font_description_set_weight (description,
                                     is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);

  return description;
}

static gboolean
family_is_there (PangoContext *context,
                 const char *family)
{
  PangoFontFamily **families;
  gboolean is_there = FALSE;
  int n_families;

  pango_context_list_families (context, &families, &n_families);
  for (int i = 0; i < n_families; i++)
    if (strcmp (pango_font_family_get_name (families[i]), family) == 0)
      is_there = TRUE;
  g_free (families);

  return is_there;
}

static gboolean
run_is_of (PangoGlyphItem *run,
           const char *family)
{
  PangoFontDescription *used = pango_font_describe (run->item->analysis.font);
  gboolean is_of = g_strcmp0 (pango_font_description_get_family (used), family) == 0;

  pango_font_description_free (used);
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
      is_of = FALSE;

  return is_of;
}

static void
fail_of_run (PangoLayout *layout,
             PangoGlyphItem *run,
             const char *family,
             GError **error)
{
  g_autofree char *letter = NULL;

  if (!family_is_there (pango_layout_get_context (layout), family))
    {
      g_set_error_literal (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_FONT, family);
      return;
    }

  letter = g_utf8_substring (pango_layout_get_text (layout) + run->item->offset, 0, 1);
  g_set_error_literal (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_LETTER, letter);
}

/**
 * hz_letter_font_check:
 * @layout: a layout
 * @family: what it was to be set in
 * @error: return location
 *
 * Returns: whether it is set in that family, all of it
 */
gboolean
hz_letter_font_check (PangoLayout *layout,
                      const char *family,
                      GError **error)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean is_right = TRUE;

  do
    {
      PangoGlyphItem *run = pango_layout_iter_get_run_readonly (iter);

      if (run != NULL && !run_is_of (run, family))
        {
          is_right = FALSE;
          fail_of_run (layout, run, family, error);
        }
    }
  while (is_right && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);

  return is_right;
}
