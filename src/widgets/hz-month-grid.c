/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-month-grid.h"

#include <glib/gi18n.h>

#include "hz-date-text.h"
#include "hz-zone.h"

#define N_WEEKS 6
#define N_DAYS (N_WEEKS * 7)

/**
 * HzMonthGrid:
 *
 * A month, Monday first, with our own names of days and months: the toolkit's calendar speaks
 * Russian under a Tajik locale. One stop of Tab; arrows go by days and weeks, Page Up and Page Down
 * by months, Home and End to the ends of the week, Enter picks.
 */
struct _HzMonthGrid
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *weekdays[7];
  GtkWidget *days[N_DAYS];
  HzDate first;
  HzDate month;
  HzDate date;
  HzMonthGridDayFunc func;
  gpointer data;
  GDestroyNotify destroy;
};

enum
{
  SIGNAL_DAY_ACTIVATED,
  SIGNAL_MONTH_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzMonthGrid, hz_month_grid, GTK_TYPE_BOX)

static void
set_class (GtkWidget  *widget,
           const char *css_class,
           gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
set_relief (GtkWidget *day,
            int        count)
{
  GtkWidget *dot = g_object_get_data (G_OBJECT (day), "count");
  g_autofree char *text = count > 0 ? g_strdup_printf ("%d", count) : NULL;

  gtk_label_set_label (GTK_LABEL (dot), text != NULL ? text : "");
  gtk_widget_set_visible (dot, count > 0);
}

static void
update_day (HzMonthGrid *self,
            int          place)
{
  GtkWidget *day = self->days[place];
  GtkWidget *number = g_object_get_data (G_OBJECT (day), "number");
  HzLanguage language = hz_language_get_interface ();
  HzDate date = hz_date_add_days (self->first, place);
  g_autofree char *text = g_strdup_printf ("%d", date.day);
  g_autofree char *heading = hz_date_text_heading (language, date);
  g_autofree char *holiday = NULL;
  g_autofree char *name = NULL;
  gboolean is_today = hz_date_equal (date, hz_zone_get_today ());
  int count = 0;

  if (self->func != NULL)
    holiday = self->func (date, &count, self->data);

  gtk_label_set_label (GTK_LABEL (number), text);
  set_relief (day, count);
  set_class (day, "hz-other-month", date.month != self->month.month);
  set_class (day, "hz-holiday", holiday != NULL || hz_date_get_weekday (date) == HZ_SUNDAY);
  set_class (day, "hz-today", is_today);
  set_class (day, "hz-selected", hz_date_equal (date, self->date));
  gtk_widget_set_tooltip_text (day, holiday);
  gtk_widget_set_focusable (day, hz_date_equal (date, self->date));

  name = g_strjoin (", ", heading,
                    is_today ? C_ ("calendar", "today") : (holiday != NULL ? holiday : NULL),
                    is_today ? holiday : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (day), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * hz_month_grid_refresh:
 * @self: the month
 *
 * Asks anew what stands on its days.
 */
void
hz_month_grid_refresh (HzMonthGrid *self)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *title = NULL;

  g_return_if_fail (HZ_IS_MONTH_GRID (self));

  title = hz_date_text_month_year (language, self->month);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (int i = 0; i < 7; i++)
    gtk_label_set_label (GTK_LABEL (self->weekdays[i]),
                         hz_date_text_get_weekday_short (language, i + HZ_MONDAY));
  for (int i = 0; i < N_DAYS; i++)
    update_day (self, i);
}

/**
 * hz_month_grid_show_month:
 * @self: the month
 * @month: any day of the month to show; the day picked stays
 */
void
hz_month_grid_show_month (HzMonthGrid *self,
                          HzDate       month)
{
  HzDate first = hz_date_get_first_of_month (month);
  gboolean is_change;

  g_return_if_fail (HZ_IS_MONTH_GRID (self));
  g_return_if_fail (hz_date_is_exact (month));

  is_change = !hz_date_equal (first, self->month);
  self->month = first;
  self->first = hz_date_get_monday (first);
  hz_month_grid_refresh (self);
  if (is_change)
    g_signal_emit (self, signals[SIGNAL_MONTH_CHANGED], 0);
}

HzDate
hz_month_grid_get_month (HzMonthGrid *self)
{
  g_return_val_if_fail (HZ_IS_MONTH_GRID (self), HZ_DATE_NONE);

  return self->month;
}

HzDate
hz_month_grid_get_date (HzMonthGrid *self)
{
  g_return_val_if_fail (HZ_IS_MONTH_GRID (self), HZ_DATE_NONE);

  return self->date;
}

/**
 * hz_month_grid_set_date:
 * @self: the month
 * @date: the day that is picked; its month is shown
 */
void
hz_month_grid_set_date (HzMonthGrid *self,
                        HzDate       date)
{
  g_return_if_fail (HZ_IS_MONTH_GRID (self));
  g_return_if_fail (hz_date_is_exact (date));

  self->date = date;
  hz_month_grid_show_month (self, date);
}

static int
find_place (HzMonthGrid *self,
            HzDate       date)
{
  return hz_date_get_distance (self->first, date);
}

static gboolean
hz_month_grid_grab_focus (GtkWidget *widget)
{
  HzMonthGrid *self = HZ_MONTH_GRID (widget);
  int place = find_place (self, self->date);

  if (place < 0 || place >= N_DAYS)
    {
      hz_month_grid_set_date (self, self->month);
      place = find_place (self, self->date);
    }
  return gtk_widget_grab_focus (self->days[place]);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzMonthGrid           *self)
{
  int weekday = hz_date_get_weekday (self->date);
  HzDate date = self->date;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Left:
      date = hz_date_add_days (date, -1);
      break;
    case GDK_KEY_Right:
      date = hz_date_add_days (date, 1);
      break;
    case GDK_KEY_Up:
      date = hz_date_add_days (date, -7);
      break;
    case GDK_KEY_Down:
      date = hz_date_add_days (date, 7);
      break;
    case GDK_KEY_Home:
      date = hz_date_add_days (date, HZ_MONDAY - weekday);
      break;
    case GDK_KEY_End:
      date = hz_date_add_days (date, HZ_SUNDAY - weekday);
      break;
    case GDK_KEY_Page_Up:
      date = hz_date_add_months (date, -1);
      break;
    case GDK_KEY_Page_Down:
      date = hz_date_add_months (date, 1);
      break;
    default:
      return FALSE;
    }
  hz_month_grid_set_date (self, date);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

static void
on_day_clicked_cb (GtkButton   *button,
                   HzMonthGrid *self)
{
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "place"));
  HzDate date = hz_date_add_days (self->first, place);

  hz_month_grid_set_date (self, date);
  g_signal_emit (self, signals[SIGNAL_DAY_ACTIVATED], 0, hz_date_to_days (date));
}

static void
on_previous_clicked_cb (GtkButton   *button,
                        HzMonthGrid *self)
{
  hz_month_grid_show_month (self, hz_date_add_months (self->month, -1));
}

static void
on_next_clicked_cb (GtkButton   *button,
                    HzMonthGrid *self)
{
  hz_month_grid_show_month (self, hz_date_add_months (self->month, 1));
}

static void
hz_month_grid_finalize (GObject *object)
{
  HzMonthGrid *self = HZ_MONTH_GRID (object);

  if (self->destroy != NULL)
    self->destroy (self->data);
  G_OBJECT_CLASS (hz_month_grid_parent_class)->finalize (object);
}

static void
hz_month_grid_class_init (HzMonthGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hz_month_grid_finalize;
  widget_class->grab_focus = hz_month_grid_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * HzMonthGrid::day-activated:
   * @days: the day, see hz_date_from_days()
   *
   * A day was picked.
   */
  signals[SIGNAL_DAY_ACTIVATED] =
    g_signal_new ("day-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * HzMonthGrid::month-changed:
   *
   * Another month is shown.
   */
  signals[SIGNAL_MONTH_CHANGED] =
    g_signal_new ("month-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
create_arrow (HzMonthGrid *self,
              const char  *icon_name,
              const char  *label,
              GCallback    callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
create_header (HzMonthGrid *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (header),
                  create_arrow (self, "go-previous-symbolic", _("Previous month"),
                                G_CALLBACK (on_previous_clicked_cb)));
  gtk_box_append (GTK_BOX (header), self->title);
  gtk_box_append (GTK_BOX (header),
                  create_arrow (self, "go-next-symbolic", _("Next month"),
                                G_CALLBACK (on_next_clicked_cb)));
  return header;
}

static GtkWidget *
create_day (HzMonthGrid *self,
            int          place)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (count, "hz-count");
  gtk_widget_set_vexpand (number, TRUE);
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hz-day");
  g_object_set_data (G_OBJECT (button), "place", GINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (button), "number", number);
  g_object_set_data (G_OBJECT (button), "count", count);
  g_signal_connect (button, "clicked", G_CALLBACK (on_day_clicked_cb), self);
  return button;
}

static void
hz_month_grid_init (HzMonthGrid *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-month-grid");
  gtk_grid_set_row_homogeneous (GTK_GRID (grid), FALSE);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < 7; i++)
    {
      self->weekdays[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->weekdays[i], "hz-weekday");
      gtk_grid_attach (GTK_GRID (grid), self->weekdays[i], i, 0, 1, 1);
    }
  for (int i = 0; i < N_DAYS; i++)
    {
      self->days[i] = create_day (self, i);
      gtk_grid_attach (GTK_GRID (grid), self->days[i], i % 7, i / 7 + 1, 1, 1);
    }
  gtk_box_append (GTK_BOX (self), create_header (self));
  gtk_box_append (GTK_BOX (self), grid);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (grid, keys);

  hz_month_grid_set_date (self, hz_zone_get_today ());
}

/**
 * hz_month_grid_new:
 *
 * Returns: (transfer floating): the current month, today picked
 */
GtkWidget *
hz_month_grid_new (void)
{
  return g_object_new (HZ_TYPE_MONTH_GRID, NULL);
}

/**
 * hz_month_grid_set_day_func:
 * @self: the month
 * @func: (nullable): what stands on a day
 * @data: handed to @func
 * @destroy: (nullable): frees @data
 */
void
hz_month_grid_set_day_func (HzMonthGrid       *self,
                            HzMonthGridDayFunc func,
                            gpointer           data,
                            GDestroyNotify     destroy)
{
  g_return_if_fail (HZ_IS_MONTH_GRID (self));

  if (self->destroy != NULL)
    self->destroy (self->data);
  self->func = func;
  self->data = data;
  self->destroy = destroy;
  hz_month_grid_refresh (self);
}

/**
 * hz_month_grid_set_large:
 * @self: the month
 * @large: whether it fills a window, as on the cover and in the month view
 */
void
hz_month_grid_set_large (HzMonthGrid *self,
                         gboolean     large)
{
  g_return_if_fail (HZ_IS_MONTH_GRID (self));

  set_class (GTK_WIDGET (self), "hz-large", large);
  gtk_widget_remove_css_class (self->title, large ? "heading" : "title-2");
  gtk_widget_add_css_class (self->title, large ? "title-2" : "heading");
  for (int i = 0; i < N_DAYS; i++)
    gtk_widget_set_vexpand (self->days[i], large);
}
