/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-session.h"
#include "hz-setup.h"

G_BEGIN_DECLS

#define HZ_TYPE_SETUP_STEP (hz_setup_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (HzSetupStep, hz_setup_step, HZ, SETUP_STEP, GtkBox)

/**
 * HzSetupStepClass:
 * @show: fills the step from the setup and puts the focus where it begins
 * @get_title: in the interface's language
 * @is_complete: whether Next may be pressed
 * @next: Next was pressed: %TRUE when the step goes on inside itself, or does something that ends with
 *   hz_setup_step_done(); the default ends at once
 * @back: Back was pressed: %TRUE when it was a step back inside the step
 *
 * One page of the setup. It writes what it is told into the setup at once.
 */
struct _HzSetupStepClass
{
  GtkBoxClass parent_class;

  void (*show) (HzSetupStep *self);
  const char *(*get_title) (HzSetupStep *self);
  gboolean (*is_complete) (HzSetupStep *self);
  gboolean (*next) (HzSetupStep *self);
  gboolean (*back) (HzSetupStep *self);
};

/* Signals, for the view: "changed", "done", "next", "failed" (a sentence). */
HzSetup *hz_setup_step_get_setup (HzSetupStep *self);
HzSession *hz_setup_step_get_session (HzSetupStep *self);
void hz_setup_step_changed (HzSetupStep *self);
void hz_setup_step_done (HzSetupStep *self);
/* Enter in its last field: as if Next was pressed. */
void hz_setup_step_press_next (HzSetupStep *self);
void hz_setup_step_fail (HzSetupStep *self,
                         const char *sentence);
void hz_setup_step_fail_with (HzSetupStep *self,
                              const GError *error);

/* A paragraph at the end of the step. */
GtkWidget *hz_setup_step_add_text (HzSetupStep *self,
                                   const char *text,
                                   const char *css_class);

void hz_setup_step_show (HzSetupStep *self);
const char *hz_setup_step_get_title (HzSetupStep *self);
gboolean hz_setup_step_is_complete (HzSetupStep *self);
gboolean hz_setup_step_next (HzSetupStep *self);
gboolean hz_setup_step_back (HzSetupStep *self);

/* The steps, in order. @session is set later, for those after the centre is made. */
GtkWidget *hz_setup_step_new (GType type,
                              HzSetup *setup,
                              HzSession *session);

#define HZ_TYPE_SETUP_LANGUAGE_STEP (hz_setup_language_step_get_type ())
#define HZ_TYPE_SETUP_FOLDER_STEP (hz_setup_folder_step_get_type ())
#define HZ_TYPE_SETUP_PERSON_STEP (hz_setup_person_step_get_type ())
#define HZ_TYPE_SETUP_SHEET_STEP (hz_setup_sheet_step_get_type ())
#define HZ_TYPE_SETUP_CENTRE_STEP (hz_setup_centre_step_get_type ())
#define HZ_TYPE_SETUP_STAFF_STEP (hz_setup_staff_step_get_type ())

GType hz_setup_language_step_get_type (void);
GType hz_setup_folder_step_get_type (void);
GType hz_setup_person_step_get_type (void);
GType hz_setup_sheet_step_get_type (void);
GType hz_setup_centre_step_get_type (void);
GType hz_setup_staff_step_get_type (void);

G_END_DECLS
