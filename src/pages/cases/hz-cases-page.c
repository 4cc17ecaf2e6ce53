/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-cases-page.h"

#include <glib/gi18n.h>

#include "hz-case-dialog.h"
#include "hz-case-list.h"
#include "hz-case-view.h"

#define LIST "list"
#define CASE "case"

/**
 * HzCasesPage:
 *
 * The cases she works on, and one of them.
 */
struct _HzCasesPage
{
  GtkBox parent_instance;

  GtkWidget *stack;
  GtkWidget *list;

  HzRecords *records;
};

static void hz_cases_page_page_init (HzPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HzCasesPage, hz_cases_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (HZ_TYPE_PAGE, hz_cases_page_page_init))

static HzCaseView *
get_view (HzCasesPage *self)
{
  GtkWidget *view = gtk_stack_get_child_by_name (GTK_STACK (self->stack), CASE);

  return view != NULL ? HZ_CASE_VIEW (view) : NULL;
}

static void
close_case (HzCasesPage *self)
{
  HzCaseView *view = get_view (self);

  if (view == NULL)
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), LIST);
  gtk_stack_remove (GTK_STACK (self->stack), GTK_WIDGET (view));
}

/* The case that is open stays as it is. */
static HzCaseView *
open_case (HzCasesPage *self,
           const HzId  *case_id)
{
  HzCaseView *view = get_view (self);

  if (view != NULL && hz_id_equal (hz_case_view_get_case_id (view), case_id))
    return view;

  close_case (self);
  view = HZ_CASE_VIEW (hz_case_view_new (self->records, case_id));
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (view), CASE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), CASE);

  return view;
}

static void
on_list_case_activated_cb (HzCasesPage *self,
                           const HzId  *case_id)
{
  gtk_widget_grab_focus (GTK_WIDGET (open_case (self, case_id)));
}

/* What the window asks. */

static const char *
hz_cases_page_get_title (HzPage *page)
{
  return _("Case files");
}

static GVariant *
hz_cases_page_get_place (HzPage *page)
{
  HzCaseView *view = get_view (HZ_CASES_PAGE (page));

  return view != NULL ? hz_case_view_get_place (view) : NULL;
}

static void
hz_cases_page_set_place (HzPage   *page,
                         GVariant *place)
{
  const char *hex;
  HzId case_id;

  if (g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT)
      && g_variant_lookup (place, "case", "&s", &hex) && hz_id_from_hex (hex, &case_id))
    hz_case_view_set_place (open_case (HZ_CASES_PAGE (page), &case_id), place);
}

static void
hz_cases_page_focus_first (HzPage *page)
{
  HzCasesPage *self = HZ_CASES_PAGE (page);
  HzCaseView *view = get_view (self);

  gtk_widget_grab_focus (view != NULL ? GTK_WIDGET (view) : self->list);
}

static gboolean
hz_cases_page_find (HzPage *page)
{
  HzCasesPage *self = HZ_CASES_PAGE (page);
  HzCaseView *view = get_view (self);

  if (view != NULL)
    hz_case_view_find (view);
  else
    hz_case_list_find (HZ_CASE_LIST (self->list));

  return TRUE;
}

static gboolean
hz_cases_page_go_back (HzPage *page)
{
  HzCasesPage *self = HZ_CASES_PAGE (page);

  if (get_view (self) == NULL)
    return FALSE;

  close_case (self);
  return TRUE;
}

static const char *
hz_cases_page_help_page (HzPage *page)
{
  HzCaseView *view = get_view (HZ_CASES_PAGE (page));

  return view != NULL && hz_case_view_is_legal (view) ? "consultation" : "cases";
}

static gboolean
start_note (HzCasesPage *self,
            const char  *argument)
{
  HzCaseView *view = get_view (self);
  HzId case_id;

  if (hz_id_from_hex (argument, &case_id))
    view = open_case (self, &case_id);
  if (view == NULL)
    return FALSE;

  hz_case_view_start_note (view);
  return TRUE;
}

static gboolean
hz_cases_page_perform (HzPage     *page,
                       const char *verb,
                       const char *argument)
{
  HzCasesPage *self = HZ_CASES_PAGE (page);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  HzId id;

  if (g_str_equal (verb, "new-note"))
    return start_note (self, argument);
  if (g_str_equal (verb, "refer") && *argument == '\0' && get_view (self) != NULL)
    return gtk_widget_activate_action (GTK_WIDGET (get_view (self)), "case.refer", NULL);

  if (!hz_id_from_hex (argument, &id))
    return FALSE;

  if (g_str_equal (verb, "show"))
    gtk_widget_grab_focus (GTK_WIDGET (open_case (self, &id)));
  else if (g_str_equal (verb, "new") && root != NULL
           && hz_records_may (self->records, HZ_RIGHT_OPEN_CASE))
    hz_dialog_present (HZ_DIALOG (hz_case_dialog_new (self->records, &id)), root);
  else
    return FALSE;

  return TRUE;
}

static void
hz_cases_page_page_init (HzPageInterface *iface)
{
  iface->get_title = hz_cases_page_get_title;
  iface->get_place = hz_cases_page_get_place;
  iface->set_place = hz_cases_page_set_place;
  iface->focus_first = hz_cases_page_focus_first;
  iface->find = hz_cases_page_find;
  iface->go_back = hz_cases_page_go_back;
  iface->help_page = hz_cases_page_help_page;
  iface->perform = hz_cases_page_perform;
}

static void
hz_cases_page_dispose (GObject *object)
{
  HzCasesPage *self = HZ_CASES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CASES_PAGE);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (hz_cases_page_parent_class)->dispose (object);
}

static void
hz_cases_page_class_init (HzCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_cases_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/pages/cases/hz-cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HzCasesPage, stack);
}

static void
hz_cases_page_init (HzCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hz_cases_page_new:
 * @records: records
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
hz_cases_page_new (HzRecords *records)
{
  HzCasesPage *self = g_object_new (HZ_TYPE_CASES_PAGE, NULL);

  self->records = g_object_ref (records);
  self->list = hz_case_list_new (records);
  gtk_stack_add_named (GTK_STACK (self->stack), self->list, LIST);
  g_signal_connect_swapped (self->list, "case-activated", G_CALLBACK (on_list_case_activated_cb), self);

  return GTK_WIDGET (self);
}
