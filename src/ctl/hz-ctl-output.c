/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-output.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "hz-ctl-error.h"

struct _HzCtlOutput
{
  const char *const *columns;
  JsonArray *rows; /* NULL for plain lines */
};

/* A tab or a line break inside a value would be taken for the end of it. */
static void
print_value (const char *value)
{
  for (const char *at = value; *at != '\0'; at++)
    putchar ((guchar) *at < ' ' ? ' ' : *at);
}

static void
print_line (HzCtlOutput *self,
            const char *const *values)
{
  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      if (i > 0)
        putchar ('\t');
      if (values[i] != NULL)
        print_value (values[i]);
    }
  putchar ('\n');
}

/**
 * hz_ctl_output_new:
 * @columns: (array zero-terminated=1): their names; kept
 * @header: whether the first line names them
 * @json: whether to print JSON instead
 *
 * Returns: (transfer full): the output, empty yet
 */
HzCtlOutput *
hz_ctl_output_new (const char *const *columns,
                   gboolean header,
                   gboolean json)
{
  HzCtlOutput *self = g_new0 (HzCtlOutput, 1);

  self->columns = columns;
  if (json)
    self->rows = json_array_new ();
  else if (header)
    print_line (self, columns);

  return self;
}

void
hz_ctl_output_free (HzCtlOutput *self)
{
  g_clear_pointer (&self->rows, json_array_unref);
  g_free (self);
}

/**
 * hz_ctl_output_add:
 * @self: an output
 * @values: one for each column; %NULL is empty
 *
 * Adds a row.
 */
void
hz_ctl_output_add (HzCtlOutput *self,
                   const char *const *values)
{
  JsonObject *row;

  if (self->rows == NULL)
    {
      print_line (self, values);
      return;
    }

  row = json_object_new ();
  for (guint i = 0; self->columns[i] != NULL; i++)
    json_object_set_string_member (row, self->columns[i], values[i] != NULL ? values[i] : "");
  json_array_add_object_element (self->rows, row);
}

static void
print_json (HzCtlOutput *self)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_set_array (root, self->rows);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  puts (text);
}

/**
 * hz_ctl_output_finish:
 * @self: an output
 * @error: return location
 *
 * Returns: whether everything is printed
 */
gboolean
hz_ctl_output_finish (HzCtlOutput *self,
                      GError **error)
{
  if (self->rows != NULL)
    print_json (self);

  if (fflush (stdout) != 0 || ferror (stdout))
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                           _("The output cannot be written."));
      return FALSE;
    }

  return TRUE;
}
