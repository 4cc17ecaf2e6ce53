/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forty cases of data/demo/cases.tsv as clients: what reception writes, then the care ring. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include <string.h>

#include "hz-client-store.h"
#include "hz-language.h"

/* The first came so many days ago, the others one after the other since. */
#define FIRST_CAME_DAYS_AGO 112
#define HOURS_TO_CALL "10:00–12:00"

const char *
hz_demo_get (HzDemo *self,
             guint row,
             const char *column)
{
  return hz_data_table_get (self->cases, row, column);
}

gboolean
hz_demo_has (HzDemo *self,
             guint row,
             const char *column,
             const char *value)
{
  g_auto (GStrv) values = g_strsplit (hz_demo_get (self, row, column), ",", -1);

  return g_strv_contains ((const char *const *) values, value);
}

static char *
dup_or_null (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

static const char *
get_service_asked (HzDemo *self,
                   guint row)
{
  const char *services = hz_demo_get (self, row, "services");

  if (g_str_has_prefix (services, "psychological"))
    return "psychologist";
  if (g_str_has_prefix (services, "legal"))
    return "lawyer";
  if (g_str_has_prefix (services, "social") || g_str_has_prefix (services, "economic"))
    return "social_worker";

  return "not_said";
}

static const char *
get_channel (HzDemo *self,
             guint row)
{
  const char *how_came = hz_demo_get (self, row, "how_came");

  if (strcmp (how_came, "mobile_visit") == 0)
    return "outreach";
  if (strcmp (how_came, "hotline") == 0)
    return "phone";
  if (strcmp (how_came, "seminar") == 0)
    return "group";

  return "walk_in";
}

/* Only of women in danger or under somebody's eye it was asked who must not learn of it. */
static char **
make_do_not_tell (HzDemo *self,
                  guint row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (strcmp (hz_demo_get (self, row, "safe_to_call"), "no") == 0)
    {
      g_strv_builder_add (builder, "husband");
      g_strv_builder_add (builder, "mother_in_law");
    }

  return g_strv_builder_end (builder);
}

int
hz_demo_get_first_day (guint row)
{
  return -FIRST_CAME_DAYS_AGO + (int) (row * FIRST_CAME_DAYS_AGO / 40);
}

static void
add_phone (HzDemo *self,
           guint row,
           HzClient *client)
{
  const char *rule = hz_demo_get (self, row, "safe_to_call");
  HzClientPhone *phone;

  phone = hz_client_phone_new (hz_demo_get (self, row, "phone"), "self", rule,
                               strcmp (rule, "noted") == 0 ? HOURS_TO_CALL : NULL);
  phone->sms = g_strdup (hz_demo_get (self, row, "sms_rule"));
  g_ptr_array_add (client->phones, phone);
}

static HzClient *
make_client (HzDemo *self,
             guint row,
             HzDate came)
{
  HzClient *client = hz_client_new ();
  HzDate birth;

  client->surname = dup_or_null (hz_demo_get (self, row, "surname"));
  client->given = dup_or_null (hz_demo_get (self, row, "given"));
  client->patronymic = dup_or_null (hz_demo_get (self, row, "patronymic"));
  if (hz_date_from_iso (hz_demo_get (self, row, "birth_date"), &birth))
    client->birth = HZ_DATE (birth.year, 0, 0);

  g_free (client->sex);
  client->sex = dup_or_null (hz_demo_get (self, row, "sex"));
  g_free (client->district);
  client->district = dup_or_null (hz_demo_get (self, row, "district"));
  g_free (client->language);
  client->language = g_strdup ("tajik");
  g_free (client->service_asked);
  client->service_asked = g_strdup (get_service_asked (self, row));
  g_free (client->channel);
  client->channel = g_strdup (get_channel (self, row));
  client->urgent = strcmp (hz_demo_get (self, row, "risk"), "high") == 0;
  client->registered_on = came;
  g_free (client->consent);
  client->consent = g_strdup ("yes");
  client->consent_on = came;
  g_strfreev (client->do_not_tell);
  client->do_not_tell = make_do_not_tell (self, row);
  add_phone (self, row, client);

  return client;
}

static HzClientRequest *
make_request (HzDemo *self,
              guint row)
{
  HzId none = HZ_ID_NONE;
  HzClientRequest *request = hz_client_request_new (&none);

  g_strfreev (request->codes);
  request->codes = g_strsplit (hz_demo_get (self, row, "requests"), ",", -1);
  g_free (request->text);
  request->text = g_strdup (hz_demo_get (self, row, "reason_tg"));
  hz_date_from_iso (hz_demo_get (self, row, "birth_date"), &request->birth);
  g_free (request->consent_how);
  request->consent_how = g_strdup ("said");

  return request;
}

typedef struct
{
  HzClient *client;
  HzClientRequest *request;
} Registration;

static gboolean
register_client (HzContext *context,
                 gpointer data,
                 GError **error)
{
  Registration *registration = data;

  return hz_client_store_register (context, registration->client, registration->request, NULL,
                                   error);
}

gboolean
hz_demo_add_clients (HzDemo *self,
                     GError **error)
{
  guint n_rows = hz_data_table_get_n_rows (self->cases);

  for (guint row = 0; row < n_rows; row++)
    {
      int day = hz_demo_find_working_day (self, hz_demo_get_first_day (row));
      g_autoptr (HzClient) client = make_client (self, row, hz_date_add_days (self->options.today,
                                                                              day));
      g_autoptr (HzClientRequest) request = make_request (self, row);
      Registration registration = { client, request };
      HzDemoClient entry = { .row = row };

      hz_demo_set_clock (self, day, 9 * 60 + 10 * (int) (row % 40));
      if (!hz_records_run (self->records, HZ_DB_JOB_WRITE, register_client, &registration, error))
        return FALSE;

      entry.id = client->stamp.id;
      g_array_append_val (self->clients, entry);
    }

  return TRUE;
}

static void
fill_profile (HzDemo *self,
              guint row,
              HzClientProfile *profile)
{
  const struct
  {
    HzProfileField field;
    const char *column;
  } columns[] = {
    { HZ_PROFILE_JAMOAT, "jamoat" },
    { HZ_PROFILE_VILLAGE, "village" },
    { HZ_PROFILE_MARITAL_STATUS, "marital_status" },
    { HZ_PROFILE_MARRIAGE_FORM, "marriage_form" },
    { HZ_PROFILE_HUSBAND_STATE, "husband_state" },
    { HZ_PROFILE_HOUSEHOLD, "household_tg" },
    { HZ_PROFILE_PAPERS_MISSING, "papers_missing" },
    { HZ_PROFILE_HOW_CAME, "how_came" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    hz_client_profile_set (profile, columns[i].field, hz_demo_get (self, row, columns[i].column));

  hz_date_from_iso (hz_demo_get (self, row, "birth_date"), &profile->birth);
  profile->n_children = (int) g_ascii_strtoll (hz_demo_get (self, row, "children"), NULL, 10);
}

typedef struct
{
  HzDemo *demo;
  HzDemoClient *client;
} Profiling;

static gboolean
save_profile (HzContext *context,
              gpointer data,
              GError **error)
{
  Profiling *profiling = data;
  g_autoptr (HzClientProfile) profile = NULL;

  profile = hz_client_store_get_profile (context, &profiling->client->id, error);
  if (profile == NULL)
    return FALSE;

  fill_profile (profiling->demo, profiling->client->row, profile);

  return hz_client_store_save_profile (context, profile, error);
}

gboolean
hz_demo_add_profiles (HzDemo *self,
                      GError **error)
{
  for (guint i = 0; i < self->clients->len; i++)
    {
      HzDemoClient *client = &g_array_index (self->clients, HzDemoClient, i);
      Profiling profiling = { self, client };

      hz_demo_set_clock (self, hz_demo_find_working_day (self, hz_demo_get_first_day (client->row)),
                         16 * 60);
      if (!hz_records_run (self->records, HZ_DB_JOB_WRITE, save_profile, &profiling, error))
        return FALSE;
    }

  return TRUE;
}
