/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding clients however a name is written, in the order of the alphabet, page by page. */

#include "hz-client-duplicates.h"
#include "hz-client-gather.h"
#include "hz-client-query.h"
#include "hz-client-store.h"
#include "hz-test-records.h"
#include "hz-test.h"

/* The same name, as full Tajik, on a Russian keyboard, by Russian papers, out of an old font, in
 * passports and in messages. */
static const char *const spellings[][8] = {
  { "Ҷамшед", "Чамшед", "Джамшед", "Љамшед", "Jamshed", "Dzhamshed", "Chamshed" },
  { "Муҳаммадҷон", "Мухаммадчон", "Мухамадджон", "Мўњаммадљон", "Muhammadjon", "Mukhammadzhon" },
  { "Қурбонӣ", "Курбони", "Курбоний", "Ќурбонї", "Qurboni", "Kurbony", "Gurboni" },
  { "Ғафуров", "Гафуров", "Ѓафуров", "Ghafurov", "Gafurov" },
  { "Ҳикматулло", "Хикматулло", "Њикматулло", "Hikmatullo", "Khikmatullo", "Xikmatullo" },
  { "Ҷӯраев", "Чураев", "Джураев", "Љўраев", "Jurayev", "Djuraev", "Juraev" },
  { "Зулфия", "Зульфия", "Zulfiya", "Zulfia" },
  { "Саъдулло", "Садулло", "Sa'dullo", "Sadulo" },
  { "Шаҳноза", "Шахноза", "Shahnoza", "Shakhnoza", "6ahnoza" },
  { "Ёқуб", "Ёкуб", "Yoqub", "Yokub" },
  { "Абдураҳмон", "Абду Раҳмон", "Абду-Рахмон", "Abdurahmon" },
};

static gboolean
run_save (HzContext *context,
          gpointer data,
          GError **error)
{
  return hz_client_store_save (context, data, error);
}

static HzClient *
add (HzTestRecords *test,
     const char *surname,
     const char *given,
     const char *patronymic,
     int year,
     const char *phone)
{
  HzClient *client = hz_client_new ();

  client->surname = g_strdup (surname);
  client->given = g_strdup (given);
  client->patronymic = g_strdup (patronymic);
  client->birth = year > 0 ? HZ_DATE (year, 0, 0) : HZ_DATE_NONE;
  if (phone != NULL)
    g_ptr_array_add (client->phones, hz_client_phone_new (phone, "self", "yes", NULL));
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, client);

  return client;
}

typedef struct
{
  HzClientQuery *query;
  guint first;
  guint n;
  HzClientAnswer *answer;
} Asked;

static gboolean
run_query (HzContext *context,
           gpointer data,
           GError **error)
{
  Asked *asked = data;

  asked->answer = hz_client_query_run (context, asked->query, asked->first, asked->n, error);
  return asked->answer != NULL;
}

static HzClientAnswer *
ask (HzTestRecords *test,
     const char *text)
{
  g_autoptr (HzClientQuery) query = hz_client_query_new (text);
  Asked asked = { query, 0, 30, NULL };

  hz_test_records_must (test, HZ_DB_JOB_READ, run_query, &asked);
  return asked.answer;
}

static gboolean
finds (HzTestRecords *test,
       const char *text,
       const HzClient *client)
{
  g_autoptr (HzClientAnswer) answer = ask (test, text);

  for (guint i = 0; i < answer->rows->len; i++)
    if (hz_id_equal (&((HzClientRow *) g_ptr_array_index (answer->rows, i))->id, &client->stamp.id))
      return TRUE;

  return FALSE;
}

static void
test_spellings (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    for (guint j = 0; j < G_N_ELEMENTS (spellings[i]) && spellings[i][j] != NULL; j++)
      {
        g_autoptr (HzClient) client = add (test, "Мисолзода", spellings[i][j], NULL, 0, NULL);

        for (guint k = 0; k < G_N_ELEMENTS (spellings[i]) && spellings[i][k] != NULL; k++)
          {
            g_autofree char *both = g_strconcat (spellings[i][k], " мисол", NULL);

            if (!finds (test, both, client))
              g_error ("%s is not found as %s", spellings[i][j], spellings[i][k]);
          }
      }
}

static void
test_ways (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = NULL;
  g_autoptr (HzClient) other = NULL;
  g_autoptr (HzClientAnswer) answer = NULL;
  g_autoptr (HzClientAnswer) meant = NULL;
  g_autofree char *small = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  client = add (test, "Мисолзода", "Зарина", "Намунадухт", 1999, "+992600000002");
  other = add (test, "Мисолова", "Зарина", NULL, 1985, "907123456");
  small = g_ascii_strdown (client->code + 2, -1);

  g_assert_true (finds (test, "зар", client));
  g_assert_true (finds (test, "зарина намуна", client));
  g_assert_true (finds (test, "  Мисолзода,  Зарина ", client));
  g_assert_true (finds (test, "0002", client));
  g_assert_true (finds (test, "+992 60 000 00 02", client));
  g_assert_false (finds (test, "0003", client));
  g_assert_true (finds (test, "907123456", other));
  g_assert_true (finds (test, client->code, client));
  g_assert_true (finds (test, "зарина 1999", client));
  g_assert_false (finds (test, "зарина 1999", other));
  g_assert_false (finds (test, "зарина хаёл", client));

  /* Written so stands before sounding so. */
  answer = ask (test, "мисолова");
  g_assert_cmpuint (answer->n_rows, ==, 1);
  g_assert_nonnull (answer->tried[0]);

  /* The keys of «зарина» on the Latin layout. */
  meant = ask (test, "pfhbyf");
  g_assert_cmpuint (meant->n_rows, ==, 2);
  g_assert_cmpstr (meant->meant, ==, "зарина");
}

static void
test_order (void)
{
  static const char *const names[] = {
    "Азимзода", "Ғафурзода", "Гадозода", "Давлатзода", "Иброҳимзода", "Йӯлдошзода", "Каримзода",
    "Қодирзода", "Умарзода", "Ӯсмонзода", "Ҳикматзода", "Холзода", "Чориева", "Ҷалилзода", "Шарифзода",
  };
  static const char *const sorted[] = {
    "Азимзода", "Гадозода", "Ғафурзода", "Давлатзода", "Иброҳимзода", "Йӯлдошзода", "Каримзода",
    "Қодирзода", "Умарзода", "Ӯсмонзода", "Холзода", "Ҳикматзода", "Чориева", "Ҷалилзода", "Шарифзода",
  };
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) nameless = NULL;
  g_autoptr (HzClientAnswer) answer = NULL;

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  nameless = add (test, NULL, NULL, NULL, 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (add (test, names[i], "Зарина", NULL, 0, NULL));

  answer = ask (test, NULL);
  g_assert_cmpuint (answer->n_rows, ==, G_N_ELEMENTS (names) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    g_assert_cmpstr (((HzClientRow *) g_ptr_array_index (answer->rows, i))->surname, ==, sorted[i]);

  /* Who gave no name stands last. */
  g_assert_null (((HzClientRow *) g_ptr_array_index (answer->rows, G_N_ELEMENTS (sorted)))->surname);
}

static void
assert_paged (HzTestRecords *test,
              HzClientQuery *query,
              guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hz_id_hash, hz_id_equal);
  g_autoptr (GPtrArray) answers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hz_client_answer_free);

  for (guint first = 0; first < n; first += 7)
    {
      Asked asked = { query, first, 7, NULL };

      hz_test_records_must (test, HZ_DB_JOB_READ, run_query, &asked);
      g_ptr_array_add (answers, asked.answer);
      g_assert_cmpuint (asked.answer->n_rows, ==, n);
      g_assert_cmpuint (asked.answer->rows->len, ==, MIN (7, n - first));
      for (guint i = 0; i < asked.answer->rows->len; i++)
        g_assert_true (g_hash_table_add (seen, &((HzClientRow *) g_ptr_array_index (
                                                  asked.answer->rows, i))->id));
      if (asked.answer->finds != NULL && query->finds == NULL)
        query->finds = g_array_ref (asked.answer->finds);
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, n);
}

static void
test_pages (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClientQuery) query = hz_client_query_new (NULL);
  g_autoptr (HzClientQuery) search = hz_client_query_new ("мис");
  g_autoptr (HzClientQuery) region = hz_client_query_new (NULL);

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      /* Half of them have one name: pages must not lose or repeat any. */
      client->surname = g_strdup (i % 2 == 0 ? "Мисолзода" : "Мисолӣ");
      client->given = g_strdup ("Зарина");
      client->birth = HZ_DATE (1980 + i % 3, 0, 0);
      client->district = g_strdup (i % 4 == 0 ? "kt_bokhtar" : "sd_khujand");
      hz_test_records_must (test, HZ_DB_JOB_WRITE, run_save, client);
    }

  for (HzClientSort sort = HZ_CLIENT_SORT_NAME; sort <= HZ_CLIENT_SORT_REGISTERED; sort++)
    for (int descending = 0; descending < 2; descending++)
      {
        query->sort = sort;
        query->descending = descending;
        assert_paged (test, query, 40);
      }

  assert_paged (test, search, 40);
  region->district = g_strdup ("kt");
  assert_paged (test, region, 10);
}

typedef struct
{
  GArray *finds;
  GError *error;
  gboolean is_done;
} Gathered;

static void
on_records_gather_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer data)
{
  Gathered *gathered = data;

  gathered->finds = hz_client_gather_finish (HZ_RECORDS (source), result, &gathered->error);
  gathered->is_done = TRUE;
}

/* All whom @text fits, as a list gets them that is scrolled to its end. */
static void
assert_gathers (HzTestRecords *test,
                HzClientQuery *query,
                guint n)
{
  Asked asked = { query, 0, 30, NULL };
  g_autoptr (HzClientAnswer) answer = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  Gathered gathered = { 0 };

  query->is_quick = TRUE;
  hz_test_records_must (test, HZ_DB_JOB_READ, run_query, &asked);
  answer = asked.answer;
  hz_client_gather_async (test->records, query, query->text, answer->finds, NULL, on_records_gather_cb,
                          &gathered);
  while (!gathered.is_done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_no_error (gathered.error);
  g_assert_cmpuint (gathered.finds->len, ==, n);
  g_assert_cmpmem (gathered.finds->data, answer->finds->len * sizeof (gint64), answer->finds->data,
                   answer->finds->len * sizeof (gint64));
  query->finds = gathered.finds;
  if (answer->is_more)
    g_assert_cmpuint (answer->n_rows, <=, HZ_CLIENT_QUERY_QUICK);
  assert_paged (test, query, n);
}

static gboolean
add_many (HzContext *context,
          gpointer data,
          GError **error)
{
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (HzClient) client = hz_client_new ();

      client->surname = g_strdup_printf ("%s%c", i % 2 == 0 ? "Мисолзода" : "Намунаева", 'a' + i % 26);
      client->given = g_strdup (i % 5 == 0 ? "Чамила" : "Ҷамила");
      client->birth = HZ_DATE (1980 + i % 4, 0, 0);
      client->district = g_strdup (i % 4 == 0 ? "kt_bokhtar" : "sd_khujand");
      if (i % 2 == 0)
        g_ptr_array_add (client->phones,
                         hz_client_phone_new ("600001234", "self", "yes", NULL));
      if (!hz_client_store_save (context, client, error))
        return FALSE;
    }

  return TRUE;
}

/* More than are put in order while somebody types: in the end all are there, in any spelling. */
static void
test_all (void)
{
  static const struct
  {
    const char *text;
    const char *district;
    guint n;
  } cases[] = {
    { "ҷамила", NULL, 500 },       { "чам", NULL, 500 },      { "jamila мис", NULL, 250 },
    { "ҷамила 1981", NULL, 125 },  { "чам", "kt", 125 },      { "1234", NULL, 250 },
    { "ҷамила намунаев", NULL, 250 }, { "мис нам", NULL, 0 },
  };
  g_autoptr (HzTestRecords) test = hz_test_records_new ();

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  hz_test_records_must (test, HZ_DB_JOB_WRITE, add_many, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HzClientQuery) query = hz_client_query_new (cases[i].text);

      query->district = g_strdup (cases[i].district);
      assert_gathers (test, query, cases[i].n);
    }
}

typedef struct
{
  HzClient *client;
  HzId other;
  GPtrArray *found;
} Likeness;

static gboolean
run_find (HzContext *context,
          gpointer data,
          GError **error)
{
  Likeness *asked = data;

  asked->found = hz_client_duplicates_find (context, asked->client, error);
  return asked->found != NULL;
}

static gboolean
run_list (HzContext *context,
          gpointer data,
          GError **error)
{
  Likeness *asked = data;

  asked->found = hz_client_duplicates_list (context, error);
  return asked->found != NULL;
}

static gboolean
run_set_different (HzContext *context,
                   gpointer data,
                   GError **error)
{
  Likeness *asked = data;

  return hz_client_duplicates_set_different (context, &asked->client->stamp.id, &asked->other, error);
}

/* What a new record of this name, year and phone would be said to be like; -1 for nothing. */
static int
look (HzTestRecords *test,
      const char *surname,
      const char *given,
      const char *patronymic,
      int year,
      const char *phone)
{
  Likeness asked = { hz_client_new (), HZ_ID_NONE, NULL };
  int likeness = -1;

  asked.client->surname = g_strdup (surname);
  asked.client->given = g_strdup (given);
  asked.client->patronymic = g_strdup (patronymic);
  asked.client->birth = year > 0 ? HZ_DATE (year, 0, 0) : HZ_DATE_NONE;
  if (phone != NULL)
    g_ptr_array_add (asked.client->phones, hz_client_phone_new (phone, NULL, NULL, NULL));
  hz_test_records_must (test, HZ_DB_JOB_READ, run_find, &asked);
  if (asked.found->len > 0)
    likeness = (int) ((HzClientDuplicate *) g_ptr_array_index (asked.found, 0))->likeness;
  g_ptr_array_unref (asked.found);
  g_object_unref (asked.client);

  return likeness;
}

static void
test_duplicates (void)
{
  g_autoptr (HzTestRecords) test = hz_test_records_new ();
  g_autoptr (HzClient) client = NULL;
  g_autoptr (HzClient) twin = NULL;
  Likeness asked = { NULL, HZ_ID_NONE, NULL };

  hz_test_records_enter (test, HZ_TEST_RECEPTION);
  client = add (test, "Раҳмонзода", "Ҷамила", "Саидзода", 1990, "+992600000007");

  g_assert_cmpint (look (test, "Рахмонзода", "Джамила", NULL, 1990, NULL), ==, HZ_LIKENESS_SAME_NAME);
  g_assert_cmpint (look (test, "Jamila", "Rahmonzoda", NULL, 0, NULL), ==, HZ_LIKENESS_SAME_NAME);
  g_assert_cmpint (look (test, "Раҳмонзода", "Ҷамила", "Саидовна", 1990, NULL), ==,
                   HZ_LIKENESS_SAME_NAME);
  g_assert_cmpint (look (test, "Раҳмонзода", "Ҷамила", "Каримзода", 1990, NULL), ==, -1);
  g_assert_cmpint (look (test, "Рахманова", "Джамила", NULL, 1990, NULL), ==, HZ_LIKENESS_NEAR_NAME);
  g_assert_cmpint (look (test, "Рахманова", "Джамила", NULL, 1975, NULL), ==, -1);
  g_assert_cmpint (look (test, "Раҳмонзода", "Ҷамила", NULL, 1975, NULL), ==, HZ_LIKENESS_OTHER_YEAR);
  g_assert_cmpint (look (test, "Хаёлова", "Мавҷуда", NULL, 0, "600000007"), ==,
                   HZ_LIKENESS_SAME_PHONE);
  g_assert_cmpint (look (test, "Хаёлова", "Мавҷуда", NULL, 0, "600000008"), ==, -1);
  g_assert_cmpint (look (test, NULL, "Ҷамила", NULL, 1990, NULL), ==, -1);

  twin = add (test, "Рахмонзода", "Чамила", NULL, 1990, NULL);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_list, &asked);
  g_assert_cmpuint (asked.found->len, ==, 1);
  g_clear_pointer (&asked.found, g_ptr_array_unref);

  /* Somebody looked: they are two people. */
  asked.client = client;
  asked.other = twin->stamp.id;
  hz_test_records_must (test, HZ_DB_JOB_WRITE, run_set_different, &asked);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_list, &asked);
  g_assert_cmpuint (asked.found->len, ==, 0);
  g_clear_pointer (&asked.found, g_ptr_array_unref);
  hz_test_records_must (test, HZ_DB_JOB_READ, run_find, &asked);
  g_assert_cmpuint (asked.found->len, ==, 0);
  g_clear_pointer (&asked.found, g_ptr_array_unref);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/client-search/spellings", test_spellings);
  g_test_add_func ("/records/client-search/ways", test_ways);
  g_test_add_func ("/records/client-search/order", test_order);
  g_test_add_func ("/records/client-search/pages", test_pages);
  g_test_add_func ("/records/client-search/all", test_all);
  g_test_add_func ("/records/client-search/duplicates", test_duplicates);

  return g_test_run ();
}
