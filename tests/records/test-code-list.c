/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-code-list.h"
#include "hz-district.h"
#include "hz-holiday.h"

static void
test_list (void)
{
  const GPtrArray *list = hz_code_list_get ("request");
  int order = 0;

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, ==, 37);
  g_assert_true (hz_code_list_get ("request") == list);
  g_assert_null (hz_code_list_get ("no such list"));

  for (guint i = 0; i < list->len; i++)
    {
      const HzCode *code = g_ptr_array_index (list, i);

      g_assert_cmpint (code->order, >=, order);
      order = code->order;
      g_assert_true (hz_code_list_find ("request", code->code) == code);
    }
}

static void
test_label (void)
{
  g_autofree char *first = hz_code_list_dup_first ("request", "alimony", HZ_LANGUAGE_TG);

  g_assert_cmpstr (first, ==, "Ситонидани алимент");
  g_assert_cmpstr (hz_code_list_get_label ("request", "alimony", HZ_LANGUAGE_RU), ==,
                   "взыскание алиментов");
  g_assert_cmpstr (hz_code_list_get_label ("request", "alimony", HZ_LANGUAGE_EN), ==, "alimony");
  g_assert_cmpstr (hz_code_list_get_label ("request", "of_old", HZ_LANGUAGE_EN), ==, "of_old");
  g_assert_cmpstr (hz_code_list_get_label ("request", NULL, HZ_LANGUAGE_EN), ==, "");
  g_assert_null (hz_code_list_find ("request", NULL));
}

static void
test_district (void)
{
  const HzDistrict *district = hz_district_find ("kt_bokhtar");

  g_assert_nonnull (district);
  g_assert_cmpstr (district->parent, ==, "kt");
  g_assert_cmpstr (district->kind, ==, "city");
  g_assert_cmpstr (district->full_names[HZ_LANGUAGE_TG], ==, "Шаҳри Бохтар");
  g_assert_cmpstr (district->names[HZ_LANGUAGE_EN], ==, "Bokhtar");
  g_assert_cmpstr (hz_district_get_name ("kt_bokhtar", HZ_LANGUAGE_RU), ==, "Бохтар");
  g_assert_cmpstr (hz_district_get_name ("of_old", HZ_LANGUAGE_RU), ==, "of_old");
  g_assert_cmpstr (hz_district_get_name (NULL, HZ_LANGUAGE_RU), ==, "");
  g_assert_null (hz_district_find (""));

  for (guint i = 0; i < hz_district_list ()->len; i++)
    {
      const HzDistrict *each = g_ptr_array_index (hz_district_list (), i);

      if (each->parent[0] != '\0')
        g_assert_nonnull (hz_district_find (each->parent));
    }
}

static void
test_holiday (void)
{
  gboolean is_day_off = FALSE;
  gboolean is_to_be_confirmed = TRUE;

  g_assert_cmpstr (hz_holiday_get_name (HZ_DATE (2031, 3, 22), HZ_LANGUAGE_EN, &is_day_off,
                                        &is_to_be_confirmed), ==, "International Navruz");
  g_assert_true (is_day_off);
  g_assert_false (is_to_be_confirmed);

  g_assert_nonnull (hz_holiday_get_name (HZ_DATE (2026, 5, 1), HZ_LANGUAGE_TG, &is_day_off, NULL));
  g_assert_false (is_day_off);

  g_assert_cmpstr (hz_holiday_get_name (HZ_DATE (2026, 5, 27), HZ_LANGUAGE_TG, &is_day_off,
                                        &is_to_be_confirmed), ==, "Рӯзи иди Қурбон");
  g_assert_true (is_day_off && is_to_be_confirmed);
  g_assert_null (hz_holiday_get_name (HZ_DATE (2031, 5, 27), HZ_LANGUAGE_TG, NULL, NULL));
  g_assert_null (hz_holiday_get_name (HZ_DATE (2026, 11, 25), HZ_LANGUAGE_TG, NULL, NULL));
  g_assert_null (hz_holiday_get_name (HZ_DATE (2026, 3, 0), HZ_LANGUAGE_TG, NULL, NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-list/list", test_list);
  g_test_add_func ("/code-list/label", test_label);
  g_test_add_func ("/code-list/district", test_district);
  g_test_add_func ("/code-list/holiday", test_holiday);

  return g_test_run ();
}
