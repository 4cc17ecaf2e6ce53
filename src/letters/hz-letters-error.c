/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-letters-error.h"

G_DEFINE_QUARK (hz-letters-error-quark, hz_letters_error)
