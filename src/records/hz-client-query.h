/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-row.h"
#include "hz-records.h"

G_BEGIN_DECLS

typedef enum
{
  HZ_CLIENT_SORT_NAME,
  HZ_CLIENT_SORT_BIRTH,
  HZ_CLIENT_SORT_CODE,
  HZ_CLIENT_SORT_REGISTERED,
} HzClientSort;

/* How many finds of a search are put in order of nearness, and how many while somebody types; of what
 * goes beyond there is "more" (hz-client-gather.h). */
#define HZ_CLIENT_QUERY_MOST 1000
#define HZ_CLIENT_QUERY_QUICK 200

/**
 * HzClientQuery:
 * @text: names, a code, digits of a phone; %NULL or "" for all
 * @district: only of this district, or of the districts of this region; or %NULL
 * @service_asked: only who asked for this; or %NULL
 * @urgent: only those in danger
 * @archived: those that are archived instead of the others
 * @sort: the order when there is no @text; a search is in the order of nearness
 * @descending: the other way round
 * @is_quick: somebody is typing and waits for the first rows
 * @n_known: how many there are without @text, when it is known; else -1
 * @finds: (element-type gint64): of a search whose answer is already there, its client_keys: the rows
 *   asked for are taken from these, and nothing is searched again; or %NULL
 *
 * What a list of clients shows.
 */
typedef struct
{
  char *text;
  char *district;
  char *service_asked;
  gboolean urgent;
  gboolean archived;
  HzClientSort sort;
  gboolean descending;
  gboolean is_quick;
  gint64 n_known;
  GArray *finds;
} HzClientQuery;

HzClientQuery *hz_client_query_new (const char *text);
HzClientQuery *hz_client_query_copy (const HzClientQuery *self);
/* Whether they show the same; what was found or counted is not compared. */
gboolean hz_client_query_equal (const HzClientQuery *self,
                                const HzClientQuery *other);
/* Whether they show equally many, in whatever order. */
gboolean hz_client_query_counts_same (const HzClientQuery *self,
                                      const HzClientQuery *other);
void hz_client_query_free (HzClientQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClientQuery, hz_client_query_free)

/**
 * HzClientAnswer:
 * @n_rows: how many there are
 * @is_more: there are, or may be, more than were put in order
 * @first: place of the first of @rows
 * @rows: (element-type HzClientRow): those asked for
 * @finds: (element-type gint64): of a search, the client_keys of all finds in their order, so that its
 *   next pages need no new search; %NULL otherwise
 * @tried: (nullable): other spellings that were looked for, NULL-terminated
 * @meant: (nullable): what the text is on the other keyboard layout, when only that was found
 */
typedef struct
{
  guint n_rows;
  gboolean is_more;
  guint first;
  GPtrArray *rows;
  GArray *finds;
  char **tried;
  char *meant;
} HzClientAnswer;

void hz_client_answer_free (HzClientAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClientAnswer, hz_client_answer_free)

/* Inside a job. Rows from @first on, at most @n. */
HzClientAnswer *hz_client_query_run (HzContext *context,
                                     const HzClientQuery *query,
                                     guint first,
                                     guint n,
                                     GError **error);

/* For the window. */
void hz_client_query_run_async (HzRecords *records,
                                const HzClientQuery *query,
                                guint first,
                                guint n,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HzClientAnswer *hz_client_query_run_finish (HzRecords *records,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
