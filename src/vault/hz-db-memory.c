/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SQLite's allocator with one addition: what is given back is wiped first. Pages, rows and sorters hold
 * records in the clear; once a connection is closed at the lock, none of them is left in memory.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-db-memory.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

static sqlite3_mem_methods system_methods;

static void
free_wiped (void *memory)
{
  if (memory != NULL)
    sodium_memzero (memory, (gsize) system_methods.xSize (memory));

  system_methods.xFree (memory);
}

/* What grows may move, and the system would not wipe the old place. */
static void *
resize_wiped (void *memory,
              int size)
{
  int old_size = system_methods.xSize (memory);
  void *moved;

  if (size <= old_size && size >= old_size / 2)
    return memory;

  moved = system_methods.xMalloc (size);
  if (moved == NULL)
    return NULL;

  memcpy (moved, memory, (gsize) MIN (size, old_size));
  free_wiped (memory);

  return moved;
}

/**
 * hz_db_memory_install:
 *
 * To be called once, before SQLite is initialized.
 */
void
hz_db_memory_install (void)
{
  static gboolean done;
  sqlite3_mem_methods methods;

  if (done)
    return;

  done = TRUE;
  if (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &system_methods) != SQLITE_OK)
    {
      g_warning ("SQLite was in use before the vault: its memory is not wiped");
      return;
    }

  methods = system_methods;
  methods.xFree = free_wiped;
  methods.xRealloc = resize_wiped;
  sqlite3_config (SQLITE_CONFIG_MALLOC, &methods);
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
}
