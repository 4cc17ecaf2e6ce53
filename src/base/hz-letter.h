/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_LETTER_ALPHABET_LENGTH 39

gunichar hz_letter_from_legacy (gunichar lower);
gunichar hz_letter_from_latin_key (gunichar lower);
gunichar hz_letter_from_russian_key (gunichar lower);
gunichar hz_letter_to_latin_key (gunichar lower);
gunichar hz_letter_get_twin (gunichar lower);
gunichar hz_letter_get_twin_tajik (gunichar lower);

gboolean hz_letter_is_foreign (gunichar letter);
gunichar hz_letter_get_cyrillic_lookalike (gunichar letter);
gunichar hz_letter_get_latin_lookalike (gunichar letter);

int hz_letter_get_place (gunichar lower);

G_END_DECLS
