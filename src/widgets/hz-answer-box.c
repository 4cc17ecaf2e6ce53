/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-answer-box.h"

/**
 * HzAnswerBox:
 *
 * A question with a few answers side by side, one of which holds. The digit before an answer picks
 * it, the arrows go from one to the next, 0 takes the answer back. Buttons break into further lines
 * where they do not fit.
 */
struct _HzAnswerBox
{
  GtkBox parent_instance;

  GtkWidget *flow;
  GPtrArray *buttons;
  int chosen;
  gboolean with_keys;
  gboolean is_setting;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzAnswerBox, hz_answer_box, GTK_TYPE_BOX)

static const char *
get_code_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "code");
}

/* Only the chosen button, or the first, is a stop of Tab: the arrows do the rest. */
static void
choose (HzAnswerBox *self,
        int          chosen)
{
  gboolean is_change = self->chosen != chosen;

  self->is_setting = TRUE;
  self->chosen = chosen;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (int) i == chosen);
      gtk_accessible_update_state (GTK_ACCESSIBLE (button),
                                   GTK_ACCESSIBLE_STATE_CHECKED,
                                   (int) i == chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                     : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                   -1);
    }
  self->is_setting = FALSE;
  if (is_change)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_button_toggled_cb (GtkToggleButton *button,
                      HzAnswerBox     *self)
{
  guint place;

  if (!self->is_setting && g_ptr_array_find (self->buttons, button, &place))
    choose (self, (int) place);
}

static gboolean
move_focus (HzAnswerBox *self,
            int          by)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      int next = (int) i + by;

      if (!gtk_widget_is_focus (g_ptr_array_index (self->buttons, i)))
        continue;
      if (next < 0 || next >= (int) self->buttons->len)
        return FALSE;
      return gtk_widget_grab_focus (g_ptr_array_index (self->buttons, next));
    }
  return FALSE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzAnswerBox           *self)
{
  gunichar digit = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right)
    return move_focus (self, keyval == GDK_KEY_Left ? -1 : 1);
  if (!self->with_keys || digit < '0' || digit > '9' || digit - '0' > self->buttons->len)
    return FALSE;

  choose (self, (int) (digit - '0') - 1);
  if (self->chosen >= 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->buttons, self->chosen));
  return TRUE;
}

static gboolean
hz_answer_box_grab_focus (GtkWidget *widget)
{
  HzAnswerBox *self = HZ_ANSWER_BOX (widget);
  int place = MAX (self->chosen, 0);

  return place < (int) self->buttons->len &&
         gtk_widget_grab_focus (g_ptr_array_index (self->buttons, place));
}

/* Tab enters at the chosen answer and leaves the question as a whole. */
static gboolean
hz_answer_box_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  gboolean is_inside = gtk_widget_get_focus_child (widget) != NULL;

  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return !is_inside && hz_answer_box_grab_focus (widget);
  return GTK_WIDGET_CLASS (hz_answer_box_parent_class)->focus (widget, direction);
}

static void
hz_answer_box_finalize (GObject *object)
{
  g_ptr_array_unref (HZ_ANSWER_BOX (object)->buttons);
  G_OBJECT_CLASS (hz_answer_box_parent_class)->finalize (object);
}

static void
hz_answer_box_class_init (HzAnswerBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hz_answer_box_finalize;
  widget_class->grab_focus = hz_answer_box_grab_focus;
  widget_class->focus = hz_answer_box_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);

  /**
   * HzAnswerBox::changed:
   *
   * Another answer holds, or none.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hz_answer_box_init (HzAnswerBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buttons = g_ptr_array_new ();
  self->chosen = -1;
  self->with_keys = TRUE;
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 8);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-answer-box");
  gtk_box_append (GTK_BOX (self), self->flow);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * hz_answer_box_new:
 * @label: the question, for those who hear the screen
 *
 * Returns: (transfer floating): a question without answers yet
 */
GtkWidget *
hz_answer_box_new (const char *label)
{
  GtkWidget *self = g_object_new (HZ_TYPE_ANSWER_BOX, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return self;
}

/**
 * hz_answer_box_add:
 * @self: the question
 * @code: what is kept when this answer is chosen
 * @label: what the button says
 */
void
hz_answer_box_add (HzAnswerBox *self,
                   const char  *code,
                   const char  *label)
{
  g_autofree char *text = NULL;
  GtkWidget *button, *child;

  g_return_if_fail (HZ_IS_ANSWER_BOX (self));

  if (self->with_keys)
    text = g_strdup_printf ("%u  %s", self->buttons->len + 1, label);
  button = gtk_toggle_button_new_with_label (self->with_keys ? text : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "code", g_strdup (code), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_button_toggled_cb), self);
  g_ptr_array_add (self->buttons, button);

  child = gtk_flow_box_child_new ();
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), child, -1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), self->buttons->len);
}

/**
 * hz_answer_box_clear:
 * @self: the question
 *
 * Takes all answers away.
 */
void
hz_answer_box_clear (HzAnswerBox *self)
{
  GtkWidget *child;

  g_return_if_fail (HZ_IS_ANSWER_BOX (self));

  choose (self, -1);
  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
}

/**
 * hz_answer_box_get_code:
 * @self: the question
 *
 * Returns: (transfer none) (nullable): the answer that holds
 */
const char *
hz_answer_box_get_code (HzAnswerBox *self)
{
  g_return_val_if_fail (HZ_IS_ANSWER_BOX (self), NULL);

  return self->chosen >= 0 ? get_code_of (g_ptr_array_index (self->buttons, self->chosen)) : NULL;
}

/**
 * hz_answer_box_set_code:
 * @self: the question
 * @code: (nullable): the answer that holds; %NULL or one not offered for none
 */
void
hz_answer_box_set_code (HzAnswerBox *self,
                        const char  *code)
{
  int chosen = -1;

  g_return_if_fail (HZ_IS_ANSWER_BOX (self));

  for (guint i = 0; i < self->buttons->len; i++)
    {
      if (g_strcmp0 (get_code_of (g_ptr_array_index (self->buttons, i)), code) == 0)
        chosen = (int) i;
    }
  choose (self, chosen);
}

/**
 * hz_answer_box_set_with_keys:
 * @self: the question, before answers are added
 * @with_keys: whether digits pick answers and stand before them
 */
void
hz_answer_box_set_with_keys (HzAnswerBox *self,
                             gboolean     with_keys)
{
  g_return_if_fail (HZ_IS_ANSWER_BOX (self));

  self->with_keys = with_keys;
}
