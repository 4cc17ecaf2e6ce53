/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-test.h"

G_BEGIN_DECLS

void hz_test_ui_init (int *argc,
                      char ***argv);
GtkWindow *hz_test_ui_present (GtkWidget *widget);
GtkWidget *hz_test_ui_find (GtkWidget *root,
                            GType type,
                            const char *id);
GtkWidget *hz_test_ui_find_button (GtkWidget *root,
                                   const char *label);
/* Once it can be pressed. */
void hz_test_ui_press (GtkWidget *root,
                       const char *label);
GtkWidget *hz_test_ui_find_window (GType type);
/* Until every dialog is gone. */
void hz_test_ui_wait_alone (void);
/* Every text that is on the screen, in one; and waiting until one is, or is not any more. */
char *hz_test_ui_read (GtkWidget *widget);
void hz_test_ui_wait_for (GtkWidget *widget,
                          const char *text);
void hz_test_ui_wait_without (GtkWidget *widget,
                              const char *text);
void hz_test_ui_close (GtkWindow *window,
                       GtkWidget *widget);

G_END_DECLS
