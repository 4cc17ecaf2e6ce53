/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-ctl-options.h"
#include "hz-secret.h"
#include "hz-vault.h"

G_BEGIN_DECLS

/* The first line of a file that nobody else may read, or what is typed on the terminal. */
HzSecret *hz_ctl_login_read_file (const char *path,
                                  GError **error);
HzSecret *hz_ctl_login_ask (const char *prompt,
                            GError **error);
/* Twice the same. */
HzSecret *hz_ctl_login_ask_new (GError **error);

/* The password of @options, from its file or the terminal. */
HzSecret *hz_ctl_login_get_password (const HzCtlOptions *options,
                                     GError **error);
/* Whether @folder may be written into: what is, in a backup, goes with it. */
gboolean hz_ctl_login_check_living (const char *folder,
                                    GError **error);
/* A vault of @folder, somebody signed in. */
HzVault *hz_ctl_login_open_vault (const HzCtlOptions *options,
                                  const char *folder,
                                  GError **error);

G_END_DECLS
