/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-centre.h"

G_BEGIN_DECLS

#define HZ_TYPE_CENTRE_FORM (hz_centre_form_get_type ())
G_DECLARE_FINAL_TYPE (HzCentreForm, hz_centre_form, HZ, CENTRE_FORM, GtkBox)

/* What the centre is called in letters and when it works. Signal "changed". */
GtkWidget *hz_centre_form_new (void);
void hz_centre_form_set_centre (HzCentreForm *self,
                                const HzCentre *centre);
/* What stands in the fields goes into @centre; the sentence of what is wrong, or NULL. */
const char *hz_centre_form_get_centre (HzCentreForm *self,
                                       HzCentre *centre);

G_END_DECLS
