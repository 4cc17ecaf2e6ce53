/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-language.h"

#include <locale.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *own_name;
} languages[HZ_N_LANGUAGES] = {
  [HZ_LANGUAGE_TG] = { "tg", "Тоҷикӣ" },
  [HZ_LANGUAGE_RU] = { "ru", "Русский" },
  [HZ_LANGUAGE_EN] = { "en", "English" },
};

static HzLanguage interface_language = HZ_LANGUAGE_TG;

/**
 * hz_language_get_code:
 * @language: a language
 *
 * Returns: (transfer none): its ISO 639-1 code, as the catalogues and the settings name it
 */
const char *
hz_language_get_code (HzLanguage language)
{
  return languages[language].code;
}

/**
 * hz_language_get_own_name:
 * @language: a language
 *
 * Returns: (transfer none): its name in itself, for a choice that everybody must be able to read
 */
const char *
hz_language_get_own_name (HzLanguage language)
{
  return languages[language].own_name;
}

/**
 * hz_language_from_code:
 * @code: (nullable): an ISO 639-1 code, or a locale name that begins with one
 * @language: (out): the language; untouched when there is none
 *
 * Returns: whether @code names one of ours
 */
gboolean
hz_language_from_code (const char *code,
                       HzLanguage *language)
{
  if (code == NULL)
    return FALSE;

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    if (g_str_has_prefix (code, languages[i].code) && !g_ascii_isalpha (code[2]))
      {
        *language = (HzLanguage) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * hz_language_get_interface:
 *
 * Returns: the language the interface speaks now
 */
HzLanguage
hz_language_get_interface (void)
{
  return interface_language;
}

/**
 * hz_language_set_interface:
 * @language: the language to speak from now on
 *
 * Turns gettext to @language. What is already on the screen stays as it is: the caller builds its
 * widgets anew. To be called on the main thread only.
 *
 * gettext keeps the answers it has given; leaving the message locale and coming back makes it
 * forget them. In the locale "C" it never translates at all, hence "C.UTF-8".
 */
void
hz_language_set_interface (HzLanguage language)
{
  g_autofree char *locale = NULL;
  const char *current = setlocale (LC_MESSAGES, NULL);

  if (current == NULL || strcmp (current, "C") == 0 || strcmp (current, "POSIX") == 0)
    current = "C.UTF-8";

  locale = g_strdup (current);
  interface_language = language;
  g_setenv ("LANGUAGE", languages[language].code, TRUE);
  setlocale (LC_MESSAGES, "C");
  setlocale (LC_MESSAGES, locale);
}
