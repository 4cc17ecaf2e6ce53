/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzCtlOutput:
 *
 * The lines a command prints: one for each row, its values separated by tabs; or one JSON array.
 */
typedef struct _HzCtlOutput HzCtlOutput;

/* @columns: %NULL-terminated literals */
HzCtlOutput *hz_ctl_output_new (const char *const *columns,
                                gboolean header,
                                gboolean json);
void hz_ctl_output_free (HzCtlOutput *self);

/* As many values as columns; %NULL is empty. */
void hz_ctl_output_add (HzCtlOutput *self,
                        const char *const *values);
/* Nothing is printed for sure before; an error when it could not be. */
gboolean hz_ctl_output_finish (HzCtlOutput *self,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzCtlOutput, hz_ctl_output_free)

G_END_DECLS
