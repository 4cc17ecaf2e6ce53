/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"

G_BEGIN_DECLS

#define HZ_DEMO_PASSWORD "hamroz-demo"
#define HZ_DEMO_MOST_CLIENTS 1000000

/**
 * HzDemoOptions:
 * @today: the centre's day: appointments stand around it
 * @seed: the same gives the same people and appointments
 * @n_clients: invented clients besides the forty cases
 *
 * What the demonstration centre is to be like.
 */
typedef struct
{
  HzDate today;
  guint32 seed;
  guint n_clients;
} HzDemoOptions;

/* A whole centre in @folder, which holds none yet. */
gboolean hz_demo_make (const char *folder,
                       const HzDemoOptions *options,
                       GError **error);

G_END_DECLS
