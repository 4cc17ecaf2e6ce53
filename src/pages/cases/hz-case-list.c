/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-list.h"

#include <glib/gi18n.h>

#include "hz-case-item.h"
#include "hz-date-text.h"
#include "hz-empty-state.h"
#include "hz-note-words.h"
#include "hz-shell.h"

/**
 * HzCaseList:
 *
 * The cases whose key the person holds: the client, the service, who is in charge, open or closed, and
 * whether a draft waits in it.
 */
struct _HzCaseList
{
  GtkBox parent_instance;

  GtkWidget *tools;
  GtkWidget *search;
  GtkWidget *stack;
  GtkWidget *empty;
  GtkWidget *view;

  HzRecords *records;
  gulong changed_id;
  GListStore *items;
  GtkFilter *filter;
  gboolean wants_focus;
};

enum
{
  SIGNAL_CASE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzCaseList, hz_case_list, GTK_TYPE_BOX)

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
on_factory_setup_cb (GtkSignalListItemFactory *factory,
                     GtkListItem              *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *draft = create_label ("dim-label");

  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), create_label ("heading"));
  gtk_box_append (GTK_BOX (lines), create_label ("dim-label"));
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), draft);
  gtk_list_item_set_child (list_item, row);
}

static char *
describe (HzCaseList       *self,
          const HzCaseItem *item)
{
  g_autofree char *service = hz_case_words_dup_service (item->case_file);
  g_autofree char *status = hz_case_words_dup_status (item->case_file);
  g_autofree char *opened = hz_date_text_short (item->case_file->opened);
  g_autofree char *since = g_strdup_printf (_("since %s"), opened);
  g_autofree char *in_charge = NULL;

  in_charge = g_strdup_printf (_("in charge: %s"),
                               hz_records_get_member_name (self->records, &item->case_file->lead_id));
  return g_strdup_printf ("%s · %s · %s · %s", service, status, since, in_charge);
}

static void
on_factory_bind_cb (GtkSignalListItemFactory *factory,
                    GtkListItem              *list_item,
                    HzCaseList               *self)
{
  HzCaseItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *lines = gtk_widget_get_first_child (row);
  g_autofree char *name = hz_case_item_dup_name (item);
  g_autofree char *text = describe (self, item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (lines)), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (lines)), text);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), item->has_draft ? _("draft") : "");
}

static gboolean
filter_item (gpointer item,
             gpointer data)
{
  HzCaseList *self = data;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return *query == '\0' || hz_case_item_matches (item, query);
}

static void
on_search_changed_cb (HzCaseList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_view_activate_cb (GtkListView *view,
                     guint        position,
                     HzCaseList  *self)
{
  g_autoptr (HzCaseItem) item = NULL;

  item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), position);
  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_CASE_ACTIVATED], 0, &item->case_file->stamp.id);
}

static void
on_search_activate_cb (HzCaseList *self)
{
  on_view_activate_cb (GTK_LIST_VIEW (self->view), 0, self);
}

/* Reading. */

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HzCaseList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  items = hz_case_item_list_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;
  if (items == NULL)
    {
      hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_widget_set_visible (self->tools, items->len > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), items->len > 0 ? "cases" : "empty");
  if (self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
reload (HzCaseList *self)
{
  hz_case_item_list_async (self->records, on_listed_cb, g_object_ref (self));
}

/* A draft changes at every pause in typing; only that there is one matters here. */
static void
on_records_changed_cb (HzRecords   *records,
                       HzRecordKind kind,
                       const HzId  *id,
                       HzChange     how,
                       HzCaseList  *self)
{
  if (kind == HZ_RECORD_CASE_FILE || kind == HZ_RECORD_NOTE
      || (kind == HZ_RECORD_DRAFT && how != HZ_CHANGE_CHANGED)
      || (kind == HZ_RECORD_CLIENT && how == HZ_CHANGE_CHANGED))
    reload (self);
}

/* Into the search, or to what is there instead; as soon as that is known. */
static gboolean
hz_case_list_grab_focus (GtkWidget *widget)
{
  HzCaseList *self = HZ_CASE_LIST (widget);
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  self->wants_focus = g_str_equal (shown, "nothing");
  if (self->wants_focus)
    return FALSE;
  if (g_str_equal (shown, "cases"))
    return gtk_widget_grab_focus (self->search);

  return gtk_widget_child_focus (self->empty, GTK_DIR_TAB_FORWARD);
}

static void
hz_case_list_dispose (GObject *object)
{
  HzCaseList *self = HZ_CASE_LIST (object);

  if (self->records != NULL)
    g_clear_signal_handler (&self->changed_id, self->records);
  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CASE_LIST);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (hz_case_list_parent_class)->dispose (object);
}

static void
hz_case_list_class_init (HzCaseListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_case_list_dispose;
  widget_class->grab_focus = hz_case_list_grab_focus;
  g_type_ensure (HZ_TYPE_EMPTY_STATE);

  signals[SIGNAL_CASE_ACTIVATED] =
    g_signal_new ("case-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HZ_TYPE_ID);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-case-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HzCaseList, tools);
  gtk_widget_class_bind_template_child (widget_class, HzCaseList, search);
  gtk_widget_class_bind_template_child (widget_class, HzCaseList, stack);
  gtk_widget_class_bind_template_child (widget_class, HzCaseList, empty);
  gtk_widget_class_bind_template_child (widget_class, HzCaseList, view);
}

static void
hz_case_list_init (HzCaseList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->items = g_list_store_new (HZ_TYPE_CASE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_item, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), self->filter);
  g_signal_connect (factory, "setup", G_CALLBACK (on_factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_factory_bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->view), factory);
  g_object_unref (factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view),
                           GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered))));
  g_object_unref (gtk_list_view_get_model (GTK_LIST_VIEW (self->view)));

  gtk_widget_set_visible (self->tools, FALSE);
  hz_empty_state_set_description (HZ_EMPTY_STATE (self->empty),
                                  _("A case is opened from the client’s page."));
  hz_empty_state_set_action (HZ_EMPTY_STATE (self->empty), _("Show clients"),
                             "win.show-page::clients");
  g_signal_connect (self->view, "activate", G_CALLBACK (on_view_activate_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_search_activate_cb), self);
}

/**
 * hz_case_list_new:
 * @records: records
 *
 * Returns: (transfer floating): the list, as soon as it is read
 */
GtkWidget *
hz_case_list_new (HzRecords *records)
{
  HzCaseList *self = g_object_new (HZ_TYPE_CASE_LIST, NULL);

  self->records = g_object_ref (records);
  self->changed_id = g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), self);
  reload (self);

  return GTK_WIDGET (self);
}

/**
 * hz_case_list_find:
 * @self: a list
 *
 * Puts the focus into its search.
 */
void
hz_case_list_find (HzCaseList *self)
{
  gtk_widget_grab_focus (self->search);
}
