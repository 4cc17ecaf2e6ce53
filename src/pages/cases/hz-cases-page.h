/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-page.h"
#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_CASES_PAGE (hz_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (HzCasesPage, hz_cases_page, HZ, CASES_PAGE, GtkBox)

/* The window's page "cases". */
GtkWidget *hz_cases_page_new (HzRecords *records);

G_END_DECLS
