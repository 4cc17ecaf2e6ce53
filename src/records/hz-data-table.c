/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-data-table.h"

#include <gio/gio.h>
#include <string.h>

struct _HzDataTable
{
  char **columns;
  GPtrArray *rows;
};

static void
take_line (HzDataTable *self,
           const char *line)
{
  g_auto (GStrv) fields = NULL;

  if (line[0] == '#' || line[0] == '\0')
    return;

  fields = g_strsplit (line, "\t", -1);
  if (self->columns == NULL)
    {
      self->columns = g_steal_pointer (&fields);
      return;
    }

  g_assert (g_strv_length (fields) == g_strv_length (self->columns));
  g_ptr_array_add (self->rows, g_steal_pointer (&fields));
}

/**
 * hz_data_table_read:
 * @name: below data/: "lists/districts.tsv"
 *
 * Returns: (transfer full): the table
 */
HzDataTable *
hz_data_table_read (const char *name)
{
  g_autofree char *path = g_strconcat ("/tj/hamroz/Hamroz/data/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  HzDataTable *self = g_new0 (HzDataTable, 1);

  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (self, lines[i]);
  g_assert (self->columns != NULL);

  return self;
}

/**
 * hz_data_table_free:
 * @self: (transfer full): a table
 */
void
hz_data_table_free (HzDataTable *self)
{
  g_strfreev (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * hz_data_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows it has, the names of columns not counted
 */
guint
hz_data_table_get_n_rows (HzDataTable *self)
{
  return self->rows->len;
}

/**
 * hz_data_table_get:
 * @self: a table
 * @row: from 0
 * @column: the name of a column it has
 *
 * Returns: (transfer none): the field, "" when it is empty
 */
const char *
hz_data_table_get (HzDataTable *self,
                   guint row,
                   const char *column)
{
  char **fields = g_ptr_array_index (self->rows, row);

  for (guint i = 0; self->columns[i] != NULL; i++)
    if (strcmp (self->columns[i], column) == 0)
      return fields[i];

  g_error ("No column %s in a table", column);
}
