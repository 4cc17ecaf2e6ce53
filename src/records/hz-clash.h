/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-appointment.h"

G_BEGIN_DECLS

/**
 * HzClashKind:
 * @HZ_CLASH_MEMBER: the member of staff has another appointment then
 * @HZ_CLASH_CLIENT: the client has
 * @HZ_CLASH_ROOM: the room is taken
 * @HZ_CLASH_KEEP_APART: somebody will be here who should not meet the client; why is not said
 * @HZ_CLASH_HOLIDAY: the day is a holiday
 * @HZ_CLASH_HOURS: outside the member's working hours
 * @HZ_CLASH_LUNCH: in the lunch break of the centre
 *
 * Why a time should not be given. None forbids; each needs a word of reason.
 */
typedef enum
{
  HZ_CLASH_MEMBER,
  HZ_CLASH_CLIENT,
  HZ_CLASH_ROOM,
  HZ_CLASH_KEEP_APART,
  HZ_CLASH_HOLIDAY,
  HZ_CLASH_HOURS,
  HZ_CLASH_LUNCH,
} HzClashKind;

/**
 * HzClash:
 * @kind: why
 * @other: (nullable): the appointment that stands there; veiled where the person may not know whose
 *   it is, and always for @HZ_CLASH_KEEP_APART
 */
typedef struct
{
  HzClashKind kind;
  HzAppointment *other;
} HzClash;

HzClash *hz_clash_new (HzClashKind kind,
                       HzAppointment *other);
void hz_clash_free (HzClash *self);

/* Inside a job. (element-type HzClash), the gravest first; empty when the time is free. An
 * appointment whose state takes up no time clashes with nothing. */
GPtrArray *hz_clash_find (HzContext *context,
                          HzAppointment *appointment,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClash, hz_clash_free)

G_END_DECLS
