/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-team-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-key-question.h"
#include "hz-member-choice.h"
#include "hz-shell.h"

/**
 * HzTeamBox:
 *
 * Who can open a case. Only somebody of the team sees it, and can let a colleague in.
 */
struct _HzTeamBox
{
  GtkBox parent_instance;

  GtkWidget *sentence_label;
  GtkWidget *rows;
  GtkWidget *adding;
  GtkWidget *colleague;
  GtkWidget *add;

  HzRecords *records;
  HzCaseFile *case_file;
  char *sentence;
  char *names;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzTeamBox, hz_team_box, GTK_TYPE_BOX)

static void
on_store_granted_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (HzTeamBox) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->records == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!hz_case_file_store_grant_finish (HZ_RECORDS (source), result, &error))
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
change_team (HzTeamBox  *self,
             const HzId *member_id,
             gboolean    is_granted,
             gboolean    is_compared)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  hz_case_file_store_grant_async (self->records, &self->case_file->stamp.id, member_id, is_granted,
                                  is_compared, NULL, on_store_granted_cb, g_object_ref (self));
}

static void
on_number_answered_cb (gboolean goes_on,
                       gboolean is_compared,
                       gpointer data)
{
  HzTeamBox *self = data;
  HzId member_id;

  if (goes_on && self->records != NULL
      && hz_member_choice_get (GTK_DROP_DOWN (self->colleague), &member_id))
    change_team (self, &member_id, TRUE, is_compared);
}

static void
on_add_clicked_cb (HzTeamBox *self)
{
  HzId member_id;

  if (hz_member_choice_get (GTK_DROP_DOWN (self->colleague), &member_id))
    hz_key_question_ask (GTK_WIDGET (self), self->records, &member_id, on_number_answered_cb,
                         self);
}

static void
on_remove_clicked_cb (GtkButton *button,
                      HzTeamBox *self)
{
  const HzId *member_id = g_object_get_data (G_OBJECT (button), "member");

  change_team (self, member_id, FALSE, FALSE);
}

static void
on_store_saved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (HzTeamBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzCaseFile) saved = hz_case_file_store_save_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (saved == NULL)
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
on_lead_clicked_cb (HzTeamBox *self)
{
  g_autoptr (HzCaseFile) next = hz_case_file_copy (self->case_file);

  next->lead_id = *hz_records_get_own_id (self->records);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  hz_case_file_store_save_async (self->records, next, NULL, on_store_saved_cb, g_object_ref (self));
}

static GtkWidget *
add_button (GtkWidget  *row,
            const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

/* She who is in charge stays on the team; whoever is on it may take that from her. */
static void
add_remove_button (HzTeamBox  *self,
                   GtkWidget  *row,
                   const HzId *member_id)
{
  GtkWidget *button = add_button (row, _("Take off the team"));
  const char *name = hz_records_get_member_name (self->records, member_id);
  g_autofree char *spoken = g_strdup_printf (_("Take off the team: %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "member", hz_id_copy (member_id),
                          (GDestroyNotify) hz_id_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self);
}

static void
add_row (HzTeamBox  *self,
         const HzId *member_id)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = hz_records_get_member_name (self->records, member_id);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (hz_id_equal (member_id, &self->case_file->lead_id))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("In charge of the case"));
  else if (hz_id_equal (member_id, hz_records_get_own_id (self->records)))
    g_signal_connect_swapped (add_button (row, _("Take charge of the case")), "clicked",
                              G_CALLBACK (on_lead_clicked_cb), self);
  else
    add_remove_button (self, row, member_id);
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
}

static char *
join_names (HzTeamBox *self,
            GArray    *team)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < team->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            hz_records_get_member_name (self->records,
                                                        &g_array_index (team, HzId, i)));

  return g_string_free (names, FALSE);
}

/* Somebody may do case work and another kind of work besides. */
static gboolean
has_other_roles (HzTeamBox *self,
                 GArray    *team)
{
  HzVault *vault = hz_records_get_vault (self->records);

  for (guint i = 0; i < team->len; i++)
    {
      g_autoptr (HzMember) member = hz_vault_find_member (vault, &g_array_index (team, HzId, i));

      if (member != NULL
          && (member->roles & (HZ_ROLE_RECEPTION | HZ_ROLE_ADMINISTRATOR | HZ_ROLE_MANAGER)) != 0)
        return TRUE;
    }

  return FALSE;
}

static void
show_team (HzTeamBox *self,
           GArray    *team)
{
  g_autofree char *text = NULL;
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), row);
  for (guint i = 0; i < team->len; i++)
    add_row (self, &g_array_index (team, HzId, i));

  g_free (self->names);
  self->names = join_names (self, team);
  g_free (self->sentence);
  self->sentence = g_strdup_printf (_("Readable by: %s"), self->names);
  text = g_strjoin ("\n", self->sentence, _("Also by whoever holds the recovery sheets."),
                    has_other_roles (self, team) ? NULL
                                                 : _("Not by: reception, administrator, manager."),
                    NULL);
  gtk_label_set_label (GTK_LABEL (self->sentence_label), text);
  gtk_widget_set_visible (self->adding,
                          hz_member_choice_fill (GTK_DROP_DOWN (self->colleague), self->records, team)
                            > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_store_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HzTeamBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) team = NULL;

  team = hz_case_file_store_list_team_finish (HZ_RECORDS (source), result, &error);
  if (self->records == NULL)
    return;

  if (team != NULL)
    show_team (self, team);
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static void
hz_team_box_dispose (GObject *object)
{
  HzTeamBox *self = HZ_TEAM_BOX (object);

  g_clear_object (&self->records);
  g_clear_object (&self->case_file);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_TEAM_BOX);

  G_OBJECT_CLASS (hz_team_box_parent_class)->dispose (object);
}

static void
hz_team_box_finalize (GObject *object)
{
  HzTeamBox *self = HZ_TEAM_BOX (object);

  g_free (self->sentence);
  g_free (self->names);

  G_OBJECT_CLASS (hz_team_box_parent_class)->finalize (object);
}

static void
hz_team_box_class_init (HzTeamBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_team_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_team_box_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-team-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HzTeamBox, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, HzTeamBox, rows);
  gtk_widget_class_bind_template_child (widget_class, HzTeamBox, adding);
  gtk_widget_class_bind_template_child (widget_class, HzTeamBox, colleague);
  gtk_widget_class_bind_template_child (widget_class, HzTeamBox, add);
}

static void
hz_team_box_init (HzTeamBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add_clicked_cb), self);
}

/**
 * hz_team_box_new:
 * @records: records
 *
 * Returns: (transfer floating): the box, of no case yet
 */
GtkWidget *
hz_team_box_new (HzRecords *records)
{
  HzTeamBox *self = g_object_new (HZ_TYPE_TEAM_BOX, NULL);

  self->records = g_object_ref (records);
  return GTK_WIDGET (self);
}

/**
 * hz_team_box_set_case:
 * @self: a box
 * @case_file: a case of somebody on its team
 */
void
hz_team_box_set_case (HzTeamBox  *self,
                      HzCaseFile *case_file)
{
  g_set_object (&self->case_file, case_file);
  hz_case_file_store_list_team_async (self->records, &case_file->stamp.id, NULL, on_store_listed_cb,
                                      g_object_ref (self));
}

const char *
hz_team_box_get_sentence (HzTeamBox *self)
{
  return self->sentence;
}

const char *
hz_team_box_get_names (HzTeamBox *self)
{
  return self->names;
}
