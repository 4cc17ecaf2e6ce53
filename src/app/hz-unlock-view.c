/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-unlock-view.h"

#include <glib/gi18n.h>

#include "hz-backup-mark.h"
#include "hz-draft-rescue.h"
#include "hz-error-text.h"
#include "hz-keyring-file.h"
#include "hz-language-box.h"
#include "hz-password-group.h"
#include "hz-records-error.h"
#include "hz-shortcut.h"
#include "hz-vault-error.h"

/* After so many wrong tries the next one has to wait. */
#define FREE_TRIES 5

static const int waits[] = { 5, 15, 60 };

struct _HzUnlockView
{
  AdwBin parent_instance;

  /* Template */
  GtkWidget *stack;
  GtkWidget *name;
  GtkWidget *password;
  GtkWidget *hint;
  GtkWidget *message;
  GtkWidget *open;
  GtkWidget *spinner;
  GtkWidget *another;
  GtkWidget *forgot;
  GtkWidget *own_password;
  GtkWidget *join_message;
  GtkWidget *join;
  GtkWidget *problem;
  GtkWidget *again;
  GtkWidget *create;

  HzSession *session;
  GCancellable *cancellable;
  GdkDevice *keyboard;
  HzSecret *one_time;
  GError *failure;
  int n_wrong;
  int wait;
  guint timer;
  gunichar last_letter;
  gboolean is_busy;
};

enum
{
  OPENED,
  DISMISSED,
  FORGOT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzUnlockView, hz_unlock_view, ADW_TYPE_BIN)

static const char *
get_login (HzUnlockView *self)
{
  const char *kept = hz_session_get_login (self->session);

  if (kept != NULL && !gtk_widget_get_visible (self->name))
    return kept;

  return gtk_editable_get_text (GTK_EDITABLE (self->name));
}

static void
show_message (GtkWidget *label,
              const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);
}

static void
update (HzUnlockView *self)
{
  gboolean can_open = !self->is_busy && self->wait == 0
                      && *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0'
                      && *get_login (self) != '\0';

  gtk_widget_set_sensitive (self->open, can_open);
  gtk_widget_set_sensitive (self->join, !self->is_busy
                                        && hz_password_group_get_good (
                                          HZ_PASSWORD_GROUP (self->own_password)));
  gtk_widget_set_visible (self->spinner, self->is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->is_busy);
}

static void
set_busy (HzUnlockView *self,
          gboolean is_busy)
{
  self->is_busy = is_busy;
  update (self);
}

/* --- What helps against a wrong layout ------------------------------------------------------------ */

static const char *
name_script (gunichar letter)
{
  if (g_unichar_get_script (letter) == G_UNICODE_SCRIPT_LATIN)
    return _("The last letter was Latin.");
  if (letter != 0 && g_utf8_strchr ("ғӣқӯҳҷҒӢҚӮҲҶ", -1, letter) != NULL)
    return _("The last letter was Tajik.");
  if (g_unichar_get_script (letter) == G_UNICODE_SCRIPT_CYRILLIC)
    return _("The last letter was Cyrillic.");

  return NULL;
}

static void
update_hint (HzUnlockView *self)
{
  gboolean is_locked = self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard);
  const char *script = name_script (self->last_letter);
  g_autofree char *hint = NULL;

  if (is_locked && script != NULL)
    hint = g_strjoin ("\n", _("Caps Lock is on."), script, NULL);
  else
    hint = g_strdup (is_locked ? _("Caps Lock is on.") : script);

  gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->password),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "",
                                  -1);
}

static void
on_password_changed_cb (HzUnlockView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password));
  int place = gtk_editable_get_position (GTK_EDITABLE (self->password));
  glong length = g_utf8_strlen (text, -1);

  /* The cursor follows the letter only afterwards. */
  if (length == 0)
    self->last_letter = 0;
  else
    self->last_letter = g_utf8_get_char (g_utf8_offset_to_pointer (text, MIN (place, length - 1)));

  update_hint (self);
  update (self);
}

/* --- The folder ----------------------------------------------------------------------------------- */

/* What can be said before anybody signs in; NULL when all is well as far as can be seen. */
static char *
find_problem (HzUnlockView *self)
{
  HzVault *vault = hz_session_get_vault (self->session);
  const char *folder = hz_vault_get_folder (vault);
  guint8 hash[HZ_KEYRING_HASH_BYTES];
  gboolean second_used = FALSE;
  g_autoptr (HzKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;

  if (hz_vault_get_state (vault) == HZ_VAULT_OPEN)
    return NULL;
  if (g_file_test (folder, G_FILE_TEST_IS_REGULAR))
    return g_strdup (_("This is a file, not a folder."));
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_strdup (_("The folder with the data is not there. "
                       "If it is on a removable disk, put that in."));
  if (hz_keyring_file_is_lost (folder))
    return g_strdup (_("The folder was copied only in part: the file of keys is missing."));
  if (!hz_keyring_file_exists (folder))
    return g_strdup (_("The folder holds no data of this program, or was copied only in part."));

  if (hz_backup_mark_is_there (folder))
    return g_strdup (_("This folder is a backup. What is written into it does not come into the "
                       "centre, and goes with the backup: restore it into a new place."));

  keyring = hz_keyring_file_read (folder, &second_used, hash, &error);
  if (keyring == NULL)
    {
      g_message ("The keyring: %s", error->message);
      return hz_error_text_describe (error);
    }

  return NULL;
}

/* @sentence: NULL when there is no problem */
static void
show_problem (HzUnlockView *self,
              const char *sentence)
{
  const char *folder = hz_vault_get_folder (hz_session_get_vault (self->session));
  gboolean is_empty = !hz_keyring_file_exists (folder) && !hz_keyring_file_is_lost (folder);

  if (sentence != NULL)
    gtk_label_set_label (GTK_LABEL (self->problem), sentence);
  gtk_widget_set_visible (self->create, is_empty);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), sentence != NULL ? "problem" : "form");
}

static void
look_at_folder (HzUnlockView *self)
{
  g_autofree char *sentence = find_problem (self);

  show_problem (self, sentence);
}

/* What no other name or password would mend: nobody gets in before the folder is another. */
static gboolean
is_of_folder (const GError *error)
{
  const int codes[] = { HZ_VAULT_ERROR_MISSING, HZ_VAULT_ERROR_NOT_KEYRING, HZ_VAULT_ERROR_NEWER,
                        HZ_VAULT_ERROR_KEYRING_DAMAGED, HZ_VAULT_ERROR_DAMAGED };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, HZ_VAULT_ERROR, codes[i]))
      return TRUE;

  return g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_NEWER)
         || g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_DAMAGED);
}

/**
 * hz_unlock_view_focus:
 * @self: a view
 *
 * Puts the cursor where one begins. Not as the widget's way of taking the focus: Tab would come here
 * each time that it goes round, and never to what stands before.
 */
void
hz_unlock_view_focus (HzUnlockView *self)
{
  const char *child = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  if (g_strcmp0 (child, "problem") == 0)
    gtk_widget_grab_focus (self->again);
  else if (g_strcmp0 (child, "join") == 0)
    gtk_widget_grab_focus (self->own_password);
  else if (gtk_widget_get_visible (self->name)
           && *gtk_editable_get_text (GTK_EDITABLE (self->name)) == '\0')
    gtk_widget_grab_focus (self->name);
  else
    gtk_widget_grab_focus (self->password);
}

static void
on_again_clicked_cb (HzUnlockView *self)
{
  g_clear_error (&self->failure);
  look_at_folder (self);
  hz_unlock_view_focus (self);
}

/* --- Opening -------------------------------------------------------------------------------------- */

static gboolean
on_second_passed_cb (gpointer data)
{
  HzUnlockView *self = data;
  g_autofree char *sentence = NULL;

  self->wait--;
  if (self->wait > 0)
    {
      sentence = g_strdup_printf (_("Try again in %d seconds."), self->wait);
      show_message (self->message, sentence);
      return G_SOURCE_CONTINUE;
    }

  self->timer = 0;
  show_message (self->message, NULL);
  update (self);

  return G_SOURCE_REMOVE;
}

static void
count_wrong_try (HzUnlockView *self)
{
  int past;

  self->n_wrong++;
  past = self->n_wrong - FREE_TRIES;
  if (past < 0)
    return;

  self->wait = waits[MIN (past, (int) G_N_ELEMENTS (waits) - 1)] + 1;
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (1, on_second_passed_cb, self);
}

static void
begin_joining (HzUnlockView *self)
{
  HzPasswordGroup *own = HZ_PASSWORD_GROUP (self->own_password);

  hz_password_group_set_person (own, get_login (self), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "join");
  gtk_widget_grab_focus (self->own_password);
}

static char *
describe_failure (HzUnlockView *self,
                  const GError *error)
{
  HzVault *vault = hz_session_get_vault (self->session);

  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_MISSING)
      && hz_keyring_file_exists (hz_vault_get_folder (vault)))
    return g_strdup (_("The folder was copied only in part: the file of the data is missing."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_DAMAGED))
    return g_strdup (_("The data are damaged, or were copied only in part: they do not open. "
                       "Nothing was changed. Use a backup copy of the folder."));
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_SPACE))
    return g_strdup (_("The disk is full. Each sign-in is written down, so nobody can be let in "
                       "before there is room: delete what is not needed from this disk, then try "
                       "again."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  return hz_error_text_describe (error);
}

/* Also in the next language. */
static void
show_failure (HzUnlockView *self)
{
  g_autofree char *sentence = describe_failure (self, self->failure);

  if (is_of_folder (self->failure))
    show_problem (self, sentence);
  else
    show_message (self->message, sentence);
}

static void
tell_failure (HzUnlockView *self,
              const GError *error)
{
  g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);

  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_INVITATION))
    {
      begin_joining (self);
      return;
    }

  g_clear_pointer (&self->one_time, hz_secret_unref);
  hz_password_group_clear (HZ_PASSWORD_GROUP (self->own_password));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");

  self->failure = g_error_copy (error);
  show_failure (self);
  if (g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN))
    count_wrong_try (self);
  update (self);
  if (is_of_folder (error))
    gtk_widget_grab_focus (self->again);
  else
    gtk_widget_grab_focus (self->password);
}

static void
on_opened_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzUnlockView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = hz_session_open_finish (HZ_SESSION (source), result, &error);
  gboolean is_unwanted = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  if (is_open && is_unwanted)
    hz_session_lock_async (HZ_SESSION (source), NULL, NULL, NULL, NULL, NULL);
  if (self->session == NULL)
    return;

  set_busy (self, FALSE);
  if (is_unwanted)
    return;

  if (is_open)
    {
      g_clear_pointer (&self->one_time, hz_secret_unref);
      g_signal_emit (self, signals[OPENED], 0);
    }
  else
    {
      tell_failure (self, error);
    }
}

static void
open_with (HzUnlockView *self,
           HzSecret *password,
           HzSecret *new_password)
{
  g_autofree char *login = g_strdup (get_login (self));

  g_clear_error (&self->failure);
  show_message (self->message, NULL);
  show_message (self->join_message, NULL);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  hz_session_open_async (self->session, login, password, new_password, self->cancellable,
                         on_opened_cb, g_object_ref (self));
}

static void
on_open_clicked_cb (HzUnlockView *self)
{
  g_autoptr (HzSecret) password = NULL;

  if (!gtk_widget_get_sensitive (self->open))
    return;

  password = hz_secret_new_password (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  g_clear_pointer (&self->one_time, hz_secret_unref);
  self->one_time = hz_secret_ref (password);
  open_with (self, password, NULL);
}

static void
on_join_clicked_cb (HzUnlockView *self)
{
  g_autoptr (HzSecret) own = NULL;

  if (!gtk_widget_get_sensitive (self->join) || self->one_time == NULL)
    return;

  own = hz_password_group_get_password (HZ_PASSWORD_GROUP (self->own_password));
  open_with (self, self->one_time, own);
}

static void
on_name_activate_cb (HzUnlockView *self)
{
  gtk_widget_grab_focus (self->password);
}

static void
on_another_clicked_cb (HzUnlockView *self)
{
  hz_session_forget_login (self->session);
  gtk_widget_set_visible (self->name, TRUE);
  gtk_widget_set_visible (self->another, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  g_clear_error (&self->failure);
  show_message (self->message, NULL);
  gtk_widget_grab_focus (self->name);
}

static void
on_forgot_clicked_cb (HzUnlockView *self)
{
  if (!self->is_busy)
    g_signal_emit (self, signals[FORGOT], 0);
}

static gboolean
on_escape_cb (GtkWidget *widget,
              GVariant *args,
              gpointer data)
{
  g_signal_emit (widget, signals[DISMISSED], 0);

  return TRUE;
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_unlock_view_realize (GtkWidget *widget)
{
  HzUnlockView *self = HZ_UNLOCK_VIEW (widget);
  GdkSeat *seat;

  GTK_WIDGET_CLASS (hz_unlock_view_parent_class)->realize (widget);
  seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  if (seat != NULL)
    g_set_object (&self->keyboard, gdk_seat_get_keyboard (seat));
  if (self->keyboard != NULL)
    g_signal_connect_object (self->keyboard, "notify::caps-lock-state", G_CALLBACK (update_hint),
                             self, G_CONNECT_SWAPPED);
  update_hint (self);
}

static void
hz_unlock_view_dispose (GObject *object)
{
  HzUnlockView *self = HZ_UNLOCK_VIEW (object);

  hz_unlock_view_cancel (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->keyboard);
  g_clear_object (&self->session);
  g_clear_pointer (&self->one_time, hz_secret_unref);
  g_clear_error (&self->failure);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_UNLOCK_VIEW);

  G_OBJECT_CLASS (hz_unlock_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, stack);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, name);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, password);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, hint);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, message);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, open);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, spinner);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, another);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, forgot);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, own_password);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, join_message);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, join);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, problem);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, again);
  gtk_widget_class_bind_template_child (widget_class, HzUnlockView, create);
}

static void
hz_unlock_view_class_init (HzUnlockViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_unlock_view_dispose;
  widget_class->realize = hz_unlock_view_realize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[DISMISSED] = g_signal_new ("dismissed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FORGOT] = g_signal_new ("forgot", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HZ_TYPE_LANGUAGE_BOX);
  g_type_ensure (HZ_TYPE_PASSWORD_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-unlock-view.ui");
  bind_children (widget_class);
}

static void
hz_unlock_view_init (HzUnlockView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  hz_password_group_prepare_row (self->password);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->name, "entry-activated", G_CALLBACK (on_name_activate_cb), self);
  g_signal_connect_swapped (self->password, "changed", G_CALLBACK (on_password_changed_cb), self);
  g_signal_connect_swapped (self->password, "entry-activated", G_CALLBACK (on_open_clicked_cb),
                            self);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (on_open_clicked_cb), self);
  g_signal_connect_swapped (self->another, "clicked", G_CALLBACK (on_another_clicked_cb), self);
  g_signal_connect_swapped (self->forgot, "clicked", G_CALLBACK (on_forgot_clicked_cb), self);
  g_signal_connect_swapped (self->own_password, "notify::good", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->own_password, "activate", G_CALLBACK (on_join_clicked_cb), self);
  g_signal_connect_swapped (self->join, "clicked", G_CALLBACK (on_join_clicked_cb), self);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (on_again_clicked_cb), self);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "Escape", on_escape_cb,
                            NULL);
}

/**
 * hz_unlock_view_new:
 * @session: nobody signed in
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
hz_unlock_view_new (HzSession *session)
{
  HzUnlockView *self = g_object_new (HZ_TYPE_UNLOCK_VIEW, NULL);
  gboolean is_known = hz_session_get_login (session) != NULL;

  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->name, !is_known);
  gtk_widget_set_visible (self->another, is_known);
  look_at_folder (self);
  if (hz_draft_rescue_count () > 0)
    show_message (self->message,
                  _("Something could not be saved: the disk is full. It is kept in this window alone. "
                    "Make room on the disk, then open again; do not close the window before."));
  update (self);

  return GTK_WIDGET (self);
}

/**
 * hz_unlock_view_take_over:
 * @self: a new view
 * @other: the one before it, about to go
 *
 * What was typed, what was said of it, and how long it has to wait.
 */
void
hz_unlock_view_take_over (HzUnlockView *self,
                          HzUnlockView *other)
{
  const char *child = gtk_stack_get_visible_child_name (GTK_STACK (other->stack));

  gtk_widget_set_visible (self->name, gtk_widget_get_visible (other->name));
  gtk_widget_set_visible (self->another, gtk_widget_get_visible (other->another));
  gtk_editable_set_text (GTK_EDITABLE (self->name),
                         gtk_editable_get_text (GTK_EDITABLE (other->name)));
  gtk_editable_set_text (GTK_EDITABLE (self->password),
                         gtk_editable_get_text (GTK_EDITABLE (other->password)));
  if (other->failure != NULL)
    {
      self->failure = g_steal_pointer (&other->failure);
      show_failure (self);
    }
  self->n_wrong = other->n_wrong;
  self->wait = other->wait;
  if (self->wait > 0)
    self->timer = g_timeout_add_seconds (1, on_second_passed_cb, self);
  if (other->one_time != NULL && g_strcmp0 (child, "join") == 0)
    {
      self->one_time = hz_secret_ref (other->one_time);
      begin_joining (self);
    }
  update (self);
}

/**
 * hz_unlock_view_cancel:
 * @self: a view
 *
 * Gives up what is under way: what opens is closed again at once.
 */
void
hz_unlock_view_cancel (HzUnlockView *self)
{
  g_cancellable_cancel (self->cancellable);
}
