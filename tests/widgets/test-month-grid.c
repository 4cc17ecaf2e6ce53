/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-language.h"
#include "hz-month-grid.h"
#include "hz-test-ui.h"
#include "hz-zone.h"

static char *
describe_day (HzDate    date,
              int      *count,
              gpointer  data)
{
  int *n_asked = data;

  (*n_asked)++;
  if (date.month == 11 && date.day == 6)
    return g_strdup ("Constitution Day");
  if (date.month == 11 && date.day == 9)
    *count = 3;
  return NULL;
}

static void
note_day (HzMonthGrid *month,
          int          days,
          int         *noted)
{
  *noted = days;
}

static GtkWidget *
get_day (GtkWidget *month,
         int        place)
{
  GtkWidget *grid = hz_test_ui_find (month, GTK_TYPE_GRID, NULL);

  return gtk_grid_get_child_at (GTK_GRID (grid), place % 7, place / 7 + 1);
}

static void
test_days (void)
{
  GtkWidget *month = hz_month_grid_new ();
  GtkWindow *window = hz_test_ui_present (month);
  int n_asked = 0;
  int noted = 0;

  hz_month_grid_set_day_func (HZ_MONTH_GRID (month), describe_day, &n_asked, NULL);
  hz_month_grid_set_date (HZ_MONTH_GRID (month), HZ_DATE (2026, 11, 23));
  g_assert_cmpint (n_asked, >=, 42);
  g_signal_connect (month, "day-activated", G_CALLBACK (note_day), &noted);

  /* 1 November 2026 is a Sunday, so the grid begins with 26 October, a Monday. */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_day (month, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Monday, 26 October 2026");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_day (month, 11)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Friday, 6 November 2026, Constitution Day");
  g_assert_true (gtk_widget_has_css_class (get_day (month, 11), "hz-holiday"));
  g_assert_false (gtk_widget_has_css_class (get_day (month, 12), "hz-holiday"));

  g_signal_emit_by_name (get_day (month, 14), "clicked");
  g_assert_cmpint (noted, ==, hz_date_to_days (HZ_DATE (2026, 11, 9)));
  g_assert_true (hz_date_equal (hz_month_grid_get_date (HZ_MONTH_GRID (month)),
                                HZ_DATE (2026, 11, 9)));
  hz_test_ui_close (window, month);
}

static void
test_one_stop_of_tab (void)
{
  GtkWidget *month = hz_month_grid_new ();
  GtkWindow *window = hz_test_ui_present (month);
  int n_focusable = 0;

  hz_month_grid_set_date (HZ_MONTH_GRID (month), HZ_DATE (2026, 2, 28));
  for (int i = 0; i < 42; i++)
    n_focusable += gtk_widget_get_focusable (get_day (month, i));
  g_assert_cmpint (n_focusable, ==, 1);

  /* The day picked stays when another month is looked at, and the focus still has a place. */
  hz_month_grid_show_month (HZ_MONTH_GRID (month), HZ_DATE (2026, 8, 1));
  g_assert_true (hz_date_equal (hz_month_grid_get_date (HZ_MONTH_GRID (month)),
                                HZ_DATE (2026, 2, 28)));
  g_assert_true (gtk_widget_grab_focus (month));
  g_assert_true (hz_date_equal (hz_month_grid_get_date (HZ_MONTH_GRID (month)),
                                HZ_DATE (2026, 8, 1)));
  hz_test_ui_close (window, month);
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  hz_language_set_interface (HZ_LANGUAGE_EN);
  hz_zone_set_today (HZ_DATE (2026, 11, 24));

  g_test_add_func ("/widgets/month-grid/days", test_days);
  g_test_add_func ("/widgets/month-grid/one-stop-of-tab", test_one_stop_of_tab);

  return g_test_run ();
}
