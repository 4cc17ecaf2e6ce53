/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_LETTERS_ERROR (hz_letters_error_quark ())

/**
 * HzLettersError:
 * @HZ_LETTERS_ERROR_FAILED: something that has no code of its own; see the message
 * @HZ_LETTERS_ERROR_TEMPLATE: a template that cannot be read; the message names the line
 * @HZ_LETTERS_ERROR_FONT: the letters' font is not installed
 * @HZ_LETTERS_ERROR_LETTER: a letter of the alphabet, or a sign, that the font does not draw; the
 *   message names it
 * @HZ_LETTERS_ERROR_FILE: the file could not be written
 */
typedef enum
{
  HZ_LETTERS_ERROR_FAILED,
  HZ_LETTERS_ERROR_TEMPLATE,
  HZ_LETTERS_ERROR_FONT,
  HZ_LETTERS_ERROR_LETTER,
  HZ_LETTERS_ERROR_FILE,
} HzLettersError;

GQuark hz_letters_error_quark (void);

G_END_DECLS
