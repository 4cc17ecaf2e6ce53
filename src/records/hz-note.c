/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-note-private.h"

#include <string.h>

#include "hz-search-key.h"

G_DEFINE_FINAL_TYPE (HzNote, hz_note, G_TYPE_OBJECT)

static void
hz_note_finalize (GObject *object)
{
  HzNote *self = HZ_NOTE (object);

  g_free (self->kind);
  g_free (self->form);
  g_free (self->readers);
  g_free (self->title);
  g_free (self->cursor_part);
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    g_free (self->sections[i]);
  hz_consultation_free (self->consultation);

  G_OBJECT_CLASS (hz_note_parent_class)->finalize (object);
}

static void
hz_note_class_init (HzNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_note_finalize;
}

static void
hz_note_init (HzNote *self)
{
  self->kind = g_strdup ("");
  self->form = g_strdup ("free");
  self->readers = g_strdup ("team");
  self->title = g_strdup ("");
  self->started = -1;
  self->ended = -1;
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    self->sections[i] = g_strdup ("");
}

/**
 * hz_note_new:
 *
 * Returns: (transfer full): one in which nothing is written
 */
HzNote *
hz_note_new (void)
{
  return g_object_new (HZ_TYPE_NOTE, NULL);
}

/**
 * hz_note_copy:
 * @self: a note
 *
 * Returns: (transfer full): another one of the same content
 */
HzNote *
hz_note_copy (const HzNote *self)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (hz_note_to_variant (self));
  HzNote *copy = hz_note_new_from_variant (variant);

  copy->stamp = self->stamp;
  copy->draft_id = self->draft_id;
  copy->draft_revision = self->draft_revision;
  copy->draft_saved = self->draft_saved;
  copy->cursor_part = g_strdup (self->cursor_part);
  copy->cursor = self->cursor;

  return copy;
}

/**
 * hz_note_is_sealed:
 * @self: a note
 *
 * Returns: whether it stands in its case, and changes no more
 */
gboolean
hz_note_is_sealed (const HzNote *self)
{
  return self->stamp.revision > 0;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/**
 * hz_note_is_empty:
 * @self: a note
 *
 * Returns: whether nothing is written in it; its date and kind do not count
 */
gboolean
hz_note_is_empty (const HzNote *self)
{
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    if (!is_blank (self->sections[i]))
      return FALSE;

  return self->consultation == NULL || hz_consultation_is_empty (self->consultation);
}

/**
 * hz_note_set_section:
 * @self: a note
 * @section: which part
 * @text: (nullable): what stands in it
 */
void
hz_note_set_section (HzNote       *self,
                     HzNoteSection section,
                     const char   *text)
{
  g_return_if_fail ((guint) section < HZ_N_NOTE_SECTIONS);

  g_free (self->sections[section]);
  self->sections[section] = g_strdup (text != NULL ? text : "");
}

static void
append_to_section (HzNote       *self,
                   HzNoteSection section,
                   const char   *text)
{
  g_autofree char *before = g_steal_pointer (&self->sections[section]);

  self->sections[section] = is_blank (before) ? g_strdup (text)
                                              : g_strconcat (before, "\n\n", text, NULL);
}

/**
 * hz_note_set_form:
 * @self: a note
 * @form: a code of the list "note_template"
 *
 * Keeps all text. What both forms have stays; the rest goes, in order, into the parts the old form did
 * not have, and what is left over under the last one.
 */
void
hz_note_set_form (HzNote     *self,
                  const char *form)
{
  guint n_sections, next = 0;
  const HzNoteSection *sections = hz_note_template_get_sections (form, &n_sections);

  for (guint old = 0; old < HZ_N_NOTE_SECTIONS; old++)
    {
      g_autofree char *text = NULL;

      if (hz_note_template_has_section (form, old) || is_blank (self->sections[old]))
        continue;

      text = g_steal_pointer (&self->sections[old]);
      self->sections[old] = g_strdup ("");
      while (next < n_sections && !is_blank (self->sections[sections[next]]))
        next++;
      append_to_section (self, sections[MIN (next, n_sections - 1)], text);
    }

  g_free (self->form);
  self->form = g_strdup (form);
}

static char *
dup_first_line_of (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return g_strchomp (g_strndup (text, strcspn (text, "\n")));
}

/**
 * hz_note_dup_first_line:
 * @self: a note
 *
 * Returns: (transfer full): its title, or the first line of what was written; "" when there is none
 */
char *
hz_note_dup_first_line (const HzNote *self)
{
  guint n_sections;
  const HzNoteSection *sections = hz_note_template_get_sections (self->form, &n_sections);

  if (!is_blank (self->title))
    return dup_first_line_of (self->title);

  if (self->consultation != NULL)
    return dup_first_line_of (is_blank (self->consultation->facts) ? self->consultation->advice
                                                                   : self->consultation->facts);

  for (guint i = 0; i < n_sections; i++)
    if (!is_blank (self->sections[sections[i]]))
      return dup_first_line_of (self->sections[sections[i]]);

  return g_strdup ("");
}

static guint
count_words_of (const char *text)
{
  guint n_words = 0;
  gboolean inside = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gboolean is_space = g_unichar_isspace (g_utf8_get_char (text));

      if (!is_space && !inside)
        n_words++;
      inside = !is_space;
    }

  return n_words;
}

/**
 * hz_note_count_words:
 * @self: a note
 *
 * Returns: how many words were written
 */
guint
hz_note_count_words (const HzNote *self)
{
  guint n_words = 0;

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    n_words += count_words_of (self->sections[i]);
  if (self->consultation != NULL)
    n_words += count_words_of (self->consultation->facts)
               + count_words_of (self->consultation->advice);

  return n_words;
}

static char *
dup_search_key (const HzNote *self)
{
  g_autoptr (GString) text = g_string_new (self->title);

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    g_string_append_printf (text, "\n%s", self->sections[i]);
  if (self->consultation != NULL)
    g_string_append_printf (text, "\n%s\n%s\n%s", self->consultation->facts,
                            self->consultation->advice, self->consultation->case_number);

  return hz_search_key (text->str);
}

/**
 * hz_note_matches:
 * @self: a note
 * @query: words
 *
 * Returns: whether each of them is in what was written, in any of their spellings
 */
gboolean
hz_note_matches (const HzNote *self,
                 const char   *query)
{
  g_autofree char *key = dup_search_key (self);
  g_autofree char *wanted = hz_search_key (query);
  g_auto (GStrv) words = g_strsplit_set (wanted, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (strstr (key, *word) == NULL)
      return FALSE;

  return TRUE;
}

static void
insert_id (GVariantDict *dict,
           const char   *name,
           const HzId   *id)
{
  if (hz_id_is_set (id))
    g_variant_dict_insert_value (dict, name,
                                 g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, id->bytes,
                                                            HZ_ID_BYTES, 1));
}

static void
insert_text (GVariantDict *dict,
             const char   *name,
             const char   *text)
{
  if (text != NULL && *text != '\0')
    g_variant_dict_insert (dict, name, "s", text);
}

/**
 * hz_note_to_variant:
 * @self: a note
 *
 * Returns: (transfer floating): all that is written and signed, a{sv}
 */
GVariant *
hz_note_to_variant (const HzNote *self)
{
  g_autofree char *date = hz_date_to_iso (self->date);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  insert_id (&dict, "case", &self->case_id);
  insert_id (&dict, "client", &self->client_id);
  insert_id (&dict, "author", &self->author_id);
  insert_id (&dict, "addendum-of", &self->addendum_of);
  insert_text (&dict, "kind", self->kind);
  insert_text (&dict, "form", self->form);
  insert_text (&dict, "readers", self->readers);
  insert_text (&dict, "title", self->title);
  insert_text (&dict, "date", date);
  g_variant_dict_insert (&dict, "started", "i", self->started);
  g_variant_dict_insert (&dict, "ended", "i", self->ended);
  g_variant_dict_insert (&dict, "signed-at", "x", self->signed_at);
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    insert_text (&dict, hz_note_section_get_code (i), self->sections[i]);
  if (self->consultation != NULL)
    g_variant_dict_insert_value (&dict, "consultation",
                                 hz_consultation_to_variant (self->consultation));

  return g_variant_dict_end (&dict);
}

static void
read_id (GVariant   *variant,
         const char *name,
         HzId       *id)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (variant, name, G_VARIANT_TYPE_BYTESTRING);
  gsize n_bytes = 0;
  const void *bytes = value != NULL ? g_variant_get_fixed_array (value, &n_bytes, 1) : NULL;

  if (bytes != NULL)
    hz_id_from_bytes (bytes, n_bytes, id);
}

static void
read_text (GVariant   *variant,
           const char *name,
           char      **place)
{
  const char *text;

  if (g_variant_lookup (variant, name, "&s", &text))
    {
      g_free (*place);
      *place = g_strdup (text);
    }
}

/**
 * hz_note_new_from_variant:
 * @variant: as hz_note_to_variant() made it; what is not known in it is passed over
 *
 * Returns: (transfer full): the note, not in any row or draft yet
 */
HzNote *
hz_note_new_from_variant (GVariant *variant)
{
  HzNote *self = hz_note_new ();
  g_autoptr (GVariant) consultation = NULL;
  const char *date;

  read_id (variant, "case", &self->case_id);
  read_id (variant, "client", &self->client_id);
  read_id (variant, "author", &self->author_id);
  read_id (variant, "addendum-of", &self->addendum_of);
  read_text (variant, "kind", &self->kind);
  read_text (variant, "form", &self->form);
  read_text (variant, "readers", &self->readers);
  read_text (variant, "title", &self->title);
  if (g_variant_lookup (variant, "date", "&s", &date))
    hz_date_from_iso (date, &self->date);
  g_variant_lookup (variant, "started", "i", &self->started);
  g_variant_lookup (variant, "ended", "i", &self->ended);
  g_variant_lookup (variant, "signed-at", "x", &self->signed_at);
  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    read_text (variant, hz_note_section_get_code (i), &self->sections[i]);

  consultation = g_variant_lookup_value (variant, "consultation", G_VARIANT_TYPE_VARDICT);
  if (consultation != NULL)
    self->consultation = hz_consultation_new_from_variant (consultation);

  return self;
}

/**
 * hz_note_to_draft:
 * @self: a note
 *
 * Returns: (transfer floating): the content of its draft, a{sv}
 */
GVariant *
hz_note_to_draft (const HzNote *self)
{
  g_autoptr (GVariant) written = g_variant_ref_sink (hz_note_to_variant (self));
  GVariantDict dict;

  g_variant_dict_init (&dict, written);
  if (self->cursor_part != NULL)
    {
      g_variant_dict_insert (&dict, "cursor-part", "s", self->cursor_part);
      g_variant_dict_insert (&dict, "cursor", "i", self->cursor);
    }

  return g_variant_dict_end (&dict);
}

/**
 * hz_note_new_from_draft:
 * @draft: one of the kinds that become notes
 *
 * Returns: (transfer full): what was written so far
 */
HzNote *
hz_note_new_from_draft (const HzDraft *draft)
{
  HzNote *self = hz_note_new_from_variant (draft->content);

  self->case_id = draft->subject_id;
  self->draft_id = draft->id;
  self->draft_revision = draft->revision;
  self->draft_saved = draft->saved;
  if (g_variant_lookup (draft->content, "cursor-part", "s", &self->cursor_part))
    g_variant_lookup (draft->content, "cursor", "i", &self->cursor);

  return self;
}

/**
 * hz_note_make_draft:
 * @self: a note that is not sealed
 *
 * Returns: (transfer full): the draft it stands in, or a new one when it stands in none
 */
HzDraft *
hz_note_make_draft (const HzNote *self)
{
  HzDraft *draft = hz_draft_new (self->consultation != NULL ? HZ_NOTE_DRAFT_KIND_CONSULTATION
                                                            : HZ_NOTE_DRAFT_KIND,
                                 &self->case_id);

  if (hz_id_is_set (&self->draft_id))
    {
      draft->id = self->draft_id;
      draft->revision = self->draft_revision;
      draft->saved = self->draft_saved;
    }
  draft->content = g_variant_ref_sink (hz_note_to_draft (self));

  return draft;
}

/* GVariant writes in the order of the machine; what is signed is little-endian. */
static GVariant *
turn_bytes (GVariant *variant)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  return g_variant_byteswap (variant);
#else
  return g_variant_ref (variant);
#endif
}

/**
 * hz_note_to_signed:
 * @self: a note
 *
 * Returns: (transfer full): the bytes that its author signs
 */
GBytes *
hz_note_to_signed (const HzNote *self)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (hz_note_to_variant (self));
  g_autoptr (GVariant) turned = turn_bytes (variant);

  return g_variant_get_data_as_bytes (turned);
}

/**
 * hz_note_new_from_signed:
 * @text: bytes that an author signed
 *
 * Returns: (transfer full) (nullable): the note; %NULL when they are not of a note
 */
HzNote *
hz_note_new_from_signed (GBytes *text)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariant) turned = NULL;

  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, text, FALSE));
  if (!g_variant_is_normal_form (variant))
    return NULL;

  turned = turn_bytes (variant);
  return hz_note_new_from_variant (turned);
}
