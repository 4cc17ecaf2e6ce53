/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-appointment-text.h"

#include <glib/gi18n.h>

#include "hz-banner.h"
#include "hz-clock.h"
#include "hz-code-list.h"
#include "hz-date-text.h"
#include "hz-holiday.h"
#include "hz-language.h"
#include "hz-state-style.h"
#include "hz-text.h"
#include "hz-time-text.h"

/**
 * hz_appointment_text_client:
 * @client: (nullable): a client
 *
 * Returns: (transfer full): her name; her code where she gave none
 */
char *
hz_appointment_text_client (const HzClientRow *client)
{
  g_autofree char *name = NULL;

  if (client == NULL)
    return g_strdup (C_ ("client", "No name given"));

  name = hz_client_row_dup_name (client);
  if (name != NULL)
    return g_steal_pointer (&name);

  return g_strdup_printf ("%s · %s", C_ ("client", "No name given"), client->code);
}

/**
 * hz_appointment_text_who:
 * @appointment: an appointment
 *
 * Returns: (transfer full): who comes, or that the time is busy
 */
char *
hz_appointment_text_who (HzAppointment *appointment)
{
  if (appointment->is_veiled)
    return g_strdup (C_ ("time", "Busy"));
  if (appointment->client != NULL)
    return hz_appointment_text_client (appointment->client);

  return hz_code_list_dup_first ("meeting_kind", appointment->kind, hz_language_get_interface ());
}

/**
 * hz_appointment_text_when:
 * @appointment: an appointment
 *
 * Returns: (transfer full): its day and its time
 */
char *
hz_appointment_text_when (HzAppointment *appointment)
{
  g_autofree char *date = hz_date_text_short (appointment->date);
  g_autofree char *span = hz_time_text_span (appointment->start_minute, appointment->end_minute);

  return g_strdup_printf ("%s, %s", date, span);
}

static void
append_part (GString *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

/**
 * hz_appointment_text_version:
 * @records: the records
 * @appointment: an appointment
 *
 * Returns: (transfer full): what two people may have made of it differently, in a line
 */
char *
hz_appointment_text_version (HzRecords *records,
                             HzAppointment *appointment)
{
  GString *text = g_string_new (NULL);
  g_autofree char *when = hz_appointment_text_when (appointment);
  g_autofree char *room = hz_appointment_text_room (appointment);

  append_part (text, when);
  append_part (text, hz_records_get_member_name (records, &appointment->member_id));
  append_part (text, room);
  append_part (text, hz_state_style_get_word (appointment->state));
  append_part (text, appointment->note);

  return g_string_free (text, FALSE);
}

/**
 * hz_appointment_text_waiting:
 * @appointment: an appointment
 *
 * Returns: (transfer full): how long she has been waiting; "" when she is not
 */
char *
hz_appointment_text_waiting (HzAppointment *appointment)
{
  g_autofree char *duration = NULL;
  gint64 waited;

  if (!g_str_equal (appointment->state, "arrived") || appointment->arrived == 0)
    return g_strdup ("");

  waited = MAX (hz_clock_now () - appointment->arrived, 0) / HZ_CLOCK_MINUTE;
  duration = hz_time_text_duration (hz_language_get_interface (), (int) MIN (waited, G_MAXINT));

  /* Translators: %s is a length of time such as "8 min" */
  return g_strdup_printf (_("waiting %s"), duration);
}

/**
 * hz_appointment_text_room:
 * @appointment: an appointment
 *
 * Returns: (transfer full): where it is; "" when no room was given
 */
char *
hz_appointment_text_room (HzAppointment *appointment)
{
  if (g_ascii_isdigit (appointment->room[0]))
    /* Translators: %s is a number */
    return g_strdup_printf (_("room %s"), appointment->room);

  return g_strdup (appointment->room);
}

/**
 * hz_appointment_text_detail:
 * @appointment: an appointment
 *
 * Returns: (transfer full) (nullable): the second line of its block; %NULL for the usual one
 */
char *
hz_appointment_text_detail (HzAppointment *appointment)
{
  g_autofree char *waiting = hz_appointment_text_waiting (appointment);
  g_autofree char *room = hz_appointment_text_room (appointment);
  GString *text;

  if (appointment->is_veiled)
    return NULL;

  text = g_string_new (NULL);
  append_part (text, hz_state_style_get_word (appointment->state));
  append_part (text, waiting);
  append_part (text, room);
  append_part (text, appointment->note);

  return g_string_free (text, FALSE);
}

static void
append_rule (GString *text,
             const HzClientRow *client)
{
  g_autofree char *rule = NULL;

  if (client == NULL)
    return;
  rule = hz_banner_describe_rule (client->rule, client->note);
  append_part (text, rule);
}

/**
 * hz_appointment_text_spoken:
 * @records: the records
 * @appointment: an appointment
 *
 * Returns: (transfer full): what is heard of it
 */
char *
hz_appointment_text_spoken (HzRecords *records,
                            HzAppointment *appointment)
{
  GString *text = g_string_new (NULL);
  g_autofree char *span = hz_time_text_span (appointment->start_minute, appointment->end_minute);
  g_autofree char *who = hz_appointment_text_who (appointment);
  g_autofree char *waiting = hz_appointment_text_waiting (appointment);
  g_autofree char *room = hz_appointment_text_room (appointment);

  append_part (text, span);
  append_part (text, who);
  append_part (text, hz_records_get_member_name (records, &appointment->member_id));
  if (!appointment->is_veiled)
    {
      append_part (text, room);
      append_part (text, hz_state_style_get_word (appointment->state));
      append_part (text, waiting);
      append_part (text, appointment->note);
      append_rule (text, appointment->client);
    }

  return g_string_free (text, FALSE);
}

/* "10:00–10:45, Мисолзода Зарина, N." */
static char *
describe_other (HzRecords *records,
                HzAppointment *other,
                gboolean with_member)
{
  GString *text = g_string_new (NULL);
  g_autofree char *span = hz_time_text_span (other->start_minute, other->end_minute);
  g_autofree char *who = hz_appointment_text_who (other);

  append_part (text, span);
  append_part (text, who);
  if (with_member)
    append_part (text, hz_records_get_member_name (records, &other->member_id));

  return g_string_free (text, FALSE);
}

/**
 * hz_appointment_text_clash:
 * @records: the records
 * @clash: what speaks against a time
 * @wish: whose time it would be
 *
 * Returns: (transfer full): a sentence
 */
char *
hz_appointment_text_clash (HzRecords *records,
                           const HzClash *clash,
                           HzAppointment *wish)
{
  g_autofree char *other = NULL;
  const char *holiday;

  switch (clash->kind)
    {
    case HZ_CLASH_MEMBER:
      other = describe_other (records, clash->other, FALSE);
      return g_strdup_printf (_("This time is taken: %s"), other);
    case HZ_CLASH_CLIENT:
      other = describe_other (records, clash->other, TRUE);
      return g_strdup_printf (_("The client has another appointment then: %s"), other);
    case HZ_CLASH_ROOM:
      other = describe_other (records, clash->other, TRUE);
      return g_strdup_printf (_("The room is taken: %s"), other);
    case HZ_CLASH_KEEP_APART:
      return g_strdup (_("These two people should not meet here."));
    case HZ_CLASH_HOLIDAY:
      holiday = hz_holiday_get_name (wish->date, hz_language_get_interface (), NULL, NULL);
      return g_strdup_printf (_("Not a working day: %s"), holiday != NULL ? holiday : "");
    case HZ_CLASH_LUNCH:
      return g_strdup (_("This is the lunch break."));
    case HZ_CLASH_HOURS:
    default:
      return g_strdup_printf (_("Outside working hours: %s"),
                              hz_records_get_member_name (records, &wish->member_id));
    }
}

/**
 * hz_appointment_text_roles:
 * @roles: somebody's
 *
 * Returns: (transfer full): what she does for clients
 */
char *
hz_appointment_text_roles (HzRoles roles)
{
  static const struct
  {
    HzRoles role;
    const char *code;
  } names[] = {
    { HZ_ROLE_PSYCHOLOGIST, "psychologist" },
    { HZ_ROLE_LAWYER, "lawyer" },
    { HZ_ROLE_SOCIAL_WORKER, "social_worker" },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((roles & names[i].role) != 0)
        append_part (text, hz_code_list_get_label ("role", names[i].code,
                                                   hz_language_get_interface ()));
    }

  return hz_text_capitalize (text->str);
}
