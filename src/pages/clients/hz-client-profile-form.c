/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every answer stores itself a moment after it was changed. When somebody else has stored the profile
 * meanwhile, answers that only one of the two has changed are taken together. Where both have, the
 * texts are kept one after the other, and both stand below the field until she chooses.
 */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-profile-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hz-client-label.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-date-entry.h"
#include "hz-profile-field-row.h"
#include "hz-records-error.h"
#include "hz-shell.h"
#include "hz-zone.h"

#define SAVE_DELAY 800

struct _HzClientProfileForm
{
  GtkBox parent_instance;

  GtkWidget *content;
  GtkWidget *saved;
  GtkWidget *birth;
  GtkWidget *n_children;
  GtkWidget *rows[HZ_N_PROFILE_FIELDS];

  /* Owned. base: as it was read or stored last */
  HzRecords *records;
  HzClientProfile *base;
  GCancellable *cancellable;
  gulong changed_id;

  HzId client_id;
  guint timeout_id;
  gboolean is_dirty;
  gboolean is_saving;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (HzClientProfileForm, hz_client_profile_form, GTK_TYPE_BOX)

static void save (HzClientProfileForm *self);
static void reload (HzClientProfileForm *self);

static int
get_n_children (HzClientProfileForm *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->n_children));

  return *text != '\0' && strlen (text) <= 2 && strspn (text, "0123456789") == strlen (text)
           ? (int) g_ascii_strtoll (text, NULL, 10) : -1;
}

/* The profile as the form stands. */
static HzClientProfile *
make_profile (HzClientProfileForm *self)
{
  HzClientProfile *profile = hz_client_profile_copy (self->base);
  HzDate birth;

  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    {
      g_autofree char *value
        = hz_profile_field_row_dup_value (HZ_PROFILE_FIELD_ROW (self->rows[i]));

      hz_client_profile_set (profile, i, value);
    }

  profile->n_children = get_n_children (self);
  if (hz_date_entry_get_date (HZ_DATE_ENTRY (self->birth), &birth) == HZ_DATE_PARSE_OK)
    profile->birth = birth;
  else if (*hz_date_entry_get_text (HZ_DATE_ENTRY (self->birth)) == '\0')
    profile->birth = HZ_DATE_NONE;

  return profile;
}

static void
show_number (HzClientProfileForm *self,
             int n_children)
{
  g_autofree char *text = n_children >= 0 ? g_strdup_printf ("%d", n_children) : g_strdup ("");

  if (n_children != get_n_children (self))
    gtk_editable_set_text (GTK_EDITABLE (self->n_children), text);
}

static void
show_profile (HzClientProfileForm *self,
              const HzClientProfile *profile)
{
  HzDate birth = HZ_DATE_NONE;

  self->is_filling = TRUE;
  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    hz_profile_field_row_set_value (HZ_PROFILE_FIELD_ROW (self->rows[i]), profile->values[i]);
  show_number (self, profile->n_children);
  hz_date_entry_get_date (HZ_DATE_ENTRY (self->birth), &birth);
  if (!hz_date_equal (birth, profile->birth))
    hz_date_entry_set_date (HZ_DATE_ENTRY (self->birth), profile->birth);
  self->is_filling = FALSE;
}

static void
show_saved (HzClientProfileForm *self)
{
  int minute;
  g_autofree char *text = NULL;

  hz_zone_from_utc (hz_clock_now (), &minute);
  text = g_strdup_printf (C_ ("profile", "Saved %02d:%02d"), minute / 60, minute % 60);
  gtk_label_set_label (GTK_LABEL (self->saved), text);
}

static gboolean
on_timeout_cb (gpointer data)
{
  HzClientProfileForm *self = data;

  self->timeout_id = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (GtkWidget *widget,
               HzClientProfileForm *self)
{
  if (self->is_filling || self->base == NULL)
    return;

  self->is_dirty = TRUE;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (SAVE_DELAY, on_timeout_cb, self);
}

/* Both have answered: nothing of a text is lost, of a choice hers stands. */
static void
merge_field (HzClientProfileForm *self,
             HzClientProfile *mine,
             const HzClientProfile *theirs,
             HzProfileField field)
{
  HzProfileFieldKind kind = hz_profile_field_get_kind (field);
  const char *who = hz_records_get_member_name (self->records, &theirs->stamp.modified_by);
  g_autofree char *both = NULL;

  hz_profile_field_row_set_other (HZ_PROFILE_FIELD_ROW (self->rows[field]), who,
                                  theirs->values[field]);
  if (mine->values[field] == NULL || theirs->values[field] == NULL)
    return;
  if (kind != HZ_PROFILE_LINE && kind != HZ_PROFILE_BLOCK)
    return;

  both = g_strconcat (mine->values[field], kind == HZ_PROFILE_BLOCK ? "\n" : " / ",
                      theirs->values[field], NULL);
  hz_client_profile_set (mine, field, both);
}

static void
merge (HzClientProfileForm *self,
       HzClientProfile *mine,
       const HzClientProfile *theirs)
{
  for (int i = 0; i < HZ_N_PROFILE_FIELDS; i++)
    {
      gboolean i_changed = g_strcmp0 (mine->values[i], self->base->values[i]) != 0;
      gboolean they_changed = g_strcmp0 (theirs->values[i], self->base->values[i]) != 0;

      if (!i_changed)
        hz_client_profile_set (mine, i, theirs->values[i]);
      else if (they_changed && g_strcmp0 (mine->values[i], theirs->values[i]) != 0)
        merge_field (self, mine, theirs, i);
    }

  if (mine->n_children == self->base->n_children)
    mine->n_children = theirs->n_children;
  if (hz_date_equal (mine->birth, self->base->birth))
    mine->birth = theirs->birth;
}

static void
on_records_get_theirs_cb (GObject *source,
                          GAsyncResult *result,
                          gpointer data)
{
  g_autoptr (HzClientProfileForm) self = data;
  g_autoptr (HzClientProfile) theirs
    = hz_client_store_get_profile_finish (HZ_RECORDS (source), result, NULL);
  g_autoptr (HzClientProfile) mine = NULL;

  if (theirs == NULL || self->records == NULL)
    return;

  mine = make_profile (self);
  merge (self, mine, theirs);
  hz_client_profile_free (self->base);
  self->base = g_steal_pointer (&theirs);
  show_profile (self, mine);
  self->is_dirty = TRUE;
  save (self);
}

static void
on_records_save_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer data)
{
  g_autoptr (HzClientProfileForm) self = data;
  g_autoptr (GError) error = NULL;
  HzClientProfile *stored
    = hz_client_store_save_profile_finish (HZ_RECORDS (source), result, &error);

  self->is_saving = FALSE;
  if (stored != NULL)
    {
      hz_client_profile_free (self->base);
      self->base = stored;
      if (self->records != NULL)
        show_saved (self);
    }

  if (self->records == NULL || stored != NULL)
    {
      if (self->records != NULL && self->is_dirty && self->timeout_id == 0)
        save (self);
      return;
    }

  if (g_error_matches (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_CONFLICT))
    {
      hz_client_store_get_profile_async (self->records, &self->client_id, self->cancellable,
                                         on_records_get_theirs_cb, g_object_ref (self));
      return;
    }

  self->is_dirty = TRUE;
  hz_shell_report (GTK_WIDGET (self), error);
}

static void
save (HzClientProfileForm *self)
{
  g_autoptr (HzClientProfile) profile = NULL;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->is_saving || !self->is_dirty || self->base == NULL)
    return;

  profile = make_profile (self);
  self->is_dirty = FALSE;
  self->is_saving = TRUE;
  hz_client_store_save_profile_async (self->records, profile, on_records_save_cb,
                                      g_object_ref (self));
}

static void
on_records_get_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer data)
{
  g_autoptr (HzClientProfileForm) self = data;
  g_autoptr (GError) error = NULL;
  HzClientProfile *profile
    = hz_client_store_get_profile_finish (HZ_RECORDS (source), result, &error);

  if (profile == NULL)
    {
      if (self->records != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        hz_shell_report (GTK_WIDGET (self), error);
      return;
    }

  /* What is being written is not written over. */
  if (self->records == NULL || self->is_dirty || self->is_saving)
    {
      hz_client_profile_free (profile);
      return;
    }

  g_clear_pointer (&self->base, hz_client_profile_free);
  self->base = profile;
  show_profile (self, profile);
  gtk_widget_set_sensitive (self->content, TRUE);
}

static void
reload (HzClientProfileForm *self)
{
  hz_client_store_get_profile_async (self->records, &self->client_id, self->cancellable,
                                     on_records_get_cb, g_object_ref (self));
}

static void
on_records_changed_cb (HzRecords *records,
                       HzRecordKind kind,
                       const HzId *id,
                       HzChange how,
                       HzClientProfileForm *self)
{
  if (kind == HZ_RECORD_CLIENT && hz_id_equal (id, &self->client_id) && !self->is_saving)
    reload (self);
}

static void
hz_client_profile_form_dispose (GObject *object)
{
  HzClientProfileForm *self = HZ_CLIENT_PROFILE_FORM (object);

  if (self->records != NULL)
    {
      save (self);
      g_clear_signal_handler (&self->changed_id, self->records);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_client_profile_form_parent_class)->dispose (object);
}

static void
hz_client_profile_form_finalize (GObject *object)
{
  HzClientProfileForm *self = HZ_CLIENT_PROFILE_FORM (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->base, hz_client_profile_free);

  G_OBJECT_CLASS (hz_client_profile_form_parent_class)->finalize (object);
}

static void
hz_client_profile_form_class_init (HzClientProfileFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hz_client_profile_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = hz_client_profile_form_finalize;
}

static GtkWidget *
create_group (GtkWidget *box,
              const char *title)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (GTK_BOX (group), label);
  gtk_box_append (GTK_BOX (box), group);

  return group;
}

static void
add_fields (HzClientProfileForm *self,
            GtkWidget *group,
            HzProfileField first,
            HzProfileField last)
{
  for (HzProfileField field = first; field <= last; field++)
    {
      self->rows[field] = hz_profile_field_row_new (field);
      g_signal_connect (self->rows[field], "changed", G_CALLBACK (on_changed_cb), self);
      gtk_box_append (GTK_BOX (group), self->rows[field]);
    }
}

static void
add_question (GtkWidget *group,
              const char *title,
              GtkWidget *input)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "hz-question");
  gtk_widget_set_halign (input, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), input);
  gtk_box_append (GTK_BOX (group), box);
}

static void
add_groups (HzClientProfileForm *self,
            GtkWidget *box)
{
  GtkWidget *names = create_group (box, _("Names and spellings"));
  GtkWidget *address = create_group (box, _("Address and household"));
  GtkWidget *family = create_group (box, _("Family"));
  GtkWidget *life = create_group (box, _("Education, work, papers"));
  GtkWidget *others = create_group (box, _("More"));

  self->birth = hz_date_entry_new (_("Date of birth"), HZ_DATE_KIND_PARTIAL, HZ_DATE_SENSE_PAST);
  g_signal_connect (self->birth, "changed", G_CALLBACK (on_changed_cb), self);
  add_question (names, _("Date of birth"), self->birth);
  add_fields (self, names, HZ_PROFILE_FORMER_NAMES, HZ_PROFILE_FORMER_NAMES);
  add_fields (self, address, HZ_PROFILE_JAMOAT, HZ_PROFILE_HOUSEHOLD);
  add_fields (self, family, HZ_PROFILE_MARITAL_STATUS, HZ_PROFILE_MARRIAGE_FORM);

  self->n_children = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->n_children), 4);
  gtk_entry_set_max_length (GTK_ENTRY (self->n_children), 2);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->n_children), GTK_INPUT_PURPOSE_DIGITS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->n_children), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Children under 18"), -1);
  g_signal_connect (self->n_children, "changed", G_CALLBACK (on_changed_cb), self);
  add_question (family, _("Children under 18"), self->n_children);

  add_fields (self, family, HZ_PROFILE_CHILDREN, HZ_PROFILE_HUSBAND);
  add_fields (self, life, HZ_PROFILE_EDUCATION, HZ_PROFILE_PAPERS_MISSING);
  add_fields (self, others, HZ_PROFILE_HOW_CAME, HZ_PROFILE_REMARKS);
}

static void
hz_client_profile_form_init (HzClientProfileForm *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_set_margin_top (self->content, 18);
  gtk_widget_set_margin_bottom (self->content, 18);
  gtk_widget_set_margin_start (self->content, 12);
  gtk_widget_set_margin_end (self->content, 12);
  self->saved = gtk_label_new (_("Every answer stores itself; any question may stay open."));
  gtk_label_set_wrap (GTK_LABEL (self->saved), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->saved), 0);
  gtk_widget_add_css_class (self->saved, "dim-label");
  gtk_box_append (GTK_BOX (self->content), self->saved);
  add_groups (self, self->content);
  gtk_widget_set_sensitive (self->content, FALSE);

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

/**
 * hz_client_profile_form_new:
 * @records: the records
 * @client_id: of a client
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
hz_client_profile_form_new (HzRecords *records,
                            const HzId *client_id)
{
  HzClientProfileForm *self = g_object_new (HZ_TYPE_CLIENT_PROFILE_FORM, NULL);

  self->records = g_object_ref (records);
  self->client_id = *client_id;
  self->changed_id = g_signal_connect (records, "changed", G_CALLBACK (on_records_changed_cb), self);
  reload (self);

  return GTK_WIDGET (self);
}
