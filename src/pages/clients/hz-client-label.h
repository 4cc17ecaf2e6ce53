/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-row.h"
#include "hz-client.h"

G_BEGIN_DECLS

/* What a screen calls things of a client, in the interface's language. */

/* "No name given" when she gave none. */
char *hz_client_label_name (const HzClient *client);
char *hz_client_label_row_name (const HzClientRow *row);
/* "1999", "~1985"; "" when it is not known. */
char *hz_client_label_birth (HzDate birth);
/* "27 years", counted from the year. */
char *hz_client_label_age (HzDate birth);
/* "27 · H-7K3M · Кӯшониён" */
char *hz_client_label_facts (const HzClient *client);
/* A code of a list, with a large first letter; "" for NULL. */
char *hz_client_label_code (const char *list,
                            const char *code);
/* Several, with commas between. */
char *hz_client_label_codes (const char *list,
                             const char *const *codes);
const char *hz_client_label_district (const char *district);
/* The last few digits of a number, by which two are told apart. */
char *hz_client_label_mask (const char *phone);
/* A moment as a day: "12.11.2026". */
char *hz_client_label_day (gint64 moment);

G_END_DECLS
