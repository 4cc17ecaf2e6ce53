/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-care-grant.h"
#include "hz-invite-form.h"
#include "hz-staff-member-row.h"
#include "hz-staff-owed.h"

#define HZ_TYPE_SETTINGS_STAFF (hz_settings_staff_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsStaff, hz_settings_staff, HZ, SETTINGS_STAFF, AdwPreferencesPage)

/**
 * HzSettingsStaff:
 *
 * Who works here; for the administrator, their accounts and invitations; for whoever holds the care
 * key, who waits for it; and what is owed after somebody left.
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
  /* Of who waits, and in the order of the roster of everybody: GtkWidget */
  GPtrArray *waiting_rows;
  GPtrArray *member_rows;
  /* Invitations made here, as long as they are shown */
  GPtrArray *invited;
};

G_DEFINE_FINAL_TYPE (HzSettingsStaff, hz_settings_staff, ADW_TYPE_PREFERENCES_PAGE)

typedef struct
{
  char *name;
  char *login;
  HzSecret *one_time;
} Invited;

/* --- Who waits for the care key ------------------------------------------------------------------- */

static void refill (HzSettingsStaff *self);

static void
on_granted_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzSettingsStaff) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_care_grant_finish (HZ_RECORDS (source), result, &error);

  if (self->vault == NULL)
    return;

  if (done)
    refill (self);
  hz_settings_page_tell (self->waiting_message,
                         done ? _("She has the key from her next sign-in.") : NULL, error);
}

static void
on_grant_clicked_cb (GtkButton *button,
                     const HzId *id)
{
  HzSettingsStaff *self = HZ_SETTINGS_STAFF (gtk_widget_get_ancestor (GTK_WIDGET (button),
                                                                      HZ_TYPE_SETTINGS_STAFF));

  hz_care_grant_async (self->records, id, TRUE, on_granted_cb, g_object_ref (self));
}

static void
free_id (gpointer data,
         GClosure *closure)
{
  g_free (data);
}

/* Before the number is there to be compared nothing can be given. */
static void
on_number_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, NULL);

  if (number == NULL)
    return;

  gtk_label_set_label (g_object_get_data (G_OBJECT (button), "number"), number);
  gtk_widget_set_sensitive (button, TRUE);
}

static void
add_waiting (HzSettingsStaff *self,
             const HzMember *member)
{
  GtkWidget *button = gtk_button_new_with_label (_("The numbers agree: give the key"));
  GtkWidget *number;
  GtkWidget *row = hz_settings_page_create_number_row (member->name, button, &number);

  gtk_widget_set_sensitive (button, FALSE);
  g_object_set_data_full (G_OBJECT (button), "number", g_object_ref (number), g_object_unref);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_grant_clicked_cb),
                         hz_id_copy (&member->id), free_id, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->waiting), row);
  g_ptr_array_add (self->waiting_rows, row);
  hz_vault_get_key_number_async (self->vault, &member->id, NULL, on_number_cb, g_object_ref (button));
}

/* The place of the row that has the keyboard; after the last when none has. */
static guint
find_focused (GPtrArray *rows)
{
  guint place = 0;

  while (place < rows->len && !hz_settings_page_holds_focus (g_ptr_array_index (rows, place)))
    place++;

  return place;
}

/* From a row that went to the one in its place, or the one before it; when it was the last that waited,
 * to the staff. */
static void
move_focus (HzSettingsStaff *self,
            guint place)
{
  guint n_waiting = self->waiting_rows->len;
  GPtrArray *rows = n_waiting > 0 ? self->waiting_rows : self->member_rows;

  gtk_widget_child_focus (g_ptr_array_index (rows, n_waiting > 0 ? MIN (place, n_waiting - 1) : 0),
                          GTK_DIR_TAB_FORWARD);
}

/* Each time anew: a number that is compared is never an old one. */
static void
show_waiting (HzSettingsStaff *self)
{
  g_autoptr (GPtrArray) tasks = hz_vault_list_care_tasks (self->vault);
  guint focused = find_focused (self->waiting_rows);
  gboolean has_focus = focused < self->waiting_rows->len;

  for (guint i = 0; i < self->waiting_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->waiting),
                                  g_ptr_array_index (self->waiting_rows, i));
  g_ptr_array_set_size (self->waiting_rows, 0);
  for (guint i = 0; i < tasks->len; i++)
    add_waiting (self, g_ptr_array_index (tasks, i));
  gtk_widget_set_visible (self->waiting, tasks->len > 0);
  if (has_focus)
    move_focus (self, focused);
}

/* --- The page ------------------------------------------------------------------------------------- */

static GtkWidget *
create_member_row (HzSettingsStaff *self,
                   const HzMember *member)
{
  gboolean may_manage = hz_records_may (self->records, HZ_RIGHT_MANAGE_ACCOUNTS);
  g_autofree char *description = NULL;

  if (member->state == HZ_MEMBER_PRESENT || (member->state == HZ_MEMBER_INVITED && may_manage))
    return hz_staff_member_row_new (self->records, member, self->message);

  description = hz_staff_member_row_describe (member);
  return hz_settings_page_create_row (member->name, description);
}

/* The group adds at the end only, its list at any place. */
static void
replace_member_row (HzSettingsStaff *self,
                    guint place,
                    GtkWidget *row)
{
  GtkWidget *before = g_ptr_array_index (self->member_rows, place);
  gboolean has_focus = hz_settings_page_holds_focus (before);

  gtk_list_box_insert (GTK_LIST_BOX (gtk_widget_get_parent (before)), row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (before)));
  if (has_focus)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->members), before);
  g_ptr_array_index (self->member_rows, place) = row;
}

/* A row that can show what is new of her stays: open, with the keyboard and what is chosen in it. */
static void
show_member (HzSettingsStaff *self,
             guint place,
             const HzMember *member)
{
  GtkWidget *before = NULL;
  GtkWidget *row;

  if (place < self->member_rows->len)
    before = g_ptr_array_index (self->member_rows, place);
  if (HZ_IS_STAFF_MEMBER_ROW (before)
      && hz_staff_member_row_update (HZ_STAFF_MEMBER_ROW (before), member))
    return;

  row = create_member_row (self, member);
  if (before != NULL)
    {
      replace_member_row (self, place, row);
      return;
    }

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->members), row);
  g_ptr_array_add (self->member_rows, row);
}

/* Nobody ever leaves the roster: who is new stands at its end. */
static void
refill (HzSettingsStaff *self)
{
  g_autoptr (GPtrArray) members = hz_vault_list_members (self->vault);

  for (guint i = 0; i < members->len; i++)
    show_member (self, i, g_ptr_array_index (members, i));
  show_waiting (self);
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
  g_clear_pointer (&self->waiting_rows, g_ptr_array_unref);
  g_clear_pointer (&self->member_rows, g_ptr_array_unref);
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
  self->waiting_rows = g_ptr_array_new ();
  self->member_rows = g_ptr_array_new ();
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
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self),
                            ADW_PREFERENCES_GROUP (hz_staff_owed_new (self->records)));
  self->members = hz_settings_page_add_group (GTK_WIDGET (self), C_("settings", "Staff"), NULL);
  self->message = hz_settings_page_add_message (self->members);
  if (hz_records_may (self->records, HZ_RIGHT_MANAGE_ACCOUNTS))
    add_invitations (self);
  refill (self);
  g_signal_connect_object (self->vault, "members-changed", G_CALLBACK (on_members_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
