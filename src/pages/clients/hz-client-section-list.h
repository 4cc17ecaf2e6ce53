/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_SECTION_LIST (hz_client_section_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (HzClientSectionList, hz_client_section_list, HZ, CLIENT_SECTION_LIST, GtkBox)

/**
 * HzClientSectionListClass:
 * @kind: the records whose change is seen here
 * @row_action: (nullable): of the window, with the row's hexadecimal id as its parameter
 * @list_async: begins to read what is there of the client
 * @list_finish: (transfer full): what was read
 * @create_row: (transfer floating): one row of what was read
 * @listed: (nullable): all of it was read; the rows stand
 *
 * What differs between the sections of a client's page that are lists.
 */
struct _HzClientSectionListClass
{
  GtkBoxClass parent_class;

  HzRecordKind kind;
  const char *row_action;

  void (*list_async) (HzClientSectionList *self,
                      GAsyncReadyCallback callback,
                      gpointer data);
  GPtrArray *(*list_finish) (HzRecords *records,
                             GAsyncResult *result,
                             GError **error);
  GtkWidget *(*create_row) (HzClientSectionList *self,
                            GPtrArray *items,
                            guint place);
  void (*listed) (HzClientSectionList *self,
                  GPtrArray *items);
};

/* @type: of a section that derives from this. */
GtkWidget *hz_client_section_list_new (GType type,
                                       HzRecords *records,
                                       const HzId *client_id);

/* For those who derive. */
HzRecords *hz_client_section_list_get_records (HzClientSectionList *self);
const HzId *hz_client_section_list_get_client_id (HzClientSectionList *self);
void hz_client_section_list_load (HzClientSectionList *self);
void hz_client_section_list_set_words (HzClientSectionList *self,
                                       const char *name,
                                       const char *empty_icon,
                                       const char *empty_text);
void hz_client_section_list_add_above (HzClientSectionList *self,
                                       GtkWidget *widget);
GtkWidget *hz_client_section_list_add_button (HzClientSectionList *self,
                                              const char *label,
                                              const char *action,
                                              HzRight right);
GtkWidget *hz_client_section_list_create_label (const char *text,
                                                const char *css_class);
GtkWidget *hz_client_section_list_create_row (GtkWidget *texts,
                                              GtkWidget *state);
void hz_client_section_list_set_row_id (GtkWidget *row,
                                        const HzId *id);

G_END_DECLS
