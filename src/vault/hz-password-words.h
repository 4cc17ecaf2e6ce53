/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HzPasswordWords:
 *
 * Words that make a password easy to guess: the common ones of this country, which data/ ships, and the
 * names that are added. Not for two threads at once.
 */
typedef struct _HzPasswordWords HzPasswordWords;

/**
 * HzPasswordKeys:
 * @HZ_PASSWORD_KEYS_AS_TYPED: the password as it reads
 * @HZ_PASSWORD_KEYS_TAJIK: what its Latin keys give on the Tajik layout
 * @HZ_PASSWORD_KEYS_RUSSIAN: on the Russian one
 *
 * How words are looked for.
 */
typedef enum
{
  HZ_PASSWORD_KEYS_AS_TYPED,
  HZ_PASSWORD_KEYS_TAJIK,
  HZ_PASSWORD_KEYS_RUSSIAN,
} HzPasswordKeys;

#define HZ_N_PASSWORD_KEYS 3

/**
 * HzPasswordWordsFound:
 * @n_names: added names in the password
 * @n_common: common words in it
 * @rest: what is left of the password's search key without them; wiped when cleared
 *
 * What of a password is no secret.
 */
typedef struct
{
  guint n_names;
  guint n_common;
  char *rest;
} HzPasswordWordsFound;

HzPasswordWords *hz_password_words_new (void);
HzPasswordWords *hz_password_words_ref (HzPasswordWords *self);
void hz_password_words_unref (HzPasswordWords *self);

void hz_password_words_add (HzPasswordWords *self,
                            const char *names);
void hz_password_words_add_all (HzPasswordWords *self,
                                HzPasswordWords *others);
gboolean hz_password_words_find (HzPasswordWords *self,
                                 const char *password,
                                 HzPasswordKeys keys,
                                 HzPasswordWordsFound *found);
void hz_password_words_found_clear (HzPasswordWordsFound *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HzPasswordWords, hz_password_words_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HzPasswordWordsFound, hz_password_words_found_clear)

G_END_DECLS
