/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-shortcut.h"
#include "hz-test-ui.h"

static void
test_twins (void)
{
  static const struct
  {
    const char *accelerator;
    const char *all;
  } cases[] = {
    { "<Control>k", "<Control>k|<Control>Cyrillic_el" },
    { "<Control>comma", "<Control>comma|<Control>Cyrillic_be" },
    { "<Shift><Control>n", "<Shift><Control>n|<Shift><Control>Cyrillic_te" },
    { "F12", "F12" },
    { "<Alt>Left", "<Alt>Left" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) found = hz_shortcut_get_accelerators (cases[i].accelerator);
      g_autofree char *joined = g_strjoinv ("|", found);

      g_assert_cmpstr (joined, ==, cases[i].all);
    }
}

static void
test_tajik_keys (void)
{
  g_auto (GStrv) found = hz_shortcut_get_accelerators ("<Control>s");
  guint keyval;
  GdkModifierType modifiers;

  g_assert_cmpuint (g_strv_length (found), ==, 3);
  g_assert_true (gtk_accelerator_parse (found[2], &keyval, &modifiers));
  g_assert_cmpuint (gdk_keyval_to_unicode (keyval), ==, 0x4b7);
  g_assert_cmpint (modifiers, ==, GDK_CONTROL_MASK);
}

static void
test_latin_key (void)
{
  static const struct
  {
    gunichar letter;
    guint key;
  } cases[] = {
    { 'm', GDK_KEY_m }, { 'M', GDK_KEY_m }, { 0x44c, GDK_KEY_m }, { 0x4e3, GDK_KEY_m },
    { 0x444, GDK_KEY_a }, { 0x424, GDK_KEY_a }, { 0x4b7, GDK_KEY_s }, { 0x4b6, GDK_KEY_s },
    { '1', 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (hz_shortcut_get_latin_key (gdk_unicode_to_keyval (cases[i].letter)), ==,
                      cases[i].key);
  g_assert_cmpuint (hz_shortcut_get_latin_key (GDK_KEY_Delete), ==, 0);
}

static void
test_trigger (void)
{
  g_autoptr (GtkShortcutTrigger) trigger = hz_shortcut_get_trigger ("<Control>k");
  g_autofree char *text = gtk_shortcut_trigger_to_string (trigger);

  g_assert_cmpstr (text, ==, "<Control>k|<Control>Cyrillic_el");
}

int
main (int   argc,
      char *argv[])
{
  hz_test_ui_init (&argc, &argv);

  g_test_add_func ("/widgets/shortcut/twins", test_twins);
  g_test_add_func ("/widgets/shortcut/tajik-keys", test_tajik_keys);
  g_test_add_func ("/widgets/shortcut/latin-key", test_latin_key);
  g_test_add_func ("/widgets/shortcut/trigger", test_trigger);

  return g_test_run ();
}
