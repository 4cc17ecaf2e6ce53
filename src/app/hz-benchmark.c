/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the flag --benchmark measures while a person (or a test) works, printed when the program
 * ends. It measures the program as it is; nothing behaves otherwise because of it.
 *
 *   loop    between two polls of the main context, less what the frame clock took in between:
 *           how long a click can wait behind our own work
 *   frame   the frame clock from before-paint to after-paint
 *   key     from a change of a search field to the end of the first frame that shows the answer:
 *           a widget that answers searches emits the signal "answered" when its rows are filled
 *
 * One line for each: its name, how many, and p50, p95, p99 and the longest in milliseconds,
 * separated by tabs. At SIGUSR1 it prints what it has so far and begins anew, so that what was done
 * in between can be told apart. What took less than IDLE_LIMIT is not counted under loop: polls that
 * woke up for nothing would make the figures look better than they are.
 */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-benchmark.h"

#include <glib-unix.h>
#include <stdio.h>

#include "hz-slot-list.h"

#define IDLE_LIMIT 50 /* microseconds */

typedef struct
{
  GPollFunc poll;
  gint64 woken;           /* when the last poll returned; 0 before the first */
  gint64 painting;        /* time of the frame clock since then, microseconds */
  gint64 frame_begun;
  gint64 key_pressed;     /* when a search field changed; 0 when it has been answered */
  gboolean answered;      /* its rows are filled, the next frame shows them */
  GArray *loop;
  GArray *frame;
  GArray *key;
  guint signal_id;
} HzBenchmark;

/* One in a process: a poll function has no data of its own. */
static HzBenchmark *benchmark = NULL;

static void
note (GArray *series,
      gint64  duration)
{
  g_array_append_val (series, duration);
}

static int
compare_durations (gconstpointer one,
                   gconstpointer other)
{
  const gint64 *a = one;
  const gint64 *b = other;

  return (*a > *b) - (*a < *b);
}

/* The duration below which @percent of the sorted @series lie, in milliseconds. */
static double
get_percentile (GArray *series,
                int     percent)
{
  guint rank = (series->len * percent + 99) / 100;

  return series->len > 0 ? g_array_index (series, gint64, MAX (rank, 1) - 1) / 1000.0 : 0;
}

static void
print_series (const char *name,
              GArray     *series)
{
  g_array_sort (series, compare_durations);
  g_print ("%s\t%u\t%.1f\t%.1f\t%.1f\t%.1f\n", name, series->len,
           get_percentile (series, 50), get_percentile (series, 95),
           get_percentile (series, 99), get_percentile (series, 100));
}

static int
poll_and_measure (GPollFD *fds,
                  guint    n_fds,
                  int      timeout)
{
  gint64 now = g_get_monotonic_time ();
  int ready;

  if (benchmark->woken > 0)
    {
      gint64 busy = now - benchmark->woken - benchmark->painting;

      if (busy >= IDLE_LIMIT)
        note (benchmark->loop, busy);
    }

  ready = benchmark->poll (fds, n_fds, timeout);

  benchmark->woken = g_get_monotonic_time ();
  benchmark->painting = 0;
  return ready;
}

static void
on_clock_before_paint_cb (GdkFrameClock *clock)
{
  benchmark->frame_begun = g_get_monotonic_time ();
}

static void
on_clock_after_paint_cb (GdkFrameClock *clock)
{
  gint64 now = g_get_monotonic_time ();

  if (benchmark->frame_begun == 0)
    return;

  note (benchmark->frame, now - benchmark->frame_begun);
  benchmark->painting += now - benchmark->frame_begun;
  benchmark->frame_begun = 0;

  if (benchmark->answered)
    {
      note (benchmark->key, now - benchmark->key_pressed);
      benchmark->key_pressed = 0;
      benchmark->answered = FALSE;
    }
}

static void
on_window_realize_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_clock_before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_clock_after_paint_cb), NULL);
}

static void
on_application_window_added_cb (GtkApplication *application,
                                GtkWindow      *window)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    on_window_realize_cb (GTK_WIDGET (window));
  else
    g_signal_connect (window, "realize", G_CALLBACK (on_window_realize_cb), NULL);
}

static gboolean
on_search_changed_cb (GSignalInvocationHint *hint,
                      guint                  n_values,
                      const GValue          *values,
                      gpointer               data)
{
  if (GTK_IS_SEARCH_ENTRY (g_value_get_object (&values[0])) && benchmark->key_pressed == 0)
    benchmark->key_pressed = g_get_monotonic_time ();
  return G_SOURCE_CONTINUE;
}

static gboolean
on_answered_cb (GSignalInvocationHint *hint,
                guint                  n_values,
                const GValue          *values,
                gpointer               data)
{
  benchmark->answered = benchmark->key_pressed > 0;
  return G_SOURCE_CONTINUE;
}

static void
watch_searches (void)
{
  guint changed, answered;

  /* An interface's signals are there once something uses it. */
  g_type_default_interface_unref (g_type_default_interface_ref (GTK_TYPE_EDITABLE));
  changed = g_signal_lookup ("changed", GTK_TYPE_EDITABLE);
  g_signal_add_emission_hook (changed, 0, on_search_changed_cb, NULL, NULL);

  g_type_class_unref (g_type_class_ref (HZ_TYPE_SLOT_LIST));
  answered = g_signal_lookup ("answered", HZ_TYPE_SLOT_LIST);
  g_signal_add_emission_hook (answered, 0, on_answered_cb, NULL, NULL);
}

static void
print_all (void)
{
  print_series ("loop", benchmark->loop);
  print_series ("frame", benchmark->frame);
  print_series ("key", benchmark->key);
  fflush (stdout);
}

static gboolean
on_signal_cb (gpointer data)
{
  print_all ();
  g_array_set_size (benchmark->loop, 0);
  g_array_set_size (benchmark->frame, 0);
  g_array_set_size (benchmark->key, 0);

  return G_SOURCE_CONTINUE;
}

static void
on_application_shutdown_cb (GApplication *application)
{
  g_main_context_set_poll_func (NULL, benchmark->poll);
  g_source_remove (benchmark->signal_id);
  print_all ();

  g_array_unref (benchmark->loop);
  g_array_unref (benchmark->frame);
  g_array_unref (benchmark->key);
  g_clear_pointer (&benchmark, g_free);
}

/**
 * hz_benchmark_start:
 * @application: the program, before its first window
 *
 * Begins to measure; the figures are printed when @application ends.
 */
void
hz_benchmark_start (GtkApplication *application)
{
  g_return_if_fail (benchmark == NULL);

  benchmark = g_new0 (HzBenchmark, 1);
  benchmark->loop = g_array_new (FALSE, FALSE, sizeof (gint64));
  benchmark->frame = g_array_new (FALSE, FALSE, sizeof (gint64));
  benchmark->key = g_array_new (FALSE, FALSE, sizeof (gint64));
  benchmark->poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_and_measure);

  benchmark->signal_id = g_unix_signal_add (SIGUSR1, on_signal_cb, NULL);

  g_signal_connect (application, "window-added",
                    G_CALLBACK (on_application_window_added_cb), NULL);
  g_signal_connect (application, "shutdown", G_CALLBACK (on_application_shutdown_cb), NULL);
  watch_searches ();
}
