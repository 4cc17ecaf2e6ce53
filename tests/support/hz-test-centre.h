/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"
#include "hz-keyring.h"
#include "hz-vault-file.h"
#include "hz-vault.h"

G_BEGIN_DECLS

/* A centre of four for tests of keys: the administrator who founded it, a psychologist, a lawyer,
 * reception; and what each has sealed. */

#define HZ_TEST_TABLE 900

enum
{
  ADMIN,
  PSYCHOLOGIST,
  LAWYER,
  RECEPTION,
  HZ_TEST_N_PEOPLE,
};

/* @author: one of the above, or -1 */
typedef struct
{
  HzRing ring;
  int author;
  HzBodyAddress address;
  gboolean is_inbox;
  GBytes *sealed;
} HzTestBody;

/* @grants: (element-type GBytes): every ring grant there is */
typedef struct
{
  char *folder;
  char *pins;
  HzVault *vault;
  HzSheets *sheets;
  HzId ids[HZ_TEST_N_PEOPLE];
  HzId case_id;
  GPtrArray *bodies;
  GPtrArray *grants;
} HzTestCentre;

typedef gboolean (*HzTestCentreFunc) (HzTestCentre *centre,
                                      HzRings *rings,
                                      HzDb *db,
                                      GError **error);

void hz_test_centre_set_up (HzTestCentre *centre,
                            gconstpointer user_data);
void hz_test_centre_tear_down (HzTestCentre *centre,
                               gconstpointer user_data);
void hz_test_centre_fill (HzTestCentre *centre);
void hz_test_centre_enter (HzTestCentre *centre,
                           int who);
gboolean hz_test_centre_try (HzTestCentre *centre,
                             HzTestCentreFunc act,
                             GError **error);
void hz_test_centre_must (HzTestCentre *centre,
                          HzTestCentreFunc act);
HzTestBody *hz_test_centre_add_body (HzTestCentre *centre,
                                     HzRing ring,
                                     int author,
                                     const HzId *case_id);
HzKeyring *hz_test_centre_read_keyring (HzTestCentre *centre);
HzSecret *hz_test_centre_derive_root (HzTestCentre *centre,
                                      int who);
HzIdentity *hz_test_centre_open_slot (HzTestCentre *centre,
                                      int who);

G_END_DECLS
