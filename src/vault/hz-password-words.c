/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Words are kept and looked for by their search key (hz-search-key.c), so that Гулнора, Гульнора and
 * Gulnora are one. A Tajik or Russian word whose keys were pressed on a Latin layout (gfhjkm is пароль)
 * is found when the password is first turned into what those keys give on the Tajik or Russian one.
 *
 * A word of four letters or more counts wherever it stands, one of three only by itself: random letters
 * hold short words by chance.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-password-words.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

#include "hz-letter.h"
#include "hz-search-key.h"

#define COMMON_WORDS "/tj/hamroz/Hamroz/data/common-words.txt"
#define SHORTEST 3
#define SHORTEST_INSIDE 4
#define LONGEST 24

/* @words: key to kind. */
struct _HzPasswordWords
{
  GHashTable *words;
  gatomicrefcount n_refs;
};

typedef enum
{
  WORD_NONE,
  WORD_COMMON,
  WORD_NAME,
} WordKind;

static void
add_words (HzPasswordWords *self,
           const char *text,
           WordKind kind)
{
  g_autofree char *keys = hz_search_key (text);
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) >= SHORTEST)
      g_hash_table_replace (self->words, g_strndup (words[i], LONGEST), GINT_TO_POINTER (kind));
}

static void
add_common (HzPasswordWords *self)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (COMMON_WORDS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (bytes != NULL);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#')
      add_words (self, lines[i], WORD_COMMON);
}

/**
 * hz_password_words_new:
 *
 * Returns: (transfer full): the common words
 */
HzPasswordWords *
hz_password_words_new (void)
{
  HzPasswordWords *self = g_new0 (HzPasswordWords, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_common (self);

  return self;
}

HzPasswordWords *
hz_password_words_ref (HzPasswordWords *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

void
hz_password_words_unref (HzPasswordWords *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  g_hash_table_unref (self->words);
  g_free (self);
}

/**
 * hz_password_words_add:
 * @self: words
 * @names: (nullable): a name, a login, or several words; those of fewer than three letters are left out
 */
void
hz_password_words_add (HzPasswordWords *self,
                       const char *names)
{
  if (names != NULL)
    add_words (self, names, WORD_NAME);
}

static void
wipe_text (char *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

/**
 * hz_password_words_add_all:
 * @self: words
 * @others: what is in these too
 */
void
hz_password_words_add_all (HzPasswordWords *self,
                           HzPasswordWords *others)
{
  GHashTableIter iter;
  gpointer word;
  gpointer kind;

  g_hash_table_iter_init (&iter, others->words);
  while (g_hash_table_iter_next (&iter, &word, &kind))
    if (GPOINTER_TO_INT (kind) == WORD_NAME)
      g_hash_table_replace (self->words, g_strdup (word), kind);
}

/* What the same key gives on another layout; signs that are no letter there stay. */
static gunichar
turn_key (gunichar letter,
          HzPasswordKeys keys)
{
  gunichar tajik = letter < 0x80 ? hz_letter_from_latin_key (g_unichar_tolower (letter)) : 0;
  gunichar russian = keys == HZ_PASSWORD_KEYS_RUSSIAN ? hz_letter_get_twin_tajik (tajik) : 0;

  if (keys == HZ_PASSWORD_KEYS_AS_TYPED || tajik == 0)
    return letter;

  return russian != 0 ? russian : tajik;
}

/* The search key of the password; digits by themselves, since they are no part of the word before. */
static char *
make_key (const char *password,
          HzPasswordKeys keys)
{
  GString *text = g_string_sized_new (4 * strlen (password) + 1);
  gboolean was_digit = FALSE;
  char *plain;
  char *key;

  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);
      gboolean is_digit = g_unichar_isdigit (letter);

      if (is_digit != was_digit)
        g_string_append_c (text, ' ');
      was_digit = is_digit;
      g_string_append_unichar (text, turn_key (letter, keys));
    }

  plain = g_string_free (text, FALSE);
  key = hz_search_key (plain);
  wipe_text (plain);

  return key;
}

static gboolean
has_latin (const char *password)
{
  for (const char *p = password; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      return TRUE;

  return FALSE;
}

static gboolean
is_letter (char byte)
{
  return g_ascii_isalpha (byte);
}

static WordKind
look_up (HzPasswordWords *self,
         const char *key,
         gsize at,
         gsize length)
{
  gboolean is_alone = (at == 0 || !is_letter (key[at - 1])) && !is_letter (key[at + length]);
  char word[LONGEST + 1];
  WordKind kind;

  if (length < SHORTEST_INSIDE && !is_alone)
    return WORD_NONE;

  memcpy (word, key + at, length);
  word[length] = '\0';
  kind = (WordKind) GPOINTER_TO_INT (g_hash_table_lookup (self->words, word));
  sodium_memzero (word, sizeof word);

  return kind;
}

static void
note_word (HzPasswordWordsFound *found,
           WordKind kind)
{
  if (kind == WORD_NAME)
    found->n_names++;
  else
    found->n_common++;
}

/* The longest word first; each is cut out of @key. */
static void
cut_words (HzPasswordWords *self,
           char *key,
           HzPasswordWordsFound *found)
{
  for (gsize length = MIN (LONGEST, strlen (key)); length >= SHORTEST; length--)
    for (gsize at = 0; at + length <= strlen (key); at++)
      {
        WordKind kind = look_up (self, key, at, length);

        if (kind == WORD_NONE)
          continue;
        note_word (found, kind);
        /* A space keeps what stood on both sides apart. */
        key[at] = ' ';
        memmove (key + at + 1, key + at + length, strlen (key + at + length) + 1);
      }
}

/* Of several spaces one, of those at the ends none. */
static void
close_gaps (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ' || (to > text && to[-1] != ' '))
      *to++ = *p;
  if (to > text && to[-1] == ' ')
    to--;
  *to = '\0';
}

/**
 * hz_password_words_find:
 * @self: words
 * @password: as typed, UTF-8, not long
 * @keys: as what it is read
 * @found: (out caller-allocates): to be cleared
 *
 * Returns: whether there is one; of a password without Latin letters never but as typed
 */
gboolean
hz_password_words_find (HzPasswordWords *self,
                        const char *password,
                        HzPasswordKeys keys,
                        HzPasswordWordsFound *found)
{
  *found = (HzPasswordWordsFound) { .rest = make_key (password, keys) };
  if (keys != HZ_PASSWORD_KEYS_AS_TYPED && !has_latin (password))
    return FALSE;

  cut_words (self, found->rest, found);
  close_gaps (found->rest);

  return found->n_names + found->n_common > 0;
}

void
hz_password_words_found_clear (HzPasswordWordsFound *found)
{
  if (found->rest != NULL)
    wipe_text (found->rest);
  found->rest = NULL;
}
