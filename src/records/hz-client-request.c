/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-request.h"

/**
 * hz_client_request_new:
 * @client_id: (nullable): whose; %NULL for somebody who is being registered
 *
 * Returns: (transfer full): an empty request
 */
HzClientRequest *
hz_client_request_new (const HzId *client_id)
{
  HzClientRequest *self = g_new0 (HzClientRequest, 1);

  self->client_id = client_id != NULL ? *client_id : HZ_ID_NONE;

  return self;
}

HzClientRequest *
hz_client_request_copy (const HzClientRequest *self)
{
  HzClientRequest *copy = g_memdup2 (self, sizeof *self);

  copy->codes = g_strdupv (self->codes);
  copy->text = g_strdup (self->text);
  copy->consent_how = g_strdup (self->consent_how);

  return copy;
}

void
hz_client_request_free (HzClientRequest *self)
{
  g_strfreev (self->codes);
  g_free (self->text);
  g_free (self->consent_how);
  g_free (self);
}

/**
 * hz_client_request_is_empty:
 * @self: a request
 *
 * Returns: whether there is nothing in it that would be worth keeping
 */
gboolean
hz_client_request_is_empty (const HzClientRequest *self)
{
  return (self->codes == NULL || self->codes[0] == NULL)
         && (self->text == NULL || *self->text == '\0')
         && !hz_date_is_set (self->birth) && self->consent_how == NULL;
}
