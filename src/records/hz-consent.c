/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzRecords"

#include "hz-consent.h"

#include "hz-search-key.h"
#include "hz-zone.h"

G_DEFINE_FINAL_TYPE (HzConsent, hz_consent, G_TYPE_OBJECT)

static void
hz_consent_finalize (GObject *object)
{
  HzConsent *self = HZ_CONSENT (object);

  g_free (self->purpose);
  g_free (self->answer);
  g_free (self->how);
  g_free (self->by);
  g_free (self->recipient);
  g_strfreev (self->items);
  g_free (self->refused_why);
  g_free (self->note);

  G_OBJECT_CLASS (hz_consent_parent_class)->finalize (object);
}

static void
hz_consent_class_init (HzConsentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_consent_finalize;
}

static void
hz_consent_init (HzConsent *self)
{
}

/**
 * hz_consent_new:
 * @client_id: whose
 * @purpose: of the list "consent_purpose"
 * @answer: of the list "consent_answer"
 *
 * Returns: (transfer full): an event of today: said by the client herself
 */
HzConsent *
hz_consent_new (const HzId *client_id,
                const char *purpose,
                const char *answer)
{
  HzConsent *self = g_object_new (HZ_TYPE_CONSENT, NULL);

  self->client_id = *client_id;
  self->purpose = g_strdup (purpose);
  self->answer = g_strdup (answer);
  self->asked_on = hz_zone_get_today ();
  self->is_readable = TRUE;
  self->how = g_strdup ("said");
  self->by = g_strdup ("self");
  self->recipient = g_strdup ("");
  self->items = g_new0 (char *, 1);
  self->refused_why = g_strdup ("");
  self->note = g_strdup ("");

  return self;
}

/**
 * hz_consent_copy:
 * @self: an event
 *
 * Returns: (transfer full): another that says the same
 */
HzConsent *
hz_consent_copy (HzConsent *self)
{
  HzConsent *copy = g_object_new (HZ_TYPE_CONSENT, NULL);

  copy->stamp = self->stamp;
  copy->client_id = self->client_id;
  copy->purpose = g_strdup (self->purpose);
  copy->answer = g_strdup (self->answer);
  copy->asked_on = self->asked_on;
  copy->is_readable = self->is_readable;
  copy->how = g_strdup (self->how);
  copy->by = g_strdup (self->by);
  copy->recipient_id = self->recipient_id;
  copy->recipient = g_strdup (self->recipient);
  copy->items = g_strdupv (self->items);
  copy->until = self->until;
  copy->refused_why = g_strdup (self->refused_why);
  copy->note = g_strdup (self->note);

  return copy;
}

/**
 * hz_consent_is_sensitive:
 * @item: a fact of letters
 *
 * Returns: whether it is told only where it was named when she was asked
 */
gboolean
hz_consent_is_sensitive (const char *item)
{
  return g_strcmp0 (item, "violence") == 0 || g_strcmp0 (item, "diagnosis") == 0;
}

/**
 * hz_consent_same_recipient:
 * @self: an event
 * @recipient_id: (nullable): an entry of the directory
 * @recipient: its name
 *
 * Two bodies of the directory are the same by id; one that was only typed, by its name however it is
 * spelled.
 *
 * Returns: whether the event is about that recipient
 */
gboolean
hz_consent_same_recipient (HzConsent *self,
                           const HzId *recipient_id,
                           const char *recipient)
{
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;

  if (recipient_id != NULL && hz_id_is_set (recipient_id) && hz_id_is_set (&self->recipient_id))
    return hz_id_equal (&self->recipient_id, recipient_id);

  /* A typed name does not stand for a body of the directory, nor the other way round. */
  if ((recipient_id != NULL && hz_id_is_set (recipient_id)) || hz_id_is_set (&self->recipient_id))
    return FALSE;

  own = hz_search_key (self->recipient);
  other = hz_search_key (recipient != NULL ? recipient : "");

  return *own != '\0' && g_str_equal (own, other);
}

/**
 * hz_consent_speaks_of:
 * @self: an event
 * @item: a fact of letters
 *
 * What names no facts speaks of all; but a yes to all is no yes to what is sensitive.
 *
 * Returns: whether the event decides about @item
 */
gboolean
hz_consent_speaks_of (HzConsent *self,
                      const char *item)
{
  if (self->items == NULL || self->items[0] == NULL)
    return !hz_consent_is_sensitive (item) || g_strcmp0 (self->answer, "yes") != 0;

  return g_strv_contains ((const char *const *) self->items, item);
}

/**
 * hz_consent_holds:
 * @self: an event
 * @on: a day
 *
 * Returns: whether it is a yes, and @on is not past its last day
 */
gboolean
hz_consent_holds (HzConsent *self,
                  HzDate on)
{
  return g_strcmp0 (self->answer, "yes") == 0 &&
         (!hz_date_is_set (self->until) || hz_date_compare (on, self->until) <= 0);
}

/**
 * hz_consent_find:
 * @consents: (element-type HzConsent): newest first
 * @purpose: of the list "consent_purpose"
 *
 * Returns: (transfer none) (nullable): the newest event of that purpose
 */
HzConsent *
hz_consent_find (GPtrArray *consents,
                 const char *purpose)
{
  for (guint i = 0; i < consents->len; i++)
    {
      HzConsent *consent = g_ptr_array_index (consents, i);

      if (g_strcmp0 (consent->purpose, purpose) == 0)
        return consent;
    }

  return NULL;
}

/* A no to single facts is none to a letter without them. */
static gboolean
speaks_of_letter (HzConsent *consent)
{
  return g_strcmp0 (consent->answer, "yes") == 0 || consent->items == NULL || consent->items[0] == NULL;
}

/**
 * hz_consent_find_share:
 * @consents: (element-type HzConsent): newest first
 * @recipient_id: (nullable): an entry of the directory
 * @recipient: its name
 * @item: (nullable): a fact of letters; %NULL for a letter as such
 *
 * Of what she said about this recipient, the newest that speaks of @item: a later no to one fact
 * leaves an earlier yes to another as it was; a withdrawal names no facts and takes back all.
 *
 * Returns: (transfer none) (nullable): that event, whether yes or no; %NULL when she was not asked
 */
HzConsent *
hz_consent_find_share (GPtrArray *consents,
                       const HzId *recipient_id,
                       const char *recipient,
                       const char *item)
{
  for (guint i = 0; i < consents->len; i++)
    {
      HzConsent *consent = g_ptr_array_index (consents, i);

      if (g_strcmp0 (consent->purpose, HZ_CONSENT_SHARE) == 0 &&
          hz_consent_same_recipient (consent, recipient_id, recipient) &&
          (item != NULL ? hz_consent_speaks_of (consent, item) : speaks_of_letter (consent)))
        return consent;
    }

  return NULL;
}
