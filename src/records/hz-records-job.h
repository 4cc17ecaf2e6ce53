/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzRecordsJob:
 *
 * A job on its way to the database thread and back, whole by @func or in parts by @part_func. @data is
 * freed with it.
 */
typedef struct
{
  HzContext context;
  HzRecordsFunc func;
  HzRecordsPartFunc part_func;
  gpointer data;
  GDestroyNotify free_data;
} HzRecordsJob;

HzRecordsJob *hz_records_job_new (HzVault *vault,
                                  HzRecordsFunc func,
                                  gpointer data,
                                  GDestroyNotify free_data);
void hz_records_job_free (HzRecordsJob *self);
void hz_records_job_begin_step (HzRecordsJob *self,
                                HzDb *db);
HzDbStep hz_records_job_step (HzDb *db,
                              gpointer data,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzRecordsJob, hz_records_job_free)

G_END_DECLS
