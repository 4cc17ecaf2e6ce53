/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where secrets live.
 *
 * One sodium_malloc() takes three pages besides its own and one locked page at least: some 2,000 of
 * them fill the usual lock limit of 8 MiB, and what comes after is left unlocked without a word. A
 * person with many case files holds more keys than that. So secrets of up to 32 bytes, which keys
 * are, share slabs: one sodium_malloc() of 16 KiB less its canary, cut into 511 cells. Longer ones
 * have an allocation of their own.
 *
 * A free cell is all zeros; the list of free cells is kept beside, in ordinary memory. A slab that
 * has become empty is given back, except the last.
 */

#define G_LOG_DOMAIN "HzBase"

#include "hz-secret.h"

#include <sodium.h>
#include <string.h>

#define CELL_BYTES 32
#define SLAB_CELLS 511
#define SLAB_BYTES (CELL_BYTES * SLAB_CELLS)

typedef struct
{
  guint8 *cells;
  guint16 free_cells[SLAB_CELLS];
  guint n_free;
} Slab;

struct _HzSecret
{
  gatomicrefcount ref_count;

  guint8 *data;
  gsize length;

  /* NULL when the secret has an allocation of its own */
  Slab *slab;
};

G_DEFINE_BOXED_TYPE (HzSecret, hz_secret, hz_secret_ref, hz_secret_unref)

static GMutex slabs_mutex;
static GPtrArray *slabs;
static int memory_is_pinned = TRUE;

static void *
allocate_guarded (gsize size)
{
  void *memory = sodium_malloc (size);

  if (memory == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", size);

  /* sodium_malloc() locks too, but keeps to itself when it could not. */
  if (sodium_mlock (memory, size) != 0)
    g_atomic_int_set (&memory_is_pinned, FALSE);

  sodium_memzero (memory, size);

  return memory;
}

static Slab *
add_slab (void)
{
  Slab *slab = g_new (Slab, 1);

  slab->cells = allocate_guarded (SLAB_BYTES);
  slab->n_free = SLAB_CELLS;
  for (guint i = 0; i < SLAB_CELLS; i++)
    slab->free_cells[i] = (guint16) (SLAB_CELLS - 1 - i);

  g_ptr_array_add (slabs, slab);

  return slab;
}

static guint8 *
take_cell (Slab **taken_from)
{
  Slab *slab = NULL;
  guint8 *cell;

  g_mutex_lock (&slabs_mutex);

  if (slabs == NULL)
    slabs = g_ptr_array_new ();

  /* The newest slab is the one with room, as a rule. */
  for (guint i = slabs->len; i > 0 && slab == NULL; i--)
    {
      Slab *candidate = g_ptr_array_index (slabs, i - 1);

      if (candidate->n_free > 0)
        slab = candidate;
    }

  if (slab == NULL)
    slab = add_slab ();

  cell = slab->cells + (gsize) CELL_BYTES * slab->free_cells[--slab->n_free];

  g_mutex_unlock (&slabs_mutex);

  *taken_from = slab;
  return cell;
}

static void
give_cell_back (Slab *slab,
                guint8 *cell)
{
  sodium_memzero (cell, CELL_BYTES);

  g_mutex_lock (&slabs_mutex);

  slab->free_cells[slab->n_free++] = (guint16) ((cell - slab->cells) / CELL_BYTES);

  if (slab->n_free == SLAB_CELLS && slabs->len > 1)
    {
      g_ptr_array_remove_fast (slabs, slab);
      sodium_free (slab->cells);
      g_free (slab);
    }

  g_mutex_unlock (&slabs_mutex);
}

static void
initialize_sodium (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      if (sodium_init () < 0)
        g_error ("libsodium finds no source of random bytes");

      g_once_init_leave (&done, 1);
    }
}

/**
 * hz_secret_new:
 * @length: bytes, from 1
 *
 * Returns: (transfer full): a secret of @length zeros, to be filled through hz_secret_get_data().
 *   When the system has no memory left, the program ends.
 */
HzSecret *
hz_secret_new (gsize length)
{
  HzSecret *self;

  initialize_sodium ();

  self = g_new0 (HzSecret, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->length = length;

  if (length <= CELL_BYTES)
    self->data = take_cell (&self->slab);
  else
    self->data = allocate_guarded (length);

  return self;
}

/**
 * hz_secret_new_random:
 * @length: bytes, from 1
 *
 * Returns: (transfer full): a new random secret
 */
HzSecret *
hz_secret_new_random (gsize length)
{
  HzSecret *self = hz_secret_new (length);

  randombytes_buf (self->data, length);

  return self;
}

/**
 * hz_secret_new_copy:
 * @bytes: what to keep; the caller wipes its own copy
 * @length: how many bytes, from 1
 *
 * Returns: (transfer full): a secret of these bytes
 */
HzSecret *
hz_secret_new_copy (const void *bytes,
                    gsize length)
{
  HzSecret *self = hz_secret_new (length);

  memcpy (self->data, bytes, length);

  return self;
}

/**
 * hz_secret_new_password:
 * @text: UTF-8, as typed; what is no UTF-8 is taken byte by byte
 *
 * Brings a password into the form in which it is hashed, NFC, so that it is the same from every
 * keyboard. Nothing else is changed: not case, not spaces.
 *
 * Returns: (transfer full): the password; its length does not count the zero that ends it, and may
 *   be 0
 */
HzSecret *
hz_secret_new_password (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  const char *chosen = composed != NULL ? composed : text;
  gsize length = strlen (chosen);
  HzSecret *self;

  self = hz_secret_new (length + 1);
  memcpy (self->data, chosen, length);
  self->length = length;

  if (composed != NULL)
    sodium_memzero (composed, length);

  return self;
}

/**
 * hz_secret_new_take_password:
 * @text: (transfer full): UTF-8 from g_malloc()
 *
 * Like hz_secret_new_password(), and wipes and frees @text.
 *
 * Returns: (transfer full): the password
 */
HzSecret *
hz_secret_new_take_password (char *text)
{
  HzSecret *self = hz_secret_new_password (text);

  sodium_memzero (text, strlen (text));
  g_free (text);

  return self;
}

/**
 * hz_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self
 */
HzSecret *
hz_secret_ref (HzSecret *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * hz_secret_unref:
 * @self: (transfer full): a secret
 *
 * Lets go of @self; with the last reference its bytes are wiped.
 */
void
hz_secret_unref (HzSecret *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->slab != NULL)
    give_cell_back (self->slab, self->data);
  else
    sodium_free (self->data);

  g_free (self);
}

/**
 * hz_secret_get_data:
 * @self: a secret
 *
 * Returns: (transfer none): its bytes, to be changed only by who made it, before it is shared
 */
guint8 *
hz_secret_get_data (HzSecret *self)
{
  return self->data;
}

/**
 * hz_secret_get_text:
 * @self: a secret made by hz_secret_new_password()
 *
 * Returns: (transfer none): the password, ended by a zero
 */
const char *
hz_secret_get_text (HzSecret *self)
{
  return (const char *) self->data;
}

/**
 * hz_secret_get_length:
 * @self: a secret
 *
 * Returns: its length in bytes
 */
gsize
hz_secret_get_length (HzSecret *self)
{
  return self->length;
}

/**
 * hz_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Returns: whether both are the same, found out in a time that does not depend on where they
 *   differ (it does on whether their lengths do)
 */
gboolean
hz_secret_equal (HzSecret *a,
                 HzSecret *b)
{
  return a->length == b->length && sodium_memcmp (a->data, b->data, a->length) == 0;
}

/**
 * hz_secret_is_memory_pinned:
 *
 * Returns: whether all secrets up to now could be kept out of swap. The answer turns to %FALSE once
 *   and stays so: the window says it one time.
 */
gboolean
hz_secret_is_memory_pinned (void)
{
  return g_atomic_int_get (&memory_is_pinned);
}
