/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clients-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-client-dialog.h"
#include "hz-client-form.h"
#include "hz-client-store.h"
#include "hz-client-view.h"
#include "hz-clients-list.h"
#include "hz-draft-bar.h"
#include "hz-draft-store.h"
#include "hz-page.h"
#include "hz-shell.h"

struct _HzClientsPage
{
  GtkBox parent_instance;

  GtkWidget *draft_bar;
  GtkWidget *leaflet;
  GtkWidget *list;

  /* Borrowed: the client's page, or NULL; a dialog over the page, while it is there */
  GtkWidget *view;
  GtkWidget *dialog;

  /* Owned */
  HzRecords *records;
};

static void page_init (HzPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzClientsPage, hz_clients_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (HZ_TYPE_PAGE, page_init))

static void
close_view (HzClientsPage *self)
{
  if (self->view == NULL)
    return;

  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->list);
  adw_leaflet_remove (ADW_LEAFLET (self->leaflet), self->view);
  self->view = NULL;
  hz_clients_list_focus_search (HZ_CLIENTS_LIST (self->list));
}

static void
on_view_gone_cb (HzClientView *view,
                 HzClientsPage *self)
{
  hz_shell_toast (GTK_WIDGET (self), _("This client is not there any more."));
  close_view (self);
}

static void
show_client (HzClientsPage *self,
             const HzId *id)
{
  GtkWidget *before = self->view;

  if (before != NULL
      && hz_id_equal (hz_client_view_get_client_id (HZ_CLIENT_VIEW (before)), id))
    {
      adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), before);
      return;
    }

  self->view = hz_client_view_new (self->records, id);
  g_signal_connect (self->view, "gone", G_CALLBACK (on_view_gone_cb), self);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->view);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->view);
  if (before != NULL)
    adw_leaflet_remove (ADW_LEAFLET (self->leaflet), before);
  hz_client_view_focus_first (HZ_CLIENT_VIEW (self->view));
}

static void
on_list_open_cb (HzClientsList *list,
                 const HzId *id,
                 HzClientsPage *self)
{
  show_client (self, id);
}

static void
on_dialog_destroy_cb (GtkWidget *dialog,
                      HzClientsPage *self)
{
  self->dialog = NULL;
  hz_draft_bar_set_busy (HZ_DRAFT_BAR (self->draft_bar), FALSE);
}

static void
present (HzClientsPage *self,
         GtkWidget *dialog)
{
  self->dialog = dialog;
  hz_draft_bar_set_busy (HZ_DRAFT_BAR (self->draft_bar), TRUE);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_dialog_destroy_cb), self, 0);
  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

static gboolean
register_client (HzClientsPage *self,
                 const char *typed)
{
  if (!hz_records_may (self->records, HZ_RIGHT_REGISTER_CLIENTS))
    return FALSE;
  if (self->dialog != NULL)
    gtk_window_present (GTK_WINDOW (self->dialog));
  else
    present (self, hz_client_dialog_new (self->records, typed));

  return TRUE;
}

static void
activate_new (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (widget);

  register_client (self, hz_clients_list_get_text (HZ_CLIENTS_LIST (self->list)));
}

static void
activate_back (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  close_view (HZ_CLIENTS_PAGE (widget));
}

/* Drafts of forms that are being looked for: which one is to be shown. */
typedef struct
{
  HzClientsPage *self;
  HzId draft_id;
} Wanted;

static void
on_records_list_drafts_cb (GObject *source,
                           GAsyncResult *result,
                           gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (HzClientsPage) self = wanted->self;
  g_autoptr (GPtrArray) drafts = hz_draft_store_list_finish (HZ_RECORDS (source), result, NULL);

  for (guint i = 0; self->records != NULL && drafts != NULL && i < drafts->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (drafts, i);

      if (self->dialog == NULL && hz_id_equal (&draft->id, &wanted->draft_id))
        present (self, hz_client_dialog_new_draft (self->records, draft));
    }

  g_free (wanted);
}

static void
show_draft (HzClientsPage *self,
            const HzId *draft_id)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->self = g_object_ref (self);
  wanted->draft_id = *draft_id;
  hz_draft_store_list_async (self->records, "client", NULL, NULL, on_records_list_drafts_cb, wanted);
}

static void
on_draft_bar_continue_cb (HzDraftBar *bar,
                          const HzId *draft_id,
                          HzClientsPage *self)
{
  show_draft (self, draft_id);
}

static const char *
hz_clients_page_get_title (HzPage *page)
{
  return _("Clients");
}

static GVariant *
hz_clients_page_get_place (HzPage *page)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (page);
  const HzId *draft_id
    = self->dialog != NULL ? hz_client_dialog_get_draft_id (HZ_CLIENT_DIALOG (self->dialog)) : NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  if (self->view != NULL)
    {
      g_autofree char *id = hz_id_to_hex (hz_client_view_get_client_id (HZ_CLIENT_VIEW (self->view)));

      g_variant_dict_insert (&dict, "client", "s", id);
      g_variant_dict_insert (&dict, "section", "s",
                             hz_client_view_get_section (HZ_CLIENT_VIEW (self->view)));
    }
  if (draft_id != NULL)
    {
      g_autofree char *id = hz_id_to_hex (draft_id);

      g_variant_dict_insert (&dict, "draft", "s", id);
      /* It may stand over another page. */
      g_variant_dict_insert (&dict, "dialog", "b", TRUE);
    }

  return g_variant_dict_end (&dict);
}

static gboolean
lookup_id (GVariant *place,
           const char *key,
           HzId *id)
{
  const char *hex;

  return g_variant_lookup (place, key, "&s", &hex) && hz_id_from_hex (hex, id);
}

static void
hz_clients_page_set_place (HzPage *page,
                           GVariant *place)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (page);
  const char *section;
  HzId id;

  if (lookup_id (place, "client", &id))
    {
      show_client (self, &id);
      if (g_variant_lookup (place, "section", "&s", &section))
        hz_client_view_show_section (HZ_CLIENT_VIEW (self->view), section);
    }
  if (lookup_id (place, "draft", &id))
    show_draft (self, &id);
}

static void
hz_clients_page_focus_first (HzPage *page)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (page);

  if (self->view != NULL)
    hz_client_view_focus_first (HZ_CLIENT_VIEW (self->view));
  else
    hz_clients_list_focus_search (HZ_CLIENTS_LIST (self->list));
}

static gboolean
hz_clients_page_find (HzPage *page)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (page);

  close_view (self);
  hz_clients_list_focus_search (HZ_CLIENTS_LIST (self->list));

  return TRUE;
}

static gboolean
hz_clients_page_go_back (HzPage *page)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (page);
  gboolean has_view = self->view != NULL;

  close_view (self);

  return has_view;
}

static const char *
hz_clients_page_help_page (HzPage *page)
{
  return HZ_CLIENTS_PAGE (page)->view != NULL ? "client" : "clients";
}

static gboolean
hz_clients_page_perform (HzPage *page,
                         const char *verb,
                         const char *argument)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (page);
  HzId id;

  if (g_str_equal (verb, "new"))
    return register_client (self, argument);
  if (*argument == '\0' && self->view != NULL && g_str_equal (verb, "book"))
    return gtk_widget_activate_action (self->view, "client.book", NULL);
  if (*argument == '\0' && self->view != NULL && g_str_equal (verb, "refer"))
    return gtk_widget_activate_action (self->view, "client.refer", NULL);
  if (!g_str_equal (verb, "show") || !hz_id_from_hex (argument, &id))
    return FALSE;

  show_client (self, &id);
  return TRUE;
}

static void
page_init (HzPageInterface *iface)
{
  iface->get_title = hz_clients_page_get_title;
  iface->get_place = hz_clients_page_get_place;
  iface->set_place = hz_clients_page_set_place;
  iface->focus_first = hz_clients_page_focus_first;
  iface->find = hz_clients_page_find;
  iface->go_back = hz_clients_page_go_back;
  iface->help_page = hz_clients_page_help_page;
  iface->perform = hz_clients_page_perform;
}

static void
hz_clients_page_dispose (GObject *object)
{
  HzClientsPage *self = HZ_CLIENTS_PAGE (object);

  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_clients_page_parent_class)->dispose (object);
}

static void
hz_clients_page_class_init (HzClientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_clients_page_dispose;
  gtk_widget_class_install_action (widget_class, "clients.new", NULL, activate_new);
  gtk_widget_class_install_action (widget_class, "clients.back", NULL, activate_back);
}

static void
hz_clients_page_init (HzClientsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->leaflet = adw_leaflet_new ();
  adw_leaflet_set_can_unfold (ADW_LEAFLET (self->leaflet), FALSE);
  gtk_widget_set_hexpand (self->leaflet, TRUE);
  gtk_widget_set_vexpand (self->leaflet, TRUE);
  gtk_box_append (GTK_BOX (self), self->leaflet);
}

/**
 * hz_clients_page_new:
 * @records: the records
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
hz_clients_page_new (HzRecords *records)
{
  HzClientsPage *self = g_object_new (HZ_TYPE_CLIENTS_PAGE, NULL);

  self->records = g_object_ref (records);
  self->list = hz_clients_list_new (records);
  g_signal_connect (self->list, "open", G_CALLBACK (on_list_open_cb), self);
  self->draft_bar = hz_draft_bar_new (records, "client", HZ_RIGHT_REGISTER_CLIENTS,
                                      hz_client_form_get_draft_name);
  g_signal_connect (self->draft_bar, "continue", G_CALLBACK (on_draft_bar_continue_cb), self);
  gtk_box_prepend (GTK_BOX (self), self->draft_bar);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->list);

  return GTK_WIDGET (self);
}
