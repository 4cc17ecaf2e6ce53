/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referrals-page.h"

#include <glib/gi18n.h>

#include "hz-client-field.h"
#include "hz-directory-list.h"
#include "hz-empty-state.h"
#include "hz-page.h"
#include "hz-referral-dialog.h"
#include "hz-referral-store.h"
#include "hz-referral-table.h"
#include "hz-referral-view.h"
#include "hz-shell.h"
#include "hz-wrap-box.h"

/* As many as anybody looks through; older ones are found by their number. */
#define LIMIT 500

/* Below this the page of a letter stands behind its form. */
#define WIDE 1200

/**
 * HzReferralsPage:
 *
 * The journal of letters that went out, and the directory of those to whom they go.
 */
struct _HzReferralsPage
{
  GtkBox parent_instance;

  GtkWidget *views;
  GtkWidget *filters[3];
  GtkWidget *list_stack;
  GtkWidget *table;
  GtkWidget *empty;
  GtkWidget *directory;

  HzRecords *records;
  GCancellable *cancellable;
  HzReferralFilter filter;
  gboolean numbers_only;

  /* The dialog over the page, and what it is about. */
  GtkWindow *dialog;
  const char *dialog_verb;
  char *dialog_id;
};

static void hz_referrals_page_page_init (HzPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzReferralsPage, hz_referrals_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (HZ_TYPE_PAGE, hz_referrals_page_page_init))

static void load (HzReferralsPage *self);

static void
show_empty (HzReferralsPage *self)
{
  static const char *const sentences[] = { N_("No letters yet."), N_("No open referrals."),
                                           N_("No answer is late.") };

  hz_empty_state_set_title (HZ_EMPTY_STATE (self->empty), _(sentences[self->filter]));
  gtk_stack_set_visible_child (GTK_STACK (self->list_stack), self->empty);
}

static void
on_listed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  HzReferralsPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) referrals =
    hz_referral_store_list_finish (HZ_RECORDS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = HZ_REFERRALS_PAGE (data);
  if (g_cancellable_is_cancelled (self->cancellable))
    ;
  else if (referrals == NULL)
    hz_shell_report (GTK_WIDGET (self), error);
  else
    {
      hz_referral_table_set_referrals (HZ_REFERRAL_TABLE (self->table), referrals);
      if (referrals->len > 0)
        gtk_stack_set_visible_child (GTK_STACK (self->list_stack), self->table);
      else
        show_empty (self);
    }
  g_object_unref (self);
}

static void
load (HzReferralsPage *self)
{
  hz_referral_store_list_async (self->records, self->filter, NULL, LIMIT, NULL, on_listed_cb,
                                g_object_ref (self));
}

static void
on_records_changed_cb (HzReferralsPage *self,
                       HzRecordKind kind)
{
  if (kind == HZ_RECORD_REFERRAL)
    load (self);
}

static void
on_filter_toggled_cb (HzReferralsPage *self,
                      GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    if (self->filters[i] == GTK_WIDGET (button))
      self->filter = i;
  load (self);
}

static void
take_dialog (HzReferralsPage *self,
             GtkWidget *dialog,
             const char *verb,
             const char *id)
{
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
  self->dialog_verb = verb;
  g_free (self->dialog_id);
  self->dialog_id = g_strdup (id);
  hz_dialog_present (HZ_DIALOG (dialog), GTK_WIDGET (self));
}

static gboolean
show_letter (HzReferralsPage *self,
             const char *hex)
{
  HzId id;

  if (self->numbers_only || !hz_id_from_hex (hex, &id))
    return FALSE;

  take_dialog (self, hz_referral_view_new (self->records, &id), "show", hex);

  return TRUE;
}

static void
on_dialog_issued_cb (HzReferralsPage *self,
                     const char *hex)
{
  hz_shell_toast (GTK_WIDGET (self), _("The letter has its number."));
  show_letter (self, hex);
}

static gboolean
write_letter (HzReferralsPage *self,
              const char *hex)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;
  HzId id;

  if (!hz_records_may (self->records, HZ_RIGHT_ISSUE_LETTER) || !hz_id_from_hex (hex, &id))
    return FALSE;

  dialog = hz_referral_dialog_new (self->records, &id);
  hz_referral_dialog_set_narrow (HZ_REFERRAL_DIALOG (dialog),
                                 gtk_widget_get_width (GTK_WIDGET (root)) < WIDE);
  g_signal_connect_object (dialog, "issued", G_CALLBACK (on_dialog_issued_cb), self, G_CONNECT_SWAPPED);
  take_dialog (self, dialog, "refer", hex);

  return TRUE;
}

static void
on_client_chosen_cb (HzReferralsPage *self,
                     HzClientField *field)
{
  const HzClientRow *client = hz_client_field_get_client (field);
  GtkRoot *dialog = gtk_widget_get_root (GTK_WIDGET (field));
  g_autofree char *hex = NULL;

  if (client == NULL)
    return;

  hex = hz_id_to_hex (&client->id);
  hz_dialog_close (HZ_DIALOG (dialog));
  write_letter (self, hex);
}

/* Ctrl+R where no client is shown: whom the letter is about comes first. */
static gboolean
ask_client (HzReferralsPage *self)
{
  HzDialog *dialog;
  GtkWidget *box, *label, *field;

  if (!hz_records_may (self->records, HZ_RIGHT_ISSUE_LETTER))
    return FALSE;

  dialog = g_object_new (HZ_TYPE_DIALOG, "title", _("Letter of referral"), "default-width", 560, NULL);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  label = gtk_label_new (_("Whom is the letter about?"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-4");
  field = g_object_new (HZ_TYPE_CLIENT_FIELD, NULL);
  hz_client_field_set_records (HZ_CLIENT_FIELD (field), self->records);
  g_signal_connect_object (field, "changed", G_CALLBACK (on_client_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  hz_dialog_set_content (dialog, box);
  take_dialog (self, GTK_WIDGET (dialog), "refer", "");
  gtk_widget_grab_focus (field);

  return TRUE;
}

static void
on_table_open_cb (HzReferralsPage *self,
                  const char *hex)
{
  show_letter (self, hex);
}

static void
on_handed_over_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer data)
{
  g_autoptr (HzReferralsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HzReferral) referral = hz_referral_store_finish (HZ_RECORDS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (referral == NULL)
    hz_shell_report (GTK_WIDGET (self), error);
  else
    hz_shell_toast (GTK_WIDGET (self), _("Handed over today."));
}

static void
on_table_hand_over_cb (HzReferralsPage *self,
                       const char *hex)
{
  HzId id;

  if (hz_id_from_hex (hex, &id))
    hz_referral_store_hand_over_async (self->records, &id, NULL, on_handed_over_cb,
                                       g_object_ref (self));
}

static const char *
hz_referrals_page_get_title (HzPage *page)
{
  return _("Referrals");
}

static GVariant *
hz_referrals_page_get_place (HzPage *page)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (page);
  const char *view = gtk_stack_get_visible_child_name (GTK_STACK (self->views));
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "view", g_variant_new_string (view));
  g_variant_builder_add (&builder, "{sv}", "filter", g_variant_new_int32 (self->filter));
  if (self->dialog != NULL)
    {
      g_variant_builder_add (&builder, "{sv}", "dialog", g_variant_new_boolean (TRUE));
      g_variant_builder_add (&builder, "{sv}", "verb", g_variant_new_string (self->dialog_verb));
      g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (self->dialog_id));
    }

  return g_variant_builder_end (&builder);
}

static void
hz_referrals_page_set_place (HzPage *page,
                             GVariant *place)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (page);
  const char *text, *id;
  int filter;

  if (!g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT))
    return;

  if (g_variant_lookup (place, "view", "&s", &text) &&
      gtk_stack_get_child_by_name (GTK_STACK (self->views), text) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->views), text);
  if (g_variant_lookup (place, "filter", "i", &filter) && filter >= 0 &&
      filter < (int) G_N_ELEMENTS (self->filters))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[filter]), TRUE);
  if (g_variant_lookup (place, "verb", "&s", &text) && g_variant_lookup (place, "id", "&s", &id))
    hz_page_perform (page, text, id);
}

static void
hz_referrals_page_focus_first (HzPage *page)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->views)), "directory") == 0)
    gtk_widget_grab_focus (self->directory);
  else
    gtk_widget_grab_focus (self->table);
}

static gboolean
hz_referrals_page_find (HzPage *page)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (page);

  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "directory");

  return gtk_widget_grab_focus (self->directory);
}

static gboolean
hz_referrals_page_go_back (HzPage *page)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->views)), "directory") != 0)
    return FALSE;

  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "journal");

  return TRUE;
}

static const char *
hz_referrals_page_get_help_page (HzPage *page)
{
  return "referrals";
}

static gboolean
hz_referrals_page_perform (HzPage *page,
                           const char *verb,
                           const char *argument)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (page);

  if (g_str_equal (verb, "show"))
    return show_letter (self, argument);
  if (g_str_equal (verb, "refer") && *argument != '\0')
    return write_letter (self, argument);
  if (g_str_equal (verb, "refer"))
    return ask_client (self);

  return FALSE;
}

static void
hz_referrals_page_page_init (HzPageInterface *iface)
{
  iface->get_title = hz_referrals_page_get_title;
  iface->get_place = hz_referrals_page_get_place;
  iface->set_place = hz_referrals_page_set_place;
  iface->focus_first = hz_referrals_page_focus_first;
  iface->find = hz_referrals_page_find;
  iface->go_back = hz_referrals_page_go_back;
  iface->help_page = hz_referrals_page_get_help_page;
  iface->perform = hz_referrals_page_perform;
}

static void
hz_referrals_page_dispose (GObject *object)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->dialog);

  G_OBJECT_CLASS (hz_referrals_page_parent_class)->dispose (object);
}

static void
hz_referrals_page_finalize (GObject *object)
{
  HzReferralsPage *self = HZ_REFERRALS_PAGE (object);

  g_clear_object (&self->records);
  g_clear_object (&self->cancellable);
  g_free (self->dialog_id);

  G_OBJECT_CLASS (hz_referrals_page_parent_class)->finalize (object);
}

static void
hz_referrals_page_class_init (HzReferralsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_referrals_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_referrals_page_finalize;
}

static GtkWidget *
create_filters (HzReferralsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *labels[] = { C_ ("letters", "All"), C_ ("letters", "Open"), C_ ("letters", "Overdue") };

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    {
      self->filters[i] = gtk_toggle_button_new_with_label (labels[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->filters[i]),
                                     GTK_TOGGLE_BUTTON (self->filters[0]));
      gtk_box_append (GTK_BOX (box), self->filters[i]);
    }

  return box;
}

static GtkWidget *
create_new_button (HzReferralsPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("New letter"));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (button, "Ctrl+R");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (ask_client), self);

  return button;
}

static GtkWidget *
create_journal (HzReferralsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list_stack = gtk_stack_new ();
  self->table = hz_referral_table_new (self->numbers_only);
  self->empty = hz_empty_state_new ("mail-send-symbolic", _("No letters yet."));
  gtk_stack_add_child (GTK_STACK (self->list_stack), self->table);
  gtk_stack_add_child (GTK_STACK (self->list_stack), self->empty);
  gtk_stack_set_visible_child (GTK_STACK (self->list_stack), self->empty);
  gtk_widget_set_visible (self->filters[HZ_REFERRAL_FILTER_OVERDUE], !self->numbers_only);
  gtk_box_append (GTK_BOX (box), self->list_stack);

  g_signal_connect_swapped (self->table, "open", G_CALLBACK (on_table_open_cb), self);
  g_signal_connect_swapped (self->table, "hand-over", G_CALLBACK (on_table_hand_over_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    g_signal_connect_swapped (self->filters[i], "toggled", G_CALLBACK (on_filter_toggled_cb), self);

  return box;
}

/* The filters belong to the journal alone. */
static void
on_view_changed_cb (HzReferralsPage *self)
{
  const char *view = gtk_stack_get_visible_child_name (GTK_STACK (self->views));

  gtk_widget_set_visible (gtk_widget_get_parent (self->filters[0]),
                          g_strcmp0 (view, "journal") == 0);
}

static void
create_views (HzReferralsPage *self)
{
  GtkWidget *tools = hz_wrap_box_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();

  hz_wrap_box_append (HZ_WRAP_BOX (tools), switcher);
  hz_wrap_box_append (HZ_WRAP_BOX (tools), create_filters (self));
  if (hz_records_may (self->records, HZ_RIGHT_ISSUE_LETTER))
    hz_wrap_box_append (HZ_WRAP_BOX (tools), create_new_button (self));
  self->views = gtk_stack_new ();
  self->directory = hz_directory_list_new (self->records);
  gtk_stack_add_titled (GTK_STACK (self->views), create_journal (self), "journal",
                        C_ ("view", "Letters"));
  gtk_stack_add_titled (GTK_STACK (self->views), self->directory, "directory",
                        C_ ("view", "Directory"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->views));
  gtk_widget_set_margin_start (tools, 12);
  gtk_widget_set_margin_end (tools, 12);
  gtk_widget_set_margin_top (tools, 9);
  gtk_widget_set_margin_bottom (tools, 9);
  gtk_box_append (GTK_BOX (self), tools);
  gtk_box_append (GTK_BOX (self), self->views);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (on_view_changed_cb),
                            self);
}

static void
hz_referrals_page_init (HzReferralsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->cancellable = g_cancellable_new ();
}

/**
 * hz_referrals_page_new:
 * @records: the centre's records
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
hz_referrals_page_new (HzRecords *records)
{
  HzReferralsPage *self = g_object_new (HZ_TYPE_REFERRALS_PAGE, NULL);

  self->records = g_object_ref (records);
  self->numbers_only = (hz_records_get_own_roles (records) & HZ_ROLES_CARE) == 0;
  create_views (self);
  g_signal_connect_object (records, "changed", G_CALLBACK (on_records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[HZ_REFERRAL_FILTER_OPEN]), TRUE);

  return GTK_WIDGET (self);
}
