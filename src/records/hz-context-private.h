/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/* An element of HzContext.changes. */
typedef struct
{
  HzRecordKind kind;
  HzId id;
  HzChange how;
} HzContextChange;

G_END_DECLS
