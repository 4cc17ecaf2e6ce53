/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-time-block.h"

#include "hz-state-style.h"
#include "hz-time-text.h"

/**
 * HzTimeBlock:
 *
 * An appointment in the time grid: a widget of its own, so that it has a place in the tree that
 * screen readers walk. It takes any size it is given and shows as many lines as fit.
 */
struct _HzTimeBlock
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *detail;
  const HzTimeEvent *event;
};

enum
{
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzTimeBlock, hz_time_block, GTK_TYPE_WIDGET)

static void
hz_time_block_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

static int
get_height (GtkWidget *widget)
{
  int height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

static void
hz_time_block_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  HzTimeBlock *self = HZ_TIME_BLOCK (widget);
  int line = MAX (get_height (self->title), get_height (self->icon));
  int icon_width = width >= 60 ? 16 : 0;
  int text_width = MAX (width - icon_width - (icon_width > 0 ? 4 : 0), 0);
  int top = height < line ? (height - line) / 2 : 0;
  GtkAllocation place = { 0, top, icon_width, line };

  gtk_widget_set_child_visible (self->icon, icon_width > 0);
  gtk_widget_size_allocate (self->icon, &place, -1);
  place.x = width - text_width;
  place.width = text_width;
  gtk_widget_size_allocate (self->title, &place, -1);

  place.x = 0;
  place.width = width;
  place.y = line;
  place.height = MAX (height - line, get_height (self->detail));
  gtk_widget_set_child_visible (self->detail, height + 1 >= line + get_height (self->detail));
  gtk_widget_size_allocate (self->detail, &place, -1);
}

static void
on_open_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACTIVATE], 0);
}

static void
hz_time_block_dispose (GObject *object)
{
  HzTimeBlock *self = HZ_TIME_BLOCK (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->detail, gtk_widget_unparent);
  G_OBJECT_CLASS (hz_time_block_parent_class)->dispose (object);
}

static void
hz_time_block_class_init (HzTimeBlockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_time_block_dispose;
  widget_class->measure = hz_time_block_measure;
  widget_class->size_allocate = hz_time_block_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_set_css_name (widget_class, "timeblock");

  /**
   * HzTimeBlock::activate:
   *
   * The block is to be opened.
   */
  signals[SIGNAL_ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[SIGNAL_ACTIVATE]);
  gtk_widget_class_install_action (widget_class, "block.open", NULL, on_open_action);
}

static GtkWidget *
create_line (HzTimeBlock *self)
{
  GtkWidget *line = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (line), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (line), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (line), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (line),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_accessible_update_state (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  return line;
}

static void
hz_time_block_init (HzTimeBlock *self)
{
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->title = create_line (self);
  self->detail = create_line (self);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (self->title), PANGO_WRAP_CHAR);
  gtk_widget_add_css_class (self->detail, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-block");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
hz_time_block_new (void)
{
  return g_object_new (HZ_TYPE_TIME_BLOCK, NULL);
}

const HzTimeEvent *
hz_time_block_get_event (HzTimeBlock *self)
{
  g_return_val_if_fail (HZ_IS_TIME_BLOCK (self), NULL);

  return self->event;
}

/**
 * hz_time_block_set_event:
 * @self: the block
 * @event: what it shows; kept by whoever lays the block out
 */
void
hz_time_block_set_event (HzTimeBlock       *self,
                         const HzTimeEvent *event)
{
  g_autofree char *span = NULL;
  g_autofree char *detail = NULL;
  const char *title = event->title != NULL ? event->title : "";

  g_return_if_fail (HZ_IS_TIME_BLOCK (self));

  self->event = event;
  span = hz_time_text_span (event->start_minute, event->end_minute);
  if (event->detail != NULL)
    detail = g_strdup (event->detail);
  else if (event->state != NULL)
    detail = g_strdup_printf ("%s · %s", hz_state_style_get_word (event->state), span);
  else
    detail = g_strdup (span);

  gtk_inscription_set_text (GTK_INSCRIPTION (self->title), title);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->detail), detail);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "hz-state-busy");
  hz_state_style_apply (GTK_WIDGET (self), event->state);
  if (event->state == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hz-state-busy");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                event->state != NULL ? hz_state_style_get_icon (event->state)
                                                     : NULL);
  gtk_widget_set_visible (self->icon, event->state != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), event->spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  event->spoken != NULL ? event->spoken : title, -1);
}

/**
 * hz_time_block_set_picked:
 * @self: the block
 * @picked: whether it is being moved
 */
void
hz_time_block_set_picked (HzTimeBlock *self,
                          gboolean     picked)
{
  g_return_if_fail (HZ_IS_TIME_BLOCK (self));

  if (picked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hz-picked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hz-picked");
}
