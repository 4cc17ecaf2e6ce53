/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-language.h"
#include "hz-test-ui.h"
#include "hz-time-block.h"
#include "hz-time-grid.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *grid;
  GPtrArray *columns;
  GPtrArray *events;
  GString *said;
} Fixture;

static void
on_slot_cb (HzTimeGrid *grid,
            int         column,
            int         start,
            int         end,
            GString    *said)
{
  g_string_append_printf (said, "slot %d %d-%d;", column, start, end);
}

static void
on_block_cb (HzTimeGrid *grid,
             const char *id,
             GString    *said)
{
  g_string_append_printf (said, "open %s;", id);
}

static void
on_moved_cb (HzTimeGrid *grid,
             const char *id,
             int         column,
             int         start,
             int         end,
             GString    *said)
{
  g_string_append_printf (said, "move %s %d %d-%d;", id, column, start, end);
}

static void
on_state_cb (HzTimeGrid *grid,
             const char *id,
             const char *state,
             GString    *said)
{
  g_string_append_printf (said, "%s %s;", state, id);
}

static void
on_copy_cb (HzTimeGrid *grid,
            const char *id,
            int         column,
            int         minute,
            GString    *said)
{
  g_string_append_printf (said, "copy %s %d %d;", id, column, minute);
}

static void
on_page_cb (HzTimeGrid *grid,
            int         by,
            GString    *said)
{
  g_string_append_printf (said, "page %d;", by);
}

static void
add_event (Fixture    *fixture,
           const char *id,
           int         column,
           int         start,
           int         end)
{
  HzTimeEvent *event = hz_time_event_new (id, column, start, end);

  event->title = g_strdup (id);
  event->spoken = g_strdup_printf ("all of %s", id);
  event->state = g_strdup ("scheduled");
  event->can_change = TRUE;
  g_ptr_array_add (fixture->events, event);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->said = g_string_new (NULL);
  fixture->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_column_free);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_event_free);
  for (int i = 0; i < 3; i++)
    {
      HzTimeColumn *column = hz_time_column_new ("id", "N.");

      hz_time_column_add_span (column, 9 * 60, 12 * 60);
      hz_time_column_add_span (column, 13 * 60, 17 * 60);
      g_ptr_array_add (fixture->columns, column);
    }
  add_event (fixture, "a", 0, 9 * 60, 9 * 60 + 45);
  add_event (fixture, "b", 0, 9 * 60 + 30, 10 * 60);
  add_event (fixture, "c", 1, 10 * 60, 11 * 60);

  fixture->grid = hz_time_grid_new ();
  g_signal_connect (fixture->grid, "slot-activated", G_CALLBACK (on_slot_cb), fixture->said);
  g_signal_connect (fixture->grid, "block-activated", G_CALLBACK (on_block_cb), fixture->said);
  g_signal_connect (fixture->grid, "block-moved", G_CALLBACK (on_moved_cb), fixture->said);
  g_signal_connect (fixture->grid, "state-requested", G_CALLBACK (on_state_cb), fixture->said);
  g_signal_connect (fixture->grid, "copy-requested", G_CALLBACK (on_copy_cb), fixture->said);
  g_signal_connect (fixture->grid, "page-requested", G_CALLBACK (on_page_cb), fixture->said);
  hz_time_grid_set_columns (HZ_TIME_GRID (fixture->grid), fixture->columns);
  hz_time_grid_set_events (HZ_TIME_GRID (fixture->grid), fixture->events);
  fixture->window = hz_test_ui_present (fixture->grid);
  gtk_widget_grab_focus (fixture->grid);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  hz_test_ui_close (fixture->window, fixture->grid);
  g_ptr_array_unref (fixture->events);
  g_ptr_array_unref (fixture->columns);
  g_string_free (fixture->said, TRUE);
}

static void
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  g_assert_true (hz_time_grid_press_key (HZ_TIME_GRID (fixture->grid), keyval, state));
}

static void
assert_said (Fixture    *fixture,
             const char *expected)
{
  g_assert_cmpstr (fixture->said->str, ==, expected);
  g_string_truncate (fixture->said, 0);
}

static void
assert_at (Fixture    *fixture,
           int         column,
           int         minute,
           const char *id)
{
  int found_column, found_minute;

  hz_time_grid_get_cursor (HZ_TIME_GRID (fixture->grid), &found_column, &found_minute);
  g_assert_cmpint (found_column, ==, column);
  g_assert_cmpint (found_minute, ==, minute);
  g_assert_cmpstr (hz_time_grid_get_current_id (HZ_TIME_GRID (fixture->grid)), ==, id);
}

static void
test_cursor (Fixture       *fixture,
             gconstpointer  data)
{
  assert_at (fixture, 0, 8 * 60, NULL);
  press (fixture, GDK_KEY_Down, 0);
  assert_at (fixture, 0, 8 * 60 + 15, NULL);
  press (fixture, GDK_KEY_Home, 0);
  assert_at (fixture, 0, 9 * 60, "a");
  press (fixture, GDK_KEY_Right, 0);
  g_assert_cmpstr (hz_time_grid_get_current_id (HZ_TIME_GRID (fixture->grid)), ==, "b");
  press (fixture, GDK_KEY_Down, 0);
  assert_at (fixture, 0, 10 * 60, NULL);
  press (fixture, GDK_KEY_Right, 0);
  assert_at (fixture, 1, 10 * 60, "c");
  press (fixture, GDK_KEY_Up, 0);
  assert_at (fixture, 1, 9 * 60 + 45, NULL);
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  assert_at (fixture, 1, 10 * 60 + 45, "c");
  press (fixture, GDK_KEY_End, 0);
  assert_at (fixture, 1, 16 * 60 + 45, NULL);
  press (fixture, GDK_KEY_Page_Down, 0);
  assert_said (fixture, "page 1;");

  /* Over the edge is another day. */
  hz_time_grid_set_cursor (HZ_TIME_GRID (fixture->grid), 0, 12 * 60);
  press (fixture, GDK_KEY_Left, 0);
  assert_said (fixture, "page -1;");
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  hz_time_grid_set_cursor (HZ_TIME_GRID (fixture->grid), 2, 11 * 60);
  press (fixture, GDK_KEY_Return, 0);
  assert_said (fixture, "slot 2 660-660;");
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Return, 0);
  assert_said (fixture, "slot 2 660-705;");

  hz_time_grid_set_cursor (HZ_TIME_GRID (fixture->grid), 1, 10 * 60);
  press (fixture, GDK_KEY_Return, 0);
  assert_said (fixture, "open c;");
}

static void
test_carry (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (hz_time_grid_set_current_id (HZ_TIME_GRID (fixture->grid), "c"));

  /* ь stands on the key of M. */
  press (fixture, GDK_KEY_Cyrillic_softsign, 0);
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Return, 0);
  assert_said (fixture, "move c 2 615-690;");

  /* Let go, or put down where it was: nothing. */
  press (fixture, GDK_KEY_m, 0);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_Escape, 0);
  press (fixture, GDK_KEY_m, 0);
  press (fixture, GDK_KEY_Return, 0);
  assert_said (fixture, "");

  /* Carried over the edge it stays inside. */
  press (fixture, GDK_KEY_m, 0);
  for (int i = 0; i < 12; i++)
    press (fixture, GDK_KEY_Up, GDK_CONTROL_MASK);
  for (int i = 0; i < 4; i++)
    press (fixture, GDK_KEY_Left, 0);
  press (fixture, GDK_KEY_Return, 0);
  assert_said (fixture, "move c 0 480-540;");
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (hz_time_grid_set_current_id (HZ_TIME_GRID (fixture->grid), "c"));
  press (fixture, GDK_KEY_a, 0);
  press (fixture, GDK_KEY_Cyrillic_ef, 0);
  press (fixture, gdk_unicode_to_keyval (0x4b7), 0);
  press (fixture, GDK_KEY_Cyrillic_ve, 0);
  press (fixture, GDK_KEY_Cyrillic_TE, 0);
  press (fixture, GDK_KEY_Delete, 0);
  assert_said (fixture,
               "arrived c;arrived c;in_session c;completed c;no_show c;cancelled_client c;");

  press (fixture, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK);
  hz_time_grid_set_cursor (HZ_TIME_GRID (fixture->grid), 2, 14 * 60);
  press (fixture, GDK_KEY_Cyrillic_em, GDK_CONTROL_MASK);
  assert_said (fixture, "copy c 2 840;");

  /* On free time and on what may not be changed, letters mean nothing. */
  g_assert_false (hz_time_grid_press_key (HZ_TIME_GRID (fixture->grid), GDK_KEY_a, 0));
  ((HzTimeEvent *) g_ptr_array_index (fixture->events, 2))->can_change = FALSE;
  g_assert_true (hz_time_grid_set_current_id (HZ_TIME_GRID (fixture->grid), "c"));
  g_assert_false (hz_time_grid_press_key (HZ_TIME_GRID (fixture->grid), GDK_KEY_a, 0));
  g_assert_false (hz_time_grid_press_key (HZ_TIME_GRID (fixture->grid), GDK_KEY_m, 0));
  assert_said (fixture, "");
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *block = hz_test_ui_find (fixture->grid, HZ_TYPE_TIME_BLOCK, NULL);

  g_assert_nonnull (block);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (block), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "all of a");
  gtk_widget_activate_action (block, "block.open", NULL);
  assert_said (fixture, "open a;");
}

static void
test_refill (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) fewer =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_event_free);

  /* The cursor goes with the block that has moved. */
  g_assert_true (hz_time_grid_set_current_id (HZ_TIME_GRID (fixture->grid), "c"));
  g_ptr_array_add (fewer, hz_time_event_new ("c", 2, 12 * 60, 13 * 60));
  hz_time_grid_set_events (HZ_TIME_GRID (fixture->grid), fewer);
  assert_at (fixture, 2, 12 * 60, "c");

  /* What was carried when new blocks came is let go. */
  hz_time_grid_set_events (HZ_TIME_GRID (fixture->grid), fixture->events);
  press (fixture, GDK_KEY_m, 0);
  hz_time_grid_set_events (HZ_TIME_GRID (fixture->grid), fewer);
  press (fixture, GDK_KEY_Down, 0);
  assert_said (fixture, "");
  assert_at (fixture, 2, 13 * 60, NULL);
}

/* The label with these words that is shown, or NULL. */
static GtkWidget *
find_shown (GtkWidget  *at,
            const char *words)
{
  if (GTK_IS_LABEL (at) && gtk_widget_get_visible (at) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (at)), words))
    return at;
  for (GtkWidget *child = gtk_widget_get_first_child (at);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_now (Fixture       *fixture,
          gconstpointer  data)
{
  for (int minute = 10 * 60 + 8; minute < 10 * 60 + 14; minute++)
    {
      hz_time_grid_set_now (HZ_TIME_GRID (fixture->grid), minute);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      g_assert_null (find_shown (fixture->grid, "10:00"));
      g_assert_nonnull (find_shown (fixture->grid, "11:00"));
    }
  hz_time_grid_set_now (HZ_TIME_GRID (fixture->grid), 10 * 60 + 30);
  g_assert_nonnull (find_shown (fixture->grid, "10:00"));
  g_assert_nonnull (find_shown (fixture->grid, "10:30"));
  hz_time_grid_set_now (HZ_TIME_GRID (fixture->grid), -1);
  g_assert_null (find_shown (fixture->grid, "10:30"));
}

static int
get_hour (Fixture *fixture)
{
  graphene_rect_t ten, eleven;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_true (gtk_widget_compute_bounds (find_shown (fixture->grid, "10:00"), fixture->grid, &ten));
  g_assert_true (gtk_widget_compute_bounds (find_shown (fixture->grid, "11:00"), fixture->grid,
                                            &eleven));
  return (int) (eleven.origin.y - ten.origin.y);
}

static void
test_large_text (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkSettings *settings = gtk_widget_get_settings (fixture->grid);

  hz_time_grid_set_hour_height (HZ_TIME_GRID (fixture->grid), 56);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  g_assert_cmpint (get_hour (fixture), ==, 56);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  g_assert_cmpint (get_hour (fixture), ==, 84);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static void
test_share (void)
{
  static const int spans[][3] = {
    { 0, 540, 600 }, { 0, 555, 570 }, { 0, 570, 630 }, { 0, 630, 660 }, { 1, 540, 600 },
  };
  static const HzTimeLane expected[] = { { 0, 2 }, { 1, 2 }, { 1, 2 }, { 0, 1 }, { 0, 1 } };
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_event_free);
  HzTimeLane lanes[G_N_ELEMENTS (spans)];

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    g_ptr_array_add (events, hz_time_event_new ("x", spans[i][0], spans[i][1], spans[i][2]));
  hz_time_event_share (events, lanes);
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_assert_cmpint (lanes[i].lane, ==, expected[i].lane);
      g_assert_cmpint (lanes[i].n_lanes, ==, expected[i].n_lanes);
    }
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);
  hz_language_set_interface (HZ_LANGUAGE_EN);

  add ("/widgets/time-grid/cursor", test_cursor);
  add ("/widgets/time-grid/open", test_open);
  add ("/widgets/time-grid/carry", test_carry);
  add ("/widgets/time-grid/states", test_states);
  add ("/widgets/time-grid/names", test_names);
  add ("/widgets/time-grid/refill", test_refill);
  add ("/widgets/time-grid/now", test_now);
  add ("/widgets/time-grid/large-text", test_large_text);
  g_test_add_func ("/widgets/time-grid/share", test_share);

  return g_test_run ();
}
