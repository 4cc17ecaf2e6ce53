/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Each act of the vault (hz-test-act-list.c), and the program is killed, or the power cut, at each of
 * the calls by which it changes anything on the disk: of the keyring, its second copy, the pins, the
 * folders, the database and its log. The next start finds the state before the act or the one after
 * it, everybody opens what she could, and what is owed can be done.
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hz-test-acts.h"
#include "hz-test-calls.h"
#include "hz-test-power.h"
#include "hz-test.h"

/* Beyond the last call: other luck each time in what a power cut leaves. */
#define N_AFTER 10

/* One for all: making it takes longer than a try. */
static HzTestActs acts;

static gboolean
run_to (const HzTestAct *act,
        int n,
        HzTestCallFault fault)
{
  int status = 0;
  pid_t pid;

  g_assert_true (hz_vault_get_state (acts.centre.vault) != HZ_VAULT_OPEN);
  pid = fork ();
  if (pid == 0)
    {
      g_autoptr (GError) error = NULL;

      hz_test_acts_enter (&acts, act);
      hz_test_calls_begin (n, HZ_TEST_CALLS_THAT_CHANGE, NULL, fault);
      if (!act->run (&acts, &error))
        g_error ("%s: %s", act->name, error->message);

      /* What has been told outlives even that. */
      if (fault == HZ_TEST_CALL_POWER)
        hz_test_power_cut ((guint32) n);
      _exit (0);
    }

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true ((WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
                 || (WIFEXITED (status) && WEXITSTATUS (status) == 0));

  return WIFSIGNALED (status);
}

static int
count_calls (const HzTestAct *act)
{
  GError *error = NULL;
  int n;

  hz_test_acts_begin (&acts);
  hz_test_acts_enter (&acts, act);
  hz_test_calls_begin (0, HZ_TEST_CALLS_THAT_CHANGE, NULL, HZ_TEST_CALL_NONE);
  act->run (&acts, &error);
  g_assert_no_error (error);
  n = hz_test_calls_end (NULL);
  g_assert_true (hz_test_acts_check (&acts, act));

  return n;
}

/* Returns whether it had happened. */
static gboolean
stop_at (const HzTestAct *act,
         int n,
         HzTestCallFault fault)
{
  gboolean killed;
  gboolean done;

  hz_test_acts_begin (&acts);
  killed = run_to (act, n, fault);
  done = hz_test_acts_check (&acts, act);
  if (!killed && !done)
    g_error ("%s was told, and has not happened", act->name);

  return done;
}

static void
try_act (const HzTestAct *act,
         HzTestCallFault fault)
{
  int n_after = g_test_slow () ? N_AFTER : fault == HZ_TEST_CALL_POWER ? 1 : 0;
  int n_tried = 0;
  int n_done = 0;
  int n_calls;

  hz_test_acts_prepare (&acts, act);
  n_calls = count_calls (act);
  acts.is_torn = fault == HZ_TEST_CALL_POWER;

  for (int n = g_test_slow () ? 1 : g_test_rand_int_range (1, n_calls + 1); n <= n_calls;
       n += g_test_slow () ? 1 : n_calls)
    {
      n_done += stop_at (act, n, fault) ? 1 : 0;
      n_tried++;
    }

  for (int i = 1; i <= n_after; i++)
    stop_at (act, n_calls + i, fault);

  g_test_message ("%s: stopped at %d of %d calls; at %d of them it had happened", act->name, n_tried,
                  n_calls, n_done);
}

typedef struct
{
  const char *name;
  HzTestCallFault fault;
} Stop;

static const Stop stops[] = {
  { "killed", HZ_TEST_CALL_KILLED },
  { "killed-half", HZ_TEST_CALL_KILLED_HALF },
  { "power", HZ_TEST_CALL_POWER },
};

static void
test_act (gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);

  try_act (&hz_test_acts[which % hz_test_n_acts], stops[which / hz_test_n_acts].fault);
}

int
main (int argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  hz_test_acts_set_up (&acts, NULL);
  hz_test_calls_watch (acts.centre.folder);
  hz_test_calls_watch (acts.centre.pins);
  hz_test_calls_watch (acts.parent);

  for (guint i = 0; i < G_N_ELEMENTS (stops) * hz_test_n_acts; i++)
    {
      g_autofree char *path = g_strdup_printf ("/vault-crash/%s/%s", stops[i / hz_test_n_acts].name,
                                               hz_test_acts[i % hz_test_n_acts].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_act);
    }

  result = g_test_run ();
  hz_test_calls_forget_folders ();
  hz_test_acts_tear_down (&acts, NULL);

  return result;
}
