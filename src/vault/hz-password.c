/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Passwords: how strong one is, and the one-time password of an invitation.
 *
 * Strength is judged by zxcvbn, which knows English words and Latin keyboards. A password in
 * Cyrillic is judged by the keys it is typed with, for that is how the common ones stand in lists
 * of leaked passwords (пароль is gfhjkm there), and by its length, 4 bits a letter at most: natural
 * text has less variety than its number of bytes suggests. Names of the person, the centre and its
 * clients, and the common words of this country, count as little as they are worth, in any spelling
 * and on any keyboard (hz-password-words.c).
 *
 * A one-time password is 16 digits, shown as four groups (4189 0211 7365 0042): digits stand on
 * every keyboard in the same place. 53 bits, of which each try costs one full derivation. Spaces
 * and hyphens between 16 digits do not count, there and in any other password of 16 digits.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-password.h"

#include <sodium.h>
#include <string.h>
#include <zxcvbn.h>

#include "hz-letter.h"

#define ONE_TIME_DIGITS 16
#define ONE_TIME_GROUP 4
#define LONGEST_RATED 100
#define BITS_PER_LETTER 4.0
#define ENOUGH_BITS 38.0
#define GOOD_BITS 52.0

/* Of what a guesser has a list of: some 60 names that matter and how they are written, 1,500 words. */
#define BITS_PER_NAME 6.0
#define BITS_PER_WORD 11.0
#define BITS_PER_SIGN 3.0

static char
get_latin_key (gunichar letter)
{
  static const char latin[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
  static const char russian[] = "йцукенгшщзхъфывапролджэячсмитьбюё";
  static const char tajik[] = "йқукенгшҳзхъфҷвапролджэячсмитӣбюё";
  const char *layouts[] = { russian, tajik };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      const char *key = latin;

      for (const char *p = layouts[i]; *p != '\0'; p = g_utf8_next_char (p), key++)
        if (g_utf8_get_char (p) == letter)
          return *key;
    }

  return '?';
}

static char *
to_latin_keys (const char *text,
               gboolean *changed)
{
  GString *keys = g_string_sized_new (2 * LONGEST_RATED);
  guint n = 0;

  *changed = FALSE;

  for (const char *p = text; *p != '\0' && n < LONGEST_RATED; p = g_utf8_next_char (p), n++)
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter >= 0x80)
        *changed = TRUE;

      g_string_append_c (keys, letter < 0x80 ? (char) letter
                                             : get_latin_key (g_unichar_tolower (letter)));
    }

  return g_string_free (keys, FALSE);
}

static void
wipe_text (char *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

/* By its keys alone: words of English and of leaked passwords, dates, rows of the keyboard. */
static double
count_key_bits (const char *password)
{
  const char *words[] = { "hamroz", "parol", NULL };
  gboolean is_cyrillic = FALSE;
  char *keys = to_latin_keys (password, &is_cyrillic);
  double bits = ZxcvbnMatch (keys, words, NULL);

  if (is_cyrillic)
    bits = MIN (bits, BITS_PER_LETTER * (double) strlen (keys));
  wipe_text (keys);

  return bits;
}

/* Signs do not stand in a search key. */
static guint
count_signs (const char *password)
{
  guint n_signs = 0;

  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_ispunct (g_utf8_get_char (p)))
      n_signs++;

  return n_signs;
}

/* When the words in it are no secret. */
static double
count_bits_beside (const HzPasswordWordsFound *found,
                   const char *password)
{
  return ZxcvbnMatch (found->rest, NULL, NULL) + BITS_PER_SIGN * count_signs (password)
         + BITS_PER_NAME * found->n_names + BITS_PER_WORD * found->n_common;
}

/**
 * hz_password_rate:
 * @password: as typed, UTF-8
 * @words: words that make it easy to guess
 * @has_word: (out) (optional): whether it holds a name of these, or a word typed on other keys, and is
 *   therefore not called good
 *
 * Returns: how strong it is
 */
HzPasswordStrength
hz_password_rate (const char *password,
                  HzPasswordWords *words,
                  gboolean *has_word)
{
  gboolean is_bound = FALSE;
  char *beginning;
  double bits;

  if (has_word != NULL)
    *has_word = FALSE;
  if (*password == '\0' || !g_utf8_validate (password, -1, NULL))
    return *password == '\0' ? HZ_PASSWORD_EMPTY : HZ_PASSWORD_WEAK;

  bits = count_key_bits (password);
  beginning = g_utf8_substring (password, 0, MIN (LONGEST_RATED, g_utf8_strlen (password, -1)));
  for (guint keys = 0; keys < HZ_N_PASSWORD_KEYS; keys++)
    {
      g_auto (HzPasswordWordsFound) found = { 0 };

      if (!hz_password_words_find (words, beginning, (HzPasswordKeys) keys, &found))
        continue;
      bits = MIN (bits, count_bits_beside (&found, beginning));
      is_bound = is_bound || found.n_names > 0 || keys != HZ_PASSWORD_KEYS_AS_TYPED;
    }
  wipe_text (beginning);

  if (has_word != NULL)
    *has_word = is_bound;
  if (bits < ENOUGH_BITS)
    return HZ_PASSWORD_WEAK;

  return bits < GOOD_BITS || is_bound ? HZ_PASSWORD_ENOUGH : HZ_PASSWORD_GOOD;
}

/**
 * hz_password_new_one_time:
 *
 * Returns: (transfer full): a password for an invitation's paper, in groups of four digits; ended
 *   by a zero, for hz_secret_get_text()
 */
HzSecret *
hz_password_new_one_time (void)
{
  char text[ONE_TIME_DIGITS + ONE_TIME_DIGITS / ONE_TIME_GROUP];
  HzSecret *password;
  gsize n = 0;

  for (guint i = 0; i < ONE_TIME_DIGITS; i++)
    {
      if (i > 0 && i % ONE_TIME_GROUP == 0)
        text[n++] = ' ';
      text[n++] = (char) ('0' + randombytes_uniform (10));
    }
  text[n] = '\0';

  password = hz_secret_new_password (text);
  sodium_memzero (text, sizeof text);

  return password;
}

/**
 * hz_password_canonicalize:
 * @password: as typed, from hz_secret_new_password()
 *
 * Returns: (transfer full): what is hashed: the same, or, when it is 16 digits with spaces or
 *   hyphens between them, the digits
 */
HzSecret *
hz_password_canonicalize (HzSecret *password)
{
  const guint8 *data = hz_secret_get_data (password);
  gsize length = hz_secret_get_length (password);
  char digits[ONE_TIME_DIGITS + 1] = { 0 };
  gsize n_digits = 0;
  HzSecret *canonical = NULL;

  for (gsize i = 0; i < length; i++)
    {
      gboolean is_digit = g_ascii_isdigit (data[i]);

      if ((!is_digit && data[i] != ' ' && data[i] != '-')
          || (is_digit && n_digits == ONE_TIME_DIGITS))
        {
          n_digits = 0;
          break;
        }

      if (is_digit)
        digits[n_digits++] = (char) data[i];
    }

  if (n_digits == ONE_TIME_DIGITS)
    canonical = hz_secret_new_password (digits);
  else
    canonical = hz_secret_ref (password);

  sodium_memzero (digits, sizeof digits);

  return canonical;
}

/* The letter that the same key gives on a Latin keyboard, 0 when none is known. */
static gunichar
turn_letter (gunichar letter)
{
  gunichar latin;

  if (letter < 0x80)
    return g_ascii_isalpha ((char) letter) ? 0 : letter;

  latin = hz_letter_to_latin_key (letter);

  return latin != 0 ? latin : g_unichar_toupper (hz_letter_to_latin_key (g_unichar_tolower (letter)));
}

/**
 * hz_password_to_latin_keys:
 * @password: a name or a password as typed, ended by a zero
 *
 * On a PC whose only keyboard layout is the Russian or the Tajik one nobody can type Latin letters;
 * the same keys can be pressed, though.
 *
 * Returns: (transfer full) (nullable): what the same keys give on a Latin keyboard; %NULL when there
 *   is no Cyrillic letter in it, or a letter that such a keyboard does not have
 */
HzSecret *
hz_password_to_latin_keys (HzSecret *password)
{
  const char *text = hz_secret_get_text (password);
  g_autoptr (HzSecret) turned = NULL;
  char *to;
  gboolean is_other = FALSE;

  if (!g_utf8_validate (text, (gssize) hz_secret_get_length (password), NULL))
    return NULL;

  /* A Latin letter takes no more bytes than a Cyrillic one. */
  turned = hz_secret_new (hz_secret_get_length (password) + 1);
  to = (char *) hz_secret_get_data (turned);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = turn_letter (g_utf8_get_char (at));

      if (letter == 0)
        return NULL;
      is_other = is_other || g_utf8_get_char (at) >= 0x80;
      *to++ = (char) letter;
    }
  *to = '\0';

  return is_other ? hz_secret_new_password ((const char *) hz_secret_get_data (turned)) : NULL;
}
