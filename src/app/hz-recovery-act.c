/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-recovery-act.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-error-text.h"
#include "hz-field-note.h"
#include "hz-in-sight.h"
#include "hz-paragraph.h"
#include "hz-sheet-act.h"
#include "hz-text.h"

typedef struct
{
  HzSheetSitting *sitting;
  /* The one in the next language, for what ends after it; held, for there may be a next. */
  HzRecoveryAct *heir;
  const char *title;
  const char *done;
  char *done_for;
  GtkWidget *group;
  GtkWidget *person;
  GtkWidget *content;
  GtkWidget *number;
  GtkWidget *answer;
  GtkWidget *reason;
  GtkWidget *reason_note;
  GtkWidget *button;
  GtkWidget *spinner;
  GtkWidget *message;
  /* Who can be chosen: HzMember */
  GPtrArray *members;
  gboolean is_busy;
  gboolean is_impossible;
} HzRecoveryActPrivate;

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HzRecoveryAct, hz_recovery_act, GTK_TYPE_BOX)

static HzRecoveryActPrivate *
get_private (HzRecoveryAct *self)
{
  return hz_recovery_act_get_instance_private (self);
}

/* --- What can be pressed ------------------------------------------------------------------------- */

/**
 * hz_recovery_act_get_member:
 * @self: an act
 *
 * Returns: (transfer none) (nullable): for whom it is
 */
const HzMember *
hz_recovery_act_get_member (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);
  guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (priv->person));

  return priv->members != NULL && place < priv->members->len
         ? g_ptr_array_index (priv->members, place) : NULL;
}

/**
 * hz_recovery_act_is_compared:
 * @self: an act that gives keys
 *
 * Returns: whether the colleague's key number was compared
 */
gboolean
hz_recovery_act_is_compared (HzRecoveryAct *self)
{
  const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (get_private (self)->answer));

  return g_strcmp0 (code, "yes") == 0;
}

static gboolean
is_ready_by_default (HzRecoveryAct *self)
{
  return TRUE;
}

static gboolean
is_ready (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);

  return hz_recovery_act_get_member (self) != NULL
         && (priv->answer == NULL || hz_answer_box_get_code (HZ_ANSWER_BOX (priv->answer)) != NULL)
         && HZ_RECOVERY_ACT_GET_CLASS (self)->is_ready (self);
}

/**
 * hz_recovery_act_update:
 * @self: an act
 *
 * Something was typed or chosen.
 */
void
hz_recovery_act_update (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);

  gtk_widget_set_sensitive (priv->button, !priv->is_busy && is_ready (self));
  gtk_widget_set_visible (priv->spinner, priv->is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (priv->spinner), priv->is_busy);
}

/**
 * hz_recovery_act_fail:
 * @self: an act
 * @error: (nullable): what went wrong, or that nothing does any more
 */
void
hz_recovery_act_fail (HzRecoveryAct *self,
                      const GError *error)
{
  HzRecoveryActPrivate *priv = get_private (self);
  g_autofree char *sentence = error != NULL ? hz_error_text_describe (error) : NULL;

  if (error != NULL)
    g_message ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  gtk_label_set_label (GTK_LABEL (priv->message), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (priv->message, sentence != NULL);
  if (sentence != NULL)
    hz_in_sight_bring (priv->message);
}

static void
set_busy (HzRecoveryAct *self,
          gboolean is_busy)
{
  get_private (self)->is_busy = is_busy;
  hz_recovery_act_update (self);
}

HzRecords *
hz_recovery_act_get_records (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);

  return priv->sitting != NULL ? hz_sheet_sitting_get_records (priv->sitting) : NULL;
}

/**
 * hz_recovery_act_set_possible:
 * @self: an act
 * @is_possible: whether there is anything that it could be done with
 */
void
hz_recovery_act_set_possible (HzRecoveryAct *self,
                              gboolean is_possible)
{
  get_private (self)->is_impossible = !is_possible;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
hz_recovery_act_is_possible (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);

  return !priv->is_impossible && priv->members != NULL && priv->members->len > 0;
}

const char *
hz_recovery_act_get_title (HzRecoveryAct *self)
{
  return get_private (self)->title;
}

const char *
hz_recovery_act_get_done (HzRecoveryAct *self)
{
  return get_private (self)->done;
}

const char *
hz_recovery_act_get_done_for (HzRecoveryAct *self)
{
  return get_private (self)->done_for;
}

/* --- For whom ------------------------------------------------------------------------------------ */

static gboolean
fits_by_default (HzRecoveryAct *self,
                 const HzMember *member)
{
  return TRUE;
}

static void
do_nothing (HzRecoveryAct *self)
{
}

static void
renew_nothing (HzRecoveryAct *self,
               HzRecoveryAct *before)
{
}

static void
list_members (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);
  HzRecords *records = hz_recovery_act_get_records (self);
  g_autoptr (GPtrArray) everybody = hz_vault_list_members (hz_records_get_vault (records));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&priv->members, g_ptr_array_unref);
  priv->members = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_member_free);
  for (guint i = 0; i < everybody->len; i++)
    {
      const HzMember *member = g_ptr_array_index (everybody, i);

      if (member->state != HZ_MEMBER_PRESENT
          || !HZ_RECOVERY_ACT_GET_CLASS (self)->fits (self, member))
        continue;
      g_ptr_array_add (priv->members, hz_member_copy (member));
      gtk_string_list_append (names, member->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (priv->person), G_LIST_MODEL (names));
}

typedef struct
{
  GWeakRef act;
  HzId member_id;
} Asking;

/* Somebody else may have been chosen meanwhile. */
static void
on_number_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (HzRecoveryAct) self = g_weak_ref_get (&asking->act);
  g_autofree char *number = hz_vault_get_key_number_finish (HZ_VAULT (source), result, NULL);
  const HzMember *member = self != NULL ? hz_recovery_act_get_member (self) : NULL;

  if (member != NULL && number != NULL && hz_id_equal (&member->id, &asking->member_id))
    gtk_label_set_label (GTK_LABEL (get_private (self)->number), number);
  g_weak_ref_clear (&asking->act);
  g_free (asking);
}

static void
ask_number (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);
  const HzMember *member = hz_recovery_act_get_member (self);
  HzRecords *records = hz_recovery_act_get_records (self);
  Asking *asking;

  hz_answer_box_set_code (HZ_ANSWER_BOX (priv->answer), NULL);
  gtk_label_set_label (GTK_LABEL (priv->number), "…");
  if (member == NULL || records == NULL)
    return;

  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->act, self);
  asking->member_id = member->id;
  hz_vault_get_key_number_async (hz_records_get_vault (records), &member->id, NULL, on_number_cb,
                                 asking);
}

static void
on_person_changed_cb (HzRecoveryAct *self)
{
  if (get_private (self)->answer != NULL)
    ask_number (self);
  HZ_RECOVERY_ACT_GET_CLASS (self)->changed (self);
  hz_recovery_act_update (self);
}

/**
 * hz_recovery_act_begin:
 * @self: an act
 * @sitting: in which the centre is open
 */
void
hz_recovery_act_begin (HzRecoveryAct *self,
                       HzSheetSitting *sitting)
{
  g_set_object (&get_private (self)->sitting, sitting);
  if (hz_recovery_act_get_records (self) == NULL)
    return;

  list_members (self);
  HZ_RECOVERY_ACT_GET_CLASS (self)->begin (self);
  on_person_changed_cb (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Doing it ------------------------------------------------------------------------------------ */

/**
 * hz_recovery_act_take_newest:
 * @self: (transfer full): an act
 *
 * Returns: (transfer full): the one that is on the screen in its place
 */
HzRecoveryAct *
hz_recovery_act_take_newest (HzRecoveryAct *self)
{
  while (get_private (self)->heir != NULL)
    {
      HzRecoveryAct *heir = g_object_ref (get_private (self)->heir);

      g_object_unref (self);
      self = heir;
    }

  return self;
}

/**
 * hz_recovery_act_on_performed_cb:
 * @source: records
 * @result: of hz-sheet-act.h
 * @user_data: (transfer full): the act
 */
void
hz_recovery_act_on_performed_cb (GObject *source,
                                 GAsyncResult *result,
                                 gpointer user_data)
{
  g_autoptr (HzRecoveryAct) self = hz_recovery_act_take_newest (user_data);
  HzRecoveryActPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;
  gboolean is_done = hz_sheet_act_finish (HZ_RECORDS (source), result, &error);

  if (priv->sitting == NULL)
    return;

  set_busy (self, FALSE);
  hz_recovery_act_fail (self, error);
  if (!is_done)
    return;

  gtk_editable_set_text (GTK_EDITABLE (priv->reason), "");
  HZ_RECOVERY_ACT_GET_CLASS (self)->clear (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_button_clicked_cb (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);
  HzRecords *records = hz_recovery_act_get_records (self);
  g_autofree char *reason = NULL;

  if (!gtk_widget_get_sensitive (priv->button) || records == NULL)
    return;

  reason = hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (priv->reason)), G_MAXSIZE, NULL);
  if (*reason == '\0')
    {
      hz_field_note_set_problem (priv->reason_note, _("Write why: whoever is concerned will read it."));
      gtk_widget_grab_focus (priv->reason);
      return;
    }

  g_free (priv->done_for);
  priv->done_for = g_strdup (hz_recovery_act_get_member (self)->name);
  hz_recovery_act_fail (self, NULL);
  set_busy (self, TRUE);
  HZ_RECOVERY_ACT_GET_CLASS (self)->perform (self, records, &hz_recovery_act_get_member (self)->id,
                                             reason);
}

/* --- The class ----------------------------------------------------------------------------------- */

static gboolean
hz_recovery_act_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_private (HZ_RECOVERY_ACT (widget))->person);
}

static void
hz_recovery_act_dispose (GObject *object)
{
  HzRecoveryActPrivate *priv = get_private (HZ_RECOVERY_ACT (object));

  g_clear_object (&priv->sitting);
  g_clear_object (&priv->heir);
  g_clear_pointer (&priv->members, g_ptr_array_unref);
  g_clear_pointer (&priv->done_for, g_free);

  G_OBJECT_CLASS (hz_recovery_act_parent_class)->dispose (object);
}

static void
hz_recovery_act_class_init (HzRecoveryActClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_recovery_act_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_recovery_act_grab_focus;
  klass->fits = fits_by_default;
  klass->begin = do_nothing;
  klass->changed = do_nothing;
  klass->is_ready = is_ready_by_default;
  klass->clear = do_nothing;
  klass->renew = renew_nothing;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
hz_recovery_act_init (HzRecoveryAct *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

static void
build_number (HzRecoveryAct *self)
{
  HzRecoveryActPrivate *priv = get_private (self);

  hz_paragraph_add (GTK_WIDGET (self),
                    _("Her key number. Ask her to read the number in her settings aloud."), NULL);
  priv->number = hz_paragraph_add (GTK_WIDGET (self), "…", "title-2");
  gtk_widget_add_css_class (priv->number, "numeric");
  priv->answer = hz_answer_box_new (_("Are the numbers the same?"));
  hz_answer_box_add (HZ_ANSWER_BOX (priv->answer), "yes", _("Yes, we have compared them"));
  hz_answer_box_add (HZ_ANSWER_BOX (priv->answer), "skipped", _("I did not compare them"));
  g_signal_connect_swapped (priv->answer, "changed", G_CALLBACK (hz_recovery_act_update), self);
  gtk_box_append (GTK_BOX (self), priv->answer);
}

static void
build_reason (HzRecoveryAct *self,
              const char *label)
{
  HzRecoveryActPrivate *priv = get_private (self);
  GtkWidget *why = adw_preferences_group_new ();

  priv->reason = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (priv->reason), _("Why the sheets are needed"));
  g_signal_connect_swapped (priv->reason, "entry-activated", G_CALLBACK (on_button_clicked_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (why), priv->reason);
  gtk_box_append (GTK_BOX (self), why);
  priv->reason_note = hz_field_note_new (priv->reason);
  gtk_box_append (GTK_BOX (self), priv->reason_note);
  hz_paragraph_add (GTK_WIDGET (self),
                    _("The reason stays in the log. Whoever reads requests can read it."), "caption");

  priv->button = gtk_button_new_with_label (label);
  gtk_widget_set_halign (priv->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (priv->button, "pill");
  gtk_widget_add_css_class (priv->button, "suggested-action");
  g_signal_connect_swapped (priv->button, "clicked", G_CALLBACK (on_button_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), priv->button);
  priv->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (self), priv->spinner);
  priv->message = hz_paragraph_add (GTK_WIDGET (self), NULL, "error");
  gtk_widget_set_visible (priv->message, FALSE);
}

/**
 * hz_recovery_act_build:
 * @self: an act, at its init
 * @title: what it is for
 * @text: what comes of it
 * @label: of the button
 * @done: what to say afterwards
 * @gives_keys: whether a key number is to be compared
 *
 * The strings are in the interface's language, and static.
 */
void
hz_recovery_act_build (HzRecoveryAct *self,
                       const char *title,
                       const char *text,
                       const char *label,
                       const char *done,
                       gboolean gives_keys)
{
  HzRecoveryActPrivate *priv = get_private (self);

  priv->title = title;
  priv->done = done;
  hz_paragraph_add (GTK_WIDGET (self), title, "title-4");
  hz_paragraph_add (GTK_WIDGET (self), text, NULL);
  priv->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  priv->group = adw_preferences_group_new ();
  priv->person = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (priv->person), _("For whom"));
  g_signal_connect_swapped (priv->person, "notify::selected", G_CALLBACK (on_person_changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (priv->group), priv->person);
  gtk_box_append (GTK_BOX (self), priv->group);
  gtk_box_append (GTK_BOX (self), priv->content);
  if (gives_keys)
    build_number (self);
  build_reason (self, label);
  hz_recovery_act_update (self);
}

void
hz_recovery_act_focus_reason (HzRecoveryAct *self)
{
  gtk_widget_grab_focus (get_private (self)->reason);
}

/* Below for whom it is. */
void
hz_recovery_act_add_row (HzRecoveryAct *self,
                         GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (get_private (self)->group), row);
}

void
hz_recovery_act_add (HzRecoveryAct *self,
                     GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (get_private (self)->content), widget);
}

/**
 * hz_recovery_act_renew:
 * @self: an act, not begun
 * @before: the same in another language, about to go
 */
void
hz_recovery_act_renew (HzRecoveryAct *self,
                       HzRecoveryAct *before)
{
  HzRecoveryActPrivate *priv = get_private (self);
  HzRecoveryActPrivate *old = get_private (before);

  if (old->members != NULL)
    {
      hz_recovery_act_begin (self, old->sitting);
      adw_combo_row_set_selected (ADW_COMBO_ROW (priv->person),
                                  adw_combo_row_get_selected (ADW_COMBO_ROW (old->person)));
    }
  if (priv->answer != NULL)
    hz_answer_box_set_code (HZ_ANSWER_BOX (priv->answer),
                            hz_answer_box_get_code (HZ_ANSWER_BOX (old->answer)));
  gtk_editable_set_text (GTK_EDITABLE (priv->reason),
                         gtk_editable_get_text (GTK_EDITABLE (old->reason)));
  priv->done_for = g_strdup (old->done_for);
  HZ_RECOVERY_ACT_GET_CLASS (self)->renew (self, before);
  g_set_object (&old->heir, self);
  set_busy (self, old->is_busy);
}
