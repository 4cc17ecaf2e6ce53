/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheet-number.h"

#include <glib/gi18n.h>

#include "hz-radio-row.h"
#include "hz-sheet.h"

struct _HzSheetNumber
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *one;
  GtkWidget *three;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSheetNumber, hz_sheet_number, ADW_TYPE_PREFERENCES_GROUP)

static void
on_toggled_cb (HzSheetNumber *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
hz_sheet_number_grab_focus (GtkWidget *widget)
{
  HzSheetNumber *self = HZ_SHEET_NUMBER (widget);

  return gtk_widget_grab_focus (hz_sheet_number_get (self) == 1 ? self->one : self->three);
}

static void
hz_sheet_number_class_init (HzSheetNumberClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_sheet_number_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_sheet_number_init (HzSheetNumber *self)
{
  self->one = hz_radio_row_add (GTK_WIDGET (self), _("One sheet"),
                                _("Whoever has it can open everything. Keep it in a safe."), NULL);
  self->three = hz_radio_row_add (GTK_WIDGET (self), _("Three sheets"),
                                  _("Any two of these three sheets open everything. One alone opens "
                                    "nothing. Keep the three sheets in three places."),
                                  self->one);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->one), TRUE);
  g_signal_connect_swapped (self->three, "toggled", G_CALLBACK (on_toggled_cb), self);
}

GtkWidget *
hz_sheet_number_new (void)
{
  return g_object_new (HZ_TYPE_SHEET_NUMBER, NULL);
}

/**
 * hz_sheet_number_get:
 * @self: a choice
 *
 * Returns: how many sheets, 1 or 3
 */
guint
hz_sheet_number_get (HzSheetNumber *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->three)) ? HZ_SHEET_MAX : 1;
}

void
hz_sheet_number_set (HzSheetNumber *self,
                     guint n_sheets)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (n_sheets == 1 ? self->one : self->three), TRUE);
}
