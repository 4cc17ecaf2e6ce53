/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-profile-field-row.h"

#include <glib/gi18n.h>

#include "hz-choice-row.h"
#include "hz-client-label.h"
#include "hz-code-list.h"
#include "hz-text.h"

#define TEXT_HEIGHT 54

struct _HzProfileFieldRow
{
  GtkBox parent_instance;

  GtkWidget *input;
  GtkWidget *other;
  GtkWidget *other_label;

  HzProfileField field;
  char *own_value;
  char *other_value;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (HzProfileFieldRow, hz_profile_field_row, GTK_TYPE_BOX)

static guint changed_signal;

static const char *const titles[HZ_N_PROFILE_FIELDS] = {
  [HZ_PROFILE_FORMER_NAMES] = N_("Former surnames, spelling in papers"),
  [HZ_PROFILE_JAMOAT] = N_("Jamoat"),
  [HZ_PROFILE_VILLAGE] = N_("Village or street"),
  [HZ_PROFILE_ADDRESS] = N_("House, how to find it"),
  [HZ_PROFILE_LIVES_WITH] = N_("Lives with"),
  [HZ_PROFILE_HOUSEHOLD] = N_("Household"),
  [HZ_PROFILE_MARITAL_STATUS] = N_("Family status"),
  [HZ_PROFILE_MARRIAGE_FORM] = N_("Form of marriage"),
  [HZ_PROFILE_CHILDREN] = N_("Years of birth of the children"),
  [HZ_PROFILE_HUSBAND_STATE] = N_("Husband"),
  [HZ_PROFILE_HUSBAND] = N_("Husband: country, work, contact, money"),
  [HZ_PROFILE_EDUCATION] = N_("Education"),
  [HZ_PROFILE_WORK] = N_("Work"),
  [HZ_PROFILE_DISABILITY] = N_("Disability"),
  [HZ_PROFILE_PAPERS_MISSING] = N_("Papers she does not have"),
  [HZ_PROFILE_HOW_CAME] = N_("How she came"),
  [HZ_PROFILE_DO_NOT_TELL] = N_("Who must not be told, by name"),
  [HZ_PROFILE_REMARKS] = N_("Remarks"),
};

const char *
hz_profile_field_row_get_title (HzProfileField field)
{
  return _(titles[field]);
}

static void
on_input_changed_cb (HzProfileFieldRow *self)
{
  if (!self->is_filling)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_take_clicked_cb (GtkButton *button,
                    HzProfileFieldRow *self)
{
  g_autofree char *value = g_strdup (self->other_value);

  hz_profile_field_row_set_value (self, value);
  hz_profile_field_row_set_other (self, NULL, NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_keep_clicked_cb (GtkButton *button,
                    HzProfileFieldRow *self)
{
  g_autofree char *value = g_strdup (self->own_value);

  hz_profile_field_row_set_value (self, value);
  hz_profile_field_row_set_other (self, NULL, NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
hz_profile_field_row_finalize (GObject *object)
{
  g_free (HZ_PROFILE_FIELD_ROW (object)->own_value);
  g_free (HZ_PROFILE_FIELD_ROW (object)->other_value);

  G_OBJECT_CLASS (hz_profile_field_row_parent_class)->finalize (object);
}

static void
hz_profile_field_row_class_init (HzProfileFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_profile_field_row_finalize;

  /**
   * HzProfileFieldRow::changed:
   *
   * The answer is another.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_profile_field_row_init (HzProfileFieldRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static GtkWidget *
create_choices (HzProfileField field,
                gboolean is_multiple)
{
  GtkWidget *row = hz_choice_row_new (hz_profile_field_row_get_title (field), is_multiple);
  const GPtrArray *codes = hz_code_list_get (hz_profile_field_get_list (field));

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);

      hz_choice_row_add (HZ_CHOICE_ROW (row), code->code,
                         code->labels[hz_language_get_interface ()]);
    }

  return row;
}

static void
set_title (GtkWidget *widget,
           HzProfileField field)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hz_profile_field_row_get_title (field), -1);
}

/* The text view is in a frame that scrolls: returns the frame. */
static GtkWidget *
create_block (HzProfileFieldRow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->input = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->input), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->input), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->input), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->input), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->input), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->input), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->input);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (scroller, "hz-text-frame");
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), "changed",
                            G_CALLBACK (on_input_changed_cb), self);

  return scroller;
}

static void
add_input (HzProfileFieldRow *self)
{
  HzProfileFieldKind kind = hz_profile_field_get_kind (self->field);
  GtkWidget *child;

  if (kind == HZ_PROFILE_BLOCK)
    {
      child = create_block (self);
    }
  else
    {
      child = self->input = kind == HZ_PROFILE_LINE
                              ? gtk_entry_new ()
                              : create_choices (self->field, kind == HZ_PROFILE_CODES);
      g_signal_connect_swapped (self->input, "changed", G_CALLBACK (on_input_changed_cb), self);
    }

  if (kind == HZ_PROFILE_BLOCK || kind == HZ_PROFILE_LINE)
    set_title (self->input, self->field);
  gtk_box_append (GTK_BOX (self), child);
}

/**
 * hz_profile_field_row_new:
 * @field: the question
 *
 * Returns: (transfer floating): the question without an answer
 */
GtkWidget *
hz_profile_field_row_new (HzProfileField field)
{
  HzProfileFieldRow *self = g_object_new (HZ_TYPE_PROFILE_FIELD_ROW, NULL);
  GtkWidget *title = gtk_label_new (hz_profile_field_row_get_title (field));
  GtkWidget *take = gtk_button_new_with_label (_("Take this one"));
  GtkWidget *keep = gtk_button_new_with_label (_("Keep mine"));

  self->field = field;
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "hz-question");
  gtk_box_append (GTK_BOX (self), title);
  add_input (self);

  self->other = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->other_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->other_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->other_label), TRUE);
  gtk_widget_set_hexpand (self->other_label, TRUE);
  gtk_widget_set_valign (take, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (keep, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->other), self->other_label);
  gtk_box_append (GTK_BOX (self->other), take);
  gtk_box_append (GTK_BOX (self->other), keep);
  gtk_widget_add_css_class (self->other, "hz-clash");
  gtk_widget_set_visible (self->other, FALSE);
  gtk_box_append (GTK_BOX (self), self->other);
  g_signal_connect (take, "clicked", G_CALLBACK (on_take_clicked_cb), self);
  g_signal_connect (keep, "clicked", G_CALLBACK (on_keep_clicked_cb), self);

  return GTK_WIDGET (self);
}

HzProfileField
hz_profile_field_row_get_field (HzProfileFieldRow *self)
{
  g_return_val_if_fail (HZ_IS_PROFILE_FIELD_ROW (self), 0);

  return self->field;
}

static char *
dup_text (HzProfileFieldRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  if (GTK_IS_ENTRY (self->input))
    return hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (self->input)),
                              HZ_TEXT_BLOCK_LIMIT, NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
dup_codes (HzProfileFieldRow *self)
{
  g_auto (GStrv) codes = hz_choice_row_get_codes (HZ_CHOICE_ROW (self->input));

  return g_strjoinv (",", codes);
}

/**
 * hz_profile_field_row_dup_value:
 * @self: the question
 *
 * Returns: (transfer full) (nullable): the answer
 */
char *
hz_profile_field_row_dup_value (HzProfileFieldRow *self)
{
  char *value;

  g_return_val_if_fail (HZ_IS_PROFILE_FIELD_ROW (self), NULL);

  value = HZ_IS_CHOICE_ROW (self->input) ? dup_codes (self) : dup_text (self);
  if (*value == '\0')
    g_clear_pointer (&value, g_free);

  return value;
}

/**
 * hz_profile_field_row_set_value:
 * @self: the question
 * @value: (nullable): the answer; nobody is told
 */
void
hz_profile_field_row_set_value (HzProfileFieldRow *self,
                                const char *value)
{
  g_autofree char *now = hz_profile_field_row_dup_value (self);

  if (g_strcmp0 (now, value) == 0)
    return;

  self->is_filling = TRUE;
  if (HZ_IS_CHOICE_ROW (self->input))
    {
      g_auto (GStrv) codes = g_strsplit (value != NULL ? value : "", ",", -1);

      hz_choice_row_set_codes (HZ_CHOICE_ROW (self->input), (const char *const *) codes);
    }
  else if (GTK_IS_ENTRY (self->input))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->input), value != NULL ? value : "");
    }
  else
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)),
                                value != NULL ? value : "", -1);
    }
  self->is_filling = FALSE;
}

/**
 * hz_profile_field_row_set_other:
 * @self: the question
 * @who: (nullable): who has stored another answer than the one that stands here now; %NULL when it is
 *   settled
 * @value: (nullable): her answer
 */
void
hz_profile_field_row_set_other (HzProfileFieldRow *self,
                                const char *who,
                                const char *value)
{
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (HZ_IS_PROFILE_FIELD_ROW (self));

  g_free (self->own_value);
  self->own_value = hz_profile_field_row_dup_value (self);
  g_free (self->other_value);
  self->other_value = g_strdup (value);
  gtk_widget_set_visible (self->other, who != NULL);
  if (who == NULL)
    return;

  if (value != NULL && HZ_IS_CHOICE_ROW (self->input))
    {
      g_auto (GStrv) codes = g_strsplit (value, ",", -1);

      shown = hz_client_label_codes (hz_profile_field_get_list (self->field),
                                     (const char *const *) codes);
    }
  else
    {
      shown = g_strdup (value != NULL ? value : C_ ("field", "nothing"));
    }

  text = g_strdup_printf (_("Saved meanwhile by %s: %s"), who, shown);
  gtk_label_set_label (GTK_LABEL (self->other_label), text);
}
