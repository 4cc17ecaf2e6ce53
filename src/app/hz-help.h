/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-language.h"

G_BEGIN_DECLS

/* The pages of data/help: a list of them beside the one that is open. */
void hz_help_show (GtkWindow *parent,
                   const char *page);
/* The names of all pages, NULL-terminated. */
const char *const *hz_help_list (void);
/* Its text; NULL when there is no such page. */
char *hz_help_read (const char *page,
                    HzLanguage language);

G_END_DECLS
