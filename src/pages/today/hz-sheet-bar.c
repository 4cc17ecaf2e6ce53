/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-sheet-bar.h"

#include <glib/gi18n.h>

#include "hz-paragraph.h"
#include "hz-sheet-words.h"

/**
 * HzSheetBar:
 *
 * The recovery sheets on Today: what they were used for, once for everybody whom it concerns, until she
 * has read it; and what new sheets do not open yet, for whoever can do something about it. Looked up at
 * sign-in and after acts: to count is not for every minute.
 */
struct _HzSheetBar
{
  GtkBox parent_instance;

  HzRecords *records;
};

G_DEFINE_FINAL_TYPE (HzSheetBar, hz_sheet_bar, GTK_TYPE_BOX)

/* --- What there is to say ------------------------------------------------------------------------ */

typedef struct
{
  GPtrArray *news;
  HzRingsCover cover;
  GArray *uncovered;
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->news, g_ptr_array_unref);
  g_clear_pointer (&found->uncovered, g_array_unref);
  g_free (found);
}

static gboolean
run_look (HzContext *context,
          gpointer data,
          GError **error)
{
  Found *found = data;

  found->news = hz_sheet_use_list_news (context, error);
  if (found->news == NULL)
    return FALSE;
  if (!hz_rings_has_later_sheets (context->rings))
    return TRUE;

  if (!hz_rings_measure_cover (context->rings, context->db, &found->cover, error))
    return FALSE;

  found->uncovered = hz_rings_list_uncovered (context->rings, context->db, &found->cover.recovery_id,
                                              error);

  return found->uncovered != NULL;
}

/* --- Showing it ---------------------------------------------------------------------------------- */

/* @detail: (nullable): lines below it */
static void
add_bar (HzSheetBar *self,
         const char *sentence,
         const char *detail,
         GtkWidget *button)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-password-symbolic");
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_auto (GStrv) lines = g_strsplit (detail != NULL ? detail : "", "\n", -1);

  hz_paragraph_add (text, sentence, NULL);
  for (char **line = lines; *line != NULL; line++)
    hz_paragraph_add (text, *line, NULL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (bar, "hz-clash");
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), text);
  gtk_box_append (GTK_BOX (bar), button);
  gtk_box_append (GTK_BOX (self), bar);
}

static void look (HzSheetBar *self);

static gboolean
run_acknowledge (HzContext *context,
                 gpointer data,
                 GError **error)
{
  return hz_sheet_use_acknowledge (context, data, error);
}

static void
on_acknowledged_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (HzSheetBar) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hz_records_run_finish (HZ_RECORDS (source), result, &error) == NULL)
    g_message ("News of the sheets: %s", error->message);
  if (self->records != NULL)
    look (self);
}

static void
on_read_clicked_cb (GtkButton *button,
                    HzSheetBar *self)
{
  const HzId *use_id = g_object_get_data (G_OBJECT (button), "use");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  hz_records_run_async (self->records, HZ_DB_JOB_WRITE, run_acknowledge, hz_id_copy (use_id), g_free,
                        NULL, on_acknowledged_cb, g_object_ref (self));
}

static void
add_news (HzSheetBar *self,
          const HzSheetUse *use)
{
  g_autofree char *sentence = hz_sheet_words_describe (self->records, use);
  g_autofree char *when = hz_sheet_words_detail (use);
  g_autofree char *detail = NULL;
  GtkWidget *button = gtk_button_new_with_label (_("I have read it"));

  detail = g_strjoin ("\n", when,
                      _("If this is not right, tell the manager or the administrator at once."), NULL);
  g_object_set_data_full (G_OBJECT (button), "use", hz_id_copy (&use->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_read_clicked_cb), self);
  add_bar (self, sentence, detail, button);
}

static char *
join_names (HzSheetBar *self,
            GArray *ids)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            hz_records_get_member_name (self->records,
                                                        &g_array_index (ids, HzId, i)));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GtkWidget *
create_settings_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_("Show in the settings"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-settings");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "security");

  return button;
}

/* Sheets that count get what they lack when its holder signs in; those that wait, when she has compared
 * their number. */
static void
add_cover (HzSheetBar *self,
           const Found *found)
{
  const HzRingsCover *cover = &found->cover;
  g_autofree char *names = join_names (self, found->uncovered);
  g_autofree char *lacking = g_strdup_printf (_("Cases that they lack: %u"), cover->n_cases);
  g_autofree char *waited_for = g_strdup_printf (_("They wait for the keys of: %s"), names);
  g_autofree char *detail = g_strjoin ("\n", lacking, *names != '\0' ? waited_for : NULL, NULL);
  gboolean watches = hz_records_may (self->records, HZ_RIGHT_READ_AUDIT);
  gboolean is_whole = cover->n_cases + cover->n_care + cover->n_people == 0;

  if (!cover->counts && cover->is_mine_missing)
    add_bar (self, _("New recovery sheets wait for your keys: compare their number, and give them."),
             watches ? detail : NULL, create_settings_button ());
  else if (!cover->counts && watches)
    add_bar (self, _("New recovery sheets wait until an administrator and a case worker let them "
                     "count."),
             is_whole ? NULL : detail, create_settings_button ());
  else if (cover->counts && !is_whole && watches)
    add_bar (self, _("The recovery sheets do not open everything yet. Each person gives them her "
                     "keys by signing in."),
             detail, create_settings_button ());
}

static void
on_looked_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzSheetBar) self = user_data;
  g_autoptr (GError) error = NULL;
  const Found *found = hz_records_run_finish (HZ_RECORDS (source), result, &error);
  GtkWidget *child;

  if (self->records == NULL)
    return;
  if (found == NULL)
    {
      g_message ("The recovery sheets: %s", error->message);
      return;
    }

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < found->news->len; i++)
    add_news (self, g_ptr_array_index (found->news, i));
  if (found->uncovered != NULL)
    add_cover (self, found);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

static void
look (HzSheetBar *self)
{
  hz_records_run_async (self->records, HZ_DB_JOB_READ, run_look, g_new0 (Found, 1), free_found, NULL,
                        on_looked_cb, g_object_ref (self));
}

/* --- The class ----------------------------------------------------------------------------------- */

static void
hz_sheet_bar_dispose (GObject *object)
{
  g_clear_object (&HZ_SHEET_BAR (object)->records);

  G_OBJECT_CLASS (hz_sheet_bar_parent_class)->dispose (object);
}

static void
hz_sheet_bar_class_init (HzSheetBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_sheet_bar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
hz_sheet_bar_init (HzSheetBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Recovery sheets"), -1);
}

/**
 * hz_sheet_bar_set_records:
 * @self: the bar
 * @records: open
 */
void
hz_sheet_bar_set_records (HzSheetBar *self,
                          HzRecords *records)
{
  g_set_object (&self->records, records);
  g_signal_connect_object (hz_records_get_vault (records), "members-changed", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED);
  look (self);
}
