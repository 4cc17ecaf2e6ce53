/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The care key for somebody who has a care role, when nobody is left who could give it. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-act.h"

#include <glib/gi18n.h>

#include "hz-sheet-act.h"

typedef struct
{
  HzRecoveryAct parent_instance;
} HzRecoveryCare;

typedef struct
{
  HzRecoveryActClass parent_class;
} HzRecoveryCareClass;

G_DEFINE_FINAL_TYPE (HzRecoveryCare, hz_recovery_care, HZ_TYPE_RECOVERY_ACT)

static gboolean
fits (HzRecoveryAct *act,
      const HzMember *member)
{
  return (member->roles & HZ_ROLES_CARE) && !member->has_care;
}

static void
perform (HzRecoveryAct *act,
         HzRecords *records,
         const HzId *member_id,
         const char *reason)
{
  hz_sheet_act_give_care_async (records, member_id, hz_recovery_act_is_compared (act), reason,
                                hz_recovery_act_on_performed_cb, g_object_ref (act));
}

static void
hz_recovery_care_class_init (HzRecoveryCareClass *klass)
{
  HzRecoveryActClass *act_class = HZ_RECOVERY_ACT_CLASS (klass);

  act_class->fits = fits;
  act_class->perform = perform;
}

static void
hz_recovery_care_init (HzRecoveryCare *self)
{
  hz_recovery_act_build (HZ_RECOVERY_ACT (self), _("The care key"),
                         _("With it a colleague who works with clients reads why they come. A "
                           "colleague who has it can give it too: the sheets are for when nobody is "
                           "left."),
                         _("Give the care key"), _("The care key is given."), TRUE);
}
