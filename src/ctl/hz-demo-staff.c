/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The people of the demonstration centre: the administrator founds it and invites the others, each
 * of whom comes and chooses a password, as in a real one. Every derivation has its full cost.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include <string.h>

#include "hz-centre-store.h"
#include "hz-clock.h"
#include "hz-ctl-role.h"
#include "hz-holiday.h"
#include "hz-preference-store.h"
#include "hz-zone.h"

#define FOUNDED_DAYS_AGO (-120)
#define LAST_WORKING_DAY 5

static const char *
get_staff (HzDemo *self,
           HzDemoPerson person,
           const char *column)
{
  return hz_data_table_get (self->staff, person, column);
}

char *
hz_demo_dup_staff_name (HzDemo *self,
                        HzDemoPerson person)
{
  return g_strdup_printf ("%s %s", get_staff (self, person, "surname"), get_staff (self, person,
                                                                                   "given"));
}

static gboolean
put_language (HzContext *context,
              gpointer data,
              GError **error)
{
  return hz_preference_store_put (context, "language", g_variant_new_string (data), error);
}

void
hz_demo_set_clock (HzDemo *self,
                   int days,
                   int minute)
{
  hz_clock_stop (hz_zone_to_utc (hz_date_add_days (self->options.today, days), minute));
}

gboolean
hz_demo_is_working_day (HzDemo *self,
                        int days)
{
  HzDate date = hz_date_add_days (self->options.today, days);
  gboolean is_day_off = FALSE;

  if (hz_holiday_get_name (date, HZ_LANGUAGE_TG, &is_day_off, NULL) == NULL)
    is_day_off = FALSE;

  return !is_day_off && hz_date_get_weekday (date) <= LAST_WORKING_DAY;
}

int
hz_demo_find_working_day (HzDemo *self,
                          int days)
{
  while (!hz_demo_is_working_day (self, days))
    days--;

  return days;
}

/* Somebody has just signed in. */
static gboolean
open_records (HzDemo *self,
              GError **error)
{
  self->records = hz_records_new (self->vault);

  return hz_records_open (self->records, error);
}

/* The screens of her account speak her language. */
static gboolean
choose_language (HzDemo *self,
                 HzDemoPerson person,
                 GError **error)
{
  return hz_records_run (self->records, HZ_DB_JOB_WRITE, put_language,
                         (gpointer) get_staff (self, person, "language"), error);
}

static void
fill_texts (HzDataTable *table,
            guint row,
            char *texts[HZ_N_LANGUAGES])
{
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_free (texts[i]);
      texts[i] = g_strdup (hz_data_table_get (table, row, hz_language_get_code (i)));
    }
}

/* data/demo/centre.tsv. */
static gboolean
save_centre (HzContext *context,
             gpointer data,
             GError **error)
{
  g_autoptr (HzDataTable) table = hz_data_table_read ("demo/centre.tsv");
  g_autoptr (HzCentre) centre = hz_centre_store_get (context, error);

  if (centre == NULL)
    return FALSE;

  for (guint row = 0; row < hz_data_table_get_n_rows (table); row++)
    {
      const char *key = hz_data_table_get (table, row, "key");
      const char *text = hz_data_table_get (table, row, "tg");

      if (strcmp (key, "name") == 0)
        fill_texts (table, row, centre->names);
      else if (strcmp (key, "address") == 0)
        fill_texts (table, row, centre->addresses);
      else if (strcmp (key, "signer_post") == 0)
        fill_texts (table, row, centre->signer_posts);
      else if (strcmp (key, "signer") == 0)
        fill_texts (table, row, centre->signers);
      else if (strcmp (key, "phone") == 0)
        {
          g_free (centre->phone);
          centre->phone = g_strdup (text);
        }
      else if (strcmp (key, "number_index") == 0)
        {
          g_free (centre->number_index);
          centre->number_index = g_strdup (text);
        }
      else if (strcmp (key, "rooms") == 0)
        {
          g_strfreev (centre->rooms);
          centre->rooms = g_strsplit (text, "; ", -1);
        }
      else if (strcmp (key, "district") == 0)
        {
          g_free (centre->district);
          centre->district = g_strdup (text);
        }
    }

  return hz_centre_store_save (context, centre, error);
}

static gboolean
invite (HzDemo *self,
        HzDemoPerson person,
        GError **error)
{
  g_autofree char *name = hz_demo_dup_staff_name (self, person);
  HzRoles roles;

  if (!hz_ctl_role_parse (get_staff (self, person, "roles"), &roles, error))
    return FALSE;

  self->one_times[person] = hz_vault_invite (self->vault, name, get_staff (self, person, "login"),
                                             roles,
                                             &self->staff_ids[person], error);

  return self->one_times[person] != NULL;
}

gboolean
hz_demo_found (HzDemo *self,
               GError **error)
{
  g_autoptr (HzSheets) sheets = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_DEMO_PASSWORD);
  g_autofree char *name = hz_demo_dup_staff_name (self, HZ_DEMO_ADMIN);
  HzRoles roles;

  hz_demo_set_clock (self, FOUNDED_DAYS_AGO, 9 * 60);
  if (!hz_ctl_role_parse (get_staff (self, HZ_DEMO_ADMIN, "roles"), &roles, error) ||
      !hz_vault_create (self->vault, name, get_staff (self, HZ_DEMO_ADMIN, "login"), password,
                        roles, sheets,
                        HZ_KDF_COST_FULL, error))
    return FALSE;

  self->staff_ids[HZ_DEMO_ADMIN] = *hz_vault_get_own_id (self->vault);
  if (!open_records (self, error) ||
      !choose_language (self, HZ_DEMO_ADMIN, error) ||
      !hz_records_run (self->records, HZ_DB_JOB_WRITE, save_centre, NULL, error))
    return FALSE;

  for (HzDemoPerson person = HZ_DEMO_ADMIN + 1; person < HZ_DEMO_N_STAFF; person++)
    if (!invite (self, person, error))
      return FALSE;

  return hz_demo_leave (self, error);
}

gboolean
hz_demo_join (HzDemo *self,
              HzDemoPerson person,
              GError **error)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_DEMO_PASSWORD);

  hz_demo_set_clock (self, FOUNDED_DAYS_AGO, 10 * 60 + 15 * (int) person);

  return hz_vault_join (self->vault, get_staff (self, person, "login"), self->one_times[person],
                        password, error) &&
         open_records (self, error) &&
         choose_language (self, person, error);
}

gboolean
hz_demo_enter (HzDemo *self,
               HzDemoPerson person,
               GError **error)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_DEMO_PASSWORD);

  return hz_vault_unlock (self->vault, get_staff (self, person, "login"), password, error) &&
         open_records (self, error);
}

gboolean
hz_demo_leave (HzDemo *self,
               GError **error)
{
  if (!hz_records_close (self->records, error))
    return FALSE;

  g_clear_object (&self->records);

  return hz_vault_lock (self->vault, error);
}
