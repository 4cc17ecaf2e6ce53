/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-role-box.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"

static const struct
{
  HzRoles role;
  const char *code;
  const char *sees;
} roles_in_order[] = {
  { HZ_ROLE_RECEPTION, "reception",
    N_("Names, phones and all appointments. Writes down a request, cannot read it back.") },
  { HZ_ROLE_PSYCHOLOGIST, "psychologist",
    N_("Clients and her own cases with their session notes.") },
  { HZ_ROLE_LAWYER, "lawyer",
    N_("Clients and her own cases with their consultations and letters.") },
  { HZ_ROLE_SOCIAL_WORKER, "social_worker", N_("Clients and her own cases.") },
  { HZ_ROLE_MANAGER, "manager",
    N_("Clients, all appointments and the register of letters. No notes.") },
  { HZ_ROLE_ADMINISTRATOR, "administrator",
    N_("Accounts, the centre and the log of who did what. No notes.") },
};

#define N_ROLES G_N_ELEMENTS (roles_in_order)

struct _HzRoleBox
{
  AdwBin parent_instance;

  GtkWidget *checks[G_N_ELEMENTS (roles_in_order)];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzRoleBox, hz_role_box, ADW_TYPE_BIN)

static void
on_toggled_cb (HzRoleBox *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hz_role_box_class_init (HzRoleBoxClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
create_row (HzRoleBox *self,
            gsize place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = NULL;

  name = hz_code_list_dup_first ("role", roles_in_order[place].code, hz_language_get_interface ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(roles_in_order[place].sees));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _(roles_in_order[place].sees), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* One stop of the keyboard for each role, not two. */
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled_cb), self);
  self->checks[place] = check;

  return row;
}

static void
hz_role_box_init (HzRoleBox *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Roles"));
  for (gsize i = 0; i < N_ROLES; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (self, i));
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
hz_role_box_new (void)
{
  return g_object_new (HZ_TYPE_ROLE_BOX, NULL);
}

HzRoles
hz_role_box_get_roles (HzRoleBox *self)
{
  HzRoles roles = HZ_ROLE_NONE;

  for (gsize i = 0; i < N_ROLES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      roles |= roles_in_order[i].role;

  return roles;
}

void
hz_role_box_set_roles (HzRoleBox *self,
                       HzRoles roles)
{
  for (gsize i = 0; i < N_ROLES; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]),
                                 (roles & roles_in_order[i].role) != 0);
}

/**
 * hz_role_box_set_fixed:
 * @self: a role box
 * @roles: which cannot be taken away here
 */
void
hz_role_box_set_fixed (HzRoleBox *self,
                       HzRoles roles)
{
  for (gsize i = 0; i < N_ROLES; i++)
    {
      gboolean is_fixed = (roles & roles_in_order[i].role) != 0;

      if (is_fixed)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
      gtk_widget_set_sensitive (self->checks[i], !is_fixed);
    }
}

/**
 * hz_role_box_describe:
 * @roles: some
 * @separator: between two
 *
 * Returns: (transfer full): what they are called, in the interface's language
 */
char *
hz_role_box_describe (HzRoles roles,
                      const char *separator)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (gsize i = 0; i < N_ROLES; i++)
    {
      g_autofree char *word = NULL;

      if ((roles & roles_in_order[i].role) == 0)
        continue;
      word = hz_code_list_dup_first ("role", roles_in_order[i].code, hz_language_get_interface ());
      g_strv_builder_add (builder, word);
    }
  words = g_strv_builder_end (builder);

  return g_strjoinv (separator, words);
}
