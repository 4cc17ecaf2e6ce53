/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-application.h"

G_BEGIN_DECLS

#define HZ_TYPE_WINDOW (hz_window_get_type ())
G_DECLARE_FINAL_TYPE (HzWindow, hz_window, HZ, WINDOW, AdwApplicationWindow)

HzWindow *hz_window_new (HzApplication *application);

G_END_DECLS
