/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-view.h"

#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-client-call.h"
#include "hz-client-dialog.h"
#include "hz-client-label.h"
#include "hz-client-sections.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-erasure-dialog.h"
#include "hz-records-error.h"
#include "hz-shell.h"
#include "hz-shortcut.h"
#include "hz-tab-stop.h"
#include "hz-wrap-box.h"

/* After so long she is to be asked again whether the rule still holds. */
#define ASK_AGAIN_AFTER (30 * HZ_CLOCK_DAY)
#define KEYS_MOST 8

struct _HzClientView
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkWidget *name;
  GtkWidget *facts;
  GtkWidget *call;
  GtkWidget *book;
  GtkWidget *refer;
  GtkWidget *more;
  GtkWidget *banner;
  GtkWidget *section_list;
  GtkWidget *stack;

  /* Owned */
  HzRecords *records;
  HzClient *client;
  GCancellable *cancellable;
  gulong changed_id;

  HzId client_id;
};

G_DEFINE_FINAL_TYPE (HzClientView, hz_client_view, GTK_TYPE_BOX)

static guint gone_signal;

static void
update_banner (HzClientView *self)
{
  const HzClientPhone *phone = hz_client_get_phone (self->client);
  g_autofree char *relations = NULL;
  g_autofree char *asked = NULL;

  hz_banner_set_rule (HZ_BANNER (self->banner), phone != NULL ? phone->rule : NULL,
                      phone != NULL ? phone->note : NULL);
  if (self->client->do_not_tell != NULL)
    relations = hz_client_label_codes ("relation", (const char *const *) self->client->do_not_tell);
  hz_banner_set_do_not_tell (HZ_BANNER (self->banner), relations);

  if (self->client->rule_asked > 0)
    {
      g_autofree char *day = hz_client_label_day (self->client->rule_asked);

      asked = g_strdup_printf ("%s, %s", day,
                               hz_records_get_member_name (self->records,
                                                           &self->client->rule_asked_by));
    }
  hz_banner_set_asked (HZ_BANNER (self->banner), asked,
                       hz_clock_now () - self->client->rule_asked > ASK_AGAIN_AFTER);
  hz_banner_set_has_buttons (HZ_BANNER (self->banner),
                             hz_records_may (self->records, HZ_RIGHT_EDIT_CLIENTS));
  /* Without a number there is no rule to keep. */
  gtk_widget_set_visible (self->banner, phone != NULL || relations != NULL);
}

static void
update_actions (HzClientView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean may_edit = hz_records_may (self->records, HZ_RIGHT_EDIT_CLIENTS);

  gtk_widget_action_set_enabled (widget, "client.edit", may_edit);
  gtk_widget_action_set_enabled (widget, "client.archive", may_edit && !self->client->archived);
  gtk_widget_action_set_enabled (widget, "client.unarchive", may_edit && self->client->archived);
  gtk_widget_action_set_enabled (widget, "client.erase",
                                 hz_records_may (self->records, HZ_RIGHT_ASK_ERASURE));
}

static void
show_client (HzClientView *self)
{
  g_autofree char *name = hz_client_label_name (self->client);
  g_autofree char *facts = hz_client_label_facts (self->client);
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->call));
  const char *state = NULL;
  g_autofree char *line = NULL;

  if (self->client->archived)
    state = C_ ("client", "archived");
  else if (self->client->urgent)
    state = C_ ("client", "urgent");
  line = state != NULL ? g_strdup_printf ("%s · %s", facts, state) : g_strdup (facts);

  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->facts), line);
  gtk_widget_set_visible (self->call, self->client->phones->len > 0);
  hz_client_call_set_client (HZ_CLIENT_CALL (popover), self->client);
  update_banner (self);
  update_actions (self);
}

static void
on_records_get_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer data)
{
  g_autoptr (HzClientView) self = data;
  g_autoptr (GError) error = NULL;
  HzClient *client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);

  if (client != NULL)
    {
      g_set_object (&self->client, client);
      g_object_unref (client);
      if (!g_cancellable_is_cancelled (self->cancellable))
        show_client (self);
    }
  else if (g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NOT_FOUND))
    {
      g_signal_emit (self, gone_signal, 0);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      hz_shell_report (GTK_WIDGET (self), error);
    }
}

static void
reload (HzClientView *self)
{
  hz_client_store_get_async (self->records, &self->client_id, self->cancellable, on_records_get_cb,
                             g_object_ref (self));
}

static void
on_records_changed_cb (HzRecords *records,
                       HzRecordKind kind,
                       const HzId *id,
                       HzChange how,
                       HzClientView *self)
{
  if (kind == HZ_RECORD_CLIENT && hz_id_equal (id, &self->client_id))
    reload (self);
}

static void
on_records_act_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer data)
{
  g_autoptr (HzClientView) self = data;
  g_autoptr (GError) error = NULL;

  if (!hz_client_store_act_finish (HZ_RECORDS (source), result, &error)
      && !g_cancellable_is_cancelled (self->cancellable))
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
on_banner_confirmed_cb (HzBanner *banner,
                        HzClientView *self)
{
  hz_client_store_confirm_rule_async (self->records, &self->client_id, on_records_act_cb,
                                      g_object_ref (self));
}

static void
edit (HzClientView *self,
      gboolean at_phone)
{
  GtkWidget *dialog;

  if (self->client == NULL)
    return;

  dialog = hz_client_dialog_new_edit (self->records, self->client);
  if (at_phone)
    hz_client_dialog_focus_phone (HZ_CLIENT_DIALOG (dialog));
  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_banner_change_cb (HzBanner *banner,
                     HzClientView *self)
{
  edit (self, TRUE);
}

static void
activate_edit (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  edit (HZ_CLIENT_VIEW (widget), FALSE);
}

static void
on_records_archive_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer data)
{
  g_autoptr (HzClientView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = NULL;

  client = hz_client_store_save_finish (HZ_RECORDS (source), result, &error);
  if (client == NULL && !g_cancellable_is_cancelled (self->cancellable))
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
set_archived (HzClientView *self,
              gboolean is_archived)
{
  g_autoptr (HzClient) client = NULL;

  if (self->client == NULL)
    return;

  client = hz_client_copy (self->client);
  client->archived = is_archived;
  hz_client_store_save_async (self->records, client, NULL, NULL, on_records_archive_cb,
                              g_object_ref (self));
}

static void
undo_archive (HzShell *shell,
              gpointer data)
{
  set_archived (data, FALSE);
}

static void
activate_archive (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  gboolean is_archived = g_str_equal (name, "client.archive");

  set_archived (HZ_CLIENT_VIEW (widget), is_archived);
  if (is_archived)
    hz_shell_toast_undo (widget, C_ ("client", "Archived"), undo_archive, g_object_ref (widget),
                         g_object_unref);
}

static void
activate_erase (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  HzClientView *self = HZ_CLIENT_VIEW (widget);

  if (self->client != NULL)
    hz_dialog_present (HZ_DIALOG (hz_erasure_dialog_new (self->records, self->client)), widget);
}

/* Actions of the window that are given the client. */
static void
activate_for_client (GtkWidget *widget,
                     const char *name,
                     GVariant *parameter)
{
  g_autofree char *id = hz_id_to_hex (&HZ_CLIENT_VIEW (widget)->client_id);

  gtk_widget_activate_action (widget, g_str_equal (name, "client.book") ? "win.book" : "win.refer",
                              "s", id);
}

static void
show_section (HzClientView *self,
              int index)
{
  gsize n;
  const HzClientSection *sections = hz_client_sections_list (&n);
  const HzClientSection *section = &sections[index];

  if (gtk_stack_get_child_by_name (GTK_STACK (self->stack), section->name) == NULL)
    gtk_stack_add_named (GTK_STACK (self->stack),
                         section->create (self->records, &self->client_id), section->name);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), section->name);
}

static int
get_row_section (GtkListBoxRow *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "hz-section"));
}

static void
on_section_list_row_selected_cb (GtkListBox *box,
                                 GtkListBoxRow *row,
                                 HzClientView *self)
{
  if (row != NULL)
    show_section (self, get_row_section (row));
}

static void
add_sections (HzClientView *self)
{
  gsize n;
  const HzClientSection *sections = hz_client_sections_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *label;
      GtkWidget *row;

      if (!hz_records_may (self->records, sections[i].right))
        continue;

      label = gtk_label_new (g_dpgettext2 (NULL, "client section", sections[i].title));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      label, NULL, -1);
      g_object_set_data (G_OBJECT (row), "hz-section", GINT_TO_POINTER ((int) i));
      gtk_list_box_append (GTK_LIST_BOX (self->section_list), row);
    }

  gtk_list_box_select_row (GTK_LIST_BOX (self->section_list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->section_list), 0));
}

static gboolean
select_row (HzClientView *self,
            int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->section_list), index);

  if (row == NULL)
    return FALSE;

  gtk_list_box_select_row (GTK_LIST_BOX (self->section_list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static gboolean
on_section_shortcut_cb (GtkWidget *widget,
                        GVariant *args,
                        gpointer data)
{
  return select_row (HZ_CLIENT_VIEW (widget), GPOINTER_TO_INT (data));
}

static gboolean
on_turn_shortcut_cb (GtkWidget *widget,
                     GVariant *args,
                     gpointer data)
{
  HzClientView *self = HZ_CLIENT_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->section_list));

  return row != NULL
         && select_row (self, gtk_list_box_row_get_index (row) + GPOINTER_TO_INT (data));
}

static gboolean
on_banner_shortcut_cb (GtkWidget *widget,
                       GVariant *args,
                       gpointer data)
{
  return gtk_widget_grab_focus (HZ_CLIENT_VIEW (widget)->banner);
}

static void
add_keys (HzClientView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  for (int i = 0; i < KEYS_MOST; i++)
    {
      g_autofree char *accelerator = g_strdup_printf ("<Control>%d", i + 1);

      hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_MANAGED, accelerator,
                                on_section_shortcut_cb, GINT_TO_POINTER (i));
    }

  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_MANAGED, "<Control>Page_Down",
                            on_turn_shortcut_cb, GINT_TO_POINTER (1));
  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_MANAGED, "<Control>Page_Up",
                            on_turn_shortcut_cb, GINT_TO_POINTER (-1));
  hz_shortcut_add_callback (widget, GTK_SHORTCUT_SCOPE_MANAGED, "F7", on_banner_shortcut_cb, NULL);
  hz_shortcut_add_action (widget, GTK_SHORTCUT_SCOPE_MANAGED, "<Control>b", "client.book");
  hz_shortcut_add_action (widget, GTK_SHORTCUT_SCOPE_MANAGED, "<Control>r", "client.refer");
}

static void
hz_client_view_dispose (GObject *object)
{
  HzClientView *self = HZ_CLIENT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->records != NULL)
    g_clear_signal_handler (&self->changed_id, self->records);
  g_clear_object (&self->records);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CLIENT_VIEW);

  G_OBJECT_CLASS (hz_client_view_parent_class)->dispose (object);
}

static void
hz_client_view_finalize (GObject *object)
{
  g_object_unref (HZ_CLIENT_VIEW (object)->cancellable);

  G_OBJECT_CLASS (hz_client_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/clients/hz-client-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HzClientView, name);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, facts);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, call);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, book);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, refer);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, more);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, banner);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, section_list);
  gtk_widget_class_bind_template_child (widget_class, HzClientView, stack);
}

static void
hz_client_view_class_init (HzClientViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_client_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_view_finalize;

  g_type_ensure (HZ_TYPE_BANNER);
  g_type_ensure (HZ_TYPE_WRAP_BOX);
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "client.edit", NULL, activate_edit);
  gtk_widget_class_install_action (widget_class, "client.archive", NULL, activate_archive);
  gtk_widget_class_install_action (widget_class, "client.unarchive", NULL, activate_archive);
  gtk_widget_class_install_action (widget_class, "client.erase", NULL, activate_erase);
  gtk_widget_class_install_action (widget_class, "client.book", NULL, activate_for_client);
  gtk_widget_class_install_action (widget_class, "client.refer", NULL, activate_for_client);

  /**
   * HzClientView::gone:
   *
   * There is no such client.
   */
  gone_signal = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
hz_client_view_init (HzClientView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->banner, "confirmed", G_CALLBACK (on_banner_confirmed_cb), self);
  g_signal_connect (self->banner, "change", G_CALLBACK (on_banner_change_cb), self);
  g_signal_connect (self->section_list, "row-selected",
                    G_CALLBACK (on_section_list_row_selected_cb), self);
  hz_tab_stop_add (GTK_LIST_BOX (self->section_list));
  gtk_widget_set_visible (self->banner, FALSE);
  add_keys (self);
}

/**
 * hz_client_view_new:
 * @records: the records
 * @client_id: of a client
 *
 * Returns: (transfer floating): her page
 */
GtkWidget *
hz_client_view_new (HzRecords *records,
                    const HzId *client_id)
{
  HzClientView *self = g_object_new (HZ_TYPE_CLIENT_VIEW, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  self->changed_id = g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->call), hz_client_call_new (records));
  gtk_widget_set_visible (self->call, FALSE);
  gtk_widget_set_visible (self->book, hz_records_may (records, HZ_RIGHT_BOOK));
  gtk_widget_set_visible (self->refer, hz_records_may (records, HZ_RIGHT_ISSUE_LETTER));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "client.book",
                                 hz_records_may (records, HZ_RIGHT_BOOK));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "client.refer",
                                 hz_records_may (records, HZ_RIGHT_ISSUE_LETTER));
  gtk_widget_set_visible (self->more, hz_records_may (records, HZ_RIGHT_EDIT_CLIENTS)
                                      || hz_records_may (records, HZ_RIGHT_ASK_ERASURE));
  add_sections (self);
  reload (self);

  return GTK_WIDGET (self);
}

const HzId *
hz_client_view_get_client_id (HzClientView *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_VIEW (self), NULL);

  return &self->client_id;
}

/**
 * hz_client_view_get_section:
 * @self: a view
 *
 * Returns: (transfer none): the name of the section that is shown
 */
const char *
hz_client_view_get_section (HzClientView *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

/**
 * hz_client_view_show_section:
 * @self: a view
 * @name: of a section; one that the person may not see is passed over
 */
void
hz_client_view_show_section (HzClientView *self,
                             const char *name)
{
  gsize n;
  const HzClientSection *sections = hz_client_sections_list (&n);
  GtkListBoxRow *row;

  g_return_if_fail (HZ_IS_CLIENT_VIEW (self));

  for (int i = 0;
       (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->section_list), i)) != NULL; i++)
    if (g_strcmp0 (sections[get_row_section (row)].name, name) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (self->section_list), row);
}

void
hz_client_view_focus_first (HzClientView *self)
{
  g_return_if_fail (HZ_IS_CLIENT_VIEW (self));

  gtk_widget_child_focus (self->section_list, GTK_DIR_TAB_FORWARD);
}
