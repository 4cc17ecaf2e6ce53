/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-sort-key.h"

#include <string.h>

/* The decree's 35 letters, and in between the four of Russian. */
static const char alphabet[] = "а б в г ғ д е ё ж з и ӣ й к қ л м н о п р с т у ӯ ф х ҳ ц ч ҷ ш щ ъ ы "
                               "ь э ю я";

/* Names in the order of a list on paper. */
static const char *const sorted[] = {
  "1 мисол", "Абду Раҳмон", "Абдуазиз", "Абду-Аъзам", "Абдураҳмон", "Бобоев", "Вафо", "Гулнора",
  "Гулсара", "Ғайрат", "Ғуломов", "Далер", "Елена", "Ёдгор", "Ёқуб", "Жанна", "Зарина", "Иброҳим",
  "Ирода", "Карим", "Комрон", "Қодир", "Қурбон", "Лола", "Мадина", "Насим", "Олим", "Парвиз", "Рустам",
  "Саид", "Саидӣ", "Саидов", "Толиб", "Умед", "Урун", "Ӯлмас", "Фаррух", "Хадича", "Хуршед", "Ҳабиб",
  "Ҳусейн", "Цой", "Чаман", "Ҷамила", "Ҷӯра", "Шариф", "Щербакова", "Эраҷ", "Юсуф", "Яҳё",
  "Adams", "Émile", "Zoe",
};

static void
assert_below (const char *one,
              const char *other)
{
  g_autofree char *one_key = hz_sort_key (one);
  g_autofree char *other_key = hz_sort_key (other);

  if (strcmp (one_key, other_key) >= 0)
    g_error ("%s is not before %s", one, other);
}

static void
assert_same (const char *one,
             const char *other)
{
  g_autofree char *one_key = hz_sort_key (one);
  g_autofree char *other_key = hz_sort_key (other);

  g_assert_cmpstr (one_key, ==, other_key);
}

static void
test_alphabet (void)
{
  g_auto (GStrv) letters = g_strsplit (alphabet, " ", -1);

  g_assert_cmpuint (g_strv_length (letters), ==, 35 + 4);

  for (guint i = 0; letters[i] != NULL; i++)
    {
      g_autofree char *large = g_utf8_strup (letters[i], -1);
      g_autofree char *decomposed = g_utf8_normalize (letters[i], -1, G_NORMALIZE_NFD);

      assert_same (letters[i], large);
      assert_same (letters[i], decomposed);
      assert_below ("9", letters[i]);
      assert_below (letters[i], "a");

      for (guint j = i + 1; letters[j] != NULL; j++)
        assert_below (letters[i], letters[j]);
    }
}

/* Two names are as their first different letters are, in each place of a word. */
static void
test_every_place (void)
{
  g_auto (GStrv) letters = g_strsplit (alphabet, " ", -1);

  for (guint i = 0; letters[i + 1] != NULL; i++)
    {
      g_autofree char *one = g_strconcat ("ғ", letters[i], "я", NULL);
      g_autofree char *other = g_strconcat ("ғ", letters[i + 1], "а", NULL);
      g_autofree char *start = g_strconcat ("ғ", letters[i], NULL);

      assert_below (one, other);
      assert_below (start, one);
      assert_below ("ғ", start);
    }
}

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (sorted); j++)
      assert_below (sorted[i], sorted[j]);
}

static void
test_does_not_count (void)
{
  assert_same ("Саид-Аҳмад", "саидаҳмад");
  assert_same ("Са’дулло", "САДУЛЛО");
  assert_same ("  Раҳмон   Саид ", "Раҳмон Саид");
  assert_same ("Раҳмон, Саид", "Раҳмон Саид");
  assert_same ("Раҳмон – Саид", "Раҳмон Саид");
  assert_same ("– Раҳмон", "Раҳмон");
  assert_same ("Раҳмон\u00a0Саид", "Раҳмон Саид");
  assert_same ("Émile", "emile");

  /* A name out of an old font stands where it belongs. */
  assert_same ("Љамила", "Ҷамила");
  assert_same ("Ќурбонї", "Қурбонӣ");
}

static void
test_end (void)
{
  assert_same ("Раҳмон –", "Раҳмон");
  assert_same ("Раҳмон ?", "Раҳмон");
}

static void
test_nothing (void)
{
  static const char *const empty[] = { "", " ", "- – ’", "\xff\xfe", "語" };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autofree char *key = hz_sort_key (empty[i]);

      g_assert_cmpstr (key, ==, "");
    }
}

static void
test_ascii (void)
{
  g_autofree char *all = g_strjoinv (" ", (char **) (const char *const[]) { alphabet, "Zoe é 1",
                                                                            "\xff", NULL });
  g_autofree char *key = hz_sort_key (all);

  for (const char *p = key; *p != '\0'; p++)
    g_assert_true (g_ascii_isprint (*p));
}

static int
sign (int order)
{
  return (order > 0) - (order < 0);
}

/* Any three texts are in one order, and only a text equals itself. */
static void
test_total_order (void)
{
  static const char *const texts[] = {
    "", "-", "Саид", "саид", "Са-ид", "Саид ", "Саидӣ", "Сайид", "С аид", "Ҷамила", "Љамила", "A", "я",
    "1", "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        int order = sign (hz_sort_key_collate (texts[i], texts[j]));

        g_assert_cmpint (order == 0, ==, i == j);
        g_assert_cmpint (order, ==, -sign (hz_sort_key_collate (texts[j], texts[i])));

        for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
          if (order < 0 && hz_sort_key_collate (texts[j], texts[k]) < 0)
            g_assert_cmpint (hz_sort_key_collate (texts[i], texts[k]), <, 0);
      }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/sort-key/alphabet", test_alphabet);
  g_test_add_func ("/base/sort-key/every-place", test_every_place);
  g_test_add_func ("/base/sort-key/names", test_names);
  g_test_add_func ("/base/sort-key/does-not-count", test_does_not_count);
  g_test_add_func ("/base/sort-key/end", test_end);
  g_test_add_func ("/base/sort-key/nothing", test_nothing);
  g_test_add_func ("/base/sort-key/ascii", test_ascii);
  g_test_add_func ("/base/sort-key/total-order", test_total_order);

  return g_test_run ();
}
