/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-language.h"

G_BEGIN_DECLS

/**
 * HzDistrict:
 *
 * A region, city or district of data/lists/districts.tsv; the names as the table has them.
 */
typedef struct
{
  char *id;
  char *parent;
  char *kind;
  char *names[HZ_N_LANGUAGES];
  char *full_names[HZ_N_LANGUAGES];
  char *former;
  char *variants;
} HzDistrict;

const GPtrArray *hz_district_list (void);
const HzDistrict *hz_district_find (const char *id);
const char *hz_district_get_name (const char *id,
                                  HzLanguage language);

G_END_DECLS
