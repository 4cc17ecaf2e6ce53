/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-dialog.h"

#include "hz-shell.h"
#include "hz-shortcut.h"
#include "hz-window-fit.h"

typedef struct
{
  GtkWidget *header;
  GtkWidget *cancel;
  GtkWidget *hide;
  GtkWidget *main_button;
  GtkWidget *message_revealer;
  GtkWidget *message;
  GtkWidget *bin;
  gboolean is_enabled;
  gboolean is_busy;
  /* The keyboard left it for a dialog over it, and has not come back yet. */
  gboolean is_covered;
} HzDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (HzDialog, hz_dialog, ADW_TYPE_WINDOW)

static void
respond (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  if (priv->is_enabled && !priv->is_busy && HZ_DIALOG_GET_CLASS (self)->respond != NULL)
    HZ_DIALOG_GET_CLASS (self)->respond (self);
}

static void
dismiss (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  if (!priv->is_busy)
    HZ_DIALOG_GET_CLASS (self)->dismiss (self);
}

static gboolean
on_respond_shortcut_cb (GtkWidget *widget,
                        GVariant *args,
                        gpointer data)
{
  respond (HZ_DIALOG (widget));
  return TRUE;
}

static gboolean
on_dismiss_shortcut_cb (GtkWidget *widget,
                        GVariant *args,
                        gpointer data)
{
  dismiss (HZ_DIALOG (widget));
  return TRUE;
}

static gboolean
hz_dialog_close_request (GtkWindow *window)
{
  dismiss (HZ_DIALOG (window));
  return TRUE;
}

static void
update_buttons (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  gtk_widget_set_sensitive (priv->main_button, priv->is_enabled && !priv->is_busy);
  gtk_widget_set_sensitive (priv->cancel, !priv->is_busy);
}

static gboolean
has_modal_over (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == window && gtk_window_get_modal (other)
          && gtk_widget_get_visible (GTK_WIDGET (other)))
        return TRUE;
    }

  return FALSE;
}

static void
on_notify_is_active_cb (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  if (gtk_window_is_active (GTK_WINDOW (self)))
    priv->is_covered = FALSE;
  else if (has_modal_over (GTK_WINDOW (self)))
    priv->is_covered = TRUE;
}

static void
hz_dialog_class_init (HzDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = hz_dialog_close_request;
  klass->dismiss = hz_dialog_close;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/hz-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, header);
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, cancel);
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, hide);
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, main_button);
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, message_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, message);
  gtk_widget_class_bind_template_child_private (widget_class, HzDialog, bin);
}

/* Heard before what has the focus: a text would take it for a line break. */
static void
add_respond_key (HzDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutAction *action = gtk_callback_action_new (on_respond_shortcut_cb, NULL, NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (hz_shortcut_get_trigger ("<Control>Return"),
                                                          action));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Between wide buttons a title that does not fit is left out, not cut. */
static void
add_title (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);
  GtkWidget *squeezer = adw_squeezer_new ();
  GtkWidget *title = gtk_label_new (NULL);

  gtk_widget_add_css_class (title, "title");
  g_object_bind_property (self, "title", title, "label", G_BINDING_SYNC_CREATE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), title);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (priv->header), squeezer);
}

static void
hz_dialog_init (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  add_title (self);
  g_signal_connect_swapped (priv->cancel, "clicked", G_CALLBACK (dismiss), self);
  g_signal_connect_swapped (priv->main_button, "clicked", G_CALLBACK (respond), self);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "Escape",
                            on_dismiss_shortcut_cb, NULL);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_notify_is_active_cb), NULL);
  add_respond_key (self);
}

/**
 * hz_dialog_present:
 * @self: a dialog
 * @parent: anything inside the window
 *
 * Shows it over the window.
 */
void
hz_dialog_present (HzDialog *self,
                   GtkWidget *parent)
{
  GtkRoot *root;
  HzShell *shell;

  g_return_if_fail (HZ_IS_DIALOG (self));

  root = gtk_widget_get_root (parent);
  shell = hz_shell_find (parent);
  /* What is in it may ask the window for things, such as to show a client. */
  if (shell != NULL && G_IS_ACTION_GROUP (shell))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (shell));
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      gtk_window_set_application (GTK_WINDOW (self),
                                  gtk_window_get_application (GTK_WINDOW (root)));
    }

  hz_window_fit (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * hz_dialog_close:
 * @self: a dialog
 *
 * It goes, without asking. The keyboard goes where it came from: when two dialogs, one over the other,
 * go at once, some window managers give it to the one that is going, and then it is nobody's.
 */
void
hz_dialog_close (HzDialog *self)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);
  GtkWindow *parent;
  gboolean had_keyboard;

  g_return_if_fail (HZ_IS_DIALOG (self));

  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  had_keyboard = gtk_window_is_active (GTK_WINDOW (self)) || priv->is_covered;
  gtk_window_destroy (GTK_WINDOW (self));
  if (had_keyboard && parent != NULL && !has_modal_over (parent))
    gtk_window_present (parent);
}

/**
 * hz_dialog_set_content:
 * @self: a dialog
 * @content: what stands below its header
 */
void
hz_dialog_set_content (HzDialog *self,
                       GtkWidget *content)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  adw_bin_set_child (ADW_BIN (priv->bin), content);
}

/**
 * hz_dialog_set_main_action:
 * @self: a dialog
 * @label: an infinitive, in the interface's language
 * @is_enabled: whether it can be pressed now
 */
void
hz_dialog_set_main_action (HzDialog *self,
                           const char *label,
                           gboolean is_enabled)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  priv->is_enabled = is_enabled;
  gtk_button_set_label (GTK_BUTTON (priv->main_button), label);
  gtk_widget_set_visible (priv->main_button, TRUE);
  update_buttons (self);
}

/**
 * hz_dialog_set_dismiss_label:
 * @self: a dialog
 * @label: what stands instead of "Cancel", where that word would say something else
 */
void
hz_dialog_set_dismiss_label (HzDialog *self,
                             const char *label)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  gtk_button_set_label (GTK_BUTTON (priv->cancel), label);
}

/**
 * hz_dialog_add_button:
 * @self: a dialog
 * @label: an infinitive, in the interface's language
 * @detailed_action: what it activates
 *
 * Another button beside the main one.
 */
void
hz_dialog_add_button (HzDialog *self,
                      const char *label,
                      const char *detailed_action)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), detailed_action);
  adw_header_bar_pack_end (ADW_HEADER_BAR (priv->header), button);
}

/**
 * hz_dialog_set_busy:
 * @self: a dialog
 * @is_busy: whether a save is under way
 *
 * While one is, nothing can be pressed twice.
 */
void
hz_dialog_set_busy (HzDialog *self,
                    gboolean is_busy)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  priv->is_busy = is_busy;
  update_buttons (self);
}

/**
 * hz_dialog_set_message:
 * @self: a dialog
 * @sentence: (nullable): what the person is to know, in a bar below the header
 */
void
hz_dialog_set_message (HzDialog *self,
                       const char *sentence)
{
  HzDialogPrivate *priv = hz_dialog_get_instance_private (self);

  if (sentence != NULL)
    gtk_label_set_label (GTK_LABEL (priv->message), sentence);
  gtk_revealer_set_reveal_child (GTK_REVEALER (priv->message_revealer), sentence != NULL);
}
