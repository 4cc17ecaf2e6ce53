/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HZ_VAULT_ERROR (hz_vault_error_quark ())

/**
 * HzVaultError:
 * @HZ_VAULT_ERROR_FAILED: something that has no code of its own; see the message
 * @HZ_VAULT_ERROR_MISSING: there is no centre in the folder, or its database is not there
 * @HZ_VAULT_ERROR_EXISTS: there is a centre already
 * @HZ_VAULT_ERROR_BUSY: another program has it open
 * @HZ_VAULT_ERROR_IO: the disk refuses to read or to write
 * @HZ_VAULT_ERROR_NO_MEMORY: not enough memory for a key derivation
 * @HZ_VAULT_ERROR_NOT_KEYRING: the keyring file is something else
 * @HZ_VAULT_ERROR_NEWER: made by a newer program
 * @HZ_VAULT_ERROR_KEYRING_DAMAGED: both copies of the keyring are damaged
 * @HZ_VAULT_ERROR_KEYRING_TAMPERED: the keyring is whole but was not written by a member
 * @HZ_VAULT_ERROR_KEYRING_CHANGED: another program has written the keyring meanwhile
 * @HZ_VAULT_ERROR_WRONG_LOGIN: no account with this name and this password
 * @HZ_VAULT_ERROR_INVITATION: name and one-time password are right; a password of one's own is to be
 *   chosen and hz_vault_join() called
 * @HZ_VAULT_ERROR_NOT_INVITATION: join with a password that is no one-time one
 * @HZ_VAULT_ERROR_NO_GRANT: the slot opens, but nobody has given it the centre's key
 * @HZ_VAULT_ERROR_GRANT_FORGED: the centre's key was given by nobody who may
 * @HZ_VAULT_ERROR_ROSTER_DAMAGED: the roster does not open or does not read
 * @HZ_VAULT_ERROR_ROSTER_FORGED: an entry of the roster is not signed by somebody who may
 * @HZ_VAULT_ERROR_NOT_MEMBER: by the roster she does not belong here with these keys
 * @HZ_VAULT_ERROR_WEAK_PASSWORD: the new password is too easy to guess
 * @HZ_VAULT_ERROR_SAME_PASSWORD: the new password is the one of now
 * @HZ_VAULT_ERROR_BAD_NAME: a name or login that is empty, too long or taken
 * @HZ_VAULT_ERROR_BAD_ROLES: no role, or the last administrator would go
 * @HZ_VAULT_ERROR_NOT_ALLOWED: only an administrator, or somebody who holds the key, may do this
 * @HZ_VAULT_ERROR_NOT_FOUND: no such member, case or grant
 * @HZ_VAULT_ERROR_LOCKED: nobody is signed in
 * @HZ_VAULT_ERROR_NO_KEY: the person does not hold the key of this body
 * @HZ_VAULT_ERROR_BODY_DAMAGED: a sealed body does not open where it stands
 * @HZ_VAULT_ERROR_CASE_FORGED: a case's keys or team list do not hold together; it is read-only
 * @HZ_VAULT_ERROR_DAMAGED: pages of the database do not open or do not hold together
 * @HZ_VAULT_ERROR_NO_SPACE: the disk is full
 * @HZ_VAULT_ERROR_CONSTRAINT: a row breaks a rule of the schema
 * @HZ_VAULT_ERROR_SHEET: a recovery sheet has a wrong group or is not whole
 * @HZ_VAULT_ERROR_SHEET_TWICE: the same recovery sheet was given two times
 * @HZ_VAULT_ERROR_SHEET_SETS: two recovery sheets of different sets
 * @HZ_VAULT_ERROR_SHEETS_WRONG: recovery sheets that are right and open nothing here: of another
 *   centre, replaced since, or one of three alone
 * @HZ_VAULT_ERROR_OTHER_CENTRE: a backup is of another centre than the one it is compared with
 * @HZ_VAULT_ERROR_CANCELLED: given up on request
 */
typedef enum
{
  HZ_VAULT_ERROR_FAILED,
  HZ_VAULT_ERROR_MISSING,
  HZ_VAULT_ERROR_EXISTS,
  HZ_VAULT_ERROR_BUSY,
  HZ_VAULT_ERROR_IO,
  HZ_VAULT_ERROR_NO_MEMORY,
  HZ_VAULT_ERROR_NOT_KEYRING,
  HZ_VAULT_ERROR_NEWER,
  HZ_VAULT_ERROR_KEYRING_DAMAGED,
  HZ_VAULT_ERROR_KEYRING_TAMPERED,
  HZ_VAULT_ERROR_KEYRING_CHANGED,
  HZ_VAULT_ERROR_WRONG_LOGIN,
  HZ_VAULT_ERROR_INVITATION,
  HZ_VAULT_ERROR_NOT_INVITATION,
  HZ_VAULT_ERROR_NO_GRANT,
  HZ_VAULT_ERROR_GRANT_FORGED,
  HZ_VAULT_ERROR_ROSTER_DAMAGED,
  HZ_VAULT_ERROR_ROSTER_FORGED,
  HZ_VAULT_ERROR_NOT_MEMBER,
  HZ_VAULT_ERROR_WEAK_PASSWORD,
  HZ_VAULT_ERROR_SAME_PASSWORD,
  HZ_VAULT_ERROR_BAD_NAME,
  HZ_VAULT_ERROR_BAD_ROLES,
  HZ_VAULT_ERROR_NOT_ALLOWED,
  HZ_VAULT_ERROR_NOT_FOUND,
  HZ_VAULT_ERROR_LOCKED,
  HZ_VAULT_ERROR_NO_KEY,
  HZ_VAULT_ERROR_BODY_DAMAGED,
  HZ_VAULT_ERROR_CASE_FORGED,
  HZ_VAULT_ERROR_DAMAGED,
  HZ_VAULT_ERROR_NO_SPACE,
  HZ_VAULT_ERROR_CONSTRAINT,
  HZ_VAULT_ERROR_SHEET,
  HZ_VAULT_ERROR_SHEET_TWICE,
  HZ_VAULT_ERROR_SHEET_SETS,
  HZ_VAULT_ERROR_SHEETS_WRONG,
  HZ_VAULT_ERROR_OTHER_CENTRE,
  HZ_VAULT_ERROR_CANCELLED,
} HzVaultError;

GQuark hz_vault_error_quark (void);

G_END_DECLS
