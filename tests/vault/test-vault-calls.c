/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * In each act of the vault (hz-test-act-list.c) the n-th call to the system fails, of each kind, on
 * whichever file: the keyring, its second copy, the pins, the folders, the database. Or the n-th piece
 * of guarded memory is not there, or cannot be kept from the swap. The act is done, or an error says
 * why and nothing has happened; no file stays open, no memory of SQLite's is lost; and the next start
 * finds a whole centre.
 */

#include <dlfcn.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hz-test-acts.h"
#include "hz-test-calls.h"
#include "hz-test.h"
#include "hz-vault-error.h"

/* In every run one of the first of these fails, of each act in some of the kinds. */
#define MOST_IN_SHORT 9
#define EACH_IN_SHORT 5

/* What a child returns that found no memory. */
#define ENDED_ITSELF 3

typedef struct
{
  const char *name;
  HzTestCalls calls;
  HzTestCallFault fault;
} Kind;

static const Kind kinds[] = {
  { "open", HZ_TEST_CALL_OPEN | HZ_TEST_CALL_MAKE, HZ_TEST_CALL_FAILS },
  { "read", HZ_TEST_CALL_READ, HZ_TEST_CALL_FAILS },
  { "short-read", HZ_TEST_CALL_READ, HZ_TEST_CALL_HALF },
  { "write", HZ_TEST_CALL_WRITE, HZ_TEST_CALL_FAILS },
  { "full", HZ_TEST_CALL_WRITE, HZ_TEST_CALL_HALF },
  { "sync", HZ_TEST_CALL_SYNC, HZ_TEST_CALL_FAILS },
  { "sync-folder", HZ_TEST_CALL_SYNC_FOLDER, HZ_TEST_CALL_FAILS },
  { "rename", HZ_TEST_CALL_RENAME, HZ_TEST_CALL_FAILS },
  { "unlink", HZ_TEST_CALL_UNLINK, HZ_TEST_CALL_FAILS },
  { "truncate", HZ_TEST_CALL_TRUNCATE, HZ_TEST_CALL_FAILS },
  { "make-folder", HZ_TEST_CALL_MAKE_FOLDER, HZ_TEST_CALL_FAILS },
};

/* One for all: making it takes longer than a try. */
static HzTestActs acts;

static gint locks_left;
static gint allocations_left;

static gboolean
is_due (gint *left)
{
  return g_atomic_int_get (left) > 0 && g_atomic_int_dec_and_test (left);
}

/* In place of libsodium's, for the whole program. */
int
sodium_mlock (void *const address,
              const size_t length)
{
  static int (*real) (void *, size_t);

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "sodium_mlock");

  return is_due (&locks_left) ? -1 : real (address, length);
}

void *
sodium_malloc (const size_t length)
{
  static void *(*real) (size_t);

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "sodium_malloc");

  return is_due (&allocations_left) ? NULL : real (length);
}

static guint
count_open_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* A page that the disk does not give is to SQLite a damaged one; so is a file that it could not cut. A
 * keyring that was not read once and then was is another than its second copy may be. */
static void
check_error (const HzTestAct *act,
             const Kind *kind,
             const GError *error)
{
  gboolean may_be_changed = (kind->calls & (HZ_TEST_CALL_READ | HZ_TEST_CALL_OPEN)) != 0;
  gboolean may_be_damaged = (kind->calls & (HZ_TEST_CALL_READ | HZ_TEST_CALL_TRUNCATE)) != 0;

  g_assert_true (error->domain == HZ_VAULT_ERROR);
  if (error->code != HZ_VAULT_ERROR_IO && error->code != HZ_VAULT_ERROR_NO_SPACE
      && !(may_be_damaged && error->code == HZ_VAULT_ERROR_DAMAGED)
      && !(may_be_changed && error->code == HZ_VAULT_ERROR_KEYRING_CHANGED))
    g_error ("%s: %d, %s", act->name, error->code, error->message);
}

/* A new centre, a backup, another key are there when it has been told, and only then. */
static gboolean
is_always_told (const HzTestAct *act)
{
  static const char *const names[] = { "create", "restore", "restore-by-sheets", "backup",
                                      "rotate", "renew", NULL };

  return g_strv_contains (names, act->name);
}

/* Returns whether the fault came. */
static gboolean
fail_at (const HzTestAct *act,
         const Kind *kind,
         int n,
         int *n_told,
         int *n_late)
{
  guint n_files;
  gint64 n_bytes;
  gboolean met;
  gboolean done;
  g_autoptr (GError) error = NULL;

  hz_test_acts_begin (&acts);
  n_files = count_open_files ();
  n_bytes = sqlite3_memory_used ();
  hz_test_acts_enter (&acts, act);
  hz_test_calls_begin (n, kind->calls, NULL, kind->fault);
  done = act->run (&acts, &error);
  hz_test_calls_end (&met);
  if (hz_vault_get_state (acts.centre.vault) == HZ_VAULT_OPEN)
    hz_vault_lock (acts.centre.vault, NULL);

  g_assert_true (done == (error == NULL));
  g_assert_true (done || met);
  g_assert_cmpuint (count_open_files (), ==, n_files);
  g_assert_cmpint (sqlite3_memory_used (), <=, n_bytes + 4096);
  if (!done)
    {
      check_error (act, kind, error);
      ++*n_told;
    }

  if (hz_test_acts_check (&acts, act) && !done && act->is_done != NULL)
    {
      if (is_always_told (act))
        g_error ("%s, %s %d: told as a failure, and there it is", act->name, kind->name, n);
      ++*n_late;
    }

  return met;
}

static void
test_calls (gconstpointer data)
{
  const Kind *kind = &kinds[GPOINTER_TO_UINT (data) / hz_test_n_acts];
  const HzTestAct *act = &hz_test_acts[GPOINTER_TO_UINT (data) % hz_test_n_acts];
  int n_tried = 0;
  int n_told = 0;
  int n_late = 0;

  hz_test_acts_prepare (&acts, act);
  if (!g_test_slow ())
    n_tried += fail_at (act, kind, g_test_rand_int_range (1, MOST_IN_SHORT), &n_told, &n_late) ? 1 : 0;
  for (int n = 1; g_test_slow () && fail_at (act, kind, n, &n_told, &n_late); n++)
    n_tried++;

  g_test_message ("%s: %d faults, of which %d were told, %d of an act that has happened", act->name,
                  n_tried, n_told, n_late);
}

/* That something may reach the swap ends no act. */
static void
test_not_pinned (gconstpointer data)
{
  const HzTestAct *act = &hz_test_acts[GPOINTER_TO_UINT (data)];
  int first = g_test_slow () ? 1 : g_test_rand_int_range (1, 4);
  gboolean met = TRUE;
  int n_tried = 0;

  hz_test_acts_prepare (&acts, act);
  for (int n = first; met && (g_test_slow () || n == first); n++, n_tried++)
    {
      GError *error = NULL;

      hz_test_acts_begin (&acts);
      hz_test_acts_enter (&acts, act);
      g_atomic_int_set (&locks_left, n);
      act->run (&acts, &error);
      met = g_atomic_int_get (&locks_left) == 0;
      g_atomic_int_set (&locks_left, 0);
      g_assert_no_error (error);
      g_assert_true (hz_test_acts_check (&acts, act));
    }

  g_test_message ("%s: %d pieces that could not be pinned", act->name, n_tried);
}

/* Not by way of the test's own handler, which would end the test. */
static void
end_child (const char *domain,
           GLogLevelFlags level,
           const char *message,
           gpointer unused)
{
  if ((level & G_LOG_FLAG_FATAL) != 0)
    _exit (ENDED_ITSELF);
}

/* Without guarded memory the program ends, which loses no more than a kill does. */
static void
test_no_guarded_memory (gconstpointer data)
{
  const HzTestAct *act = &hz_test_acts[GPOINTER_TO_UINT (data)];
  int first = g_test_slow () ? 1 : g_test_rand_int_range (1, 4);
  gboolean met = TRUE;
  int n_tried = 0;

  hz_test_acts_prepare (&acts, act);
  for (int n = first; met && (g_test_slow () || n == first); n++, n_tried++)
    {
      int status = 0;
      pid_t pid;

      hz_test_acts_begin (&acts);
      pid = fork ();
      if (pid == 0)
        {
          hz_test_acts_enter (&acts, act);
          g_log_set_default_handler (end_child, NULL);
          g_atomic_int_set (&allocations_left, n);
          _exit (act->run (&acts, NULL) ? 0 : 1);
        }

      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFEXITED (status));
      met = WEXITSTATUS (status) != 0;
      g_assert_cmpint (WEXITSTATUS (status), ==, met ? ENDED_ITSELF : 0);
      g_assert_true (hz_test_acts_check (&acts, act) || met);
    }

  g_test_message ("%s: %d pieces that were not there", act->name, n_tried);
}

int
main (int argc,
      char *argv[])
{
  guint luck;
  int result;

  g_test_init (&argc, &argv, NULL);
  luck = (guint) g_test_rand_int_range (0, EACH_IN_SHORT);
  hz_test_acts_set_up (&acts, NULL);
  hz_test_calls_watch (acts.centre.folder);
  hz_test_calls_watch (acts.centre.pins);
  hz_test_calls_watch (acts.parent);

  for (guint i = 0; i < G_N_ELEMENTS (kinds) * hz_test_n_acts; i++)
    {
      g_autofree char *path = g_strdup_printf ("/vault-calls/%s/%s", kinds[i / hz_test_n_acts].name,
                                               hz_test_acts[i % hz_test_n_acts].name);

      if (g_test_slow () || (i / hz_test_n_acts + i % hz_test_n_acts) % EACH_IN_SHORT == luck)
        g_test_add_data_func (path, GUINT_TO_POINTER (i), test_calls);
    }

  for (guint i = 0; i < hz_test_n_acts; i++)
    {
      g_autofree char *pinned = g_strconcat ("/vault-calls/not-pinned/", hz_test_acts[i].name, NULL);
      g_autofree char *guarded = g_strconcat ("/vault-calls/no-guarded-memory/",
                                              hz_test_acts[i].name, NULL);

      g_test_add_data_func (pinned, GUINT_TO_POINTER (i), test_not_pinned);
      g_test_add_data_func (guarded, GUINT_TO_POINTER (i), test_no_guarded_memory);
    }

  result = g_test_run ();
  hz_test_calls_forget_folders ();
  hz_test_acts_tear_down (&acts, NULL);

  return result;
}
