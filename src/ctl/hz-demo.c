/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demonstration centre: invented people, each doing her part under her own account. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include "hz-clock.h"

static gboolean
grant_care (HzDemo *self,
            GError **error)
{
  return hz_vault_grant_care (self->vault, &self->staff_ids[HZ_DEMO_PSYCHOLOGIST], error) &&
         hz_vault_grant_care (self->vault, &self->staff_ids[HZ_DEMO_LAWYER], error);
}

static gboolean
come (HzDemo *self,
      HzDemoPerson person,
      GError **error)
{
  return hz_demo_join (self, person, error) && hz_demo_leave (self, error);
}

/* Each signs in as seldom as it goes: a derivation takes half a second. */
static gboolean
gather (HzDemo *self,
        GError **error)
{
  return hz_demo_found (self, error) &&
         come (self, HZ_DEMO_MANAGER, error) &&
         come (self, HZ_DEMO_PSYCHOLOGIST, error) &&
         come (self, HZ_DEMO_LAWYER, error);
}

static gboolean
work (HzDemo *self,
      GError **error)
{
  return hz_demo_join (self, HZ_DEMO_RECEPTION, error) &&
         hz_demo_add_bulk_clients (self, error) &&
         hz_demo_add_clients (self, error) &&
         hz_demo_add_appointments (self, error) &&
         hz_demo_leave (self, error) &&

         hz_demo_enter (self, HZ_DEMO_MANAGER, error) &&
         grant_care (self, error) &&
         hz_demo_add_profiles (self, error) &&
         hz_demo_add_cases (self, HZ_DEMO_MANAGER, error) &&
         hz_demo_leave (self, error) &&

         hz_demo_enter (self, HZ_DEMO_PSYCHOLOGIST, error) &&
         hz_demo_add_bulk_cases (self, error) &&
         hz_demo_add_cases (self, HZ_DEMO_PSYCHOLOGIST, error) &&
         hz_demo_leave (self, error) &&

         hz_demo_enter (self, HZ_DEMO_LAWYER, error) &&
         hz_demo_add_cases (self, HZ_DEMO_LAWYER, error) &&
         hz_demo_add_letters (self, error) &&
         hz_demo_leave (self, error);
}

static void
clear_demo (HzDemo *self)
{
  for (guint i = 0; i < HZ_DEMO_N_STAFF; i++)
    g_clear_pointer (&self->one_times[i], hz_secret_unref);
  g_clear_pointer (&self->staff, hz_data_table_free);
  g_clear_pointer (&self->cases, hz_data_table_free);
  g_clear_pointer (&self->notes, hz_data_table_free);
  g_clear_pointer (&self->clients, g_array_unref);
  g_clear_pointer (&self->meetings, g_array_unref);
  g_clear_pointer (&self->bulk_ids, g_array_unref);
  g_clear_pointer (&self->random, g_rand_free);
  g_clear_object (&self->records);
  g_clear_object (&self->vault);
}

/**
 * hz_demo_make:
 * @folder: where there is no centre yet
 * @options: what it is to be like
 * @error: return location
 *
 * Makes the demonstration centre, and sets the clock by it. Nothing in the folder marks it as one.
 *
 * Returns: whether it is there
 */
gboolean
hz_demo_make (const char *folder,
              const HzDemoOptions *options,
              GError **error)
{
  HzDemo self = { .options = *options };
  gboolean done;

  self.random = g_rand_new_with_seed (options->seed);
  self.staff = hz_data_table_read ("demo/staff.tsv");
  self.cases = hz_data_table_read ("demo/cases.tsv");
  self.notes = hz_data_table_read ("demo/notes.tsv");
  self.clients = g_array_new (FALSE, TRUE, sizeof (HzDemoClient));
  self.meetings = g_array_new (FALSE, TRUE, sizeof (HzDemoMeeting));
  self.bulk_ids = g_array_new (FALSE, TRUE, sizeof (HzId));
  self.vault = hz_vault_new (folder);
  hz_vault_set_pin_folder (self.vault, NULL);
  hz_vault_set_weak_passwords_allowed (self.vault, TRUE);

  done = gather (&self, error) && work (&self, error);

  clear_demo (&self);
  hz_clock_reset ();

  return done;
}
