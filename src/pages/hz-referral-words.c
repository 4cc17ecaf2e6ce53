/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-words.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-zone.h"

/**
 * hz_referral_words_describe_state:
 * @referral: a letter
 *
 * Returns: (transfer full): how it stands, in the interface's language
 */
char *
hz_referral_words_describe_state (HzReferral *referral)
{
  int days = hz_referral_get_days_late (referral, hz_zone_get_today ());

  if (!referral->is_readable)
    {
      if (referral->is_void)
        return hz_code_list_dup_first ("referral_status", "revoked", hz_language_get_interface ());

      return g_strdup (hz_date_is_set (referral->handed_over_on) ? C_ ("letter", "Handed over") : "");
    }
  if (days > 0)
    return g_strdup_printf (_("No answer, days late: %d"), days);

  return hz_code_list_dup_first ("referral_status", referral->status, hz_language_get_interface ());
}

/**
 * hz_referral_words_describe_asked:
 * @referral: a letter
 *
 * Returns: (transfer full): what was asked for, in the interface's language
 */
char *
hz_referral_words_describe_asked (HzReferral *referral)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; referral->asked_for != NULL && referral->asked_for[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            hz_code_list_get_label ("referral_asked", referral->asked_for[i],
                                                    hz_language_get_interface ()));

  return g_string_free (text, FALSE);
}
