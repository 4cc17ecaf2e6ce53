/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-client-form.h"
#include "hz-date-parse.h"

G_BEGIN_DECLS

/* @client: what is edited, or %NULL for a new record. @loaded_name: what the name row showed of it:
 * while that stands, its parts are those of the record. @is_filling: what changes was not typed. */
struct _HzClientForm
{
  GtkBox parent_instance;

  GtkWidget *name;
  GtkWidget *birth;
  GtkWidget *birth_problem;
  GtkWidget *age;
  GtkWidget *minor;
  GtkWidget *phones;
  GtkWidget *request;
  GtkWidget *request_text;
  GtkWidget *text_problem;
  GtkWidget *request_hint;
  GtkWidget *service;
  GtkWidget *urgent;
  GtkWidget *consent;
  GtkWidget *more;
  GtkWidget *also_known_as;
  GtkWidget *also_problem;
  GtkWidget *district;
  GtkWidget *sex;
  GtkWidget *language;
  GtkWidget *channel;
  GtkWidget *do_not_tell;

  /* Borrowed: HzPhoneRow, never empty */
  GPtrArray *phone_rows;

  /* Owned. similar: stands outside the form */
  GtkWidget *similar;
  HzRecords *records;
  HzClient *client;
  char *loaded_name;
  gboolean is_filling;
};

void hz_client_form_add_phone (HzClientForm *self);
void hz_client_form_check_birth (HzClientForm *self);
HzDateParse hz_client_form_parse_birth (HzClientForm *self,
                                        HzDate *birth);
char *hz_client_form_dup_request_text (HzClientForm *self);
void hz_client_form_update_hints (HzClientForm *self,
                                  const HzClient *client);

G_END_DECLS
