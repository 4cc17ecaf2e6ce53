/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-query.h"
#include "hz-clients-list.h"
#include "hz-slot-list.h"

G_BEGIN_DECLS

struct _HzClientsList
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkWidget *search;
  GtkWidget *filter_button;
  GtkWidget *new_button;
  GtkWidget *stack;
  GtkWidget *across;
  GtkWidget *header;
  GtkWidget *scroller;
  GtkWidget *view;
  GtkWidget *empty;
  GtkWidget *count;

  /* Borrowed */
  GtkWidget *filter;
  GtkWidget *call;

  /* Borrowed: HzClientListRow, all there are */
  GPtrArray *lines;
  guint n_left_out;
  guint fit_id;

  /* Owned */
  HzRecords *records;
  HzSlotList *list;
  HzClientQuery *query;
  HzClientQuery *counted;
  HzClientAnswer *answer;
  GCancellable *cancellable;
  gulong changed_id;
  guint gather_id;

  guint generation;
};

/* hz-clients-list-find.c. From the top, for what the search, the filter and the header say now. */
void hz_clients_list_ask_anew (HzClientsList *self);
void hz_clients_list_on_list_ask (HzSlotList *list,
                                  guint generation,
                                  guint first,
                                  guint n,
                                  gboolean is_first,
                                  gpointer data);
void hz_clients_list_on_records_changed_cb (HzRecords *records,
                                            HzRecordKind kind,
                                            const HzId *id,
                                            HzChange how,
                                            HzClientsList *self);

G_END_DECLS
