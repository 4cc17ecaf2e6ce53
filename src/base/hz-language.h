/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzLanguage:
 * @HZ_LANGUAGE_TG: Tajik
 * @HZ_LANGUAGE_RU: Russian
 * @HZ_LANGUAGE_EN: English
 *
 * The three languages of the program. The interface speaks one of them at a time; a letter speaks
 * its own, whatever the interface speaks.
 */
typedef enum
{
  HZ_LANGUAGE_TG,
  HZ_LANGUAGE_RU,
  HZ_LANGUAGE_EN,
} HzLanguage;

#define HZ_N_LANGUAGES 3

const char *hz_language_get_code (HzLanguage language);
const char *hz_language_get_own_name (HzLanguage language);
gboolean hz_language_from_code (const char *code,
                                HzLanguage *language);

HzLanguage hz_language_get_interface (void);
void hz_language_set_interface (HzLanguage language);

G_END_DECLS
