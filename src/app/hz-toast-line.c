/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-toast-line.h"

/* A little more than the longest animation of libadwaita. */
#define ACT_MS 550

#define DISMISSED "hz-dismissed"

/**
 * HzToastLine:
 *
 * libadwaita 1.2 ends the program when a toast is dismissed, or gives way to another, while it is still
 * coming: it is freed before its animation, or shown anew before it has gone. So a toast comes, or is
 * dismissed, only when the one before had its time for that.
 */
struct _HzToastLine
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  /* Toasts that are to come, and among them those that are to go: what has come is only to go. */
  GQueue *waiting;
  GHashTable *shown;
  gint64 next_act;
  guint source_id;
};

G_DEFINE_FINAL_TYPE (HzToastLine, hz_toast_line, G_TYPE_OBJECT)

static void
on_toast_dismissed_cb (AdwToast *toast,
                       HzToastLine *self)
{
  g_hash_table_remove (self->shown, toast);
}

/* One that went by itself meanwhile is not dismissed again. */
static gboolean
act (HzToastLine *self,
     AdwToast *toast)
{
  if (g_object_get_data (G_OBJECT (toast), DISMISSED) == NULL)
    {
      g_hash_table_add (self->shown, toast);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self, 0);
      adw_toast_overlay_add_toast (self->overlay, g_object_ref (toast));
      return TRUE;
    }

  if (!g_hash_table_contains (self->shown, toast))
    return FALSE;

  adw_toast_dismiss (toast);
  return TRUE;
}

static gboolean
on_act_cb (gpointer data)
{
  HzToastLine *self = data;
  gboolean has_acted = FALSE;
  gint64 left = self->next_act - g_get_monotonic_time ();

  self->source_id = 0;
  while (left <= 0 && !has_acted && !g_queue_is_empty (self->waiting))
    {
      g_autoptr (AdwToast) toast = g_queue_pop_head (self->waiting);

      has_acted = act (self, toast);
    }

  if (has_acted)
    {
      left = ACT_MS * G_TIME_SPAN_MILLISECOND;
      self->next_act = g_get_monotonic_time () + left;
    }
  if (!g_queue_is_empty (self->waiting))
    self->source_id = g_timeout_add ((guint) (left / G_TIME_SPAN_MILLISECOND) + 1, on_act_cb, self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (HzToastLine *self,
               AdwToast *toast)
{
  g_queue_push_tail (self->waiting, toast);
  if (self->source_id == 0)
    on_act_cb (self);
}

static void
hz_toast_line_dispose (GObject *object)
{
  HzToastLine *self = HZ_TOAST_LINE (object);

  hz_toast_line_close (self);

  G_OBJECT_CLASS (hz_toast_line_parent_class)->dispose (object);
}

static void
hz_toast_line_finalize (GObject *object)
{
  HzToastLine *self = HZ_TOAST_LINE (object);

  g_queue_free (self->waiting);
  g_hash_table_unref (self->shown);

  G_OBJECT_CLASS (hz_toast_line_parent_class)->finalize (object);
}

static void
hz_toast_line_class_init (HzToastLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hz_toast_line_dispose;
  object_class->finalize = hz_toast_line_finalize;
}

static void
hz_toast_line_init (HzToastLine *self)
{
  self->waiting = g_queue_new ();
  self->shown = g_hash_table_new (NULL, NULL);
}

/**
 * hz_toast_line_new:
 * @overlay: (transfer none): where they are shown; it lives until hz_toast_line_close()
 *
 * Returns: (transfer full): a line
 */
HzToastLine *
hz_toast_line_new (AdwToastOverlay *overlay)
{
  HzToastLine *self = g_object_new (HZ_TYPE_TOAST_LINE, NULL);

  self->overlay = overlay;

  return self;
}

/**
 * hz_toast_line_add:
 * @self: a line
 * @toast: (transfer full): what to show
 */
void
hz_toast_line_add (HzToastLine *self,
                   AdwToast *toast)
{
  g_return_if_fail (self->overlay != NULL);

  wait_for_turn (self, toast);
}

/**
 * hz_toast_line_dismiss:
 * @self: a line
 * @toast: one that was added to it
 */
void
hz_toast_line_dismiss (HzToastLine *self,
                       AdwToast *toast)
{
  g_return_if_fail (self->overlay != NULL);

  if (g_queue_remove (self->waiting, toast))
    {
      g_object_unref (toast);
      return;
    }

  g_object_set_data (G_OBJECT (toast), DISMISSED, (gpointer) DISMISSED);
  wait_for_turn (self, g_object_ref (toast));
}

/**
 * hz_toast_line_close:
 * @self: a line
 *
 * To be called before the overlay goes.
 */
void
hz_toast_line_close (HzToastLine *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_queue_clear_full (self->waiting, g_object_unref);
  self->overlay = NULL;
}
