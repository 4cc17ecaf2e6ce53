/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-ctl-output.h"
#include "hz-ctl.h"

G_BEGIN_DECLS

/**
 * HzCtlOptions:
 * @login: --login
 * @password_file: --password-file
 * @header: --header
 * @json: --json
 * @words: what is left of the command line when options are taken out, without the command's name
 *
 * What all commands that look into a centre have in common.
 */
typedef struct
{
  char *login;
  char *password_file;
  gboolean header;
  gboolean json;
  GStrv words;
} HzCtlOptions;

/**
 * HzCtlTaking:
 *
 * Which of them a command takes; or may take, when there is another way in.
 */
typedef enum
{
  HZ_CTL_TAKES_NOTHING = 0,
  HZ_CTL_TAKES_LOGIN = 1 << 0,
  HZ_CTL_TAKES_OUTPUT = 1 << 1,
  HZ_CTL_MAY_TAKE_LOGIN = 1 << 2,
} HzCtlTaking;

/* @entries: (nullable): the command's own. FALSE: @status is what to end with (the help was asked for,
 * or the usage is wrong and that was said). */
gboolean hz_ctl_options_read (HzCtlOptions *self,
                              const HzCtlCommand *command,
                              GStrv words,
                              HzCtlTaking taking,
                              const GOptionEntry *entries,
                              guint n_least,
                              guint n_most,
                              HzCtlStatus *status);
void hz_ctl_options_clear (HzCtlOptions *self);

HzCtlOutput *hz_ctl_options_new_output (const HzCtlOptions *self,
                                        const char *const *columns);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HzCtlOptions, hz_ctl_options_clear)

G_END_DECLS
