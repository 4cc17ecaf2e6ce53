/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-sheet-entry.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define GROUP_CHARACTERS 5

struct _HzSheetEntry
{
  GtkBox parent_instance;

  GtkWidget *typed;
  GtkWidget *verdict;
  HzSheets *expected;
  guint number;
  gboolean is_good;
  /* Of one that is good, when any sheet would do */
  char read_set;
  guint read_number;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzSheetEntry, hz_sheet_entry, GTK_TYPE_BOX)

static const char *
get_text (HzSheetEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->typed));
}

static guint
count_characters (const char *typed)
{
  guint n = 0;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      n++;

  return n;
}

static gboolean
check (HzSheetEntry *self,
       guint *wrong)
{
  g_autoptr (HzSecret) read = NULL;

  if (self->expected != NULL)
    return hz_sheets_check_typed (self->expected, self->number, get_text (self), wrong, NULL);

  read = hz_sheet_read (get_text (self), &self->read_set, &self->read_number, wrong, NULL);

  return read != NULL;
}

static char *
describe (HzSheetEntry *self,
          guint wrong,
          gboolean *is_mistake)
{
  guint n_typed = count_characters (get_text (self));

  *is_mistake = FALSE;
  if (self->is_good && self->expected == NULL)
    {
      g_autofree char *name = g_strdup_printf ("%c%u", self->read_set, self->read_number);

      return g_strdup_printf (_("This is sheet %s, typed right."), name);
    }
  if (self->is_good)
    return g_strdup (_("The whole sheet is right."));
  if (n_typed == 0)
    return g_strdup ("");
  if (wrong > 0 && n_typed < wrong * GROUP_CHARACTERS)
    return g_strdup_printf (_("Right so far. Group %u comes now."), wrong);

  *is_mistake = TRUE;
  return wrong > 0 ? g_strdup_printf (_("Group %u does not fit."), wrong)
                   : g_strdup (_("There is something too much."));
}

static void
update (HzSheetEntry *self)
{
  g_autofree char *verdict = NULL;
  gboolean is_mistake;
  guint wrong = 0;

  self->is_good = check (self, &wrong);
  verdict = describe (self, wrong, &is_mistake);
  gtk_label_set_label (GTK_LABEL (self->verdict), verdict);
  if (is_mistake)
    gtk_widget_add_css_class (self->verdict, "error");
  else
    gtk_widget_remove_css_class (self->verdict, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->typed), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  verdict, -1);
}

static void
on_changed_cb (HzSheetEntry *self)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activated_cb (HzSheetEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
hz_sheet_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_SHEET_ENTRY (widget)->typed);
}

static void
hz_sheet_entry_finalize (GObject *object)
{
  hz_sheets_free (HZ_SHEET_ENTRY (object)->expected);

  G_OBJECT_CLASS (hz_sheet_entry_parent_class)->finalize (object);
}

static void
hz_sheet_entry_class_init (HzSheetEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_sheet_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_sheet_entry_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_sheet_entry_init (HzSheetEntry *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  self->typed = adw_entry_row_new ();
  adw_entry_row_set_enable_emoji_completion (ADW_ENTRY_ROW (self->typed), FALSE);
  /* What was cleared does not come back, and no copies of it are kept for that. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->typed), FALSE);
  gtk_widget_add_css_class (self->typed, "monospace");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->typed);
  gtk_box_append (GTK_BOX (self), group);

  self->verdict = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->verdict), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->verdict), 0);
  gtk_box_append (GTK_BOX (self), self->verdict);

  g_signal_connect_swapped (self->typed, "entry-activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect_swapped (self->typed, "changed", G_CALLBACK (on_changed_cb), self);
}

/**
 * hz_sheet_entry_new:
 * @title: what is to be typed, in the interface's language
 *
 * Returns: (transfer floating): the entry
 */
GtkWidget *
hz_sheet_entry_new (const char *title)
{
  HzSheetEntry *self = g_object_new (HZ_TYPE_SHEET_ENTRY, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->typed), title);

  return GTK_WIDGET (self);
}

/**
 * hz_sheet_entry_set_expected:
 * @self: an entry
 * @sheets: (nullable): of which one is to be typed back; %NULL for any sheet
 * @number: which of them
 */
void
hz_sheet_entry_set_expected (HzSheetEntry *self,
                             HzSheets *sheets,
                             guint number)
{
  hz_sheets_free (self->expected);
  self->expected = sheets != NULL ? hz_sheets_copy (sheets) : NULL;
  self->number = number;
  update (self);
}

gboolean
hz_sheet_entry_is_good (HzSheetEntry *self)
{
  return self->is_good;
}

gboolean
hz_sheet_entry_is_empty (HzSheetEntry *self)
{
  return count_characters (get_text (self)) == 0;
}

/**
 * hz_sheet_entry_get_name:
 * @self: an entry for any sheet
 * @set: (out): the letter of its set
 * @number: (out): its number
 *
 * Returns: whether a whole sheet is typed right
 */
gboolean
hz_sheet_entry_get_name (HzSheetEntry *self,
                         char *set,
                         guint *number)
{
  if (!self->is_good || self->expected != NULL)
    return FALSE;

  *set = self->read_set;
  *number = self->read_number;

  return TRUE;
}

/**
 * hz_sheet_entry_get_typed:
 * @self: an entry
 *
 * Returns: (transfer full): what was typed
 */
HzSecret *
hz_sheet_entry_get_typed (HzSheetEntry *self)
{
  return hz_secret_new_password (get_text (self));
}

/**
 * hz_sheet_entry_clear:
 * @self: an entry
 *
 * Nothing of a sheet stays on the screen.
 */
void
hz_sheet_entry_clear (HzSheetEntry *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
}

/**
 * hz_sheet_entry_copy:
 * @self: an entry
 * @other: one before it, in another language
 */
void
hz_sheet_entry_copy (HzSheetEntry *self,
                     HzSheetEntry *other)
{
  gtk_editable_set_text (GTK_EDITABLE (self->typed), get_text (other));
}
