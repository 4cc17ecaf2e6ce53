/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-language.h"
#include "hz-letters-error.h"

G_BEGIN_DECLS

/**
 * HzLetterTemplate:
 *
 * The words of a letter in one language, in sections; plain text with named fields. data/letters/ has
 * the shipped ones, and says in its first lines how they are read.
 */
typedef struct _HzLetterTemplate HzLetterTemplate;

HzLetterTemplate *hz_letter_template_parse (const char *text,
                                            gsize length,
                                            GError **error);
void hz_letter_template_free (HzLetterTemplate *self);
/* The shipped one; from any thread, and lives as long as the program. */
const HzLetterTemplate *hz_letter_template_get (HzLanguage language);

/* @fields: (element-type utf8 utf8): values by name; what is missing is empty. */
char *hz_letter_template_fill (const HzLetterTemplate *self,
                               const char *section,
                               GHashTable *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzLetterTemplate, hz_letter_template_free)

G_END_DECLS
