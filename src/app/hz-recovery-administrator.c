/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An administrator for a centre whose only one is gone. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-act.h"

#include <glib/gi18n.h>

#include "hz-sheet-act.h"

typedef struct
{
  HzRecoveryAct parent_instance;
} HzRecoveryAdministrator;

typedef struct
{
  HzRecoveryActClass parent_class;
} HzRecoveryAdministratorClass;

G_DEFINE_FINAL_TYPE (HzRecoveryAdministrator, hz_recovery_administrator, HZ_TYPE_RECOVERY_ACT)

static gboolean
fits (HzRecoveryAct *act,
      const HzMember *member)
{
  return !(member->roles & HZ_ROLE_ADMINISTRATOR);
}

static void
perform (HzRecoveryAct *act,
         HzRecords *records,
         const HzId *member_id,
         const char *reason)
{
  hz_sheet_act_name_administrator_async (records, member_id, reason,
                                         hz_recovery_act_on_performed_cb, g_object_ref (act));
}

static void
hz_recovery_administrator_class_init (HzRecoveryAdministratorClass *klass)
{
  HzRecoveryActClass *act_class = HZ_RECOVERY_ACT_CLASS (klass);

  act_class->fits = fits;
  act_class->perform = perform;
}

static void
hz_recovery_administrator_init (HzRecoveryAdministrator *self)
{
  hz_recovery_act_build (HZ_RECOVERY_ACT (self), _("An administrator"),
                         _("When the only administrator is gone, a colleague takes her place. She "
                           "keeps the roles she has, and can remove whoever has left."),
                         _("Name the administrator"), _("The centre has another administrator."),
                         FALSE);
}
