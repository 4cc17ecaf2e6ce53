/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-conflict.h"

#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-client-label.h"
#include "hz-phone.h"

#define WIDTH 30

struct _HzClientConflict
{
  HzDialog parent_instance;

  /* Borrowed: the buttons that take her own version, one for a field */
  GPtrArray *own_buttons;

  /* Owned */
  HzClient *mine;
  HzClient *theirs;
  char **fields;
};

G_DEFINE_FINAL_TYPE (HzClientConflict, hz_client_conflict, HZ_TYPE_DIALOG)

static guint resolved_signal;

static const struct
{
  const char *field;
  const char *title;
} titles[] = {
  { "surname", N_("Surname") },
  { "given", N_("Given name") },
  { "patronymic", N_("Patronymic") },
  { "also_known_as", N_("Also written") },
  { "birth", N_("Birth year") },
  { "district", N_("District") },
  { "service_asked", N_("Asked to see") },
  { "channel", N_("How the contact was made") },
  { "phones", N_("Phones and safe rules") },
  { "do_not_tell", N_("Who must not be told") },
  { "consent", N_("Keeping this record") },
};

static const char *
get_title (const char *field)
{
  if (g_str_equal (field, "sex"))
    return C_ ("field", "Sex");
  if (g_str_equal (field, "language"))
    return C_ ("field", "Language");
  if (g_str_equal (field, "urgent"))
    return _("Urgent, she is in danger now");
  if (g_str_equal (field, "archived"))
    return C_ ("client", "In the archive");

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].field, field))
      return _(titles[i].title);

  return field;
}

static char *
describe_phones (const HzClient *client)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < client->phones->len; i++)
    {
      const HzClientPhone *phone = g_ptr_array_index (client->phones, i);
      g_autofree char *number = hz_phone_group (phone->number);
      g_autofree char *owner = hz_client_label_code ("phone_owner", phone->owner);
      g_autofree char *rule = hz_banner_describe_rule (phone->rule, phone->note);

      g_string_append_printf (text, "%s%s · %s · %s", i > 0 ? "\n" : "", number, owner, rule);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_yes_no (gboolean value)
{
  return g_strdup (value ? C_ ("answer", "Yes") : C_ ("answer", "No"));
}

static char *
describe_text (const HzClient *client,
               const char *field)
{
  if (g_str_equal (field, "surname"))
    return g_strdup (client->surname);
  if (g_str_equal (field, "given"))
    return g_strdup (client->given);
  if (g_str_equal (field, "patronymic"))
    return g_strdup (client->patronymic);
  if (g_str_equal (field, "also_known_as"))
    return g_strdup (client->also_known_as);
  if (g_str_equal (field, "birth"))
    return hz_client_label_birth (client->birth);
  if (g_str_equal (field, "district"))
    return g_strdup (hz_client_label_district (client->district));

  return NULL;
}

static char *
describe_code (const HzClient *client,
               const char *field)
{
  if (g_str_equal (field, "sex"))
    return hz_client_label_code (field, client->sex);
  if (g_str_equal (field, "language"))
    return hz_client_label_code (field, client->language);
  if (g_str_equal (field, "service_asked"))
    return hz_client_label_code (field, client->service_asked);
  if (g_str_equal (field, "channel"))
    return hz_client_label_code (field, client->channel);
  if (g_str_equal (field, "phones"))
    return describe_phones (client);
  if (g_str_equal (field, "do_not_tell"))
    return hz_client_label_codes ("relation", (const char *const *) client->do_not_tell);
  if (g_str_equal (field, "urgent"))
    return describe_yes_no (client->urgent);
  if (g_str_equal (field, "archived"))
    return describe_yes_no (client->archived);
  if (g_str_equal (field, "consent") && client->consent != NULL)
    return describe_yes_no (g_str_equal (client->consent, "yes"));

  return NULL;
}

static char *
describe (const HzClient *client,
          const char *field)
{
  char *text = describe_text (client, field);

  if (text == NULL)
    text = describe_code (client, field);
  if (text != NULL && *text != '\0')
    return text;

  g_free (text);
  return g_strdup (C_ ("field", "nothing"));
}

static GtkWidget *
create_choice (const char *whose,
               const char *value)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", whose, value);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return button;
}

static void
add_field (HzClientConflict *self,
           GtkWidget *box,
           const char *field)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (get_title (field));
  g_autofree char *mine = describe (self->mine, field);
  g_autofree char *theirs = describe (self->theirs, field);
  GtkWidget *own = create_choice (_("Yours"), mine);
  GtkWidget *other = create_choice (_("The saved one"), theirs);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "hz-question");
  gtk_check_button_set_group (GTK_CHECK_BUTTON (other), GTK_CHECK_BUTTON (own));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (own), TRUE);
  gtk_box_append (GTK_BOX (group), title);
  gtk_box_append (GTK_BOX (group), own);
  gtk_box_append (GTK_BOX (group), other);
  gtk_box_append (GTK_BOX (box), group);
  g_ptr_array_add (self->own_buttons, own);
}

static void
hz_client_conflict_respond (HzDialog *dialog)
{
  HzClientConflict *self = HZ_CLIENT_CONFLICT (dialog);
  g_autoptr (HzClient) client = hz_client_copy (self->theirs);

  for (guint i = 0; self->fields[i] != NULL; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->own_buttons, i)))
      hz_client_take_field (client, self->mine, self->fields[i]);

  g_object_ref (self);
  hz_dialog_close (dialog);
  g_signal_emit (self, resolved_signal, 0, client);
  g_object_unref (self);
}

static void
hz_client_conflict_dispose (GObject *object)
{
  HzClientConflict *self = HZ_CLIENT_CONFLICT (object);

  g_clear_object (&self->mine);
  g_clear_object (&self->theirs);

  G_OBJECT_CLASS (hz_client_conflict_parent_class)->dispose (object);
}

static void
hz_client_conflict_finalize (GObject *object)
{
  HzClientConflict *self = HZ_CLIENT_CONFLICT (object);

  g_ptr_array_unref (self->own_buttons);
  g_strfreev (self->fields);

  G_OBJECT_CLASS (hz_client_conflict_parent_class)->finalize (object);
}

static void
hz_client_conflict_class_init (HzClientConflictClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_conflict_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_conflict_finalize;
  HZ_DIALOG_CLASS (klass)->respond = hz_client_conflict_respond;

  /**
   * HzClientConflict::resolved:
   * @client: what is to be saved
   *
   * The person has chosen.
   */
  resolved_signal = g_signal_new ("resolved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, HZ_TYPE_CLIENT);
}

static void
hz_client_conflict_init (HzClientConflict *self)
{
  self->own_buttons = g_ptr_array_new ();
}

static GtkWidget *
create_content (HzClientConflict *self,
                HzRecords *records)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *text
    = g_strdup_printf (_("Saved meanwhile by: %s. Choose what is right; nothing is lost."),
                       hz_records_get_member_name (records, &self->theirs->stamp.modified_by));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; self->fields[i] != NULL; i++)
    add_field (self, box, self->fields[i]);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);

  return scroller;
}

/**
 * hz_client_conflict_new:
 * @records: the records
 * @mine: what the person wanted to save
 * @theirs: what stands now
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
hz_client_conflict_new (HzRecords *records,
                        HzClient *mine,
                        HzClient *theirs)
{
  HzClientConflict *self = g_object_new (HZ_TYPE_CLIENT_CONFLICT, NULL);

  self->mine = g_object_ref (mine);
  self->theirs = g_object_ref (theirs);
  self->fields = hz_client_compare (mine, theirs);
  gtk_window_set_title (GTK_WINDOW (self), _("Two versions of this record"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 480);
  hz_dialog_set_content (HZ_DIALOG (self), create_content (self, records));
  hz_dialog_set_main_action (HZ_DIALOG (self), _("Save"), TRUE);

  return GTK_WIDGET (self);
}
