/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheets-dialog.h"

#include <glib/gi18n.h>

#include "hz-radio-row.h"
#include "hz-error-text.h"
#include "hz-sheet-number.h"
#include "hz-sheet-pair.h"
#include "hz-sheet-typing.h"
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
  GtkWidget *number;
  GtkWidget *old;
  GtkWidget *typing;
  HzSheets *sheets;
  gboolean is_typed;
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
  if (is_at (self, "old"))
    return hz_sheet_pair_is_good (HZ_SHEET_PAIR (self->old));

  return is_at (self, "choose") || self->is_typed
         || hz_sheet_typing_is_ready (HZ_SHEET_TYPING (self->typing));
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
  gtk_widget_grab_focus (self->old);
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

  hz_sheet_pair_get_typed (HZ_SHEET_PAIR (self->old), &first, &second);
  hz_vault_replace_sheets_async (vault, first, second, self->sheets, NULL, on_replaced_cb,
                                 g_object_ref (self));
}

/* --- Step by step --------------------------------------------------------------------------------- */

/* The sheets that were made stay the same when the old ones have to be typed again. */
static void
go_on (HzSheetsDialog *self)
{
  if (self->is_typed)
    {
      perform (self);
      return;
    }

  set_phase (self, "new");
  hz_sheet_typing_start (HZ_SHEET_TYPING (self->typing), self->sheets, 0);
}

static void
begin (HzSheetsDialog *self)
{
  char set = self->cover.set == 'Z' ? 'A' : (char) (self->cover.set + 1);

  self->sheets = hz_sheets_new (set, hz_sheet_number_get (HZ_SHEET_NUMBER (self->number)));
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
  else if (is_at (self, "old") || self->is_typed)
    {
      go_on (self);
    }
  else if (!hz_sheet_typing_go_on (HZ_SHEET_TYPING (self->typing)))
    {
      self->is_typed = TRUE;
      perform (self);
    }
}

static void
on_enter_cb (HzSheetsDialog *self)
{
  if (can_go_on (self) && !self->is_busy)
    hz_sheets_dialog_respond (HZ_DIALOG (self));
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

static void
build_choose (HzSheetsDialog *self)
{
  GtkWidget *box = add_phase (self, "choose");
  GtkWidget *old = adw_preferences_group_new ();

  self->have = hz_radio_row_add (old, _("The sheets of now are here"),
                                 _("The new ones count at once, and the old ones open nothing any "
                                   "more but old copies of the folder."),
                                 NULL);
  self->lost = hz_radio_row_add (old, _("The sheets are lost"),
                                 _("The new ones wait until everybody has given them her keys, and "
                                   "an administrator and a case worker say together that they "
                                   "count."),
                                 self->have);
  gtk_box_append (GTK_BOX (box), old);
  self->number = hz_sheet_number_new ();
  gtk_box_append (GTK_BOX (box), self->number);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->have), TRUE);
}

static void
build_old (HzSheetsDialog *self)
{
  GtkWidget *box = add_phase (self, "old");
  GtkWidget *title = gtk_label_new (_("The sheets of now"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-4");
  gtk_box_append (GTK_BOX (box), title);
  self->old = hz_sheet_pair_new ();
  g_signal_connect_swapped (self->old, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->old, "activate", G_CALLBACK (on_enter_cb), self);
  gtk_box_append (GTK_BOX (box), self->old);
}

static void
build_new (HzSheetsDialog *self)
{
  self->typing = hz_sheet_typing_new ();
  g_signal_connect_swapped (self->typing, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->typing, "activate", G_CALLBACK (on_enter_cb), self);
  gtk_box_append (GTK_BOX (add_phase (self, "new")), self->typing);
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
