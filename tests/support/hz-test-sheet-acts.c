/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-sheet-acts.h"

#include "hz-vault-error.h"
#include "hz-vault-sheets.h"

gboolean
hz_test_sheet_acts_replace (HzTestActs *self,
                            GError **error)
{
  g_autoptr (HzSecret) first = hz_sheets_get_text (self->centre.sheets, 2);
  g_autoptr (HzSecret) second = hz_sheets_get_text (self->centre.sheets, 3);

  return hz_vault_replace_sheets (self->centre.vault, first, second, self->next, NULL, NULL, error);
}

/* One set opens, never both and never none. */
gboolean
hz_test_sheet_acts_has_next (HzTestActs *self)
{
  gboolean by_first = hz_test_acts_try_sheets (self, self->centre.sheets, NULL);
  gboolean by_next = hz_test_acts_try_sheets (self, self->next, NULL);

  g_assert_true (by_first != by_next);
  return by_next;
}

gboolean
hz_test_sheet_acts_announce (HzTestActs *self,
                             GError **error)
{
  return hz_vault_announce_sheets (self->centre.vault, self->next, error);
}

gboolean
hz_test_sheet_acts_has_announced (HzTestActs *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hz_test_acts_try_sheets (self, self->next, &error));
  if (!g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_GRANT))
    g_assert_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEETS_WRONG);

  return g_error_matches (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_NO_GRANT);
}

static gboolean
cover_newest (HzTestCentre *centre,
              HzRings *rings,
              HzDb *db,
              GError **error)
{
  HzRingsCover cover;

  return hz_rings_measure_cover (rings, db, &cover, error)
         && hz_rings_cover (rings, db, &cover.recovery_id, error);
}

void
hz_test_sheet_acts_prepare_count (HzTestActs *self)
{
  GError *error = NULL;

  hz_test_centre_enter (&self->centre, ADMIN);
  hz_test_sheet_acts_announce (self, &error);
  g_assert_no_error (error);
  hz_test_centre_enter (&self->centre, LAWYER);
  hz_test_centre_must (&self->centre, cover_newest);
  hz_test_centre_enter (&self->centre, PSYCHOLOGIST);
  hz_test_centre_must (&self->centre, cover_newest);
}

gboolean
hz_test_sheet_acts_count (HzTestActs *self,
                          GError **error)
{
  g_autoptr (HzSecret) typed = hz_secret_new_password (HZ_TEST_USUAL_PASSWORD);

  return hz_vault_count_sheets (self->centre.vault, "nigora", typed, error);
}
