/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-test-records.h"

G_BEGIN_DECLS

/* Stands in every sealed text that hz_test_fill() writes, and nowhere in the clear. */
#define HZ_TEST_MARKER "Аз замини мин нагузар"
/* A case's header holds codes alone: this one. */
#define HZ_TEST_CASE_MARKER "early_marriage"

void hz_test_fill (HzTestRecords *test);

G_END_DECLS
