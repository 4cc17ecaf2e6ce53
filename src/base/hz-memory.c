/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the toolkit has freed is not wiped: texts of labels, entries and notes stay in the heap
 * until something else is written over them. At the lock all free pieces are taken, from large to
 * small, wiped and given back; what is whole pages goes to the system.
 *
 * That all of it is in one heap, whichever thread asked for it, is a choice to be made before the
 * second thread begins. It needs glibc; elsewhere nothing is wiped.
 */

#define G_LOG_DOMAIN "HzBase"

#include "hz-memory.h"

#include <malloc.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* Above, pieces are whole pages, which are given back to the system; below there are none. */
#define LARGEST (8192 + SMALLEST - STEP)
#define SMALLEST 24
#define STEP 16

#define STACK_BYTES (512 * 1024)

#define LARGEST_SLICE 1024
#define BYTES_OF_SLICES (64 * 1024)

/**
 * hz_memory_keep_together:
 *
 * To be called first of all: the threads share one heap.
 */
void
hz_memory_keep_together (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, 1);
#endif
}

#ifdef __GLIBC__
/* GLib before 2.76 keeps what is freed of its slices for itself. How much there is cannot be
 * asked: what was freed last comes first. */
static void
wipe_slices (void)
{
  for (gsize size = STEP; size <= LARGEST_SLICE; size += STEP)
    {
      void **taken = NULL;

      for (gsize n = BYTES_OF_SLICES / size; n > 0; n--)
        {
          void **slice = g_slice_alloc (size);

          explicit_bzero (slice, size);
          *slice = taken;
          taken = slice;
        }
      while (taken != NULL)
        {
          void **next = *taken;

          g_slice_free1 (size, taken);
          taken = next;
        }
    }
}

/* One that lies behind @end was free for all: of this size there is no other. */
static void **
take_pieces (void **taken,
             gsize size,
             const guint8 *end)
{
  const guint8 *last = NULL;

  while (last < end)
    {
      void **piece = malloc (size);

      if (piece == NULL)
        break;

      explicit_bzero (piece, malloc_usable_size (piece));
      *piece = taken;
      taken = piece;
      last = (const guint8 *) piece;
    }

  return taken;
}

static void
wipe_pieces (void)
{
  const guint8 *end = (const guint8 *) sbrk (0) - mallinfo2 ().keepcost;
  void **taken = NULL;

  for (gsize size = LARGEST; size >= SMALLEST; size -= size > 1024 + STEP ? 1024 : STEP)
    taken = take_pieces (taken, size, end);

  while (taken != NULL)
    {
      void **next = *taken;

      free (taken);
      taken = next;
    }
}
#endif

/**
 * hz_memory_wipe_free:
 *
 * Wipes what the program has given back, the calls before this one too, and gives it back to the
 * system as far as that takes it.
 */
void
hz_memory_wipe_free (void)
{
  sodium_stackzero (STACK_BYTES);
#ifdef __GLIBC__
  malloc_trim (0);
  wipe_slices ();
  wipe_pieces ();
  malloc_trim (0);
#endif
}
