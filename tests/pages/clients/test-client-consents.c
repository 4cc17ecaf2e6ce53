/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-answer-box.h"
#include "hz-client-consents.h"
#include "hz-client-referrals.h"
#include "hz-consent-dialog.h"
#include "hz-consent-form.h"
#include "hz-test-referrals.h"

static GtkWidget *
find_button (GtkWidget *root,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

/* One press, and it holds no more: the event stands above the one it takes back. */
static void
test_withdraw (HzTestReferrals *centre,
               gconstpointer data)
{
  GtkWidget *section = hz_client_consents_new (centre->records, &centre->client_id);
  GtkWindow *window = hz_test_ui_present (section);
  g_autoptr (GPtrArray) consents = NULL;

  hz_test_ui_wait_for (section, "САҲШ");
  hz_test_ui_wait_for (section, "Agreed");
  hz_test_referrals_picture (GTK_WIDGET (window), "client-consents");

  g_signal_emit_by_name (find_button (section, "Take back"), "clicked");
  hz_test_ui_wait_for (section, "Withdrawn");
  g_assert_null (find_button (section, "Take back"));

  consents = hz_test_referrals_list_consents (centre);
  g_assert_cmpuint (consents->len, ==, 2);
  hz_test_ui_close (window, section);
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static void
test_ask (HzTestReferrals *centre,
          gconstpointer data)
{
  GtkWidget *dialog = hz_consent_dialog_new (centre->records, &centre->client_id);
  GtkWidget *form;
  GtkWidget *purpose;
  GtkWidget *answer;
  g_autoptr (GPtrArray) consents = NULL;

  hz_test_ui_present (dialog);
  form = hz_test_ui_find (dialog, HZ_TYPE_CONSENT_FORM, NULL);
  purpose = hz_test_ui_find (dialog, HZ_TYPE_ANSWER_BOX, NULL);
  g_assert_false (gtk_widget_get_visible (form));
  hz_answer_box_set_code (HZ_ANSWER_BOX (purpose), "receive_services");
  g_signal_emit_by_name (purpose, "changed");
  g_assert_true (gtk_widget_get_visible (form));
  g_assert_false (gtk_widget_is_sensitive (find_button (dialog, "Record the answer")));
  answer = hz_test_ui_find (form, HZ_TYPE_ANSWER_BOX, NULL);
  hz_answer_box_set_code (HZ_ANSWER_BOX (answer), "no");
  g_signal_emit_by_name (answer, "changed");
  g_assert_true (gtk_widget_is_sensitive (find_button (dialog, "Record the answer")));
  hz_test_referrals_picture (dialog, "consent-dialog");

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (find_button (dialog, "Record the answer"), "clicked");
  hz_test_wait_until (is_gone, &dialog);
  consents = hz_test_referrals_list_consents (centre);
  g_assert_cmpuint (consents->len, ==, 2);
  g_assert_cmpstr (((HzConsent *) g_ptr_array_index (consents, 0))->answer, ==, "no");
}

/* Reception is told yes or no, and no name of anybody. */
static void
test_reception (HzTestReferrals *centre,
                gconstpointer data)
{
  GtkWidget *section;
  GtkWindow *window;
  g_autofree char *text = NULL;

  centre->records = hz_test_records_enter (centre->test, HZ_TEST_RECEPTION);
  section = hz_client_consents_new (centre->records, &centre->client_id);
  window = hz_test_ui_present (section);
  hz_test_ui_wait_for (section, "Only yes or no");
  text = hz_test_ui_read (section);
  g_assert_null (strstr (text, "САҲШ"));
  hz_test_ui_close (window, section);
}

static void
test_letters (HzTestReferrals *centre,
              gconstpointer data)
{
  g_autoptr (HzReferral) letter = hz_test_referrals_issue (centre);
  GtkWidget *section = hz_client_referrals_new (centre->records, &centre->client_id);
  GtkWindow *window = hz_test_ui_present (section);

  hz_test_ui_wait_for (section, "3-12/1");
  hz_test_ui_wait_for (section, "Issued");
  hz_test_referrals_picture (GTK_WIDGET (window), "client-referrals");
  hz_test_ui_close (window, section);
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/pages/client-consents/withdraw", HzTestReferrals, NULL, hz_test_referrals_set_up,
              test_withdraw, hz_test_referrals_tear_down);
  g_test_add ("/pages/client-consents/ask", HzTestReferrals, NULL, hz_test_referrals_set_up,
              test_ask, hz_test_referrals_tear_down);
  g_test_add ("/pages/client-consents/reception", HzTestReferrals, NULL, hz_test_referrals_set_up,
              test_reception, hz_test_referrals_tear_down);
  g_test_add ("/pages/client-consents/letters", HzTestReferrals, NULL, hz_test_referrals_set_up,
              test_letters, hz_test_referrals_tear_down);

  return g_test_run ();
}
