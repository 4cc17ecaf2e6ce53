/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-client-sections.h"

#include <glib/gi18n.h>

#include "hz-client-appointments.h"
#include "hz-client-cases.h"
#include "hz-client-consents.h"
#include "hz-client-overview.h"
#include "hz-client-profile-form.h"
#include "hz-client-referrals.h"

static const HzClientSection sections[] = {
  { "overview", NC_ ("client section", "Overview"), HZ_RIGHT_READ_CLIENTS, hz_client_overview_new },
  { "profile", NC_ ("client section", "Profile"), HZ_RIGHT_READ_PROFILE,
    hz_client_profile_form_new },
  { "appointments", NC_ ("client section", "Appointments"), HZ_RIGHT_READ_OWN_APPOINTMENTS,
    hz_client_appointments_new },
  { "cases", NC_ ("client section", "Case files"), HZ_RIGHT_SEE_CASES, hz_client_cases_new },
  { "consents", NC_ ("client section", "Consents"), HZ_RIGHT_READ_CONSENT, hz_client_consents_new },
  { "referrals", NC_ ("client section", "Letters"), HZ_RIGHT_READ_LETTERS, hz_client_referrals_new },
};

const HzClientSection *
hz_client_sections_list (gsize *n_sections)
{
  *n_sections = G_N_ELEMENTS (sections);

  return sections;
}
