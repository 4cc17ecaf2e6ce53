/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A list of any length of which only what is looked at is in memory.
 *
 * Replacing a model's contents makes GtkListView build some 200 rows anew, on every keystroke of a
 * search. Here the places are slots that stay, and are filled anew one by one; only a difference in
 * length is a change of the model, at its end. What the person sees is filled at once, the rest when
 * nothing else is to be done. So is the difference in length where the view has built rows: a few rows
 * at a time, those that are too many empty until they go.
 *
 * Rows are fetched by pages of PAGE. A page somebody looks at is asked for once; of pages that were
 * only scrolled past, nothing is asked. A few pages are kept for the way back.
 */

#include "config.h"

#include "hz-slot-list.h"

#define PAGE 64
#define VISIBLE 30
#define FILL_AT_ONCE 24
/* Further from what is seen, a view has built no rows. */
#define BUILT 240
#define PAGES_KEPT 16
#define ASKED_MOST 2

/* Rows fetched together: @first is the place of the first of them. */
typedef struct
{
  GPtrArray *rows;
  guint first;
} Page;

struct _HzSlotList
{
  GObject parent_instance;

  HzSlotListAsk ask;
  gpointer data;

  /* How many rows there are; how many the model has at the moment */
  guint n_rows;
  guint n_items;
  guint generation;
  gboolean is_waiting;
  guint visible;

  /* Borrowed: position to the slots that somebody holds */
  GHashTable *slots;

  /* Owned: number to Page; the numbers, oldest first */
  GHashTable *pages;
  GArray *page_order;

  /* Numbers of pages: looked at and not asked for yet, newest last; asked for */
  GArray *wanted;
  GArray *asked;

  /* Owned: slots that are to be filled when there is time */
  GQueue *unfilled;
  guint idle_id;
};

static guint answered_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzSlotList, hz_slot_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
find_number (GArray *numbers,
             guint number,
             guint *index)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }

  return FALSE;
}

static void
page_free (Page *page)
{
  g_ptr_array_unref (page->rows);
  g_free (page);
}

static Page *
find_page (HzSlotList *self,
           guint position)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (position / PAGE));

  return page != NULL && position - page->first < page->rows->len ? page : NULL;
}

static gboolean
fill_slot (HzSlotList *self,
           HzSlot *slot)
{
  guint position = hz_slot_get_position (slot);
  Page *page = position < self->n_rows ? find_page (self, position) : NULL;

  if (position >= self->n_rows)
    hz_slot_set_row (slot, NULL, 0);
  if (page == NULL)
    return FALSE;

  hz_slot_set_row (slot, page->rows, position - page->first);
  return TRUE;
}

/* Whether anybody looks at a slot of this page. */
static gboolean
is_looked_at (HzSlotList *self,
              guint number)
{
  for (guint i = number * PAGE; i < (number + 1) * PAGE; i++)
    if (g_hash_table_contains (self->slots, GUINT_TO_POINTER (i)))
      return TRUE;

  return FALSE;
}

static void
ask_wanted (HzSlotList *self)
{
  while (self->ask != NULL && !self->is_waiting && self->wanted->len > 0
         && self->asked->len < ASKED_MOST)
    {
      guint number = g_array_index (self->wanted, guint, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (!is_looked_at (self, number))
        continue;

      g_array_append_val (self->asked, number);
      self->ask (self, self->generation, number * PAGE, PAGE, FALSE, self->data);
    }
}

static void
want_page (HzSlotList *self,
           guint number)
{
  guint index;

  if (find_number (self->asked, number, NULL))
    return;
  if (find_number (self->wanted, number, &index))
    g_array_remove_index (self->wanted, index);

  g_array_append_val (self->wanted, number);
}

static void
set_length (HzSlotList *self,
            guint n_items)
{
  guint before = self->n_items;

  self->n_items = n_items;
  if (n_items > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_items - before);
  else if (n_items < before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_items, before - n_items, 0);
}

/* Of rows that are built, a few at once; of others, all. */
static guint
get_next_length (HzSlotList *self)
{
  guint built = self->visible + BUILT;

  if (self->n_items < self->n_rows)
    return self->n_items >= built ? self->n_rows
                                  : MIN (self->n_rows, self->n_items + FILL_AT_ONCE);
  if (self->n_items > built)
    return MAX (self->n_rows, built);

  return MAX (self->n_rows, self->n_items - MIN (self->n_items, FILL_AT_ONCE));
}

static gboolean
on_idle_cb (gpointer data)
{
  HzSlotList *self = data;

  for (guint i = 0; i < FILL_AT_ONCE && !g_queue_is_empty (self->unfilled); i++)
    {
      g_autoptr (HzSlot) slot = g_queue_pop_head (self->unfilled);

      if (!fill_slot (self, slot) && hz_slot_get_position (slot) < self->n_rows)
        want_page (self, hz_slot_get_position (slot) / PAGE);
    }

  ask_wanted (self);
  if (self->n_items != self->n_rows)
    set_length (self, get_next_length (self));
  if (!g_queue_is_empty (self->unfilled) || self->n_items != self->n_rows)
    return G_SOURCE_CONTINUE;

  self->idle_id = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_later (HzSlotList *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, on_idle_cb, self, NULL);
}

static void
clear_unfilled (HzSlotList *self)
{
  g_queue_clear_full (self->unfilled, g_object_unref);
}

static GType
hz_slot_list_get_item_type (GListModel *model)
{
  return HZ_TYPE_SLOT;
}

static guint
hz_slot_list_get_n_items (GListModel *model)
{
  return HZ_SLOT_LIST (model)->n_items;
}

static gpointer
hz_slot_list_get_item (GListModel *model,
                       guint position)
{
  HzSlotList *self = HZ_SLOT_LIST (model);
  HzSlot *slot;

  if (position >= self->n_items)
    return NULL;

  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = hz_slot_new (position, self->slots);
  if (!fill_slot (self, slot) && position < self->n_rows)
    {
      want_page (self, position / PAGE);
      fill_later (self);
    }

  return slot;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = hz_slot_list_get_item_type;
  iface->get_n_items = hz_slot_list_get_n_items;
  iface->get_item = hz_slot_list_get_item;
}

static void
hz_slot_list_dispose (GObject *object)
{
  hz_slot_list_stop (HZ_SLOT_LIST (object));

  G_OBJECT_CLASS (hz_slot_list_parent_class)->dispose (object);
}

static void
hz_slot_list_finalize (GObject *object)
{
  HzSlotList *self = HZ_SLOT_LIST (object);

  g_hash_table_unref (self->slots);
  g_hash_table_unref (self->pages);
  g_array_unref (self->page_order);
  g_array_unref (self->wanted);
  g_array_unref (self->asked);
  g_queue_free (self->unfilled);

  G_OBJECT_CLASS (hz_slot_list_parent_class)->finalize (object);
}

static void
hz_slot_list_class_init (HzSlotListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hz_slot_list_dispose;
  object_class->finalize = hz_slot_list_finalize;

  /**
   * HzSlotList::answered:
   *
   * What the person sees has been filled after a reload.
   */
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_slot_list_init (HzSlotList *self)
{
  self->slots = g_hash_table_new (NULL, NULL);
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
  self->page_order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->unfilled = g_queue_new ();
}

/**
 * hz_slot_list_new:
 * @ask: fetches rows
 * @data: for @ask; alive until hz_slot_list_stop()
 *
 * Returns: (transfer full): an empty list; see hz_slot_list_reload()
 */
HzSlotList *
hz_slot_list_new (HzSlotListAsk ask,
                  gpointer data)
{
  HzSlotList *self = g_object_new (HZ_TYPE_SLOT_LIST, NULL);

  self->ask = ask;
  self->data = data;

  return self;
}

/**
 * hz_slot_list_reload:
 * @self: a list
 *
 * Asks for what the person sees. Until the answer is there, what was there stays.
 */
void
hz_slot_list_reload (HzSlotList *self)
{
  g_return_if_fail (HZ_IS_SLOT_LIST (self));

  if (self->ask == NULL)
    return;

  self->generation++;
  self->is_waiting = TRUE;
  g_array_set_size (self->asked, 0);
  self->ask (self, self->generation, self->visible / PAGE * PAGE, 2 * PAGE, TRUE, self->data);
}

static void
keep_page (HzSlotList *self,
           guint number,
           GPtrArray *rows,
           guint first)
{
  Page *page = g_new0 (Page, 1);
  guint index;

  page->rows = g_ptr_array_ref (rows);
  page->first = first;
  g_hash_table_replace (self->pages, GUINT_TO_POINTER (number), page);

  if (find_number (self->page_order, number, &index))
    g_array_remove_index (self->page_order, index);
  g_array_append_val (self->page_order, number);
  if (self->page_order->len > PAGES_KEPT)
    {
      g_hash_table_remove (self->pages,
                           GUINT_TO_POINTER (g_array_index (self->page_order, guint, 0)));
      g_array_remove_index (self->page_order, 0);
    }
}

static void
keep_rows (HzSlotList *self,
           guint first,
           GPtrArray *rows)
{
  guint index;

  for (guint i = 0; i < MAX (rows->len, 1); i += PAGE)
    {
      guint number = (first + i) / PAGE;

      if (rows->len > 0)
        keep_page (self, number, rows, first);
      if (find_number (self->asked, number, &index))
        g_array_remove_index (self->asked, index);
    }
}

/* At once what is seen, and what costs little. */
static void
change_length (HzSlotList *self,
               guint n_rows)
{
  guint seen = MIN (n_rows, self->visible + VISIBLE);

  self->n_rows = n_rows;
  if (self->n_items < seen)
    set_length (self, seen);
  if (self->n_items != n_rows)
    set_length (self, get_next_length (self));
  if (self->n_items != n_rows)
    fill_later (self);
}

/* The slots on the screen at once, the others when there is time. */
static void
fill_slots (HzSlotList *self)
{
  GHashTableIter iter;
  gpointer value;

  clear_unfilled (self);
  for (guint i = self->visible; i < self->visible + VISIBLE; i++)
    {
      HzSlot *slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (i));

      if (slot != NULL && !fill_slot (self, slot) && i < self->n_rows)
        want_page (self, i / PAGE);
    }

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint position = hz_slot_get_position (value);

      if (position - self->visible >= VISIBLE)
        g_queue_push_tail (self->unfilled, g_object_ref (value));
    }

  if (!g_queue_is_empty (self->unfilled))
    fill_later (self);
}

/* Those of one page that has come. */
static void
fill_page (HzSlotList *self,
           guint first,
           guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      HzSlot *slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (i));

      if (slot != NULL)
        fill_slot (self, slot);
    }
}

/**
 * hz_slot_list_answer:
 * @self: a list
 * @generation: as it was asked with
 * @n_rows: how many rows there are altogether
 * @first: place of the first of @rows
 * @rows: the rows
 *
 * Gives the list what it asked for. What was asked before the last reload is passed over.
 */
void
hz_slot_list_answer (HzSlotList *self,
                     guint generation,
                     guint n_rows,
                     guint first,
                     GPtrArray *rows)
{
  g_return_if_fail (HZ_IS_SLOT_LIST (self));

  if (generation != self->generation || self->ask == NULL)
    return;

  if (!self->is_waiting)
    {
      keep_rows (self, first, rows);
      fill_page (self, first, rows->len);
      ask_wanted (self);
      return;
    }

  self->is_waiting = FALSE;
  g_hash_table_remove_all (self->pages);
  g_array_set_size (self->page_order, 0);
  g_array_set_size (self->wanted, 0);
  keep_rows (self, first, rows);
  change_length (self, n_rows);
  fill_slots (self);
  ask_wanted (self);
  g_signal_emit (self, answered_signal, 0);
}

/**
 * hz_slot_list_extend:
 * @self: a list that has been answered
 * @n_rows: how many rows there are altogether, not fewer than before
 *
 * Rows have been found that come after those the list knows of.
 */
void
hz_slot_list_extend (HzSlotList *self,
                     guint n_rows)
{
  g_return_if_fail (HZ_IS_SLOT_LIST (self));
  g_return_if_fail (n_rows >= self->n_rows);

  change_length (self, n_rows);
}

/**
 * hz_slot_list_set_visible:
 * @self: a list
 * @first: place of the first row on the screen
 */
void
hz_slot_list_set_visible (HzSlotList *self,
                          guint first)
{
  g_return_if_fail (HZ_IS_SLOT_LIST (self));

  self->visible = first;
}

/**
 * hz_slot_list_get_n_rows:
 * @self: a list
 *
 * Returns: how many rows there are, also while the model still has more or fewer
 */
guint
hz_slot_list_get_n_rows (HzSlotList *self)
{
  g_return_val_if_fail (HZ_IS_SLOT_LIST (self), 0);

  return self->n_rows;
}

/**
 * hz_slot_list_get_row:
 * @self: a list
 * @position: a place
 *
 * Returns: (transfer none) (nullable): what stands there, when it is in memory
 */
gpointer
hz_slot_list_get_row (HzSlotList *self,
                      guint position)
{
  Page *page;

  g_return_val_if_fail (HZ_IS_SLOT_LIST (self), NULL);

  page = position < self->n_rows ? find_page (self, position) : NULL;

  return page != NULL ? g_ptr_array_index (page->rows, position - page->first) : NULL;
}

/**
 * hz_slot_list_stop:
 * @self: a list
 *
 * It asks nothing any more; whoever answered may go.
 */
void
hz_slot_list_stop (HzSlotList *self)
{
  g_return_if_fail (HZ_IS_SLOT_LIST (self));

  self->ask = NULL;
  self->data = NULL;
  clear_unfilled (self);
  g_clear_handle_id (&self->idle_id, g_source_remove);
}
