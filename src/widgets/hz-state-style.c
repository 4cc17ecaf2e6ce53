/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the state of an appointment looks: a word, a sign and a colour class of style.css, of which
 * the colour alone never carries the meaning. States are codes of the list "appointment_state".
 */

#define G_LOG_DOMAIN "HzWidgets"

#include "config.h"

#include "hz-state-style.h"

#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *word;
  const char *icon;
  const char *css_class;
} styles[] = {
  { "requested", NC_ ("appointment state", "Requested"),
    "dialog-question-symbolic", "hz-state-requested" },
  { "wait_list", NC_ ("appointment state", "On the waiting list"),
    "dialog-question-symbolic", "hz-state-requested" },
  { "scheduled", NC_ ("appointment state", "Scheduled"),
    "radio-symbolic", "hz-state-scheduled" },
  { "confirmed", NC_ ("appointment state", "Confirmed"),
    "object-select-symbolic", "hz-state-confirmed" },
  { "arrived", NC_ ("appointment state", "Arrived"),
    "user-available-symbolic", "hz-state-arrived" },
  { "in_session", NC_ ("appointment state", "In session"),
    "media-record-symbolic", "hz-state-in-session" },
  { "completed", NC_ ("appointment state", "Completed"),
    "emblem-ok-symbolic", "hz-state-completed" },
  { "no_show", NC_ ("appointment state", "No-show"),
    "appointment-missed-symbolic", "hz-state-no-show" },
  { "cancelled_client", NC_ ("appointment state", "Cancelled"),
    "window-close-symbolic", "hz-state-cancelled" },
  { "cancelled_centre", NC_ ("appointment state", "Cancelled"),
    "window-close-symbolic", "hz-state-cancelled" },
  { "rescheduled", NC_ ("appointment state", "Moved"),
    "go-jump-symbolic", "hz-state-rescheduled" },
};

/* A code that a newer program wrote looks like a plain appointment. */
static gsize
find_style (const char *state)
{
  gsize scheduled = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_strcmp0 (styles[i].code, state) == 0)
        return i;
      if (g_str_equal (styles[i].code, "scheduled"))
        scheduled = i;
    }
  return scheduled;
}

/**
 * hz_state_style_get_word:
 * @state: a code
 *
 * Returns: (transfer none): its word in the interface's language
 */
const char *
hz_state_style_get_word (const char *state)
{
  return g_dpgettext2 (NULL, "appointment state", styles[find_style (state)].word);
}

/**
 * hz_state_style_get_icon:
 * @state: a code
 *
 * Returns: (transfer none): the name of its sign
 */
const char *
hz_state_style_get_icon (const char *state)
{
  return styles[find_style (state)].icon;
}

/**
 * hz_state_style_get_css_class:
 * @state: a code
 *
 * Returns: (transfer none): the class that carries its colours
 */
const char *
hz_state_style_get_css_class (const char *state)
{
  return styles[find_style (state)].css_class;
}

/**
 * hz_state_style_apply:
 * @widget: what shows the state
 * @state: a code
 *
 * Gives @widget the class of @state and takes those of other states away.
 */
void
hz_state_style_apply (GtkWidget  *widget,
                      const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (widget, styles[i].css_class);
  gtk_widget_add_css_class (widget, hz_state_style_get_css_class (state));
}

/**
 * hz_state_style_create_badge:
 * @state: a code
 *
 * Returns: (transfer floating): sign and word in the state's colours, for a line of a list
 */
GtkWidget *
hz_state_style_create_badge (const char *state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (hz_state_style_get_icon (state));

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (hz_state_style_get_word (state)));
  gtk_widget_add_css_class (box, "hz-badge");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  hz_state_style_apply (box, state);
  return box;
}
