/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_BANNER (hz_banner_get_type ())
G_DECLARE_FINAL_TYPE (HzBanner, hz_banner, HZ, BANNER, GtkBox)

GtkWidget *hz_banner_new (void);
void hz_banner_set_rule (HzBanner *self,
                         const char *rule,
                         const char *note);
void hz_banner_set_do_not_tell (HzBanner *self,
                                const char *whom);
void hz_banner_set_asked (HzBanner *self,
                          const char *asked,
                          gboolean ask_again);
void hz_banner_set_has_buttons (HzBanner *self,
                                gboolean has_buttons);
const char *hz_banner_get_sentence (HzBanner *self);

char *hz_banner_describe_rule (const char *rule,
                               const char *note);
const char *hz_banner_get_glyph (const char *rule);

G_END_DECLS
