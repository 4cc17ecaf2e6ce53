/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheets-dialog.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-sheet-card.h"
#include "hz-sheet-entry.h"
#include "hz-staff-log.h"
#include "hz-vault-error.h"
#include "hz-vault-sheets.h"

struct _HzSheetsDialog
{
  HzDialog parent_instance;

  HzRecords *records;
  HzRingsCover cover;
  GtkWidget *stack;
  GtkWidget *have;
  GtkWidget *lost;
  GtkWidget *one;
  GtkWidget *three;
  GtkWidget *old_first;
  GtkWidget *old_second;
  GtkWidget *card;
  GtkWidget *type_title;
  GtkWidget *typed;
  HzSheets *sheets;
  guint n_typed;
  gboolean is_busy;
};

enum
{
  REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSheetsDialog, hz_sheets_dialog, HZ_TYPE_DIALOG)

/* --- Where it is ---------------------------------------------------------------------------------- */

static gboolean
is_at (HzSheetsDialog *self,
       const char *phase)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), phase) == 0;
}

static gboolean
is_lost (HzSheetsDialog *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->lost));
}

static gboolean
can_go_on (HzSheetsDialog *self)
{
  HzSheetEntry *second = HZ_SHEET_ENTRY (self->old_second);

  if (is_at (self, "old"))
    return hz_sheet_entry_is_good (HZ_SHEET_ENTRY (self->old_first))
           && (hz_sheet_entry_is_empty (second) || hz_sheet_entry_is_good (second));

  return !is_at (self, "type") || hz_sheet_entry_is_good (HZ_SHEET_ENTRY (self->typed));
}

static void
update (HzSheetsDialog *self)
{
  hz_dialog_set_main_action (HZ_DIALOG (self), C_("setup", "Next"), can_go_on (self));
}

static void
set_phase (HzSheetsDialog *self,
           const char *phase)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), phase);
  update (self);
}

/* --- What becomes of them ------------------------------------------------------------------------- */

static void
set_busy (HzSheetsDialog *self,
          gboolean is_busy)
{
  self->is_busy = is_busy;
  hz_dialog_set_busy (HZ_DIALOG (self), is_busy);
}

static void
ask_old (HzSheetsDialog *self)
{
  set_phase (self, "old");
  gtk_widget_grab_focus (self->old_first);
}

static gboolean
is_of_old_sheets (const GError *error)
{
  return g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET)
         || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET_TWICE)
         || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET_SETS)
         || g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEETS_WRONG);
}

static void
conclude (HzSheetsDialog *self,
          gboolean done,
          const GError *error)
{
  gboolean counts = !is_lost (self);

  set_busy (self, FALSE);
  if (!done)
    {
      g_autofree char *sentence = hz_error_text_describe (error);

      g_message ("New sheets: %s", error->message);
      hz_dialog_set_message (HZ_DIALOG (self), sentence);
      if (is_of_old_sheets (error))
        ask_old (self);
      return;
    }

  hz_staff_log (self->records, counts ? "sheets.replace" : "sheets.announce",
                &self->cover.recovery_id);
  g_signal_emit (self, signals[REPLACED], 0, counts);
  hz_dialog_close (HZ_DIALOG (self));
}

static void
on_replaced_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (HzSheetsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_replace_sheets_finish (HZ_VAULT (source), result, NULL, NULL, &error);

  if (self->records != NULL)
    conclude (self, done, error);
}

static void
on_announced_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzSheetsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_vault_act_finish (HZ_VAULT (source), result, &error);

  if (self->records != NULL)
    conclude (self, done, error);
}

static void
perform (HzSheetsDialog *self)
{
  HzVault *vault = hz_records_get_vault (self->records);
  g_autoptr (HzSecret) first = NULL;
  g_autoptr (HzSecret) second = NULL;

  set_busy (self, TRUE);
  if (is_lost (self))
    {
      hz_vault_announce_sheets_async (vault, self->sheets, NULL, on_announced_cb, g_object_ref (self));
      return;
    }

  first = hz_sheet_entry_get_typed (HZ_SHEET_ENTRY (self->old_first));
  if (!hz_sheet_entry_is_empty (HZ_SHEET_ENTRY (self->old_second)))
    second = hz_sheet_entry_get_typed (HZ_SHEET_ENTRY (self->old_second));
  hz_vault_replace_sheets_async (vault, first, second, self->sheets, NULL, on_replaced_cb,
                                 g_object_ref (self));
}

/* --- Step by step --------------------------------------------------------------------------------- */

static void
show_sheet (HzSheetsDialog *self)
{
  hz_sheet_card_show (HZ_SHEET_CARD (self->card), self->sheets, self->n_typed + 1);
  set_phase (self, "show");
}

static void
type_sheet (HzSheetsDialog *self)
{
  g_autofree char *title = hz_sheet_card_name (self->sheets, self->n_typed + 1);

  hz_sheet_card_clear (HZ_SHEET_CARD (self->card));
  gtk_label_set_label (GTK_LABEL (self->type_title), title);
  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->typed));
  hz_sheet_entry_set_expected (HZ_SHEET_ENTRY (self->typed), self->sheets, self->n_typed + 1);
  set_phase (self, "type");
  gtk_widget_grab_focus (self->typed);
}

/* The next sheet, or the end when all were typed back. */
static void
go_on (HzSheetsDialog *self)
{
  if (self->n_typed < hz_sheets_get_n (self->sheets))
    show_sheet (self);
  else
    perform (self);
}

static void
begin (HzSheetsDialog *self)
{
  char set = self->cover.set == 'Z' ? 'A' : (char) (self->cover.set + 1);
  gboolean is_three = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->three));

  self->sheets = hz_sheets_new (set, is_three ? HZ_SHEET_MAX : 1);
  if (is_lost (self))
    go_on (self);
  else
    ask_old (self);
}

static void
hz_sheets_dialog_respond (HzDialog *dialog)
{
  HzSheetsDialog *self = HZ_SHEETS_DIALOG (dialog);

  hz_dialog_set_message (dialog, NULL);
  if (is_at (self, "choose"))
    {
      begin (self);
    }
  else if (is_at (self, "show"))
    {
      type_sheet (self);
    }
  else
    {
      self->n_typed += is_at (self, "type") && self->n_typed < hz_sheets_get_n (self->sheets) ? 1 : 0;
      go_on (self);
    }
}

static void
on_enter_cb (HzSheetsDialog *self)
{
  if (can_go_on (self) && !self->is_busy)
    hz_sheets_dialog_respond (HZ_DIALOG (self));
}

static void
on_old_first_enter_cb (HzSheetsDialog *self)
{
  gtk_widget_grab_focus (self->old_second);
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_sheets_dialog_dispose (GObject *object)
{
  HzSheetsDialog *self = HZ_SHEETS_DIALOG (object);

  g_clear_object (&self->records);
  g_clear_pointer (&self->sheets, hz_sheets_free);

  G_OBJECT_CLASS (hz_sheets_dialog_parent_class)->dispose (object);
}

static void
hz_sheets_dialog_class_init (HzSheetsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_sheets_dialog_dispose;
  HZ_DIALOG_CLASS (klass)->respond = hz_sheets_dialog_respond;

  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkWidget *
add_phase (HzSheetsDialog *self,
           const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_stack_add_named (GTK_STACK (self->stack), box, name);

  return box;
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
add_choice (GtkWidget *group,
            const char *title,
            const char *subtitle,
            GtkWidget *other)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (other));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return check;
}

static void
build_choose (HzSheetsDialog *self)
{
  GtkWidget *box = add_phase (self, "choose");
  GtkWidget *old = adw_preferences_group_new ();
  GtkWidget *number = adw_preferences_group_new ();

  self->have = add_choice (old, _("The sheets of now are here"),
                           _("The new ones count at once, and the old ones open nothing any more but "
                             "old copies of the folder."),
                           NULL);
  self->lost = add_choice (old, _("The sheets are lost"),
                           _("The new ones wait until everybody has given them her keys, and an "
                             "administrator and a case worker say together that they count."),
                           self->have);
  gtk_box_append (GTK_BOX (box), old);
  self->one = add_choice (number, _("One sheet"),
                          _("Whoever has it can open everything. Keep it in a safe."), NULL);
  self->three = add_choice (number, _("Three sheets"),
                            _("Any two of these three sheets open everything. One alone opens "
                              "nothing. Keep the three sheets in three places."),
                            self->one);
  gtk_box_append (GTK_BOX (box), number);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->have), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->one), TRUE);
}

static void
build_old (HzSheetsDialog *self)
{
  GtkWidget *box = add_phase (self, "old");

  add_text (box, _("The sheets of now"), "title-4");
  self->old_first = hz_sheet_entry_new (_("The eight groups of a sheet"));
  self->old_second = hz_sheet_entry_new (_("A second sheet, if there are three"));
  g_signal_connect_swapped (self->old_first, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->old_second, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->old_first, "activate", G_CALLBACK (on_old_first_enter_cb), self);
  g_signal_connect_swapped (self->old_second, "activate", G_CALLBACK (on_enter_cb), self);
  gtk_box_append (GTK_BOX (box), self->old_first);
  gtk_box_append (GTK_BOX (box), self->old_second);
}

static void
build_new (HzSheetsDialog *self)
{
  GtkWidget *box;

  self->card = hz_sheet_card_new ();
  gtk_box_append (GTK_BOX (add_phase (self, "show")), self->card);

  box = add_phase (self, "type");
  self->type_title = add_text (box, NULL, "title-4");
  add_text (box, _("Type the sheet back from the paper. Spaces and capital letters do not matter."),
            NULL);
  self->typed = hz_sheet_entry_new (_("The eight groups"));
  g_signal_connect_swapped (self->typed, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->typed, "activate", G_CALLBACK (on_enter_cb), self);
  gtk_box_append (GTK_BOX (box), self->typed);
}

static void
hz_sheets_dialog_init (HzSheetsDialog *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  build_choose (self);
  build_old (self);
  build_new (self);
  hz_dialog_set_content (HZ_DIALOG (self), self->stack);
  update (self);
}

/**
 * hz_sheets_dialog_show:
 * @from: where it is asked
 * @records: of an administrator
 * @cover: what the sheets of now open
 * @on_replaced: for the signal "replaced", swapped
 * @data: for @on_replaced
 */
void
hz_sheets_dialog_show (GtkWidget *from,
                       HzRecords *records,
                       const HzRingsCover *cover,
                       GCallback on_replaced,
                       GObject *data)
{
  HzSheetsDialog *self = g_object_new (HZ_TYPE_SHEETS_DIALOG, "title", _("New recovery sheets"), NULL);

  self->records = g_object_ref (records);
  self->cover = *cover;
  g_signal_connect_object (self, "replaced", on_replaced, data, G_CONNECT_SWAPPED);
  hz_dialog_present (HZ_DIALOG (self), from);
  gtk_widget_grab_focus (self->have);
}
