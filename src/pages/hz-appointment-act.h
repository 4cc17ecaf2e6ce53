/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-appointment.h"
#include "hz-records.h"

G_BEGIN_DECLS

/*
 * What every page does with an appointment: it is done at once, a toast says so and takes it back, and
 * when somebody has changed it meanwhile both versions are shown. @from: the widget it is done in.
 */

void hz_appointment_act_set_state (GtkWidget *from,
                                   HzRecords *records,
                                   HzAppointment *appointment,
                                   const char *state);
/* The session begins: a new note is opened in the client's case, or a case is asked for. */
void hz_appointment_act_start (GtkWidget *from,
                               HzRecords *records,
                               HzAppointment *appointment);
/* Asks why. */
void hz_appointment_act_cancel (GtkWidget *from,
                                HzRecords *records,
                                HzAppointment *appointment);
/* All that is still to come of a client; asks why. */
void hz_appointment_act_cancel_future (GtkWidget *from,
                                       HzRecords *records,
                                       const HzId *client_id);

/**
 * HzAppointmentActFunc:
 * @saved: (nullable): as it stands now; %NULL when it was not saved and @error says why
 * @error: (nullable): why not; a conflict has been settled before
 * @data: what was given with the function
 */
typedef void (*HzAppointmentActFunc) (HzAppointment *saved,
                                      const GError *error,
                                      gpointer data);

/* Saves @wish, which was @before (NULL for a new one). @func is not called once @from is gone. */
void hz_appointment_act_save (GtkWidget *from,
                              HzRecords *records,
                              HzAppointment *before,
                              HzAppointment *wish,
                              const char *reason,
                              HzAppointmentActFunc func,
                              gpointer data);

G_END_DECLS
