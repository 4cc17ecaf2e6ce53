/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-case-file.h"
#include "hz-case-view.h"
#include "hz-client.h"
#include "hz-note-editor.h"
#include "hz-note-list.h"

G_BEGIN_DECLS

struct _HzCaseView
{
  GtkBox parent_instance;

  GtkWidget *client_label;
  GtkWidget *case_label;
  GtkWidget *closing_label;
  GtkWidget *show_list;
  GtkWidget *team_button;
  GtkWidget *team_scroller;
  GtkWidget *show_client;
  GtkWidget *more;
  GtkWidget *banner;
  GtkWidget *tampered;
  GtkWidget *tampered_label;
  GtkWidget *stack;
  GtkWidget *no_key;
  GtkWidget *flap;
  GtkWidget *list;
  GtkWidget *content;
  GtkWidget *empty;
  GtkWidget *team;
  GtkWidget *question;

  HzRecords *records;
  gulong changed_id;
  guint fold_id;
  HzId case_id;
  HzCaseFile *case_file;
  HzClient *client;

  /* What is shown, and what is to be shown as soon as the notes are read. */
  HzId shown_id;
  guint n_additions;
  HzId wanted_id;
  char *wanted_part;
  int wanted_cursor;
  /* When a draft of the case had been stored last as the place was kept; -1 without a place. */
  gint64 wanted_after;
  /* Of the question that is open, weak; and what it is to be opened with again. */
  GtkWidget *closing_reason;
  char *wanted_reason;
  gboolean wants_closed;
  gboolean starts_note;
  /* She has it open: what is read from now on is the same reading. */
  gboolean is_opened;
  gboolean is_loading;
  gboolean is_stale;
  gboolean wants_focus;
};

/* hz-case-view-actions.c */
void hz_case_view_install_actions (GtkWidgetClass *widget_class);
void hz_case_view_add_shortcuts (HzCaseView *self);

/* hz-case-view-close.c */
char *hz_case_view_describe_closing (const HzCaseFile *case_file);
void hz_case_view_update_closing (HzCaseView *self);
void hz_case_view_ask_to_close (HzCaseView *self,
                                gboolean is_closed);
void hz_case_view_keep_closing (HzCaseView *self,
                                GVariantDict *place);
void hz_case_view_want_closing (HzCaseView *self,
                                GVariant *place);
void hz_case_view_resume_closing (HzCaseView *self);

/* hz-case-view-seal.c */
void hz_case_view_ask_to_seal (HzCaseView *self);

/* hz-case-view-notes.c */
void hz_case_view_begin_note (HzCaseView *self);
void hz_case_view_show_editor (HzCaseView *self,
                               HzNote *note);
HzNoteEditor *hz_case_view_get_editor (HzCaseView *self);
gint64 hz_case_view_get_draft_saved (HzCaseView *self);
void hz_case_view_open_note (HzCaseView *self,
                             HzNote *note);
void hz_case_view_update_readers (HzCaseView *self);
void hz_case_view_show_wanted (HzCaseView *self);

/* hz-case-view.c */
void hz_case_view_reload (HzCaseView *self);

G_END_DECLS
