/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A looser key than that of search, under which two records are likely the same person: for
 * suggestions only, for it joins too much (Фарёд and Фарид).
 *
 * On top of the search key: Tajik о and Russian а are one (Раҳмон, Рахман), so are ф and п (Шариф,
 * Шарипов), и and е (Саид, Саед); a last х is mute (Абдуллоҳ); endings of surnames and patronymics
 * go (-ов, -зода, -ӣ, ...), and so do titles grown to a given name (-хон, -ҷон, -бону, -ой, -биби).
 */

#include "hz-name-key.h"

#include "hz-search-key.h"

#include <string.h>

/* What is left of a name has at least so many letters. */
#define SHORTEST_STEM 3

/* In the letters of the key where only о and а are joined: -ниё is not н and -ӣ, and ф does not melt
 * into -пур. Longer endings stand before shorter ones. */
static const char *const surname_endings[] = {
  "ovno", "evno", "ivno", "ovic", "evic", "ivic", "zodo", "zode", "zodi", "zod", "ovo", "evo", "ivo",
  "por", "for", "ov", "ev", "iv", "en", "in", "ne", "i",
};

static const char *const given_endings[] = {
  "bibi", "bono", "xon", "con", "oi",
};

/* Forms too far from each other for any rule. */
static const struct
{
  const char *form;
  const char *key;
} known_forms[] = {
  { "moxmod", "moxomod" },
  { "mokomid", "moxomod" },
  { "mokomod", "moxomod" },
  { "moxomid", "moxomod" },
};

static char *
loosen (const char *name)
{
  g_autofree char *key = hz_search_key (name);
  GString *loose = g_string_sized_new (strlen (key));

  for (const char *p = key; *p != '\0'; p++)
    {
      char c = *p;

      if (c == 'a')
        c = 'o';
      else if (c == ' ')
        continue;

      if (loose->len == 0 || loose->str[loose->len - 1] != c)
        g_string_append_c (loose, c);
    }

  return g_string_free (loose, FALSE);
}

/* Саид and Саед, Шариф and Шарип. */
static void
join_near_letters (char *key)
{
  char *end = key;

  for (const char *p = key; *p != '\0'; p++)
    {
      char c = *p == 'e' ? 'i' : *p == 'p' ? 'f' : *p;

      if (end == key || end[-1] != c)
        *end++ = c;
    }

  *end = '\0';
}

static gboolean
strip_ending (char *key,
              const char *ending)
{
  gsize length = strlen (key);
  gsize ending_length = strlen (ending);

  if (length < ending_length + SHORTEST_STEM || !g_str_has_suffix (key, ending))
    return FALSE;

  key[length - ending_length] = '\0';
  return TRUE;
}

static char *
stem (const char *name,
      const char *const *endings,
      gsize n_endings)
{
  char *key = loosen (name);

  for (gsize i = 0; i < n_endings; i++)
    if (strip_ending (key, endings[i]))
      break;

  strip_ending (key, "x");
  join_near_letters (key);

  for (guint i = 0; i < G_N_ELEMENTS (known_forms); i++)
    if (strcmp (key, known_forms[i].form) == 0)
      {
        g_free (key);
        return g_strdup (known_forms[i].key);
      }

  return key;
}

/**
 * hz_name_key_get_surname:
 * @surname: a surname or a patronymic
 *
 * Returns: (transfer full): its key, endings gone; possibly empty
 */
char *
hz_name_key_get_surname (const char *surname)
{
  return stem (surname, surname_endings, G_N_ELEMENTS (surname_endings));
}

/**
 * hz_name_key_get_given:
 * @given: a given name
 *
 * Returns: (transfer full): its key, titles gone; possibly empty
 */
char *
hz_name_key_get_given (const char *given)
{
  return stem (given, given_endings, G_N_ELEMENTS (given_endings));
}

/**
 * hz_name_key:
 * @surname: (nullable): surname
 * @given: (nullable): given name
 * @patronymic: (nullable): patronymic
 *
 * Returns: (transfer full) (nullable): the key of a person: given name, and surname, for which the
 *   patronymic stands in when there is none (many a surname is the father's name); %NULL when there
 *   is no given name or neither of the others, for then nothing can be told
 */
char *
hz_name_key (const char *surname,
             const char *given,
             const char *patronymic)
{
  g_autofree char *given_key = given != NULL ? hz_name_key_get_given (given) : g_strdup ("");
  g_autofree char *surname_key = surname != NULL ? hz_name_key_get_surname (surname) : g_strdup ("");

  if (*surname_key == '\0' && patronymic != NULL)
    {
      g_free (surname_key);
      surname_key = hz_name_key_get_surname (patronymic);
    }

  if (*given_key == '\0' || *surname_key == '\0')
    return NULL;

  return g_strconcat (given_key, " ", surname_key, NULL);
}
