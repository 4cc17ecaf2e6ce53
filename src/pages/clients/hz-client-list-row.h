/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client-row.h"
#include "hz-slot.h"

G_BEGIN_DECLS

/* The columns of the list of clients. */
typedef enum
{
  HZ_CLIENT_COLUMN_NAME,
  HZ_CLIENT_COLUMN_BORN,
  HZ_CLIENT_COLUMN_CODE,
  HZ_CLIENT_COLUMN_DISTRICT,
  HZ_CLIENT_COLUMN_PHONE,
  HZ_CLIENT_COLUMN_RULE,
  HZ_CLIENT_COLUMN_SERVICE,
  HZ_N_CLIENT_COLUMNS,
} HzClientColumn;

/* So many may be left out where there is no room. */
#define HZ_CLIENT_COLUMNS_LEFT_OUT 2

#define HZ_TYPE_CLIENT_LIST_ROW (hz_client_list_row_get_type ())

G_DECLARE_FINAL_TYPE (HzClientListRow, hz_client_list_row, HZ, CLIENT_LIST_ROW, GtkBox)

/* One line of the list; it follows its slot. Signal: "phone-clicked". */

GtkWidget *hz_client_list_row_new (void);
void hz_client_list_row_set_slot (HzClientListRow *self,
                                  HzSlot *slot);
void hz_client_list_row_leave_out (HzClientListRow *self,
                                   guint n_left_out);
HzClientColumn hz_client_list_row_left_out (guint place);
/* NULL while it is being fetched. */
const HzClientRow *hz_client_list_row_get_row (HzClientListRow *self);
/* A cell of a column's width, for the header too. */
GtkWidget *hz_client_list_row_create_cell (HzClientColumn column);

G_END_DECLS
