/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-search-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hz-banner.h"
#include "hz-client-query.h"
#include "hz-page-table.h"
#include "hz-referral-store.h"
#include "hz-search-key.h"
#include "hz-shortcut.h"

#define MOST_CLIENTS 5
#define MOST_COMMANDS 4
#define DELAY_MILLISECONDS 40

/* What can be asked for by its name; @takes_text: what was typed goes with it. */
static const struct
{
  const char *title;
  const char *icon;
  const char *action;
  gboolean takes_text;
} commands[] = {
  { N_("New client"), "contact-new-symbolic", "win.new-client", TRUE },
  { N_("Book an appointment"), "appointment-new-symbolic", "win.book::", FALSE },
  { N_("Refer"), "mail-send-symbolic", "win.refer::", FALSE },
  { N_("Settings"), "preferences-system-symbolic", "win.settings", FALSE },
  { N_("Help"), "help-browser-symbolic", "app.help", FALSE },
  { N_("Keyboard shortcuts"), "help-browser-symbolic", "app.shortcuts", FALSE },
  { N_("Lock"), "system-lock-screen-symbolic", "app.lock", FALSE },
  { N_("Another person"), "system-switch-user-symbolic", "app.another-person", FALSE },
};

struct _HzSearchPopover
{
  GtkPopover parent_instance;

  HzRecords *records;
  GCancellable *cancellable;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *empty;
  guint timer;
};

G_DEFINE_FINAL_TYPE (HzSearchPopover, hz_search_popover, GTK_TYPE_POPOVER)

/* --- Rows ----------------------------------------------------------------------------------------- */

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* @client_id: (nullable): whom Ctrl+Enter books */
static void
add_row (HzSearchPopover *self,
         const char *icon,
         const char *title,
         const char *subtitle,
         const char *action,
         const char *client_id)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *spoken = g_strjoin (", ", title, subtitle, NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (words), create_label (title, NULL));
  if (subtitle != NULL)
    gtk_box_append (GTK_BOX (words), create_label (subtitle, "caption"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action), g_free);
  g_object_set_data_full (G_OBJECT (row), "client", g_strdup (client_id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static char *
build_action (const char *name,
              const char *text)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (text));

  return g_action_print_detailed_name (name, target);
}

static void
add_client (HzSearchPopover *self,
            const HzClientRow *client)
{
  g_autofree char *name = hz_client_row_dup_name (client);
  g_autofree char *id = hz_id_to_hex (&client->id);
  g_autofree char *action = build_action ("win.show-client", id);
  g_autofree char *rule = hz_banner_describe_rule (client->rule, client->note);
  g_autofree char *year = NULL;
  g_autofree char *about = NULL;

  if (hz_date_is_set (client->birth))
    year = g_strdup_printf ("%d · ", client->birth.year);
  about = g_strdup_printf ("%s%s · %s %s", year != NULL ? year : "", client->code,
                           hz_banner_get_glyph (client->rule), rule);
  add_row (self, "avatar-default-symbolic", name != NULL ? name : _("No name given"), about, action,
           id);
}

static void
add_referral (HzSearchPopover *self,
              HzReferral *referral)
{
  g_autofree char *id = hz_id_to_hex (&referral->stamp.id);
  g_autofree char *action = build_action ("win.show-referral", id);
  g_autofree char *number = g_strdup_printf ("%s/%d", referral->number_index, referral->number);
  g_autofree char *title = g_strdup_printf (_("Letter %s"), number);

  add_row (self, "mail-send-symbolic", title, NULL, action, NULL);
}

/* Whether a word of @title begins as @typed does, in any spelling. */
static gboolean
is_meant (const char *title,
          const char *typed)
{
  g_autofree char *key = hz_search_key (typed);
  g_autofree char *title_key = hz_search_key (title);
  const char *found = *key != '\0' ? strstr (title_key, key) : title_key;

  return found != NULL && (found == title_key || found[-1] == ' ');
}

static gboolean
can_do (HzSearchPopover *self,
        const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;

  return !g_str_has_prefix (name, "win.") || !G_IS_ACTION_GROUP (root)
         || g_action_group_get_action_enabled (G_ACTION_GROUP (root), name + strlen ("win."));
}

static void
add_commands (HzSearchPopover *self,
              const char *typed)
{
  gsize n_entries;
  const HzPageEntry *entries = hz_page_table_get (&n_entries);
  int n = 0;

  for (gsize i = 0; i < n_entries && n < MOST_COMMANDS; i++)
    {
      g_autofree char *action = NULL;

      if (entries[i].title == NULL || !hz_page_table_allows (&entries[i], self->records)
          || !is_meant (_(entries[i].title), typed))
        continue;
      action = build_action ("win.show-page", entries[i].name);
      add_row (self, entries[i].icon, _(entries[i].title), NULL, action, NULL);
      n++;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands) && n < MOST_COMMANDS; i++)
    {
      g_autofree char *action = commands[i].takes_text ? build_action (commands[i].action, "")
                                                       : g_strdup (commands[i].action);

      if (!is_meant (_(commands[i].title), typed) || !can_do (self, action))
        continue;
      add_row (self, commands[i].icon, _(commands[i].title), NULL, action, NULL);
      n++;
    }
}

static void
add_register (HzSearchPopover *self,
              const char *typed)
{
  g_autofree char *action = build_action ("win.new-client", typed);

  if (can_do (self, action))
    add_row (self, "contact-new-symbolic", _("Register as a new client"), typed, action, NULL);
}

static void
clear (HzSearchPopover *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* --- Looking -------------------------------------------------------------------------------------- */

typedef struct
{
  char *text;
  gboolean with_clients;
  gboolean with_letters;
  HzClientAnswer *clients;
  HzReferral *referral;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_clear_pointer (&search->clients, hz_client_answer_free);
  g_clear_object (&search->referral);
  g_free (search);
}

static gboolean
run_search (HzContext *context,
            gpointer data,
            GError **error)
{
  Search *search = data;

  if (search->with_clients)
    {
      g_autoptr (HzClientQuery) query = hz_client_query_new (search->text);

      search->clients = hz_client_query_run (context, query, 0, MOST_CLIENTS, error);
      if (search->clients == NULL)
        return FALSE;
    }

  /* A number that is not there is no failure. */
  if (search->with_letters && strchr (search->text, '/') != NULL)
    search->referral = hz_referral_store_find (context, search->text, NULL);

  return TRUE;
}

static void
on_searched_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (HzSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  Search *search = hz_records_run_finish (HZ_RECORDS (source), result, &error);

  if (self->records == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear (self);
  if (search == NULL)
    {
      g_message ("The search: %s", error->message);
      return;
    }

  for (guint i = 0; search->clients != NULL && i < search->clients->rows->len; i++)
    add_client (self, g_ptr_array_index (search->clients->rows, i));
  if (search->referral != NULL)
    add_referral (self, search->referral);
  add_commands (self, search->text);
  gtk_widget_set_visible (self->empty, gtk_widget_get_first_child (self->list) == NULL);
  if (search->with_clients)
    add_register (self, search->text);
}

static gboolean
on_pause_over_cb (gpointer data)
{
  HzSearchPopover *self = data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  Search *search;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*text == '\0')
    {
      clear (self);
      add_commands (self, "");
      gtk_widget_set_visible (self->empty, FALSE);
      return G_SOURCE_REMOVE;
    }

  search = g_new0 (Search, 1);
  search->text = g_strdup (text);
  search->with_clients = hz_records_may (self->records, HZ_RIGHT_READ_CLIENTS);
  search->with_letters = hz_records_may (self->records, HZ_RIGHT_READ_LETTER_NUMBERS);
  self->cancellable = g_cancellable_new ();
  hz_records_run_async (self->records, HZ_DB_JOB_READ, run_search, search, free_search,
                        self->cancellable, on_searched_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (HzSearchPopover *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (DELAY_MILLISECONDS, on_pause_over_cb, self);
}

/* --- Choosing ------------------------------------------------------------------------------------- */

static void
choose (HzSearchPopover *self,
        GtkListBoxRow *row,
        gboolean books)
{
  g_autofree char *action = NULL;
  const char *client;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (row == NULL)
    return;

  client = g_object_get_data (G_OBJECT (row), "client");
  action = books && client != NULL ? build_action ("win.book", client)
                                   : g_strdup (g_object_get_data (G_OBJECT (row), "action"));
  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static GtkListBoxRow *
get_first_row (HzSearchPopover *self)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
}

static void
on_entry_activate_cb (HzSearchPopover *self)
{
  choose (self, get_first_row (self), FALSE);
}

static void
on_row_activated_cb (GtkListBox *list,
                     GtkListBoxRow *row,
                     HzSearchPopover *self)
{
  choose (self, row, FALSE);
}

static gboolean
on_book_cb (GtkWidget *widget,
            GVariant *args,
            gpointer data)
{
  HzSearchPopover *self = HZ_SEARCH_POPOVER (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);

  choose (self, focus != NULL ? GTK_LIST_BOX_ROW (focus) : get_first_row (self), TRUE);

  return TRUE;
}

static gboolean
on_entry_key_cb (GtkEventControllerKey *controller,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 HzSearchPopover *self)
{
  if (keyval != GDK_KEY_Down || get_first_row (self) == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (get_first_row (self)));

  return GDK_EVENT_STOP;
}

static gboolean
on_list_key_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                HzSearchPopover *self)
{
  if (keyval != GDK_KEY_Up
      || gtk_widget_get_focus_child (self->list) != GTK_WIDGET (get_first_row (self)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (self->entry);

  return GDK_EVENT_STOP;
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_search_popover_map (GtkWidget *widget)
{
  HzSearchPopover *self = HZ_SEARCH_POPOVER (widget);

  GTK_WIDGET_CLASS (hz_search_popover_parent_class)->map (widget);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  on_pause_over_cb (self);
  gtk_widget_grab_focus (self->entry);
}

static void
hz_search_popover_unmap (GtkWidget *widget)
{
  HzSearchPopover *self = HZ_SEARCH_POPOVER (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  clear (self);
  GTK_WIDGET_CLASS (hz_search_popover_parent_class)->unmap (widget);
}

static void
hz_search_popover_dispose (GObject *object)
{
  HzSearchPopover *self = HZ_SEARCH_POPOVER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_search_popover_parent_class)->dispose (object);
}

static void
hz_search_popover_class_init (HzSearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_search_popover_dispose;
  widget_class->map = hz_search_popover_map;
  widget_class->unmap = hz_search_popover_unmap;
}

static void
add_keys (HzSearchPopover *self,
          GtkWidget *widget,
          GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", callback, self);
  gtk_widget_add_controller (widget, keys);
}

static void
hz_search_popover_init (HzSearchPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->entry = gtk_search_entry_new ();
  /* As wide as a line of a result, which grows with the text. */
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 52);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name, code, phone or letter number"), -1);
  g_object_set (self->entry, "placeholder-text", _("Name, code, phone or letter number"), NULL);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  add_keys (self, self->entry, G_CALLBACK (on_entry_key_cb));
  gtk_box_append (GTK_BOX (box), self->entry);

  self->empty = create_label (_("Nothing found."), "dim-label");
  gtk_widget_set_margin_start (self->empty, 12);
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_box_append (GTK_BOX (box), self->empty);

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Results"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  add_keys (self, self->list, G_CALLBACK (on_list_key_cb));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_box_append (GTK_BOX (box), scrolled);

  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  hz_shortcut_add_callback (GTK_WIDGET (self), GTK_SHORTCUT_SCOPE_LOCAL, "<Control>Return",
                            on_book_cb, NULL);
}

/**
 * hz_search_popover_new:
 * @records: of who is signed in
 *
 * Returns: (transfer floating): the popover, for a menu button
 */
GtkWidget *
hz_search_popover_new (HzRecords *records)
{
  HzSearchPopover *self = g_object_new (HZ_TYPE_SEARCH_POPOVER, NULL);

  self->records = g_object_ref (records);

  return GTK_WIDGET (self);
}
