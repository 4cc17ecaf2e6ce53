/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-cover-view.h"

#include <glib/gi18n.h>

#include "hz-clock.h"
#include "hz-date-text.h"
#include "hz-holiday.h"
#include "hz-month-grid.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/**
 * HzCoverView:
 *
 * What is seen while the window is locked: a calendar, as any office has one. It knows nothing.
 */
struct _HzCoverView
{
  AdwBin parent_instance;

  GtkWidget *body;
  GtkWidget *clock;
  GtkWidget *month;
  guint timer;
};

enum
{
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzCoverView, hz_cover_view, ADW_TYPE_BIN)

static char *
name_holiday (HzDate date,
              int *count,
              gpointer data)
{
  *count = 0;

  return g_strdup (hz_holiday_get_name (date, hz_language_get_interface (), NULL, NULL));
}

static void
update_name (HzCoverView *self)
{
  HzDate month = hz_month_grid_get_month (HZ_MONTH_GRID (self->month));
  g_autofree char *words = hz_date_text_month_year (hz_language_get_interface (), month);
  g_autofree char *name = g_strdup_printf (_("Calendar, %s"), words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
on_minute_passed_cb (gpointer data)
{
  HzCoverView *self = data;
  gint64 now = hz_clock_now ();
  g_autofree char *text = hz_time_text_moment_time (now);

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->clock)), text) != 0)
    gtk_label_set_label (GTK_LABEL (self->clock), text);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   HzCoverView *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[DISMISSED], 0);

  return GDK_EVENT_STOP;
}

static void
on_pressed_cb (GtkGestureClick *gesture,
               int n_press,
               double x,
               double y,
               HzCoverView *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[DISMISSED], 0);
}

static void
hz_cover_view_map (GtkWidget *widget)
{
  HzCoverView *self = HZ_COVER_VIEW (widget);

  GTK_WIDGET_CLASS (hz_cover_view_parent_class)->map (widget);
  on_minute_passed_cb (self);
  self->timer = g_timeout_add_seconds (1, on_minute_passed_cb, self);
}

static void
hz_cover_view_unmap (GtkWidget *widget)
{
  HzCoverView *self = HZ_COVER_VIEW (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (hz_cover_view_parent_class)->unmap (widget);
}

static gboolean
hz_cover_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_COVER_VIEW (widget)->month);
}

static void
hz_cover_view_dispose (GObject *object)
{
  g_clear_handle_id (&HZ_COVER_VIEW (object)->timer, g_source_remove);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_COVER_VIEW);

  G_OBJECT_CLASS (hz_cover_view_parent_class)->dispose (object);
}

static void
hz_cover_view_class_init (HzCoverViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_cover_view_dispose;
  widget_class->map = hz_cover_view_map;
  widget_class->unmap = hz_cover_view_unmap;
  widget_class->grab_focus = hz_cover_view_grab_focus;

  signals[DISMISSED] = g_signal_new ("dismissed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-cover-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HzCoverView, body);
  gtk_widget_class_bind_template_child (widget_class, HzCoverView, clock);
}

static void
hz_cover_view_init (HzCoverView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->month = hz_month_grid_new ();
  hz_month_grid_set_large (HZ_MONTH_GRID (self->month), TRUE);
  hz_month_grid_set_day_func (HZ_MONTH_GRID (self->month), name_holiday, NULL, NULL);
  gtk_box_prepend (GTK_BOX (self->body), self->month);
  g_signal_connect_swapped (self->month, "month-changed", G_CALLBACK (update_name), self);
  update_name (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (self->body, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
hz_cover_view_new (void)
{
  return g_object_new (HZ_TYPE_COVER_VIEW, NULL);
}
