/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The recovery sheets are typed, one of the acts is chosen (hz-recovery-act.h), and done. */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-view.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-paragraph.h"
#include "hz-recovery-act.h"
#include "hz-sheet-pair.h"
#include "hz-shortcut.h"

#define N_ACTS 4

struct _HzRecoveryView
{
  AdwBin parent_instance;

  HzVault *vault;
  HzSheetSitting *sitting;
  /* The one in the next language, which goes on with what is under way; weak. */
  HzRecoveryView *heir;
  GtkWidget *stack;
  GtkWidget *spinner;
  GtkWidget *message;
  GtkWidget *sheets;
  GtkWidget *open;
  GtkWidget *acts[N_ACTS];
  GtkWidget *rows[N_ACTS];
  GtkWidget *done_what;
  GtkWidget *done_for;
  GtkWidget *finish;
  gboolean is_busy;
};

enum
{
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzRecoveryView, hz_recovery_view, ADW_TYPE_BIN)

/* --- What is on the screen ------------------------------------------------------------------------ */

static void
update (HzRecoveryView *self)
{
  gtk_widget_set_sensitive (self->open, !self->is_busy
                                        && hz_sheet_pair_is_good (HZ_SHEET_PAIR (self->sheets)));
  gtk_widget_set_visible (self->spinner, self->is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->is_busy);
}

/* Takes @self. */
static HzRecoveryView *
take_newest (HzRecoveryView *self)
{
  while (self->heir != NULL)
    {
      HzRecoveryView *heir = g_object_ref (self->heir);

      g_object_unref (self);
      self = heir;
    }

  return self;
}

static void
set_busy (HzRecoveryView *self,
          gboolean is_busy)
{
  self->is_busy = is_busy;
  update (self);
}

static void
show_error (HzRecoveryView *self,
            const GError *error)
{
  g_autofree char *sentence = error != NULL ? hz_error_text_describe (error) : NULL;

  if (error != NULL)
    g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  gtk_label_set_label (GTK_LABEL (self->message), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->message, sentence != NULL);
}

static const char *
get_phase (HzRecoveryView *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

static void
set_phase (HzRecoveryView *self,
           const char *phase)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), phase);
  hz_recovery_view_focus (self);
}

/**
 * hz_recovery_view_focus:
 * @self: a view
 *
 * Puts the cursor where one begins.
 */
void
hz_recovery_view_focus (HzRecoveryView *self)
{
  const char *phase = get_phase (self);

  if (g_strcmp0 (phase, "sheets") == 0)
    gtk_widget_grab_focus (self->sheets);
  else if (g_strcmp0 (phase, "choose") == 0)
    gtk_widget_grab_focus (self->rows[0]);
  else if (g_strcmp0 (phase, "done") == 0)
    gtk_widget_grab_focus (self->finish);
  else
    gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)));
}

/* --- The sheets ----------------------------------------------------------------------------------- */

static void
on_opened_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzRecoveryView) self = take_newest (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_open = hz_sheet_sitting_open_finish (HZ_SHEET_SITTING (source), result, &error);

  /* Gone meanwhile, or being closed. */
  if (self->sitting == NULL || (is_open && hz_sheet_sitting_get_records (self->sitting) == NULL))
    return;

  set_busy (self, FALSE);
  show_error (self, error);
  if (!is_open)
    {
      gtk_widget_grab_focus (self->sheets);
      return;
    }

  hz_sheet_pair_clear (HZ_SHEET_PAIR (self->sheets));
  for (guint i = 0; i < N_ACTS; i++)
    hz_recovery_act_begin (HZ_RECOVERY_ACT (self->acts[i]), self->sitting);
  set_phase (self, "choose");
}

static void
on_open_clicked_cb (HzRecoveryView *self)
{
  g_autoptr (HzSecret) first = NULL;
  g_autoptr (HzSecret) second = NULL;

  if (!gtk_widget_get_sensitive (self->open))
    return;

  hz_sheet_pair_get_typed (HZ_SHEET_PAIR (self->sheets), &first, &second);
  show_error (self, NULL);
  set_busy (self, TRUE);
  hz_sheet_sitting_open_async (self->sitting, first, second, on_opened_cb, g_object_ref (self));
}

/* --- The acts ------------------------------------------------------------------------------------- */

static guint
find_act (HzRecoveryView *self,
          GtkWidget *widget,
          GtkWidget *const widgets[N_ACTS])
{
  for (guint i = 0; i < N_ACTS; i++)
    if (widgets[i] == widget)
      return i;

  g_assert_not_reached ();
}

static void
name_act (guint which,
          char name[4])
{
  g_snprintf (name, 4, "%u", which);
}

static void
on_row_activated_cb (HzRecoveryView *self,
                     GtkWidget *row)
{
  char name[4];

  name_act (find_act (self, row, self->rows), name);
  set_phase (self, name);
}

/* What there is nothing to do with is not offered. */
static void
on_act_changed_cb (HzRecoveryView *self,
                   HzRecoveryAct *act)
{
  guint which = find_act (self, GTK_WIDGET (act), self->acts);

  gtk_widget_set_visible (self->rows[which], hz_recovery_act_is_possible (act));
}

static void
on_act_done_cb (HzRecoveryView *self,
                HzRecoveryAct *act)
{
  gtk_label_set_label (GTK_LABEL (self->done_what), hz_recovery_act_get_done (act));
  gtk_label_set_label (GTK_LABEL (self->done_for), hz_recovery_act_get_done_for (act));
  set_phase (self, "done");
}

static void
on_another_clicked_cb (HzRecoveryView *self)
{
  for (guint i = 0; i < N_ACTS; i++)
    hz_recovery_act_begin (HZ_RECOVERY_ACT (self->acts[i]), self->sitting);
  set_phase (self, "choose");
}

static void
dismiss (HzRecoveryView *self)
{
  g_signal_emit (self, signals[DISMISSED], 0);
}

/* From an act to the choice, from anywhere else out. */
static void
go_back (HzRecoveryView *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (GTK_STACK (self->stack));

  if (HZ_IS_RECOVERY_ACT (shown))
    set_phase (self, "choose");
  else
    dismiss (self);
}

static gboolean
on_escape_cb (GtkWidget *widget,
              GVariant *args,
              gpointer data)
{
  go_back (HZ_RECOVERY_VIEW (widget));

  return TRUE;
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_recovery_view_dispose (GObject *object)
{
  HzRecoveryView *self = HZ_RECOVERY_VIEW (object);

  g_clear_object (&self->sitting);
  g_clear_object (&self->vault);
  g_clear_object (&self->heir);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (hz_recovery_view_parent_class)->dispose (object);
}

static void
hz_recovery_view_class_init (HzRecoveryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_recovery_view_dispose;

  signals[DISMISSED] = g_signal_new ("dismissed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (HzRecoveryView *self,
            GtkWidget *box,
            const char *label,
            const char *css_class,
            GCallback func)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  g_signal_connect_swapped (button, "clicked", func, self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
add_phase (HzRecoveryView *self,
           const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_stack_add_named (GTK_STACK (self->stack), box, name);

  return box;
}

static void
build_sheets (HzRecoveryView *self)
{
  GtkWidget *box = add_phase (self, "sheets");

  hz_paragraph_add (box, _("Forgot the password"), "title-4");
  hz_paragraph_add (box,
                    _("Nobody can see your password. With the recovery sheet you can set a new one. Of "
                      "three sheets, any two are needed."),
                    NULL);
  hz_paragraph_add (box,
                    _("The sheets also open cases whose workers are gone, and name an administrator "
                      "when there is none."),
                    NULL);
  self->sheets = hz_sheet_pair_new ();
  gtk_box_append (GTK_BOX (box), self->sheets);
  g_signal_connect_swapped (self->sheets, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->sheets, "activate", G_CALLBACK (on_open_clicked_cb), self);
  self->open = add_button (self, box, _("Open with the sheets"), "suggested-action",
                           G_CALLBACK (on_open_clicked_cb));
}

static GtkWidget *
create_row (HzRecoveryView *self,
            const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_row_activated_cb), self);

  return row;
}

static void
build_acts (HzRecoveryView *self)
{
  const GType types[N_ACTS] = { HZ_TYPE_RECOVERY_PASSWORD, HZ_TYPE_RECOVERY_CASES,
                                HZ_TYPE_RECOVERY_CARE, HZ_TYPE_RECOVERY_ADMINISTRATOR };
  GtkWidget *box = add_phase (self, "choose");
  GtkWidget *group = adw_preferences_group_new ();

  hz_paragraph_add (box, _("What are the sheets needed for?"), "title-4");
  for (guint i = 0; i < N_ACTS; i++)
    {
      char name[4];

      name_act (i, name);
      self->acts[i] = g_object_new (types[i], NULL);
      self->rows[i] = create_row (self, hz_recovery_act_get_title (HZ_RECOVERY_ACT (self->acts[i])));
      g_signal_connect_swapped (self->acts[i], "changed", G_CALLBACK (on_act_changed_cb), self);
      g_signal_connect_swapped (self->acts[i], "done", G_CALLBACK (on_act_done_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i]);
      gtk_stack_add_named (GTK_STACK (self->stack), self->acts[i], name);
    }
  gtk_box_append (GTK_BOX (box), group);
}

static void
build_done (HzRecoveryView *self)
{
  GtkWidget *box = add_phase (self, "done");

  self->done_what = hz_paragraph_add (box, NULL, "title-4");
  self->done_for = hz_paragraph_add (box, NULL, "heading");
  hz_paragraph_add (box, _("Put the recovery sheets back to where they are kept."), NULL);
  self->finish = add_button (self, box, _("Sign in"), "suggested-action", G_CALLBACK (dismiss));
  add_button (self, box, _("Something else with the sheets"), NULL,
              G_CALLBACK (on_another_clicked_cb));
}

static GtkWidget *
create_header (HzRecoveryView *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_with_label (C_("dialog", "Back"));

  g_signal_connect_swapped (back, "clicked", G_CALLBACK (go_back), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);

  return header;
}

static void
hz_recovery_view_init (HzRecoveryView *self)
{
  GtkWidget *outside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  build_sheets (self);
  build_acts (self);
  build_done (self);
  gtk_box_append (GTK_BOX (box), self->stack);
  self->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (box), self->spinner);
  self->message = hz_paragraph_add (box, NULL, "error");
  gtk_widget_set_visible (self->message, FALSE);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (outside), create_header (self));
  gtk_box_append (GTK_BOX (outside), scrolled);
  adw_bin_set_child (ADW_BIN (self), outside);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "Escape", on_escape_cb, NULL);
  update (self);
}

/**
 * hz_recovery_view_new:
 * @vault: locked
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
hz_recovery_view_new (HzVault *vault)
{
  HzRecoveryView *self = g_object_new (HZ_TYPE_RECOVERY_VIEW, NULL);

  self->vault = g_object_ref (vault);
  self->sitting = hz_sheet_sitting_new (vault);

  return GTK_WIDGET (self);
}

/* What was done is said by the act of the new language. */
static void
renew_done (HzRecoveryView *self,
            HzRecoveryView *before)
{
  const char *what = gtk_label_get_label (GTK_LABEL (before->done_what));

  for (guint i = 0; i < N_ACTS; i++)
    if (g_strcmp0 (hz_recovery_act_get_done (HZ_RECOVERY_ACT (before->acts[i])), what) == 0)
      gtk_label_set_label (GTK_LABEL (self->done_what),
                           hz_recovery_act_get_done (HZ_RECOVERY_ACT (self->acts[i])));
  gtk_label_set_label (GTK_LABEL (self->done_for),
                       gtk_label_get_label (GTK_LABEL (before->done_for)));
}

/**
 * hz_recovery_view_renew:
 * @before: a view that is about to go
 *
 * Returns: (transfer floating): the same in the interface's language of now
 */
GtkWidget *
hz_recovery_view_renew (HzRecoveryView *before)
{
  HzRecoveryView *self = g_object_new (HZ_TYPE_RECOVERY_VIEW, NULL);

  self->vault = g_object_ref (before->vault);
  self->sitting = g_object_ref (before->sitting);
  hz_sheet_pair_copy (HZ_SHEET_PAIR (self->sheets), HZ_SHEET_PAIR (before->sheets));
  for (guint i = 0; i < N_ACTS; i++)
    hz_recovery_act_renew (HZ_RECOVERY_ACT (self->acts[i]), HZ_RECOVERY_ACT (before->acts[i]));
  renew_done (self, before);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), get_phase (before));
  g_set_object (&before->heir, self);
  set_busy (self, before->is_busy);

  return GTK_WIDGET (self);
}

HzSheetSitting *
hz_recovery_view_get_sitting (HzRecoveryView *self)
{
  return self->sitting;
}
