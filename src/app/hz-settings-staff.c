/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-audit.h"
#include "hz-care-grant.h"
#include "hz-invite-form.h"
#include "hz-role-box.h"

#define HZ_TYPE_SETTINGS_STAFF (hz_settings_staff_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsStaff, hz_settings_staff, HZ, SETTINGS_STAFF, AdwPreferencesPage)

/**
 * HzSettingsStaff:
 *
 * Who works here; for the administrator, their roles and invitations; for whoever holds the care key,
 * who waits for it.
 */
struct _HzSettingsStaff
{
  AdwPreferencesPage parent_instance;

  HzVault *vault;
  HzRecords *records;
  GtkWidget *waiting;
  GtkWidget *waiting_message;
  GtkWidget *members;
  GtkWidget *message;
  GtkWidget *invitations;
  GPtrArray *rows;
  /* Invitations made here, as long as they are shown */
  GPtrArray *invited;
};

G_DEFINE_FINAL_TYPE (HzSettingsStaff, hz_settings_staff, ADW_TYPE_PREFERENCES_PAGE)

/* What a row asks to be done to one of the members. */
typedef struct
{
  HzSettingsStaff *self;
  HzId id;
  HzRoleBox *roles;
  GtkWidget *number;
} Member;

typedef struct
{
  char *name;
  char *login;
  HzSecret *one_time;
} Invited;

static void
free_member (gpointer data,
             GClosure *closure)
{
  g_free (data);
}

/* --- The log -------------------------------------------------------------------------------------- */

typedef struct
{
  const char *act;
  HzId id;
} Entry;

static gboolean
add_entry (HzContext *context,
           gpointer data,
           GError **error)
{
  Entry *entry = data;

  return hz_audit_add (context, entry->act, HZ_RECORD_MEMBER, &entry->id, NULL, error);
}

static void
on_entry_added_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (hz_records_run_finish (HZ_RECORDS (source), result, &error) == NULL)
    g_message ("The log: %s", error->message);
}

static void
log_act (HzSettingsStaff *self,
         const char *act,
         const HzId *id)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->act = act;
  entry->id = *id;
  hz_records_run_async (self->records, HZ_DB_JOB_WRITE, add_entry, entry, g_free, NULL,
                        on_entry_added_cb, NULL);
}

/* --- Roles ---------------------------------------------------------------------------------------- */

typedef struct
{
  HzSettingsStaff *self;
  HzId id;
} Act;

static Act *
new_act (HzSettingsStaff *self,
         const HzId *id)
{
  Act *act = g_new0 (Act, 1);

  act->self = g_object_ref (self);
  act->id = *id;

  return act;
}

static void
free_act (Act *act)
{
  g_object_unref (act->self);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, free_act)

static void refill (HzSettingsStaff *self);

static void
on_roles_set_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (act->self->vault == NULL)
    return;

  hz_settings_page_tell (act->self->message, done ? C_("settings", "Saved") : NULL, error);
  if (done)
    log_act (act->self, "member.roles", &act->id);
  else
    refill (act->self);
}

static void
on_set_roles_clicked_cb (GtkButton *button,
                         Member *member)
{
  HzRoles roles = hz_role_box_get_roles (member->roles);

  hz_vault_set_roles_async (member->self->vault, &member->id, roles, NULL, on_roles_set_cb,
                            new_act (member->self, &member->id));
}

static char *
describe_member (const HzMember *member)
{
  g_autofree char *roles = hz_role_box_describe (member->roles, ", ");

  switch (member->state)
    {
    case HZ_MEMBER_INVITED:
      return g_strjoin ("\n", roles, _("Invited, has not come yet"), NULL);
    case HZ_MEMBER_LEFT:
      return g_strdup (_("Has left"));
    case HZ_MEMBER_PRESENT:
    default:
      return g_steal_pointer (&roles);
    }
}

static GtkWidget *
create_editor (HzSettingsStaff *self,
               const HzMember *member)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *roles = hz_role_box_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Set these roles"));
  Member *data = g_new0 (Member, 1);

  data->self = self;
  data->id = member->id;
  data->roles = HZ_ROLE_BOX (roles);
  hz_role_box_set_roles (HZ_ROLE_BOX (roles), member->roles);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_set_roles_clicked_cb), data, free_member,
                         0);
  gtk_box_append (GTK_BOX (box), roles);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static void
add_member (HzSettingsStaff *self,
            const HzMember *member,
            gboolean may_manage)
{
  g_autofree char *description = describe_member (member);
  GtkWidget *row;

  if (may_manage && member->state == HZ_MEMBER_PRESENT)
    {
      row = adw_expander_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member->name);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), description);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_editor (self, member));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->members), row);
    }
  else
    {
      row = hz_settings_page_add_row (self->members, member->name, description);
    }
  g_ptr_array_add (self->rows, row);
}

/* --- Who waits for the care key ------------------------------------------------------------------- */

static void
on_granted_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_care_grant_finish (HZ_RECORDS (source), result, &error);

  if (act->self->vault == NULL)
    return;

  if (done)
    refill (act->self);
  hz_settings_page_tell (act->self->waiting_message,
                         done ? _("She has the key from her next sign-in.") : NULL, error);
}

static void
on_grant_clicked_cb (GtkButton *button,
                     Member *member)
{
  hz_care_grant_async (member->self->records, &member->id, TRUE, on_granted_cb,
                       new_act (member->self, &member->id));
}

static void
on_number_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (AdwActionRow) row = user_data;
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, NULL);

  if (number != NULL)
    adw_action_row_set_subtitle (row, number);
}

static void
add_waiting (HzSettingsStaff *self,
             const HzMember *member)
{
  GtkWidget *row = hz_settings_page_add_row (self->waiting, member->name, NULL);
  GtkWidget *button = gtk_button_new_with_label (_("The numbers agree: give the key"));
  Member *data = g_new0 (Member, 1);

  data->self = self;
  data->id = member->id;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_grant_clicked_cb), data, free_member, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_ptr_array_add (self->rows, row);
  hz_vault_get_key_number_async (self->vault, &member->id, NULL, on_number_cb, g_object_ref (row));
}

/* --- The page ------------------------------------------------------------------------------------- */

static void
refill (HzSettingsStaff *self)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (self->vault);
  g_autoptr (GPtrArray) tasks = hz_vault_list_care_tasks (self->vault);
  gboolean may_manage = hz_records_may (self->records, HZ_RIGHT_MANAGE_ACCOUNTS);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < tasks->len; i++)
    add_waiting (self, g_ptr_array_index (tasks, i));
  gtk_widget_set_visible (self->waiting, tasks->len > 0);
  for (guint i = 0; i < members->len; i++)
    add_member (self, g_ptr_array_index (members, i), may_manage);
}

static void
on_members_changed_cb (HzSettingsStaff *self)
{
  refill (self);
}

static void
free_invited (gpointer data)
{
  Invited *invited = data;

  g_free (invited->name);
  g_free (invited->login);
  hz_secret_unref (invited->one_time);
  g_free (invited);
}

static void
on_invited_cb (HzSettingsStaff *self,
               const char *name,
               const char *login,
               HzSecret *one_time)
{
  GtkWidget *card = hz_invite_form_create_card (name, login, one_time);
  Invited *invited = g_new0 (Invited, 1);

  invited->name = g_strdup (name);
  invited->login = g_strdup (login);
  invited->one_time = hz_secret_ref (one_time);
  g_ptr_array_add (self->invited, invited);
  gtk_widget_set_margin_bottom (card, 12);
  gtk_box_prepend (GTK_BOX (self->invitations), card);
}

void
hz_settings_page_take_invitations (GtkWidget *page,
                                   GtkWidget *before)
{
  HzSettingsStaff *self = HZ_SETTINGS_STAFF (page);
  GPtrArray *invited = HZ_SETTINGS_STAFF (before)->invited;

  for (guint i = 0; i < invited->len; i++)
    {
      const Invited *one = g_ptr_array_index (invited, i);

      on_invited_cb (self, one->name, one->login, one->one_time);
    }
}

static void
hz_settings_staff_dispose (GObject *object)
{
  HzSettingsStaff *self = HZ_SETTINGS_STAFF (object);

  g_clear_object (&self->vault);
  g_clear_object (&self->records);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->invited, g_ptr_array_unref);

  G_OBJECT_CLASS (hz_settings_staff_parent_class)->dispose (object);
}

static void
hz_settings_staff_class_init (HzSettingsStaffClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_settings_staff_dispose;
}

static void
hz_settings_staff_init (HzSettingsStaff *self)
{
  self->rows = g_ptr_array_new ();
  self->invited = g_ptr_array_new_with_free_func (free_invited);
}

static void
add_invitations (HzSettingsStaff *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), NULL, NULL);
  GtkWidget *form = hz_invite_form_new (self->vault);

  self->invitations = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_signal_connect_object (form, "invited", G_CALLBACK (on_invited_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->invitations), form);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->invitations);
}

/**
 * hz_settings_page_create_staff:
 * @session: open
 *
 * Returns: (transfer floating): who works here
 */
GtkWidget *
hz_settings_page_create_staff (HzSession *session)
{
  HzSettingsStaff *self = g_object_new (HZ_TYPE_SETTINGS_STAFF, NULL);

  self->vault = g_object_ref (hz_session_get_vault (session));
  self->records = g_object_ref (hz_session_get_records (session));
  self->waiting = hz_settings_page_add_group (GTK_WIDGET (self), _("Waiting for the key to requests"),
                                              _("Ask her for her key number, by voice. It stands in "
                                                "her settings. Give the key only if it is the same "
                                                "as here."));
  self->waiting_message = hz_settings_page_add_message (self->waiting);
  self->members = hz_settings_page_add_group (GTK_WIDGET (self), C_("settings", "Staff"), NULL);
  self->message = hz_settings_page_add_message (self->members);
  if (hz_records_may (self->records, HZ_RIGHT_MANAGE_ACCOUNTS))
    add_invitations (self);
  refill (self);
  g_signal_connect_object (self->vault, "members-changed", G_CALLBACK (on_members_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
