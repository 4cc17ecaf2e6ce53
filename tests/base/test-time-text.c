/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-clock.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/* Takes over @text. */
static void
assert_text (char *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_minutes (void)
{
  assert_text (hz_time_text (0), "00:00");
  assert_text (hz_time_text (9 * 60 + 5), "09:05");
  assert_text (hz_time_text (1439), "23:59");
  assert_text (hz_time_text (HZ_ZONE_DAY_MINUTES), "24:00");
  assert_text (hz_time_text_span (10 * 60, 10 * 60 + 45), "10:00–10:45");
  assert_text (hz_time_text_span (23 * 60, HZ_ZONE_DAY_MINUTES), "23:00–24:00");
}

/* The centre's time, not that of UTC: the day changes at 19:00 there. */
static void
test_moments (void)
{
  gint64 midnight = hz_zone_to_utc (HZ_DATE (2026, 11, 24), 0);

  assert_text (hz_time_text_moment (midnight), "24.11.2026 00:00");
  assert_text (hz_time_text_moment (midnight - 1), "23.11.2026 23:59");
  assert_text (hz_time_text_moment (midnight + 5 * HZ_CLOCK_HOUR), "24.11.2026 05:00");
  assert_text (hz_time_text_moment_day (midnight - HZ_CLOCK_SECOND), "23.11.2026");
  assert_text (hz_time_text_moment_time (midnight + HZ_CLOCK_MINUTE - 1), "00:00");
  assert_text (hz_time_text_moment (hz_zone_to_utc (HZ_DATE (2026, 12, 31), HZ_ZONE_DAY_MINUTES)),
               "01.01.2027 00:00");
  assert_text (hz_time_text_moment_day (hz_zone_to_utc (HZ_DATE (2024, 2, 29), 0)), "29.02.2024");
}

/* After a number the Tajik noun stays singular, and neither leaves its line without the other. */
static void
test_durations (void)
{
  static const struct
  {
    int minutes;
    const char *texts[HZ_N_LANGUAGES];
  } cases[] = {
    { 0, { "0\u00a0дақиқа", "0\u00a0мин", "0\u00a0min" } },
    { 1, { "1\u00a0дақиқа", "1\u00a0мин", "1\u00a0min" } },
    { 45, { "45\u00a0дақиқа", "45\u00a0мин", "45\u00a0min" } },
    { 59, { "59\u00a0дақиқа", "59\u00a0мин", "59\u00a0min" } },
    { 60, { "1\u00a0соат", "1\u00a0ч", "1\u00a0h" } },
    { 90, { "1\u00a0соат 30\u00a0дақиқа", "1\u00a0ч 30\u00a0мин", "1\u00a0h 30\u00a0min" } },
    { 600, { "10\u00a0соат", "10\u00a0ч", "10\u00a0h" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (HzLanguage language = HZ_LANGUAGE_TG; language <= HZ_LANGUAGE_EN; language++)
      assert_text (hz_time_text_duration (language, cases[i].minutes), cases[i].texts[language]);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/time-text/minutes", test_minutes);
  g_test_add_func ("/base/time-text/moments", test_moments);
  g_test_add_func ("/base/time-text/durations", test_durations);

  return g_test_run ();
}
