/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shortcuts that work on any layout.
 *
 * With only a Russian or only a Tajik layout loaded the toolkit never finds the Latin letter of a
 * key, and Ctrl+K does nothing. So each shortcut with a letter is registered for every letter that
 * stands on the same key: K is also л, S also ы and ҷ. The keys of F1 to F12, arrows and the like
 * are the same everywhere.
 */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-shortcut.h"

/* The letters of one key: Latin, Russian, and what the Tajik layout has in its place. */
typedef struct
{
  gunichar latin;
  gunichar cyrillic[2];
} KeyLetters;

static const KeyLetters key_letters[] = {
  { 'a', { 0x444, 0 } },     /* ф */
  { 'b', { 0x438, 0 } },     /* и */
  { 'c', { 0x441, 0 } },     /* с */
  { 'd', { 0x432, 0 } },     /* в */
  { 'e', { 0x443, 0 } },     /* у */
  { 'f', { 0x430, 0 } },     /* а */
  { 'g', { 0x43f, 0 } },     /* п */
  { 'h', { 0x440, 0 } },     /* р */
  { 'i', { 0x448, 0 } },     /* ш */
  { 'j', { 0x43e, 0 } },     /* о */
  { 'k', { 0x43b, 0 } },     /* л */
  { 'l', { 0x434, 0 } },     /* д */
  { 'm', { 0x44c, 0x4e3 } }, /* ь ӣ */
  { 'n', { 0x442, 0 } },     /* т */
  { 'o', { 0x449, 0x4b3 } }, /* щ ҳ */
  { 'p', { 0x437, 0 } },     /* з */
  { 'q', { 0x439, 0 } },     /* й */
  { 'r', { 0x43a, 0 } },     /* к */
  { 's', { 0x44b, 0x4b7 } }, /* ы ҷ */
  { 't', { 0x435, 0 } },     /* е */
  { 'u', { 0x433, 0 } },     /* г */
  { 'v', { 0x43c, 0 } },     /* м */
  { 'w', { 0x446, 0x49b } }, /* ц қ */
  { 'x', { 0x447, 0 } },     /* ч */
  { 'y', { 0x43d, 0 } },     /* н */
  { 'z', { 0x44f, 0 } },     /* я */
  { ',', { 0x431, 0 } },     /* б */
  { '.', { 0x44e, 0 } },     /* ю */
};

/* The toolkit writes these keys as U+04B7 and cannot read that. */
static const struct
{
  gunichar letter;
  const char *name;
} key_names[] = {
  { 0x49b, "Cyrillic_ka_descender" },
  { 0x4b3, "Cyrillic_ha_descender" },
  { 0x4b7, "Cyrillic_che_descender" },
  { 0x4e3, "Cyrillic_i_macron" },
};

static char *
write_accelerator (gunichar        letter,
                   GdkModifierType modifiers)
{
  for (gsize i = 0; i < G_N_ELEMENTS (key_names); i++)
    {
      if (key_names[i].letter == letter)
        {
          g_autofree char *held = gtk_accelerator_name (0, modifiers);

          return g_strconcat (held, key_names[i].name, NULL);
        }
    }
  return gtk_accelerator_name (gdk_unicode_to_keyval (letter), modifiers);
}

static const KeyLetters *
find_key (guint keyval)
{
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (keyval));

  for (gsize i = 0; letter != 0 && i < G_N_ELEMENTS (key_letters); i++)
    {
      const KeyLetters *key = &key_letters[i];

      if (key->latin == letter || key->cyrillic[0] == letter || key->cyrillic[1] == letter)
        return key;
    }
  return NULL;
}

/**
 * hz_shortcut_get_latin_key:
 * @keyval: a key as it came in an event
 *
 * Returns: the lower-case Latin letter that stands on the key of this letter of the Latin, Russian
 *   or Tajik layout; 0 for any other key
 */
guint
hz_shortcut_get_latin_key (guint keyval)
{
  const KeyLetters *key = find_key (keyval);

  return key != NULL ? gdk_unicode_to_keyval (key->latin) : 0;
}

/**
 * hz_shortcut_get_accelerators:
 * @accelerator: such as "&lt;Control&gt;k" or "F12", with a Latin letter
 *
 * Returns: (transfer full): the same with all letters of that key, the Latin one first, as
 *   gtk_application_set_accels_for_action() takes them
 */
char **
hz_shortcut_get_accelerators (const char *accelerator)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const KeyLetters *key;
  GdkModifierType modifiers;
  guint keyval;

  g_return_val_if_fail (gtk_accelerator_parse (accelerator, &keyval, &modifiers), NULL);

  g_strv_builder_add (builder, accelerator);
  key = find_key (keyval);
  for (int i = 0; key != NULL && i < 2 && key->cyrillic[i] != 0; i++)
    {
      g_autofree char *twin = NULL;

      twin = write_accelerator (key->cyrillic[i], modifiers);
      g_strv_builder_add (builder, twin);
    }
  return g_strv_builder_end (builder);
}

/**
 * hz_shortcut_get_trigger:
 * @accelerator: such as "&lt;Control&gt;k" or "F12", with a Latin letter
 *
 * Returns: (transfer full): what fires at this key on any layout
 */
GtkShortcutTrigger *
hz_shortcut_get_trigger (const char *accelerator)
{
  g_auto (GStrv) accelerators = hz_shortcut_get_accelerators (accelerator);
  GtkShortcutTrigger *trigger = NULL;

  g_return_val_if_fail (accelerators != NULL, NULL);

  for (char **twin = accelerators; *twin != NULL; twin++)
    {
      GtkShortcutTrigger *next = gtk_shortcut_trigger_parse_string (*twin);

      trigger = trigger == NULL ? next : gtk_alternative_trigger_new (trigger, next);
    }
  return trigger;
}

/**
 * hz_shortcut_add_to_application:
 * @application: the program
 * @detailed_action: such as "win.show-page::today"
 * @accelerators: its keys, with Latin letters
 *
 * As gtk_application_set_accels_for_action(), for all layouts.
 */
void
hz_shortcut_add_to_application (GtkApplication    *application,
                                const char        *detailed_action,
                                const char *const *accelerators)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (const char *const *accelerator = accelerators; *accelerator != NULL; accelerator++)
    {
      g_auto (GStrv) twins = hz_shortcut_get_accelerators (*accelerator);

      g_return_if_fail (twins != NULL);
      g_strv_builder_addv (builder, (const char **) twins);
    }
  all = g_strv_builder_end (builder);
  gtk_application_set_accels_for_action (application, detailed_action, (const char **) all);
}

static void
add_shortcut (GtkWidget         *widget,
              GtkShortcutScope   scope,
              const char        *accelerator,
              GtkShortcutAction *action,
              GVariant          *arguments)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (hz_shortcut_get_trigger (accelerator), action);

  if (arguments != NULL)
    gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), scope);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}

/**
 * hz_shortcut_add_action:
 * @widget: where the keys are heard
 * @scope: in the widget alone, in its window, or everywhere
 * @accelerator: the keys, with a Latin letter
 * @detailed_action: what they activate
 */
void
hz_shortcut_add_action (GtkWidget        *widget,
                        GtkShortcutScope  scope,
                        const char       *accelerator,
                        const char       *detailed_action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_return_if_fail (g_action_parse_detailed_name (detailed_action, &name, &target, NULL));
  add_shortcut (widget, scope, accelerator, gtk_named_action_new (name), target);
}

/**
 * hz_shortcut_add_callback:
 * @widget: where the keys are heard
 * @scope: in the widget alone, in its window, or everywhere
 * @accelerator: the keys, with a Latin letter
 * @callback: what they call; returns whether it did something
 * @data: handed to @callback
 */
void
hz_shortcut_add_callback (GtkWidget        *widget,
                          GtkShortcutScope  scope,
                          const char       *accelerator,
                          GtkShortcutFunc   callback,
                          gpointer          data)
{
  add_shortcut (widget, scope, accelerator, gtk_callback_action_new (callback, data, NULL), NULL);
}

/**
 * hz_shortcut_class_add_action:
 * @widget_class: a class
 * @accelerator: the keys, with a Latin letter
 * @action: an action of that class, without a parameter
 *
 * For a class's own init function, or for a class of the toolkit before its first use.
 */
void
hz_shortcut_class_add_action (GtkWidgetClass *widget_class,
                              const char     *accelerator,
                              const char     *action)
{
  g_autoptr (GtkShortcut) shortcut = NULL;

  shortcut = gtk_shortcut_new (hz_shortcut_get_trigger (accelerator),
                               gtk_named_action_new (action));
  gtk_widget_class_add_shortcut (widget_class, shortcut);
}
