/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-section-list.h"

#include <adwaita.h>

#include "hz-empty-state.h"
#include "hz-shell.h"

/* On a button: what it does in the window. */
#define ACTION_KEY "hz-action"

/**
 * HzClientSectionList:
 *
 * A section of a client's page that is a list: what can be done, above; then a row each, or one
 * sentence where there is nothing. Read anew whenever one of its records changes.
 */
typedef struct
{
  GtkWidget *tools;
  GtkWidget *stack;
  GtkWidget *list;

  HzRecords *records;
  HzId client_id;
  gboolean is_closed;
} HzClientSectionListPrivate;

enum
{
  PROP_0,
  PROP_RECORDS,
  PROP_CLIENT_ID,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HzClientSectionList, hz_client_section_list, GTK_TYPE_BOX)

static HzClientSectionListPrivate *
get_private (HzClientSectionList *self)
{
  return hz_client_section_list_get_instance_private (self);
}

/* --- What is there -------------------------------------------------------------------------------- */

static void
show_items (HzClientSectionList *self,
            GPtrArray *items)
{
  HzClientSectionListClass *klass = HZ_CLIENT_SECTION_LIST_GET_CLASS (self);
  HzClientSectionListPrivate *priv = get_private (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (priv->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (priv->list), child);
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (priv->list), klass->create_row (self, items, i));
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), items->len > 0 ? "list" : "empty");
  if (klass->listed != NULL)
    klass->listed (self, items);
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (HzClientSectionList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    HZ_CLIENT_SECTION_LIST_GET_CLASS (self)->list_finish (HZ_RECORDS (source), result, &error);

  if (get_private (self)->is_closed)
    return;
  if (items != NULL)
    show_items (self, items);
  else
    hz_shell_report (GTK_WIDGET (self), error);
}

/**
 * hz_client_section_list_load:
 * @self: a section
 *
 * Reads it anew.
 */
void
hz_client_section_list_load (HzClientSectionList *self)
{
  HZ_CLIENT_SECTION_LIST_GET_CLASS (self)->list_async (self, on_listed_cb, g_object_ref (self));
}

static void
on_records_changed_cb (HzClientSectionList *self,
                       HzRecordKind kind)
{
  if (kind == HZ_CLIENT_SECTION_LIST_GET_CLASS (self)->kind)
    hz_client_section_list_load (self);
}

static void
on_row_activated_cb (HzClientSectionList *self,
                     GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              HZ_CLIENT_SECTION_LIST_GET_CLASS (self)->row_action, "s",
                              gtk_widget_get_name (GTK_WIDGET (row)));
}

/* --- Its parts ------------------------------------------------------------------------------------ */

static GtkWidget *
create_list (HzClientSectionList *self)
{
  HzClientSectionListPrivate *priv = get_private (self);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  priv->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (priv->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (priv->list, "boxed-list");
  gtk_widget_set_valign (priv->list, GTK_ALIGN_START);
  gtk_widget_set_margin_bottom (priv->list, 12);
  g_signal_connect_swapped (priv->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), priv->list);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static void
on_button_clicked_cb (HzClientSectionList *self,
                      GtkButton *button)
{
  g_autofree char *hex = hz_id_to_hex (&get_private (self)->client_id);

  gtk_widget_activate_action (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), ACTION_KEY),
                              "s", hex);
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_client_section_list_set_property (GObject *object,
                                     guint property_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  HzClientSectionListPrivate *priv = get_private (HZ_CLIENT_SECTION_LIST (object));

  switch (property_id)
    {
    case PROP_RECORDS:
      priv->records = g_value_dup_object (value);
      break;
    case PROP_CLIENT_ID:
      priv->client_id = *(const HzId *) g_value_get_pointer (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
hz_client_section_list_constructed (GObject *object)
{
  HzClientSectionList *self = HZ_CLIENT_SECTION_LIST (object);

  G_OBJECT_CLASS (hz_client_section_list_parent_class)->constructed (object);

  g_signal_connect_object (get_private (self)->records, "changed", G_CALLBACK (on_records_changed_cb),
                           self, G_CONNECT_SWAPPED);
  hz_client_section_list_load (self);
}

static void
hz_client_section_list_dispose (GObject *object)
{
  get_private (HZ_CLIENT_SECTION_LIST (object))->is_closed = TRUE;

  G_OBJECT_CLASS (hz_client_section_list_parent_class)->dispose (object);
}

static void
hz_client_section_list_finalize (GObject *object)
{
  g_clear_object (&get_private (HZ_CLIENT_SECTION_LIST (object))->records);

  G_OBJECT_CLASS (hz_client_section_list_parent_class)->finalize (object);
}

static void
hz_client_section_list_class_init (HzClientSectionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = hz_client_section_list_set_property;
  object_class->constructed = hz_client_section_list_constructed;
  object_class->dispose = hz_client_section_list_dispose;
  object_class->finalize = hz_client_section_list_finalize;

  properties[PROP_RECORDS] =
    g_param_spec_object ("records", NULL, NULL, HZ_TYPE_RECORDS,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIENT_ID] =
    g_param_spec_pointer ("client-id", NULL, NULL,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
hz_client_section_list_init (HzClientSectionList *self)
{
  HzClientSectionListPrivate *priv = get_private (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 12);

  priv->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_visible (priv->tools, FALSE);
  priv->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (priv->stack), adw_bin_new (), "nothing");
  gtk_stack_add_named (GTK_STACK (priv->stack), create_list (self), "list");
  gtk_box_append (GTK_BOX (self), priv->tools);
  gtk_box_append (GTK_BOX (self), priv->stack);
}

/**
 * hz_client_section_list_new:
 * @type: which section
 * @records: the centre's records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): the section, as far as the person may know of it
 */
GtkWidget *
hz_client_section_list_new (GType type,
                            HzRecords *records,
                            const HzId *client_id)
{
  return g_object_new (type, "records", records, "client-id", client_id, NULL);
}

HzRecords *
hz_client_section_list_get_records (HzClientSectionList *self)
{
  return get_private (self)->records;
}

const HzId *
hz_client_section_list_get_client_id (HzClientSectionList *self)
{
  return &get_private (self)->client_id;
}

/**
 * hz_client_section_list_set_words:
 * @self: a section
 * @name: of the list, spoken
 * @empty_icon: the sign where there is nothing
 * @empty_text: the sentence where there is nothing
 *
 * What the section says. To be called once.
 */
void
hz_client_section_list_set_words (HzClientSectionList *self,
                                  const char *name,
                                  const char *empty_icon,
                                  const char *empty_text)
{
  HzClientSectionListPrivate *priv = get_private (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_stack_add_named (GTK_STACK (priv->stack), hz_empty_state_new (empty_icon, empty_text), "empty");
}

/**
 * hz_client_section_list_add_above:
 * @self: a section
 * @widget: (transfer floating): what stands between the buttons and the list
 */
void
hz_client_section_list_add_above (HzClientSectionList *self,
                                  GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self), widget, get_private (self)->tools);
}

/**
 * hz_client_section_list_add_button:
 * @self: a section
 * @label: what it does
 * @action: (nullable): of the window, with the client's hexadecimal id as its parameter
 * @right: who has no such right does not see it
 *
 * Returns: (transfer none): a button above the list
 */
GtkWidget *
hz_client_section_list_add_button (HzClientSectionList *self,
                                   const char *label,
                                   const char *action,
                                   HzRight right)
{
  HzClientSectionListPrivate *priv = get_private (self);
  GtkWidget *button = gtk_button_new_with_label (label);

  if (hz_records_may (priv->records, right))
    gtk_widget_set_visible (priv->tools, TRUE);
  else
    gtk_widget_set_visible (button, FALSE);
  if (action != NULL)
    {
      g_object_set_data_full (G_OBJECT (button), ACTION_KEY, g_strdup (action), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_button_clicked_cb), self);
    }
  gtk_box_append (GTK_BOX (priv->tools), button);

  return button;
}

/**
 * hz_client_section_list_create_label:
 * @text: what it says
 * @css_class: (nullable): how it looks
 *
 * Returns: (transfer floating): a text that wraps, for a row
 */
GtkWidget *
hz_client_section_list_create_label (const char *text,
                                     const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * hz_client_section_list_create_row:
 * @texts: (transfer floating): what stands to the left, and takes all the width
 * @state: (transfer floating): what stands at the side
 *
 * Returns: (transfer floating): a row of several lines that does not react yet
 */
GtkWidget *
hz_client_section_list_create_row (GtkWidget *texts,
                                   GtkWidget *state)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), state);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

/**
 * hz_client_section_list_set_row_id:
 * @row: a row
 * @id: of what it shows
 *
 * From now on the row is activated, with the section's action.
 */
void
hz_client_section_list_set_row_id (GtkWidget *row,
                                   const HzId *id)
{
  g_autofree char *hex = hz_id_to_hex (id);

  gtk_widget_set_name (row, hex);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}
