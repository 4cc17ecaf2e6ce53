/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-phone-row.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-banner.h"
#include "hz-field-note.h"
#include "hz-phone.h"
#include "hz-text.h"

/**
 * HzPhoneRow:
 *
 * A phone number, whose it is, and whether it may be called: one widget, so that the rule never
 * stands apart from the number. A number without an answer is "not asked", which means do not call.
 */
struct _HzPhoneRow
{
  GtkBox parent_instance;

  GtkWidget *number;
  GtkWidget *owner;
  GtkWidget *rule;
  GtkWidget *note;
  GtkWidget *notice;
  GtkWidget *number_problem;
  GtkWidget *note_problem;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzPhoneRow, hz_phone_row, GTK_TYPE_BOX)

/* What is heard with the number is its rule. */
static void
update_description (HzPhoneRow *self)
{
  g_autofree char *note = hz_phone_row_get_note (self);
  g_autofree char *sentence = hz_banner_describe_rule (hz_phone_row_get_rule (self), note);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static void
on_changed_cb (GtkWidget  *child,
               HzPhoneRow *self)
{
  update_description (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_number_leave_cb (GtkEventControllerFocus *controller,
                    HzPhoneRow              *self)
{
  g_autofree char *number = hz_phone_row_get_number (self);

  hz_phone_row_set_number (self, number);
}

static gboolean
hz_phone_row_grab_focus (GtkWidget *widget)
{
  HzPhoneRow *self = HZ_PHONE_ROW (widget);
  gboolean is_note_wrong = gtk_widget_get_visible (self->note_problem)
                           && !gtk_widget_get_visible (self->number_problem);

  return gtk_widget_grab_focus (is_note_wrong ? self->note : self->number);
}

static void
hz_phone_row_class_init (HzPhoneRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_phone_row_grab_focus;

  /**
   * HzPhoneRow::changed:
   *
   * Number, owner, rule or note is another one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "hz-question");
  return label;
}

static GtkWidget *
create_rule (void)
{
  GtkWidget *rule = hz_answer_box_new (_("Safe to call?"));

  hz_answer_box_add (HZ_ANSWER_BOX (rule), "yes", C_ ("safe to call", "Yes"));
  hz_answer_box_add (HZ_ANSWER_BOX (rule), "noted", C_ ("safe to call", "Only as noted"));
  hz_answer_box_add (HZ_ANSWER_BOX (rule), "no", C_ ("safe to call", "No"));
  hz_answer_box_add (HZ_ANSWER_BOX (rule), "not_asked", C_ ("safe to call", "Not asked"));
  hz_answer_box_set_code (HZ_ANSWER_BOX (rule), "not_asked");
  return rule;
}

static void
set_name (GtkWidget  *widget,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hz_phone_row_init (HzPhoneRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  self->number = gtk_entry_new ();
  self->owner = hz_answer_box_new (_("Whose phone?"));
  self->rule = create_rule ();
  self->note = gtk_entry_new ();
  self->notice = gtk_label_new (NULL);
  self->number_problem = hz_field_note_new (self->number);
  self->note_problem = hz_field_note_new (self->note);

  set_name (self->number, C_ ("field", "Phone"));
  gtk_entry_set_input_purpose (GTK_ENTRY (self->number), GTK_INPUT_PURPOSE_PHONE);
  gtk_widget_add_css_class (self->number, "numeric");
  hz_answer_box_set_with_keys (HZ_ANSWER_BOX (self->owner), FALSE);
  gtk_widget_set_visible (self->owner, FALSE);
  set_name (self->note, _("When and how to call"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note), _("When and how, what to say"));
  gtk_label_set_xalign (GTK_LABEL (self->notice), 0);
  gtk_label_set_wrap (GTK_LABEL (self->notice), TRUE);
  gtk_widget_add_css_class (self->notice, "warning");
  gtk_widget_set_visible (self->notice, FALSE);

  gtk_box_append (GTK_BOX (self), create_heading (C_ ("field", "Phone")));
  gtk_box_append (GTK_BOX (self), self->number);
  gtk_box_append (GTK_BOX (self), self->number_problem);
  gtk_box_append (GTK_BOX (self), self->notice);
  gtk_box_append (GTK_BOX (self), self->owner);
  gtk_box_append (GTK_BOX (self), create_heading (_("Safe to call?")));
  gtk_box_append (GTK_BOX (self), self->rule);
  gtk_box_append (GTK_BOX (self), self->note);
  gtk_box_append (GTK_BOX (self), self->note_problem);

  g_signal_connect (self->number, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (self->owner, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (self->rule, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (self->note, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_number_leave_cb), self);
  gtk_widget_add_controller (self->number, focus);
  update_description (self);
}

/**
 * hz_phone_row_new:
 *
 * Returns: (transfer floating): an empty row, not asked
 */
GtkWidget *
hz_phone_row_new (void)
{
  return g_object_new (HZ_TYPE_PHONE_ROW, NULL);
}

/**
 * hz_phone_row_add_owner:
 * @self: the row
 * @code: of the code list "phone_owner"
 * @label: what the button says; the first one added is preset
 */
void
hz_phone_row_add_owner (HzPhoneRow *self,
                        const char *code,
                        const char *label)
{
  g_return_if_fail (HZ_IS_PHONE_ROW (self));

  hz_answer_box_add (HZ_ANSWER_BOX (self->owner), code, label);
  gtk_widget_set_visible (self->owner, TRUE);
  if (hz_phone_row_get_owner (self) == NULL)
    hz_phone_row_set_owner (self, code);
}

/**
 * hz_phone_row_get_number:
 * @self: the row
 *
 * Returns: (transfer full): the number as it is kept; empty when there is none
 */
char *
hz_phone_row_get_number (HzPhoneRow *self)
{
  g_return_val_if_fail (HZ_IS_PHONE_ROW (self), NULL);

  return hz_phone_tidy (gtk_editable_get_text (GTK_EDITABLE (self->number)));
}

/**
 * hz_phone_row_set_number:
 * @self: the row
 * @number: (nullable): the number as it is kept
 */
void
hz_phone_row_set_number (HzPhoneRow *self,
                         const char *number)
{
  g_autofree char *grouped = hz_phone_group (number != NULL ? number : "");

  g_return_if_fail (HZ_IS_PHONE_ROW (self));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->number)), grouped) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->number), grouped);
}

const char *
hz_phone_row_get_owner (HzPhoneRow *self)
{
  g_return_val_if_fail (HZ_IS_PHONE_ROW (self), NULL);

  return hz_answer_box_get_code (HZ_ANSWER_BOX (self->owner));
}

void
hz_phone_row_set_owner (HzPhoneRow *self,
                        const char *owner)
{
  g_return_if_fail (HZ_IS_PHONE_ROW (self));

  hz_answer_box_set_code (HZ_ANSWER_BOX (self->owner), owner);
}

/**
 * hz_phone_row_get_rule:
 * @self: the row
 *
 * Returns: (transfer none): yes, noted, no or not_asked; never %NULL
 */
const char *
hz_phone_row_get_rule (HzPhoneRow *self)
{
  const char *rule;

  g_return_val_if_fail (HZ_IS_PHONE_ROW (self), NULL);

  rule = hz_answer_box_get_code (HZ_ANSWER_BOX (self->rule));
  return rule != NULL ? rule : "not_asked";
}

void
hz_phone_row_set_rule (HzPhoneRow *self,
                       const char *rule)
{
  g_return_if_fail (HZ_IS_PHONE_ROW (self));

  hz_answer_box_set_code (HZ_ANSWER_BOX (self->rule), rule != NULL ? rule : "not_asked");
}

/**
 * hz_phone_row_get_note:
 * @self: the row
 *
 * Returns: (transfer full) (nullable): when and how; %NULL when nothing was written
 */
char *
hz_phone_row_get_note (HzPhoneRow *self)
{
  g_autofree char *note = NULL;

  g_return_val_if_fail (HZ_IS_PHONE_ROW (self), NULL);

  note = hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (self->note)),
                            G_MAXSIZE, NULL);
  return *note != '\0' ? g_steal_pointer (&note) : NULL;
}

void
hz_phone_row_set_note (HzPhoneRow *self,
                       const char *note)
{
  g_return_if_fail (HZ_IS_PHONE_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->note), note != NULL ? note : "");
}

static gboolean
check_text (GtkWidget *entry,
            GtkWidget *problem)
{
  g_autofree char *sentence = NULL;

  if (g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (entry)), -1) > HZ_TEXT_LINE_LIMIT)
    sentence = g_strdup_printf (_("This text is too long. It may have %d letters."),
                                HZ_TEXT_LINE_LIMIT);
  hz_field_note_set_problem (problem, sentence);

  return sentence == NULL;
}

/**
 * hz_phone_row_check:
 * @self: the row
 *
 * Returns: whether it can be kept as it stands; what cannot is said at its field
 */
gboolean
hz_phone_row_check (HzPhoneRow *self)
{
  gboolean is_note_good;

  g_return_val_if_fail (HZ_IS_PHONE_ROW (self), FALSE);

  is_note_good = check_text (self->note, self->note_problem);

  return check_text (self->number, self->number_problem) && is_note_good;
}

/**
 * hz_phone_row_set_notice:
 * @self: the row
 * @notice: (nullable): a remark below the number, such as that another record has it too
 */
void
hz_phone_row_set_notice (HzPhoneRow *self,
                         const char *notice)
{
  g_return_if_fail (HZ_IS_PHONE_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->notice), notice != NULL ? notice : "");
  gtk_widget_set_visible (self->notice, notice != NULL);
}
