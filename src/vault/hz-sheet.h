/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-secret.h"

G_BEGIN_DECLS

#define HZ_SHEET_BYTES 20
#define HZ_SHEET_GROUPS 8
#define HZ_SHEET_MAX 3

/**
 * HzSheets:
 *
 * A set of recovery sheets: one that opens everything, or three of which any two do. It is made
 * before the centre, shown, and typed back whole; only then is it given to hz_vault_create().
 */
typedef struct _HzSheets HzSheets;

HzSheets *hz_sheets_new (char set,
                         guint n_sheets);
HzSheets *hz_sheets_copy (HzSheets *self);
void hz_sheets_free (HzSheets *self);

char hz_sheets_get_set (HzSheets *self);
guint hz_sheets_get_n (HzSheets *self);
HzSecret *hz_sheets_get_secret (HzSheets *self,
                                guint number);
HzSecret *hz_sheets_get_text (HzSheets *self,
                              guint number);
gboolean hz_sheets_check_typed (HzSheets *self,
                                guint number,
                                const char *typed,
                                guint *wrong_group,
                                GError **error);

HzSecret *hz_sheet_format (char set,
                           guint number,
                           HzSecret *secret);
HzSecret *hz_sheet_read (const char *typed,
                         char *set,
                         guint *number,
                         guint *wrong_group,
                         GError **error);
HzSecret *hz_sheet_parse (char set,
                          guint number,
                          const char *typed,
                          guint *wrong_group,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSheets, hz_sheets_free)

G_END_DECLS
