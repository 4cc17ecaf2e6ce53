/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-note-list.h"

#include <glib/gi18n.h>

#include "hz-note-words.h"
#include "hz-tab-stop.h"

/**
 * HzNoteList:
 *
 * The notes of a case, newest first, with a search through what is written in them.
 */
struct _HzNoteList
{
  GtkBox parent_instance;

  GtkWidget *new_note;
  GtkWidget *search;
  GtkWidget *damaged;
  GtkWidget *rows;
  GtkWidget *placeholder;

  GPtrArray *notes;
  HzId selected_id;
};

enum
{
  SIGNAL_NOTE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzNoteList, hz_note_list, GTK_TYPE_BOX)

static const HzId *
get_id (const HzNote *note)
{
  return hz_note_is_sealed (note) ? &note->stamp.id : &note->draft_id;
}

static HzNote *
get_note (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "note");
}

static GtkWidget *
create_line (const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Day and state; kind; the first line of the text. */
static GtkWidget *
create_row (HzNote *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (hz_note_words_get_icon (note));
  g_autofree char *when = hz_note_words_dup_start (note);
  g_autofree char *title = hz_note_words_dup_title (note);
  g_autofree char *beginning = hz_note_words_dup_beginning (note);
  g_autofree char *spoken = NULL;

  spoken = g_strdup_printf ("%s, %s, %s", title, when, hz_note_words_get_state (note));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), create_line (when, "numeric"));
  /* A date is not broken inside. */
  gtk_label_set_wrap_mode (GTK_LABEL (gtk_widget_get_last_child (line)), PANGO_WRAP_WORD);
  gtk_box_append (GTK_BOX (line), gtk_label_new (hz_note_words_get_state (note)));
  gtk_widget_add_css_class (gtk_widget_get_last_child (line), "dim-label");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), create_line (title, "heading"));
  if (*beginning != '\0')
    gtk_box_append (GTK_BOX (box), create_line (beginning, "dim-label"));

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  if (hz_id_is_set (&note->addendum_of) && hz_note_is_sealed (note))
    gtk_widget_set_margin_start (box, 18);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "note", g_object_ref (note), g_object_unref);

  return row;
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       data)
{
  HzNoteList *self = data;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return *query == '\0' || hz_note_matches (get_note (row), query);
}

static void
on_rows_row_activated_cb (GtkListBox    *box,
                          GtkListBoxRow *row,
                          HzNoteList    *self)
{
  g_signal_emit (self, signals[SIGNAL_NOTE_ACTIVATED], 0, get_note (row));
}

static void
on_search_changed_cb (HzNoteList *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));

  gtk_label_set_label (GTK_LABEL (self->placeholder),
                       *query != '\0' ? _("Nothing found.") : _("No notes yet."));
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->rows));
}

static void
on_search_activate_cb (HzNoteList *self)
{
  gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static void
on_search_stop_cb (HzNoteList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
hz_note_list_dispose (GObject *object)
{
  HzNoteList *self = HZ_NOTE_LIST (object);

  g_clear_pointer (&self->notes, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_NOTE_LIST);

  G_OBJECT_CLASS (hz_note_list_parent_class)->dispose (object);
}

static void
hz_note_list_class_init (HzNoteListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_note_list_dispose;

  signals[SIGNAL_NOTE_ACTIVATED] =
    g_signal_new ("note-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HZ_TYPE_NOTE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-note-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HzNoteList, new_note);
  gtk_widget_class_bind_template_child (widget_class, HzNoteList, search);
  gtk_widget_class_bind_template_child (widget_class, HzNoteList, damaged);
  gtk_widget_class_bind_template_child (widget_class, HzNoteList, rows);
}

static void
hz_note_list_init (HzNoteList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hz_tab_stop_add (GTK_LIST_BOX (self->rows));

  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->placeholder = create_line (_("No notes yet."), "dim-label");
  gtk_widget_set_margin_start (self->placeholder, 12);
  gtk_widget_set_margin_top (self->placeholder, 12);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->rows), self->placeholder);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->rows), filter_row, self, NULL);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (on_rows_row_activated_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_search_activate_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (on_search_stop_cb), self);
}

/**
 * hz_note_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hz_note_list_new (void)
{
  return g_object_new (HZ_TYPE_NOTE_LIST, NULL);
}

/**
 * hz_note_list_set_notes:
 * @self: a list
 * @notes: (element-type HzNote): drafts first, then sealed ones, each followed by what was added
 * @n_damaged: how many do not read
 */
void
hz_note_list_set_notes (HzNoteList *self,
                        GPtrArray  *notes,
                        guint       n_damaged)
{
  GtkWidget *row;
  g_autofree char *sentence = g_strdup_printf (_("Notes that do not open: %u"), n_damaged);
  HzId selected_id = self->selected_id;

  g_ptr_array_ref (notes);
  g_ptr_array_unref (self->notes);
  self->notes = notes;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), row);
  for (guint i = 0; i < notes->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->rows), create_row (g_ptr_array_index (notes, i)));

  gtk_label_set_label (GTK_LABEL (self->damaged), sentence);
  gtk_widget_set_visible (self->damaged, n_damaged > 0);
  hz_note_list_select (self, &selected_id);
}

void
hz_note_list_set_new_label (HzNoteList *self,
                            const char *label)
{
  gtk_widget_set_visible (self->new_note, label != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->new_note), label);
}

static GtkListBoxRow *
find_row (HzNoteList *self,
          const HzId *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), i)) != NULL; i++)
    if (hz_id_equal (get_id (get_note (row)), id))
      return row;

  return NULL;
}

/**
 * hz_note_list_select:
 * @self: a list
 * @id: (nullable): a sealed note, or a draft
 *
 * Marks what is open beside it.
 */
void
hz_note_list_select (HzNoteList *self,
                     const HzId *id)
{
  self->selected_id = id != NULL ? *id : HZ_ID_NONE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->rows), find_row (self, &self->selected_id));
}

/**
 * hz_note_list_find:
 * @self: a list
 * @id: a sealed note, or a draft
 *
 * Returns: (transfer none) (nullable): the note
 */
HzNote *
hz_note_list_find (HzNoteList *self,
                   const HzId *id)
{
  GtkListBoxRow *row = hz_id_is_set (id) ? find_row (self, id) : NULL;

  return row != NULL ? get_note (row) : NULL;
}

GPtrArray *
hz_note_list_get_notes (HzNoteList *self)
{
  return self->notes;
}

void
hz_note_list_focus_search (HzNoteList *self)
{
  gtk_widget_grab_focus (self->search);
}

void
hz_note_list_focus_rows (HzNoteList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->rows));

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), 0);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->new_note);
}
