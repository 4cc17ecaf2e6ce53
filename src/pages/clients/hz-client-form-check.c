/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What cannot be kept as it stands in the form, said where it stands. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-form-private.h"

#include <glib/gi18n.h>

#include "hz-field-note.h"
#include "hz-name-row.h"
#include "hz-phone-row.h"
#include "hz-text.h"

static char *
find_name_problem (const char *name)
{
  return g_utf8_strlen (name, -1) > HZ_TEXT_LINE_LIMIT
           ? g_strdup_printf (_("This name is too long. It may have %d letters."), HZ_TEXT_LINE_LIMIT)
           : NULL;
}

static char *
find_text_problem (const char *text)
{
  return g_utf8_strlen (text, -1) > HZ_TEXT_BLOCK_LIMIT
           ? g_strdup_printf (_("This text is too long. It may have %d letters."), HZ_TEXT_BLOCK_LIMIT)
           : NULL;
}

static char *
find_birth_problem (HzClientForm *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->birth));
  HzDate birth;

  switch (hz_client_form_parse_birth (self, &birth))
    {
    case HZ_DATE_PARSE_OK:
    case HZ_DATE_PARSE_EMPTY:
      return NULL;
    case HZ_DATE_PARSE_NO_SUCH_DATE:
      return g_strdup_printf (_("No such date: %s"), text);
    default:
      return g_strdup_printf (_("This is no year and no age: %s"), text);
    }
}

/* Said as soon as the field is left: by the next one it is forgotten what was meant. */
void
hz_client_form_check_birth (HzClientForm *self)
{
  g_autofree char *problem = find_birth_problem (self);

  hz_field_note_set_problem (self->birth_problem, problem);
}

static GtkWidget *
check_phones (HzClientForm *self)
{
  GtkWidget *wrong = NULL;

  for (guint i = 0; i < self->phone_rows->len; i++)
    if (!hz_phone_row_check (g_ptr_array_index (self->phone_rows, i)) && wrong == NULL)
      wrong = g_ptr_array_index (self->phone_rows, i);

  return wrong;
}

/**
 * hz_client_form_check:
 * @self: the form
 *
 * Says at each field what cannot be kept as it stands, and puts the focus at the first.
 *
 * Returns: whether all can be kept
 */
gboolean
hz_client_form_check (HzClientForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *birth = NULL;
  g_autofree char *text = NULL;
  g_autofree char *request = NULL;
  g_autofree char *also = NULL;
  GtkWidget *wrong;

  g_return_val_if_fail (HZ_IS_CLIENT_FORM (self), FALSE);

  request = hz_client_form_dup_request_text (self);
  name = find_name_problem (hz_name_row_get_text (HZ_NAME_ROW (self->name)));
  birth = find_birth_problem (self);
  text = find_text_problem (request);
  also = find_name_problem (gtk_editable_get_text (GTK_EDITABLE (self->also_known_as)));
  hz_name_row_set_problem (HZ_NAME_ROW (self->name), name);
  hz_field_note_set_problem (self->birth_problem, birth);
  hz_field_note_set_problem (self->text_problem, text);
  hz_field_note_set_problem (self->also_problem, also);
  wrong = check_phones (self);
  if (also != NULL)
    gtk_expander_set_expanded (GTK_EXPANDER (self->more), TRUE);

  wrong = name != NULL ? self->name
          : birth != NULL ? self->birth
          : wrong != NULL ? wrong
          : text != NULL ? self->request_text
          : also != NULL ? self->also_known_as
                         : NULL;
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);

  return wrong == NULL;
}
