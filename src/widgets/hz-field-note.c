/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-field-note.h"

#include "hz-in-sight.h"

static void
on_field_changed_cb (GtkWidget *note)
{
  hz_field_note_set_problem (note, NULL);
}

/**
 * hz_field_note_new:
 * @field: an entry or a text view, which stands above the note and lives as long
 *
 * Returns: (transfer floating): the line that says what is wrong in a field; not seen until something
 *   is, and not any more once the text is another
 */
GtkWidget *
hz_field_note_new (GtkWidget *field)
{
  GtkWidget *note = gtk_label_new (NULL);
  gpointer text = GTK_IS_TEXT_VIEW (field)
                    ? (gpointer) gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)) : field;

  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_widget_add_css_class (note, "error");
  gtk_widget_set_visible (note, FALSE);
  g_object_set_data (G_OBJECT (note), "hz-field", field);
  g_signal_connect_object (text, "changed", G_CALLBACK (on_field_changed_cb), note,
                           G_CONNECT_SWAPPED);

  return note;
}

/**
 * hz_field_note_set_problem:
 * @note: made by hz_field_note_new()
 * @problem: (nullable): what is wrong and what to do; %NULL when all is well
 *
 * Marks the field, and has the sentence seen, and heard with it.
 */
void
hz_field_note_set_problem (GtkWidget *note,
                           const char *problem)
{
  GtkWidget *field;

  g_return_if_fail (GTK_IS_LABEL (note));

  if (problem == NULL && !gtk_widget_get_visible (note))
    return;

  field = g_object_get_data (G_OBJECT (note), "hz-field");
  gtk_label_set_label (GTK_LABEL (note), problem != NULL ? problem : "");
  gtk_widget_set_visible (note, problem != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (field, "hz-wrong");
      gtk_accessible_update_property (GTK_ACCESSIBLE (field),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
      hz_in_sight_bring (note);
    }
  else
    {
      gtk_widget_remove_css_class (field, "hz-wrong");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}
