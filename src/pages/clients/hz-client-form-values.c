/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in the form, as a record, as a request and as a draft. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hz-answer-box.h"
#include "hz-choice-row.h"
#include "hz-client-label.h"
#include "hz-name-row.h"
#include "hz-phone-row.h"
#include "hz-text.h"
#include "hz-zone.h"

#define OLDEST 120

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static char *
take_line (GtkWidget *entry)
{
  return g_strdup (get_text (entry));
}

/* A year, an age, or a whole date. */
HzDateParse
hz_client_form_parse_birth (HzClientForm *self,
                            HzDate *birth)
{
  g_autofree char *text = hz_text_tidy_line (get_text (self->birth), HZ_TEXT_LINE_LIMIT, NULL);
  HzDate today = hz_zone_get_today ();
  gsize n = strlen (text);
  HzDateParse parse;

  if (n > 0 && n <= 3 && strspn (text, "0123456789") == n)
    {
      int age = (int) g_ascii_strtoll (text, NULL, 10);

      if (age > OLDEST)
        return HZ_DATE_PARSE_UNCLEAR;
      *birth = HZ_DATE (today.year - age, 0, 0);
      birth->about = 1;
      return HZ_DATE_PARSE_OK;
    }

  parse = hz_date_parse (text, HZ_DATE_KIND_PARTIAL, HZ_DATE_SENSE_PAST, today, birth);

  return parse == HZ_DATE_PARSE_OK && birth->year < today.year - OLDEST ? HZ_DATE_PARSE_UNCLEAR
                                                                       : parse;
}

/* How old she is, and what is to be done when she is a child. */
void
hz_client_form_update_hints (HzClientForm *self,
                             const HzClient *client)
{
  HzDate birth = HZ_DATE_NONE;
  gboolean is_wrong
    = hz_client_form_parse_birth (self, &birth) != HZ_DATE_PARSE_OK && *get_text (self->birth) != '\0';
  g_autofree char *age = is_wrong ? g_strdup ("") : hz_client_label_age (birth);

  gtk_label_set_label (GTK_LABEL (self->age), age);
  gtk_label_set_label (GTK_LABEL (self->minor),
                       _("She may be under 18: ask who speaks for her, and whether she is safe at"
                         " home."));
  gtk_widget_set_visible (self->minor,
                          !is_wrong && hz_client_is_minor (client, hz_zone_get_today ()));
}

/* The name parts of the record stand while the line shows them unchanged. */
static void
take_name (HzClientForm *self,
           HzClient *client)
{
  if (self->loaded_name != NULL
      && strcmp (self->loaded_name, hz_name_row_get_text (HZ_NAME_ROW (self->name))) == 0)
    return;

  g_clear_pointer (&client->surname, g_free);
  g_clear_pointer (&client->given, g_free);
  g_clear_pointer (&client->patronymic, g_free);
  hz_name_row_get_parts (HZ_NAME_ROW (self->name), &client->surname, &client->given,
                         &client->patronymic);
}

static void
take_phones (HzClientForm *self,
             HzClient *client)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&client->phones);

  client->phones = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_phone_free);
  for (guint i = 0; i < self->phone_rows->len; i++)
    {
      HzPhoneRow *row = g_ptr_array_index (self->phone_rows, i);
      g_autofree char *number = hz_phone_row_get_number (row);
      g_autofree char *note = hz_phone_row_get_note (row);
      HzClientPhone *phone;

      if (*number == '\0')
        continue;

      phone = hz_client_phone_new (number, hz_phone_row_get_owner (row), hz_phone_row_get_rule (row),
                                   note);
      /* The form does not ask about messages. */
      if (i < before->len)
        phone->sms = g_strdup (((HzClientPhone *) g_ptr_array_index (before, i))->sms);
      g_ptr_array_add (client->phones, phone);
    }
}

static void
take_code (char **code,
           const char *chosen)
{
  char *copy = g_strdup (chosen);

  g_free (*code);
  *code = copy;
}

static void
take_consent (HzClientForm *self,
              HzClient *client)
{
  const char *answer = hz_answer_box_get_code (HZ_ANSWER_BOX (self->consent));
  const char *consent = NULL;

  if (g_strcmp0 (answer, "said") == 0 || g_strcmp0 (answer, "signed") == 0)
    consent = "yes";
  else if (g_strcmp0 (answer, "no") == 0)
    consent = "no";

  if (g_strcmp0 (client->consent, consent) != 0)
    {
      take_code (&client->consent, consent);
      client->consent_on = HZ_DATE_NONE;
    }
}

/**
 * hz_client_form_make_client:
 * @self: the form
 *
 * Returns: (transfer full): the record as the form stands
 */
HzClient *
hz_client_form_make_client (HzClientForm *self)
{
  HzClient *client;
  HzDate birth = HZ_DATE_NONE;

  g_return_val_if_fail (HZ_IS_CLIENT_FORM (self), NULL);

  client = self->client != NULL ? hz_client_copy (self->client) : hz_client_new ();
  take_name (self, client);
  hz_client_form_parse_birth (self, &birth);
  client->birth = birth;
  client->birth.month = 0;
  client->birth.day = 0;
  take_phones (self, client);
  take_consent (self, client);
  take_code (&client->service_asked, hz_answer_box_get_code (HZ_ANSWER_BOX (self->service)));
  take_code (&client->sex, hz_answer_box_get_code (HZ_ANSWER_BOX (self->sex)));
  take_code (&client->language, hz_answer_box_get_code (HZ_ANSWER_BOX (self->language)));
  take_code (&client->channel, hz_answer_box_get_code (HZ_ANSWER_BOX (self->channel)));
  take_code (&client->district, hz_choice_row_get_code (HZ_CHOICE_ROW (self->district)));
  client->urgent = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->urgent));
  g_free (client->also_known_as);
  client->also_known_as = take_line (self->also_known_as);
  g_strfreev (client->do_not_tell);
  client->do_not_tell = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->do_not_tell));

  return client;
}

char *
hz_client_form_dup_request_text (HzClientForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->request_text));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * hz_client_form_make_request:
 * @self: the form
 *
 * Returns: (transfer full): what was written of why she came; and what else only those who work on
 *   her case are to know of what was typed
 */
HzClientRequest *
hz_client_form_make_request (HzClientForm *self)
{
  HzClientRequest *request;
  g_autofree char *text = NULL;
  const char *consent;
  HzDate birth = HZ_DATE_NONE;

  g_return_val_if_fail (HZ_IS_CLIENT_FORM (self), NULL);

  request = hz_client_request_new (NULL);
  request->codes = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->request));
  text = hz_client_form_dup_request_text (self);
  request->text = hz_text_tidy_block (text, HZ_TEXT_BLOCK_LIMIT, NULL);
  if (*request->text == '\0')
    g_clear_pointer (&request->text, g_free);

  if (hz_client_form_parse_birth (self, &birth) == HZ_DATE_PARSE_OK && birth.month > 0)
    request->birth = birth;

  consent = hz_answer_box_get_code (HZ_ANSWER_BOX (self->consent));
  if (g_strcmp0 (consent, "said") == 0 || g_strcmp0 (consent, "signed") == 0)
    if (self->client == NULL || g_strcmp0 (self->client->consent, "yes") != 0)
      request->consent_how = g_strdup (consent);

  return request;
}

static void
show_phones (HzClientForm *self,
             const HzClient *client)
{
  for (guint i = 0; i < client->phones->len; i++)
    {
      const HzClientPhone *phone = g_ptr_array_index (client->phones, i);
      HzPhoneRow *row;

      if (i >= self->phone_rows->len)
        hz_client_form_add_phone (self);

      row = g_ptr_array_index (self->phone_rows, i);
      hz_phone_row_set_number (row, phone->number);
      hz_phone_row_set_owner (row, phone->owner != NULL ? phone->owner : "self");
      hz_phone_row_set_rule (row, phone->rule);
      hz_phone_row_set_note (row, phone->note);
    }
}

/* Numbers that were typed and that she did not have come after hers. */
static void
add_typed_phones (HzClientForm *self,
                  HzClient *client,
                  const HzClient *typed)
{
  for (guint i = 0; i < typed->phones->len; i++)
    {
      const HzClientPhone *phone = g_ptr_array_index (typed->phones, i);
      gboolean is_known = FALSE;

      for (guint j = 0; j < client->phones->len && !is_known; j++)
        is_known = g_strcmp0 (phone->number,
                              ((HzClientPhone *) g_ptr_array_index (client->phones, j))->number) == 0;
      if (!is_known)
        g_ptr_array_add (client->phones, hz_client_phone_copy (phone));
    }
}

static void
show_values (HzClientForm *self,
             const HzClient *client)
{
  static const char *const none[] = { NULL };
  g_autofree char *birth = hz_client_label_birth (client->birth);

  hz_name_row_set_parts (HZ_NAME_ROW (self->name), client->surname, client->given,
                         client->patronymic);
  gtk_editable_set_text (GTK_EDITABLE (self->birth), birth);
  gtk_editable_set_text (GTK_EDITABLE (self->also_known_as),
                         client->also_known_as != NULL ? client->also_known_as : "");
  show_phones (self, client);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->service), client->service_asked);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->sex), client->sex);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->language), client->language);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->channel), client->channel);
  hz_choice_row_set_code (HZ_CHOICE_ROW (self->district), client->district);
  hz_choice_row_set_codes (HZ_CHOICE_ROW (self->do_not_tell),
                           client->do_not_tell != NULL
                             ? (const char *const *) client->do_not_tell : none);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->urgent), client->urgent);
  if (client->consent == NULL)
    hz_answer_box_set_code (HZ_ANSWER_BOX (self->consent), "not_yet");
  else
    hz_answer_box_set_code (HZ_ANSWER_BOX (self->consent),
                            g_str_equal (client->consent, "yes") ? "said" : "no");
}

/**
 * hz_client_form_set_client:
 * @self: the form
 * @client: a record
 * @keep_typed: whether phones that were typed are added to hers; what was typed of why she came
 *   stays in any case
 *
 * From now on the form changes this record.
 */
void
hz_client_form_set_client (HzClientForm *self,
                           const HzClient *client,
                           gboolean keep_typed)
{
  g_autoptr (HzClient) shown = NULL;

  g_return_if_fail (HZ_IS_CLIENT_FORM (self));

  shown = hz_client_copy (client);
  if (keep_typed)
    {
      g_autoptr (HzClient) typed = hz_client_form_make_client (self);

      add_typed_phones (self, shown, typed);
      shown->urgent |= typed->urgent;
      if (shown->consent == NULL)
        shown->consent = g_strdup (typed->consent);
    }

  self->is_filling = TRUE;
  g_clear_object (&self->client);
  self->client = hz_client_copy (client);
  show_values (self, shown);
  g_free (self->loaded_name);
  self->loaded_name = g_strdup (hz_name_row_get_text (HZ_NAME_ROW (self->name)));
  hz_client_form_update_hints (self, shown);
  gtk_expander_set_expanded (GTK_EXPANDER (self->more), TRUE);
  self->is_filling = FALSE;
}

void
hz_client_form_set_name (HzClientForm *self,
                         const char *typed)
{
  g_return_if_fail (HZ_IS_CLIENT_FORM (self));

  hz_name_row_set_text (HZ_NAME_ROW (self->name), typed);
}

gboolean
hz_client_form_is_empty (HzClientForm *self)
{
  g_autoptr (HzClient) client = NULL;
  g_autoptr (HzClientRequest) request = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (HZ_IS_CLIENT_FORM (self), TRUE);

  client = hz_client_form_make_client (self);
  request = hz_client_form_make_request (self);
  if (self->client != NULL)
    {
      g_auto (GStrv) fields = NULL;

      hz_client_tidy (client, NULL);
      fields = hz_client_compare (client, self->client);
      return fields[0] == NULL && hz_client_request_is_empty (request);
    }

  name = hz_client_dup_name (client);

  return name == NULL && *get_text (self->birth) == '\0' && client->phones->len == 0
         && hz_client_request_is_empty (request) && client->district == NULL;
}

static void
pack (GVariantDict *dict,
      const char *key,
      const char *value)
{
  if (value != NULL)
    g_variant_dict_insert (dict, key, "s", value);
}

static GVariant *
pack_phones (HzClientForm *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssss)"));
  for (guint i = 0; i < self->phone_rows->len; i++)
    {
      HzPhoneRow *row = g_ptr_array_index (self->phone_rows, i);
      g_autofree char *number = hz_phone_row_get_number (row);
      g_autofree char *note = hz_phone_row_get_note (row);
      const char *owner = hz_phone_row_get_owner (row);

      g_variant_builder_add (&builder, "(ssss)", number, owner != NULL ? owner : "",
                             hz_phone_row_get_rule (row), note != NULL ? note : "");
    }

  return g_variant_builder_end (&builder);
}

/**
 * hz_client_form_save_draft:
 * @self: the form
 *
 * Returns: (transfer floating): all that stands in it
 */
GVariant *
hz_client_form_save_draft (HzClientForm *self)
{
  GVariantDict dict;
  g_autofree char *text = hz_client_form_dup_request_text (self);
  g_auto (GStrv) codes = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->request));
  g_auto (GStrv) relations = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->do_not_tell));

  g_variant_dict_init (&dict, NULL);
  pack (&dict, "name", hz_name_row_get_text (HZ_NAME_ROW (self->name)));
  g_variant_dict_insert (&dict, "swapped", "b", hz_name_row_get_swapped (HZ_NAME_ROW (self->name)));
  pack (&dict, "birth", get_text (self->birth));
  pack (&dict, "also_known_as", get_text (self->also_known_as));
  pack (&dict, "text", text);
  pack (&dict, "service", hz_answer_box_get_code (HZ_ANSWER_BOX (self->service)));
  pack (&dict, "sex", hz_answer_box_get_code (HZ_ANSWER_BOX (self->sex)));
  pack (&dict, "language", hz_answer_box_get_code (HZ_ANSWER_BOX (self->language)));
  pack (&dict, "channel", hz_answer_box_get_code (HZ_ANSWER_BOX (self->channel)));
  pack (&dict, "consent", hz_answer_box_get_code (HZ_ANSWER_BOX (self->consent)));
  pack (&dict, "district", hz_choice_row_get_code (HZ_CHOICE_ROW (self->district)));
  g_variant_dict_insert (&dict, "urgent", "b",
                         gtk_check_button_get_active (GTK_CHECK_BUTTON (self->urgent)));
  g_variant_dict_insert (&dict, "codes", "^as", codes);
  g_variant_dict_insert (&dict, "do_not_tell", "^as", relations);
  g_variant_dict_insert_value (&dict, "phones", pack_phones (self));
  if (self->client != NULL)
    g_variant_dict_insert (&dict, "revision", "x", self->client->stamp.revision);

  return g_variant_dict_end (&dict);
}

static void
load_text (GVariant *draft,
           const char *key,
           GtkWidget *entry)
{
  const char *text;

  if (g_variant_lookup (draft, key, "&s", &text))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
load_answer (GVariant *draft,
             const char *key,
             GtkWidget *box)
{
  const char *code;

  if (g_variant_lookup (draft, key, "&s", &code))
    hz_answer_box_set_code (HZ_ANSWER_BOX (box), code);
}

static void
load_codes (GVariant *draft,
            const char *key,
            GtkWidget *row)
{
  g_autofree const char **codes = NULL;

  if (g_variant_lookup (draft, key, "^a&s", &codes))
    hz_choice_row_set_codes (HZ_CHOICE_ROW (row), codes);
}

static void
load_phones (HzClientForm *self,
             GVariant *draft)
{
  g_autoptr (GVariantIter) iter = NULL;
  const char *number;
  const char *owner;
  const char *rule;
  const char *note;

  if (!g_variant_lookup (draft, "phones", "a(ssss)", &iter))
    return;

  for (guint i = 0; g_variant_iter_next (iter, "(&s&s&s&s)", &number, &owner, &rule, &note); i++)
    {
      HzPhoneRow *row;

      if (i >= self->phone_rows->len)
        hz_client_form_add_phone (self);

      row = g_ptr_array_index (self->phone_rows, i);
      hz_phone_row_set_number (row, number);
      hz_phone_row_set_owner (row, owner);
      hz_phone_row_set_rule (row, rule);
      hz_phone_row_set_note (row, note);
    }
}

/**
 * hz_client_form_load_draft:
 * @self: the form
 * @draft: what hz_client_form_save_draft() gave
 */
void
hz_client_form_load_draft (HzClientForm *self,
                           GVariant *draft)
{
  const char *text;
  gboolean flag;

  g_return_if_fail (HZ_IS_CLIENT_FORM (self));

  self->is_filling = TRUE;
  if (g_variant_lookup (draft, "name", "&s", &text))
    hz_name_row_set_text (HZ_NAME_ROW (self->name), text);
  if (g_variant_lookup (draft, "swapped", "b", &flag))
    hz_name_row_set_swapped (HZ_NAME_ROW (self->name), flag);
  load_text (draft, "birth", self->birth);
  load_text (draft, "also_known_as", self->also_known_as);
  if (g_variant_lookup (draft, "text", "&s", &text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->request_text)), text, -1);
  load_answer (draft, "service", self->service);
  load_answer (draft, "sex", self->sex);
  load_answer (draft, "language", self->language);
  load_answer (draft, "channel", self->channel);
  load_answer (draft, "consent", self->consent);
  if (g_variant_lookup (draft, "district", "&s", &text))
    hz_choice_row_set_code (HZ_CHOICE_ROW (self->district), text);
  if (g_variant_lookup (draft, "urgent", "b", &flag))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->urgent), flag);
  load_codes (draft, "codes", self->request);
  load_codes (draft, "do_not_tell", self->do_not_tell);
  load_phones (self, draft);
  self->is_filling = FALSE;

  /* As if it had been typed now: hints and similar records. */
  g_signal_emit_by_name (self->name, "changed");
}

char *
hz_client_form_get_draft_name (GVariant *draft)
{
  const char *name = "";

  g_variant_lookup (draft, "name", "&s", &name);

  return g_strdup (*name != '\0' ? name : _("No name given"));
}
