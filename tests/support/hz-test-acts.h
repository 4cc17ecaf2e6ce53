/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-test-centre.h"

G_BEGIN_DECLS

#define HZ_TEST_USUAL_PASSWORD "the same good words"
#define HZ_TEST_OTHER_PASSWORD "seven other words here"

/* Every act of the vault, to be tried again and again from the same files while something goes wrong,
 * and what the next start must find. */

/* @centre: with Munira, a social worker, a fifth. @parent: of all other folders. @place: where a
 * centre is made or restored. @next: other sheets. @doomed_id: a case that is to be erased. @is_torn:
 * whether a log may be half there; it is kept, then. */
typedef struct
{
  HzTestCentre centre;
  char *parent;
  char *target;
  char *backup;
  char *place;
  HzSheets *next;
  HzSecret *one_time;
  HzId fifth_id;
  HzId doomed_id;
  gboolean is_torn;
} HzTestActs;

enum
{
  HZ_TEST_NOBODY = -1,
  HZ_TEST_BY_SHEETS = -2,
};

/**
 * HzTestAct:
 * @name: the act's
 * @who: signs in before it
 * @prepare: (nullable): what has happened before; run once
 * @run: the act
 * @is_done: (nullable): whether it has happened, asked by a fresh start; that it has or has not, and
 *   nothing between, is asserted
 */
typedef struct
{
  const char *name;
  int who;
  void (*prepare) (HzTestActs *self);
  gboolean (*run) (HzTestActs *self,
                   GError **error);
  gboolean (*is_done) (HzTestActs *self);
} HzTestAct;

extern const HzTestAct hz_test_acts[];
extern const guint hz_test_n_acts;

void hz_test_acts_set_up (HzTestActs *self,
                          gconstpointer unused);
void hz_test_acts_tear_down (HzTestActs *self,
                             gconstpointer unused);

/* Whoever is in is out then. */
gboolean hz_test_acts_try_enter (HzTestActs *self,
                                 const char *login,
                                 const char *password,
                                 GError **error);
gboolean hz_test_acts_try_sheets (HzTestActs *self,
                                  HzSheets *sheets,
                                  GError **error);
gint64 hz_test_acts_read (HzTestActs *self,
                          const char *sql);

/* Once before @act is tried. Before each try: the files as they are then; who acts signs in. */
void hz_test_acts_prepare (HzTestActs *self,
                           const HzTestAct *act);
void hz_test_acts_begin (HzTestActs *self);
void hz_test_acts_enter (HzTestActs *self,
                         const HzTestAct *act);

/* That everybody finds a whole centre in which she can do what she could. Returns whether the act has
 * happened. */
gboolean hz_test_acts_check (HzTestActs *self,
                             const HzTestAct *act);

G_END_DECLS
