/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-field.h"

#include <glib/gi18n.h>

#include "hz-appointment-text.h"
#include "hz-banner.h"
#include "hz-client-query.h"
#include "hz-client-store.h"
#include "hz-date-text.h"
#include "hz-shell.h"

#define MOST_ROWS 5

/**
 * HzClientField:
 *
 * Finds a client by a few letters, and shows whether she may be called once she is chosen.
 */
struct _HzClientField
{
  GtkBox parent_instance;

  GtkWidget *search;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *none;
  GtkWidget *chosen;
  GtkWidget *name;
  GtkWidget *other;
  GtkWidget *rule;

  HzRecords *records;
  HzClientRow *client;
  /* Of what was typed last, and of a client who was given: the entry tells late of what it holds. */
  GCancellable *query;
  GCancellable *loading;
  GPtrArray *rows;

  /* Enter may come before the answer to what was typed last. */
  gboolean is_pending;
  gboolean is_wanted;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzClientField, hz_client_field, GTK_TYPE_BOX)

static void
cancel (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static GCancellable *
renew (GCancellable **cancellable)
{
  cancel (cancellable);
  *cancellable = g_cancellable_new ();

  return *cancellable;
}

static void
append_part (GString *text,
             const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, " · %s", part);
}

static char *
describe_client (const HzClientRow *client)
{
  g_autofree char *name = hz_appointment_text_client (client);
  g_autofree char *birth = hz_date_text_short (client->birth);
  GString *text = g_string_new (name);

  append_part (text, birth);
  append_part (text, client->code);

  return g_string_free (text, FALSE);
}

static void
clear_list (HzClientField *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_visible (self->none, FALSE);
}

static void
append_row (HzClientField *self,
            const HzClientRow *client)
{
  g_autofree char *who = describe_client (client);
  /* Whether she may be called stands in her line too, for her number is found by it. */
  g_autofree char *text = g_strdup_printf ("%s · %s", who, hz_banner_get_glyph (client->rule));
  g_autofree char *rule = hz_banner_describe_rule (client->rule, client->note);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_margin_end (label, 9);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, who,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, rule, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void choose_row (HzClientField *self,
                        GtkListBoxRow *row);

static void
show_rows (HzClientField *self,
           GPtrArray *rows)
{
  clear_list (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (rows);
  for (guint i = 0; i < rows->len; i++)
    append_row (self, g_ptr_array_index (rows, i));
  gtk_widget_set_visible (self->list, rows->len > 0);
  gtk_widget_set_visible (self->none, rows->len == 0);
  if (rows->len > 0)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                             gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  self->is_pending = FALSE;
  if (self->is_wanted)
    choose_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
  self->is_wanted = FALSE;
}

static void
on_query_done_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClientAnswer) answer =
    hz_client_query_run_finish (HZ_RECORDS (source), result, &error);

  if (answer != NULL)
    show_rows (HZ_CLIENT_FIELD (data), answer->rows);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hz_shell_report (GTK_WIDGET (data), error);
  g_object_unref (data);
}

static void
on_entry_changed_cb (GtkEditable *entry,
                     HzClientField *self)
{
  self->is_pending = *gtk_editable_get_text (entry) != '\0';
  self->is_wanted = FALSE;
  if (self->is_pending)
    cancel (&self->loading);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
on_entry_search_changed_cb (GtkSearchEntry *entry,
                            HzClientField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (HzClientQuery) query = NULL;

  cancel (&self->query);
  if (*text == '\0' || self->records == NULL)
    {
      clear_list (self);
      return;
    }
  query = hz_client_query_new (text);
  hz_client_query_run_async (self->records, query, 0, MOST_ROWS, renew (&self->query),
                             on_query_done_cb, g_object_ref (self));
}

static void
choose_row (HzClientField *self,
            GtkListBoxRow *row)
{
  int place = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (place < 0 || self->rows == NULL || place >= (int) self->rows->len)
    return;
  hz_client_field_set_client (self, g_ptr_array_index (self->rows, place));
  gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

static void
on_list_row_activated_cb (GtkListBox *list,
                          GtkListBoxRow *row,
                          HzClientField *self)
{
  choose_row (self, row);
}

static void
on_entry_activate_cb (GtkSearchEntry *entry,
                      HzClientField *self)
{
  self->is_wanted = self->is_pending;
  if (!self->is_pending)
    choose_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

/* The list is walked without leaving the entry. */
static gboolean
on_entry_key_pressed_cb (GtkEventControllerKey *controller,
                         guint keyval,
                         guint keycode,
                         GdkModifierType state,
                         HzClientField *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  int by = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *next;

  if (by == 0 || row == NULL || !gtk_widget_get_visible (self->list))
    return FALSE;
  next = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (row) + by);
  if (next != NULL)
    gtk_list_box_select_row (list, next);

  return TRUE;
}

static void
on_other_clicked_cb (GtkButton *button,
                     HzClientField *self)
{
  hz_client_field_set_client (self, NULL);
  gtk_widget_grab_focus (self->entry);
}

static gboolean
hz_client_field_grab_focus (GtkWidget *widget)
{
  HzClientField *self = HZ_CLIENT_FIELD (widget);

  return gtk_widget_grab_focus (self->client == NULL ? self->entry : self->other);
}

static void
hz_client_field_dispose (GObject *object)
{
  HzClientField *self = HZ_CLIENT_FIELD (object);

  cancel (&self->query);
  cancel (&self->loading);
  g_clear_object (&self->records);
  g_clear_pointer (&self->client, hz_client_row_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CLIENT_FIELD);

  G_OBJECT_CLASS (hz_client_field_parent_class)->dispose (object);
}

static void
hz_client_field_class_init (HzClientFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hz_client_field_dispose;
  widget_class->grab_focus = hz_client_field_grab_focus;

  /**
   * HzClientField::changed:
   *
   * Another client is chosen, or none.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * HzClientField::typed:
   *
   * Something else stands in the entry.
   */
  signals[SIGNAL_TYPED] =
    g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HZ_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/hz-client-field.ui");
  gtk_widget_class_bind_template_child (widget_class, HzClientField, search);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, entry);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, list);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, none);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, chosen);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, name);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, other);
  gtk_widget_class_bind_template_child (widget_class, HzClientField, rule);
}

static void
hz_client_field_init (HzClientField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self);
  g_signal_connect (self->entry, "search-changed", G_CALLBACK (on_entry_search_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_list_row_activated_cb), self);
  g_signal_connect (self->other, "clicked", G_CALLBACK (on_other_clicked_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

/**
 * hz_client_field_set_records:
 * @self: the field
 * @records: where clients are found
 */
void
hz_client_field_set_records (HzClientField *self,
                             HzRecords *records)
{
  g_return_if_fail (HZ_IS_CLIENT_FIELD (self));

  g_set_object (&self->records, records);
}

/**
 * hz_client_field_get_client:
 * @self: the field
 *
 * Returns: (transfer none) (nullable): who is chosen
 */
const HzClientRow *
hz_client_field_get_client (HzClientField *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_FIELD (self), NULL);

  return self->client;
}

/* The focus leaves what is hidden before it is. */
static void
show_half (HzClientField *self)
{
  GtkWidget *shown = self->client == NULL ? self->search : self->chosen;
  GtkWidget *hidden = self->client == NULL ? self->chosen : self->search;
  gboolean had_focus = gtk_widget_get_focus_child (hidden) != NULL;

  gtk_widget_set_visible (shown, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (hidden, FALSE);
}

/**
 * hz_client_field_set_client:
 * @self: the field
 * @client: (nullable): who is chosen
 */
void
hz_client_field_set_client (HzClientField *self,
                            const HzClientRow *client)
{
  HzClientRow *old = self->client;

  g_return_if_fail (HZ_IS_CLIENT_FIELD (self));

  cancel (&self->query);
  cancel (&self->loading);
  self->client = client != NULL ? hz_client_row_copy (client) : NULL;
  g_clear_pointer (&old, hz_client_row_free);
  show_half (self);
  if (self->client != NULL)
    {
      g_autofree char *text = describe_client (self->client);

      gtk_label_set_label (GTK_LABEL (self->name), text);
      hz_banner_set_rule (HZ_BANNER (self->rule), self->client->rule, self->client->note);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static HzClientRow *
create_row (HzClient *client)
{
  HzClientRow *row = g_new0 (HzClientRow, 1);
  const HzClientPhone *phone = hz_client_get_phone (client);

  row->id = client->stamp.id;
  row->code = g_strdup (client->code);
  row->surname = g_strdup (client->surname);
  row->given = g_strdup (client->given);
  row->patronymic = g_strdup (client->patronymic);
  row->birth = client->birth;
  row->service_asked = g_strdup (client->service_asked);
  row->phone = phone != NULL ? g_strdup (phone->number) : NULL;
  row->rule = g_strdup (phone != NULL ? phone->rule : "not_asked");
  row->note = phone != NULL ? g_strdup (phone->note) : NULL;

  return row;
}

static void
on_client_loaded_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HzClient) client = hz_client_store_get_finish (HZ_RECORDS (source), result, &error);

  if (client != NULL)
    {
      g_autoptr (HzClientRow) row = create_row (client);

      hz_client_field_set_client (HZ_CLIENT_FIELD (data), row);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      hz_shell_report (GTK_WIDGET (data), error);
    }
  g_object_unref (data);
}

/**
 * hz_client_field_load:
 * @self: the field
 * @client_id: who is chosen
 */
void
hz_client_field_load (HzClientField *self,
                      const HzId *client_id)
{
  g_return_if_fail (HZ_IS_CLIENT_FIELD (self));

  hz_client_store_get_async (self->records, client_id, renew (&self->loading), on_client_loaded_cb,
                             g_object_ref (self));
}

/**
 * hz_client_field_set_fixed:
 * @self: the field
 * @is_fixed: whether nobody else can be chosen
 */
void
hz_client_field_set_fixed (HzClientField *self,
                           gboolean is_fixed)
{
  g_return_if_fail (HZ_IS_CLIENT_FIELD (self));

  gtk_widget_set_visible (self->other, !is_fixed);
}

/**
 * hz_client_field_get_text:
 * @self: the field
 *
 * Returns: (transfer none): what was typed to find her
 */
const char *
hz_client_field_get_text (HzClientField *self)
{
  g_return_val_if_fail (HZ_IS_CLIENT_FIELD (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
hz_client_field_set_text (HzClientField *self,
                          const char *text)
{
  g_return_if_fail (HZ_IS_CLIENT_FIELD (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
