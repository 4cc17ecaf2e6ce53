/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-text.h"

#include "hz-letter.h"

#include <string.h>

/* Marks that steer the direction of writing or join nothing visible; they come along with a paste,
 * and would make two equal names differ. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00ad || c == 0x061c || c == 0x180e || (c >= 0x200b && c <= 0x200f)
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff
         || (c >= 0xfff9 && c <= 0xfffb);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

/* Composes letters and marks, which may have come together only when @text lost what stood between. */
static GString *
compose (GString *text)
{
  g_autofree char *composed = g_utf8_normalize (text->str, (gssize) text->len, G_NORMALIZE_NFC);

  return g_string_assign (text, composed);
}

/* Shortens to @limit characters, not between a letter and its mark. */
static gboolean
cut_to_limit (GString *text,
              gsize limit)
{
  const char *p = text->str;
  const char *end;

  for (gsize n = 0; *p != '\0' && n < limit; n++)
    p = g_utf8_next_char (p);

  if (*p == '\0')
    return FALSE;

  end = p;
  while (end > text->str && g_unichar_ismark (g_utf8_get_char (end)))
    end = g_utf8_prev_char (end);

  g_string_truncate (text, (gsize) (end - text->str));
  return TRUE;
}

static void
strip_end (GString *text)
{
  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
}

/**
 * hz_text_tidy_line:
 * @text: what was typed or pasted into a field of one line
 * @limit: how many characters may remain
 * @cut: (out) (optional): whether it was longer
 *
 * Brings a line into the form in which it is kept: valid UTF-8 in NFC, line breaks, tabs and runs of
 * spaces made one space, none at the ends, nothing invisible.
 *
 * Returns: (transfer full): the line, possibly empty
 */
char *
hz_text_tidy_line (const char *text,
                   gsize limit,
                   gboolean *cut)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *tidy = g_string_sized_new (strlen (valid));
  gboolean space = FALSE;
  gboolean was_cut;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        {
          space = TRUE;
        }
      else if (!is_invisible (c))
        {
          if (space && tidy->len > 0)
            g_string_append_c (tidy, ' ');

          space = FALSE;
          g_string_append_unichar (tidy, c);
        }
    }

  was_cut = cut_to_limit (compose (tidy), limit);
  strip_end (tidy);

  if (cut != NULL)
    *cut = was_cut;

  return g_string_free (tidy, FALSE);
}

/**
 * hz_text_tidy_block:
 * @text: what was typed or pasted into a field of several lines
 * @limit: how many characters may remain
 * @cut: (out) (optional): whether it was longer
 *
 * Like hz_text_tidy_line(), but keeps line breaks (as "\n"), tabs and spaces within.
 *
 * Returns: (transfer full): the text, possibly empty
 */
char *
hz_text_tidy_block (const char *text,
                    gsize limit,
                    gboolean *cut)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *tidy = g_string_sized_new (strlen (valid));
  gboolean was_cut;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (tidy, '\n');
        }
      else if (c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v' || c == 0x85)
        {
          g_string_append_c (tidy, '\n');
        }
      else if (c == '\n' || c == '\t' || (!g_unichar_iscntrl (c) && !is_invisible (c)))
        {
          g_string_append_unichar (tidy, c);
        }
    }

  was_cut = cut_to_limit (compose (tidy), limit);
  strip_end (tidy);

  if (cut != NULL)
    *cut = was_cut;

  return g_string_free (tidy, FALSE);
}

/**
 * hz_text_capitalize:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text with a large first letter
 */
char *
hz_text_capitalize (const char *text)
{
  GString *result = g_string_new (NULL);

  if (*text == '\0')
    return g_string_free (result, FALSE);

  g_string_append_unichar (result, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append (result, g_utf8_next_char (text));

  return g_string_free (result, FALSE);
}

/**
 * hz_text_initials:
 * @surname: (nullable): a surname
 * @given: (nullable): a given name
 *
 * Returns: (transfer full): their first letters, large; empty when there is neither
 */
char *
hz_text_initials (const char *surname,
                  const char *given)
{
  const char *parts[] = { surname, given };
  GString *initials = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && g_unichar_isalnum (g_utf8_get_char (parts[i])))
      g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (parts[i])));

  return g_string_free (initials, FALSE);
}

static gunichar
map_letter (gunichar letter,
            gunichar (*map) (gunichar lower))
{
  gunichar lower = g_unichar_tolower (letter);
  gunichar mapped = map (lower);

  if (mapped == 0)
    return 0;

  return lower == letter ? mapped : g_unichar_toupper (mapped);
}

/* Applies @map to each character; NULL when nothing changes. */
static char *
map_text (const char *text,
          gunichar (*map) (gunichar lower))
{
  GString *result = g_string_new (NULL);
  gboolean changed = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar mapped = map_letter (c, map);

      changed |= mapped != 0;
      g_string_append_unichar (result, mapped != 0 ? mapped : c);
    }

  if (!changed)
    return g_string_free (result, TRUE), NULL;

  return g_string_free (result, FALSE);
}

/**
 * hz_text_mend_legacy:
 * @text: UTF-8
 *
 * Before Unicode, Tajik fonts drew their letters in the places of Serbian, Macedonian and Ukrainian
 * ones, and text set in them still comes out of Word: «Љумњурї».
 *
 * Returns: (transfer full) (nullable): @text with Tajik letters in their place; %NULL when it has
 *   none of these
 */
char *
hz_text_mend_legacy (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  return composed != NULL ? map_text (composed, hz_letter_from_legacy) : NULL;
}

static gboolean
is_cyrillic (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_CYRILLIC;
}

static gboolean
is_latin (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

/* Appends one word to @result, corrected if it is mixed and all its strangers have a look-alike. */
static gboolean
mend_word (const char *word,
           const char *end,
           GString *result)
{
  guint n_cyrillic = 0;
  guint n_latin = 0;
  gboolean to_latin;
  g_autoptr (GString) mended = g_string_new (NULL);

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_cyrillic += is_cyrillic (c) ? 1 : 0;
      n_latin += is_latin (c) ? 1 : 0;
    }

  to_latin = n_latin > n_cyrillic;

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar twin = c;

      if (to_latin && is_cyrillic (c))
        twin = n_cyrillic > 0 ? hz_letter_get_latin_lookalike (c) : c;
      else if (!to_latin && n_cyrillic > 0 && (is_latin (c) || hz_letter_is_foreign (c)))
        twin = hz_letter_get_cyrillic_lookalike (c);

      if (twin == 0)
        {
          g_string_append_len (result, word, end - word);
          return FALSE;
        }

      g_string_append_unichar (mended, twin);
    }

  g_string_append_len (result, mended->str, (gssize) mended->len);
  return (gsize) (end - word) != mended->len || memcmp (word, mended->str, mended->len) != 0;
}

/**
 * hz_text_mend_lookalikes:
 * @text: UTF-8
 *
 * Finds words in which Latin letters stand among Cyrillic ones (or the other way about, when there
 * are more of those), and Cyrillic letters of other languages that look like Tajik ones.
 *
 * Returns: (transfer full) (nullable): @text as it was probably meant; %NULL when nothing is wrong,
 *   or no correction is known
 */
char *
hz_text_mend_lookalikes (const char *text)
{
  GString *result = g_string_new (NULL);
  gboolean changed = FALSE;
  const char *p = text;

  while (*p != '\0')
    {
      const char *word = p;

      while (*p != '\0'
             && (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);

      if (p > word)
        {
          changed |= mend_word (word, p, result);
        }
      else
        {
          p = g_utf8_next_char (p);
          g_string_append_len (result, word, p - word);
        }
    }

  if (!changed)
    return g_string_free (result, TRUE), NULL;

  return g_string_free (result, FALSE);
}

/**
 * hz_text_mend_layout:
 * @text: UTF-8, a query nothing was found for
 *
 * Guesses what was meant by keys pressed on the wrong layout: a text in Latin letters as if typed on
 * the Tajik layout; else the keys of the Tajik letters as if pressed on the Russian one.
 *
 * Returns: (transfer full) (nullable): the other reading; %NULL when it is the same
 */
char *
hz_text_mend_layout (const char *text)
{
  gboolean has_cyrillic = FALSE;
  gboolean has_latin = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      has_cyrillic |= is_cyrillic (g_utf8_get_char (p));
      has_latin |= is_latin (g_utf8_get_char (p));
    }

  if (has_latin && !has_cyrillic)
    return map_text (text, hz_letter_from_latin_key);
  if (has_cyrillic)
    return map_text (text, hz_letter_from_russian_key);

  return NULL;
}

/**
 * hz_text_get_twin:
 * @letter: the letter before the cursor
 *
 * Returns: what F2 makes of it: к and қ, г and ғ, х and ҳ, ч and ҷ, у and ӯ turn into each other, и
 *   into ӣ, ӣ into й, й into и; ц щ ы ь, which stand on the keys of Tajik letters, into those.
 *   0 when it has no twin. Case is kept.
 */
gunichar
hz_text_get_twin (gunichar letter)
{
  return map_letter (letter, hz_letter_get_twin);
}

/**
 * hz_text_get_twin_tajik:
 * @letter: the letter before the cursor
 *
 * Returns: what F2 makes of it on a Tajik layout, which lacks the Russian letters: қ and ц, ҳ and щ,
 *   ҷ and ы, ӣ and ь turn into each other; all others as in hz_text_get_twin()
 */
gunichar
hz_text_get_twin_tajik (gunichar letter)
{
  gunichar twin = map_letter (letter, hz_letter_get_twin_tajik);

  return twin != 0 ? twin : hz_text_get_twin (letter);
}
