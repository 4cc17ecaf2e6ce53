/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "hz-paragraph.h"

/**
 * hz_paragraph_add:
 * @box: a GtkBox; its last child from now on
 * @text: (nullable): sentences, which are broken into lines
 * @css_class: (nullable): how they look
 *
 * Returns: (transfer none): the label
 */
GtkWidget *
hz_paragraph_add (GtkWidget *box,
                  const char *text,
                  const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}
