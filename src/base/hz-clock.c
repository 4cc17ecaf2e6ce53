/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-clock.h"

static GMutex clock_mutex;
static gint64 clock_offset = 0;
static gint64 clock_stopped_at = -1;

/**
 * hz_clock_now:
 *
 * Returns: the moment, in UTC milliseconds since 1970. From any thread. Everything the program
 *   writes down takes its time from here, so that a test can hold it still.
 */
gint64
hz_clock_now (void)
{
  gint64 now;

  g_mutex_lock (&clock_mutex);
  now = clock_stopped_at >= 0 ? clock_stopped_at : g_get_real_time () / 1000 + clock_offset;
  g_mutex_unlock (&clock_mutex);

  return now;
}

/**
 * hz_clock_shift:
 * @offset: milliseconds to be ahead of the system's clock
 *
 * Lets the clock go on at another place, as `--today` does.
 */
void
hz_clock_shift (gint64 offset)
{
  g_mutex_lock (&clock_mutex);
  clock_offset = offset;
  clock_stopped_at = -1;
  g_mutex_unlock (&clock_mutex);
}

/**
 * hz_clock_stop:
 * @now: UTC milliseconds, from 0
 *
 * Holds the clock still, for tests and for a demo centre that must come out the same each time.
 */
void
hz_clock_stop (gint64 now)
{
  g_mutex_lock (&clock_mutex);
  clock_stopped_at = MAX (now, 0);
  g_mutex_unlock (&clock_mutex);
}

/**
 * hz_clock_advance:
 * @by: milliseconds
 *
 * Moves the clock on, whether it stands or runs.
 */
void
hz_clock_advance (gint64 by)
{
  g_mutex_lock (&clock_mutex);
  if (clock_stopped_at >= 0)
    clock_stopped_at = MAX (clock_stopped_at + by, 0);
  else
    clock_offset += by;
  g_mutex_unlock (&clock_mutex);
}

/**
 * hz_clock_reset:
 *
 * Goes back to the system's clock.
 */
void
hz_clock_reset (void)
{
  hz_clock_shift (0);
}
