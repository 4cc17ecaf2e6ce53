/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-banner.h"

#include <glib/gi18n.h>

/**
 * HzBanner:
 *
 * Whether a client may be called, in a sentence, a sign and a colour, as it stands wherever her
 * number does. Rules are codes of the list "safe_to_call"; anything unknown means not asked.
 */
struct _HzBanner
{
  GtkBox parent_instance;

  GtkWidget *glyph;
  GtkWidget *sentence;
  GtkWidget *do_not_tell;
  GtkWidget *asked;
  GtkWidget *buttons;
  GtkWidget *confirm;
};

enum
{
  SIGNAL_CONFIRMED,
  SIGNAL_CHANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzBanner, hz_banner, GTK_TYPE_BOX)

static const char *const css_classes[] = { "hz-rule-yes", "hz-rule-noted", "hz-rule-no" };

static int
get_class_of (const char *rule)
{
  if (g_strcmp0 (rule, "yes") == 0)
    return 0;
  return g_strcmp0 (rule, "noted") == 0 ? 1 : 2;
}

/**
 * hz_banner_get_glyph:
 * @rule: (nullable): a code
 *
 * Returns: (transfer none): the sign of the rule, for a column that has no room for its words
 */
const char *
hz_banner_get_glyph (const char *rule)
{
  static const char *const glyphs[] = { "○", "◐", "●" };

  return glyphs[get_class_of (rule)];
}

/**
 * hz_banner_describe_rule:
 * @rule: (nullable): a code
 * @note: (nullable): when and how
 *
 * Returns: (transfer full): the rule as a sentence, for whatever shows a number
 */
char *
hz_banner_describe_rule (const char *rule,
                         const char *note)
{
  gboolean has_note = note != NULL && *note != '\0';

  if (g_strcmp0 (rule, "yes") == 0)
    return has_note ? g_strdup_printf (_("May be called: %s"), note)
                    : g_strdup (_("May be called"));
  if (g_strcmp0 (rule, "noted") == 0)
    return has_note ? g_strdup_printf (_("Call only as noted: %s"), note)
                    : g_strdup (_("Call only as noted. No note was written: do not call yet."));
  if (g_strcmp0 (rule, "no") == 0)
    return has_note ? g_strdup_printf (_("Do not call: %s"), note) : g_strdup (_("Do not call"));
  return g_strdup (_("Nobody asked whether calling is safe. Do not call yet."));
}

static void
on_confirm_clicked_cb (GtkButton *button,
                       HzBanner  *self)
{
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
}

static void
on_change_clicked_cb (GtkButton *button,
                      HzBanner  *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0);
}

static gboolean
hz_banner_grab_focus (GtkWidget *widget)
{
  HzBanner *self = HZ_BANNER (widget);

  return gtk_widget_get_visible (self->buttons) && gtk_widget_grab_focus (self->confirm);
}

static void
hz_banner_class_init (HzBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = hz_banner_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);

  /**
   * HzBanner::confirmed:
   *
   * She was asked, and it is still so.
   */
  signals[SIGNAL_CONFIRMED] =
    g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * HzBanner::change:
   *
   * The rule is to be changed.
   */
  signals[SIGNAL_CHANGE] =
    g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static GtkWidget *
create_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_buttons (HzBanner *self)
{
  GtkWidget *change = gtk_button_new_with_label (C_ ("safe contact", "Change"));

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->confirm = gtk_button_new_with_label (_("Still right today"));
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->buttons), self->confirm);
  gtk_box_append (GTK_BOX (self->buttons), change);
  gtk_box_append (GTK_BOX (self), self->buttons);
  gtk_widget_set_visible (self->buttons, FALSE);
  g_signal_connect (self->confirm, "clicked", G_CALLBACK (on_confirm_clicked_cb), self);
  g_signal_connect (change, "clicked", G_CALLBACK (on_change_clicked_cb), self);
}

static void
hz_banner_init (HzBanner *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hz-banner");

  self->glyph = gtk_label_new (NULL);
  self->sentence = create_line ("heading");
  self->do_not_tell = create_line (NULL);
  self->asked = create_line ("caption");
  gtk_widget_set_valign (self->glyph, GTK_ALIGN_START);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->do_not_tell, FALSE);
  gtk_widget_set_visible (self->asked, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->glyph),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  gtk_box_append (GTK_BOX (lines), self->sentence);
  gtk_box_append (GTK_BOX (lines), self->do_not_tell);
  gtk_box_append (GTK_BOX (lines), self->asked);
  gtk_box_append (GTK_BOX (self), self->glyph);
  gtk_box_append (GTK_BOX (self), lines);
  add_buttons (self);
  hz_banner_set_rule (self, NULL, NULL);
}

/**
 * hz_banner_new:
 *
 * Returns: (transfer floating): a banner that says nobody has asked
 */
GtkWidget *
hz_banner_new (void)
{
  return g_object_new (HZ_TYPE_BANNER, NULL);
}

/* The whole of it is what the region is called. */
static void
update_name (HzBanner *self)
{
  g_autoptr (GString) name = g_string_new (gtk_label_get_label (GTK_LABEL (self->sentence)));

  if (gtk_widget_get_visible (self->do_not_tell))
    g_string_append_printf (name, "; %s", gtk_label_get_label (GTK_LABEL (self->do_not_tell)));
  if (gtk_widget_get_visible (self->asked))
    g_string_append_printf (name, "; %s", gtk_label_get_label (GTK_LABEL (self->asked)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

/**
 * hz_banner_set_rule:
 * @self: the banner
 * @rule: (nullable): yes, noted, no or not_asked
 * @note: (nullable): when and how
 */
void
hz_banner_set_rule (HzBanner   *self,
                    const char *rule,
                    const char *note)
{
  g_autofree char *sentence = hz_banner_describe_rule (rule, note);

  g_return_if_fail (HZ_IS_BANNER (self));

  for (gsize i = 0; i < G_N_ELEMENTS (css_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_classes[get_class_of (rule)]);
  gtk_label_set_label (GTK_LABEL (self->glyph), hz_banner_get_glyph (rule));
  gtk_label_set_label (GTK_LABEL (self->sentence), sentence);
  update_name (self);
}

/**
 * hz_banner_set_do_not_tell:
 * @self: the banner
 * @whom: (nullable): relations, separated by commas; names only where the person may know them
 */
void
hz_banner_set_do_not_tell (HzBanner   *self,
                           const char *whom)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HZ_IS_BANNER (self));

  if (whom != NULL)
    text = g_strdup_printf (_("Do not tell: %s"), whom);
  gtk_label_set_label (GTK_LABEL (self->do_not_tell), whom != NULL ? text : "");
  gtk_widget_set_visible (self->do_not_tell, whom != NULL);
  update_name (self);
}

/**
 * hz_banner_set_asked:
 * @self: the banner
 * @asked: (nullable): when she was last asked, and by whom
 * @ask_again: whether it is time to ask her again
 */
void
hz_banner_set_asked (HzBanner   *self,
                     const char *asked,
                     gboolean    ask_again)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HZ_IS_BANNER (self));

  if (asked != NULL && ask_again)
    text = g_strdup_printf (_("Ask again today. Last asked: %s"), asked);
  else if (asked != NULL)
    text = g_strdup_printf (_("Last asked: %s"), asked);
  gtk_label_set_label (GTK_LABEL (self->asked), text != NULL ? text : "");
  gtk_widget_set_visible (self->asked, text != NULL);
  update_name (self);
}

/**
 * hz_banner_set_has_buttons:
 * @self: the banner
 * @has_buttons: whether the rule can be confirmed and changed here
 */
void
hz_banner_set_has_buttons (HzBanner *self,
                           gboolean  has_buttons)
{
  g_return_if_fail (HZ_IS_BANNER (self));

  gtk_widget_set_visible (self->buttons, has_buttons);
}

/**
 * hz_banner_get_sentence:
 * @self: the banner
 *
 * Returns: (transfer none): what it says of the rule
 */
const char *
hz_banner_get_sentence (HzBanner *self)
{
  g_return_val_if_fail (HZ_IS_BANNER (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->sentence));
}
