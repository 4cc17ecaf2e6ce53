/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hz_name_key_get_surname (const char *surname);
char *hz_name_key_get_given (const char *given);
char *hz_name_key (const char *surname,
                   const char *given,
                   const char *patronymic);

G_END_DECLS
