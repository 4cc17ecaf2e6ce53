/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-name-key.h"

typedef char *(*MakeKey) (const char *name);

#define MOST_SPELLINGS 9

/* Each row is one name as papers of different years and countries have it. */
static const struct
{
  MakeKey make;
  const char *spellings[MOST_SPELLINGS];
} joined[] = {
  { hz_name_key_get_surname, { "Раҳмон", "Рахманов", "Рахманова", "Раҳмонзода", "Рахмонзод",
                               "Раҳмониён", "Rahmonov", "Rakhmanova" } },
  { hz_name_key_get_surname, { "Шариф", "Шарипов", "Шарифзода", "Шарифӣ", "Sharipova" } },
  { hz_name_key_get_surname, { "Қурбон", "Курбанов", "Қурбонова", "Gurbonova", "Курбонзаде" } },
  { hz_name_key_get_surname, { "Раҷаб", "Раджабов", "Ражабова", "Раҷабфар", "Раҷабӣ", "Rajabov" } },

  /* Patronymics of both sexes. */
  { hz_name_key_get_surname, { "Саидовна", "Саидович", "Саид", "Саидзода", "Saidovich" } },
  { hz_name_key_get_surname, { "Ғаниевна", "Ғаниевич", "Ганиев", "Ғанӣ" } },

  { hz_name_key_get_given, { "Ҷамшед", "Джамшед", "Чамшед", "Љамшед", "Jamshed", "Dzhamshed" } },
  { hz_name_key_get_given, { "Абдуллоҳ", "Абдулло", "Абдулла", "Abdullo", "Abdulloh" } },
  { hz_name_key_get_given, { "Муҳаммад", "Мухаммад", "Маҳмад", "Магомед", "Muhammad", "Магомад" } },
  { hz_name_key_get_given, { "Абдураҳмон", "Абду Раҳмон", "Абду-Рахман", "Abdurahmon" } },

  /* Titles that grow to a name. */
  { hz_name_key_get_given, { "Зулфия", "Зулфияхон", "Зульфиябону", "Зулфиябиби", "Zulfiyakhon" } },
  { hz_name_key_get_given, { "Алӣ", "Алиҷон", "Али-джон", "Alijon" } },
};

static void
test_joined (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      g_autofree char *first = joined[i].make (joined[i].spellings[0]);

      for (guint j = 1; j < MOST_SPELLINGS && joined[i].spellings[j] != NULL; j++)
        {
          g_autofree char *key = joined[i].make (joined[i].spellings[j]);

          if (!g_str_equal (key, first))
            g_error ("%s is %s, %s is %s", joined[i].spellings[0], first, joined[i].spellings[j], key);
        }
    }
}

/* The beginning of an ending may be the end of the name. */
static void
test_where_endings_begin (void)
{
  static const char *const pairs[][2] = {
    { "Раҳмон", "Раҳмонӣ" }, { "Қурбон", "Курбоний" }, { "Усмонов", "Усмонӣ" }, { "Раҷаб", "Раҷабниё" },
    { "Шариф", "Шарифпур" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *key = hz_name_key_get_surname (pairs[i][0]);
      g_autofree char *other_key = hz_name_key_get_surname (pairs[i][1]);

      g_assert_cmpstr (key, ==, other_key);
    }
}

static void
test_apart (void)
{
  static const char *const pairs[][2] = {
    { "Раҳмон", "Раҳим" }, { "Саидов", "Содиқов" }, { "Нигора", "Нигина" }, { "Каримов", "Комилов" },
    { "Зарина", "Сарина" }, { "Ҳасан", "Ҳусейн" }, { "Дилбар", "Дилшод" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *surname = hz_name_key_get_surname (pairs[i][0]);
      g_autofree char *other_surname = hz_name_key_get_surname (pairs[i][1]);
      g_autofree char *given = hz_name_key_get_given (pairs[i][0]);
      g_autofree char *other_given = hz_name_key_get_given (pairs[i][1]);

      g_assert_cmpstr (surname, !=, other_surname);
      g_assert_cmpstr (given, !=, other_given);
    }
}

/* An ending that is the name itself is none. */
static void
test_short (void)
{
  static const struct
  {
    MakeKey make;
    const char *name;
    const char *key;
  } cases[] = {
    { hz_name_key_get_given, "Хонҷон", "xon" },
    { hz_name_key_get_given, "Хон", "xon" },
    { hz_name_key_get_given, "Ойбиби", "oibibi" },
    { hz_name_key_get_given, "Биби", "bibi" },
    { hz_name_key_get_given, "Ҷон", "con" },
    { hz_name_key_get_surname, "Зода", "zodo" },
    { hz_name_key_get_surname, "Азов", "ozov" },
    { hz_name_key_get_surname, "Ли", "li" },
    { hz_name_key_get_surname, "Шоҳ", "wox" },
    { hz_name_key_get_surname, "", "" },
    { hz_name_key_get_given, "", "" },
    { hz_name_key_get_given, " - ", "" },
    { hz_name_key_get_given, "\xff", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = cases[i].make (cases[i].name);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_person (void)
{
  static const struct
  {
    const char *surname;
    const char *given;
    const char *patronymic;
    const char *key;
  } cases[] = {
    { "Раҳмонова", "Зулфияхон", "Саидовна", "zolfio roxmon" },
    { "Раҳмонова", "Зулфия", NULL, "zolfio roxmon" },

    /* The father's name stands in for a surname. */
    { NULL, "Зулфия", "Раҳмоновна", "zolfio roxmon" },
    { "", "Зулфия", "Раҳмонзода", "zolfio roxmon" },
    { " - ", "Зулфия", "Раҳмон", "zolfio roxmon" },

    /* Of these nothing can be told. */
    { "Раҳмонова", NULL, "Саидовна", NULL },
    { "Раҳмонова", "", "Саидовна", NULL },
    { NULL, "Зулфия", NULL, NULL },
    { "", "Зулфия", "", NULL },
    { NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = hz_name_key (cases[i].surname, cases[i].given, cases[i].patronymic);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/name-key/joined", test_joined);
  g_test_add_func ("/base/name-key/where-endings-begin", test_where_endings_begin);
  g_test_add_func ("/base/name-key/apart", test_apart);
  g_test_add_func ("/base/name-key/short", test_short);
  g_test_add_func ("/base/name-key/person", test_person);

  return g_test_run ();
}
