/* SPDX-License-Identifier: GPL-3.0-or-later */

/* hamrozctl search: clients by what somebody typed, best first. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include <glib/gi18n.h>

#include "hz-client-query.h"
#include "hz-ctl-error.h"
#include "hz-ctl-session.h"

#define MOST_ROWS 20

static const char *const columns[] = { "code", "surname", "given", "patronymic", "birth", NULL };
static const char *const columns_from[] = {
  "query", "code", "surname", "given", "patronymic", "birth", NULL
};

typedef struct
{
  GStrv queries;
  gboolean is_led; /* each line begins with its query */
  HzCtlOutput *output;
} Search;

static void
print_row (Search *search,
           const char *query,
           const HzClientRow *row)
{
  g_autofree char *year = hz_date_is_set (row->birth) ? g_strdup_printf ("%d",
                                                                         row->birth.year) : NULL;
  const char *const values[] = { query, row->code, row->surname, row->given, row->patronymic,
                                 year };

  hz_ctl_output_add (search->output, search->is_led ? values : values + 1);
}

static gboolean
search_one (HzContext *context,
            Search *search,
            const char *text,
            GError **error)
{
  g_autoptr (HzClientQuery) query = hz_client_query_new (text);
  g_autoptr (HzClientAnswer) answer = hz_client_query_run (context, query, 0, MOST_ROWS, error);

  if (answer == NULL)
    return FALSE;

  for (guint i = 0; i < answer->rows->len && i < MOST_ROWS; i++)
    print_row (search, text, g_ptr_array_index (answer->rows, i));

  return TRUE;
}

static gboolean
run_search (HzContext *context,
            gpointer data,
            GError **error)
{
  Search *search = data;

  if (!hz_context_require (context, HZ_RIGHT_READ_CLIENTS, error))
    return FALSE;

  for (guint i = 0; search->queries[i] != NULL; i++)
    if (*search->queries[i] != '\0' && !search_one (context, search, search->queries[i], error))
      return FALSE;

  return TRUE;
}

/* One query a line. */
static gboolean
read_queries (const char *path,
              GStrv *queries,
              GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                   _("The file “%s” cannot be read, or is no UTF-8 text."), path);
      return FALSE;
    }

  *queries = g_strsplit (text, "\n", -1);
  for (guint i = 0; (*queries)[i] != NULL; i++)
    g_strchomp ((*queries)[i]);

  return TRUE;
}

static gboolean
take_queries (Search *search,
              const HzCtlOptions *options,
              const char *from,
              GError **error)
{
  if ((from != NULL) == (options->words[1] != NULL))
    {
      g_set_error_literal (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE,
                           _("Give either a text to look for or --from FILE."));
      return FALSE;
    }

  search->is_led = from != NULL;
  if (from != NULL)
    return read_queries (from, &search->queries, error);

  search->queries = g_strdupv (options->words + 1);

  return TRUE;
}

HzCtlStatus
hz_ctl_search (const HzCtlCommand *command,
               GStrv words)
{
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from,
      N_("Look for each line of a file; each line found begins with it"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (HzCtlOptions) options = { 0 };
  g_autoptr (HzCtlOutput) output = NULL;
  g_auto (GStrv) queries = NULL;
  g_autoptr (GError) error = NULL;
  Search search = { 0 };
  HzCtlStatus status;

  if (!hz_ctl_options_read (&options, command, words, HZ_CTL_TAKES_LOGIN | HZ_CTL_TAKES_OUTPUT,
                            entries, 1, 2, &status))
    return status;
  if (!take_queries (&search, &options, from, &error))
    return hz_ctl_fail (error);

  queries = search.queries;
  output = hz_ctl_options_new_output (&options, search.is_led ? columns_from : columns);
  search.output = output;

  return hz_ctl_session_run (&options, HZ_DB_JOB_READ, run_search, &search, output);
}
