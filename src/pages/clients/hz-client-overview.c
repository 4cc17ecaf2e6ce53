/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-overview.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-client-label.h"
#include "hz-client-store.h"
#include "hz-date-text.h"
#include "hz-records-error.h"
#include "hz-shell.h"

struct _HzClientOverview
{
  GtkBox parent_instance;

  GtkWidget *contact;
  GtkWidget *first;
  GtkWidget *requests;

  /* Borrowed: the rows of each group */
  GPtrArray *contact_rows;
  GPtrArray *first_rows;
  GPtrArray *request_rows;

  /* Owned */
  HzRecords *records;
  GCancellable *cancellable;
  gulong changed_id;

  HzId client_id;
};

G_DEFINE_FINAL_TYPE (HzClientOverview, hz_client_overview, GTK_TYPE_BOX)

static void
add_row (GtkWidget *group,
         GPtrArray *rows,
         const char *title,
         const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "hz-property");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (rows, row);
}

static void
clear_rows (GtkWidget *group,
            GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* A number never stands without its rule; it is shown whole behind "Call…" only. */
static void
add_phone (HzClientOverview *self,
           const HzClientPhone *phone)
{
  g_autofree char *number = hz_client_label_mask (phone->number);
  g_autofree char *sentence = hz_banner_describe_rule (phone->rule, phone->note);
  g_autofree char *owner = hz_client_label_code ("phone_owner", phone->owner);
  g_autofree char *title
    = *owner != '\0' ? g_strdup_printf ("%s · %s", number, owner) : g_strdup (number);
  g_autofree char *value = g_strdup_printf ("%s %s", hz_banner_get_glyph (phone->rule), sentence);

  add_row (self->contact, self->contact_rows, title, value);
}

static const char *
get_consent_word (const HzClient *client)
{
  if (client->consent == NULL)
    return _("She was not asked yet");

  return g_str_equal (client->consent, "yes") ? _("She agrees") : _("She does not agree");
}

static void
add_consent (HzClientOverview *self,
             const HzClient *client)
{
  g_autofree char *day = hz_date_text_short (client->consent_on);
  g_autofree char *value = client->consent != NULL
                             ? g_strdup_printf ("%s, %s", get_consent_word (client), day)
                             : g_strdup (get_consent_word (client));

  add_row (self->first, self->first_rows, _("Keeping this record"), value);
}

static void
show_client (HzClientOverview *self,
             const HzClient *client)
{
  g_autofree char *service = hz_client_label_code ("service_asked", client->service_asked);
  g_autofree char *channel = hz_client_label_code ("channel", client->channel);
  g_autofree char *sex = hz_client_label_code ("sex", client->sex);
  g_autofree char *language = hz_client_label_code ("language", client->language);
  g_autofree char *birth = hz_client_label_birth (client->birth);
  g_autofree char *day = hz_date_text_short (client->registered_on);
  g_autofree char *registered
    = g_strdup_printf ("%s, %s", day,
                       hz_records_get_member_name (self->records, &client->stamp.created_by));

  clear_rows (self->contact, self->contact_rows);
  clear_rows (self->first, self->first_rows);

  for (guint i = 0; i < client->phones->len; i++)
    add_phone (self, g_ptr_array_index (client->phones, i));
  add_row (self->contact, self->contact_rows, _("District"),
           hz_client_label_district (client->district));
  add_row (self->contact, self->contact_rows, _("Also written"), client->also_known_as);
  add_row (self->contact, self->contact_rows, _("Birth year"), birth);
  add_row (self->contact, self->contact_rows, C_ ("field", "Sex"), sex);
  add_row (self->contact, self->contact_rows, C_ ("field", "Language"), language);

  add_row (self->first, self->first_rows, _("Registered"), registered);
  add_row (self->first, self->first_rows, _("How the contact was made"), channel);
  add_row (self->first, self->first_rows, _("Asked to see"), service);
  add_consent (self, client);
}

static void
on_records_get_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer data)
{
  g_autoptr (HzClientOverview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);

  if (client != NULL && !g_cancellable_is_cancelled (self->cancellable))
    show_client (self, client);
}

static void
add_request (HzClientOverview *self,
             const HzClientRequest *request)
{
  g_autofree char *codes = hz_client_label_codes ("request", (const char *const *) request->codes);
  g_autofree char *day = hz_client_label_day (request->stamp.created);
  g_autofree char *title
    = g_strdup_printf ("%s, %s", day,
                       hz_records_get_member_name (self->records, &request->stamp.created_by));
  g_autofree char *value = NULL;

  if (request->text != NULL && *codes != '\0')
    value = g_strdup_printf ("%s\n%s", codes, request->text);
  else
    value = g_strdup (request->text != NULL ? request->text : codes);

  add_row (self->requests, self->request_rows, title, value);
}

static void
on_records_list_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer data)
{
  g_autoptr (HzClientOverview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests
    = hz_client_store_list_requests_finish (HZ_RECORDS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  clear_rows (self->requests, self->request_rows);
  if (requests == NULL)
    {
      add_row (self->requests, self->request_rows, _("This cannot be read"),
               g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NO_KEY)
                 ? _("You have not been given the key to it yet.")
                 : _("It is damaged, or was sealed under another key."));
      return;
    }

  for (guint i = 0; i < requests->len; i++)
    add_request (self, g_ptr_array_index (requests, i));
  if (self->request_rows->len == 0)
    add_row (self->requests, self->request_rows, _("Nothing was written down."), " ");
}

static void
reload (HzClientOverview *self)
{
  hz_client_store_get_async (self->records, &self->client_id, self->cancellable, on_records_get_cb,
                             g_object_ref (self));
  if (hz_records_may (self->records, HZ_RIGHT_READ_REQUEST))
    hz_client_store_list_requests_async (self->records, &self->client_id, self->cancellable,
                                         on_records_list_cb, g_object_ref (self));
}

static void
on_records_changed_cb (HzRecords *records,
                       HzRecordKind kind,
                       const HzId *id,
                       HzChange how,
                       HzClientOverview *self)
{
  if (kind == HZ_RECORD_CLIENT && hz_id_equal (id, &self->client_id))
    reload (self);
}

static void
hz_client_overview_dispose (GObject *object)
{
  HzClientOverview *self = HZ_CLIENT_OVERVIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->records != NULL)
    g_clear_signal_handler (&self->changed_id, self->records);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_client_overview_parent_class)->dispose (object);
}

static void
hz_client_overview_finalize (GObject *object)
{
  HzClientOverview *self = HZ_CLIENT_OVERVIEW (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->contact_rows);
  g_ptr_array_unref (self->first_rows);
  g_ptr_array_unref (self->request_rows);

  G_OBJECT_CLASS (hz_client_overview_parent_class)->finalize (object);
}

static void
hz_client_overview_class_init (HzClientOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_overview_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_overview_finalize;
}

static GtkWidget *
create_group (GtkWidget *box,
              const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);

  return group;
}

static void
hz_client_overview_init (HzClientOverview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->cancellable = g_cancellable_new ();
  self->contact_rows = g_ptr_array_new ();
  self->first_rows = g_ptr_array_new ();
  self->request_rows = g_ptr_array_new ();

  self->requests = create_group (box, _("Why she came"));
  self->contact = create_group (box, _("Contact"));
  self->first = create_group (box, _("First contact"));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

/**
 * hz_client_overview_new:
 * @records: the records
 * @client_id: of a client
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
hz_client_overview_new (HzRecords *records,
                        const HzId *client_id)
{
  HzClientOverview *self = g_object_new (HZ_TYPE_CLIENT_OVERVIEW, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  self->changed_id = g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), self);
  gtk_widget_set_visible (self->requests, hz_records_may (records, HZ_RIGHT_READ_REQUEST));
  reload (self);

  return GTK_WIDGET (self);
}
