/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list filled anew in place: slots stay, only the tail is a change of the model. */

#include "hz-slot-list.h"
#include "hz-test.h"

typedef struct
{
  HzSlotList *list;
  guint n_rows;
  const char *word;
  guint n_asked;

  /* The last question, not answered yet when is_slow */
  gboolean is_slow;
  guint generation;
  guint first;

  guint n_changes;
  guint position;
  guint removed;
  guint added;
  guint n_answered;
} Source;

static GPtrArray *
make_rows (Source *source,
           guint first,
           guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = first; i < MIN (first + n, source->n_rows); i++)
    g_ptr_array_add (rows, g_strdup_printf ("%s %u", source->word, i));

  return rows;
}

static void
answer (Source *source,
        guint generation,
        guint first,
        guint n)
{
  g_autoptr (GPtrArray) rows = make_rows (source, first, n);

  hz_slot_list_answer (source->list, generation, source->n_rows, first, rows);
}

static void
on_list_ask (HzSlotList *list,
             guint generation,
             guint first,
             guint n,
             gboolean is_first,
             gpointer data)
{
  Source *source = data;

  source->n_asked++;
  source->generation = generation;
  source->first = first;
  if (!source->is_slow)
    answer (source, generation, first, n);
}

static void
on_list_items_changed_cb (GListModel *model,
                          guint position,
                          guint removed,
                          guint added,
                          Source *source)
{
  source->n_changes++;
  source->position = position;
  source->removed = removed;
  source->added = added;
}

static void
on_list_answered_cb (HzSlotList *list,
                     Source *source)
{
  source->n_answered++;
}

static void
set_up (Source *source)
{
  source->word = "one";
  source->list = hz_slot_list_new (on_list_ask, source);
  g_signal_connect (source->list, "items-changed", G_CALLBACK (on_list_items_changed_cb), source);
  g_signal_connect (source->list, "answered", G_CALLBACK (on_list_answered_cb), source);
}

static void
tear_down (Source *source)
{
  hz_slot_list_stop (source->list);
  hz_test_assert_finalizes (source->list);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_refill (void)
{
  Source source = { .n_rows = 100 };
  g_autoptr (HzSlot) slot = NULL;
  g_autoptr (HzSlot) far = NULL;
  gpointer again;

  set_up (&source);
  hz_slot_list_reload (source.list);
  iterate ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (source.list)), ==, 100);
  source.n_changes = 0;
  slot = g_list_model_get_item (G_LIST_MODEL (source.list), 3);
  far = g_list_model_get_item (G_LIST_MODEL (source.list), 80);
  g_assert_cmpstr (hz_slot_get_row (slot), ==, "one 3");
  g_assert_cmpstr (hz_slot_get_row (far), ==, "one 80");

  /* As many rows: no change of the model, the same slot, what is seen at once. */
  source.word = "two";
  hz_slot_list_reload (source.list);
  g_assert_cmpuint (source.n_changes, ==, 0);
  g_assert_cmpstr (hz_slot_get_row (slot), ==, "two 3");
  again = g_list_model_get_item (G_LIST_MODEL (source.list), 3);
  g_assert_true (again == (gpointer) slot);
  g_object_unref (again);
  iterate ();
  g_assert_cmpstr (hz_slot_get_row (far), ==, "two 80");

  /* Fewer: what is seen and is not any more is empty at once, and goes piece by piece from the end. */
  source.n_rows = 2;
  hz_slot_list_reload (source.list);
  g_assert_cmpuint (hz_slot_list_get_n_rows (source.list), ==, 2);
  g_assert_null (hz_slot_get_row (slot));
  g_assert_cmpuint (source.position + source.removed, ==, 100);
  g_assert_cmpuint (source.removed, <, 98);
  iterate ();
  g_assert_cmpuint (source.position, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (source.list)), ==, 2);

  /* More: what is seen at once. */
  source.n_rows = 100000;
  hz_slot_list_reload (source.list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (source.list)), >=, 30);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (source.list)), <, 200);
  iterate ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (source.list)), ==, 100000);

  /* Found later. */
  hz_slot_list_extend (source.list, 100010);
  g_assert_cmpuint (source.position, ==, 100000);
  g_assert_cmpuint (source.added, ==, 10);
  g_assert_cmpuint (source.n_answered, ==, 4);
  iterate ();
  tear_down (&source);
}

static void
test_paging (void)
{
  Source source = { .n_rows = 100000 };
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);

  set_up (&source);
  hz_slot_list_reload (source.list);
  iterate ();

  /* Scrolled past and let go before there was time: nothing is asked. */
  for (guint i = 1000; i < 30000; i += 10)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (source.list), i));
  for (guint i = 50000; i < 50100; i++)
    g_ptr_array_add (slots, g_list_model_get_item (G_LIST_MODEL (source.list), i));
  g_assert_null (hz_slot_get_row (g_ptr_array_index (slots, 99)));
  iterate ();
  g_assert_cmpstr (hz_slot_get_row (g_ptr_array_index (slots, 99)), ==, "one 50099");
  g_assert_cmpstr (hz_slot_get_row (g_ptr_array_index (slots, 0)), ==, "one 50000");
  g_assert_cmpuint (source.n_asked, ==, 3);
  g_ptr_array_set_size (slots, 0);
  tear_down (&source);
}

static void
test_late_answer (void)
{
  Source source = { .n_rows = 10, .is_slow = TRUE };
  g_autoptr (HzSlot) slot = NULL;
  guint late;

  set_up (&source);
  hz_slot_list_reload (source.list);
  late = source.generation;
  hz_slot_list_reload (source.list);

  /* What was asked before counts no more. */
  answer (&source, late, 0, 128);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (source.list)), ==, 0);
  source.word = "two";
  answer (&source, source.generation, 0, 128);
  slot = g_list_model_get_item (G_LIST_MODEL (source.list), 9);
  g_assert_cmpstr (hz_slot_get_row (slot), ==, "two 9");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (source.list), 10));

  /* Nothing is asked after the end. */
  hz_slot_list_stop (source.list);
  hz_slot_list_reload (source.list);
  g_assert_cmpuint (source.n_asked, ==, 2);
  g_clear_object (&slot);
  tear_down (&source);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/slot-list/refill", test_refill);
  g_test_add_func ("/records/slot-list/paging", test_paging);
  g_test_add_func ("/records/slot-list/late-answer", test_late_answer);

  return g_test_run ();
}
