/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Linked into SQLite's testfixture, which calls this at the end of each sqlite3_initialize()
 * (SQLITE_EXTRA_INIT), in the processes that a test starts as well. What is between the fixture and
 * the disk can so be built anew without building the fixture anew.
 */

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#define SQLITE_ERROR 1

int hamroz_fixture_init (const char *unused);

int
hamroz_fixture_init (const char *unused)
{
  const char *path = getenv ("HAMROZ_FIXTURE_VFS");
  void *library;
  int (*set_up) (void);

  if (path == NULL)
    return 0;

  library = dlopen (path, RTLD_NOW | RTLD_GLOBAL);
  if (library == NULL)
    {
      fprintf (stderr, "%s\n", dlerror ());
      return SQLITE_ERROR;
    }

  *(void **) &set_up = dlsym (library, "hamroz_fixture_set_up");

  return set_up != NULL ? set_up () : SQLITE_ERROR;
}
