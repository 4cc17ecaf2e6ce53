/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A letter's template: from whatever bytes there are. */

#include "fuzz.h"
#include "hz-letter-template.h"

static const char *const sections[] = { "letterhead", "opening", "facts", "ending", "slip" };

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzLetterTemplate) template =
    hz_letter_template_parse ((const char *) data, length, &error);

  g_assert_true ((template == NULL) == (error != NULL));
  if (template != NULL)
    {
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
        {
          g_autofree char *empty = hz_letter_template_fill (template, sections[i], fields);

          g_assert_true (g_utf8_validate (empty, -1, NULL));
        }
      g_hash_table_insert (fields, (gpointer) "name", (gpointer) "{");
      g_free (hz_letter_template_fill (template, "facts", fields));
    }

  return 0;
}
