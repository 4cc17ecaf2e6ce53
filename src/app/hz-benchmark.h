/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hz_benchmark_start (GtkApplication *application);

G_END_DECLS
