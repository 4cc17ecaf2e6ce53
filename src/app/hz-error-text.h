/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The only place where an error becomes a sentence for a person. Its own text, half of it the C
 * library's, is for the log. */
char *hz_error_text_describe (const GError *error);
/* NULL when @code of @domain has no sentence of its own; for tests. */
const char *hz_error_text_find (GQuark domain,
                                int code);

G_END_DECLS
