/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-name-row.h"

#include <glib/gi18n.h>

#include "hz-field-note.h"
#include "hz-letter-button.h"
#include "hz-text.h"

/**
 * HzNameRow:
 *
 * A name on one line in the order of the passport: surname, given name, patronymic. How it was
 * understood stands below and can be turned round. A single word is a given name. Large first
 * letters and the right letters are offered, never forced.
 */
struct _HzNameRow
{
  GtkBox parent_instance;

  GtkWidget *entry;
  GtkWidget *problem;
  GtkWidget *split;
  GtkWidget *swap;
  GtkWidget *offer;
  gboolean swapped;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzNameRow, hz_name_row, GTK_TYPE_BOX)

static void
append_part (GString    *split,
             const char *format,
             const char *part)
{
  if (part == NULL)
    return;
  if (split->len > 0)
    g_string_append (split, " · ");
  g_string_append_printf (split, "%s: %s", format, part);
}

static void
update_split (HzNameRow *self)
{
  g_autoptr (GString) split = g_string_new (NULL);
  g_autofree char *surname = NULL;
  g_autofree char *given = NULL;
  g_autofree char *patronymic = NULL;

  hz_name_row_get_parts (self, &surname, &given, &patronymic);
  append_part (split, C_ ("name part", "surname"), surname);
  append_part (split, C_ ("name part", "given name"), given);
  append_part (split, C_ ("name part", "patronymic"), patronymic);
  gtk_label_set_label (GTK_LABEL (self->split), split->str);
  gtk_widget_set_visible (self->swap, surname != NULL || given != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, split->str, -1);
}

/* What the line would be with large first letters and without letters of another alphabet. */
static char *
find_offer (HzNameRow *self)
{
  const char *text = hz_name_row_get_text (self);
  g_autofree char *legacy = hz_text_mend_legacy (text);
  g_autofree char *mended = hz_text_mend_lookalikes (legacy != NULL ? legacy : text);
  g_autofree char *capital = NULL;

  capital = hz_text_capitalize (mended != NULL ? mended : (legacy != NULL ? legacy : text));
  return g_strcmp0 (capital, text) != 0 ? g_steal_pointer (&capital) : NULL;
}

static void
update_offer (HzNameRow *self)
{
  g_autofree char *offer = find_offer (self);
  g_autofree char *text = NULL;

  if (offer != NULL)
    text = g_strdup_printf (_("Write as: %s"), offer);
  gtk_button_set_label (GTK_BUTTON (self->offer), text != NULL ? text : "");
  gtk_widget_set_visible (self->offer, offer != NULL);
}

static void
on_entry_changed_cb (GtkEditable *editable,
                     HzNameRow   *self)
{
  update_split (self);
  gtk_widget_set_visible (self->offer, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller,
                   HzNameRow               *self)
{
  update_offer (self);
}

static void
on_swap_clicked_cb (GtkButton *button,
                    HzNameRow *self)
{
  hz_name_row_set_swapped (self, !self->swapped);
}

static void
on_offer_clicked_cb (GtkButton *button,
                     HzNameRow *self)
{
  g_autofree char *offer = find_offer (self);

  if (offer != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), offer);
  gtk_widget_grab_focus (self->entry);
  gtk_widget_set_visible (self->offer, FALSE);
}

static gboolean
hz_name_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_NAME_ROW (widget)->entry);
}

static void
hz_name_row_class_init (HzNameRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_name_row_grab_focus;

  /**
   * HzNameRow::changed:
   *
   * The name or how it is understood is another one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
add_second_line (HzNameRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->split = gtk_label_new (NULL);
  self->swap = gtk_button_new_with_label (C_ ("name", "Swap"));
  self->offer = gtk_button_new_with_label ("");
  gtk_label_set_xalign (GTK_LABEL (self->split), 0);
  gtk_label_set_wrap (GTK_LABEL (self->split), TRUE);
  gtk_widget_set_hexpand (self->split, TRUE);
  gtk_widget_add_css_class (self->split, "dim-label");
  gtk_widget_add_css_class (self->swap, "flat");
  gtk_widget_add_css_class (self->offer, "flat");
  gtk_widget_set_halign (self->offer, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->swap, _("Surname and given name the other way round"));
  /* Out of the way of Tab: the next field comes after the name. The offer is there only once the name
   * has been left, one Shift+Tab behind. */
  gtk_widget_set_focusable (self->swap, FALSE);
  gtk_widget_set_visible (self->swap, FALSE);
  gtk_widget_set_visible (self->offer, FALSE);
  gtk_box_append (GTK_BOX (line), self->split);
  gtk_box_append (GTK_BOX (line), self->swap);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->offer);
  g_signal_connect (self->swap, "clicked", G_CALLBACK (on_swap_clicked_cb), self);
  g_signal_connect (self->offer, "clicked", G_CALLBACK (on_offer_clicked_cb), self);
}

static void
hz_name_row_init (HzNameRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), hz_letter_button_new (self->entry));
  gtk_box_append (GTK_BOX (self), line);
  self->problem = hz_field_note_new (self->entry);
  gtk_box_append (GTK_BOX (self), self->problem);
  add_second_line (self);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
}

/**
 * hz_name_row_new:
 * @label: whose name, for those who hear the screen
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
hz_name_row_new (const char *label)
{
  HzNameRow *self = g_object_new (HZ_TYPE_NAME_ROW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/**
 * hz_name_row_get_text:
 * @self: the row
 *
 * Returns: (transfer none): the line as it was typed
 */
const char *
hz_name_row_get_text (HzNameRow *self)
{
  g_return_val_if_fail (HZ_IS_NAME_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
hz_name_row_set_text (HzNameRow  *self,
                      const char *text)
{
  g_return_if_fail (HZ_IS_NAME_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
}

/**
 * hz_name_row_get_parts:
 * @self: the row
 * @surname: (out) (transfer full) (nullable): surname
 * @given: (out) (transfer full) (nullable): given name
 * @patronymic: (out) (transfer full) (nullable): patronymic and whatever follows
 */
void
hz_name_row_get_parts (HzNameRow  *self,
                       char      **surname,
                       char      **given,
                       char      **patronymic)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  guint n;

  g_return_if_fail (HZ_IS_NAME_ROW (self));

  *surname = *given = *patronymic = NULL;
  line = hz_text_tidy_line (hz_name_row_get_text (self), HZ_TEXT_LINE_LIMIT, NULL);
  if (*line == '\0')
    return;

  words = g_strsplit (line, " ", 3);
  n = g_strv_length (words);
  if (n == 1)
    {
      *(self->swapped ? surname : given) = g_strdup (words[0]);
      return;
    }
  *surname = g_strdup (words[self->swapped ? 1 : 0]);
  *given = g_strdup (words[self->swapped ? 0 : 1]);
  *patronymic = n > 2 ? g_strdup (words[2]) : NULL;
}

/**
 * hz_name_row_set_parts:
 * @self: the row
 * @surname: (nullable): surname
 * @given: (nullable): given name
 * @patronymic: (nullable): patronymic
 */
void
hz_name_row_set_parts (HzNameRow  *self,
                       const char *surname,
                       const char *given,
                       const char *patronymic)
{
  g_autoptr (GString) line = g_string_new (surname);

  g_return_if_fail (HZ_IS_NAME_ROW (self));

  if (given != NULL && *given != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", given);
  if (patronymic != NULL && *patronymic != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", patronymic);
  self->swapped = surname != NULL && *surname != '\0' && (given == NULL || *given == '\0');
  hz_name_row_set_text (self, line->str);
  update_split (self);
}

gboolean
hz_name_row_get_swapped (HzNameRow *self)
{
  g_return_val_if_fail (HZ_IS_NAME_ROW (self), FALSE);

  return self->swapped;
}

/**
 * hz_name_row_set_swapped:
 * @self: the row
 * @swapped: whether the given name was typed before the surname; of a single word, whether it is
 *   the surname
 */
void
hz_name_row_set_swapped (HzNameRow *self,
                         gboolean   swapped)
{
  g_return_if_fail (HZ_IS_NAME_ROW (self));

  self->swapped = swapped;
  update_split (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * hz_name_row_set_problem:
 * @self: the row
 * @problem: (nullable): why the line cannot be kept, until it is another
 */
void
hz_name_row_set_problem (HzNameRow  *self,
                         const char *problem)
{
  g_return_if_fail (HZ_IS_NAME_ROW (self));

  hz_field_note_set_problem (self->problem, problem);
}
