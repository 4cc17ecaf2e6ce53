/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheet-typing.h"

#include <glib/gi18n.h>

#include "hz-sheet-card.h"
#include "hz-sheet-entry.h"

struct _HzSheetTyping
{
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *card;
  GtkWidget *title;
  GtkWidget *entry;
  HzSheets *sheets;
  guint n_typed;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSheetTyping, hz_sheet_typing, ADW_TYPE_BIN)

static gboolean
is_typing (HzSheetTyping *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "type") == 0;
}

static void
on_changed_cb (HzSheetTyping *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate_cb (HzSheetTyping *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
set_phase (HzSheetTyping *self,
           const char *phase)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), phase);
  on_changed_cb (self);
}

static void
show_sheet (HzSheetTyping *self)
{
  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->entry));
  hz_sheet_card_show (HZ_SHEET_CARD (self->card), self->sheets, self->n_typed + 1);
  set_phase (self, "show");
  gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

/* What is to be typed from the paper cannot be read off the screen. */
static void
ask_sheet (HzSheetTyping *self)
{
  g_autofree char *title = hz_sheet_card_name (self->sheets, self->n_typed + 1);

  hz_sheet_card_clear (HZ_SHEET_CARD (self->card));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->entry));
  hz_sheet_entry_set_expected (HZ_SHEET_ENTRY (self->entry), self->sheets, self->n_typed + 1);
  set_phase (self, "type");
  gtk_widget_grab_focus (self->entry);
}

static void
hz_sheet_typing_finalize (GObject *object)
{
  hz_sheets_free (HZ_SHEET_TYPING (object)->sheets);

  G_OBJECT_CLASS (hz_sheet_typing_parent_class)->finalize (object);
}

static void
hz_sheet_typing_class_init (HzSheetTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_sheet_typing_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static GtkWidget *
create_typing (HzSheetTyping *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->title = create_label (NULL);
  gtk_widget_add_css_class (self->title, "title-4");
  self->entry = hz_sheet_entry_new (_("The eight groups"));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box),
                  create_label (_("Type the sheet back from the paper. Spaces and capital letters do "
                                  "not matter.")));
  gtk_box_append (GTK_BOX (box), self->entry);

  return box;
}

static void
hz_sheet_typing_init (HzSheetTyping *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  self->card = hz_sheet_card_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->card, "show");
  gtk_stack_add_named (GTK_STACK (self->stack), create_typing (self), "type");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

GtkWidget *
hz_sheet_typing_new (void)
{
  return g_object_new (HZ_TYPE_SHEET_TYPING, NULL);
}

/**
 * hz_sheet_typing_start:
 * @self: a typing
 * @sheets: new ones
 * @n_typed: how many of them were typed back before
 *
 * Shows the next of them.
 */
void
hz_sheet_typing_start (HzSheetTyping *self,
                       HzSheets *sheets,
                       guint n_typed)
{
  g_return_if_fail (n_typed < hz_sheets_get_n (sheets));

  hz_sheets_free (self->sheets);
  self->sheets = hz_sheets_copy (sheets);
  self->n_typed = n_typed;
  show_sheet (self);
}

guint
hz_sheet_typing_get_n_typed (HzSheetTyping *self)
{
  return self->n_typed;
}

gboolean
hz_sheet_typing_is_ready (HzSheetTyping *self)
{
  return !is_typing (self) || hz_sheet_entry_is_good (HZ_SHEET_ENTRY (self->entry));
}

/**
 * hz_sheet_typing_go_on:
 * @self: a typing that is ready
 *
 * Returns: whether there is something more to copy or to type
 */
gboolean
hz_sheet_typing_go_on (HzSheetTyping *self)
{
  if (!is_typing (self))
    {
      ask_sheet (self);
      return TRUE;
    }

  if (self->n_typed + 1 < hz_sheets_get_n (self->sheets))
    {
      self->n_typed++;
      show_sheet (self);
      return TRUE;
    }

  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->entry));
  return FALSE;
}

gboolean
hz_sheet_typing_go_back (HzSheetTyping *self)
{
  if (!is_typing (self))
    return FALSE;

  show_sheet (self);
  return TRUE;
}
