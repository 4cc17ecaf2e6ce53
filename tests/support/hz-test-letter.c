/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hz-test-letter.h"

static void
set (char **place,
     const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/**
 * hz_test_letter_new_centre:
 *
 * Returns: (transfer full): the invented centre
 */
HzCentre *
hz_test_letter_new_centre (void)
{
  HzCentre *centre = hz_centre_new ();

  set (&centre->names[HZ_LANGUAGE_TG], "Маркази машваратии «Намуна»");
  set (&centre->names[HZ_LANGUAGE_RU], "Консультационный центр «Намуна»");
  set (&centre->names[HZ_LANGUAGE_EN], "Advice Centre “Namuna”");
  set (&centre->addresses[HZ_LANGUAGE_TG], "шаҳри Бохтар, кӯчаи Хаёлӣ, 1");
  set (&centre->addresses[HZ_LANGUAGE_RU], "город Бохтар, улица Хаёли, 1");
  set (&centre->addresses[HZ_LANGUAGE_EN], "1 Khayoli Street, Bokhtar");
  set (&centre->signer_posts[HZ_LANGUAGE_TG], "роҳбари марказ");
  set (&centre->signer_posts[HZ_LANGUAGE_RU], "руководитель центра");
  set (&centre->signer_posts[HZ_LANGUAGE_EN], "head of centre");
  set (&centre->signers[HZ_LANGUAGE_TG], "С. Тахайюлзода");
  set (&centre->signers[HZ_LANGUAGE_RU], "С. Тахайюлзода");
  set (&centre->signers[HZ_LANGUAGE_EN], "S. Takhayyulzoda");
  set (&centre->phone, "+992 60 000 0100");
  set (&centre->number_index, "3-12");

  return centre;
}

/**
 * hz_test_letter_new_referral:
 * @language: the letter's
 * @number: 0 for a draft
 *
 * Returns: (transfer full): a letter that is not composed yet
 */
HzReferral *
hz_test_letter_new_referral (HzLanguage language,
                             int number)
{
  static const char *const recipients[] = {
    "Сабти асноди ҳолати шаҳрвандӣ (САҲШ)-и ноҳияи Кӯшониён",
    "Запись актов гражданского состояния (ЗАГС) района Кушониён",
    "Civil registry office, Kushoniyon district",
  };
  static const char *const children[] = { "2 (2021, 2023)", "2 (2021, 2023)", "2 (2021, 2023)" };
  static const char *const names[] = { "Мисолзода Зарина Намунадухт", "Мисолзода Зарина Намунадухт",
                                       "Misolzoda Zarina" };
  HzReferral *referral = hz_referral_new ();
  const char *asked[] = { "birth_certificate", "marriage_registration", NULL };

  referral->language = language;
  set (&referral->client_code, "H-7K3M");
  set (&referral->recipient, recipients[language]);
  set (&referral->recipient_kind, "civil_registry");
  g_strfreev (referral->asked_for);
  referral->asked_for = g_strdupv ((char **) asked);
  hz_referral_add_fact (referral, "name", names[language]);
  hz_referral_add_fact (referral, "birth_year", "1999");
  hz_referral_add_fact (referral, "children", children[language]);
  referral->answer_due = HZ_DATE (2026, 12, 8);

  if (number > 0)
    {
      referral->number = number;
      referral->number_year = 2026;
      referral->issued_on = HZ_DATE (2026, 11, 24);
      set (&referral->number_index, "3-12");
      set (&referral->check_letters, "K7");
      set (&referral->status, "issued");
    }

  return referral;
}

/**
 * hz_test_letter_compose:
 * @referral: a letter
 * @opening: (nullable): in place of the template's
 *
 * Writes its page, with everything consented and one sheet attached.
 */
void
hz_test_letter_compose (HzReferral *referral,
                        const char *opening)
{
  g_autoptr (HzCentre) centre = hz_test_letter_new_centre ();
  HzLetterWords words =
    { .performer = referral->language == HZ_LANGUAGE_EN ? "L. Namuna" : "Л. Намунаева",
                          .is_consented = TRUE,
                          .n_sheets = 1,
                          .opening = opening };

  hz_letter_compose (referral, centre, &words);
}
