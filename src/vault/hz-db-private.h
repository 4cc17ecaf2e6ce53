/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-cipher-unit.h"
#include "hz-db.h"
#include "hz-vault-error.h"

G_BEGIN_DECLS

/**
 * HzDbFound:
 * @log_found: there was a -wal
 * @log_aside: it was damaged and has been copied aside
 *
 * How a database was found when it was opened.
 */
typedef struct
{
  gboolean log_found;
  gboolean log_aside;
} HzDbFound;

/**
 * HzDbSteps:
 *
 * What a connection says by itself, prepared once.
 */
typedef struct
{
  sqlite3_stmt *begin;
  sqlite3_stmt *count;
  sqlite3_stmt *commit;
  sqlite3_stmt *rollback;
  sqlite3_stmt *hold;
} HzDbSteps;

struct _HzDb
{
  sqlite3 *handle;
  char *path;
  GThread *thread;
  HzDbFound found;
  HzDbSteps steps;

  /* Owned: SQL to statements at rest that the step may want again. */
  GHashTable *rested;

  /* What the authorizer lets through at the moment. */
  gboolean is_own;
  gboolean may_write;

  /* A page did not open, or a write failed: nothing is written any more, and why is said again. */
  gboolean is_broken;
  HzVaultError broken_code;

  /* Guards both, which are asked and set by whoever has a job that waits. */
  GMutex mutex;
  gboolean is_wanted;
  gboolean is_interruptible;
};

/* On the thread that is to own the connection. */
HzDb *hz_db_open (const char *path,
                  HzCipherKey *key,
                  GError **error);
HzDb *hz_db_open_target (const char *path,
                         HzCipherKey *key,
                         GError **error);
gboolean hz_db_found (HzDb *self,
                      const char *sql,
                      GError **error);
gboolean hz_db_close (HzDb *self,
                      GError **error);

/* To go on with a copy of the file. */
gboolean hz_db_prepare_move (HzDb *self,
                             HzDb *next,
                             GError **error);
void hz_db_move (HzDb *self,
                 HzDb *next);

/* SQLite's last error as one of ours; @result: what the failed call returned. */
void hz_db_set_error (HzDb *self,
                      int result,
                      const char *what,
                      GError **error);
void hz_db_assert_thread (HzDb *self);
/* Damage has been seen: nothing is written any more. */
void hz_db_set_broken (HzDb *self);

/* Of the worker: what surrounds a step of a job. */
void hz_db_begin_read (HzDb *self);
gboolean hz_db_begin_write (HzDb *self,
                            GError **error);
gboolean hz_db_commit (HzDb *self,
                       GError **error);
void hz_db_roll_back (HzDb *self);
void hz_db_end (HzDb *self);
/* Of HzStatement: one at rest, or NULL; to rest, or away. */
sqlite3_stmt *hz_db_take_statement (HzDb *self,
                                    const char *sql);
void hz_db_rest_statement (HzDb *self,
                           sqlite3_stmt *statement);
gboolean hz_db_checkpoint (HzDb *self,
                           GError **error);

/* Between these two, hz_db_interrupt() by another thread ends a statement early. */
gboolean hz_db_begin_interruptible (HzDb *self);
void hz_db_end_interruptible (HzDb *self);
void hz_db_interrupt (HzDb *self);
void hz_db_set_wanted (HzDb *self,
                       gboolean is_wanted);

/* hz-db-authorizer.c */
void hz_db_install_authorizer (HzDb *self);

G_END_DECLS
