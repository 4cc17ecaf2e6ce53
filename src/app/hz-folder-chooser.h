/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Not called when none was chosen. */
typedef void (*HzFolderChooserFunc) (const char *folder,
                                     gpointer data);

void hz_folder_chooser_ask (GtkWindow *parent,
                            HzFolderChooserFunc func,
                            gpointer data);

G_END_DECLS
