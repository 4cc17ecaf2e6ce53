/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-consultation.h"

G_BEGIN_DECLS

#define HZ_TYPE_CONSULTATION_FORM (hz_consultation_form_get_type ())
G_DECLARE_FINAL_TYPE (HzConsultationForm, hz_consultation_form, HZ, CONSULTATION_FORM, GtkBox)

/* The fields of a legal consultation. Signals: "changed"; "cursor-moved". */
GtkWidget *hz_consultation_form_new (void);
void hz_consultation_form_fill (HzConsultationForm *self,
                                const HzConsultation *consultation);
void hz_consultation_form_read (HzConsultationForm *self,
                                HzConsultation *consultation);

/* The text that has the focus: its name, or NULL. */
const char *hz_consultation_form_get_cursor (HzConsultationForm *self,
                                             int *cursor);
void hz_consultation_form_restore_cursor (HzConsultationForm *self,
                                          const char *part,
                                          int cursor);
gboolean hz_consultation_form_get_cursor_area (HzConsultationForm *self,
                                               GtkWidget *in,
                                               GdkRectangle *area);
void hz_consultation_form_insert (HzConsultationForm *self,
                                  const char *text);

G_END_DECLS
