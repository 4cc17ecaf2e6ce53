/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-error-text.h"

#include <gio/gio.h>
#include <string.h>

#include "hz-letters-error.h"
#include "hz-records-error.h"
#include "hz-vault-error.h"

/* How many codes the enumeration in a header has, whoever adds to it. */
static int
count_codes (const char *header,
             const char *prefix)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAMROZ_SOURCE"), "src", header, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GError *error = NULL;
  int n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, prefix))
      n++;

  return n;
}

static void
test_domain (gconstpointer data)
{
  const struct
  {
    const char *header;
    const char *prefix;
    GQuark domain;
  } domains[] = {
    { "vault/hz-vault-error.h", "  HZ_VAULT_ERROR_", HZ_VAULT_ERROR },
    { "records/hz-records-error.h", "  HZ_RECORDS_ERROR_", HZ_RECORDS_ERROR },
    { "letters/hz-letters-error.h", "  HZ_LETTERS_ERROR_", HZ_LETTERS_ERROR },
  };
  int place = GPOINTER_TO_INT (data);
  int n = count_codes (domains[place].header, domains[place].prefix);

  g_assert_cmpint (n, >, 3);
  for (int code = 0; code < n; code++)
    {
      g_test_message ("code %d", code);
      g_assert_nonnull (hz_error_text_find (domains[place].domain, code));
    }
  g_assert_null (hz_error_text_find (domains[place].domain, n));
}

static void
test_sentences (void)
{
  g_autoptr (GError) full = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "write: ENOSPC");
  g_autoptr (GError) strange = g_error_new (g_quark_from_string ("strange"), 7, "secret text");
  g_autofree char *full_text = hz_error_text_describe (full);
  g_autofree char *strange_text = hz_error_text_describe (strange);

  g_assert_nonnull (strstr (full_text, "disk is full"));
  g_assert_nonnull (strange_text);
  g_assert_null (strstr (strange_text, "secret"));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/error-text/vault", GINT_TO_POINTER (0), test_domain);
  g_test_add_data_func ("/app/error-text/records", GINT_TO_POINTER (1), test_domain);
  g_test_add_data_func ("/app/error-text/letters", GINT_TO_POINTER (2), test_domain);
  g_test_add_func ("/app/error-text/sentences", test_sentences);

  return g_test_run ();
}
