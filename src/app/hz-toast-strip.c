/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-toast-strip.h"

typedef struct
{
  guint id;
  char *text;
  guint seconds;
  gboolean can_undo;
} Message;

/**
 * HzToastStrip:
 *
 * In place of libadwaita's toasts, whose version 1.2 ends the program when one is dismissed, or gives
 * way to another, while it is still coming. Here the same widgets stay, and only their words change.
 */
struct _HzToastStrip
{
  AdwBin parent_instance;

  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *undo;

  /* The first is shown; the others had no time yet, or not their whole time, and wait for it. */
  GQueue messages;
  guint last_id;
  guint timer;

  /* Where the keyboard goes back to. */
  GtkWidget *focus_before;
  gulong focus_handler;
};

enum
{
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzToastStrip, hz_toast_strip, ADW_TYPE_BIN)

static void
message_free (gpointer data)
{
  Message *message = data;

  g_free (message->text);
  g_free (message);
}

static Message *
find_message (HzToastStrip *self,
              guint id)
{
  for (GList *link = self->messages.head; link != NULL; link = link->next)
    if (((Message *) link->data)->id == id)
      return link->data;

  return NULL;
}

/* --- The keyboard --------------------------------------------------------------------------------- */

static gboolean
has_focus (HzToastStrip *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
on_focus_moved_cb (HzToastStrip *self,
                   GParamSpec *pspec,
                   GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->focus_before, focus);
}

static void
hz_toast_strip_root (GtkWidget *widget)
{
  HzToastStrip *self = HZ_TOAST_STRIP (widget);

  GTK_WIDGET_CLASS (hz_toast_strip_parent_class)->root (widget);

  self->focus_handler =
    g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::focus-widget",
                              G_CALLBACK (on_focus_moved_cb), self);
}

static void
hz_toast_strip_unroot (GtkWidget *widget)
{
  HzToastStrip *self = HZ_TOAST_STRIP (widget);

  g_clear_signal_handler (&self->focus_handler, gtk_widget_get_root (widget));
  g_clear_weak_pointer (&self->focus_before);

  GTK_WIDGET_CLASS (hz_toast_strip_parent_class)->unroot (widget);
}

/* --- What is shown -------------------------------------------------------------------------------- */

static void show_first (HzToastStrip *self);

static void
take_away (HzToastStrip *self,
           Message *message)
{
  gboolean is_shown = g_queue_peek_head (&self->messages) == message;

  g_queue_remove (&self->messages, message);
  message_free (message);
  if (is_shown)
    show_first (self);
}

static void
close_first (HzToastStrip *self)
{
  Message *message = g_queue_peek_head (&self->messages);
  guint id;

  if (message == NULL)
    return;

  id = message->id;
  take_away (self, message);
  g_signal_emit (self, signals[GONE], 0, id);
}

/* Whoever points at it, or has come to its button, is not hurried. While somebody works in another
 * window the focus may have come to the button by itself. */
static gboolean
is_looked_at (HzToastStrip *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return (has_focus (self) && gtk_window_is_active (GTK_WINDOW (root)))
         || (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
}

static gboolean
on_time_over_cb (gpointer data)
{
  HzToastStrip *self = data;

  if (is_looked_at (self))
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  close_first (self);

  return G_SOURCE_REMOVE;
}

static void
show_first (HzToastStrip *self)
{
  Message *message = g_queue_peek_head (&self->messages);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (has_focus (self) && (message == NULL || !message->can_undo) && self->focus_before != NULL)
    gtk_widget_grab_focus (self->focus_before);

  /* What goes keeps its words until it is gone. */
  if (message != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->label), message->text);
      gtk_widget_set_visible (self->undo, message->can_undo);
      self->timer = g_timeout_add_seconds (message->seconds, on_time_over_cb, self);
    }
  gtk_widget_set_can_target (GTK_WIDGET (self), message != NULL);
  gtk_widget_set_can_focus (GTK_WIDGET (self), message != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), message != NULL);
}

static void
close_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  close_first (HZ_TOAST_STRIP (widget));
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_toast_strip_dispose (GObject *object)
{
  HzToastStrip *self = HZ_TOAST_STRIP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_queue_clear_full (&self->messages, message_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_TOAST_STRIP);

  G_OBJECT_CLASS (hz_toast_strip_parent_class)->dispose (object);
}

static void
hz_toast_strip_class_init (HzToastStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_toast_strip_dispose;
  widget_class->root = hz_toast_strip_root;
  widget_class->unroot = hz_toast_strip_unroot;

  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_install_action (widget_class, "toast.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "toast.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-toast-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, HzToastStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, HzToastStrip, label);
  gtk_widget_class_bind_template_child (widget_class, HzToastStrip, undo);
}

static void
hz_toast_strip_init (HzToastStrip *self)
{
  g_queue_init (&self->messages);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_first (self);
}

/**
 * hz_toast_strip_show:
 * @self: a strip
 * @text: one sentence or two; wrapped, never cut
 * @seconds: how long it stays; longer while the pointer or the keyboard is on it
 * @can_undo: it has the button for win.undo
 *
 * Shows a message at once. One that stood there comes again afterwards, for its whole time.
 *
 * Returns: what names it, never 0
 */
guint
hz_toast_strip_show (HzToastStrip *self,
                     const char *text,
                     guint seconds,
                     gboolean can_undo)
{
  Message *message = g_new0 (Message, 1);

  message->id = ++self->last_id;
  message->text = g_strdup (text);
  message->seconds = seconds;
  message->can_undo = can_undo;
  g_queue_push_head (&self->messages, message);
  show_first (self);

  return message->id;
}

/**
 * hz_toast_strip_dismiss:
 * @self: a strip
 * @id: from hz_toast_strip_show(); one that is gone is passed over
 *
 * Takes a message away before its time.
 */
void
hz_toast_strip_dismiss (HzToastStrip *self,
                        guint id)
{
  Message *message = find_message (self, id);

  if (message != NULL)
    take_away (self, message);
}
