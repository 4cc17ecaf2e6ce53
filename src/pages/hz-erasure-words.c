/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-erasure-words.h"

#include <glib/gi18n.h>

#include "hz-paragraph.h"

/**
 * hz_erasure_words_add:
 * @box: of a dialog
 *
 * Two paragraphs at its end: what goes, and what stays.
 */
void
hz_erasure_words_add (GtkWidget *box)
{
  hz_paragraph_add (box,
                    _("Her record, her cases with all notes, her answers about consent and the text of "
                      "her letters go for good. No key and no recovery sheet brings them back."),
                    NULL);
  hz_paragraph_add (box,
                    _("What stays: how many appointments and letters there were, without her name, and "
                      "in the log what was done, with her code."),
                    NULL);
}
