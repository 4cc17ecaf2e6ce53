/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/* The tables of data/: rows as vectors of fields, under the names of their columns. */
typedef struct
{
  char **columns;
  GPtrArray *rows;
} Table;

static void
table_free (Table *table)
{
  g_strfreev (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

static Table *
read_table (const char *name)
{
  g_autofree char *path = g_strconcat ("/tj/hamroz/Hamroz/data/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Table *table;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (text, "# SPDX-License-Identifier: GPL-3.0-or-later\n"));

  table = g_new0 (Table, 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      if (table->columns == NULL)
        {
          table->columns = g_strsplit (lines[i], "\t", -1);
          continue;
        }

      g_ptr_array_add (table->rows, g_strsplit (lines[i], "\t", -1));
      if (g_strv_length (g_ptr_array_index (table->rows, table->rows->len - 1)) !=
          g_strv_length (table->columns))
        g_error ("%s: wrong number of fields in: %s", name, lines[i]);
    }

  g_assert_nonnull (table->columns);
  g_assert_cmpuint (table->rows->len, >, 0);

  return table;
}

static const char *
get_field (Table *table,
           guint row,
           const char *column)
{
  char **fields = g_ptr_array_index (table->rows, row);

  for (guint i = 0; table->columns[i] != NULL; i++)
    if (strcmp (table->columns[i], column) == 0)
      return fields[i];

  g_error ("no column %s", column);
}

/* The values of @column; with @group, those of rows whose field @group is @name. */
static GHashTable *
collect_codes (Table *table,
               const char *column,
               const char *group,
               const char *name)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->rows->len; i++)
    if (group == NULL || strcmp (get_field (table, i, group), name) == 0)
      {
        const char *code = get_field (table, i, column);

        if (!g_hash_table_add (codes, g_strdup (code)))
          g_error ("twice: %s %s", name != NULL ? name : "", code);
      }

  return codes;
}

static gboolean
is_code (const char *text)
{
  if (!g_ascii_islower (text[0]))
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && strchr ("_-.", *p) == NULL)
      return FALSE;

  return TRUE;
}

/* Tajik has no ы щ ц ь ў; a Latin letter among Cyrillic ones is a mistake of the eye. Names of note
 * templates are Latin in every language. */
static void
check_tajik (const char *text,
             gboolean latin_allowed)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_utf8_strchr ("ыщцьўЫЩЦЬЎ", -1, c) != NULL)
        g_error ("letter that Tajik has not: %s", text);
      if (!latin_allowed && g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN)
        g_error ("Latin letter in Tajik: %s", text);
    }
}

static void
check_russian (const char *text,
               gboolean latin_allowed)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_utf8_strchr ("ғӣқӯҳҷҒӢҚӮҲҶ", -1, c) != NULL)
        g_error ("Tajik letter in Russian: %s", text);
      if (!latin_allowed && g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN)
        g_error ("Latin letter in Russian: %s", text);
    }
}

static void
check_labels (Table *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *tg = get_field (table, i, "tg");
      const char *ru = get_field (table, i, "ru");
      const char *en = get_field (table, i, "en");
      gboolean same = strcmp (tg, en) == 0;

      g_assert_cmpstr (tg, !=, "");
      g_assert_cmpstr (ru, !=, "");
      g_assert_cmpstr (en, !=, "");
      check_tajik (tg, same);
      check_russian (ru, same);

      for (const char *p = en; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_CYRILLIC)
          g_error ("Cyrillic letter in English: %s", en);
    }
}

static void
test_code_lists (void)
{
  g_autoptr (Table) table = read_table ("lists/code-lists.tsv");
  const char *list = "";
  int order = 0;

  check_labels (table);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *name = get_field (table, i, "list");
      int place = (int) g_ascii_strtoll (get_field (table, i, "order"), NULL, 10);

      g_assert_true (is_code (name));
      g_assert_true (is_code (get_field (table, i, "code")));

      if (strcmp (name, list) != 0)
        {
          /* Also finds a list that is begun twice. */
          g_autoptr (GHashTable) codes = collect_codes (table, "code", "list", name);

          g_assert_cmpuint (g_hash_table_size (codes), >, 1);
          list = name;
          order = 0;
        }

      if (place <= order)
        g_error ("order of %s %s", name, get_field (table, i, "code"));
      order = place;
    }
}

/* One label twice in one list would be two rows nobody can tell apart. */
static void
test_labels_differ (void)
{
  const char *languages[] = { "tg", "ru", "en" };
  g_autoptr (Table) table = read_table ("lists/code-lists.tsv");

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < table->rows->len; i++)
        {
          char *label = g_strconcat (get_field (table, i, "list"), " ",
                                     get_field (table, i, languages[l]), NULL);

          if (!g_hash_table_add (seen, label))
            g_error ("same label twice: %s", get_field (table, i, languages[l]));
        }
    }
}

static void
test_districts (void)
{
  g_autoptr (Table) table = read_table ("lists/districts.tsv");
  g_autoptr (GHashTable) ids = collect_codes (table, "id", NULL, NULL);
  guint regions = 0;

  check_labels (table);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *parent = get_field (table, i, "parent");

      g_assert_true (is_code (get_field (table, i, "id")));
      check_tajik (get_field (table, i, "tg_full"), FALSE);
      check_russian (get_field (table, i, "ru_full"), FALSE);

      if (strcmp (get_field (table, i, "kind"), "region") == 0)
        {
          g_assert_cmpstr (parent, ==, "");
          regions++;
        }
      else if (!g_hash_table_contains (ids, parent))
        g_error ("%s has no parent", get_field (table, i, "id"));
    }

  g_assert_cmpuint (regions, ==, 5);
}

static void
test_holidays (void)
{
  g_autoptr (Table) table = read_table ("lists/holidays.tsv");
  g_autoptr (GHashTable) keys = collect_codes (table, "key", NULL, NULL);

  g_assert_true (g_hash_table_contains (keys, "independence_day"));
  check_labels (table);

  for (guint i = 0; i < table->rows->len; i++)
    {
      gboolean fixed = strcmp (get_field (table, i, "kind"), "fixed") == 0;
      const char *date = get_field (table, i, "date");
      g_autofree char *whole = fixed ? g_strconcat ("2028-", date, NULL) : g_strdup (date);
      int year, month, day;

      g_assert_cmpint (sscanf (whole, "%4d-%2d-%2d", &year, &month, &day), ==, 3);
      g_assert_cmpuint (strlen (whole), ==, 10);
      g_assert_true (g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year));
      g_assert_true (g_strv_contains ((const char *[]) { "yes", "no", NULL },
                                      get_field (table, i, "day_off")));
      g_assert_true (g_strv_contains ((const char *[]) { "yes", "no", NULL },
                                      get_field (table, i, "confirm")));

      /* Nobody knows the day of a feast of the coming years yet. */
      if (!fixed && year > 2026)
        g_assert_cmpstr (get_field (table, i, "confirm"), ==, "yes");
    }
}

static void
test_directory (void)
{
  g_autoptr (Table) table = read_table ("lists/directory.tsv");
  g_autoptr (Table) lists = read_table ("lists/code-lists.tsv");
  g_autoptr (GHashTable) kinds = collect_codes (lists, "code", "list", "directory_kind");
  g_autoptr (GHashTable) codes = collect_codes (table, "code", NULL, NULL);

  g_assert_true (g_hash_table_contains (codes, "legal_aid"));
  check_labels (table);

  for (guint i = 0; i < table->rows->len; i++)
    {
      g_assert_true (g_hash_table_contains (kinds, get_field (table, i, "kind")));
      g_assert_cmpstr (get_field (table, i, "checked_on"), ==, "");
      g_assert_cmpstr (get_field (table, i, "for_en"), !=, "");
      check_tajik (get_field (table, i, "for_tg"), FALSE);
      check_russian (get_field (table, i, "for_ru"), FALSE);
    }
}

static void
check_in_list (GHashTable *codes,
               const char *values)
{
  g_auto (GStrv) parts = g_strsplit (values, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_hash_table_contains (codes, parts[i]))
      g_error ("not a code: %s", parts[i]);
}

static void
test_demo_cases (void)
{
  const char *pairs[][2] = {
    { "sex", "sex" },
    { "safe_to_call", "safe_to_call" },
    { "sms_rule", "sms_rule" },
    { "marital_status", "marital_status" },
    { "marriage_form", "marriage_form" },
    { "husband_state", "husband_state" },
    { "requests", "request" },
    { "services", "service" },
    { "risk", "risk_level" },
    { "papers_missing", "paper" },
    { "how_came", "how_came" },
  };
  g_autoptr (Table) table = read_table ("demo/cases.tsv");
  g_autoptr (Table) lists = read_table ("lists/code-lists.tsv");
  g_autoptr (Table) districts = read_table ("lists/districts.tsv");
  g_autoptr (Table) directory = read_table ("lists/directory.tsv");
  g_autoptr (GHashTable) district_ids = collect_codes (districts, "id", NULL, NULL);
  g_autoptr (GHashTable) bodies = collect_codes (directory, "code", NULL, NULL);
  g_autoptr (GHashTable) numbers = collect_codes (table, "no", NULL, NULL);

  g_assert_cmpuint (g_hash_table_size (numbers), ==, 40);

  for (guint i = 0; i < table->rows->len; i++)
    {
      g_assert_true (g_hash_table_contains (district_ids, get_field (table, i, "district")));
      /* A range in which Tajikistan gives out no numbers. */
      g_assert_true (g_str_has_prefix (get_field (table, i, "phone"), "+992 60 000 "));
      check_tajik (get_field (table, i, "surname"), FALSE);
      check_tajik (get_field (table, i, "reason_tg"), FALSE);
      check_russian (get_field (table, i, "reason_ru"), FALSE);

      for (guint p = 0; p < G_N_ELEMENTS (pairs); p++)
        {
          g_autoptr (GHashTable) codes = collect_codes (lists, "code", "list", pairs[p][1]);

          if (*get_field (table, i, pairs[p][0]) != '\0')
            check_in_list (codes, get_field (table, i, pairs[p][0]));
        }

      if (*get_field (table, i, "referrals") != '\0')
        check_in_list (bodies, get_field (table, i, "referrals"));
    }
}

static void
test_demo_staff (void)
{
  g_autoptr (Table) table = read_table ("demo/staff.tsv");
  g_autoptr (Table) centre = read_table ("demo/centre.tsv");
  g_autoptr (Table) lists = read_table ("lists/code-lists.tsv");
  g_autoptr (GHashTable) roles = collect_codes (lists, "code", "list", "role");
  g_autoptr (GHashTable) logins = collect_codes (table, "login", NULL, NULL);

  g_assert_cmpuint (g_hash_table_size (logins), ==, 5);
  check_labels (centre);

  for (guint i = 0; i < table->rows->len; i++)
    {
      check_in_list (roles, get_field (table, i, "roles"));
      check_tajik (get_field (table, i, "post_tg"), FALSE);
      check_russian (get_field (table, i, "post_ru"), FALSE);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/data/tables/code-lists", test_code_lists);
  g_test_add_func ("/data/tables/labels-differ", test_labels_differ);
  g_test_add_func ("/data/tables/districts", test_districts);
  g_test_add_func ("/data/tables/holidays", test_holidays);
  g_test_add_func ("/data/tables/directory", test_directory);
  g_test_add_func ("/data/tables/demo-cases", test_demo_cases);
  g_test_add_func ("/data/tables/demo-staff", test_demo_staff);

  return g_test_run ();
}
