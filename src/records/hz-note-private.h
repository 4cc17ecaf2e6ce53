/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-note.h"

G_BEGIN_DECLS

/* The bytes that are signed, the same on every machine; NULL when they are not of a note. */
GBytes *hz_note_to_signed (const HzNote *self);
HzNote *hz_note_new_from_signed (GBytes *text);

G_END_DECLS
