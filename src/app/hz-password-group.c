/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-password-group.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-password-buffer.h"
#include "hz-password-names.h"
#include "hz-password.h"

struct _HzPasswordGroup
{
  GtkBox parent_instance;

  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *strength;

  HzPasswordWords *words;
  gboolean knows_names;
  gboolean is_good;
};

enum
{
  PROP_GOOD = 1,
  N_PROPS
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzPasswordGroup, hz_password_group, GTK_TYPE_BOX)

static const char *
describe (HzPasswordStrength strength,
          gboolean has_word,
          gboolean is_typed_again,
          gboolean is_same)
{
  if (strength == HZ_PASSWORD_WEAK)
    return has_word ? _("This password is too easy to guess: there is a name or a common word in it.")
                    : _("This password is too easy to guess.");
  if (strength == HZ_PASSWORD_EMPTY)
    return "";
  if (is_typed_again && !is_same)
    return _("The two are not the same.");
  if (has_word)
    return _("It will do, but there is a name or a common word in it, and those are guessed first.");
  if (strength == HZ_PASSWORD_ENOUGH)
    return _("Strong enough. Longer is better.");

  return _("A good password.");
}

static void
update (HzPasswordGroup *self)
{
  const char *first = gtk_editable_get_text (GTK_EDITABLE (self->first));
  const char *second = gtk_editable_get_text (GTK_EDITABLE (self->second));
  gboolean has_word = FALSE;
  HzPasswordStrength strength = hz_password_rate (first, self->words, &has_word);
  gboolean is_same = g_strcmp0 (first, second) == 0;
  gboolean is_good = strength >= HZ_PASSWORD_ENOUGH && is_same;
  const char *sentence = describe (strength, has_word, *second != '\0', is_same);

  gtk_label_set_label (GTK_LABEL (self->strength), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->first), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  if (is_good != self->is_good)
    {
      self->is_good = is_good;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GOOD]);
    }
}

static void
on_first_activate_cb (HzPasswordGroup *self)
{
  gtk_widget_grab_focus (self->second);
}

static void
on_second_activate_cb (HzPasswordGroup *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
hz_password_group_get_property (GObject *object,
                                guint id,
                                GValue *value,
                                GParamSpec *spec)
{
  if (id == PROP_GOOD)
    g_value_set_boolean (value, HZ_PASSWORD_GROUP (object)->is_good);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
hz_password_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_PASSWORD_GROUP);

  G_OBJECT_CLASS (hz_password_group_parent_class)->dispose (object);
}

static void
hz_password_group_finalize (GObject *object)
{
  HzPasswordGroup *self = HZ_PASSWORD_GROUP (object);

  g_clear_pointer (&self->words, hz_password_words_unref);

  G_OBJECT_CLASS (hz_password_group_parent_class)->finalize (object);
}

static gboolean
hz_password_group_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_PASSWORD_GROUP (widget)->first);
}

static void
hz_password_group_class_init (HzPasswordGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hz_password_group_get_property;
  object_class->dispose = hz_password_group_dispose;
  object_class->finalize = hz_password_group_finalize;
  widget_class->grab_focus = hz_password_group_grab_focus;

  props[PROP_GOOD] = g_param_spec_boolean ("good", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-password-group.ui");
  gtk_widget_class_bind_template_child (widget_class, HzPasswordGroup, first);
  gtk_widget_class_bind_template_child (widget_class, HzPasswordGroup, second);
  gtk_widget_class_bind_template_child (widget_class, HzPasswordGroup, strength);
}

static void
hz_password_group_init (HzPasswordGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->words = hz_password_words_new ();
  hz_password_group_prepare_row (self->first);
  hz_password_group_prepare_row (self->second);
  g_signal_connect_swapped (self->first, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->second, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->first, "entry-activated", G_CALLBACK (on_first_activate_cb), self);
  g_signal_connect_swapped (self->second, "entry-activated", G_CALLBACK (on_second_activate_cb),
                            self);
}

GtkWidget *
hz_password_group_new (void)
{
  return g_object_new (HZ_TYPE_PASSWORD_GROUP, NULL);
}

/**
 * hz_password_group_set_person:
 * @self: a password group
 * @login: (nullable): words that make a password easy to guess
 * @name: (nullable): likewise
 */
void
hz_password_group_set_person (HzPasswordGroup *self,
                              const char *login,
                              const char *name)
{
  if (!self->knows_names)
    {
      hz_password_words_unref (self->words);
      self->words = hz_password_words_new ();
    }

  hz_password_words_add (self->words, login);
  hz_password_words_add (self->words, name);
  update (self);
}

static void
on_names_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (HzPasswordGroup) self = data;
  g_autoptr (GError) error = NULL;
  HzPasswordWords *words = hz_password_names_load_finish (HZ_RECORDS (source), result, &error);

  if (words == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("Names for the strength of a password: %s", error->message);
      return;
    }

  hz_password_words_add_all (words, self->words);
  hz_password_words_unref (self->words);
  self->words = words;
  self->knows_names = TRUE;
  update (self);
}

/**
 * hz_password_group_avoid_names:
 * @self: a password group
 * @records: open
 * @cancellable: (nullable): to give up
 *
 * From soon on, the names of the centre, its people and its clients make a password easy to guess too.
 */
void
hz_password_group_avoid_names (HzPasswordGroup *self,
                               HzRecords *records,
                               GCancellable *cancellable)
{
  hz_password_names_load_async (records, cancellable, on_names_cb, g_object_ref (self));
}

gboolean
hz_password_group_get_good (HzPasswordGroup *self)
{
  return self->is_good;
}

/**
 * hz_password_group_get_password:
 * @self: a password group
 *
 * Returns: (transfer full): what was typed
 */
HzSecret *
hz_password_group_get_password (HzPasswordGroup *self)
{
  return hz_secret_new_password (gtk_editable_get_text (GTK_EDITABLE (self->first)));
}

/**
 * hz_password_group_set_password:
 * @self: a password group
 * @password: what she had typed before the screen was built anew
 */
void
hz_password_group_set_password (HzPasswordGroup *self,
                                HzSecret *password)
{
  gtk_editable_set_text (GTK_EDITABLE (self->first), hz_secret_get_text (password));
  gtk_editable_set_text (GTK_EDITABLE (self->second), hz_secret_get_text (password));
}

/**
 * hz_password_group_take_over:
 * @self: a new password group
 * @other: the one before it, about to go
 *
 * What was typed, in either field.
 */
void
hz_password_group_take_over (HzPasswordGroup *self,
                             HzPasswordGroup *other)
{
  gtk_editable_set_text (GTK_EDITABLE (self->first),
                         gtk_editable_get_text (GTK_EDITABLE (other->first)));
  gtk_editable_set_text (GTK_EDITABLE (self->second),
                         gtk_editable_get_text (GTK_EDITABLE (other->second)));
}

/**
 * hz_password_group_clear:
 * @self: a password group
 *
 * Empties both fields.
 */
void
hz_password_group_clear (HzPasswordGroup *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->first), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second), "");
}

static void
name_buttons (GtkWidget *row)
{
  if (GTK_IS_BUTTON (row))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _("Show the password"), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (row);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

/**
 * hz_password_group_prepare_row:
 * @row: a password row that is empty
 *
 * What is typed into it is wiped as it goes, and its eye has a spoken name.
 */
void
hz_password_group_prepare_row (GtkWidget *row)
{
  hz_password_buffer_install (GTK_EDITABLE (row));
  name_buttons (row);
}
