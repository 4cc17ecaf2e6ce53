/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-new-password-view.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-language-box.h"
#include "hz-paragraph.h"
#include "hz-password-group.h"
#include "hz-password-request.h"
#include "hz-vault-error.h"

struct _HzNewPasswordView
{
  AdwBin parent_instance;

  HzSession *session;
  GtkWidget *current;
  GtkWidget *password;
  GtkWidget *message;
  GtkWidget *change;

  GError *failure;
  gboolean is_busy;
  /* The view that took over, for what ends after it; held, for there may be a next. */
  HzNewPasswordView *heir;
};

enum
{
  DONE,
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzNewPasswordView, hz_new_password_view, ADW_TYPE_BIN)

static void
tell (HzNewPasswordView *self,
      const char *sentence,
      gboolean is_error)
{
  gtk_label_set_label (GTK_LABEL (self->message), sentence);
  gtk_widget_set_visible (self->message, *sentence != '\0');
  if (is_error)
    gtk_widget_add_css_class (self->message, "error");
  else
    gtk_widget_remove_css_class (self->message, "error");
}

static void
update (HzNewPasswordView *self)
{
  gtk_widget_set_sensitive (self->change,
                            !self->is_busy
                            && *gtk_editable_get_text (GTK_EDITABLE (self->current)) != '\0'
                            && hz_password_group_get_good (HZ_PASSWORD_GROUP (self->password)));
}

static void
on_fulfilled_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzNewPasswordView) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Then she is asked once more. */
  if (!hz_password_request_fulfil_finish (HZ_RECORDS (source), result, &error))
    g_message ("The request for a password: %s", error->message);

  if (self->session != NULL)
    g_signal_emit (self, signals[DONE], 0);
}

static gboolean
is_wrong_password (const GError *error)
{
  return g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_WRONG_LOGIN);
}

static void
tell_state (HzNewPasswordView *self)
{
  g_autofree char *sentence = NULL;

  if (self->is_busy)
    sentence = g_strdup (_("One moment…"));
  else if (is_wrong_password (self->failure))
    sentence = g_strdup (_("The password of now is not right."));
  else if (self->failure != NULL)
    sentence = hz_error_text_describe (self->failure);

  tell (self, sentence != NULL ? sentence : "", !self->is_busy);
  update (self);
}

/* Said where it is to be mended. */
static void
take_failure (HzNewPasswordView *self,
              GError *error)
{
  self->is_busy = FALSE;
  self->failure = error;
  if (is_wrong_password (error))
    gtk_editable_set_text (GTK_EDITABLE (self->current), "");
  tell_state (self);
  gtk_widget_grab_focus (is_wrong_password (error) ? self->current : self->password);
}

static HzNewPasswordView *
get_latest (HzNewPasswordView *self)
{
  while (self->heir != NULL)
    self = self->heir;

  return self;
}

static void
on_password_changed_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer user_data)
{
  g_autoptr (HzNewPasswordView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_change_password_finish (HZ_VAULT (source), result, &error);

  if (self->session == NULL || hz_session_get_records (self->session) == NULL)
    return;

  if (done)
    hz_password_request_fulfil_async (hz_session_get_records (self->session), on_fulfilled_cb,
                                      g_object_ref (self));
  else
    take_failure (get_latest (self), g_steal_pointer (&error));
}

static void
on_change_clicked_cb (HzNewPasswordView *self)
{
  g_autoptr (HzSecret) current = NULL;
  g_autoptr (HzSecret) new = NULL;

  if (!gtk_widget_get_sensitive (self->change))
    return;

  current = hz_secret_new_password (gtk_editable_get_text (GTK_EDITABLE (self->current)));
  new = hz_password_group_get_password (HZ_PASSWORD_GROUP (self->password));
  g_clear_error (&self->failure);
  self->is_busy = TRUE;
  tell_state (self);
  hz_vault_change_password_async (hz_session_get_vault (self->session),
                                  hz_session_get_login (self->session), current, new, NULL,
                                  on_password_changed_cb, g_object_ref (self));
}

static void
on_lock_clicked_cb (HzNewPasswordView *self)
{
  g_signal_emit (self, signals[DISMISSED], 0);
}

static void
hz_new_password_view_dispose (GObject *object)
{
  HzNewPasswordView *self = HZ_NEW_PASSWORD_VIEW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->heir);

  G_OBJECT_CLASS (hz_new_password_view_parent_class)->dispose (object);
}

static void
hz_new_password_view_finalize (GObject *object)
{
  g_clear_error (&HZ_NEW_PASSWORD_VIEW (object)->failure);

  G_OBJECT_CLASS (hz_new_password_view_parent_class)->finalize (object);
}

static void
hz_new_password_view_class_init (HzNewPasswordViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_new_password_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_new_password_view_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[DISMISSED] = g_signal_new ("dismissed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (HzNewPasswordView *self,
            GtkWidget *box,
            const char *name,
            const char *label,
            GCallback func)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_name (button, name);
  g_signal_connect_swapped (button, "clicked", func, self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
add_fields (HzNewPasswordView *self,
            GtkWidget *box)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->current = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->current), _("Password of now"));
  hz_password_group_prepare_row (self->current);
  g_signal_connect_swapped (self->current, "changed", G_CALLBACK (update), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->current);
  gtk_box_append (GTK_BOX (box), group);

  self->password = hz_password_group_new ();
  g_signal_connect_swapped (self->password, "notify::good", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->password, "activate", G_CALLBACK (on_change_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->password);
}

static void
add_buttons (HzNewPasswordView *self,
             GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->change = add_button (self, buttons, "change", _("Change the password"),
                             G_CALLBACK (on_change_clicked_cb));
  gtk_widget_add_css_class (self->change, "suggested-action");
  add_button (self, buttons, "lock", C_("new password", "Lock"), G_CALLBACK (on_lock_clicked_cb));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), hz_language_box_new (FALSE));
}

static GtkWidget *
wrap (GtkWidget *box)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (all), scroller);

  return all;
}

static void
hz_new_password_view_init (HzNewPasswordView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_top (box, 36);
  gtk_widget_set_margin_bottom (box, 36);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  hz_paragraph_add (box, _("Choose a new password"), "title-2");
  hz_paragraph_add (box,
                    _("You are asked for another password, by an administrator or because the centre "
                      "was restored from a backup. Work goes on once you have chosen it."),
                    NULL);
  add_fields (self, box);
  self->message = hz_paragraph_add (box, NULL, NULL);
  gtk_widget_set_visible (self->message, FALSE);
  add_buttons (self, box);
  adw_bin_set_child (ADW_BIN (self), wrap (box));
}

void
hz_new_password_view_focus (HzNewPasswordView *self)
{
  gtk_widget_grab_focus (self->current);
}

/**
 * hz_new_password_view_new:
 * @session: open, of somebody who is asked
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
hz_new_password_view_new (HzSession *session)
{
  HzNewPasswordView *self = g_object_new (HZ_TYPE_NEW_PASSWORD_VIEW, NULL);

  self->session = g_object_ref (session);
  hz_password_group_set_person (HZ_PASSWORD_GROUP (self->password), hz_session_get_login (session),
                                hz_vault_get_own_name (hz_session_get_vault (session)));
  hz_password_group_avoid_names (HZ_PASSWORD_GROUP (self->password), hz_session_get_records (session),
                                 NULL);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * hz_new_password_view_take_over:
 * @self: a new view
 * @other: the one before it, about to go
 *
 * What was typed, what was said of it, and the end of a change that is under way.
 */
void
hz_new_password_view_take_over (HzNewPasswordView *self,
                                HzNewPasswordView *other)
{
  gtk_editable_set_text (GTK_EDITABLE (self->current),
                         gtk_editable_get_text (GTK_EDITABLE (other->current)));
  hz_password_group_take_over (HZ_PASSWORD_GROUP (self->password),
                               HZ_PASSWORD_GROUP (other->password));
  self->failure = g_steal_pointer (&other->failure);
  self->is_busy = other->is_busy;
  g_set_object (&other->heir, self);
  tell_state (self);
}
