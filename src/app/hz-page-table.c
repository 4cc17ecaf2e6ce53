/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-page-table.h"

#include <glib/gi18n.h>

#include "hz-cases-page.h"
#include "hz-clients-page.h"
#include "hz-referrals-page.h"
#include "hz-schedule-page.h"
#include "hz-today-page.h"

/* The order of the sidebar, and of Alt+1 and so on. */
static const HzPageEntry entries[] = {
  { "today", N_("Today"), "user-home-symbolic", { HZ_N_RIGHTS }, hz_today_page_new },
  { "clients", N_("Clients"), "system-users-symbolic", { HZ_RIGHT_READ_CLIENTS, HZ_N_RIGHTS },
    hz_clients_page_new },
  { "schedule", N_("Schedule"), "x-office-calendar-symbolic",
    { HZ_RIGHT_READ_OWN_APPOINTMENTS, HZ_RIGHT_READ_ALL_APPOINTMENTS, HZ_N_RIGHTS },
    hz_schedule_page_new },
  { "referrals", N_("Referrals"), "mail-send-symbolic",
    { HZ_RIGHT_READ_LETTER_NUMBERS, HZ_N_RIGHTS }, hz_referrals_page_new },
  { "cases", N_("Case files"), "text-x-generic-symbolic", { HZ_RIGHT_SEE_CASES, HZ_N_RIGHTS },
    hz_cases_page_new },
  { NULL, NULL, NULL, { HZ_N_RIGHTS }, NULL },
};

static const HzRoute routes[] = {
  { "show-client", "clients", "show", TRUE },
  { "new-client", "clients", "new", FALSE },
  { "show-appointment", "schedule", "show", TRUE },
  { "show-day", "schedule", "show-day", TRUE },
  { "book", "schedule", "book", FALSE },
  { "show-case", "cases", "show", TRUE },
  { "new-case", "cases", "new", FALSE },
  { "new-note", "cases", "new-note", TRUE },
  { "show-referral", "referrals", "show", TRUE },
  { "refer", "referrals", "refer", FALSE },
};

/**
 * hz_page_table_get:
 * @n_entries: (out): how many
 *
 * Returns: (transfer none): every page there is
 */
const HzPageEntry *
hz_page_table_get (gsize *n_entries)
{
  *n_entries = G_N_ELEMENTS (entries) - 1;

  return entries;
}

/**
 * hz_page_table_find:
 * @name: (nullable): of a page
 *
 * Returns: (transfer none) (nullable): the page
 */
const HzPageEntry *
hz_page_table_find (const char *name)
{
  for (const HzPageEntry *entry = entries; entry->name != NULL; entry++)
    if (g_strcmp0 (entry->name, name) == 0)
      return entry;

  return NULL;
}

/**
 * hz_page_table_allows:
 * @entry: a page
 * @records: of who is signed in
 *
 * Returns: whether her roles open it
 */
gboolean
hz_page_table_allows (const HzPageEntry *entry,
                      HzRecords *records)
{
  gsize i;

  for (i = 0; entry->rights[i] != HZ_N_RIGHTS; i++)
    if (hz_records_may (records, entry->rights[i]))
      return TRUE;

  return i == 0;
}

/**
 * hz_page_table_get_routes:
 * @n_routes: (out): how many
 *
 * Returns: (transfer none): the window's actions that a page performs
 */
const HzRoute *
hz_page_table_get_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
