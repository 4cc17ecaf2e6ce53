/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-form-private.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-choice-row.h"
#include "hz-client-similar.h"
#include "hz-code-list.h"
#include "hz-district.h"
#include "hz-field-note.h"
#include "hz-name-row.h"
#include "hz-phone-row.h"
#include "hz-text.h"
#include "hz-zone.h"

#define TEXT_HEIGHT 54

G_DEFINE_FINAL_TYPE (HzClientForm, hz_client_form, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAME,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_changed_cb (GtkWidget *widget,
               HzClientForm *self)
{
  g_autoptr (HzClient) client = NULL;

  if (self->is_filling)
    return;

  client = hz_client_form_make_client (self);
  hz_client_form_update_hints (self, client);
  hz_client_similar_set_client (HZ_CLIENT_SIMILAR (self->similar), client);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_buffer_changed_cb (GtkTextBuffer *buffer,
                      HzClientForm *self)
{
  on_changed_cb (self->request_text, self);
}

static void
on_urgent_toggled_cb (GtkCheckButton *button,
                      HzClientForm *self)
{
  on_changed_cb (GTK_WIDGET (button), self);
}

static void
on_similar_same_cb (HzClientSimilar *similar,
                    const HzId *id,
                    HzClientForm *self)
{
  g_signal_emit (self, signals[SIGNAL_SAME], 0, id);
}

static void
on_similar_found_cb (HzClientSimilar *similar,
                     gboolean same_phone,
                     HzClientForm *self)
{
  hz_phone_row_set_notice (HZ_PHONE_ROW (g_ptr_array_index (self->phone_rows, 0)),
                           same_phone ? _("This number is also in another record.") : NULL);
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
create_hint (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_visible (label, FALSE);

  return label;
}

static void
append (GtkWidget *box,
        const char *question,
        GtkWidget *field)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (group), create_heading (question));
  gtk_box_append (GTK_BOX (group), field);
  gtk_box_append (GTK_BOX (box), group);
}

static void
set_label (GtkWidget *widget,
           const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* The answers of a code list; each may stay unanswered. */
static GtkWidget *
create_answers (HzClientForm *self,
                const char *label,
                const char *list)
{
  GtkWidget *box = hz_answer_box_new (label);
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *answer
        = hz_code_list_dup_first (list, code->code, hz_language_get_interface ());

      hz_answer_box_add (HZ_ANSWER_BOX (box), code->code, answer);
    }

  g_signal_connect (box, "changed", G_CALLBACK (on_changed_cb), self);
  return box;
}

static GtkWidget *
create_choices (HzClientForm *self,
                const char *label,
                const char *list,
                gboolean is_multiple)
{
  GtkWidget *row = hz_choice_row_new (label, is_multiple);
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);

      hz_choice_row_add (HZ_CHOICE_ROW (row), code->code,
                         code->labels[hz_language_get_interface ()]);
    }

  g_signal_connect (row, "changed", G_CALLBACK (on_changed_cb), self);
  return row;
}

/* Found by the names of before a renaming, too. */
static GtkWidget *
create_districts (HzClientForm *self)
{
  GtkWidget *row = hz_choice_row_new (_("District"), FALSE);
  const GPtrArray *districts = hz_district_list ();

  for (guint i = 0; i < districts->len; i++)
    {
      const HzDistrict *district = g_ptr_array_index (districts, i);
      const char *name = district->names[hz_language_get_interface ()];
      g_auto (GStrv) former = g_strsplit (district->former, "; ", 2);
      g_autofree char *label
        = former[0] != NULL && *former[0] != '\0' && hz_language_get_interface () != HZ_LANGUAGE_RU
            ? g_strdup_printf ("%s (%s)", name, former[0])
            : g_strdup (name);

      hz_choice_row_add (HZ_CHOICE_ROW (row), district->id, label);
    }

  g_signal_connect (row, "changed", G_CALLBACK (on_changed_cb), self);
  return row;
}

static void
on_add_phone_clicked_cb (GtkButton *button,
                         HzClientForm *self)
{
  hz_client_form_add_phone (self);
  gtk_widget_grab_focus (g_ptr_array_index (self->phone_rows, self->phone_rows->len - 1));
}

/* Another empty phone. */
void
hz_client_form_add_phone (HzClientForm *self)
{
  GtkWidget *row = hz_phone_row_new ();
  const GPtrArray *codes = hz_code_list_get ("phone_owner");

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *label
        = hz_code_list_dup_first ("phone_owner", code->code, hz_language_get_interface ());

      hz_phone_row_add_owner (HZ_PHONE_ROW (row), code->code, label);
    }

  g_signal_connect (row, "changed", G_CALLBACK (on_changed_cb), self);
  g_ptr_array_add (self->phone_rows, row);
  gtk_box_append (GTK_BOX (self->phones), row);
}

static void
add_person (HzClientForm *self,
            GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->name = hz_name_row_new (_("Name to use"));
  g_signal_connect (self->name, "changed", G_CALLBACK (on_changed_cb), self);
  append (box, _("Name to use"), self->name);

  self->birth = gtk_entry_new ();
  set_label (self->birth, _("Birth year or age"));
  gtk_widget_add_css_class (self->birth, "numeric");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->birth), 12);
  self->age = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->age, "dim-label");
  gtk_box_append (GTK_BOX (line), self->birth);
  gtk_box_append (GTK_BOX (line), self->age);
  self->minor = create_hint ();
  self->birth_problem = hz_field_note_new (self->birth);
  gtk_box_append (GTK_BOX (group), line);
  gtk_box_append (GTK_BOX (group), self->birth_problem);
  gtk_box_append (GTK_BOX (group), self->minor);
  append (box, _("Birth year or age"), group);
  g_signal_connect (self->birth, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (hz_client_form_check_birth), self);
  gtk_widget_add_controller (self->birth, focus);

  self->phones = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), self->phones);
  hz_client_form_add_phone (self);
}

static GtkWidget *
create_text (HzClientForm *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->request_text = gtk_text_view_new ();
  set_label (self->request_text, _("In her own words"));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->request_text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->request_text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->request_text), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->request_text), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->request_text), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->request_text), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->request_text);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (scroller, "hz-text-frame");
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->request_text)), "changed",
                    G_CALLBACK (on_buffer_changed_cb), self);

  return scroller;
}

static void
add_request (HzClientForm *self,
             GtkWidget *box)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *own_words = create_heading (_("In her own words"));

  self->request = create_choices (self, _("Reason for visit"), "request", TRUE);
  self->request_hint = create_hint ();
  gtk_box_append (GTK_BOX (group), self->request);
  gtk_box_append (GTK_BOX (group), own_words);
  gtk_box_append (GTK_BOX (group), create_text (self));
  self->text_problem = hz_field_note_new (self->request_text);
  gtk_box_append (GTK_BOX (group), self->text_problem);
  gtk_box_append (GTK_BOX (group), self->request_hint);
  append (box, _("Reason for visit"), group);

  self->service = create_answers (self, _("Asked to see"), "service_asked");
  append (box, _("Asked to see"), self->service);

  self->urgent = gtk_check_button_new_with_label (_("Urgent, she is in danger now"));
  g_signal_connect (self->urgent, "toggled", G_CALLBACK (on_urgent_toggled_cb), self);
  gtk_box_append (GTK_BOX (box), self->urgent);
}

static void
add_consent (HzClientForm *self,
             GtkWidget *box)
{
  self->consent = hz_answer_box_new (_("She agrees that we keep this record"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->consent), "said", C_ ("consent", "She said yes"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->consent), "signed", C_ ("consent", "She signed"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->consent), "no", C_ ("consent", "No"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->consent), "not_yet", C_ ("consent", "Not asked yet"));
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->consent), "not_yet");
  g_signal_connect (self->consent, "changed", G_CALLBACK (on_changed_cb), self);
  append (box, _("She agrees that we keep this record"), self->consent);
}

static void
add_more (HzClientForm *self,
          GtkWidget *box)
{
  GtkWidget *more = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *note = create_hint ();
  GtkWidget *add = gtk_button_new_with_label (_("Another phone"));

  gtk_label_set_label (GTK_LABEL (note), _("Everything else can wait."));
  gtk_widget_set_visible (note, TRUE);
  gtk_box_append (GTK_BOX (box), note);

  self->also_known_as = gtk_entry_new ();
  set_label (self->also_known_as, _("Also written"));
  g_signal_connect (self->also_known_as, "changed", G_CALLBACK (on_changed_cb), self);
  self->district = create_districts (self);
  self->sex = create_answers (self, C_ ("field", "Sex"), "sex");
  self->language = create_answers (self, C_ ("field", "Language"), "language");
  self->channel = create_answers (self, _("How the contact was made"), "channel");
  self->do_not_tell = create_choices (self, _("Who must not be told"), "relation", TRUE);

  /* Not beside the first phone: there it would stand in the way of every registration by keys. */
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect (add, "clicked", G_CALLBACK (on_add_phone_clicked_cb), self);
  gtk_box_append (GTK_BOX (more), add);

  gtk_widget_set_margin_top (more, 12);
  append (more, _("District"), self->district);
  append (more, _("Also written"), self->also_known_as);
  self->also_problem = hz_field_note_new (self->also_known_as);
  gtk_box_append (GTK_BOX (more), self->also_problem);
  append (more, _("Who must not be told"), self->do_not_tell);
  append (more, C_ ("field", "Sex"), self->sex);
  append (more, C_ ("field", "Language"), self->language);
  append (more, _("How the contact was made"), self->channel);
  self->more = gtk_expander_new (_("More about her"));
  gtk_expander_set_child (GTK_EXPANDER (self->more), more);
  gtk_box_append (GTK_BOX (box), self->more);
}

static gboolean
hz_client_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_CLIENT_FORM (widget)->name);
}

static void
hz_client_form_dispose (GObject *object)
{
  HzClientForm *self = HZ_CLIENT_FORM (object);

  g_clear_object (&self->records);
  g_clear_object (&self->client);
  g_clear_object (&self->similar);

  G_OBJECT_CLASS (hz_client_form_parent_class)->dispose (object);
}

static void
hz_client_form_finalize (GObject *object)
{
  HzClientForm *self = HZ_CLIENT_FORM (object);

  g_ptr_array_unref (self->phone_rows);
  g_free (self->loaded_name);

  G_OBJECT_CLASS (hz_client_form_parent_class)->finalize (object);
}

static void
hz_client_form_class_init (HzClientFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_client_form_grab_focus;

  /**
   * HzClientForm::changed:
   *
   * Something in the form is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HzClientForm::same:
   * @id: of the record she has already
   */
  signals[SIGNAL_SAME] = g_signal_new ("same", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, HZ_TYPE_ID);
}

static void
hz_client_form_init (HzClientForm *self)
{
  self->phone_rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

/**
 * hz_client_form_new:
 * @records: the records
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
hz_client_form_new (HzRecords *records)
{
  HzClientForm *self = g_object_new (HZ_TYPE_CLIENT_FORM, NULL);

  self->records = g_object_ref (records);
  self->similar = g_object_ref_sink (hz_client_similar_new (records));
  g_signal_connect_object (self->similar, "same", G_CALLBACK (on_similar_same_cb), self, 0);
  g_signal_connect_object (self->similar, "found", G_CALLBACK (on_similar_found_cb), self, 0);
  self->is_filling = TRUE;
  add_person (self, GTK_WIDGET (self));
  add_request (self, GTK_WIDGET (self));

  add_consent (self, GTK_WIDGET (self));
  add_more (self, GTK_WIDGET (self));
  if (!hz_records_may (records, HZ_RIGHT_READ_REQUEST))
    {
      gtk_label_set_label (GTK_LABEL (self->request_hint),
                           _("Once it is saved, only those who work on her case can read the"
                             " reason."));
      gtk_widget_set_visible (self->request_hint, TRUE);
    }
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->channel), "walk_in");
  self->is_filling = FALSE;

  return GTK_WIDGET (self);
}

void
hz_client_form_focus_phone (HzClientForm *self)
{
  g_return_if_fail (HZ_IS_CLIENT_FORM (self));

  gtk_widget_grab_focus (g_ptr_array_index (self->phone_rows, 0));
}

/**
 * hz_client_form_get_similar:
 * @self: the form
 *
 * Returns: (transfer none): the box of similar records, to be put where it is always seen
 */
GtkWidget *
hz_client_form_get_similar (HzClientForm *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_FORM (self), NULL);

  return self->similar;
}

GArray *
hz_client_form_get_different (HzClientForm *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_FORM (self), NULL);

  return hz_client_similar_get_different (HZ_CLIENT_SIMILAR (self->similar));
}
