/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A large centre, for --clients: invented people with a request each, appointments at every quarter of
 * an hour backwards from four weeks ago, at most ten for a client and no further back than three
 * people could see them in ten years, and five sealed notes for each of the first thousand. Written in
 * batches, through the same stores as everything else.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include "hz-appointment-store.h"
#include "hz-case-file-store.h"
#include "hz-client-store.h"
#include "hz-note-store.h"

#define BATCH 1000
#define APPOINTMENTS_EACH 10
#define NOTES_EACH 5
#define MOST_CASES 1000
#define NEWEST_DAY (-29)
#define OLDEST_DAY (-3650)
#define SLOT 15

/* The working day of a new centre but for lunch. */
static const struct
{
  int begins;
  int ends;
} halves[] = { { 480, 720 }, { 780, 1020 } };

static const HzDemoPerson workers[] = { HZ_DEMO_PSYCHOLOGIST, HZ_DEMO_LAWYER, HZ_DEMO_MANAGER };
static const char *const services[] = { "psychologist", "lawyer", "social_worker", "not_said" };

/* One batch, and where in all of them it stands. */
typedef struct
{
  HzDemo *demo;
  GPtrArray *names; /* of (GPtrArray of const char *) by NameKind */
  GArray *ids;
  guint done;

  int day;
  guint worker;
  guint half;
  int minute;
  guint on_day;
} Bulk;

typedef enum
{
  FEMALE,
  MALE,
  STEM,
  FEMALE_ENDING,
  MALE_ENDING,
  N_NAME_KINDS,
} NameKind;

static const char *const name_kinds[N_NAME_KINDS] = { "female", "male", "stem", "female-ending",
                                                      "male-ending" };

/* (element-type GPtrArray): the names of each kind; they live as long as @table. */
static GPtrArray *
sort_names (HzDataTable *table)
{
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (int kind = 0; kind < N_NAME_KINDS; kind++)
    {
      GPtrArray *list = g_ptr_array_new ();

      for (guint row = 0; row < hz_data_table_get_n_rows (table); row++)
        if (g_str_equal (hz_data_table_get (table, row, "kind"), name_kinds[kind]))
          g_ptr_array_add (list, (gpointer) hz_data_table_get (table, row, "text"));
      g_ptr_array_add (names, list);
    }

  return names;
}

static guint
throw (Bulk *bulk,
       guint n)
{
  return (guint) g_rand_int_range (bulk->demo->random, 0, (gint32) n);
}

static const char *
choose_name (Bulk *bulk,
             NameKind kind)
{
  GPtrArray *list = g_ptr_array_index (bulk->names, kind);

  return g_ptr_array_index (list, throw (bulk, list->len));
}

static char *
make_family_name (Bulk *bulk,
                  gboolean is_male)
{
  return g_strconcat (choose_name (bulk, STEM), choose_name (bulk,
                                                             is_male ? MALE_ENDING : FEMALE_ENDING),
                      NULL);
}

static HzClient *
make_client (Bulk *bulk)
{
  HzClient *client = hz_client_new ();
  gboolean is_male = throw (bulk, 10) == 0;
  g_autofree char *number = g_strdup_printf ("+992 60 %03u %04u", 100 + bulk->done / 10000,
                                             bulk->done % 10000);
  HzClientPhone *phone = hz_client_phone_new (number, "self", throw (bulk, 4) == 0 ? "no" : "yes",
                                              NULL);

  client->surname = make_family_name (bulk, is_male);
  client->given = g_strdup (choose_name (bulk, is_male ? MALE : FEMALE));
  if (throw (bulk, 10) > 0)
    client->patronymic = make_family_name (bulk, is_male);
  client->birth = HZ_DATE ((gint16) (bulk->demo->options.today.year - 14 - (int) throw (bulk, 60)),
                           0, 0);
  g_free (client->sex);
  client->sex = g_strdup (is_male ? "male" : "female");
  g_free (client->district);
  client->district = g_strdup (hz_demo_get (bulk->demo, throw (bulk, 40), "district"));
  g_free (client->service_asked);
  client->service_asked = g_strdup (services[throw (bulk, G_N_ELEMENTS (services))]);
  client->registered_on = hz_date_add_days (bulk->demo->options.today,
                                            NEWEST_DAY - (int) throw (bulk, 3600));
  g_free (client->consent);
  client->consent = g_strdup ("yes");
  client->consent_on = client->registered_on;
  g_ptr_array_add (client->phones, phone);

  return client;
}

static gboolean
add_client (HzContext *context,
            Bulk *bulk,
            GError **error)
{
  g_autoptr (HzClient) client = make_client (bulk);
  g_autoptr (HzClientRequest) request = hz_client_request_new (&client->stamp.id);

  g_strfreev (request->codes);
  request->codes = g_strsplit (hz_demo_get (bulk->demo, throw (bulk, 40), "requests"), ",", -1);
  /* No event for each consent: who opens one of these clients would wait for the index of all. */
  if (!hz_client_store_save (context, client, error))
    return FALSE;
  request->client_id = client->stamp.id;
  if (!hz_client_store_add_request (context, request, error))
    return FALSE;

  g_array_append_val (bulk->ids, client->stamp.id);
  bulk->done++;

  return TRUE;
}

static gboolean
add_clients (HzContext *context,
             gpointer data,
             GError **error)
{
  Bulk *bulk = data;

  for (guint i = 0; i < BATCH && bulk->done < bulk->demo->options.n_clients; i++)
    if (!add_client (context, bulk, error))
      return FALSE;

  return TRUE;
}

/* To the next free quarter of an hour; FALSE when there is none any more. */
static gboolean
go_on (Bulk *bulk)
{
  bulk->minute += SLOT;
  bulk->on_day++;
  if (bulk->minute < halves[bulk->half].ends && bulk->on_day < bulk->ids->len)
    return TRUE;

  if (++bulk->half == G_N_ELEMENTS (halves))
    {
      bulk->half = 0;
      bulk->worker++;
    }
  /* Nobody twice on one day. */
  if (bulk->worker == G_N_ELEMENTS (workers) || bulk->on_day >= bulk->ids->len)
    {
      bulk->worker = 0;
      bulk->half = 0;
      bulk->on_day = 0;
      bulk->day = hz_demo_find_working_day (bulk->demo, bulk->day - 1);
    }
  bulk->minute = halves[bulk->half].begins;

  return bulk->day >= OLDEST_DAY;
}

static void
set_text (char **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gboolean
add_appointment (HzContext *context,
                 Bulk *bulk,
                 GError **error)
{
  g_autoptr (HzAppointment) appointment = hz_appointment_new ();

  appointment->client_id = g_array_index (bulk->ids, HzId, bulk->done % bulk->ids->len);
  appointment->member_id = bulk->demo->staff_ids[workers[bulk->worker]];
  appointment->date = hz_date_add_days (bulk->demo->options.today, bulk->day);
  appointment->start_minute = bulk->minute;
  appointment->end_minute = bulk->minute + SLOT;
  set_text (&appointment->kind, bulk->done < bulk->ids->len ? "follow_up" : "first");
  set_text (&appointment->state, throw (bulk, 10) == 0 ? "no_show" : "completed");
  bulk->done++;

  return hz_appointment_store_save (context, appointment, NULL, error);
}

static gboolean
add_appointments (HzContext *context,
                  gpointer data,
                  GError **error)
{
  Bulk *bulk = data;
  guint wanted = bulk->ids->len * APPOINTMENTS_EACH;

  for (guint i = 0; i < BATCH && bulk->done < wanted; i++)
    {
      if (!add_appointment (context, bulk, error))
        return FALSE;
      if (!go_on (bulk))
        bulk->done = wanted;
    }

  return TRUE;
}

static gboolean
seal_notes (HzContext *context,
            Bulk *bulk,
            HzCaseFile *file,
            GError **error)
{
  guint n_texts = hz_data_table_get_n_rows (bulk->demo->notes);

  for (int i = 0; i < NOTES_EACH; i++)
    {
      g_autoptr (HzNote) note = hz_note_new ();

      note->case_id = file->stamp.id;
      note->client_id = file->client_id;
      note->author_id = file->lead_id;
      note->date = hz_date_add_days (file->opened, 7 * i);
      set_text (&note->kind, i == 0 ? "first" : "follow_up");
      set_text (&note->readers, "team");
      hz_note_set_form (note, "free");
      hz_note_set_section (note, HZ_NOTE_SECTION_TEXT,
                           hz_data_table_get (bulk->demo->notes, throw (bulk, n_texts), "told"));
      if (!hz_note_store_seal (context, note, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_case (HzContext *context,
          gpointer data,
          GError **error)
{
  Bulk *bulk = data;
  g_autoptr (HzCaseFile) file = hz_case_file_new ();

  file->client_id = g_array_index (bulk->ids, HzId, bulk->done++);
  file->lead_id = context->own_id;
  file->opened = hz_date_add_days (bulk->demo->options.today, NEWEST_DAY - (int) throw (bulk, 700));
  set_text (&file->service, "psychological");
  set_text (&file->status, "open");
  set_text (&file->risk, "low");

  return hz_case_file_store_add (context, file, TRUE, error) && seal_notes (context, bulk, file,
                                                                            error);
}

/* Batches until @bulk has done @wanted of them. */
static gboolean
repeat (Bulk *bulk,
        HzRecordsFunc func,
        guint wanted,
        GError **error)
{
  while (bulk->done < wanted)
    {
      if (!hz_records_run (bulk->demo->records, HZ_DB_JOB_WRITE, func, bulk, error))
        return FALSE;
      /* What has changed is told on this thread. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  return TRUE;
}

/**
 * hz_demo_add_bulk_clients:
 * @self: a centre, reception signed in
 * @error: return location
 *
 * Clients and their appointments, as many as were wished.
 *
 * Returns: whether they are there
 */
gboolean
hz_demo_add_bulk_clients (HzDemo *self,
                          GError **error)
{
  g_autoptr (HzDataTable) table = hz_data_table_read ("demo/names.tsv");
  g_autoptr (GPtrArray) names = sort_names (table);
  Bulk bulk = { .demo = self, .names = names, .ids = self->bulk_ids };
  guint n_clients = self->options.n_clients;

  if (n_clients == 0)
    return TRUE;

  hz_demo_set_clock (self, NEWEST_DAY, 18 * 60);
  if (!repeat (&bulk, add_clients, n_clients, error))
    return FALSE;

  bulk.done = 0;
  bulk.day = hz_demo_find_working_day (self, NEWEST_DAY);
  bulk.minute = halves[0].begins;

  return repeat (&bulk, add_appointments, n_clients * APPOINTMENTS_EACH, error);
}

/**
 * hz_demo_add_bulk_cases:
 * @self: a centre, the psychologist signed in
 * @error: return location
 *
 * Case files with notes for the first of these clients.
 *
 * Returns: whether they are there
 */
gboolean
hz_demo_add_bulk_cases (HzDemo *self,
                        GError **error)
{
  Bulk bulk = { .demo = self, .ids = self->bulk_ids };

  hz_demo_set_clock (self, NEWEST_DAY, 18 * 60);

  return repeat (&bulk, add_case, MIN (self->bulk_ids->len, MOST_CASES), error);
}
