/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "hz-records.h"

G_BEGIN_DECLS

/**
 * HzClientSectionNew:
 * @records: the records
 * @client_id: whose page it is
 *
 * Makes what a section of the client page shows. It follows HzRecords::changed by itself, scrolls by
 * itself (the page gives it all the room there is), and is made when somebody first looks at it.
 */
typedef GtkWidget *(*HzClientSectionNew) (HzRecords *records,
                                          const HzId *client_id);

/**
 * HzClientSection:
 * @name: permanent: of the stack's page, of the place that is remembered
 * @title: with N_ () or NC_ ("client section", ); translated where it is shown
 * @right: who is shown the section; the others do not learn that it is there
 * @create: makes it
 */
typedef struct
{
  const char *name;
  const char *title;
  HzRight right;
  HzClientSectionNew create;
} HzClientSection;

/* In the order of the page, which is that of the keys Ctrl+1 to Ctrl+8. To add a section: a file
 * hz-client-<x>.[ch] here with hz_client_<x>_new (), a line in hz-client-sections.c, its file in
 * meson.build. */
const HzClientSection *hz_client_sections_list (gsize *n_sections);

G_END_DECLS
