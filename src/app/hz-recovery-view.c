/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-view.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-password-group.h"
#include "hz-sheet-pair.h"
#include "hz-sheet-use.h"
#include "hz-shortcut.h"
#include "hz-text.h"
#include "hz-vault-sheets.h"

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
  GtkWidget *person;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *reason;
  GtkWidget *set;
  GtkWidget *done;
  GtkWidget *finish;
  /* Who can be chosen: HzMember */
  GPtrArray *members;
  gboolean is_busy;
};

enum
{
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzRecoveryView, hz_recovery_view, ADW_TYPE_BIN)

/* --- What can be pressed -------------------------------------------------------------------------- */

static char *
read_line (GtkWidget *row)
{
  return hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (row)), G_MAXSIZE, NULL);
}

static const HzMember *
get_member (HzRecoveryView *self)
{
  guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (self->person));

  return self->members != NULL && place < self->members->len ? g_ptr_array_index (self->members, place)
                                                             : NULL;
}

static gboolean
can_set (HzRecoveryView *self)
{
  g_autofree char *login = read_line (self->login);
  g_autofree char *reason = read_line (self->reason);

  return get_member (self) != NULL && *login != '\0' && *reason != '\0'
         && hz_password_group_get_good (HZ_PASSWORD_GROUP (self->password));
}

static void
update (HzRecoveryView *self)
{
  gtk_widget_set_sensitive (self->open, !self->is_busy
                                        && hz_sheet_pair_is_good (HZ_SHEET_PAIR (self->sheets)));
  gtk_widget_set_sensitive (self->set, !self->is_busy && can_set (self));
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
  else if (g_strcmp0 (phase, "person") == 0)
    gtk_widget_grab_focus (self->person);
  else
    gtk_widget_grab_focus (self->finish);
}

/* --- The sheets ----------------------------------------------------------------------------------- */

static void
list_members (HzRecoveryView *self)
{
  g_autoptr (GPtrArray) everybody = hz_vault_list_members (self->vault);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_member_free);
  for (guint i = 0; i < everybody->len; i++)
    {
      const HzMember *member = g_ptr_array_index (everybody, i);

      if (member->state != HZ_MEMBER_PRESENT)
        continue;
      g_ptr_array_add (self->members, hz_member_copy (member));
      gtk_string_list_append (names, member->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->person), G_LIST_MODEL (names));
}

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
  list_members (self);
  set_phase (self, "person");
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

/* --- The new password ----------------------------------------------------------------------------- */

/* As it was when the button was pressed: the fields may be another's by the time it is done. */
typedef struct
{
  HzId member_id;
  char *login;
  HzSecret *password;
  char *reason;
} Use;

static void
free_use (gpointer data)
{
  Use *use = data;

  g_free (use->login);
  g_clear_pointer (&use->password, hz_secret_unref);
  g_free (use->reason);
  g_free (use);
}

static gboolean
add_use (HzContext *context,
         gpointer data,
         GError **error)
{
  const Use *use = data;

  return hz_sheet_use_add (context, HZ_SHEET_USE_PASSWORD, &use->member_id, NULL, use->reason, error);
}

static void
on_set_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (HzRecoveryView) self = take_newest (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_set = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (self->sitting == NULL)
    return;

  set_busy (self, FALSE);
  show_error (self, error);
  if (!is_set)
    return;

  hz_password_group_clear (HZ_PASSWORD_GROUP (self->password));
  gtk_editable_set_text (GTK_EDITABLE (self->login), "");
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  set_phase (self, "done");
}

/* Why the sheets were needed stands in the log; only now they are used. */
static void
on_use_written_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (HzRecoveryView) self = take_newest (user_data);
  g_autoptr (GError) error = NULL;
  const Use *use = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (self->sitting == NULL)
    return;
  if (use == NULL)
    {
      set_busy (self, FALSE);
      show_error (self, error);
      return;
    }

  hz_vault_reset_password_async (self->vault, &use->member_id, use->login, use->password, NULL,
                                 on_set_cb, g_object_ref (self));
}

static void
on_set_clicked_cb (HzRecoveryView *self)
{
  HzRecords *records = hz_sheet_sitting_get_records (self->sitting);
  Use *use;

  if (!gtk_widget_get_sensitive (self->set) || records == NULL)
    return;

  use = g_new0 (Use, 1);
  use->member_id = get_member (self)->id;
  use->login = read_line (self->login);
  use->password = hz_password_group_get_password (HZ_PASSWORD_GROUP (self->password));
  use->reason = read_line (self->reason);
  gtk_label_set_label (GTK_LABEL (self->done), get_member (self)->name);
  show_error (self, NULL);
  set_busy (self, TRUE);
  hz_records_run_async (records, HZ_DB_JOB_WRITE, add_use, use, free_use, NULL, on_use_written_cb,
                        g_object_ref (self));
}

static void
on_person_changed_cb (HzRecoveryView *self)
{
  const HzMember *member = get_member (self);
  g_autofree char *login = read_line (self->login);

  hz_password_group_set_person (HZ_PASSWORD_GROUP (self->password), login,
                                member != NULL ? member->name : NULL);
  update (self);
}

static void
on_password_activate_cb (HzRecoveryView *self)
{
  gtk_widget_grab_focus (self->reason);
}

static void
on_another_clicked_cb (HzRecoveryView *self)
{
  set_phase (self, "person");
}

static void
dismiss (HzRecoveryView *self)
{
  g_signal_emit (self, signals[DISMISSED], 0);
}

static gboolean
on_escape_cb (GtkWidget *widget,
              GVariant *args,
              gpointer data)
{
  dismiss (HZ_RECOVERY_VIEW (widget));

  return TRUE;
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_recovery_view_dispose (GObject *object)
{
  HzRecoveryView *self = HZ_RECOVERY_VIEW (object);

  g_clear_object (&self->sitting);
  g_clear_object (&self->vault);
  g_clear_weak_pointer (&self->heir);
  g_clear_pointer (&self->members, g_ptr_array_unref);
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
add_text (GtkWidget *box,
          const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
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

  add_text (box, _("Forgot the password"), "title-4");
  add_text (box, _("Nobody can see your password. With the recovery sheet you can set a new one. Of "
                   "three sheets, any two are needed."),
            NULL);
  self->sheets = hz_sheet_pair_new ();
  gtk_box_append (GTK_BOX (box), self->sheets);
  g_signal_connect_swapped (self->sheets, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->sheets, "activate", G_CALLBACK (on_open_clicked_cb), self);
  self->open = add_button (self, box, _("Open with the sheets"), "suggested-action",
                           G_CALLBACK (on_open_clicked_cb));
}

static GtkWidget *
add_entry (HzRecoveryView *self,
           GtkWidget *group,
           const char *title,
           GCallback on_changed)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "changed", on_changed, self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static void
build_person (HzRecoveryView *self)
{
  GtkWidget *box = add_phase (self, "person");
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *why = adw_preferences_group_new ();

  add_text (box, _("A new password"), "title-4");
  add_text (box, _("It is best if she types it herself. The password of before opens nothing any "
                   "more, and everything that was hers stays hers."),
            NULL);
  self->person = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person), _("For whom"));
  g_signal_connect_swapped (self->person, "notify::selected", G_CALLBACK (on_person_changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->person);
  self->login = add_entry (self, group, _("Name to sign in with"), G_CALLBACK (on_person_changed_cb));
  gtk_box_append (GTK_BOX (box), group);

  self->password = hz_password_group_new ();
  g_signal_connect_swapped (self->password, "notify::good", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->password, "activate", G_CALLBACK (on_password_activate_cb), self);
  gtk_box_append (GTK_BOX (box), self->password);

  self->reason = add_entry (self, why, _("Why the sheets are needed"), G_CALLBACK (update));
  g_signal_connect_swapped (self->reason, "entry-activated", G_CALLBACK (on_set_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), why);
  add_text (box, _("The reason stays in the log. Whoever reads requests can read it."), "caption");
  self->set = add_button (self, box, _("Set the password"), "suggested-action",
                          G_CALLBACK (on_set_clicked_cb));
}

static void
build_done (HzRecoveryView *self)
{
  GtkWidget *box = add_phase (self, "done");

  add_text (box, _("The new password is set."), "title-4");
  self->done = add_text (box, NULL, "heading");
  add_text (box, _("Put the recovery sheets back to where they are kept."), NULL);
  self->finish = add_button (self, box, _("Sign in"), "suggested-action", G_CALLBACK (dismiss));
  add_button (self, box, _("A password for another person"), NULL, G_CALLBACK (on_another_clicked_cb));
}

static GtkWidget *
create_header (HzRecoveryView *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_with_label (C_("dialog", "Back"));

  g_signal_connect_swapped (back, "clicked", G_CALLBACK (dismiss), self);
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
  build_person (self);
  build_done (self);
  gtk_box_append (GTK_BOX (box), self->stack);
  self->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (box), self->spinner);
  self->message = add_text (box, NULL, "error");
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

static void
copy_text (GtkWidget *from,
           GtkWidget *to)
{
  gtk_editable_set_text (GTK_EDITABLE (to), gtk_editable_get_text (GTK_EDITABLE (from)));
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
  g_autoptr (HzSecret) password = NULL;

  self->vault = g_object_ref (before->vault);
  self->sitting = g_object_ref (before->sitting);
  hz_sheet_pair_copy (HZ_SHEET_PAIR (self->sheets), HZ_SHEET_PAIR (before->sheets));
  if (before->members != NULL)
    {
      list_members (self);
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->person),
                                  adw_combo_row_get_selected (ADW_COMBO_ROW (before->person)));
    }
  copy_text (before->login, self->login);
  copy_text (before->reason, self->reason);
  password = hz_password_group_get_password (HZ_PASSWORD_GROUP (before->password));
  if (hz_password_group_get_good (HZ_PASSWORD_GROUP (before->password)))
    hz_password_group_set_password (HZ_PASSWORD_GROUP (self->password), password);
  gtk_label_set_label (GTK_LABEL (self->done), gtk_label_get_label (GTK_LABEL (before->done)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), get_phase (before));
  g_set_weak_pointer (&before->heir, self);
  set_busy (self, before->is_busy);

  return GTK_WIDGET (self);
}

HzSheetSitting *
hz_recovery_view_get_sitting (HzRecoveryView *self)
{
  return self->sitting;
}
