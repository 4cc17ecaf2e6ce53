/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-search-key.h"

#include <string.h>

/* A sanitized program takes many times as long. */
#ifdef __SANITIZE_ADDRESS__
#define NAMES_APART 7
#else
#define NAMES_APART 1
#endif

/* How names are written where Tajik ones cannot be: each letter, and what stands for it. What is not
 * named stays. */
static const char *const ways[] = {
  /* A Russian keyboard, with a last ӣ as either letter. */
  "ғ г қ к ҳ х ҷ ч ӯ у ӣ и",
  "ғ г қ к ҳ х ҷ ч ӯ у ӣ й ё е ъ ь",

  /* A font from before Unicode. */
  "ғ ѓ қ ќ ҳ њ ҷ љ ӯ ў ӣ ї",

  /* Russian papers. */
  "ғ г қ к ҳ х ҷ дж ӯ у ӣ и э е",
  "ғ г қ к ҳ х ҷ дж ӯ у ӣ ий ё ио ъ ь",

  /* A site of news in Latin letters. */
  "а a б b в v г g ғ g д d е e ё yo ж zh з z и i ӣ i й y к k қ q л l м m н n о o п p р r с s т t у u "
  "ӯ u ф f х kh ҳ h ц ts ч ch ҷ j ш sh щ shch ъ ' ь ' ы y э e ю yu я ya",

  /* Passports. */
  "а a б b в v г g ғ gh д d е e ё io ж zh з z и i ӣ ī й i к k қ k л l м m н n о o п p р r с s т t у u "
  "ӯ ū ф f х kh ҳ kh ц ts ч ch ҷ dzh ш sh щ shch ъ ' ь ' ы y э e ю iu я ia",

  /* Text messages. */
  "а a б b в v г g ғ ğ д d е e ё yo ж j з z и i ӣ y й y к k қ q л l м m н n о o п p р r с s т t у u "
  "ӯ ö ф f х x ҳ x ц c ч 4 ҷ dj ш 6 щ sch ъ ’ ь ’ ы y э e ю yu я ya",
};

/* The first of these write all letters with Cyrillic ones, and have one key. */
#define N_CYRILLIC_WAYS 5

/* Names with what those in data/demo lack. */
static const char *const more_names[] = {
  "Исҳоқ", "Азҳар", "Раҷабзода", "Хуҷанд", "Бадҷаҳл", "Муродҷон", "Қурбонӣ", "Саъдулло", "Маъруфҷон",
  "Юсуф", "Меҳрубону", "Зиё", "Зиёвуддин", "Ҷӯраева", "Муҳаммадҷон", "Ҳоҷӣ", "Щербакова", "Марьям",
  "Цой", "Абдуллоевна", "Ҷаҳонгирҷон", "Ғуломҳайдар", "Тӯйчӣ", "Нурӣ", "Яҳё", "Эъзоз", "Шоҳҷаҳон",
};

static const char *
find_way (char **way,
          const char *letter)
{
  for (guint i = 0; way[i] != NULL && way[i + 1] != NULL; i += 2)
    if (g_str_equal (way[i], letter))
      return way[i + 1];

  return letter;
}

static char *
write_in (const char *way,
          const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);
  g_auto (GStrv) letters = g_strsplit (way, " ", -1);
  GString *written = g_string_new (NULL);

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      g_string_append (written, find_way (letters, letter));
    }

  return g_string_free (written, FALSE);
}

static GPtrArray *
read_names (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAMROZ_SOURCE"), "data", "demo", "names.tsv",
                                            NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "female\t") || g_str_has_prefix (lines[i], "male\t"))
      g_ptr_array_add (names, g_strdup (strchr (lines[i], '\t') + 1));
  for (guint i = 0; i < G_N_ELEMENTS (more_names); i++)
    g_ptr_array_add (names, g_strdup (more_names[i]));

  g_assert_cmpuint (names->len, >, 100);
  return names;
}

static gboolean
is_found (const char *query,
          const char *stored,
          gboolean is_prefix)
{
  g_auto (GStrv) queries = hz_search_key_get_queries (query, is_prefix);
  g_auto (GStrv) words = hz_search_key_get_words (stored);

  for (guint i = 0; queries[i] != NULL; i++)
    for (guint j = 0; words[j] != NULL; j++)
      if (is_prefix ? g_str_has_prefix (words[j], queries[i]) : g_str_equal (words[j], queries[i]))
        return TRUE;

  return FALSE;
}

static void
assert_found (const char *query,
              const char *stored,
              gboolean is_prefix)
{
  if (!is_found (query, stored, is_prefix))
    g_error ("%s is not found as %s%s", stored, query, is_prefix ? "..." : "");
}

/* Whichever way a name was stored and is asked for. */
static void
test_every_way (void)
{
  g_autoptr (GPtrArray) names = read_names ();

  for (guint i = 0; i < names->len; i += NAMES_APART)
    for (guint j = 0; j < G_N_ELEMENTS (ways); j++)
      {
        const char *name = g_ptr_array_index (names, i);
        g_autofree char *written = write_in (ways[j], name);
        g_autofree char *large = g_utf8_strup (written, -1);

        assert_found (written, name, FALSE);
        assert_found (name, written, FALSE);
        assert_found (large, name, FALSE);

        for (guint k = 0; k < N_CYRILLIC_WAYS; k++)
          {
            g_autofree char *other = write_in (ways[k], name);

            assert_found (written, other, FALSE);
          }
      }
}

static void
test_one_key (void)
{
  g_autoptr (GPtrArray) names = read_names ();

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *key = hz_search_key (g_ptr_array_index (names, i));

      for (guint j = 0; j < N_CYRILLIC_WAYS; j++)
        {
          g_autofree char *written = write_in (ways[j], g_ptr_array_index (names, i));
          g_autofree char *other = hz_search_key (written);

          g_assert_cmpstr (other, ==, key);
        }
    }
}

/* A find stays a find while the rest of the name is typed. */
static void
test_while_typing (void)
{
  g_autoptr (GPtrArray) names = read_names ();

  for (guint i = 0; i < names->len; i += NAMES_APART)
    for (guint j = 0; j < G_N_ELEMENTS (ways); j++)
      {
        const char *name = g_ptr_array_index (names, i);
        g_autofree char *written = write_in (ways[j], name);
        glong length = g_utf8_strlen (written, -1);

        for (glong n = 2; n <= length; n++)
          {
            g_autofree char *typed = g_utf8_substring (written, 0, n);

            assert_found (typed, name, TRUE);
          }
      }
}

/* What joins spellings must not join names. */
static void
test_apart (void)
{
  static const char *const pairs[][2] = {
    { "Нигора", "Нигина" }, { "Гулнора", "Гулсара" }, { "Саид", "Саида" }, { "Ҳасан", "Ҳусейн" },
    { "Насим", "Насиба" }, { "Салим", "Солим" }, { "Фарҳод", "Фаррух" }, { "Шариф", "Шарофат" },
    { "Зариф", "Сариф" }, { "Барно", "Парно" }, { "Далер", "Талер" }, { "Вафо", "Фафо" },
    { "Рустам", "Рустамов" }, { "Маҳина", "Маъина" }, { "Дилбар", "Дилбад" },
  };
  g_autoptr (GPtrArray) names = read_names ();
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_false (is_found (pairs[i][0], pairs[i][1], FALSE));
      g_assert_false (is_found (pairs[i][1], pairs[i][0], FALSE));
    }

  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_add (keys, hz_search_key (g_ptr_array_index (names, i))))
      g_error ("%s has the key of another", (char *) g_ptr_array_index (names, i));
}

static void
assert_key (const char *text,
            const char *expected)
{
  g_autofree char *key = hz_search_key (text);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_signs (void)
{
  assert_key ("Абду-Раҳмон", "abdoraxmon");
  assert_key ("Абду Раҳмон", "abdo raxmon");
  assert_key ("Абду – Раҳмон", "abdo raxmon");
  assert_key ("Са'дулло", "sadolo");
  assert_key ("Са’дулло", "sadolo");
  assert_key ("Саʻдулло", "sadolo");
  assert_key ("  Раҳмон,\tСаид\n", "raxmon said");
  assert_key ("МУҲАММАД", "moxamad");
  assert_key ("Қурбони\xcc\x84", "korboni");
  assert_key ("Ў\u200bњ", "ox");

  /* Digits stand for letters inside a word only, and are not joined. */
  assert_key ("4amila", "camila");
  assert_key ("1994", "1994");
  assert_key ("HM-7K4P", "xm7kcp");
  assert_key ("хонаи 44", "xonai 44");

  assert_key ("", "");
  assert_key (" -'ъь- ", "");
  assert_key ("\xff\xfe", "");
  assert_key ("Раҳ\xffмон", "rax mon");
  assert_key ("語", "語");
}

/* A key must not grow beyond what a word is. */
static void
test_long (void)
{
  g_autofree char *same = g_strnfill (100000, 'a');
  g_autofree char *same_key = hz_search_key (same);
  g_autoptr (GString) mixed = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) queries = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append (mixed, i % 2 == 0 ? "jx" : "дж");

  words = hz_search_key_get_words (mixed->str);
  queries = hz_search_key_get_queries (mixed->str, TRUE);

  g_assert_cmpstr (same_key, ==, "a");
  g_assert_cmpuint (g_strv_length (words), <=, 8);
  g_assert_cmpuint (g_strv_length (queries), <=, 16);
  for (guint i = 0; words[i] != NULL; i++)
    g_assert_cmpuint (strlen (words[i]), <=, 128);
}

static void
test_words (void)
{
  g_auto (GStrv) joined = hz_search_key_get_words ("Абду Раҳмон Абду");
  g_auto (GStrv) none = hz_search_key_get_words (" - ");
  g_auto (GStrv) no_queries = hz_search_key_get_queries ("ъ", TRUE);

  g_assert_cmpuint (g_strv_length (joined), ==, 4);
  g_assert_true (g_strv_contains ((const char *const *) joined, "abdo"));
  g_assert_true (g_strv_contains ((const char *const *) joined, "raxmon"));
  g_assert_true (g_strv_contains ((const char *const *) joined, "abdoraxmon"));
  g_assert_true (g_strv_contains ((const char *const *) joined, "raxmonabdo"));

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (no_queries), ==, 0);

  assert_found ("Абдураҳмон", "Абду Раҳмон", FALSE);
  assert_found ("Abdurahmon", "Абду Раҳмон", FALSE);
  g_assert_false (is_found ("Раҳм", "Раҳмон", FALSE));
}

/* Written the same before sounding the same before beginning the same. */
static void
test_distance (void)
{
  static const char *const nearer[] = {
    "Раҳмон Ҷамила", "РАҲМОНОВА Ҷамила", "Рахмон Ҷамила", "Рахмонова Ҷамила", "Собирова Ҷамила",
  };
  static const int expected[] = { 0, 2, 1, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (hz_search_key_get_distance ("раҳмон", nearer[i]), ==, expected[i]);

  g_assert_cmpint (hz_search_key_get_distance ("раҳмон", nearer[4]), >=, HZ_SEARCH_KEY_FAR);
  g_assert_cmpint (hz_search_key_get_distance ("ҷамила раҳмон", nearer[0]), ==, 0);
  g_assert_cmpint (hz_search_key_get_distance ("Jamila, рахмон", nearer[0]), ==, 2);
  g_assert_cmpint (hz_search_key_get_distance ("", nearer[0]), ==, 0);
  g_assert_cmpint (hz_search_key_get_distance ("раҳмон", ""), >=, HZ_SEARCH_KEY_FAR);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/search-key/every-way", test_every_way);
  g_test_add_func ("/base/search-key/one-key", test_one_key);
  g_test_add_func ("/base/search-key/while-typing", test_while_typing);
  g_test_add_func ("/base/search-key/apart", test_apart);
  g_test_add_func ("/base/search-key/signs", test_signs);
  g_test_add_func ("/base/search-key/long", test_long);
  g_test_add_func ("/base/search-key/words", test_words);
  g_test_add_func ("/base/search-key/distance", test_distance);

  return g_test_run ();
}
