/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What every field of the program can do with Tajik letters, put once on the toolkit's two text
 * classes: the letters of cut, copy, paste, undo and select all on Cyrillic layouts, the twin letter
 * on F2, and pasting that leaves no line breaks in a line and no letters of legacy fonts.
 */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-text-input.h"

#include "hz-shortcut.h"
#include "hz-text.h"

/* More than any field keeps: what is too long is told where it is kept, not cut without a word. */
#define PASTE_LIMIT (2 * HZ_TEXT_BLOCK_LIMIT)

/* Of a line: what stands in it since letters of a paste were mended; that it hears the key for undo. */
#define MENDED "hz-mended"
#define UNDO_KEY "hz-undo-key"

/* Latin letters stay with the toolkit's own shortcuts. */
static const struct
{
  const char *accelerator;
  const char *action;
} text_keys[] = {
  { "<Control>Cyrillic_ef", "selection.select-all" },
  { "<Control>Cyrillic_es", "clipboard.copy" },
  { "<Control>Cyrillic_em", "clipboard.paste" },
  { "<Control>Cyrillic_che", "clipboard.cut" },
  { "<Control>Cyrillic_ya", "text.undo" },
  { "<Control><Shift>Cyrillic_ya", "text.redo" },
};

typedef struct
{
  GWeakRef text;
} Paste;

static gboolean
is_line (GtkWidget *text)
{
  return GTK_IS_TEXT (text);
}

/**
 * hz_text_input_get_text:
 * @entry: an entry of any kind, a text view, or the text inside one
 *
 * Returns: (transfer none) (nullable): the #GtkText or #GtkTextView in which the cursor stands
 */
GtkWidget *
hz_text_input_get_text (GtkWidget *entry)
{
  if (GTK_IS_TEXT (entry) || GTK_IS_TEXT_VIEW (entry))
    return entry;
  if (GTK_IS_EDITABLE (entry))
    {
      GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (entry));

      return delegate != NULL ? hz_text_input_get_text (GTK_WIDGET (delegate)) : NULL;
    }
  return NULL;
}

static void
insert_in_line (GtkEditable *text,
                const char  *inserted)
{
  int position;

  gtk_editable_delete_selection (text);
  position = gtk_editable_get_position (text);
  gtk_editable_insert_text (text, inserted, -1, &position);
  gtk_editable_set_position (text, position);
}

/**
 * hz_text_input_insert:
 * @text: a #GtkText or #GtkTextView
 * @inserted: what to put at the cursor, in place of a selection
 */
void
hz_text_input_insert (GtkWidget  *text,
                      const char *inserted)
{
  GtkTextBuffer *buffer;

  if (is_line (text))
    {
      if (gtk_editable_get_editable (GTK_EDITABLE (text)))
        insert_in_line (GTK_EDITABLE (text), inserted);
      return;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (GTK_TEXT_VIEW (text)));
  gtk_text_buffer_insert_interactive_at_cursor (buffer, inserted, -1,
                                                gtk_text_view_get_editable (GTK_TEXT_VIEW (text)));
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
turn_letter_in_line (GtkEditable *text)
{
  g_autofree char *before = NULL;
  char twin[7] = { 0 };
  int position = gtk_editable_get_position (text);
  gunichar letter;

  if (!gtk_editable_get_editable (text) || position == 0 ||
      !gtk_text_get_visibility (GTK_TEXT (text)))
    return FALSE;

  before = gtk_editable_get_chars (text, position - 1, position);
  letter = hz_text_get_twin (g_utf8_get_char (before));
  if (letter == 0)
    return FALSE;

  g_unichar_to_utf8 (letter, twin);
  gtk_editable_delete_text (text, position - 1, position);
  position--;
  gtk_editable_insert_text (text, twin, -1, &position);
  gtk_editable_set_position (text, position);
  return TRUE;
}

static gboolean
turn_letter_in_view (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  char twin[7] = { 0 };
  gunichar letter;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  start = end;
  if (!gtk_text_view_get_editable (view) || !gtk_text_iter_backward_char (&start))
    return FALSE;
  letter = hz_text_get_twin (gtk_text_iter_get_char (&start));
  if (letter == 0)
    return FALSE;

  g_unichar_to_utf8 (letter, twin);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, twin, -1);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/**
 * hz_text_input_turn_letter:
 * @text: a #GtkText or #GtkTextView
 *
 * Turns the letter before the cursor into its twin: к into қ and back.
 *
 * Returns: whether it has one
 */
gboolean
hz_text_input_turn_letter (GtkWidget *text)
{
  if (is_line (text))
    return turn_letter_in_line (GTK_EDITABLE (text));
  return turn_letter_in_view (GTK_TEXT_VIEW (text));
}

static gboolean
on_turn_letter_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   data)
{
  return hz_text_input_turn_letter (widget);
}

/* The toolkit takes back the two halves of a replacement in a line one by one, and between them nothing
 * stands there: while the text is the mended one, the key takes back both. */
static gboolean
on_undo_cb (GtkWidget *text,
            GVariant  *arguments,
            gpointer   data)
{
  g_autofree char *mended = g_object_steal_data (G_OBJECT (text), MENDED);

  if (g_strcmp0 (mended, gtk_editable_get_text (GTK_EDITABLE (text))) != 0)
    return FALSE;

  gtk_widget_activate_action (text, "text.undo", NULL);
  gtk_widget_activate_action (text, "text.undo", NULL);
  return TRUE;
}

static void
expect_undo (GtkWidget *text)
{
  GtkEventController *keys;

  g_object_set_data_full (G_OBJECT (text), MENDED,
                          g_strdup (gtk_editable_get_text (GTK_EDITABLE (text))), g_free);
  if (g_object_get_data (G_OBJECT (text), UNDO_KEY) != NULL)
    return;

  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (hz_shortcut_get_trigger ("<Control>z"),
                                                          gtk_callback_action_new (on_undo_cb, NULL,
                                                                                   NULL)));
  gtk_widget_add_controller (text, keys);
  g_object_set_data (G_OBJECT (text), UNDO_KEY, keys);
}

/* The pasted text first, its Tajik letters as a second step: one undo brings the paste back. */
static void
insert_pasted (GtkWidget  *text,
               const char *pasted)
{
  g_autofree char *tidy = NULL;
  g_autofree char *mended = NULL;

  tidy = is_line (text) ? hz_text_tidy_line (pasted, PASTE_LIMIT, NULL)
                        : hz_text_tidy_block (pasted, PASTE_LIMIT, NULL);
  mended = hz_text_mend_legacy (tidy);
  hz_text_input_insert (text, tidy);
  if (mended == NULL)
    return;

  if (is_line (text))
    {
      int end = gtk_editable_get_position (GTK_EDITABLE (text));

      gtk_editable_select_region (GTK_EDITABLE (text), end - (int) g_utf8_strlen (tidy, -1), end);
    }
  else
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
      start = end;
      gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (tidy, -1));
      gtk_text_buffer_select_range (buffer, &end, &start);
    }
  hz_text_input_insert (text, mended);
  if (is_line (text))
    expect_undo (text);
}

static void
on_clipboard_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  Paste *paste = data;
  g_autoptr (GtkWidget) text = g_weak_ref_get (&paste->text);
  g_autofree char *pasted = NULL;

  pasted = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (text != NULL && pasted != NULL)
    insert_pasted (text, pasted);

  g_weak_ref_clear (&paste->text);
  g_free (paste);
}

static void
on_paste_clipboard_cb (GtkWidget *text)
{
  Paste *paste;

  /* A password is taken as it is. */
  if (is_line (text) && !gtk_text_get_visibility (GTK_TEXT (text)))
    {
      GValue instance = G_VALUE_INIT;

      g_value_init (&instance, G_OBJECT_TYPE (text));
      g_value_set_object (&instance, text);
      g_signal_chain_from_overridden (&instance, NULL);
      g_value_unset (&instance);
      return;
    }

  paste = g_new0 (Paste, 1);
  g_weak_ref_init (&paste->text, text);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (text), NULL, on_clipboard_read_cb, paste);
}

static void
install_on_class (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autoptr (GtkShortcut) twin = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (text_keys); i++)
    {
      g_autoptr (GtkShortcut) shortcut = NULL;

      shortcut =
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (text_keys[i].accelerator),
                          gtk_named_action_new (text_keys[i].action));
      gtk_widget_class_add_shortcut (GTK_WIDGET_CLASS (klass), shortcut);
    }
  twin = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F2, 0),
                           gtk_callback_action_new (on_turn_letter_cb, NULL, NULL));
  gtk_widget_class_add_shortcut (GTK_WIDGET_CLASS (klass), twin);

  g_signal_override_class_handler ("paste-clipboard", type, G_CALLBACK (on_paste_clipboard_cb));
}

/**
 * hz_text_input_let_go:
 * @entry: an entry whose whole text is selected when the focus comes, and that it leaves now
 *
 * Takes the selection away: it would stand there like a field that cannot be changed. It stays while
 * another window is in front.
 */
void
hz_text_input_let_go (GtkWidget *entry)
{
  GtkRoot *root = gtk_widget_get_root (entry);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int position = gtk_editable_get_position (GTK_EDITABLE (entry));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, entry))
    gtk_editable_select_region (GTK_EDITABLE (entry), position, position);
}

/**
 * hz_text_input_install:
 *
 * Gives all text fields of the program the keys and the pasting of this file. Once, after the
 * toolkit has been initialised; again does nothing.
 */
void
hz_text_input_install (void)
{
  static gboolean is_installed;

  if (is_installed)
    return;
  is_installed = TRUE;
  install_on_class (GTK_TYPE_TEXT);
  install_on_class (GTK_TYPE_TEXT_VIEW);
}
