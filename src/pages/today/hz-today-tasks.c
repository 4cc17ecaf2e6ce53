/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-today-tasks.h"

#include <glib/gi18n.h>

#include "hz-care-question.h"
#include "hz-draft-store.h"
#include "hz-time-text.h"
#include "hz-zone.h"

/**
 * HzTodayTasks:
 *
 * What is due: colleagues who wait for the care key, drafts of earlier days, what the vault found.
 */
struct _HzTodayTasks
{
  GtkBox parent_instance;

  GtkWidget *list;
  GtkWidget *empty;

  HzRecords *records;
  GCancellable *cancellable;
  char *shown;
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (HzTodayTasks, hz_today_tasks, GTK_TYPE_BOX)

static const struct
{
  HzVaultNotices notice;
  const char *sentence;
} notices[] = {
  { HZ_VAULT_NOTICE_WAL_ASIDE,
    N_("The last changes were damaged and could not be read. Everything before them is here; "
       "the damaged file was kept.") },
  { HZ_VAULT_NOTICE_SECOND_KEYRING,
    N_("The file of keys was damaged; its second copy is in use. Tell the administrator.") },
  { HZ_VAULT_NOTICE_RESTORED,
    N_("The centre was restored from a backup. What was entered after that backup is not here.") },
  { HZ_VAULT_NOTICE_MEMORY_NOT_PINNED,
    N_("This computer may copy secrets to its disk while the program runs. Tell the "
       "administrator.") },
  { HZ_VAULT_NOTICE_SWAP_IN_CLEAR,
    N_("The swap of this computer is not encrypted: what the program holds in memory can reach the "
       "disk. Tell the administrator.") },
};

/* What the action is told. */
typedef enum
{
  TARGET_NONE,
  TARGET_SUBJECT,
  TARGET_DRAFT,
} DraftTarget;

/* What a draft is opened with. Its kind is a permanent word of the form that wrote it. */
static const struct
{
  const char *kind;
  const char *name;
  const char *action;
  DraftTarget target;
} drafts[] = {
  { "client", NC_ ("draft", "New client"), "win.new-client", TARGET_NONE },
  { "booking", NC_ ("draft", "Appointment"), "win.book", TARGET_DRAFT },
  { "note", NC_ ("draft", "Note"), "win.show-case", TARGET_SUBJECT },
  { "consultation", NC_ ("draft", "Consultation"), "win.show-case", TARGET_SUBJECT },
  { "referral", NC_ ("draft", "Referral"), "win.refer", TARGET_SUBJECT },
};

static GtkWidget *
create_row (HzTodayTasks *self,
            const char *icon_name,
            const char *text,
            GtkWidget *button)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (button != NULL)
    {
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "hz-today-gap");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  self->n_rows++;

  return row;
}

static void
on_compare_clicked_cb (GtkButton *button,
                       HzTodayTasks *self)
{
  const HzMember *member = g_object_get_data (G_OBJECT (button), "member");

  hz_care_question_ask (GTK_WIDGET (self), self->records, member);
}

static void
add_care_task (HzTodayTasks *self,
               const HzMember *member)
{
  g_autofree char *text =
    g_strdup_printf (_("%s waits for the care key: compare her key number"), member->name);
  GtkWidget *button = gtk_button_new_with_label (_("Compare"));

  g_object_set_data_full (G_OBJECT (button), "member", hz_member_copy (member),
                          (GDestroyNotify) hz_member_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_compare_clicked_cb), self);
  create_row (self, "dialog-password-symbolic", text, button);
}

static char *
create_target (const HzDraft *draft,
               DraftTarget target)
{
  g_autofree char *id = hz_id_to_hex (&draft->id);

  if (target == TARGET_DRAFT)
    return g_strdup_printf ("draft@%s", id);
  if (target == TARGET_SUBJECT && hz_id_is_set (&draft->subject_id))
    return hz_id_to_hex (&draft->subject_id);

  return g_strdup ("");
}

static void
add_draft (HzTodayTasks *self,
           const HzDraft *draft)
{
  g_autofree char *day = hz_time_text_moment_day (draft->saved);
  const char *name = C_ ("draft", "Something else");
  GtkWidget *button = NULL;
  g_autofree char *target = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      if (g_strcmp0 (drafts[i].kind, draft->kind) != 0)
        continue;
      name = g_dpgettext2 (NULL, "draft", drafts[i].name);
      target = create_target (draft, drafts[i].target);
      button = gtk_button_new_with_label (C_ ("draft", "Open"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), drafts[i].action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
      break;
    }
  /* Translators: what was begun to be written (a note, a referral), and on which day */
  text = g_strdup_printf (_("Draft not finished: %s, %s"), name, day);
  create_row (self, "document-edit-symbolic", text, button);
}

static void
clear (HzTodayTasks *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->n_rows = 0;
}

static gboolean
is_old (const HzDraft *draft)
{
  return hz_date_compare (hz_zone_from_utc (draft->saved, NULL), hz_zone_get_today ()) < 0;
}

/* All that would be seen, to tell whether anything is another than before. */
static char *
describe (HzVaultNotices found,
          GPtrArray *members,
          GPtrArray *list)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d\n", (int) found);
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (text, "%s\n", ((HzMember *) g_ptr_array_index (members, i))->name);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (list, i);
      g_autofree char *id = hz_id_to_hex (&draft->id);

      if (is_old (draft))
        g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", id, draft->saved);
    }

  return g_string_free (text, FALSE);
}

static void
show (HzTodayTasks *self,
      GPtrArray *list)
{
  HzVault *vault = hz_records_get_vault (self->records);
  HzVaultNotices found = hz_vault_get_notices (vault);
  g_autoptr (GPtrArray) members = hz_vault_list_care_tasks (vault);
  g_autofree char *shown = describe (found, members, list);

  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  clear (self);
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      if ((found & notices[i].notice) != 0)
        create_row (self, "dialog-warning-symbolic", _(notices[i].sentence), NULL);
    }
  for (guint i = 0; i < members->len; i++)
    add_care_task (self, g_ptr_array_index (members, i));
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const HzDraft *draft = g_ptr_array_index (list, i);

      if (is_old (draft))
        add_draft (self, draft);
    }
  gtk_widget_set_visible (self->list, self->n_rows > 0);
  gtk_widget_set_visible (self->empty, self->n_rows == 0);
}

static void
on_drafts_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  HzTodayTasks *self = data;
  g_autoptr (GPtrArray) list = hz_draft_store_list_finish (HZ_RECORDS (source), result, NULL);

  if (self->records != NULL)
    show (self, list);
  g_object_unref (self);
}

static void
hz_today_tasks_dispose (GObject *object)
{
  HzTodayTasks *self = HZ_TODAY_TASKS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_TODAY_TASKS);

  G_OBJECT_CLASS (hz_today_tasks_parent_class)->dispose (object);
}

static void
hz_today_tasks_class_init (HzTodayTasksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_today_tasks_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/today/hz-today-tasks.ui");
  gtk_widget_class_bind_template_child (widget_class, HzTodayTasks, list);
  gtk_widget_class_bind_template_child (widget_class, HzTodayTasks, empty);
}

static void
hz_today_tasks_init (HzTodayTasks *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hz_today_tasks_set_records:
 * @self: the tasks
 * @records: the records
 */
void
hz_today_tasks_set_records (HzTodayTasks *self,
                            HzRecords *records)
{
  g_return_if_fail (HZ_IS_TODAY_TASKS (self));

  g_set_object (&self->records, records);
}

/**
 * hz_today_tasks_refresh:
 * @self: the tasks
 *
 * Looks what is due.
 */
void
hz_today_tasks_refresh (HzTodayTasks *self)
{
  g_return_if_fail (HZ_IS_TODAY_TASKS (self));

  hz_draft_store_list_async (self->records, NULL, NULL, self->cancellable, on_drafts_cb,
                             g_object_ref (self));
}

guint
hz_today_tasks_get_n_rows (HzTodayTasks *self)
{
  g_return_val_if_fail (HZ_IS_TODAY_TASKS (self), 0);

  return self->n_rows;
}
