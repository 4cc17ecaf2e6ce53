/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"

G_BEGIN_DECLS

char *hz_key_number_compute (const HzPublicKeys *keys,
                             const HzId *centre_id,
                             GError **error);

G_END_DECLS
