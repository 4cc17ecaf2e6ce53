/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-staff-member-row.h"

#include <glib/gi18n.h>

#include "hz-paragraph.h"
#include "hz-password-request.h"
#include "hz-role-box.h"
#include "hz-settings-page.h"
#include "hz-staff-remove-dialog.h"

struct _HzStaffMemberRow
{
  AdwExpanderRow parent_instance;

  HzRecords *records;
  HzMember *member;
  GtkWidget *message;
  GtkWidget *number;
  GtkWidget *roles;
  GtkWidget *roles_message;
  GtkWidget *ask;
  GtkWidget *ask_message;
  gboolean may_manage;
  gboolean has_asked_number;
};

G_DEFINE_FINAL_TYPE (HzStaffMemberRow, hz_staff_member_row, ADW_TYPE_EXPANDER_ROW)

/* --- The key number ------------------------------------------------------------------------------- */

static void
on_number_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzStaffMemberRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, &error);

  if (self->records == NULL)
    return;

  if (number != NULL)
    gtk_label_set_label (GTK_LABEL (self->number), number);
  else if (self->message != NULL)
    hz_settings_page_tell (self->message, NULL, error);
}

/* It takes a moment to work out, so not before somebody wants to see it. */
static void
ask_number (HzStaffMemberRow *self)
{
  if (self->number == NULL || self->has_asked_number
      || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->has_asked_number = TRUE;
  hz_vault_get_key_number_async (hz_records_get_vault (self->records), &self->member->id, NULL,
                                 on_number_cb, g_object_ref (self));
}

/* --- Acts ----------------------------------------------------------------------------------------- */

static void
on_roles_set_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzStaffMemberRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (self->records == NULL)
    return;

  if (!done)
    hz_role_box_set_roles (HZ_ROLE_BOX (self->roles), self->member->roles);
  hz_settings_page_tell (self->roles_message, done ? C_("settings", "Saved") : NULL, error);
}

static void
on_set_roles_clicked_cb (HzStaffMemberRow *self)
{
  hz_vault_set_roles_async (hz_records_get_vault (self->records), &self->member->id,
                            hz_role_box_get_roles (HZ_ROLE_BOX (self->roles)), NULL, on_roles_set_cb,
                            g_object_ref (self));
}

/* It stands below her name as long as it is owed, and is not asked twice meanwhile: the keyboard leaves
 * the button for its row. */
static void
show_request (HzStaffMemberRow *self,
              gboolean is_owed)
{
  g_autofree char *description = hz_staff_member_row_describe (self->member);
  g_autofree char *both = NULL;

  both = g_strjoin ("\n", description, _("Is to choose a new password at the next sign-in"), NULL);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), is_owed ? both : description);
  if (self->ask == NULL)
    return;

  if (is_owed && gtk_widget_is_focus (self->ask))
    gtk_widget_grab_focus (gtk_widget_get_ancestor (self->ask, GTK_TYPE_LIST_BOX_ROW));
  gtk_widget_set_sensitive (self->ask, !is_owed);
}

static void
on_requests_listed_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer user_data)
{
  g_autoptr (HzStaffMemberRow) self = user_data;
  g_autoptr (GHashTable) ids = hz_password_request_list_finish (HZ_RECORDS (source), result, NULL);

  if (self->records != NULL)
    show_request (self, ids != NULL && g_hash_table_contains (ids, &self->member->id));
}

static void
look_for_request (HzStaffMemberRow *self)
{
  hz_password_request_list_async (self->records, on_requests_listed_cb, g_object_ref (self));
}

static void
on_password_asked_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (HzStaffMemberRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_password_request_ask_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  hz_settings_page_tell (self->ask_message,
                         done ? _("She will be asked for a new password at her next sign-in.") : NULL,
                         error);
  look_for_request (self);
}

static void
on_ask_clicked_cb (HzStaffMemberRow *self)
{
  hz_password_request_ask_async (self->records, &self->member->id, on_password_asked_cb,
                                 g_object_ref (self));
}

static void
on_remove_clicked_cb (HzStaffMemberRow *self)
{
  hz_staff_remove_dialog_show (GTK_WIDGET (self), self->records, self->member, self->message);
}

/* --- What stands in it ---------------------------------------------------------------------------- */

/* Each row takes the keyboard, also one that is only read: Tab would not go past it. */
static GtkWidget *
add_box (HzStaffMemberRow *self,
         const char *title)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return box;
}

static GtkWidget *
add_button (HzStaffMemberRow *self,
            GtkWidget *box,
            const char *label,
            GCallback func)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", func, self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

/* How an act went is said below what it was begun with. */
static GtkWidget *
add_message (GtkWidget *box)
{
  GtkWidget *message = hz_paragraph_add (box, NULL, NULL);

  gtk_widget_set_visible (message, FALSE);

  return message;
}

static void
add_number (HzStaffMemberRow *self)
{
  GtkWidget *box = add_box (self, _("Key number"));

  hz_paragraph_add (box, _("Key number"), "heading");
  self->number = hz_paragraph_add (box, "…", "hz-key-number");
  hz_paragraph_add (box, _("It is her key if she reads the same number in her own settings."), NULL);
}

static void
add_roles (HzStaffMemberRow *self)
{
  GtkWidget *box = add_box (self, _("Roles"));

  self->roles = hz_role_box_new ();
  hz_role_box_set_roles (HZ_ROLE_BOX (self->roles), self->member->roles);
  gtk_box_append (GTK_BOX (box), self->roles);
  add_button (self, box, _("Set these roles"), G_CALLBACK (on_set_roles_clicked_cb));
  self->roles_message = add_message (box);
}

static void
add_request (HzStaffMemberRow *self)
{
  const char *label = _("Ask for a new password");
  GtkWidget *box = add_box (self, label);

  self->ask = add_button (self, box, label, G_CALLBACK (on_ask_clicked_cb));
  self->ask_message = add_message (box);
}

static void
add_removal (HzStaffMemberRow *self,
             const char *label)
{
  add_button (self, add_box (self, label), label, G_CALLBACK (on_remove_clicked_cb));
}

static gboolean
may_manage (HzStaffMemberRow *self)
{
  return hz_records_may (self->records, HZ_RIGHT_MANAGE_ACCOUNTS);
}

static void
describe (HzStaffMemberRow *self)
{
  g_autofree char *description = hz_staff_member_row_describe (self->member);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->member->name);
  if (self->may_manage && self->member->state == HZ_MEMBER_PRESENT)
    look_for_request (self);
  else
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), description);
}

static void
fill (HzStaffMemberRow *self)
{
  g_autofree char *description = hz_staff_member_row_describe (self->member);
  gboolean is_present = self->member->state == HZ_MEMBER_PRESENT;

  self->may_manage = may_manage (self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), description);
  if (is_present)
    add_number (self);
  if (is_present && self->may_manage)
    add_roles (self);
  if (is_present && self->may_manage && !self->member->is_me)
    add_request (self);
  if (self->may_manage && !self->member->is_me)
    add_removal (self, is_present ? _("Remove from the staff…") : _("Withdraw the invitation…"));
  describe (self);
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_staff_member_row_dispose (GObject *object)
{
  HzStaffMemberRow *self = HZ_STAFF_MEMBER_ROW (object);

  g_clear_object (&self->records);
  g_clear_weak_pointer (&self->message);

  G_OBJECT_CLASS (hz_staff_member_row_parent_class)->dispose (object);
}

static void
hz_staff_member_row_finalize (GObject *object)
{
  hz_member_free (HZ_STAFF_MEMBER_ROW (object)->member);

  G_OBJECT_CLASS (hz_staff_member_row_parent_class)->finalize (object);
}

static void
hz_staff_member_row_class_init (HzStaffMemberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_staff_member_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_staff_member_row_finalize;
}

static void
hz_staff_member_row_init (HzStaffMemberRow *self)
{
  g_signal_connect (self, "notify::expanded", G_CALLBACK (ask_number), NULL);
}

/**
 * hz_staff_member_row_describe:
 * @member: one of the staff
 *
 * Returns: (transfer full): her roles in words, or that she has not come yet, or left
 */
char *
hz_staff_member_row_describe (const HzMember *member)
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

/**
 * hz_staff_member_row_new:
 * @records: open
 * @member: present or invited
 * @message: a line that says how a removal went, when the row is gone
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
hz_staff_member_row_new (HzRecords *records,
                         const HzMember *member,
                         GtkWidget *message)
{
  HzStaffMemberRow *self = g_object_new (HZ_TYPE_STAFF_MEMBER_ROW, NULL);

  self->records = g_object_ref (records);
  self->member = hz_member_copy (member);
  g_set_weak_pointer (&self->message, message);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * hz_staff_member_row_update:
 * @self: a row
 * @member: somebody, as the roster has her now
 *
 * Roles that are chosen and not set yet stay, unless others were set meanwhile.
 *
 * Returns: whether it shows her; if not, it takes another row
 */
gboolean
hz_staff_member_row_update (HzStaffMemberRow *self,
                            const HzMember *member)
{
  gboolean has_other_roles = member->roles != self->member->roles;

  if (!hz_id_equal (&self->member->id, &member->id) || self->member->state != member->state
      || self->may_manage != may_manage (self))
    return FALSE;

  hz_member_free (self->member);
  self->member = hz_member_copy (member);
  if (self->roles != NULL && has_other_roles)
    hz_role_box_set_roles (HZ_ROLE_BOX (self->roles), member->roles);
  describe (self);
  if (self->number != NULL)
    gtk_label_set_label (GTK_LABEL (self->number), "…");
  self->has_asked_number = FALSE;
  ask_number (self);

  return TRUE;
}
