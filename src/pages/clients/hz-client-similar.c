/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-similar.h"

#include <glib/gi18n.h>

#include "hz-client-duplicates.h"
#include "hz-client-label.h"
#include "hz-client-query.h"

#define DELAY 120
#define FEWEST_LETTERS 3
#define ROWS_MOST 5
#define HEIGHT_LEAST 84
#define HEIGHT_MOST 140

struct _HzClientSimilar
{
  GtkBox parent_instance;

  GtkWidget *heading;
  GtkWidget *list;

  /* Owned */
  HzRecords *records;
  HzClient *client;
  GCancellable *cancellable;
  GArray *different;
  GHashTable *shown;

  guint timeout_id;
  gboolean has_phone;
};

G_DEFINE_FINAL_TYPE (HzClientSimilar, hz_client_similar, GTK_TYPE_BOX)

enum
{
  SIGNAL_SAME,
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_different (HzClientSimilar *self,
              const HzId *id)
{
  for (guint i = 0; i < self->different->len; i++)
    if (hz_id_equal (&g_array_index (self->different, HzId, i), id))
      return TRUE;

  return FALSE;
}

static void
update_heading (HzClientSimilar *self)
{
  guint n = g_hash_table_size (self->shown);
  g_autofree char *heading = g_strdup_printf (_("Similar records: %u"), n);

  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  /* Whoever cannot see the box grow is told with the form. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
}

static const char *
get_why (HzLikeness likeness)
{
  switch (likeness)
    {
    case HZ_LIKENESS_SAME_NAME:
      return _("the same name");
    case HZ_LIKENESS_NEAR_NAME:
      return _("a similar name");
    case HZ_LIKENESS_SAME_PHONE:
      return _("the same phone");
    case HZ_LIKENESS_OTHER_YEAR:
      return _("the same name, another year");
    default:
      return "";
    }
}

static void
on_same_clicked_cb (GtkWidget *button,
                    HzClientSimilar *self)
{
  HzId id = *(HzId *) g_object_get_data (G_OBJECT (button), "hz-id");

  g_signal_emit (self, signals[SIGNAL_SAME], 0, &id);
}

static void
on_different_clicked_cb (GtkWidget *button,
                         HzClientSimilar *self)
{
  HzId id = *(HzId *) g_object_get_data (G_OBJECT (button), "hz-id");
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  g_array_append_val (self->different, id);
  g_hash_table_remove (self->shown, &id);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (button)), GTK_DIR_TAB_FORWARD);
  gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  update_heading (self);
}

static GtkWidget *
create_button (HzClientSimilar *self,
               const char *label,
               const HzClientRow *row,
               GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "hz-id", hz_id_copy (&row->id),
                          (GDestroyNotify) hz_id_free);
  g_signal_connect (button, "clicked", callback, self);

  return button;
}

/* Name and year, and what else tells two people of one name apart. */
static char *
describe (const HzClientRow *row,
          const char *why)
{
  g_autofree char *name = hz_client_label_row_name (row);
  g_autofree char *birth = hz_client_label_birth (row->birth);
  const char *parts[] = { birth, hz_client_label_district (row->district), row->code, why };
  g_autoptr (GString) text = g_string_new (name);
  const char *before = "\n";

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        g_string_append_printf (text, "%s%s", before, parts[i]);
        before = " · ";
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_row (HzClientSimilar *self,
         const HzClientRow *row,
         const char *why)
{
  g_autofree char *text = NULL;
  GtkWidget *label;
  GtkWidget *line;
  GtkWidget *item;

  if (g_hash_table_size (self->shown) >= ROWS_MOST || is_different (self, &row->id)
      || g_hash_table_contains (self->shown, &row->id)
      || (self->client != NULL && hz_id_equal (&row->id, &self->client->stamp.id)))
    return;

  g_hash_table_add (self->shown, hz_id_copy (&row->id));
  text = describe (row, why);
  label = gtk_label_new (text);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (line, 6);
  gtk_widget_set_margin_end (line, 6);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), create_button (self, _("Same person"), row,
                                                 G_CALLBACK (on_same_clicked_cb)));
  gtk_box_append (GTK_BOX (line), create_button (self, _("Different person"), row,
                                                 G_CALLBACK (on_different_clicked_cb)));
  item = gtk_list_box_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (item), FALSE);
  gtk_widget_set_focusable (item, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), line);
  gtk_list_box_append (GTK_LIST_BOX (self->list), item);
}

static void
clear (HzClientSimilar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  g_hash_table_remove_all (self->shown);
  self->has_phone = FALSE;
}

/* A name that is still being typed: whoever is called so. */
static void
on_records_query_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer data)
{
  g_autoptr (HzClientSimilar) self = data;
  g_autoptr (HzClientAnswer) answer = hz_client_query_run_finish (HZ_RECORDS (source), result, NULL);

  if (answer == NULL || self->records == NULL)
    return;

  for (guint i = 0; i < answer->rows->len; i++)
    add_row (self, g_ptr_array_index (answer->rows, i), NULL);
  update_heading (self);
}

static void
ask_for_name (HzClientSimilar *self)
{
  g_autofree char *name = hz_client_dup_name (self->client);
  g_autoptr (HzClientQuery) query = hz_client_query_new (name);

  if (name != NULL && g_utf8_strlen (name, -1) >= FEWEST_LETTERS)
    hz_client_query_run_async (self->records, query, 0, ROWS_MOST, self->cancellable,
                               on_records_query_cb, g_object_ref (self));
}

static void
on_records_find_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer data)
{
  g_autoptr (HzClientSimilar) self = data;
  g_autoptr (GPtrArray) found
    = hz_client_duplicates_find_finish (HZ_RECORDS (source), result, NULL);

  if (found == NULL || self->records == NULL)
    return;

  clear (self);
  for (guint i = 0; i < found->len; i++)
    {
      const HzClientDuplicate *duplicate = g_ptr_array_index (found, i);

      self->has_phone |= duplicate->likeness == HZ_LIKENESS_SAME_PHONE;
      add_row (self, duplicate->row, get_why (duplicate->likeness));
    }

  update_heading (self);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0, self->has_phone);
  if (g_hash_table_size (self->shown) < ROWS_MOST && !hz_id_is_set (&self->client->stamp.id))
    ask_for_name (self);
}

static gboolean
on_timeout_cb (gpointer data)
{
  HzClientSimilar *self = data;

  self->timeout_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  hz_client_duplicates_find_async (self->records, self->client, self->cancellable,
                                   on_records_find_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
hz_client_similar_dispose (GObject *object)
{
  HzClientSimilar *self = HZ_CLIENT_SIMILAR (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->records);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (hz_client_similar_parent_class)->dispose (object);
}

static void
hz_client_similar_finalize (GObject *object)
{
  HzClientSimilar *self = HZ_CLIENT_SIMILAR (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->different);
  g_hash_table_unref (self->shown);

  G_OBJECT_CLASS (hz_client_similar_parent_class)->finalize (object);
}

static void
hz_client_similar_class_init (HzClientSimilarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_similar_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_similar_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);

  /**
   * HzClientSimilar::same:
   * @id: of the record
   *
   * It is she.
   */
  signals[SIGNAL_SAME]
    = g_signal_new ("same", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, HZ_TYPE_ID);
  /**
   * HzClientSimilar::found:
   * @same_phone: whether another record has one of the numbers
   */
  signals[SIGNAL_FOUND]
    = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
hz_client_similar_init (HzClientSimilar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->different = g_array_new (FALSE, FALSE, sizeof (HzId));
  self->shown = g_hash_table_new_full (hz_id_hash, hz_id_equal, (GDestroyNotify) hz_id_free, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "hz-question");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_margin_start (self->heading, 18);
  gtk_widget_set_margin_top (self->heading, 6);
  gtk_widget_set_margin_start (self->list, 18);
  gtk_widget_set_margin_end (self->list, 18);
  gtk_widget_set_margin_bottom (self->list, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MOST);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_LEAST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-similar");
  gtk_box_append (GTK_BOX (self), self->heading);
  gtk_box_append (GTK_BOX (self), scroller);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * hz_client_similar_new:
 * @records: the records
 *
 * Returns: (transfer floating): the box
 */
GtkWidget *
hz_client_similar_new (HzRecords *records)
{
  HzClientSimilar *self = g_object_new (HZ_TYPE_CLIENT_SIMILAR, NULL);

  self->records = g_object_ref (records);

  return GTK_WIDGET (self);
}

/**
 * hz_client_similar_set_client:
 * @self: the box
 * @client: as the form stands
 *
 * Looks for others like her, when nothing more is typed for a moment.
 */
void
hz_client_similar_set_client (HzClientSimilar *self,
                              HzClient *client)
{
  g_return_if_fail (HZ_IS_CLIENT_SIMILAR (self));

  g_set_object (&self->client, client);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (DELAY, on_timeout_cb, self);
}

GArray *
hz_client_similar_get_different (HzClientSimilar *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_SIMILAR (self), NULL);

  return self->different;
}

gboolean
hz_client_similar_has_phone (HzClientSimilar *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_SIMILAR (self), FALSE);

  return self->has_phone;
}
