/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_ANSWER_BOX (hz_answer_box_get_type ())
G_DECLARE_FINAL_TYPE (HzAnswerBox, hz_answer_box, HZ, ANSWER_BOX, GtkBox)

GtkWidget *hz_answer_box_new (const char *label);
void hz_answer_box_add (HzAnswerBox *self,
                        const char *code,
                        const char *label);
void hz_answer_box_clear (HzAnswerBox *self);
const char *hz_answer_box_get_code (HzAnswerBox *self);
void hz_answer_box_set_code (HzAnswerBox *self,
                             const char *code);
void hz_answer_box_set_with_keys (HzAnswerBox *self,
                                  gboolean with_keys);

G_END_DECLS
