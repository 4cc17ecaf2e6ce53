/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks at the letters that a font draws. What a font says of itself is not enough: there is one that
 * claims ӣ and ӯ and draws ă and ĕ, so that a name is printed wrong and reads right.
 */

#include "hz-letter-font.h"

#include <math.h>
#include <string.h>

#define SIDE 240
#define SIZE 160.0

/* Of each pair the plain letter is the body of the other, below its accent, or beside its tail. */
static const char *const accented[][2] = { { "и", "ӣ" }, { "у", "ӯ" }, { "И", "Ӣ" }, { "У", "Ӯ" } };
static const char *const tailed[][2] = { { "г", "ғ" }, { "к", "қ" }, { "х", "ҳ" }, { "ч", "ҷ" },
                                         { "Г", "Ғ" }, { "К", "Қ" }, { "Х", "Ҳ" }, { "Ч", "Ҷ" } };

/* The baseline is at the same height in every picture. */
static cairo_surface_t *
draw_letter (const char *family,
             const char *letter,
             int *baseline)
{
  g_autoptr (GObject) context = (GObject *) hz_letter_font_create_context (HZ_LANGUAGE_TG);
  g_autoptr (PangoLayout) layout = pango_layout_new (PANGO_CONTEXT (context));
  PangoFontDescription *font = hz_letter_font_describe (family, SIZE, FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, letter, -1);
  *baseline = 180;
  cairo_move_to (cr, 40, *baseline);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static gboolean
is_black (cairo_surface_t *surface,
          int x,
          int y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x] > 127;
}

static int
find_top (cairo_surface_t *surface)
{
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      if (is_black (surface, x, y))
        return y;

  return SIDE;
}

/* How much of the two is black in both, from the plain letter's top to the baseline. */
static double
compare_bodies (const char *family,
                const char *plain,
                const char *marked)
{
  int baseline;
  cairo_surface_t *a = draw_letter (family, plain, &baseline);
  cairo_surface_t *b = draw_letter (family, marked, &baseline);
  int top = find_top (a);
  int both = 0, either = 0;

  for (int y = top; y < baseline; y++)
    for (int x = 0; x < SIDE; x++)
      {
        both += is_black (a, x, y) && is_black (b, x, y);
        either += is_black (a, x, y) || is_black (b, x, y);
      }
  g_assert_cmpint (either, >, 500);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);

  return (double) both / either;
}

/* The two are not one and the same picture either. */
static gboolean
has_mark (const char *family,
          const char *plain,
          const char *marked)
{
  int baseline, n_different = 0;
  cairo_surface_t *a = draw_letter (family, plain, &baseline);
  cairo_surface_t *b = draw_letter (family, marked, &baseline);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      n_different += is_black (a, x, y) != is_black (b, x, y);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);

  return n_different > 100;
}

static double
find_worst (const char *family)
{
  double worst = 1;

  for (guint i = 0; i < G_N_ELEMENTS (accented); i++)
    worst = fmin (worst, compare_bodies (family, accented[i][0], accented[i][1]));

  return worst;
}

static void
test_accents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accented); i++)
    {
      double same = compare_bodies ("Liberation Serif", accented[i][0], accented[i][1]);

      g_test_message ("%s %s: %.3f", accented[i][0], accented[i][1], same);
      g_assert_cmpfloat (same, >, 0.95);
      g_assert_true (has_mark ("Liberation Serif", accented[i][0], accented[i][1]));
    }
}

/* A bar or a tail is black where the plain letter is white, but the body is there. */
static void
test_tails (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tailed); i++)
    {
      double same = compare_bodies ("Liberation Serif", tailed[i][0], tailed[i][1]);

      g_test_message ("%s %s: %.3f", tailed[i][0], tailed[i][1], same);
      g_assert_cmpfloat (same, >, 0.85);
      g_assert_true (has_mark ("Liberation Serif", tailed[i][0], tailed[i][1]));
    }
}

static gboolean
is_installed (const char *family)
{
  g_autoptr (GObject) context = (GObject *) hz_letter_font_create_context (HZ_LANGUAGE_TG);
  PangoFontFamily **families;
  gboolean found = FALSE;
  int n_families;

  pango_context_list_families (PANGO_CONTEXT (context), &families, &n_families);
  for (int i = 0; i < n_families; i++)
    found = found || strcmp (pango_font_family_get_name (families[i]), family) == 0;
  g_free (families);

  return found;
}

/* The same comparison must find the font that draws another letter. Where that font is not installed,
 * letters that are as much like each other as those do it. */
static void
test_wrong_font (void)
{
  double same = compare_bodies ("Liberation Serif", "и", "ă");

  g_test_message ("и ă: %.3f", same);
  g_assert_cmpfloat (same, <, 0.95);
  g_assert_cmpfloat (compare_bodies ("Liberation Serif", "у", "ĕ"), <, 0.95);

  if (is_installed ("Nimbus Roman"))
    {
      g_test_message ("Nimbus Roman: %.3f", find_worst ("Nimbus Roman"));
      g_assert_cmpfloat (find_worst ("Nimbus Roman"), <, 0.95);
    }
}

static void
check_text (const char *family,
            const char *text,
            int code,
            const char *letter)
{
  g_autoptr (GObject) context = (GObject *) hz_letter_font_create_context (HZ_LANGUAGE_TG);
  g_autoptr (PangoLayout) layout = pango_layout_new (PANGO_CONTEXT (context));
  PangoFontDescription *font = hz_letter_font_describe (family, 14, FALSE);
  g_autoptr (GError) error = NULL;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  if (code < 0)
    {
      hz_letter_font_check (layout, family, &error);
      g_assert_no_error (error);
      return;
    }
  g_assert_false (hz_letter_font_check (layout, family, &error));
  g_assert_error (error, HZ_LETTERS_ERROR, code);
  g_assert_cmpstr (error->message, ==, letter);
}

static void
test_substitutes (void)
{
  check_text ("Liberation Serif", "Ҷӯраева Зулфия, «қабули ғарибон» № 3 – ӣ, Ғ Ӣ Қ Ӯ Ҳ Ҷ □", -1, NULL);
  check_text ("Liberation Serif", "", -1, NULL);
  check_text ("Liberation Serif", "ном 漢", HZ_LETTERS_ERROR_LETTER, "漢");
  check_text ("No Such Serif", "ном", HZ_LETTERS_ERROR_FONT, "No Such Serif");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letters/font/accents", test_accents);
  g_test_add_func ("/letters/font/tails", test_tails);
  g_test_add_func ("/letters/font/wrong-font", test_wrong_font);
  g_test_add_func ("/letters/font/substitutes", test_substitutes);

  return g_test_run ();
}
