/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-consents.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-consent-dialog.h"
#include "hz-consent-store.h"
#include "hz-date-text.h"
#include "hz-shell.h"
#include "hz-zone.h"

/**
 * HzClientConsents:
 *
 * What a client was asked and what she answered, the newest first. What holds is taken back with one
 * press, at once.
 */
struct _HzClientConsents
{
  HzClientSectionList parent_instance;
};

G_DEFINE_FINAL_TYPE (HzClientConsents, hz_client_consents, HZ_TYPE_CLIENT_SECTION_LIST)

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  return hz_client_section_list_create_label (text, css_class);
}

/* At the side of a row, on one line: the long texts beside it wrap instead. */
static GtkWidget *
create_word (const char *text,
             const char *css_class)
{
  GtkWidget *label = create_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static void
append_part (GString *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
describe_title (HzConsent *consent)
{
  g_autofree char *purpose = hz_code_list_dup_first ("consent_purpose", consent->purpose,
                                                     hz_language_get_interface ());

  return *consent->recipient != '\0' ? g_strdup_printf ("%s: %s", purpose, consent->recipient)
                                     : g_steal_pointer (&purpose);
}

static char *
describe_detail (HzRecords *records,
                 HzConsent *consent)
{
  HzLanguage language = hz_language_get_interface ();
  GString *text = g_string_new (NULL);
  g_autofree char *day = hz_date_text_short (consent->asked_on);

  append_part (text, day);
  if (consent->is_readable)
    {
      append_part (text, hz_code_list_get_label ("consent_how", consent->how, language));
      append_part (text, hz_code_list_get_label ("consent_by", consent->by, language));
      if (hz_date_is_set (consent->until))
        {
          g_autofree char *until = hz_date_text_short (consent->until);
          g_autofree char *part = g_strdup_printf (C_ ("consent", "until %s"), until);

          append_part (text, part);
        }
      append_part (text, hz_records_get_member_name (records, &consent->stamp.created_by));
    }

  return g_string_free (text, FALSE);
}

static char *
describe_items (HzConsent *consent)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; consent->items != NULL && consent->items[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            hz_code_list_get_label ("letter_fact", consent->items[i],
                                                    hz_language_get_interface ()));

  return g_string_free (text, FALSE);
}

static void
on_withdrawn_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;

  if (hz_consent_store_withdraw_finish (HZ_RECORDS (source), result, &error))
    hz_shell_toast (self, _("Taken back. It holds no more."));
  else
    hz_shell_report (self, error);
}

static void
on_withdraw_clicked_cb (GtkButton *button,
                        HzClientSectionList *self)
{
  HzConsent *consent = g_object_get_data (G_OBJECT (button), "consent");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  hz_consent_store_withdraw_async (hz_client_section_list_get_records (self), &consent->stamp.id,
                                   NULL, on_withdrawn_cb, g_object_ref (self));
}

static GtkWidget *
create_withdraw (HzClientSectionList *self,
                 HzConsent *consent,
                 const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_("Take back"));
  g_autofree char *spoken = g_strdup_printf (_("Take back this consent: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "consent", g_object_ref (consent), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_withdraw_clicked_cb), self);

  return button;
}

/* Whether nothing newer speaks of the same; then it is what decides now. */
static gboolean
decides (GPtrArray *consents,
         guint place)
{
  HzConsent *consent = g_ptr_array_index (consents, place);

  for (guint i = 0; i < place; i++)
    {
      HzConsent *newer = g_ptr_array_index (consents, i);

      if (g_str_equal (newer->purpose, consent->purpose) &&
          (*consent->recipient == '\0' ||
           (hz_consent_same_recipient (newer, &consent->recipient_id, consent->recipient) &&
            (newer->items == NULL || newer->items[0] == NULL))))
        return FALSE;
    }

  return TRUE;
}

static GtkWidget *
create_texts (HzRecords *records,
              HzConsent *consent,
              const char *title)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *detail = describe_detail (records, consent);
  g_autofree char *items = describe_items (consent);

  gtk_box_append (GTK_BOX (texts), create_label (title, "heading"));
  if (*items != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (items, NULL));
  gtk_box_append (GTK_BOX (texts), create_label (detail, "dim-label"));

  return texts;
}

static GtkWidget *
create_row (HzClientSectionList *self,
            GPtrArray *items,
            guint place)
{
  HzConsent *consent = g_ptr_array_index (items, place);
  HzRecords *records = hz_client_section_list_get_records (self);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean holds = decides (items, place) && hz_consent_holds (consent, hz_zone_get_today ());
  g_autofree char *title = describe_title (consent);
  g_autofree char *answer = hz_code_list_dup_first ("consent_answer", consent->answer,
                                                    hz_language_get_interface ());
  GtkWidget *row;

  gtk_box_append (GTK_BOX (state), create_word (answer, holds ? NULL : "dim-label"));
  if (holds && hz_id_is_set (&consent->stamp.id) && hz_records_may (records, HZ_RIGHT_RECORD_CONSENT))
    gtk_box_append (GTK_BOX (state), create_withdraw (self, consent, title));
  row = hz_client_section_list_create_row (create_texts (records, consent, title), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, answer, -1);

  return row;
}

static void
list_async (HzClientSectionList *self,
            GAsyncReadyCallback callback,
            gpointer data)
{
  hz_consent_store_list_async (hz_client_section_list_get_records (self),
                               hz_client_section_list_get_client_id (self), NULL, callback, data);
}

/* Her record holds consents too: what the phone may be used for. */
static void
on_records_changed_cb (HzClientSectionList *self,
                       HzRecordKind kind,
                       const HzId *id)
{
  if (kind == HZ_RECORD_CLIENT && hz_id_equal (id, hz_client_section_list_get_client_id (self)))
    hz_client_section_list_load (self);
}

static void
on_ask_clicked_cb (HzClientSectionList *self)
{
  GtkWidget *dialog = hz_consent_dialog_new (hz_client_section_list_get_records (self),
                                             hz_client_section_list_get_client_id (self));

  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

static void
hz_client_consents_constructed (GObject *object)
{
  HzClientSectionList *list = HZ_CLIENT_SECTION_LIST (object);
  HzRecords *records = hz_client_section_list_get_records (list);
  GtkWidget *ask;

  G_OBJECT_CLASS (hz_client_consents_parent_class)->constructed (object);

  hz_client_section_list_set_words (list, C_("client section", "Consents"), "emblem-ok-symbolic",
                                    _("She was not asked yet."));
  ask = hz_client_section_list_add_button (list, _("Ask for a consent"), NULL, HZ_RIGHT_RECORD_CONSENT);
  g_signal_connect_swapped (ask, "clicked", G_CALLBACK (on_ask_clicked_cb), list);
  if ((hz_records_get_own_roles (records) & HZ_ROLES_CARE) == 0)
    hz_client_section_list_add_above (
      list, create_label (_("Only yes or no and the day are shown to you."), "dim-label"));
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), list,
                           G_CONNECT_SWAPPED);
}

static void
hz_client_consents_class_init (HzClientConsentsClass *klass)
{
  HzClientSectionListClass *list_class = HZ_CLIENT_SECTION_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hz_client_consents_constructed;
  list_class->kind = HZ_RECORD_CONSENT;
  list_class->list_async = list_async;
  list_class->list_finish = hz_consent_store_list_finish;
  list_class->create_row = create_row;
}

static void
hz_client_consents_init (HzClientConsents *self)
{
}

/**
 * hz_client_consents_new:
 * @records: the centre's records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): her consents
 */
GtkWidget *
hz_client_consents_new (HzRecords *records,
                        const HzId *client_id)
{
  return hz_client_section_list_new (HZ_TYPE_CLIENT_CONSENTS, records, client_id);
}
