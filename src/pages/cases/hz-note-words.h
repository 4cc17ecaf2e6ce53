/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-case-file.h"
#include "hz-note.h"

G_BEGIN_DECLS

/* A note and a case file in words of the interface's language. */
char *hz_note_words_dup_title (const HzNote *note);
char *hz_note_words_dup_when (const HzNote *note);
char *hz_note_words_dup_start (const HzNote *note);
char *hz_note_words_dup_beginning (const HzNote *note);
const char *hz_note_words_get_state (const HzNote *note);
const char *hz_note_words_get_icon (const HzNote *note);
char *hz_case_words_dup_service (const HzCaseFile *case_file);
char *hz_case_words_dup_status (const HzCaseFile *case_file);

G_END_DECLS
