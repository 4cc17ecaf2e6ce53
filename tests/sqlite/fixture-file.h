/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * HzFixtureFile:
 * @base: what is above sees this
 * @inner: the file that every call goes to
 * @system: but for those of shared memory, which go here
 *
 * A file of a VFS that lies over another.
 */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *inner;
  sqlite3_file *system;
} HzFixtureFile;

extern const sqlite3_io_methods hz_fixture_file_methods;

G_END_DECLS
