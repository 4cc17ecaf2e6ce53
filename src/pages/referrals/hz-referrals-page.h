/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_REFERRALS_PAGE (hz_referrals_page_get_type ())
G_DECLARE_FINAL_TYPE (HzReferralsPage, hz_referrals_page, HZ, REFERRALS_PAGE, GtkBox)

GtkWidget *hz_referrals_page_new (HzRecords *records);

G_END_DECLS
