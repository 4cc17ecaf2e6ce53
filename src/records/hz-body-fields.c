/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-body-fields.h"

/**
 * hz_body_fields_add_text:
 * @builder: of an a{sv}
 * @name: the field's permanent name
 * @text: (nullable): its value
 */
void
hz_body_fields_add_text (GVariantBuilder *builder,
                         const char *name,
                         const char *text)
{
  if (text != NULL && *text != '\0')
    g_variant_builder_add (builder, "{sv}", name, g_variant_new_string (text));
}

/**
 * hz_body_fields_add_texts:
 * @builder: of an a{sv}
 * @name: the field's permanent name
 * @texts: (nullable): its values, NULL-terminated
 */
void
hz_body_fields_add_texts (GVariantBuilder *builder,
                          const char *name,
                          char *const *texts)
{
  if (texts != NULL && texts[0] != NULL)
    g_variant_builder_add (builder, "{sv}", name,
                           g_variant_new_strv ((const char *const *) texts, -1));
}

/**
 * hz_body_fields_add_id:
 * @builder: of an a{sv}
 * @name: the field's permanent name
 * @id: its value
 */
void
hz_body_fields_add_id (GVariantBuilder *builder,
                       const char *name,
                       const HzId *id)
{
  if (hz_id_is_set (id))
    g_variant_builder_add (builder, "{sv}", name,
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, id->bytes, HZ_ID_BYTES, 1));
}

/**
 * hz_body_fields_add_date:
 * @builder: of an a{sv}
 * @name: the field's permanent name
 * @date: its value
 */
void
hz_body_fields_add_date (GVariantBuilder *builder,
                         const char *name,
                         HzDate date)
{
  if (hz_date_is_set (date))
    g_variant_builder_add (builder, "{sv}", name, g_variant_new_take_string (hz_date_to_iso (date)));
}

/**
 * hz_body_fields_take_text:
 * @body: an a{sv}
 * @name: the field's permanent name
 * @place: (inout): becomes its value, "" without one
 */
void
hz_body_fields_take_text (GVariant *body,
                          const char *name,
                          char **place)
{
  const char *text = "";

  g_variant_lookup (body, name, "&s", &text);
  g_free (*place);
  *place = g_strdup (text);
}

/**
 * hz_body_fields_take_texts:
 * @body: an a{sv}
 * @name: the field's permanent name
 * @place: (inout): becomes its values, an empty vector without any
 */
void
hz_body_fields_take_texts (GVariant *body,
                           const char *name,
                           char ***place)
{
  char **texts = NULL;

  if (!g_variant_lookup (body, name, "^as", &texts))
    texts = g_new0 (char *, 1);
  g_strfreev (*place);
  *place = texts;
}

/**
 * hz_body_fields_get_id:
 * @body: an a{sv}
 * @name: the field's permanent name
 *
 * Returns: its value, no id without one
 */
HzId
hz_body_fields_get_id (GVariant *body,
                       const char *name)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (body, name, G_VARIANT_TYPE_BYTESTRING);
  HzId id = HZ_ID_NONE;
  gsize length;
  const guint8 *bytes;

  if (value != NULL)
    {
      bytes = g_variant_get_fixed_array (value, &length, 1);
      if (length == HZ_ID_BYTES)
        hz_id_from_bytes (bytes, length, &id);
    }

  return id;
}

/**
 * hz_body_fields_get_date:
 * @body: an a{sv}
 * @name: the field's permanent name
 *
 * Returns: its value, %HZ_DATE_NONE without one
 */
HzDate
hz_body_fields_get_date (GVariant *body,
                         const char *name)
{
  const char *text;
  HzDate date = HZ_DATE_NONE;

  if (g_variant_lookup (body, name, "&s", &text) && !hz_date_from_iso (text, &date))
    date = HZ_DATE_NONE;

  return date;
}
