/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzLetters"

#include "hz-letter-compose.h"

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-text.h"

#define TEXT_LIMIT 20000

static void
set_field (GHashTable *fields,
           const char *name,
           const char *value)
{
  g_hash_table_insert (fields, (gpointer) name,
                       hz_text_tidy_line (value != NULL ? value : "", TEXT_LIMIT, NULL));
}

static void
set_centre (GHashTable *fields,
            const HzCentre *centre,
            HzLanguage language)
{
  set_field (fields, "centre", centre->names[language]);
  set_field (fields, "centre_address", centre->addresses[language]);
  set_field (fields, "centre_phone", centre->phone);
}

static char *
join_asked (HzReferral *referral)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; referral->asked_for != NULL && referral->asked_for[i] != NULL; i++)
    {
      if (text->len > 0)
        g_string_append (text, "; ");
      g_string_append (text, hz_code_list_get_label ("referral_asked", referral->asked_for[i],
                                                     referral->language));
    }

  return g_string_free (text, FALSE);
}

static GHashTable *
make_fields (HzReferral *referral,
             const HzCentre *centre,
             const HzLetterWords *words)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *asked = join_asked (referral);

  set_centre (fields, centre, referral->language);
  set_field (fields, "recipient", referral->recipient);
  set_field (fields, "person", referral->person);
  set_field (fields, "asked", asked);
  set_field (fields, "performer", words->performer);
  set_field (fields, "consented", words->is_consented ? "yes" : "");
  if (words->n_sheets > 0)
    g_hash_table_insert (fields, (gpointer) "sheets", g_strdup_printf ("%d", words->n_sheets));
  if (hz_date_is_exact (referral->answer_due))
    g_hash_table_insert (fields, (gpointer) "due",
                         hz_date_text_long (referral->language, referral->answer_due));

  for (guint i = 0; i < referral->facts->len; i++)
    {
      HzReferralFact *fact = g_ptr_array_index (referral->facts, i);

      set_field (fields, fact->item, fact->value);
    }

  /* The code takes the place of the name, and never stands beside it. */
  if (g_strcmp0 (referral->identity, "code_only") == 0)
    {
      set_field (fields, "code", referral->client_code);
      g_hash_table_remove (fields, "name");
    }

  return fields;
}

static void
add_text (GVariantBuilder *page,
          const char *name,
          const char *text)
{
  if (text != NULL && *text != '\0')
    g_variant_builder_add (page, "{ss}", name, text);
}

static void
add_section (GVariantBuilder *page,
             const HzLetterTemplate *template,
             const char *name,
             GHashTable *fields)
{
  g_autofree char *text = hz_letter_template_fill (template, name, fields);

  add_text (page, name, text);
}

/* The state's language at the left, the letter's own, or Russian, at the right. */
static void
add_letterheads (GVariantBuilder *page,
                 const HzCentre *centre,
                 HzLanguage language)
{
  HzLanguage sides[] = { HZ_LANGUAGE_TG, language == HZ_LANGUAGE_EN ? language : HZ_LANGUAGE_RU };
  const char *names[] = { HZ_LETTER_LEFT, HZ_LETTER_RIGHT };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      g_autofree char *text = NULL;

      set_centre (fields, centre, sides[i]);
      text = hz_letter_template_fill (hz_letter_template_get (sides[i]), "letterhead", fields);
      add_text (page, names[i], text);
    }
}

static void
add_own (GVariantBuilder *page,
         const HzLetterTemplate *template,
         const char *name,
         const char *own,
         GHashTable *fields)
{
  g_autofree char *tidy = own != NULL ? hz_text_tidy_block (own, TEXT_LIMIT, NULL) : NULL;

  if (tidy != NULL && *tidy != '\0')
    add_text (page, name, tidy);
  else
    add_section (page, template, name, fields);
}

/**
 * hz_letter_compose:
 * @referral: what leaves, and to whom
 * @centre: what the centre is called
 * @words: what is said beside
 *
 * Makes @referral's page.
 */
void
hz_letter_compose (HzReferral *referral,
                   const HzCentre *centre,
                   const HzLetterWords *words)
{
  const HzLetterTemplate *template = hz_letter_template_get (referral->language);
  g_autoptr (GHashTable) fields = make_fields (referral, centre, words);
  g_autofree char *facts = hz_letter_template_fill (template, "facts", fields);
  const char *const sections[] = { HZ_LETTER_REPLY, HZ_LETTER_ADDRESSEE, HZ_LETTER_HEADING,
                                   HZ_LETTER_ASKED, HZ_LETTER_ENDING, HZ_LETTER_ATTACHMENTS,
                                   HZ_LETTER_CLOSING, HZ_LETTER_STAMP, HZ_LETTER_PERFORMER,
                                   HZ_LETTER_SLIP, HZ_LETTER_SLIP_RETURN };
  GVariantBuilder page;

  g_variant_builder_init (&page, G_VARIANT_TYPE ("a{ss}"));
  add_letterheads (&page, centre, referral->language);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    add_section (&page, template, sections[i], fields);
  add_own (&page, template, HZ_LETTER_SALUTATION, words->salutation, fields);
  add_own (&page, template, HZ_LETTER_OPENING, words->opening, fields);
  if (*facts != '\0')
    {
      add_section (&page, template, HZ_LETTER_FACTS_HEADING, fields);
      add_text (&page, HZ_LETTER_FACTS, facts);
    }
  add_text (&page, HZ_LETTER_POST, centre->signer_posts[referral->language]);
  add_text (&page, HZ_LETTER_SIGNER, centre->signers[referral->language]);

  g_variant_unref (referral->page);
  referral->page = g_variant_ref_sink (g_variant_builder_end (&page));
}
