/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-setup.h"

static void
free_invited (gpointer data)
{
  HzSetupInvited *invited = data;

  g_free (invited->name);
  g_free (invited->login);
  hz_secret_unref (invited->one_time);
  g_free (invited);
}

/**
 * hz_setup_new:
 * @folder: where the centre is to be, unless she chooses another
 *
 * Returns: (transfer full): nothing answered yet
 */
HzSetup *
hz_setup_new (const char *folder)
{
  HzSetup *self = g_new0 (HzSetup, 1);

  self->folder = g_strdup (folder);
  self->name = g_strdup ("");
  self->login = g_strdup ("");
  self->roles = HZ_ROLE_ADMINISTRATOR;
  self->n_sheets = 1;
  self->centre = hz_centre_new ();
  self->invited = g_ptr_array_new_with_free_func (free_invited);

  return self;
}

/**
 * hz_setup_free:
 * @self: (nullable) (transfer full): a setup
 *
 * Its secrets are wiped.
 */
void
hz_setup_free (HzSetup *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self->name);
  g_free (self->login);
  g_clear_pointer (&self->password, hz_secret_unref);
  hz_sheets_free (self->sheets);
  hz_centre_free (self->centre);
  g_ptr_array_unref (self->invited);
  g_free (self);
}

/**
 * hz_setup_add_invited:
 * @self: a setup
 * @name: hers
 * @login: hers
 * @one_time: (transfer none): what stands on her piece of paper
 */
void
hz_setup_add_invited (HzSetup *self,
                      const char *name,
                      const char *login,
                      HzSecret *one_time)
{
  HzSetupInvited *invited = g_new0 (HzSetupInvited, 1);

  invited->name = g_strdup (name);
  invited->login = g_strdup (login);
  invited->one_time = hz_secret_ref (one_time);
  g_ptr_array_add (self->invited, invited);
}
