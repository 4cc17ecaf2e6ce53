/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the list of clients asks the records, and what it makes of the answers. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clients-list-private.h"

#include <glib/gi18n.h>

#include "hz-client-gather.h"
#include "hz-clients-filter.h"
#include "hz-clients-header.h"
#include "hz-empty-state.h"
#include "hz-shell.h"

/* Milliseconds after which somebody who types has paused. */
#define PAUSE 250

/* Which question an answer belongs to. */
typedef struct
{
  HzClientsList *self;
  guint generation;
} Asked;

static gboolean
has_text (HzClientsList *self)
{
  return *hz_clients_list_get_text (self) != '\0';
}

static void
show_empty (HzClientsList *self)
{
  HzEmptyState *empty = HZ_EMPTY_STATE (self->empty);
  g_autofree char *label = NULL;
  gboolean may_add = hz_records_may (self->records, HZ_RIGHT_REGISTER_CLIENTS);

  if (!has_text (self))
    {
      hz_empty_state_set_title (empty, hz_clients_filter_is_set (HZ_CLIENTS_FILTER (self->filter))
                                         ? _("Nothing found.") : _("No clients yet."));
      hz_empty_state_set_action (empty, may_add ? _("New client") : NULL, "clients.new");
      return;
    }

  label = g_strdup_printf (_("Register as new: %s"), hz_clients_list_get_text (self));
  hz_empty_state_set_title (empty, _("Nothing found."));
  hz_empty_state_set_action (empty, may_add ? label : NULL, "clients.new");
}

/* How many, and under which spellings they were looked for. */
static void
show_count (HzClientsList *self)
{
  const HzClientAnswer *answer = self->answer;
  g_autoptr (GString) line = g_string_new (NULL);

  if (answer->is_more)
    g_string_append_printf (line, _("More than %u found"), answer->n_rows);
  else
    g_string_append_printf (line, g_dngettext (NULL, "%u client", "%u clients", answer->n_rows),
                            answer->n_rows);

  if (answer->meant != NULL)
    {
      g_string_append (line, " · ");
      g_string_append_printf (line, _("meant was: %s"), answer->meant);
    }
  if (answer->tried != NULL && answer->tried[0] != NULL)
    {
      g_autofree char *tried = g_strjoinv (", ", answer->tried);

      g_string_append (line, " · ");
      g_string_append_printf (line, _("looked for also as: %s"), tried);
    }

  gtk_label_set_label (GTK_LABEL (self->count), line->str);
}

static void
on_records_gather_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer data)
{
  Asked *asked = data;
  g_autoptr (HzClientsList) self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) finds = hz_client_gather_finish (HZ_RECORDS (source), result, &error);

  if (self->records != NULL && finds != NULL && asked->generation == self->generation)
    {
      g_clear_pointer (&self->query->finds, g_array_unref);
      self->query->finds = g_steal_pointer (&finds);
      self->answer->n_rows = self->query->finds->len;
      self->answer->is_more = FALSE;
      hz_slot_list_extend (self->list, self->answer->n_rows);
      show_count (self);
    }
  else if (self->records != NULL && finds == NULL
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hz_shell_report (GTK_WIDGET (self), error);

  g_free (asked);
}

/* She has paused: all the others are found too. */
static gboolean
on_gather_timeout_cb (gpointer data)
{
  HzClientsList *self = data;
  Asked *asked = g_new0 (Asked, 1);
  const char *meant = self->answer->meant;

  self->gather_id = 0;
  asked->self = g_object_ref (self);
  asked->generation = self->generation;
  hz_client_gather_async (self->records, self->query, meant != NULL ? meant : self->query->text,
                          self->query->finds, self->cancellable, on_records_gather_cb, asked);

  return G_SOURCE_REMOVE;
}

/* What other questions of the same need not find out again. */
static void
keep_answer (HzClientsList *self)
{
  if (self->answer->finds != NULL)
    {
      if (self->query->finds == NULL)
        self->query->finds = g_array_ref (self->answer->finds);
      return;
    }

  self->query->n_known = self->answer->n_rows;
  g_clear_pointer (&self->counted, hz_client_query_free);
  self->counted = hz_client_query_copy (self->query);
}

static void
take_answer (HzClientsList *self,
             guint generation,
             HzClientAnswer *answer)
{
  gboolean is_first = generation != self->generation;

  if (is_first)
    {
      self->generation = generation;
      g_clear_pointer (&self->answer, hz_client_answer_free);
      self->answer = answer;
      keep_answer (self);
      show_count (self);
      if (answer->n_rows == 0)
        show_empty (self);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                        answer->n_rows > 0 ? "list" : "empty");
      if (answer->is_more)
        self->gather_id = g_timeout_add (PAUSE, on_gather_timeout_cb, self);
    }

  hz_slot_list_answer (self->list, generation, is_first ? answer->n_rows : self->answer->n_rows,
                       answer->first, answer->rows);
  if (!is_first)
    hz_client_answer_free (answer);
}

static void
on_records_query_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer data)
{
  Asked *asked = data;
  g_autoptr (HzClientsList) self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClientAnswer) answer
    = hz_client_query_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records != NULL && answer != NULL)
    take_answer (self, asked->generation, g_steal_pointer (&answer));
  else if (self->records != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hz_shell_report (GTK_WIDGET (self), error);

  g_free (asked);
}

void
hz_clients_list_on_list_ask (HzSlotList *list,
                             guint generation,
                             guint first,
                             guint n,
                             gboolean is_first,
                             gpointer data)
{
  HzClientsList *self = data;
  Asked *asked = g_new0 (Asked, 1);

  if (is_first)
    {
      g_clear_handle_id (&self->gather_id, g_source_remove);
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }

  asked->self = g_object_ref (self);
  asked->generation = generation;
  hz_client_query_run_async (self->records, self->query, first, n, self->cancellable,
                             on_records_query_cb, asked);
}

/**
 * hz_clients_list_ask_anew:
 * @self: the list
 *
 * Something else is asked for: from the top.
 */
void
hz_clients_list_ask_anew (HzClientsList *self)
{
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  HzClientQuery *query = hz_clients_filter_make_query (HZ_CLIENTS_FILTER (self->filter),
                                                       hz_clients_list_get_text (self));

  query->sort = hz_clients_header_get_sort (HZ_CLIENTS_HEADER (self->header), &query->descending);
  query->is_quick = TRUE;
  if (self->counted != NULL && hz_client_query_counts_same (query, self->counted))
    query->n_known = self->counted->n_known;
  hz_client_query_free (self->query);
  self->query = query;
  gtk_adjustment_set_value (adjustment, 0);
  hz_slot_list_set_visible (self->list, 0);
  hz_slot_list_reload (self->list);
}

void
hz_clients_list_on_records_changed_cb (HzRecords *records,
                                       HzRecordKind kind,
                                       const HzId *id,
                                       HzChange how,
                                       HzClientsList *self)
{
  if (kind == HZ_RECORD_CLIENT)
    {
      g_clear_pointer (&self->query->finds, g_array_unref);
      g_clear_pointer (&self->counted, hz_client_query_free);
      self->query->n_known = -1;
      hz_slot_list_reload (self->list);
    }
}
