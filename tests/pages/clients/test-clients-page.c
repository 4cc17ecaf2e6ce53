/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of clients, registration with its drafts and clashes, the page of one client. */

#include "hz-clients-page.h"

#include <string.h>

#include "hz-client-call.h"
#include "hz-client-conflict.h"
#include "hz-client-dialog.h"
#include "hz-client-form.h"
#include "hz-client-list-row.h"
#include "hz-client-profile-form.h"
#include "hz-client-query.h"
#include "hz-client-similar.h"
#include "hz-client-store.h"
#include "hz-client-view.h"
#include "hz-clients-list.h"
#include "hz-draft-store.h"
#include "hz-language.h"
#include "hz-name-row.h"
#include "hz-page.h"
#include "hz-profile-field-row.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"

typedef struct
{
  HzTestRecords *test;
  HzId client_id;
} Fixture;

static HzClient *
save (Fixture *fixture,
      HzClient *client)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  HzClient *stored;

  hz_client_store_save_async (fixture->test->records, client, NULL, NULL, hz_test_on_ready_cb,
                              &result);
  answer = hz_test_await (&result);
  stored = hz_client_store_save_finish (fixture->test->records, answer, NULL);
  g_assert_nonnull (stored);

  return stored;
}

static void
add (Fixture *fixture,
     const char *surname,
     const char *given,
     const char *rule)
{
  g_autoptr (HzClient) client = hz_client_new ();
  g_autoptr (HzClient) stored = NULL;

  client->surname = g_strdup (surname);
  client->given = g_strdup (given);
  client->birth = HZ_DATE (1999, 0, 0);
  g_ptr_array_add (client->phones, hz_client_phone_new ("600000002", "self", rule, NULL));
  stored = save (fixture, client);
  fixture->client_id = stored->stamp.id;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->test = hz_test_records_new ();
  hz_test_records_enter (fixture->test, (HzTestStaff) GPOINTER_TO_INT (data));
  add (fixture, "Намуназода", "Гулнора", "yes");
  add (fixture, "Хаёлова", "Мавҷуда", "no");
  add (fixture, "Мисолзода", "Зарина", "no");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  hz_test_records_free (fixture->test);
}

static HzClient *
get (Fixture *fixture,
     const HzId *id)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  HzClient *client;

  hz_client_store_get_async (fixture->test->records, id, NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  client = hz_client_store_get_finish (fixture->test->records, answer, NULL);
  g_assert_nonnull (client);

  return client;
}

static guint
count_found (Fixture *fixture,
             const char *text)
{
  g_autoptr (HzClientQuery) query = hz_client_query_new (text);
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answered = NULL;
  g_autoptr (HzClientAnswer) answer = NULL;

  hz_client_query_run_async (fixture->test->records, query, 0, 10, NULL, hz_test_on_ready_cb,
                             &result);
  answered = hz_test_await (&result);
  answer = hz_client_query_run_finish (fixture->test->records, answered, NULL);
  g_assert_nonnull (answer);

  return answer->n_rows;
}

/* What a wait is for: the widgets, and what is expected of them. */
typedef struct
{
  Fixture *fixture;
  GtkWidget *widget;
  GType type;
  const char *text;
  guint n;
} Wanted;

static GListModel *
get_model (GtkWidget *page)
{
  GtkWidget *view = hz_test_ui_find (page, GTK_TYPE_LIST_VIEW, "view");

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static gboolean
has_rows (gpointer data)
{
  Wanted *wanted = data;

  return g_list_model_get_n_items (get_model (wanted->widget)) == wanted->n;
}

static gboolean
shows_row (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *line = hz_test_ui_find (wanted->widget, HZ_TYPE_CLIENT_LIST_ROW, NULL);
  const HzClientRow *row
    = line != NULL ? hz_client_list_row_get_row (HZ_CLIENT_LIST_ROW (line)) : NULL;

  return row != NULL && g_strcmp0 (row->surname, wanted->text) == 0;
}

static gboolean
shows_text (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *label = hz_test_ui_find (wanted->widget, GTK_TYPE_LABEL, "name");

  return label != NULL && g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), wanted->text) == 0;
}

static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *page = hz_clients_page_new (fixture->test->records);
  GtkWindow *window = hz_test_ui_present (page);
  GtkWidget *search = hz_test_ui_find (page, GTK_TYPE_SEARCH_ENTRY, "search");
  Wanted all = { fixture, page, 0, "Мисолзода", 3 };
  Wanted one = { fixture, page, 0, "Хаёлова", 1 };
  Wanted none = { fixture, page, 0, NULL, 0 };
  g_autofree char *id = hz_id_to_hex (&fixture->client_id);
  g_autoptr (GVariant) place = NULL;
  Wanted name = { fixture, page, 0, "Мисолзода Зарина", 0 };

  hz_test_wait_until (has_rows, &all);
  hz_test_wait_until (shows_row, &all);

  /* In another spelling, and filled anew in place. */
  gtk_editable_set_text (GTK_EDITABLE (search), "mavjuda");
  hz_test_wait_until (has_rows, &one);
  hz_test_wait_until (shows_row, &one);
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  hz_test_wait_until (has_rows, &none);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  hz_test_wait_until (has_rows, &all);

  /* What somebody saves comes up by itself. */
  add (fixture, "Афсоназода", "Шаҳло", "yes");
  all.n = 4;
  all.text = "Афсоназода";
  hz_test_wait_until (has_rows, &all);
  hz_test_wait_until (shows_row, &all);

  g_assert_true (hz_page_perform (HZ_PAGE (page), "show", id));
  hz_test_wait_until (shows_text, &name);
  place = hz_page_get_place (HZ_PAGE (page));
  g_assert_true (hz_page_go_back (HZ_PAGE (page)));
  g_assert_false (hz_page_go_back (HZ_PAGE (page)));
  hz_page_set_place (HZ_PAGE (page), place);
  hz_test_wait_until (shows_text, &name);
  hz_test_ui_close (window, page);
}

static gboolean
is_found (gpointer data)
{
  Wanted *wanted = data;

  return count_found (wanted->fixture, wanted->text) == wanted->n;
}

static void
count_destroy (GtkWidget *widget,
               gboolean *is_gone)
{
  *is_gone = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
set_name (GtkWidget *dialog,
          const char *name)
{
  hz_name_row_set_text (HZ_NAME_ROW (hz_test_ui_find (dialog, HZ_TYPE_NAME_ROW, NULL)), name);
}

static void
test_register (Fixture *fixture,
               gconstpointer data)
{
  GtkWidget *dialog = hz_client_dialog_new (fixture->test->records, "Озмоишӣ");
  gboolean is_gone = FALSE;
  Wanted saved = { fixture, NULL, 0, "Озмоишӣ", 1 };

  hz_test_ui_present (dialog);
  g_signal_connect (dialog, "destroy", G_CALLBACK (count_destroy), &is_gone);
  set_name (dialog, "Озмоишӣ Нигина");
  gtk_widget_activate_action (dialog, "client-dialog.save", NULL);
  hz_test_wait_until (is_true, &is_gone);
  hz_test_wait_until (is_found, &saved);
}

/* Whether a label that is seen says so. */
static gboolean
says (GtkWidget *widget,
      const char *sentence)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_label (GTK_LABEL (widget)), sentence) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, sentence))
      return TRUE;

  return FALSE;
}

static void
test_too_long (Fixture *fixture,
               gconstpointer data)
{
  GtkWidget *dialog = hz_client_dialog_new (fixture->test->records, NULL);
  g_autofree char *name = g_strnfill (10000, 'a');
  const char *sentence = "This name is too long. It may have 200 letters.";
  GtkWindow *window;

  window = hz_test_ui_present (dialog);
  set_name (dialog, name);
  gtk_widget_activate_action (dialog, "client-dialog.save", NULL);
  g_assert_true (says (dialog, sentence));
  g_assert_cmpuint (strlen (hz_name_row_get_text (HZ_NAME_ROW (
                      hz_test_ui_find (dialog, HZ_TYPE_NAME_ROW, NULL)))), ==, 10000);
  set_name (dialog, "Озмоишӣ");
  g_assert_false (says (dialog, sentence));
  hz_test_ui_close (window, dialog);
}

static GPtrArray *
list_drafts (Fixture *fixture)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  GPtrArray *drafts;

  hz_draft_store_list_async (fixture->test->records, "client", NULL, NULL, hz_test_on_ready_cb,
                             &result);
  answer = hz_test_await (&result);
  drafts = hz_draft_store_list_finish (fixture->test->records, answer, NULL);
  g_assert_nonnull (drafts);

  return drafts;
}

/* Esc keeps what was typed; it is offered again, and gone once it is saved. */
static void
test_draft (Fixture *fixture,
            gconstpointer data)
{
  GtkWidget *dialog = hz_client_dialog_new (fixture->test->records, NULL);
  gboolean is_gone = FALSE;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) none = NULL;
  Wanted saved = { fixture, NULL, 0, "Озмоишӣ", 1 };

  hz_test_ui_present (dialog);
  g_signal_connect (dialog, "destroy", G_CALLBACK (count_destroy), &is_gone);
  set_name (dialog, "Озмоишӣ Нигина");
  gtk_window_close (GTK_WINDOW (dialog));
  hz_test_wait_until (is_true, &is_gone);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpuint (count_found (fixture, "Озмоишӣ"), ==, 0);

  is_gone = FALSE;
  dialog = hz_client_dialog_new_draft (fixture->test->records, g_ptr_array_index (drafts, 0));
  hz_test_ui_present (dialog);
  g_signal_connect (dialog, "destroy", G_CALLBACK (count_destroy), &is_gone);
  g_assert_cmpstr (hz_name_row_get_text (HZ_NAME_ROW (
                     hz_test_ui_find (dialog, HZ_TYPE_NAME_ROW, NULL))), ==, "Озмоишӣ Нигина");
  gtk_widget_activate_action (dialog, "client-dialog.save", NULL);
  hz_test_wait_until (is_true, &is_gone);
  hz_test_wait_until (is_found, &saved);
  none = list_drafts (fixture);
  g_assert_cmpuint (none->len, ==, 0);
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static gboolean
has_toplevel (gpointer data)
{
  return find_toplevel (((Wanted *) data)->type) != NULL;
}

/* Two who correct one record: both versions are shown, and what is chosen is saved. */
static void
test_conflict (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (HzClient) client = get (fixture, &fixture->client_id);
  GtkWidget *dialog = hz_client_dialog_new_edit (fixture->test->records, client);
  Wanted conflict = { fixture, NULL, HZ_TYPE_CLIENT_CONFLICT, NULL, 0 };
  g_autoptr (HzClient) other = hz_client_copy (client);
  g_autoptr (HzClient) stored = NULL;
  gboolean is_gone = FALSE;

  hz_test_ui_present (dialog);
  g_signal_connect (dialog, "destroy", G_CALLBACK (count_destroy), &is_gone);
  set_name (dialog, "Мисолова Зарина");
  other->district = g_strdup ("kt_bokhtar");
  g_object_unref (save (fixture, other));

  gtk_widget_activate_action (dialog, "client-dialog.save", NULL);
  hz_test_wait_until (has_toplevel, &conflict);
  HZ_DIALOG_GET_CLASS (find_toplevel (HZ_TYPE_CLIENT_CONFLICT))->respond (
    HZ_DIALOG (find_toplevel (HZ_TYPE_CLIENT_CONFLICT)));
  hz_test_wait_until (is_true, &is_gone);

  /* Her own choice stands where nothing else was chosen. */
  stored = get (fixture, &fixture->client_id);
  g_assert_cmpstr (stored->surname, ==, "Мисолова");
  g_assert_cmpint (stored->stamp.revision, ==, 3);
}

static gboolean
is_visible (gpointer data)
{
  return gtk_widget_get_visible (((Wanted *) data)->widget);
}

static void
test_similar (Fixture *fixture,
              gconstpointer data)
{
  GtkWidget *dialog = hz_client_dialog_new (fixture->test->records, NULL);
  Wanted similar = { fixture, NULL, 0, NULL, 0 };
  GtkWindow *window = hz_test_ui_present (dialog);

  similar.widget = hz_test_ui_find (dialog, HZ_TYPE_CLIENT_SIMILAR, NULL);
  g_assert_false (gtk_widget_get_visible (similar.widget));
  set_name (dialog, "Misolzoda Zarina");
  hz_test_wait_until (is_visible, &similar);
  hz_test_ui_close (window, dialog);
}

static guint
count_sections (GtkWidget *view)
{
  GtkWidget *list = hz_test_ui_find (view, GTK_TYPE_LIST_BOX, "section_list");
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;

  return n;
}

static void
test_view (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *view = hz_client_view_new (fixture->test->records, &fixture->client_id);
  GtkWindow *window = hz_test_ui_present (view);
  Wanted name = { fixture, view, 0, "Мисолзода Зарина", 0 };
  gboolean is_reception = GPOINTER_TO_INT (data) == HZ_TEST_RECEPTION;

  hz_test_wait_until (shows_text, &name);
  g_assert_cmpuint (count_sections (view), >=, is_reception ? 2 : 4);

  /* Reception does not learn that there is a profile. */
  hz_client_view_show_section (HZ_CLIENT_VIEW (view), "profile");
  g_assert_cmpstr (hz_client_view_get_section (HZ_CLIENT_VIEW (view)), ==,
                   is_reception ? "overview" : "profile");
  hz_test_ui_close (window, view);
}

static gboolean
has_profile (gpointer data)
{
  Wanted *wanted = data;
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (HzClientProfile) profile = NULL;

  hz_client_store_get_profile_async (wanted->fixture->test->records, &wanted->fixture->client_id,
                                     NULL, hz_test_on_ready_cb, &result);
  answer = hz_test_await (&result);
  profile = hz_client_store_get_profile_finish (wanted->fixture->test->records, answer, NULL);

  return g_strcmp0 (profile->values[HZ_PROFILE_JAMOAT], wanted->text) == 0;
}

static gboolean
is_sensitive (gpointer data)
{
  return gtk_widget_is_sensitive (((Wanted *) data)->widget);
}

/* An answer stores itself. */
static void
test_profile (Fixture *fixture,
              gconstpointer data)
{
  GtkWidget *form = hz_client_profile_form_new (fixture->test->records, &fixture->client_id);
  GtkWindow *window = hz_test_ui_present (form);
  Wanted stored = { fixture, NULL, 0, "ҷамоати Намунавӣ", 0 };
  GtkWidget *row = hz_test_ui_find (form, HZ_TYPE_PROFILE_FIELD_ROW, NULL);
  Wanted ready = { fixture, row, 0, NULL, 0 };

  hz_test_wait_until (is_sensitive, &ready);
  while (hz_profile_field_row_get_field (HZ_PROFILE_FIELD_ROW (row)) != HZ_PROFILE_JAMOAT)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      row = next != NULL ? next
                         : hz_test_ui_find (gtk_widget_get_next_sibling (gtk_widget_get_parent (row)),
                                            HZ_TYPE_PROFILE_FIELD_ROW, NULL);
    }
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (row, GTK_TYPE_ENTRY, NULL)), stored.text);
  hz_test_wait_until (has_profile, &stored);
  hz_test_ui_close (window, form);
}

/* A number that must not be called is shown for a reason only. */
static void
test_call (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (HzClient) client = get (fixture, &fixture->client_id);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *call = hz_client_call_new (fixture->test->records);
  GtkWindow *window;
  GtkWidget *entry;
  GtkWidget *show;
  Wanted number = { fixture, NULL, 0, NULL, 0 };

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), call);
  window = hz_test_ui_present (button);
  hz_client_call_set_client (HZ_CLIENT_CALL (call), client);
  entry = hz_test_ui_find (call, GTK_TYPE_ENTRY, NULL);
  show = hz_test_ui_find (call, GTK_TYPE_BUTTON, NULL);
  number.widget = gtk_widget_get_prev_sibling (gtk_widget_get_parent (entry));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (number.widget)), ==, "+992 60 000 0002");
  g_assert_false (gtk_widget_get_visible (number.widget));
  g_assert_false (gtk_widget_get_sensitive (show));

  gtk_editable_set_text (GTK_EDITABLE (entry), "Суд имрӯз аст");
  g_signal_emit_by_name (show, "clicked");
  hz_test_wait_until (is_visible, &number);
  hz_test_ui_close (window, button);
}

int
main (int argc,
      char *argv[])
{
  gconstpointer reception = GINT_TO_POINTER (HZ_TEST_RECEPTION);
  gconstpointer lawyer = GINT_TO_POINTER (HZ_TEST_LAWYER);

  hz_test_ui_init (&argc, &argv);
  hz_language_set_interface (HZ_LANGUAGE_EN);

  g_test_add ("/pages/clients/list", Fixture, reception, set_up, test_list, tear_down);
  g_test_add ("/pages/clients/register", Fixture, reception, set_up, test_register, tear_down);
  g_test_add ("/pages/clients/too-long", Fixture, reception, set_up, test_too_long, tear_down);
  g_test_add ("/pages/clients/draft", Fixture, reception, set_up, test_draft, tear_down);
  g_test_add ("/pages/clients/conflict", Fixture, reception, set_up, test_conflict, tear_down);
  g_test_add ("/pages/clients/similar", Fixture, reception, set_up, test_similar, tear_down);
  g_test_add ("/pages/clients/view/reception", Fixture, reception, set_up, test_view, tear_down);
  g_test_add ("/pages/clients/view/lawyer", Fixture, lawyer, set_up, test_view, tear_down);
  g_test_add ("/pages/clients/profile", Fixture, lawyer, set_up, test_profile, tear_down);
  g_test_add ("/pages/clients/call", Fixture, reception, set_up, test_call, tear_down);

  return g_test_run ();
}
