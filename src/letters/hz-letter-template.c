/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads and fills the texts of data/letters/. A template is a sequence of sections of lines; a line is
 * text with {fields}. Whatever is wrong in one is found when it is read, not when a letter is written.
 */

#define G_LOG_DOMAIN "HzLetters"

#include "hz-letter-template.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_BYTES (64 * 1024)
#define MAX_LINE 2000

static const char *const section_names[] = {
  "letterhead",    "number",     "number-blank", "reply",     "addressee",
  "heading",       "salutation", "opening",      "asked",     "facts-heading",
  "facts",         "ending",     "attachments",  "closing",   "stamp",
  "performer",     "slip-title", "slip-title-blank", "slip",  "slip-return",
};

static const char *const field_names[] = {
  "address",   "asked",    "birth_year", "centre",  "centre_address", "centre_phone", "children",
  "code",      "consented", "date",      "diagnosis", "district",     "due",          "husband",
  "marriage",  "name",     "number",     "papers",  "performer",      "person",       "phone",
  "recipient", "request",  "sheets",     "slip",    "violence",       NULL,
};

#define N_SECTIONS G_N_ELEMENTS (section_names)

/* @sections: lines as they were read, by place in section_names; NULL before it has been seen */
struct _HzLetterTemplate
{
  GPtrArray *sections[N_SECTIONS];
};

static gboolean
fail (GError **error,
      guint line,
      const char *what)
{
  g_set_error (error, HZ_LETTERS_ERROR, HZ_LETTERS_ERROR_TEMPLATE, "line %u: %s", line, what);

  return FALSE;
}

static int
find_section (const char *name)
{
  for (guint i = 0; i < N_SECTIONS; i++)
    if (g_str_equal (section_names[i], name))
      return (int) i;

  return -1;
}

/* At "{": the name of the field, and what stands after its brace. */
static char *
take_field (const char *text,
            char *mark,
            const char **rest)
{
  const char *end = strchr (text, '}');
  const char *name = text + 1;

  if (end == NULL)
    return NULL;

  *mark = *name == '?' || *name == '!' ? *name++ : '\0';
  *rest = end + 1;

  return g_strndup (name, (gsize) (end - name));
}

static gboolean
check_line (const char *line,
            guint number,
            GError **error)
{
  const char *p = line;

  if (strlen (line) > MAX_LINE)
    return fail (error, number, "too long");

  while (*p != '\0')
    {
      g_autofree char *name = NULL;
      char mark;

      if (*p == '}')
        return fail (error, number, "a brace that closes nothing");
      if (*p != '{')
        {
          p++;
          continue;
        }

      name = take_field (p, &mark, &p);
      if (name == NULL)
        return fail (error, number, "a brace that is not closed");
      if (!g_strv_contains (field_names, name))
        return fail (error, number, "no such field");
    }

  return TRUE;
}

static gboolean
begin_section (HzLetterTemplate *self,
               char *line,
               guint number,
               GPtrArray **current,
               GError **error)
{
  gsize length = strlen (line);
  int place;

  if (line[length - 1] != ']')
    return fail (error, number, "a bracket that is not closed");

  line[length - 1] = '\0';
  place = find_section (line + 1);
  if (place < 0)
    return fail (error, number, "no such section");
  if (self->sections[place] != NULL)
    return fail (error, number, "a section twice");

  *current = self->sections[place] = g_ptr_array_new_with_free_func (g_free);

  return TRUE;
}

static gboolean
parse_lines (HzLetterTemplate *self,
             char **lines,
             GError **error)
{
  GPtrArray *current = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strchomp (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;

      if (*line == '[')
        {
          if (!begin_section (self, line, i + 1, &current, error))
            return FALSE;
          continue;
        }

      if (current == NULL)
        return fail (error, i + 1, "text before the first section");
      if (!check_line (line, i + 1, error))
        return FALSE;
      g_ptr_array_add (current, g_strdup (line));
    }

  for (guint i = 0; i < N_SECTIONS; i++)
    if (self->sections[i] == NULL || self->sections[i]->len == 0)
      return fail (error, 0, section_names[i]);

  return TRUE;
}

/**
 * hz_letter_template_parse:
 * @text: the template
 * @length: its bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the template; or %HZ_LETTERS_ERROR_TEMPLATE for text that is
 *   not UTF-8, too long, has a section or field that is not known, or lacks a section
 */
HzLetterTemplate *
hz_letter_template_parse (const char *text,
                          gsize length,
                          GError **error)
{
  g_autoptr (HzLetterTemplate) self = g_new0 (HzLetterTemplate, 1);
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;

  if (length > MAX_BYTES || !g_utf8_validate_len (text, length, NULL))
    {
      fail (error, 0, "not UTF-8, or too long");
      return NULL;
    }

  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", -1);
  if (!parse_lines (self, lines, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * hz_letter_template_free:
 * @self: (transfer full): a template
 */
void
hz_letter_template_free (HzLetterTemplate *self)
{
  for (guint i = 0; i < N_SECTIONS; i++)
    g_clear_pointer (&self->sections[i], g_ptr_array_unref);
  g_free (self);
}

static HzLetterTemplate *
load (HzLanguage language)
{
  g_autofree char *path = g_strdup_printf ("/tj/hamroz/Hamroz/data/letters/referral.%s.txt",
                                           hz_language_get_code (language));
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  HzLetterTemplate *self;
  gsize length;
  const char *text;

  g_assert (bytes != NULL);
  text = g_bytes_get_data (bytes, &length);
  self = hz_letter_template_parse (text, length, &error);
  if (self == NULL)
    g_error ("%s: %s", path, error->message);

  return self;
}

/**
 * hz_letter_template_get:
 * @language: a language
 *
 * Returns: (transfer none): the shipped template of that language
 */
const HzLetterTemplate *
hz_letter_template_get (HzLanguage language)
{
  static HzLetterTemplate *templates[HZ_N_LANGUAGES];
  static gsize is_loaded;

  if (g_once_init_enter (&is_loaded))
    {
      for (guint i = 0; i < HZ_N_LANGUAGES; i++)
        templates[i] = load (i);
      g_once_init_leave (&is_loaded, 1);
    }

  return templates[language];
}

/* FALSE when the line is to be left out. */
static gboolean
fill_line (const char *line,
           GHashTable *fields,
           GString *filled)
{
  const char *p = line;

  while (*p != '\0')
    {
      g_autofree char *name = NULL;
      const char *value;
      char mark = '\0';

      if (*p != '{')
        {
          g_string_append_c (filled, *p++);
          continue;
        }

      name = take_field (p, &mark, &p);
      value = g_hash_table_lookup (fields, name);
      if ((value == NULL || *value == '\0') != (mark == '!'))
        return FALSE;
      if (mark == '\0')
        g_string_append (filled, value);
    }

  return TRUE;
}

/**
 * hz_letter_template_fill:
 * @self: a template
 * @section: the name of one of its sections
 * @fields: (element-type utf8 utf8): values by name
 *
 * Returns: (transfer full): the section's lines with the values in their places; those in which one is
 *   empty are left out
 */
char *
hz_letter_template_fill (const HzLetterTemplate *self,
                         const char *section,
                         GHashTable *fields)
{
  int place = find_section (section);
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (place >= 0, g_string_free (text, FALSE));

  for (guint i = 0; i < self->sections[place]->len; i++)
    {
      GString *line = g_string_new (NULL);

      if (fill_line (g_ptr_array_index (self->sections[place], i), fields, line))
        {
          if (text->len > 0)
            g_string_append_c (text, '\n');
          g_string_append_len (text, line->str, (gssize) line->len);
        }
      g_string_free (line, TRUE);
    }

  return g_string_free (text, FALSE);
}
