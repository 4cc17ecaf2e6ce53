/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HzSecret:
 *
 * A key or a password: bytes of a fixed length in memory that is guarded, kept out of swap and of
 * core dumps as far as the system allows, and wiped when the last reference goes. Counted, and safe
 * to pass between threads; the bytes themselves are not to be changed once shared.
 */
typedef struct _HzSecret HzSecret;

#define HZ_TYPE_SECRET (hz_secret_get_type ())

GType hz_secret_get_type (void);

HzSecret *hz_secret_new (gsize length);
HzSecret *hz_secret_new_random (gsize length);
HzSecret *hz_secret_new_copy (const void *bytes,
                              gsize length);
HzSecret *hz_secret_new_password (const char *text);
HzSecret *hz_secret_new_take_password (char *text);
HzSecret *hz_secret_ref (HzSecret *self);
void hz_secret_unref (HzSecret *self);

guint8 *hz_secret_get_data (HzSecret *self);
const char *hz_secret_get_text (HzSecret *self);
gsize hz_secret_get_length (HzSecret *self);
gboolean hz_secret_equal (HzSecret *a,
                          HzSecret *b);

gboolean hz_secret_is_memory_pinned (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzSecret, hz_secret_unref)

G_END_DECLS
