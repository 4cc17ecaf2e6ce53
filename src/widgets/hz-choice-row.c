/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-choice-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hz-search-key.h"

/**
 * HzChoiceRow:
 *
 * One or several choices of a longer list, found by typing a few letters of any word. Chosen ones
 * stand as chips before the entry. Enter takes the marked one, Backspace in an empty entry takes the
 * last chip away, F4 or Down opens the whole list.
 */
struct _HzChoiceRow
{
  GtkBox parent_instance;

  GtkWidget *flow;
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *list;
  GPtrArray *choices;
  GPtrArray *chosen;
  gboolean is_multiple;
};

typedef struct
{
  char *code;
  char *label;
  char *key;
} Choice;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzChoiceRow, hz_choice_row, GTK_TYPE_BOX)

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->code);
  g_free (choice->label);
  g_free (choice->key);
  g_free (choice);
}

static Choice *
find_choice (HzChoiceRow *self,
             const char  *code)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (g_strcmp0 (choice->code, code) == 0)
        return choice;
    }
  return NULL;
}

static gboolean
begins_a_word (const char *key,
               const char *typed)
{
  const char *found = key;

  while ((found = strstr (found, typed)) != NULL)
    {
      if (found == key || found[-1] == ' ')
        return TRUE;
      found++;
    }
  return FALSE;
}

static void update_chips (HzChoiceRow *self);

static void
take_away (HzChoiceRow *self,
           Choice      *choice)
{
  if (!g_ptr_array_remove (self->chosen, choice))
    return;
  update_chips (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_chip_clicked_cb (GtkButton   *button,
                    HzChoiceRow *self)
{
  Choice *choice = g_object_get_data (G_OBJECT (button), "choice");

  gtk_widget_grab_focus (self->entry);
  take_away (self, choice);
}

static GtkWidget *
create_chip (HzChoiceRow *self,
             Choice      *choice)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cross = gtk_image_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_("Remove: %s"), choice->label);

  gtk_box_append (GTK_BOX (box), gtk_label_new (choice->label));
  gtk_box_append (GTK_BOX (box), cross);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "hz-chip");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "choice", choice);
  g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked_cb), self);
  return button;
}

static void
update_chips (HzChoiceRow *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->chosen, i);
      GtkWidget *wrapper = gtk_flow_box_child_new ();

      gtk_widget_set_focusable (wrapper, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (wrapper), create_chip (self, choice));
      gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), wrapper, -1);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", choice->label);
    }
  gtk_widget_set_visible (self->flow, self->chosen->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, names->str, -1);
}

static void
choose (HzChoiceRow *self,
        Choice      *choice)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (g_ptr_array_find (self->chosen, choice, NULL))
    return;
  if (!self->is_multiple)
    g_ptr_array_set_size (self->chosen, 0);
  g_ptr_array_add (self->chosen, choice);
  update_chips (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
create_row (Choice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (choice->label);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data (G_OBJECT (row), "choice", choice);
  return row;
}

/* The choices that fit what is typed, the first of them marked. */
static guint
fill_list (HzChoiceRow *self)
{
  g_autofree char *typed = hz_search_key (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GtkWidget *child;
  guint n = 0;

  g_strstrip (typed);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (g_ptr_array_find (self->chosen, choice, NULL) || !begins_a_word (choice->key, typed))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (choice));
      n++;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  return n;
}

static void
open_list (HzChoiceRow *self)
{
  if (fill_list (self) > 0)
    {
      /* As wide as what it belongs to, and below it. */
      gtk_widget_set_size_request (self->popover, gtk_widget_get_width (self->entry), -1);
      gtk_popover_popup (GTK_POPOVER (self->popover));
    }
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_entry_changed_cb (GtkEditable *editable,
                     HzChoiceRow *self)
{
  if (*gtk_editable_get_text (editable) != '\0')
    open_list (self);
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
move_mark (HzChoiceRow *self,
           int          by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int place = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (place, 0));
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

static gboolean
choose_marked (HzChoiceRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL)
    return FALSE;
  choose (self, g_object_get_data (G_OBJECT (row), "choice"));
  return TRUE;
}

static gboolean
handle_open_key (HzChoiceRow *self,
                 guint        keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      move_mark (self, keyval == GDK_KEY_Down ? 1 : -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return choose_marked (self);
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   HzChoiceRow           *self)
{
  gboolean is_empty = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';

  if ((state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  if (gtk_widget_get_visible (self->popover))
    return handle_open_key (self, keyval);
  if (keyval == GDK_KEY_F4 || keyval == GDK_KEY_Down)
    {
      open_list (self);
      return TRUE;
    }
  if (keyval == GDK_KEY_BackSpace && is_empty && self->chosen->len > 0)
    {
      take_away (self, g_ptr_array_index (self->chosen, self->chosen->len - 1));
      return TRUE;
    }
  return FALSE;
}

static void
on_row_activated_cb (GtkListBox    *list,
                     GtkListBoxRow *row,
                     HzChoiceRow   *self)
{
  choose (self, g_object_get_data (G_OBJECT (row), "choice"));
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller,
                   HzChoiceRow             *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
hz_choice_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_CHOICE_ROW (widget)->entry);
}

static void
hz_choice_row_dispose (GObject *object)
{
  HzChoiceRow *self = HZ_CHOICE_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (hz_choice_row_parent_class)->dispose (object);
}

static void
hz_choice_row_finalize (GObject *object)
{
  HzChoiceRow *self = HZ_CHOICE_ROW (object);

  g_ptr_array_unref (self->chosen);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (hz_choice_row_parent_class)->finalize (object);
}

static void
hz_choice_row_class_init (HzChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hz_choice_row_dispose;
  object_class->finalize = hz_choice_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_choice_row_grab_focus;

  /**
   * HzChoiceRow::changed:
   *
   * Something was chosen or taken away.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
add_popover (HzChoiceRow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_can_focus (scroller, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_widget_set_parent (self->popover, self->entry);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
}

static void
hz_choice_row_init (HzChoiceRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->chosen = g_ptr_array_new ();
  self->flow = gtk_flow_box_new ();
  self->entry = gtk_entry_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_widget_set_visible (self->flow, FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Type or press F4"));
  gtk_box_append (GTK_BOX (self), self->flow);
  gtk_box_append (GTK_BOX (self), self->entry);
  add_popover (self);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

/**
 * hz_choice_row_new:
 * @label: the question, for those who hear the screen
 * @is_multiple: whether several may be chosen; else the next one takes the place of the last
 *
 * Returns: (transfer floating): a row without choices yet
 */
GtkWidget *
hz_choice_row_new (const char *label,
                   gboolean    is_multiple)
{
  HzChoiceRow *self = g_object_new (HZ_TYPE_CHOICE_ROW, NULL);

  self->is_multiple = is_multiple;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/**
 * hz_choice_row_add:
 * @self: the row
 * @code: what is kept
 * @label: what is shown and searched
 */
void
hz_choice_row_add (HzChoiceRow *self,
                   const char  *code,
                   const char  *label)
{
  Choice *choice;

  g_return_if_fail (HZ_IS_CHOICE_ROW (self));

  choice = g_new0 (Choice, 1);
  choice->code = g_strdup (code);
  choice->label = g_strdup (label);
  choice->key = hz_search_key (label);
  g_ptr_array_add (self->choices, choice);
}

/**
 * hz_choice_row_get_codes:
 * @self: the row
 *
 * Returns: (transfer full): the codes chosen, in the order they were
 */
char **
hz_choice_row_get_codes (HzChoiceRow *self)
{
  char **codes;

  g_return_val_if_fail (HZ_IS_CHOICE_ROW (self), NULL);

  codes = g_new0 (char *, self->chosen->len + 1);
  for (guint i = 0; i < self->chosen->len; i++)
    codes[i] = g_strdup (((Choice *) g_ptr_array_index (self->chosen, i))->code);
  return codes;
}

/**
 * hz_choice_row_set_codes:
 * @self: the row
 * @codes: (nullable): what is chosen; codes that are not offered are passed over
 */
void
hz_choice_row_set_codes (HzChoiceRow       *self,
                         const char *const *codes)
{
  g_return_if_fail (HZ_IS_CHOICE_ROW (self));

  g_ptr_array_set_size (self->chosen, 0);
  for (; codes != NULL && *codes != NULL; codes++)
    {
      Choice *choice = find_choice (self, *codes);

      if (choice != NULL)
        g_ptr_array_add (self->chosen, choice);
    }
  update_chips (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * hz_choice_row_get_code:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the first one chosen
 */
const char *
hz_choice_row_get_code (HzChoiceRow *self)
{
  g_return_val_if_fail (HZ_IS_CHOICE_ROW (self), NULL);

  return self->chosen->len > 0 ? ((Choice *) g_ptr_array_index (self->chosen, 0))->code : NULL;
}

void
hz_choice_row_set_code (HzChoiceRow *self,
                        const char  *code)
{
  const char *codes[] = { code, NULL };

  hz_choice_row_set_codes (self, codes);
}

/**
 * hz_choice_row_get_entry:
 * @self: the row
 *
 * Returns: (transfer none): where one types
 */
GtkEditable *
hz_choice_row_get_entry (HzChoiceRow *self)
{
  g_return_val_if_fail (HZ_IS_CHOICE_ROW (self), NULL);

  return GTK_EDITABLE (self->entry);
}
