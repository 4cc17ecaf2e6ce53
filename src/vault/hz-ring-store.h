/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db.h"
#include "hz-id.h"

G_BEGIN_DECLS

/**
 * HzGrantRow:
 * @ring: of the key
 * @subject_id: the case; whose key, for own; no id for care
 * @epoch: of the key
 * @recipient_id: to whom
 * @sealed: the grant
 *
 * A row of ring_grant.
 */
typedef struct
{
  guint8 ring;
  HzId subject_id;
  guint32 epoch;
  HzId recipient_id;
  GBytes *sealed;
} HzGrantRow;

void hz_grant_row_free (HzGrantRow *row);

GPtrArray *hz_ring_store_list_grants (HzDb *db,
                                      const HzId *recipient_id,
                                      guint8 ring,
                                      const HzId *subject_id,
                                      GError **error);
gboolean hz_ring_store_has_grant (HzDb *db,
                                  const HzId *recipient_id,
                                  guint8 ring,
                                  const HzId *subject_id,
                                  gboolean *has_grant,
                                  GError **error);
GPtrArray *hz_ring_store_list_cases (HzDb *db,
                                     const HzId *recipient_id,
                                     GError **error);
GPtrArray *hz_ring_store_list_recipients (HzDb *db,
                                          GError **error);
GPtrArray *hz_ring_store_list_holders (HzDb *db,
                                       GError **error);
GPtrArray *hz_ring_store_list_lacking (HzDb *db,
                                       const HzId *holder_id,
                                       const HzId *recipient_id,
                                       GError **error);
gboolean hz_ring_store_count_lacking (HzDb *db,
                                      guint8 ring,
                                      const HzId *recipient_id,
                                      guint *n,
                                      GError **error);
gboolean hz_ring_store_put_grant (HzDb *db,
                                  const HzGrantRow *row,
                                  GError **error);
gboolean hz_ring_store_delete_grants (HzDb *db,
                                      const HzId *recipient_id,
                                      guint8 ring,
                                      const HzId *subject_id,
                                      GError **error);
gboolean hz_ring_store_delete_case (HzDb *db,
                                    const HzId *case_id,
                                    GError **error);
gboolean hz_ring_store_move_grants (HzDb *db,
                                    const HzId *from_id,
                                    const HzId *to_id,
                                    guint8 ring,
                                    GError **error);
gboolean hz_ring_store_delete_care_after (HzDb *db,
                                          guint32 epoch,
                                          GError **error);

GBytes *hz_ring_store_get_team (HzDb *db,
                                guint8 ring,
                                const HzId *subject_id,
                                guint32 epoch,
                                gint64 *revision,
                                GError **error);
gboolean hz_ring_store_put_team (HzDb *db,
                                 guint8 ring,
                                 const HzId *subject_id,
                                 guint32 epoch,
                                 gint64 revision,
                                 GBytes *body,
                                 GError **error);

GBytes *hz_ring_store_get_pin (HzDb *db,
                               const HzId *member_id,
                               gint64 *revision,
                               GError **error);
gboolean hz_ring_store_put_pin (HzDb *db,
                                const HzId *member_id,
                                gint64 revision,
                                GBytes *body,
                                GError **error);

G_END_DECLS
