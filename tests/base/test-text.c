/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-text.h"

#include <string.h>

typedef char *(*Mend) (const char *text);

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
assert_line (const char *text,
             const char *expected)
{
  g_autofree char *line = hz_text_tidy_line (text, HZ_TEXT_LINE_LIMIT, NULL);
  g_autofree char *again = hz_text_tidy_line (line, HZ_TEXT_LINE_LIMIT, NULL);

  g_assert_cmpstr (line, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
assert_block (const char *text,
              const char *expected)
{
  g_autofree char *block = hz_text_tidy_block (text, HZ_TEXT_BLOCK_LIMIT, NULL);
  g_autofree char *again = hz_text_tidy_block (block, HZ_TEXT_BLOCK_LIMIT, NULL);

  g_assert_cmpstr (block, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_line (void)
{
  static const Case cases[] = {
    { "", "" },
    { " \t\r\n", "" },
    { "Раҳмон", "Раҳмон" },
    { "  Раҳмон \t Саид\r\nАҳмад\n", "Раҳмон Саид Аҳмад" },
    { "Раҳмон\u00a0\u2003Саид", "Раҳмон Саид" },
    { "Раҳмон\u2028Саид", "Раҳмон Саид" },
    { "Раҳмон\x01\x7f\xc2\x85Саид", "Раҳмон Саид" },

    /* As another system writes ӣ, ӯ, й and ё. */
    { "Қурбони\u0304", "Қурбонӣ" },
    { "У\u0304лмас", "Ӯлмас" },
    { "Саи\u0306е\u0308ра", "Сайёра" },

    /* What a paste brings along. */
    { "\ufeffРаҳ\u200bмон\u200e", "Раҳмон" },
    { "\u202bРаҳмон\u202c \u2067Саид\u2069", "Раҳмон Саид" },
    { "Раҳ\u00adмон", "Раҳмон" },
    { "Раҳмон \u200b Саид", "Раҳмон Саид" },

    /* What is no UTF-8 is seen, and does not end the text. */
    { "Раҳ\xffмон", "Раҳ\ufffdмон" },
    { "Раҳмон \xd2", "Раҳмон \ufffd" },
    { "\xed\xa0\x80", "\ufffd\ufffd\ufffd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_line (cases[i].text, cases[i].expected);
}

/* A letter and its mark are one, whatever stood between them. */
static void
test_composed (void)
{
  assert_line ("Қурбони\u200b\u0304", "Қурбонӣ");
  assert_line ("Қурбони\u00ad\u0304", "Қурбонӣ");
  assert_block ("Қурбони\u200d\u0304\n", "Қурбонӣ");
  assert_block ("Қурбони\x01\u0304\n", "Қурбонӣ");
}

/* Marks of direction from Arabic and Mongolian texts, too. */
static void
test_invisible (void)
{
  assert_line ("\u061cРаҳмон\u061c", "Раҳмон");
  assert_line ("Раҳ\u180eмон\u206a", "Раҳмон");
  assert_block ("Раҳ\u061cмон", "Раҳмон");
}

static void
test_block (void)
{
  static const Case cases[] = {
    { "", "" },
    { " \n\t\n", "" },
    { "як\r\nду\rсе\nчор\n\n", "як\nду\nсе\nчор" },
    { "як\u2028ду\u2029се\fчор\vпанҷ\xc2\x85шаш", "як\nду\nсе\nчор\nпанҷ\nшаш" },
    { "  як\t\tду  се", "  як\t\tду  се" },
    { "як\n\nду", "як\n\nду" },
    { "\ufeffяк\x01\u200b", "як" },
    { "як\xff\nду", "як\ufffd\nду" },
    { "и\u0304", "ӣ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_block (cases[i].text, cases[i].expected);
}

/* The limit is of characters, and none is cut in two. */
static void
test_limit (void)
{
  static const struct
  {
    const char *text;
    gsize limit;
    const char *expected;
    gboolean is_cut;
  } cases[] = {
    { "ғӣқ", 3, "ғӣқ", FALSE },
    { "ғӣқӯ", 3, "ғӣқ", TRUE },
    { "ғӣқ", 0, "", TRUE },
    { "", 0, "", FALSE },
    { "ғӣ қӯ", 3, "ғӣ", TRUE },
    { "  ғӣқ  ", 3, "ғӣқ", FALSE },

    /* Composed first: four characters become two. */
    { "и\u0304у\u0304", 2, "ӣӯ", FALSE },

    /* A mark that has no letter of its own to be composed to goes with its letter. */
    { "аҷ\u0304", 2, "а", TRUE },
    { "аҷ\u0304", 3, "аҷ\u0304", FALSE },
    { "\u0304\u0304\u0304", 2, "", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_cut = !cases[i].is_cut;
      g_autofree char *line = hz_text_tidy_line (cases[i].text, cases[i].limit, &is_cut);

      g_assert_cmpstr (line, ==, cases[i].expected);
      g_assert_cmpint (is_cut, ==, cases[i].is_cut);
    }
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *block = NULL;
  gboolean is_cut = FALSE;

  for (guint i = 0; i < 2 * HZ_TEXT_BLOCK_LIMIT; i++)
    g_string_append (text, "ҷ");

  block = hz_text_tidy_block (text->str, HZ_TEXT_BLOCK_LIMIT, &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpuint (strlen (block), ==, HZ_TEXT_BLOCK_LIMIT * strlen ("ҷ"));
}

static void
test_capitals (void)
{
  static const Case capitalized[] = {
    { "ҷумъа", "Ҷумъа" }, { "ӯлмас", "Ӯлмас" }, { "Шанбе", "Шанбе" }, { "26 июл", "26 июл" },
    { "", "" },
  };
  static const struct
  {
    const char *surname;
    const char *given;
    const char *initials;
  } initials[] = {
    { "ҷӯраева", "Ғунча", "ҶҒ" }, { NULL, "Саид", "С" }, { "Раҳмон", NULL, "Р" }, { "", "", "" },
    { NULL, NULL, "" }, { "’Али", "Саид", "С" }, { "-", "4", "4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (capitalized); i++)
    {
      g_autofree char *text = hz_text_capitalize (capitalized[i].text);

      g_assert_cmpstr (text, ==, capitalized[i].expected);
    }

  for (guint i = 0; i < G_N_ELEMENTS (initials); i++)
    {
      g_autofree char *text = hz_text_initials (initials[i].surname, initials[i].given);

      g_assert_cmpstr (text, ==, initials[i].initials);
    }
}

static void
assert_mended (Mend mend,
               const Case *cases,
               gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *mended = mend (cases[i].text);

      g_assert_cmpstr (mended, ==, cases[i].expected);
    }
}

static void
test_legacy (void)
{
  static const Case cases[] = {
    { "Љумњурии Тољикистон", "Ҷумҳурии Тоҷикистон" },
    { "ЃафуровА ЌурбонЇ ў", "ҒафуровА ҚурбонӢ ӯ" },
    { "у\u0306и", "ӯи" },
    { "Ҷумҳурии Тоҷикистон", NULL },
    { "Абдуллоев", NULL },
    { "", NULL },
    { "Љ\xff", NULL },
  };

  assert_mended (hz_text_mend_legacy, cases, G_N_ELEMENTS (cases));
}

static void
test_lookalikes (void)
{
  static const Case cases[] = {
    /* Latin letters among Cyrillic ones. */
    { "Caид", "Саид" },
    { "Зулфия Paҳмоновa", "Зулфия Раҳмонова" },
    { "Ҳaсан (хона 5)", "Ҳасан (хона 5)" },

    /* Cyrillic ones among more Latin ones. */
    { "Rаhmon", "Rahmon" },

    /* Letters of neighbours. */
    { "Һасан", "Ҳасан" },
    { "Ҳасаніи", "Ҳасании" },

    /* Whole words of one alphabet are right, and so is what no correction is known of. */
    { "Саид Rahmon", NULL },
    { "Qурбон", NULL },
    { "хона-A5", NULL },
    { "", NULL },
  };

  assert_mended (hz_text_mend_lookalikes, cases, G_N_ELEMENTS (cases));
}

static void
test_layout (void)
{
  static const Case cases[] = {
    /* English keys, meant as Tajik ones. */
    { "hfovjy", "раҳмон" },
    { "Ybujhf", "Нигора" },
    { "sfvitl", "ҷамшед" },
    { "yb`p", "ниёз" },
    { "cflekkj", "садулло" },
    { "-fqhfn", "ғайрат" },

    /* Russian keys, meant as Tajik ones. */
    { "Ыамила", "Ҷамила" },
    { "цурбонь", "қурбонӣ" },
    { "щасан", "ҳасан" },
    { "Раҳмон", NULL },
    { "1994", NULL },
    { "", NULL },
  };

  assert_mended (hz_text_mend_layout, cases, G_N_ELEMENTS (cases));
}

/* The large letters on keys that are signs on a Latin keyboard. */
static void
test_layout_shifted (void)
{
  static const Case cases[] = {
    { "<j,jtd", "Бобоев" },
    { "{ehitl", "Хуршед" },
    { "\"hfc :fyyf", "Эрас Жанна" },
    { ">cea", "Юсуф" },
    { "~re,", "Ёкуб" },
    { "_ehjv +kvfc", "Ғуром Ӯлмас" },
  };

  assert_mended (hz_text_mend_layout, cases, G_N_ELEMENTS (cases));
}

/* F2 pressed again and again comes back to the letter typed. */
static void
test_twins (void)
{
  static const char *const circles[] = { "гғ", "кқ", "уӯ", "хҳ", "чҷ", "иӣй" };
  static const char *const tajik_circles[] = { "қц", "ҳщ", "ҷы", "ӣь" };

  for (guint i = 0; i < G_N_ELEMENTS (circles); i++)
    for (const char *p = circles[i]; *p != '\0'; p = g_utf8_next_char (p))
      {
        const char *next = *g_utf8_next_char (p) != '\0' ? g_utf8_next_char (p) : circles[i];
        gunichar letter = g_utf8_get_char (p);
        gunichar twin = g_utf8_get_char (next);

        g_assert_cmpuint (hz_text_get_twin (letter), ==, twin);
        g_assert_cmpuint (hz_text_get_twin (g_unichar_toupper (letter)), ==,
                          g_unichar_toupper (twin));
      }

  for (guint i = 0; i < G_N_ELEMENTS (tajik_circles); i++)
    {
      gunichar tajik = g_utf8_get_char (tajik_circles[i]);
      gunichar russian = g_utf8_get_char (g_utf8_next_char (tajik_circles[i]));

      g_assert_cmpuint (hz_text_get_twin_tajik (tajik), ==, russian);
      g_assert_cmpuint (hz_text_get_twin_tajik (russian), ==, tajik);
      g_assert_cmpuint (hz_text_get_twin_tajik (g_unichar_toupper (russian)), ==,
                        g_unichar_toupper (tajik));

      /* Where the Russian letters are on the keyboard, they still turn into the Tajik ones. */
      g_assert_cmpuint (hz_text_get_twin (russian), ==, tajik);
    }

  g_assert_cmpuint (hz_text_get_twin_tajik (g_utf8_get_char ("ғ")), ==, g_utf8_get_char ("г"));
  g_assert_cmpuint (hz_text_get_twin ('k'), ==, 0);
  g_assert_cmpuint (hz_text_get_twin (0), ==, 0);
  g_assert_cmpuint (hz_text_get_twin_tajik (' '), ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/line", test_line);
  g_test_add_func ("/base/text/composed", test_composed);
  g_test_add_func ("/base/text/invisible", test_invisible);
  g_test_add_func ("/base/text/block", test_block);
  g_test_add_func ("/base/text/limit", test_limit);
  g_test_add_func ("/base/text/long", test_long);
  g_test_add_func ("/base/text/capitals", test_capitals);
  g_test_add_func ("/base/text/legacy", test_legacy);
  g_test_add_func ("/base/text/lookalikes", test_lookalikes);
  g_test_add_func ("/base/text/layout", test_layout);
  g_test_add_func ("/base/text/layout-shifted", test_layout_shifted);
  g_test_add_func ("/base/text/twins", test_twins);

  return g_test_run ();
}
