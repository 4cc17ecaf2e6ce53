/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-code-list.h"

#include <string.h>

#include "hz-data-table.h"
#include "hz-text.h"

static void
free_code (HzCode *code)
{
  g_free (code->code);
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    g_free (code->labels[i]);
  g_free (code);
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  const HzCode *x = *(const HzCode *const *) a;
  const HzCode *y = *(const HzCode *const *) b;

  return x->order != y->order ? x->order - y->order : strcmp (x->code, y->code);
}

static void
sort_list (gpointer name,
           gpointer list,
           gpointer user_data)
{
  g_ptr_array_sort (list, compare_codes);
}

static GHashTable *
read_lists (void)
{
  g_autoptr (HzDataTable) table = hz_data_table_read ("lists/code-lists.tsv");
  GHashTable *lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < hz_data_table_get_n_rows (table); i++)
    {
      const char *name = hz_data_table_get (table, i, "list");
      GPtrArray *list = g_hash_table_lookup (lists, name);
      HzCode *code = g_new0 (HzCode, 1);

      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_code);
          g_hash_table_insert (lists, g_strdup (name), list);
        }

      code->code = g_strdup (hz_data_table_get (table, i, "code"));
      for (int language = 0; language < HZ_N_LANGUAGES; language++)
        code->labels[language] =
          g_strdup (hz_data_table_get (table, i, hz_language_get_code (language)));
      code->order = (int) g_ascii_strtoll (hz_data_table_get (table, i, "order"), NULL, 10);
      g_ptr_array_add (list, code);
    }

  g_hash_table_foreach (lists, sort_list, NULL);

  return lists;
}

/**
 * hz_code_list_get:
 * @list: the name of a list
 *
 * Returns: (transfer none) (element-type HzCode) (nullable): its codes in order; lives as long as the
 *   program
 */
const GPtrArray *
hz_code_list_get (const char *list)
{
  static GHashTable *lists;

  if (g_once_init_enter (&lists))
    g_once_init_leave (&lists, read_lists ());

  return g_hash_table_lookup (lists, list);
}

/**
 * hz_code_list_find:
 * @list: the name of a list
 * @code: (nullable): one of its codes
 *
 * Returns: (transfer none) (nullable): the entry
 */
const HzCode *
hz_code_list_find (const char *list,
                   const char *code)
{
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; codes != NULL && code != NULL && i < codes->len; i++)
    {
      const HzCode *entry = g_ptr_array_index (codes, i);

      if (strcmp (entry->code, code) == 0)
        return entry;
    }

  return NULL;
}

/**
 * hz_code_list_get_label:
 * @list: the name of a list
 * @code: (nullable): one of its codes
 * @language: of the label
 *
 * Returns: (transfer none): its label; @code itself when it is not known, "" for %NULL
 */
const char *
hz_code_list_get_label (const char *list,
                        const char *code,
                        HzLanguage language)
{
  const HzCode *entry = hz_code_list_find (list, code);

  if (entry != NULL)
    return entry->labels[language];

  return code != NULL ? code : "";
}

/**
 * hz_code_list_dup_first:
 * @list: the name of a list
 * @code: (nullable): one of its codes
 * @language: of the label
 *
 * Returns: (transfer full): the label as it begins a line, with a large first letter
 */
char *
hz_code_list_dup_first (const char *list,
                        const char *code,
                        HzLanguage language)
{
  return hz_text_capitalize (hz_code_list_get_label (list, code, language));
}
