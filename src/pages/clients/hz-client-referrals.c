/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-referrals.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-empty-state.h"
#include "hz-referral-store.h"
#include "hz-referral-words.h"
#include "hz-shell.h"
#include "hz-zone.h"

/**
 * HzClientReferrals:
 *
 * The letters that went out about a client, and what came of each.
 */
struct _HzClientReferrals
{
  GtkBox parent_instance;

  GtkWidget *write;
  GtkWidget *stack;
  GtkWidget *list;

  HzRecords *records;
  HzId client_id;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (HzClientReferrals, hz_client_referrals, GTK_TYPE_BOX)

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

/* What left, and, where it left without consent, why. */
static char *
describe_facts (HzReferral *referral)
{
  HzLanguage language = hz_language_get_interface ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < referral->facts->len; i++)
    {
      HzReferralFact *fact = g_ptr_array_index (referral->facts, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              hz_code_list_get_label ("letter_fact", fact->item, language));
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
create_texts (HzReferral *referral)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *number = hz_referral_dup_number (referral);
  g_autofree char *day = hz_date_text_short (referral->issued_on);
  g_autofree char *line = g_strdup_printf ("%s · %s", number, day);
  g_autofree char *asked = hz_referral_words_describe_asked (referral);
  g_autofree char *facts = describe_facts (referral);

  gtk_box_append (GTK_BOX (texts), create_label (referral->recipient, "heading"));
  gtk_box_append (GTK_BOX (texts), create_label (line, "numeric"));
  if (*asked != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (asked, NULL));
  if (*facts != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (facts, "dim-label"));
  if (*referral->override_code != '\0')
    {
      g_autofree char *why =
        g_strdup_printf (_("Without consent: %s"),
                         hz_code_list_get_label ("consent_override", referral->override_code,
                                                 hz_language_get_interface ()));

      gtk_box_append (GTK_BOX (texts), create_label (why, "hz-late"));
    }
  gtk_widget_set_hexpand (texts, TRUE);

  return texts;
}

static GtkWidget *
create_row (HzReferral *referral)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *state = hz_referral_words_describe_state (referral);
  gboolean is_late = hz_referral_get_days_late (referral, hz_zone_get_today ()) > 0;

  gtk_box_append (GTK_BOX (box), create_texts (referral));
  gtk_box_append (GTK_BOX (box), create_label (state, is_late ? "hz-late" : NULL));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", hz_id_to_hex (&referral->stamp.id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  referral->recipient, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state,
                                  -1);

  return row;
}

static void
show_referrals (HzClientReferrals *self,
                GPtrArray *referrals)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < referrals->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (g_ptr_array_index (referrals, i)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), referrals->len > 0 ? "list" : "empty");
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzClientReferrals) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) referrals =
    hz_referral_store_list_finish (HZ_RECORDS (source), result, &error);

  if (self->is_closed)
    return;
  if (referrals != NULL)
    show_referrals (self, referrals);
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
load (HzClientReferrals *self)
{
  hz_referral_store_list_async (self->records, HZ_REFERRAL_FILTER_ALL, &self->client_id, 0, NULL,
                                on_listed_cb, g_object_ref (self));
}

static void
on_records_changed_cb (HzClientReferrals *self,
                       HzRecordKind kind)
{
  if (kind == HZ_RECORD_REFERRAL)
    load (self);
}

static void
on_row_activated_cb (HzClientReferrals *self,
                     GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-referral", "s",
                              g_object_get_data (G_OBJECT (row), "id"));
}

static void
on_write_clicked_cb (HzClientReferrals *self)
{
  g_autofree char *hex = hz_id_to_hex (&self->client_id);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.refer", "s", hex);
}

static void
hz_client_referrals_dispose (GObject *object)
{
  HZ_CLIENT_REFERRALS (object)->is_closed = TRUE;

  G_OBJECT_CLASS (hz_client_referrals_parent_class)->dispose (object);
}

static void
hz_client_referrals_finalize (GObject *object)
{
  g_clear_object (&HZ_CLIENT_REFERRALS (object)->records);

  G_OBJECT_CLASS (hz_client_referrals_parent_class)->finalize (object);
}

static void
hz_client_referrals_class_init (HzClientReferralsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_referrals_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_referrals_finalize;
}

static void
hz_client_referrals_init (HzClientReferrals *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 12);

  self->write = gtk_button_new_with_label (_("New letter"));
  gtk_widget_set_halign (self->write, GTK_ALIGN_START);
  g_signal_connect_swapped (self->write, "clicked", G_CALLBACK (on_write_clicked_cb), self);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_bottom (self->list, 12);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       hz_empty_state_new ("mail-send-symbolic",
                                           _("No letters about this person yet.")), "empty");
  gtk_box_append (GTK_BOX (self), self->write);
  gtk_box_append (GTK_BOX (self), self->stack);
}

/**
 * hz_client_referrals_new:
 * @records: the centre's records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): the letters about her
 */
GtkWidget *
hz_client_referrals_new (HzRecords *records,
                         const HzId *client_id)
{
  HzClientReferrals *self = g_object_new (HZ_TYPE_CLIENT_REFERRALS, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  gtk_widget_set_visible (self->write, hz_records_may (records, HZ_RIGHT_ISSUE_LETTER));
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
