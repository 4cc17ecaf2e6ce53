/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sets a letter. Everything on a page is a piece: a layout, or some of its lines, at a place; or a
 * rule. Pieces are placed from above; the answer slip, and who wrote the letter, stand at the foot of
 * the last page.
 */

#define G_LOG_DOMAIN "HzLetters"

#include "hz-letter-layout.h"

#include <string.h>

#include "hz-date-text.h"
#include "hz-letter-compose.h"
#include "hz-letter-font.h"
#include "hz-text.h"

#define MM (72 / 25.4)
#define LEFT (30 * MM)
#define RIGHT (HZ_LETTER_PAGE_WIDTH - 10 * MM)
#define TOP (20 * MM)
#define BOTTOM (HZ_LETTER_PAGE_HEIGHT - 20 * MM)
#define WIDTH (RIGHT - LEFT)
#define INDENT (12.5 * MM)
#define GUTTER 24.0

#define SIZE_BODY 14.0
#define SIZE_HEAD 13.0
#define SIZE_SMALL 10.5
#define SIZE_SLIP 10.0

#define LINE_SPACING 1.1f
#define SIGNING_ROOM 22
#define SLIP_ROOM 8

/* @layout: (nullable): %NULL for a rule from @x, @y to @to_x, @y; @last_line: the one after the last */
typedef struct
{
  PangoLayout *layout;
  int first_line;
  int last_line;
  double x;
  double y;
  double to_x;
  double thickness;
  gboolean is_dashed;
} Piece;

/* @pages: (element-type GPtrArray of Piece); @y: where the next piece of the last page goes */
struct _HzLetterLayout
{
  PangoContext *context;
  HzReferral *referral;
  GPtrArray *pages;
  double y;
};

static void
free_piece (Piece *piece)
{
  g_clear_object (&piece->layout);
  g_free (piece);
}

static GPtrArray *
get_page (HzLetterLayout *self)
{
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static PangoLayout *
create_text (HzLetterLayout *self,
             const char *text,
             double size,
             gboolean is_bold,
             double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = hz_letter_font_describe (HZ_LETTER_FAMILY, size, is_bold);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static Piece *
put (HzLetterLayout *self,
     PangoLayout *layout,
     double x,
     double y)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->layout = layout != NULL ? g_object_ref (layout) : NULL;
  piece->last_line = layout != NULL ? pango_layout_get_line_count (layout) : 0;
  piece->x = x;
  piece->y = y;
  g_ptr_array_add (get_page (self), piece);

  return piece;
}

static void
put_rule (HzLetterLayout *self,
          double x,
          double to_x,
          double y,
          double thickness,
          gboolean is_dashed)
{
  Piece *piece = put (self, NULL, x, y);

  piece->to_x = to_x;
  piece->thickness = thickness;
  piece->is_dashed = is_dashed;
}

static void
begin_page (HzLetterLayout *self)
{
  g_ptr_array_add (self->pages, g_ptr_array_new_with_free_func ((GDestroyNotify) free_piece));
  self->y = TOP;

  if (self->pages->len > 1)
    {
      g_autofree char *number = g_strdup_printf ("%u", self->pages->len);
      g_autoptr (PangoLayout) layout = create_text (self, number, SIZE_SMALL, FALSE, WIDTH);

      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      put (self, layout, LEFT, TOP - 8 * MM);
    }
}

/* Puts a text whole, on the next page when it does not fit; a piece that is placed beside what stands
 * there does not move it. */
static void
flow_whole (HzLetterLayout *self,
            PangoLayout *layout,
            double x)
{
  double height = get_height (layout);

  if (self->y + height > BOTTOM)
    begin_page (self);
  put (self, layout, x, self->y);
  self->y += height;
}

static void
get_line_span (PangoLayout *layout,
               int line,
               double *top,
               double *bottom)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int y0, y1;

  for (int i = 0; i < line; i++)
    pango_layout_iter_next_line (iter);
  pango_layout_iter_get_line_yrange (iter, &y0, &y1);
  pango_layout_iter_free (iter);
  *top = (double) y0 / PANGO_SCALE;
  *bottom = (double) y1 / PANGO_SCALE;
}

/* Line by line, over as many pages as it takes; never a single line alone at the foot or the head of
 * one. */
static void
flow_lines (HzLetterLayout *self,
            PangoLayout *layout,
            double x)
{
  int n_lines = pango_layout_get_line_count (layout);
  int first = 0;

  while (first < n_lines)
    {
      double start, top, bottom = 0;
      int last = first;
      Piece *piece;

      get_line_span (layout, first, &start, &bottom);
      while (last < n_lines)
        {
          get_line_span (layout, last, &top, &bottom);
          if (self->y + bottom - start > BOTTOM)
            break;
          last++;
        }

      if (last < n_lines && last - first > 2 && n_lines - last == 1)
        last--;
      if (last < n_lines && (last - first == 0 || (last - first == 1 && n_lines > 1)) && self->y > TOP)
        {
          begin_page (self);
          continue;
        }
      last = MAX (last, first + 1);

      piece = put (self, layout, x, self->y - start);
      piece->first_line = first;
      piece->last_line = last;
      get_line_span (layout, last - 1, &top, &bottom);
      self->y += bottom - start;
      first = last;
      if (first < n_lines)
        begin_page (self);
    }
}

static const char *
get_text (HzLetterLayout *self,
          const char *name)
{
  return hz_referral_get_page_text (self->referral, name);
}

/* The name of the centre stands out; the lines below it are smaller. */
static PangoLayout *
create_letterhead (HzLetterLayout *self,
                   const char *text,
                   double width)
{
  PangoLayout *layout = create_text (self, text, SIZE_SMALL, FALSE, width);
  PangoAttrList *list = pango_attr_list_new ();
  const char *end = strchr (text, '\n');
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *large = pango_attr_size_new ((int) (SIZE_HEAD * PANGO_SCALE));

  bold->end_index = large->end_index = end != NULL ? (guint) (end - text) : (guint) strlen (text);
  pango_attr_list_insert (list, bold);
  pango_attr_list_insert (list, large);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);

  return layout;
}

static void
set_letterhead (HzLetterLayout *self)
{
  double width = (WIDTH - GUTTER) / 2;
  g_autoptr (PangoLayout) left = create_letterhead (self, get_text (self, HZ_LETTER_LEFT), width);
  g_autoptr (PangoLayout) right = create_letterhead (self, get_text (self, HZ_LETTER_RIGHT), width);

  put (self, left, LEFT, self->y);
  put (self, right, LEFT + width + GUTTER, self->y);
  self->y += MAX (get_height (left), get_height (right)) + 6;
  put_rule (self, LEFT, RIGHT, self->y, 1.2, FALSE);
  put_rule (self, LEFT, RIGHT, self->y + 2.4, 0.5, FALSE);
  self->y += 18;
}

static char *
make_number_line (HzLetterLayout *self)
{
  const HzLetterTemplate *template = hz_letter_template_get (self->referral->language);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  char *number = hz_referral_dup_number (self->referral);

  if (number == NULL)
    return hz_letter_template_fill (template, "number-blank", fields);

  g_hash_table_insert (fields, (gpointer) "number", number);
  g_hash_table_insert (fields, (gpointer) "date",
                       hz_date_text_long (self->referral->language, self->referral->issued_on));

  return hz_letter_template_fill (template, "number", fields);
}

/* Number, date and what is answered at the left; the addressee at the right. */
static void
set_reference (HzLetterLayout *self)
{
  double half = WIDTH / 2;
  g_autofree char *number = make_number_line (self);
  g_autofree char *lines = g_strconcat (number, "\n", get_text (self, HZ_LETTER_REPLY), NULL);
  g_autoptr (PangoLayout) left = create_text (self, lines, 11.5, FALSE, half - 6);
  g_autoptr (PangoLayout) right = create_text (self, get_text (self, HZ_LETTER_ADDRESSEE), SIZE_BODY,
                                               FALSE, half - 12);

  pango_layout_set_spacing (left, 5 * PANGO_SCALE);
  put (self, left, LEFT, self->y + 1.5);
  put (self, right, LEFT + half + 12, self->y);
  self->y += MAX (get_height (left), get_height (right)) + 20;
}

static void
set_heading (HzLetterLayout *self)
{
  g_autoptr (PangoLayout) heading = create_text (self, get_text (self, HZ_LETTER_HEADING), SIZE_BODY,
                                                 TRUE, WIDTH * 0.6);
  g_autoptr (PangoLayout) salutation = create_text (self, get_text (self, HZ_LETTER_SALUTATION),
                                                    SIZE_BODY, FALSE, WIDTH);

  flow_whole (self, heading, LEFT);
  self->y += 16;
  pango_layout_set_alignment (salutation, PANGO_ALIGN_CENTER);
  flow_whole (self, salutation, LEFT);
  self->y += 10;
}

static void
set_paragraphs (HzLetterLayout *self,
                const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;

      layout = create_text (self, lines[i], SIZE_BODY, FALSE, WIDTH);
      pango_layout_set_justify (layout, TRUE);
      pango_layout_set_line_spacing (layout, LINE_SPACING);
      pango_layout_set_indent (layout, (int) (INDENT * PANGO_SCALE));
      flow_lines (self, layout, LEFT);
      self->y += 4;
    }
}

static void
set_facts (HzLetterLayout *self)
{
  g_auto (GStrv) lines = g_strsplit (get_text (self, HZ_LETTER_FACTS), "\n", -1);

  set_paragraphs (self, get_text (self, HZ_LETTER_FACTS_HEADING));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *item = NULL;
      g_autoptr (PangoLayout) layout = NULL;

      if (*lines[i] == '\0')
        continue;

      item = g_strconcat ("–\302\240", lines[i], NULL);
      layout = create_text (self, item, SIZE_BODY, FALSE, WIDTH - INDENT);
      pango_layout_set_indent (layout, (int) (-10 * PANGO_SCALE));
      pango_layout_set_line_spacing (layout, LINE_SPACING);
      flow_lines (self, layout, LEFT + INDENT);
    }
  self->y += 4;
}

/* Post, room for the signature, name; the place of the stamp below the post. Stands together. */
static void
set_signature (HzLetterLayout *self)
{
  double third = WIDTH * 0.42;
  g_autoptr (PangoLayout) attached = create_text (self, get_text (self, HZ_LETTER_ATTACHMENTS),
                                                  SIZE_BODY, FALSE, WIDTH);
  g_autoptr (PangoLayout) closing = create_text (self, get_text (self, HZ_LETTER_CLOSING), SIZE_BODY,
                                                 FALSE, WIDTH);
  g_autofree char *post_text = hz_text_capitalize (get_text (self, HZ_LETTER_POST));
  g_autoptr (PangoLayout) post = create_text (self, post_text, SIZE_BODY, FALSE, third);
  g_autoptr (PangoLayout) signer = create_text (self, get_text (self, HZ_LETTER_SIGNER), SIZE_BODY,
                                                FALSE, WIDTH * 0.3);
  g_autoptr (PangoLayout) stamp = create_text (self, get_text (self, HZ_LETTER_STAMP), SIZE_SMALL,
                                               FALSE, third);
  double height = get_height (closing) + get_height (post) + get_height (stamp) + 20 + SIGNING_ROOM;
  gboolean has_attached = *pango_layout_get_text (attached) != '\0';

  if (has_attached)
    height += get_height (attached) + 8;
  if (self->y + 8 + height > BOTTOM)
    begin_page (self);

  self->y += 8;
  if (has_attached)
    {
      flow_whole (self, attached, LEFT);
      self->y += 8;
    }
  flow_whole (self, closing, LEFT);
  self->y += SIGNING_ROOM;
  put (self, post, LEFT, self->y);
  pango_layout_set_alignment (signer, PANGO_ALIGN_RIGHT);
  put (self, signer, RIGHT - WIDTH * 0.3, self->y + get_height (post) - get_height (signer));
  self->y += get_height (post);
  put_rule (self, LEFT + third + 8, RIGHT - WIDTH * 0.3, self->y - 3, 0.6, FALSE);
  self->y += 6;
  flow_whole (self, stamp, LEFT + 24);
  self->y += 6;
}

/* A field that ends with "_" is a line to write on, to the end of its column. */
static double
set_slip_field (HzLetterLayout *self,
                const char *text,
                double x,
                double width,
                double y)
{
  gsize length = strlen (text);
  gboolean has_rule = length > 0 && text[length - 1] == '_';
  g_autofree char *label = g_strndup (text, has_rule ? length - 1 : length);
  g_autoptr (PangoLayout) layout = create_text (self, label, SIZE_SLIP, FALSE, width);
  double height = get_height (layout);
  int label_width;

  pango_layout_get_size (layout, &label_width, NULL);
  put (self, layout, x, y);
  if (has_rule)
    put_rule (self, x + (double) label_width / PANGO_SCALE + 2, x + width, y + height - 2, 0.5, FALSE);

  return height;
}

static double
set_slip_lines (HzLetterLayout *self,
                double y)
{
  g_auto (GStrv) lines = g_strsplit (get_text (self, HZ_LETTER_SLIP), "\n", -1);
  double half = (WIDTH - GUTTER) / 2;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (lines[i], "\t", 2);
      double height;

      if (halves[0] == NULL)
        continue;
      height = set_slip_field (self, halves[0], LEFT, halves[1] != NULL ? half : WIDTH, y);
      if (halves[1] != NULL)
        set_slip_field (self, halves[1], LEFT + half + GUTTER, half, y);
      y += height + SLIP_ROOM;
    }

  return y;
}

static char *
make_slip_title (HzLetterLayout *self)
{
  const HzLetterTemplate *template = hz_letter_template_get (self->referral->language);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  char *slip = hz_referral_dup_slip_number (self->referral);

  if (slip == NULL)
    return hz_letter_template_fill (template, "slip-title-blank", fields);

  g_hash_table_insert (fields, (gpointer) "slip", slip);

  return hz_letter_template_fill (template, "slip-title", fields);
}

/* Who wrote the letter, and below it, to be torn off,
  the answer slip; nothing on it names the client. */
static void
set_foot (HzLetterLayout *self)
{
  g_autofree char *title_text = make_slip_title (self);
  g_autoptr (PangoLayout) performer = create_text (self, get_text (self, HZ_LETTER_PERFORMER),
                                                   SIZE_SMALL, FALSE, WIDTH);
  g_autoptr (PangoLayout) title = create_text (self, title_text, SIZE_SMALL + 0.5, TRUE, WIDTH);
  g_autoptr (PangoLayout) back = create_text (self, get_text (self, HZ_LETTER_SLIP_RETURN), SIZE_SLIP,
                                              FALSE, WIDTH);
  g_autoptr (PangoLayout) line = create_text (self, "Ӣ", SIZE_SLIP, FALSE, WIDTH);
  g_auto (GStrv) lines = g_strsplit (get_text (self, HZ_LETTER_SLIP), "\n", -1);
  double slip = get_height (title) + 8 + g_strv_length (lines) * (get_height (line) + SLIP_ROOM) +
                get_height (back);
  double foot = get_height (performer) + 10 + 12 + slip;
  double y;

  if (self->y + foot > BOTTOM)
    begin_page (self);

  y = BOTTOM - foot;
  put (self, performer, LEFT, y);
  y += get_height (performer) + 10;
  put_rule (self, 0, HZ_LETTER_PAGE_WIDTH, y, 0.6, TRUE);
  y += 12;
  put (self, title, LEFT, y);
  y += get_height (title) + 8;
  y = set_slip_lines (self, y);
  put (self, back, LEFT, y);
}

static gboolean
check_fonts (HzLetterLayout *self,
             GError **error)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      GPtrArray *page = g_ptr_array_index (self->pages, i);

      for (guint j = 0; j < page->len; j++)
        {
          Piece *piece = g_ptr_array_index (page, j);

          if (piece->layout != NULL &&
              !hz_letter_font_check (piece->layout, HZ_LETTER_FAMILY, error))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * hz_letter_layout_new:
 * @referral: a letter with its page; without a number it is a draft, and its number stays blank
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its pages; or %HZ_LETTERS_ERROR_FONT, %HZ_LETTERS_ERROR_LETTER
 */
HzLetterLayout *
hz_letter_layout_new (HzReferral *referral,
                      GError **error)
{
  g_autoptr (HzLetterLayout) self = g_new0 (HzLetterLayout, 1);

  self->referral = g_object_ref (referral);
  self->context = hz_letter_font_create_context (referral->language);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  begin_page (self);
  set_letterhead (self);
  set_reference (self);
  set_heading (self);
  set_paragraphs (self, get_text (self, HZ_LETTER_OPENING));
  set_paragraphs (self, get_text (self, HZ_LETTER_ASKED));
  set_facts (self);
  set_paragraphs (self, get_text (self, HZ_LETTER_ENDING));
  set_signature (self);
  set_foot (self);

  return check_fonts (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hz_letter_layout_free:
 * @self: (transfer full): pages
 */
void
hz_letter_layout_free (HzLetterLayout *self)
{
  g_ptr_array_unref (self->pages);
  g_object_unref (self->context);
  g_object_unref (self->referral);
  g_free (self);
}

/**
 * hz_letter_layout_get_n_pages:
 * @self: pages
 *
 * Returns: how many
 */
guint
hz_letter_layout_get_n_pages (const HzLetterLayout *self)
{
  return self->pages->len;
}

static void
draw_rule (const Piece *piece,
           cairo_t *cr)
{
  const double dashes[] = { 4, 3 };

  cairo_set_line_width (cr, piece->thickness);
  cairo_set_dash (cr, dashes, piece->is_dashed ? 2 : 0, 0);
  cairo_move_to (cr, piece->x, piece->y);
  cairo_line_to (cr, piece->to_x, piece->y);
  cairo_stroke (cr);
}

static void
draw_lines (const Piece *piece,
            cairo_t *cr)
{
  PangoLayoutIter *iter = pango_layout_get_iter (piece->layout);
  int i = 0;

  do
    {
      PangoRectangle extents;

      if (i >= piece->first_line && i < piece->last_line)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &extents);
          cairo_move_to (cr, piece->x + (double) extents.x / PANGO_SCALE,
                         piece->y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      i++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/**
 * hz_letter_layout_draw_page:
 * @self: pages
 * @page: from 0
 * @cr: where to; a unit is a point
 *
 * Draws a page in black, without its paper.
 */
void
hz_letter_layout_draw_page (const HzLetterLayout *self,
                            guint page,
                            cairo_t *cr)
{
  GPtrArray *pieces;

  g_return_if_fail (page < self->pages->len);

  pieces = g_ptr_array_index (self->pages, page);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (pieces, i);

      if (piece->layout == NULL)
        draw_rule (piece, cr);
      else
        draw_lines (piece, cr);
    }
  cairo_restore (cr);
}
