/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HZ_TYPE_DIALOG (hz_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (HzDialog, hz_dialog, HZ, DIALOG, AdwWindow)

/**
 * HzDialogClass:
 * @respond: Ctrl+Enter or the main button: does what the dialog is for, and closes it by
 *   hz_dialog_close() when that has succeeded
 * @dismiss: Esc, Cancel or Alt+F4: what was typed stays a draft; the default closes
 *
 * A dialog over the window: modal, with Cancel at the left of its header, the main button at the right
 * and Hide beside it, as every window has. F12 and Ctrl+L work in it; a lock destroys it.
 */
struct _HzDialogClass
{
  AdwWindowClass parent_class;

  void (*respond) (HzDialog *self);
  void (*dismiss) (HzDialog *self);
};

/* @parent: anything inside the window. */
void hz_dialog_present (HzDialog *self,
                        GtkWidget *parent);
void hz_dialog_close (HzDialog *self);
void hz_dialog_set_content (HzDialog *self,
                            GtkWidget *content);
/* @label: an infinitive, in the interface's language. */
void hz_dialog_set_main_action (HzDialog *self,
                                const char *label,
                                gboolean is_enabled);
/* Instead of "Cancel", where that word would say something else. */
void hz_dialog_set_dismiss_label (HzDialog *self,
                                  const char *label);
/* Another button beside the main one, for @detailed_action. */
void hz_dialog_add_button (HzDialog *self,
                           const char *label,
                           const char *detailed_action);
/* While a save is under way nothing can be pressed twice. */
void hz_dialog_set_busy (HzDialog *self,
                         gboolean is_busy);
/* A sentence in a bar below the header; NULL takes it away. */
void hz_dialog_set_message (HzDialog *self,
                            const char *sentence);

G_END_DECLS
