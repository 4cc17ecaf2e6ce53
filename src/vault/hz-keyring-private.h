/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-keyring.h"

G_BEGIN_DECLS

struct _HzKeyring
{
  HzKdfCost cost;
  guint8 install_salt[HZ_SALT_BYTES];
  HzId centre_id;
  HzId file_id;
  guint32 dbk_epoch;

  GByteArray *slots;
  GByteArray *grants;
  GByteArray *roster;

  /* as read; NULL in a new one */
  GBytes *bytes;
};

G_END_DECLS
