/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tables of letters. Each is two strings of the same length: what stands in the first becomes what
 * stands at the same place in the second.
 */

#include "hz-letter.h"

/* Letters that pre-Unicode Tajik fonts were drawn over. */
static const char legacy_from[] = "ўїќњљѓ";
static const char legacy_to[] = "ӯӣқҳҷғ";

/* The letters on a Latin keyboard and those of the Tajik standard layout on the same keys; the large
 * ones only where a Latin keyboard has signs. */
static const char latin_keys[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`-={}:\"<>~_+";
static const char tajik_keys[] = "йқукенгшҳзхъфҷвапролджэячсмитӣбюёғӯХЪЖЭБЮЁҒӮ";

/* The keys that differ between the Russian and the Tajik layout. */
static const char russian_keys[] = "ьыцщ-=";
static const char russian_to[] = "ӣҷқҳғӯ";

static const char twin_from[] = "гғиӣйкқуӯхҳчҷцщыь";
static const char twin_to[] = "ғгӣйиқкӯуҳхҷчқҳҷӣ";

static const char twin_tajik_from[] = "қцҳщҷыӣь";
static const char twin_tajik_to[] = "цқщҳыҷьӣ";

/* Latin letters that look like Cyrillic ones; each case by itself, for the shapes differ. */
static const char lookalike_latin[] = "aceopxykiīūȳķABCEHIKMOPTXYĪŪȲĶ";
static const char lookalike_cyrillic[] = "асеорхукиӣӯӯқАВСЕНИКМОРТХУӢӮӮҚ";

/* Cyrillic letters of other languages, and the Tajik ones they look like. */
static const char foreign_from[] = "іІїЇўЎќЌњЊљЉѓЃһҺӌӋҹҸӷӶүҮұҰӱӰӳӲӥӤӄӃӽӼ";
static const char foreign_to[] = "иИӣӢӯӮқҚҳҲҷҶғҒҳҲҷҶҷҶғҒӯӮӯӮӯӮӯӮӣӢқҚҳҲ";

/* The 35 letters of the alphabet (decree on orthography, 2021), and in between, where their sound
 * belongs, the four Russian ones that names keep. */
static const char alphabet[] = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя";

static gunichar
look_up (const char *from,
         const char *to,
         gunichar letter)
{
  for (; *from != '\0'; from = g_utf8_next_char (from), to = g_utf8_next_char (to))
    if (g_utf8_get_char (from) == letter)
      return g_utf8_get_char (to);

  return 0;
}

/**
 * hz_letter_from_legacy:
 * @lower: a small letter
 *
 * Returns: the Tajik letter an old font drew in its place, or 0
 */
gunichar
hz_letter_from_legacy (gunichar lower)
{
  return lower < 0x80 ? 0 : look_up (legacy_from, legacy_to, lower);
}

/**
 * hz_letter_from_latin_key:
 * @lower: a small letter or a sign of a Latin keyboard
 *
 * Returns: what its key gives on the Tajik layout, or 0
 */
gunichar
hz_letter_from_latin_key (gunichar lower)
{
  return look_up (latin_keys, tajik_keys, lower);
}

/**
 * hz_letter_from_russian_key:
 * @lower: a small letter or a sign of the Russian layout
 *
 * Returns: the Tajik letter its key gives on the Tajik layout, or 0 when it is the same
 */
gunichar
hz_letter_from_russian_key (gunichar lower)
{
  return look_up (russian_keys, russian_to, lower);
}

/**
 * hz_letter_to_latin_key:
 * @lower: a small letter of the Russian or the Tajik layout, or a large one on the key of a sign
 *
 * Returns: what its key gives on a Latin keyboard, or 0
 */
gunichar
hz_letter_to_latin_key (gunichar lower)
{
  gunichar tajik = look_up (russian_keys, russian_to, lower);

  return look_up (tajik_keys, latin_keys, tajik != 0 ? tajik : lower);
}

/**
 * hz_letter_get_twin:
 * @lower: a small letter
 *
 * Returns: the letter F2 turns it into, or 0
 */
gunichar
hz_letter_get_twin (gunichar lower)
{
  return look_up (twin_from, twin_to, lower);
}

/**
 * hz_letter_get_twin_tajik:
 * @lower: a small letter
 *
 * Returns: the letter F2 turns it into on a Tajik layout, where that differs, or 0
 */
gunichar
hz_letter_get_twin_tajik (gunichar lower)
{
  return look_up (twin_tajik_from, twin_tajik_to, lower);
}

/**
 * hz_letter_is_foreign:
 * @letter: a letter
 *
 * Returns: whether it is a Cyrillic letter of another language that looks like a Tajik one
 */
gboolean
hz_letter_is_foreign (gunichar letter)
{
  return look_up (foreign_from, foreign_to, letter) != 0;
}

/**
 * hz_letter_get_cyrillic_lookalike:
 * @letter: a Latin letter, or a Cyrillic one of another language
 *
 * Returns: the Tajik letter that looks like it, or 0
 */
gunichar
hz_letter_get_cyrillic_lookalike (gunichar letter)
{
  gunichar found = look_up (lookalike_latin, lookalike_cyrillic, letter);

  return found != 0 ? found : look_up (foreign_from, foreign_to, letter);
}

/**
 * hz_letter_get_latin_lookalike:
 * @letter: a Cyrillic letter
 *
 * Returns: the Latin letter that looks like it, or 0
 */
gunichar
hz_letter_get_latin_lookalike (gunichar letter)
{
  return look_up (lookalike_cyrillic, lookalike_latin, letter);
}

/**
 * hz_letter_get_place:
 * @lower: a small letter
 *
 * Returns: its place in the alphabet, from 0 to %HZ_LETTER_ALPHABET_LENGTH less 1; -1 when it is not
 *   in it
 */
int
hz_letter_get_place (gunichar lower)
{
  int place = 0;

  for (const char *p = alphabet; *p != '\0'; p = g_utf8_next_char (p), place++)
    if (g_utf8_get_char (p) == lower)
      return place;

  return -1;
}
