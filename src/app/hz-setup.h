/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-centre.h"
#include "hz-role.h"
#include "hz-secret.h"
#include "hz-sheet.h"

G_BEGIN_DECLS

/* One of the accounts that were invited, with what stands on her piece of paper. */
typedef struct
{
  char *name;
  char *login;
  HzSecret *one_time;
} HzSetupInvited;

/**
 * HzSetup:
 * @folder: where the centre is to be
 * @name: of the first administrator
 * @login: hers
 * @password: hers, or %NULL
 * @roles: hers
 * @n_sheets: of recovery, 1 or 3
 * @sheets: once they have been shown
 * @n_typed: how many of them have been typed back whole
 * @is_created: whether the centre is there
 * @centre: its names and hours
 * @invited: (element-type HzSetupInvited)
 * @step: which is shown
 *
 * What has been answered so far. It outlives the view, which is built anew in another language.
 */
typedef struct
{
  char *folder;
  char *name;
  char *login;
  HzSecret *password;
  HzRoles roles;
  guint n_sheets;
  HzSheets *sheets;
  guint n_typed;
  gboolean is_created;
  HzCentre *centre;
  GPtrArray *invited;
  int step;
} HzSetup;

HzSetup *hz_setup_new (const char *folder);
void hz_setup_free (HzSetup *self);
void hz_setup_add_invited (HzSetup *self,
                           const char *name,
                           const char *login,
                           HzSecret *one_time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSetup, hz_setup_free)

G_END_DECLS
