/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test.h"

#include <glib/gstdio.h>

#define TICK_MILLISECONDS 20

/**
 * hz_test_make_folder:
 *
 * Returns: (transfer full): the path of a new empty folder; see hz_test_remove_folder()
 */
char *
hz_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("hamroz-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/**
 * hz_test_remove_folder:
 * @folder: a folder, removed with all that is in it
 */
void
hz_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        hz_test_remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

static gboolean
on_tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
on_timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * hz_test_wait_until:
 * @reached: whether what is waited for has happened
 * @data: passed to @reached
 *
 * Runs the main loop until @reached; the test fails when that takes longer than HZ_TEST_SECONDS.
 */
void
hz_test_wait_until (gboolean (*reached) (gpointer data),
                    gpointer data)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (HZ_TEST_SECONDS, on_timeout_cb, &late);
  /* What another thread does wakes nobody here. */
  guint tick = g_timeout_add (TICK_MILLISECONDS, on_tick_cb, NULL);

  while (!reached (data) && !late)
    g_main_context_iteration (NULL, TRUE);

  if (late)
    g_error ("waited %d seconds in vain", HZ_TEST_SECONDS);
  g_source_remove (timeout);
  g_source_remove (tick);
}

/**
 * hz_test_on_ready_cb:
 * @source: what the call was made on
 * @result: its result
 * @data: a `GAsyncResult *` variable that was %NULL
 *
 * The callback to give to an asynchronous function when its result is fetched with hz_test_await().
 */
void
hz_test_on_ready_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  GAsyncResult **slot = data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/**
 * hz_test_await:
 * @result: the variable given to hz_test_on_ready_cb()
 *
 * Returns: (transfer full): the result, once it is there; @result is %NULL again
 */
GAsyncResult *
hz_test_await (GAsyncResult **result)
{
  hz_test_wait_until (has_result, result);

  return g_steal_pointer (result);
}

static void
on_object_gone_cb (gpointer  data,
                   GObject  *object)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_gone (gpointer data)
{
  return *(gboolean *) data;
}

/**
 * hz_test_assert_finalizes:
 * @object: (transfer full): an object whose last reference this is
 *
 * Gives the reference up and asserts that nothing else keeps @object, idle work included.
 */
void
hz_test_assert_finalizes (gpointer object)
{
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (object), on_object_gone_cb, &gone);
  g_object_unref (object);
  hz_test_wait_until (is_gone, &gone);
}
