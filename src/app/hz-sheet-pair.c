/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheet-pair.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-sheet-entry.h"
#include "hz-vault-error.h"

struct _HzSheetPair
{
  GtkBox parent_instance;

  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *verdict;
  gboolean is_good;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSheetPair, hz_sheet_pair, GTK_TYPE_BOX)

static gboolean
has_second (HzSheetPair *self)
{
  return !hz_sheet_entry_is_empty (HZ_SHEET_ENTRY (self->second));
}

/* Of two whole sheets: why they cannot open anything together. */
static char *
describe (HzSheetPair *self)
{
  g_autoptr (GError) error = NULL;
  char sets[2];
  guint numbers[2];

  if (!hz_sheet_entry_get_name (HZ_SHEET_ENTRY (self->first), &sets[0], &numbers[0])
      || !hz_sheet_entry_get_name (HZ_SHEET_ENTRY (self->second), &sets[1], &numbers[1]))
    return NULL;

  if (sets[0] != sets[1])
    g_set_error_literal (&error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET_SETS, "Of two sets");
  else if (numbers[0] == numbers[1])
    g_set_error_literal (&error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET_TWICE, "Twice the same");

  return error != NULL ? hz_error_text_describe (error) : NULL;
}

static void
on_changed_cb (HzSheetPair *self)
{
  g_autofree char *mistake = describe (self);

  gtk_label_set_label (GTK_LABEL (self->verdict), mistake != NULL ? mistake : "");
  gtk_widget_set_visible (self->verdict, mistake != NULL);
  self->is_good = mistake == NULL && hz_sheet_entry_is_good (HZ_SHEET_ENTRY (self->first))
                  && (!has_second (self) || hz_sheet_entry_is_good (HZ_SHEET_ENTRY (self->second)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_first_activate_cb (HzSheetPair *self)
{
  gtk_widget_grab_focus (self->second);
}

static void
on_second_activate_cb (HzSheetPair *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
hz_sheet_pair_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_SHEET_PAIR (widget)->first);
}

static void
hz_sheet_pair_class_init (HzSheetPairClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_sheet_pair_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_entry (HzSheetPair *self,
           const char *title,
           GCallback on_activate)
{
  GtkWidget *entry = hz_sheet_entry_new (title);

  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", on_activate, self);
  gtk_box_append (GTK_BOX (self), entry);

  return entry;
}

static void
hz_sheet_pair_init (HzSheetPair *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->first = add_entry (self, _("The eight groups of a sheet"), G_CALLBACK (on_first_activate_cb));
  self->second = add_entry (self, _("A second sheet, if there are three"),
                            G_CALLBACK (on_second_activate_cb));
  self->verdict = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->verdict), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->verdict), 0);
  gtk_widget_add_css_class (self->verdict, "error");
  gtk_widget_set_visible (self->verdict, FALSE);
  gtk_box_append (GTK_BOX (self), self->verdict);
}

GtkWidget *
hz_sheet_pair_new (void)
{
  return g_object_new (HZ_TYPE_SHEET_PAIR, NULL);
}

/**
 * hz_sheet_pair_is_good:
 * @self: a pair
 *
 * Returns: whether what is typed can be tried
 */
gboolean
hz_sheet_pair_is_good (HzSheetPair *self)
{
  return self->is_good;
}

/**
 * hz_sheet_pair_get_typed:
 * @self: a pair that is good
 * @first: (out) (transfer full): one sheet
 * @second: (out) (transfer full) (nullable): another
 */
void
hz_sheet_pair_get_typed (HzSheetPair *self,
                         HzSecret **first,
                         HzSecret **second)
{
  *first = hz_sheet_entry_get_typed (HZ_SHEET_ENTRY (self->first));
  *second = has_second (self) ? hz_sheet_entry_get_typed (HZ_SHEET_ENTRY (self->second)) : NULL;
}

void
hz_sheet_pair_clear (HzSheetPair *self)
{
  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->first));
  hz_sheet_entry_clear (HZ_SHEET_ENTRY (self->second));
}

void
hz_sheet_pair_copy (HzSheetPair *self,
                    HzSheetPair *before)
{
  hz_sheet_entry_copy (HZ_SHEET_ENTRY (self->first), HZ_SHEET_ENTRY (before->first));
  hz_sheet_entry_copy (HZ_SHEET_ENTRY (self->second), HZ_SHEET_ENTRY (before->second));
}
