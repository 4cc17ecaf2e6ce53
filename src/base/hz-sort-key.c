/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The order of the Tajik alphabet as text that compares byte by byte, so that SQL can sort and page
 * by it without a collation of its own.
 *
 *   0x20        between words
 *   0x30-0x39   digits
 *   0x3a-0x60   the 39 Cyrillic letters, in the order of hz-letter.c
 *   0x61-0x7a   Latin letters, without their marks
 *
 * Case, hyphens, apostrophes and everything else do not count.
 */

#include "hz-sort-key.h"

#include "hz-letter.h"
#include "hz-text.h"

#include <string.h>

#define FIRST_LETTER_BYTE 0x3a

static char
get_weight (gunichar c)
{
  gunichar lower = g_unichar_tolower (c);
  gunichar mended = hz_letter_from_legacy (lower);
  gunichar parts[4];
  int place;

  if (mended != 0)
    lower = mended;

  place = hz_letter_get_place (lower);
  if (place >= 0)
    return (char) (FIRST_LETTER_BYTE + place);

  if (g_unichar_fully_decompose (lower, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    lower = parts[0];

  if (lower < 0x80 && g_ascii_isalnum ((char) lower))
    return (char) lower;

  return '\0';
}

/**
 * hz_sort_key:
 * @text: a name, or several with spaces between
 *
 * Returns: (transfer full): printable ASCII whose bytewise order is that of the alphabet; empty
 *   for a text without letters and digits
 */
char *
hz_sort_key (const char *text)
{
  g_autofree char *tidy = hz_text_tidy_line (text, HZ_TEXT_BLOCK_LIMIT, NULL);
  GString *key = g_string_sized_new (strlen (tidy));
  gboolean is_between = FALSE;

  for (const char *p = tidy; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char weight = get_weight (c);

      if (weight == '\0')
        {
          is_between |= c == ' ';
          continue;
        }

      if (is_between && key->len > 0)
        g_string_append_c (key, ' ');

      is_between = FALSE;
      g_string_append_c (key, weight);
    }

  return g_string_free (key, FALSE);
}

/**
 * hz_sort_key_collate:
 * @a: a text
 * @b: another
 *
 * Returns: below, at or above 0, by the alphabet; texts that differ in nothing it knows are told
 *   apart by their bytes
 */
int
hz_sort_key_collate (const char *a,
                     const char *b)
{
  g_autofree char *a_key = hz_sort_key (a);
  g_autofree char *b_key = hz_sort_key (b);
  int order = strcmp (a_key, b_key);

  return order != 0 ? order : strcmp (a, b);
}
