/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-clock.h"

/* The system's clock before and after give the bounds, however slow the machine is. */
static void
assert_ahead (gint64 offset)
{
  gint64 first = g_get_real_time () / 1000 + offset;
  gint64 now = hz_clock_now ();
  gint64 last = g_get_real_time () / 1000 + offset;

  g_assert_cmpint (first, <=, now);
  g_assert_cmpint (now, <=, last);
}

static void
test_runs (void)
{
  assert_ahead (0);
  hz_clock_shift (HZ_CLOCK_DAY);
  assert_ahead (HZ_CLOCK_DAY);

  /* From the system's clock, not from where it was. */
  hz_clock_shift (-HZ_CLOCK_HOUR);
  assert_ahead (-HZ_CLOCK_HOUR);
  hz_clock_advance (HZ_CLOCK_MINUTE);
  assert_ahead (HZ_CLOCK_MINUTE - HZ_CLOCK_HOUR);
  hz_clock_reset ();
  assert_ahead (0);
}

static void
test_stands (void)
{
  hz_clock_stop (HZ_CLOCK_DAY);
  g_assert_cmpint (hz_clock_now (), ==, HZ_CLOCK_DAY);
  hz_clock_advance (1);
  g_assert_cmpint (hz_clock_now (), ==, HZ_CLOCK_DAY + 1);

  /* Nothing is before 1970, where ids begin. */
  hz_clock_advance (-2 * HZ_CLOCK_DAY);
  g_assert_cmpint (hz_clock_now (), ==, 0);
  hz_clock_stop (-1);
  g_assert_cmpint (hz_clock_now (), ==, 0);

  hz_clock_shift (0);
  assert_ahead (0);

  /* A shift from before does not come back. */
  hz_clock_shift (HZ_CLOCK_DAY);
  hz_clock_stop (5);
  hz_clock_reset ();
  assert_ahead (0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/runs", test_runs);
  g_test_add_func ("/base/clock/stands", test_stands);

  return g_test_run ();
}
