/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-roster.h"

G_BEGIN_DECLS

#define HZ_PIN_HASH_BYTES 32

/**
 * HzPinVerdict:
 * @HZ_PIN_FIRST_TIME: nothing seen yet
 * @HZ_PIN_ROSTER_SHORTER: the roster has lost entries that she has seen
 * @HZ_PIN_ROSTER_FORKED: an entry she has seen is another one now
 * @HZ_PIN_ROSTER_GREW: there are new entries
 * @HZ_PIN_KEYS_CHANGED: a colleague or the recovery has other keys
 * @HZ_PIN_OLDER_FILE: the database's change counter went back
 * @HZ_PIN_RESTORED: it went back because somebody whose keys she has accepted restored a backup
 * @HZ_PIN_NAME_CHANGED: a colleague has another name
 *
 * What comparing a pin with what is there now finds.
 */
typedef enum
{
  HZ_PIN_FIRST_TIME = 1 << 0,
  HZ_PIN_ROSTER_SHORTER = 1 << 1,
  HZ_PIN_ROSTER_FORKED = 1 << 2,
  HZ_PIN_ROSTER_GREW = 1 << 3,
  HZ_PIN_KEYS_CHANGED = 1 << 4,
  HZ_PIN_OLDER_FILE = 1 << 5,
  HZ_PIN_RESTORED = 1 << 6,
  HZ_PIN_NAME_CHANGED = 1 << 7,
} HzPinVerdict;

/* What must not be gone on with silently. */
#define HZ_PIN_ALARMS (HZ_PIN_ROSTER_SHORTER | HZ_PIN_ROSTER_FORKED | HZ_PIN_OLDER_FILE)

/**
 * HzPin:
 * @revision: raised with each writing
 * @file_id: of the database it is about
 * @change_counter: the database's, when she saw it last
 * @audit_head: of the audit chain; zeros for none
 * @roster_length: how many entries she has seen
 * @roster_head: hash of the last of them
 * @restore_hash: of the roster's last entry that it was restored; zeros for none
 * @people: (element-type HzPinPerson): ids, keys and names she has accepted
 *
 * What a person's program has seen and will not let be taken back.
 */
typedef struct
{
  gint64 revision;
  HzId file_id;
  guint64 change_counter;
  guint8 audit_head[HZ_PIN_HASH_BYTES];
  guint32 roster_length;
  guint8 roster_head[HZ_PIN_HASH_BYTES];
  guint8 restore_hash[HZ_PIN_HASH_BYTES];
  GPtrArray *people;
} HzPin;

typedef struct
{
  HzId id;
  HzPublicKeys keys;
  char *name;
} HzPinPerson;

HzPin *hz_pin_new (void);
void hz_pin_free (HzPin *self);
void hz_pin_see (HzPin *self,
                 HzRoster *roster,
                 const HzId *file_id,
                 guint64 change_counter);
HzPinVerdict hz_pin_compare_roster (HzPin *self,
                                    HzRoster *roster);
HzPinVerdict hz_pin_compare_file (HzPin *self,
                                  const HzId *file_id,
                                  guint64 change_counter);

gboolean hz_pin_take_restore (HzPin *self,
                              HzRoster *roster);

GBytes *hz_pin_seal (HzPin *self,
                     HzIdentity *owner,
                     const HzId *centre_id);
HzPin *hz_pin_open (GBytes *sealed,
                    gint64 revision,
                    HzIdentity *owner,
                    const HzId *centre_id);

HzPin *hz_pin_load_file (const char *folder,
                         HzIdentity *owner,
                         const HzId *centre_id);
gboolean hz_pin_save_file (HzPin *self,
                           const char *folder,
                           HzIdentity *owner,
                           const HzId *centre_id,
                           GError **error);
void hz_pin_delete_file (const char *folder,
                         HzIdentity *owner,
                         const HzId *centre_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzPin, hz_pin_free)

G_END_DECLS
