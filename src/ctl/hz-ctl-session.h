/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-ctl-options.h"
#include "hz-records.h"
#include "hz-vault.h"

G_BEGIN_DECLS

/**
 * HzCtlSession:
 * @vault: the centre
 * @records: its records
 *
 * Somebody signed in by a command, from its beginning to its end.
 */
typedef struct
{
  HzVault *vault;
  HzRecords *records;
} HzCtlSession;

gboolean hz_ctl_session_open (HzCtlSession *self,
                              const HzCtlOptions *options,
                              const char *folder,
                              GError **error);
gboolean hz_ctl_session_close (HzCtlSession *self,
                               GError **error);

/* A command that signs in, runs one job and prints. */
HzCtlStatus hz_ctl_session_run (const HzCtlOptions *options,
                                HzDbJobKind kind,
                                HzRecordsFunc func,
                                gpointer data,
                                HzCtlOutput *output);

G_END_DECLS
