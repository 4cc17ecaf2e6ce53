# SPDX-License-Identifier: GPL-3.0-or-later
"""A real centre made by keys alone, in the keyboard layout of the session; then its first day.

    test-setup.py LANGUAGE

The window begins in another language. The administrator copies the recovery sheet and types it back,
invites two people and leaves; one of them comes with her piece of paper, chooses a password of her
own, registers a client and books her.
"""

import re
import sys

import driver
import tap
from centre import LANGUAGES, Centre
from day_reception import NAME, OWN_LANGUAGE, Reception

GROUP = re.compile(r"^[0-9A-HJKMNP-TV-Z]{5}$")
# What each layout can type.
NAMES = {"tg": ("Хаёлова Муҳайё", "Афсонаева Ҷамила"), "ru": ("Выдумкина Анна", "Сказкина Вера"),
         "en": ("Fabled Anna", "Invented Vera")}
LOGINS = {"tg": ("муҳайё", "ҷамила"), "ru": ("анна", "вера"), "en": ("anna", "vera")}
FIRST_PASSWORD = {"tg": "чор себи сабз месарояд", "ru": "четыре зелёных яблока поют",
                  "en": "four green apples sing"}
OWN_PASSWORD = {"tg": "дар боғ борони гарм борид", "ru": "тёплый дождь прошёл над садом",
                "en": "warm rain over the old garden"}
CENTRE_NAME = {"tg": "Маркази намунавӣ", "ru": "Центр образцовый", "en": "Model centre"}


class Setup(Reception):
    def __init__(self, centre):
        super().__init__(centre)
        self.language = centre.language

    # --- The setup -----------------------------------------------------------------------------------

    def at(self, number):
        self.window.find_text(re.sub("%d", "%s", self.words("%d of %d")) % (number, 6))

    def choose_language(self):
        self.window = self.centre.start("--new")
        self.window.find("push button", self.centre.words_now("Next", "setup"))
        self.window.tab_to("push button", OWN_LANGUAGE[self.language])
        self.window.press("Enter")
        self.window.find("push button", self.words("Next", "setup"))
        self.at(1)
        self.window.wait_focus("push button", OWN_LANGUAGE[self.language])
        self.window.press("Enter")
        self.at(2)

    def answer_who(self):
        window, words = self.window, self.words
        self.see("All data are kept in one folder of this computer, encrypted. A backup onto a stick is one press in the "
                 "settings; it can also be made by itself.")
        window.press("Enter")
        self.at(3)
        window.wait_focus("text", words("Surname and given name"))
        window.type(NAMES[self.language][0])
        window.press("Tab")
        window.type(LOGINS[self.language][0])
        window.tab_to("text", words("New password"))
        window.type("анна" if window.keyboard.can_type("анна") else "anna")
        # Whatever more is said of it.
        window.find_text(words("This password is too easy to guess.").rstrip("."))
        window.press("ctrl+Enter")
        self.at(3)
        window.press("ctrl+A")
        window.type(FIRST_PASSWORD[self.language])
        window.press("Enter")
        window.type(FIRST_PASSWORD[self.language])
        self.see("A good password.")
        # She is the lawyer too.
        window.tab_to("check box", self.label("role", "lawyer"))
        window.press("Space", "ctrl+Enter")
        self.at(4)

    def copy_sheet(self):
        window, words = self.window, self.words
        window.wait_focus("check box", words("One sheet"))
        window.press("Enter")
        self.see("Copy these eight groups by hand onto a sheet of paper, with the heading above.")
        paper = driver.wait(lambda: [n.name for n in window.all("label", GROUP)], "the groups")
        if len(paper) != 8:
            raise AssertionError(f"{len(paper)} groups on the sheet")
        window.press("Enter")
        window.wait_focus("text", words("The eight groups"))
        driver.wait(lambda: not window.all("label", GROUP), "the sheet gone while it is typed back")
        self.type_sheet(paper)

    def type_sheet(self, paper):
        window = self.window
        for group in paper[:2]:
            window.type_latin(group)
            window.press("Space")
        window.find_text(re.sub("%u", "3", self.words("Right so far. Group %u comes now.")))
        # Two letters of the third group exchanged.
        third = paper[2]
        place = next(i for i in range(4) if third[i] != third[i + 1])
        window.type_latin(third[:place] + third[place + 1] + third[place] + third[place + 2:])
        window.find_text(re.sub("%u", "3", self.words("Group %u does not fit.")))
        window.press("Enter")
        self.at(4)
        window.press(*["Backspace"] * 5)
        for group in paper[2:]:
            window.type_latin(group)
        self.see("The whole sheet is right.")
        window.press("Enter")
        window.find_text(re.sub("%d", "%s", self.words("%d of %d")) % (5, 6), 6 * driver.PATIENCE)

    def describe_centre(self):
        """Fields that bear the name of a language: name, address, post and signer, each in tg, ru, en."""
        window, words = self.window, self.words
        window.find(None, words("Name of the centre"))
        place = LANGUAGES.index(self.language)
        window.press(*["Tab"] * place)
        window.type(CENTRE_NAME[self.language])
        window.press(*["Tab"] * 3)
        window.type(CENTRE_NAME[self.language] + ", 12")
        window.tab_to("text", words("Rooms"))
        window.type("1, 2")
        window.press("ctrl+Enter")
        self.at(6)

    def invite(self, name, login, *roles):
        window, words = self.window, self.words
        window.wait_focus("text", words("Surname and given name"))
        window.type(name)
        window.tab_to("text", words("Name to sign in with"))
        window.type(login)
        window.press("ctrl+Enter")
        self.see("This invitation is not finished: it needs a name, a name to sign in with and a role. "
                 "Or empty its fields.")
        for role in roles:
            window.tab_to("check box", self.label("role", role))
            window.press("Space")
        window.press("ctrl+Enter")
        self.see_words(re.sub("%s", "{}", words("Signs in as: %s")).format(login))
        said = [n.name for n in window.all("label")]
        return said[said.index(words("One-time password:")) + 1]

    def invite_two(self):
        names, logins = NAMES[self.language], LOGINS[self.language]
        self.paper = self.invite(names[1], logins[1], "reception", "psychologist")
        self.window.press("ctrl+Enter")
        self.window.find("list", self.words("Pages"), seconds=3 * driver.PATIENCE)

    # --- The first day -------------------------------------------------------------------------------

    def come_with_paper(self):
        window, words, centre = self.window, self.words, self.centre
        window.press("ctrl+L")
        window.wait_focus("text", words("Password"))
        window.tab_to("push button", words("Another person"))
        window.press("Enter")
        window.wait_focus("text", words("Name", "sign in"))
        window.type(LOGINS[self.language][1])
        window.press("Tab")
        window.type_latin(self.paper)
        window.press("Enter")
        window.wait_focus("text", words("New password"), 3 * driver.PATIENCE)
        for _ in range(2):
            window.type(OWN_PASSWORD[self.language])
            window.press("Enter")
        window.find("list", words("Pages"), seconds=6 * driver.PATIENCE)
        # The piece of paper is worth nothing from now on.
        window.press("ctrl+L")
        window.wait_focus("text", words("Password"))
        window.type_latin(self.paper + "\n")
        self.see("The name or the password is not right.")
        window.type(OWN_PASSWORD[self.language] + "\n")
        window.find("list", words("Pages"), seconds=3 * driver.PATIENCE)
        centre.choose_language("list", "Pages")

    def register_and_book(self):
        window, words = self.window, self.words
        name = NAME if window.keyboard.can_type(NAME) else "Afsonaeva Malika"
        window.press("ctrl+N")
        window.wait_focus("text", words("Name to use"))
        window.type(name)
        self.register()
        window.press("alt+2")
        window.find_text(name)

    def come_back(self):
        """She who made it finds what she wrote, and the national bodies in the directory."""
        window, words = self.window, self.words
        window.press("ctrl+L")
        window.wait_focus("text", words("Password"))
        window.tab_to("push button", words("Another person"))
        window.press("Enter")
        window.wait_focus("text", words("Name", "sign in"))
        window.type(LOGINS[self.language][0])
        window.press("Tab")
        window.type(FIRST_PASSWORD[self.language] + "\n")
        window.find("list", words("Pages"), seconds=3 * driver.PATIENCE)
        window.find_text(words("A colleague waits for the key to requests. See Settings, Staff."))
        window.press("ctrl+,")
        driver.wait(lambda: len(window.windows()) == 2, "the settings")
        window.press("Down", "Down", "Down")
        window.find_text(CENTRE_NAME[self.language] + ", 12")
        window.press("Esc")
        driver.wait(lambda: len(window.windows()) == 1, "the settings closed")


def walk(language):
    other = LANGUAGES[(LANGUAGES.index(language) + 1) % 3]
    with Centre(language, settings={"last-language": f"'{other}'"}, is_new=True) as centre:
        setup = Setup(centre)
        for act in (setup.choose_language, setup.answer_who, setup.copy_sheet, setup.describe_centre,
                    setup.invite_two, setup.come_with_paper, setup.register_and_book,
                    setup.come_back):
            act()
        centre.finish()


for language in sys.argv[1:]:
    tap.case(f"a new centre in {language}")(lambda language=language: walk(language))
tap.run()
