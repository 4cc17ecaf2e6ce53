/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hz-answer-box.h"
#include "hz-banner.h"
#include "hz-choice-row.h"
#include "hz-consent.h"
#include "hz-date-entry.h"
#include "hz-date-text.h"
#include "hz-directory-entry.h"
#include "hz-fact-row.h"
#include "hz-letter-compose.h"
#include "hz-letter-facts.h"
#include "hz-zone.h"

/**
 * HzReferralForm:
 *
 * What a letter says, to whom, and what of the client leaves with it.
 */

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ASK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzReferralForm, hz_referral_form, GTK_TYPE_BOX)

static HzLanguage
get_language (HzReferralForm *self)
{
  HzLanguage language = HZ_LANGUAGE_TG;
  const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (self->language));

  if (code != NULL)
    hz_language_from_code (code, &language);

  return language;
}

static HzDirectoryEntry *
find_entry (HzReferralForm *self)
{
  const char *code = hz_choice_row_get_code (HZ_CHOICE_ROW (self->recipient));
  HzId id;

  if (self->sources == NULL || code == NULL || !hz_id_from_hex (code, &id))
    return NULL;

  for (guint i = 0; i < self->sources->entries->len; i++)
    {
      HzDirectoryEntry *entry = g_ptr_array_index (self->sources->entries, i);

      if (hz_id_equal (&entry->stamp.id, &id))
        return entry;
    }

  return NULL;
}

const char *
hz_referral_form_get_typed (HzReferralForm *self)
{
  return gtk_editable_get_text (hz_choice_row_get_entry (HZ_CHOICE_ROW (self->recipient)));
}

/**
 * hz_referral_form_get_recipient:
 * @self: the form
 * @id: (out): an entry of the directory, or no id
 * @name: (out) (transfer full): its name in the letter's language, "" for nobody
 */
void
hz_referral_form_get_recipient (HzReferralForm *self,
                                HzId *id,
                                char **name)
{
  HzDirectoryEntry *entry = find_entry (self);

  *id = entry != NULL ? entry->stamp.id : (HzId) HZ_ID_NONE;
  *name = entry != NULL ? g_strdup (hz_directory_entry_get_name (entry, get_language (self)))
                        : g_strstrip (g_strdup (hz_referral_form_get_typed (self)));
}

/**
 * hz_referral_form_has_recipient:
 * @self: the form
 *
 * Returns: whether the letter goes to somebody
 */
gboolean
hz_referral_form_has_recipient (HzReferralForm *self)
{
  g_autofree char *name = NULL;
  HzId id;

  hz_referral_form_get_recipient (self, &id, &name);

  return *name != '\0';
}

gboolean
hz_referral_form_is_code_only (HzReferralForm *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->code_only));
}

/* A name does not leave beside the code that stands in its place. */
static gboolean
leaves (HzReferralForm *self,
        HzFactRow *row)
{
  return hz_fact_row_get_ticked (row) && *hz_fact_row_get_value (row) != '\0' &&
         !(hz_referral_form_is_code_only (self) && g_str_equal (hz_fact_row_get_item (row), "name"));
}

static gboolean
letter_is_missing (HzReferralForm *self)
{
  g_autofree char *name = NULL;
  HzConsent *consent;
  HzId id;

  for (guint i = 0; i < self->rows->len; i++)
    if (leaves (self, g_ptr_array_index (self->rows, i)))
      return FALSE;

  hz_referral_form_get_recipient (self, &id, &name);
  consent = self->consents != NULL ? hz_consent_find_share (self->consents, &id, name, NULL) : NULL;

  return consent == NULL || !hz_consent_holds (consent, hz_zone_get_today ());
}

/**
 * hz_referral_form_list_missing:
 * @self: the form
 *
 * Returns: (transfer full): the facts that would leave without consent, NULL-terminated
 */
char **
hz_referral_form_list_missing (HzReferralForm *self)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);

      if (leaves (self, row) && hz_fact_row_is_missing (row))
        g_ptr_array_add (items, g_strdup (hz_fact_row_get_item (row)));
    }
  g_ptr_array_add (items, NULL);

  return (char **) g_ptr_array_free (items, FALSE);
}

/**
 * hz_referral_form_count_missing:
 * @self: the form
 *
 * Returns: how many consents are missing; a letter without facts needs one too
 */
guint
hz_referral_form_count_missing (HzReferralForm *self)
{
  g_auto (GStrv) items = hz_referral_form_list_missing (self);
  guint n = g_strv_length (items);

  return n > 0 ? n : (guint) letter_is_missing (self);
}

/**
 * hz_referral_form_focus_missing:
 * @self: the form
 *
 * Goes to the first fact that lacks a consent; where there is no fact at all, asks at once.
 */
void
hz_referral_form_focus_missing (HzReferralForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);

      if (leaves (self, row) && hz_fact_row_is_missing (row))
        {
          hz_fact_row_focus_ask (row);
          return;
        }
    }

  if (letter_is_missing (self))
    g_signal_emit (self, signals[SIGNAL_ASK], 0);
}

/**
 * hz_referral_form_is_overridden:
 * @self: the form
 *
 * Returns: whether a reason is written down for which it may go without consent
 */
gboolean
hz_referral_form_is_overridden (HzReferralForm *self)
{
  g_autofree char *reason =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->override_reason))));

  return hz_answer_box_get_code (HZ_ANSWER_BOX (self->override_code)) != NULL && *reason != '\0';
}

char *
hz_referral_form_dup_opening (HzReferralForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->opening));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

void
hz_referral_form_set_opening (HzReferralForm *self,
                              const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->opening)), text, -1);
}

/* What the records say, in the letter's language; what somebody has written stays. */
void
hz_referral_form_update_presets (HzReferralForm *self)
{
  const HzReferralSources *sources = self->sources;
  HzLanguage language = get_language (self);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *opening = hz_referral_form_dup_opening (self);
  gboolean is_own = g_strcmp0 (opening, self->opening_preset) != 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *value =
        hz_letter_facts_dup_value (hz_fact_row_get_item (row), sources->client, sources->profile,
                                   sources->requests != NULL && sources->requests->len > 0
                                     ? g_ptr_array_index (sources->requests, 0)
                                     : NULL,
                                   language);

      hz_fact_row_set_default (row, value);
    }

  g_free (self->opening_preset);
  self->opening_preset = hz_letter_template_fill (hz_letter_template_get (language), "opening", fields);
  if (!is_own)
    hz_referral_form_set_opening (self, self->opening_preset);
}

static void
update_consents (HzReferralForm *self)
{
  g_autofree char *name = NULL;
  guint n_missing;
  HzId id;

  hz_referral_form_get_recipient (self, &id, &name);
  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);

      hz_fact_row_set_consent (row, self->consents != NULL && *name != '\0'
                                      ? hz_consent_find_share (self->consents, &id, name,
                                                               hz_fact_row_get_item (row))
                                      : NULL);
    }

  n_missing = hz_referral_form_count_missing (self);
  gtk_widget_set_visible (self->override_box, *name != '\0' && n_missing > 0);
}

static void
update_recipient_note (HzReferralForm *self)
{
  HzDirectoryEntry *entry = find_entry (self);
  g_autofree char *note = NULL;

  if (entry != NULL && hz_date_is_set (entry->checked_on))
    {
      g_autofree char *day = hz_date_text_short (entry->checked_on);

      note = g_strdup_printf (hz_directory_entry_is_checked (entry, hz_zone_get_today ())
                                ? _("Checked on %s") : _("Not checked since %s"), day);
    }
  else if (entry != NULL)
    note = g_strdup (_("Nobody has checked this address yet."));
  else if (*hz_referral_form_get_typed (self) != '\0')
    note = g_strdup (_("Not in the directory; the letter goes to the name as you typed it."));

  gtk_label_set_label (GTK_LABEL (self->recipient_note), note != NULL ? note : "");
  gtk_widget_set_visible (self->recipient_note, note != NULL);
}

static void
tick_presets (HzReferralForm *self)
{
  HzDirectoryEntry *entry = find_entry (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);

      hz_fact_row_set_ticked (row, *hz_fact_row_get_value (row) != '\0' &&
                                     hz_letter_facts_is_preset (entry != NULL ? entry->kind : NULL,
                                                                hz_fact_row_get_item (row)));
    }
}

static void
emit_changed (HzReferralForm *self)
{
  if (self->is_setting)
    return;

  self->is_setting = TRUE;
  update_consents (self);
  self->is_setting = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_recipient_changed_cb (HzReferralForm *self)
{
  if (self->is_setting || self->sources == NULL)
    return;

  self->is_setting = TRUE;
  update_recipient_note (self);
  if (!self->facts_touched)
    tick_presets (self);
  self->is_setting = FALSE;
  emit_changed (self);
}

static void
on_language_changed_cb (HzReferralForm *self)
{
  if (self->is_setting || self->sources == NULL)
    return;

  self->is_setting = TRUE;
  hz_referral_form_update_presets (self);
  self->is_setting = FALSE;
  emit_changed (self);
}

static void
on_fact_changed_cb (HzReferralForm *self)
{
  if (!self->is_setting)
    self->facts_touched = TRUE;
  emit_changed (self);
}

static void
on_fact_ask_cb (HzReferralForm *self)
{
  g_signal_emit (self, signals[SIGNAL_ASK], 0);
}

static void
on_safe_changed_cb (HzReferralForm *self)
{
  if (self->is_setting)
    return;

  self->is_setting = TRUE;
  hz_referral_form_fill_travel (self, g_strcmp0 (hz_answer_box_get_code (HZ_ANSWER_BOX (self->safe)),
                                                 "no") != 0);
  self->is_setting = FALSE;
  emit_changed (self);
}

static void
on_priority_changed_cb (HzReferralForm *self)
{
  const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (self->priority));

  if (!self->is_setting && code != NULL)
    hz_date_entry_set_date (HZ_DATE_ENTRY (self->due),
                            hz_date_add_days (hz_zone_get_today (), hz_referral_get_days (code)));
  emit_changed (self);
}

static gboolean
hz_referral_form_grab_focus (GtkWidget *widget)
{
  HzReferralForm *self = HZ_REFERRAL_FORM (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (hz_choice_row_get_entry (HZ_CHOICE_ROW (self->recipient))));
}

static void
hz_referral_form_finalize (GObject *object)
{
  HzReferralForm *self = HZ_REFERRAL_FORM (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->consents, g_ptr_array_unref);
  g_free (self->opening_preset);

  G_OBJECT_CLASS (hz_referral_form_parent_class)->finalize (object);
}

static void
hz_referral_form_class_init (HzReferralFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_referral_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_referral_form_grab_focus;

  /**
   * HzReferralForm::changed:
   *
   * The letter says something else.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * HzReferralForm::ask:
   *
   * She is to be asked for the consents that are missing.
   */
  signals[SIGNAL_ASK] =
    g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
connect_parts (HzReferralForm *self)
{
  GObject *plain[] = { G_OBJECT (self->person), G_OBJECT (self->asked), G_OBJECT (self->travel),
                       G_OBJECT (self->due), G_OBJECT (self->override_code),
                       G_OBJECT (self->override_reason),
                       G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->opening))) };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_signal_connect_swapped (plain[i], "changed", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (self->sheets, "value-changed", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (self->code_only, "toggled", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (self->recipient, "changed", G_CALLBACK (on_recipient_changed_cb), self);
  g_signal_connect_swapped (hz_choice_row_get_entry (HZ_CHOICE_ROW (self->recipient)), "changed",
                            G_CALLBACK (on_recipient_changed_cb), self);
  g_signal_connect_swapped (self->language, "changed", G_CALLBACK (on_language_changed_cb), self);
  g_signal_connect_swapped (self->safe, "changed", G_CALLBACK (on_safe_changed_cb), self);
  g_signal_connect_swapped (self->priority, "changed", G_CALLBACK (on_priority_changed_cb), self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->rows, i);

      g_signal_connect_swapped (row, "changed", G_CALLBACK (on_fact_changed_cb), self);
      g_signal_connect_swapped (row, "ask", G_CALLBACK (on_fact_ask_cb), self);
    }
}

static void
hz_referral_form_init (HzReferralForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->rows = g_ptr_array_new ();
  self->opening_preset = g_strdup ("");
  hz_referral_form_create_parts (self);
  connect_parts (self);
}

/**
 * hz_referral_form_new:
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
hz_referral_form_new (void)
{
  return g_object_new (HZ_TYPE_REFERRAL_FORM, NULL);
}

static void
fill_recipients (HzReferralForm *self)
{
  for (guint i = 0; i < self->sources->entries->len; i++)
    {
      HzDirectoryEntry *entry = g_ptr_array_index (self->sources->entries, i);
      g_autofree char *hex = hz_id_to_hex (&entry->stamp.id);

      /* A line to call is nobody to whom a letter goes. */
      if (g_strcmp0 (entry->kind, "hotline") != 0)
        hz_choice_row_add (HZ_CHOICE_ROW (self->recipient), hex,
                           hz_directory_entry_get_name (entry, hz_language_get_interface ()));
    }
}

static void
show_client (HzReferralForm *self)
{
  HzClient *client = self->sources->client;
  const HzClientPhone *phone = hz_client_get_phone (client);
  g_autofree char *name = hz_client_dup_name (client);
  g_autofree char *who = NULL;
  g_autofree char *rule = NULL;

  who = hz_date_is_set (client->birth)
          ? g_strdup_printf ("%s\n%d · %s", name != NULL ? name : _("No name given"),
                             client->birth.year, client->code)
          : g_strdup_printf ("%s\n%s", name != NULL ? name : _("No name given"), client->code);
  gtk_label_set_label (GTK_LABEL (self->who), who);
  rule = hz_banner_describe_rule (phone != NULL ? phone->rule : "not_asked",
                                  phone != NULL ? phone->note : NULL);
  gtk_label_set_label (GTK_LABEL (self->rule), rule);
}

/**
 * hz_referral_form_set_sources:
 * @self: the form
 * @sources: what it begins with; outlives the form
 */
void
hz_referral_form_set_sources (HzReferralForm *self,
                              const HzReferralSources *sources)
{
  self->sources = sources;
  self->is_setting = TRUE;
  g_clear_pointer (&self->consents, g_ptr_array_unref);
  self->consents = g_ptr_array_ref (sources->consents);
  fill_recipients (self);
  show_client (self);
  hz_referral_form_update_presets (self);
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->due),
                          hz_date_add_days (hz_zone_get_today (), hz_referral_get_days (NULL)));
  if (sources->draft != NULL)
    hz_referral_form_restore (self, sources->draft->content);
  else
    tick_presets (self);
  update_recipient_note (self);
  update_consents (self);
  self->is_setting = FALSE;
}

/**
 * hz_referral_form_set_consents:
 * @self: the form
 * @consents: (element-type HzConsent): newest first
 */
void
hz_referral_form_set_consents (HzReferralForm *self,
                               GPtrArray *consents)
{
  g_ptr_array_ref (consents);
  g_clear_pointer (&self->consents, g_ptr_array_unref);
  self->consents = consents;
  emit_changed (self);
}

static void
replace_text (char **place,
              const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*place);
  *place = copy;
}

static void
build_recipient (HzReferralForm *self,
                 HzReferral *referral)
{
  HzDirectoryEntry *entry = find_entry (self);

  g_free (referral->recipient);
  hz_referral_form_get_recipient (self, &referral->recipient_id, &referral->recipient);
  replace_text (&referral->recipient_kind, entry != NULL ? entry->kind : "");
  replace_text (&referral->person, gtk_editable_get_text (GTK_EDITABLE (self->person)));
  g_strfreev (referral->asked_for);
  referral->asked_for = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->asked));
}

static void
build_answers (HzReferralForm *self,
               HzReferral *referral)
{
  struct
  {
    GtkWidget *box;
    char **place;
  } answers[] = { { self->travel, &referral->travel },
                  { self->safe, &referral->safe_to_carry },
                  { self->priority, &referral->priority },
                  { self->override_code, &referral->override_code } };
  HzDate due;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (answers[i].box));

      if (code != NULL)
        replace_text (answers[i].place, code);
    }
  replace_text (&referral->override_reason,
                gtk_editable_get_text (GTK_EDITABLE (self->override_reason)));
  if (hz_date_entry_get_date (HZ_DATE_ENTRY (self->due), &due) == HZ_DATE_PARSE_OK)
    referral->answer_due = due;
}

/**
 * hz_referral_form_build:
 * @self: the form, with its sources
 * @performer: who writes the letter
 *
 * Returns: (transfer full): the letter, without a number
 */
HzReferral *
hz_referral_form_build (HzReferralForm *self,
                        const char *performer)
{
  HzReferral *referral = hz_referral_new ();
  g_autofree char *opening = hz_referral_form_dup_opening (self);
  HzLetterWords words = { .performer = performer,
                          .n_sheets = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->sheets)),
                          .opening = opening };

  referral->client_id = self->sources->client->stamp.id;
  replace_text (&referral->client_code, self->sources->client->code);
  referral->language = get_language (self);
  replace_text (&referral->identity, hz_referral_form_is_code_only (self) ? "code_only" : "full");
  build_recipient (self, referral);
  build_answers (self, referral);
  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);

      if (leaves (self, row))
        hz_referral_add_fact (referral, hz_fact_row_get_item (row), hz_fact_row_get_value (row));
    }

  words.is_consented = hz_referral_form_count_missing (self) == 0;
  hz_letter_compose (referral, self->sources->centre, &words);

  return referral;
}
