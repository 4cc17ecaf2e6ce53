/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-records-error.h"

G_DEFINE_QUARK (hz-records-error-quark, hz_records_error)
