/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-records.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "hz-test.h"
#include "hz-vault-sheets.h"

static const struct
{
  const char *login;
  const char *name;
  HzRoles role;
} staff[] = {
  [HZ_TEST_ADMIN] = { "admin", "Сохтазода Фирӯз", HZ_ROLE_ADMINISTRATOR },
  [HZ_TEST_MANAGER] = { "manager", "Тахайюлзода Саида", HZ_ROLE_MANAGER },
  [HZ_TEST_RECEPTION] = { "reception", "Мисолӣ Моҳира", HZ_ROLE_RECEPTION },
  [HZ_TEST_PSYCHOLOGIST] = { "psychologist", "Озмоишзода Нигора", HZ_ROLE_PSYCHOLOGIST },
  [HZ_TEST_LAWYER] = { "lawyer", "Хаёлпур Лола", HZ_ROLE_LAWYER },
};

/* What all others are copies of. */
static HzTestRecords *first;
static HzSheets *sheets;

static HzTestRecords *
make_empty (void)
{
  HzTestRecords *self = g_new0 (HzTestRecords, 1);

  self->folder = hz_test_make_folder ();
  self->pins = hz_test_make_folder ();
  self->vault = hz_vault_new (self->folder);
  hz_vault_set_pin_folder (self->vault, self->pins);

  return self;
}

static void
remove_first (void)
{
  hz_test_remove_folder (first->folder);
  hz_test_remove_folder (first->pins);
  g_free (first->folder);
  g_free (first->pins);
  g_clear_pointer (&first, g_free);
  g_clear_pointer (&sheets, hz_sheets_free);
}

static void
lock (HzTestRecords *self)
{
  GError *error = NULL;

  hz_vault_lock (self->vault, &error);
  g_assert_no_error (error);
}

static void
unlock (HzTestRecords *self,
        HzTestStaff who)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GError *error = NULL;

  hz_vault_unlock (self->vault, staff[who].login, password, &error);
  g_assert_no_error (error);
}

static void
found (HzTestRecords *self)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  GError *error = NULL;

  sheets = hz_sheets_new ('A', 1);
  hz_vault_create (self->vault, staff[HZ_TEST_ADMIN].name, staff[HZ_TEST_ADMIN].login, password,
                   staff[HZ_TEST_ADMIN].role, sheets, HZ_KDF_COST_LEAST, &error);
  g_assert_no_error (error);
  self->ids[HZ_TEST_ADMIN] = *hz_vault_get_own_id (self->vault);
}

/* Each joins at once, so that the manager is the first to hold the care key. */
static void
add_staff (HzTestRecords *self,
           HzTestStaff who)
{
  g_autoptr (HzSecret) password = hz_secret_new_password (HZ_TEST_PASSWORD);
  g_autoptr (HzSecret) one_time = NULL;
  GError *error = NULL;

  one_time = hz_vault_invite (self->vault, staff[who].name, staff[who].login, staff[who].role,
                              &self->ids[who], &error);
  g_assert_no_error (error);
  lock (self);
  hz_vault_join (self->vault, staff[who].login, one_time, password, &error);
  g_assert_no_error (error);
  lock (self);
  unlock (self, HZ_TEST_ADMIN);
}

static void
grant_care (HzTestRecords *self,
            HzTestStaff who)
{
  GError *error = NULL;

  hz_vault_grant_care (self->vault, &self->ids[who], &error);
  g_assert_no_error (error);
}

static void
make_first (void)
{
  HzRecords *records;
  GError *error = NULL;

  first = make_empty ();
  found (first);
  for (int who = HZ_TEST_MANAGER; who < HZ_TEST_N_STAFF; who++)
    add_staff (first, who);

  /* The log begins when all of them are there. */
  records = hz_records_new (first->vault);
  hz_records_open (records, &error);
  g_assert_no_error (error);
  hz_test_assert_finalizes (records);
  lock (first);
  unlock (first, HZ_TEST_MANAGER);
  grant_care (first, HZ_TEST_PSYCHOLOGIST);
  grant_care (first, HZ_TEST_LAWYER);
  lock (first);

  hz_test_assert_finalizes (g_steal_pointer (&first->vault));
  atexit (remove_first);
}

static void
copy_files (const char *from,
            const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents_full (target, bytes, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

/**
 * hz_test_records_new:
 *
 * Returns: (transfer full): the test centre, with nobody signed in
 */
HzTestRecords *
hz_test_records_new (void)
{
  HzTestRecords *self;

  if (first == NULL)
    make_first ();

  self = make_empty ();
  copy_files (first->folder, self->folder);
  copy_files (first->pins, self->pins);
  for (int who = 0; who < HZ_TEST_N_STAFF; who++)
    self->ids[who] = first->ids[who];

  /* What it was made for does not look at the folder again. */
  hz_test_assert_finalizes (self->vault);
  self->vault = hz_vault_new (self->folder);
  hz_vault_set_pin_folder (self->vault, self->pins);

  return self;
}

static void
find_staff (HzTestRecords *self)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (self->vault);

  for (guint i = 0; i < members->len; i++)
    {
      const HzMember *member = g_ptr_array_index (members, i);

      for (int who = 0; who < HZ_TEST_N_STAFF; who++)
        if (g_str_equal (member->name, staff[who].name))
          self->ids[who] = member->id;
    }
}

/**
 * hz_test_records_new_from:
 * @folder: a test centre
 *
 * Returns: (transfer full): a copy of it, with nobody signed in
 */
HzTestRecords *
hz_test_records_new_from (const char *folder)
{
  HzTestRecords *self = make_empty ();

  copy_files (folder, self->folder);
  hz_test_assert_finalizes (self->vault);
  self->vault = hz_vault_new (self->folder);
  hz_vault_set_pin_folder (self->vault, self->pins);
  unlock (self, HZ_TEST_ADMIN);
  find_staff (self);
  lock (self);

  return self;
}

/**
 * hz_test_records_get_sheet:
 *
 * Returns: (transfer full): the text of the recovery sheet of every centre that was made here
 */
HzSecret *
hz_test_records_get_sheet (void)
{
  return hz_sheets_get_text (sheets, 1);
}

/**
 * hz_test_records_free:
 * @self: (transfer full): a test centre
 *
 * Locks it and removes its folder.
 */
void
hz_test_records_free (HzTestRecords *self)
{
  hz_test_records_leave (self);
  hz_test_assert_finalizes (self->vault);
  hz_test_remove_folder (self->folder);
  hz_test_remove_folder (self->pins);
  g_free (self->folder);
  g_free (self->pins);
  g_free (self);
}

static HzRecords *
open_records (HzTestRecords *self,
              HzTestStaff who)
{
  GError *error = NULL;

  self->who = who;
  self->records = hz_records_new (self->vault);
  hz_records_open (self->records, &error);
  g_assert_no_error (error);

  return self->records;
}

/**
 * hz_test_records_enter:
 * @self: a test centre
 * @who: who signs in; somebody else is signed out first
 *
 * Returns: (transfer none): her records, open; until the next leave
 */
HzRecords *
hz_test_records_enter (HzTestRecords *self,
                       HzTestStaff who)
{
  if (self->records != NULL && self->who == who)
    return self->records;

  hz_test_records_leave (self);
  unlock (self, who);

  return open_records (self, who);
}

/**
 * hz_test_records_enter_by_sheet:
 * @self: a test centre
 *
 * Signs out whoever is signed in.
 *
 * Returns: (transfer none): the records of whoever has typed the recovery sheet
 */
HzRecords *
hz_test_records_enter_by_sheet (HzTestRecords *self)
{
  g_autoptr (HzSecret) sheet = hz_test_records_get_sheet ();
  GError *error = NULL;

  hz_test_records_leave (self);
  hz_vault_unlock_by_sheets (self->vault, sheet, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return open_records (self, HZ_TEST_N_STAFF);
}

/**
 * hz_test_records_leave:
 * @self: a test centre
 *
 * Signs out whoever is signed in.
 */
void
hz_test_records_leave (HzTestRecords *self)
{
  GError *error = NULL;

  if (self->records == NULL)
    return;

  hz_records_close (self->records, &error);
  g_assert_no_error (error);
  hz_test_assert_finalizes (g_steal_pointer (&self->records));
  lock (self);
}

/**
 * hz_test_records_get_login:
 * @who: one of the staff
 *
 * Returns: (transfer none): what she signs in with, beside %HZ_TEST_PASSWORD
 */
const char *
hz_test_records_get_login (HzTestStaff who)
{
  return staff[who].login;
}

/**
 * hz_test_records_try:
 * @self: a test centre with somebody signed in
 * @kind: whether anything is to be written
 * @func: the job
 * @data: given to @func
 * @error: return location
 *
 * Returns: as hz_records_run()
 */
gboolean
hz_test_records_try (HzTestRecords *self,
                     HzDbJobKind kind,
                     HzRecordsFunc func,
                     gpointer data,
                     GError **error)
{
  return hz_records_run (self->records, kind, func, data, error);
}

/**
 * hz_test_records_must:
 * @self: a test centre with somebody signed in
 * @kind: whether anything is to be written
 * @func: the job
 * @data: given to @func
 *
 * Runs the job, which has to go well.
 */
void
hz_test_records_must (HzTestRecords *self,
                      HzDbJobKind kind,
                      HzRecordsFunc func,
                      gpointer data)
{
  GError *error = NULL;

  hz_records_run (self->records, kind, func, data, &error);
  g_assert_no_error (error);
}

static gboolean
run_nothing (HzContext *context,
             gpointer data,
             GError **error)
{
  return TRUE;
}

/**
 * hz_test_records_flush:
 * @self: a test centre with somebody signed in
 *
 * Runs the main loop until the answers to all that was asked for are there: they come in the order
 * of the questions. What asks anew when it has an answer has to be flushed again.
 */
void
hz_test_records_flush (HzTestRecords *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *answer = NULL;
  GError *error = NULL;

  hz_records_run_async (self->records, HZ_DB_JOB_READ, run_nothing, NULL, NULL, NULL,
                        hz_test_on_ready_cb, &answer);
  result = hz_test_await (&answer);
  hz_records_run_finish (self->records, result, &error);
  g_assert_no_error (error);
}
