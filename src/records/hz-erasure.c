/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-erasure.h"

#include "hz-zone.h"

static const char *const causes[] = {
  [HZ_ERASURE_HER_WISH] = "her-wish",
  [HZ_ERASURE_KEPT_LONG_ENOUGH] = "kept-long-enough",
};

static const char *const states[] = {
  [HZ_ERASURE_ASKED] = "asked",
  [HZ_ERASURE_CONFIRMED] = "confirmed",
  [HZ_ERASURE_ERASED] = "erased",
};

/**
 * hz_erasure_copy:
 * @self: an erasure
 *
 * Returns: (transfer full): another that says the same
 */
HzErasure *
hz_erasure_copy (const HzErasure *self)
{
  HzErasure *copy = g_memdup2 (self, sizeof *self);

  copy->client_code = g_strdup (self->client_code);

  return copy;
}

/**
 * hz_erasure_free:
 * @self: (nullable) (transfer full): an erasure
 */
void
hz_erasure_free (HzErasure *self)
{
  if (self == NULL)
    return;

  g_free (self->client_code);
  g_free (self);
}

/**
 * hz_erasure_get_first_day:
 * @self: an erasure
 *
 * Returns: the day after the one on which it was asked for
 */
HzDate
hz_erasure_get_first_day (const HzErasure *self)
{
  return hz_date_add_days (hz_zone_from_utc (self->stamp.created, NULL), 1);
}

/**
 * hz_erasure_cause_get_word:
 * @cause: why
 *
 * Returns: (transfer none) (nullable): as it is kept; %NULL for no cause there is
 */
const char *
hz_erasure_cause_get_word (HzErasureCause cause)
{
  return (guint) cause < G_N_ELEMENTS (causes) ? causes[cause] : NULL;
}

static gboolean
find_word (const char *const *words,
           guint n_words,
           const char *word,
           guint *found)
{
  for (*found = 0; *found < n_words; (*found)++)
    if (g_strcmp0 (words[*found], word) == 0)
      return TRUE;

  return FALSE;
}

/**
 * hz_erasure_cause_from_word:
 * @word: as it is kept
 * @cause: (out): what it says
 *
 * Returns: whether there is such a cause
 */
gboolean
hz_erasure_cause_from_word (const char *word,
                            HzErasureCause *cause)
{
  guint found;
  gboolean is_one = find_word (causes, G_N_ELEMENTS (causes), word, &found);

  if (is_one)
    *cause = (HzErasureCause) found;
  return is_one;
}

/**
 * hz_erasure_state_from_word:
 * @word: as it is kept
 * @state: (out): what it says
 *
 * Returns: whether there is such a state
 */
gboolean
hz_erasure_state_from_word (const char *word,
                            HzErasureState *state)
{
  guint found;
  gboolean is_one = find_word (states, G_N_ELEMENTS (states), word, &found);

  if (is_one)
    *state = (HzErasureState) found;
  return is_one;
}
