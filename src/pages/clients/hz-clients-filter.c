/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clients-filter.h"

#include <glib/gi18n.h>

#include "hz-answer-box.h"
#include "hz-choice-row.h"
#include "hz-code-list.h"
#include "hz-district.h"

#define WIDTH 320

struct _HzClientsFilter
{
  GtkPopover parent_instance;

  GtkWidget *district;
  GtkWidget *service;
  GtkWidget *urgent;
  GtkWidget *archived;
  gboolean is_clearing;
};

G_DEFINE_FINAL_TYPE (HzClientsFilter, hz_clients_filter, GTK_TYPE_POPOVER)

static guint changed_signal;

static void
on_changed_cb (HzClientsFilter *self)
{
  if (!self->is_clearing)
    g_signal_emit (self, changed_signal, 0);
}

static void
hz_clients_filter_class_init (HzClientsFilterClass *klass)
{
  /**
   * HzClientsFilter::changed:
   *
   * Others are to be shown.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
append (GtkWidget *box,
        const char *question,
        GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (question);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "hz-question");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
}

static void
add_district (HzClientsFilter *self,
              GtkWidget *box)
{
  const GPtrArray *districts = hz_district_list ();

  self->district = hz_choice_row_new (_("District"), FALSE);
  for (guint i = 0; i < districts->len; i++)
    {
      const HzDistrict *district = g_ptr_array_index (districts, i);

      hz_choice_row_add (HZ_CHOICE_ROW (self->district), district->id,
                         district->names[hz_language_get_interface ()]);
    }
  g_signal_connect_swapped (self->district, "changed", G_CALLBACK (on_changed_cb), self);
  append (box, _("District"), self->district);
}

static void
add_service (HzClientsFilter *self,
             GtkWidget *box)
{
  const GPtrArray *codes = hz_code_list_get ("service_asked");

  self->service = hz_answer_box_new (_("Asked to see"));
  hz_answer_box_add (HZ_ANSWER_BOX (self->service), "", C_ ("filter", "All"));
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const HzCode *code = g_ptr_array_index (codes, i);
      g_autofree char *label
        = hz_code_list_dup_first ("service_asked", code->code, hz_language_get_interface ());

      hz_answer_box_add (HZ_ANSWER_BOX (self->service), code->code, label);
    }
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->service), "");
  g_signal_connect_swapped (self->service, "changed", G_CALLBACK (on_changed_cb), self);
  append (box, _("Asked to see"), self->service);
}

static GtkWidget *
add_check (HzClientsFilter *self,
           GtkWidget *box,
           const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_changed_cb), self);
  gtk_box_append (GTK_BOX (box), check);

  return check;
}

static void
hz_clients_filter_init (HzClientsFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clear = gtk_button_new_with_label (C_ ("filter", "Show all"));

  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  add_district (self, box);
  add_service (self, box);
  self->urgent = add_check (self, box, _("Urgent only"));
  self->archived = add_check (self, box, _("The archive"));
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (hz_clients_filter_clear), self);
  gtk_box_append (GTK_BOX (box), clear);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
hz_clients_filter_new (void)
{
  return g_object_new (HZ_TYPE_CLIENTS_FILTER, NULL);
}

static const char *
get_service (HzClientsFilter *self)
{
  const char *code = hz_answer_box_get_code (HZ_ANSWER_BOX (self->service));

  return code != NULL && *code != '\0' ? code : NULL;
}

/**
 * hz_clients_filter_make_query:
 * @self: the filters
 * @text: (nullable): what is looked for
 *
 * Returns: (transfer full): a query for what is to be shown
 */
HzClientQuery *
hz_clients_filter_make_query (HzClientsFilter *self,
                              const char *text)
{
  HzClientQuery *query;

  g_return_val_if_fail (HZ_IS_CLIENTS_FILTER (self), NULL);

  query = hz_client_query_new (text);
  query->district = g_strdup (hz_choice_row_get_code (HZ_CHOICE_ROW (self->district)));
  query->service_asked = g_strdup (get_service (self));
  query->urgent = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->urgent));
  query->archived = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->archived));

  return query;
}

gboolean
hz_clients_filter_is_set (HzClientsFilter *self)
{
  g_return_val_if_fail (HZ_IS_CLIENTS_FILTER (self), FALSE);

  return hz_choice_row_get_code (HZ_CHOICE_ROW (self->district)) != NULL
         || get_service (self) != NULL
         || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->urgent))
         || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->archived));
}

/**
 * hz_clients_filter_clear:
 * @self: the filters
 *
 * All are to be shown.
 */
void
hz_clients_filter_clear (HzClientsFilter *self)
{
  g_return_if_fail (HZ_IS_CLIENTS_FILTER (self));

  self->is_clearing = TRUE;
  hz_choice_row_set_code (HZ_CHOICE_ROW (self->district), NULL);
  hz_answer_box_set_code (HZ_ANSWER_BOX (self->service), "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->urgent), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->archived), FALSE);
  self->is_clearing = FALSE;
  on_changed_cb (self);
}
