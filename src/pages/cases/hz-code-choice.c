/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-code-choice.h"

#include "hz-code-list.h"

#define KEY "hz-code-choice"

/**
 * hz_code_choice_fill:
 * @drop_down: a drop-down
 * @list: a code list
 * @empty: (nullable): what stands for no answer
 *
 * Lets one of the list's codes be chosen, by its label in the interface's language.
 */
void
hz_code_choice_fill (GtkDropDown *drop_down,
                     const char  *list,
                     const char  *empty)
{
  const GPtrArray *all = hz_code_list_get (list);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GPtrArray *codes = g_ptr_array_new ();
  HzLanguage language = hz_language_get_interface ();

  g_return_if_fail (all != NULL);

  if (empty != NULL)
    {
      g_ptr_array_add (codes, (gpointer) "");
      gtk_string_list_append (labels, empty);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const HzCode *code = g_ptr_array_index (all, i);
      g_autofree char *label = hz_code_list_dup_first (list, code->code, language);

      g_ptr_array_add (codes, code->code);
      gtk_string_list_append (labels, label);
    }

  g_object_set_data_full (G_OBJECT (drop_down), KEY, codes, (GDestroyNotify) g_ptr_array_unref);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
}

/**
 * hz_code_choice_get:
 * @drop_down: a filled drop-down
 *
 * Returns: (transfer none): the code that is chosen; "" for none
 */
const char *
hz_code_choice_get (GtkDropDown *drop_down)
{
  GPtrArray *codes = g_object_get_data (G_OBJECT (drop_down), KEY);
  guint selected = gtk_drop_down_get_selected (drop_down);

  return codes != NULL && selected < codes->len ? g_ptr_array_index (codes, selected) : "";
}

/**
 * hz_code_choice_set:
 * @drop_down: a filled drop-down
 * @code: (nullable): a code; one that is not in the list chooses the first
 */
void
hz_code_choice_set (GtkDropDown *drop_down,
                    const char  *code)
{
  GPtrArray *codes = g_object_get_data (G_OBJECT (drop_down), KEY);
  guint selected = 0;

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    if (g_strcmp0 (g_ptr_array_index (codes, i), code) == 0)
      selected = i;

  gtk_drop_down_set_selected (drop_down, selected);
}
