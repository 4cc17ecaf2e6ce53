/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-language.h"

G_BEGIN_DECLS

/**
 * HzCode:
 * @code: what is written into records; permanent
 * @labels: by HzLanguage; begins with a small letter where the language allows it
 * @order: place in its list
 */
typedef struct
{
  char *code;
  char *labels[HZ_N_LANGUAGES];
  int order;
} HzCode;

/* The shipped choice lists of data/lists/code-lists.tsv. From any thread; what is returned lives as
 * long as the program. (element-type HzCode), in order; NULL when there is no such list. */
const GPtrArray *hz_code_list_get (const char *list);
const HzCode *hz_code_list_find (const char *list,
                                 const char *code);
/* The label; the code itself when it is not known, "" for NULL. first: with a large first letter. */
const char *hz_code_list_get_label (const char *list,
                                    const char *code,
                                    HzLanguage language);
char *hz_code_list_dup_first (const char *list,
                              const char *code,
                              HzLanguage language);

G_END_DECLS
