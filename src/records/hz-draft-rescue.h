/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Drafts that could not be stored at a lock, because the disk was full: kept in memory, sealed under
 * their writer's own key, and stored at her next sign-in. They are lost when the program ends: closing
 * the window is to say so when there are any. From any thread. */
guint hz_draft_rescue_count (void);

G_END_DECLS
