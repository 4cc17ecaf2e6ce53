/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases whose workers are gone, for a colleague. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-act.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-orphan-case.h"
#include "hz-paragraph.h"
#include "hz-policy.h"
#include "hz-sheet-act.h"

/* So many have a line of their own; the others come when these were given. */
#define MOST_SHOWN 200

typedef struct
{
  HzRecoveryAct parent_instance;

  /* How many there are; a group's own title would be cut off */
  GtkWidget *heading;
  GtkWidget *place;
  GtkWidget *group;
  GtkWidget *all;
  /* Of the lines, in order: GtkCheckButton */
  GPtrArray *checks;
  GPtrArray *cases;
  /* Those that were chosen in another language before the list was there here */
  GArray *chosen_before;
  gboolean is_setting;
} HzRecoveryCases;

typedef struct
{
  HzRecoveryActClass parent_class;
} HzRecoveryCasesClass;

G_DEFINE_FINAL_TYPE (HzRecoveryCases, hz_recovery_cases, HZ_TYPE_RECOVERY_ACT)

/* --- Which --------------------------------------------------------------------------------------- */

static GArray *
list_chosen (HzRecoveryCases *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HzId));

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      {
        const HzOrphanCase *orphan = g_ptr_array_index (self->cases, i);

        g_array_append_val (ids, orphan->case_file->stamp.id);
      }

  return ids;
}

static gboolean
was_chosen (HzRecoveryCases *self,
            const HzId *case_id)
{
  for (guint i = 0; self->chosen_before != NULL && i < self->chosen_before->len; i++)
    if (hz_id_equal (&g_array_index (self->chosen_before, HzId, i), case_id))
      return TRUE;

  return FALSE;
}

static void
on_toggled_cb (HzRecoveryCases *self)
{
  g_autoptr (GArray) chosen = NULL;

  if (self->is_setting)
    return;

  chosen = list_chosen (self);
  self->is_setting = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->all),
                               chosen->len > 0 && chosen->len == self->checks->len);
  self->is_setting = FALSE;
  hz_recovery_act_update (HZ_RECOVERY_ACT (self));
}

static void
on_all_toggled_cb (HzRecoveryCases *self)
{
  gboolean is_active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all));

  if (self->is_setting)
    return;

  self->is_setting = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), is_active);
  self->is_setting = FALSE;
  hz_recovery_act_update (HZ_RECOVERY_ACT (self));
}

/* --- The list ------------------------------------------------------------------------------------ */

static GtkWidget *
add_check (HzRecoveryCases *self,
           const char *title,
           const char *subtitle,
           GCallback on_toggled)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* One stop of the keyboard for each case, not two. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  g_signal_connect_swapped (check, "toggled", on_toggled, self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);

  return check;
}

/* "legal · Mislova Nargis · opened 12.11.2026 · closed" */
static char *
describe (HzRecoveryCases *self,
          const HzCaseFile *case_file)
{
  HzRecords *records = hz_recovery_act_get_records (HZ_RECOVERY_ACT (self));
  const char *lead = hz_records_get_member_name (records, &case_file->lead_id);
  g_autofree char *service = NULL;
  g_autofree char *opened = hz_date_text_short (case_file->opened);
  g_autofree char *status = NULL;

  service = hz_code_list_dup_first ("service", case_file->service, hz_language_get_interface ());
  status = hz_code_list_dup_first ("case_status", case_file->status, hz_language_get_interface ());

  return g_strjoin (" · ", service, status, opened, *lead != '\0' ? lead : NULL, NULL);
}

static void
add_case (HzRecoveryCases *self,
          const HzOrphanCase *orphan)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = describe (self, orphan->case_file);
  GtkWidget *check;

  title = g_strjoin (" · ", orphan->client_name != NULL ? orphan->client_name : _("No name given"),
                     orphan->client_code, NULL);
  check = add_check (self, title, subtitle, G_CALLBACK (on_toggled_cb));
  g_ptr_array_add (self->checks, check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               was_chosen (self, &orphan->case_file->stamp.id));
}

static void
show_cases (HzRecoveryCases *self)
{
  g_autofree char *title = NULL;

  if (self->group != NULL)
    gtk_box_remove (GTK_BOX (self->place), self->group);
  g_ptr_array_set_size (self->checks, 0);
  self->group = adw_preferences_group_new ();
  title = g_strdup_printf (_("Cases that only the recovery sheets open: %u"), self->cases->len);
  gtk_label_set_label (GTK_LABEL (self->heading), title);
  gtk_box_append (GTK_BOX (self->place), self->group);
  self->all = add_check (self, _("All of them"), NULL, G_CALLBACK (on_all_toggled_cb));
  for (guint i = 0; i < MIN (self->cases->len, MOST_SHOWN); i++)
    add_case (self, g_ptr_array_index (self->cases, i));
  on_toggled_cb (self);
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GObject) held = user_data;
  HzRecoveryCases *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = hz_orphan_case_list_finish (HZ_RECORDS (source), result, &error);

  if (hz_recovery_act_get_records (HZ_RECOVERY_ACT (self)) == NULL)
    return;

  hz_recovery_act_fail (HZ_RECOVERY_ACT (self), error);
  if (cases == NULL)
    return;

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  self->cases = g_steal_pointer (&cases);
  show_cases (self);
  hz_recovery_act_set_possible (HZ_RECOVERY_ACT (self), self->cases->len > 0);
}

static void
begin (HzRecoveryAct *act)
{
  hz_recovery_act_set_possible (act, FALSE);
  hz_orphan_case_list_async (hz_recovery_act_get_records (act), on_listed_cb, g_object_ref (act));
}

/* What was given is not there any more. */
static void
clear (HzRecoveryAct *act)
{
  HzRecoveryCases *self = (HzRecoveryCases *) act;

  g_clear_pointer (&self->chosen_before, g_array_unref);
  begin (act);
}

/* --- The act ------------------------------------------------------------------------------------- */

static gboolean
fits (HzRecoveryAct *act,
      const HzMember *member)
{
  return hz_policy_allows (member->roles, HZ_RIGHT_OPEN_CASE);
}

static gboolean
is_ready (HzRecoveryAct *act)
{
  g_autoptr (GArray) chosen = list_chosen ((HzRecoveryCases *) act);

  return chosen->len > 0;
}

static void
perform (HzRecoveryAct *act,
         HzRecords *records,
         const HzId *member_id,
         const char *reason)
{
  g_autoptr (GArray) chosen = list_chosen ((HzRecoveryCases *) act);

  hz_sheet_act_give_cases_async (records, member_id, chosen, hz_recovery_act_is_compared (act), reason,
                                 hz_recovery_act_on_performed_cb, g_object_ref (act));
}

static void
renew (HzRecoveryAct *act,
       HzRecoveryAct *before)
{
  HzRecoveryCases *self = (HzRecoveryCases *) act;
  HzRecoveryCases *old = (HzRecoveryCases *) before;

  self->chosen_before = list_chosen (old);
  if (old->cases == NULL)
    return;

  self->cases = g_ptr_array_ref (old->cases);
  show_cases (self);
}

static void
hz_recovery_cases_dispose (GObject *object)
{
  HzRecoveryCases *self = (HzRecoveryCases *) object;

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->chosen_before, g_array_unref);

  G_OBJECT_CLASS (hz_recovery_cases_parent_class)->dispose (object);
}

static void
hz_recovery_cases_finalize (GObject *object)
{
  g_ptr_array_unref (((HzRecoveryCases *) object)->checks);

  G_OBJECT_CLASS (hz_recovery_cases_parent_class)->finalize (object);
}

static void
hz_recovery_cases_class_init (HzRecoveryCasesClass *klass)
{
  HzRecoveryActClass *act_class = HZ_RECOVERY_ACT_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_recovery_cases_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_recovery_cases_finalize;
  act_class->fits = fits;
  act_class->begin = begin;
  act_class->is_ready = is_ready;
  act_class->perform = perform;
  act_class->clear = clear;
  act_class->renew = renew;
}

static void
hz_recovery_cases_init (HzRecoveryCases *self)
{
  self->checks = g_ptr_array_new ();
  hz_recovery_act_build (HZ_RECOVERY_ACT (self), _("Cases whose workers are gone"),
                         _("A colleague who works with clients gets them, and reads everything in "
                           "them. She and whoever else works on them are told at their next sign-in."),
                         _("Give the cases"), _("The cases are given."), TRUE);
  self->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->heading = hz_paragraph_add (self->place, NULL, "heading");
  hz_recovery_act_add (HZ_RECOVERY_ACT (self), self->place);
}
