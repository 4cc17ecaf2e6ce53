/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-referrals.h"

#include "hz-centre-store.h"
#include "hz-client-store.h"
#include "hz-clock.h"
#include "hz-consent-store.h"
#include "hz-directory-store.h"
#include "hz-referral-store.h"
#include "hz-test-letter.h"
#include "hz-zone.h"

static void
set (char **place,
     const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static gboolean
save_client (HzContext *context,
             HzTestReferrals *self,
             GError **error)
{
  g_autoptr (HzClient) client = hz_client_new ();
  g_autoptr (HzClientProfile) profile = NULL;

  set (&client->surname, "Мисолзода");
  set (&client->given, "Зарина");
  client->birth = HZ_DATE (1999, 0, 0);
  set (&client->district, "kt_bokhtar");
  set (&client->service_asked, "lawyer");
  g_ptr_array_add (client->phones, hz_client_phone_new ("+992600000002", "self", "noted", "10-12"));
  if (!hz_client_store_save (context, client, error))
    return FALSE;

  self->client_id = client->stamp.id;
  profile = hz_client_profile_new (&client->stamp.id);
  profile->n_children = 2;
  hz_client_profile_set (profile, HZ_PROFILE_MARRIAGE_FORM, "religious_only");

  return hz_client_store_save_profile (context, profile, error);
}

static gboolean
run_set_up (HzContext *context,
            gpointer data,
            GError **error)
{
  HzTestReferrals *self = data;
  g_autoptr (HzDirectoryEntry) entry = hz_directory_store_find_code (context, "civil_registry", error);
  g_autoptr (HzConsent) consent = NULL;

  if (entry == NULL || !save_client (context, self, error))
    return FALSE;

  self->registry = entry->stamp.id;
  consent = hz_consent_new (&self->client_id, HZ_CONSENT_SHARE, "yes");
  consent->recipient_id = entry->stamp.id;
  set (&consent->recipient, hz_directory_entry_get_name (entry, HZ_LANGUAGE_TG));
  g_strfreev (consent->items);
  consent->items = g_strsplit ("name", " ", -1);

  return hz_consent_store_add (context, consent, error);
}

static gboolean
run_save_centre (HzContext *context,
                 gpointer data,
                 GError **error)
{
  g_autoptr (HzCentre) stored = hz_centre_store_get (context, error);
  g_autoptr (HzCentre) centre = hz_test_letter_new_centre ();

  if (stored == NULL)
    return FALSE;

  centre->stamp = stored->stamp;
  centre->opens = stored->opens;
  centre->closes = stored->closes;

  return hz_centre_store_save (context, centre, error);
}

/**
 * hz_test_referrals_set_up:
 * @self: (out): the centre
 * @data: not used
 */
void
hz_test_referrals_set_up (HzTestReferrals *self,
                          gconstpointer data)
{
  hz_language_set_interface (HZ_LANGUAGE_EN);
  hz_clock_stop (hz_zone_to_utc (HZ_DATE (2026, 11, 24), 12 * 60));
  self->test = hz_test_records_new ();
  hz_test_records_enter (self->test, HZ_TEST_ADMIN);
  hz_test_records_must (self->test, HZ_DB_JOB_WRITE, run_save_centre, NULL);
  self->records = hz_test_records_enter (self->test, HZ_TEST_LAWYER);
  hz_test_records_must (self->test, HZ_DB_JOB_WRITE, run_set_up, self);
}

/**
 * hz_test_referrals_tear_down:
 * @self: the centre
 * @data: not used
 */
void
hz_test_referrals_tear_down (HzTestReferrals *self,
                             gconstpointer data)
{
  hz_test_records_free (self->test);
  hz_clock_reset ();
}

static gboolean
run_issue (HzContext *context,
           gpointer data,
           GError **error)
{
  return hz_referral_store_issue (context, data, NULL, error);
}

/**
 * hz_test_referrals_issue:
 * @self: the centre
 *
 * Returns: (transfer full): a letter that tells her name, with its number
 */
HzReferral *
hz_test_referrals_issue (HzTestReferrals *self)
{
  HzReferral *referral = hz_test_letter_new_referral (HZ_LANGUAGE_TG, 0);

  referral->client_id = self->client_id;
  referral->recipient_id = self->registry;
  g_ptr_array_set_size (referral->facts, 1);
  hz_test_letter_compose (referral, NULL);
  hz_test_records_must (self->test, HZ_DB_JOB_WRITE, run_issue, referral);

  return referral;
}

typedef struct
{
  HzId client_id;
  GPtrArray *found;
} List;

static gboolean
run_list_consents (HzContext *context,
                   gpointer data,
                   GError **error)
{
  List *list = data;

  list->found = hz_consent_store_list (context, &list->client_id, error);

  return list->found != NULL;
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  List *list = data;

  list->found = hz_referral_store_list (context, HZ_REFERRAL_FILTER_ALL, &list->client_id, 0, error);

  return list->found != NULL;
}

/**
 * hz_test_referrals_list_consents:
 * @self: the centre
 *
 * Returns: (transfer full) (element-type HzConsent): the client's, newest first
 */
GPtrArray *
hz_test_referrals_list_consents (HzTestReferrals *self)
{
  List list = { .client_id = self->client_id };

  hz_test_records_must (self->test, HZ_DB_JOB_READ, run_list_consents, &list);

  return list.found;
}

/**
 * hz_test_referrals_list:
 * @self: the centre
 *
 * Returns: (transfer full) (element-type HzReferral): the client's, newest first
 */
GPtrArray *
hz_test_referrals_list (HzTestReferrals *self)
{
  List list = { .client_id = self->client_id };

  hz_test_records_must (self->test, HZ_DB_JOB_READ, run_list, &list);

  return list.found;
}

/**
 * hz_test_referrals_picture:
 * @window: a window that has been drawn
 * @name: of the picture
 */
void
hz_test_referrals_picture (GtkWidget *window,
                           const char *name)
{
  const char *folder = g_getenv ("HZ_TEST_KEEP");
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;

  gtk_test_widget_wait_for_draw (window);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, path);
}
