/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db.h"

G_BEGIN_DECLS

typedef struct _HzDbWorker HzDbWorker;

G_END_DECLS
