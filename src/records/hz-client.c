/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "config.h"

#include "hz-client.h"

#include <string.h>

#include "hz-phone.h"
#include "hz-records-error.h"
#include "hz-text.h"

#define ADULT 18
#define MOST_PHONES 20

/* The texts of a client: their permanent names, and where they stand. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "surname", G_STRUCT_OFFSET (HzClient, surname) },
  { "given", G_STRUCT_OFFSET (HzClient, given) },
  { "patronymic", G_STRUCT_OFFSET (HzClient, patronymic) },
  { "also_known_as", G_STRUCT_OFFSET (HzClient, also_known_as) },
  { "sex", G_STRUCT_OFFSET (HzClient, sex) },
  { "district", G_STRUCT_OFFSET (HzClient, district) },
  { "language", G_STRUCT_OFFSET (HzClient, language) },
  { "service_asked", G_STRUCT_OFFSET (HzClient, service_asked) },
  { "channel", G_STRUCT_OFFSET (HzClient, channel) },
  { "consent", G_STRUCT_OFFSET (HzClient, consent) },
};

G_DEFINE_FINAL_TYPE (HzClient, hz_client, G_TYPE_OBJECT)

/**
 * hz_client_phone_new:
 * @number: (nullable): in any spelling
 * @owner: (nullable): of the list "phone_owner"
 * @rule: (nullable): of the list "safe_to_call"; not asked when %NULL
 * @note: (nullable): when and how
 *
 * Returns: (transfer full): a phone
 */
HzClientPhone *
hz_client_phone_new (const char *number,
                     const char *owner,
                     const char *rule,
                     const char *note)
{
  HzClientPhone *self = g_new0 (HzClientPhone, 1);

  self->number = hz_phone_tidy (number != NULL ? number : "");
  self->owner = g_strdup (owner);
  self->rule = g_strdup (rule != NULL ? rule : "not_asked");
  self->note = g_strdup (note);

  return self;
}

HzClientPhone *
hz_client_phone_copy (const HzClientPhone *self)
{
  HzClientPhone *copy = g_new0 (HzClientPhone, 1);

  copy->number = g_strdup (self->number);
  copy->owner = g_strdup (self->owner);
  copy->rule = g_strdup (self->rule);
  copy->sms = g_strdup (self->sms);
  copy->note = g_strdup (self->note);

  return copy;
}

void
hz_client_phone_free (HzClientPhone *self)
{
  g_free (self->number);
  g_free (self->owner);
  g_free (self->rule);
  g_free (self->sms);
  g_free (self->note);
  g_free (self);
}

gboolean
hz_client_phone_equal (const HzClientPhone *self,
                       const HzClientPhone *other)
{
  return g_strcmp0 (self->number, other->number) == 0
         && g_strcmp0 (self->owner, other->owner) == 0
         && g_strcmp0 (self->rule, other->rule) == 0
         && g_strcmp0 (self->sms, other->sms) == 0
         && g_strcmp0 (self->note, other->note) == 0;
}

static void
hz_client_finalize (GObject *object)
{
  HzClient *self = HZ_CLIENT (object);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i].offset));
  g_free (self->code);
  g_ptr_array_unref (self->phones);
  g_strfreev (self->do_not_tell);

  G_OBJECT_CLASS (hz_client_parent_class)->finalize (object);
}

static void
hz_client_class_init (HzClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_client_finalize;
}

static void
hz_client_init (HzClient *self)
{
  self->phones = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_phone_free);
}

/**
 * hz_client_new:
 *
 * Returns: (transfer full): a client of whom nothing is known yet
 */
HzClient *
hz_client_new (void)
{
  return g_object_new (HZ_TYPE_CLIENT, NULL);
}

static void
copy_phones (HzClient *self,
             const HzClient *from)
{
  g_ptr_array_set_size (self->phones, 0);
  for (guint i = 0; i < from->phones->len; i++)
    g_ptr_array_add (self->phones, hz_client_phone_copy (g_ptr_array_index (from->phones, i)));
}

/**
 * hz_client_copy:
 * @self: a client
 *
 * Returns: (transfer full): another object with the same in it, for a job to work on
 */
HzClient *
hz_client_copy (const HzClient *self)
{
  HzClient *copy = hz_client_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, copy, texts[i].offset)
      = g_strdup (G_STRUCT_MEMBER (char *, self, texts[i].offset));

  copy->stamp = self->stamp;
  copy->code = g_strdup (self->code);
  copy->birth = self->birth;
  copy->urgent = self->urgent;
  copy->registered_on = self->registered_on;
  copy->consent_on = self->consent_on;
  copy_phones (copy, self);
  copy->do_not_tell = g_strdupv (self->do_not_tell);
  copy->rule_asked = self->rule_asked;
  copy->rule_asked_by = self->rule_asked_by;
  copy->archived = self->archived;

  return copy;
}

static char *
join (const char *const *parts,
      gsize n_parts)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);

  return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
}

/**
 * hz_client_dup_name:
 * @self: a client
 *
 * Returns: (transfer full) (nullable): surname, given name and patronymic; %NULL when she gave no
 *   name, which a screen says in its own language
 */
char *
hz_client_dup_name (const HzClient *self)
{
  const char *parts[] = { self->surname, self->given, self->patronymic };

  return join (parts, G_N_ELEMENTS (parts));
}

char *
hz_client_dup_short_name (const HzClient *self)
{
  const char *parts[] = { self->surname, self->given };

  return join (parts, G_N_ELEMENTS (parts));
}

/**
 * hz_client_get_phone:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the number to use
 */
const HzClientPhone *
hz_client_get_phone (const HzClient *self)
{
  return self->phones->len > 0 ? g_ptr_array_index (self->phones, 0) : NULL;
}

/**
 * hz_client_is_minor:
 * @self: a client
 * @on: a day
 *
 * Returns: whether she may be under 18 that day; of somebody whose year is not known, no
 */
gboolean
hz_client_is_minor (const HzClient *self,
                    HzDate on)
{
  return hz_date_is_set (self->birth) && on.year - self->birth.year <= ADULT
         && hz_date_get_age (HZ_DATE (self->birth.year, 12, 31), on) < ADULT;
}

static gboolean
tidy_text (char **text,
           const char *name,
           GError **error)
{
  gboolean cut = FALSE;
  g_autofree char *tidy = NULL;

  if (*text == NULL)
    return TRUE;

  tidy = hz_text_tidy_line (*text, HZ_TEXT_LINE_LIMIT, &cut);
  if (cut)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
                   "client: %s is longer than %d characters", name, HZ_TEXT_LINE_LIMIT);
      return FALSE;
    }

  g_free (*text);
  *text = *tidy != '\0' ? g_steal_pointer (&tidy) : NULL;
  return TRUE;
}

/* A phone without a number is none; a number without an answer was not asked about. */
static gboolean
tidy_phones (HzClient *self,
             GError **error)
{
  for (guint i = 0; i < self->phones->len;)
    {
      HzClientPhone *phone = g_ptr_array_index (self->phones, i);

      if (!tidy_text (&phone->number, "phone", error) || !tidy_text (&phone->note, "note", error))
        return FALSE;
      if (phone->rule == NULL || *phone->rule == '\0')
        {
          g_free (phone->rule);
          phone->rule = g_strdup ("not_asked");
        }

      if (phone->number == NULL)
        g_ptr_array_remove_index (self->phones, i);
      else
        i++;
    }

  if (self->phones->len > MOST_PHONES)
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_TOO_LONG,
                   "client: more than %d phones", MOST_PHONES);
      return FALSE;
    }
  return TRUE;
}

/**
 * hz_client_tidy:
 * @self: a client
 * @error: return location
 *
 * Brings all of it into the form in which it is kept: texts tidy, empty ones %NULL, of the birth date
 * the year alone, the service "not_said" when nobody said.
 *
 * Returns: whether it can be kept
 */
gboolean
hz_client_tidy (HzClient *self,
                GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!tidy_text (&G_STRUCT_MEMBER (char *, self, texts[i].offset), texts[i].name, error))
      return FALSE;
  if (!tidy_phones (self, error))
    return FALSE;

  self->birth.month = 0;
  self->birth.day = 0;
  if (hz_date_is_set (self->birth) && !hz_date_is_valid (self->birth))
    {
      g_set_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_INVALID, "client: no such birth year");
      return FALSE;
    }

  if (self->service_asked == NULL)
    self->service_asked = g_strdup ("not_said");
  if (self->consent == NULL)
    self->consent_on = HZ_DATE_NONE;
  if (self->do_not_tell != NULL && self->do_not_tell[0] == NULL)
    g_clear_pointer (&self->do_not_tell, g_strfreev);

  return TRUE;
}

static gboolean
phones_equal (const HzClient *self,
              const HzClient *other)
{
  if (self->phones->len != other->phones->len)
    return FALSE;

  for (guint i = 0; i < self->phones->len; i++)
    if (!hz_client_phone_equal (g_ptr_array_index (self->phones, i),
                                g_ptr_array_index (other->phones, i)))
      return FALSE;
  return TRUE;
}

static gboolean
codes_equal (char **one,
             char **other)
{
  const char *const none[] = { NULL };

  return g_strv_equal (one != NULL ? (const char *const *) one : none,
                       other != NULL ? (const char *const *) other : none);
}

/**
 * hz_client_compare:
 * @self: a version of a record
 * @other: another one
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the fields that differ
 */
char **
hz_client_compare (const HzClient *self,
                   const HzClient *other)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (G_STRUCT_MEMBER (char *, self, texts[i].offset),
                   G_STRUCT_MEMBER (char *, other, texts[i].offset)) != 0)
      g_ptr_array_add (fields, g_strdup (texts[i].name));

  if (!hz_date_equal (self->birth, other->birth))
    g_ptr_array_add (fields, g_strdup ("birth"));
  if (!phones_equal (self, other))
    g_ptr_array_add (fields, g_strdup ("phones"));
  if (!codes_equal (self->do_not_tell, other->do_not_tell))
    g_ptr_array_add (fields, g_strdup ("do_not_tell"));
  if (self->urgent != other->urgent)
    g_ptr_array_add (fields, g_strdup ("urgent"));
  if (self->archived != other->archived)
    g_ptr_array_add (fields, g_strdup ("archived"));

  g_ptr_array_add (fields, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
}

static gboolean
take_text (HzClient *self,
           const HzClient *from,
           const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].name, field) == 0)
      {
        char **text = &G_STRUCT_MEMBER (char *, self, texts[i].offset);

        g_free (*text);
        *text = g_strdup (G_STRUCT_MEMBER (char *, from, texts[i].offset));
        return TRUE;
      }

  return FALSE;
}

/**
 * hz_client_take_field:
 * @self: a version of a record
 * @from: another one
 * @field: a name hz_client_compare() gave
 *
 * Makes one field that of @from.
 */
void
hz_client_take_field (HzClient *self,
                      const HzClient *from,
                      const char *field)
{
  if (take_text (self, from, field))
    {
      if (strcmp (field, "consent") == 0)
        self->consent_on = from->consent_on;
    }
  else if (strcmp (field, "birth") == 0)
    {
      self->birth = from->birth;
    }
  else if (strcmp (field, "phones") == 0)
    {
      copy_phones (self, from);
    }
  else if (strcmp (field, "do_not_tell") == 0)
    {
      g_strfreev (self->do_not_tell);
      self->do_not_tell = g_strdupv (from->do_not_tell);
    }
  else if (strcmp (field, "urgent") == 0)
    {
      self->urgent = from->urgent;
    }
  else if (strcmp (field, "archived") == 0)
    {
      self->archived = from->archived;
    }
}
