/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The roster: entries one after the other (hz-roster-entry.c), each naming the hash of the one
 * before. The first half of the first one's hash is the centre's id. Bodies, and who signs:
 *
 *    1 found     id, name, roles u16, X25519, Ed25519; recovery's id, X25519, Ed25519, set letter u8
 *                                                             the founder
 *    2 invite    id, name, roles u16, enrolment X25519, Ed25519
 *                                                             an administrator
 *    3 join      X25519, Ed25519; once per invitation         enrolment key, then the new key
 *    4 roles     id, roles u16                                an administrator, or recovery
 *    5 name      id, name                                     likewise
 *    6 leave     id; withdraws an invitation too              likewise
 *    7 key change  id, X25519, Ed25519                        the old key, or recovery
 *    8 care epoch  number u32, inbox X25519, care Ed25519, link 32
 *                  a person with a care role that she did not give herself (in found it counts), or
 *                  recovery; from the second on also the last epoch's care signing key
 *    9 recovery  id, X25519, Ed25519, set letter u8, sheets lost u8
 *                  an administrator, then the old recovery; sheets lost: the administrator alone. One
 *                  that waits still ends by it: its sheets are lost too, or others were found
 *   10 recovery counts  id of the one that ends
 *                  an administrator; after sheets lost also a member with a care role
 *   11 restore   the backup's FID 16, change counter u64, audit head 32
 *                                                             an administrator or recovery
 *
 * One administrator always remains; an id is never used again. An entry that breaks a rule is
 * refused when it is read as when it is written: both go through apply_entry().
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-roster-private.h"

#include <sodium.h>
#include <string.h>

#include "hz-bytes.h"
#include "hz-vault-error.h"

static void
remember (HzRoster *self,
          HzRosterMember *member)
{
  HzRosterSnapshot snapshot = { self->hashes->len, member->state == HZ_MEMBER_PRESENT, member->roles,
                        member->keys };

  g_array_append_val (member->history, snapshot);
}

static gboolean
is_administrator (const HzRosterMember *member)
{
  return member != NULL && member->state == HZ_MEMBER_PRESENT
         && (member->roles & HZ_ROLE_ADMINISTRATOR);
}

static gboolean
is_signed_by_administrator (HzRoster *self,
                            const HzRosterEntry *entry)
{
  const HzRosterMember *signer = hz_roster_look_up (self, &entry->signer_id);

  return is_administrator (signer) && hz_roster_entry_is_signed_by (entry, 0, signer->keys.sign);
}

static gboolean
is_signed_by_recovery (HzRoster *self,
                       const HzRosterEntry *entry,
                       guint which)
{
  for (guint i = 0; i < self->recoveries->len; i++)
    {
      const HzRosterRecovery *recovery = g_ptr_array_index (self->recoveries, i);

      /* The first signature is by the signer that is named. */
      if (which == 0 && !hz_id_equal (&recovery->id, &entry->signer_id))
        continue;

      if (recovery->living && recovery->counts
          && hz_roster_entry_is_signed_by (entry, which, recovery->keys.sign))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_care_of_others (const HzRosterMember *member)
{
  return member->state == HZ_MEMBER_PRESENT
         && (member->roles & HZ_ROLES_CARE & ~member->self_given) != 0;
}

static gboolean
roles_are_possible (guint16 roles)
{
  return roles != 0 && (roles & ~HZ_ROLES_ALL) == 0;
}

/* An administrator is left when @member is not counted. */
static gboolean
another_administrator (HzRoster *self,
                       const HzRosterMember *member)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const HzRosterMember *other = g_ptr_array_index (self->members, i);

      if (other != member && is_administrator (other))
        return TRUE;
    }

  return FALSE;
}

static void
take_keys (HzReader *body,
           HzPublicKeys *keys)
{
  hz_reader_take_to (body, keys->box, HZ_KEY_BYTES);
  hz_reader_take_to (body, keys->sign, HZ_KEY_BYTES);
}

static gboolean
id_is_new (HzRoster *self,
           const HzId *id)
{
  return hz_id_is_set (id) && hz_roster_look_up (self, id) == NULL
         && hz_roster_look_up_recovery (self, id) == NULL;
}

static HzRosterMember *
take_new_member (HzRoster *self,
                 HzReader *body,
                 const HzRosterEntry *entry,
                 HzMemberState state)
{
  HzRosterMember *member = g_new0 (HzRosterMember, 1);

  member->history = g_array_new (FALSE, FALSE, sizeof (HzRosterSnapshot));
  member->state = state;
  member->since = entry->time;
  hz_reader_take_to (body, member->id.bytes, HZ_ID_BYTES);
  member->name = hz_reader_take_text (body);
  member->roles = hz_reader_take_u16 (body);
  take_keys (body, &member->keys);

  if (body->failed || *member->name == '\0' || !roles_are_possible ((guint16) member->roles)
      || !id_is_new (self, &member->id))
    {
      hz_roster_member_free (member);
      return NULL;
    }

  return member;
}

static HzRosterRecovery *
take_new_recovery (HzRoster *self,
                   HzReader *body)
{
  HzRosterRecovery *recovery = g_new0 (HzRosterRecovery, 1);

  hz_reader_take_to (body, recovery->id.bytes, HZ_ID_BYTES);
  take_keys (body, &recovery->keys);
  recovery->set = (char) hz_reader_take_u8 (body);
  recovery->living = TRUE;
  recovery->counts = TRUE;
  recovery->from = self->hashes->len;
  recovery->until = G_MAXUINT32;

  if (body->failed || recovery->set < 'A' || recovery->set > 'Z' || !id_is_new (self, &recovery->id))
    {
      g_free (recovery);
      return NULL;
    }

  return recovery;
}

static gboolean
apply_found (HzRoster *self,
             const HzRosterEntry *entry,
             HzReader *body)
{
  HzRosterMember *founder = take_new_member (self, body, entry, HZ_MEMBER_PRESENT);
  HzRosterRecovery *recovery = founder != NULL ? take_new_recovery (self, body) : NULL;
  gboolean right;

  right = recovery != NULL && hz_reader_is_done (body) && entry->seq == 0
          && is_administrator (founder) && !hz_id_equal (&founder->id, &recovery->id)
          && hz_id_equal (&founder->id, &entry->signer_id)
          && hz_roster_entry_is_signed_by (entry, 0, founder->keys.sign);

  if (!right)
    {
      g_clear_pointer (&founder, hz_roster_member_free);
      g_free (recovery);
      return FALSE;
    }

  g_ptr_array_add (self->members, founder);
  g_ptr_array_add (self->recoveries, recovery);
  remember (self, founder);

  return TRUE;
}

static gboolean
apply_invite (HzRoster *self,
              const HzRosterEntry *entry,
              HzReader *body)
{
  HzRosterMember *member;

  if (!is_signed_by_administrator (self, entry))
    return FALSE;

  member = take_new_member (self, body, entry, HZ_MEMBER_INVITED);
  if (member == NULL)
    return FALSE;

  if (!hz_reader_is_done (body))
    {
      hz_roster_member_free (member);
      return FALSE;
    }

  g_ptr_array_add (self->members, member);
  remember (self, member);

  return TRUE;
}

static gboolean
apply_join (HzRoster *self,
            const HzRosterEntry *entry,
            HzReader *body)
{
  HzRosterMember *member = hz_roster_look_up (self, &entry->signer_id);
  HzPublicKeys keys;

  take_keys (body, &keys);

  if (!hz_reader_is_done (body) || member == NULL || member->state != HZ_MEMBER_INVITED
      || !hz_roster_entry_is_signed_by (entry, 0, member->keys.sign)
      || !hz_roster_entry_is_signed_by (entry, 1, keys.sign))
    return FALSE;

  member->keys = keys;
  member->state = HZ_MEMBER_PRESENT;
  remember (self, member);

  return TRUE;
}

static HzRosterMember *
take_member (HzRoster *self,
             HzReader *body)
{
  HzRosterMember *member;
  HzId id;

  hz_reader_take_to (body, id.bytes, HZ_ID_BYTES);
  member = hz_roster_look_up (self, &id);

  return member != NULL && member->state != HZ_MEMBER_LEFT ? member : NULL;
}

static gboolean
apply_roles (HzRoster *self,
             const HzRosterEntry *entry,
             HzReader *body)
{
  HzRosterMember *member = take_member (self, body);
  HzRoles roles = hz_reader_take_u16 (body);
  HzRoles before;

  if (!hz_reader_is_done (body) || member == NULL || !roles_are_possible ((guint16) roles)
      || !(is_signed_by_administrator (self, entry) || is_signed_by_recovery (self, entry, 0)))
    return FALSE;

  if (!(roles & HZ_ROLE_ADMINISTRATOR) && !another_administrator (self, member))
    return FALSE;

  before = member->roles;
  if (hz_id_equal (&member->id, &entry->signer_id))
    member->self_given = (member->self_given & roles) | (roles & ~before & HZ_ROLES_CARE);
  else
    member->self_given = 0;

  member->roles = roles;
  if ((before & HZ_ROLES_CARE) && !(roles & HZ_ROLES_CARE) && member->state == HZ_MEMBER_PRESENT)
    self->last_due_seq = entry->seq;
  remember (self, member);

  return TRUE;
}

static gboolean
apply_name (HzRoster *self,
            const HzRosterEntry *entry,
            HzReader *body)
{
  HzRosterMember *member = take_member (self, body);
  g_autofree char *name = hz_reader_take_text (body);

  if (!hz_reader_is_done (body) || member == NULL || *name == '\0'
      || !(is_signed_by_administrator (self, entry) || is_signed_by_recovery (self, entry, 0)))
    return FALSE;

  g_free (member->name);
  member->name = g_steal_pointer (&name);

  return TRUE;
}

static gboolean
apply_leave (HzRoster *self,
             const HzRosterEntry *entry,
             HzReader *body)
{
  HzRosterMember *member = take_member (self, body);

  if (!hz_reader_is_done (body) || member == NULL || !another_administrator (self, member)
      || !(is_signed_by_administrator (self, entry) || is_signed_by_recovery (self, entry, 0)))
    return FALSE;

  if (member->state == HZ_MEMBER_PRESENT && (member->roles & HZ_ROLES_CARE))
    self->last_due_seq = entry->seq;
  member->state = HZ_MEMBER_LEFT;
  remember (self, member);

  return TRUE;
}

static gboolean
apply_key_change (HzRoster *self,
                  const HzRosterEntry *entry,
                  HzReader *body)
{
  HzRosterMember *member = take_member (self, body);
  HzPublicKeys keys;
  gboolean by_herself;

  take_keys (body, &keys);

  if (!hz_reader_is_done (body) || member == NULL || member->state != HZ_MEMBER_PRESENT)
    return FALSE;

  by_herself = hz_id_equal (&member->id, &entry->signer_id)
               && hz_roster_entry_is_signed_by (entry, 0, member->keys.sign);
  if (!by_herself && !is_signed_by_recovery (self, entry, 0))
    return FALSE;

  member->keys = keys;
  if (member->roles & HZ_ROLES_CARE)
    self->last_due_seq = entry->seq;
  remember (self, member);

  return TRUE;
}

static gboolean
apply_care_epoch (HzRoster *self,
                  const HzRosterEntry *entry,
                  HzReader *body)
{
  const HzRosterMember *signer = hz_roster_look_up (self, &entry->signer_id);
  HzCareEpoch epoch = { 0 };
  gboolean right;

  epoch.number = hz_reader_take_u32 (body);
  hz_reader_take_to (body, epoch.inbox, HZ_KEY_BYTES);
  hz_reader_take_to (body, epoch.sign, HZ_KEY_BYTES);
  hz_reader_take_to (body, epoch.link, HZ_ROSTER_HASH_BYTES);
  epoch.seq = entry->seq;

  right = hz_reader_is_done (body) && epoch.number == self->care_epochs->len + 1;
  if (right && signer != NULL)
    right = has_care_of_others (signer) && hz_roster_entry_is_signed_by (entry, 0,
                                                                         signer->keys.sign);
  else if (right)
    right = is_signed_by_recovery (self, entry, 0);

  if (right && epoch.number > 1)
    {
      const HzCareEpoch *last = &g_array_index (self->care_epochs, HzCareEpoch, epoch.number - 2);

      right = hz_roster_entry_is_signed_by (entry, 1, last->sign);
    }
  else if (right)
    right = sodium_is_zero (epoch.link, sizeof epoch.link);

  if (right)
    g_array_append_val (self->care_epochs, epoch);

  return right;
}

/**
 * hz_roster_find_waiting:
 * @self: a roster
 *
 * Returns: (transfer none) (nullable): a living recovery that does not count yet: the sheets of the
 *   one before were lost
 */
HzRosterRecovery *
hz_roster_find_waiting (HzRoster *self)
{
  for (guint i = 0; i < self->recoveries->len; i++)
    {
      HzRosterRecovery *recovery = g_ptr_array_index (self->recoveries, i);

      if (recovery->living && !recovery->counts)
        return recovery;
    }

  return NULL;
}

/* Who gave it keys has new ones due: the sheets may be in somebody's hands. */
static void
end_waiting (HzRoster *self,
             const HzRosterEntry *entry)
{
  HzRosterRecovery *waiting = hz_roster_find_waiting (self);

  if (waiting == NULL)
    return;

  waiting->living = FALSE;
  waiting->until = entry->seq;
  self->last_due_seq = entry->seq;
}

static gboolean
apply_recovery (HzRoster *self,
                const HzRosterEntry *entry,
                HzReader *body)
{
  HzRosterRecovery *recovery = take_new_recovery (self, body);
  guint8 lost = hz_reader_take_u8 (body);
  gboolean right;

  right = recovery != NULL && hz_reader_is_done (body) && lost <= 1
          && is_signed_by_administrator (self, entry)
          && (lost == 1 || is_signed_by_recovery (self, entry, 1));

  if (!right)
    {
      g_free (recovery);
      return FALSE;
    }

  end_waiting (self, entry);
  recovery->counts = lost == 0;
  g_ptr_array_add (self->recoveries, recovery);

  return TRUE;
}

static gboolean
is_signed_by_carer (HzRoster *self,
                    const HzRosterEntry *entry)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const HzRosterMember *member = g_ptr_array_index (self->members, i);

      if (has_care_of_others (member) && !hz_id_equal (&member->id, &entry->signer_id)
          && hz_roster_entry_is_signed_by (entry, 1, member->keys.sign))
        return TRUE;
    }

  return FALSE;
}

static gboolean
apply_recovery_counts (HzRoster *self,
                       const HzRosterEntry *entry,
                       HzReader *body)
{
  HzRosterRecovery *waiting = hz_roster_find_waiting (self);
  HzRosterRecovery *ending;
  guint n_living = 0;
  HzId id;

  hz_reader_take_to (body, id.bytes, HZ_ID_BYTES);
  ending = hz_roster_look_up_recovery (self, &id);

  for (guint i = 0; i < self->recoveries->len; i++)
    n_living += ((HzRosterRecovery *) g_ptr_array_index (self->recoveries, i))->living ? 1 : 0;

  if (!hz_reader_is_done (body) || ending == NULL || !ending->living || ending == waiting
      || n_living < 2 || !is_signed_by_administrator (self, entry)
      || (waiting != NULL && !is_signed_by_carer (self, entry)))
    return FALSE;

  ending->living = FALSE;
  ending->until = entry->seq;
  if (waiting != NULL)
    waiting->counts = TRUE;
  self->last_due_seq = entry->seq;

  return TRUE;
}

static gboolean
apply_restore (HzRoster *self,
               const HzRosterEntry *entry,
               HzReader *body)
{
  HzRosterRestore restore = { 0 };

  hz_reader_take_to (body, restore.file_id.bytes, HZ_ID_BYTES);
  restore.change_counter = hz_reader_take_u64 (body);
  hz_reader_take_to (body, restore.audit_head, sizeof restore.audit_head);
  restore.seq = entry->seq;
  restore.time = entry->time;
  restore.signer_id = entry->signer_id;
  hz_roster_entry_hash (entry, restore.hash);

  if (!hz_reader_is_done (body)
      || !(is_signed_by_administrator (self, entry) || is_signed_by_recovery (self, entry, 0)))
    return FALSE;

  self->was_restored = TRUE;
  self->last_restore = restore;

  return TRUE;
}

static gboolean
apply_kind (HzRoster *self,
            const HzRosterEntry *entry)
{
  static gboolean (*const apply[]) (HzRoster *, const HzRosterEntry *, HzReader *) = {
    NULL, apply_found, apply_invite, apply_join, apply_roles, apply_name, apply_leave,
    apply_key_change, apply_care_epoch, apply_recovery, apply_recovery_counts, apply_restore,
  };
  HzReader body = hz_reader_init (entry->body, entry->body_length);

  if ((entry->kind == HZ_ROSTER_FOUND) != (self->hashes->len == 0)
      || entry->kind < HZ_ROSTER_FOUND || entry->kind >= G_N_ELEMENTS (apply))
    return FALSE;

  return apply[entry->kind](self, entry, &body);
}

/* A care epoch and a restore are about nobody; all other bodies begin with an id. */
static void
note_act (HzRoster *self,
          const HzRosterEntry *entry)
{
  HzRosterAct act = { (HzRosterKind) entry->kind, entry->time, entry->signer_id, HZ_ID_NONE, FALSE };

  if (entry->kind != HZ_ROSTER_CARE_EPOCH && entry->kind != HZ_ROSTER_RESTORE
      && entry->kind != HZ_ROSTER_JOIN)
    memcpy (act.subject_id.bytes, entry->body, HZ_ID_BYTES);
  if (entry->kind == HZ_ROSTER_JOIN)
    act.subject_id = entry->signer_id;
  if (entry->kind == HZ_ROSTER_RECOVERY)
    act.sheets_lost = entry->body[entry->body_length - 1] != 0;

  g_array_append_val (self->acts, act);
}

/**
 * hz_roster_apply:
 * @self: a roster that is not shared
 * @entry: what comes next
 * @error: return location
 *
 * Returns: whether the entry follows and is by somebody who may; else nothing has changed
 */
gboolean
hz_roster_apply (HzRoster *self,
                 const HzRosterEntry *entry,
                 GError **error)
{
  guint8 head[HZ_ROSTER_HASH_BYTES];

  hz_roster_get_head (self, head);

  if (entry->seq != self->hashes->len
      || sodium_memcmp (entry->previous, head, sizeof head) != 0)
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_FORGED,
                   "Entry %u of the roster does not follow the one before", self->hashes->len);
      return FALSE;
    }

  if (!apply_kind (self, entry))
    {
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_ROSTER_FORGED,
                   "Entry %u of the roster, of kind %u, is not by somebody who may", entry->seq,
                   entry->kind);
      return FALSE;
    }

  hz_roster_entry_hash (entry, head);
  g_array_append_val (self->hashes, head);
  note_act (self, entry);
  g_byte_array_append (self->bytes, entry->start, (guint) entry->length);

  return TRUE;
}
