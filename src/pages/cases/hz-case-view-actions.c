/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the keys and buttons of a case do. */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-case-view-private.h"

#include <glib/gi18n.h>

#include "hz-shell.h"
#include "hz-shortcut.h"
#include "hz-zone.h"

static void
seal (GtkWidget  *widget,
      const char *action,
      GVariant   *argument)
{
  hz_case_view_ask_to_seal (HZ_CASE_VIEW (widget));
}

static void
new_note (GtkWidget  *widget,
          const char *action,
          GVariant   *argument)
{
  hz_case_view_begin_note (HZ_CASE_VIEW (widget));
}

static void
add_to_note (GtkWidget  *widget,
             const char *action,
             GVariant   *argument)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  g_autoptr (HzNote) note = hz_note_new ();

  note->case_id = self->case_id;
  note->addendum_of = self->shown_id;
  note->date = hz_zone_get_today ();
  hz_case_view_show_editor (self, note);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HzCaseView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = hz_draft_keeper_flush_finish (HZ_DRAFT_KEEPER (source), result, &error);

  if (self->records == NULL)
    return;

  if (is_stored)
    hz_shell_toast (GTK_WIDGET (self), _("Draft kept"));
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
store_now (GtkWidget  *widget,
           const char *action,
           GVariant   *argument)
{
  HzNoteEditor *editor = hz_case_view_get_editor (HZ_CASE_VIEW (widget));

  if (editor != NULL)
    hz_note_editor_store (editor, on_stored_cb, g_object_ref (widget));
}

static void
next_form (GtkWidget  *widget,
           const char *action,
           GVariant   *argument)
{
  HzNoteEditor *editor = hz_case_view_get_editor (HZ_CASE_VIEW (widget));

  if (editor != NULL)
    hz_note_editor_next_form (editor);
}

static void
insert_stamp (GtkWidget  *widget,
              const char *action,
              GVariant   *argument)
{
  HzNoteEditor *editor = hz_case_view_get_editor (HZ_CASE_VIEW (widget));

  if (editor != NULL)
    hz_note_editor_insert_stamp (editor);
}

/* Between the list and what stands beside it. */
static void
switch_pane (GtkWidget  *widget,
             const char *action,
             GVariant   *argument)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->list))
    {
      gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->content)));
      return;
    }

  adw_flap_set_reveal_flap (ADW_FLAP (self->flap), TRUE);
  hz_note_list_focus_rows (HZ_NOTE_LIST (self->list));
}

static void
activate_for_client (GtkWidget  *widget,
                     const char *action)
{
  HzCaseView *self = HZ_CASE_VIEW (widget);
  g_autofree char *hex = NULL;

  if (self->case_file == NULL)
    return;

  hex = hz_id_to_hex (&self->case_file->client_id);
  gtk_widget_activate_action (widget, action, "s", hex);
}

static void
refer (GtkWidget  *widget,
       const char *action,
       GVariant   *argument)
{
  activate_for_client (widget, "win.refer");
}

static void
close_case (GtkWidget  *widget,
            const char *action,
            GVariant   *argument)
{
  hz_case_view_ask_to_close (HZ_CASE_VIEW (widget), TRUE);
}

static void
reopen_case (GtkWidget  *widget,
             const char *action,
             GVariant   *argument)
{
  hz_case_view_ask_to_close (HZ_CASE_VIEW (widget), FALSE);
}

static void
show_client_page (GtkWidget  *widget,
                  const char *action,
                  GVariant   *argument)
{
  activate_for_client (widget, "win.show-client");
}

/**
 * hz_case_view_install_actions:
 * @widget_class: of the view
 */
void
hz_case_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.new-note", NULL, new_note);
  gtk_widget_class_install_action (widget_class, "case.add-to-note", NULL, add_to_note);
  gtk_widget_class_install_action (widget_class, "case.seal", NULL, seal);
  gtk_widget_class_install_action (widget_class, "case.store", NULL, store_now);
  gtk_widget_class_install_action (widget_class, "case.next-form", NULL, next_form);
  gtk_widget_class_install_action (widget_class, "case.stamp", NULL, insert_stamp);
  gtk_widget_class_install_action (widget_class, "case.switch-pane", NULL, switch_pane);
  gtk_widget_class_install_action (widget_class, "case.refer", NULL, refer);
  gtk_widget_class_install_action (widget_class, "case.close", NULL, close_case);
  gtk_widget_class_install_action (widget_class, "case.reopen", NULL, reopen_case);
  gtk_widget_class_install_action (widget_class, "case.show-client", NULL, show_client_page);
}

/**
 * hz_case_view_add_shortcuts:
 * @self: a view
 *
 * Heard before what has the focus: a text would take Ctrl+Shift+Enter for a line break.
 */
void
hz_case_view_add_shortcuts (HzCaseView *self)
{
  static const struct
  {
    const char *accelerator;
    const char *action;
  } shortcuts[] = {
    { "<Control><Shift>Return", "case.seal" },
    { "<Control><Shift>KP_Enter", "case.seal" },
    { "<Control>s", "case.store" },
    { "<Control><Shift>t", "case.next-form" },
    { "<Control>d", "case.stamp" },
    { "<Control>r", "case.refer" },
    { "F6", "case.switch-pane" },
    { "<Shift>F6", "case.switch-pane" },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (hz_shortcut_get_trigger (shortcuts[i].accelerator),
                        gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
