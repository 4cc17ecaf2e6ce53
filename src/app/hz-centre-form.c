/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-centre-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-text.h"
#include "hz-time-entry.h"

/* What letters say, each in three languages. */
enum
{
  NAMES,
  ADDRESSES,
  POSTS,
  SIGNERS,
  N_TEXTS
};

enum
{
  OPENS,
  CLOSES,
  LUNCH_BEGINS,
  LUNCH_ENDS,
  N_TIMES
};

struct _HzCentreForm
{
  GtkBox parent_instance;

  GtkWidget *texts[N_TEXTS][HZ_N_LANGUAGES];
  GtkWidget *phone;
  GtkWidget *number_index;
  GtkWidget *times[N_TIMES];
  GtkWidget *rooms;
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzCentreForm, hz_centre_form, GTK_TYPE_BOX)

static void
on_changed_cb (HzCentreForm *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
add_group (HzCentreForm *self,
           const char *title,
           const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self), group);

  return group;
}

static GtkWidget *
add_row (HzCentreForm *self,
         GtkWidget *group,
         const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_changed_cb), self);

  return row;
}

static void
add_texts (HzCentreForm *self,
           int which,
           const char *title,
           const char *description)
{
  GtkWidget *group = add_group (self, title, description);

  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_autofree char *spoken = g_strdup_printf ("%s, %s", title, hz_language_get_own_name (i));

      self->texts[which][i] = add_row (self, group, hz_language_get_own_name (i));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->texts[which][i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}

static void
add_times (HzCentreForm *self)
{
  const char *const titles[N_TIMES] = { _("Opens at"), _("Closes at"), _("Lunch from"),
                                        _("Lunch until") };
  GtkWidget *group = add_group (self, _("Working hours"), NULL);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < N_TIMES; i++)
    {
      self->times[i] = hz_time_entry_new (titles[i]);
      gtk_grid_attach (GTK_GRID (grid), self->times[i], i % 2, i / 2, 1, 1);
      g_signal_connect_swapped (self->times[i], "changed", G_CALLBACK (on_changed_cb), self);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), grid);
}

static void
hz_centre_form_class_init (HzCentreFormClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hz_centre_form_init (HzCentreForm *self)
{
  GtkWidget *group;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);

  add_texts (self, NAMES, _("Name of the centre"), _("As the head of a letter has it."));
  add_texts (self, ADDRESSES, _("Address"), NULL);
  add_texts (self, POSTS, _("Post of who signs letters"), NULL);
  add_texts (self, SIGNERS, _("Name of who signs letters"), NULL);

  group = add_group (self, _("Letters"), NULL);
  self->phone = add_row (self, group, _("Phone printed on letters"));
  self->number_index = add_row (self, group, _("First part of the number of letters, such as 3-12"));

  add_times (self);
  group = add_group (self, _("Rooms"), _("Names or numbers, with commas between them."));
  self->rooms = add_row (self, group, _("Rooms"));
}

GtkWidget *
hz_centre_form_new (void)
{
  return g_object_new (HZ_TYPE_CENTRE_FORM, NULL);
}

static void
set_text (GtkWidget *row,
          const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * hz_centre_form_set_centre:
 * @self: a form
 * @centre: what to show
 */
void
hz_centre_form_set_centre (HzCentreForm *self,
                           const HzCentre *centre)
{
  const int minutes[N_TIMES] = { centre->opens, centre->closes, centre->lunch_begins,
                                 centre->lunch_ends };
  g_autofree char *rooms = g_strjoinv (", ", centre->rooms);

  self->is_filling = TRUE;
  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      set_text (self->texts[NAMES][i], centre->names[i]);
      set_text (self->texts[ADDRESSES][i], centre->addresses[i]);
      set_text (self->texts[POSTS][i], centre->signer_posts[i]);
      set_text (self->texts[SIGNERS][i], centre->signers[i]);
    }
  set_text (self->phone, centre->phone);
  set_text (self->number_index, centre->number_index);
  set_text (self->rooms, rooms);
  for (int i = 0; i < N_TIMES; i++)
    hz_time_entry_set_minute (HZ_TIME_ENTRY (self->times[i]), minutes[i]);
  self->is_filling = FALSE;
}

static void
take_text (GtkWidget *row,
           char **text)
{
  char *tidy = hz_text_tidy_line (gtk_editable_get_text (GTK_EDITABLE (row)), G_MAXSIZE, NULL);

  g_free (*text);
  *text = tidy;
}

static char **
read_rooms (HzCentreForm *self)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->rooms)), ",", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *room = hz_text_tidy_line (*part, G_MAXSIZE, NULL);

      if (*room != '\0')
        g_strv_builder_add (builder, room);
    }

  return g_strv_builder_end (builder);
}

/**
 * hz_centre_form_get_centre:
 * @self: a form
 * @centre: whose stamp and district stay
 *
 * Returns: (transfer none) (nullable): what is wrong, in the interface's language; %NULL when all is
 *   well. A time that cannot be read leaves that of @centre
 */
const char *
hz_centre_form_get_centre (HzCentreForm *self,
                           HzCentre *centre)
{
  int *minutes[N_TIMES] = { &centre->opens, &centre->closes, &centre->lunch_begins,
                            &centre->lunch_ends };
  gboolean is_wrong = FALSE;

  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      take_text (self->texts[NAMES][i], &centre->names[i]);
      take_text (self->texts[ADDRESSES][i], &centre->addresses[i]);
      take_text (self->texts[POSTS][i], &centre->signer_posts[i]);
      take_text (self->texts[SIGNERS][i], &centre->signers[i]);
    }
  take_text (self->phone, &centre->phone);
  take_text (self->number_index, &centre->number_index);
  g_strfreev (centre->rooms);
  centre->rooms = read_rooms (self);

  for (int i = 0; i < N_TIMES; i++)
    {
      int minute;

      if (hz_time_entry_get_minute (HZ_TIME_ENTRY (self->times[i]), &minute) == HZ_DATE_PARSE_OK)
        *minutes[i] = minute;
      else
        is_wrong = TRUE;
    }
  if (is_wrong)
    return _("One of the times cannot be read.");
  if (centre->opens >= centre->closes)
    return _("The centre closes before it opens.");
  if (centre->lunch_begins > centre->lunch_ends)
    return _("Lunch ends before it begins.");

  return NULL;
}
