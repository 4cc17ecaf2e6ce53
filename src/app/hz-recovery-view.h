/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-sheet-sitting.h"

G_BEGIN_DECLS

#define HZ_TYPE_RECOVERY_VIEW (hz_recovery_view_get_type ())
G_DECLARE_FINAL_TYPE (HzRecoveryView, hz_recovery_view, HZ, RECOVERY_VIEW, AdwBin)

/* A forgotten password: the recovery sheets are typed, then a member gets a new password. Before they
 * are it names nobody, and nothing of a client is ever shown. Signal "dismissed": back to where one
 * signs in; the sitting is still to be closed. */
GtkWidget *hz_recovery_view_new (HzVault *vault);
/* The same in another language, with what was typed. */
GtkWidget *hz_recovery_view_renew (HzRecoveryView *before);
HzSheetSitting *hz_recovery_view_get_sitting (HzRecoveryView *self);
void hz_recovery_view_focus (HzRecoveryView *self);

G_END_DECLS
