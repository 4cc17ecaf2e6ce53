/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What went wrong, as a sentence on the terminal and as an exit status. */

#define G_LOG_DOMAIN "HzCtl"

#include "config.h"

#include "hz-ctl-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "hz-records-error.h"
#include "hz-vault-error.h"

typedef struct
{
  int code;
  HzCtlStatus status;
  const char *sentence;
} Meaning;

static const Meaning vault_meanings[] = {
  { HZ_VAULT_ERROR_MISSING, HZ_CTL_REFUSED,
    N_("There is no centre in this folder, or a part of it is missing.") },
  { HZ_VAULT_ERROR_EXISTS, HZ_CTL_REFUSED, N_("There is a centre in this folder already.") },
  { HZ_VAULT_ERROR_BUSY, HZ_CTL_REFUSED, N_("Another program has this centre open.") },
  { HZ_VAULT_ERROR_IO, HZ_CTL_REFUSED, N_("The disk cannot be read or written.") },
  { HZ_VAULT_ERROR_NO_MEMORY, HZ_CTL_REFUSED, N_("There is not enough memory.") },
  { HZ_VAULT_ERROR_NOT_KEYRING, HZ_CTL_DAMAGED,
    N_("The file “keyring” is not one of this program.") },
  { HZ_VAULT_ERROR_NEWER, HZ_CTL_REFUSED,
    N_("This centre was written by a newer version of the program.") },
  { HZ_VAULT_ERROR_KEYRING_DAMAGED, HZ_CTL_DAMAGED, N_("Both copies of the keyring are damaged.") },
  { HZ_VAULT_ERROR_KEYRING_TAMPERED, HZ_CTL_DAMAGED,
    N_("The keyring was changed by somebody who does not belong to the centre.") },
  { HZ_VAULT_ERROR_KEYRING_CHANGED, HZ_CTL_REFUSED,
    N_("Another program has changed the keyring meanwhile.") },
  { HZ_VAULT_ERROR_WRONG_LOGIN, HZ_CTL_DAMAGED, N_("The name or the password is not right.") },
  { HZ_VAULT_ERROR_INVITATION, HZ_CTL_REFUSED,
    N_("This is a one-time password. Sign in with it in the program and choose your own.") },
  { HZ_VAULT_ERROR_NO_GRANT, HZ_CTL_DAMAGED,
    N_("This account was not given the key of the centre.") },
  { HZ_VAULT_ERROR_GRANT_FORGED, HZ_CTL_DAMAGED,
    N_("The key of the centre was given by somebody who may not give it.") },
  { HZ_VAULT_ERROR_ROSTER_DAMAGED, HZ_CTL_DAMAGED,
    N_("The list of the centre’s people is damaged.") },
  { HZ_VAULT_ERROR_ROSTER_FORGED, HZ_CTL_DAMAGED,
    N_("The list of the centre’s people was changed by somebody who may not.") },
  { HZ_VAULT_ERROR_NOT_MEMBER, HZ_CTL_REFUSED,
    N_("This account does not belong to the centre any more.") },
  { HZ_VAULT_ERROR_WEAK_PASSWORD, HZ_CTL_REFUSED, N_("The new password is too easy to guess.") },
  { HZ_VAULT_ERROR_SAME_PASSWORD, HZ_CTL_REFUSED, N_("The new password is the old one.") },
  { HZ_VAULT_ERROR_BAD_NAME, HZ_CTL_REFUSED, N_("The name is empty, too long or taken.") },
  { HZ_VAULT_ERROR_BAD_ROLES, HZ_CTL_REFUSED,
    N_("The roles are not right: at least one administrator is needed.") },
  { HZ_VAULT_ERROR_NOT_ALLOWED, HZ_CTL_REFUSED, N_("This account may not do that.") },
  { HZ_VAULT_ERROR_NOT_FOUND, HZ_CTL_REFUSED, N_("There is no such thing in this centre.") },
  { HZ_VAULT_ERROR_NO_KEY, HZ_CTL_REFUSED, N_("This account does not hold the key to that.") },
  { HZ_VAULT_ERROR_BODY_DAMAGED, HZ_CTL_DAMAGED, N_("A sealed record is damaged.") },
  { HZ_VAULT_ERROR_CASE_FORGED, HZ_CTL_DAMAGED, N_("The keys of a case do not hold together.") },
  { HZ_VAULT_ERROR_DAMAGED, HZ_CTL_DAMAGED, N_("The database is damaged.") },
  { HZ_VAULT_ERROR_NO_SPACE, HZ_CTL_REFUSED, N_("The disk is full.") },
  { HZ_VAULT_ERROR_SHEET, HZ_CTL_DAMAGED, N_("The recovery sheet is not typed right.") },
  { HZ_VAULT_ERROR_SHEET_TWICE, HZ_CTL_DAMAGED,
    N_("This is the same recovery sheet twice. Take another one.") },
  { HZ_VAULT_ERROR_SHEET_SETS, HZ_CTL_DAMAGED,
    N_("These recovery sheets are of two different sets.") },
  { HZ_VAULT_ERROR_SHEETS_WRONG, HZ_CTL_DAMAGED,
    N_("This recovery sheet opens nothing here: it is of another centre or has been replaced, or a "
       "second one is needed.") },
  { HZ_VAULT_ERROR_OTHER_CENTRE, HZ_CTL_REFUSED, N_("This backup is of another centre.") },
  { HZ_VAULT_ERROR_CANCELLED, HZ_CTL_REFUSED, N_("Given up.") },
};

static const Meaning records_meanings[] = {
  { HZ_RECORDS_ERROR_NOT_FOUND, HZ_CTL_REFUSED, N_("There is no such thing in this centre.") },
  { HZ_RECORDS_ERROR_FORBIDDEN, HZ_CTL_REFUSED, N_("This account may not do that.") },
  { HZ_RECORDS_ERROR_NO_KEY, HZ_CTL_REFUSED, N_("This account does not hold the key to that.") },
  { HZ_RECORDS_ERROR_NEWER, HZ_CTL_REFUSED,
    N_("This centre was written by a newer version of the program.") },
  { HZ_RECORDS_ERROR_AUDIT_BROKEN, HZ_CTL_DAMAGED, N_("The audit was changed.") },
  { HZ_RECORDS_ERROR_DAMAGED, HZ_CTL_DAMAGED, N_("A sealed record is damaged.") },
};

G_DEFINE_QUARK (hz-ctl-error-quark, hz_ctl_error)

static const Meaning *
look_up (const Meaning *meanings,
         gsize n_meanings,
         int code)
{
  for (gsize i = 0; i < n_meanings; i++)
    if (meanings[i].code == code)
      return &meanings[i];

  return NULL;
}

static const Meaning *
find_meaning (const GError *error)
{
  if (error->domain == HZ_VAULT_ERROR)
    return look_up (vault_meanings, G_N_ELEMENTS (vault_meanings), error->code);
  if (error->domain == HZ_RECORDS_ERROR)
    return look_up (records_meanings, G_N_ELEMENTS (records_meanings), error->code);

  return NULL;
}

/**
 * hz_ctl_get_status:
 * @error: what went wrong
 *
 * Returns: the exit status it means
 */
HzCtlStatus
hz_ctl_get_status (const GError *error)
{
  const Meaning *meaning = find_meaning (error);

  if (meaning != NULL)
    return meaning->status;
  if (error->domain == G_OPTION_ERROR || g_error_matches (error, HZ_CTL_ERROR, HZ_CTL_ERROR_USAGE))
    return HZ_CTL_USAGE;
  if (g_error_matches (error, HZ_CTL_ERROR, HZ_CTL_ERROR_DAMAGED))
    return HZ_CTL_DAMAGED;

  return HZ_CTL_REFUSED;
}

/**
 * hz_ctl_get_sentence:
 * @error: what went wrong
 *
 * Returns: (transfer none): what to say to the person; as long as @error lives
 */
const char *
hz_ctl_get_sentence (const GError *error)
{
  const Meaning *meaning = find_meaning (error);

  if (meaning != NULL)
    return _(meaning->sentence);

  return error->message;
}

/**
 * hz_ctl_fail:
 * @error: what went wrong
 *
 * Says it on the terminal.
 *
 * Returns: the exit status it means
 */
HzCtlStatus
hz_ctl_fail (const GError *error)
{
  g_debug ("%s, %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  g_printerr ("hamrozctl: %s\n", hz_ctl_get_sentence (error));

  return hz_ctl_get_status (error);
}
