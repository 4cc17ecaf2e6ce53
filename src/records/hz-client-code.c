/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-client-code.h"

#include <string.h>

#include "hz-letter.h"

/* Without those that are taken for another: 0 and O, 1, I and L. */
#define ALPHABET "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#define SHORTEST 4
#define LONGEST 8
#define TRIES 8

/* From the random half of an id. */
static char *
draw (guint length)
{
  GString *code = g_string_new ("H-");
  HzId id = hz_id_new ();
  guint64 random = 0;

  for (guint i = HZ_ID_BYTES / 2 + 1; i < HZ_ID_BYTES; i++)
    random = random << 8 | id.bytes[i];

  for (guint i = 0; i < length; i++, random /= strlen (ALPHABET))
    g_string_append_c (code, ALPHABET[random % strlen (ALPHABET)]);

  return g_string_free (code, FALSE);
}

/**
 * hz_client_code_is_taken:
 * @context: of a job
 * @code: a code
 * @taken: (out): whether somebody has it, or had it and has been erased
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
hz_client_code_is_taken (HzContext *context,
                         const char *code,
                         gboolean *taken,
                         GError **error)
{
  g_autoptr (HzStatement) statement
    = hz_statement_new (context->db, "SELECT 1 FROM client WHERE code = ?1 UNION ALL"
                                     " SELECT 1 FROM erasure WHERE client_code = ?1", error);

  if (statement == NULL)
    return FALSE;

  hz_statement_bind_text (statement, 1, code);

  return hz_statement_step (statement, taken, error);
}

/**
 * hz_client_code_draw:
 * @context: of a job
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a code nobody has or had, longer where the short ones become
 *   rare
 */
char *
hz_client_code_draw (HzContext *context,
                     GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *code = draw (MIN (SHORTEST + i / TRIES, LONGEST));
      gboolean taken = FALSE;

      if (!hz_client_code_is_taken (context, code, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&code);
    }
}

/**
 * hz_client_code_tidy:
 * @typed: a code or the beginning of one, in any spelling
 *
 * Returns: (transfer full) (nullable): as it is kept, or its beginning; %NULL when it is none
 */
char *
hz_client_code_tidy (const char *typed)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  const char *rest;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_toupper (g_utf8_get_char (p));
      gunichar latin = c < 0x80 ? c : hz_letter_get_latin_lookalike (c);

      if (c == ' ' || c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013)
        continue;
      if (latin == 0 || latin >= 0x80 || !g_ascii_isalnum ((char) latin)
          || letters->len > LONGEST + 1)
        return NULL;

      g_string_append_c (letters, g_ascii_toupper ((char) latin));
    }

  rest = letters->str;
  if (*rest == 'H' && (strchr (typed, '-') != NULL || letters->len > SHORTEST))
    rest++;
  if (*rest == '\0' || strspn (rest, ALPHABET) != strlen (rest))
    return NULL;

  return g_strconcat ("H-", rest, NULL);
}
