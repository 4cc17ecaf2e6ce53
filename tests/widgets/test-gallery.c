/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every widget of the folder in one window, in three languages, light and dark. Nothing may be cut;
 * with HAMROZ_GALLERY set to a folder, pictures of it are left there.
 */

#include <libintl.h>

#include "hz-banner.h"
#include "hz-choice-row.h"
#include "hz-date-entry.h"
#include "hz-empty-state.h"
#include "hz-language.h"
#include "hz-name-row.h"
#include "hz-phone-row.h"
#include "hz-state-style.h"
#include "hz-test-ui.h"
#include "hz-time-entry.h"
#include "hz-time-grid.h"
#include "hz-zone.h"

static const char *const states[] = {
  "requested", "scheduled", "confirmed", "arrived", "in_session", "completed", "no_show",
  "cancelled_client",
};

static void
fill_grid (HzTimeGrid *grid)
{
  g_autoptr (GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_column_free);
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hz_time_event_free);

  for (int i = 0; i < 3; i++)
    {
      static const char *const names[] = { "Намунаева Н.", "Мисолова Л.", "Озмоишӣ С." };
      HzTimeColumn *column = hz_time_column_new (names[i], names[i]);

      column->detail = g_strdup ("равоншинос");
      column->is_today = TRUE;
      hz_time_column_add_span (column, 9 * 60, 12 * 60);
      hz_time_column_add_span (column, 13 * 60, 17 * 60);
      g_ptr_array_add (columns, column);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      HzTimeEvent *event = hz_time_event_new (states[i], (int) i % 3, 540 + (int) i * 50,
                                              585 + (int) i * 50);

      event->title = g_strdup ("Мисолзода Зарина");
      event->state = g_strdup (states[i]);
      g_ptr_array_add (events, event);
    }
  g_ptr_array_add (events, hz_time_event_new ("busy", 2, 660, 705));
  ((HzTimeEvent *) g_ptr_array_index (events, events->len - 1))->title = g_strdup ("Банд");
  hz_time_grid_set_columns (grid, columns);
  hz_time_grid_set_events (grid, events);
  hz_time_grid_set_now (grid, 11 * 60 + 20);
  hz_time_grid_set_cursor (grid, 1, 15 * 60);
}

static GtkWidget *
create_form (void)
{
  static const char *const rules[] = { "yes", "noted", "no", "not_asked" };
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *name = hz_name_row_new ("Ном");
  GtkWidget *date = hz_date_entry_new ("Сана", HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING);
  GtkWidget *wrong = hz_date_entry_new ("Сана", HZ_DATE_KIND_PARTIAL, HZ_DATE_SENSE_PAST);
  GtkWidget *time = hz_time_entry_new ("Вақт");
  GtkWidget *phone = hz_phone_row_new ();
  GtkWidget *choice = hz_choice_row_new ("Дархост", TRUE);
  const char *codes[] = { "sms", "alimony", NULL };

  hz_name_row_set_text (HZ_NAME_ROW (name), "Мисолзода Зарина Намунаевна");
  hz_date_entry_set_text (HZ_DATE_ENTRY (date), "0512");
  hz_date_entry_commit (HZ_DATE_ENTRY (date));
  hz_date_entry_set_text (HZ_DATE_ENTRY (wrong), "31.02");
  hz_date_entry_commit (HZ_DATE_ENTRY (wrong));
  hz_phone_row_add_owner (HZ_PHONE_ROW (phone), "self", "аз худаш");
  hz_phone_row_add_owner (HZ_PHONE_ROW (phone), "husband", "аз шавҳар");
  hz_phone_row_add_owner (HZ_PHONE_ROW (phone), "in_laws", "аз хешовандони шавҳар");
  hz_phone_row_set_number (HZ_PHONE_ROW (phone), "+992600000002");
  hz_choice_row_add (HZ_CHOICE_ROW (choice), "sms", "талоқ тавассути SMS");
  hz_choice_row_add (HZ_CHOICE_ROW (choice), "alimony", "алимент");
  hz_choice_row_set_codes (HZ_CHOICE_ROW (choice), codes);

  gtk_box_append (GTK_BOX (form), name);
  gtk_box_append (GTK_BOX (form), date);
  gtk_box_append (GTK_BOX (form), wrong);
  gtk_box_append (GTK_BOX (form), phone);
  gtk_box_append (GTK_BOX (form), choice);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      GtkWidget *banner = hz_banner_new ();

      hz_banner_set_rule (HZ_BANNER (banner), rules[i], i < 2 ? "10-12" : NULL);
      hz_banner_set_has_buttons (HZ_BANNER (banner), i == 1);
      gtk_box_append (GTK_BOX (form), banner);
    }
  hz_time_entry_set_minute (HZ_TIME_ENTRY (time), 570);
  gtk_box_append (GTK_BOX (form), time);
  gtk_widget_set_size_request (form, 400, -1);
  return form;
}

static GtkWidget *
create_gallery (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = hz_time_grid_new ();
  GtkWidget *month = hz_month_grid_new ();

  fill_grid (HZ_TIME_GRID (grid));
  hz_time_grid_set_column_width (HZ_TIME_GRID (grid), 110);
  gtk_box_append (GTK_BOX (right), month);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GtkWidget *badge = hz_state_style_create_badge (states[i]);

      gtk_widget_set_halign (badge, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (right), badge);
    }
  gtk_box_append (GTK_BOX (right), hz_empty_state_new ("x-office-calendar-symbolic", "—"));
  gtk_widget_set_hexpand (grid, TRUE);
  gtk_box_append (GTK_BOX (box), create_form ());
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), right);
  return box;
}

static void
save_picture (GtkWindow  *window,
              const char *name)
{
  const char *folder = g_getenv ("HAMROZ_GALLERY");
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;
  GskRenderNode *node;

  if (folder == NULL)
    return;
  paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  path = g_strdup_printf ("%s/gallery-%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  gsk_render_node_unref (node);
}

/* No label of ours may lose its end. */
static void
assert_nothing_cut (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_nothing_cut (child);
}

static void
test_gallery (gconstpointer data)
{
  int place = GPOINTER_TO_INT (data);
  HzLanguage language = place % HZ_N_LANGUAGES;
  gboolean is_dark = place >= HZ_N_LANGUAGES;
  g_autofree char *name = g_strdup_printf ("%s-%s", hz_language_get_code (language),
                                           is_dark ? "dark" : "light");
  GtkCssProvider *dark = gtk_css_provider_new ();
  GtkWidget *gallery;
  GtkWindow *window;

  hz_language_set_interface (language);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                              : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (is_dark)
    {
      gtk_css_provider_load_from_resource (dark, "/tj/hamroz/Hamroz/style-dark.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                  GTK_STYLE_PROVIDER (dark),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }
  gallery = create_gallery ();
  window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (window), gallery);
  gtk_window_set_default_size (window, 1366, 768);
  hz_test_ui_present (GTK_WIDGET (window));
  assert_nothing_cut (gallery);
  save_picture (window, name);
  hz_test_ui_close (window, gallery);
  if (is_dark)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                   GTK_STYLE_PROVIDER (dark));
  g_object_unref (dark);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *catalogues = g_strdup_printf ("%s/po", g_getenv ("HAMROZ_BUILD"));
  g_autoptr (GtkCssProvider) style = NULL;

  bindtextdomain ("hamroz", catalogues);
  bind_textdomain_codeset ("hamroz", "UTF-8");
  textdomain ("hamroz");
  hz_test_ui_init (&argc, &argv);
  hz_zone_set_today (HZ_DATE (2026, 11, 24));
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/tj/hamroz/Hamroz/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  for (int i = 0; i < 2 * HZ_N_LANGUAGES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/widgets/gallery/%s-%s",
                                               hz_language_get_code (i % HZ_N_LANGUAGES),
                                               i >= HZ_N_LANGUAGES ? "dark" : "light");

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_gallery);
    }
  return g_test_run ();
}
