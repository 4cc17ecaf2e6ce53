/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-vault-session.h"

G_BEGIN_DECLS

/**
 * HzVaultJobKind:
 *
 * What the facade can be asked to do off the main thread.
 */
typedef enum
{
  HZ_VAULT_JOB_CREATE,
  HZ_VAULT_JOB_UNLOCK,
  HZ_VAULT_JOB_JOIN,
  HZ_VAULT_JOB_UNLOCK_BY_SHEETS,
  HZ_VAULT_JOB_RESTORE,
  HZ_VAULT_JOB_LOCK,
  HZ_VAULT_JOB_INVITE,
  HZ_VAULT_JOB_CHANGE_PASSWORD,
  HZ_VAULT_JOB_RESET_PASSWORD,
  HZ_VAULT_JOB_REPLACE_SHEETS,
  HZ_VAULT_JOB_ANNOUNCE_SHEETS,
  HZ_VAULT_JOB_COUNT_SHEETS,
  HZ_VAULT_JOB_SET_ROLES,
  HZ_VAULT_JOB_REMOVE,
  HZ_VAULT_JOB_SET_NAME,
  HZ_VAULT_JOB_GRANT_CARE,
  HZ_VAULT_JOB_PIN_AUDIT_HEAD,
  HZ_VAULT_JOB_ACCEPT_SEEN,
  HZ_VAULT_JOB_KEY_NUMBER,
  HZ_VAULT_JOB_BACKUP,
  HZ_VAULT_JOB_TRY_RESTORE,
  HZ_VAULT_JOB_ROTATE,
  HZ_VAULT_JOB_LOOK_OWED,
  HZ_VAULT_JOB_RENEW_KEYS,
} HzVaultJobKind;

/**
 * HzVaultJob:
 *
 * One of them, with what it needs and what came of it. @session is the one it works on, not owned;
 * of an opening job, the one it made, owned until the facade takes it. @cancellable: stops those that
 * take long.
 */
typedef struct
{
  HzVaultJobKind kind;
  char *folder;
  char *pin_folder;
  gboolean weak_allowed;
  GCancellable *cancellable;

  char *name;
  char *login;
  HzSecret *password;
  HzSecret *new_password;
  HzRoles roles;
  HzSheets *sheets;
  HzKdfCost cost;
  HzId id;
  guint8 head[HZ_RINGS_HASH_BYTES];
  HzVaultResealFunc reseal;

  HzVaultSession *session;
  HzSecret *one_time;
  char *number;
  char *target;
  char *source;
  char *today;
  GPtrArray *people;
  guint wrong_sheet;
  guint wrong_group;
  char *place;
} HzVaultJob;

HzVaultJob *hz_vault_job_new (HzVaultJobKind kind);
void hz_vault_job_free (HzVaultJob *self);
gboolean hz_vault_job_opens (HzVaultJob *self);
gboolean hz_vault_job_is_long (HzVaultJob *self);
gboolean hz_vault_job_changes_members (HzVaultJob *self);
gboolean hz_vault_job_run (HzVaultJob *self,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzVaultJob, hz_vault_job_free)

G_END_DECLS
