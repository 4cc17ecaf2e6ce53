/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-backup-work.h"
#include "hz-language.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_SESSION (hz_session_get_type ())
G_DECLARE_FINAL_TYPE (HzSession, hz_session, HZ, SESSION, GObject)

/* A centre's folder and who is signed in, from the unlock view to the lock; of the main thread. The
 * window shows what it says and asks it to open and to lock. */
HzSession *hz_session_new (const char *folder);
HzVault *hz_session_get_vault (HzSession *self);
/* NULL when nobody is signed in. */
HzRecords *hz_session_get_records (HzSession *self);
/* Who was signed in last since the program began; kept in memory alone. */
const char *hz_session_get_login (HzSession *self);
/* What is due is done by itself from now on, until the lock. */
void hz_session_begin_work (HzSession *self,
                            GSettings *settings);
/* Of who may make backups, until the lock; else NULL. */
HzBackupWork *hz_session_get_backups (HzSession *self);
void hz_session_forget_login (HzSession *self);
/* Where she was: NULL on another day than today, or when another person worked here meanwhile. */
GVariant *hz_session_dup_place (HzSession *self);
/* Of her account; NULL when she has not chosen. */
const char *hz_session_get_language (HzSession *self);
/* Since this sign-in: another password is to be chosen before anything else. */
gboolean hz_session_owes_password (HzSession *self);

/* @password: hers, or the one-time one of her invitation, then with @new_password. */
void hz_session_open_async (HzSession *self,
                            const char *login,
                            HzSecret *password,
                            HzSecret *new_password,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* A new centre, and its first person signed in. */
void hz_session_create_async (HzSession *self,
                              const char *name,
                              const char *login,
                              HzSecret *password,
                              HzRoles roles,
                              HzSheets *sheets,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean hz_session_open_finish (HzSession *self,
                                 GAsyncResult *result,
                                 GError **error);

/* Stores drafts and the place, signs the audit, closes the file and wipes the keys. The caller has let
 * go of the records by the time @let_go has been called. */
typedef void (*HzSessionLetGoFunc) (gpointer data);

void hz_session_lock_async (HzSession *self,
                            GVariant *place,
                            HzSessionLetGoFunc let_go,
                            gpointer let_go_data,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean hz_session_lock_finish (HzSession *self,
                                 GAsyncResult *result,
                                 GError **error);

/* Stored as they change, in case the power goes. */
void hz_session_keep_place (HzSession *self,
                            GVariant *place);
void hz_session_keep_language (HzSession *self,
                               HzLanguage language);

G_END_DECLS
