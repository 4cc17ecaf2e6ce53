/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-note-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-note-words.h"
#include "hz-time-text.h"

/**
 * HzNoteSheet:
 *
 * A sealed note as it is read: who signed it and when, its parts, and below them what was added.
 */
struct _HzNoteSheet
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *refer;
  GtkWidget *add;
  GtkWidget *body;
};

G_DEFINE_FINAL_TYPE (HzNoteSheet, hz_note_sheet, GTK_TYPE_BOX)

static GtkWidget *
add_label (HzNoteSheet *self,
           const char  *text,
           const char  *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->body), label);

  return label;
}

static void
add_text (HzNoteSheet *self,
          const char  *heading,
          const char  *text)
{
  GtkWidget *label;

  if (*text == '\0')
    return;

  if (heading != NULL)
    add_label (self, heading, "heading");
  label = add_label (self, text, NULL);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (heading != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    heading, -1);
}

static void
add_sections (HzNoteSheet  *self,
              const HzNote *note)
{
  guint n_sections;
  const HzNoteSection *sections = hz_note_template_get_sections (note->form, &n_sections);

  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *heading = NULL;

      if (n_sections > 1)
        heading = hz_code_list_dup_first ("note_section", hz_note_section_get_code (sections[i]),
                                          hz_language_get_interface ());
      add_text (self, heading, note->sections[sections[i]]);
    }
}

static void
add_signed (HzNoteSheet  *self,
            HzRecords    *records,
            const HzNote *note)
{
  g_autofree char *moment = hz_time_text_moment (note->signed_at);
  g_autofree char *text = NULL;

  text = g_strdup_printf (_("Signed and sealed: %s, %s"),
                          hz_records_get_member_name (records, &note->author_id), moment);
  add_label (self, text, "dim-label");
}

/* Name and value of each field that was answered. */

static void
add_value (HzNoteSheet *self,
           const char  *name,
           const char  *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;

  line = g_strdup_printf ("%s: %s", name, value);
  gtk_label_set_selectable (GTK_LABEL (add_label (self, line, NULL)), TRUE);
}

static void
add_code (HzNoteSheet *self,
          const char  *name,
          const char  *list,
          const char  *code)
{
  if (*code != '\0')
    add_value (self, name, hz_code_list_get_label (list, code, hz_language_get_interface ()));
}

static void
add_codes (HzNoteSheet *self,
           const char  *name,
           const char  *list,
           char       **codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (char **code = codes; *code != NULL; code++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                            hz_code_list_get_label (list, *code, hz_language_get_interface ()));
  add_value (self, name, text->str);
}

static void
add_date (HzNoteSheet *self,
          const char  *name,
          HzDate       date)
{
  g_autofree char *text = hz_date_is_set (date) ? hz_date_text_short (date) : NULL;

  add_value (self, name, text);
}

static void
add_consultation (HzNoteSheet          *self,
                  const HzConsultation *consultation)
{
  g_autofree char *minutes = NULL;

  if (consultation->minutes > 0)
    minutes = hz_time_text_duration (hz_language_get_interface (), consultation->minutes);

  add_code (self, _("How it was given"), "legal_form", consultation->form);
  add_value (self, _("How long it took"), minutes);
  if (consultation->is_conflict_checked)
    add_label (self, _("Conflict of interest checked"), NULL);
  add_codes (self, _("Area"), "legal_area", consultation->areas);
  add_text (self, _("Facts"), consultation->facts);
  add_codes (self, _("Papers seen"), "paper", consultation->papers);
  add_text (self, _("Advice"), consultation->advice);
  add_code (self, _("Her decision"), "client_decision", consultation->decision);
  add_code (self, _("Drafted"), "legal_document", consultation->document);
  add_code (self, _("Filed at"), "filed_where", consultation->filed_where);
  add_date (self, _("Filed on"), consultation->filed_on);
  add_value (self, _("Case number"), consultation->case_number);
  add_date (self, _("Hearing"), consultation->hearing);
  add_date (self, _("Deadline"), consultation->deadline);
  add_code (self, _("Protection order"), "protection_order", consultation->protection_order);
  add_code (self, _("Outcome"), "legal_outcome", consultation->outcome);
  add_code (self, _("Legal aid"), "legal_aid", consultation->legal_aid);
}

static void
hz_note_sheet_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_NOTE_SHEET);

  G_OBJECT_CLASS (hz_note_sheet_parent_class)->dispose (object);
}

static gboolean
hz_note_sheet_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_NOTE_SHEET (widget)->add);
}

static void
hz_note_sheet_class_init (HzNoteSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_note_sheet_dispose;
  widget_class->grab_focus = hz_note_sheet_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-note-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, HzNoteSheet, title);
  gtk_widget_class_bind_template_child (widget_class, HzNoteSheet, refer);
  gtk_widget_class_bind_template_child (widget_class, HzNoteSheet, add);
  gtk_widget_class_bind_template_child (widget_class, HzNoteSheet, body);
}

static void
hz_note_sheet_init (HzNoteSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hz_note_sheet_new:
 * @records: records
 * @note: a sealed note
 * @additions: (element-type HzNote): what was added to it, oldest first
 *
 * Returns: (transfer floating): the note, to be read
 */
GtkWidget *
hz_note_sheet_new (HzRecords    *records,
                   const HzNote *note,
                   GPtrArray    *additions)
{
  HzNoteSheet *self = g_object_new (HZ_TYPE_NOTE_SHEET, NULL);
  g_autofree char *kind = hz_note_words_dup_title (note);
  g_autofree char *when = hz_note_words_dup_when (note);
  g_autofree char *title = g_strdup_printf ("%s  %s", when, kind);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->refer, note->consultation != NULL);
  add_signed (self, records, note);
  if (note->consultation != NULL)
    add_consultation (self, note->consultation);
  add_sections (self, note);

  for (guint i = 0; i < additions->len; i++)
    {
      const HzNote *addition = g_ptr_array_index (additions, i);

      gtk_box_append (GTK_BOX (self->body), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      add_label (self, _("Addition"), "heading");
      add_signed (self, records, addition);
      add_sections (self, addition);
    }

  return GTK_WIDGET (self);
}
