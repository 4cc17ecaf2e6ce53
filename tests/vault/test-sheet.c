/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-sheet.h"
#include "hz-vault-error.h"

static HzSecret *
make_known_secret (void)
{
  HzSecret *secret = hz_secret_new (HZ_SHEET_BYTES);

  for (guint i = 0; i < HZ_SHEET_BYTES; i++)
    hz_secret_get_data (secret)[i] = (guint8) (13 * i + 7);

  return secret;
}

static void
test_round (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (HzSecret) secret = hz_secret_new_random (HZ_SHEET_BYTES);
      char set = (char) ('A' + round % 26);
      guint number = round % 3 + 1;
      g_autoptr (HzSecret) text = hz_sheet_format (set, number, secret);
      g_autoptr (HzSecret) back = NULL;

      g_assert_cmpuint (strlen (hz_secret_get_text (text)), ==, 8 * 5 + 7);
      back = hz_sheet_parse (set, number, hz_secret_get_text (text), NULL, NULL);
      g_assert_nonnull (back);
      g_assert_true (hz_secret_equal (secret, back));
    }
}

static void
assert_wrong_group (const char *typed,
                    char set,
                    guint number,
                    guint expected)
{
  g_autoptr (GError) error = NULL;
  guint wrong = 99;

  g_assert_null (hz_sheet_parse (set, number, typed, &wrong, &error));
  g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET);
  g_assert_cmpuint (wrong, ==, expected);
}

/* Every wrong character, and every two exchanged within a group, is named in its group. */
static void
test_wrong_character (void)
{
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  g_autoptr (HzSecret) secret = make_known_secret ();
  g_autoptr (HzSecret) text = hz_sheet_format ('A', 1, secret);
  g_autofree char *typed = g_strdup (hz_secret_get_text (text));

  for (guint i = 0; typed[i] != '\0'; i++)
    {
      char right = typed[i];

      for (const char *d = digits; right != ' ' && *d != '\0'; d++)
        {
          typed[i] = *d;
          if (*d != right)
            assert_wrong_group (typed, 'A', 1, i / 6 + 1);
        }

      typed[i] = right;
    }

  for (guint i = 0; typed[i + 1] != '\0'; i++)
    {
      for (guint j = i + 1; j < i / 6 * 6 + 5; j++)
        {
          char kept = typed[i];

          if (typed[i] == typed[j] || typed[i] == ' ')
            continue;

          typed[i] = typed[j];
          typed[j] = kept;
          assert_wrong_group (typed, 'A', 1, i / 6 + 1);
          typed[j] = typed[i];
          typed[i] = kept;
        }
    }
}

static void
test_wrong_place (void)
{
  g_autoptr (HzSecret) secret = make_known_secret ();
  g_autoptr (HzSecret) text = hz_sheet_format ('B', 2, secret);
  const char *typed = hz_secret_get_text (text);
  g_autofree char *swapped = g_strdup (typed);
  g_autofree char *doubled = g_strconcat (typed, " 0", NULL);
  g_autofree char *cut = g_strndup (typed, 20);

  memcpy (swapped, typed + 6, 5);
  memcpy (swapped + 6, typed, 5);
  assert_wrong_group (swapped, 'B', 2, 1);
  assert_wrong_group (cut, 'B', 2, 4);
  assert_wrong_group (doubled, 'B', 2, 0);
  assert_wrong_group (typed, 'B', 1, 1);
  assert_wrong_group (typed, 'A', 2, 1);
  assert_wrong_group ("", 'B', 2, 1);
  assert_wrong_group ("\xff\xfe", 'B', 2, 1);
  assert_wrong_group (typed, 'b', 2, 1);
  assert_wrong_group (typed, 'B', 4, 1);
}

static char *
translate (const char *text,
           const char *from,
           const char *to)
{
  GString *result = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      const char *at = strchr (from, *text);

      if (at == NULL)
        g_string_append_c (result, *text);
      else
        g_string_append_unichar (result,
                                 g_utf8_get_char (g_utf8_offset_to_pointer (to, at - from)));
    }

  return g_string_free (result, FALSE);
}

static void
test_forgiving (void)
{
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (HzSecret) secret = hz_secret_new_random (HZ_SHEET_BYTES);
      g_autoptr (HzSecret) text = hz_sheet_format ('A', 1, secret);
      const char *typed = hz_secret_get_text (text);
      g_autofree char *lower = g_ascii_strdown (typed, -1);
      g_autofree char *confused = translate (typed, "01 ", "oI-");
      g_autofree char *keys = translate (typed, "QWERTYPASDFGHJKZXCVBNM",
                                         "ЙЦУКЕНЗФЫВАПРОЛЯЧСМИТЬ");
      g_autofree char *tajik = translate (typed, "QWERTYPASDFGHJKZXCVBNM",
                                          "ЙҚУКЕНЗФҶВАПРОЛЯЧСМИТӢ");
      const char *variants[] = { lower, confused, keys, tajik };

      for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
        {
          g_autoptr (HzSecret) back = hz_sheet_parse ('A', 1, variants[i], NULL, NULL);

          g_assert_nonnull (back);
          g_assert_true (hz_secret_equal (secret, back));
        }
    }
}

static void
test_typed_back (void)
{
  g_autoptr (HzSheets) sheets = hz_sheets_new ('A', 3);
  g_autoptr (HzSecret) first = hz_sheets_get_text (sheets, 1);
  g_autoptr (HzSecret) other_secret = hz_secret_new_random (HZ_SHEET_BYTES);
  g_autoptr (HzSecret) other = hz_sheet_format ('A', 1, other_secret);
  guint wrong = 99;

  g_assert_null (hz_sheets_new ('A', 2));
  g_assert_null (hz_sheets_new ('a', 1));
  g_assert_true (hz_sheets_check_typed (sheets, 1, hz_secret_get_text (first), &wrong, NULL));
  g_assert_false (hz_sheets_check_typed (sheets, 2, hz_secret_get_text (first), &wrong, NULL));
  g_assert_cmpuint (wrong, ==, 1);
  g_assert_false (hz_sheets_check_typed (sheets, 1, hz_secret_get_text (other), &wrong, NULL));
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/sheet/round", test_round);
  g_test_add_func ("/vault/sheet/wrong-character", test_wrong_character);
  g_test_add_func ("/vault/sheet/wrong-place", test_wrong_place);
  g_test_add_func ("/vault/sheet/forgiving", test_forgiving);
  g_test_add_func ("/vault/sheet/typed-back", test_typed_back);

  return g_test_run ();
}
