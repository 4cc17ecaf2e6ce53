/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-label.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-district.h"
#include "hz-zone.h"

#define DIGITS_SHOWN 4

static char *
name_or_none (char *name)
{
  return name != NULL ? name : g_strdup (_("No name given"));
}

char *
hz_client_label_name (const HzClient *client)
{
  return name_or_none (hz_client_dup_name (client));
}

char *
hz_client_label_row_name (const HzClientRow *row)
{
  return name_or_none (hz_client_row_dup_name (row));
}

char *
hz_client_label_birth (HzDate birth)
{
  if (!hz_date_is_set (birth))
    return g_strdup ("");

  return g_strdup_printf ("%s%d", birth.about ? "~" : "", birth.year);
}

char *
hz_client_label_age (HzDate birth)
{
  int age = hz_zone_get_today ().year - birth.year;

  if (!hz_date_is_set (birth) || age < 0)
    return g_strdup ("");

  return g_strdup_printf (g_dngettext (NULL, "%d year", "%d years", (gulong) age), age);
}

char *
hz_client_label_facts (const HzClient *client)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *age = hz_client_label_age (client->birth);
  const char *parts[] = { age, client->code, hz_client_label_district (client->district) };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", parts[i]);

  return g_string_free (g_steal_pointer (&facts), FALSE);
}

char *
hz_client_label_code (const char *list,
                      const char *code)
{
  return hz_code_list_dup_first (list, code, hz_language_get_interface ());
}

char *
hz_client_label_codes (const char *list,
                       const char *const *codes)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                            hz_code_list_get_label (list, codes[i], hz_language_get_interface ()));

  return g_string_free (g_steal_pointer (&labels), FALSE);
}

const char *
hz_client_label_district (const char *district)
{
  return district != NULL ? hz_district_get_name (district, hz_language_get_interface ()) : "";
}

char *
hz_client_label_mask (const char *phone)
{
  glong length = g_utf8_strlen (phone, -1);

  return g_strdup_printf ("••• %s",
                          g_utf8_offset_to_pointer (phone, MAX (length - DIGITS_SHOWN, 0)));
}

char *
hz_client_label_day (gint64 moment)
{
  return moment > 0 ? hz_date_text_short (hz_zone_from_utc (moment, NULL)) : g_strdup ("");
}
