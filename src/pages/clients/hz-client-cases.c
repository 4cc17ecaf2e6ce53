/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-cases.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hz-case-file-store.h"
#include "hz-code-list.h"
#include "hz-date-text.h"

/**
 * HzClientCases:
 *
 * The case files of a client, a line each: what kind of help, who is in charge, open or closed, and
 * whether the person who looks has the key. Whoever holds no care key is not told of any.
 */
struct _HzClientCases
{
  HzClientSectionList parent_instance;
};

G_DEFINE_FINAL_TYPE (HzClientCases, hz_client_cases, HZ_TYPE_CLIENT_SECTION_LIST)

static char *
describe (HzRecords *records,
          const HzCaseFile *case_file)
{
  HzLanguage language = hz_language_get_interface ();
  g_autofree char *status = hz_code_list_dup_first ("case_status", case_file->status, language);
  g_autofree char *opened = hz_date_text_short (case_file->opened);
  g_autofree char *since = g_strdup_printf (_("since %s"), opened);
  g_autofree char *in_charge =
    g_strdup_printf (_("in charge: %s"),
                     hz_records_get_member_name (records, &case_file->lead_id));

  return g_strdup_printf ("%s · %s · %s", status, since, in_charge);
}

static GtkWidget *
create_row (HzClientSectionList *self,
            GPtrArray *items,
            guint place)
{
  const HzCaseFile *case_file = g_ptr_array_index (items, place);
  GtkWidget *row = adw_action_row_new ();
  const char *icon = case_file->has_key ? "text-x-generic-symbolic" : "channel-secure-symbolic";
  g_autofree char *service = hz_code_list_dup_first ("service", case_file->service,
                                                     hz_language_get_interface ());
  g_autofree char *text = describe (hz_client_section_list_get_records (self), case_file);
  g_autofree char *why = NULL;
  g_autofree char *escaped = NULL;

  if (!case_file->has_key)
    {
      why = g_steal_pointer (&text);
      text = g_strdup_printf ("%s\n%s", why, _("You do not have the key to this case."));
    }
  escaped = g_markup_escape_text (text, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), service);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  hz_client_section_list_set_row_id (row, &case_file->stamp.id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, service,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);

  return row;
}

static void
list_async (HzClientSectionList *self,
            GAsyncReadyCallback callback,
            gpointer data)
{
  hz_case_file_store_list_async (hz_client_section_list_get_records (self),
                                 hz_client_section_list_get_client_id (self), NULL, callback, data);
}

static void
hz_client_cases_constructed (GObject *object)
{
  HzClientSectionList *list = HZ_CLIENT_SECTION_LIST (object);

  G_OBJECT_CLASS (hz_client_cases_parent_class)->constructed (object);

  hz_client_section_list_set_words (list, _("Case files"), "text-x-generic-symbolic",
                                    _("No case files yet."));
  hz_client_section_list_add_button (list, _("Open new case"), "win.new-case", HZ_RIGHT_OPEN_CASE);
}

static void
hz_client_cases_class_init (HzClientCasesClass *klass)
{
  HzClientSectionListClass *list_class = HZ_CLIENT_SECTION_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hz_client_cases_constructed;
  list_class->kind = HZ_RECORD_CASE_FILE;
  list_class->row_action = "win.show-case";
  list_class->list_async = list_async;
  list_class->list_finish = hz_case_file_store_list_finish;
  list_class->create_row = create_row;
}

static void
hz_client_cases_init (HzClientCases *self)
{
}

/**
 * hz_client_cases_new:
 * @records: the centre's records
 * @client_id: whose page it is
 *
 * Returns: (transfer floating): her case files
 */
GtkWidget *
hz_client_cases_new (HzRecords *records,
                     const HzId *client_id)
{
  return hz_client_section_list_new (HZ_TYPE_CLIENT_CASES, records, client_id);
}
