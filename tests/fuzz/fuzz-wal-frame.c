/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A -wal, read, written and cut while somebody changes what is on the disk; then what the next
 * start finds in it. The input: of which use the frames are, then acts. What is read is compared
 * with what is on the disk and was once sealed for that place; a frame that does not open ends a
 * replay, and is damage elsewhere.
 */

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "fuzz-file.h"
#include "fuzz.h"

#define LOG_HEADER_BYTES 32
#define FRAME_HEADER_BYTES 24
#define FRAME_BYTES (FRAME_HEADER_BYTES + HZ_CIPHER_PAGE_BYTES)
#define SALT_BYTES 8
#define SALT_OF_HEADER 16
#define SALT_OF_FRAME 8
#define MOST_ACTS 64
#define MOST_FRAMES 7

static HzCipherKey *key;
static char *path;
static char *log_path;

static FuzzFile disk;
static guint64 held_frame;
static guint8 held[FRAME_HEADER_BYTES];

static void
prepare (void)
{
  g_autoptr (HzSecret) dbk = hz_secret_new (32);
  HzId file_id = { { 7 } };

  key = hz_cipher_key_new (dbk, &file_id);
  path = g_build_filename (fuzz_get_folder (), "log.db", NULL);
  log_path = g_strconcat (path, "-wal", NULL);
}

static int
open_unit (guint64 index,
           guint8 *plain)
{
  return fuzz_file_open_unit (&disk, key, HZ_CIPHER_LOG, index, index, plain);
}

/* A header that waits for its page goes before every act but the writing of that page; where there is
 * no page, SQLite has given up in between. */
static int
expect_merge (void)
{
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  int result = held_frame == 0 ? SQLITE_OK : open_unit (held_frame, plain);

  held_frame = 0;

  return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result;
}

/* After an act that merged: the header went to its page; without one there is no frame. */
static void
check_merged (guint64 frame,
              const guint8 *header)
{
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  int result = frame == 0 ? SQLITE_IOERR_SHORT_READ : open_unit (frame, plain);

  if (result == SQLITE_IOERR_SHORT_READ)
    return;

  g_assert_cmpint (result, ==, SQLITE_OK);
  g_assert_cmpmem (plain, FRAME_HEADER_BYTES, header, FRAME_HEADER_BYTES);
}

static void
fill_page (FuzzInput *input,
           guint8 *page)
{
  memset (page, fuzz_take (input), HZ_CIPHER_USABLE_BYTES);
  memset (page + HZ_CIPHER_USABLE_BYTES, 0, HZ_CIPHER_RESERVED_BYTES);
  fuzz_take_to (input, page, 4);
}

static void
fill_frame_header (FuzzInput *input,
                   guint8 *header)
{
  memset (header, 0, FRAME_HEADER_BYTES);
  header[3] = fuzz_take (input);
  memset (header + SALT_OF_FRAME, fuzz_take (input) % 3, SALT_BYTES);
}

static void
seal_on_disk (FuzzInput *input)
{
  guint at = fuzz_take (input) % FUZZ_MOST_UNITS;
  guint place = fuzz_take (input) % FUZZ_MOST_UNITS;
  HzCipherKind kind = fuzz_take (input) % 8 == 0 ? HZ_CIPHER_PAGE : HZ_CIPHER_LOG;
  guint8 plain[FRAME_BYTES];

  fill_frame_header (input, plain);
  fill_page (input, plain + FRAME_HEADER_BYTES);
  if ((at + 1) * HZ_CIPHER_UNIT_BYTES <= disk.bytes->len)
    hz_cipher_unit_seal (key, kind, place, plain, disk.bytes->data + at * HZ_CIPHER_UNIT_BYTES);
}

static int
expect_frame (guint64 offset,
              int amount,
              guint8 *out)
{
  guint64 frame = 1 + (offset - LOG_HEADER_BYTES) / FRAME_BYTES;
  gsize within = (offset - LOG_HEADER_BYTES) % FRAME_BYTES;
  guint8 plain[FRAME_BYTES] = { 0 };
  int result;

  if (within + (gsize) amount > FRAME_BYTES)
    return SQLITE_IOERR_READ;

  result = open_unit (frame, plain);
  memcpy (out, plain + within, (gsize) amount);
  if (result == SQLITE_OK || (within == 0 && amount == FRAME_BYTES))
    return SQLITE_OK;

  return SQLITE_IOERR_DATA;
}

static void
check_read (guint64 offset,
            int amount)
{
  guint64 frame = held_frame;
  guint8 header[FRAME_HEADER_BYTES];
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  g_autofree guint8 *expected = g_malloc0 ((gsize) amount);
  g_autofree guint8 *out = g_malloc ((gsize) amount);
  int merged = expect_merge ();
  int result;

  memcpy (header, held, sizeof header);
  memset (out, 0xa5, (gsize) amount);
  result = disk.file.base.pMethods->xRead (&disk.file.base, out, amount, (gint64) offset);

  if (merged != SQLITE_OK)
    g_assert_cmpint (result, ==, merged);
  else
    {
      int code = SQLITE_IOERR_READ;

      check_merged (frame, header);
      if (offset + (guint64) amount <= LOG_HEADER_BYTES)
        {
          code = open_unit (0, plain);
          memcpy (expected, plain + offset, (gsize) amount);
          code = code == SQLITE_IOERR_DATA ? SQLITE_OK : code;
        }
      else if (offset >= LOG_HEADER_BYTES)
        code = expect_frame (offset, amount, expected);
      g_assert_cmpint (result, ==, code);
    }
  g_assert_cmpmem (out, (gsize) amount, expected, (gsize) amount);
}

static guint64
get_offset (guint64 frame)
{
  return frame == 0 ? 0 : LOG_HEADER_BYTES + (frame - 1) * FRAME_BYTES;
}

static void
read_somewhere (FuzzInput *input)
{
  static const guint amounts[] = { FRAME_BYTES, FRAME_HEADER_BYTES, HZ_CIPHER_PAGE_BYTES,
                                   LOG_HEADER_BYTES, 4 };
  guint8 which = fuzz_take (input);
  guint64 frame = fuzz_take_u16 (input);
  guint within = fuzz_take_u16 (input);
  guint amount = which % 8 < G_N_ELEMENTS (amounts) ? amounts[which % 8] : 1 + fuzz_take_u16 (input);

  if (frame % 16 != 0)
    frame %= FUZZ_MOST_UNITS;
  if (amount == HZ_CIPHER_PAGE_BYTES)
    within = FRAME_HEADER_BYTES;
  check_read (get_offset (frame) + (which & 8 ? within : 0), (int) amount);
}

static int
write_log (const guint8 *bytes,
           int amount,
           guint64 offset)
{
  return disk.file.base.pMethods->xWrite (&disk.file.base, bytes, amount, (gint64) offset);
}

static void
write_log_header (FuzzInput *input)
{
  guint64 frame = held_frame;
  guint8 header[LOG_HEADER_BYTES] = { 0 };
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  int merged = expect_merge ();

  memset (header + SALT_OF_HEADER, fuzz_take (input) % 3, SALT_BYTES);
  g_assert_cmpint (write_log (header, sizeof header, 0), ==, merged);
  if (merged != SQLITE_OK)
    return;

  check_merged (frame, held);
  g_assert_cmpint (open_unit (0, plain), ==, SQLITE_OK);
  g_assert_cmpmem (plain, LOG_HEADER_BYTES, header, LOG_HEADER_BYTES);
  g_assert_true (sodium_is_zero (plain + LOG_HEADER_BYTES, HZ_CIPHER_PLAIN_BYTES - LOG_HEADER_BYTES));
}

static void
write_frame_header (FuzzInput *input)
{
  guint64 frame = 1 + fuzz_take (input) % FUZZ_MOST_UNITS;
  guint8 header[FRAME_HEADER_BYTES];
  int result = held_frame == frame ? SQLITE_OK : expect_merge ();

  fill_frame_header (input, header);
  g_assert_cmpint (write_log (header, sizeof header, get_offset (frame)), ==, result);
  if (result != SQLITE_OK)
    return;

  held_frame = frame;
  memcpy (held, header, sizeof held);
}

static void
write_page (FuzzInput *input)
{
  guint8 which = fuzz_take (input);
  guint64 frame = which & 1 ? held_frame : 0;
  guint8 page[HZ_CIPHER_PAGE_BYTES];
  guint8 header[FRAME_HEADER_BYTES];
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  int result = SQLITE_OK;

  if (frame == 0)
    frame = 1 + fuzz_take (input) % FUZZ_MOST_UNITS;
  fill_page (input, page);
  memcpy (header, held, sizeof header);
  if (held_frame != frame)
    {
      result = expect_merge ();
      if (result == SQLITE_OK)
        result = open_unit (frame, plain) == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_DATA;
      memcpy (header, plain, sizeof header);
    }
  else
    held_frame = 0;
  if (result == SQLITE_OK && frame >= FUZZ_MOST_UNITS)
    result = SQLITE_FULL;

  g_assert_cmpint (write_log (page, sizeof page, get_offset (frame) + FRAME_HEADER_BYTES), ==, result);
  if (result != SQLITE_OK)
    return;

  g_assert_cmpint (open_unit (frame, plain), ==, SQLITE_OK);
  g_assert_cmpmem (plain, FRAME_HEADER_BYTES, header, FRAME_HEADER_BYTES);
  g_assert_cmpmem (plain + FRAME_HEADER_BYTES, HZ_CIPHER_USABLE_BYTES, page, HZ_CIPHER_USABLE_BYTES);
}

/* What SQLite never writes is not taken, and changes nothing. */
static void
write_nonsense (FuzzInput *input)
{
  guint64 offset = fuzz_take_u16 (input);
  int amount = 1 + (int) fuzz_take_u16 (input) % FRAME_BYTES;
  guint8 bytes[FRAME_BYTES];
  guint64 within = offset < LOG_HEADER_BYTES ? 1 : (offset - LOG_HEADER_BYTES) % FRAME_BYTES;
  guint before = disk.bytes->len;

  memset (bytes, 1 | fuzz_take (input), sizeof bytes);
  if ((offset == 0 && amount == LOG_HEADER_BYTES) || (within == 0 && amount == FRAME_HEADER_BYTES))
    return;

  g_assert_cmpint (write_log (bytes, amount, offset), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpuint (disk.bytes->len, ==, before);
}

static void
cut (FuzzInput *input)
{
  guint64 n_frames = fuzz_take (input) % FUZZ_MOST_UNITS;
  guint8 which = fuzz_take (input);
  guint8 more = which & 4 ? which : 0;
  guint64 length = which % 4 == 0 ? 0 : LOG_HEADER_BYTES + n_frames * FRAME_BYTES + more;
  guint64 n_units = which % 4 == 0 ? 0 : 1 + n_frames + (more > 0 ? 1 : 0);
  int merged = expect_merge ();
  guint before = disk.bytes->len;

  g_assert_cmpint (disk.file.base.pMethods->xTruncate (&disk.file.base, (gint64) length), ==, merged);
  g_assert_cmpuint (disk.bytes->len, ==, merged != SQLITE_OK ? before
                                         : MIN (before, n_units * HZ_CIPHER_UNIT_BYTES));
}

static void
check_length (void)
{
  guint64 n_units = disk.bytes->len / HZ_CIPHER_UNIT_BYTES;
  int merged = expect_merge ();
  sqlite3_int64 length = -1;

  g_assert_cmpint (disk.file.base.pMethods->xFileSize (&disk.file.base, &length), ==, merged);
  if (merged == SQLITE_OK)
    g_assert_cmpuint ((guint64) length, ==, get_offset (n_units));
}

static void
act (FuzzInput *input)
{
  guint8 what = fuzz_take (input);

  switch (what % 14)
    {
    case 0:
      fuzz_file_change (&disk, input, FUZZ_CHANGE_FLIP);
      break;

    case 1:
      fuzz_file_change (&disk, input, FUZZ_CHANGE_MOVE);
      break;

    case 2:
      fuzz_file_change (&disk, input, FUZZ_CHANGE_CUT);
      break;

    case 3:
      seal_on_disk (input);
      break;

    case 4:
      cut (input);
      break;

    case 5:
      check_length ();
      break;

    case 6:
      g_assert_cmpint (disk.file.base.pMethods->xSync (&disk.file.base, SQLITE_SYNC_NORMAL), ==,
                       expect_merge ());
      break;

    case 7:
      write_nonsense (input);
      break;

    case 8:
      write_log_header (input);
      break;

    case 9:
      write_frame_header (input);
      break;

    case 10:
    case 11:
      write_page (input);
      break;

    default:
      read_somewhere (input);
      break;
    }
}

/* Of the use that the header names, good behind bad: then something that was on the disk is
 * about to go. */
static gboolean
is_damaged_in_midst (void)
{
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  guint8 salt[SALT_BYTES];
  gboolean has_salt = open_unit (0, plain) == SQLITE_OK;
  gboolean bad_seen = !has_salt;

  memcpy (salt, plain + SALT_OF_HEADER, sizeof salt);
  for (guint i = 1; i < disk.bytes->len / HZ_CIPHER_UNIT_BYTES; i++)
    if (open_unit (i, plain) != SQLITE_OK)
      bad_seen = TRUE;
    else if (bad_seen && (!has_salt || memcmp (plain + SALT_OF_FRAME, salt, sizeof salt) == 0))
      return TRUE;

  return FALSE;
}

static guint
take_aside (void)
{
  g_autoptr (GDir) dir = g_dir_open (fuzz_get_folder (), 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".damaged"))
      {
        g_autofree char *aside = g_build_filename (fuzz_get_folder (), name, NULL);
        g_autofree char *bytes = NULL;
        gsize length;

        g_assert_true (g_file_get_contents (aside, &bytes, &length, NULL));
        g_assert_cmpmem (bytes, length, disk.bytes->data, disk.bytes->len);
        g_unlink (aside);
        n++;
      }

  return n;
}

static void
check_next_start (void)
{
  guint8 plain[HZ_CIPHER_PLAIN_BYTES];
  gboolean is_damaged = is_damaged_in_midst ();
  gboolean found;
  gboolean aside;

  fuzz_store (log_path, disk.bytes->data, disk.bytes->len);
  g_assert_cmpint (hz_cipher_log_has_header (path, key), ==, open_unit (0, plain) == SQLITE_OK);
  g_assert_cmpint (hz_cipher_log_keep_damaged (path, key, &found, &aside), ==, SQLITE_OK);
  g_assert_true (found);
  g_assert_cmpint (aside, ==, is_damaged);
  if (aside)
    g_assert_cmpuint (take_aside (), ==, 1);
}

static void
write_use (FuzzInput *input)
{
  guint n_frames = fuzz_take (input) % (MOST_FRAMES + 1);

  write_log_header (input);
  for (guint64 i = 1; i <= n_frames; i++)
    {
      guint8 header[FRAME_HEADER_BYTES];
      guint8 page[HZ_CIPHER_PAGE_BYTES];

      fill_frame_header (input, header);
      fill_page (input, page);
      g_assert_cmpint (write_log (header, sizeof header, get_offset (i)), ==, SQLITE_OK);
      g_assert_cmpint (write_log (page, sizeof page, get_offset (i) + FRAME_HEADER_BYTES), ==,
                       SQLITE_OK);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  FuzzInput input = { data, length };
  gboolean starts_again;

  if (key == NULL)
    prepare ();

  held_frame = 0;
  fuzz_file_open (&disk, HZ_CIPHER_LOG, key, path);
  starts_again = fuzz_take (&input) % 4 == 0;
  write_use (&input);
  for (guint i = 0; i < MOST_ACTS && input.length > 0; i++)
    act (&input);
  for (guint i = 0; i <= MOST_FRAMES; i++)
    check_read (get_offset (i), i == 0 ? LOG_HEADER_BYTES : FRAME_BYTES);
  if (starts_again)
    check_next_start ();
  fuzz_file_close (&disk);

  return 0;
}
