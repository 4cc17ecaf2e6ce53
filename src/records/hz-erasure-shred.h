/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-context.h"

G_BEGIN_DECLS

/**
 * HzErasureShred:
 * @HZ_ERASURE_SHRED_NOTHING: nothing is to be done that she who is signed in could do
 * @HZ_ERASURE_SHRED_MORE: a step was made; there is more
 * @HZ_ERASURE_SHRED_ERASED: nothing is left of a client; the centre key is to be changed, and perhaps
 *   another client waits
 * @HZ_ERASURE_SHRED_WAITS: the last step waits for the end of a change of the centre key that is under
 *   way, or owed already, or for the next sign-in of somebody who has an answer under her own key
 */
typedef enum
{
  HZ_ERASURE_SHRED_NOTHING,
  HZ_ERASURE_SHRED_MORE,
  HZ_ERASURE_SHRED_ERASED,
  HZ_ERASURE_SHRED_WAITS,
} HzErasureShred;

/* Whether anything is to be done: MORE or NOTHING. */
gboolean hz_erasure_shred_look (HzContext *context,
                                HzErasureShred *next,
                                GError **error);
/* A step, under 50 ms, on the way of a client whose erasure is confirmed. In a write job. */
gboolean hz_erasure_shred_some (HzContext *context,
                                HzErasureShred *came_of_it,
                                GError **error);

/* At each sign-in, in a write job: what stands under the person's own key and is about somebody who has
 * been erased goes. */
gboolean hz_erasure_forget_own (HzContext *context,
                                GError **error);

G_END_DECLS
