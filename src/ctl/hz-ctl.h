/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzCtlStatus:
 * @HZ_CTL_DONE: done
 * @HZ_CTL_REFUSED: refused or not found
 * @HZ_CTL_USAGE: wrong usage
 * @HZ_CTL_DAMAGED: damaged, or a wrong key
 *
 * What hamrozctl ends with.
 */
typedef enum
{
  HZ_CTL_DONE = 0,
  HZ_CTL_REFUSED = 1,
  HZ_CTL_USAGE = 2,
  HZ_CTL_DAMAGED = 3,
} HzCtlStatus;

/**
 * HzCtlCommand:
 * @name: as it is called
 * @arguments: what follows the options, for the help
 * @summary: one line for the help
 * @run: given its words, the command's own name first
 */
typedef struct _HzCtlCommand HzCtlCommand;

struct _HzCtlCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  HzCtlStatus (*run) (const HzCtlCommand *command,
                      GStrv words);
};

HzCtlStatus hz_ctl_init (const HzCtlCommand *command,
                         GStrv words);
HzCtlStatus hz_ctl_demo (const HzCtlCommand *command,
                         GStrv words);
HzCtlStatus hz_ctl_check (const HzCtlCommand *command,
                          GStrv words);
HzCtlStatus hz_ctl_backup (const HzCtlCommand *command,
                           GStrv words);
HzCtlStatus hz_ctl_restore (const HzCtlCommand *command,
                            GStrv words);
HzCtlStatus hz_ctl_passwd (const HzCtlCommand *command,
                           GStrv words);
HzCtlStatus hz_ctl_sheets (const HzCtlCommand *command,
                           GStrv words);
HzCtlStatus hz_ctl_search (const HzCtlCommand *command,
                           GStrv words);
HzCtlStatus hz_ctl_duplicates (const HzCtlCommand *command,
                               GStrv words);
HzCtlStatus hz_ctl_referrals (const HzCtlCommand *command,
                              GStrv words);
HzCtlStatus hz_ctl_letter (const HzCtlCommand *command,
                           GStrv words);

G_END_DECLS
