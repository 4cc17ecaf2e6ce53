/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-today-page.h"

#include <glib/gi18n.h>

#include "hz-backup-bar.h"
#include "hz-clock-bar.h"
#include "hz-clock.h"
#include "hz-date-text.h"
#include "hz-disk-bar.h"
#include "hz-erasure-bar.h"
#include "hz-holiday.h"
#include "hz-language.h"
#include "hz-page.h"
#include "hz-schedule.h"
#include "hz-sheet-bar.h"
#include "hz-shell.h"
#include "hz-today-list.h"
#include "hz-today-tasks.h"
#include "hz-zone.h"

#define TICK_SECONDS 10
#define COLUMN_WIDTH 290

/**
 * HzTodayPage:
 *
 * What do I do now: today's appointments, who waits, what is due.
 */
struct _HzTodayPage
{
  GtkBox parent_instance;

  GtkWidget *heading;
  GtkWidget *new_client;
  GtkWidget *clock_bar;
  GtkWidget *disk_bar;
  GtkWidget *backup_bar;
  GtkWidget *sheet_bar;
  GtkWidget *erasure_bar;
  GtkWidget *notice;
  GtkWidget *columns;
  GtkWidget *day;
  GtkWidget *waiting;
  GtkWidget *tasks;

  HzRecords *records;
  GCancellable *cancellable;
  HzDate today;
  int minute;
  guint tick;
  gboolean sees_appointments;
  gboolean wants_focus;
  gboolean is_shown;
};

static void hz_page_iface_init (HzPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzTodayPage, hz_today_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (HZ_TYPE_PAGE, hz_page_iface_init))

static void
focus_lists (HzTodayPage *self)
{
  if (!gtk_widget_grab_focus (self->waiting) && !gtk_widget_grab_focus (self->day))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_loaded_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  HzTodayPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzSchedule) schedule = hz_schedule_load_finish (HZ_RECORDS (source), result, &error);

  if (schedule != NULL && self->records != NULL)
    {
      hz_today_list_show (HZ_TODAY_LIST (self->day), schedule);
      hz_today_list_show (HZ_TODAY_LIST (self->waiting), schedule);
      self->is_shown = TRUE;
      if (self->wants_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
        focus_lists (self);
      self->wants_focus = FALSE;
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      hz_shell_report (GTK_WIDGET (self), error);
    }
  g_object_unref (self);
}

static void
show_day (HzTodayPage *self)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *heading = NULL;
  const char *holiday;

  self->today = hz_zone_from_utc (hz_clock_now (), &self->minute);
  heading = hz_date_text_heading (language, self->today);
  holiday = hz_holiday_get_name (self->today, language, NULL, NULL);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  gtk_widget_set_visible (self->notice, holiday != NULL);
  if (holiday != NULL)
    gtk_label_set_label (GTK_LABEL (self->notice), holiday);
}

static void
load (HzTodayPage *self)
{
  HzDateRange range;

  show_day (self);
  hz_today_tasks_refresh (HZ_TODAY_TASKS (self->tasks));
  hz_clock_bar_refresh (HZ_CLOCK_BAR (self->clock_bar), self->records);
  hz_backup_bar_refresh (HZ_BACKUP_BAR (self->backup_bar));
  hz_erasure_bar_refresh (HZ_ERASURE_BAR (self->erasure_bar));
  hz_disk_bar_refresh (HZ_DISK_BAR (self->disk_bar),
                       hz_vault_get_folder (hz_records_get_vault (self->records)));
  if (!self->sees_appointments)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  range.first = self->today;
  range.end = hz_date_add_days (self->today, 1);
  hz_schedule_load_async (self->records, range, NULL, FALSE, self->cancellable, on_loaded_cb,
                          g_object_ref (self));
}

static void
on_records_changed_cb (HzRecords *records,
                       HzRecordKind kind,
                       const HzId *id,
                       HzChange how,
                       HzTodayPage *self)
{
  if (kind != HZ_RECORD_CONSENT && kind != HZ_RECORD_DIRECTORY)
    load (self);
}

/* Minutes of waiting, and what is free from now on. */
static gboolean
on_tick_cb (gpointer data)
{
  HzTodayPage *self = data;
  int minute;
  HzDate today = hz_zone_from_utc (hz_clock_now (), &minute);

  if ((minute != self->minute || !hz_date_equal (today, self->today)) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);

  return G_SOURCE_CONTINUE;
}

static void
on_map_cb (HzTodayPage *self)
{
  load (self);
}

static const char *
hz_today_page_get_title (HzPage *page)
{
  return _("Today");
}

static void
hz_today_page_focus_first (HzPage *page)
{
  HzTodayPage *self = HZ_TODAY_PAGE (page);

  if (!self->sees_appointments)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else if (self->is_shown)
    focus_lists (self);
  else
    self->wants_focus = TRUE;
}

static const char *
hz_today_page_help_page (HzPage *page)
{
  return "today";
}

static void
hz_page_iface_init (HzPageInterface *iface)
{
  iface->get_title = hz_today_page_get_title;
  iface->focus_first = hz_today_page_focus_first;
  iface->help_page = hz_today_page_help_page;
}

static void
hz_today_page_dispose (GObject *object)
{
  HzTodayPage *self = HZ_TODAY_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_TODAY_PAGE);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_today_page_parent_class)->dispose (object);
}

static void
hz_today_page_finalize (GObject *object)
{
  g_clear_object (&HZ_TODAY_PAGE (object)->cancellable);

  G_OBJECT_CLASS (hz_today_page_parent_class)->finalize (object);
}

static void
hz_today_page_class_init (HzTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hz_today_page_dispose;
  object_class->finalize = hz_today_page_finalize;

  g_type_ensure (HZ_TYPE_BACKUP_BAR);
  g_type_ensure (HZ_TYPE_CLOCK_BAR);
  g_type_ensure (HZ_TYPE_DISK_BAR);
  g_type_ensure (HZ_TYPE_ERASURE_BAR);
  g_type_ensure (HZ_TYPE_SHEET_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/today/hz-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, heading);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, new_client);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, clock_bar);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, disk_bar);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, backup_bar);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, sheet_bar);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, erasure_bar);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, notice);
  gtk_widget_class_bind_template_child (widget_class, HzTodayPage, columns);
}

/* Columns beside each other are as wide as the others; below each other each has its own height. */
static gboolean
update_columns (gpointer data)
{
  HzTodayPage *self = data;
  int widest = COLUMN_WIDTH;
  gboolean side_by_side;

  /* Taken away meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return G_SOURCE_REMOVE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->columns);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      widest = MAX (widest, width);
    }
  side_by_side = gtk_widget_get_width (self->columns) >= 2 * widest +
                   (int) gtk_flow_box_get_column_spacing (GTK_FLOW_BOX (self->columns));
  if (gtk_flow_box_get_homogeneous (GTK_FLOW_BOX (self->columns)) != side_by_side)
    gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->columns), side_by_side);

  return G_SOURCE_REMOVE;
}

/* While places are given out none can be asked for. */
static void
on_width_changed_cb (HzTodayPage *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_columns, g_object_ref (self), g_object_unref);
}

static void
watch_width (HzTodayPage *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (self->columns, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *width = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  g_signal_connect_object (width, "notify::page-size", G_CALLBACK (on_width_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_column (HzTodayPage *self,
            GtkWidget *column)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GObject *empty = gtk_widget_get_template_child (column, G_OBJECT_TYPE (column), "empty");

  gtk_widget_set_size_request (column, COLUMN_WIDTH, -1);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), column);
  /* At a column with nothing in it that takes the focus the flow box would keep Tab for good. */
  g_object_bind_property (empty, "visible", child, "focusable", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  empty, NULL, -1);
  gtk_flow_box_append (GTK_FLOW_BOX (self->columns), child);
}

static void
hz_today_page_init (HzTodayPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->day = g_object_new (HZ_TYPE_TODAY_LIST, NULL);
  self->waiting = g_object_new (HZ_TYPE_TODAY_LIST, NULL);
  self->tasks = g_object_new (HZ_TYPE_TODAY_TASKS, NULL);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
}

/* Reception looks at the waiting room first. */
static void
add_columns (HzTodayPage *self,
             gboolean has_column)
{
  if (self->sees_appointments && has_column)
    add_column (self, self->day);
  if (self->sees_appointments)
    add_column (self, self->waiting);
  if (self->sees_appointments && !has_column)
    add_column (self, self->day);
  if (!self->sees_appointments)
    {
      g_object_ref_sink (self->day);
      g_clear_object (&self->day);
      g_object_ref_sink (self->waiting);
      g_clear_object (&self->waiting);
    }
  add_column (self, self->tasks);
}

/**
 * hz_today_page_new:
 * @records: the records
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
hz_today_page_new (HzRecords *records)
{
  HzTodayPage *self = g_object_new (HZ_TYPE_TODAY_PAGE, NULL);
  gboolean has_column = hz_schedule_has_column (hz_records_get_own_roles (records));

  self->records = g_object_ref (records);
  self->sees_appointments = hz_records_may (records, HZ_RIGHT_READ_OWN_APPOINTMENTS) ||
                            hz_records_may (records, HZ_RIGHT_READ_ALL_APPOINTMENTS);
  hz_today_list_set_up (HZ_TODAY_LIST (self->day), records,
                        has_column ? HZ_TODAY_LIST_MINE : HZ_TODAY_LIST_ALL);
  hz_today_list_set_up (HZ_TODAY_LIST (self->waiting), records, HZ_TODAY_LIST_WAITING);
  hz_today_tasks_set_records (HZ_TODAY_TASKS (self->tasks), records);
  hz_backup_bar_set_records (HZ_BACKUP_BAR (self->backup_bar), records);
  hz_sheet_bar_set_records (HZ_SHEET_BAR (self->sheet_bar), records);
  hz_erasure_bar_set_records (HZ_ERASURE_BAR (self->erasure_bar), records);
  add_columns (self, has_column);
  watch_width (self);
  gtk_widget_set_visible (self->new_client, hz_records_may (records, HZ_RIGHT_REGISTER_CLIENTS));
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self, 0);
  self->tick = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);
  show_day (self);

  return GTK_WIDGET (self);
}
