/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-referrals.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-referral-store.h"
#include "hz-referral-words.h"
#include "hz-zone.h"

/**
 * HzClientReferrals:
 *
 * The letters that went out about a client, and what came of each.
 */
struct _HzClientReferrals
{
  HzClientSectionList parent_instance;
};

G_DEFINE_FINAL_TYPE (HzClientReferrals, hz_client_referrals, HZ_TYPE_CLIENT_SECTION_LIST)

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  return hz_client_section_list_create_label (text, css_class);
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

  return texts;
}

static GtkWidget *
create_row (HzClientSectionList *self,
            GPtrArray *items,
            guint place)
{
  HzReferral *referral = g_ptr_array_index (items, place);
  g_autofree char *state = hz_referral_words_describe_state (referral);
  gboolean is_late = hz_referral_get_days_late (referral, hz_zone_get_today ()) > 0;
  GtkWidget *row = hz_client_section_list_create_row (
    create_texts (referral), create_label (state, is_late ? "hz-late" : NULL));

  hz_client_section_list_set_row_id (row, &referral->stamp.id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  referral->recipient, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state,
                                  -1);

  return row;
}

static void
list_async (HzClientSectionList *self,
            GAsyncReadyCallback callback,
            gpointer data)
{
  hz_referral_store_list_async (hz_client_section_list_get_records (self), HZ_REFERRAL_FILTER_ALL,
                                hz_client_section_list_get_client_id (self), 0, NULL, callback, data);
}

static void
hz_client_referrals_constructed (GObject *object)
{
  HzClientSectionList *list = HZ_CLIENT_SECTION_LIST (object);

  G_OBJECT_CLASS (hz_client_referrals_parent_class)->constructed (object);

  hz_client_section_list_set_words (list, C_("client section", "Letters"), "mail-send-symbolic",
                                    _("No letters about this person yet."));
  hz_client_section_list_add_button (list, _("New letter"), "win.refer", HZ_RIGHT_ISSUE_LETTER);
}

static void
hz_client_referrals_class_init (HzClientReferralsClass *klass)
{
  HzClientSectionListClass *list_class = HZ_CLIENT_SECTION_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hz_client_referrals_constructed;
  list_class->kind = HZ_RECORD_REFERRAL;
  list_class->row_action = "win.show-referral";
  list_class->list_async = list_async;
  list_class->list_finish = hz_referral_store_list_finish;
  list_class->create_row = create_row;
}

static void
hz_client_referrals_init (HzClientReferrals *self)
{
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
  return hz_client_section_list_new (HZ_TYPE_CLIENT_REFERRALS, records, client_id);
}
