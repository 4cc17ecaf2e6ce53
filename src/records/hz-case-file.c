/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-case-file.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (HzCaseFile, hz_case_file, G_TYPE_OBJECT)

static void
hz_case_file_finalize (GObject *object)
{
  HzCaseFile *self = HZ_CASE_FILE (object);

  g_free (self->service);
  g_free (self->status);
  g_free (self->reason);
  g_free (self->legal_area);
  g_free (self->risk);

  G_OBJECT_CLASS (hz_case_file_parent_class)->finalize (object);
}

static void
hz_case_file_class_init (HzCaseFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_case_file_finalize;
}

static void
hz_case_file_init (HzCaseFile *self)
{
  self->service = g_strdup ("");
  self->status = g_strdup ("open");
  self->reason = g_strdup ("");
  self->legal_area = g_strdup ("");
  self->risk = g_strdup ("not_assessed");
}

/**
 * hz_case_file_new:
 *
 * Returns: (transfer full): an open case of nobody
 */
HzCaseFile *
hz_case_file_new (void)
{
  return g_object_new (HZ_TYPE_CASE_FILE, NULL);
}

static void
replace (char      **place,
         const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/**
 * hz_case_file_copy:
 * @self: a case file
 *
 * Returns: (transfer full): another one of the same content
 */
HzCaseFile *
hz_case_file_copy (const HzCaseFile *self)
{
  HzCaseFile *copy = hz_case_file_new ();

  copy->stamp = self->stamp;
  copy->client_id = self->client_id;
  copy->lead_id = self->lead_id;
  copy->opened = self->opened;
  copy->closed = self->closed;
  copy->has_key = self->has_key;
  copy->is_read_only = self->is_read_only;
  copy->is_tampered = self->is_tampered;
  copy->forger_id = self->forger_id;
  memcpy (copy->mark, self->mark, sizeof copy->mark);
  replace (&copy->service, self->service);
  replace (&copy->status, self->status);
  replace (&copy->reason, self->reason);
  replace (&copy->legal_area, self->legal_area);
  replace (&copy->risk, self->risk);

  return copy;
}

/**
 * hz_case_file_is_legal:
 * @self: a case file
 *
 * Returns: whether its notes are legal consultations
 */
gboolean
hz_case_file_is_legal (const HzCaseFile *self)
{
  return g_str_equal (self->service, "legal");
}

/**
 * hz_case_file_is_closed:
 * @self: a case file
 *
 * Returns: whether it is closed
 */
gboolean
hz_case_file_is_closed (const HzCaseFile *self)
{
  return g_str_equal (self->status, "closed");
}

static GVariant *
make_bytes (const void *data,
            gsize       size)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, size, 1);
}

/**
 * hz_case_file_to_body:
 * @self: a case file
 *
 * Returns: (transfer floating): what is sealed of it, a{sv}
 */
GVariant *
hz_case_file_to_body (const HzCaseFile *self)
{
  g_autofree char *opened = hz_date_to_iso (self->opened);
  g_autofree char *closed = hz_date_to_iso (self->closed);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "client",
                               make_bytes (self->client_id.bytes, HZ_ID_BYTES));
  g_variant_dict_insert_value (&dict, "lead", make_bytes (self->lead_id.bytes, HZ_ID_BYTES));
  g_variant_dict_insert_value (&dict, "mark", make_bytes (self->mark, sizeof self->mark));
  g_variant_dict_insert (&dict, "service", "s", self->service);
  g_variant_dict_insert (&dict, "status", "s", self->status);
  g_variant_dict_insert (&dict, "area", "s", self->legal_area);
  g_variant_dict_insert (&dict, "risk", "s", self->risk);
  g_variant_dict_insert (&dict, "opened", "s", opened != NULL ? opened : "");
  g_variant_dict_insert (&dict, "closed", "s", closed != NULL ? closed : "");
  if (*self->reason != '\0')
    g_variant_dict_insert (&dict, "reason", "s", self->reason);

  return g_variant_dict_end (&dict);
}

static gboolean
read_bytes (GVariant   *body,
            const char *key,
            guint8     *data,
            gsize       size)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (body, key, G_VARIANT_TYPE_BYTESTRING);
  gsize n_bytes;
  const void *bytes;

  if (value == NULL)
    return FALSE;

  bytes = g_variant_get_fixed_array (value, &n_bytes, 1);
  if (n_bytes != size)
    return FALSE;

  memcpy (data, bytes, size);
  return TRUE;
}

static void
read_text (GVariant   *body,
           const char *key,
           char      **place)
{
  const char *text;

  if (g_variant_lookup (body, key, "&s", &text))
    replace (place, text);
}

static void
read_date (GVariant   *body,
           const char *key,
           HzDate     *date)
{
  const char *text;

  *date = HZ_DATE_NONE;
  if (g_variant_lookup (body, key, "&s", &text) && *text != '\0')
    hz_date_from_iso (text, date);
}

/**
 * hz_case_file_take_body:
 * @self: a case file
 * @body: as hz_case_file_to_body() made it
 *
 * Returns: whether it says whose case it is, and by what its keys are known
 */
gboolean
hz_case_file_take_body (HzCaseFile *self,
                        GVariant   *body)
{
  if (!read_bytes (body, "client", self->client_id.bytes, HZ_ID_BYTES)
      || !read_bytes (body, "mark", self->mark, sizeof self->mark))
    return FALSE;

  read_bytes (body, "lead", self->lead_id.bytes, HZ_ID_BYTES);
  read_text (body, "service", &self->service);
  read_text (body, "status", &self->status);
  read_text (body, "area", &self->legal_area);
  read_text (body, "risk", &self->risk);
  read_date (body, "opened", &self->opened);
  read_date (body, "closed", &self->closed);
  read_text (body, "reason", &self->reason);

  return TRUE;
}
