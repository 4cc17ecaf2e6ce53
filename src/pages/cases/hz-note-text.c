/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-note-text.h"

#include <string.h>

/* The toolkit lays out a paragraph whole, and anew at each letter: what is pasted without line breaks
 * is broken into pieces of this many characters. */
#define PARAGRAPH_LIMIT 2000

/**
 * HzNoteText:
 *
 * One part of a note: its name, and a text that grows with what is written.
 */
struct _HzNoteText
{
  GtkBox parent_instance;

  GtkWidget *label;
  GtkWidget *view;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzNoteText, hz_note_text, GTK_TYPE_BOX)

static GtkTextBuffer *
get_buffer (HzNoteText *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static gboolean
has_long_paragraph (const char *text,
                    gsize       length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);

      if (line_end == NULL)
        line_end = end;
      if (g_utf8_strlen (text, line_end - text) > PARAGRAPH_LIMIT)
        return TRUE;
      text = line_end + 1;
    }

  return FALSE;
}

/* At the last space that leaves a piece short enough. */
static char *
break_paragraphs (const char *text,
                  gsize       length)
{
  GString *broken = g_string_sized_new (length + length / PARAGRAPH_LIMIT + 1);
  gsize space = 0;
  guint column = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '\n')
        {
          column = 0;
          space = 0;
        }
      else if (letter == ' ' || letter == '\t')
        space = broken->len;
      g_string_append_unichar (broken, letter);

      if (++column > PARAGRAPH_LIMIT)
        {
          if (space > 0)
            broken->str[space] = '\n';
          else
            g_string_append_c (broken, '\n');
          column = space > 0 ? (guint) g_utf8_strlen (broken->str + space + 1, -1) : 0;
          space = 0;
        }
    }

  return g_string_free (broken, FALSE);
}

static void
on_buffer_insert_text_cb (GtkTextBuffer *buffer,
                          GtkTextIter   *place,
                          const char    *text,
                          int            length,
                          HzNoteText    *self)
{
  g_autofree char *broken = NULL;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (!has_long_paragraph (text, size))
    return;

  broken = break_paragraphs (text, size);
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, place, broken, -1);
}

static void
on_buffer_changed_cb (GtkTextBuffer *buffer,
                      HzNoteText    *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_buffer_cursor_cb (GtkTextBuffer *buffer,
                     GParamSpec    *pspec,
                     HzNoteText    *self)
{
  g_signal_emit (self, signals[SIGNAL_CURSOR_MOVED], 0);
}

static void
on_view_focus_enter_cb (HzNoteText *self)
{
  g_signal_emit (self, signals[SIGNAL_CURSOR_MOVED], 0);
}

static gboolean
hz_note_text_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_NOTE_TEXT (widget)->view);
}

static void
hz_note_text_class_init (HzNoteTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = hz_note_text_grab_focus;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_CURSOR_MOVED] =
    g_signal_new ("cursor-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hz_note_text_init (HzNoteText *self)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkTextView *view;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "heading");

  self->view = gtk_text_view_new ();
  view = GTK_TEXT_VIEW (self->view);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_left_margin (view, 9);
  gtk_text_view_set_right_margin (view, 9);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 6);
  gtk_widget_set_size_request (self->view, -1, 88);

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_view_focus_enter_cb), self);
  gtk_widget_add_controller (self->view, focus);

  gtk_frame_set_child (GTK_FRAME (frame), self->view);
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_box_append (GTK_BOX (self), frame);

  g_signal_connect (get_buffer (self), "insert-text", G_CALLBACK (on_buffer_insert_text_cb), self);
  g_signal_connect (get_buffer (self), "changed", G_CALLBACK (on_buffer_changed_cb), self);
  g_signal_connect (get_buffer (self), "notify::cursor-position", G_CALLBACK (on_buffer_cursor_cb),
                    self);
}

/**
 * hz_note_text_new:
 * @label: the name of the part
 *
 * Returns: (transfer floating): an empty part
 */
GtkWidget *
hz_note_text_new (const char *label)
{
  HzNoteText *self = g_object_new (HZ_TYPE_NOTE_TEXT, NULL);

  hz_note_text_set_label (self, label);
  return GTK_WIDGET (self);
}

void
hz_note_text_set_label (HzNoteText *self,
                        const char *label)
{
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/**
 * hz_note_text_get_text:
 * @self: a part
 *
 * Returns: (transfer full): what stands in it
 */
char *
hz_note_text_get_text (HzNoteText *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

/**
 * hz_note_text_set_text:
 * @self: a part
 * @text: what is to stand in it
 *
 * For what was stored: it cannot be undone, and tells nobody.
 */
void
hz_note_text_set_text (HzNoteText *self,
                       const char *text)
{
  GtkTextBuffer *buffer = get_buffer (self);

  g_signal_handlers_block_by_func (buffer, on_buffer_changed_cb, self);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  g_signal_handlers_unblock_by_func (buffer, on_buffer_changed_cb, self);
}

gboolean
hz_note_text_is_blank (HzNoteText *self)
{
  g_autofree char *text = hz_note_text_get_text (self);

  return *g_strstrip (text) == '\0';
}

void
hz_note_text_insert (HzNoteText *self,
                     const char *text)
{
  gtk_text_buffer_begin_user_action (get_buffer (self));
  gtk_text_buffer_delete_selection (get_buffer (self), TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (get_buffer (self), text, -1);
  gtk_text_buffer_end_user_action (get_buffer (self));
}

/**
 * hz_note_text_get_cursor:
 * @self: a part
 *
 * Returns: the place of the cursor, in characters
 */
int
hz_note_text_get_cursor (HzNoteText *self)
{
  int place;

  g_object_get (get_buffer (self), "cursor-position", &place, NULL);
  return place;
}

void
hz_note_text_set_cursor (HzNoteText *self,
                         int         place)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, place);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
}

gboolean
hz_note_text_has_focus (HzNoteText *self)
{
  return gtk_widget_has_focus (self->view);
}

/**
 * hz_note_text_get_cursor_area:
 * @self: a part
 * @in: a widget around it
 * @area: (out): where the cursor is drawn, in the coordinates of @in
 *
 * Returns: whether both are on one screen
 */
gboolean
hz_note_text_get_cursor_area (HzNoteText   *self,
                              GtkWidget    *in,
                              GdkRectangle *area)
{
  GdkRectangle strong;
  double x, y;
  int window_x, window_y;

  gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (self->view), NULL, &strong, NULL);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, strong.x,
                                         strong.y, &window_x, &window_y);
  if (!gtk_widget_translate_coordinates (self->view, in, window_x, window_y, &x, &y))
    return FALSE;

  *area = (GdkRectangle) { (int) x, (int) y, strong.width, strong.height };
  return TRUE;
}
