/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-kdf.h"
#include "hz-password.h"

static HzPasswordWords *
make_words (void)
{
  HzPasswordWords *words = hz_password_words_new ();

  hz_password_words_add (words, "nigora.sattorova");
  hz_password_words_add (words, "Нигора");
  hz_password_words_add (words, "Маркази «Роҳнамо»");
  hz_password_words_add (words, "Раҷабова Қурбонгул");
  hz_password_words_add (words, NULL);

  return words;
}

static void
test_strength (void)
{
  static const char *const weak[] = {
    "a", "password1", "qwerty123", "hamroz-demo", "hamroz2026", "пароль", "пароль123", "йцукен12",
    "12345678", "\xff\xfe", "Нигора", "nigora.sattorova",
  };
  static const char *const enough[] = {
    "кӯҳ дарё офтоб нон", "correct horse battery staple", "4189 0211 7365 0042", "vX9#qLw2!mZ",
  };
  g_autoptr (HzPasswordWords) words = make_words ();

  g_assert_cmpint (hz_password_rate ("", words, NULL), ==, HZ_PASSWORD_EMPTY);

  for (guint i = 0; i < G_N_ELEMENTS (weak); i++)
    g_assert_cmpint (hz_password_rate (weak[i], words, NULL), ==, HZ_PASSWORD_WEAK);

  for (guint i = 0; i < G_N_ELEMENTS (enough); i++)
    g_assert_cmpint (hz_password_rate (enough[i], words, NULL), >=, HZ_PASSWORD_ENOUGH);
}

/* Names in any spelling, and words in any spelling and on any keyboard: weak by themselves and with
 * what people put behind them, and never good. */
static void
test_words (void)
{
  static const char *const weak[] = {
    "Нигора2026", "нигора!2026", "Nigora-1986", "ybujhf2026", "Сатторова123", "sattorova_86",
    "Роҳнамо2026!", "рохнамо2026", "rohnamo!!99", "hj[yfvj2026", "Қурбонгул86", "Qurbongul-86",
    "Kurbongul1986", "weh,jyuek86", "reh,jyuek86", "Раджабова1986!", "Rajabova1986!",
    "любимая2020", "k.,bvfz2020", "солнышко!1", "cjkysirj!1", "Таджикистан1", "Nf;brbcnfy1",
    "модарҷон1", "janj,2001", "хуршед2001", "[ehitl2001", "Душанбе-2026", "leify,t-2026",
    "модар падар", "vjlfh gflfh",
  };
  static const char *const bound[] = {
    "Нигора vX9#qLw2!mZ", "Qurbongul-86-tK4%wpZ8_", "vX9#qLw2!mZ k.,bvfz",
  };
  static const char *const good[] = {
    "vX9#qLw2!mZ", "correct horse battery staple", "шамъ ва китоби куҳнаи паси дари кабуд",
  };
  g_autoptr (HzPasswordWords) words = make_words ();
  gboolean has_word = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (weak); i++)
    {
      g_test_message ("%s", weak[i]);
      g_assert_cmpint (hz_password_rate (weak[i], words, NULL), ==, HZ_PASSWORD_WEAK);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    {
      g_test_message ("%s", bound[i]);
      g_assert_cmpint (hz_password_rate (bound[i], words, &has_word), ==, HZ_PASSWORD_ENOUGH);
      g_assert_true (has_word);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_cmpint (hz_password_rate (good[i], words, &has_word), ==, HZ_PASSWORD_GOOD);
      g_assert_false (has_word);
    }
}

static void
test_long (void)
{
  g_autofree char *same = g_strnfill (10000, 'a');
  g_autoptr (HzPasswordWords) words = hz_password_words_new ();

  g_assert_cmpint (hz_password_rate (same, words, NULL), ==, HZ_PASSWORD_WEAK);
}

static void
assert_keys (const char *typed,
             const char *expected)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (typed);
  g_autoptr (HzSecret) turned = hz_password_to_latin_keys (password);

  if (expected == NULL)
    g_assert_null (turned);
  else
    g_assert_cmpstr (hz_secret_get_text (turned), ==, expected);
}

static void
test_latin_keys (void)
{
  assert_keys ("куcузешщт", NULL); /* its c is Latin: not one keyboard */
  assert_keys ("кусузешщт", "reception");
  assert_keys ("кусузешҳт", "reception");
  assert_keys ("рфькщя-вуьщ", "hamroz-demo");
  assert_keys ("рфӣкҳяғвуӣҳ", "hamroz-demo");
  assert_keys ("Фкщ 12", "Aro 12");
  assert_keys ("ХЪЖЭБЮЁ", "{}:\"<>~"); /* large letters, but signs */
  assert_keys ("хъжэбюё", "[];',.`");
  assert_keys ("ғҒӯӮ", "-_=+");
  assert_keys ("hamroz-demo", NULL);
  assert_keys ("", NULL);
  assert_keys ("語", NULL);
}

static void
assert_canonical (const char *typed,
                  const char *expected)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (typed);
  g_autoptr (HzSecret) canonical = hz_password_canonicalize (password);

  g_assert_cmpuint (hz_secret_get_length (canonical), ==, strlen (expected));
  g_assert_cmpmem (hz_secret_get_data (canonical), hz_secret_get_length (canonical), expected,
                   strlen (expected));
}

static void
test_one_time (void)
{
  g_autoptr (HzSecret) one = hz_password_new_one_time ();
  g_autoptr (HzSecret) two = hz_password_new_one_time ();

  g_assert_cmpuint (strlen (hz_secret_get_text (one)), ==, 19);
  g_assert_false (hz_secret_equal (one, two));

  assert_canonical ("4189 0211 7365 0042", "4189021173650042");
  assert_canonical ("4189-0211-73650042", "4189021173650042");
  assert_canonical ("4189021173650042", "4189021173650042");
  assert_canonical ("4189 0211 7365 004", "4189 0211 7365 004");
  assert_canonical ("4189 0211 7365 00421", "4189 0211 7365 00421");
  assert_canonical ("4189 0211 7365 004a", "4189 0211 7365 004a");
  assert_canonical ("two words", "two words");
}

static HzSecret *
derive (const char *login,
        const char *password)
{
  static const guint8 salt[HZ_SALT_BYTES] = { 1, 2, 3 };
  g_autoptr (HzSecret) secret = hz_secret_new_password (password);

  return hz_kdf_login_root (login, secret, salt, HZ_KDF_COST_LEAST, NULL);
}

/* The same name and password from every keyboard. */
static void
test_root (void)
{
  g_autoptr (HzSecret) root = derive ("Нӣгора", "кӯҳ");
  g_autoptr (HzSecret) decomposed = derive ("  н\xd0\xb8\xcc\x84гора ", "к\xd1\x83\xcc\x84ҳ");
  g_autoptr (HzSecret) other_login = derive ("Нигора", "кӯҳ");
  g_autoptr (HzSecret) other_password = derive ("Нӣгора", "Кӯҳ");

  g_assert_true (hz_secret_equal (root, decomposed));
  g_assert_false (hz_secret_equal (root, other_login));
  g_assert_false (hz_secret_equal (root, other_password));
}

static void
test_cost (void)
{
  g_assert_true (hz_kdf_cost_is_allowed (HZ_KDF_COST_FULL));
  g_assert_true (hz_kdf_cost_is_allowed (HZ_KDF_COST_LEAST));
  g_assert_false (hz_kdf_cost_is_allowed ((HzKdfCost) { 0, 8192 }));
  g_assert_false (hz_kdf_cost_is_allowed ((HzKdfCost) { 11, 8192 }));
  g_assert_false (hz_kdf_cost_is_allowed ((HzKdfCost) { 1, 8191 }));
  g_assert_false (hz_kdf_cost_is_allowed ((HzKdfCost) { 1, 1024 * 1024 + 1 }));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/password/strength", test_strength);
  g_test_add_func ("/vault/password/words", test_words);
  g_test_add_func ("/vault/password/long", test_long);
  g_test_add_func ("/vault/password/one-time", test_one_time);
  g_test_add_func ("/vault/password/latin-keys", test_latin_keys);
  g_test_add_func ("/vault/password/root", test_root);
  g_test_add_func ("/vault/password/cost", test_cost);

  return g_test_run ();
}
