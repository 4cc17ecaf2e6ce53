/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Telephone numbers. Kept is "+" and digits where the country is known, else the digits as typed,
 * else (an extension, a word) the text as typed. Tajik numbers have nine digits after +992; eleven
 * digits that begin with 8 or +7 are Russian, as migrants' numbers are.
 */

#include "hz-phone.h"

#include "hz-text.h"

#include <string.h>

#define TAJIK_CODE "+992"
#define TAJIK_DIGITS 9
#define RUSSIAN_CODE "+7"
#define RUSSIAN_DIGITS 10
#define MATCH_DIGITS 9
#define FEWEST_MATCH_DIGITS 5
#define MOST_DIGITS 15

/* The digits of @text, or NULL if it holds anything that is no part of a number. */
static char *
take_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isdigit ((char) c))
        g_string_append_c (digits, (char) c);
      else if (c != '+' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/'
               && c != 0x2010 && c != 0x2011 && c != 0x2013 && !g_unichar_isspace (c))
        return g_string_free (digits, TRUE), NULL;
    }

  return g_string_free (digits, FALSE);
}

/**
 * hz_phone_tidy:
 * @typed: what was typed
 *
 * Returns: (transfer full): the number as it is kept: +992901234567, +79161234567, other digits as
 *   they are, or the tidied text if it is not only a number; empty when nothing was typed
 */
char *
hz_phone_tidy (const char *typed)
{
  g_autofree char *text = hz_text_tidy_line (typed, G_MAXSIZE, NULL);
  g_autofree char *digits = take_digits (text);
  gboolean has_prefix;
  gboolean is_international;
  const char *number;
  gsize n;

  if (digits == NULL || *digits == '\0' || strlen (digits) > MOST_DIGITS + 2)
    return g_steal_pointer (&text);

  /* No country's code begins with a zero. */
  has_prefix = g_str_has_prefix (digits, "00") && digits[2] > '0';
  is_international = *text == '+' || has_prefix;
  number = has_prefix ? digits + 2 : digits;
  n = strlen (number);

  if (n == TAJIK_DIGITS && !is_international)
    return g_strconcat (TAJIK_CODE, number, NULL);
  if (n == strlen (TAJIK_CODE) - 1 + TAJIK_DIGITS && g_str_has_prefix (number, TAJIK_CODE + 1))
    return g_strconcat ("+", number, NULL);
  if (n == 1 + RUSSIAN_DIGITS && (*number == '7' || (*number == '8' && !is_international)))
    return g_strconcat (RUSSIAN_CODE, number + 1, NULL);

  return is_international ? g_strconcat ("+", number, NULL) : g_strdup (number);
}

static gboolean
is_country (const char *phone,
            const char *code,
            gsize n_digits)
{
  return g_str_has_prefix (phone, code) && strlen (phone) == strlen (code) + n_digits
         && strspn (phone + 1, "0123456789") == strlen (phone) - 1;
}

/**
 * hz_phone_group:
 * @phone: a number as it is kept
 *
 * Returns: (transfer full): the number as it is shown: +992 90 123 4567, +7 916 123 45 67; others
 *   as they are
 */
char *
hz_phone_group (const char *phone)
{
  if (is_country (phone, TAJIK_CODE, TAJIK_DIGITS))
    return g_strdup_printf ("%.4s %.2s %.3s %s", phone, phone + 4, phone + 6, phone + 9);
  if (is_country (phone, RUSSIAN_CODE, RUSSIAN_DIGITS))
    return g_strdup_printf ("%.2s %.3s %.3s %.2s %s", phone, phone + 2, phone + 5, phone + 8,
                            phone + 10);

  return g_strdup (phone);
}

/**
 * hz_phone_mask:
 * @phone: a number as it is kept
 *
 * Returns: (transfer full): the number as it is shown, its digits dots but for the last two
 */
char *
hz_phone_mask (const char *phone)
{
  g_autofree char *grouped = hz_phone_group (phone);
  GString *masked = g_string_new (NULL);
  glong length = g_utf8_strlen (grouped, -1);
  glong i = 0;

  for (const char *p = grouped; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (masked, i < length - 2 && g_unichar_isalnum (c) ? 0x2022 : c);
    }

  return g_string_free (masked, FALSE);
}

/**
 * hz_phone_get_match_key:
 * @phone: a number as it is kept, or as typed
 *
 * Returns: (transfer full) (nullable): its last nine digits, by which two ways of writing one number
 *   are the same; %NULL when there are too few digits to tell
 */
char *
hz_phone_get_match_key (const char *phone)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);

  if (digits->len < FEWEST_MATCH_DIGITS)
    return g_string_free (digits, TRUE), NULL;
  if (digits->len > MATCH_DIGITS)
    g_string_erase (digits, 0, (gssize) (digits->len - MATCH_DIGITS));

  return g_string_free (digits, FALSE);
}

/**
 * hz_phone_is_complete:
 * @phone: a number as it is kept
 *
 * Returns: whether it has the length of its country's numbers; when not, the field says so, and
 *   keeps it all the same
 */
gboolean
hz_phone_is_complete (const char *phone)
{
  gsize n = strlen (phone);

  if (*phone != '+' || strspn (phone + 1, "0123456789") != n - 1)
    return FALSE;
  if (g_str_has_prefix (phone, TAJIK_CODE))
    return is_country (phone, TAJIK_CODE, TAJIK_DIGITS);
  if (g_str_has_prefix (phone, RUSSIAN_CODE))
    return is_country (phone, RUSSIAN_CODE, RUSSIAN_DIGITS);

  return n > 8 && n <= MOST_DIGITS + 1;
}
