/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-letter-paper.h"

#include <glib/gi18n.h>

#define GAP 12
#define MIN_WIDTH 260
#define NATURAL_WIDTH 420

/**
 * HzLetterPaper:
 *
 * The pages of a letter below each other, drawn as they will be printed, as wide as there is room.
 */
struct _HzLetterPaper
{
  GtkWidget parent_instance;

  HzLetterLayout *layout;
};

G_DEFINE_FINAL_TYPE (HzLetterPaper, hz_letter_paper, GTK_TYPE_WIDGET)

static guint
get_n_pages (HzLetterPaper *self)
{
  return self->layout != NULL ? hz_letter_layout_get_n_pages (self->layout) : 1;
}

static double
get_page_height (double width)
{
  return width * HZ_LETTER_PAGE_HEIGHT / HZ_LETTER_PAGE_WIDTH;
}

static void
hz_letter_paper_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  HzLetterPaper *self = HZ_LETTER_PAPER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  if (for_size < 0)
    for_size = MIN_WIDTH;
  *minimum = *natural =
    (int) (get_n_pages (self) * (get_page_height (for_size - 2 * GAP) + GAP) + GAP + 1);
}

static void
draw_page (HzLetterPaper *self,
           cairo_t *cr,
           guint page,
           double width,
           double y)
{
  double height = get_page_height (width);
  double scale = width / HZ_LETTER_PAGE_WIDTH;

  cairo_save (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
  cairo_rectangle (cr, GAP - 1, y - 1, width + 2, height + 2);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, GAP, y, width, height);
  cairo_fill (cr);
  if (self->layout != NULL)
    {
      cairo_translate (cr, GAP, y);
      cairo_scale (cr, scale, scale);
      hz_letter_layout_draw_page (self->layout, page, cr);
    }
  cairo_restore (cr);
}

static void
hz_letter_paper_snapshot (GtkWidget *widget,
                          GtkSnapshot *snapshot)
{
  HzLetterPaper *self = HZ_LETTER_PAPER (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double page_width = width - 2 * GAP;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  for (guint i = 0; i < get_n_pages (self); i++)
    draw_page (self, cr, i, page_width, GAP + i * (get_page_height (page_width) + GAP));
  cairo_destroy (cr);
}

static GtkSizeRequestMode
hz_letter_paper_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hz_letter_paper_finalize (GObject *object)
{
  g_clear_pointer (&HZ_LETTER_PAPER (object)->layout, hz_letter_layout_free);

  G_OBJECT_CLASS (hz_letter_paper_parent_class)->finalize (object);
}

static void
hz_letter_paper_class_init (HzLetterPaperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hz_letter_paper_finalize;
  widget_class->measure = hz_letter_paper_measure;
  widget_class->snapshot = hz_letter_paper_snapshot;
  widget_class->get_request_mode = hz_letter_paper_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hz_letter_paper_init (HzLetterPaper *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The letter as it will be printed"), -1);
}

/**
 * hz_letter_paper_new:
 *
 * Returns: (transfer floating): an empty page
 */
GtkWidget *
hz_letter_paper_new (void)
{
  return g_object_new (HZ_TYPE_LETTER_PAPER, NULL);
}

/**
 * hz_letter_paper_take_layout:
 * @self: the paper
 * @layout: (transfer full) (nullable): what is drawn on it
 */
void
hz_letter_paper_take_layout (HzLetterPaper *self,
                             HzLetterLayout *layout)
{
  guint n_before = get_n_pages (self);

  g_clear_pointer (&self->layout, hz_letter_layout_free);
  self->layout = layout;

  if (get_n_pages (self) != n_before)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hz_letter_paper_get_layout:
 * @self: the paper
 *
 * Returns: (transfer none) (nullable): what is drawn on it
 */
const HzLetterLayout *
hz_letter_paper_get_layout (HzLetterPaper *self)
{
  return self->layout;
}
