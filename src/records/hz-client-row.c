/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-client-row.h"

G_DEFINE_BOXED_TYPE (HzClientRow, hz_client_row, hz_client_row_copy, hz_client_row_free)

HzClientRow *
hz_client_row_copy (const HzClientRow *self)
{
  HzClientRow *copy = g_memdup2 (self, sizeof *self);

  copy->code = g_strdup (self->code);
  copy->surname = g_strdup (self->surname);
  copy->given = g_strdup (self->given);
  copy->patronymic = g_strdup (self->patronymic);
  copy->also_known_as = g_strdup (self->also_known_as);
  copy->district = g_strdup (self->district);
  copy->service_asked = g_strdup (self->service_asked);
  copy->phone = g_strdup (self->phone);
  copy->rule = g_strdup (self->rule);
  copy->note = g_strdup (self->note);

  return copy;
}

void
hz_client_row_free (HzClientRow *self)
{
  g_free (self->code);
  g_free (self->surname);
  g_free (self->given);
  g_free (self->patronymic);
  g_free (self->also_known_as);
  g_free (self->district);
  g_free (self->service_asked);
  g_free (self->phone);
  g_free (self->rule);
  g_free (self->note);
  g_free (self);
}

/**
 * hz_client_row_dup_name:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): surname, given name and patronymic; %NULL when there is none
 */
char *
hz_client_row_dup_name (const HzClientRow *self)
{
  const char *parts[] = { self->surname, self->given, self->patronymic };
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);

  return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
}
