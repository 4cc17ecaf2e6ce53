/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-id.h"

G_BEGIN_DECLS

/* Fields of a sealed body, a{sv}. What is empty or unset is left out; what is missing, or of another
 * type, reads as empty. */
void hz_body_fields_add_text (GVariantBuilder *builder,
                              const char *name,
                              const char *text);
void hz_body_fields_add_texts (GVariantBuilder *builder,
                               const char *name,
                               char *const *texts);
void hz_body_fields_add_id (GVariantBuilder *builder,
                            const char *name,
                            const HzId *id);
void hz_body_fields_add_date (GVariantBuilder *builder,
                              const char *name,
                              HzDate date);

/* Those that begin with take free what stands in the place. */
void hz_body_fields_take_text (GVariant *body,
                               const char *name,
                               char **place);
void hz_body_fields_take_texts (GVariant *body,
                                const char *name,
                                char ***place);
HzId hz_body_fields_get_id (GVariant *body,
                            const char *name);
HzDate hz_body_fields_get_date (GVariant *body,
                                const char *name);

G_END_DECLS
