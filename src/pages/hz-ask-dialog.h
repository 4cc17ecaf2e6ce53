/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-dialog.h"

G_BEGIN_DECLS

/**
 * HzAskFunc:
 * @data: what was given with the function
 *
 * The main button was pressed; the dialog goes after this.
 */
typedef void (*HzAskFunc) (gpointer data);

#define HZ_TYPE_ASK_DIALOG (hz_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HzAskDialog, hz_ask_dialog, HZ, ASK_DIALOG, HzDialog)

/* A question in a dialog: @content, a button that does it, and one that does not. */
HzAskDialog *hz_ask_dialog_new (const char *title,
                                GtkWidget *content,
                                const char *main_label,
                                const char *dismiss_label,
                                HzAskFunc func,
                                gpointer data,
                                GDestroyNotify destroy);

G_END_DECLS
