/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs this program again, with @words (%NULL-terminated) as its arguments, until it is killed: by
 * itself, or, when @delay is not 0, that many microseconds after its start. */
void hz_test_kill_child (const char *const *words,
                         gulong delay);

/* In that program: when to die by itself. -1: never. */
void hz_test_kill_at_keyring_step (int step);
void hz_test_kill_at_rotate_step (int step);

G_END_DECLS
