/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-roster-entry.h"
#include "hz-roster.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 seq;
  gboolean present;
  HzRoles roles;
  HzPublicKeys keys;
} HzRosterSnapshot;

struct _HzRoster
{
  gatomicrefcount ref_count;

  GByteArray *bytes;
  GArray *hashes;
  GArray *acts;
  GPtrArray *members;
  GPtrArray *recoveries;
  GArray *care_epochs;

  /* the last entry after which keys made before are due for renewal; -1 for none */
  gint64 last_due_seq;

  gboolean was_restored;
  HzRosterRestore last_restore;
};

HzRosterMember *hz_roster_look_up (HzRoster *self,
                                   const HzId *id);
HzRosterRecovery *hz_roster_look_up_recovery (HzRoster *self,
                                              const HzId *id);
void hz_roster_member_free (HzRosterMember *member);

gboolean hz_roster_apply (HzRoster *self,
                          const HzRosterEntry *entry,
                          GError **error);

G_END_DECLS
