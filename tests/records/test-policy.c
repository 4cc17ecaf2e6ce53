/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "hz-context.h"
#include "hz-policy.h"
#include "hz-records-error.h"

/* The columns of the matrix, in its order. */
static const HzRoles columns[] = { HZ_ROLE_RECEPTION, HZ_ROLE_PSYCHOLOGIST, HZ_ROLE_LAWYER,
                                   HZ_ROLE_SOCIAL_WORKER, HZ_ROLE_MANAGER, HZ_ROLE_ADMINISTRATOR };

/* Its rows: reception, psychologist, lawyer, social worker, manager, administrator. */
static const struct
{
  HzRight right;
  const char *cells;
} matrix[] = {
  { HZ_RIGHT_READ_CLIENTS, "+++++-" },
  { HZ_RIGHT_REGISTER_CLIENTS, "++++--" },
  { HZ_RIGHT_EDIT_CLIENTS, "++++--" },
  { HZ_RIGHT_WRITE_REQUEST, "++++--" },
  { HZ_RIGHT_READ_REQUEST, "-++++-" },
  { HZ_RIGHT_READ_PROFILE, "-+++--" },
  { HZ_RIGHT_EDIT_PROFILE, "-+++--" },
  { HZ_RIGHT_READ_OWN_APPOINTMENTS, "+++++-" },
  { HZ_RIGHT_READ_ALL_APPOINTMENTS, "+---+-" },
  { HZ_RIGHT_BOOK, "++++--" },
  { HZ_RIGHT_READ_CONSENT, "+++++-" },
  { HZ_RIGHT_RECORD_CONSENT, "++++--" },
  { HZ_RIGHT_SEE_CASES, "-++++-" },
  { HZ_RIGHT_OPEN_CASE, "-+++--" },
  { HZ_RIGHT_WRITE_NOTE, "-+-+--" },
  { HZ_RIGHT_WRITE_CONSULTATION, "--+---" },
  { HZ_RIGHT_READ_LETTERS, "-+++--" },
  { HZ_RIGHT_READ_LETTER_NUMBERS, "+++++-" },
  { HZ_RIGHT_ISSUE_LETTER, "-+++--" },
  { HZ_RIGHT_READ_DIRECTORY, "++++++" },
  { HZ_RIGHT_EDIT_DIRECTORY, "-++++-" },
  { HZ_RIGHT_MANAGE_ACCOUNTS, "-----+" },
  { HZ_RIGHT_MANAGE_CENTRE, "-----+" },
  { HZ_RIGHT_READ_AUDIT, "----++" },
  { HZ_RIGHT_ASK_ERASURE, "----+-" },
  { HZ_RIGHT_CONFIRM_ERASURE, "-----+" },
  { HZ_RIGHT_USE_SHEETS, "------" },
};

static void
test_cells (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (matrix), ==, HZ_N_RIGHTS);

  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    {
      g_assert_cmpuint (matrix[i].right, ==, i);
      g_assert_cmpuint (strlen (matrix[i].cells), ==, G_N_ELEMENTS (columns));

      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        if (hz_policy_allows (columns[j], matrix[i].right) != (matrix[i].cells[j] == '+'))
          g_error ("right %u, role %u", i, (guint) columns[j]);
    }
}

/* Of every set of roles: what one of them may, she may; nothing else. */
static void
test_roles_add_up (void)
{
  for (guint roles = 0; roles <= HZ_ROLES_ALL; roles++)
    for (guint right = 0; right < HZ_N_RIGHTS; right++)
      {
        gboolean expected = FALSE;

        for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
          expected |= (roles & columns[j]) != 0 && matrix[right].cells[j] == '+';

        g_assert_cmpint (hz_policy_allows ((HzRoles) roles, (HzRight) right), ==, expected);
      }
}

/* What no key keeps from her the policy must: nobody without a care role gets at what is sealed. */
static void
test_key_decides (void)
{
  static const HzRight sealed[] = { HZ_RIGHT_READ_REQUEST, HZ_RIGHT_READ_PROFILE, HZ_RIGHT_SEE_CASES,
                                    HZ_RIGHT_OPEN_CASE, HZ_RIGHT_WRITE_NOTE, HZ_RIGHT_READ_LETTERS };

  for (guint i = 0; i < G_N_ELEMENTS (sealed); i++)
    g_assert_false (hz_policy_allows (HZ_ROLES_ALL & ~HZ_ROLES_CARE, sealed[i]));
}

static void
test_require (void)
{
  HzContext context = { .own_roles = HZ_ROLE_RECEPTION };
  g_autoptr (GError) error = NULL;

  g_assert_true (hz_context_require (&context, HZ_RIGHT_BOOK, &error));
  g_assert_no_error (error);
  g_assert_false (hz_context_require (&context, HZ_RIGHT_READ_REQUEST, &error));
  g_assert_error (error, HZ_RECORDS_ERROR, HZ_RECORDS_ERROR_FORBIDDEN);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/cells", test_cells);
  g_test_add_func ("/policy/roles-add-up", test_roles_add_up);
  g_test_add_func ("/policy/key-decides", test_key_decides);
  g_test_add_func ("/policy/require", test_require);

  return g_test_run ();
}
