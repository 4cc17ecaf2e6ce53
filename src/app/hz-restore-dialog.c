/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-restore-dialog.h"

#include <glib/gi18n.h>

#include "hz-backup-list.h"
#include "hz-backup-mark.h"
#include "hz-default-response.h"
#include "hz-error-text.h"
#include "hz-folder-chooser.h"
#include "hz-keyring-file.h"
#include "hz-password-group.h"
#include "hz-radio-row.h"
#include "hz-sheet-pair.h"
#include "hz-shell.h"
#include "hz-vault-error.h"
#include "hz-vault-restore.h"
#include "hz-vault-sheets.h"
#include "hz-vault-upkeep.h"
#include "hz-window.h"

#define PULSE_MILLISECONDS 200

/**
 * HzRestoreDialog:
 *
 * Which backup, into which new folder, by whom; then what came of it, and the way there.
 */
struct _HzRestoreDialog
{
  HzDialog parent_instance;

  GtkWidget *form;
  GtkWidget *backup_row;
  GtkWidget *place_row;
  GtkWidget *by_sheets;
  GtkWidget *who;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *sheets;
  GtkWidget *running;
  GtkWidget *bar;

  /* Of the centre as it is today; NULL where there is none, or none that can be read. */
  char *today;
  HzId centre_id;
  HzVault *vault;
  char *backup;
  char *place;
  GCancellable *stop;
  guint pulse_timer;
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (HzRestoreDialog, hz_restore_dialog, HZ_TYPE_DIALOG)

static gboolean
is_by_sheets (HzRestoreDialog *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->by_sheets));
}

static gboolean
is_signed (HzRestoreDialog *self)
{
  if (is_by_sheets (self))
    return hz_sheet_pair_is_good (HZ_SHEET_PAIR (self->sheets));

  return *gtk_editable_get_text (GTK_EDITABLE (self->login)) != '\0'
         && *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0';
}

static void
update (HzRestoreDialog *self)
{
  gboolean is_ready = self->backup != NULL && self->place != NULL && is_signed (self);

  hz_dialog_set_main_action (HZ_DIALOG (self), _("Restore"), is_ready && self->stop == NULL);
}

static void
on_typed_cb (HzRestoreDialog *self)
{
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
  update (self);
}

static void
on_by_sheets_toggled_cb (HzRestoreDialog *self)
{
  gtk_widget_set_visible (self->who, !is_by_sheets (self));
  gtk_widget_set_visible (self->sheets, is_by_sheets (self));
  on_typed_cb (self);
}

/* Enter in the last sheet leads to the button. */
static void
on_sheets_activate_cb (HzRestoreDialog *self)
{
  if (is_signed (self) && self->stop == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
show_path (GtkWidget *row,
           const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
}

static char *
find_newest (HzRestoreDialog *self,
             const char *folder)
{
  g_autoptr (GPtrArray) places = NULL;

  places = hz_backup_list_read (folder, self->today != NULL ? &self->centre_id : NULL);

  return places->len > 0 ? g_strdup (g_ptr_array_index (places, 0)) : NULL;
}

/**
 * hz_restore_dialog_set_backup:
 * @self: a dialog
 * @folder: of a backup, or one that holds some: then the newest of them
 */
void
hz_restore_dialog_set_backup (HzRestoreDialog *self,
                              const char *folder)
{
  g_autofree char *backup = hz_keyring_file_exists (folder) ? g_strdup (folder)
                                                            : find_newest (self, folder);

  if (backup == NULL)
    {
      hz_dialog_set_message (HZ_DIALOG (self),
                             _("This folder is no backup. Choose one that is called by its day, such "
                               "as 2026-11-30."));
      return;
    }

  g_free (self->backup);
  self->backup = g_steal_pointer (&backup);
  show_path (self->backup_row, self->backup);
  on_typed_cb (self);
}

/**
 * hz_restore_dialog_set_new_place:
 * @self: a dialog
 * @folder: where the centre is to be
 */
void
hz_restore_dialog_set_new_place (HzRestoreDialog *self,
                                 const char *folder)
{
  if (!hz_vault_restore_check_place (folder, NULL))
    {
      hz_dialog_set_message (HZ_DIALOG (self),
                             _("There is something in this folder. Choose or make an empty one."));
      return;
    }

  g_free (self->place);
  self->place = g_strdup (folder);
  show_path (self->place_row, self->place);
  on_typed_cb (self);
}

static void
on_backup_chosen_cb (const char *folder,
                     gpointer data)
{
  hz_restore_dialog_set_backup (data, folder);
}

static void
on_place_chosen_cb (const char *folder,
                    gpointer data)
{
  hz_restore_dialog_set_new_place (data, folder);
}

static void
on_choose_backup_clicked_cb (HzRestoreDialog *self)
{
  hz_folder_chooser_ask (GTK_WINDOW (self), on_backup_chosen_cb, self);
}

static void
on_choose_place_clicked_cb (HzRestoreDialog *self)
{
  hz_folder_chooser_ask (GTK_WINDOW (self), on_place_chosen_cb, self);
}

/* --- What came of it ------------------------------------------------------------------------------ */

static void
add_names (GString *text,
           const char *heading,
           GPtrArray *people,
           HzMemberState state)
{
  gsize before = text->len;

  for (guint i = 0; i < people->len; i++)
    {
      const HzMember *member = g_ptr_array_index (people, i);

      if (member->state != state)
        continue;
      if (text->len == before)
        g_string_append_printf (text, "\n\n%s", heading);
      g_string_append_printf (text, "\n%s", member->name);
    }
}

static void
show_result (HzRestoreDialog *self,
             GPtrArray *people)
{
  g_autoptr (GString) text = NULL;
  GtkWidget *label;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  text = g_string_new (_("The backup is restored, and every page of it was read."));
  add_names (text, _("These people can sign in there, with their passwords of that day:"), people,
             HZ_MEMBER_PRESENT);
  if (self->today == NULL)
    g_string_append_printf (text, "\n\n%s",
                            _("Whoever has left since that day is among them: this computer cannot "
                              "know it. Remove her from the staff first."));
  add_names (text, _("These have left, or got other keys since, and have to be invited:"), people,
             HZ_MEMBER_LEFT);
  label = gtk_label_new (text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 24);
  gtk_widget_set_margin_bottom (label, 24);
  gtk_widget_set_margin_start (label, 24);
  gtk_widget_set_margin_end (label, 24);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_set_vexpand (scroller, TRUE);

  self->is_done = TRUE;
  self->form = NULL;
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
  hz_dialog_set_content (HZ_DIALOG (self), scroller);
  hz_dialog_set_dismiss_label (HZ_DIALOG (self), C_("restore", "Later"));
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Open this centre"), TRUE);
}

static void
set_running (HzRestoreDialog *self,
             gboolean is_running)
{
  gtk_widget_set_sensitive (self->form, !is_running);
  gtk_widget_set_visible (self->running, is_running);
  hz_dialog_set_dismiss_label (HZ_DIALOG (self),
                               is_running ? C_("backup", "Stop") : C_("dialog", "Cancel"));
  update (self);
}

static char *
describe_failure (HzRestoreDialog *self,
                  const GError *error)
{
  g_message ("The restore: %s %d: %s", g_quark_to_string (error->domain), error->code, error->message);

  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE))
    return g_strdup (_("There is not enough room in the new place. Nothing half-made was left."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED))
    return g_strdup (_("This backup is damaged and was not restored. Choose an older one."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NOT_ALLOWED))
    return g_strdup (_("Only somebody who was an administrator on that day can restore it."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_GRANT) && !is_by_sheets (self))
    return g_strdup (_("Since that day you have other keys, or your account was removed. Another "
                       "administrator of that day can restore it, or the recovery sheets of that "
                       "day."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_GRANT))
    return g_strdup (_("The recovery sheets have been replaced since that day. Restore with a password "
                       "of that day."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING))
    return g_strdup (_("This backup is not whole: files of it are missing. Choose another one."));

  return hz_error_text_describe (error);
}

static void
conclude (HzRestoreDialog *self,
          GPtrArray *people,
          const GError *error)
{
  g_autofree char *sentence = NULL;

  g_clear_handle_id (&self->pulse_timer, g_source_remove);
  g_clear_object (&self->stop);
  g_clear_object (&self->vault);
  if (people != NULL)
    {
      hz_sheet_pair_clear (HZ_SHEET_PAIR (self->sheets));
      show_result (self, people);
      return;
    }

  set_running (self, FALSE);
  gtk_widget_child_focus (is_by_sheets (self) ? self->sheets : self->password, GTK_DIR_TAB_FORWARD);
  sentence = describe_failure (self, error);
  hz_dialog_set_message (HZ_DIALOG (self), sentence);
}

static void
on_restored_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (HzRestoreDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = hz_vault_restore_finish (HZ_VAULT (source), result, &error);

  conclude (self, people, error);
}

static void
on_restored_by_sheets_cb (GObject *source,
                          GAsyncResult *result,
                          gpointer user_data)
{
  g_autoptr (HzRestoreDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  people = hz_vault_restore_by_sheets_finish (HZ_VAULT (source), result, NULL, NULL, &error);
  conclude (self, people, error);
}

static gboolean
on_pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (((HzRestoreDialog *) data)->bar));
  return G_SOURCE_CONTINUE;
}

static void
restore_by_password (HzRestoreDialog *self)
{
  g_autoptr (HzSecret) password = NULL;

  password = hz_secret_new_password (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  hz_vault_restore_async (self->vault, self->backup, self->today,
                          gtk_editable_get_text (GTK_EDITABLE (self->login)), password, self->stop,
                          on_restored_cb, g_object_ref (self));
}

static void
restore_by_sheets (HzRestoreDialog *self)
{
  g_autoptr (HzSecret) first = NULL;
  g_autoptr (HzSecret) second = NULL;

  hz_sheet_pair_get_typed (HZ_SHEET_PAIR (self->sheets), &first, &second);
  hz_vault_restore_by_sheets_async (self->vault, self->backup, self->today, first, second, self->stop,
                                    on_restored_by_sheets_cb, g_object_ref (self));
}

static void
restore (HzRestoreDialog *self)
{
  self->vault = hz_vault_new (self->place);
  self->stop = g_cancellable_new ();
  self->pulse_timer = g_timeout_add (PULSE_MILLISECONDS, on_pulse_cb, self);
  hz_dialog_set_message (HZ_DIALOG (self), NULL);
  /* Nothing can be typed meanwhile; Tab leads to Stop. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  set_running (self, TRUE);
  if (is_by_sheets (self))
    restore_by_sheets (self);
  else
    restore_by_password (self);
}

static void
on_answered_cb (HzRestoreDialog *self,
                const char *response)
{
  if (g_strcmp0 (response, "restore") == 0 && self->stop == NULL && !self->is_done)
    restore (self);
}

static void
ask (HzRestoreDialog *self)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), _("Restore this backup?"),
                                                _("What was entered after that day will not be in "
                                                  "the restored centre. The centre of today keeps "
                                                  "it."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "back", _("Do not restore"),
                                    "restore", _("Restore"), NULL);
  hz_default_response_set (ADW_MESSAGE_DIALOG (question), "back");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "back");
  g_signal_connect_object (question, "response", G_CALLBACK (on_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
hz_restore_dialog_respond (HzDialog *dialog)
{
  HzRestoreDialog *self = HZ_RESTORE_DIALOG (dialog);
  HzShell *shell = hz_shell_find (GTK_WIDGET (self));

  if (!self->is_done && self->today != NULL)
    ask (self);
  else if (!self->is_done)
    restore (self);
  else if (HZ_IS_WINDOW (shell))
    hz_window_open_folder (HZ_WINDOW (shell), self->place);
}

static void
hz_restore_dialog_dismiss (HzDialog *dialog)
{
  HzRestoreDialog *self = HZ_RESTORE_DIALOG (dialog);

  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
  else
    hz_dialog_close (dialog);
}

/* --- The dialog ----------------------------------------------------------------------------------- */

/* A lock takes it out of sight first: nobody waits for the keys of that day any more. */
static void
hz_restore_dialog_unmap (GtkWidget *widget)
{
  HzRestoreDialog *self = HZ_RESTORE_DIALOG (widget);

  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);

  GTK_WIDGET_CLASS (hz_restore_dialog_parent_class)->unmap (widget);
}

static void
hz_restore_dialog_dispose (GObject *object)
{
  HzRestoreDialog *self = HZ_RESTORE_DIALOG (object);

  g_clear_handle_id (&self->pulse_timer, g_source_remove);
  g_clear_object (&self->stop);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (hz_restore_dialog_parent_class)->dispose (object);
}

static void
hz_restore_dialog_finalize (GObject *object)
{
  HzRestoreDialog *self = HZ_RESTORE_DIALOG (object);

  g_free (self->today);
  g_free (self->backup);
  g_free (self->place);

  G_OBJECT_CLASS (hz_restore_dialog_parent_class)->finalize (object);
}

static void
hz_restore_dialog_class_init (HzRestoreDialogClass *klass)
{
  HzDialogClass *dialog_class = HZ_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_restore_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_restore_dialog_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = hz_restore_dialog_unmap;
  dialog_class->respond = hz_restore_dialog_respond;
  dialog_class->dismiss = hz_restore_dialog_dismiss;
}

static GtkWidget *
add_folder_row (HzRestoreDialog *self,
                GtkWidget *group,
                const char *title,
                const char *label,
                GCallback callback)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static GtkWidget *
create_signing (HzRestoreDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *check;

  check = hz_radio_row_add (group, _("With a password of that day"),
                            _("Of somebody who was an administrator then."), NULL);
  self->by_sheets = hz_radio_row_add (group, _("With the recovery sheets of that day"),
                                      _("When none of the passwords is known any more."), check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_signal_connect_swapped (self->by_sheets, "toggled", G_CALLBACK (on_by_sheets_toggled_cb), self);

  return group;
}

static GtkWidget *
create_who (HzRestoreDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->login = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->login), _("Name to sign in with"));
  g_signal_connect_swapped (self->login, "changed", G_CALLBACK (on_typed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->login);
  self->password = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _("Password of that day"));
  hz_password_group_prepare_row (self->password);
  g_signal_connect_swapped (self->password, "changed", G_CALLBACK (on_typed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->password);

  return group;
}

static GtkWidget *
create_form (HzRestoreDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The new folder has to be empty. Whoever restores signs "
                                           "for it with a key of the day of the backup."));
  self->backup_row = add_folder_row (self, group, C_("restore", "The backup"), _("Choose a backup…"),
                                     G_CALLBACK (on_choose_backup_clicked_cb));
  self->place_row = add_folder_row (self, group, _("The new folder"), _("Choose a folder…"),
                                    G_CALLBACK (on_choose_place_clicked_cb));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), create_signing (self));
  self->who = create_who (self);
  gtk_box_append (GTK_BOX (box), self->who);
  self->sheets = hz_sheet_pair_new ();
  gtk_widget_set_visible (self->sheets, FALSE);
  g_signal_connect_swapped (self->sheets, "changed", G_CALLBACK (on_typed_cb), self);
  g_signal_connect_swapped (self->sheets, "activate", G_CALLBACK (on_sheets_activate_cb), self);
  gtk_box_append (GTK_BOX (box), self->sheets);

  return box;
}

static GtkWidget *
create_running (HzRestoreDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_("The backup is copied, read whole and given a new key."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_widget_set_visible (box, FALSE);

  return box;
}

static void
hz_restore_dialog_init (HzRestoreDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->form = create_form (self);
  self->running = create_running (self);
  gtk_box_append (GTK_BOX (box), self->running);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  hz_dialog_set_content (HZ_DIALOG (self), scroller);
  gtk_window_set_title (GTK_WINDOW (self), _("Restore a backup"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 520);
}

/**
 * hz_restore_dialog_new:
 * @session: open
 * @place: where backups are kept, or ""
 *
 * Returns: (transfer none): the dialog, the newest backup of @place proposed
 */
HzDialog *
hz_restore_dialog_new (HzSession *session,
                       const char *place)
{
  HzRestoreDialog *self = g_object_new (HZ_TYPE_RESTORE_DIALOG, NULL);
  HzVault *vault = hz_session_get_vault (session);
  const char *login = hz_session_get_login (session);

  self->today = g_strdup (hz_vault_get_folder (vault));
  hz_vault_get_centre_id (vault, &self->centre_id);
  self->backup = *place != '\0' ? find_newest (self, place) : NULL;
  if (self->backup != NULL)
    show_path (self->backup_row, self->backup);
  if (login != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login), login);
  update (self);

  return HZ_DIALOG (self);
}

static gboolean
read_centre_id (const char *folder,
                HzId *centre_id)
{
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used;
  g_autoptr (HzKeyring) keyring = hz_keyring_file_read (folder, &second_used, hash, NULL);

  if (keyring == NULL)
    return FALSE;

  *centre_id = *hz_keyring_get_centre_id (keyring);
  return TRUE;
}

/**
 * hz_restore_dialog_new_signed_out:
 * @folder: that the window is to open: not there, damaged, or a centre whose keyring can be read; then
 *   that tells who has left since. Or a backup: that is the one to restore
 * @last: (nullable): the folder that was opened last; if it is the centre of that backup, it tells so
 * @new_place: the folder that is proposed
 *
 * For a computer that has no centre yet, or one that does not open any more.
 *
 * Returns: (transfer none): the dialog
 */
HzDialog *
hz_restore_dialog_new_signed_out (const char *folder,
                                  const char *last,
                                  const char *new_place)
{
  HzRestoreDialog *self = g_object_new (HZ_TYPE_RESTORE_DIALOG, NULL);
  HzId backup_id;
  gboolean is_known;

  if (hz_backup_mark_is_there (folder))
    {
      self->backup = g_strdup (folder);
      show_path (self->backup_row, folder);
      is_known = last != NULL && read_centre_id (folder, &backup_id)
                 && read_centre_id (last, &self->centre_id)
                 && hz_id_equal (&self->centre_id, &backup_id);
      self->today = is_known ? g_strdup (last) : NULL;
    }
  else if (read_centre_id (folder, &self->centre_id))
    {
      self->today = g_strdup (folder);
    }
  hz_restore_dialog_set_new_place (self, new_place);

  return HZ_DIALOG (self);
}
