/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The n-th allocation of SQLite, derivation of a key, lock of memory, read or write fails, in each of
 * what the vault does. No crash and no leak; the act is done or an error says why; and whatever it was,
 * the next start finds a whole centre that is as before the act or as after it.
 *
 * GLib and guarded memory end the program when there is none; that loses no more than a kill does.
 */

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "hz-test-centre.h"
#include "hz-test-disk.h"
#include "hz-test-file.h"
#include "hz-test.h"
#include "hz-vault-error.h"

static const char *const passwords[] = { "the same good words", "seven other words here" };

/* What fails: the n-th, or nothing when it is 0. */
static gint mallocs_left;
static gint derivations_left;
static gboolean locks_fail;
static gint n_allocated;
static sqlite3_mem_methods system_methods;

static gboolean
is_due (gint *left)
{
  return g_atomic_int_get (left) > 0 && g_atomic_int_dec_and_test (left);
}

static void *
allocate (int size)
{
  void *memory = is_due (&mallocs_left) ? NULL : system_methods.xMalloc (size);

  if (memory != NULL)
    g_atomic_int_inc (&n_allocated);

  return memory;
}

static void
free_allocated (void *memory)
{
  if (memory != NULL)
    g_atomic_int_add (&n_allocated, -1);
  system_methods.xFree (memory);
}

static void
install_allocator (void)
{
  sqlite3_mem_methods methods;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &system_methods), ==, SQLITE_OK);
  methods = system_methods;
  methods.xMalloc = allocate;
  methods.xFree = free_allocated;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}

/* In place of libsodium's, for the whole program. */
int
crypto_pwhash (unsigned char *const out,
               unsigned long long out_length,
               const char *const password,
               unsigned long long password_length,
               const unsigned char *const salt,
               unsigned long long passes,
               size_t memory,
               int algorithm)
{
  static int (*real) (unsigned char *, unsigned long long, const char *, unsigned long long,
                      const unsigned char *, unsigned long long, size_t, int);

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "crypto_pwhash");

  if (is_due (&derivations_left))
    return -1;

  return real (out, out_length, password, password_length, salt, passes, memory, algorithm);
}

int
sodium_mlock (void *const address,
              const size_t length)
{
  static int (*real) (void *, size_t);

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "sodium_mlock");

  return locks_fail ? -1 : real (address, length);
}

/* @which: of the passwords, the psychologist's. @n_saves: that were told. */
typedef struct
{
  HzTestCentre centre;
  char *parent;
  char *backup;
  char *place;
  int which;
  HzId invited_id;
  gint64 n_saves;
} Fixture;

static gboolean
fill_table (HzTestCentre *centre,
            HzRings *rings,
            HzDb *db,
            GError **error)
{
  return hz_db_execute (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
                            " LIMIT 3000)"
                            "INSERT INTO bulk SELECT n, hex (randomblob (60)) FROM k;"
                            "CREATE INDEX bulk_by_text ON bulk (text);"
                            "CREATE TABLE pair (a INTEGER, b INTEGER) STRICT;"
                            "INSERT INTO pair VALUES (0, 0)", error);
}

static void
set_up (Fixture *fixture,
        gconstpointer unused)
{
  g_autofree char *target = NULL;
  GError *error = NULL;

  hz_test_disk_mend ();
  fixture->parent = hz_test_make_folder ();
  fixture->place = g_build_filename (fixture->parent, "new", NULL);
  target = g_build_filename (fixture->parent, "backups", NULL);
  hz_test_centre_set_up (&fixture->centre, unused);
  hz_test_centre_fill (&fixture->centre);
  hz_test_centre_enter (&fixture->centre, ADMIN);
  hz_test_centre_must (&fixture->centre, fill_table);
  fixture->backup = hz_vault_backup (fixture->centre.vault, target, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer unused)
{
  hz_test_centre_tear_down (&fixture->centre, unused);
  hz_test_remove_folder (fixture->parent);
  g_free (fixture->parent);
  g_free (fixture->backup);
  g_free (fixture->place);
}

static gboolean
enter_psychologist (Fixture *fixture,
                    int which,
                    GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (passwords[which]);
  HzVault *vault = fixture->centre.vault;

  if (hz_vault_get_state (vault) == HZ_VAULT_OPEN)
    hz_vault_lock (vault, NULL);

  return hz_vault_unlock (vault, "nigora", typed, error);
}

static gboolean
do_unlock (Fixture *fixture,
           GError **error)
{
  return enter_psychologist (fixture, fixture->which, error);
}

static gboolean
write_pair (HzDb *db,
            gpointer unused,
            GError **error)
{
  return hz_db_execute (db, "UPDATE pair SET a = a + 1", error)
         && hz_db_execute (db, "UPDATE bulk SET text = hex (randomblob (40)) WHERE n % 97 = 1", error)
         && hz_db_execute (db, "UPDATE pair SET b = b + 1", error);
}

static gboolean
do_save (Fixture *fixture,
         GError **error)
{
  gboolean done = hz_vault_file_write (hz_vault_get_worker (fixture->centre.vault), write_pair, NULL,
                                       error);

  fixture->n_saves += done ? 1 : 0;
  return done;
}

static gboolean
do_lock (Fixture *fixture,
         GError **error)
{
  return hz_vault_lock (fixture->centre.vault, error);
}

static gboolean
do_password (Fixture *fixture,
             GError **error)
{
  g_autoptr (HzSecret) before = hz_secret_new_password (passwords[fixture->which]);
  g_autoptr (HzSecret) after = hz_secret_new_password (passwords[!fixture->which]);

  if (!hz_vault_change_password (fixture->centre.vault, "nigora", before, after, error))
    return FALSE;

  fixture->which = !fixture->which;
  return TRUE;
}

static gboolean
do_remove (Fixture *fixture,
           GError **error)
{
  return hz_vault_remove (fixture->centre.vault, &fixture->invited_id, error);
}

static gboolean
do_rotate (Fixture *fixture,
           GError **error)
{
  return hz_vault_change_centre_key (fixture->centre.vault, error);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static gboolean
do_backup (Fixture *fixture,
           GError **error)
{
  g_autofree char *target = g_build_filename (fixture->parent, "more", NULL);
  g_autofree char *place = hz_vault_backup (fixture->centre.vault, target, error);

  g_assert_cmpuint (count_entries (target), ==, place != NULL ? 1 : 0);
  hz_test_remove_folder (target);

  return place != NULL;
}

static gboolean
do_restore (Fixture *fixture,
            GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (fixture->place);
  g_autoptr (HzSecret) typed = hz_secret_new_password (passwords[0]);
  g_autoptr (GPtrArray) people = hz_vault_restore (vault, fixture->backup, NULL, "admin", typed, error);

  return people != NULL;
}

static gboolean
do_create (Fixture *fixture,
           GError **error)
{
  g_autoptr (HzVault) vault = hz_vault_new (fixture->place);
  g_autoptr (HzSecret) typed = hz_secret_new_password (passwords[0]);
  gboolean done = hz_vault_create (vault, "admin", "admin", typed, HZ_ROLE_ADMINISTRATOR,
                                   fixture->centre.sheets, HZ_KDF_COST_LEAST, error);

  if (done)
    hz_vault_lock (vault, NULL);

  return done;
}

/* A centre in the new place opens and holds together; or there is none, and the next try makes it. */
static void
check_place (Fixture *fixture,
             gboolean done,
             gboolean (*act) (Fixture *, GError **))
{
  g_autoptr (HzVault) vault = NULL;
  g_autoptr (HzSecret) typed = hz_secret_new_password (passwords[0]);
  g_autoptr (HzDbCheck) check = NULL;
  GError *error = NULL;

  vault = hz_vault_new (fixture->place);
  if (!done && !hz_vault_unlock (vault, "admin", typed, NULL))
    {
      act (fixture, &error);
      g_assert_no_error (error);
    }

  if (hz_vault_get_state (vault) != HZ_VAULT_OPEN)
    hz_vault_unlock (vault, "admin", typed, &error);
  g_assert_no_error (error);
  check = hz_vault_check (vault, &error);
  g_assert_no_error (error);
  g_assert_true (hz_db_check_is_whole (check));
  g_assert_true (hz_vault_lock (vault, NULL));
  hz_test_remove_folder (fixture->place);
}

static const struct
{
  const char *name;
  gboolean (*act) (Fixture *fixture,
                   GError **error);
  gboolean is_elsewhere;
} acts[] = {
  { "unlock", do_unlock, FALSE },
  { "save", do_save, FALSE },
  { "lock", do_lock, FALSE },
  { "password", do_password, FALSE },
  { "remove", do_remove, FALSE },
  { "rotate", do_rotate, FALSE },
  { "backup", do_backup, FALSE },
  { "restore", do_restore, TRUE },
  { "create", do_create, TRUE },
};

static void
prepare (Fixture *fixture,
         gboolean (*act) (Fixture *, GError **))
{
  static int n_invited;
  g_autoptr (HzSecret) one_time = NULL;
  g_autofree char *login = NULL;
  GError *error = NULL;

  if (act == do_remove)
    {
      hz_test_centre_enter (&fixture->centre, ADMIN);
      login = g_strdup_printf ("munira%d", ++n_invited);
      one_time = hz_vault_invite (fixture->centre.vault, login, login, HZ_ROLE_LAWYER,
                                  &fixture->invited_id, &error);
      g_assert_no_error (error);
      return;
    }

  enter_psychologist (fixture, fixture->which, &error);
  g_assert_no_error (error);
  if (act == do_unlock)
    g_assert_true (hz_vault_lock (fixture->centre.vault, NULL));
  if (act == do_lock)
    do_save (fixture, &error);
  g_assert_no_error (error);
}

static gint64
read_int (Fixture *fixture,
          const char *sql)
{
  HzTestFile file = { .worker = hz_vault_get_worker (fixture->centre.vault) };

  return hz_test_file_read (&file, sql);
}

/* The centre after the fault, by a fresh start. */
static void
check_centre (Fixture *fixture)
{
  g_autoptr (HzDbCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  if (!enter_psychologist (fixture, fixture->which, &error))
    {
      g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
      g_clear_error (&error);
      fixture->which = !fixture->which;
      enter_psychologist (fixture, fixture->which, &error);
    }
  g_assert_no_error (error);
  g_assert_cmpint (read_int (fixture, "SELECT a - b FROM pair"), ==, 0);
  g_assert_cmpint (read_int (fixture, "SELECT a FROM pair"), ==, fixture->n_saves);
  g_assert_cmpint (read_int (fixture, "SELECT count(*) FROM bulk"), ==, 3000);
  check = hz_vault_check (fixture->centre.vault, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (check->problems, i));
  g_assert_true (hz_db_check_is_whole (check));
}

/* What is said of it. */
static void
check_error (const GError *error,
             gboolean of_memory)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HZ_VAULT_ERROR);
  if (of_memory)
    g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_MEMORY);
  else
    g_assert_true (error->code == HZ_VAULT_ERROR_IO || error->code == HZ_VAULT_ERROR_DAMAGED
                   || error->code == HZ_VAULT_ERROR_NO_SPACE);
}

enum
{
  OF_MEMORY,
  OF_DERIVATION,
  OF_READING,
  OF_SHORT_READING,
  OF_WRITING,
};

/* Whether it has come. */
static gboolean
end_fault (int kind)
{
  gboolean met = kind == OF_MEMORY ? g_atomic_int_get (&mallocs_left) == 0
                 : kind == OF_DERIVATION ? g_atomic_int_get (&derivations_left) == 0
                 : hz_test_disk_has_failed ();

  g_atomic_int_set (&mallocs_left, 0);
  g_atomic_int_set (&derivations_left, 0);
  hz_test_disk_fail_at (0, HZ_TEST_DISK_WHOLE);

  return met;
}

static void
begin_fault (int kind,
             int n)
{
  static const HzTestDiskFault faults[] = {
    [OF_READING] = HZ_TEST_DISK_UNREADABLE,
    [OF_SHORT_READING] = HZ_TEST_DISK_SHORT,
    [OF_WRITING] = HZ_TEST_DISK_ERROR,
  };

  if (kind == OF_MEMORY)
    g_atomic_int_set (&mallocs_left, n);
  else if (kind == OF_DERIVATION)
    g_atomic_int_set (&derivations_left, n);
  else
    hz_test_disk_fail_at (n, faults[kind]);
}

/* Until the act is over before the fault comes. */
static void
try_act (Fixture *fixture,
         guint which,
         int kind)
{
  gboolean (*act) (Fixture *, GError **) = acts[which].act;
  gboolean met = TRUE;
  int n_failed = 0;
  int n_tried = 0;

  for (int n = 1; met; n += 1 + (g_test_slow () ? n / 12 : 5 * n))
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      prepare (fixture, act);
      begin_fault (kind, n);
      done = act (fixture, &error);
      met = end_fault (kind);

      if (!done)
        check_error (error, kind == OF_MEMORY || kind == OF_DERIVATION);
      g_assert_true (done || met);
      g_assert_true (done == (error == NULL));
      n_tried++;
      n_failed += done ? 0 : 1;

      if (acts[which].is_elsewhere)
        check_place (fixture, done, act);
      check_centre (fixture);
    }

  g_test_message ("%s: %d faults, of which %d were told", acts[which].name, n_tried - 1, n_failed);
}

static void
test_faults (Fixture *fixture,
             gconstpointer data)
{
  int kind = GPOINTER_TO_INT (data);
  gint before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (hz_vault_get_state (fixture->centre.vault) == HZ_VAULT_OPEN)
        hz_vault_lock (fixture->centre.vault, NULL);
      before = before == 0 ? g_atomic_int_get (&n_allocated) : before;
      try_act (fixture, i, kind);
      hz_vault_lock (fixture->centre.vault, NULL);
      g_assert_cmpint (g_atomic_int_get (&n_allocated), <=, before + 8);
    }
}

/* No memory can be kept from the swap: everything works, and it is said. */
static void
test_not_pinned (Fixture *fixture,
                 gconstpointer unused)
{
  HzSecret *secrets[600];

  locks_fail = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      GError *error = NULL;
      gboolean done;

      prepare (fixture, acts[i].act);
      done = acts[i].act (fixture, &error);
      g_assert_no_error (error);
      if (acts[i].is_elsewhere)
        check_place (fixture, done, acts[i].act);
      check_centre (fixture);
    }

  /* A key more than there is room for in what was pinned before. */
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    secrets[i] = hz_secret_new (HZ_KEY_BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    hz_secret_unref (secrets[i]);
  hz_test_centre_enter (&fixture->centre, RECEPTION);
  g_assert_true (hz_vault_get_notices (fixture->centre.vault) & HZ_VAULT_NOTICE_MEMORY_NOT_PINNED);
  locks_fail = FALSE;
}

int
main (int argc,
      char *argv[])
{
  const struct { const char *name; int kind; } kinds[] = {
    { "memory", OF_MEMORY },
    { "derivation", OF_DERIVATION },
    { "reading", OF_READING },
    { "short-reading", OF_SHORT_READING },
    { "writing", OF_WRITING },
  };

  g_test_init (&argc, &argv, NULL);
  install_allocator ();
  hz_test_disk_install ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/vault-faults/", kinds[i].name, NULL);

      g_test_add (path, Fixture, GINT_TO_POINTER (kinds[i].kind), set_up, test_faults, tear_down);
    }
  g_test_add ("/vault-faults/not-pinned", Fixture, NULL, set_up, test_not_pinned, tear_down);

  return g_test_run ();
}
