/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-data-table.h"
#include "hz-demo.h"
#include "hz-records.h"
#include "hz-vault.h"

G_BEGIN_DECLS

/* In the order of data/demo/staff.tsv. */
typedef enum
{
  HZ_DEMO_ADMIN,
  HZ_DEMO_MANAGER,
  HZ_DEMO_RECEPTION,
  HZ_DEMO_PSYCHOLOGIST,
  HZ_DEMO_LAWYER,
  HZ_DEMO_N_STAFF,
} HzDemoPerson;

/**
 * HzDemoClient:
 * @row: in data/demo/cases.tsv
 * @id: of her record
 *
 * One of the forty.
 */
typedef struct
{
  guint row;
  HzId id;
} HzDemoClient;

/**
 * HzDemoMeeting:
 * @person: who sees her
 * @row: of the client
 * @day: from the centre's today
 * @start: minute of the day
 * @state: of the appointment; a literal
 *
 * An appointment, for notes to be written of it.
 */
typedef struct
{
  HzDemoPerson person;
  guint row;
  int day;
  int start;
  const char *state;
} HzDemoMeeting;

/**
 * HzDemo:
 * @options: what it is to be like
 * @random: of the seed
 * @vault: the centre
 * @records: of whoever is signed in, or %NULL
 * @staff: data/demo/staff.tsv
 * @staff_ids: by HzDemoPerson
 * @cases: data/demo/cases.tsv
 * @notes: data/demo/notes.tsv
 * @clients: (element-type HzDemoClient): in the order of the table
 * @meetings: (element-type HzDemoMeeting): by day
 * @bulk_ids: (element-type HzId): of clients beyond the forty
 * @one_times: passwords of those who were invited and have not come yet
 *
 * A demonstration centre while it is made.
 */
typedef struct
{
  HzDemoOptions options;
  GRand *random;
  HzVault *vault;
  HzRecords *records;
  HzDataTable *staff;
  HzId staff_ids[HZ_DEMO_N_STAFF];
  HzDataTable *cases;
  HzDataTable *notes;
  GArray *clients;
  GArray *meetings;
  GArray *bulk_ids;
  HzSecret *one_times[HZ_DEMO_N_STAFF];
} HzDemo;

/* Who is signed in. found: the administrator makes the centre and invites the others. */
gboolean hz_demo_found (HzDemo *self,
                        GError **error);
gboolean hz_demo_join (HzDemo *self,
                       HzDemoPerson person,
                       GError **error);
gboolean hz_demo_enter (HzDemo *self,
                        HzDemoPerson person,
                        GError **error);
gboolean hz_demo_leave (HzDemo *self,
                        GError **error);

/* "Surname Given", as the roster has it. */
char *hz_demo_dup_staff_name (HzDemo *self,
                              HzDemoPerson person);

/* The clock, so many days from the centre's today at a minute of the day. */
void hz_demo_set_clock (HzDemo *self,
                        int days,
                        int minute);
/* The next day on which the centre is open, @days from its today or before that. */
int hz_demo_find_working_day (HzDemo *self,
                              int days);
gboolean hz_demo_is_working_day (HzDemo *self,
                                 int days);

/* A field of the forty cases; whether a list in it has a value. */
const char *hz_demo_get (HzDemo *self,
                         guint row,
                         const char *column);
gboolean hz_demo_has (HzDemo *self,
                      guint row,
                      const char *column,
                      const char *value);

/* The day on which the client of that row came first. */
int hz_demo_get_first_day (guint row);

/* Reception's part: who came, why, and when they come again. Then what case workers asked. */
gboolean hz_demo_add_clients (HzDemo *self,
                              GError **error);
gboolean hz_demo_add_appointments (HzDemo *self,
                                   GError **error);
gboolean hz_demo_add_profiles (HzDemo *self,
                               GError **error);

/* What somebody who is signed in wrote of the meetings she had. */
gboolean hz_demo_add_cases (HzDemo *self,
                            HzDemoPerson person,
                            GError **error);
gboolean hz_demo_add_letters (HzDemo *self,
                              GError **error);

/* For --clients: reception's part, the psychologist's part. */
gboolean hz_demo_add_bulk_clients (HzDemo *self,
                                   GError **error);
gboolean hz_demo_add_bulk_cases (HzDemo *self,
                                 GError **error);

G_END_DECLS
