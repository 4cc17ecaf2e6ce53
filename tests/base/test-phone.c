/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-phone.h"

typedef char *(*Change) (const char *phone);

static void
assert_becomes (Change change,
                const char *phone,
                const char *expected)
{
  g_autofree char *changed = change (phone);

  g_assert_cmpstr (changed, ==, expected);
}

static const struct
{
  const char *typed;
  const char *kept;
  gboolean is_complete;
} numbers[] = {
  /* Tajik: nine digits, with and without the country. */
  { "901234567", "+992901234567", TRUE },
  { "90 123 45 67", "+992901234567", TRUE },
  { "(90) 123-45-67", "+992901234567", TRUE },
  { "90.123.45.67", "+992901234567", TRUE },
  { "90\u2011123\u201345\u00a067", "+992901234567", TRUE },
  { "+992 90 123 4567", "+992901234567", TRUE },
  { "992901234567", "+992901234567", TRUE },
  { "00992901234567", "+992901234567", TRUE },
  { "+00992901234567", "+992901234567", TRUE },
  { "372212345", "+992372212345", TRUE },

  /* As the address book of a telephone copies it. */
  { "\u202a+992 90 123 4567\u202c", "+992901234567", TRUE },

  /* Russian: eleven digits. */
  { "8-916-123-45-67", "+79161234567", TRUE },
  { "8 (916) 123 45 67", "+79161234567", TRUE },
  { "89161234567", "+79161234567", TRUE },
  { "79161234567", "+79161234567", TRUE },
  { "+7 916 123 45 67", "+79161234567", TRUE },
  { "0079161234567", "+79161234567", TRUE },

  /* After a plus sign 8 is the beginning of another country. */
  { "+89161234567", "+89161234567", TRUE },

  /* Elsewhere. */
  { "+998 90 123 45 67", "+998901234567", TRUE },
  { "+49 30 1234567", "+49301234567", TRUE },

  /* Too short and too long: kept as typed, and said. */
  { "90123456", "90123456", FALSE },
  { "9012345678", "9012345678", FALSE },
  { "+99290123456", "+99290123456", FALSE },
  { "+9929012345678", "+9929012345678", FALSE },
  { "8916123456", "8916123456", FALSE },
  { "891612345678", "891612345678", FALSE },
  { "+7916123456", "+7916123456", FALSE },
  { "112", "112", FALSE },
  { "+1234567", "+1234567", FALSE },
  { "+1234567890123456", "+1234567890123456", FALSE },
  { "123456789012345678901234567890", "123456789012345678901234567890", FALSE },

  /* What is not only a number stays. */
  { "90 123 45 67 доб. 12", "90 123 45 67 доб. 12", FALSE },
  { "  модар:  901234567 ", "модар: 901234567", FALSE },
  { "901234567, 931234567", "901234567, 931234567", FALSE },
  { "901234567 / 931234567", "901234567 / 931234567", FALSE },
  { "٩٠١٢٣٤٥٦٧", "٩٠١٢٣٤٥٦٧", FALSE },
  { "+", "+", FALSE },
  { "-", "-", FALSE },
  { "", "", FALSE },
  { " \t", "", FALSE },
  { "\xff", "\xef\xbf\xbd", FALSE },
};

static void
test_tidy (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      assert_becomes (hz_phone_tidy, numbers[i].typed, numbers[i].kept);
      g_assert_cmpint (hz_phone_is_complete (numbers[i].kept), ==, numbers[i].is_complete);
    }
}

/* A field that is read again does not change what it holds; nor does one that shows it grouped. */
static void
test_again (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *grouped = hz_phone_group (numbers[i].kept);

      assert_becomes (hz_phone_tidy, numbers[i].kept, numbers[i].kept);
      assert_becomes (hz_phone_tidy, grouped, numbers[i].kept);
    }
}

/* No country's code begins with a zero. */
static void
test_zeros (void)
{
  static const char *const zeros[] = { "00", "000", "0000", "00000000000000000" };

  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    assert_becomes (hz_phone_tidy, zeros[i], zeros[i]);

  assert_becomes (hz_phone_tidy, "+0000", "+0000");
}

static void
test_group (void)
{
  assert_becomes (hz_phone_group, "+992901234567", "+992 90 123 4567");
  assert_becomes (hz_phone_group, "+79161234567", "+7 916 123 45 67");
  assert_becomes (hz_phone_group, "+99290123456", "+99290123456");
  assert_becomes (hz_phone_group, "+9929012345678", "+9929012345678");
  assert_becomes (hz_phone_group, "+998901234567", "+998901234567");
  assert_becomes (hz_phone_group, "90123456", "90123456");
  assert_becomes (hz_phone_group, "модар: 901234567", "модар: 901234567");
  assert_becomes (hz_phone_group, "", "");
}

static void
test_mask (void)
{
  assert_becomes (hz_phone_mask, "+992901234567", "+••• •• ••• ••67");
  assert_becomes (hz_phone_mask, "+79161234567", "+• ••• ••• •• 67");
  assert_becomes (hz_phone_mask, "90123456", "••••••56");
  assert_becomes (hz_phone_mask, "модар: 901234567", "•••••: •••••••67");
  assert_becomes (hz_phone_mask, "112", "•12");
  assert_becomes (hz_phone_mask, "", "");
}

/* One number in two ways of writing is one number. */
static void
test_match_key (void)
{
  static const char *const same[] = {
    "901234567", "+992901234567", "+992 90 123 4567", "00992901234567", "(90) 123-45-67",
    "тел. 90 123 45 67",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_becomes (hz_phone_get_match_key, same[i], "901234567");

  assert_becomes (hz_phone_get_match_key, "89161234567", "161234567");
  assert_becomes (hz_phone_get_match_key, "+7 916 123 45 67", "161234567");
  assert_becomes (hz_phone_get_match_key, "12-345", "12345");
  assert_becomes (hz_phone_get_match_key, "1234", NULL);
  assert_becomes (hz_phone_get_match_key, "модар", NULL);
  assert_becomes (hz_phone_get_match_key, "", NULL);
  assert_becomes (hz_phone_get_match_key, "\xff" "12345", "12345");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/phone/tidy", test_tidy);
  g_test_add_func ("/base/phone/again", test_again);
  g_test_add_func ("/base/phone/zeros", test_zeros);
  g_test_add_func ("/base/phone/group", test_group);
  g_test_add_func ("/base/phone/mask", test_mask);
  g_test_add_func ("/base/phone/match-key", test_match_key);

  return g_test_run ();
}
