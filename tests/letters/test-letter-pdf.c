/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-letter-pdf.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hz-test-letter.h"
#include "hz-test.h"

static char *
extract_text (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  return text;
}

static void
write_letter (HzReferral *referral,
              const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzLetterLayout) layout = hz_letter_layout_new (referral, &error);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_no_error (error);
  hz_letter_pdf_save (layout, referral, file, &error);
  g_assert_no_error (error);
}

/* Only what was ticked is on the paper, in each language; the title is the number. */
static void
test_text (void)
{
  static const char *const expected[HZ_N_LANGUAGES][7] = {
    { "№ 3-12/45 аз 24 ноябри соли 2026", "Ному насаб: Мисолзода Зарина", "Соли таваллуд: 1999",
      "шаҳодатномаи таваллуд; сабти ақди никоҳ", "Ҷ.М.", "3-12/45-K7", "8 декабри соли 2026" },
    { "№ 3-12/45 от 24 ноября 2026 г.", "Фамилия, имя: Мисолзода Зарина", "Год рождения: 1999",
      "свидетельство о рождении; регистрация брака", "М.П.", "3-12/45-K7", "8 декабря 2026 г." },
    { "No. 3-12/45, 24 November 2026", "Name: Misolzoda Zarina", "Year of birth: 1999",
      "birth certificate; marriage registration", "Stamp", "3-12/45-K7", "8 December 2026" },
  };
  g_autofree char *folder = hz_test_make_folder ();

  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_autoptr (HzReferral) referral = hz_test_letter_new_referral (i, 45);
      g_autofree char *name = hz_referral_dup_file_name (referral);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *bytes = NULL;
      const char *keep = g_getenv ("HZ_TEST_KEEP");
      gsize length;

      g_assert_cmpstr (name, ==, "3-12-45.pdf");
      hz_test_letter_compose (referral, NULL);
      write_letter (referral, path);
      if (keep != NULL)
        {
          g_autofree char *kept = g_strdup_printf ("%s/letter-%s.pdf", keep, hz_language_get_code (i));

          write_letter (referral, kept);
        }

      text = extract_text (path);
      for (guint j = 0; j < G_N_ELEMENTS (expected[i]); j++)
        if (strstr (text, expected[i][j]) == NULL)
          g_error ("not on the page: %s\n%s", expected[i][j], text);
      g_assert_null (strstr (text, "H-7K3M"));
      g_assert_null (strstr (text, "{"));

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_nonnull (memmem (bytes, length, "/Title (3-12/45)", 16));
    }
  hz_test_remove_folder (folder);
}

static void
test_code_only (void)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "code.pdf", NULL);
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 46);
  g_autofree char *text = NULL;

  g_free (referral->identity);
  referral->identity = g_strdup ("code_only");
  hz_test_letter_compose (referral, NULL);
  write_letter (referral, path);

  text = extract_text (path);
  g_assert_nonnull (strstr (text, "Рамз: H-7K3M"));
  g_assert_null (strstr (text, "Мисолзода"));
  hz_test_remove_folder (folder);
}

static void
test_private (void)
{
  g_autofree char *folder = hz_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "letter.pdf", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "such", "letter.pdf", NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path (missing);
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_RU, 1);
  g_autoptr (HzLetterLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf stat_buf;

  hz_test_letter_compose (referral, NULL);
  write_letter (referral, path);
  g_assert_cmpint (g_stat (path, &stat_buf), ==, 0);
  g_assert_cmpint (stat_buf.st_mode & 0077, ==, 0);

  layout = hz_letter_layout_new (referral, NULL);
  g_assert_false (hz_letter_pdf_save (layout, referral, nowhere, &error));
  g_assert_error (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_FILE);
  hz_test_remove_folder (folder);
}

/* The same bytes in memory as on the disk, from the beginning. */
static void
test_memory (void)
{
  g_autoptr (HzReferral) referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 45);
  g_autoptr (HzLetterLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *read_back = NULL;
  gsize length;
  int fd;

  hz_test_letter_compose (referral, NULL);
  layout = hz_letter_layout_new (referral, &error);
  g_assert_no_error (error);
  fd = hz_letter_pdf_write_memory (layout, referral, &error);
  g_assert_no_error (error);
  bytes = hz_letter_pdf_write (layout, referral, &error);
  g_assert_no_error (error);

  length = g_bytes_get_size (bytes);
  read_back = g_malloc (length + 1);
  g_assert_cmpint (read (fd, read_back, length + 1), ==, (gssize) length);
  g_assert_cmpmem (read_back, 8, g_bytes_get_data (bytes, NULL), 8);
  close (fd);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letters/pdf/text", test_text);
  g_test_add_func ("/letters/pdf/code-only", test_code_only);
  g_test_add_func ("/letters/pdf/private", test_private);
  g_test_add_func ("/letters/pdf/memory", test_memory);

  return g_test_run ();
}
