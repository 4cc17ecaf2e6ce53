/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-appointment-act.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-appointment-store.h"
#include "hz-appointment-text.h"
#include "hz-ask-dialog.h"
#include "hz-case-file-store.h"
#include "hz-code-list.h"
#include "hz-language.h"
#include "hz-records-error.h"
#include "hz-shell.h"
#include "hz-state-style.h"
#include "hz-time-text.h"

/* An act under way. @from: weak; @before: as it was on the screen; @wish: as it is to be. Of @state,
 * @reason and @text those are set that the act needs. */
typedef struct
{
  GtkWidget *from;
  HzRecords *records;
  HzId client_id;
  HzAppointment *before;
  HzAppointment *wish;
  char *state;
  char *reason;
  HzAppointmentActFunc func;
  gpointer data;
  GtkWidget *answers;
} Act;

static Act *
act_new (GtkWidget *from,
         HzRecords *records,
         HzAppointment *before)
{
  Act *act = g_new0 (Act, 1);

  g_set_weak_pointer (&act->from, from);
  act->records = g_object_ref (records);
  act->before = before != NULL ? hz_appointment_copy (before) : NULL;

  return act;
}

static Act *
act_copy (Act *act)
{
  Act *copy = act_new (act->from, act->records, act->before);

  copy->client_id = act->client_id;
  copy->wish = act->wish != NULL ? hz_appointment_copy (act->wish) : NULL;
  copy->state = g_strdup (act->state);
  copy->reason = g_strdup (act->reason);
  copy->func = act->func;
  copy->data = act->data;

  return copy;
}

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_weak_pointer (&act->from);
  g_object_unref (act->records);
  g_clear_object (&act->before);
  g_clear_object (&act->wish);
  g_free (act->state);
  g_free (act->reason);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void begin (Act *act);

/* Undo: what was there is written back over the revision that the act left. */

typedef struct
{
  HzRecords *records;
  GPtrArray *appointments;
  gboolean is_new;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->records);
  g_ptr_array_unref (undo->appointments);
  g_free (undo);
}

/* (transfer full): shell */
static void
report_undo (GWeakRef *shell,
             const GError *error)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (shell);

  if (error != NULL && window != NULL)
    hz_shell_report (window, error);
  g_weak_ref_clear (shell);
  g_free (shell);
}

static void
on_unbooked_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzAppointment) saved =
    hz_appointment_store_save_finish (HZ_RECORDS (source), result, &error);

  report_undo (data, error);
}

static void
on_restored_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr (GError) error = NULL;

  hz_appointment_store_restore_all_finish (HZ_RECORDS (source), result, &error);
  report_undo (data, error);
}

static void
take_back (HzShell *shell,
           gpointer data)
{
  Undo *undo = data;

  GWeakRef *window = g_new0 (GWeakRef, 1);

  g_weak_ref_init (window, shell);
  if (undo->is_new)
    hz_appointment_store_cancel_async (undo->records, g_ptr_array_index (undo->appointments, 0),
                                       "mistake", NULL, NULL, on_unbooked_cb, window);
  else
    hz_appointment_store_restore_all_async (undo->records, undo->appointments, NULL, on_restored_cb,
                                            window);
}

static Undo *
undo_new (HzRecords *records,
          gboolean is_new)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->records = g_object_ref (records);
  undo->appointments = g_ptr_array_new_with_free_func (g_object_unref);
  undo->is_new = is_new;

  return undo;
}

/* The page may be another one by now: the toast belongs to the window. */
static void
toast_undo (Act *act,
            const char *text,
            HzAppointment *saved,
            GPtrArray *ended)
{
  Undo *undo = undo_new (act->records, act->before == NULL);
  HzAppointment *back = hz_appointment_copy (act->before != NULL ? act->before : saved);

  back->stamp = saved->stamp;
  g_ptr_array_add (undo->appointments, back);
  for (guint i = 0; ended != NULL && i < ended->len; i++)
    g_ptr_array_add (undo->appointments, g_object_ref (g_ptr_array_index (ended, i)));
  hz_shell_toast_undo (act->from, text, take_back, undo, undo_free);
}

/* What was done, in a line. */
static char *
describe (Act *act,
          HzAppointment *saved,
          GPtrArray *ended)
{
  g_autofree char *who = hz_appointment_text_who (saved);
  g_autofree char *when = hz_appointment_text_when (saved);

  if (ended != NULL && ended->len > 0)
    {
      HzAppointment *other = g_ptr_array_index (ended, 0);
      g_autofree char *start = hz_time_text (other->start_minute);
      g_autofree char *end = hz_time_text_moment_time (saved->begun);

      /* Translators: two times of the day, such as 09:00; another session of the same person has
       * begun; toast */
      return g_strdup_printf (_("The %s session was closed at %s"), start, end);
    }
  if (act->state != NULL)
    return g_strdup_printf ("%s: %s", hz_state_style_get_word (act->state), who);
  if (act->wish == NULL)
    /* Translators: %s is who does not come; toast */
    return g_strdup_printf (_("Cancelled: %s"), who);
  if (act->before == NULL)
    /* Translators: %s is day and time of a new appointment; toast */
    return g_strdup_printf (_("Booked: %s"), when);

  /* Translators: %s is the new day and time of an appointment; toast */
  return g_strdup_printf (_("Moved: %s"), when);
}

/* The two versions, one below the other. */

static void
append_version (GtkWidget *box,
                const char *heading,
                const char *text)
{
  GtkWidget *title = gtk_label_new (heading);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
create_content (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);

  return box;
}

static void
on_conflict_mine_cb (gpointer data)
{
  begin (act_copy (data));
}

static char *
describe_mine (Act *act,
               HzAppointment *now)
{
  g_autoptr (HzAppointment) mine = NULL;

  if (act->wish != NULL)
    return hz_appointment_text_version (act->records, act->wish);

  mine = hz_appointment_copy (now);
  g_free (mine->state);
  mine->state = g_strdup (act->state != NULL ? act->state : "cancelled_client");

  return hz_appointment_text_version (act->records, mine);
}

/* (transfer full): act */
static void
show_conflict (Act *act,
               HzAppointment *now)
{
  GtkWidget *box = create_content ();
  g_autofree char *theirs = hz_appointment_text_version (act->records, now);
  g_autofree char *mine = describe_mine (act, now);
  g_autofree char *by = NULL;
  HzAskDialog *dialog;

  by = g_strdup_printf (_("Changed meanwhile by: %s"),
                        hz_records_get_member_name (act->records, &now->stamp.modified_by));
  append_version (box, _("Now"), theirs);
  append_version (box, _("As you wanted it"), mine);
  append_version (box, by, "");

  g_clear_object (&act->before);
  act->before = hz_appointment_copy (now);
  if (act->wish != NULL)
    act->wish->stamp = now->stamp;
  dialog = hz_ask_dialog_new (_("This appointment is another one now"), box, _("Save mine"),
                              _("Leave as it is"), on_conflict_mine_cb, act, act_free);
  hz_dialog_present (HZ_DIALOG (dialog), act->from);
}

static void
on_current_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzAppointment) now = NULL;

  now = hz_appointment_store_get_finish (HZ_RECORDS (source), result, &error);
  if (act->from == NULL)
    return;
  if (now == NULL)
    hz_shell_report (act->from, error);
  else
    show_conflict (g_steal_pointer (&act), now);
}

static void
on_saved_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzAppointment) saved = NULL;
  g_autoptr (GPtrArray) ended = NULL;

  if (act->state != NULL)
    saved = hz_appointment_store_set_state_finish (HZ_RECORDS (source), result, &ended, &error);
  else
    saved = hz_appointment_store_save_finish (HZ_RECORDS (source), result, &error);
  if (act->from == NULL)
    return;
  if (saved != NULL)
    {
      g_autofree char *text = describe (act, saved, ended);

      toast_undo (act, text, saved, ended);
    }
  if (act->func != NULL)
    act->func (saved, error, act->data);
  if (saved != NULL)
    return;

  if (g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT) && act->before != NULL)
    {
      HzId id = act->before->stamp.id;

      hz_appointment_store_get_async (act->records, &id, NULL, on_current_cb, act);
      act = NULL;
    }
  else if (act->func == NULL)
    {
      hz_shell_report (act->from, error);
    }
}

/* (transfer full): act */
static void
begin (Act *act)
{
  if (act->wish != NULL)
    hz_appointment_store_save_async (act->records, act->wish, act->reason, NULL, on_saved_cb, act);
  else if (act->state != NULL)
    hz_appointment_store_set_state_async (act->records, act->before, act->state, NULL, on_saved_cb,
                                          act);
  else
    hz_appointment_store_cancel_async (act->records, act->before, act->reason, NULL, NULL,
                                       on_saved_cb, act);
}

/**
 * hz_appointment_act_set_state:
 * @from: where it is done
 * @records: the records
 * @appointment: as it stands on the screen
 * @state: code of the list "appointment_state"
 *
 * She has come, the session begins, it is over, she did not come.
 */
void
hz_appointment_act_set_state (GtkWidget *from,
                              HzRecords *records,
                              HzAppointment *appointment,
                              const char *state)
{
  Act *act;

  if (g_str_equal (appointment->state, state))
    return;
  act = act_new (from, records, appointment);
  act->state = g_strdup (state);
  begin (act);
}

/* The open case of the client that the person leads, or else one that she works on. */
static HzCaseFile *
find_case (HzRecords *records,
           GPtrArray *cases)
{
  HzCaseFile *found = NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      HzCaseFile *case_file = g_ptr_array_index (cases, i);

      if (!case_file->has_key || case_file->is_read_only || hz_case_file_is_closed (case_file))
        continue;
      if (hz_id_equal (&case_file->lead_id, hz_records_get_own_id (records)))
        return case_file;
      if (found == NULL)
        found = case_file;
    }

  return found;
}

static void
on_cases_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases =
    hz_case_file_store_list_finish (HZ_RECORDS (source), result, &error);
  g_autofree char *id = NULL;
  HzCaseFile *found;

  if (act->from == NULL)
    return;
  if (cases == NULL)
    {
      hz_shell_report (act->from, error);
      return;
    }
  found = find_case (act->records, cases);
  id = hz_id_to_hex (found != NULL ? &found->stamp.id : &act->client_id);
  gtk_widget_activate_action (act->from, found != NULL ? "win.new-note" : "win.new-case", "s", id);
}

/**
 * hz_appointment_act_start:
 * @from: where it is done
 * @records: the records
 * @appointment: as it stands on the screen
 *
 * The session begins: in the client's case a new note is opened, or a case is asked for.
 */
void
hz_appointment_act_start (GtkWidget *from,
                          HzRecords *records,
                          HzAppointment *appointment)
{
  Act *act = act_new (from, records, NULL);

  hz_appointment_act_set_state (from, records, appointment, "in_session");
  act->client_id = appointment->client_id;
  hz_case_file_store_list_async (records, &appointment->client_id, NULL, on_cases_cb, act);
}

/**
 * hz_appointment_act_save:
 * @from: where it is done
 * @records: the records
 * @before: (nullable): as it stands on the screen; %NULL for a new one
 * @wish: as it is to be
 * @reason: (nullable): why it is given although the time clashes with something
 * @func: (nullable): what comes of it; with none, an error is shown
 * @data: for @func
 *
 * Books, moves or changes.
 */
void
hz_appointment_act_save (GtkWidget *from,
                         HzRecords *records,
                         HzAppointment *before,
                         HzAppointment *wish,
                         const char *reason,
                         HzAppointmentActFunc func,
                         gpointer data)
{
  Act *act = act_new (from, records, before);

  act->wish = hz_appointment_copy (wish);
  act->reason = g_strdup (reason);
  act->func = func;
  act->data = data;
  begin (act);
}

/* Cancelling asks why. */

static GtkWidget *
create_question (Act *act,
                 const char *text)
{
  GtkWidget *box = create_content ();
  GtkWidget *label = gtk_label_new (text);
  const GPtrArray *reasons = hz_code_list_get ("cancel_reason");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  act->answers = hz_answer_box_new (_("Why is it cancelled?"));
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const HzCode *code = g_ptr_array_index (reasons, i);
      g_autofree char *first = hz_code_list_dup_first ("cancel_reason", code->code,
                                                       hz_language_get_interface ());

      hz_answer_box_add (HZ_ANSWER_BOX (act->answers), code->code, first);
    }
  hz_answer_box_set_code (HZ_ANSWER_BOX (act->answers), "client_asked");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), act->answers);

  return box;
}

static void
take_answer (Act *act)
{
  const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (act->answers));

  g_free (act->reason);
  act->reason = g_strdup (code != NULL ? code : "other");
}

static void
on_cancel_cb (gpointer data)
{
  take_answer (data);
  begin (act_copy (data));
}

/**
 * hz_appointment_act_cancel:
 * @from: where it is done
 * @records: the records
 * @appointment: as it stands on the screen
 *
 * Calls it off, after asking why.
 */
void
hz_appointment_act_cancel (GtkWidget *from,
                           HzRecords *records,
                           HzAppointment *appointment)
{
  Act *act = act_new (from, records, appointment);
  g_autofree char *text = hz_appointment_text_version (records, appointment);
  GtkWidget *content = create_question (act, text);
  HzAskDialog *dialog =
    hz_ask_dialog_new (_("Cancel this appointment?"), content, _("Cancel appointment"),
                       C_ ("dialog", "Back"), on_cancel_cb, act, act_free);

  hz_dialog_present (HZ_DIALOG (dialog), from);
  gtk_widget_child_focus (act->answers, GTK_DIR_TAB_FORWARD);
}

static void
on_future_cancelled_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autofree char *text = NULL;
  Undo *undo;

  done = hz_appointment_store_cancel_future_finish (HZ_RECORDS (source), result, &error);
  if (act->from == NULL)
    return;
  if (done == NULL)
    {
      hz_shell_report (act->from, error);
      return;
    }
  text = g_strdup_printf (_("Appointments cancelled: %u"), done->len);
  if (done->len == 0)
    {
      hz_shell_toast (act->from, text);
      return;
    }
  undo = undo_new (act->records, FALSE);
  for (guint i = 0; i < done->len; i++)
    g_ptr_array_add (undo->appointments, g_object_ref (g_ptr_array_index (done, i)));
  hz_shell_toast_undo (act->from, text, take_back, undo, undo_free);
}

static void
on_cancel_future_cb (gpointer data)
{
  Act *act = data;

  take_answer (act);
  hz_appointment_store_cancel_future_async (act->records, &act->client_id, act->reason, NULL,
                                            on_future_cancelled_cb, act_copy (act));
}

/**
 * hz_appointment_act_cancel_future:
 * @from: where it is done
 * @records: the records
 * @client_id: who will not come any more
 *
 * Calls off all that is still to come, after asking why.
 */
void
hz_appointment_act_cancel_future (GtkWidget *from,
                                  HzRecords *records,
                                  const HzId *client_id)
{
  Act *act = act_new (from, records, NULL);
  GtkWidget *content;
  HzAskDialog *dialog;

  act->client_id = *client_id;
  content = create_question (act, _("All appointments from now on are cancelled."));
  dialog = hz_ask_dialog_new (_("Cancel all that is to come?"), content, _("Cancel appointments"),
                              C_ ("dialog", "Back"), on_cancel_future_cb, act, act_free);
  hz_dialog_present (HZ_DIALOG (dialog), from);
  gtk_widget_child_focus (act->answers, GTK_DIR_TAB_FORWARD);
}
