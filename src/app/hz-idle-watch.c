/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-idle-watch.h"

#define WARNING_SECONDS 30
#define WATCHED "hz-idle-watch"

/**
 * HzIdleWatch:
 *
 * How long nobody has touched the program. Time is that of the wall, for a computer that slept was
 * idle; and that since the start of the computer, for the clock on the wall may be set back.
 */
struct _HzIdleWatch
{
  GObject parent_instance;

  GListModel *windows;
  gint64 touched;
  gint64 touched_since_start;
  gint64 limit;
  guint timer;
  gboolean has_warned;
  double x;
  double y;
};

enum
{
  WARNING,
  ACTIVE,
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzIdleWatch, hz_idle_watch, G_TYPE_OBJECT)

static void
touch (HzIdleWatch *self)
{
  self->touched = g_get_real_time ();
  self->touched_since_start = g_get_monotonic_time ();
  if (self->has_warned)
    {
      self->has_warned = FALSE;
      g_signal_emit (self, signals[ACTIVE], 0);
    }
}

/* The toolkit makes movements up when something under the pointer changes. */
static gboolean
has_moved (HzIdleWatch *self,
           GdkEvent *event)
{
  double x = 0;
  double y = 0;
  gboolean moved;

  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;

  moved = x != self->x || y != self->y;
  self->x = x;
  self->y = y;

  return moved;
}

static gboolean
on_window_event_cb (GtkEventController *controller,
                    GdkEvent *event,
                    gpointer data)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_PAD_BUTTON_PRESS:
      touch (data);
      break;
    case GDK_MOTION_NOTIFY:
      if (has_moved (data, event))
        touch (data);
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
watch_window (HzIdleWatch *self,
              GtkWidget *window)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (window), WATCHED) != NULL)
    return;

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_window_event_cb), self, 0);
  gtk_widget_add_controller (window, controller);
  g_object_set_data (G_OBJECT (window), WATCHED, controller);
}

static void
on_windows_changed_cb (GListModel *windows,
                       guint position,
                       guint n_removed,
                       guint n_added,
                       HzIdleWatch *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      watch_window (self, window);
    }
}

static gboolean
on_second_passed_cb (gpointer data)
{
  g_autoptr (HzIdleWatch) self = g_object_ref (data);
  gint64 passed = MAX (g_get_real_time () - self->touched,
                       g_get_monotonic_time () - self->touched_since_start) / G_USEC_PER_SEC;

  if (passed >= self->limit)
    {
      self->timer = 0;
      self->has_warned = FALSE;
      g_signal_emit (self, signals[IDLE], 0);
      return G_SOURCE_REMOVE;
    }

  if (!self->has_warned && passed >= self->limit - WARNING_SECONDS)
    {
      self->has_warned = TRUE;
      g_signal_emit (self, signals[WARNING], 0, WARNING_SECONDS);
    }

  return G_SOURCE_CONTINUE;
}

static void
hz_idle_watch_dispose (GObject *object)
{
  HzIdleWatch *self = HZ_IDLE_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (hz_idle_watch_parent_class)->dispose (object);
}

static void
hz_idle_watch_class_init (HzIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_idle_watch_dispose;

  signals[WARNING] = g_signal_new ("warning", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ACTIVE] = g_signal_new ("active", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[IDLE] = g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
hz_idle_watch_init (HzIdleWatch *self)
{
  self->windows = gtk_window_get_toplevels ();
  g_signal_connect_object (self->windows, "items-changed", G_CALLBACK (on_windows_changed_cb), self,
                           0);
  on_windows_changed_cb (self->windows, 0, 0, g_list_model_get_n_items (self->windows), self);
}

/**
 * hz_idle_watch_new:
 *
 * Returns: (transfer full): a watch, not started
 */
HzIdleWatch *
hz_idle_watch_new (void)
{
  return g_object_new (HZ_TYPE_IDLE_WATCH, NULL);
}

/**
 * hz_idle_watch_start:
 * @self: a watch
 * @seconds: after how many without a key or a click it says "idle", at least 31
 *
 * Begins anew, from now.
 */
void
hz_idle_watch_start (HzIdleWatch *self,
                     guint seconds)
{
  g_return_if_fail (seconds > WARNING_SECONDS);

  self->limit = seconds;
  touch (self);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (1, on_second_passed_cb, self);
}

/**
 * hz_idle_watch_stop:
 * @self: a watch
 *
 * Nothing is said until it is started again.
 */
void
hz_idle_watch_stop (HzIdleWatch *self)
{
  self->has_warned = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
}
