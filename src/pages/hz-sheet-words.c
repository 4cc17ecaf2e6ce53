/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-sheet-words.h"

#include <glib/gi18n.h>

#include "hz-time-text.h"

static const char *const sentences[HZ_SHEET_USE_N_KINDS] = {
  [HZ_SHEET_USE_PASSWORD] = N_("The recovery sheets set a new password for: %s"),
  [HZ_SHEET_USE_CASES] = N_("The recovery sheets gave cases whose workers are gone to: %s"),
  [HZ_SHEET_USE_CARE] = N_("The recovery sheets gave the care key to: %s"),
  [HZ_SHEET_USE_ADMINISTRATOR] = N_("The recovery sheets named an administrator: %s"),
};

/**
 * hz_sheet_words_describe:
 * @records: the records
 * @use: a use of the recovery sheets
 *
 * Returns: (transfer full): what was done, and for whom
 */
char *
hz_sheet_words_describe (HzRecords *records,
                         const HzSheetUse *use)
{
  const char *name = hz_records_get_member_name (records, &use->member_id);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_(sentences[use->kind]), name);
#pragma GCC diagnostic pop
}

/**
 * hz_sheet_words_detail:
 * @use: a use of the recovery sheets
 *
 * Returns: (transfer full): when, and why as far as it can be read
 */
char *
hz_sheet_words_detail (const HzSheetUse *use)
{
  g_autofree char *moment = hz_time_text_moment (use->time);

  return use->reason != NULL ? g_strjoin ("\n", moment, use->reason, NULL) : g_steal_pointer (&moment);
}
