/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hz-date.h"
#include "hz-stamp.h"

G_BEGIN_DECLS

/**
 * HzClientPhone:
 * @number: as hz_phone_tidy() writes it
 * @owner: of the list "phone_owner"
 * @rule: of the list "safe_to_call"; never %NULL, "not_asked" means do not call
 * @sms: of the list "sms_rule", or %NULL
 * @note: when and how, or %NULL
 */
typedef struct
{
  char *number;
  char *owner;
  char *rule;
  char *sms;
  char *note;
} HzClientPhone;

HzClientPhone *hz_client_phone_new (const char *number,
                                    const char *owner,
                                    const char *rule,
                                    const char *note);
HzClientPhone *hz_client_phone_copy (const HzClientPhone *self);
void hz_client_phone_free (HzClientPhone *self);
gboolean hz_client_phone_equal (const HzClientPhone *self,
                                const HzClientPhone *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzClientPhone, hz_client_phone_free)

#define HZ_TYPE_CLIENT (hz_client_get_type ())

G_DECLARE_FINAL_TYPE (HzClient, hz_client, HZ, CLIENT, GObject)

/**
 * HzClient:
 * @stamp: revision and who
 * @code: what stands on paper, random: "H-7K3M"; given at the first save
 * @surname: or %NULL, as every text below
 * @given: given name
 * @patronymic: father's name
 * @also_known_as: other spellings and names, as typed
 * @birth: year alone, perhaps about; the whole date, when known, is of the care ring
 * @sex: of the list "sex"
 * @district: id of a district
 * @language: of the list "language"
 * @service_asked: of the list "service_asked"; never %NULL once saved
 * @channel: of the list "channel"
 * @urgent: she is in danger now
 * @registered_on: day of the first contact
 * @consent: to keep this record: "yes", "no", or %NULL when she was not asked yet
 * @consent_on: when she answered
 * @phones: (element-type HzClientPhone): the first one is the one to use
 * @do_not_tell: of the list "relation", NULL-terminated: who must not learn of it
 * @rule_asked: when she was asked last whether the rules of her phones still hold, UTC milliseconds
 * @rule_asked_by: who asked her
 * @archived: no longer in the lists
 *
 * What every member of staff may know of a client: the centre ring. Why she came is an
 * HzClientRequest, how she lives an HzClientProfile; both are of the care ring.
 */
struct _HzClient
{
  GObject parent_instance;

  HzStamp stamp;
  char *code;
  char *surname;
  char *given;
  char *patronymic;
  char *also_known_as;
  HzDate birth;
  char *sex;
  char *district;
  char *language;
  char *service_asked;
  char *channel;
  gboolean urgent;
  HzDate registered_on;
  char *consent;
  HzDate consent_on;
  GPtrArray *phones;
  char **do_not_tell;
  gint64 rule_asked;
  HzId rule_asked_by;
  gboolean archived;
};

HzClient *hz_client_new (void);
HzClient *hz_client_copy (const HzClient *self);

/* Surname, given name, patronymic, as in the passport; NULL when there is none at all. short: surname
 * and given name. */
char *hz_client_dup_name (const HzClient *self);
char *hz_client_dup_short_name (const HzClient *self);
const HzClientPhone *hz_client_get_phone (const HzClient *self);
gboolean hz_client_is_minor (const HzClient *self,
                             HzDate on);
/* Texts made tidy, empty ones NULL; HZ_RECORDS_ERROR_TOO_LONG or _INVALID for what cannot be kept. */
gboolean hz_client_tidy (HzClient *self,
                         GError **error);

/* The names of the fields in which two versions of a record differ, NULL-terminated: "surname",
 * "phones"... And one of them taken over from another version. */
char **hz_client_compare (const HzClient *self,
                          const HzClient *other);
void hz_client_take_field (HzClient *self,
                           const HzClient *from,
                           const char *field);

G_END_DECLS
