/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "hz-letter-layout.h"

G_BEGIN_DECLS

/* The letter as a PDF whose title is its number and nothing else. It is not encrypted. */
GBytes *hz_letter_pdf_write (const HzLetterLayout *layout,
                             HzReferral *referral,
                             GError **error);
/* Into a file that has no name and is on no disk; the descriptor, at its beginning, or -1. */
int hz_letter_pdf_write_memory (const HzLetterLayout *layout,
                                HzReferral *referral,
                                GError **error);
/* Readable by its owner alone. */
gboolean hz_letter_pdf_save (const HzLetterLayout *layout,
                             HzReferral *referral,
                             GFile *file,
                             GError **error);

G_END_DECLS
