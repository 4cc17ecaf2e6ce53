/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hz-audit-text.h"

#include "hz-code-list.h"
#include "hz-time-text.h"

/**
 * hz_audit_text_act:
 * @row: of the audit
 *
 * Returns: (transfer full): "Client registered"
 */
char *
hz_audit_text_act (const HzAuditRow *row)
{
  return hz_code_list_dup_first ("audit_act", row->act, hz_language_get_interface ());
}

/**
 * hz_audit_text_object:
 * @records: the centre's records
 * @row: of the audit
 *
 * Returns: (transfer full): a client's code, a letter's number, a colleague's name, or ""
 */
char *
hz_audit_text_object (HzRecords *records,
                      const HzAuditRow *row)
{
  if (row->client_code != NULL)
    return g_strdup (row->client_code);
  if (row->number != NULL)
    return g_strdup_printf ("№ %s", row->number);
  if (row->kind == HZ_RECORD_MEMBER && !hz_id_equal (&row->object_id, &row->member_id))
    return g_strdup (hz_records_get_member_name (records, &row->object_id));

  return g_strdup ("");
}

/**
 * hz_audit_text_detail:
 * @records: the centre's records
 * @row: of the audit
 *
 * Returns: (transfer full): "24.11.2026 14:30 · Mislova Nargis · H-EVNY"
 */
char *
hz_audit_text_detail (HzRecords *records,
                      const HzAuditRow *row)
{
  g_autofree char *moment = hz_time_text_moment (row->time);
  g_autofree char *object = hz_audit_text_object (records, row);

  return g_strdup_printf ("%s · %s%s%s", moment,
                          hz_records_get_member_name (records, &row->member_id),
                          *object != '\0' ? " · " : "", object);
}
