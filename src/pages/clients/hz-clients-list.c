/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clients-list-private.h"

#include <glib/gi18n.h>

#include "hz-client-call.h"
#include "hz-client-list-row.h"
#include "hz-client-store.h"
#include "hz-clients-filter.h"
#include "hz-clients-header.h"
#include "hz-empty-state.h"
#include "hz-shell.h"
#include "hz-shortcut.h"

G_DEFINE_FINAL_TYPE (HzClientsList, hz_clients_list, GTK_TYPE_BOX)

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_search_changed_cb (GtkSearchEntry *search,
                      HzClientsList *self)
{
  hz_clients_list_ask_anew (self);
}

static void
on_header_changed_cb (HzClientsHeader *header,
                      HzClientsList *self)
{
  hz_clients_list_ask_anew (self);
}

static void
on_filter_changed_cb (GtkWidget *filter,
                      HzClientsList *self)
{
  if (hz_clients_filter_is_set (HZ_CLIENTS_FILTER (self->filter)))
    gtk_widget_add_css_class (self->filter_button, "accent");
  else
    gtk_widget_remove_css_class (self->filter_button, "accent");
  hz_clients_list_ask_anew (self);
}

static const HzClientRow *
get_selected_row (HzClientsList *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->view));
  guint position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model));

  return position != GTK_INVALID_LIST_POSITION ? hz_slot_list_get_row (self->list, position) : NULL;
}

static void
open_at (HzClientsList *self,
         guint position)
{
  const HzClientRow *row = hz_slot_list_get_row (self->list, position);
  HzId id;

  if (row == NULL)
    return;

  id = row->id;
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, &id);
}

static void
on_view_activate_cb (GtkListView *view,
                     guint position,
                     HzClientsList *self)
{
  open_at (self, position);
}

/* Enter in the search opens the best find; when there is none, it registers. */
static void
on_search_activate_cb (GtkSearchEntry *search,
                       HzClientsList *self)
{
  if (hz_slot_list_get_n_rows (self->list) > 0)
    open_at (self, 0);
  else if (*hz_clients_list_get_text (self) != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "clients.new", NULL);
}

static void
on_search_started_cb (GtkSearchEntry *search,
                      HzClientsList *self)
{
  gtk_widget_grab_focus (self->search);
}

static gboolean
on_search_key_pressed_cb (GtkEventControllerKey *keys,
                          guint keyval,
                          guint keycode,
                          GdkModifierType state,
                          HzClientsList *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;

  if (hz_slot_list_get_n_rows (self->list) == 0)
    return FALSE;

  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* By itself Tab goes from row to row, and nobody comes out of a hundred thousand of them. */
static gboolean
on_view_key_pressed_cb (GtkEventControllerKey *keys,
                        guint keyval,
                        guint keycode,
                        GdkModifierType state,
                        HzClientsList *self)
{
  if (keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) != 0))
    return gtk_widget_child_focus (self->header, GTK_DIR_TAB_BACKWARD);
  if (keyval == GDK_KEY_Tab && (state & GDK_CONTROL_MASK) == 0)
    return gtk_widget_grab_focus (self->search);

  return FALSE;
}

static gboolean
on_book_shortcut_cb (GtkWidget *widget,
                     GVariant *args,
                     gpointer data)
{
  const HzClientRow *row = get_selected_row (HZ_CLIENTS_LIST (widget));
  g_autofree char *id = NULL;

  if (row == NULL)
    return FALSE;

  id = hz_id_to_hex (&row->id);
  return gtk_widget_activate_action (widget, "win.book", "s", id);
}

static gboolean
on_clear_shortcut_cb (GtkWidget *widget,
                      GVariant *args,
                      gpointer data)
{
  HzClientsList *self = HZ_CLIENTS_LIST (widget);

  if (!hz_clients_filter_is_set (HZ_CLIENTS_FILTER (self->filter)))
    return FALSE;

  hz_clients_filter_clear (HZ_CLIENTS_FILTER (self->filter));
  return TRUE;
}

static void
on_records_get_for_call_cb (GObject *source,
                            GAsyncResult *result,
                            gpointer data)
{
  g_autoptr (HzClientsList) self = data;
  g_autoptr (HzClient) client = hz_client_store_get_finish (HZ_RECORDS (source), result, NULL);

  if (client == NULL || self->records == NULL || client->phones->len == 0)
    return;

  hz_client_call_set_client (HZ_CLIENT_CALL (self->call), client);
  gtk_popover_popup (GTK_POPOVER (self->call));
}

/* The rule, and the number below it, beside the line. */
static void
show_call (HzClientsList *self,
           GtkWidget *beside,
           const HzClientRow *row)
{
  graphene_rect_t bounds;

  if (row == NULL || row->phone == NULL
      || !gtk_widget_compute_bounds (beside, GTK_WIDGET (self), &bounds))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->call),
                               &(GdkRectangle) { (int) (bounds.origin.x + bounds.size.width * 0.66),
                                                 (int) bounds.origin.y, 1,
                                                 (int) bounds.size.height });
  hz_client_store_get_async (self->records, &row->id, NULL, on_records_get_for_call_cb,
                             g_object_ref (self));
}

static void
on_row_phone_clicked_cb (HzClientListRow *line,
                         HzClientsList *self)
{
  show_call (self, GTK_WIDGET (line), hz_client_list_row_get_row (line));
}

static gboolean
on_call_shortcut_cb (GtkWidget *widget,
                     GVariant *args,
                     gpointer data)
{
  HzClientsList *self = HZ_CLIENTS_LIST (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (self->view);

  show_call (self, focus != NULL ? focus : self->view, get_selected_row (self));
  return TRUE;
}

static void
on_line_destroy_cb (GtkWidget *line,
                    HzClientsList *self)
{
  g_ptr_array_remove_fast (self->lines, line);
}

static void
on_factory_setup_cb (GtkSignalListItemFactory *factory,
                     GtkListItem *item,
                     HzClientsList *self)
{
  GtkWidget *line = hz_client_list_row_new ();

  g_signal_connect (line, "phone-clicked", G_CALLBACK (on_row_phone_clicked_cb), self);
  g_signal_connect_object (line, "destroy", G_CALLBACK (on_line_destroy_cb), self, 0);
  hz_client_list_row_leave_out (HZ_CLIENT_LIST_ROW (line), self->n_left_out);
  g_ptr_array_add (self->lines, line);
  gtk_list_item_set_child (item, line);
}

static void
on_factory_bind_cb (GtkSignalListItemFactory *factory,
                    GtkListItem *item)
{
  hz_client_list_row_set_slot (HZ_CLIENT_LIST_ROW (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
on_factory_unbind_cb (GtkSignalListItemFactory *factory,
                      GtkListItem *item)
{
  hz_client_list_row_set_slot (HZ_CLIENT_LIST_ROW (gtk_list_item_get_child (item)), NULL);
}

/* Which row stands at the top of what is seen. */
static void
on_adjustment_value_changed_cb (GtkAdjustment *adjustment,
                                HzClientsList *self)
{
  double upper = gtk_adjustment_get_upper (adjustment);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (upper > 0)
    hz_slot_list_set_visible (self->list,
                              (guint) (gtk_adjustment_get_value (adjustment) / upper * n));
}

static void
set_up_view (HzClientsList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection;

  g_signal_connect (factory, "setup", G_CALLBACK (on_factory_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_factory_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_factory_unbind_cb), NULL);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->view), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                    "value-changed", G_CALLBACK (on_adjustment_value_changed_cb), self);
}

static void
hz_clients_list_dispose (GObject *object)
{
  HzClientsList *self = HZ_CLIENTS_LIST (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_handle_id (&self->gather_id, g_source_remove);
  if (self->list != NULL)
    hz_slot_list_stop (self->list);
  g_cancellable_cancel (self->cancellable);
  if (self->records != NULL)
    g_clear_signal_handler (&self->changed_id, self->records);
  g_clear_object (&self->records);
  g_clear_pointer (&self->call, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CLIENTS_LIST);

  G_OBJECT_CLASS (hz_clients_list_parent_class)->dispose (object);
}

static void
hz_clients_list_finalize (GObject *object)
{
  HzClientsList *self = HZ_CLIENTS_LIST (object);

  g_clear_object (&self->list);
  g_ptr_array_unref (self->lines);
  g_object_unref (self->cancellable);
  hz_client_query_free (self->query);
  g_clear_pointer (&self->counted, hz_client_query_free);
  g_clear_pointer (&self->answer, hz_client_answer_free);

  G_OBJECT_CLASS (hz_clients_list_parent_class)->finalize (object);
}

/* After the layout: what is shown changes what is needed. */
static gboolean
on_fit_idle_cb (gpointer data)
{
  HzClientsList *self = data;
  guint n_left_out = hz_clients_header_fit (HZ_CLIENTS_HEADER (self->header),
                                            gtk_widget_get_width (self->across));

  self->fit_id = 0;
  if (n_left_out != self->n_left_out)
    {
      self->n_left_out = n_left_out;
      for (guint i = 0; i < self->lines->len; i++)
        hz_client_list_row_leave_out (g_ptr_array_index (self->lines, i), n_left_out);
    }

  return G_SOURCE_REMOVE;
}

static void
on_width_changed_cb (GtkAdjustment *adjustment,
                     GParamSpec *pspec,
                     HzClientsList *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_fit_idle_cb, self, NULL);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/clients/hz-clients-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, search);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, new_button);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, stack);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, across);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, header);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, scroller);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, view);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, empty);
  gtk_widget_class_bind_template_child (widget_class, HzClientsList, count);
}

static void
hz_clients_list_class_init (HzClientsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_clients_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_clients_list_finalize;

  /**
   * HzClientsList::open:
   * @id: of a client
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, HZ_TYPE_ID);

  g_type_ensure (HZ_TYPE_CLIENTS_HEADER);
  g_type_ensure (HZ_TYPE_EMPTY_STATE);
  bind_children (widget_class);
}

static void
add_keys (HzClientsList *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_search_key_pressed_cb), self);
  gtk_widget_add_controller (self->search, keys);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_view_key_pressed_cb), self);
  gtk_widget_add_controller (self->view, keys);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), self->scroller);

  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_LOCAL, "<Control>Return", on_book_shortcut_cb,
                            NULL);
  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_LOCAL, "<Control>b", on_book_shortcut_cb, NULL);
  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_LOCAL, "<Control>BackSpace",
                            on_clear_shortcut_cb, NULL);
  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_LOCAL, "F7", on_call_shortcut_cb, NULL);
}

static void
hz_clients_list_init (HzClientsList *self)
{
  self->cancellable = g_cancellable_new ();
  self->query = hz_client_query_new ("");
  self->list = hz_slot_list_new (hz_clients_list_on_list_ask, self);
  self->lines = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = hz_clients_filter_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->filter_button), self->filter);
  set_up_view (self);
  add_keys (self);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (on_search_activate_cb), self);
  g_signal_connect (self->search, "search-started", G_CALLBACK (on_search_started_cb), self);
  g_signal_connect (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->across)),
                    "notify::page-size", G_CALLBACK (on_width_changed_cb), self);
  g_signal_connect (self->header, "changed", G_CALLBACK (on_header_changed_cb), self);
  g_signal_connect (self->filter, "changed", G_CALLBACK (on_filter_changed_cb), self);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_view_activate_cb), self);
}

/**
 * hz_clients_list_new:
 * @records: the records
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
hz_clients_list_new (HzRecords *records)
{
  HzClientsList *self = g_object_new (HZ_TYPE_CLIENTS_LIST, NULL);

  self->records = g_object_ref (records);
  self->call = hz_client_call_new (records);
  gtk_widget_set_parent (self->call, GTK_WIDGET (self));
  self->changed_id = g_signal_connect (records, "changed",
                                       G_CALLBACK (hz_clients_list_on_records_changed_cb), self);
  gtk_widget_set_visible (self->new_button, hz_records_may (records, HZ_RIGHT_REGISTER_CLIENTS));
  hz_slot_list_reload (self->list);

  return GTK_WIDGET (self);
}

void
hz_clients_list_focus_search (HzClientsList *self)
{
  g_return_if_fail (HZ_IS_CLIENTS_LIST (self));

  gtk_widget_grab_focus (self->search);
}

/**
 * hz_clients_list_get_text:
 * @self: the list
 *
 * Returns: (transfer none): what is looked for
 */
const char *
hz_clients_list_get_text (HzClientsList *self)
{
  g_return_val_if_fail (HZ_IS_CLIENTS_LIST (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}
