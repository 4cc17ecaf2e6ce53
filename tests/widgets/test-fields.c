/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-answer-box.h"
#include "hz-banner.h"
#include "hz-choice-row.h"
#include "hz-date-entry.h"
#include "hz-field-note.h"
#include "hz-language.h"
#include "hz-name-row.h"
#include "hz-phone-row.h"
#include "hz-test-ui.h"
#include "hz-time-entry.h"
#include "hz-zone.h"

static void
count_changes (GtkWidget *widget,
               int       *n)
{
  (*n)++;
}

static void
test_date (void)
{
  static const struct
  {
    const char *typed;
    const char *written;
    const char *error;
  } cases[] = {
    { "0512", "05.12.2026", NULL },
    { "5/12/26", "05.12.2026", NULL },
    { "31.02", "31.02", "No such date: 31.02" },
    { "фардо", "фардо", "This is not a date: фардо" },
    { "", "", NULL },
  };
  GtkWidget *field = hz_date_entry_new ("Date", HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING);
  GtkWindow *window = hz_test_ui_present (field);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      hz_date_entry_set_text (HZ_DATE_ENTRY (field), cases[i].typed);
      g_assert_cmpint (hz_date_entry_commit (HZ_DATE_ENTRY (field)), ==, cases[i].error == NULL);
      g_assert_cmpstr (hz_date_entry_get_text (HZ_DATE_ENTRY (field)), ==, cases[i].written);
      g_assert_cmpstr (hz_date_entry_get_error (HZ_DATE_ENTRY (field)), ==, cases[i].error);
    }
  hz_test_ui_close (window, field);
}

static void
test_time (void)
{
  static const struct
  {
    const char *typed;
    const char *written;
    gboolean is_right;
  } cases[] = {
    { "9", "09:00", TRUE }, { "930", "09:30", TRUE }, { "9.30", "09:30", TRUE },
    { "25", "25", FALSE }, { "", "", TRUE },
  };
  GtkWidget *field = hz_time_entry_new ("Time");
  GtkWindow *window = hz_test_ui_present (field);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      hz_time_entry_set_text (HZ_TIME_ENTRY (field), cases[i].typed);
      g_assert_cmpint (hz_time_entry_commit (HZ_TIME_ENTRY (field)), ==, cases[i].is_right);
      g_assert_cmpstr (hz_time_entry_get_text (HZ_TIME_ENTRY (field)), ==, cases[i].written);
      g_assert_cmpint (hz_time_entry_get_error (HZ_TIME_ENTRY (field)) == NULL, ==,
                       cases[i].is_right);
    }
  hz_test_ui_close (window, field);
}

/* A field that is left has no selection: it would stand there grey. */
static void
test_leave (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *fields[] = {
    hz_date_entry_new ("Date", HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING),
    hz_time_entry_new ("Time"),
  };
  GtkWindow *window;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_box_append (GTK_BOX (box), fields[i]);
  window = hz_test_ui_present (box);
  hz_date_entry_set_text (HZ_DATE_ENTRY (fields[0]), "05.12.2026");
  hz_time_entry_set_text (HZ_TIME_ENTRY (fields[1]), "09:30");

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *entry = hz_test_ui_find (fields[i], GTK_TYPE_ENTRY, NULL);

      gtk_widget_grab_focus (fields[i]);
      g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
      gtk_widget_grab_focus (fields[1 - i]);
      g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
    }
  hz_test_ui_close (window, box);
}

static void
test_phone (void)
{
  GtkWidget *row = hz_phone_row_new ();
  GtkWindow *window = hz_test_ui_present (row);
  GtkWidget *number = hz_test_ui_find (row, GTK_TYPE_ENTRY, NULL);
  g_autofree char *kept = NULL;
  int n_changes = 0;

  g_signal_connect (row, "changed", G_CALLBACK (count_changes), &n_changes);
  hz_phone_row_add_owner (HZ_PHONE_ROW (row), "self", "hers");
  hz_phone_row_add_owner (HZ_PHONE_ROW (row), "husband", "husband's");
  g_assert_cmpstr (hz_phone_row_get_owner (HZ_PHONE_ROW (row)), ==, "self");

  gtk_editable_set_text (GTK_EDITABLE (number), "600000002");
  kept = hz_phone_row_get_number (HZ_PHONE_ROW (row));
  g_assert_cmpstr (kept, ==, "+992600000002");

  /* A number nobody answered for is one not to call, and says so. */
  g_assert_cmpstr (hz_phone_row_get_rule (HZ_PHONE_ROW (row)), ==, "not_asked");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (number),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Nobody asked whether calling is safe. Do not call yet.");
  hz_phone_row_set_rule (HZ_PHONE_ROW (row), "noted");
  hz_phone_row_set_note (HZ_PHONE_ROW (row), "10-12");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (number),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Call only as noted: 10-12");
  g_assert_cmpint (n_changes, >=, 4);
  hz_test_ui_close (window, row);
}

static void
assert_parts (GtkWidget  *row,
              const char *surname,
              const char *given,
              const char *patronymic)
{
  char *found[3] = { NULL };

  hz_name_row_get_parts (HZ_NAME_ROW (row), &found[0], &found[1], &found[2]);
  g_assert_cmpstr (found[0], ==, surname);
  g_assert_cmpstr (found[1], ==, given);
  g_assert_cmpstr (found[2], ==, patronymic);
  for (int i = 0; i < 3; i++)
    g_free (found[i]);
}

static void
test_name (void)
{
  GtkWidget *row = hz_name_row_new ("Name");
  GtkWindow *window = hz_test_ui_present (row);

  hz_name_row_set_text (HZ_NAME_ROW (row), "  Мисолзода  Зарина ");
  assert_parts (row, "Мисолзода", "Зарина", NULL);
  hz_name_row_set_swapped (HZ_NAME_ROW (row), TRUE);
  assert_parts (row, "Зарина", "Мисолзода", NULL);

  hz_name_row_set_swapped (HZ_NAME_ROW (row), FALSE);
  hz_name_row_set_text (HZ_NAME_ROW (row), "Зарина");
  assert_parts (row, NULL, "Зарина", NULL);
  hz_name_row_set_text (HZ_NAME_ROW (row), "");
  assert_parts (row, NULL, NULL, NULL);

  hz_name_row_set_parts (HZ_NAME_ROW (row), "Мисолзода", NULL, NULL);
  assert_parts (row, "Мисолзода", NULL, NULL);
  hz_name_row_set_parts (HZ_NAME_ROW (row), "Мисолзода", "Зарина", "Саидовна");
  assert_parts (row, "Мисолзода", "Зарина", "Саидовна");
  hz_test_ui_close (window, row);
}

static void
test_choice (void)
{
  const char *both[] = { "paternity", "alimony", "no_such", NULL };
  GtkWidget *row = hz_choice_row_new ("Request", TRUE);
  GtkWindow *window = hz_test_ui_present (row);
  g_auto (GStrv) codes = NULL;
  int n_changes = 0;

  hz_choice_row_add (HZ_CHOICE_ROW (row), "alimony", "алимент");
  hz_choice_row_add (HZ_CHOICE_ROW (row), "paternity", "муқаррар кардани падарӣ");
  g_signal_connect (row, "changed", G_CALLBACK (count_changes), &n_changes);

  hz_choice_row_set_codes (HZ_CHOICE_ROW (row), both);
  codes = hz_choice_row_get_codes (HZ_CHOICE_ROW (row));
  g_assert_cmpuint (g_strv_length (codes), ==, 2);
  g_assert_cmpstr (codes[0], ==, "paternity");
  g_assert_cmpint (n_changes, ==, 1);
  hz_test_ui_close (window, row);
}

static void
test_answers (void)
{
  GtkWidget *box = hz_answer_box_new ("Safe to call?");
  GtkWindow *window;
  GtkFlowBoxChild *child;
  int n_changes = 0;

  hz_answer_box_add (HZ_ANSWER_BOX (box), "yes", "Yes");
  hz_answer_box_add (HZ_ANSWER_BOX (box), "no", "No");
  window = hz_test_ui_present (box);
  g_signal_connect (box, "changed", G_CALLBACK (count_changes), &n_changes);

  g_assert_null (hz_answer_box_get_code (HZ_ANSWER_BOX (box)));
  hz_answer_box_set_code (HZ_ANSWER_BOX (box), "no");
  hz_answer_box_set_code (HZ_ANSWER_BOX (box), "no");
  g_assert_cmpint (n_changes, ==, 1);

  /* Pressing the answer that holds leaves it. */
  child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (gtk_widget_get_first_child (box)), 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (child)), FALSE);
  g_assert_cmpstr (hz_answer_box_get_code (HZ_ANSWER_BOX (box)), ==, "no");
  hz_answer_box_set_code (HZ_ANSWER_BOX (box), NULL);
  g_assert_null (hz_answer_box_get_code (HZ_ANSWER_BOX (box)));
  g_assert_cmpint (n_changes, ==, 2);
  hz_test_ui_close (window, box);
}

static void
test_banner (void)
{
  GtkWidget *banner = hz_banner_new ();
  GtkWindow *window = hz_test_ui_present (banner);

  g_assert_true (gtk_widget_has_css_class (banner, "hz-rule-no"));
  hz_banner_set_rule (HZ_BANNER (banner), "noted", "10-12");
  hz_banner_set_do_not_tell (HZ_BANNER (banner), "mother-in-law");
  g_assert_true (gtk_widget_has_css_class (banner, "hz-rule-noted"));
  g_assert_false (gtk_widget_has_css_class (banner, "hz-rule-no"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (banner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Call only as noted: 10-12; Do not tell: mother-in-law");

  /* What no rule knows is never a yes. */
  hz_banner_set_rule (HZ_BANNER (banner), "later", NULL);
  g_assert_true (gtk_widget_has_css_class (banner, "hz-rule-no"));
  hz_test_ui_close (window, banner);
}

static gboolean
is_in_sight (gpointer note)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (note, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t area;

  return gtk_widget_get_mapped (note) && gtk_widget_compute_bounds (note, scroller, &area)
         && area.size.height > 0 && area.origin.y >= 0
         && area.origin.y + area.size.height <= (float) gtk_widget_get_height (scroller);
}

/* What is wrong with the last field of a long form is read without scrolling, each time. */
static void
test_note (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_entry_new ();
  GtkWidget *above = gtk_label_new ("Above");
  GtkWidget *field = gtk_entry_new ();
  GtkWidget *note = hz_field_note_new (field);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWindow *window;

  gtk_widget_set_size_request (above, -1, 2000);
  gtk_widget_set_size_request (scroller, 300, 200);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), note);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  window = hz_test_ui_present (scroller);

  for (int i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (field);
      hz_field_note_set_problem (note, "Write why.");
      hz_test_wait_until (is_in_sight, note);
      gtk_editable_set_text (GTK_EDITABLE (field), "Some");
      g_assert_false (gtk_widget_get_visible (note));
      gtk_editable_set_text (GTK_EDITABLE (field), "");
      gtk_adjustment_set_value (adjustment, 0);
    }

  /* Not when the keyboard is far above it. */
  gtk_widget_grab_focus (first);
  hz_field_note_set_problem (note, "Write why.");
  for (int i = 0; i < 3; i++)
    gtk_test_widget_wait_for_draw (scroller);
  g_assert_true (is_in_sight (first));
  hz_test_ui_close (window, scroller);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  hz_language_set_interface (HZ_LANGUAGE_EN);
  hz_zone_set_today (HZ_DATE (2026, 11, 24));

  g_test_add_func ("/widgets/fields/date", test_date);
  g_test_add_func ("/widgets/fields/time", test_time);
  g_test_add_func ("/widgets/fields/leave", test_leave);
  g_test_add_func ("/widgets/fields/phone", test_phone);
  g_test_add_func ("/widgets/fields/name", test_name);
  g_test_add_func ("/widgets/fields/choice", test_choice);
  g_test_add_func ("/widgets/fields/answers", test_answers);
  g_test_add_func ("/widgets/fields/banner", test_banner);
  g_test_add_func ("/widgets/fields/note", test_note);

  return g_test_run ();
}
