/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-consultation-form.h"

#include "hz-choice-row.h"
#include "hz-date-entry.h"
#include "hz-note-text.h"
#include "hz-test-ui.h"
#include "hz-zone.h"

static void
count_changes (GtkWidget *widget,
               int       *n)
{
  (*n)++;
}

static HzConsultation *
make_consultation (void)
{
  g_autoptr (GVariant) variant = NULL;

  variant = g_variant_new_parsed ("{'form': <'written'>, 'minutes': <40>,"
                                  " 'areas': <['divorce', 'alimony']>,"
                                  " 'conflict-checked': <true>, 'facts': <'f'>, 'advice': <'a'>,"
                                  " 'papers': <['passport']>, 'decision': <'waits'>,"
                                  " 'document': <'claim'>, 'filed-where': <'court'>,"
                                  " 'filed-on': <'2026-11-16'>, 'case-number': <'2-15'>,"
                                  " 'hearing': <'2026-12-10'>, 'deadline': <'2026-12-15'>,"
                                  " 'outcome': <'pending'>, 'legal-aid': <'primary'>,"
                                  " 'protection-order': <'requested'>}");
  g_variant_ref_sink (variant);
  return hz_consultation_new_from_variant (variant);
}

/* Every field goes onto the screen and comes back. */
static void
test_fields (void)
{
  GtkWidget *form = hz_consultation_form_new ();
  GtkWindow *window = hz_test_ui_present (form);
  g_autoptr (HzConsultation) whole = make_consultation ();
  g_autoptr (HzConsultation) read = hz_consultation_new ();
  g_autoptr (GVariant) one = NULL;
  g_autoptr (GVariant) other = NULL;
  int n_changes = 0;

  g_signal_connect (form, "changed", G_CALLBACK (count_changes), &n_changes);
  hz_consultation_form_fill (HZ_CONSULTATION_FORM (form), whole);
  g_assert_cmpint (n_changes, ==, 0);
  hz_consultation_form_read (HZ_CONSULTATION_FORM (form), read);
  one = g_variant_ref_sink (hz_consultation_to_variant (whole));
  other = g_variant_ref_sink (hz_consultation_to_variant (read));
  g_assert_cmpvariant (one, other);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (hz_test_ui_find (form, GTK_TYPE_SPIN_BUTTON, NULL)), 45);
  g_assert_cmpint (n_changes, ==, 1);
  hz_test_ui_close (window, form);
}

/* Nothing can be filed on a Sunday or a holiday; the next working day is offered. */
static void
test_deadline (void)
{
  GtkWidget *form = hz_consultation_form_new ();
  GtkWindow *window = hz_test_ui_present (form);
  g_autoptr (HzConsultation) consultation = hz_consultation_new ();
  GtkWidget *button = hz_test_ui_find (form, GTK_TYPE_BUTTON, "next-day");

  g_assert_nonnull (button);
  consultation->deadline = HZ_DATE (2026, 12, 13);
  hz_consultation_form_fill (HZ_CONSULTATION_FORM (form), consultation);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  g_signal_emit_by_name (button, "clicked");
  hz_consultation_form_read (HZ_CONSULTATION_FORM (form), consultation);
  g_assert_true (hz_date_equal (consultation->deadline, HZ_DATE (2026, 12, 14)));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  hz_test_ui_close (window, form);
}

static void
test_cursor (void)
{
  GtkWidget *form = hz_consultation_form_new ();
  GtkWindow *window = hz_test_ui_present (form);
  g_autoptr (HzConsultation) whole = make_consultation ();
  int cursor = -1;

  hz_consultation_form_fill (HZ_CONSULTATION_FORM (form), whole);
  g_assert_null (hz_consultation_form_get_cursor (HZ_CONSULTATION_FORM (form), &cursor));
  hz_consultation_form_restore_cursor (HZ_CONSULTATION_FORM (form), "advice", 1);
  g_assert_cmpstr (hz_consultation_form_get_cursor (HZ_CONSULTATION_FORM (form), &cursor), ==,
                   "advice");
  g_assert_cmpint (cursor, ==, 1);
  hz_test_ui_close (window, form);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  hz_zone_set_today (HZ_DATE (2026, 11, 24));

  g_test_add_func ("/consultation-form/fields", test_fields);
  g_test_add_func ("/consultation-form/deadline", test_deadline);
  g_test_add_func ("/consultation-form/cursor", test_cursor);

  return g_test_run ();
}
