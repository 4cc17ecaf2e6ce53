/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clock-bar.h"

#include <glib/gi18n.h>

#include "hz-audit-latest.h"
#include "hz-clock.h"
#include "hz-date-text.h"
#include "hz-zone.h"

/* A clock that is wrong by less gives no wrong day, or the one beside it. */
#define LEAST_LAG HZ_CLOCK_DAY

/**
 * HzClockBar:
 *
 * That the clock of this computer was set back, or its battery is empty: what is entered now would get
 * a day that is long past.
 */
struct _HzClockBar
{
  HzTodayBar parent_instance;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HzClockBar, hz_clock_bar, HZ_TYPE_TODAY_BAR)

static char *
describe (gint64 now,
          gint64 latest)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *today = hz_date_text_long (language, hz_zone_from_utc (now, NULL));
  g_autofree char *last = hz_date_text_long (language, hz_zone_from_utc (latest, NULL));

  return g_strdup_printf (_("The clock of this computer says %s, but somebody worked here on %s. Set "
                            "the date and the time before you enter anything, or it gets a wrong "
                            "day."),
                          today, last);
}

static void
on_latest_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzClockBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gint64 now = hz_clock_now ();
  gint64 latest = 0;

  if (!hz_audit_latest_finish (HZ_RECORDS (source), result, &latest, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The last sittings: %s", error->message);
      return;
    }

  if (latest - now > LEAST_LAG)
    sentence = describe (now, latest);
  hz_today_bar_tell (HZ_TODAY_BAR (self), sentence, TRUE);
}

static void
hz_clock_bar_dispose (GObject *object)
{
  HzClockBar *self = HZ_CLOCK_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (hz_clock_bar_parent_class)->dispose (object);
}

static void
hz_clock_bar_class_init (HzClockBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_clock_bar_dispose;
}

static void
hz_clock_bar_init (HzClockBar *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * hz_clock_bar_refresh:
 * @self: the bar
 * @records: open
 */
void
hz_clock_bar_refresh (HzClockBar *self,
                      HzRecords *records)
{
  hz_audit_latest_async (records, self->cancellable, on_latest_cb, g_object_ref (self));
}
