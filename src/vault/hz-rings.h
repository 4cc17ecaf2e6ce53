/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db.h"
#include "hz-id.h"
#include "hz-roster.h"
#include "hz-secret.h"

G_BEGIN_DECLS

/**
 * HzRing:
 *
 * Who can read a body. The numbers are written into the database and never change.
 */
typedef enum
{
  HZ_RING_CENTRE = 1,
  HZ_RING_CARE = 2,
  HZ_RING_CASE = 3,
  HZ_RING_OWN = 4,
} HzRing;

/**
 * HzBodyAddress:
 * @table: the table's permanent code, from the list of rings
 * @row_id: the row
 * @case_id: the case it belongs to, or no id
 * @revision: the row's revision
 *
 * Where a body stands. It opens there and nowhere else.
 */
typedef struct
{
  guint16 table;
  HzId row_id;
  HzId case_id;
  gint64 revision;
} HzBodyAddress;

/**
 * HzRingsForgery:
 * @HZ_RINGS_FORGERY_NONE: nothing is known of any
 * @HZ_RINGS_FORGERY_PASSED_OVER: somebody wrote a key that was not hers to give; it is as if it were
 *   not there
 * @HZ_RINGS_FORGERY_READ_ONLY: what is there does not hold together, and nothing is sealed there
 *
 * What somebody has done to the keys of a case.
 */
typedef enum
{
  HZ_RINGS_FORGERY_NONE,
  HZ_RINGS_FORGERY_PASSED_OVER,
  HZ_RINGS_FORGERY_READ_ONLY,
} HzRingsForgery;

#define HZ_RINGS_HASH_BYTES 32
#define HZ_RINGS_SIGNATURE_BYTES 64

/**
 * HzRings:
 *
 * The keys of one person, while the vault is open. Belongs to the database thread: every function
 * is to be called inside a job of the worker, and those that may write a grant inside a write job.
 */
typedef struct _HzRings HzRings;

HzRings *hz_rings_ref (HzRings *self);
void hz_rings_unref (HzRings *self);

/* Bodies. Sealing for a case or for care makes the next epoch first when one is due. */
GBytes *hz_rings_seal (HzRings *self,
                       HzDb *db,
                       HzRing ring,
                       const HzBodyAddress *address,
                       GBytes *plain,
                       GError **error);
GBytes *hz_rings_open (HzRings *self,
                       HzRing ring,
                       const HzBodyAddress *address,
                       GBytes *sealed,
                       GError **error);

/* Care. */
gboolean hz_rings_has_care (HzRings *self);
gboolean hz_rings_has_inbox (HzRings *self);
GBytes *hz_rings_seal_inbox (HzRings *self,
                             const HzBodyAddress *address,
                             GBytes *plain,
                             GError **error);
GBytes *hz_rings_open_inbox (HzRings *self,
                             const HzBodyAddress *address,
                             GBytes *sealed,
                             HzId *writer_id,
                             GError **error);
gboolean hz_rings_is_inbox (GBytes *sealed);

/* Cases. */
gboolean hz_rings_make_case (HzRings *self,
                             HzDb *db,
                             const HzId *case_id,
                             GError **error);
gboolean hz_rings_grant_case (HzRings *self,
                              HzDb *db,
                              const HzId *case_id,
                              const HzId *recipient_id,
                              GError **error);
gboolean hz_rings_ungrant_case (HzRings *self,
                                HzDb *db,
                                const HzId *case_id,
                                const HzId *recipient_id,
                                GError **error);
/* Destroys the keys of a case: everybody's, of all epochs, those of the sheets too. */
gboolean hz_rings_shred_case (HzRings *self,
                              HzDb *db,
                              const HzId *case_id,
                              GError **error);
gboolean hz_rings_has_case (HzRings *self,
                            const HzId *case_id);
GPtrArray *hz_rings_list_cases (HzRings *self);
GArray *hz_rings_list_team (HzRings *self,
                            const HzId *case_id);
gboolean hz_rings_get_case_mark (HzRings *self,
                                 const HzId *case_id,
                                 guint8 mark[HZ_RINGS_HASH_BYTES]);
gboolean hz_rings_check_case_mark (HzRings *self,
                                   const HzId *case_id,
                                   const guint8 mark[HZ_RINGS_HASH_BYTES],
                                   GError **error);
HzRingsForgery hz_rings_find_forgery (HzRings *self,
                                      const HzId *case_id,
                                      HzId *signer_id);

/* A note's author. The text is signed before it is sealed and the signature kept inside. */
void hz_rings_sign_note (HzRings *self,
                         const HzBodyAddress *address,
                         GBytes *text,
                         guint8 signature[HZ_RINGS_SIGNATURE_BYTES]);
gboolean hz_rings_check_note (HzRings *self,
                              const HzBodyAddress *address,
                              const HzId *author_id,
                              GBytes *text,
                              const guint8 signature[HZ_RINGS_SIGNATURE_BYTES],
                              GError **error);

/* Audit. */
void hz_rings_sign_audit_head (HzRings *self,
                               const guint8 head[HZ_RINGS_HASH_BYTES],
                               guint8 signature[HZ_RINGS_SIGNATURE_BYTES]);
gboolean hz_rings_check_audit_head (HzRings *self,
                                    const HzId *signer_id,
                                    const guint8 head[HZ_RINGS_HASH_BYTES],
                                    const guint8 signature[HZ_RINGS_SIGNATURE_BYTES]);

/* Whether they are those that the sheets open. */
gboolean hz_rings_is_recovery (HzRings *self);

/* The roster as these rings know it. */
HzRoster *hz_rings_get_roster (HzRings *self);

const HzId *hz_rings_get_own_id (HzRings *self);
/* They are those of whoever has typed the recovery sheets. */
gboolean hz_rings_is_by_sheets (HzRings *self);

/**
 * HzRingsCover:
 * @recovery_id: of the newest sheets
 * @counts: whether they count; not so while they wait in the place of lost ones
 * @n_cases: cases of which they lack a key that somebody holds
 * @n_care: 1 when they lack the care key, else 0
 * @n_people: members who have not given them their own key
 * @is_mine_missing: whether they lack something that she who asks holds and can give
 * @set: the letter on them
 *
 * What the recovery sheets do not open yet.
 */
typedef struct
{
  HzId recovery_id;
  gboolean counts;
  guint n_cases;
  guint n_care;
  guint n_people;
  gboolean is_mine_missing;
  char set;
} HzRingsCover;

/* For a member who has compared the number of the sheets: gives them all she holds. */
gboolean hz_rings_cover (HzRings *self,
                         HzDb *db,
                         const HzId *recovery_id,
                         GError **error);
gboolean hz_rings_measure_cover (HzRings *self,
                                 HzDb *db,
                                 HzRingsCover *cover,
                                 GError **error);
/* Whose keys they lack: (element-type HzId). */
GArray *hz_rings_list_uncovered (HzRings *self,
                                 HzDb *db,
                                 const HzId *recovery_id,
                                 GError **error);
/* Whether there have been other sheets than the first: those open everything. */
gboolean hz_rings_has_later_sheets (HzRings *self);

/* After somebody left: which of her cases are to get a new key, and that they do. */
GPtrArray *hz_rings_list_due (HzRings *self,
                              HzDb *db,
                              GError **error);
gboolean hz_rings_renew_due (HzRings *self,
                             HzDb *db,
                             guint n_most,
                             guint *n_left,
                             GError **error);

/* Which cases only one member opens, besides the sheets; and which only the sheets do. */
GPtrArray *hz_rings_list_alone (HzRings *self,
                                HzDb *db,
                                const HzId *member_id,
                                GError **error);
gboolean hz_rings_count_alone (HzRings *self,
                               HzDb *db,
                               const HzId *member_id,
                               guint *n_alone,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzRings, hz_rings_unref)

G_END_DECLS
