/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-wrap-box.h"

#define SPACING 6

/**
 * HzWrapBox:
 *
 * Controls beside each other on one line while they fit, or else on as many lines as it takes, so that
 * a row of tools with large letters makes no window wider than its screen. A child that expands has
 * what its line leaves over.
 */
struct _HzWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (HzWrapBox, hz_wrap_box, GTK_TYPE_WIDGET)

/* A child of a line and what it is given. */
typedef struct
{
  GtkWidget *child;
  GtkRequestedSize size;
} Item;

static GArray *
list_items (HzWrapBox *self)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Item item = { child, { child, 0, 0 } };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &item.size.minimum_size,
                          &item.size.natural_size, NULL, NULL);
      g_array_append_val (items, item);
    }

  return items;
}

/* How many from @first on stand on one line: by their least size when that is all of them. */
static guint
count_line (GArray *items,
            guint first,
            int width)
{
  int least = 0;
  int used = 0;
  guint count = 0;

  for (guint i = first; i < items->len; i++)
    least += g_array_index (items, Item, i).size.minimum_size + (i > first ? SPACING : 0);
  if (least <= width)
    return items->len - first;
  for (guint i = first; i < items->len; i++)
    {
      used += g_array_index (items, Item, i).size.natural_size + (i > first ? SPACING : 0);
      if (used > width && count > 0)
        break;
      count++;
    }

  return count;
}

/* Widths of a line; the first that expands has what is left over. */
static void
share_line (GArray *items,
            guint first,
            guint count,
            int width)
{
  GtkRequestedSize *sizes = g_newa (GtkRequestedSize, count);
  int extra = width - SPACING * ((int) count - 1);

  for (guint i = 0; i < count; i++)
    {
      sizes[i] = g_array_index (items, Item, first + i).size;
      extra -= sizes[i].minimum_size;
    }
  extra = gtk_distribute_natural_allocation (MAX (extra, 0), count, sizes);
  for (guint i = 0; i < count; i++)
    {
      Item *item = &g_array_index (items, Item, first + i);

      item->size.minimum_size = sizes[i].minimum_size;
      if (gtk_widget_compute_expand (item->child, GTK_ORIENTATION_HORIZONTAL))
        {
          item->size.minimum_size += extra;
          extra = 0;
        }
    }
}

/* Places the lines below each other, or only measures them. Returns: their height. */
static int
lay_out (HzWrapBox *self,
         int width,
         gboolean is_real)
{
  g_autoptr (GArray) items = list_items (self);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (guint first = 0, count; first < items->len; first += count)
    {
      int height = 0;
      int x = 0;

      count = count_line (items, first, width);
      share_line (items, first, count, width);
      for (guint i = first; i < first + count; i++)
        {
          const Item *item = &g_array_index (items, Item, i);
          int natural;

          gtk_widget_measure (item->child, GTK_ORIENTATION_VERTICAL, item->size.minimum_size, NULL,
                              &natural, NULL, NULL);
          height = MAX (height, natural);
        }
      y += first > 0 ? SPACING : 0;
      for (guint i = first; is_real && i < first + count; i++)
        {
          const Item *item = &g_array_index (items, Item, i);
          int taken = item->size.minimum_size;
          GtkAllocation place = { is_rtl ? width - x - taken : x, y, taken, height };

          gtk_widget_size_allocate (item->child, &place, -1);
          x += taken + SPACING;
        }
      y += height;
    }

  return y;
}

static void
hz_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  HzWrapBox *self = HZ_WRAP_BOX (widget);
  g_autoptr (GArray) items = NULL;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (self, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }
  items = list_items (self);
  *minimum = *natural = 0;
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      *minimum = MAX (*minimum, item->size.minimum_size);
      *natural += item->size.natural_size + (i > 0 ? SPACING : 0);
    }
}

static void
hz_wrap_box_size_allocate (GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  lay_out (HZ_WRAP_BOX (widget), width, TRUE);
}

static GtkSizeRequestMode
hz_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* It does not take more of the page than it needs, whatever its children would. */
static void
hz_wrap_box_compute_expand (GtkWidget *widget,
                            gboolean *hexpand,
                            gboolean *vexpand)
{
  *hexpand = TRUE;
  *vexpand = FALSE;
}

static void
hz_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hz_wrap_box_parent_class)->dispose (object);
}

static void
hz_wrap_box_class_init (HzWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_wrap_box_dispose;
  widget_class->measure = hz_wrap_box_measure;
  widget_class->size_allocate = hz_wrap_box_size_allocate;
  widget_class->get_request_mode = hz_wrap_box_get_request_mode;
  widget_class->compute_expand = hz_wrap_box_compute_expand;
}

static void
hz_wrap_box_init (HzWrapBox *self)
{
}

/**
 * hz_wrap_box_new:
 *
 * Returns: (transfer floating): an empty box; in a template its children stand inside it
 */
GtkWidget *
hz_wrap_box_new (void)
{
  return g_object_new (HZ_TYPE_WRAP_BOX, NULL);
}

void
hz_wrap_box_append (HzWrapBox *self,
                    GtkWidget *child)
{
  g_return_if_fail (HZ_IS_WRAP_BOX (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
