/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-invite-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-role-box.h"
#include "hz-text.h"

struct _HzInviteForm
{
  GtkBox parent_instance;

  HzVault *vault;
  GtkWidget *name;
  GtkWidget *login;
  GtkWidget *roles;
  GtkWidget *message;
  GtkWidget *invite;
  gboolean is_busy;
};

enum
{
  INVITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzInviteForm, hz_invite_form, GTK_TYPE_BOX)

static char *
read_line (GtkWidget *row)
{
  return hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (row)), G_MAXSIZE, NULL);
}

static void
update (HzInviteForm *self)
{
  g_autofree char *name = read_line (self->name);
  g_autofree char *login = read_line (self->login);

  gtk_widget_set_sensitive (self->invite,
                            !self->is_busy && *name != '\0' && *login != '\0'
                            && hz_role_box_get_roles (HZ_ROLE_BOX (self->roles)) != HZ_ROLE_NONE);
}

static void
show_message (HzInviteForm *self,
              const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->message), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->message, sentence != NULL);
}

static void
on_invited_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzInviteForm) self = user_data;
  g_autoptr (HzSecret) one_time = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *login = NULL;
  HzId id;

  one_time = hz_vault_invite_finish (HZ_VAULT (source), result, &id, &error);
  self->is_busy = FALSE;
  if (self->vault == NULL)
    return;

  if (one_time == NULL)
    {
      g_autofree char *sentence = hz_error_text_describe (error);

      g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
      show_message (self, sentence);
      update (self);
      return;
    }

  name = read_line (self->name);
  login = read_line (self->login);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->login), "");
  hz_role_box_set_roles (HZ_ROLE_BOX (self->roles), HZ_ROLE_NONE);
  update (self);
  g_signal_emit (self, signals[INVITED], 0, name, login, one_time);
}

static void
on_invite_clicked_cb (HzInviteForm *self)
{
  g_autofree char *name = read_line (self->name);
  g_autofree char *login = read_line (self->login);

  show_message (self, NULL);
  self->is_busy = TRUE;
  update (self);
  hz_vault_invite_async (self->vault, name, login,
                         hz_role_box_get_roles (HZ_ROLE_BOX (self->roles)), NULL, on_invited_cb,
                         g_object_ref (self));
}

static void
hz_invite_form_dispose (GObject *object)
{
  g_clear_object (&HZ_INVITE_FORM (object)->vault);

  G_OBJECT_CLASS (hz_invite_form_parent_class)->dispose (object);
}

static void
hz_invite_form_class_init (HzInviteFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_invite_form_dispose;

  signals[INVITED] = g_signal_new ("invited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                   HZ_TYPE_SECRET);
}

static GtkWidget *
add_row (HzInviteForm *self,
         GtkWidget *group,
         const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (update), self);

  return row;
}

static void
hz_invite_form_init (HzInviteForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Invite a person"));
  self->name = add_row (self, group, _("Surname and given name"));
  self->login = add_row (self, group, _("Name to sign in with"));
  gtk_box_append (GTK_BOX (self), group);

  self->roles = hz_role_box_new ();
  g_signal_connect_swapped (self->roles, "changed", G_CALLBACK (update), self);
  gtk_box_append (GTK_BOX (self), self->roles);

  self->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_widget_add_css_class (self->message, "error");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self), self->message);

  self->invite = gtk_button_new_with_label (_("Invite"));
  gtk_widget_set_halign (self->invite, GTK_ALIGN_START);
  gtk_widget_set_sensitive (self->invite, FALSE);
  g_signal_connect_swapped (self->invite, "clicked", G_CALLBACK (on_invite_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->invite);
}

/**
 * hz_invite_form_new:
 * @vault: open, for an administrator
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
hz_invite_form_new (HzVault *vault)
{
  HzInviteForm *self = g_object_new (HZ_TYPE_INVITE_FORM, NULL);

  self->vault = g_object_ref (vault);

  return GTK_WIDGET (self);
}

/**
 * hz_invite_form_is_begun:
 * @self: a form
 *
 * Returns: whether somebody's name stands in it who has not been invited
 */
gboolean
hz_invite_form_is_begun (HzInviteForm *self)
{
  g_autofree char *name = read_line (self->name);
  g_autofree char *login = read_line (self->login);

  return self->is_busy || *name != '\0' || *login != '\0';
}

/**
 * hz_invite_form_submit:
 * @self: a form that is begun
 *
 * Invites her, or says what is missing.
 */
void
hz_invite_form_submit (HzInviteForm *self)
{
  if (self->is_busy)
    return;
  if (gtk_widget_get_sensitive (self->invite))
    on_invite_clicked_cb (self);
  else
    show_message (self, _("This invitation is not finished: it needs a name, a name to sign in with "
                          "and a role. Or empty its fields."));
}

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * hz_invite_form_create_card:
 * @name: hers
 * @login: hers
 * @one_time: her one-time password
 *
 * Returns: (transfer floating): what is to be copied onto a piece of paper for her
 */
GtkWidget *
hz_invite_form_create_card (const char *name,
                            const char *login,
                            HzSecret *one_time)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *signs_in = g_strdup_printf (_("Signs in as: %s"), login);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "hz-invitation");
  gtk_box_append (GTK_BOX (card), create_label (name, "heading"));
  gtk_box_append (GTK_BOX (card), create_label (signs_in, NULL));
  gtk_box_append (GTK_BOX (card), create_label (_("One-time password:"), NULL));
  gtk_box_append (GTK_BOX (card), create_label (hz_secret_get_text (one_time), "hz-sheet-group"));
  gtk_box_append (GTK_BOX (card),
                  create_label (_("Give it to her on paper. At her first sign-in she chooses a "
                                  "password of her own. It is not shown again."),
                                "caption"));

  return card;
}
