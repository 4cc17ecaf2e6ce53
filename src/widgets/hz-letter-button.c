/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-letter-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-text-input.h"

#define N_LETTERS 10
#define N_IN_ROW 5

/* What a Russian layout lacks, then what a Tajik one lacks. */
static const char *const letters[N_LETTERS] = { "ғ", "ӣ", "қ", "ӯ", "ҳ", "ҷ", "ц", "щ", "ы", "ь" };

struct _HzLetterButton
{
  GtkBox parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (HzLetterButton, hz_letter_button, GTK_TYPE_BOX)

static void
insert_letter (HzLetterButton *self,
               int             place)
{
  GtkWidget *text = self->entry != NULL ? hz_text_input_get_text (self->entry) : NULL;

  if (text != NULL && place >= 0 && place < N_LETTERS)
    hz_text_input_insert (text, letters[place]);
}

static void
on_letter_clicked_cb (GtkButton      *button,
                      HzLetterButton *self)
{
  insert_letter (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "place")));
}

/* Digits 1 to 9 insert, 0 is the tenth; the popover stays until Esc. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzLetterButton        *self)
{
  gunichar digit = gdk_keyval_to_unicode (keyval);

  if (digit < '0' || digit > '9')
    return FALSE;
  insert_letter (self, digit == '0' ? N_LETTERS - 1 : (int) (digit - '1'));
  return TRUE;
}

static GtkWidget *
create_letter (HzLetterButton *self,
               int             place)
{
  g_autofree char *text = g_strdup_printf ("%s  %d", letters[place], (place + 1) % 10);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, letters[place], -1);
  g_object_set_data (G_OBJECT (button), "place", GINT_TO_POINTER (place));
  g_signal_connect (button, "clicked", G_CALLBACK (on_letter_clicked_cb), self);
  return button;
}

static GtkWidget *
create_popover (HzLetterButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *hint = gtk_label_new (NULL);
  g_autofree char *text = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (int i = 0; i < N_LETTERS; i++)
    gtk_grid_attach (GTK_GRID (grid), create_letter (self, i), i % N_IN_ROW, i / N_IN_ROW, 1, 1);
  text = g_strdup_printf (_("F2 turns the letter before the cursor: %s"), "к → қ");
  gtk_label_set_label (GTK_LABEL (hint), text);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 30);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_margin_top (hint, 6);
  gtk_grid_attach (GTK_GRID (grid), hint, 0, N_LETTERS / N_IN_ROW, N_IN_ROW, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (popover, keys);
  return popover;
}

static void
hz_letter_button_dispose (GObject *object)
{
  HzLetterButton *self = HZ_LETTER_BUTTON (object);

  g_clear_weak_pointer (&self->entry);
  G_OBJECT_CLASS (hz_letter_button_parent_class)->dispose (object);
}

/* Out of the way of Tab: the next field comes after the entry, and F2 turns a letter without it. */
static gboolean
hz_letter_button_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && gtk_widget_get_focus_child (widget) == NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (hz_letter_button_parent_class)->focus (widget, direction);
}

static void
hz_letter_button_class_init (HzLetterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_letter_button_dispose;
  GTK_WIDGET_CLASS (klass)->focus = hz_letter_button_focus;
}

static void
hz_letter_button_init (HzLetterButton *self)
{
  const char *label = _("Insert a Tajik letter");

  self->button = gtk_menu_button_new ();
  self->popover = create_popover (self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button),
                                 "accessories-character-map-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->button, FALSE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self), self->button);
}

/**
 * hz_letter_button_new:
 * @entry: an entry of any kind or a text view; not kept alive
 *
 * Returns: (transfer floating): a button whose popover puts Tajik letters into @entry
 */
GtkWidget *
hz_letter_button_new (GtkWidget *entry)
{
  HzLetterButton *self = g_object_new (HZ_TYPE_LETTER_BUTTON, NULL);

  g_set_weak_pointer (&self->entry, entry);
  return GTK_WIDGET (self);
}

/**
 * hz_letter_button_attach:
 * @entry: an #AdwEntryRow
 *
 * Puts the button at the row's end.
 */
void
hz_letter_button_attach (GtkWidget *entry)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (entry));

  adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry), hz_letter_button_new (entry));
}
