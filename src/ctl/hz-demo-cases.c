/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What was said: a case file for each client somebody has met, and a sealed note of each meeting. What
 * was said today is a draft still.
 */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-demo-private.h"

#include <string.h>

#include "hz-case-file-store.h"
#include "hz-code-list.h"
#include "hz-draft-store.h"
#include "hz-note-store.h"

#define NOTE_MINUTES 45

static void
set_text (char **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* The service of a person's case files. */
static const char *
get_service (HzDemoPerson person)
{
  switch (person)
    {
    case HZ_DEMO_PSYCHOLOGIST:
      return "psychological";
    case HZ_DEMO_LAWYER:
      return "legal";
    default:
      return "social";
    }
}

/* Of her requests, those that are areas of law. */
static char **
list_areas (HzDemo *self,
            guint row)
{
  g_auto (GStrv) requests = g_strsplit (hz_demo_get (self, row, "requests"), ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean found = FALSE;

  for (guint i = 0; requests[i] != NULL; i++)
    if (hz_code_list_find ("legal_area", requests[i]) != NULL)
      {
        g_strv_builder_add (builder, requests[i]);
        found = TRUE;
      }
  if (!found)
    g_strv_builder_add (builder, "other");

  return g_strv_builder_end (builder);
}

static HzCaseFile *
make_case (HzDemo *self,
           const HzDemoMeeting *meeting)
{
  HzCaseFile *file = hz_case_file_new ();

  file->client_id = g_array_index (self->clients, HzDemoClient, meeting->row).id;
  file->lead_id = self->staff_ids[meeting->person];
  file->opened = hz_date_add_days (self->options.today, meeting->day);
  set_text (&file->service, get_service (meeting->person));
  set_text (&file->status, "open");
  set_text (&file->risk, hz_demo_get (self, meeting->row, "risk"));
  if (meeting->person == HZ_DEMO_LAWYER)
    {
      g_auto (GStrv) areas = list_areas (self, meeting->row);

      set_text (&file->legal_area, areas[0]);
    }

  return file;
}

/* The row of data/demo/notes.tsv for the n-th note of a service; the last ones come again. */
static guint
find_text (HzDataTable *texts,
           const char *service,
           guint n)
{
  guint n_rows = hz_data_table_get_n_rows (texts);
  guint found = 0;
  guint last = 0;

  for (guint row = 0; row < n_rows; row++)
    if (strcmp (hz_data_table_get (texts, row, "service"), service) == 0)
      {
        last = row;
        if (found++ == n)
          break;
      }

  return last;
}

static HzConsultation *
make_consultation (HzDemo *self,
                   guint row,
                   guint text)
{
  HzConsultation *consultation = hz_consultation_new ();

  set_text (&consultation->form, "oral");
  consultation->minutes = NOTE_MINUTES;
  g_strfreev (consultation->areas);
  consultation->areas = list_areas (self, row);
  consultation->is_conflict_checked = TRUE;
  set_text (&consultation->facts, hz_data_table_get (self->notes, text, "told"));
  set_text (&consultation->advice, hz_data_table_get (self->notes, text, "assessment"));
  set_text (&consultation->outcome, "advice_only");

  return consultation;
}

static HzNote *
make_note (HzDemo *self,
           const HzDemoMeeting *meeting,
           const HzId *case_id,
           guint n)
{
  HzNote *note = hz_note_new ();
  guint text = find_text (self->notes, get_service (meeting->person), n);

  note->case_id = *case_id;
  note->client_id = g_array_index (self->clients, HzDemoClient, meeting->row).id;
  note->author_id = self->staff_ids[meeting->person];
  note->date = hz_date_add_days (self->options.today, meeting->day);
  note->started = meeting->start;
  note->ended = meeting->start + NOTE_MINUTES;
  set_text (&note->title, hz_data_table_get (self->notes, text, "title"));
  set_text (&note->readers, "team");

  if (meeting->person == HZ_DEMO_LAWYER)
    {
      note->consultation = make_consultation (self, meeting->row, text);
      return note;
    }

  set_text (&note->kind, n == 0 ? "first" : "follow_up");
  hz_note_set_form (note, "dap");
  hz_note_set_section (note, HZ_NOTE_SECTION_DATA, hz_data_table_get (self->notes, text, "told"));
  hz_note_set_section (note, HZ_NOTE_SECTION_ASSESSMENT, hz_data_table_get (self->notes, text,
                                                                            "assessment"));
  hz_note_set_section (note, HZ_NOTE_SECTION_PLAN, hz_data_table_get (self->notes, text, "plan"));

  return note;
}

static gboolean
add_case (HzContext *context,
          gpointer data,
          GError **error)
{
  return hz_case_file_store_add (context, data, TRUE, error);
}

static gboolean
seal_note (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_note_store_seal (context, data, error);
}

static gboolean
put_draft (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_draft_store_put (context, data, error);
}

static gboolean
keep_as_draft (HzDemo *self,
               HzNote *note,
               GError **error)
{
  g_autoptr (HzDraft) draft = NULL;

  draft =
    hz_draft_new (note->consultation != NULL ? HZ_NOTE_DRAFT_KIND_CONSULTATION : HZ_NOTE_DRAFT_KIND,
                        &note->case_id);
  draft->content = g_variant_ref_sink (hz_note_to_variant (note));

  return hz_records_run (self->records, HZ_DB_JOB_WRITE, put_draft, draft, error);
}

static gboolean
write_note (HzDemo *self,
            const HzDemoMeeting *meeting,
            GHashTable *cases,
            GHashTable *counts,
            GError **error)
{
  HzId *case_id = g_hash_table_lookup (cases, GUINT_TO_POINTER (meeting->row));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (meeting->row)));
  g_autoptr (HzNote) note = NULL;

  hz_demo_set_clock (self, meeting->day, meeting->start + NOTE_MINUTES);
  if (case_id == NULL)
    {
      g_autoptr (HzCaseFile) file = make_case (self, meeting);

      if (!hz_records_run (self->records, HZ_DB_JOB_WRITE, add_case, file, error))
        return FALSE;
      case_id = hz_id_copy (&file->stamp.id);
      g_hash_table_insert (cases, GUINT_TO_POINTER (meeting->row), case_id);
    }

  note = make_note (self, meeting, case_id, n);
  g_hash_table_insert (counts, GUINT_TO_POINTER (meeting->row), GUINT_TO_POINTER (n + 1));
  if (meeting->day == 0)
    return keep_as_draft (self, note, error);

  return hz_records_run (self->records, HZ_DB_JOB_WRITE, seal_note, note, error);
}

gboolean
hz_demo_add_cases (HzDemo *self,
                   HzDemoPerson person,
                   GError **error)
{
  g_autoptr (GHashTable) cases = g_hash_table_new_full (NULL, NULL, NULL,
                                                        (GDestroyNotify) hz_id_free);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->meetings->len; i++)
    {
      HzDemoMeeting *meeting = &g_array_index (self->meetings, HzDemoMeeting, i);

      if (meeting->person == person && strcmp (meeting->state, "completed") == 0 &&
          !write_note (self, meeting, cases, counts, error))
        return FALSE;
    }

  return TRUE;
}
