/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-call.h"

#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-client-label.h"
#include "hz-client-store.h"
#include "hz-phone.h"
#include "hz-shell.h"

#define WIDTH 44

struct _HzClientCall
{
  GtkPopover parent_instance;

  GtkWidget *box;
  HzRecords *records;
  HzClient *client;
};

G_DEFINE_FINAL_TYPE (HzClientCall, hz_client_call, GTK_TYPE_POPOVER)

/* What "Show anyway" needs when its answer comes. */
typedef struct
{
  HzClientCall *call;
  GtkWidget *question;
  GtkWidget *number;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->call);
  g_object_unref (asking->question);
  g_object_unref (asking->number);
  g_free (asking);
}

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
on_records_override_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer data)
{
  Asking *asking = data;
  g_autoptr (GError) error = NULL;

  if (hz_client_store_act_finish (HZ_RECORDS (source), result, &error))
    {
      gtk_widget_set_visible (asking->number, TRUE);
      gtk_widget_set_visible (asking->question, FALSE);
    }
  else
    {
      hz_shell_report (GTK_WIDGET (asking->call), error);
    }

  asking_free (asking);
}

static void
on_entry_changed_cb (GtkEditable *entry,
                     GtkWidget *button)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  gtk_widget_set_sensitive (button, *text != '\0');
}

static void
on_show_clicked_cb (GtkWidget *button,
                    HzClientCall *self)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (button), "hz-entry");
  Asking *asking = g_new0 (Asking, 1);

  asking->call = g_object_ref (self);
  asking->question = g_object_ref (gtk_widget_get_parent (button));
  asking->number = g_object_ref (g_object_get_data (G_OBJECT (button), "hz-number"));
  gtk_widget_set_sensitive (button, FALSE);
  hz_client_store_override_rule_async (self->records, &self->client->stamp.id,
                                       gtk_editable_get_text (GTK_EDITABLE (entry)),
                                       on_records_override_cb, asking);
}

/* The number is there, and is shown once a reason is stored. */
static void
add_question (HzClientCall *self,
              GtkWidget *number)
{
  GtkWidget *question = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Show anyway"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Why the number is needed"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_widget_set_visible (number, FALSE);
  gtk_box_append (GTK_BOX (question), entry);
  gtk_box_append (GTK_BOX (question), button);
  gtk_box_append (GTK_BOX (self->box), question);
  g_object_set_data (G_OBJECT (button), "hz-entry", entry);
  g_object_set_data (G_OBJECT (button), "hz-number", number);
  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed_cb), button);
  g_signal_connect (button, "clicked", G_CALLBACK (on_show_clicked_cb), self);
}

static gboolean
may_be_called (const HzClientPhone *phone)
{
  return g_strcmp0 (phone->rule, "yes") == 0
         || (g_strcmp0 (phone->rule, "noted") == 0 && phone->note != NULL);
}

static void
add_phone (HzClientCall *self,
           const HzClientPhone *phone)
{
  g_autofree char *sentence = hz_banner_describe_rule (phone->rule, phone->note);
  g_autofree char *owner = hz_client_label_code ("phone_owner", phone->owner);
  g_autofree char *number = hz_phone_group (phone->number);
  g_autofree char *rule = g_strdup_printf ("%s %s", hz_banner_get_glyph (phone->rule), sentence);
  GtkWidget *label = create_label (number, "title-2");

  gtk_widget_add_css_class (label, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);

  gtk_box_append (GTK_BOX (self->box), create_label (rule, "title-4"));
  gtk_box_append (GTK_BOX (self->box), label);
  if (!may_be_called (phone))
    add_question (self, label);
  if (*owner != '\0')
    gtk_box_append (GTK_BOX (self->box), create_label (owner, "dim-label"));
}

/* Numbers that were shown for a reason are hidden again. */
static void
fill (HzClientCall *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  for (guint i = 0; self->client != NULL && i < self->client->phones->len; i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      add_phone (self, g_ptr_array_index (self->client->phones, i));
    }
}

static void
on_closed_cb (HzClientCall *self)
{
  fill (self);
}

static void
hz_client_call_dispose (GObject *object)
{
  HzClientCall *self = HZ_CLIENT_CALL (object);

  g_clear_object (&self->records);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (hz_client_call_parent_class)->dispose (object);
}

static void
hz_client_call_class_init (HzClientCallClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_call_dispose;
}

static void
hz_client_call_init (HzClientCall *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_start (self->box, 6);
  gtk_widget_set_margin_end (self->box, 6);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed_cb), NULL);
}

/**
 * hz_client_call_new:
 * @records: the records
 *
 * Returns: (transfer floating): a popover for a button "Call…"
 */
GtkWidget *
hz_client_call_new (HzRecords *records)
{
  HzClientCall *self = g_object_new (HZ_TYPE_CLIENT_CALL, NULL);

  self->records = g_object_ref (records);

  return GTK_WIDGET (self);
}

/**
 * hz_client_call_set_client:
 * @self: the popover
 * @client: whose numbers it shows
 */
void
hz_client_call_set_client (HzClientCall *self,
                           HzClient *client)
{
  g_return_if_fail (HZ_IS_CLIENT_CALL (self));

  g_set_object (&self->client, client);
  fill (self);
}
