/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-room-field.h"

#include <glib/gi18n.h>

#include "hz-centre-store.h"

/**
 * HzRoomField:
 *
 * One of the rooms of the centre, or none. A room that the centre has given up stays where it was
 * written.
 */
struct _HzRoomField
{
  GtkBox parent_instance;

  GtkWidget *drop_down;

  GCancellable *cancellable;
  char *room;
  char **rooms;
  gboolean is_filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzRoomField, hz_room_field, GTK_TYPE_BOX)

static void
show_room (HzRoomField *self)
{
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), 0);
  for (guint i = 0; self->rooms != NULL && self->rooms[i] != NULL; i++)
    {
      if (g_str_equal (self->rooms[i], self->room))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), i + 1);
    }
  self->is_filling = FALSE;
}

static void
fill_rooms (HzRoomField *self,
            char **rooms)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();

  for (guint i = 0; rooms != NULL && rooms[i] != NULL; i++)
    g_strv_builder_add (known, rooms[i]);
  if (self->room[0] != '\0' &&
      (rooms == NULL || !g_strv_contains ((const char *const *) rooms, self->room)))
    g_strv_builder_add (known, self->room);
  g_strfreev (self->rooms);
  self->rooms = g_strv_builder_end (known);

  gtk_string_list_append (labels, C_ ("room", "None"));
  for (guint i = 0; self->rooms[i] != NULL; i++)
    gtk_string_list_append (labels, self->rooms[i]);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (labels));
  show_room (self);
}

static void
on_centre_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  HzRoomField *self = data;
  g_autoptr (HzCentre) centre = hz_centre_store_get_finish (HZ_RECORDS (source), result, NULL);

  if (centre != NULL && self->cancellable != NULL)
    fill_rooms (self, centre->rooms);
  g_object_unref (self);
}

static void
on_selected_notify_cb (HzRoomField *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

  if (self->is_filling || self->rooms == NULL)
    return;
  g_free (self->room);
  self->room = g_strdup (place > 0 && place <= g_strv_length (self->rooms) ? self->rooms[place - 1]
                                                                           : "");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
hz_room_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_ROOM_FIELD (widget)->drop_down);
}

static void
hz_room_field_dispose (GObject *object)
{
  HzRoomField *self = HZ_ROOM_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (hz_room_field_parent_class)->dispose (object);
}

static void
hz_room_field_finalize (GObject *object)
{
  HzRoomField *self = HZ_ROOM_FIELD (object);

  g_free (self->room);
  g_strfreev (self->rooms);

  G_OBJECT_CLASS (hz_room_field_parent_class)->finalize (object);
}

static void
hz_room_field_class_init (HzRoomFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hz_room_field_dispose;
  object_class->finalize = hz_room_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_room_field_grab_focus;

  /**
   * HzRoomField::changed:
   *
   * Another room is chosen, or none.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hz_room_field_init (HzRoomField *self)
{
  self->cancellable = g_cancellable_new ();
  self->room = g_strdup ("");
  self->drop_down = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_hexpand (self->drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("field", "Room"), -1);
  gtk_box_append (GTK_BOX (self), self->drop_down);
  g_signal_connect_swapped (self->drop_down, "notify::selected",
                            G_CALLBACK (on_selected_notify_cb), self);
}

/**
 * hz_room_field_load:
 * @self: the field
 * @records: where the rooms are
 */
void
hz_room_field_load (HzRoomField *self,
                    HzRecords *records)
{
  g_return_if_fail (HZ_IS_ROOM_FIELD (self));

  hz_centre_store_get_async (records, self->cancellable, on_centre_cb, g_object_ref (self));
}

/**
 * hz_room_field_get_room:
 * @self: the field
 *
 * Returns: (transfer none): the room, "" for none
 */
const char *
hz_room_field_get_room (HzRoomField *self)
{
  g_return_val_if_fail (HZ_IS_ROOM_FIELD (self), "");

  return self->room;
}

void
hz_room_field_set_room (HzRoomField *self,
                        const char *room)
{
  g_return_if_fail (HZ_IS_ROOM_FIELD (self));

  g_free (self->room);
  self->room = g_strdup (room);
  show_room (self);
}
