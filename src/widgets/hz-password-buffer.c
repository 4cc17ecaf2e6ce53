/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * In place of the toolkit's GtkPasswordEntryBuffer, whose memory is locked too, but which leaves
 * what was deleted where it stood; and the password rows of libadwaita 1.2 never free theirs.
 */

#define G_LOG_DOMAIN "HzWidgets"

#include "hz-password-buffer.h"

#include <string.h>

#include "hz-secret.h"

#define FIRST_BYTES 256

struct _HzPasswordBuffer
{
  GtkEntryBuffer parent_instance;

  HzSecret *text;
  gsize n_bytes;
  guint n_chars;
};

G_DEFINE_FINAL_TYPE (HzPasswordBuffer, hz_password_buffer, GTK_TYPE_ENTRY_BUFFER)

static char *
get_start (HzPasswordBuffer *self)
{
  return (char *) hz_secret_get_data (self->text);
}

static const char *
hz_password_buffer_get_text (GtkEntryBuffer *buffer,
                             gsize *n_bytes)
{
  HzPasswordBuffer *self = HZ_PASSWORD_BUFFER (buffer);

  if (n_bytes != NULL)
    *n_bytes = self->n_bytes;

  return get_start (self);
}

static guint
hz_password_buffer_get_length (GtkEntryBuffer *buffer)
{
  return HZ_PASSWORD_BUFFER (buffer)->n_chars;
}

static void
make_room (HzPasswordBuffer *self,
           gsize n_bytes)
{
  gsize n = hz_secret_get_length (self->text);
  HzSecret *larger;

  if (n_bytes < n)
    return;

  while (n <= n_bytes)
    n *= 2;
  larger = hz_secret_new (n);
  memcpy (hz_secret_get_data (larger), get_start (self), self->n_bytes);
  hz_secret_unref (self->text);
  self->text = larger;
}

static guint
hz_password_buffer_insert_text (GtkEntryBuffer *buffer,
                                guint position,
                                const char *chars,
                                guint n_chars)
{
  HzPasswordBuffer *self = HZ_PASSWORD_BUFFER (buffer);
  gsize n_bytes = (gsize) (g_utf8_offset_to_pointer (chars, n_chars) - chars);
  char *at;

  make_room (self, self->n_bytes + n_bytes);
  at = g_utf8_offset_to_pointer (get_start (self), MIN (position, self->n_chars));
  memmove (at + n_bytes, at, self->n_bytes - (gsize) (at - get_start (self)));
  memcpy (at, chars, n_bytes);
  self->n_bytes += n_bytes;
  self->n_chars += n_chars;
  gtk_entry_buffer_emit_inserted_text (buffer, position, chars, n_chars);

  return n_chars;
}

static guint
hz_password_buffer_delete_text (GtkEntryBuffer *buffer,
                                guint position,
                                guint n_chars)
{
  HzPasswordBuffer *self = HZ_PASSWORD_BUFFER (buffer);

  position = MIN (position, self->n_chars);
  n_chars = MIN (n_chars, self->n_chars - position);
  if (n_chars > 0)
    gtk_entry_buffer_emit_deleted_text (buffer, position, n_chars);

  return n_chars;
}

/* The default handler of the signal: who listens has seen what goes. */
static void
hz_password_buffer_deleted_text (GtkEntryBuffer *buffer,
                                 guint position,
                                 guint n_chars)
{
  HzPasswordBuffer *self = HZ_PASSWORD_BUFFER (buffer);
  char *from = g_utf8_offset_to_pointer (get_start (self), position);
  char *to = g_utf8_offset_to_pointer (from, n_chars);
  gsize n_gone = (gsize) (to - from);

  memmove (from, to, self->n_bytes - (gsize) (to - get_start (self)));
  self->n_bytes -= n_gone;
  self->n_chars -= n_chars;
  explicit_bzero (get_start (self) + self->n_bytes, n_gone);

  g_object_notify (G_OBJECT (buffer), "text");
  g_object_notify (G_OBJECT (buffer), "length");
}

static void
hz_password_buffer_finalize (GObject *object)
{
  hz_secret_unref (HZ_PASSWORD_BUFFER (object)->text);

  G_OBJECT_CLASS (hz_password_buffer_parent_class)->finalize (object);
}

static void
hz_password_buffer_class_init (HzPasswordBufferClass *klass)
{
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hz_password_buffer_finalize;
  buffer_class->get_text = hz_password_buffer_get_text;
  buffer_class->get_length = hz_password_buffer_get_length;
  buffer_class->insert_text = hz_password_buffer_insert_text;
  buffer_class->delete_text = hz_password_buffer_delete_text;
  buffer_class->deleted_text = hz_password_buffer_deleted_text;
}

static void
hz_password_buffer_init (HzPasswordBuffer *self)
{
  self->text = hz_secret_new (FIRST_BYTES);
}

GtkEntryBuffer *
hz_password_buffer_new (void)
{
  return g_object_new (HZ_TYPE_PASSWORD_BUFFER, NULL);
}

/**
 * hz_password_buffer_install:
 * @row: an entry that is empty
 *
 * From now on what is typed into it is kept in guarded memory. There is no undoing in it: that
 * would keep copies.
 */
void
hz_password_buffer_install (GtkEditable *row)
{
  g_autoptr (GtkEntryBuffer) buffer = hz_password_buffer_new ();
  GtkEditable *text = gtk_editable_get_delegate (row);

  gtk_text_set_buffer (GTK_TEXT (text != NULL ? text : row), buffer);
  gtk_editable_set_enable_undo (row, FALSE);
}
