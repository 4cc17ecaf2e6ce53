/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-hand-over-dialog.h"

#include <glib/gi18n.h>

#include "hz-error-text.h"
#include "hz-hand-over.h"
#include "hz-key-question.h"
#include "hz-member-choice.h"
#include "hz-paragraph.h"
#include "hz-settings-page.h"

struct _HzHandOverDialog
{
  HzDialog parent_instance;

  HzRecords *records;
  /* For whom it was counted, or is being */
  HzId planned_id;
  gboolean is_planning;
  GtkWidget *content;
  GtkWidget *colleague;
  GtkWidget *count;
  GtkWidget *progress;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (HzHandOverDialog, hz_hand_over_dialog, HZ_TYPE_DIALOG)

static void
set_possible (HzHandOverDialog *self,
              gboolean is_possible)
{
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Hand over"), is_possible);
}

static void
report (HzHandOverDialog *self,
        const GError *error)
{
  g_autofree char *sentence = hz_error_text_describe (error);

  g_message ("Handing cases over: %s", error->message);
  hz_dialog_set_message (HZ_DIALOG (self), sentence);
}

/* --- How many it will be ------------------------------------------------------------------------- */

/* Takes @line. */
static void
append_line (GString *text,
             char *line)
{
  g_string_append_printf (text, "\n%s", line);
  g_free (line);
}

static void
append_led (GString *text,
            const HzHandOver *hand_over)
{
  if (hand_over->n_led > 0)
    append_line (text, g_strdup_printf (_("Cases that she is in charge of from now on: %u"),
                                        hand_over->n_led));
}

/* The cases that nothing becomes of, before as after. */
static void
append_others (GString *text,
               const HzHandOver *hand_over)
{
  if (hand_over->n_had > 0)
    append_line (text, g_strdup_printf (_("Cases that she opened already: %u"), hand_over->n_had));
  if (hand_over->n_damaged > 0)
    append_line (text, g_strdup_printf (_("Cases that are damaged and cannot be handed over: %u"),
                                        hand_over->n_damaged));
  if (hand_over->n_read_only > 0)
    append_line (text, g_strdup_printf (_("Cases that cannot be handed over, because their keys do not "
                                          "fit together: %u. They can only be read."),
                                        hand_over->n_read_only));
}

static void
show_plan (HzHandOverDialog *self,
           const HzHandOver *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (plan->n_given + plan->n_had + plan->n_damaged + plan->n_read_only == 0)
    g_string_assign (text, _("You do not work on any case yet."));
  else
    g_string_printf (text, _("Cases that she gets: %u"), plan->n_given);
  append_led (text, plan);
  append_others (text, plan);
  gtk_label_set_label (GTK_LABEL (self->count), text->str);
  set_possible (self, plan->n_given + plan->n_led > 0);
}

static void begin_plan (HzHandOverDialog *self);

static gboolean
is_planned (HzHandOverDialog *self)
{
  HzId chosen_id;

  return hz_member_choice_get (GTK_DROP_DOWN (self->colleague), &chosen_id)
         && hz_id_equal (&chosen_id, &self->planned_id);
}

static void
on_planned_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (HzHandOverDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  HzHandOver plan;
  gboolean done = hz_hand_over_finish (HZ_RECORDS (source), result, &plan, &error);

  if (self->records == NULL)
    return;

  self->is_planning = FALSE;
  if (!done)
    report (self, error);
  else if (is_planned (self))
    show_plan (self, &plan);
  else
    begin_plan (self);
}

static void
begin_plan (HzHandOverDialog *self)
{
  set_possible (self, FALSE);
  if (self->is_planning
      || !hz_member_choice_get (GTK_DROP_DOWN (self->colleague), &self->planned_id))
    return;

  self->is_planning = TRUE;
  gtk_label_set_label (GTK_LABEL (self->count), "…");
  hz_hand_over_plan_async (self->records, &self->planned_id, on_planned_cb, g_object_ref (self));
}

/* --- Giving -------------------------------------------------------------------------------------- */

static void
on_step_cb (const HzHandOver *hand_over,
            gpointer data)
{
  HzHandOverDialog *self = data;
  g_autofree char *text = NULL;

  if (self->records == NULL)
    return;

  text = g_strdup_printf ("%u / %u", hand_over->n_done, hand_over->n_cases);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 (double) hand_over->n_done / MAX (hand_over->n_cases, 1));
}

static void
set_giving (HzHandOverDialog *self,
            gboolean is_giving)
{
  hz_dialog_set_busy (HZ_DIALOG (self), is_giving);
  gtk_widget_set_sensitive (self->colleague, !is_giving);
}

static void
conclude (HzHandOverDialog *self,
          const HzHandOver *given)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _("Handed over to: %s. Cases: %u"),
                   hz_records_get_member_name (self->records, &self->planned_id), given->n_given);
  append_led (text, given);
  append_others (text, given);
  if (self->message != NULL)
    hz_settings_page_tell (self->message, text->str, NULL);
  hz_dialog_close (HZ_DIALOG (self));
}

static void
on_given_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (HzHandOverDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  HzHandOver given;
  gboolean done = hz_hand_over_finish (HZ_RECORDS (source), result, &given, &error);

  if (self->records == NULL)
    return;

  if (done)
    {
      conclude (self, &given);
      return;
    }

  /* What was given until then is given. */
  set_giving (self, FALSE);
  gtk_widget_set_visible (self->progress, FALSE);
  report (self, error);
  begin_plan (self);
}

static void
on_number_answered_cb (gboolean goes_on,
                       gboolean is_compared,
                       gpointer data)
{
  HzHandOverDialog *self = data;

  if (self->records == NULL)
    return;

  if (!goes_on)
    {
      set_giving (self, FALSE);
      return;
    }

  gtk_widget_set_visible (self->progress, TRUE);
  hz_hand_over_give_async (self->records, &self->planned_id, is_compared, on_step_cb, on_given_cb,
                           g_object_ref (self));
}

static void
hz_hand_over_dialog_respond (HzDialog *dialog)
{
  HzHandOverDialog *self = HZ_HAND_OVER_DIALOG (dialog);

  hz_dialog_set_message (dialog, NULL);
  set_giving (self, TRUE);
  hz_key_question_ask (GTK_WIDGET (self), self->records, &self->planned_id, on_number_answered_cb,
                       self);
}

/* --- The class ----------------------------------------------------------------------------------- */

static void
hz_hand_over_dialog_dispose (GObject *object)
{
  HzHandOverDialog *self = HZ_HAND_OVER_DIALOG (object);

  g_clear_object (&self->records);
  g_clear_weak_pointer (&self->message);

  G_OBJECT_CLASS (hz_hand_over_dialog_parent_class)->dispose (object);
}

static void
hz_hand_over_dialog_class_init (HzHandOverDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_hand_over_dialog_dispose;
  HZ_DIALOG_CLASS (klass)->respond = hz_hand_over_dialog_respond;
}

static void
hz_hand_over_dialog_init (HzHandOverDialog *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->content, 18);
  gtk_widget_set_margin_bottom (self->content, 18);
  gtk_widget_set_margin_start (self->content, 18);
  gtk_widget_set_margin_end (self->content, 18);
  hz_dialog_set_content (HZ_DIALOG (self), self->content);
}

static void
add_progress (HzHandOverDialog *self)
{
  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), _("One moment…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Cases handed over"), -1);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_box_append (GTK_BOX (self->content), self->progress);
}

/* Whether there is anybody. */
static gboolean
add_colleague (HzHandOverDialog *self)
{
  g_autoptr (GArray) without = g_array_new (FALSE, FALSE, sizeof (HzId));
  g_autoptr (GtkWidget) colleague = g_object_ref_sink (gtk_drop_down_new (NULL, NULL));

  g_array_append_vals (without, hz_records_get_own_id (self->records), 1);
  if (hz_member_choice_fill (GTK_DROP_DOWN (colleague), self->records, without) == 0)
    return FALSE;

  self->colleague = colleague;
  hz_paragraph_add (self->content, _("Colleague"), "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (colleague), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Colleague"), -1);
  gtk_box_append (GTK_BOX (self->content), colleague);
  return TRUE;
}

static void
build (HzHandOverDialog *self)
{
  if (!add_colleague (self))
    {
      hz_paragraph_add (self->content,
                        _("There is nobody to hand over to: no colleague here works with clients "
                          "and holds the care key. An administrator invites colleagues; the care "
                          "key is given on the page Today."),
                        NULL);
      hz_dialog_set_dismiss_label (HZ_DIALOG (self), C_("dialog", "Close"));
      return;
    }

  self->count = hz_paragraph_add (self->content, "…", "heading");
  hz_paragraph_add (self->content,
                    _("She will read everything in these cases, what stands there now and what "
                      "comes, and write in them."),
                    NULL);
  hz_paragraph_add (self->content,
                    _("You keep your own access until a colleague takes you off a case's team or "
                      "your account is removed. What you are in charge of, she is in charge of from "
                      "then on. In a case's team you can take charge again and take her off; what "
                      "she has read she has read."),
                    NULL);
  add_progress (self);
  g_signal_connect_swapped (self->colleague, "notify::selected", G_CALLBACK (begin_plan), self);
  begin_plan (self);
}

/**
 * hz_hand_over_dialog_show:
 * @from: where it is asked
 * @records: of somebody who does case work
 * @message: a line that says how it went
 */
void
hz_hand_over_dialog_show (GtkWidget *from,
                          HzRecords *records,
                          GtkWidget *message)
{
  HzHandOverDialog *self = g_object_new (HZ_TYPE_HAND_OVER_DIALOG, "title",
                                         _("Handing over all my cases"), NULL);

  self->records = g_object_ref (records);
  g_set_weak_pointer (&self->message, message);
  build (self);
  hz_dialog_present (HZ_DIALOG (self), from);
  if (self->colleague != NULL)
    gtk_widget_grab_focus (self->colleague);
}
