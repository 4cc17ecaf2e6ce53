/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the form of a letter is made of. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-form-private.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-choice-row.h"
#include "hz-code-list.h"
#include "hz-date-entry.h"
#include "hz-fact-row.h"
#include "hz-letter-button.h"
#include "hz-letter-facts.h"

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

static GtkWidget *
append_part (GtkWidget *box,
             const char *heading,
             GtkWidget *part)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (group), create_label (heading, "hz-question"));
  gtk_box_append (GTK_BOX (group), part);
  gtk_box_append (GTK_BOX (box), group);

  return part;
}

static GtkWidget *
create_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return entry;
}

/* With the letters that a Russian keyboard lacks. */
static GtkWidget *
create_with_letters (GtkWidget *entry)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), hz_letter_button_new (entry));

  return line;
}

static void
add_codes (GtkWidget *box,
           const char *list,
           const char *without)
{
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *label = NULL;

      if (g_strcmp0 (code->code, without) == 0)
        continue;
      label = hz_code_list_dup_first (list, code->code, hz_language_get_interface ());
      if (HZ_IS_ANSWER_BOX (box))
        hz_answer_box_add (HZ_ANSWER_BOX (box), code->code, label);
      else
        hz_choice_row_add (HZ_CHOICE_ROW (box), code->code, label);
    }
}

static GtkWidget *
create_answers (const char *name,
                const char *list,
                const char *preset)
{
  GtkWidget *box = hz_answer_box_new (name);

  hz_answer_box_set_with_keys (HZ_ANSWER_BOX (box), FALSE);
  add_codes (box, list, NULL);
  hz_answer_box_set_code (HZ_ANSWER_BOX (box), preset);

  return box;
}

/**
 * hz_referral_form_fill_travel:
 * @self: the form
 * @by_client: whether she may carry it herself
 *
 * Offers the ways in which the letter can travel.
 */
void
hz_referral_form_fill_travel (HzReferralForm *self,
                              gboolean by_client)
{
  g_autofree char *code = g_strdup (hz_answer_box_get_code (HZ_ANSWER_BOX (self->travel)));

  if (!by_client && g_strcmp0 (code, "by_client") == 0)
    {
      g_free (code);
      code = g_strdup ("by_hand");
    }
  hz_answer_box_clear (HZ_ANSWER_BOX (self->travel));
  add_codes (self->travel, "referral_travel", by_client ? NULL : "by_client");
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->travel), code);
}

static void
create_recipient (HzReferralForm *self,
                  GtkWidget *box)
{
  self->who = create_label (NULL, "title-4");
  gtk_box_append (GTK_BOX (box), self->who);

  self->recipient = hz_choice_row_new (_("To"), FALSE);
  gtk_widget_set_name (self->recipient, "recipient");
  append_part (box, C_ ("letter", "To"), self->recipient);
  self->recipient_note = create_label (NULL, "dim-label");
  gtk_widget_set_visible (self->recipient_note, FALSE);
  gtk_box_append (GTK_BOX (box), self->recipient_note);
  self->person = create_entry (_("To the person; may stay empty"));
  gtk_widget_set_name (self->person, "person");
  append_part (box, _("To the person; may stay empty"), create_with_letters (self->person));
}

static void
create_asked (HzReferralForm *self,
              GtkWidget *box)
{
  self->asked = hz_choice_row_new (_("What is asked for"), TRUE);
  gtk_widget_set_name (self->asked, "asked");
  add_codes (self->asked, "referral_asked", NULL);
  append_part (box, _("What is asked for"), self->asked);

  self->language = hz_answer_box_new (_("Language of the letter"));
  hz_answer_box_set_with_keys (HZ_ANSWER_BOX (self->language), FALSE);
  for (guint i = 0; i < HZ_N_LANGUAGES; i++)
    hz_answer_box_add (HZ_ANSWER_BOX (self->language), hz_language_get_code (i),
                       hz_language_get_own_name (i));
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->language), "tg");
  append_part (box, _("Language of the letter"), self->language);
}

static void
create_facts (HzReferralForm *self,
              GtkWidget *box)
{
  const char *const *items = hz_letter_facts_list ();

  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; items[i] != NULL; i++)
    {
      GtkWidget *row = hz_fact_row_new (items[i]);

      gtk_box_append (GTK_BOX (self->facts), row);
      g_ptr_array_add (self->rows, row);
    }
  append_part (box, _("Only ticked facts leave the centre."), self->facts);
  self->code_only = gtk_check_button_new_with_label (_("Only her code in place of the name"));
  gtk_box_append (GTK_BOX (box), self->code_only);
}

static void
create_text (HzReferralForm *self,
             GtkWidget *box)
{
  GtkWidget *frame = gtk_frame_new (NULL);

  self->opening = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->opening), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->opening), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->opening), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->opening), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->opening), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->opening), 6);
  gtk_widget_set_size_request (self->opening, -1, 84);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->opening), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Text of the letter"), -1);
  gtk_frame_set_child (GTK_FRAME (frame), self->opening);
  append_part (box, _("Text of the letter"), frame);

  self->sheets = gtk_spin_button_new_with_range (0, 99, 1);
  gtk_widget_set_halign (self->sheets, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sheets), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sheets attached"), -1);
  append_part (box, _("Sheets attached"), self->sheets);
}

static void
create_travel (HzReferralForm *self,
               GtkWidget *box)
{
  self->safe = hz_answer_box_new (_("Is it safe for her to carry this paper?"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->safe), "yes", C_ ("safe to carry", "Yes"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->safe), "no", C_ ("safe to carry", "No"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->safe), "not_asked", C_ ("safe to carry", "Not asked"));
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->safe), "not_asked");
  append_part (box, _("Is it safe for her to carry this paper?"), self->safe);
  self->rule = create_label (NULL, "dim-label");
  gtk_box_append (GTK_BOX (box), self->rule);

  self->travel = create_answers (_("How it travels"), "referral_travel", "by_client");
  append_part (box, _("How it travels"), self->travel);
  self->priority = create_answers (_("How soon an answer is needed"), "referral_priority", "normal_2w");
  append_part (box, _("How soon an answer is needed"), self->priority);
  self->due = hz_date_entry_new (_("Answer due"), HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING);
  append_part (box, _("Answer due"), self->due);
}

static void
create_override (HzReferralForm *self,
                 GtkWidget *box)
{
  self->override_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->override_box, FALSE);
  gtk_widget_add_css_class (self->override_box, "hz-clash");
  gtk_box_append (GTK_BOX (self->override_box),
                  create_label (_("Without consent a letter goes out only for a reason. "
                                  "The reason stays in the log."), NULL));
  self->override_code = create_answers (_("Why without consent"), "consent_override", NULL);
  self->override_reason = create_entry (_("The reason in words"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->override_reason), _("The reason in words"));
  append_part (self->override_box, _("Why without consent"), self->override_code);
  gtk_box_append (GTK_BOX (self->override_box), self->override_reason);
  gtk_box_append (GTK_BOX (box), self->override_box);
}

/**
 * hz_referral_form_create_parts:
 * @self: an empty form
 *
 * Fills it with its fields, in the order in which they are asked.
 */
void
hz_referral_form_create_parts (HzReferralForm *self)
{
  GtkWidget *box = GTK_WIDGET (self);

  create_recipient (self, box);
  create_asked (self, box);
  create_facts (self, box);
  create_override (self, box);
  create_text (self, box);
  create_travel (self, box);
}
