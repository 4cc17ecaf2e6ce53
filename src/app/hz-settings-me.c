/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-settings-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-hand-over-dialog.h"
#include "hz-language-box.h"
#include "hz-own-bodies.h"
#include "hz-password-group.h"
#include "hz-password-request.h"
#include "hz-vault-error.h"

#define HZ_TYPE_SETTINGS_ME (hz_settings_me_get_type ())
G_DECLARE_FINAL_TYPE (HzSettingsMe, hz_settings_me, HZ, SETTINGS_ME, AdwPreferencesPage)

struct _HzSettingsMe
{
  AdwPreferencesPage parent_instance;

  HzSession *session;
  GtkWidget *current;
  GtkWidget *current_message;
  GtkWidget *password;
  GtkWidget *new_keys;
  GtkWidget *explanation;
  GtkWidget *change;
  GtkWidget *message;
  GtkWidget *key_number;
  GtkWidget *cases_message;
};

G_DEFINE_FINAL_TYPE (HzSettingsMe, hz_settings_me, ADW_TYPE_PREFERENCES_PAGE)

static void
update (HzSettingsMe *self)
{
  gtk_widget_set_sensitive (self->change,
                            *gtk_editable_get_text (GTK_EDITABLE (self->current)) != '\0'
                            && hz_password_group_get_good (HZ_PASSWORD_GROUP (self->password)));
}

static void
on_current_changed_cb (HzSettingsMe *self)
{
  hz_settings_page_tell (self->current_message, NULL, NULL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->current),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  update (self);
}

/* Said where it is to be mended. */
static void
tell_wrong (HzSettingsMe *self)
{
  const char *sentence = _("The password of now is not right.");

  hz_settings_page_tell (self->message, NULL, NULL);
  hz_settings_page_tell (self->current_message, sentence, NULL);
  gtk_widget_add_css_class (self->current_message, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->current),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

/* The button that was pressed has no use for the keyboard any more. */
static void
take_focus_back (HzSettingsMe *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->current);
}

/* @sentence: how it went, when it did */
static void
conclude (HzSettingsMe *self,
          const char *sentence,
          const GError *error)
{
  gtk_editable_set_text (GTK_EDITABLE (self->current), "");
  if (error == NULL)
    {
      hz_password_group_clear (HZ_PASSWORD_GROUP (self->password));
      hz_password_request_fulfil_async (hz_session_get_records (self->session), NULL, NULL);
    }
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN))
    tell_wrong (self);
  else
    hz_settings_page_tell (self->message, error == NULL ? sentence : NULL, error);
  update (self);
  take_focus_back (self);
}

static void
on_password_changed_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer user_data)
{
  g_autoptr (HzSettingsMe) self = user_data;
  g_autoptr (GError) error = NULL;

  hz_vault_change_password_finish (HZ_VAULT (source), result, &error);
  if (self->session != NULL && hz_session_get_records (self->session) != NULL)
    conclude (self, _("Your password has been changed."), error);
}

static void
on_key_number_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (HzSettingsMe) self = user_data;
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, NULL);

  if (self->session != NULL && number != NULL)
    gtk_label_set_label (GTK_LABEL (self->key_number), number);
}

static void
ask_key_number (HzSettingsMe *self)
{
  HzVault *vault = hz_session_get_vault (self->session);

  hz_vault_get_key_number_async (vault, hz_vault_get_own_id (vault), NULL, on_key_number_cb,
                                 g_object_ref (self));
}

static void
on_keys_renewed_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (HzSettingsMe) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (self->session == NULL || hz_session_get_records (self->session) == NULL)
    return;

  if (done)
    {
      gtk_switch_set_active (GTK_SWITCH (self->new_keys), FALSE);
      ask_key_number (self);
    }
  conclude (self,
            _("Your password and your keys are new. So is your key number: colleagues will compare it "
              "with you."),
            error);
}

static void
on_new_keys_cb (HzSettingsMe *self)
{
  gboolean is_on = gtk_switch_get_active (GTK_SWITCH (self->new_keys));

  gtk_widget_set_visible (self->explanation, is_on);
  gtk_button_set_label (GTK_BUTTON (self->change),
                        is_on ? _("Change password and keys") : _("Change the password"));
  hz_settings_page_tell (self->message, NULL, NULL);
}

static void
on_change_clicked_cb (HzSettingsMe *self)
{
  g_autoptr (HzSecret) current = NULL;
  g_autoptr (HzSecret) new = NULL;

  if (!gtk_widget_get_sensitive (self->change))
    return;

  current = hz_secret_new_password (gtk_editable_get_text (GTK_EDITABLE (self->current)));
  new = hz_password_group_get_password (HZ_PASSWORD_GROUP (self->password));
  gtk_widget_set_sensitive (self->change, FALSE);
  if (gtk_switch_get_active (GTK_SWITCH (self->new_keys)))
    {
      hz_settings_page_tell (self->message,
                             _("The keys are being changed. In a large centre this takes some "
                               "minutes; work can go on."),
                             NULL);
      hz_vault_renew_keys_async (hz_session_get_vault (self->session),
                                 hz_session_get_login (self->session), current, new,
                                 hz_own_bodies_reseal, on_keys_renewed_cb, g_object_ref (self));
    }
  else
    {
      hz_settings_page_tell (self->message, _("One moment…"), NULL);
      hz_vault_change_password_async (hz_session_get_vault (self->session),
                                      hz_session_get_login (self->session), current, new, NULL,
                                      on_password_changed_cb, g_object_ref (self));
    }
}

static void
on_hand_over_clicked_cb (HzSettingsMe *self)
{
  HzRecords *records = hz_session_get_records (self->session);

  if (records == NULL)
    return;

  hz_settings_page_tell (self->cases_message, NULL, NULL);
  hz_hand_over_dialog_show (GTK_WIDGET (self), records, self->cases_message);
}

static void
hz_settings_me_dispose (GObject *object)
{
  g_clear_object (&HZ_SETTINGS_ME (object)->session);

  G_OBJECT_CLASS (hz_settings_me_parent_class)->dispose (object);
}

static void
hz_settings_me_class_init (HzSettingsMeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_settings_me_dispose;
}

static void
hz_settings_me_init (HzSettingsMe *self)
{
}

static void
add_colours (GtkWidget *group,
             GSettings *settings)
{
  const char *const names[] = { _("As the desktop"), C_("colours", "Light"), C_("colours", "Dark") };
  const char *const values[] = { "system", "light", "dark" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GAction) action = g_settings_create_action (settings, "colour-scheme");

  g_action_map_add_action (G_ACTION_MAP (actions), action);
  gtk_widget_insert_action_group (box, "look", G_ACTION_GROUP (actions));
  gtk_widget_add_css_class (box, "linked");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (names[i]);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "look.colour-scheme");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", values[i]);
      gtk_box_append (GTK_BOX (box), button);
    }
  hz_settings_page_add_choice (group, _("Colours"), box);
}

static void
add_screen (HzSettingsMe *self,
            GSettings *settings)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), _("Screen"), NULL);

  hz_settings_page_add_choice (group, _("Language"), hz_language_box_new (FALSE));
  hz_settings_page_add_number (group, _("Text size in percent"), NULL, settings, "text-scale", 90,
                               150, 10);
  add_colours (group, settings);
}

static void
add_new_keys (HzSettingsMe *self,
              GtkWidget *group)
{
  GtkWidget *row = hz_settings_page_add_row (group, _("Somebody may know it"),
                                             _("New keys come with the new password."));

  gtk_widget_set_margin_top (row, 12);
  self->new_keys = gtk_switch_new ();
  gtk_widget_set_valign (self->new_keys, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_keys), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Somebody may know it"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->new_keys);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->new_keys);
  g_signal_connect_swapped (self->new_keys, "notify::active", G_CALLBACK (on_new_keys_cb), self);

  self->explanation = hz_settings_page_add_message (group);
  hz_settings_page_tell (self->explanation,
                         _("You get new keys, the centre and your cases too. From then on the old "
                           "password opens nothing here, and you open all that you open now. "
                           "Colleagues are told, and compare your new key number before they give "
                           "you a case. If the window locks before it is done, nothing has changed.\n"
                           "What somebody has read or copied with the old password nothing takes "
                           "back, and an old copy of the folder or a backup still opens with it and "
                           "shows what it held."),
                         NULL);
  gtk_widget_set_visible (self->explanation, FALSE);
}

static void
add_password (HzSettingsMe *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), _("Password"),
                                                 _("Nobody can see your password. Only the "
                                                   "recovery sheets can set another one. Old copies "
                                                   "of the folder still open with the old one."));
  HzVault *vault = hz_session_get_vault (self->session);

  self->current = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->current), _("Password of now"));
  hz_password_group_prepare_row (self->current);
  g_signal_connect_swapped (self->current, "changed", G_CALLBACK (on_current_changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->current);
  self->current_message = hz_settings_page_add_message (group);

  self->password = hz_password_group_new ();
  gtk_widget_set_margin_top (self->password, 12);
  hz_password_group_set_person (HZ_PASSWORD_GROUP (self->password),
                                hz_session_get_login (self->session),
                                hz_vault_get_own_name (vault));
  hz_password_group_avoid_names (HZ_PASSWORD_GROUP (self->password),
                                 hz_session_get_records (self->session), NULL);
  g_signal_connect_swapped (self->password, "notify::good", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->password, "activate", G_CALLBACK (on_change_clicked_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->password);

  add_new_keys (self, group);
  self->message = hz_settings_page_add_message (group);
  self->change = gtk_button_new_with_label (_("Change the password"));
  gtk_widget_set_halign (self->change, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->change, 12);
  g_signal_connect_swapped (self->change, "clicked", G_CALLBACK (on_change_clicked_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->change);
}

static void
add_key_number (HzSettingsMe *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), _("Key number"),
                                                 _("Read it to a colleague who wants to make sure "
                                                   "that it is you."));

  self->key_number = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->key_number), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->key_number), 0);
  gtk_widget_add_css_class (self->key_number, "hz-key-number");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->key_number);
  ask_key_number (self);
}

static void
add_cases (HzSettingsMe *self)
{
  GtkWidget *group = hz_settings_page_add_group (GTK_WIDGET (self), _("My cases"),
                                                 _("Whoever leaves or is away for long gives a "
                                                   "colleague access to all of them at once."));
  GtkWidget *button = gtk_button_new_with_label (_("Hand over all my cases…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_hand_over_clicked_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  self->cases_message = hz_settings_page_add_message (group);
}

/**
 * hz_settings_page_create_me:
 * @session: open
 * @settings: of this computer
 *
 * Returns: (transfer floating): language, text size, colours, password, key number, and the
 *   handing over of her cases
 */
GtkWidget *
hz_settings_page_create_me (HzSession *session,
                            GSettings *settings)
{
  HzSettingsMe *self = g_object_new (HZ_TYPE_SETTINGS_ME, NULL);

  self->session = g_object_ref (session);
  add_screen (self, settings);
  add_password (self);
  add_key_number (self);
  if (hz_records_may (hz_session_get_records (session), HZ_RIGHT_OPEN_CASE))
    add_cases (self);
  update (self);

  return GTK_WIDGET (self);
}
