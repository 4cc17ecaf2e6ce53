/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-fact-row.h"

#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-zone.h"

/**
 * HzFactRow:
 *
 * A fact that a letter may tell: whether it leaves, in which words, and the consent it rests on, or a
 * button to ask for one.
 */
struct _HzFactRow
{
  GtkBox parent_instance;

  GtkWidget *check;
  GtkWidget *value;
  GtkWidget *consent_label;
  GtkWidget *ask;

  char *item;
  char *preset;
  HzConsent *consent;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ASK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzFactRow, hz_fact_row, GTK_TYPE_BOX)

static gboolean
consent_holds (HzFactRow *self)
{
  return self->consent != NULL && hz_consent_holds (self->consent, hz_zone_get_today ());
}

static char *
describe_consent (HzFactRow *self)
{
  g_autofree char *day = NULL;

  if (self->consent == NULL)
    return g_strdup (C_ ("consent", "not asked"));

  day = hz_date_text_short (self->consent->asked_on);
  if (consent_holds (self))
    /* Translators: a date; the consent of that day. */
    return g_strdup_printf (C_ ("consent", "✓ %s"), day);
  if (g_strcmp0 (self->consent->answer, "yes") == 0)
    {
      g_autofree char *until = hz_date_text_short (self->consent->until);

      return g_strdup_printf (C_ ("consent", "ended %s"), until);
    }

  return g_strdup_printf ("%s %s", hz_code_list_get_label ("consent_answer", self->consent->answer,
                                                           hz_language_get_interface ()),
                          day);
}

static void
update (HzFactRow *self)
{
  gboolean is_ticked = hz_fact_row_get_ticked (self);
  gboolean holds = consent_holds (self);
  g_autofree char *text = describe_consent (self);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", is_ticked ? C_ ("fact", "leaves")
                                                                 : C_ ("fact", "does not leave"), text);

  gtk_widget_set_visible (self->value, is_ticked);
  gtk_label_set_label (GTK_LABEL (self->consent_label), text);
  gtk_widget_set_visible (self->ask, is_ticked && !holds);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  if (is_ticked && !holds)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "hz-missing");
      gtk_widget_add_css_class (self->consent_label, "hz-late");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "hz-missing");
      gtk_widget_remove_css_class (self->consent_label, "hz-late");
    }
}

static void
on_changed_cb (HzFactRow *self)
{
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_ask_clicked_cb (HzFactRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ASK], 0);
}

/* Up and Down go from tick to tick. */
static gboolean
on_key_pressed_cb (HzFactRow *self,
                   guint keyval)
{
  GtkWidget *next = NULL;

  if (keyval == GDK_KEY_Down)
    next = gtk_widget_get_next_sibling (GTK_WIDGET (self));
  else if (keyval == GDK_KEY_Up)
    next = gtk_widget_get_prev_sibling (GTK_WIDGET (self));

  return HZ_IS_FACT_ROW (next) && gtk_widget_grab_focus (HZ_FACT_ROW (next)->check);
}

static gboolean
hz_fact_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_FACT_ROW (widget)->check);
}

static void
hz_fact_row_finalize (GObject *object)
{
  HzFactRow *self = HZ_FACT_ROW (object);

  g_free (self->item);
  g_free (self->preset);
  g_clear_object (&self->consent);

  G_OBJECT_CLASS (hz_fact_row_parent_class)->finalize (object);
}

static void
hz_fact_row_class_init (HzFactRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_fact_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_fact_row_grab_focus;

  /**
   * HzFactRow::changed:
   *
   * It was ticked or unticked, or says something else.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * HzFactRow::ask:
   *
   * She is to be asked for it now.
   */
  signals[SIGNAL_ASK] =
    g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hz_fact_row_init (HzFactRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-fact-row");
  self->preset = g_strdup ("");

  self->check = gtk_check_button_new ();
  gtk_widget_set_hexpand (self->check, TRUE);
  self->consent_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->consent_label, "numeric");
  self->ask = gtk_button_new_with_label (_("Ask now"));
  self->value = gtk_entry_new ();
  gtk_widget_set_margin_start (self->value, 24);
  gtk_box_append (GTK_BOX (line), self->check);
  gtk_box_append (GTK_BOX (line), self->consent_label);
  gtk_box_append (GTK_BOX (line), self->ask);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->value);

  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->value, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->ask, "clicked", G_CALLBACK (on_ask_clicked_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->check, keys);
}

/**
 * hz_fact_row_new:
 * @item: of the list "letter_fact"
 *
 * Returns: (transfer floating): that fact, not ticked
 */
GtkWidget *
hz_fact_row_new (const char *item)
{
  HzFactRow *self = g_object_new (HZ_TYPE_FACT_ROW, NULL);
  g_autofree char *label = hz_code_list_dup_first ("letter_fact", item, hz_language_get_interface ());
  g_autofree char *ask = g_strdup_printf (_("Ask for consent now: %s"), label);

  self->item = g_strdup (item);
  gtk_widget_set_name (GTK_WIDGET (self), item);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ask), GTK_ACCESSIBLE_PROPERTY_LABEL, ask, -1);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * hz_fact_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): of the list "letter_fact"
 */
const char *
hz_fact_row_get_item (HzFactRow *self)
{
  return self->item;
}

/**
 * hz_fact_row_get_ticked:
 * @self: a row
 *
 * Returns: whether it leaves
 */
gboolean
hz_fact_row_get_ticked (HzFactRow *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

/**
 * hz_fact_row_set_ticked:
 * @self: a row
 * @is_ticked: whether it leaves
 */
void
hz_fact_row_set_ticked (HzFactRow *self,
                        gboolean is_ticked)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), is_ticked);
}

/**
 * hz_fact_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none): what is told
 */
const char *
hz_fact_row_get_value (HzFactRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->value));
}

/**
 * hz_fact_row_set_value:
 * @self: a row
 * @value: what is told
 */
void
hz_fact_row_set_value (HzFactRow *self,
                       const char *value)
{
  gtk_editable_set_text (GTK_EDITABLE (self->value), value);
}

/**
 * hz_fact_row_set_default:
 * @self: a row
 * @value: what the records say, in the letter's language
 */
void
hz_fact_row_set_default (HzFactRow *self,
                         const char *value)
{
  gboolean is_own = g_strcmp0 (hz_fact_row_get_value (self), self->preset) != 0;

  g_free (self->preset);
  self->preset = g_strdup (value);
  if (!is_own)
    hz_fact_row_set_value (self, value);
}

/**
 * hz_fact_row_set_consent:
 * @self: a row
 * @consent: (nullable): the newest that speaks of it
 */
void
hz_fact_row_set_consent (HzFactRow *self,
                         HzConsent *consent)
{
  g_set_object (&self->consent, consent);
  update (self);
}

/**
 * hz_fact_row_is_missing:
 * @self: a row
 *
 * Returns: whether it would leave without consent
 */
gboolean
hz_fact_row_is_missing (HzFactRow *self)
{
  return hz_fact_row_get_ticked (self) && !consent_holds (self);
}

/**
 * hz_fact_row_focus_ask:
 * @self: a row
 *
 * Goes to its button.
 */
void
hz_fact_row_focus_ask (HzFactRow *self)
{
  gtk_widget_grab_focus (gtk_widget_get_visible (self->ask) ? self->ask : self->check);
}
