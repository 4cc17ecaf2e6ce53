/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New recovery sheets: with those of now, and when they are lost. */

#include "hz-records-error.h"
#include "hz-settings-sheets.h"

#include <string.h>

#include "hz-sheet-use.h"
#include "hz-sheets-dialog.h"
#include "hz-test-records.h"
#include "hz-test-ui.h"
#include "hz-vault-sheets.h"

typedef struct
{
  HzTestRecords *centre;
  GtkWidget *group;
  GtkWindow *window;
  /* What stands on the new paper */
  char *paper;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->centre = hz_test_records_new ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_free (fixture->paper);
  hz_test_records_free (fixture->centre);
}

static void
show (Fixture *fixture,
      HzTestStaff who)
{
  fixture->group = hz_settings_sheets_new (hz_test_records_enter (fixture->centre, who));
  fixture->window = hz_test_ui_present (fixture->group);
}

static void
hide (Fixture *fixture)
{
  hz_test_records_flush (fixture->centre);
  hz_test_ui_close (fixture->window, fixture->group);
  hz_test_records_leave (fixture->centre);
}

static void
collect (GtkWidget *root,
         gboolean (*fits) (GtkWidget *),
         GPtrArray *found)
{
  if (gtk_widget_get_mapped (root) && fits (root))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, fits, found);
}

static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget);
}

static gboolean
is_row (GtkWidget *widget)
{
  return ADW_IS_ENTRY_ROW (widget);
}

static gboolean
is_check (GtkWidget *widget)
{
  return GTK_IS_CHECK_BUTTON (widget);
}

static gboolean
is_group (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "hz-sheet-group");
}

static GtkWidget *
find (GtkWidget *root,
      gboolean (*fits) (GtkWidget *),
      guint place)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (root, fits, found);
  g_assert_cmpuint (place, <, found->len);

  return g_ptr_array_index (found, place);
}

static gboolean
is_sensitive (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

static void
press (GtkWidget *root,
       const char *label)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (root, is_button, buttons);
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (buttons, i);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0)
        continue;
      hz_test_wait_until (is_sensitive, button);
      g_signal_emit_by_name (button, "clicked");
      return;
    }

  g_error ("No button %s", label);
}

static gboolean
has_dialog (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget **dialog = data;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (HZ_IS_SHEETS_DIALOG (window) && gtk_widget_get_mapped (window))
        *dialog = window;
    }

  return *dialog != NULL;
}

static GtkWidget *
begin_after (Fixture *fixture,
             const char *state)
{
  GtkWidget *dialog = NULL;

  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->group, state);
  press (fixture->group, "Replace the sheets…");
  hz_test_wait_until (has_dialog, &dialog);

  return dialog;
}

static GtkWidget *
begin (Fixture *fixture)
{
  return begin_after (fixture, "The recovery sheets open everything");
}

/* Copies the sheet that is shown, and types it back. */
static void
copy_sheet (Fixture *fixture,
            GtkWidget *dialog,
            const char *heading)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  GString *paper = g_string_new (NULL);

  hz_test_ui_wait_for (dialog, heading);
  collect (dialog, is_group, groups);
  g_assert_cmpuint (groups->len, ==, HZ_SHEET_GROUPS);
  for (guint i = 0; i < groups->len; i++)
    g_string_append_printf (paper, "%s ", gtk_label_get_label (g_ptr_array_index (groups, i)));
  g_free (fixture->paper);
  fixture->paper = g_string_free (paper, FALSE);

  press (dialog, "Next");
  hz_test_ui_wait_for (dialog, "The eight groups");
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, 0)), fixture->paper);
  hz_test_ui_wait_for (dialog, "The whole sheet is right.");
  press (dialog, "Next");
}

static gboolean
opens (Fixture *fixture,
       const char *text)
{
  g_autoptr (HzSecret) sheet = hz_secret_new_password (text);
  gboolean is_open = hz_vault_unlock_by_sheets (fixture->centre->vault, sheet, NULL, NULL, NULL, NULL);

  if (is_open)
    hz_vault_lock (fixture->centre->vault, NULL);

  return is_open;
}

/* The old sheet of another centre is told, and nothing of what was done is lost. */
static void
test_replace (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (HzSheets) others = hz_sheets_new ('A', 1);
  g_autoptr (HzSecret) wrong = hz_sheets_get_text (others, 1);
  g_autoptr (HzSecret) old = hz_test_records_get_sheet ();
  GtkWidget *dialog = begin (fixture);

  press (dialog, "Next");
  hz_test_ui_wait_for (dialog, "The sheets of now");
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, 0)), hz_secret_get_text (wrong));
  press (dialog, "Next");
  copy_sheet (fixture, dialog, "Sheet B1 of 1");
  hz_test_ui_wait_for (dialog, "This recovery sheet opens nothing here");
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, 0)), hz_secret_get_text (old));
  press (dialog, "Next");
  hz_test_ui_wait_for (fixture->group, "The new sheets count. Destroy the old ones");
  hide (fixture);

  g_assert_false (opens (fixture, hz_secret_get_text (old)));
  g_assert_true (opens (fixture, fixture->paper));
}

/* Lost: the new one opens nothing until an administrator and a case worker let it count. */
static void
test_lost (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *dialog = begin (fixture);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (dialog, is_check, 1)), TRUE);
  press (dialog, "Next");
  copy_sheet (fixture, dialog, "Sheet B1 of 1");
  hz_test_ui_wait_for (fixture->group, "The new sheets wait. Read their number");
  hz_test_ui_wait_for (fixture->group, "People who have not given them their keys: 5.");
  hide (fixture);
  g_assert_false (opens (fixture, fixture->paper));

  show (fixture, HZ_TEST_PSYCHOLOGIST);
  hz_test_ui_wait_for (fixture->group, "The numbers agree: give my keys");
  press (fixture->group, "The numbers agree: give my keys");
  hz_test_ui_wait_for (fixture->group, "The new sheets have your keys.");
  hz_test_ui_wait_for (fixture->group, "People who have not given them their keys: 4.");
  hide (fixture);

  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->group, "Let the new sheets count");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture->group, is_row, 0)),
                         hz_test_records_get_login (HZ_TEST_PSYCHOLOGIST));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture->group, is_row, 1)), HZ_TEST_PASSWORD);
  press (fixture->group, "Let the new sheets count");
  hz_test_ui_wait_for (fixture->group, "The new sheets count. The lost ones open nothing");
  hide (fixture);
  g_assert_true (opens (fixture, fixture->paper));
}

/* The new ones are lost too before they count: others come in their place. */
static void
test_lost_again (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *first = NULL;
  GtkWidget *dialog = begin (fixture);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (dialog, is_check, 1)), TRUE);
  press (dialog, "Next");
  copy_sheet (fixture, dialog, "Sheet B1 of 1");
  hz_test_ui_wait_for (fixture->group, "The new sheets wait. Read their number");
  first = g_strdup (fixture->paper);
  hide (fixture);

  dialog = begin_after (fixture, "New recovery sheets wait until they count");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (dialog, is_check, 1)), TRUE);
  press (dialog, "Next");
  copy_sheet (fixture, dialog, "Sheet C1 of 1");
  hz_test_ui_wait_for (fixture->group, "The new sheets wait. Read their number");
  hide (fixture);
  g_assert_cmpstr (first, !=, fixture->paper);
  g_assert_false (opens (fixture, first));
}

static gboolean
add_use (HzContext *context,
         gpointer data,
         GError **error)
{
  Fixture *fixture = data;

  return hz_sheet_use_add (context, HZ_SHEET_USE_PASSWORD, &fixture->centre->ids[HZ_TEST_RECEPTION],
                           NULL, "She forgot it", error);
}

/* Who it was for everybody sees, why only who holds the care key. */
static void
test_uses (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;

  hz_test_records_enter (fixture->centre, HZ_TEST_MANAGER);
  g_assert_false (hz_test_records_try (fixture->centre, HZ_DB_JOB_WRITE, add_use, fixture, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
  hz_test_records_enter_by_sheet (fixture->centre);
  hz_test_records_must (fixture->centre, HZ_DB_JOB_WRITE, add_use, fixture);
  show (fixture, HZ_TEST_MANAGER);
  hz_test_ui_wait_for (fixture->group, "She forgot it");
  hide (fixture);

  show (fixture, HZ_TEST_ADMIN);
  hz_test_ui_wait_for (fixture->group, "The recovery sheets set a new password for: Мисолӣ Моҳира");
  seen = hz_test_ui_read (fixture->group);
  g_assert_null (strstr (seen, "She forgot it"));
  hide (fixture);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add ("/app/sheets/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/app/sheets/lost", Fixture, NULL, set_up, test_lost, tear_down);
  g_test_add ("/app/sheets/lost-again", Fixture, NULL, set_up, test_lost_again, tear_down);
  g_test_add ("/app/sheets/uses", Fixture, NULL, set_up, test_uses, tear_down);

  return g_test_run ();
}
