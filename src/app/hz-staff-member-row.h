/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-records.h"

G_BEGIN_DECLS

#define HZ_TYPE_STAFF_MEMBER_ROW (hz_staff_member_row_get_type ())
G_DECLARE_FINAL_TYPE (HzStaffMemberRow, hz_staff_member_row, HZ, STAFF_MEMBER_ROW, AdwExpanderRow)

/* One of the staff, or somebody invited: her key number to compare; for an administrator her roles, and
 * her removal. @message: of hz_settings_page_add_message(), where it is told how that went. */
GtkWidget *hz_staff_member_row_new (HzRecords *records,
                                    const HzMember *member,
                                    GtkWidget *message);
gboolean hz_staff_member_row_update (HzStaffMemberRow *self,
                                     const HzMember *member);
/* Her roles in words, or that she has not come yet, or left. */
char *hz_staff_member_row_describe (const HzMember *member);

G_END_DECLS
