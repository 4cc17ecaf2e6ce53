/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-letter-template.h"

#include <gio/gio.h>
#include <string.h>

static char *
read_shipped (const char *language)
{
  g_autofree char *path = g_strdup_printf ("/tj/hamroz/Hamroz/data/letters/referral.%s.txt", language);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  g_assert_nonnull (bytes);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoinv (to, parts);
}

/* Each mistake is found, and the line named. */
static void
test_mistakes (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *message;
  } cases[] = {
    { "{recipient}", "{recipeint}", "no such field" },
    { "{recipient}", "{recipient", "a brace that is not closed" },
    { "{person}", "{person", "a brace that is not closed" },
    { "Ҷ.М.", "Ҷ.М.}", "a brace that closes nothing" },
    { "[stamp]", "[seal]", "no such section" },
    { "[stamp]", "[stamp", "a bracket that is not closed" },
    { "[stamp]", "[", "a bracket that is not closed" },
    { "[stamp]", "[slip]", "a section twice" },
    { "Ҷ.М.", "", "stamp" },
    { "[letterhead]", "Ном\n[letterhead]", "text before the first section" },
    { "{person}", "{}", "no such field" },
    { "{person}", "{?}", "no such field" },
    { "{person}", "{{person}}", "no such field" },
  };
  g_autofree char *whole = read_shipped ("tg");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = replace (whole, cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_assert_null (hz_letter_template_parse (text, strlen (text), &error));
      g_assert_error (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_TEMPLATE);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("%s: %s", cases[i].to, error->message);
    }
}

static void
test_bytes (void)
{
  g_autofree char *whole = read_shipped ("en");
  g_autofree char *long_text = g_strnfill (64 * 1024 + 1, '#');

  g_assert_null (hz_letter_template_parse ("", 0, NULL));
  g_assert_null (hz_letter_template_parse ("\xff", 1, NULL));
  g_assert_null (hz_letter_template_parse ("[stamp]\0", 8, NULL));
  g_assert_null (hz_letter_template_parse (long_text, strlen (long_text), NULL));
  /* Cut off anywhere before its last section it is not whole. */
  for (gsize i = 0; i < (gsize) (strstr (whole, "[slip-return]") - whole) + 14; i += 7)
    {
      g_autoptr (HzLetterTemplate) template = hz_letter_template_parse (whole, i, NULL);

      g_assert_null (template);
    }
}

static void
test_fill (void)
{
  const HzLetterTemplate *template = hz_letter_template_get (HZ_LANGUAGE_TG);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *empty = hz_letter_template_fill (template, "facts", fields);
  g_autofree char *two = NULL;
  g_autofree char *unasked = hz_letter_template_fill (template, "ending", fields);
  g_autofree char *consented = NULL;

  g_assert_cmpstr (empty, ==, "");
  g_assert_nonnull (strstr (unasked, "ба каси дигар надиҳед"));

  g_hash_table_insert (fields, (gpointer) "name", (gpointer) "{birth_year}");
  g_hash_table_insert (fields, (gpointer) "birth_year", (gpointer) "1999");
  g_hash_table_insert (fields, (gpointer) "address", (gpointer) "");
  two = hz_letter_template_fill (template, "facts", fields);
  /* A value is written as it is, whatever stands in it. */
  g_assert_cmpstr (two, ==, "Ному насаб: {birth_year}\nСоли таваллуд: 1999");

  g_hash_table_insert (fields, (gpointer) "consented", (gpointer) "yes");
  consented = hz_letter_template_fill (template, "ending", fields);
  g_assert_nonnull (strstr (consented, "бо розигии муроҷиаткунанда"));
  g_assert_null (strstr (consented, "yes"));
  g_assert_null (strstr (consented, "ба каси дигар"));
}

/* The alphabets: no letter that Tajik has not, none of Tajik's in Russian. */
static void
test_letters (void)
{
  g_autofree char *tajik = read_shipped ("tg");
  g_autofree char *russian = read_shipped ("ru");

  for (const char *p = tajik; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_null (g_utf8_strchr ("ыщцьўЫЩЦЬЎ", -1, g_utf8_get_char (p)));
  for (const char *p = russian; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_null (g_utf8_strchr ("ғӣқӯҳҷҒӢҚӮҲҶ", -1, g_utf8_get_char (p)));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letters/template/mistakes", test_mistakes);
  g_test_add_func ("/letters/template/bytes", test_bytes);
  g_test_add_func ("/letters/template/fill", test_fill);
  g_test_add_func ("/letters/template/letters", test_letters);

  return g_test_run ();
}
