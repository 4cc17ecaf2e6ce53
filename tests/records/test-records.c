/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-audit.h"
#include "hz-test-records.h"
#include "hz-test.h"
#include "hz-vault-error.h"

static void
test_names (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  HzRecords *records = hz_test_records_enter (test, HZ_TEST_RECEPTION);

  g_assert_cmpstr (hz_records_get_member_name (records, &test->ids[HZ_TEST_LAWYER]), ==,
                   "Хаёлпур Лола");
  g_assert_cmpstr (hz_records_get_member_name (records, NULL), ==, "");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/names", test_names);

  return g_test_run ();
}
