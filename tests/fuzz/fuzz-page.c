/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A database's pages, read, written and cut while somebody changes what is on the disk. The input:
 * which -wal lies beside, how many pages there are, then acts. What a page of the file is found to
 * hold must once have been sealed for that place; everything else is zeros and an error, and what
 * SQLite is told is what a plain file of these pages would tell it.
 */

#include <sodium.h>
#include <string.h>

#include "fuzz-file.h"
#include "fuzz.h"
#include "hz-test.h"

#define HEADER_BYTES 100
#define MOST_ACTS 64
#define MOST_PAGES 7

typedef enum
{
  LOG_NONE,
  LOG_OURS,
  LOG_FOREIGN,
  N_LOGS,
} Log;

static HzCipherKey *key;
static char *paths[N_LOGS];

static FuzzFile disk;
static Log log_beside;
/* Hashes of all that was ever sealed, with their place. */
static GHashTable *sealed;

static void
make_log (const char *path,
          HzCipherKind kind)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  guint8 plain[HZ_CIPHER_PLAIN_BYTES] = { 0 };
  guint8 unit[HZ_CIPHER_UNIT_BYTES];

  hz_cipher_unit_seal (key, kind, 0, plain, unit);
  fuzz_store (log_path, unit, sizeof unit);
}

static void
prepare (void)
{
  g_autoptr (HzSecret) dbk = hz_secret_new (32);
  HzId file_id = { { 7 } };

  key = hz_cipher_key_new (dbk, &file_id);
  for (int i = 0; i < N_LOGS; i++)
    paths[i] = g_strdup_printf ("%s/page-%d.db", fuzz_get_folder (), i);
  make_log (paths[LOG_OURS], HZ_CIPHER_LOG);
  make_log (paths[LOG_FOREIGN], HZ_CIPHER_PAGE);
}

static gint64
compute_mark (guint index,
              const guint8 *plain)
{
  gint64 mark;
  guint8 place = (guint8) index;

  crypto_shorthash ((guint8 *) &mark, plain, HZ_CIPHER_PLAIN_BYTES,
                    (const guint8[crypto_shorthash_KEYBYTES]){ place });

  return mark;
}

static void
note_sealed (guint index,
             const guint8 *plain)
{
  gint64 mark = compute_mark (index, plain);

  g_hash_table_add (sealed, g_memdup2 (&mark, sizeof mark));
}

/* As SQLite would write it; of the first page the header tells its shape. */
static void
fill_page (FuzzInput *input,
           guint index,
           guint8 *page)
{
  memset (page, fuzz_take (input), HZ_CIPHER_USABLE_BYTES);
  memset (page + HZ_CIPHER_USABLE_BYTES, 0, HZ_CIPHER_RESERVED_BYTES);
  fuzz_take_to (input, page, 4);
  if (index == 0)
    {
      page[16] = HZ_CIPHER_PAGE_BYTES >> 8;
      page[17] = HZ_CIPHER_PAGE_BYTES & 0xff;
      page[20] = HZ_CIPHER_RESERVED_BYTES;
    }
}

/* By whoever holds the key, also for the wrong place. */
static void
seal_on_disk (FuzzInput *input)
{
  guint at = fuzz_take (input) % FUZZ_MOST_UNITS;
  guint place = fuzz_take (input) % FUZZ_MOST_UNITS;
  HzCipherKind kind = fuzz_take (input) % 8 == 0 ? HZ_CIPHER_LOG : HZ_CIPHER_PAGE;
  guint8 page[HZ_CIPHER_PAGE_BYTES];

  fill_page (input, at, page);
  if ((at + 1) * HZ_CIPHER_UNIT_BYTES > disk.bytes->len)
    return;

  hz_cipher_unit_seal (key, kind, place + 1, page, disk.bytes->data + at * HZ_CIPHER_UNIT_BYTES);
  if (kind == HZ_CIPHER_PAGE)
    note_sealed (place, page);
}

static void
check_read (guint64 offset,
            int amount)
{
  guint64 index = offset / HZ_CIPHER_PAGE_BYTES;
  int within = (int) (offset % HZ_CIPHER_PAGE_BYTES);
  guint8 plain[HZ_CIPHER_PAGE_BYTES];
  g_autofree guint8 *expected = g_malloc0 ((gsize) amount);
  g_autofree guint8 *out = g_malloc ((gsize) amount);
  int result = within + amount > HZ_CIPHER_PAGE_BYTES ? SQLITE_IOERR_READ
               : fuzz_file_open_unit (&disk, key, HZ_CIPHER_PAGE, index, index + 1, plain);

  if (result == SQLITE_OK)
    {
      g_assert_true (g_hash_table_contains (sealed, &(gint64){ compute_mark ((guint) index, plain) }));
      memset (plain + HZ_CIPHER_USABLE_BYTES, 0, HZ_CIPHER_RESERVED_BYTES);
      memcpy (expected, plain + within, (gsize) amount);
    }
  else if (result == SQLITE_IOERR_DATA && index == 0)
    {
      result = SQLITE_NOTADB;
      if (amount == HEADER_BYTES && within == 0 && log_beside == LOG_OURS)
        {
          result = SQLITE_OK;
          expected[16] = HZ_CIPHER_PAGE_BYTES >> 8;
          expected[17] = HZ_CIPHER_PAGE_BYTES & 0xff;
          expected[20] = HZ_CIPHER_RESERVED_BYTES;
        }
    }

  memset (out, 0xa5, (gsize) amount);
  g_assert_cmpint (disk.file.base.pMethods->xRead (&disk.file.base, out, amount, (gint64) offset), ==,
                   result);
  g_assert_cmpmem (out, (gsize) amount, expected, (gsize) amount);
}

static void
read_somewhere (FuzzInput *input)
{
  static const guint amounts[] = { HZ_CIPHER_PAGE_BYTES, HEADER_BYTES, 16, 24 };
  guint8 which = fuzz_take (input);
  guint64 page = fuzz_take_u16 (input);
  guint within = fuzz_take_u16 (input);
  guint amount = which % 8 < G_N_ELEMENTS (amounts) ? amounts[which % 8] : 1 + fuzz_take_u16 (input);

  if (page % 16 != 0)
    page %= FUZZ_MOST_UNITS;
  check_read (page * HZ_CIPHER_PAGE_BYTES + (which & 8 ? within : 0), (int) amount);
}

static void
write_somewhere (FuzzInput *input)
{
  guint8 how = fuzz_take (input);
  guint index = fuzz_take (input) % (FUZZ_MOST_UNITS + 2);
  guint8 page[HZ_CIPHER_PAGE_BYTES];
  guint before = disk.bytes->len / HZ_CIPHER_UNIT_BYTES;
  guint64 offset = (guint64) index * HZ_CIPHER_PAGE_BYTES;
  int amount = HZ_CIPHER_PAGE_BYTES;
  gboolean is_ours = TRUE;
  int result;

  fill_page (input, index, page);
  if (how & 1)
    {
      page[fuzz_take_u16 (input) % HZ_CIPHER_PAGE_BYTES] ^= fuzz_take (input);
      is_ours = sodium_is_zero (page + HZ_CIPHER_USABLE_BYTES, HZ_CIPHER_RESERVED_BYTES)
                && (index > 0 || (page[16] == 0x10 && page[17] == 0 && page[20] == 64));
    }
  if ((how & 6) == 2)
    offset += fuzz_take_u16 (input);
  if ((how & 6) == 4)
    amount = 1 + fuzz_take_u16 (input) % HZ_CIPHER_PAGE_BYTES;
  is_ours = is_ours && amount == HZ_CIPHER_PAGE_BYTES && offset % HZ_CIPHER_PAGE_BYTES == 0;
  index = (guint) (offset / HZ_CIPHER_PAGE_BYTES);

  /* A gap is damage after an unclean stop. */
  if (is_ours && !disk.file.log_found)
    for (guint i = before; i < index; i++)
      note_sealed (i, (const guint8[HZ_CIPHER_PAGE_BYTES]){ 0 });
  result = disk.file.base.pMethods->xWrite (&disk.file.base, page, amount, (gint64) offset);
  g_assert_cmpint (result, ==, !is_ours ? SQLITE_IOERR_WRITE
                               : index >= FUZZ_MOST_UNITS ? SQLITE_FULL : SQLITE_OK);
  if (result == SQLITE_OK)
    {
      note_sealed (index, page);
      check_read (offset, amount);
    }
}

static void
cut (FuzzInput *input)
{
  gint64 length = (gint64) (fuzz_take (input) % FUZZ_MOST_UNITS) * HZ_CIPHER_PAGE_BYTES;
  guint8 more = fuzz_take (input);
  guint before = disk.bytes->len;
  int result;

  if (more % 4 == 0)
    length += more;
  result = disk.file.base.pMethods->xTruncate (&disk.file.base, length);
  g_assert_cmpint (result, ==, length > 0 && length % HZ_CIPHER_PAGE_BYTES == 0 ? SQLITE_OK
                                                                               : SQLITE_IOERR_TRUNCATE);
  g_assert_cmpuint (disk.bytes->len, ==, result == SQLITE_OK ? MIN (before, (guint) length) : before);
}

static void
act (FuzzInput *input)
{
  guint8 what = fuzz_take (input);
  sqlite3_int64 length;

  switch (what % 10)
    {
    case 0:
    case 1:
    case 2:
    case 3:
      fuzz_file_change (&disk, input, what % 10);
      break;

    case 4:
      seal_on_disk (input);
      break;

    case 5:
      cut (input);
      break;

    case 6:
    case 7:
      write_somewhere (input);
      break;

    default:
      read_somewhere (input);
      break;
    }

  g_assert_cmpint (disk.file.base.pMethods->xFileSize (&disk.file.base, &length), ==, SQLITE_OK);
  g_assert_cmpint (length, ==, disk.bytes->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  FuzzInput input = { data, length };
  guint n_pages;
  guint8 first;

  if (key == NULL)
    prepare ();

  sealed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  first = fuzz_take (&input);
  log_beside = first % N_LOGS;
  fuzz_file_open (&disk, HZ_CIPHER_PAGE, key, paths[log_beside]);
  disk.file.log_found = first / N_LOGS % 2;

  n_pages = 1 + fuzz_take (&input) % MOST_PAGES;
  for (guint i = 0; i < n_pages; i++)
    {
      guint8 page[HZ_CIPHER_PAGE_BYTES];

      fill_page (&input, i, page);
      g_assert_cmpint (hz_cipher_file_write_unit (&disk.file, i, page), ==, SQLITE_OK);
      note_sealed (i, page);
    }

  for (guint i = 0; i < MOST_ACTS && input.length > 0; i++)
    act (&input);
  for (guint i = 0; i <= MOST_PAGES; i++)
    check_read (i * HZ_CIPHER_PAGE_BYTES, HZ_CIPHER_PAGE_BYTES);

  fuzz_file_close (&disk);
  g_clear_pointer (&sealed, g_hash_table_unref);

  return 0;
}
