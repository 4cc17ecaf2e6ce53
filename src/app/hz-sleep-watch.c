/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sleep-watch.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define LOGIN "org.freedesktop.login1"
#define MANAGER_PATH "/org/freedesktop/login1"
#define MANAGER LOGIN ".Manager"

/**
 * HzSleepWatch:
 *
 * What the desktop tells over its message buses. Where there is none, nothing is ever told, and the
 * idle time alone locks.
 */
struct _HzSleepWatch
{
  GObject parent_instance;

  GDBusConnection *system;
  GDBusConnection *desktop;
  GCancellable *cancellable;
  GArray *system_subscriptions;
  GArray *desktop_subscriptions;
  int inhibitor;
  gboolean holds;
};

enum
{
  AWAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSleepWatch, hz_sleep_watch, G_TYPE_OBJECT)

static void
on_prepare_for_sleep_cb (GDBusConnection *connection,
                         const char *sender,
                         const char *path,
                         const char *interface,
                         const char *signal,
                         GVariant *arguments,
                         gpointer data)
{
  gboolean begins = FALSE;

  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(b)")))
    g_variant_get (arguments, "(b)", &begins);
  if (begins)
    g_signal_emit (data, signals[AWAY], 0);
}

static void
on_session_lock_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *arguments,
                    gpointer data)
{
  g_signal_emit (data, signals[AWAY], 0);
}

static void
subscribe (HzSleepWatch *self,
           GDBusConnection *connection,
           GArray *subscriptions,
           const char *sender,
           const char *interface,
           const char *signal,
           const char *path,
           GDBusSignalCallback callback)
{
  guint id = g_dbus_connection_signal_subscribe (connection, sender, interface, signal, path, NULL,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);

  g_array_append_val (subscriptions, id);
}

static void
on_inhibited_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzSleepWatch) self = user_data;
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GVariant) answer = NULL;
  int place = -1;

  answer = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &files,
                                                            result, NULL);
  if (answer == NULL || files == NULL)
    return;

  g_variant_get (answer, "(h)", &place);
  if (self->holds && self->inhibitor < 0)
    self->inhibitor = g_unix_fd_list_get (files, place, NULL);
}

static void
ask_to_wait (HzSleepWatch *self)
{
  if (self->system == NULL || self->inhibitor >= 0)
    return;

  g_dbus_connection_call_with_unix_fd_list (self->system, LOGIN, MANAGER_PATH, MANAGER, "Inhibit",
                                            g_variant_new ("(ssss)", "sleep", "-", "-", "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1,
                                            NULL, self->cancellable, on_inhibited_cb,
                                            g_object_ref (self));
}

static void
on_own_session_found_cb (GObject *source,
                         GAsyncResult *result,
                         gpointer user_data)
{
  g_autoptr (HzSleepWatch) self = user_data;
  g_autoptr (GVariant) answer = NULL;
  const char *path = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (answer == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_variant_get (answer, "(&o)", &path);
  subscribe (self, self->system, self->system_subscriptions, LOGIN, LOGIN ".Session", "Lock", path,
             on_session_lock_cb);
}

static void
on_system_bus_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (HzSleepWatch) self = user_data;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self->system = g_steal_pointer (&connection);
  subscribe (self, self->system, self->system_subscriptions, LOGIN, MANAGER, "PrepareForSleep",
             MANAGER_PATH, on_prepare_for_sleep_cb);
  g_dbus_connection_call (self->system, LOGIN, MANAGER_PATH, MANAGER, "GetSessionByPID",
                          g_variant_new ("(u)", (guint32) getpid ()), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_own_session_found_cb,
                          g_object_ref (self));
  if (self->holds)
    ask_to_wait (self);
}

static void
on_desktop_bus_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  const char *const savers[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver",
                                 "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver",
                                 "org.xfce.ScreenSaver" };
  g_autoptr (HzSleepWatch) self = user_data;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->desktop = g_steal_pointer (&connection);
  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    subscribe (self, self->desktop, self->desktop_subscriptions, NULL, savers[i], "ActiveChanged",
               NULL, on_prepare_for_sleep_cb);
}

static void
unsubscribe_all (GDBusConnection *connection,
                 GArray *subscriptions)
{
  for (guint i = 0; i < subscriptions->len; i++)
    g_dbus_connection_signal_unsubscribe (connection, g_array_index (subscriptions, guint, i));
  g_array_set_size (subscriptions, 0);
}

static void
hz_sleep_watch_dispose (GObject *object)
{
  HzSleepWatch *self = HZ_SLEEP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  hz_sleep_watch_let_go (self);
  unsubscribe_all (self->system, self->system_subscriptions);
  unsubscribe_all (self->desktop, self->desktop_subscriptions);
  g_clear_object (&self->system);
  g_clear_object (&self->desktop);

  G_OBJECT_CLASS (hz_sleep_watch_parent_class)->dispose (object);
}

static void
hz_sleep_watch_finalize (GObject *object)
{
  HzSleepWatch *self = HZ_SLEEP_WATCH (object);

  g_array_unref (self->system_subscriptions);
  g_array_unref (self->desktop_subscriptions);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (hz_sleep_watch_parent_class)->finalize (object);
}

static void
hz_sleep_watch_class_init (HzSleepWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_sleep_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_sleep_watch_finalize;

  signals[AWAY] = g_signal_new ("away", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
hz_sleep_watch_init (HzSleepWatch *self)
{
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
  self->system_subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->desktop_subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * hz_sleep_watch_new:
 *
 * Returns: (transfer full): a watch, which begins by itself
 */
HzSleepWatch *
hz_sleep_watch_new (void)
{
  HzSleepWatch *self = g_object_new (HZ_TYPE_SLEEP_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_desktop_bus_cb, g_object_ref (self));

  return self;
}

/**
 * hz_sleep_watch_hold:
 * @self: a watch
 *
 * From now on the computer waits a moment before it sleeps, so that the window can lock.
 */
void
hz_sleep_watch_hold (HzSleepWatch *self)
{
  self->holds = TRUE;
  ask_to_wait (self);
}

/**
 * hz_sleep_watch_let_go:
 * @self: a watch
 *
 * It need not wait any more.
 */
void
hz_sleep_watch_let_go (HzSleepWatch *self)
{
  self->holds = FALSE;
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}
