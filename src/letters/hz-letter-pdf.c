/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzLetters"

#include "hz-letter-pdf.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

static cairo_status_t
append (void *closure,
        const unsigned char *data,
        unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
write_pages (const HzLetterLayout *layout,
             HzReferral *referral,
             cairo_surface_t *surface)
{
  g_autofree char *number = hz_referral_dup_number (referral);
  g_autofree char *date = NULL;
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, number != NULL ? number : "–");
  if (hz_date_is_exact (referral->issued_on))
    {
      g_autofree char *day = hz_date_to_iso (referral->issued_on);

      date = g_strconcat (day, "T00:00:00", NULL);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    }

  for (guint i = 0; i < hz_letter_layout_get_n_pages (layout); i++)
    {
      hz_letter_layout_draw_page (layout, i, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

/**
 * hz_letter_pdf_write:
 * @layout: pages
 * @referral: whose they are
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
hz_letter_pdf_write (const HzLetterLayout *layout,
                     HzReferral *referral,
                     GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (append, bytes, HZ_LETTER_PAGE_WIDTH, HZ_LETTER_PAGE_HEIGHT);
  cairo_status_t status;

  write_pages (layout, referral, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_byte_array_unref (bytes);
      g_set_error_literal (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_FAILED,
                           cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
write_all (int fd,
           GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }

  return lseek (fd, 0, SEEK_SET) == 0;
}

/**
 * hz_letter_pdf_write_memory:
 * @layout: pages
 * @referral: whose they are
 * @error: return location
 *
 * Returns: a descriptor of a file in memory, which the caller closes; -1 on an error
 */
int
hz_letter_pdf_write_memory (const HzLetterLayout *layout,
                            HzReferral *referral,
                            GError **error)
{
  g_autoptr (GBytes) bytes = hz_letter_pdf_write (layout, referral, error);
  int fd;

  if (bytes == NULL)
    return -1;

  fd = memfd_create ("letter", MFD_CLOEXEC);
  if (fd >= 0 && write_all (fd, bytes))
    return fd;

  g_set_error (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_FILE, "memory: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return -1;
}

/**
 * hz_letter_pdf_save:
 * @layout: pages
 * @referral: whose they are
 * @file: where to
 * @error: return location
 *
 * Returns: whether it is there, whole; or %HZ_LETTERS_ERROR_FILE
 */
gboolean
hz_letter_pdf_save (const HzLetterLayout *layout,
                    HzReferral *referral,
                    GFile *file,
                    GError **error)
{
  g_autoptr (GBytes) bytes = hz_letter_pdf_write (layout, referral, error);
  g_autoptr (GError) file_error = NULL;

  if (bytes == NULL)
    return FALSE;

  if (g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                               FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                               NULL, &file_error))
    return TRUE;

  g_set_error_literal (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_FILE, file_error->message);

  return FALSE;
}
