/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-client.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_SIMILAR (hz_client_similar_get_type ())

G_DECLARE_FINAL_TYPE (HzClientSimilar, hz_client_similar, HZ, CLIENT_SIMILAR, GtkBox)

/* Records that may be of the person who is being registered, found while she is. Not to be seen while
 * there are none. Signals: "same" (const HzId *id): it is her; "found" (gboolean same_phone): the
 * records are others now. */

GtkWidget *hz_client_similar_new (HzRecords *records);
/* Looks anew, when nothing more comes for a moment. */
void hz_client_similar_set_client (HzClientSimilar *self,
                                   HzClient *client);
/* (element-type HzId): those that somebody said are other people. */
GArray *hz_client_similar_get_different (HzClientSimilar *self);
gboolean hz_client_similar_has_phone (HzClientSimilar *self);

G_END_DECLS
