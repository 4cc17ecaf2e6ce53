/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-consultation-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-choice-row.h"
#include "hz-code-choice.h"
#include "hz-code-list.h"
#include "hz-date-entry.h"
#include "hz-date-text.h"
#include "hz-holiday.h"
#include "hz-note-text.h"

/**
 * HzConsultationForm:
 *
 * What was asked, said, filed and is due.
 */
struct _HzConsultationForm
{
  GtkBox parent_instance;

  GtkWidget *asked;
  GtkWidget *facts_bin;
  GtkWidget *seen;
  GtkWidget *advice_bin;
  GtkWidget *done;

  GtkWidget *form;
  GtkWidget *minutes;
  GtkWidget *conflict;
  GtkWidget *areas;
  GtkWidget *facts;
  GtkWidget *papers;
  GtkWidget *advice;
  GtkWidget *decision;
  GtkWidget *document;
  GtkWidget *filed_where;
  GtkWidget *filed_on;
  GtkWidget *case_number;
  GtkWidget *hearing;
  GtkWidget *deadline;
  GtkWidget *day_off;
  GtkWidget *day_off_label;
  GtkWidget *protection_order;
  GtkWidget *outcome;
  GtkWidget *legal_aid;

  gboolean is_filling;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzConsultationForm, hz_consultation_form, GTK_TYPE_BOX)

static void
on_changed_cb (HzConsultationForm *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_cursor_moved_cb (HzConsultationForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CURSOR_MOVED], 0);
}

/* Courts and offices take nothing on these days. */
static gboolean
is_day_off (HzDate       date,
            const char **name)
{
  HzLanguage language = hz_language_get_interface ();
  int weekday = hz_date_get_weekday (date);
  gboolean is_holiday = FALSE;

  *name = hz_holiday_get_name (date, language, &is_holiday, NULL);
  if (*name != NULL && is_holiday)
    return TRUE;

  *name = hz_date_text_get_weekday (language, weekday);
  return weekday >= HZ_SUNDAY - 1;
}

static void
update_day_off (HzConsultationForm *self)
{
  g_autofree char *text = NULL;
  const char *name;
  HzDate date;
  gboolean is_off;

  is_off = hz_date_entry_get_date (HZ_DATE_ENTRY (self->deadline), &date) == HZ_DATE_PARSE_OK
           && is_day_off (date, &name);
  if (is_off)
    {
      text = g_strdup_printf (_("Not a working day: %s"), name);
      gtk_label_set_label (GTK_LABEL (self->day_off_label), text);
    }
  gtk_widget_set_visible (self->day_off, is_off);
}

static void
on_next_day_clicked_cb (HzConsultationForm *self)
{
  const char *name;
  HzDate date;

  if (hz_date_entry_get_date (HZ_DATE_ENTRY (self->deadline), &date) != HZ_DATE_PARSE_OK)
    return;

  while (is_day_off (date, &name))
    date = hz_date_add_days (date, 1);
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->deadline), date);
  gtk_widget_grab_focus (self->deadline);
}

static void
fill_row (GtkWidget  *row,
          const char *list)
{
  const GPtrArray *codes = hz_code_list_get (list);

  for (guint i = 0; i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *label = hz_code_list_dup_first (list, code->code,
                                                       hz_language_get_interface ());

      hz_choice_row_add (HZ_CHOICE_ROW (row), code->code, label);
    }
}

static void
hz_consultation_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_CONSULTATION_FORM);

  G_OBJECT_CLASS (hz_consultation_form_parent_class)->dispose (object);
}

static gboolean
hz_consultation_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_CONSULTATION_FORM (widget)->form);
}

static void
hz_consultation_form_class_init (HzConsultationFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_consultation_form_dispose;
  widget_class->grab_focus = hz_consultation_form_grab_focus;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_CURSOR_MOVED] =
    g_signal_new ("cursor-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/cases/hz-consultation-form.ui");
  gtk_widget_class_bind_template_child (widget_class, HzConsultationForm, asked);
  gtk_widget_class_bind_template_child (widget_class, HzConsultationForm, facts_bin);
  gtk_widget_class_bind_template_child (widget_class, HzConsultationForm, seen);
  gtk_widget_class_bind_template_child (widget_class, HzConsultationForm, advice_bin);
  gtk_widget_class_bind_template_child (widget_class, HzConsultationForm, done);
}

static void
add_row (GtkWidget  *grid,
         const char *name,
         GtkWidget  *field)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int row = 0;

  while (gtk_grid_get_child_at (GTK_GRID (grid), 1, row) != NULL)
    row++;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_margin_top (box, 7);
  gtk_box_append (GTK_BOX (box), label);
  gtk_grid_attach (GTK_GRID (grid), box, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), field, 1, row, 1, 1);
}

static GtkWidget *
add_choice (GtkWidget  *grid,
            const char *name,
            const char *list,
            const char *empty)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  hz_code_choice_fill (GTK_DROP_DOWN (drop_down), list, empty);
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  add_row (grid, name, drop_down);

  return drop_down;
}

static GtkWidget *
add_chips (GtkWidget  *grid,
           const char *name,
           const char *list)
{
  GtkWidget *row = hz_choice_row_new (name, TRUE);

  fill_row (row, list);
  gtk_widget_set_hexpand (row, TRUE);
  add_row (grid, name, row);

  return row;
}

static GtkWidget *
add_date (GtkWidget  *grid,
          const char *name,
          HzDateSense sense)
{
  GtkWidget *entry = hz_date_entry_new (name, HZ_DATE_KIND_EXACT, sense);

  add_row (grid, name, entry);
  return entry;
}

static void
add_minutes (HzConsultationForm *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->minutes = gtk_spin_button_new_with_range (0, 600, 5);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->minutes), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Minutes"), -1);
  gtk_box_append (GTK_BOX (line), self->minutes);
  add_row (self->asked, _("Minutes"), line);
}

static void
add_conflict (HzConsultationForm *self)
{
  self->conflict = gtk_check_button_new_with_label (_("checked"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->conflict), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Conflict of interest checked"), -1);
  add_row (self->asked, _("Conflict of interest"), self->conflict);
}

static void
add_case_number (HzConsultationForm *self)
{
  self->case_number = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->case_number), 60);
  gtk_widget_set_halign (self->case_number, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->case_number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Case number"), -1);
  add_row (self->done, _("Case number"), self->case_number);
}

/* The deadline, and below it what is said when nothing can be filed on that day. */
static void
add_deadline (HzConsultationForm *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *next_day = gtk_button_new_with_label (_("Take the next working day"));

  self->deadline = hz_date_entry_new (_("Deadline"), HZ_DATE_KIND_EXACT, HZ_DATE_SENSE_PLANNING);
  self->day_off = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->day_off_label = gtk_label_new (NULL);
  gtk_widget_set_name (next_day, "next-day");
  gtk_label_set_wrap (GTK_LABEL (self->day_off_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->day_off_label), 0);
  gtk_widget_set_visible (self->day_off, FALSE);
  gtk_box_append (GTK_BOX (self->day_off), self->day_off_label);
  gtk_box_append (GTK_BOX (self->day_off), next_day);
  gtk_box_append (GTK_BOX (lines), self->deadline);
  gtk_box_append (GTK_BOX (lines), self->day_off);
  add_row (self->done, _("Deadline"), lines);

  g_signal_connect_swapped (self->deadline, "changed", G_CALLBACK (update_day_off), self);
  g_signal_connect_swapped (next_day, "clicked", G_CALLBACK (on_next_day_clicked_cb), self);
}

static void
add_fields (HzConsultationForm *self)
{
  const char *none = _("Not said");

  self->form = add_choice (self->asked, _("How it was given"), "legal_form", NULL);
  add_minutes (self);
  add_conflict (self);
  self->areas = add_chips (self->asked, _("Area"), "legal_area");

  self->facts = hz_note_text_new (_("Facts"));
  adw_bin_set_child (ADW_BIN (self->facts_bin), self->facts);
  self->papers = add_chips (self->seen, _("Papers seen"), "paper");
  self->advice = hz_note_text_new (_("Advice"));
  adw_bin_set_child (ADW_BIN (self->advice_bin), self->advice);

  self->decision = add_choice (self->done, _("Her decision"), "client_decision", none);
  self->document = add_choice (self->done, _("Drafted"), "legal_document", none);
  self->filed_where = add_choice (self->done, _("Filed at"), "filed_where", none);
  self->filed_on = add_date (self->done, _("Filed on"), HZ_DATE_SENSE_PAST);
  add_case_number (self);
  self->hearing = add_date (self->done, _("Hearing"), HZ_DATE_SENSE_PLANNING);
  add_deadline (self);
  self->protection_order = add_choice (self->done, _("Protection order"), "protection_order", none);
  self->outcome = add_choice (self->done, _("Outcome"), "legal_outcome", none);
  self->legal_aid = add_choice (self->done, _("Legal aid"), "legal_aid", none);
}

static void
listen (HzConsultationForm *self)
{
  GtkWidget *const rows[] = { self->areas, self->papers, self->facts, self->advice, self->filed_on,
                              self->hearing, self->deadline, self->case_number };
  GtkWidget *const drop_downs[] = { self->form, self->decision, self->document, self->filed_where,
                                    self->protection_order, self->outcome, self->legal_aid };
  GtkWidget *const texts[] = { self->facts, self->advice };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_swapped (rows[i], "changed", G_CALLBACK (on_changed_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (drop_downs); i++)
    g_signal_connect_swapped (drop_downs[i], "notify::selected", G_CALLBACK (on_changed_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_signal_connect_swapped (texts[i], "cursor-moved", G_CALLBACK (on_cursor_moved_cb), self);

  g_signal_connect_swapped (self->minutes, "value-changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->conflict, "toggled", G_CALLBACK (on_changed_cb), self);
}

static void
hz_consultation_form_init (HzConsultationForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_fields (self);
  listen (self);
}

/**
 * hz_consultation_form_new:
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
hz_consultation_form_new (void)
{
  return g_object_new (HZ_TYPE_CONSULTATION_FORM, NULL);
}

/**
 * hz_consultation_form_fill:
 * @self: a form
 * @consultation: what was written so far
 */
void
hz_consultation_form_fill (HzConsultationForm   *self,
                           const HzConsultation *consultation)
{
  self->is_filling = TRUE;
  hz_code_choice_set (GTK_DROP_DOWN (self->form), consultation->form);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minutes), consultation->minutes);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->conflict), consultation->is_conflict_checked);
  hz_choice_row_set_codes (HZ_CHOICE_ROW (self->areas), (const char *const *) consultation->areas);
  hz_choice_row_set_codes (HZ_CHOICE_ROW (self->papers), (const char *const *) consultation->papers);
  hz_note_text_set_text (HZ_NOTE_TEXT (self->facts), consultation->facts);
  hz_note_text_set_text (HZ_NOTE_TEXT (self->advice), consultation->advice);
  hz_code_choice_set (GTK_DROP_DOWN (self->decision), consultation->decision);
  hz_code_choice_set (GTK_DROP_DOWN (self->document), consultation->document);
  hz_code_choice_set (GTK_DROP_DOWN (self->filed_where), consultation->filed_where);
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->filed_on), consultation->filed_on);
  gtk_editable_set_text (GTK_EDITABLE (self->case_number), consultation->case_number);
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->hearing), consultation->hearing);
  hz_date_entry_set_date (HZ_DATE_ENTRY (self->deadline), consultation->deadline);
  hz_code_choice_set (GTK_DROP_DOWN (self->protection_order), consultation->protection_order);
  hz_code_choice_set (GTK_DROP_DOWN (self->outcome), consultation->outcome);
  hz_code_choice_set (GTK_DROP_DOWN (self->legal_aid), consultation->legal_aid);
  self->is_filling = FALSE;
}

static void
take_code (GtkWidget *drop_down,
           char     **place)
{
  g_free (*place);
  *place = g_strdup (hz_code_choice_get (GTK_DROP_DOWN (drop_down)));
}

static void
take_codes (GtkWidget *row,
            char    ***place)
{
  g_strfreev (*place);
  *place = hz_choice_row_get_codes (HZ_CHOICE_ROW (row));
}

static void
take_text (GtkWidget *text,
           char     **place)
{
  g_free (*place);
  *place = hz_note_text_get_text (HZ_NOTE_TEXT (text));
}

static void
take_date (GtkWidget *entry,
           HzDate    *place)
{
  HzDate date;

  *place = hz_date_entry_get_date (HZ_DATE_ENTRY (entry), &date) == HZ_DATE_PARSE_OK ? date
                                                                                     : HZ_DATE_NONE;
}

/**
 * hz_consultation_form_read:
 * @self: a form
 * @consultation: (inout): gets what stands in the form
 */
void
hz_consultation_form_read (HzConsultationForm *self,
                           HzConsultation     *consultation)
{
  take_code (self->form, &consultation->form);
  consultation->minutes = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minutes));
  consultation->is_conflict_checked =
    gtk_check_button_get_active (GTK_CHECK_BUTTON (self->conflict));
  take_codes (self->areas, &consultation->areas);
  take_codes (self->papers, &consultation->papers);
  take_text (self->facts, &consultation->facts);
  take_text (self->advice, &consultation->advice);
  take_code (self->decision, &consultation->decision);
  take_code (self->document, &consultation->document);
  take_code (self->filed_where, &consultation->filed_where);
  take_date (self->filed_on, &consultation->filed_on);
  g_free (consultation->case_number);
  consultation->case_number = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->case_number)));
  take_date (self->hearing, &consultation->hearing);
  take_date (self->deadline, &consultation->deadline);
  take_code (self->protection_order, &consultation->protection_order);
  take_code (self->outcome, &consultation->outcome);
  take_code (self->legal_aid, &consultation->legal_aid);
}

static HzNoteText *
find_focus (HzConsultationForm *self,
            const char        **part)
{
  if (hz_note_text_has_focus (HZ_NOTE_TEXT (self->facts)))
    {
      *part = "facts";
      return HZ_NOTE_TEXT (self->facts);
    }
  if (hz_note_text_has_focus (HZ_NOTE_TEXT (self->advice)))
    {
      *part = "advice";
      return HZ_NOTE_TEXT (self->advice);
    }

  *part = NULL;
  return NULL;
}

/**
 * hz_consultation_form_get_cursor:
 * @self: a form
 * @cursor: (out): the place of the cursor in the text that has the focus
 *
 * Returns: (transfer none) (nullable): the name of that text
 */
const char *
hz_consultation_form_get_cursor (HzConsultationForm *self,
                                 int                *cursor)
{
  const char *part;
  HzNoteText *text = find_focus (self, &part);

  if (text != NULL)
    *cursor = hz_note_text_get_cursor (text);

  return part;
}

void
hz_consultation_form_restore_cursor (HzConsultationForm *self,
                                     const char         *part,
                                     int                 cursor)
{
  GtkWidget *text = g_str_equal (part, "advice") ? self->advice : self->facts;

  hz_note_text_set_cursor (HZ_NOTE_TEXT (text), cursor);
  gtk_widget_grab_focus (text);
}

gboolean
hz_consultation_form_get_cursor_area (HzConsultationForm *self,
                                      GtkWidget          *in,
                                      GdkRectangle       *area)
{
  const char *part;
  HzNoteText *text = find_focus (self, &part);

  return text != NULL && hz_note_text_get_cursor_area (text, in, area);
}

void
hz_consultation_form_insert (HzConsultationForm *self,
                             const char         *inserted)
{
  const char *part;
  HzNoteText *text = find_focus (self, &part);

  if (text != NULL)
    hz_note_text_insert (text, inserted);
}
