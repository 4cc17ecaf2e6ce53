/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Recovery sheets on paper.
 *
 * A sheet is 20 random bytes, written in Crockford's base 32 (0-9, A-Z without I L O U; upper half
 * of the first byte first) as eight groups of four characters, each followed by a check character:
 * 5 characters a group, eight groups.
 *
 * Check character of a group a0 a1 a2 a3, in GF(32) with x^5 + x^2 + 1, g = x:
 *
 *   a0 g + a1 g^2 + a2 g^3 + a3 g^4 + g^(set - 'A') * (8 * number + place)
 *
 * with place 0 to 7, number 1 to 3. The four factors differ and none is 0 or 1: every single wrong
 * character and every two exchanged ones are noticed, in the group where they stand. The last term
 * differs for each place and number of one set, and for each set of one place and number: a group
 * of another place or sheet is named too.
 *
 * Typing is forgiving: any case, any spaces and hyphens; O is 0, I and L are 1. Where the keyboard
 * writes Cyrillic, a letter is taken once by its key and once by its look, whichever makes more
 * groups right.
 */

#define G_LOG_DOMAIN "HzVault"

#include "hz-sheet.h"

#include <sodium.h>
#include <string.h>

#include "hz-letter.h"
#include "hz-vault-error.h"

#define GROUP_CHARACTERS 4
#define GROUP_WRITTEN 5
#define SHEET_CHARACTERS (HZ_SHEET_GROUPS * GROUP_WRITTEN)

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct _HzSheets
{
  char set;
  guint n;
  HzSecret *secrets[HZ_SHEET_MAX];
};

static guint
multiply (guint a,
          guint b)
{
  guint product = 0;

  for (guint i = 0; i < 5; i++)
    {
      if (b & (1u << i))
        product ^= a << i;
    }

  for (guint i = 9; i >= 5; i--)
    {
      if (product & (1u << i))
        product ^= 0x25u << (i - 5);
    }

  return product;
}

static guint
raise_generator (guint power)
{
  guint value = 1;

  for (guint i = 0; i < power; i++)
    value = multiply (value, 2);

  return value;
}

static guint
compute_check (char set,
               guint number,
               guint place,
               const guint8 group[GROUP_CHARACTERS])
{
  guint check = multiply (raise_generator ((guint) (set - 'A')), 8 * number + place);

  for (guint i = 0; i < GROUP_CHARACTERS; i++)
    check ^= multiply (group[i], raise_generator (i + 1));

  return check;
}

/* The 5 bits at @index, counted from the upper end of the first byte. */
static guint
get_five_bits (const guint8 *bytes,
               guint index)
{
  guint bit = 5 * index;
  guint pair = (guint) bytes[bit / 8] << 8;

  if (bit / 8 + 1 < HZ_SHEET_BYTES)
    pair |= bytes[bit / 8 + 1];

  return (pair >> (11 - bit % 8)) & 31;
}

static void
put_five_bits (guint8 *bytes,
               guint index,
               guint value)
{
  for (guint i = 0; i < 5; i++)
    {
      guint bit = 5 * index + i;

      if (value & (16u >> i))
        bytes[bit / 8] |= (guint8) (0x80u >> (bit % 8));
    }
}

/**
 * hz_sheet_format:
 * @set: the set's letter, A to Z
 * @number: the sheet's number, 1 to 3
 * @secret: its 20 bytes
 *
 * Returns: (transfer full): eight groups of five characters with a space between, ended by a zero
 */
HzSecret *
hz_sheet_format (char set,
                 guint number,
                 HzSecret *secret)
{
  HzSecret *text = hz_secret_new (SHEET_CHARACTERS + HZ_SHEET_GROUPS);
  char *at = (char *) hz_secret_get_data (text);

  for (guint place = 0; place < HZ_SHEET_GROUPS; place++)
    {
      guint8 group[GROUP_CHARACTERS];

      for (guint i = 0; i < GROUP_CHARACTERS; i++)
        {
          group[i] = (guint8) get_five_bits (hz_secret_get_data (secret),
                                             place * GROUP_CHARACTERS + i);
          *at++ = digits[group[i]];
        }

      *at++ = digits[compute_check (set, number, place, group)];
      *at++ = place + 1 < HZ_SHEET_GROUPS ? ' ' : '\0';
      sodium_memzero (group, sizeof group);
    }

  return text;
}

static int
read_digit (gunichar letter)
{
  gunichar upper = g_unichar_toupper (letter);
  const char *at;

  if (upper == 'O')
    return 0;
  if (upper == 'I' || upper == 'L')
    return 1;
  if (upper == 0 || upper >= 0x80)
    return -1;

  at = strchr (digits, (char) upper);
  return at != NULL ? (int) (at - digits) : -1;
}

static gunichar
take_by_key (gunichar letter)
{
  static const char latin[] = "qwertyuiopasdfghjklzxcvbnmwsom";
  static const char keys[] = "йцукенгшщзфывапролдячсмитьқҷҳӣ";
  gunichar lower = g_unichar_tolower (letter);
  const char *at = latin;

  for (const char *p = keys; *p != '\0'; p = g_utf8_next_char (p), at++)
    if (g_utf8_get_char (p) == lower)
      return (gunichar) *at;

  return letter;
}

static gunichar
take_by_look (gunichar letter)
{
  gunichar latin = hz_letter_get_latin_lookalike (g_unichar_toupper (letter));

  return latin != 0 ? latin : letter;
}

/* The characters as digits, -1 for what is none. Returns how many there are, up to one too many. */
static guint
read_digits (const char *typed,
             gunichar (*take) (gunichar letter),
             gint8 values[SHEET_CHARACTERS + 1])
{
  guint n = 0;

  for (const char *p = typed; *p != '\0' && n <= SHEET_CHARACTERS; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter) || letter == '-' || letter == '.')
        continue;

      values[n++] = (gint8) read_digit (letter < 0x80 || take == NULL ? letter : take (letter));
    }

  return n;
}

static gboolean
group_is_right (char set,
                guint number,
                guint place,
                const gint8 *values)
{
  guint8 group[GROUP_CHARACTERS];
  gboolean right = values[GROUP_CHARACTERS] >= 0;

  for (guint i = 0; i < GROUP_CHARACTERS; i++)
    {
      right = right && values[i] >= 0;
      group[i] = (guint8) MAX (values[i], 0);
    }

  right = right && compute_check (set, number, place, group) == (guint) values[GROUP_CHARACTERS];
  sodium_memzero (group, sizeof group);

  return right;
}

/* Returns how many groups are right, and the first that is not, from 1, or 0. */
static guint
count_right_groups (char set,
                    guint number,
                    const gint8 *values,
                    guint n,
                    guint *first_wrong)
{
  guint n_right = 0;

  *first_wrong = 0;

  for (guint place = 0; place < HZ_SHEET_GROUPS; place++)
    {
      if ((place + 1) * GROUP_WRITTEN <= n
          && group_is_right (set, number, place, values + place * GROUP_WRITTEN))
        n_right++;
      else if (*first_wrong == 0)
        *first_wrong = place + 1;
    }

  return n_right;
}

/* The reading, of three, that makes most groups right. */
static guint
read_best (char set,
           guint number,
           const char *typed,
           gint8 values[SHEET_CHARACTERS + 1],
           guint *first_wrong,
           guint *n_best)
{
  gunichar (*const takes[]) (gunichar) = { NULL, take_by_key, take_by_look };
  guint best = 0;
  guint most = 0;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
    {
      guint n_right;

      n = read_digits (typed, takes[i], values);
      n_right = count_right_groups (set, number, values, n, first_wrong);
      if (n_right > most)
        {
          most = n_right;
          best = i;
        }
    }

  n = read_digits (typed, takes[best], values);
  *n_best = count_right_groups (set, number, values, n, first_wrong);

  return n;
}

/**
 * hz_sheet_parse:
 * @set: the letter printed on the sheet, A to Z
 * @number: the number printed on it, 1 to 3
 * @typed: what was typed, or part of it
 * @wrong_group: (out) (optional): the first group that is wrong or missing, from 1; 0 when there is
 *   too much
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sheet's 20 bytes; or %HZ_VAULT_ERROR_SHEET
 */
HzSecret *
hz_sheet_parse (char set,
                guint number,
                const char *typed,
                guint *wrong_group,
                GError **error)
{
  gint8 values[SHEET_CHARACTERS + 1] = { 0 };
  HzSecret *secret = NULL;
  guint first_wrong = 1;
  guint n_right = 0;
  guint n = 0;

  if (set >= 'A' && set <= 'Z' && number >= 1 && number <= HZ_SHEET_MAX
      && g_utf8_validate (typed, -1, NULL))
    n = read_best (set, number, typed, values, &first_wrong, &n_right);

  if (n == SHEET_CHARACTERS && first_wrong == 0)
    {
      secret = hz_secret_new (HZ_SHEET_BYTES);
      for (guint i = 0; i < HZ_SHEET_GROUPS * GROUP_CHARACTERS; i++)
        put_five_bits (hz_secret_get_data (secret), i,
                       (guint) values[i / GROUP_CHARACTERS * GROUP_WRITTEN + i % GROUP_CHARACTERS]);
    }
  else
    {
      if (wrong_group != NULL)
        *wrong_group = first_wrong;
      g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET, "Group %u of the sheet is not right",
                   first_wrong);
    }

  sodium_memzero (values, sizeof values);

  return secret;
}

/**
 * hz_sheet_read:
 * @typed: what was typed
 * @set: (out): the letter that its check characters speak of
 * @number: (out): likewise, the number
 * @wrong_group: (out): the first group that is wrong or missing, from 1; 0 when there is too much
 * @error: return location
 *
 * Letter and number need not be typed: no two fit the same sheet.
 *
 * Returns: (transfer full) (nullable): the sheet's 20 bytes; or %HZ_VAULT_ERROR_SHEET
 */
HzSecret *
hz_sheet_read (const char *typed,
               char *set,
               guint *number,
               guint *wrong_group,
               GError **error)
{
  gint8 values[SHEET_CHARACTERS + 1] = { 0 };
  guint first_wrong;
  guint most = 0;

  *set = 'A';
  *number = 1;

  for (char letter = 'A'; letter <= 'Z' && g_utf8_validate (typed, -1, NULL); letter++)
    for (guint i = 1; i <= HZ_SHEET_MAX; i++)
      {
        guint n_right;

        read_best (letter, i, typed, values, &first_wrong, &n_right);
        if (n_right > most)
          {
            most = n_right;
            *set = letter;
            *number = i;
          }
      }

  sodium_memzero (values, sizeof values);

  return hz_sheet_parse (*set, *number, typed, wrong_group, error);
}

/**
 * hz_sheets_new:
 * @set: the letter to print, A for a new centre
 * @n_sheets: 1, which opens everything, or 3, of which any two do
 *
 * Returns: (transfer full) (nullable): new sheets; %NULL for another number
 */
HzSheets *
hz_sheets_new (char set,
               guint n_sheets)
{
  HzSheets *self;

  if (set < 'A' || set > 'Z' || (n_sheets != 1 && n_sheets != HZ_SHEET_MAX))
    return NULL;

  self = g_new0 (HzSheets, 1);
  self->set = set;
  self->n = n_sheets;
  for (guint i = 0; i < n_sheets; i++)
    self->secrets[i] = hz_secret_new_random (HZ_SHEET_BYTES);

  return self;
}

/**
 * hz_sheets_copy:
 * @self: sheets
 *
 * Returns: (transfer full): the same sheets
 */
HzSheets *
hz_sheets_copy (HzSheets *self)
{
  HzSheets *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < copy->n; i++)
    hz_secret_ref (copy->secrets[i]);

  return copy;
}

/**
 * hz_sheets_free:
 * @self: (nullable) (transfer full): sheets
 */
void
hz_sheets_free (HzSheets *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n; i++)
    hz_secret_unref (self->secrets[i]);

  g_free (self);
}

/**
 * hz_sheets_get_set:
 * @self: sheets
 *
 * Returns: the letter printed on them
 */
char
hz_sheets_get_set (HzSheets *self)
{
  return self->set;
}

/**
 * hz_sheets_get_n:
 * @self: sheets
 *
 * Returns: 1 or 3
 */
guint
hz_sheets_get_n (HzSheets *self)
{
  return self->n;
}

/**
 * hz_sheets_get_secret:
 * @self: sheets
 * @number: from 1
 *
 * Returns: (transfer none): the 20 bytes of a sheet
 */
HzSecret *
hz_sheets_get_secret (HzSheets *self,
                      guint number)
{
  g_return_val_if_fail (number >= 1 && number <= self->n, NULL);

  return self->secrets[number - 1];
}

/**
 * hz_sheets_get_text:
 * @self: sheets
 * @number: from 1
 *
 * Returns: (transfer full): what stands on the sheet, for hz_secret_get_text(); to be shown once
 */
HzSecret *
hz_sheets_get_text (HzSheets *self,
                    guint number)
{
  return hz_sheet_format (self->set, number, hz_sheets_get_secret (self, number));
}

/**
 * hz_sheets_check_typed:
 * @self: sheets
 * @number: from 1
 * @typed: what was typed back
 * @wrong_group: (out) (optional): the first wrong or missing group, from 1; 0 when no single group
 *   is to blame
 * @error: return location
 *
 * Returns: whether the sheet was typed back whole and right; else %HZ_VAULT_ERROR_SHEET
 */
gboolean
hz_sheets_check_typed (HzSheets *self,
                       guint number,
                       const char *typed,
                       guint *wrong_group,
                       GError **error)
{
  g_autoptr (HzSecret) secret = hz_sheet_parse (self->set, number, typed, wrong_group, error);

  if (secret == NULL)
    return FALSE;

  if (hz_secret_equal (secret, hz_sheets_get_secret (self, number)))
    return TRUE;

  /* Each group is right by itself, and the sheet is another one. */
  if (wrong_group != NULL)
    *wrong_group = 0;
  g_set_error (error, HZ_VAULT_ERROR, HZ_VAULT_ERROR_SHEET, "This is another sheet");

  return FALSE;
}
