/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A typed sheet: letter, number and text from whatever bytes there are. */

#include <string.h>

#include "fuzz.h"
#include "hz-sheet.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize length)
{
  g_autofree char *typed = NULL;
  g_autoptr (HzSecret) secret = NULL;
  g_autoptr (HzSecret) text = NULL;

  if (length < 2)
    return 0;

  typed = g_strndup ((const char *) data + 2, length - 2);
  secret = hz_sheet_parse ((char) data[0], data[1] - '0', typed, NULL, NULL);

  /* What is taken is taken again as it is written. */
  if (secret != NULL)
    {
      g_autoptr (HzSecret) again = NULL;

      text = hz_sheet_format ((char) data[0], data[1] - '0', secret);
      again = hz_sheet_parse ((char) data[0], data[1] - '0', hz_secret_get_text (text), NULL, NULL);
      g_assert_true (again != NULL && hz_secret_equal (secret, again));
    }

  return 0;
}
