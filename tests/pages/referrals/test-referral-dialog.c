/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-answer-box.h"
#include "hz-choice-row.h"
#include "hz-client-store.h"
#include "hz-consent-form.h"
#include "hz-draft-store.h"
#include "hz-fact-row.h"
#include "hz-letter-paper.h"
#include "hz-referral-dialog.h"
#include "hz-referral-form.h"
#include "hz-test-referrals.h"

typedef struct
{
  HzTestReferrals centre;
  GtkWidget *dialog;
  GtkWidget *form;
  char *issued;
} Fixture;

static gboolean
is_ready (gpointer data)
{
  return gtk_widget_is_sensitive (data);
}

static void
on_issued_cb (HzReferralDialog *dialog,
              const char *id,
              Fixture *fixture)
{
  fixture->issued = g_strdup (id);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = hz_referral_dialog_new (fixture->centre.records, &fixture->centre.client_id);
  g_signal_connect (fixture->dialog, "issued", G_CALLBACK (on_issued_cb), fixture);
  hz_test_ui_present (fixture->dialog);
  fixture->form = hz_test_ui_find (fixture->dialog, HZ_TYPE_REFERRAL_FORM, NULL);
  g_assert_nonnull (fixture->form);
  hz_test_wait_until (is_ready, fixture->form);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  hz_test_referrals_set_up (&fixture->centre, NULL);
  open_dialog (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    hz_test_ui_close (GTK_WINDOW (fixture->dialog), fixture->dialog);
  g_free (fixture->issued);
  hz_test_referrals_tear_down (&fixture->centre, NULL);
}

static const char *
get_main_label (Fixture *fixture)
{
  return gtk_button_get_label (GTK_BUTTON (hz_test_ui_find (fixture->dialog, GTK_TYPE_BUTTON,
                                                            "main_button")));
}

static gboolean
can_press_main (Fixture *fixture)
{
  return gtk_widget_is_sensitive (hz_test_ui_find (fixture->dialog, GTK_TYPE_BUTTON, "main_button"));
}

static HzFactRow *
find_fact (Fixture *fixture,
           const char *item)
{
  return HZ_FACT_ROW (hz_test_ui_find (fixture->form, HZ_TYPE_FACT_ROW, item));
}

static void
choose_registry (Fixture *fixture)
{
  g_autofree char *hex = hz_id_to_hex (&fixture->centre.registry);
  GtkWidget *row = hz_test_ui_find (fixture->form, HZ_TYPE_CHOICE_ROW, "recipient");

  hz_choice_row_set_code (HZ_CHOICE_ROW (row), hex);
  g_signal_emit_by_name (row, "changed");
}

/* Facts are preset by the recipient's kind; violence and diagnosis never. */
static void
test_presets (Fixture *fixture,
              gconstpointer data)
{
  g_assert_false (can_press_main (fixture));
  choose_registry (fixture);
  g_assert_true (hz_fact_row_get_ticked (find_fact (fixture, "name")));
  g_assert_true (hz_fact_row_get_ticked (find_fact (fixture, "children")));
  g_assert_false (hz_fact_row_get_ticked (find_fact (fixture, "phone")));
  g_assert_false (hz_fact_row_get_ticked (find_fact (fixture, "violence")));
  g_assert_false (hz_fact_row_get_ticked (find_fact (fixture, "diagnosis")));
  g_assert_cmpstr (hz_fact_row_get_value (find_fact (fixture, "name")), ==, "Мисолзода Зарина");
  g_assert_cmpstr (hz_fact_row_get_value (find_fact (fixture, "birth_year")), ==, "1999");

  /* The name is covered; birth year, address, children and marriage are not. */
  g_assert_false (hz_fact_row_is_missing (find_fact (fixture, "name")));
  g_assert_true (hz_fact_row_is_missing (find_fact (fixture, "children")));
  g_assert_cmpstr (get_main_label (fixture), ==, "Consent missing: 4");
  hz_test_referrals_picture (fixture->dialog, "referral-missing");
}

/* What nobody has changed follows the letter's language; what was written stays. */
static void
test_language (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (HzReferral) referral = NULL;
  GtkWidget *language;

  choose_registry (fixture);
  hz_fact_row_set_value (find_fact (fixture, "children"), "2 (2021, 2023)");
  language = hz_test_ui_find (fixture->form, HZ_TYPE_ANSWER_BOX, NULL);
  hz_answer_box_set_code (HZ_ANSWER_BOX (language), "ru");
  g_signal_emit_by_name (language, "changed");

  referral = hz_referral_form_build (HZ_REFERRAL_FORM (fixture->form), "Л. Намунаева");
  g_assert_cmpint (referral->language, ==, HZ_LANGUAGE_RU);
  g_assert_cmpstr (referral->recipient, ==, "Запись актов гражданского состояния (ЗАГС)");
  g_assert_true (g_str_has_prefix (hz_referral_get_page_text (referral, "opening"), "Просим"));
  g_assert_nonnull (strstr (hz_referral_get_page_text (referral, "facts"), "Дети: 2 (2021, 2023)"));
  g_assert_nonnull (strstr (hz_referral_get_page_text (referral, "facts"), "Брак: "));
}

static gboolean
is_asked (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_not_asked (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static gboolean
is_issued (gpointer data)
{
  return ((Fixture *) data)->issued != NULL;
}

/* The button is gone by then, perhaps, and its dialog with it. */
static gboolean
press (GtkWidget *root,
       const char *label)
{
  GtkWidget *next;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0 &&
      gtk_widget_get_mapped (root))
    {
      g_assert_true (gtk_widget_is_sensitive (root));
      g_signal_emit_by_name (root, "clicked");
      return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (press (child, label))
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
find_question (Fixture *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->dialog))
        return GTK_WIDGET (window);
    }
  g_assert_not_reached ();
}

/* The missing consents are asked in the same dialog, and the letter gets its number. */
static void
test_ask_and_issue (Fixture *fixture,
                    gconstpointer data)
{
  GtkWidget *form = hz_test_ui_find (fixture->dialog, HZ_TYPE_CONSENT_FORM, NULL);
  g_autoptr (GPtrArray) consents = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  HzReferral *letter;

  choose_registry (fixture);
  g_signal_emit_by_name (find_fact (fixture, "children"), "ask");
  hz_test_wait_until (is_asked, form);
  g_assert_false (can_press_main (fixture));
  hz_test_referrals_picture (fixture->dialog, "referral-ask");

  hz_answer_box_set_code (HZ_ANSWER_BOX (hz_test_ui_find (form, HZ_TYPE_ANSWER_BOX, NULL)), "yes");
  g_signal_emit_by_name (hz_test_ui_find (form, HZ_TYPE_ANSWER_BOX, NULL), "changed");
  g_assert_true (press (fixture->dialog, "Record the answer"));
  hz_test_wait_until (is_not_asked, form);
  g_assert_cmpstr (get_main_label (fixture), ==, "Issue number");
  g_assert_true (can_press_main (fixture));
  hz_test_referrals_picture (fixture->dialog, "referral-ready");

  consents = hz_test_referrals_list_consents (&fixture->centre);
  g_assert_cmpuint (consents->len, ==, 2);
  g_assert_cmpuint (g_strv_length (((HzConsent *) g_ptr_array_index (consents, 0))->items), ==, 4);

  g_assert_true (press (fixture->dialog, "Issue number"));
  g_assert_true (press (find_question (fixture), "Issue number"));
  hz_test_wait_until (is_issued, fixture);
  fixture->dialog = NULL;

  letters = hz_test_referrals_list (&fixture->centre);
  g_assert_cmpuint (letters->len, ==, 1);
  letter = g_ptr_array_index (letters, 0);
  g_assert_cmpint (letter->number, ==, 1);
  g_assert_cmpuint (letter->facts->len, ==, 5);
  g_assert_cmpstr (letter->override_code, ==, "");
}

/* Code alone: no name on the page, and its consent is not needed. */
static void
test_code_only (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (HzReferral) referral = NULL;
  GtkWidget *check;

  choose_registry (fixture);
  check = gtk_widget_get_next_sibling (gtk_widget_get_parent (gtk_widget_get_parent (
    GTK_WIDGET (find_fact (fixture, "name")))));
  g_assert_true (GTK_IS_CHECK_BUTTON (check));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  referral = hz_referral_form_build (HZ_REFERRAL_FORM (fixture->form), "Л.");
  g_assert_null (strstr (hz_referral_get_page_text (referral, "facts"), "Мисолзода"));
  g_assert_nonnull (strstr (hz_referral_get_page_text (referral, "facts"), referral->client_code));
}

/* Closed in the middle, it is there again. */
static void
test_draft (Fixture *fixture,
            gconstpointer data)
{
  choose_registry (fixture);
  hz_fact_row_set_ticked (find_fact (fixture, "children"), FALSE);
  hz_fact_row_set_ticked (find_fact (fixture, "violence"), TRUE);
  hz_fact_row_set_value (find_fact (fixture, "violence"), "лату кӯб");
  HZ_DIALOG_GET_CLASS (fixture->dialog)->dismiss (HZ_DIALOG (fixture->dialog));

  open_dialog (fixture);
  g_assert_false (hz_fact_row_get_ticked (find_fact (fixture, "children")));
  g_assert_true (hz_fact_row_get_ticked (find_fact (fixture, "violence")));
  g_assert_cmpstr (hz_fact_row_get_value (find_fact (fixture, "violence")), ==, "лату кӯб");
  g_assert_true (hz_referral_form_has_recipient (HZ_REFERRAL_FORM (fixture->form)));
  g_assert_true (hz_fact_row_is_missing (find_fact (fixture, "violence")));
}

/* Where there is no room for two panes the page stands behind the form. */
static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *paper = hz_test_ui_find (fixture->dialog, HZ_TYPE_LETTER_PAPER, NULL);

  g_assert_true (gtk_widget_get_mapped (paper));
  hz_referral_dialog_set_narrow (HZ_REFERRAL_DIALOG (fixture->dialog), TRUE);
  g_assert_false (gtk_widget_get_mapped (paper));
  hz_test_referrals_picture (fixture->dialog, "referral-narrow");
  hz_referral_dialog_set_narrow (HZ_REFERRAL_DIALOG (fixture->dialog), FALSE);
  g_assert_true (gtk_widget_get_mapped (paper));
}

int
main (int argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add ("/pages/referral-dialog/presets", Fixture, NULL, set_up, test_presets,
              tear_down);
  g_test_add ("/pages/referral-dialog/language", Fixture, NULL, set_up, test_language,
              tear_down);
  g_test_add ("/pages/referral-dialog/ask-and-issue", Fixture, NULL, set_up, test_ask_and_issue,
              tear_down);
  g_test_add ("/pages/referral-dialog/code-only", Fixture, NULL, set_up, test_code_only,
              tear_down);
  g_test_add ("/pages/referral-dialog/draft", Fixture, NULL, set_up, test_draft,
              tear_down);
  g_test_add ("/pages/referral-dialog/narrow", Fixture, NULL, set_up, test_narrow,
              tear_down);

  return g_test_run ();
}
