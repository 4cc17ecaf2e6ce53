/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

typedef enum
{
  HZ_ERASURE_HER_WISH,
  HZ_ERASURE_KEPT_LONG_ENOUGH,
} HzErasureCause;

/**
 * HzErasureState:
 * @HZ_ERASURE_ASKED: somebody has asked for it; nothing is gone yet
 * @HZ_ERASURE_CONFIRMED: she is not found any more; what is sealed waits for a holder of the care key
 * @HZ_ERASURE_ERASED: nothing is left of her here
 */
typedef enum
{
  HZ_ERASURE_ASKED,
  HZ_ERASURE_CONFIRMED,
  HZ_ERASURE_ERASED,
} HzErasureState;

/**
 * HzErasure:
 * @stamp: created: when it was asked for, and by whom
 * @client_id: of whom nothing is to be left
 * @client_code: hers
 * @cause: why; there are no others, so that nobody types one
 * @state: how far it is
 * @confirmed: when, UTC milliseconds; 0 before
 * @confirmed_by: by whom
 *
 * A client is erased: one asks for it, another confirms it on a later day. Everybody may know.
 */
typedef struct
{
  HzStamp stamp;
  HzId client_id;
  char *client_code;
  HzErasureCause cause;
  HzErasureState state;
  gint64 confirmed;
  HzId confirmed_by;
} HzErasure;

HzErasure *hz_erasure_copy (const HzErasure *self);
void hz_erasure_free (HzErasure *self);
/* From which day on it can be confirmed. */
HzDate hz_erasure_get_first_day (const HzErasure *self);

/* Permanent words of the columns; NULL or FALSE for none of them. */
const char *hz_erasure_cause_get_word (HzErasureCause cause);
gboolean hz_erasure_cause_from_word (const char *word,
                                     HzErasureCause *cause);
gboolean hz_erasure_state_from_word (const char *word,
                                     HzErasureState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzErasure, hz_erasure_free)

G_END_DECLS
