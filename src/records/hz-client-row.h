/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "hz-date.h"
#include "hz-id.h"

G_BEGIN_DECLS

#define HZ_TYPE_CLIENT_ROW (hz_client_row_get_type ())

/**
 * HzClientRow:
 *
 * A client as a list shows her. @phone and the two after it are those of her first phone; no rule
 * is "not_asked".
 */
typedef struct
{
  HzId id;
  char *code;
  char *surname;
  char *given;
  char *patronymic;
  char *also_known_as;
  HzDate birth;
  char *district;
  char *service_asked;
  char *phone;
  char *rule;
  char *note;
  gboolean urgent;
  gboolean archived;
} HzClientRow;

GType hz_client_row_get_type (void);

HzClientRow *hz_client_row_copy (const HzClientRow *self);
void hz_client_row_free (HzClientRow *self);
/* As hz_client_dup_name(): NULL when she gave no name. */
char *hz_client_row_dup_name (const HzClientRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClientRow, hz_client_row_free)

G_END_DECLS
