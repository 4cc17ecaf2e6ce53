/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-district.h"

#include <string.h>

#include "hz-data-table.h"

static char *
dup_field (HzDataTable *table,
           guint row,
           const char *column)
{
  return g_strdup (hz_data_table_get (table, row, column));
}

static void
free_district (HzDistrict *district)
{
  g_free (district->id);
  g_free (district->parent);
  g_free (district->kind);
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_free (district->names[i]);
      g_free (district->full_names[i]);
    }
  g_free (district->former);
  g_free (district->variants);
  g_free (district);
}

static GPtrArray *
read_districts (void)
{
  g_autoptr (HzDataTable) table = hz_data_table_read ("lists/districts.tsv");
  GPtrArray *districts = g_ptr_array_new_with_free_func ((GDestroyNotify) free_district);

  for (guint i = 0; i < hz_data_table_get_n_rows (table); i++)
    {
      HzDistrict *district = g_new0 (HzDistrict, 1);

      district->id = dup_field (table, i, "id");
      district->parent = dup_field (table, i, "parent");
      district->kind = dup_field (table, i, "kind");
      for (int language = 0; language < HZ_N_LANGUAGES; language++)
        district->names[language] = dup_field (table, i, hz_language_get_code (language));
      district->full_names[HZ_LANGUAGE_TG] = dup_field (table, i, "tg_full");
      district->full_names[HZ_LANGUAGE_RU] = dup_field (table, i, "ru_full");
      district->full_names[HZ_LANGUAGE_EN] = dup_field (table, i, "en");
      district->former = dup_field (table, i, "former");
      district->variants = dup_field (table, i, "variants");
      g_ptr_array_add (districts, district);
    }

  return districts;
}

/**
 * hz_district_list:
 *
 * Returns: (transfer none) (element-type HzDistrict): all of them in the order of the table; lives as
 *   long as the program. From any thread
 */
const GPtrArray *
hz_district_list (void)
{
  static GPtrArray *districts;

  if (g_once_init_enter (&districts))
    g_once_init_leave (&districts, read_districts ());

  return districts;
}

/**
 * hz_district_find:
 * @id: (nullable): an id of the table
 *
 * Returns: (transfer none) (nullable): the district
 */
const HzDistrict *
hz_district_find (const char *id)
{
  const GPtrArray *districts = hz_district_list ();

  for (guint i = 0; id != NULL && i < districts->len; i++)
    {
      const HzDistrict *district = g_ptr_array_index (districts, i);

      if (strcmp (district->id, id) == 0)
        return district;
    }

  return NULL;
}

/**
 * hz_district_get_name:
 * @id: (nullable): an id of the table
 * @language: of the name
 *
 * Returns: (transfer none): the short name; @id itself when it is not known, "" for %NULL
 */
const char *
hz_district_get_name (const char *id,
                      HzLanguage language)
{
  const HzDistrict *district = hz_district_find (id);

  if (district != NULL)
    return district->names[language];

  return id != NULL ? id : "";
}
