/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what: the matrix of roles, one line for a right. Roles add up. */

#include "hz-policy.h"

#define A HZ_ROLE_ADMINISTRATOR
#define M HZ_ROLE_MANAGER
#define P HZ_ROLE_PSYCHOLOGIST
#define L HZ_ROLE_LAWYER
#define S HZ_ROLE_SOCIAL_WORKER
#define R HZ_ROLE_RECEPTION

static const HzRoles allowed[HZ_N_RIGHTS] = {
  [HZ_RIGHT_READ_CLIENTS] = R | P | L | S | M,
  [HZ_RIGHT_REGISTER_CLIENTS] = R | P | L | S,
  [HZ_RIGHT_EDIT_CLIENTS] = R | P | L | S,

  /* Reception puts requests in and has no key to read them. */
  [HZ_RIGHT_WRITE_REQUEST] = R | P | L | S,
  [HZ_RIGHT_READ_REQUEST] = P | L | S | M,

  /* The manager opens a single record with a reason only. */
  [HZ_RIGHT_READ_PROFILE] = P | L | S,
  [HZ_RIGHT_EDIT_PROFILE] = P | L | S,

  [HZ_RIGHT_READ_OWN_APPOINTMENTS] = R | P | L | S | M,
  [HZ_RIGHT_READ_ALL_APPOINTMENTS] = R | M,
  [HZ_RIGHT_BOOK] = R | P | L | S,

  /* Reception sees yes or no and the date of those that are no secret; details need the care key. */
  [HZ_RIGHT_READ_CONSENT] = R | P | L | S | M,
  [HZ_RIGHT_RECORD_CONSENT] = R | P | L | S,

  [HZ_RIGHT_SEE_CASES] = P | L | S | M,
  [HZ_RIGHT_OPEN_CASE] = P | L | S,
  [HZ_RIGHT_WRITE_NOTE] = P | S,
  [HZ_RIGHT_WRITE_CONSULTATION] = L,

  /* The text of letters, and the register of them. */
  [HZ_RIGHT_READ_LETTERS] = P | L | S,
  [HZ_RIGHT_READ_LETTER_NUMBERS] = R | P | L | S | M,
  [HZ_RIGHT_ISSUE_LETTER] = P | L | S,

  [HZ_RIGHT_READ_DIRECTORY] = R | P | L | S | M | A,
  [HZ_RIGHT_EDIT_DIRECTORY] = P | L | S | M,

  [HZ_RIGHT_MANAGE_ACCOUNTS] = A,
  [HZ_RIGHT_MANAGE_CENTRE] = A,
  [HZ_RIGHT_READ_AUDIT] = M | A,

  /* Two people; neither reads what goes. Either may take it back before it is done. */
  [HZ_RIGHT_ASK_ERASURE] = M,
  [HZ_RIGHT_CONFIRM_ERASURE] = A,

  /* No role: whoever has typed the sheets, and she has none. */
  [HZ_RIGHT_USE_SHEETS] = HZ_ROLE_NONE,
};

/**
 * hz_policy_allows:
 * @roles: all the roles of one person
 * @right: what she wants to do
 *
 * Returns: whether any of her roles allows it
 */
gboolean
hz_policy_allows (HzRoles roles,
                  HzRight right)
{
  g_return_val_if_fail ((guint) right < HZ_N_RIGHTS, FALSE);

  return (roles & allowed[right]) != 0;
}
