/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-db-migrate.h"

G_BEGIN_DECLS

const HzDbMigration *hz_records_schema_list (gsize *n_migrations);

G_END_DECLS
