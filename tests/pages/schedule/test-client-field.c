/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-field.h"
#include "hz-client-store.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzId clients[2];
  GtkWidget *field;
  GtkEditable *entry;
  GtkWindow *window;
} Fixture;

static gboolean
run_set_up (HzContext *context,
            gpointer data,
            GError **error)
{
  static const char *const names[] = { "Мисолзода", "Хаёлова" };
  Fixture *fixture = data;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      client->surname = g_strdup (names[i]);
      if (!hz_client_store_save (context, client, error))
        return FALSE;
      fixture->clients[i] = client->stamp.id;
    }

  return TRUE;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  HzRecords *records;

  fixture->test = hz_test_records_new ();
  records = hz_test_records_enter (fixture->test, HZ_TEST_RECEPTION);
  hz_test_records_must (fixture->test, HZ_DB_JOB_WRITE, run_set_up, fixture);
  fixture->field = g_object_new (HZ_TYPE_CLIENT_FIELD, NULL);
  hz_client_field_set_records (HZ_CLIENT_FIELD (fixture->field), records);
  fixture->window = hz_test_ui_present (fixture->field);
  fixture->entry = GTK_EDITABLE (hz_test_ui_find (fixture->field, GTK_TYPE_SEARCH_ENTRY, NULL));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_ui_close (fixture->window, fixture->field);
  hz_test_records_free (fixture->test);
}

static const HzClientRow *
get_client (Fixture *fixture)
{
  return hz_client_field_get_client (HZ_CLIENT_FIELD (fixture->field));
}

static gboolean
has_client (gpointer data)
{
  return get_client (data) != NULL;
}

static gboolean
has_rows (gpointer data)
{
  Fixture *fixture = data;

  return hz_test_ui_find (fixture->field, GTK_TYPE_LIST_BOX_ROW, NULL) != NULL;
}

/* The entry tells of its text a while later: on a slow machine after the client was given. */
static void
test_given (Fixture *fixture,
            gconstpointer data)
{
  hz_client_field_load (HZ_CLIENT_FIELD (fixture->field), &fixture->clients[1]);
  g_signal_emit_by_name (fixture->entry, "search-changed");
  hz_test_wait_until (has_client, fixture);
  g_assert_cmpstr (get_client (fixture)->surname, ==, "Хаёлова");
}

/* Who is looked for by hand meanwhile is not taken away by the one who was given. */
static void
test_typed (Fixture *fixture,
            gconstpointer data)
{
  hz_client_field_load (HZ_CLIENT_FIELD (fixture->field), &fixture->clients[1]);
  gtk_editable_set_text (fixture->entry, "Мисол");
  hz_test_wait_until (has_rows, fixture);
  g_assert_null (get_client (fixture));
}

/* Enter before the answer is there takes the first of it. */
static void
test_enter (Fixture *fixture,
            gconstpointer data)
{
  gtk_editable_set_text (fixture->entry, "Мисол");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_null (get_client (fixture));
  hz_test_wait_until (has_client, fixture);
  g_assert_cmpstr (get_client (fixture)->surname, ==, "Мисолзода");
}

#define ADD(path, func) \
  g_test_add ("/pages/client-field/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  hz_test_ui_init (&argc, &argv);

  ADD ("given", test_given);
  ADD ("typed", test_typed);
  ADD ("enter", test_enter);

  return g_test_run ();
}
