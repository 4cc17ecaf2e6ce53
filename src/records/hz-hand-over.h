/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzHandOver:
 * @n_cases: of which she holds a key
 * @n_done: of these, how many have been looked at
 * @n_given: cases that the colleague has got; of a plan, that she would get
 * @n_had: cases that she opens already
 * @n_led: of both, those in which she is in charge from then on, in the place of who gives
 * @n_damaged: not given: the header does not read
 * @n_read_only: not given: the keys do not hold together
 *
 * All the cases of one person, on their way to a colleague.
 */
typedef struct
{
  guint n_cases;
  guint n_done;
  guint n_given;
  guint n_had;
  guint n_led;
  guint n_damaged;
  guint n_read_only;
} HzHandOver;

/**
 * HzHandOverFunc:
 * @hand_over: how far it is; what it counts stands in the file
 * @data: what was given with the function
 *
 * Told after each step.
 */
typedef void (*HzHandOverFunc) (const HzHandOver *hand_over,
                                gpointer data);

/* Whom cases can be handed over to: another member who does case work and holds the care key. */
gboolean hz_hand_over_fits (HzRecords *records,
                            const HzId *member_id);

/* What would be given to her. */
void hz_hand_over_plan_async (HzRecords *records,
                              const HzId *member_id,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Gives her the keys of every case, of all epochs, and where she who gives is in charge, that too. She
 * who gives keeps her keys. What is given when it
 * breaks off stays given; done again, it goes on. @is_compared: whether the colleague's key number was
 * compared; the answer is audited. */
void hz_hand_over_give_async (HzRecords *records,
                              const HzId *member_id,
                              gboolean is_compared,
                              HzHandOverFunc on_step,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* For both. @hand_over: (out): how far it came, also when it failed. */
gboolean hz_hand_over_finish (HzRecords *records,
                              GAsyncResult *result,
                              HzHandOver *hand_over,
                              GError **error);

G_END_DECLS
