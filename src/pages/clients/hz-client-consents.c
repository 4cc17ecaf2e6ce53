/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-consents.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-consent-dialog.h"
#include "hz-consent-store.h"
#include "hz-date-text.h"
#include "hz-empty-state.h"
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
  GtkBox parent_instance;

  GtkWidget *ask;
  GtkWidget *note;
  GtkWidget *stack;
  GtkWidget *list;

  HzRecords *records;
  HzId client_id;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (HzClientConsents, hz_client_consents, GTK_TYPE_BOX)

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
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
describe_detail (HzClientConsents *self,
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
      append_part (text, hz_records_get_member_name (self->records, &consent->stamp.created_by));
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
  g_autoptr (HzClientConsents) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = hz_consent_store_withdraw_finish (HZ_RECORDS (source), result, &error);

  if (self->is_closed)
    return;
  if (is_done)
    hz_shell_toast (GTK_WIDGET (self), _("Taken back. It holds no more."));
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
on_withdraw_clicked_cb (GtkButton *button,
                        HzClientConsents *self)
{
  HzConsent *consent = g_object_get_data (G_OBJECT (button), "consent");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  hz_consent_store_withdraw_async (self->records, &consent->stamp.id, NULL, on_withdrawn_cb,
                                   g_object_ref (self));
}

static GtkWidget *
create_withdraw (HzClientConsents *self,
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
create_row (HzClientConsents *self,
            GPtrArray *consents,
            guint place)
{
  HzConsent *consent = g_ptr_array_index (consents, place);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gboolean holds = decides (consents, place) && hz_consent_holds (consent, hz_zone_get_today ());
  g_autofree char *title = describe_title (consent);
  g_autofree char *detail = describe_detail (self, consent);
  g_autofree char *items = describe_items (consent);
  g_autofree char *answer = hz_code_list_dup_first ("consent_answer", consent->answer,
                                                    hz_language_get_interface ());

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), create_label (title, "heading"));
  if (*items != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (items, NULL));
  gtk_box_append (GTK_BOX (texts), create_label (detail, "dim-label"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), create_word (answer, holds ? NULL : "dim-label"));
  if (holds && hz_id_is_set (&consent->stamp.id) &&
      hz_records_may (self->records, HZ_RIGHT_RECORD_CONSENT))
    gtk_box_append (GTK_BOX (box), create_withdraw (self, consent, title));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, answer, -1);

  return row;
}

static void
show_consents (HzClientConsents *self,
               GPtrArray *consents)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < consents->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (self, consents, i));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), consents->len > 0 ? "list" : "empty");
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzClientConsents) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) consents =
    hz_consent_store_list_finish (HZ_RECORDS (source), result, &error);

  if (self->is_closed)
    return;
  if (consents != NULL)
    show_consents (self, consents);
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
load (HzClientConsents *self)
{
  hz_consent_store_list_async (self->records, &self->client_id, NULL, on_listed_cb,
                               g_object_ref (self));
}

static void
on_records_changed_cb (HzClientConsents *self,
                       HzRecordKind kind,
                       const HzId *id)
{
  if (kind == HZ_RECORD_CONSENT ||
      (kind == HZ_RECORD_CLIENT && hz_id_equal (id, &self->client_id)))
    load (self);
}

static void
on_ask_clicked_cb (HzClientConsents *self)
{
  GtkWidget *dialog = hz_consent_dialog_new (self->records, &self->client_id);

  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

static void
hz_client_consents_dispose (GObject *object)
{
  HZ_CLIENT_CONSENTS (object)->is_closed = TRUE;

  G_OBJECT_CLASS (hz_client_consents_parent_class)->dispose (object);
}

static void
hz_client_consents_finalize (GObject *object)
{
  g_clear_object (&HZ_CLIENT_CONSENTS (object)->records);

  G_OBJECT_CLASS (hz_client_consents_parent_class)->finalize (object);
}

static void
hz_client_consents_class_init (HzClientConsentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_consents_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_consents_finalize;
}

static void
hz_client_consents_init (HzClientConsents *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 12);

  self->ask = gtk_button_new_with_label (_("Ask for a consent"));
  gtk_widget_set_halign (self->ask, GTK_ALIGN_START);
  g_signal_connect_swapped (self->ask, "clicked", G_CALLBACK (on_ask_clicked_cb), self);
  self->note = create_label (_("Only yes or no and the day are shown to you."), "dim-label");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_bottom (self->list, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       hz_empty_state_new ("emblem-ok-symbolic", _("She was not asked yet.")), "empty");
  gtk_box_append (GTK_BOX (self), self->ask);
  gtk_box_append (GTK_BOX (self), self->note);
  gtk_box_append (GTK_BOX (self), self->stack);
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
  HzClientConsents *self = g_object_new (HZ_TYPE_CLIENT_CONSENTS, NULL);
  gboolean has_care = (hz_records_get_own_roles (records) & HZ_ROLES_CARE) != 0;

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  gtk_widget_set_visible (self->ask, hz_records_may (records, HZ_RIGHT_RECORD_CONSENT));
  gtk_widget_set_visible (self->note, !has_care);
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
