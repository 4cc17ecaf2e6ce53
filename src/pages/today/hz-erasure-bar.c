/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-erasure-bar.h"

#include <glib/gi18n.h>

#include "hz-date-text.h"
#include "hz-erasure-question.h"
#include "hz-erasure-store.h"
#include "hz-paragraph.h"
#include "hz-shell.h"
#include "hz-zone.h"

/**
 * HzErasureBar:
 *
 * Clients who are to be erased, on Today, for who may ask for it and who may confirm it: until nothing
 * is left.
 */
struct _HzErasureBar
{
  GtkBox parent_instance;

  HzRecords *records;
  char *shown;
};

G_DEFINE_FINAL_TYPE (HzErasureBar, hz_erasure_bar, GTK_TYPE_BOX)

/* --- Acts ----------------------------------------------------------------------------------------- */

static void
on_withdrawn_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (HzErasureBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hz_erasure_store_act_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;

  if (done)
    hz_shell_toast (GTK_WIDGET (self), C_ ("erasure", "Withdrawn"));
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

static const HzErasure *
get_erasure (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "erasure");
}

static void
on_withdraw_clicked_cb (GtkButton *button,
                        HzErasureBar *self)
{
  hz_erasure_store_withdraw_async (self->records, &get_erasure (button)->client_id, on_withdrawn_cb,
                                   g_object_ref (self));
}

static void
on_confirm_clicked_cb (GtkButton *button,
                       HzErasureBar *self)
{
  hz_dialog_present (HZ_DIALOG (hz_erasure_question_new (self->records, get_erasure (button))),
                     GTK_WIDGET (self));
}

/* --- What there is to say ------------------------------------------------------------------------- */

static GtkWidget *
add_button (GtkWidget *bar,
            const char *name,
            const char *label,
            const HzErasure *erasure,
            GCallback func,
            HzErasureBar *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "erasure", hz_erasure_copy (erasure),
                          (GDestroyNotify) hz_erasure_free);
  g_signal_connect (button, "clicked", func, self);
  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), button);

  return button;
}

static GtkWidget *
add_bar (HzErasureBar *self,
         const char *sentence,
         const char *detail,
         const char *more)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  hz_paragraph_add (text, sentence, NULL);
  hz_paragraph_add (text, detail, NULL);
  if (more != NULL)
    hz_paragraph_add (text, more, NULL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (bar, "hz-clash");
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), text);
  gtk_box_append (GTK_BOX (self), bar);

  return bar;
}

static void
add_asked (HzErasureBar *self,
           const HzErasure *erasure)
{
  HzDate first = hz_erasure_get_first_day (erasure);
  gboolean is_mine = hz_id_equal (&erasure->stamp.created_by, hz_records_get_own_id (self->records));
  g_autofree char *asked_on = hz_date_text_short (hz_zone_from_utc (erasure->stamp.created, NULL));
  g_autofree char *first_day = hz_date_text_short (first);
  g_autofree char *sentence = g_strdup_printf (_("A client is to be erased: %s"), erasure->client_code);
  g_autofree char *by = NULL;
  g_autofree char *from = g_strdup_printf (_("An administrator can confirm it from: %s"), first_day);
  GtkWidget *bar;

  by = g_strdup_printf (_("Asked for by: %s, %s"),
                        hz_records_get_member_name (self->records, &erasure->stamp.created_by),
                        asked_on);
  bar = add_bar (self, sentence, by, from);
  add_button (bar, "withdraw", C_ ("erasure", "Withdraw"), erasure,
              G_CALLBACK (on_withdraw_clicked_cb), self);
  if (hz_records_may (self->records, HZ_RIGHT_CONFIRM_ERASURE) && !is_mine)
    gtk_widget_set_sensitive (add_button (bar, "confirm", C_ ("erasure", "Confirm…"), erasure,
                                          G_CALLBACK (on_confirm_clicked_cb), self),
                              hz_date_compare (hz_zone_get_today (), first) >= 0);
}

static void
add_confirmed (HzErasureBar *self,
               const HzErasure *erasure)
{
  g_autofree char *sentence = g_strdup_printf (_("A client is being erased: %s"), erasure->client_code);

  add_bar (self, sentence,
           _("What is sealed goes as soon as somebody who holds the care key signs in."), NULL);
}

/* All that would be seen, to tell whether anything is another than before. */
static char *
describe (GPtrArray *erasures)
{
  g_autofree char *today = hz_date_to_iso (hz_zone_get_today ());
  GString *text = g_string_new (today);

  for (guint i = 0; i < erasures->len; i++)
    {
      const HzErasure *erasure = g_ptr_array_index (erasures, i);

      g_string_append_printf (text, " %s %d %" G_GINT64_FORMAT, erasure->client_code, erasure->state,
                              erasure->stamp.revision);
    }

  return g_string_free (text, FALSE);
}

static void
show (HzErasureBar *self,
      GPtrArray *erasures)
{
  g_autofree char *shown = describe (erasures);
  GtkWidget *child;

  if (g_strcmp0 (shown, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < erasures->len; i++)
    {
      const HzErasure *erasure = g_ptr_array_index (erasures, i);

      if (erasure->state == HZ_ERASURE_ASKED)
        add_asked (self, erasure);
      else if (erasure->state == HZ_ERASURE_CONFIRMED)
        add_confirmed (self, erasure);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (HzErasureBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) erasures = hz_erasure_store_list_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL)
    return;
  if (erasures == NULL)
    g_message ("Who is to be erased: %s", error->message);
  else
    show (self, erasures);
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_erasure_bar_dispose (GObject *object)
{
  HzErasureBar *self = HZ_ERASURE_BAR (object);

  g_clear_object (&self->records);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (hz_erasure_bar_parent_class)->dispose (object);
}

static void
hz_erasure_bar_class_init (HzErasureBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_erasure_bar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
hz_erasure_bar_init (HzErasureBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Clients who are to be erased"), -1);
}

/**
 * hz_erasure_bar_set_records:
 * @self: the bar
 * @records: open
 */
void
hz_erasure_bar_set_records (HzErasureBar *self,
                            HzRecords *records)
{
  g_set_object (&self->records, records);
  hz_erasure_bar_refresh (self);
}

/**
 * hz_erasure_bar_refresh:
 * @self: the bar
 *
 * Looks who is to be erased.
 */
void
hz_erasure_bar_refresh (HzErasureBar *self)
{
  if (hz_records_may (self->records, HZ_RIGHT_ASK_ERASURE)
      || hz_records_may (self->records, HZ_RIGHT_CONFIRM_ERASURE))
    hz_erasure_store_list_async (self->records, NULL, on_listed_cb, g_object_ref (self));
}
