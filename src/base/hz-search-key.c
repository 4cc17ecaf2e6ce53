/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One key for all ways of writing a word.
 *
 * The same name is written in full Tajik letters, on a Russian keyboard (ч for ҷ), by Russian papers
 * (дж for ҷ), in fonts from before Unicode (љ for ҷ), in passports and in text messages (j, dzh, ch).
 * The key writes each sound that any of these confuse with one ASCII letter:
 *
 *   k  г ғ к қ         g gh k q          i  и ӣ й ы            i y
 *   x  х ҳ             h kh x            e  е ё э, йо ио ие    e yo io ye
 *   c  ч ҷ ж дж        ch j dj zh dzh 4  o  о у ӯ              o u
 *   w  ш щ             sh w 6            io ю                  yu iu
 *   s  с ц тс          s c ts            ia я ия               ya ia
 *
 * and the rest by its own. ъ, ь, apostrophes and hyphens are dropped, doubled letters are single.
 *
 * Where one spelling stands for two sounds (Latin j for ҷ and й, sh for ш and сҳ, zh for ж and зҳ, w
 * for ш and в; дж, dj and dzh for ҷ, or for дҷ where two words have grown together; x in a Cyrillic
 * word for х, or ҷ out of an old font) a word has several keys, the likeliest first. Two words are the
 * same if they share one.
 */

#include "hz-search-key.h"

#include "hz-letter.h"
#include "hz-text.h"

#include <string.h>

/* The keys of a word are made by the choices at so many of its ambiguous places, the first ones; and
 * by that of its end while it is being typed. */
#define MAX_CHOICES 3
#define MAX_WORD 64

typedef struct
{
  const char *written;
  const char *key;

  /* What else it may stand for; NULL if nothing */
  const char *other;
} Rule;

/* Of rules that fit, the first is taken: longer ones stand before shorter ones. */
static const Rule cyrillic_rules[] = {
  { "дж", "c", "dc" }, { "тс", "s", NULL }, { "тц", "s", NULL },
  { "йо", "e", NULL }, { "ио", "e", NULL }, { "ӣо", "e", NULL }, { "ыо", "e", NULL },
  { "а", "a", NULL }, { "б", "b", NULL }, { "в", "v", NULL }, { "г", "k", NULL },
  { "ғ", "k", NULL }, { "д", "d", NULL }, { "е", "e", NULL }, { "ё", "e", NULL },
  { "ж", "c", NULL }, { "з", "z", NULL }, { "и", "i", NULL }, { "ӣ", "i", NULL },
  { "й", "i", NULL }, { "к", "k", NULL }, { "қ", "k", NULL }, { "л", "l", NULL },
  { "м", "m", NULL }, { "н", "n", NULL }, { "о", "o", NULL }, { "п", "p", NULL },
  { "р", "r", NULL }, { "с", "s", NULL }, { "т", "t", NULL }, { "у", "o", NULL },
  { "ӯ", "o", NULL }, { "ф", "f", NULL }, { "х", "x", NULL }, { "ҳ", "x", NULL },
  { "ц", "s", NULL }, { "ч", "c", NULL }, { "ҷ", "c", NULL }, { "ш", "w", NULL },
  { "щ", "w", NULL }, { "ъ", "", NULL }, { "ы", "i", NULL }, { "ь", "", NULL },
  { "э", "e", NULL }, { "ю", "io", NULL }, { "я", "ia", NULL },
};

static const Rule latin_rules[] = {
  { "shch", "w", NULL }, { "sch", "w", NULL }, { "dzh", "c", "dc" }, { "dj", "c", "dc" },
  { "ch", "c", NULL }, { "zh", "c", "zx" }, { "sh", "w", "sx" }, { "kh", "x", "kx" },
  { "gh", "k", "kx" }, { "ts", "s", NULL }, { "ph", "f", NULL },
  { "yo", "e", NULL }, { "io", "e", NULL }, { "jo", "co", "e" },
  { "a", "a", NULL }, { "b", "b", NULL }, { "c", "s", "k" }, { "d", "d", NULL },
  { "e", "e", NULL }, { "f", "f", NULL }, { "g", "k", NULL }, { "h", "x", NULL },
  { "i", "i", NULL }, { "j", "c", "i" }, { "k", "k", NULL }, { "l", "l", NULL },
  { "m", "m", NULL }, { "n", "n", NULL }, { "o", "o", NULL }, { "p", "p", NULL },
  { "q", "k", NULL }, { "r", "r", NULL }, { "s", "s", NULL }, { "t", "t", NULL },
  { "u", "o", NULL }, { "v", "v", NULL }, { "w", "w", "v" }, { "x", "x", NULL },
  { "y", "i", NULL }, { "z", "z", NULL },
};

/* Letters of a message typed on a telephone, inside a word only. */
static const Rule digit_rules[] = {
  { "4", "c", NULL },
  { "6", "w", NULL },
};

/* Latin letters inside a Cyrillic word: look-alikes, or what an old font left behind. */
static const Rule debris_rules[] = {
  { "x", "x", "c" }, { "e", "e", "o" }, { "a", "a", NULL }, { "c", "s", NULL },
  { "o", "o", NULL }, { "p", "r", NULL }, { "y", "o", NULL }, { "k", "k", NULL },
  { "h", "n", "x" }, { "b", "v", "b" }, { "m", "m", NULL }, { "t", "t", NULL },
  { "i", "i", NULL },
};

/* The beginning of a longer spelling, at the end of a word that is being typed. */
static const Rule beginnings[] = {
  { "dz", "dz", "c" }, { "sc", "s", "w" }, { "shc", "w", NULL },
  { "д", "d", "c" }, { "т", "t", "s" }, { "и", "i", "e" }, { "й", "i", "e" },
  { "d", "d", "c" }, { "t", "t", "s" }, { "i", "i", "e" }, { "y", "i", "e" },
  { "s", "s", "w" }, { "k", "k", "x" }, { "z", "z", "c" }, { "c", "s", "c" },
};

typedef struct
{
  GString *letters;
  gboolean has_cyrillic;
  gboolean has_latin;
} Word;

static gboolean
is_dropped (gunichar c)
{
  return c == '\'' || c == '`' || c == '-' || c == 0x00b4 || c == 0x2010 || c == 0x2011
         || (c >= 0x2018 && c <= 0x201b) || (c >= 0x02b9 && c <= 0x02bf) || c == 0x2032;
}

/* The letter a character is read as: small, Tajik for an old font's, Latin without its marks. */
static gunichar
simplify (gunichar c)
{
  gunichar lower = g_unichar_tolower (c);
  gunichar mended = hz_letter_from_legacy (lower);
  gunichar parts[4];

  if (mended != 0)
    return mended;
  if (hz_letter_get_place (lower) >= 0 || lower < 0x80)
    return lower;
  if (hz_letter_is_foreign (lower))
    return hz_letter_get_cyrillic_lookalike (lower);
  if (lower == 0x0131)
    return 'i';
  if (g_unichar_fully_decompose (lower, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    return parts[0];

  return lower;
}

static void
word_clear (Word *word)
{
  g_string_truncate (word->letters, 0);
  word->has_cyrillic = FALSE;
  word->has_latin = FALSE;
}

/* Moves @text behind its next word; FALSE when there is none. */
static gboolean
take_word (const char **text,
           Word *word)
{
  const char *p = *text;
  guint n = 0;

  word_clear (word);

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dropped (c) || g_unichar_ismark (c))
        continue;

      if (!g_unichar_isalnum (c))
        {
          if (word->letters->len > 0)
            break;
          continue;
        }

      c = simplify (c);
      word->has_cyrillic |= c >= 0x0400 && c < 0x0530;
      word->has_latin |= c < 0x80 && g_ascii_isalpha ((char) c);

      if (++n <= MAX_WORD)
        g_string_append_unichar (word->letters, c);
    }

  *text = p;
  return word->letters->len > 0;
}

static const Rule *
find_rule (const Rule *rules,
           gsize n_rules,
           const char *at)
{
  for (gsize i = 0; i < n_rules; i++)
    if (g_str_has_prefix (at, rules[i].written))
      return &rules[i];

  return NULL;
}

/* One letter alone is nobody's beginning: it would find too many. */
static const Rule *
find_beginning (const Word *word,
                const char *at)
{
  if (at == word->letters->str && *g_utf8_next_char (at) == '\0')
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (strcmp (at, beginnings[i].written) == 0)
      return &beginnings[i];

  return NULL;
}

static const Rule *
choose_rule (const Word *word,
             const char *at)
{
  const Rule *rule = NULL;

  if (g_ascii_isdigit (*at))
    return word->has_latin || word->has_cyrillic
           ? find_rule (digit_rules, G_N_ELEMENTS (digit_rules), at)
           : NULL;

  if (word->has_cyrillic && word->has_latin)
    rule = find_rule (debris_rules, G_N_ELEMENTS (debris_rules), at);
  if (rule == NULL)
    rule = find_rule (cyrillic_rules, G_N_ELEMENTS (cyrillic_rules), at);
  if (rule == NULL)
    rule = find_rule (latin_rules, G_N_ELEMENTS (latin_rules), at);

  return rule;
}

static void
append_key (GString *key,
            const char *letters)
{
  for (; *letters != '\0'; letters++)
    {
      char last = key->len > 0 ? key->str[key->len - 1] : '\0';

      if (*letters == last && !g_ascii_isdigit (last))
        continue;

      /* ие and иё are one sound with е: Зиё, Ziyo, Zio. */
      if (*letters == 'e' && last == 'i')
        {
          g_string_truncate (key, key->len - 1);
          if (key->len > 0 && key->str[key->len - 1] == 'e')
            continue;
        }

      g_string_append_c (key, *letters);
    }
}

/* The key of a word when at its ambiguous places the bits of @choices are taken. */
static char *
make_key (const Word *word,
          guint choices,
          gboolean is_prefix,
          guint *n_choices)
{
  GString *key = g_string_sized_new (word->letters->len);
  const char *p = word->letters->str;

  *n_choices = 0;

  while (*p != '\0')
    {
      const Rule *beginning = is_prefix ? find_beginning (word, p) : NULL;
      const Rule *rule = beginning != NULL ? beginning : choose_rule (word, p);
      const char *written;

      if (rule == NULL)
        {
          g_string_append_unichar (key, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
          continue;
        }

      written = rule->key;
      if (rule->other != NULL && (*n_choices < MAX_CHOICES || beginning != NULL))
        {
          if (choices & (1u << *n_choices))
            written = rule->other;

          (*n_choices)++;
        }

      append_key (key, written);
      p += strlen (rule->written);
    }

  return g_string_free (key, FALSE);
}

static void
add_key (GPtrArray *keys,
         char *key)
{
  if (*key == '\0' || g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_free (key);
  else
    g_ptr_array_add (keys, key);
}

static void
add_keys (GPtrArray *keys,
          const Word *word,
          gboolean is_prefix)
{
  guint n_choices = 0;

  add_key (keys, make_key (word, 0, is_prefix, &n_choices));
  for (guint choices = 1; choices < (1u << n_choices); choices++)
    {
      guint same;

      add_key (keys, make_key (word, choices, is_prefix, &same));
    }
}

static char **
end_keys (GPtrArray *keys)
{
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (keys, FALSE);
}

/**
 * hz_search_key:
 * @text: a name or several words
 *
 * Returns: (transfer full): the likeliest key of each word, with spaces between; empty when there is
 *   no letter and no digit
 */
char *
hz_search_key (const char *text)
{
  g_autofree char *tidy = hz_text_tidy_line (text, HZ_TEXT_BLOCK_LIMIT, NULL);
  GString *key = g_string_new (NULL);
  Word word = { g_string_new (NULL), FALSE, FALSE };
  const char *p = tidy;

  while (take_word (&p, &word))
    {
      guint n_choices;
      g_autofree char *part = make_key (&word, 0, FALSE, &n_choices);

      if (*part == '\0')
        continue;
      if (key->len > 0)
        g_string_append_c (key, ' ');

      g_string_append (key, part);
    }

  g_string_free (word.letters, TRUE);

  return g_string_free (key, FALSE);
}

/**
 * hz_search_key_get_words:
 * @text: what is to be found later: a name, all names of a person
 *
 * Returns: (transfer full) (array zero-terminated=1): all keys of all its words, none twice, to be
 *   put into an index; and of neighbours written as one, because Абду Раҳмон is Абдураҳмон too
 */
char **
hz_search_key_get_words (const char *text)
{
  g_autofree char *tidy = hz_text_tidy_line (text, HZ_TEXT_BLOCK_LIMIT, NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *before = NULL;
  Word word = { g_string_new (NULL), FALSE, FALSE };
  const char *p = tidy;

  while (take_word (&p, &word))
    {
      guint n_choices;
      g_autofree char *key = make_key (&word, 0, FALSE, &n_choices);

      add_keys (keys, &word, FALSE);

      if (before != NULL)
        {
          GString *joined = g_string_new (before);

          append_key (joined, key);
          add_key (keys, g_string_free (joined, FALSE));
        }

      g_free (before);
      before = g_steal_pointer (&key);
    }

  g_string_free (word.letters, TRUE);

  return end_keys (g_steal_pointer (&keys));
}

/**
 * hz_search_key_get_queries:
 * @word: one word of a query
 * @is_prefix: whether it is still being typed, so that its last letter may be the first of two that
 *   are one sound
 *
 * Returns: (transfer full) (array zero-terminated=1): what to look for in an index of
 *   hz_search_key_get_words(), the likeliest first: any of them is a find, at its beginning when
 *   @is_prefix; empty when there is no letter and no digit
 */
char **
hz_search_key_get_queries (const char *word,
                           gboolean is_prefix)
{
  g_autofree char *tidy = hz_text_tidy_line (word, HZ_TEXT_LINE_LIMIT, NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  Word taken = { g_string_new (NULL), FALSE, FALSE };
  const char *p = tidy;

  while (take_word (&p, &taken))
    add_keys (keys, &taken, is_prefix && *p == '\0');

  g_string_free (taken.letters, TRUE);

  return end_keys (g_steal_pointer (&keys));
}

/* How far one word of a query is from one word of a text, both as written. */
static int
compare_words (const char *query,
               const char *word)
{
  g_autofree char *query_folded = g_utf8_casefold (query, -1);
  g_autofree char *word_folded = g_utf8_casefold (word, -1);
  g_autofree char *query_key = NULL;
  g_autofree char *word_key = NULL;
  g_auto (GStrv) query_keys = NULL;
  g_auto (GStrv) word_keys = NULL;
  int distance = HZ_SEARCH_KEY_FAR;

  if (strcmp (query_folded, word_folded) == 0)
    return 0;
  if (g_str_has_prefix (word_folded, query_folded))
    return 2;

  query_key = hz_search_key (query);
  word_key = hz_search_key (word);
  if (strcmp (query_key, word_key) == 0)
    return 1;
  if (*query_key != '\0' && g_str_has_prefix (word_key, query_key))
    return 3;

  query_keys = hz_search_key_get_queries (query, TRUE);
  word_keys = hz_search_key_get_words (word);
  for (guint i = 0; query_keys[i] != NULL; i++)
    for (guint j = 0; word_keys[j] != NULL; j++)
      {
        if (strcmp (query_keys[i], word_keys[j]) == 0)
          distance = MIN (distance, 2);
        else if (g_str_has_prefix (word_keys[j], query_keys[i]))
          distance = MIN (distance, 4);
      }

  return distance;
}

/**
 * hz_search_key_get_distance:
 * @query: what was typed
 * @text: what was found, as it is written
 *
 * Puts finds in order: written the same before sounding the same before beginning the same.
 *
 * Returns: 0 for all words of @query written so in @text, more the farther it is,
 *   %HZ_SEARCH_KEY_FAR and above when a word is not in it
 */
int
hz_search_key_get_distance (const char *query,
                            const char *text)
{
  g_auto (GStrv) queries = g_strsplit_set (query, " \t\n,", -1);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n,", -1);
  int sum = 0;

  for (guint i = 0; queries[i] != NULL; i++)
    {
      int nearest = HZ_SEARCH_KEY_FAR;

      if (*queries[i] == '\0')
        continue;

      for (guint j = 0; words[j] != NULL && nearest > 0; j++)
        if (*words[j] != '\0')
          nearest = MIN (nearest, compare_words (queries[i], words[j]));

      sum += nearest;
    }

  return sum;
}
