/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-referral.h"

#include <string.h>

#include "hz-body-fields.h"

G_DEFINE_FINAL_TYPE (HzReferral, hz_referral, G_TYPE_OBJECT)

/**
 * hz_referral_fact_new:
 * @item: of the list "letter_fact"
 * @value: what is told of it
 *
 * Returns: (transfer full): a fact that rests on nothing yet
 */
HzReferralFact *
hz_referral_fact_new (const char *item,
                      const char *value)
{
  HzReferralFact *self = g_new0 (HzReferralFact, 1);

  self->item = g_strdup (item);
  self->value = g_strdup (value);

  return self;
}

/**
 * hz_referral_fact_copy:
 * @self: a fact
 *
 * Returns: (transfer full): a copy
 */
HzReferralFact *
hz_referral_fact_copy (const HzReferralFact *self)
{
  HzReferralFact *copy = hz_referral_fact_new (self->item, self->value);

  copy->consent_id = self->consent_id;

  return copy;
}

/**
 * hz_referral_fact_free:
 * @self: (transfer full): a fact
 */
void
hz_referral_fact_free (HzReferralFact *self)
{
  g_free (self->item);
  g_free (self->value);
  g_free (self);
}

static void
hz_referral_finalize (GObject *object)
{
  HzReferral *self = HZ_REFERRAL (object);

  g_free (self->number_index);
  g_free (self->client_code);
  g_free (self->recipient_kind);
  g_free (self->recipient);
  g_free (self->person);
  g_strfreev (self->asked_for);
  g_free (self->priority);
  g_free (self->travel);
  g_free (self->safe_to_carry);
  g_free (self->identity);
  g_ptr_array_unref (self->facts);
  g_variant_unref (self->page);
  g_free (self->override_code);
  g_free (self->override_reason);
  g_free (self->status);
  g_free (self->void_reason);
  g_free (self->check_letters);
  g_strfreev (self->chased_on);
  g_free (self->attended);
  g_free (self->answer_text);

  G_OBJECT_CLASS (hz_referral_parent_class)->finalize (object);
}

static void
hz_referral_class_init (HzReferralClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_referral_finalize;
}

static void
hz_referral_init (HzReferral *self)
{
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_referral_fact_free);
  self->page = g_variant_ref_sink (g_variant_new ("a{ss}", NULL));
}

/**
 * hz_referral_new:
 *
 * Returns: (transfer full): one about nobody, to nobody: usual priority, carried by the client, and
 *   not asked whether she can
 */
HzReferral *
hz_referral_new (void)
{
  HzReferral *self = g_object_new (HZ_TYPE_REFERRAL, NULL);

  self->number_index = g_strdup ("");
  self->is_readable = TRUE;
  self->client_code = g_strdup ("");
  self->recipient_kind = g_strdup ("");
  self->recipient = g_strdup ("");
  self->person = g_strdup ("");
  self->asked_for = g_new0 (char *, 1);
  self->priority = g_strdup ("normal_2w");
  self->travel = g_strdup ("by_client");
  self->safe_to_carry = g_strdup ("not_asked");
  self->identity = g_strdup ("full");
  self->override_code = g_strdup ("");
  self->override_reason = g_strdup ("");
  self->status = g_strdup ("draft");
  self->void_reason = g_strdup ("");
  self->check_letters = g_strdup ("");
  self->chased_on = g_new0 (char *, 1);
  self->attended = g_strdup ("");
  self->answer_text = g_strdup ("");

  return self;
}

/* What no key hides. */
static void
copy_journal (HzReferral *copy,
              HzReferral *self)
{
  copy->stamp = self->stamp;
  copy->number_year = self->number_year;
  copy->number = self->number;
  copy->number_index = g_strdup (self->number_index);
  copy->issued_on = self->issued_on;
  copy->is_void = self->is_void;
  copy->handed_over_on = self->handed_over_on;
  copy->is_readable = self->is_readable;
}

/**
 * hz_referral_copy:
 * @self: a referral
 *
 * Returns: (transfer full): another that says the same
 */
HzReferral *
hz_referral_copy (HzReferral *self)
{
  HzReferral *copy = g_object_new (HZ_TYPE_REFERRAL, NULL);

  copy_journal (copy, self);
  copy->client_id = self->client_id;
  copy->client_code = g_strdup (self->client_code);
  copy->recipient_id = self->recipient_id;
  copy->recipient_kind = g_strdup (self->recipient_kind);
  copy->recipient = g_strdup (self->recipient);
  copy->person = g_strdup (self->person);
  copy->asked_for = g_strdupv (self->asked_for);
  copy->priority = g_strdup (self->priority);
  copy->travel = g_strdup (self->travel);
  copy->safe_to_carry = g_strdup (self->safe_to_carry);
  copy->identity = g_strdup (self->identity);
  copy->answer_due = self->answer_due;
  copy->language = self->language;
  for (guint i = 0; i < self->facts->len; i++)
    g_ptr_array_add (copy->facts, hz_referral_fact_copy (g_ptr_array_index (self->facts, i)));
  g_variant_unref (copy->page);
  copy->page = g_variant_ref (self->page);
  copy->override_code = g_strdup (self->override_code);
  copy->override_reason = g_strdup (self->override_reason);
  copy->status = g_strdup (self->status);
  copy->void_reason = g_strdup (self->void_reason);
  copy->check_letters = g_strdup (self->check_letters);
  copy->chased_on = g_strdupv (self->chased_on);
  copy->answered_on = self->answered_on;
  copy->attended = g_strdup (self->attended);
  copy->answer_text = g_strdup (self->answer_text);
  copy->own_view = self->own_view;

  return copy;
}

static GVariant *
build_facts (HzReferral *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < self->facts->len; i++)
    {
      HzReferralFact *fact = g_ptr_array_index (self->facts, i);

      g_variant_builder_open (&builder, G_VARIANT_TYPE_VARDICT);
      hz_body_fields_add_text (&builder, "item", fact->item);
      hz_body_fields_add_text (&builder, "value", fact->value);
      hz_body_fields_add_id (&builder, "consent", &fact->consent_id);
      g_variant_builder_close (&builder);
    }

  return g_variant_builder_end (&builder);
}

/**
 * hz_referral_to_body:
 * @self: a referral
 *
 * Returns: (transfer floating): what is sealed of it
 */
GVariant *
hz_referral_to_body (HzReferral *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  hz_body_fields_add_id (&builder, "client", &self->client_id);
  hz_body_fields_add_text (&builder, "client-code", self->client_code);
  hz_body_fields_add_id (&builder, "recipient-id", &self->recipient_id);
  hz_body_fields_add_text (&builder, "recipient-kind", self->recipient_kind);
  hz_body_fields_add_text (&builder, "recipient", self->recipient);
  hz_body_fields_add_text (&builder, "person", self->person);
  hz_body_fields_add_texts (&builder, "asked-for", self->asked_for);
  hz_body_fields_add_text (&builder, "priority", self->priority);
  hz_body_fields_add_text (&builder, "travel", self->travel);
  hz_body_fields_add_text (&builder, "safe-to-carry", self->safe_to_carry);
  hz_body_fields_add_text (&builder, "identity", self->identity);
  hz_body_fields_add_date (&builder, "answer-due", self->answer_due);
  hz_body_fields_add_text (&builder, "language", hz_language_get_code (self->language));
  g_variant_builder_add (&builder, "{sv}", "facts", build_facts (self));
  g_variant_builder_add (&builder, "{sv}", "page", self->page);
  hz_body_fields_add_text (&builder, "override-code", self->override_code);
  hz_body_fields_add_text (&builder, "override-reason", self->override_reason);
  hz_body_fields_add_text (&builder, "status", self->status);
  hz_body_fields_add_text (&builder, "void-reason", self->void_reason);
  hz_body_fields_add_text (&builder, "check-letters", self->check_letters);
  hz_body_fields_add_texts (&builder, "chased-on", self->chased_on);
  hz_body_fields_add_date (&builder, "answered-on", self->answered_on);
  hz_body_fields_add_text (&builder, "attended", self->attended);
  hz_body_fields_add_text (&builder, "answer-text", self->answer_text);
  g_variant_builder_add (&builder, "{sv}", "own-view", g_variant_new_int32 (self->own_view));

  return g_variant_builder_end (&builder);
}

static void
take_facts (HzReferral *self,
            GVariant *body)
{
  g_autoptr (GVariant) facts = g_variant_lookup_value (body, "facts", G_VARIANT_TYPE ("aa{sv}"));

  g_ptr_array_set_size (self->facts, 0);
  for (gsize i = 0; facts != NULL && i < g_variant_n_children (facts); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (facts, i);
      HzReferralFact *fact = hz_referral_fact_new ("", "");

      hz_body_fields_take_text (child, "item", &fact->item);
      hz_body_fields_take_text (child, "value", &fact->value);
      fact->consent_id = hz_body_fields_get_id (child, "consent");
      g_ptr_array_add (self->facts, fact);
    }
}

/**
 * hz_referral_take_body:
 * @self: a referral
 * @body: as hz_referral_to_body() gave it
 *
 * It says from now on what @body says.
 */
void
hz_referral_take_body (HzReferral *self,
                       GVariant *body)
{
  GVariant *page = g_variant_lookup_value (body, "page", G_VARIANT_TYPE ("a{ss}"));
  const char *language;

  self->client_id = hz_body_fields_get_id (body, "client");
  hz_body_fields_take_text (body, "client-code", &self->client_code);
  self->recipient_id = hz_body_fields_get_id (body, "recipient-id");
  hz_body_fields_take_text (body, "recipient-kind", &self->recipient_kind);
  hz_body_fields_take_text (body, "recipient", &self->recipient);
  hz_body_fields_take_text (body, "person", &self->person);
  hz_body_fields_take_texts (body, "asked-for", &self->asked_for);
  hz_body_fields_take_text (body, "priority", &self->priority);
  hz_body_fields_take_text (body, "travel", &self->travel);
  hz_body_fields_take_text (body, "safe-to-carry", &self->safe_to_carry);
  hz_body_fields_take_text (body, "identity", &self->identity);
  self->answer_due = hz_body_fields_get_date (body, "answer-due");
  if (g_variant_lookup (body, "language", "&s", &language))
    hz_language_from_code (language, &self->language);
  take_facts (self, body);
  if (page != NULL)
    {
      g_variant_unref (self->page);
      self->page = page;
    }
  hz_body_fields_take_text (body, "override-code", &self->override_code);
  hz_body_fields_take_text (body, "override-reason", &self->override_reason);
  hz_body_fields_take_text (body, "status", &self->status);
  hz_body_fields_take_text (body, "void-reason", &self->void_reason);
  hz_body_fields_take_text (body, "check-letters", &self->check_letters);
  hz_body_fields_take_texts (body, "chased-on", &self->chased_on);
  self->answered_on = hz_body_fields_get_date (body, "answered-on");
  hz_body_fields_take_text (body, "attended", &self->attended);
  hz_body_fields_take_text (body, "answer-text", &self->answer_text);
  if (!g_variant_lookup (body, "own-view", "i", &self->own_view))
    self->own_view = 0;
}

/**
 * hz_referral_add_fact:
 * @self: a referral
 * @item: of the list "letter_fact"
 * @value: what is told of it
 */
void
hz_referral_add_fact (HzReferral *self,
                      const char *item,
                      const char *value)
{
  g_ptr_array_add (self->facts, hz_referral_fact_new (item, value));
}

/**
 * hz_referral_get_page_text:
 * @self: a referral
 * @name: of a text on the letter's pages
 *
 * Returns: (transfer none): the text, "" when there is none of that name
 */
const char *
hz_referral_get_page_text (HzReferral *self,
                           const char *name)
{
  const char *text;

  return g_variant_lookup (self->page, name, "&s", &text) ? text : "";
}

/**
 * hz_referral_dup_number:
 * @self: a referral
 *
 * Returns: (transfer full) (nullable): "3-12/45"; %NULL before it is issued
 */
char *
hz_referral_dup_number (HzReferral *self)
{
  if (self->number == 0)
    return NULL;

  return *self->number_index != '\0' ? g_strdup_printf ("%s/%d", self->number_index, self->number)
                                     : g_strdup_printf ("%d", self->number);
}

/**
 * hz_referral_dup_slip_number:
 * @self: a referral
 *
 * Returns: (transfer full) (nullable): the number with the check letters that the answer slip bears
 */
char *
hz_referral_dup_slip_number (HzReferral *self)
{
  g_autofree char *number = hz_referral_dup_number (self);

  if (number == NULL || *self->check_letters == '\0')
    return g_steal_pointer (&number);

  return g_strdup_printf ("%s-%s", number, self->check_letters);
}

/**
 * hz_referral_dup_file_name:
 * @self: a referral
 *
 * Returns: (transfer full) (nullable): "3-12-45.pdf": a name that says nothing of the client
 */
char *
hz_referral_dup_file_name (HzReferral *self)
{
  g_autofree char *number = hz_referral_dup_number (self);

  if (number == NULL)
    return NULL;

  g_strdelimit (number, "/\\", '-');

  return g_strconcat (number, ".pdf", NULL);
}

/**
 * hz_referral_get_days:
 * @priority: of the list "referral_priority"
 *
 * Returns: how many days the recipient has for an answer
 */
int
hz_referral_get_days (const char *priority)
{
  if (g_strcmp0 (priority, "emergency_24h") == 0)
    return 1;
  if (g_strcmp0 (priority, "urgent_72h") == 0)
    return 3;

  return 14;
}

/**
 * hz_referral_is_erased:
 * @self: a referral
 *
 * Returns: whether its client has been erased, and what it said with her
 */
gboolean
hz_referral_is_erased (HzReferral *self)
{
  return strcmp (self->status, HZ_REFERRAL_STATUS_ERASED) == 0;
}

/**
 * hz_referral_is_open:
 * @self: a referral
 *
 * Returns: whether something is still to come of it
 */
gboolean
hz_referral_is_open (HzReferral *self)
{
  const char *const open[] = { "issued", "received", "accepted", "no_answer", NULL };

  return !self->is_void && g_strv_contains (open, self->status);
}

/**
 * hz_referral_get_days_late:
 * @self: a referral
 * @today: the day
 *
 * Returns: by how many days the answer is late; 0 on the day it is due, or when it has come
 */
int
hz_referral_get_days_late (HzReferral *self,
                           HzDate today)
{
  const char *const waiting[] = { "issued", "no_answer", NULL };

  if (self->is_void || !g_strv_contains (waiting, self->status) ||
      !hz_date_is_set (self->answer_due))
    return 0;

  return MAX (0, hz_date_get_distance (self->answer_due, today));
}
