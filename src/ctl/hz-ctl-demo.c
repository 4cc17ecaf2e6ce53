/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl demo: a centre of invented people to try things in. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-ctl-error.h"
#include "hz-ctl-options.h"
#include "hz-demo.h"
#include "hz-vault.h"
#include "hz-zone.h"

#define SEED 1

static gboolean
read_wishes (HzDemoOptions *wishes,
             const char *today,
             gint64 n_clients,
             gint64 seed,
             GError **error)
{
  wishes->today = hz_zone_get_today ();
  if (today != NULL && (!hz_date_from_iso (today, &wishes->today) ||
                        !hz_date_is_exact (wishes->today)))
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                   _("“%s” is no date such as 2026-11-24."), today);
      return FALSE;
    }

  if (n_clients < 0 || n_clients > HZ_DEMO_MOST_CLIENTS)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                   _("The number of clients is from 0 to %d."),
                   HZ_DEMO_MOST_CLIENTS);
      return FALSE;
    }

  wishes->n_clients = (guint) n_clients;
  wishes->seed = (guint32) seed;

  return TRUE;
}

static gboolean
make (const char *folder,
      const HzDemoOptions *wishes,
      GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (folder);

  if (hz_vault_get_state (vault) != HZ_VAULT_MISSING)
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_REFUSED,
                   _("There is a centre in the folder “%s” already."),
                   folder);
      return FALSE;
    }

  return hz_demo_make (folder, wishes, error);
}

HzCtlStatus
hz_ctl_demo (const HzCtlCommand *command,
             GStrv words)
{
  g_autofree char *today = NULL;
  gint64 n_clients = 0;
  gint64 seed = SEED;
  const GOptionEntry entries[] = {
    { "clients", 0, 0, G_OPTION_ARG_INT64, &n_clients,
      N_("Invented clients besides the forty cases"), "N" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, N_("The day around which the appointments stand"),
      "DATE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("The same number makes the same centre"),
      "N" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  HzDemoOptions wishes = { 0 };
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_NOTHING, entries, 1, 1, &status))
    return status;

  if (!read_wishes (&wishes, today, n_clients, seed, &error) || !make (options.words[0], &wishes,
                                                                       &error))
    return hz_ctl_fail (error);

  return HZ_CTL_DONE;
}
