/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-identity.h"
#include "hz-member.h"

G_BEGIN_DECLS

#define HZ_ROSTER_HASH_BYTES 32

/**
 * HzRosterKind:
 *
 * What an entry says. The numbers are written into the roster and never change.
 */
typedef enum
{
  HZ_ROSTER_FOUND = 1,
  HZ_ROSTER_INVITE = 2,
  HZ_ROSTER_JOIN = 3,
  HZ_ROSTER_ROLES = 4,
  HZ_ROSTER_NAME = 5,
  HZ_ROSTER_LEAVE = 6,
  HZ_ROSTER_KEY_CHANGE = 7,
  HZ_ROSTER_CARE_EPOCH = 8,
  HZ_ROSTER_RECOVERY = 9,
  HZ_ROSTER_RECOVERY_COUNTS = 10,
  HZ_ROSTER_RESTORE = 11,
} HzRosterKind;

/**
 * HzRosterAct:
 * @kind: what was done
 * @time: when, UTC milliseconds
 * @signer_id: by whom
 * @subject_id: about whom, or no id
 * @sheets_lost: of a recovery: the sheets before it were lost
 *
 * An entry as others need it.
 */
typedef struct
{
  HzRosterKind kind;
  gint64 time;
  HzId signer_id;
  HzId subject_id;
  gboolean sheets_lost;
} HzRosterAct;

/**
 * HzRosterMember:
 * @id: who
 * @name: her name now
 * @roles: her roles now
 * @self_given: care roles among them that she gave herself
 * @state: whether she belongs here
 * @keys: her keys now; those of enrolment while invited
 * @since: time of her first entry
 *
 * A person as the roster has her.
 */
typedef struct
{
  HzId id;
  char *name;
  HzRoles roles;
  HzRoles self_given;
  HzMemberState state;
  HzPublicKeys keys;
  gint64 since;

  /*< private >*/
  GArray *history;
} HzRosterMember;

/**
 * HzRosterRecovery:
 * @id: the recovery identity
 * @keys: its keys
 * @set: the letter on its sheets
 * @living: it has not ended
 * @counts: it may sign; not so yet after the sheets before it were lost
 */
typedef struct
{
  HzId id;
  HzPublicKeys keys;
  char set;
  gboolean living;
  gboolean counts;

  /*< private >*/
  guint32 from;
  guint32 until;
} HzRosterRecovery;

/**
 * HzCareEpoch:
 * @number: from 1
 * @inbox: X25519 key to put requests in with
 * @sign: Ed25519 key of the care key
 * @link: BLAKE2b of this care key keyed with the one before; zeros in the first
 * @seq: of its entry
 */
typedef struct
{
  guint32 number;
  guint8 inbox[HZ_KEY_BYTES];
  guint8 sign[HZ_KEY_BYTES];
  guint8 link[HZ_ROSTER_HASH_BYTES];
  guint32 seq;
} HzCareEpoch;

/**
 * HzRosterRestore:
 * @file_id: of the backup
 * @change_counter: of the backup
 * @audit_head: of its audit, or zeros
 * @seq: of the entry
 * @time: when
 * @signer_id: who restored
 * @hash: of the entry
 *
 * That the centre was restored from a backup: why counter and audit go back.
 */
typedef struct
{
  HzId file_id;
  guint64 change_counter;
  guint8 audit_head[HZ_ROSTER_HASH_BYTES];
  guint32 seq;
  gint64 time;
  HzId signer_id;
  guint8 hash[HZ_ROSTER_HASH_BYTES];
} HzRosterRestore;

/**
 * HzRoster:
 *
 * The signed history of who belongs here, and what it comes to. Every entry has been checked.
 * Counted; not changed once shared between threads.
 */
typedef struct _HzRoster HzRoster;

HzRoster *hz_roster_new (void);
HzRoster *hz_roster_parse (GBytes *entries,
                           const HzId *centre_id,
                           GError **error);
HzRoster *hz_roster_copy (HzRoster *self);
HzRoster *hz_roster_ref (HzRoster *self);
void hz_roster_unref (HzRoster *self);
GBytes *hz_roster_serialize (HzRoster *self);

guint32 hz_roster_get_length (HzRoster *self);
const HzRosterAct *hz_roster_get_act (HzRoster *self,
                                      guint32 seq);
void hz_roster_get_head (HzRoster *self,
                         guint8 head[HZ_ROSTER_HASH_BYTES]);
gboolean hz_roster_get_hash_at (HzRoster *self,
                                guint32 seq,
                                guint8 hash[HZ_ROSTER_HASH_BYTES]);
void hz_roster_get_centre_id (HzRoster *self,
                              HzId *centre_id);

/* What the roster comes to. */
guint hz_roster_get_n_members (HzRoster *self);
const HzRosterMember *hz_roster_get_member (HzRoster *self,
                                            guint index);
const HzRosterMember *hz_roster_find (HzRoster *self,
                                      const HzId *id);
gboolean hz_roster_is_present (HzRoster *self,
                               const HzId *id,
                               const HzPublicKeys *keys);
guint hz_roster_get_n_recoveries (HzRoster *self);
const HzRosterRecovery *hz_roster_get_recovery (HzRoster *self,
                                                guint index);
const HzRosterRecovery *hz_roster_find_recovery (HzRoster *self,
                                                 const HzId *id);
/* One whose sheets do not count yet, those before being lost. */
HzRosterRecovery *hz_roster_find_waiting (HzRoster *self);
guint hz_roster_get_n_care_epochs (HzRoster *self);
const HzCareEpoch *hz_roster_get_care_epoch (HzRoster *self,
                                             guint32 number);

const HzRosterRestore *hz_roster_get_last_restore (HzRoster *self);

/* What it came to earlier. */
gboolean hz_roster_get_keys_at (HzRoster *self,
                                const HzId *id,
                                guint32 seq,
                                HzPublicKeys *keys);
HzRoles hz_roster_get_roles_at (HzRoster *self,
                                const HzId *id,
                                guint32 seq);
gboolean hz_roster_had_care_since (HzRoster *self,
                                   const HzId *id,
                                   const guint8 box[HZ_KEY_BYTES],
                                   guint32 seq);
GArray *hz_roster_list_keys (HzRoster *self,
                             const HzId *id);
gboolean hz_roster_epoch_is_due (HzRoster *self,
                                 guint32 made_seq);

/* For hz-roster-act.c: one entry more, checked like one that was read. */
gboolean hz_roster_append (HzRoster *self,
                           const guint8 *entry,
                           gsize length,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzRoster, hz_roster_unref)

G_END_DECLS
