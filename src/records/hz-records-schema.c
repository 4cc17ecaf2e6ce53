/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbered files of schema/, as the program holds them. */

#include "hz-records-schema.h"

#include <gio/gio.h>

#include "hz-records-schema-resources.h"

#define FOLDER "/tj/hamroz/Hamroz/schema/"

static int
compare_migrations (gconstpointer a,
                    gconstpointer b)
{
  const HzDbMigration *x = a;
  const HzDbMigration *y = b;

  return (int) x->number - (int) y->number;
}

static GArray *
read_migrations (void)
{
  GResource *resource = hz_records_schema_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, FOLDER, 0, NULL);
  GArray *migrations = g_array_new (FALSE, FALSE, sizeof (HzDbMigration));

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, NULL);
      HzDbMigration migration = { 0 };

      /* Resources end with a zero byte that is not counted. */
      migration.number = (int) g_ascii_strtoull (names[i], NULL, 10);
      migration.sql = g_bytes_get_data (bytes, NULL);
      g_assert (migration.number > 0);
      g_array_append_val (migrations, migration);
    }

  g_array_sort (migrations, compare_migrations);

  return migrations;
}

/**
 * hz_records_schema_list:
 * @n_migrations: (out): how many
 *
 * Returns: (transfer none) (array length=n_migrations): all schema files of records, in order; they
 *   live as long as the program
 */
const HzDbMigration *
hz_records_schema_list (gsize *n_migrations)
{
  static GArray *migrations;

  if (g_once_init_enter (&migrations))
    g_once_init_leave (&migrations, read_migrations ());

  *n_migrations = migrations->len;

  return (const HzDbMigration *) (gconstpointer) migrations->data;
}
