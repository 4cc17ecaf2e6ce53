/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzLetters"

#include "hz-letter-facts.h"

#include <string.h>

#include "hz-code-list.h"
#include "hz-district.h"
#include "hz-phone.h"

static const char *const items[] = { "name", "birth_year", "district", "address", "phone", "papers",
                                     "marriage", "children", "husband", "request", "violence",
                                     "diagnosis", NULL };

/* Whoever is not named here gets the name and the year of birth. */
static const struct
{
  const char *kind;
  const char *items;
} presets[] = {
  { "civil_registry", "name birth_year address children marriage papers" },
  { "court", "name birth_year address marriage children" },
  { "legal_aid", "name birth_year marriage children request" },
  { "enforcement", "name birth_year children husband" },
  { "passport_desk", "name birth_year address papers" },
  { "jamoat", "name birth_year address children" },
  { "local_authority", "name birth_year address children" },
  { "migration", "name birth_year husband" },
  { "social_protection", "name birth_year address children" },
  { "women_committee", "name birth_year district children request" },
  { "employment", "name birth_year district" },
  { "training", "name birth_year district" },
  { "education", "name birth_year children" },
  { "child_rights", "name birth_year children" },
};

/**
 * hz_letter_facts_list:
 *
 * Returns: (transfer none): codes of the list "letter_fact", in order
 */
const char *const *
hz_letter_facts_list (void)
{
  return items;
}

/**
 * hz_letter_facts_is_preset:
 * @kind: (nullable): of the list "directory_kind"
 * @item: of the list "letter_fact"
 *
 * Returns: whether a letter to a body of that kind tells it unless somebody takes it out
 */
gboolean
hz_letter_facts_is_preset (const char *kind,
                           const char *item)
{
  const char *preset = "name birth_year";
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_strcmp0 (kind, presets[i].kind) == 0)
      preset = presets[i].items;

  words = g_strsplit (preset, " ", -1);

  return g_strv_contains ((const char *const *) words, item);
}

static void
append (GString *text,
        const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

static void
append_codes (GString *text,
              const char *list,
              const char *codes,
              HzLanguage language)
{
  g_auto (GStrv) parts = g_strsplit (codes != NULL ? codes : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      append (text, hz_code_list_get_label (list, parts[i], language));
}

static void
append_profile (GString *text,
                const HzClientProfile *profile,
                HzProfileField field,
                HzLanguage language)
{
  const char *value = profile != NULL ? profile->values[field] : NULL;
  const char *list = hz_profile_field_get_list (field);

  if (value == NULL || strcmp (value, "not_asked") == 0 || strcmp (value, "unknown") == 0)
    return;
  if (list != NULL)
    append_codes (text, list, value, language);
  else
    append (text, value);
}

static void
append_birth_year (GString *text,
                   const HzClient *client)
{
  if (hz_date_is_set (client->birth))
    g_string_append_printf (text, "%s%d", client->birth.about ? "~" : "", client->birth.year);
}

static void
append_phone (GString *text,
              const HzClient *client)
{
  const HzClientPhone *phone = hz_client_get_phone (client);

  /* A number that must not be called does not go to others by itself. */
  if (phone != NULL && strcmp (phone->rule, "yes") == 0)
    {
      g_autofree char *grouped = hz_phone_group (phone->number);

      append (text, grouped);
    }
}

static void
append_address (GString *text,
                const HzClient *client,
                const HzClientProfile *profile,
                HzLanguage language)
{
  append (text, client->district != NULL ? hz_district_get_name (client->district, language) : NULL);
  append_profile (text, profile, HZ_PROFILE_JAMOAT, language);
  append_profile (text, profile, HZ_PROFILE_VILLAGE, language);
  append_profile (text, profile, HZ_PROFILE_ADDRESS, language);
}

static void
append_request (GString *text,
                const HzClientRequest *request,
                HzLanguage language)
{
  for (guint i = 0; request != NULL && request->codes != NULL && request->codes[i] != NULL; i++)
    {
      /* Violence is a fact of its own. */
      if (!g_str_has_prefix (request->codes[i], "dv_") && strcmp (request->codes[i],
                                                                  "trafficking") != 0)
        append (text, hz_code_list_get_label ("request", request->codes[i], language));
    }
}

/**
 * hz_letter_facts_dup_value:
 * @item: of the list "letter_fact"
 * @client: who
 * @profile: (nullable): how she lives
 * @request: (nullable): why she came
 * @language: the letter's
 *
 * Violence and diagnosis have no first words: whoever tells of them writes them.
 *
 * Returns: (transfer full): what the records say of it in the letter's language, "" for nothing
 */
char *
hz_letter_facts_dup_value (const char *item,
                           const HzClient *client,
                           const HzClientProfile *profile,
                           const HzClientRequest *request,
                           HzLanguage language)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = NULL;

  if (strcmp (item, "name") == 0)
    append (text, name = hz_client_dup_name (client));
  else if (strcmp (item, "birth_year") == 0)
    append_birth_year (text, client);
  else if (strcmp (item, "district") == 0)
    append (text, client->district != NULL ? hz_district_get_name (client->district, language) : NULL);
  else if (strcmp (item, "address") == 0)
    append_address (text, client, profile, language);
  else if (strcmp (item, "phone") == 0)
    append_phone (text, client);
  else if (strcmp (item, "papers") == 0)
    append_profile (text, profile, HZ_PROFILE_PAPERS_MISSING, language);
  else if (strcmp (item, "marriage") == 0)
    append_profile (text, profile, HZ_PROFILE_MARRIAGE_FORM, language);
  else if (strcmp (item, "children") == 0 && profile != NULL && profile->n_children >= 0)
    {
      g_string_append_printf (text, "%d", profile->n_children);
      append_profile (text, profile, HZ_PROFILE_CHILDREN, language);
    }
  else if (strcmp (item, "husband") == 0)
    append_profile (text, profile, HZ_PROFILE_HUSBAND_STATE, language);
  else if (strcmp (item, "request") == 0)
    append_request (text, request, language);

  return g_string_free (text, FALSE);
}
