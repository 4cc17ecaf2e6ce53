/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The smaller views: made, driven, let go of. */

#include "hz-cover-view.h"
#include "hz-help.h"
#include "hz-language-box.h"
#include "hz-main-view.h"
#include "hz-password-group.h"
#include "hz-role-box.h"
#include "hz-search-popover.h"
#include "hz-shortcut-table.h"

#include "hz-test-records.h"
#include "hz-test-ui.h"

static void
count_call (int *n)
{
  ++*n;
}

static void
test_cover (void)
{
  GtkWidget *view = hz_cover_view_new ();
  GtkWindow *window = hz_test_ui_present (view);
  GtkWidget *clock = hz_test_ui_find (view, GTK_TYPE_LABEL, "clock");

  g_assert_cmpuint (g_utf8_strlen (gtk_label_get_label (GTK_LABEL (clock)), -1), ==, 5);
  hz_test_ui_close (window, view);
}

static void
type_twice (GtkWidget *group,
            const char *first,
            const char *second)
{
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (group, ADW_TYPE_PASSWORD_ENTRY_ROW, "first")),
                         first);
  gtk_editable_set_text (GTK_EDITABLE (hz_test_ui_find (group, ADW_TYPE_PASSWORD_ENTRY_ROW,
                                                        "second")),
                         second);
}

static void
test_password (void)
{
  GtkWidget *group = hz_password_group_new ();
  GtkWindow *window = hz_test_ui_present (group);
  g_autoptr (HzSecret) password = NULL;
  int n_notified = 0;

  g_signal_connect_swapped (group, "notify::good", G_CALLBACK (count_call), &n_notified);
  hz_password_group_set_person (HZ_PASSWORD_GROUP (group), "zebo", "Hayolova Zebo");
  type_twice (group, "parol", "parol");
  g_assert_false (hz_password_group_get_good (HZ_PASSWORD_GROUP (group)));
  type_twice (group, "correct horse battery nail", "correct horse battery nai");
  g_assert_false (hz_password_group_get_good (HZ_PASSWORD_GROUP (group)));
  g_assert_cmpint (n_notified, ==, 0);
  type_twice (group, "correct horse battery nail", "correct horse battery nail");
  g_assert_true (hz_password_group_get_good (HZ_PASSWORD_GROUP (group)));
  g_assert_cmpint (n_notified, ==, 1);
  password = hz_password_group_get_password (HZ_PASSWORD_GROUP (group));
  g_assert_cmpstr (hz_secret_get_text (password), ==, "correct horse battery nail");
  hz_test_ui_close (window, group);
}

static void
test_roles (void)
{
  GtkWidget *box = hz_role_box_new ();
  GtkWindow *window = hz_test_ui_present (box);
  g_autofree char *words = NULL;
  g_auto (GStrv) lines = NULL;

  hz_role_box_set_roles (HZ_ROLE_BOX (box), HZ_ROLE_LAWYER | HZ_ROLE_RECEPTION);
  g_assert_cmpint (hz_role_box_get_roles (HZ_ROLE_BOX (box)), ==,
                   HZ_ROLE_LAWYER | HZ_ROLE_RECEPTION);
  hz_role_box_set_fixed (HZ_ROLE_BOX (box), HZ_ROLE_ADMINISTRATOR);
  g_assert_cmpint (hz_role_box_get_roles (HZ_ROLE_BOX (box)), ==,
                   HZ_ROLE_LAWYER | HZ_ROLE_RECEPTION | HZ_ROLE_ADMINISTRATOR);
  words = hz_role_box_describe (HZ_ROLES_ALL, "\n");
  lines = g_strsplit (words, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  hz_test_ui_close (window, box);
}

/* Each role has its own pages, and none that its rights do not open. */
static void
test_main_view (gconstpointer data)
{
  HzTestStaff who = (HzTestStaff) GPOINTER_TO_INT (data);
  g_autoptr (HzTestRecords) centre = hz_test_records_new ();
  HzRecords *records = hz_test_records_enter (centre, who);
  GtkWidget *view = hz_main_view_new (records);
  GtkWindow *window = hz_test_ui_present (view);
  g_autoptr (GVariant) place = hz_main_view_get_place (HZ_MAIN_VIEW (view));

  g_assert_cmpint (hz_main_view_has_page (HZ_MAIN_VIEW (view), "cases"), ==,
                   hz_records_may (records, HZ_RIGHT_SEE_CASES));
  g_assert_false (hz_main_view_has_page (HZ_MAIN_VIEW (view), "no such page"));
  hz_main_view_set_place (HZ_MAIN_VIEW (view), place);
  hz_main_view_go_back (HZ_MAIN_VIEW (view));
  g_assert_true (g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT));
  hz_test_ui_close (window, view);
  hz_test_records_leave (centre);
}

static void
test_help (void)
{
  for (const char *const *page = hz_help_list (); *page != NULL; page++)
    for (int i = 0; i < HZ_N_LANGUAGES; i++)
      {
        g_autofree char *text = hz_help_read (*page, i);

        g_test_message ("%s, %s", *page, hz_language_get_code (i));
        g_assert_nonnull (text);
        g_assert_true (g_str_has_prefix (text, "# "));
      }
  g_assert_null (hz_help_read ("nothing", HZ_LANGUAGE_EN));
}

/* A key does one thing. */
static void
test_shortcuts (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_entries;
  const HzShortcutEntry *entries = hz_shortcut_table_get (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      guint key;
      GdkModifierType held;

      g_test_message ("%s", entries[i].accelerator);
      g_assert_true (gtk_accelerator_parse (entries[i].accelerator, &key, &held));
      g_assert_true (g_hash_table_add (seen, (gpointer) entries[i].accelerator));
      g_assert_nonnull (hz_shortcut_table_get_heading (entries[i].group));
      g_assert_true ((entries[i].place == HZ_SHORTCUT_LOCAL) == (entries[i].action == NULL));
    }
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  g_test_add_func ("/app/views/cover", test_cover);
  g_test_add_func ("/app/views/password", test_password);
  g_test_add_func ("/app/views/roles", test_roles);
  g_test_add_data_func ("/app/views/main/admin", GINT_TO_POINTER (HZ_TEST_ADMIN), test_main_view);
  g_test_add_data_func ("/app/views/main/reception", GINT_TO_POINTER (HZ_TEST_RECEPTION),
                        test_main_view);
  g_test_add_data_func ("/app/views/main/psychologist", GINT_TO_POINTER (HZ_TEST_PSYCHOLOGIST),
                        test_main_view);
  g_test_add_func ("/app/views/help", test_help);
  g_test_add_func ("/app/views/shortcuts", test_shortcuts);

  return g_test_run ();
}
