/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Loaded into the built program by the scenario tests (LD_PRELOAD), it looks at the windows from
 * inside: what a person would see as cut off is not told by the accessibility tree.
 *
 * HAMROZ_AUDIT names a FIFO; each line written into it is the path of a file that the answer is
 * written to, one problem a line, "." alone on the last one. After "focus " the path is that of an
 * answer with the title of the AdwEntryRow that is written in, for the accessibility tree does not say
 * so. The program itself knows nothing of this.
 *
 * HAMROZ_CLOCK is the second since 1970 at which the program believes to have been started, so that
 * a picture does not depend on when it was taken.
 *
 * What is a problem:
 *   cut       a label or inscription whose text is ellipsized or larger than its place
 *   squeezed  a widget that got less than the least it asks for
 *   overlap   two controls that cover each other, and neither is inside the other
 *   outside   a control that reaches over the edge of its window
 */

#include <adwaita.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Rounding of places and texts; less is not seen. */
#define TOLERANCE 2

typedef struct
{
  GtkWidget *widget;
  graphene_rect_t place;
} Control;

typedef struct
{
  GString *answer;
  GtkWidget *window;
  GArray *controls;
} Audit;

/* A path such as HzWindow/HzTodayPage/GtkButton#arrived, enough to find the widget in its template. */
static char *
describe (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);
  int left = 4;

  for (GtkWidget *at = widget; at != NULL && left > 0; at = gtk_widget_get_parent (at))
    {
      const char *type = G_OBJECT_TYPE_NAME (at);

      if (at != widget && strncmp (type, "Hz", 2) != 0)
        continue;
      if (path->len > 0)
        g_string_prepend_c (path, '/');
      g_string_prepend (path, type);
      left--;
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
report (Audit      *audit,
        const char *kind,
        GtkWidget  *widget,
        const char *text)
{
  g_autofree char *path = describe (widget);
  g_autofree char *line = g_strdup (text != NULL ? text : "");

  g_strdelimit (line, "\n\r\t", ' ');
  g_string_append_printf (audit->answer, "%s\t%s\t%s\n", kind, path, line);
}

/* The part of @widget that is not clipped by what it is scrolled in; FALSE if nothing of it is seen. */
static gboolean
visible_part (Audit           *audit,
              GtkWidget       *widget,
              graphene_rect_t *part)
{
  if (!gtk_widget_compute_bounds (widget, audit->window, part))
    return FALSE;

  for (GtkWidget *at = gtk_widget_get_parent (widget);
       at != NULL && at != audit->window;
       at = gtk_widget_get_parent (at))
    {
      graphene_rect_t clip;

      if (gtk_widget_get_overflow (at) != GTK_OVERFLOW_HIDDEN)
        continue;
      if (!gtk_widget_compute_bounds (at, audit->window, &clip) ||
          !graphene_rect_intersection (part, &clip, part))
        return FALSE;
    }
  return part->size.width > 0 && part->size.height > 0;
}

static gboolean
is_whole (Audit           *audit,
          GtkWidget       *widget,
          graphene_rect_t *part)
{
  return part->size.width + TOLERANCE >= gtk_widget_get_width (widget) &&
         part->size.height + TOLERANCE >= gtk_widget_get_height (widget);
}

static void
check_label (Audit    *audit,
             GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout) ||
      width > gtk_widget_get_width (GTK_WIDGET (label)) + TOLERANCE ||
      height > gtk_widget_get_height (GTK_WIDGET (label)) + TOLERANCE)
    report (audit, "cut", GTK_WIDGET (label), gtk_label_get_text (label));
}

static void
check_inscription (Audit          *audit,
                   GtkInscription *inscription)
{
  GtkWidget *widget = GTK_WIDGET (inscription);
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int height;

  if (text == NULL || *text == '\0')
    return;

  pango_layout_set_attributes (layout, gtk_inscription_get_attributes (inscription));
  pango_layout_set_wrap (layout, gtk_inscription_get_wrap_mode (inscription));
  pango_layout_set_width (layout, (gtk_widget_get_width (widget) + TOLERANCE) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (height > gtk_widget_get_height (widget) + TOLERANCE)
    report (audit, "cut", widget, text);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget) || GTK_IS_BUTTON (widget) ||
         GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget);
}

static void
check_widget (Audit     *audit,
              GtkWidget *widget)
{
  Control control = { widget, GRAPHENE_RECT_INIT (0, 0, 0, 0) };
  int least_width, least_height;

  if (!visible_part (audit, widget, &control.place))
    return;

  if (GTK_IS_LABEL (widget) && is_whole (audit, widget, &control.place))
    check_label (audit, GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget) && is_whole (audit, widget, &control.place))
    check_inscription (audit, GTK_INSCRIPTION (widget));

  if (!is_control (widget))
    return;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_allocated_width (widget) +
                        gtk_widget_get_margin_start (widget) +
                        gtk_widget_get_margin_end (widget),
                      &least_height, NULL, NULL, NULL);
  /* Margins are asked for, and are no part of what is got. */
  least_width -= gtk_widget_get_margin_start (widget) + gtk_widget_get_margin_end (widget);
  least_height -= gtk_widget_get_margin_top (widget) + gtk_widget_get_margin_bottom (widget);
  if (gtk_widget_get_allocated_width (widget) + TOLERANCE < least_width ||
      gtk_widget_get_allocated_height (widget) + TOLERANCE < least_height)
    report (audit, "squeezed", widget, NULL);

  if (control.place.origin.x < -TOLERANCE || control.place.origin.y < -TOLERANCE ||
      control.place.origin.x + control.place.size.width >
        gtk_widget_get_width (audit->window) + TOLERANCE ||
      control.place.origin.y + control.place.size.height >
        gtk_widget_get_height (audit->window) + TOLERANCE)
    report (audit, "outside", widget, NULL);

  g_array_append_val (audit->controls, control);
}

static void
walk (Audit     *audit,
      GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;

  check_widget (audit, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      /* A popover is a window of its own, and may lie over anything. */
      if (!GTK_IS_NATIVE (child))
        walk (audit, child);
    }
}

/* What lies in the overlay of a GtkOverlay may cover what is below. */
static gboolean
may_cover (GtkWidget *one,
           GtkWidget *other)
{
  GtkWidget *common = gtk_widget_get_ancestor (one, GTK_TYPE_OVERLAY);

  while (common != NULL && !gtk_widget_is_ancestor (other, common))
    common = gtk_widget_get_ancestor (gtk_widget_get_parent (common), GTK_TYPE_OVERLAY);
  if (common != NULL)
    {
      GtkWidget *child = gtk_overlay_get_child (GTK_OVERLAY (common));

      if (child == NULL || !gtk_widget_is_ancestor (one, child) ||
          !gtk_widget_is_ancestor (other, child))
        return TRUE;
    }
  return FALSE;
}

static void
check_overlaps (Audit *audit)
{
  for (guint i = 0; i < audit->controls->len; i++)
    for (guint j = i + 1; j < audit->controls->len; j++)
      {
        Control *one = &g_array_index (audit->controls, Control, i);
        Control *other = &g_array_index (audit->controls, Control, j);
        g_autofree char *covered = NULL;
        graphene_rect_t both;

        if (!graphene_rect_intersection (&one->place, &other->place, &both) ||
            both.size.width <= TOLERANCE || both.size.height <= TOLERANCE ||
            gtk_widget_is_ancestor (other->widget, one->widget) ||
            gtk_widget_is_ancestor (one->widget, other->widget) ||
            may_cover (one->widget, other->widget))
          continue;
        covered = describe (other->widget);
        report (audit, "overlap", one->widget, covered);
      }
}

/* GtkEntry and its kin show their placeholder and title in labels that lie over the text. */
static gboolean
is_inside_entry (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_EDITABLE) != NULL;
}

static void
audit_window (GString   *answer,
              GtkWidget *window)
{
  Audit audit = { answer, window, g_array_new (FALSE, FALSE, sizeof (Control)) };

  walk (&audit, window);
  for (guint i = audit.controls->len; i > 0; i--)
    if (is_inside_entry (g_array_index (audit.controls, Control, i - 1).widget))
      g_array_remove_index (audit.controls, i - 1);
  check_overlaps (&audit);
  g_array_unref (audit.controls);
}

/* Popovers that are open hang below their widgets, anywhere in the tree. */
static void
audit_natives (GString   *answer,
               GtkWidget *widget)
{
  if (GTK_IS_NATIVE (widget) && gtk_widget_get_mapped (widget))
    audit_window (answer, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    audit_natives (answer, child);
}

static void
give (GString    *answer,
      const char *path)
{
  g_string_append (answer, ".\n");
  g_file_set_contents (path, answer->str, answer->len, NULL);
}

static void
tell_focus (const char *path)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GtkWidget *focus = gtk_window_is_active (window) ? gtk_window_get_focus (window) : NULL;
      GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) : NULL;

      if (row != NULL && GTK_IS_TEXT (focus))
        g_string_append_printf (answer, "%s\n",
                                adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
    }
  give (answer, path);
}

/* What lies behind a dialog was looked at when it was in front. */
static gboolean
is_behind_dialog (GListModel *windows,
                  gpointer    window)
{
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (other != window && gtk_widget_get_mapped (GTK_WIDGET (other)) &&
          gtk_window_get_modal (other) && gtk_window_get_transient_for (other) == window)
        return TRUE;
    }
  return FALSE;
}

static void
audit_everything (const char *path)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!is_behind_dialog (windows, window))
        audit_natives (answer, window);
    }
  give (answer, path);
}

static gboolean
on_command_cb (int          fd,
               GIOCondition condition,
               gpointer     data)
{
  char line[4096];
  ssize_t length = read (fd, line, sizeof line - 1);

  if (length > 1)
    {
      line[length - 1] = '\0';
      if (g_str_has_prefix (line, "focus "))
        tell_focus (line + strlen ("focus "));
      else
        audit_everything (line);
    }
  return G_SOURCE_CONTINUE;
}

static gint64 clock_begins;
static gint64 clock_began;

/* In the place of GLib's. */
gint64
g_get_real_time (void)
{
  struct timespec now;

  if (clock_began != 0)
    return clock_begins + g_get_monotonic_time () - clock_began;

  clock_gettime (CLOCK_REALTIME, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
set_clock (void)
{
  const char *begins = g_getenv ("HAMROZ_CLOCK");

  if (begins == NULL)
    return;

  clock_begins = g_ascii_strtoll (begins, NULL, 10) * G_USEC_PER_SEC;
  clock_began = g_get_monotonic_time ();
  g_unsetenv ("HAMROZ_CLOCK");
}

__attribute__ ((constructor)) static void
watch_commands (void)
{
  const char *fifo = g_getenv ("HAMROZ_AUDIT");
  int fd;

  set_clock ();
  if (fifo == NULL)
    return;

  /* Opened for writing too, so that it never comes to its end. */
  fd = open (fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0)
    g_unix_fd_add (fd, G_IO_IN, on_command_cb, NULL);

  /* What the program starts is left alone. */
  g_unsetenv ("LD_PRELOAD");
  g_unsetenv ("HAMROZ_AUDIT");
}
