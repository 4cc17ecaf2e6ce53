/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-hash.h"

#include <sodium.h>

static void
assert_hash (const void *data,
             gsize length,
             const char *expected)
{
  guint8 hash[HZ_HASH_BYTES];
  char hex[2 * HZ_HASH_BYTES + 1];

  hz_hash (data, length, hash);
  g_assert_cmpstr (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash), ==, expected);
}

/* What files and chains are sealed with must stay what it is: here by Python's hashlib. */
static void
test_known (void)
{
  g_autofree guint8 *long_data = g_malloc (1024 * 1024);

  for (guint i = 0; i < 1024 * 1024; i++)
    long_data[i] = (guint8) i;

  assert_hash ("abc", 3, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  assert_hash ("", 0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  assert_hash (NULL, 0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  assert_hash (long_data, 1024 * 1024,
               "0f3f8fd232671ccf3fa0b0ddd0ee656d7d6cd1fb370d8eb61031e89da48d77ee");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hash/known", test_known);

  return g_test_run ();
}
