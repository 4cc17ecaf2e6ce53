/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program that is killed in the middle, as the power or a person ends it. */

#include "hz-test-kill.h"

#include <signal.h>
#include <sys/wait.h>

#include "hz-keyring-file.h"
#include "hz-vault-rotate.h"

static GStrv
make_arguments (const char *const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "/proc/self/exe");
  g_strv_builder_addv (builder, (const char **) words);

  return g_strv_builder_end (builder);
}

void
hz_test_kill_child (const char *const *words,
                    gulong delay)
{
  g_auto (GStrv) arguments = make_arguments (words);
  GError *error = NULL;
  int status = 0;
  GPid pid;

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  if (delay > 0)
    {
      g_usleep (delay);
      kill (pid, SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static gboolean
on_keyring_step (HzKeyringStep step,
                 gpointer data)
{
  if ((int) step == GPOINTER_TO_INT (data))
    raise (SIGKILL);

  return TRUE;
}

void
hz_test_kill_at_keyring_step (int step)
{
  hz_keyring_file_watch_steps (on_keyring_step, GINT_TO_POINTER (step));
}

static void
on_rotate_step (HzRotateStep step,
                gpointer data)
{
  if ((int) step == GPOINTER_TO_INT (data))
    raise (SIGKILL);
}

void
hz_test_kill_at_rotate_step (int step)
{
  hz_vault_rotate_watch_steps (on_rotate_step, GINT_TO_POINTER (step));
}
