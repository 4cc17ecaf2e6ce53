/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new password for somebody who has forgotten hers. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-act.h"

#include <glib/gi18n.h>

#include "hz-password-group.h"
#include "hz-sheet-act.h"
#include "hz-text.h"

typedef struct
{
  HzRecoveryAct parent_instance;

  GtkWidget *login;
  GtkWidget *password;
} HzRecoveryPassword;

typedef struct
{
  HzRecoveryActClass parent_class;
} HzRecoveryPasswordClass;

G_DEFINE_FINAL_TYPE (HzRecoveryPassword, hz_recovery_password, HZ_TYPE_RECOVERY_ACT)

static char *
read_login (HzRecoveryPassword *self)
{
  return hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (self->login)), G_MAXSIZE, NULL);
}

static void
changed (HzRecoveryAct *act)
{
  HzRecoveryPassword *self = (HzRecoveryPassword *) act;
  const HzMember *member = hz_recovery_act_get_member (act);
  g_autofree char *login = read_login (self);

  hz_password_group_set_person (HZ_PASSWORD_GROUP (self->password), login,
                                member != NULL ? member->name : NULL);
}

static void
on_login_changed_cb (HzRecoveryAct *act)
{
  changed (act);
  hz_recovery_act_update (act);
}

static gboolean
is_ready (HzRecoveryAct *act)
{
  HzRecoveryPassword *self = (HzRecoveryPassword *) act;
  g_autofree char *login = read_login (self);

  return *login != '\0' && hz_password_group_get_good (HZ_PASSWORD_GROUP (self->password));
}

static void
perform (HzRecoveryAct *act,
         HzRecords *records,
         const HzId *member_id,
         const char *reason)
{
  HzRecoveryPassword *self = (HzRecoveryPassword *) act;
  g_autofree char *login = read_login (self);
  g_autoptr (HzSecret) password = NULL;

  password = hz_password_group_get_password (HZ_PASSWORD_GROUP (self->password));
  hz_sheet_act_set_password_async (records, member_id, login, password, reason,
                                   hz_recovery_act_on_performed_cb, g_object_ref (self));
}

static void
clear (HzRecoveryAct *act)
{
  HzRecoveryPassword *self = (HzRecoveryPassword *) act;

  hz_password_group_clear (HZ_PASSWORD_GROUP (self->password));
  gtk_editable_set_text (GTK_EDITABLE (self->login), "");
}

static void
renew (HzRecoveryAct *act,
       HzRecoveryAct *before_act)
{
  HzRecoveryPassword *self = (HzRecoveryPassword *) act;
  HzRecoveryPassword *before = (HzRecoveryPassword *) before_act;
  g_autoptr (HzSecret) password = NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->login),
                         gtk_editable_get_text (GTK_EDITABLE (before->login)));
  password = hz_password_group_get_password (HZ_PASSWORD_GROUP (before->password));
  if (hz_password_group_get_good (HZ_PASSWORD_GROUP (before->password)))
    hz_password_group_set_password (HZ_PASSWORD_GROUP (self->password), password);
}

static void
hz_recovery_password_class_init (HzRecoveryPasswordClass *klass)
{
  HzRecoveryActClass *act_class = HZ_RECOVERY_ACT_CLASS (klass);

  act_class->changed = changed;
  act_class->is_ready = is_ready;
  act_class->perform = perform;
  act_class->clear = clear;
  act_class->renew = renew;
}

static void
hz_recovery_password_init (HzRecoveryPassword *self)
{
  self->login = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->login), _("Name to sign in with"));
  self->password = hz_password_group_new ();
  hz_recovery_act_build (HZ_RECOVERY_ACT (self), _("A new password"),
                         _("It is best if she types it herself. The password of before opens nothing "
                           "any more, and everything that was hers stays hers."),
                         _("Set the password"), _("The new password is set."), FALSE);
  g_signal_connect_swapped (self->login, "changed", G_CALLBACK (on_login_changed_cb), self);
  g_signal_connect_swapped (self->password, "notify::good", G_CALLBACK (hz_recovery_act_update), self);
  g_signal_connect_swapped (self->password, "activate",
                            G_CALLBACK (hz_recovery_act_focus_reason), self);
  hz_recovery_act_add_row (HZ_RECOVERY_ACT (self), self->login);
  hz_recovery_act_add (HZ_RECOVERY_ACT (self), self->password);
}
