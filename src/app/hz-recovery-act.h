/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "hz-sheet-sitting.h"

G_BEGIN_DECLS

#define HZ_TYPE_RECOVERY_ACT (hz_recovery_act_get_type ())
G_DECLARE_DERIVABLE_TYPE (HzRecoveryAct, hz_recovery_act, HZ, RECOVERY_ACT, GtkBox)

/**
 * HzRecoveryActClass:
 * @fits: whether it can be done for that member; the default takes everybody who is here
 * @begin: the centre was opened: looks up what there is to choose from
 * @changed: another person is chosen
 * @is_ready: whether everything but the reason is there; the default asks for nothing
 * @perform: begins it, with hz_recovery_act_on_performed_cb() and a reference to @self
 * @clear: takes away what was typed
 * @renew: takes over what was typed in another language
 *
 * What is done for a member with the recovery sheets: for whom, with what, and why. A key goes to
 * somebody when her number was compared or knowingly not.
 */
struct _HzRecoveryActClass
{
  GtkBoxClass parent_class;

  gboolean (*fits) (HzRecoveryAct *self,
                    const HzMember *member);
  void (*begin) (HzRecoveryAct *self);
  void (*changed) (HzRecoveryAct *self);
  gboolean (*is_ready) (HzRecoveryAct *self);
  void (*perform) (HzRecoveryAct *self,
                   HzRecords *records,
                   const HzId *member_id,
                   const char *reason);
  void (*clear) (HzRecoveryAct *self);
  void (*renew) (HzRecoveryAct *self,
                 HzRecoveryAct *before);
};

/* For the view. Signals: "done", "changed". */
void hz_recovery_act_begin (HzRecoveryAct *self,
                            HzSheetSitting *sitting);
/* In the place of one in another language, whatever is under way there. */
void hz_recovery_act_renew (HzRecoveryAct *self,
                            HzRecoveryAct *before);
/* Whether there is anything to be done. */
gboolean hz_recovery_act_is_possible (HzRecoveryAct *self);
const char *hz_recovery_act_get_title (HzRecoveryAct *self);
/* What was done, and for whom. */
const char *hz_recovery_act_get_done (HzRecoveryAct *self);
const char *hz_recovery_act_get_done_for (HzRecoveryAct *self);

/* For the acts. */
void hz_recovery_act_build (HzRecoveryAct *self,
                            const char *title,
                            const char *text,
                            const char *label,
                            const char *done,
                            gboolean gives_keys);
void hz_recovery_act_add_row (HzRecoveryAct *self,
                              GtkWidget *row);
void hz_recovery_act_add (HzRecoveryAct *self,
                          GtkWidget *widget);
void hz_recovery_act_set_possible (HzRecoveryAct *self,
                                   gboolean is_possible);
void hz_recovery_act_fail (HzRecoveryAct *self,
                           const GError *error);
void hz_recovery_act_update (HzRecoveryAct *self);
void hz_recovery_act_focus_reason (HzRecoveryAct *self);
HzRecords *hz_recovery_act_get_records (HzRecoveryAct *self);
const HzMember *hz_recovery_act_get_member (HzRecoveryAct *self);
gboolean hz_recovery_act_is_compared (HzRecoveryAct *self);
void hz_recovery_act_on_performed_cb (GObject *source,
                                      GAsyncResult *result,
                                      gpointer user_data);
/* Takes @self; gives the one that has taken its place. */
HzRecoveryAct *hz_recovery_act_take_newest (HzRecoveryAct *self);

#define HZ_TYPE_RECOVERY_PASSWORD (hz_recovery_password_get_type ())
#define HZ_TYPE_RECOVERY_CASES (hz_recovery_cases_get_type ())
#define HZ_TYPE_RECOVERY_CARE (hz_recovery_care_get_type ())
#define HZ_TYPE_RECOVERY_ADMINISTRATOR (hz_recovery_administrator_get_type ())

GType hz_recovery_password_get_type (void);
GType hz_recovery_cases_get_type (void);
GType hz_recovery_care_get_type (void);
GType hz_recovery_administrator_get_type (void);

G_END_DECLS
