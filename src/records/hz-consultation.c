/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-consultation.h"

#include <stddef.h>

/* How each field is written down; the names are permanent. */

typedef enum
{
  FIELD_TEXT,
  FIELD_CODES,
  FIELD_DATE,
  FIELD_NUMBER,
  FIELD_SWITCH,
} FieldType;

static const struct
{
  const char *name;
  FieldType type;
  gsize offset;
} fields[] = {
#define FIELD(name, type, member) { name, type, offsetof (HzConsultation, member) }
  FIELD ("form", FIELD_TEXT, form),
  FIELD ("minutes", FIELD_NUMBER, minutes),
  FIELD ("areas", FIELD_CODES, areas),
  FIELD ("conflict-checked", FIELD_SWITCH, is_conflict_checked),
  FIELD ("facts", FIELD_TEXT, facts),
  FIELD ("advice", FIELD_TEXT, advice),
  FIELD ("papers", FIELD_CODES, papers),
  FIELD ("decision", FIELD_TEXT, decision),
  FIELD ("document", FIELD_TEXT, document),
  FIELD ("filed-where", FIELD_TEXT, filed_where),
  FIELD ("filed-on", FIELD_DATE, filed_on),
  FIELD ("case-number", FIELD_TEXT, case_number),
  FIELD ("hearing", FIELD_DATE, hearing),
  FIELD ("deadline", FIELD_DATE, deadline),
  FIELD ("outcome", FIELD_TEXT, outcome),
  FIELD ("legal-aid", FIELD_TEXT, legal_aid),
  FIELD ("protection-order", FIELD_TEXT, protection_order),
#undef FIELD
};

static gpointer
get_place (const HzConsultation *self,
           gsize                 index)
{
  return (char *) self + fields[index].offset;
}

/**
 * hz_consultation_new:
 *
 * Returns: (transfer full): one in which nothing was said
 */
HzConsultation *
hz_consultation_new (void)
{
  HzConsultation *self = g_new0 (HzConsultation, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].type == FIELD_TEXT)
      *(char **) get_place (self, i) = g_strdup ("");
    else if (fields[i].type == FIELD_CODES)
      *(char ***) get_place (self, i) = g_new0 (char *, 1);

  return self;
}

/**
 * hz_consultation_free:
 * @self: (transfer full) (nullable): a consultation
 */
void
hz_consultation_free (HzConsultation *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].type == FIELD_TEXT)
      g_free (*(char **) get_place (self, i));
    else if (fields[i].type == FIELD_CODES)
      g_strfreev (*(char ***) get_place (self, i));

  g_free (self);
}

/**
 * hz_consultation_copy:
 * @self: a consultation
 *
 * Returns: (transfer full): another one of the same content
 */
HzConsultation *
hz_consultation_copy (const HzConsultation *self)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (hz_consultation_to_variant (self));

  return hz_consultation_new_from_variant (variant);
}

static gboolean
is_field_empty (const HzConsultation *self,
                gsize                 index)
{
  gpointer place = get_place (self, index);

  switch (fields[index].type)
    {
    case FIELD_TEXT:
      return **(char **) place == '\0';

    case FIELD_CODES:
      return **(char ***) place == NULL;

    case FIELD_DATE:
      return !hz_date_is_set (*(HzDate *) place);

    case FIELD_NUMBER:
      return *(int *) place == 0;

    case FIELD_SWITCH:
    default:
      return !*(gboolean *) place;
    }
}

/**
 * hz_consultation_is_empty:
 * @self: a consultation
 *
 * Returns: whether nothing was said about it, its form aside
 */
gboolean
hz_consultation_is_empty (const HzConsultation *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].offset != offsetof (HzConsultation, form) && !is_field_empty (self, i))
      return FALSE;

  return TRUE;
}

static GVariant *
make_value (const HzConsultation *self,
            gsize                 index)
{
  gpointer place = get_place (self, index);
  g_autofree char *iso = NULL;

  switch (fields[index].type)
    {
    case FIELD_TEXT:
      return g_variant_new_string (*(char **) place);

    case FIELD_CODES:
      return g_variant_new_strv (*(const char *const **) place, -1);

    case FIELD_DATE:
      iso = hz_date_to_iso (*(HzDate *) place);
      return g_variant_new_string (iso);

    case FIELD_NUMBER:
      return g_variant_new_int32 (*(int *) place);

    case FIELD_SWITCH:
    default:
      return g_variant_new_boolean (*(gboolean *) place);
    }
}

/**
 * hz_consultation_to_variant:
 * @self: a consultation
 *
 * Returns: (transfer floating): what was said, a{sv}
 */
GVariant *
hz_consultation_to_variant (const HzConsultation *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!is_field_empty (self, i))
      g_variant_dict_insert_value (&dict, fields[i].name, make_value (self, i));

  return g_variant_dict_end (&dict);
}

static void
take_value (HzConsultation *self,
            gsize           index,
            GVariant       *value)
{
  gpointer place = get_place (self, index);

  if (fields[index].type == FIELD_TEXT && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      g_free (*(char **) place);
      *(char **) place = g_variant_dup_string (value, NULL);
    }
  else if (fields[index].type == FIELD_CODES
           && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_strfreev (*(char ***) place);
      *(char ***) place = g_variant_dup_strv (value, NULL);
    }
  else if (fields[index].type == FIELD_DATE && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    hz_date_from_iso (g_variant_get_string (value, NULL), place);
  else if (fields[index].type == FIELD_NUMBER && g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    *(int *) place = g_variant_get_int32 (value);
  else if (fields[index].type == FIELD_SWITCH
           && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    *(gboolean *) place = g_variant_get_boolean (value);
}

/**
 * hz_consultation_new_from_variant:
 * @variant: as hz_consultation_to_variant() made it; what is not known in it is passed over
 *
 * Returns: (transfer full): the consultation
 */
HzConsultation *
hz_consultation_new_from_variant (GVariant *variant)
{
  HzConsultation *self = hz_consultation_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (variant, fields[i].name, NULL);

      if (value != NULL)
        take_value (self, i, value);
    }

  return self;
}
