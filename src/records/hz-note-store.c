/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Signed notes. The author signs the bytes of what she wrote; bytes, author and signature are sealed
 * under the newest key of the case. The audit holds a signed row with the hash of the signature, so
 * that not even the author can put another text into its place.
 *
 *   body   a{sv}, little-endian: "text" ay, the note (hz-note.c) as it is signed; "author" ay, 16;
 *          "signature" ay, 64, over what hz-body.c says
 */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-note-store.h"

#include "hz-audit.h"
#include "hz-case-file-store.h"
#include "hz-draft-store.h"
#include "hz-hash.h"
#include "hz-note-private.h"
#include "hz-records-error.h"
#include "hz-sealed.h"
#include "hz-table-code.h"
#include "hz-text.h"
#include "hz-vault-error.h"

#define COLUMNS HZ_STAMP_COLUMNS ", case_id, body"

static gboolean
refuse (GError       **error,
        HzRecordsError code,
        const char    *why)
{
  g_set_error_literal (error, HZ_RECORDS_ERROR, code, why);
  return FALSE;
}

/* The header of a case she works on. */
static HzCaseFile *
get_own_case (HzContext  *context,
              const HzId *case_id,
              GError    **error)
{
  g_autoptr (HzCaseFile) case_file = NULL;

  if (!hz_context_require (context, HZ_RIGHT_OPEN_CASE, error))
    return NULL;

  case_file = hz_case_file_store_get (context, case_id, error);
  if (case_file == NULL)
    return NULL;

  if (!case_file->has_key)
    {
      refuse (error, HZ_RECORDS_ERROR_NO_KEY, "She is not on the team of the case");
      return NULL;
    }

  return g_steal_pointer (&case_file);
}

/* Reading. */

static gboolean
lookup_bytes (GVariant   *body,
              const char *key,
              GBytes    **bytes)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (body, key, G_VARIANT_TYPE_BYTESTRING);

  *bytes = value != NULL ? g_variant_get_data_as_bytes (value) : NULL;
  return *bytes != NULL;
}

static void
hash_signature (const guint8 signature[HZ_RINGS_SIGNATURE_BYTES],
                guint8       mark[HZ_HASH_BYTES])
{
  hz_hash (signature, HZ_RINGS_SIGNATURE_BYTES, mark);
}

/* Author and signature are right, and the audit saw this very signature. */
static gboolean
check_author (HzContext           *context,
              const HzBodyAddress *address,
              GVariant            *body,
              HzId                *author_id,
              GBytes             **text,
              GError             **error)
{
  g_autoptr (GBytes) author = NULL;
  g_autoptr (GBytes) signature = NULL;
  guint8 mark[HZ_HASH_BYTES];

  if (!lookup_bytes (body, "text", text) || !lookup_bytes (body, "author", &author)
      || !lookup_bytes (body, "signature", &signature)
      || g_bytes_get_size (signature) != HZ_RINGS_SIGNATURE_BYTES
      || !hz_id_from_bytes (g_bytes_get_data (author, NULL), g_bytes_get_size (author), author_id))
    return refuse (error, HZ_RECORDS_ERROR_DAMAGED, "A note lacks its signature");

  if (!hz_rings_check_note (context->rings, address, author_id, *text,
                            g_bytes_get_data (signature, NULL), NULL))
    return refuse (error, HZ_RECORDS_ERROR_DAMAGED, "A note is not signed by its author");

  hash_signature (g_bytes_get_data (signature, NULL), mark);
  return hz_audit_check_signed (context, author_id, &address->row_id, address->revision, mark, error);
}

static HzNote *
read_row (HzContext        *context,
          HzStatement      *statement,
          const HzCaseFile *case_file,
          GError          **error)
{
  g_autoptr (HzNote) note = NULL;
  g_autoptr (GBytes) sealed = hz_statement_get_bytes (statement, HZ_STAMP_N_COLUMNS + 1);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GVariant) body = NULL;
  HzId case_id = hz_statement_get_id (statement, HZ_STAMP_N_COLUMNS);
  HzBodyAddress address;
  HzId author_id;
  HzStamp stamp;

  hz_stamp_read (&stamp, statement, 0);
  address = (HzBodyAddress) { HZ_TABLE_NOTE, stamp.id, case_id, stamp.revision };
  body = hz_sealed_read (context, HZ_RING_CASE, &address, sealed, error);
  if (body == NULL || !check_author (context, &address, body, &author_id, &text, error))
    return NULL;

  note = hz_note_new_from_signed (text);
  if (note == NULL || !hz_id_equal (&note->author_id, &author_id)
      || !hz_id_equal (&note->case_id, &case_id)
      || !hz_id_equal (&note->client_id, &case_file->client_id))
    {
      refuse (error, HZ_RECORDS_ERROR_DAMAGED, "A note is not of this case, client and author");
      return NULL;
    }

  note->stamp = stamp;
  return g_steal_pointer (&note);
}

/* @case_id: (out) (optional) */
static HzNote *
read_note (HzContext  *context,
           const HzId *id,
           GError    **error)
{
  g_autoptr (HzStatement) statement = NULL;
  g_autoptr (HzCaseFile) case_file = NULL;
  gboolean has_row = FALSE;
  HzId case_id;

  statement = hz_statement_new (context->db, "SELECT " COLUMNS " FROM note WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, id);
  if (!hz_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      refuse (error, HZ_RECORDS_ERROR_NOT_FOUND, "No such note");
      return NULL;
    }

  case_id = hz_statement_get_id (statement, HZ_STAMP_N_COLUMNS);
  case_file = get_own_case (context, &case_id, error);

  return case_file != NULL ? read_row (context, statement, case_file, error) : NULL;
}

/**
 * hz_note_store_get:
 * @context: of a write job
 * @id: a sealed note
 * @error: return location
 *
 * Opens a note to be read, which the audit notes.
 *
 * Returns: (transfer full) (nullable): the note, its signature checked; %HZ_RECORDS_ERROR_NOT_FOUND,
 *   %HZ_RECORDS_ERROR_NO_KEY, %HZ_RECORDS_ERROR_DAMAGED, %HZ_RECORDS_ERROR_AUDIT_BROKEN
 */
HzNote *
hz_note_store_get (HzContext  *context,
                   const HzId *id,
                   GError    **error)
{
  g_autoptr (HzNote) note = read_note (context, id, error);

  if (note == NULL || !hz_audit_add (context, "note.read", HZ_RECORD_NOTE, id, NULL, error))
    return NULL;

  return g_steal_pointer (&note);
}

/* Newest first, each with what was added to it, oldest first. @all: oldest first. */
static GPtrArray *
arrange (GPtrArray *all)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = all->len; i > 0; i--)
    {
      HzNote *note = g_ptr_array_index (all, i - 1);

      if (hz_id_is_set (&note->addendum_of))
        continue;

      g_ptr_array_add (notes, g_object_ref (note));
      for (guint j = 0; j < all->len; j++)
        {
          HzNote *other = g_ptr_array_index (all, j);

          if (hz_id_equal (&other->addendum_of, &note->stamp.id))
            g_ptr_array_add (notes, g_object_ref (other));
        }
    }

  return notes;
}

/**
 * hz_note_store_list:
 * @context: of a job; of a write job when it opens the case
 * @case_id: a case she works on
 * @reading: whether this opens the case to be read, which the audit notes, or goes on with it
 * @n_damaged: (out) (optional): how many do not read, or are not signed by their author
 * @error: return location
 *
 * Returns: (transfer full) (element-type HzNote) (nullable): its sealed notes, newest first, each
 *   followed by what was added to it; %HZ_RECORDS_ERROR_NO_KEY, %HZ_RECORDS_ERROR_NOT_FOUND
 */
GPtrArray *
hz_note_store_list (HzContext    *context,
                    const HzId   *case_id,
                    HzNoteReading reading,
                    guint        *n_damaged,
                    GError      **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (HzCaseFile) case_file = get_own_case (context, case_id, error);
  g_autoptr (HzStatement) statement = NULL;
  guint n_unread = 0;
  gboolean has_row;

  if (case_file == NULL)
    return NULL;

  statement = hz_statement_new (context->db,
                                "SELECT " COLUMNS " FROM note WHERE case_id = ?1 ORDER BY created, id",
                                error);
  if (statement == NULL)
    return NULL;

  hz_statement_bind_id (statement, 1, case_id);
  while (TRUE)
    {
      g_autoptr (GError) damage = NULL;
      HzNote *note;

      if (!hz_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      note = read_row (context, statement, case_file, &damage);
      if (note != NULL)
        g_ptr_array_add (all, note);
      else
        {
          g_message ("A note does not read: %s", damage->message);
          n_unread++;
        }
    }

  if (reading == HZ_NOTE_READING_OPENS
      && !hz_audit_add (context, "case.read", HZ_RECORD_CASE_FILE, case_id, NULL, error))
    return NULL;

  if (n_damaged != NULL)
    *n_damaged = n_unread;
  return arrange (all);
}

/* Sealing. */

static gboolean
check_length (const HzNote *note,
              GError      **error)
{
  gboolean too_long = g_utf8_strlen (note->title, -1) > HZ_TEXT_LINE_LIMIT;

  for (guint i = 0; i < HZ_N_NOTE_SECTIONS; i++)
    too_long |= g_utf8_strlen (note->sections[i], -1) > HZ_TEXT_BLOCK_LIMIT;
  if (note->consultation != NULL)
    too_long |= g_utf8_strlen (note->consultation->facts, -1) > HZ_TEXT_BLOCK_LIMIT
                || g_utf8_strlen (note->consultation->advice, -1) > HZ_TEXT_BLOCK_LIMIT
                || g_utf8_strlen (note->consultation->case_number, -1) > HZ_TEXT_LINE_LIMIT;

  return !too_long || refuse (error, HZ_RECORDS_ERROR_TOO_LONG, "A note is too long");
}

static gboolean
check_may_write (HzContext    *context,
                 const HzNote *note,
                 GError      **error)
{
  if (hz_id_is_set (&note->addendum_of)
      && hz_policy_allows (context->own_roles, HZ_RIGHT_WRITE_CONSULTATION))
    return TRUE;

  return hz_context_require (context,
                             note->consultation != NULL ? HZ_RIGHT_WRITE_CONSULTATION
                                                        : HZ_RIGHT_WRITE_NOTE, error);
}

/* What is added to an addendum is added to its note. */
static gboolean
find_parent (HzContext *context,
             HzNote    *note,
             GError   **error)
{
  g_autoptr (HzNote) parent = NULL;

  if (!hz_id_is_set (&note->addendum_of))
    return TRUE;

  parent = read_note (context, &note->addendum_of, error);
  if (parent == NULL)
    return FALSE;
  if (!hz_id_equal (&parent->case_id, &note->case_id))
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "An addendum stands in the case of its note");

  if (hz_id_is_set (&parent->addendum_of))
    note->addendum_of = parent->addendum_of;
  return TRUE;
}

static gboolean
check_note (HzContext        *context,
            HzNote           *note,
            const HzCaseFile *case_file,
            GError          **error)
{
  if (hz_note_is_empty (note))
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "Nothing is written in the note");

  if (hz_case_file_is_closed (case_file) && !hz_id_is_set (&note->addendum_of))
    return refuse (error, HZ_RECORDS_ERROR_INVALID, "A closed case takes no new note");

  return check_may_write (context, note, error) && check_length (note, error)
         && hz_rings_check_case_mark (context->rings, &note->case_id, case_file->mark, error)
         && find_parent (context, note, error);
}

static GBytes *
sign_and_seal (HzContext *context,
               HzNote    *note,
               guint8     mark[HZ_HASH_BYTES],
               GError   **error)
{
  HzBodyAddress address = { HZ_TABLE_NOTE, note->stamp.id, note->case_id, note->stamp.revision };
  guint8 signature[HZ_RINGS_SIGNATURE_BYTES];
  g_autoptr (GBytes) text = hz_note_to_signed (note);
  g_autoptr (GVariant) body = NULL;
  GVariantDict dict;

  hz_rings_sign_note (context->rings, &address, text, signature);
  hash_signature (signature, mark);

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "text",
                               g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, text, TRUE));
  g_variant_dict_insert_value (&dict, "author",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, note->author_id.bytes,
                                                          HZ_ID_BYTES, 1));
  g_variant_dict_insert_value (&dict, "signature",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, signature,
                                                          sizeof signature, 1));
  body = g_variant_ref_sink (g_variant_dict_end (&dict));

  return hz_sealed_write (context, HZ_RING_CASE, &address, body, error);
}

static gboolean
insert_row (HzContext *context,
            HzNote    *note,
            GError   **error)
{
  guint8 mark[HZ_HASH_BYTES];
  g_autoptr (GBytes) sealed = sign_and_seal (context, note, mark, error);
  g_autoptr (HzStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;

  statement = hz_statement_new (context->db,
                                "INSERT INTO note (" COLUMNS ")"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);
  if (statement == NULL)
    return FALSE;

  hz_stamp_bind (&note->stamp, statement, 1);
  hz_statement_bind_id (statement, HZ_STAMP_N_COLUMNS + 1, &note->case_id);
  hz_statement_bind_bytes (statement, HZ_STAMP_N_COLUMNS + 2, sealed);

  return hz_statement_run (statement, error)
         && hz_audit_add_signed (context, "note.seal", HZ_RECORD_NOTE, &note->stamp.id,
                                 note->stamp.revision, mark, error);
}

/**
 * hz_note_store_seal:
 * @context: of a write job
 * @note: (inout): what was written, with its case and perhaps its draft; gets its stamp, author and
 *   moment
 * @error: return location
 *
 * Signs a note and seals it into its case; its draft goes. From then on it never changes.
 *
 * Returns: whether it stands in the transaction; else %HZ_RECORDS_ERROR_SEALED when it is sealed
 *   already, %HZ_RECORDS_ERROR_INVALID when nothing is written in it or its case is closed,
 *   %HZ_RECORDS_ERROR_TOO_LONG, %HZ_RECORDS_ERROR_FORBIDDEN, %HZ_RECORDS_ERROR_NO_KEY, or an error of
 *   the vault. The draft is then as it was
 */
gboolean
hz_note_store_seal (HzContext *context,
                    HzNote    *note,
                    GError   **error)
{
  g_autoptr (HzCaseFile) case_file = NULL;
  HzStamp stamp = { 0 };

  if (hz_note_is_sealed (note))
    return refuse (error, HZ_RECORDS_ERROR_SEALED, "A sealed note does not change");

  case_file = get_own_case (context, &note->case_id, error);
  if (case_file == NULL || !check_note (context, note, case_file, error))
    return FALSE;

  note->client_id = case_file->client_id;
  note->author_id = context->own_id;
  note->signed_at = context->now;
  stamp = hz_stamp_next (&note->stamp, context);
  note->stamp = stamp;
  if (!insert_row (context, note, error)
      || (hz_id_is_set (&note->draft_id)
          && !hz_draft_store_delete (context, &note->draft_id, error)))
    {
      note->stamp = (HzStamp) { 0 };
      return FALSE;
    }

  note->draft_id = HZ_ID_NONE;
  hz_context_note_change (context, HZ_RECORD_NOTE, &note->stamp.id, HZ_CHANGE_ADDED);
  return TRUE;
}
