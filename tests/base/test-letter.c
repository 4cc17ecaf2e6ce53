/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-letter.h"

/* The decree's alphabet, the Russian letters by their sound in between. */
static const char alphabet[] = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя";

static const char russian_only[] = "цщыь";

static gunichar
letter (const char *text)
{
  return g_utf8_get_char (text);
}

static void
test_alphabet (void)
{
  int place = 0;
  int n_russian = 0;

  for (const char *p = alphabet; *p != '\0'; p = g_utf8_next_char (p), place++)
    {
      g_assert_cmpint (hz_letter_get_place (letter (p)), ==, place);
      g_assert_cmpint (hz_letter_get_place (g_unichar_toupper (letter (p))), ==, -1);
      g_assert_false (hz_letter_is_foreign (letter (p)));
      g_assert_cmpuint (hz_letter_from_legacy (letter (p)), ==, 0);
      n_russian += g_utf8_strchr (russian_only, -1, letter (p)) != NULL ? 1 : 0;
    }

  g_assert_cmpint (place, ==, HZ_LETTER_ALPHABET_LENGTH);
  g_assert_cmpint (place - n_russian, ==, 35);
  g_assert_cmpint (hz_letter_get_place (letter ("ў")), ==, -1);
  g_assert_cmpint (hz_letter_get_place ('a'), ==, -1);
  g_assert_cmpint (hz_letter_get_place (0), ==, -1);
}

/* The official letters, which have look-alikes among the code points nearby. */
static void
test_code_points (void)
{
  static const gunichar official[] = { 0x0493, 0x04e3, 0x049b, 0x04ef, 0x04b3, 0x04b7 };
  static const char *const old_font[] = { "ѓ", "ї", "ќ", "ў", "њ", "љ" };

  for (guint i = 0; i < G_N_ELEMENTS (official); i++)
    {
      g_assert_cmpint (hz_letter_get_place (official[i]), >, 0);
      g_assert_cmpuint (hz_letter_from_legacy (letter (old_font[i])), ==, official[i]);
      g_assert_cmpuint (hz_letter_get_cyrillic_lookalike (letter (old_font[i])), ==, official[i]);
      g_assert_cmpuint (hz_letter_get_cyrillic_lookalike (g_unichar_toupper (letter (old_font[i]))), ==,
                        g_unichar_toupper (official[i]));
    }
}

/* Each letter of the Tajik layout has one key, and that key gives it again. */
static void
test_keys (void)
{
  static const char latin[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`-=";
  guint n_tajik = 0;

  for (const char *p = latin; *p != '\0'; p++)
    {
      gunichar tajik = hz_letter_from_latin_key ((gunichar) *p);

      g_assert_cmpint (hz_letter_get_place (tajik), >=, 0);
      g_assert_cmpuint (hz_letter_to_latin_key (tajik), ==, (gunichar) *p);
    }

  for (const char *p = alphabet; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar from_russian = hz_letter_from_russian_key (letter (p));

      g_assert_cmpuint (hz_letter_to_latin_key (letter (p)), !=, 0);
      n_tajik += from_russian == 0 ? 1 : 0;

      /* A Russian letter and the Tajik one on its key have the same place. */
      if (from_russian != 0)
        g_assert_cmpuint (hz_letter_to_latin_key (letter (p)), ==,
                          hz_letter_to_latin_key (from_russian));
    }

  g_assert_cmpuint (n_tajik, ==, 35);
  g_assert_cmpuint (hz_letter_from_russian_key ('-'), ==, letter ("ғ"));
  g_assert_cmpuint (hz_letter_from_russian_key ('='), ==, letter ("ӯ"));
  g_assert_cmpuint (hz_letter_from_latin_key ('1'), ==, 0);
  g_assert_cmpuint (hz_letter_to_latin_key (letter ("ў")), ==, 0);
}

/* On a sign's key the large letter is another sign's. */
static void
test_shifted_keys (void)
{
  static const char small[] = "[];',.`-=";
  static const char large[] = "{}:\"<>~_+";

  for (guint i = 0; small[i] != '\0'; i++)
    g_assert_cmpuint (hz_letter_from_latin_key ((gunichar) large[i]), ==,
                      g_unichar_toupper (hz_letter_from_latin_key ((gunichar) small[i])));
}

/* What looks alike looks so from both sides, in the same case. */
static void
test_lookalikes (void)
{
  for (gunichar c = 'A'; c <= 'z'; c++)
    {
      gunichar cyrillic = hz_letter_get_cyrillic_lookalike (c);

      if (cyrillic == 0)
        continue;

      g_assert_cmpuint (hz_letter_get_latin_lookalike (cyrillic), ==, c);
      g_assert_cmpint (g_unichar_isupper (cyrillic) != 0, ==, g_unichar_isupper (c) != 0);
    }

  for (gunichar c = 0x0400; c < 0x0530; c++)
    {
      gunichar tajik = hz_letter_get_cyrillic_lookalike (c);

      g_assert_cmpint (tajik != 0, ==, hz_letter_is_foreign (c));
      if (tajik == 0)
        continue;

      g_assert_cmpint (hz_letter_get_place (g_unichar_tolower (tajik)), >=, 0);
      g_assert_cmpint (g_unichar_isupper (tajik) != 0, ==, g_unichar_isupper (c) != 0);

      /* Its other case is foreign too. */
      g_assert_true (hz_letter_is_foreign (g_unichar_toupper (c)));
      g_assert_true (hz_letter_is_foreign (g_unichar_tolower (c)));
    }

  g_assert_cmpuint (hz_letter_get_cyrillic_lookalike ('q'), ==, 0);
  g_assert_cmpuint (hz_letter_get_latin_lookalike (letter ("ҷ")), ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/letter/alphabet", test_alphabet);
  g_test_add_func ("/base/letter/code-points", test_code_points);
  g_test_add_func ("/base/letter/keys", test_keys);
  g_test_add_func ("/base/letter/shifted-keys", test_shifted_keys);
  g_test_add_func ("/base/letter/lookalikes", test_lookalikes);

  return g_test_run ();
}
