/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-language.h"

static void
test_codes (void)
{
  HzLanguage language = HZ_LANGUAGE_EN;

  g_assert_true (hz_language_from_code ("tg_TJ.UTF-8", &language));
  g_assert_cmpint (language, ==, HZ_LANGUAGE_TG);
  g_assert_true (hz_language_from_code ("ru", &language));
  g_assert_cmpint (language, ==, HZ_LANGUAGE_RU);
  g_assert_false (hz_language_from_code ("rus", &language));
  g_assert_false (hz_language_from_code ("", &language));
  g_assert_false (hz_language_from_code (NULL, &language));
  g_assert_cmpint (language, ==, HZ_LANGUAGE_RU);

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_assert_true (hz_language_from_code (hz_language_get_code (i), &language));
      g_assert_cmpint (language, ==, (HzLanguage) i);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/language/codes", test_codes);

  return g_test_run ();
}
