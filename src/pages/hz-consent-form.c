/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-consent-form.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-code-list.h"
#include "hz-date-entry.h"

/**
 * HzConsentForm:
 *
 * Asks a client for a consent: what exactly, in large letters, so that the screen can be turned to
 * her; her answer, how it was given, by whom and until when.
 */
struct _HzConsentForm
{
  GtkBox parent_instance;

  GtkWidget *question;
  GtkWidget *facts;
  GtkWidget *answer;
  GtkWidget *how;
  GtkWidget *by;
  GtkWidget *until;
  GPtrArray *checks;

  char *purpose;
  HzId recipient_id;
  char *recipient;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzConsentForm, hz_consent_form, GTK_TYPE_BOX)

static void
on_changed_cb (HzConsentForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
hz_consent_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_CONSENT_FORM (widget)->answer);
}

static void
hz_consent_form_finalize (GObject *object)
{
  HzConsentForm *self = HZ_CONSENT_FORM (object);

  g_ptr_array_unref (self->checks);
  g_free (self->purpose);
  g_free (self->recipient);

  G_OBJECT_CLASS (hz_consent_form_parent_class)->finalize (object);
}

static void
hz_consent_form_class_init (HzConsentFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_consent_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_consent_form_grab_focus;

  /**
   * HzConsentForm::changed:
   *
   * Something was answered.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static GtkWidget *
create_choice (HzConsentForm *self,
               const char *label,
               const char *list)
{
  GtkWidget *box = hz_answer_box_new (label);
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *first = hz_code_list_dup_first (list, code->code, hz_language_get_interface ());

      hz_answer_box_add (HZ_ANSWER_BOX (box), code->code, first);
    }
  g_signal_connect_swapped (box, "changed", G_CALLBACK (on_changed_cb), self);

  return box;
}

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "hz-question");

  return label;
}

static void
append_part (HzConsentForm *self,
             const char *heading,
             GtkWidget *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), create_heading (heading));
  gtk_box_append (GTK_BOX (box), part);
  gtk_box_append (GTK_BOX (self), box);
}

static void
hz_consent_form_init (HzConsentForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->checks = g_ptr_array_new ();

  self->question = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->question), 0);
  gtk_label_set_wrap (GTK_LABEL (self->question), TRUE);
  gtk_widget_add_css_class (self->question, "title-3");
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->answer = hz_answer_box_new (_("Does she agree?"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->answer), "yes", C_ ("consent", "Yes, she agrees"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->answer), "no", C_ ("consent", "No"));
  g_signal_connect_swapped (self->answer, "changed", G_CALLBACK (on_changed_cb), self);
  self->how = create_choice (self, _("How was it given?"), "consent_how");
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->how), "said");
  self->by = create_choice (self, _("Who answered?"), "consent_by");
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->by), "self");
  self->until = hz_date_entry_new (_("Until when"), HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING);
  g_signal_connect_swapped (self->until, "changed", G_CALLBACK (on_changed_cb), self);

  gtk_box_append (GTK_BOX (self), self->question);
  gtk_box_append (GTK_BOX (self), self->facts);
  append_part (self, _("Does she agree?"), self->answer);
  append_part (self, _("How was it given?"), self->how);
  append_part (self, _("Who answered?"), self->by);
  append_part (self, _("Until when; empty means until she takes it back"), self->until);
}

/**
 * hz_consent_form_new:
 *
 * Returns: (transfer floating): a form in which nothing is asked yet
 */
GtkWidget *
hz_consent_form_new (void)
{
  return g_object_new (HZ_TYPE_CONSENT_FORM, NULL);
}

static void
clear_facts (HzConsentForm *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->facts)) != NULL)
    gtk_box_remove (GTK_BOX (self->facts), child);
  g_ptr_array_set_size (self->checks, 0);
}

static void
add_fact (HzConsentForm *self,
          const char *item)
{
  g_autofree char *label = hz_code_list_dup_first ("letter_fact", item, hz_language_get_interface ());
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (check), "item", g_strdup (item), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_changed_cb), self);
  gtk_box_append (GTK_BOX (self->facts), check);
  g_ptr_array_add (self->checks, check);
}

/**
 * hz_consent_form_ask:
 * @self: the form
 * @purpose: of the list "consent_purpose"
 * @recipient_id: (nullable): an entry of the directory
 * @recipient: (nullable): its name
 * @items: (nullable): which facts, of the list "letter_fact"
 *
 * Asks anew, with nothing answered.
 */
void
hz_consent_form_ask (HzConsentForm *self,
                     const char *purpose,
                     const HzId *recipient_id,
                     const char *recipient,
                     const char *const *items)
{
  g_autofree char *question = NULL;

  g_free (self->purpose);
  self->purpose = g_strdup (purpose);
  self->recipient_id = recipient_id != NULL ? *recipient_id : (HzId) HZ_ID_NONE;
  g_free (self->recipient);
  self->recipient = g_strdup (recipient != NULL ? recipient : "");

  question = *self->recipient != '\0'
               /* Translators: the name of an organisation stands after the colon. */
               ? g_strdup_printf (_("May we pass these facts on? To: %s"), self->recipient)
               : hz_code_list_dup_first ("consent_purpose", purpose, hz_language_get_interface ());
  gtk_label_set_label (GTK_LABEL (self->question), question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);

  clear_facts (self);
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    add_fact (self, items[i]);
  gtk_widget_set_visible (self->facts, self->checks->len > 0);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->answer), NULL);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->how), "said");
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->by), "self");
  hz_date_entry_set_text (HZ_DATE_ENTRY (self->until), "");
}

static char **
get_items (HzConsentForm *self)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (check))
        g_ptr_array_add (items, g_strdup (g_object_get_data (G_OBJECT (check), "item")));
    }
  g_ptr_array_add (items, NULL);

  return (char **) g_ptr_array_free (items, FALSE);
}

/**
 * hz_consent_form_get_consent:
 * @self: the form
 * @client_id: whose answer it is
 *
 * Returns: (transfer full) (nullable): her answer, an event that is not stored yet; %NULL when
 *   something is missing in it
 */
HzConsent *
hz_consent_form_get_consent (HzConsentForm *self,
                             const HzId *client_id)
{
  const char *answer = hz_answer_box_get_code (HZ_ANSWER_BOX (self->answer));
  const char *how = hz_answer_box_get_code (HZ_ANSWER_BOX (self->how));
  const char *by = hz_answer_box_get_code (HZ_ANSWER_BOX (self->by));
  g_auto (GStrv) items = get_items (self);
  HzDate until = HZ_DATE_NONE;
  HzDateParse parse = hz_date_entry_get_date (HZ_DATE_ENTRY (self->until), &until);
  HzConsent *consent;

  if (answer == NULL || how == NULL || by == NULL ||
      (parse != HZ_DATE_PARSE_OK && parse != HZ_DATE_PARSE_EMPTY) ||
      (self->checks->len > 0 && items[0] == NULL))
    return NULL;

  consent = hz_consent_new (client_id, self->purpose, answer);
  if (parse == HZ_DATE_PARSE_OK && hz_date_compare (until, consent->asked_on) < 0)
    {
      g_object_unref (consent);
      return NULL;
    }

  g_free (consent->how);
  consent->how = g_strdup (how);
  g_free (consent->by);
  consent->by = g_strdup (by);
  if (parse == HZ_DATE_PARSE_OK)
    consent->until = until;
  consent->recipient_id = self->recipient_id;
  g_free (consent->recipient);
  consent->recipient = g_strdup (self->recipient);
  g_strfreev (consent->items);
  consent->items = g_steal_pointer (&items);

  return consent;
}
