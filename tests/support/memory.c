/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Loaded into the built program by the scenario tests (LD_PRELOAD), it keeps what the program
 * wipes, and looks for it in all of the program's memory. The program itself knows nothing of this.
 *
 * Every key has a cell of 32 bytes in memory from sodium_malloc(), and the cell is wiped by
 * sodium_memzero() (hz-secret.c). What it held is kept here, masked, so that no search finds it
 * here. Texts to look for come from a file, masked too, a line each: a name, a tab, hexadecimal
 * digits.
 *
 * HAMROZ_MEMORY names a folder. At SIGUSR2 the program reads `texts` in it, looks through
 * everything it may read but its files' own bytes, by process_vm_readv(), and writes `answer`: a
 * line for each place where something stands,
 *
 *   what | encoding | kind of place | address | 96 bytes around it, as text
 *
 * then `lives`, the number of keys that are not wiped, `looked`, how many keys were looked for and
 * in how many bytes, and "." alone. It does not allocate memory while it looks.
 */

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#define MASK 0x5a
#define CELL 32
#define LONGEST 192
#define CELLS_BYTES (511 * CELL)
#define MOST_PATTERNS 32768
#define MOST_BLOCKS 16384
#define CHUNK (1 << 20)
#define AROUND 40

typedef struct
{
  char name[24];
  char encoding[8];
  uint8_t masked[LONGEST];
  uint16_t length;
  uint32_t next;
} Pattern;

typedef struct
{
  uint8_t *start;
  size_t length;
} Block;

/* All of it in one mapping of its own, which is not looked through. */
typedef struct
{
  atomic_flag busy;
  Pattern patterns[MOST_PATTERNS];
  uint32_t n_patterns;
  uint32_t n_keys;
  uint32_t first[65536];
  Block blocks[MOST_BLOCKS];
  uint32_t n_blocks;
  uint8_t chunk[CHUNK + LONGEST];
  uint8_t text[CHUNK];
  char line[1024];
  int answer;
  size_t n_looked;
} Store;

static Store *store;
static char folder[512];

static void *(*real_malloc) (size_t size);
static void (*real_free) (void *block);
static void (*real_memzero) (void *bytes, size_t length);

static void
take_store (void)
{
  while (atomic_flag_test_and_set (&store->busy))
    ;
}

static void
give_store (void)
{
  atomic_flag_clear (&store->busy);
}

/* Random to the last byte: not what is shorter than its cell. */
static int
is_key (const uint8_t *bytes)
{
  uint8_t seen[256] = { 0 };
  int n = 0;

  for (int i = 0; i < CELL; i++)
    n += !seen[bytes[i]]++;

  return n >= 16 && (bytes[CELL - 1] | bytes[CELL - 2] | bytes[CELL - 3] | bytes[CELL - 4]) != 0;
}

static uint32_t *
find_first (const uint8_t *bytes)
{
  return &store->first[bytes[0] | bytes[1] << 8];
}

static int
is_pattern (const Pattern *pattern,
            const uint8_t *bytes)
{
  for (int i = 0; i < pattern->length; i++)
    if ((bytes[i] ^ MASK) != pattern->masked[i])
      return 0;

  return 1;
}

static void
keep (const char *name,
      const char *encoding,
      const uint8_t *bytes,
      size_t length)
{
  uint32_t *first = find_first (bytes);
  Pattern *pattern;

  for (uint32_t i = *first; i != 0; i = store->patterns[i].next)
    if (store->patterns[i].length == length && is_pattern (&store->patterns[i], bytes))
      return;
  if (store->n_patterns + 1 >= MOST_PATTERNS || length > LONGEST)
    return;

  pattern = &store->patterns[++store->n_patterns];
  snprintf (pattern->name, sizeof pattern->name, "%s", name);
  snprintf (pattern->encoding, sizeof pattern->encoding, "%s", encoding);
  for (size_t i = 0; i < length; i++)
    pattern->masked[i] = bytes[i] ^ MASK;
  pattern->length = (uint16_t) length;
  pattern->next = *first;
  *first = store->n_patterns;
}

/* With the store taken. */
static int
is_cell (const uint8_t *bytes)
{
  for (uint32_t i = 0; i < store->n_blocks; i++)
    if (store->blocks[i].length == CELLS_BYTES && bytes >= store->blocks[i].start
        && bytes < store->blocks[i].start + CELLS_BYTES)
      return 1;

  return 0;
}

static void
keep_key (const uint8_t *bytes)
{
  uint32_t before = store->n_patterns;

  if (is_key (bytes))
    keep ("key", "bytes", bytes, CELL);
  store->n_keys += store->n_patterns - before;
}

static void
set_up (void)
{
  if (store != NULL)
    return;

  real_malloc = dlsym (RTLD_NEXT, "sodium_malloc");
  real_free = dlsym (RTLD_NEXT, "sodium_free");
  real_memzero = dlsym (RTLD_NEXT, "sodium_memzero");
  store = mmap (NULL, sizeof *store, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (store == MAP_FAILED)
    abort ();
}

/* In place of libsodium's. */
void *sodium_malloc (size_t size);
void sodium_free (void *block);
void sodium_memzero (void *bytes, size_t length);

void *
sodium_malloc (size_t size)
{
  void *block;

  set_up ();
  block = real_malloc (size);
  take_store ();
  if (block != NULL && store->n_blocks < MOST_BLOCKS)
    store->blocks[store->n_blocks++] = (Block) { block, size };
  give_store ();

  return block;
}

void
sodium_free (void *block)
{
  set_up ();
  take_store ();
  for (uint32_t i = 0; i < store->n_blocks; i++)
    if (store->blocks[i].start == block)
      store->blocks[i--] = store->blocks[--store->n_blocks];
  give_store ();

  real_free (block);
}

void
sodium_memzero (void *bytes,
                size_t length)
{
  set_up ();
  if (length == CELL)
    {
      take_store ();
      if (is_cell (bytes))
        keep_key (bytes);
      give_store ();
    }
  real_memzero (bytes, length);
}

static size_t
read_file (const char *name,
           uint8_t *out,
           size_t most)
{
  char path[600];
  size_t length = 0;
  ssize_t n = 1;
  int fd;

  snprintf (path, sizeof path, "%s/%s", name[0] == '/' ? "" : folder, name);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  while (fd >= 0 && n > 0 && length < most)
    {
      n = read (fd, out + length, most - length);
      length += n > 0 ? (size_t) n : 0;
    }
  if (fd >= 0)
    close (fd);

  return length;
}

static void
say (const char *format, ...)
{
  va_list arguments;
  int length;

  va_start (arguments, format);
  length = vsnprintf (store->line, sizeof store->line, format, arguments);
  va_end (arguments);
  if (write (store->answer, store->line, (size_t) length) != length)
    abort ();
}

/* In each form in which the toolkit may hold it: UTF-8, and its characters as 16 and 32 bits. */
static void
keep_text (const char *name,
           const uint8_t *utf8,
           size_t length)
{
  uint8_t wide[2][LONGEST] = { { 0 } };
  size_t n = 0;

  for (size_t i = 0; i < length && 4 * n + 4 <= LONGEST; n++)
    {
      uint32_t c = utf8[i];
      int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

      c &= more == 0 ? 0x7f : 0x3f >> more;
      for (i++; more > 0; more--)
        c = c << 6 | (utf8[i++] & 0x3f);
      for (int size = 2; size <= 4; size += 2)
        for (int k = 0; k < size; k++)
          wide[size / 2 - 1][n * (size_t) size + (size_t) k] = (uint8_t) (c >> 8 * k);
    }

  keep (name, "utf-8", utf8, length);
  keep (name, "utf-16", wide[0], 2 * n);
  keep (name, "utf-32", wide[1], 4 * n);
  real_memzero (wide, sizeof wide);
}

static void
read_texts (void)
{
  size_t length = read_file ("texts", store->text, sizeof store->text - 1);
  char *line = (char *) store->text;

  store->text[length] = '\0';
  while (*line != '\0')
    {
      char *end = strchr (line, '\n');
      char *tab = strchr (line, '\t');
      uint8_t utf8[LONGEST];
      size_t n = 0;

      if (end == NULL || tab == NULL || tab > end)
        abort ();
      *tab = '\0';
      for (char *at = tab + 1; at + 1 < end && n < sizeof utf8; at += 2)
        {
          unsigned value;

          sscanf (at, "%2x", &value);
          utf8[n++] = (uint8_t) value ^ MASK;
        }
      keep_text (line, utf8, n);
      real_memzero (utf8, sizeof utf8);
      line = end + 1;
    }
}

static void
say_around (const uint8_t *bytes,
            size_t length)
{
  size_t n = 0;

  for (size_t i = 0; i < length; i++)
    store->line[n++] = bytes[i] >= 0x20 && bytes[i] != 0x7f ? (char) bytes[i] : '.';
  store->line[n++] = '\n';
  if (write (store->answer, store->line, n) != (ssize_t) n)
    abort ();
}

static void
look_in_chunk (uintptr_t address,
               size_t length,
               size_t n_starts,
               const char *kind)
{
  for (size_t i = 0; i + 1 < length && i < n_starts; i++)
    for (uint32_t k = *find_first (store->chunk + i); k != 0; k = store->patterns[k].next)
      {
        Pattern *pattern = &store->patterns[k];
        size_t from = i < AROUND ? 0 : i - AROUND;

        if (i + pattern->length > length || !is_pattern (pattern, store->chunk + i))
          continue;
        say ("%s\t%s\t%s\t%zx\t", pattern->name, pattern->encoding, kind, address + i);
        say_around (store->chunk + from, (i + pattern->length + AROUND > length ? length
                                          : i + pattern->length + AROUND) - from);
      }
}

static void
look_in (uintptr_t start,
         uintptr_t end,
         const char *kind)
{
  for (uintptr_t at = start; at < end; at += CHUNK)
    {
      size_t length = end - at < sizeof store->chunk ? end - at : sizeof store->chunk;
      struct iovec here = { store->chunk, length };
      struct iovec there = { (void *) at, length };
      ssize_t n = process_vm_readv (getpid (), &here, 1, &there, 1, 0);

      if (n > 0)
        {
          store->n_looked += (size_t) n < CHUNK ? (size_t) n : CHUNK;
          look_in_chunk (at, (size_t) n, CHUNK, kind);
        }
    }
}

static void
look_at_line (char *line)
{
  uintptr_t own = (uintptr_t) store;
  uintptr_t start, end;
  char rights[5];
  const char *kind = "anonymous";
  char *name;

  name = strpbrk (line, "/[");
  if (sscanf (line, "%zx-%zx %4s", &start, &end, rights) != 3 || rights[0] != 'r'
      || strstr (line, "[v") != NULL
      || (name != NULL && *name == '/' && rights[1] != 'w')
      || (start < own + sizeof *store && end > own))
    return;

  if (name != NULL)
    kind = *name == '/' ? "data" : strncmp (name, "[heap]", 6) == 0 ? "heap" : "stack";
  look_in (start, end, kind);
}

/* What is not wiped: it is kept as well. */
static unsigned
keep_living (void)
{
  unsigned n = 0;

  for (uint32_t i = 0; i < store->n_blocks; i++)
    for (size_t at = 0; store->blocks[i].length == CELLS_BYTES && at < CELLS_BYTES; at += CELL)
      if (is_key (store->blocks[i].start + at))
        {
          keep_key (store->blocks[i].start + at);
          n++;
        }

  return n;
}

static void
on_signal (int signal)
{
  char path[600];
  char *line;
  size_t length;
  unsigned n_living;

  snprintf (path, sizeof path, "%s/answer", folder);
  store->answer = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  store->n_looked = 0;
  take_store ();
  read_texts ();
  n_living = keep_living ();
  length = read_file ("/proc/self/maps", store->text, sizeof store->text - 1);
  store->text[length] = '\0';
  for (line = (char *) store->text; *line != '\0';)
    {
      char *end = strchr (line, '\n');

      *end = '\0';
      look_at_line (line);
      line = end + 1;
    }
  say ("lives\t%u\nlooked\t%u\t%zu\n.\n", n_living, store->n_keys, store->n_looked);
  real_memzero (store->text, sizeof store->text);
  give_store ();
  close (store->answer);
}

__attribute__ ((constructor)) static void
begin (void)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  const char *given = getenv ("HAMROZ_MEMORY");

  if (given == NULL)
    return;

  set_up ();
  snprintf (folder, sizeof folder, "%s", given);
  sigaction (SIGUSR2, &action, NULL);
}
