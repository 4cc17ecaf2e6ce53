/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-client-spelling.h"

#include <string.h>

/* Tajik letters as a Russian keyboard gives them. */
static const char *const russian[][2] = {
  { "ғ", "г" }, { "ӣ", "и" }, { "қ", "к" }, { "ӯ", "у" }, { "ҳ", "х" }, { "ҷ", "ч" },
};

/* As passports write it; a longer spelling stands before a shorter one. */
static const char *const latin[][2] = {
  { "а", "a" }, { "б", "b" }, { "в", "v" }, { "г", "g" }, { "ғ", "gh" }, { "д", "d" },
  { "е", "e" }, { "ё", "yo" }, { "ж", "zh" }, { "з", "z" }, { "и", "i" }, { "ӣ", "i" },
  { "й", "y" }, { "к", "k" }, { "қ", "q" }, { "л", "l" }, { "м", "m" }, { "н", "n" },
  { "о", "o" }, { "п", "p" }, { "р", "r" }, { "с", "s" }, { "т", "t" }, { "у", "u" },
  { "ӯ", "u" }, { "ф", "f" }, { "х", "kh" }, { "ҳ", "h" }, { "ц", "ts" }, { "ч", "ch" },
  { "ҷ", "j" }, { "ш", "sh" }, { "щ", "sh" }, { "ъ", "" }, { "ы", "i" }, { "ь", "" },
  { "э", "e" }, { "ю", "yu" }, { "я", "ya" },
};

static const char *const tajik[][2] = {
  { "shch", "щ" }, { "dzh", "ҷ" }, { "gh", "ғ" }, { "kh", "х" }, { "sh", "ш" }, { "ch", "ч" },
  { "zh", "ж" }, { "ts", "с" }, { "yo", "ё" }, { "yu", "ю" }, { "ya", "я" }, { "dj", "ҷ" },
  { "a", "а" }, { "b", "б" }, { "c", "к" }, { "d", "д" }, { "e", "е" }, { "f", "ф" },
  { "g", "г" }, { "h", "ҳ" }, { "i", "и" }, { "j", "ҷ" }, { "k", "к" }, { "l", "л" },
  { "m", "м" }, { "n", "н" }, { "o", "о" }, { "p", "п" }, { "q", "қ" }, { "r", "р" },
  { "s", "с" }, { "t", "т" }, { "u", "у" }, { "v", "в" }, { "w", "в" }, { "x", "х" },
  { "y", "й" }, { "z", "з" },
};

static char *
respell (const char *text,
         const char *const (*rules)[2],
         gsize n_rules)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *end = g_utf8_next_char (p);
      gsize i;

      for (i = 0; i < n_rules && !g_str_has_prefix (p, rules[i][0]); i++)
        ;

      if (i < n_rules)
        {
          g_string_append (result, rules[i][1]);
          p += strlen (rules[i][0]);
        }
      else
        {
          g_string_append_len (result, p, end - p);
          p = end;
        }
    }

  return g_string_free (result, FALSE);
}

static void
add_other (GPtrArray *spellings,
           const char *typed,
           char *spelling)
{
  if (strcmp (spelling, typed) == 0
      || g_ptr_array_find_with_equal_func (spellings, spelling, g_str_equal, NULL))
    g_free (spelling);
  else
    g_ptr_array_add (spellings, spelling);
}

/**
 * hz_client_spelling_list:
 * @text: what was typed
 *
 * Returns: (transfer full) (array zero-terminated=1): other spellings, as the person is shown them
 */
char **
hz_client_spelling_list (const char *text)
{
  g_autoptr (GPtrArray) spellings = g_ptr_array_new ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);

  add_other (spellings, lower, respell (lower, russian, G_N_ELEMENTS (russian)));
  add_other (spellings, lower, respell (lower, latin, G_N_ELEMENTS (latin)));
  add_other (spellings, lower, respell (lower, tajik, G_N_ELEMENTS (tajik)));

  g_ptr_array_add (spellings, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&spellings), FALSE);
}
