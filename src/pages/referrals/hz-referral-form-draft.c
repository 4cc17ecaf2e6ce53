/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form of a letter as a draft keeps it. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-form-private.h"

#include "hz-answer-box.h"
#include "hz-body-fields.h"
#include "hz-choice-row.h"
#include "hz-date-entry.h"
#include "hz-fact-row.h"

static void
restore_facts (HzReferralForm *self,
               GVariant *content)
{
  g_autoptr (GVariant) values = g_variant_lookup_value (content, "values", G_VARIANT_TYPE ("a{ss}"));
  char **ticked = NULL;

  hz_body_fields_take_texts (content, "ticked", &ticked);
  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);
      const char *value;

      hz_fact_row_set_ticked (row, g_strv_contains ((const char *const *) ticked,
                                                    hz_fact_row_get_item (row)));
      if (values != NULL && g_variant_lookup (values, hz_fact_row_get_item (row), "&s", &value))
        hz_fact_row_set_value (row, value);
    }
  g_strfreev (ticked);
}

static void
restore_answer (GtkWidget *box,
                GVariant *content,
                const char *name)
{
  const char *code;

  if (g_variant_lookup (content, name, "&s", &code))
    hz_answer_box_set_code (HZ_ANSWER_BOX (box), code);
}

static void
restore_text (GtkWidget *entry,
              GVariant *content,
              const char *name)
{
  const char *text;

  if (g_variant_lookup (content, name, "&s", &text))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/**
 * hz_referral_form_restore:
 * @self: the form
 * @content: as hz_referral_form_snapshot() gave it
 */
void
hz_referral_form_restore (HzReferralForm *self,
                          GVariant *content)
{
  g_auto (GStrv) asked = NULL;
  const char *text;
  gboolean code_only = FALSE;
  int sheets = 0;

  restore_answer (self->language, content, "language");
  hz_referral_form_update_presets (self);
  if (g_variant_lookup (content, "recipient", "&s", &text))
    hz_choice_row_set_code (HZ_CHOICE_ROW (self->recipient), text);
  if (g_variant_lookup (content, "typed", "&s", &text))
    gtk_editable_set_text (hz_choice_row_get_entry (HZ_CHOICE_ROW (self->recipient)), text);
  restore_text (self->person, content, "person");
  hz_body_fields_take_texts (content, "asked", &asked);
  hz_choice_row_set_codes (HZ_CHOICE_ROW (self->asked), (const char *const *) asked);
  restore_facts (self, content);
  g_variant_lookup (content, "code-only", "b", &code_only);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->code_only), code_only);
  if (g_variant_lookup (content, "opening", "&s", &text))
    hz_referral_form_set_opening (self, text);
  g_variant_lookup (content, "sheets", "i", &sheets);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->sheets), sheets);
  restore_answer (self->safe, content, "safe");
  hz_referral_form_fill_travel (self, g_strcmp0 (hz_answer_box_get_code (HZ_ANSWER_BOX (self->safe)),
                                                 "no") != 0);
  restore_answer (self->travel, content, "travel");
  restore_answer (self->priority, content, "priority");
  if (g_variant_lookup (content, "due", "&s", &text))
    hz_date_entry_set_text (HZ_DATE_ENTRY (self->due), text);
  restore_answer (self->override_code, content, "override-code");
  restore_text (self->override_reason, content, "override-reason");
  self->facts_touched = TRUE;
}

static void
add_answer (GVariantBuilder *builder,
            const char *name,
            GtkWidget *box)
{
  hz_body_fields_add_text (builder, name, hz_answer_box_get_code (HZ_ANSWER_BOX (box)));
}

static void
add_facts (HzReferralForm *self,
           GVariantBuilder *builder)
{
  g_autoptr (GPtrArray) ticked = g_ptr_array_new ();
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      HzFactRow *row = g_ptr_array_index (self->rows, i);

      if (hz_fact_row_get_ticked (row))
        g_ptr_array_add (ticked, (gpointer) hz_fact_row_get_item (row));
      g_variant_builder_add (&values, "{ss}", hz_fact_row_get_item (row), hz_fact_row_get_value (row));
    }
  g_ptr_array_add (ticked, NULL);
  hz_body_fields_add_texts (builder, "ticked", (char *const *) ticked->pdata);
  g_variant_builder_add (builder, "{sv}", "values", g_variant_builder_end (&values));
}

/**
 * hz_referral_form_snapshot:
 * @self: the form
 *
 * Returns: (transfer floating): what stands in it, for a draft
 */
GVariant *
hz_referral_form_snapshot (HzReferralForm *self)
{
  g_auto (GStrv) asked = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->asked));
  g_autofree char *opening = hz_referral_form_dup_opening (self);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  hz_body_fields_add_text (&builder, "recipient",
                           hz_choice_row_get_code (HZ_CHOICE_ROW (self->recipient)));
  hz_body_fields_add_text (&builder, "typed", hz_referral_form_get_typed (self));
  hz_body_fields_add_text (&builder, "person", gtk_editable_get_text (GTK_EDITABLE (self->person)));
  hz_body_fields_add_texts (&builder, "asked", asked);
  add_answer (&builder, "language", self->language);
  add_facts (self, &builder);
  g_variant_builder_add (&builder, "{sv}", "code-only",
                         g_variant_new_boolean (hz_referral_form_is_code_only (self)));
  hz_body_fields_add_text (&builder, "opening", opening);
  g_variant_builder_add (&builder, "{sv}", "sheets",
                         g_variant_new_int32 (gtk_spin_button_get_value_as_int (
                           GTK_SPIN_BUTTON (self->sheets))));
  add_answer (&builder, "safe", self->safe);
  add_answer (&builder, "travel", self->travel);
  add_answer (&builder, "priority", self->priority);
  hz_body_fields_add_text (&builder, "due", hz_date_entry_get_text (HZ_DATE_ENTRY (self->due)));
  add_answer (&builder, "override-code", self->override_code);
  hz_body_fields_add_text (&builder, "override-reason",
                           gtk_editable_get_text (GTK_EDITABLE (self->override_reason)));

  return g_variant_builder_end (&builder);
}
