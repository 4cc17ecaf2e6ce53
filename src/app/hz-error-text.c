/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "hz-letters-error.h"
#include "hz-records-error.h"
#include "hz-vault-error.h"

typedef struct
{
  int code;
  const char *sentence;
} Sentence;

static const Sentence vault_sentences[] = {
  { HZ_VAULT_ERROR_FAILED, N_("Something went wrong. Nothing was changed.") },
  { HZ_VAULT_ERROR_MISSING, N_("The folder holds no centre, or it was copied only in part.") },
  { HZ_VAULT_ERROR_EXISTS, N_("The folder holds a centre already.") },
  { HZ_VAULT_ERROR_BUSY, N_("The data are already open in another window of this computer.") },
  { HZ_VAULT_ERROR_IO, N_("The disk cannot be read or written, or it is full.") },
  { HZ_VAULT_ERROR_NO_MEMORY, N_("The computer has too little free memory. Close other programs.") },
  { HZ_VAULT_ERROR_NOT_KEYRING, N_("The file of keys is no file of this program.") },
  { HZ_VAULT_ERROR_NEWER, N_("These data were written by a newer version of the program.") },
  { HZ_VAULT_ERROR_KEYRING_DAMAGED, N_("The file of keys and its copy are damaged. "
                                       "Nothing was changed. Use a backup copy of the folder.") },
  { HZ_VAULT_ERROR_KEYRING_TAMPERED, N_("Somebody has changed the file of keys from outside. "
                                        "Do not work here; call your administrator.") },
  { HZ_VAULT_ERROR_KEYRING_CHANGED, N_("Another window has changed the accounts meanwhile. "
                                       "Lock, open again and repeat.") },
  { HZ_VAULT_ERROR_WRONG_LOGIN, N_("The name or the password is not right.") },
  { HZ_VAULT_ERROR_INVITATION, N_("Choose a password of your own now.") },
  { HZ_VAULT_ERROR_NOT_INVITATION, N_("This one-time password has been used already.") },
  { HZ_VAULT_ERROR_NO_GRANT, N_("Nobody has given this account the key of the centre. "
                                "Ask the administrator.") },
  { HZ_VAULT_ERROR_GRANT_FORGED, N_("The key of the centre comes from somebody who may not give it. "
                                    "Do not work here; call your administrator.") },
  { HZ_VAULT_ERROR_ROSTER_DAMAGED, N_("The list of the staff is damaged. "
                                      "Use a backup copy of the folder.") },
  { HZ_VAULT_ERROR_ROSTER_FORGED, N_("The list of the staff holds an entry that nobody here signed. "
                                     "Do not work here; call your administrator.") },
  { HZ_VAULT_ERROR_NOT_MEMBER, N_("This account is closed. Ask the administrator.") },
  { HZ_VAULT_ERROR_WEAK_PASSWORD, N_("This password is too easy to guess.") },
  { HZ_VAULT_ERROR_SAME_PASSWORD, N_("This is the password of now. Choose another.") },
  { HZ_VAULT_ERROR_BAD_NAME, N_("The name or the sign-in name is empty, too long or already taken.") },
  { HZ_VAULT_ERROR_BAD_ROLES, N_("An account needs a role, and one administrator must remain.") },
  { HZ_VAULT_ERROR_NOT_ALLOWED, N_("Your account may not do this.") },
  { HZ_VAULT_ERROR_NOT_FOUND, N_("There is no such account or case.") },
  { HZ_VAULT_ERROR_LOCKED, N_("The window was locked. Open it and repeat.") },
  { HZ_VAULT_ERROR_NO_KEY, N_("You do not have the key to this.") },
  { HZ_VAULT_ERROR_BODY_DAMAGED, N_("This entry is damaged and does not open. "
                                    "Use a backup copy of the folder.") },
  { HZ_VAULT_ERROR_CASE_FORGED, N_("The keys of this case do not fit together. "
                                   "It can be read, not changed.") },
  { HZ_VAULT_ERROR_DAMAGED, N_("The data are damaged. What can be read is shown, but nothing is "
                               "saved any more. Use a backup copy of the folder.") },
  { HZ_VAULT_ERROR_NO_SPACE, N_("Could not be saved: the disk is full. Do not close the window.") },
  { HZ_VAULT_ERROR_CONSTRAINT, N_("One of the answers cannot be right. Nothing was changed.") },
  { HZ_VAULT_ERROR_SHEET, N_("The recovery sheet is not typed right.") },
  { HZ_VAULT_ERROR_SHEET_TWICE, N_("This is the same recovery sheet twice. Take another one.") },
  { HZ_VAULT_ERROR_SHEET_SETS, N_("These recovery sheets are of two different sets.") },
  { HZ_VAULT_ERROR_SHEETS_WRONG, N_("This recovery sheet opens nothing here: it is of another centre "
                                    "or has been replaced, or a second one is needed.") },
  { HZ_VAULT_ERROR_OTHER_CENTRE, N_("This backup is of another centre.") },
  { HZ_VAULT_ERROR_CANCELLED, N_("It was given up. Nothing was changed.") },
};

static const Sentence records_sentences[] = {
  { HZ_RECORDS_ERROR_FAILED, N_("Something went wrong. Nothing was changed.") },
  { HZ_RECORDS_ERROR_NOT_FOUND, N_("This record is no longer there.") },
  { HZ_RECORDS_ERROR_CONFLICT, N_("Somebody has saved this record meanwhile. "
                                  "Both versions are kept.") },
  { HZ_RECORDS_ERROR_FORBIDDEN, N_("Your account may not do this.") },
  { HZ_RECORDS_ERROR_NO_KEY, N_("You do not have the key to this.") },
  { HZ_RECORDS_ERROR_INVALID, N_("One of the answers cannot be right. Nothing was changed.") },
  { HZ_RECORDS_ERROR_TOO_LONG, N_("The text is too long for its field.") },
  { HZ_RECORDS_ERROR_OVERLAP, N_("This time is taken. To book anyway, write a word of reason.") },
  { HZ_RECORDS_ERROR_NO_CONSENT, N_("A ticked fact has no consent. "
                                    "Ask for it, or write the reason.") },
  { HZ_RECORDS_ERROR_SEALED, N_("After sealing the text cannot be changed. You can add to it.") },
  { HZ_RECORDS_ERROR_NEWER, N_("These data were written by a newer version of the program.") },
  { HZ_RECORDS_ERROR_AUDIT_BROKEN, N_("The log of who did what has been changed from outside. "
                                      "Call your administrator.") },
  { HZ_RECORDS_ERROR_DAMAGED, N_("This entry is damaged and does not open. "
                                 "Use a backup copy of the folder.") },
  { HZ_RECORDS_ERROR_CASE_OPEN, N_("One of her cases is still open. It has to be closed first.") },
  { HZ_RECORDS_ERROR_STILL_COMES, N_("She has appointments that are still to come. "
                                     "They have to be cancelled first.") },
  { HZ_RECORDS_ERROR_ERASURE_ASKED, N_("Somebody has asked that this client be erased. "
                                       "That has to be withdrawn first.") },
  { HZ_RECORDS_ERROR_TOO_SOON, N_("This can be confirmed from the day after it was asked for.") },
  { HZ_RECORDS_ERROR_SAME_PERSON, N_("Whoever asked for it cannot confirm it. "
                                     "Another administrator has to.") },
  { HZ_RECORDS_ERROR_OTHER_CODE, N_("This is not the code of the client who is to be erased.") },
};

static const Sentence letters_sentences[] = {
  { HZ_LETTERS_ERROR_FAILED, N_("Something went wrong. Nothing was changed.") },
  { HZ_LETTERS_ERROR_TEMPLATE, N_("The template of the letter cannot be read.") },
  { HZ_LETTERS_ERROR_FONT, N_("The font of the letters is not installed: Liberation Serif. "
                              "Ask the administrator.") },
  { HZ_LETTERS_ERROR_LETTER, N_("The letter holds a sign that its font cannot draw. "
                                "Take it out.") },
  { HZ_LETTERS_ERROR_FILE, N_("The file could not be written.") },
};

static const Sentence io_sentences[] = {
  { G_IO_ERROR_NOT_FOUND, N_("The file or folder is not there.") },
  { G_IO_ERROR_EXISTS, N_("A file of this name is there already.") },
  { G_IO_ERROR_IS_DIRECTORY, N_("This is a folder, not a file.") },
  { G_IO_ERROR_NOT_DIRECTORY, N_("This is a file, not a folder.") },
  { G_IO_ERROR_NO_SPACE, N_("Could not be saved: the disk is full. Do not close the window.") },
  { G_IO_ERROR_PERMISSION_DENIED, N_("This file or folder is not yours to read or to change.") },
  { G_IO_ERROR_READ_ONLY, N_("This disk or folder cannot be written to.") },
  { G_IO_ERROR_BUSY, N_("Another program is using the file.") },
  { G_IO_ERROR_TIMED_OUT, N_("It took too long. Try again.") },
  { G_IO_ERROR_FILENAME_TOO_LONG, N_("The name of the file is too long.") },
  { G_IO_ERROR_INVALID_FILENAME, N_("A file cannot be named like this.") },
};

static const char *
find_in (const Sentence *sentences,
         gsize n_sentences,
         int code)
{
  for (gsize i = 0; i < n_sentences; i++)
    if (sentences[i].code == code)
      return sentences[i].sentence;

  return NULL;
}

/**
 * hz_error_text_find:
 * @domain: of an error
 * @code: likewise
 *
 * Returns: (transfer none) (nullable): its sentence in English, for gettext()
 */
const char *
hz_error_text_find (GQuark domain,
                    int code)
{
  if (domain == HZ_VAULT_ERROR)
    return find_in (vault_sentences, G_N_ELEMENTS (vault_sentences), code);
  if (domain == HZ_RECORDS_ERROR)
    return find_in (records_sentences, G_N_ELEMENTS (records_sentences), code);
  if (domain == HZ_LETTERS_ERROR)
    return find_in (letters_sentences, G_N_ELEMENTS (letters_sentences), code);
  if (domain == G_IO_ERROR)
    return find_in (io_sentences, G_N_ELEMENTS (io_sentences), code);

  return NULL;
}

/**
 * hz_error_text_describe:
 * @error: what happened
 *
 * Returns: (transfer full): what to tell the person, in the interface's language
 */
char *
hz_error_text_describe (const GError *error)
{
  const char *sentence;

  g_return_val_if_fail (error != NULL, NULL);

  sentence = hz_error_text_find (error->domain, error->code);
  if (sentence == NULL)
    sentence = N_("Something went wrong. Nothing was changed.");

  return g_strdup (_(sentence));
}
