/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-letter-layout.h"

#include <string.h>

#include "hz-test-letter.h"

static HzLetterLayout *
lay_out (HzReferral *referral,
         const char *opening)
{
  g_autoptr (GError) error = NULL;
  HzLetterLayout *layout;

  hz_test_letter_compose (referral, opening);
  layout = hz_letter_layout_new (referral, &error);
  g_assert_no_error (error);

  return layout;
}

/* Black within a rectangle of millimetres. */
static int
count_black (const HzLetterLayout *layout,
             guint page,
             double x,
             double y,
             double width,
             double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 420, 594);
  cairo_t *cr = cairo_create (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data;
  int n = 0;

  cairo_scale (cr, 420 / HZ_LETTER_PAGE_WIDTH, 594 / HZ_LETTER_PAGE_HEIGHT);
  hz_letter_layout_draw_page (layout, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int j = (int) (y * 2); j < (int) ((y + height) * 2); j++)
    for (int i = (int) (x * 2); i < (int) ((x + width) * 2); i++)
      n += data[j * stride + i] > 90;
  cairo_surface_destroy (surface);

  return n;
}

/* One page in each language, black within its margins only but for the line to tear along. */
static void
test_margins (void)
{
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_autoptr (HzReferral) referral = hz_test_letter_new_referral (i, 45);
      g_autoptr (HzLetterLayout) layout = lay_out (referral, NULL);

      g_assert_cmpuint (hz_letter_layout_get_n_pages (layout), ==, 1);
      g_assert_cmpint (count_black (layout, 0, 0, 0, 210, 19), ==, 0);
      g_assert_cmpint (count_black (layout, 0, 0, 278, 210, 19), ==, 0);
      g_assert_cmpint (count_black (layout, 0, 0, 20, 29, 180), ==, 0);
      g_assert_cmpint (count_black (layout, 0, 201, 20, 9, 180), ==, 0);
      g_assert_cmpint (count_black (layout, 0, 30, 20, 170, 30), >, 300);
    }
}

/* A long letter goes on, line by line, and its slip stands at the foot of the last page. */
static void
test_pages (void)
{
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 45);
  GString *text = g_string_new (NULL);
  g_autoptr (HzLetterLayout) layout = NULL;
  guint n_pages;

  for (int i = 0; i < 60; i++)
    g_string_append (text, "Аз Шумо эҳтиромона хоҳиш менамоем, ки ба муроҷиаткунанда кумак расонед. ");
  layout = lay_out (referral, text->str);
  n_pages = hz_letter_layout_get_n_pages (layout);
  g_assert_cmpuint (n_pages, >, 1);
  g_assert_cmpuint (n_pages, <, 5);
  for (guint i = 0; i < n_pages; i++)
    {
      g_assert_cmpint (count_black (layout, i, 30, 20, 170, 100), >, 300);
      g_assert_cmpint (count_black (layout, i, 0, 278, 210, 19), ==, 0);
    }
  g_assert_cmpint (count_black (layout, n_pages - 1, 30, 240, 170, 36), >, 200);
  /* The number of the page, above the text, from the second page on. */
  g_assert_cmpint (count_black (layout, 0, 100, 8, 20, 10), ==, 0);
  g_assert_cmpint (count_black (layout, 1, 100, 8, 20, 10), >, 0);
  g_string_free (text, TRUE);
}

/* However long a letter is, one line more never takes a page away, and every page has something. */
static void
test_every_length (void)
{
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_RU, 45);
  GString *text = g_string_new (NULL);
  guint last = 1;

  for (int i = 0; i < 90; i++)
    {
      g_autoptr (HzLetterLayout) layout = NULL;
      guint n_pages;

      g_string_append (text, "Просим оказать помощь.\n");
      layout = lay_out (referral, text->str);
      n_pages = hz_letter_layout_get_n_pages (layout);
      g_assert_cmpuint (n_pages, >=, last);
      g_assert_cmpuint (n_pages, <=, last + 1);
      for (guint j = 0; j < n_pages; j++)
        g_assert_cmpint (count_black (layout, j, 30, 20, 170, 257), >, 50);
      last = n_pages;
    }
  g_assert_cmpuint (last, >=, 3);
  g_string_free (text, TRUE);
}

static void
test_foreign_letter (void)
{
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 45);
  g_autoptr (GError) error = NULL;

  hz_test_letter_compose (referral, "Ном: 漢");
  g_assert_null (hz_letter_layout_new (referral, &error));
  g_assert_error (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_LETTER);
  g_assert_cmpstr (error->message, ==, "漢");
}

/* Nothing is so strange that it cannot be laid out. */
static void
test_odd_texts (void)
{
  g_autofree char *word = g_strnfill (10000, 'a');
  const char *const odd[] = { word, "\n\n\n", "a\nb\nc", "{name}", "\t", "   ", "-" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 0);
      g_autoptr (HzLetterLayout) layout = NULL;

      g_free (referral->recipient);
      referral->recipient = g_strdup (odd[i]);
      g_free (referral->person);
      referral->person = g_strdup (odd[i]);
      hz_referral_add_fact (referral, "request", odd[i]);
      layout = lay_out (referral, odd[i]);
      g_assert_cmpuint (hz_letter_layout_get_n_pages (layout), >=, 1);
    }
}

/* The preview follows the writer: a letter is laid out in far less than 300 ms. */
static void
test_time (void)
{
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 0);
  gint64 start;

  hz_test_letter_compose (referral, NULL);
  hz_letter_layout_free (hz_letter_layout_new (referral, NULL));
  start = g_get_monotonic_time ();
  for (int i = 0; i < 10; i++)
    hz_letter_layout_free (lay_out (referral, NULL));
  g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - start) / 10000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * 300 * 1000);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letters/layout/margins", test_margins);
  g_test_add_func ("/letters/layout/pages", test_pages);
  g_test_add_func ("/letters/layout/every-length", test_every_length);
  g_test_add_func ("/letters/layout/foreign-letter", test_foreign_letter);
  g_test_add_func ("/letters/layout/odd-texts", test_odd_texts);
  g_test_add_func ("/letters/layout/time", test_time);

  return g_test_run ();
}
