/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-consent.h"

G_BEGIN_DECLS

#define HZ_TYPE_FACT_ROW (hz_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (HzFactRow, hz_fact_row, HZ, FACT_ROW, GtkBox)

/* Signals: "changed"; "ask", when she is to be asked for it now. */
GtkWidget *hz_fact_row_new (const char *item);

const char *hz_fact_row_get_item (HzFactRow *self);
gboolean hz_fact_row_get_ticked (HzFactRow *self);
void hz_fact_row_set_ticked (HzFactRow *self,
                             gboolean is_ticked);
const char *hz_fact_row_get_value (HzFactRow *self);
void hz_fact_row_set_value (HzFactRow *self,
                            const char *value);
/* What the records say; takes the place of a value that nobody has changed. */
void hz_fact_row_set_default (HzFactRow *self,
                              const char *value);
/* @consent: (nullable): the newest that speaks of it */
void hz_fact_row_set_consent (HzFactRow *self,
                              HzConsent *consent);
/* Ticked, and no consent that holds. */
gboolean hz_fact_row_is_missing (HzFactRow *self);
void hz_fact_row_focus_ask (HzFactRow *self);

G_END_DECLS
