# SPDX-License-Identifier: GPL-3.0-or-later
"""Reception registers somebody by real keys, finds her in another spelling, corrects her record, is shown two
versions of it, and is told of what cannot be right; of why she came she reads nothing.

    test-clients.py [LANGUAGE...]     in the keyboard layout of the session
"""

import os
import re
import sys
import time

import acts
import driver
import tap
from centre import Centre

# What finds a reason for a visit, and how the list calls it.
REASON = {"tg": ("смс", "талоқ тавассути СМС"), "ru": ("талак", "развод (талак) по СМС"),
          "en": ("SMS", "divorce by SMS")}
NAME = "Озмоишӣ Нигина"
# The same on a Russian keyboard; her name after it was corrected, and as somebody else corrected it.
RUSSIAN, OTHER, THIRD = "озмоиши нигина", "Мисолпур Нигина", "Тахайюлпур Нигина"
# As other people spell it: Latin letters, a Latin letter in a Cyrillic word, the letters of an old font.
SPELLINGS = ("Ozmoishi Nigina", "Oзмоишӣ Нигина", "Озмоишї Нигина", "Нигина Озмоиши")
MINUTE = 60
LONGEST = 200


class Clients:
    def __init__(self, centre, language):
        self.centre, self.words, self.language = centre, centre.words, language
        self.window = centre.start()

    def begin(self, sentence, context=None):
        return self.words(sentence, context).split("%")[0].strip()

    def type(self, text):
        """ӣ on a keyboard that has no such letter: и, and the key of the twin letter."""
        for part in text:
            if self.window.keyboard.can_type(part):
                self.window.type(part)
            else:
                self.window.type({"ӣ": "и", "Ӣ": "И"}[part])
                self.window.press("F2")

    def open_page(self):
        self.window.press("alt+2")
        self.window.find("push button", self.words("New client"))

    def open_form(self):
        self.window.press("ctrl+N")
        return self.window.wait_focus("text", self.words("Name to use"))

    def says(self, node, text):
        driver.wait(lambda: driver.text_of(node) == text, f"{text!r}, not {driver.text_of(node)!r}")

    def keep_draft(self):
        """What was begun is kept, and offered again."""
        window = self.window
        self.open_page()
        self.open_form()
        self.type("Хаёлова")
        window.press("Esc")
        self.forget_draft()

    def forget_draft(self):
        self.window.activate("push button", self.words("Delete", "draft"))
        self.window.gone("push button", self.words("Continue", "draft"))

    def register(self):
        window, words = self.window, self.words
        begun = time.monotonic()
        self.says(self.type_name(NAME), NAME)
        window.press("Tab")
        window.wait_focus("text", words("Birth year or age"))
        window.type("1999")
        window.press("Tab")
        window.wait_focus("text", words("Phone", "field"))
        window.type("600009991")
        window.press("Tab", "Tab")
        window.type("2")
        window.press("Tab")
        window.wait_focus("text", words("When and how to call"))
        window.type("10")
        window.press("Tab")
        window.wait_focus("text", words("Reason for visit"))
        typed, reason = REASON[self.language]
        (window.type_latin if self.language == "en" else window.type)(typed)
        window.press("Enter")
        window.find("push button", reason)
        window.press("ctrl+Enter")
        acts.wait_window(window, words("New appointment"))
        if time.monotonic() - begun > MINUTE:
            raise driver.NotSeen("a registration in under a minute")
        window.press("Esc")
        acts.wait_no_window(window, words("New appointment"))

    def type_name(self, name):
        node = self.open_form()
        self.type(name)
        return node

    def see_similar(self):
        """She is there already: seen while her name is typed, in another spelling."""
        window, words = self.window, self.words
        self.open_page()
        self.type_name(RUSSIAN)
        window.find_text(self.begin("Similar records: %u"))
        known = self.find_known()
        window.find("push button", words("Different person"))
        for spelling in SPELLINGS:
            window.press("ctrl+A", "Delete")
            driver.wait(lambda: not window.shows(known), "a form without her")
            window.set_text("text", words("Name to use"), spelling)
            self.find_known()
        window.press("Esc")
        self.forget_draft()

    def find_known(self):
        return self.window.find("label", re.compile(f"^{NAME}\n1999")).name

    def open_her(self, typed, name):
        acts.open_client(self.centre, typed, name)
        self.see_rule()

    def see_rule(self, inside=None):
        rule = self.words("Call only as noted: %s").replace("%s", "10")
        driver.wait(lambda: any(rule in (node.name or "") + (node.description or "")
                                for node in self.window.walk(inside)), f"the words {rule!r}")

    def see_rules(self):
        """Wherever her number is, her rule is too: the list and her page, the call, the search, the booking."""
        window, words = self.window, self.words
        self.open_page()
        window.press("ctrl+F", "ctrl+A")
        window.type(RUSSIAN)
        self.see_rule()
        self.open_her(RUSSIAN, NAME)
        window.tab_to(None, words("Call…"))
        window.press("Enter")
        window.find_text("60 000 9991")
        self.see_rule()
        window.press("Esc", "ctrl+K")
        search = words("Name, code, phone or letter number")
        window.wait_focus(None, search)
        window.type("9991")
        self.see_rule(window.find("list item", NAME))
        window.press("Esc")
        # While it goes it still hears the keys.
        driver.wait(lambda: not (window.focus() and search in window.focus().name), "the focus on her page again")
        window.press("ctrl+B")
        acts.wait_window(window, words("New appointment"))
        self.see_rule(window.find("frame", words("New appointment")))
        window.press("Esc")
        acts.wait_no_window(window, words("New appointment"))

    def edit(self, name):
        window, words = self.window, self.words
        window.find("push button", words("More for this client"))
        window.tab_to("push button", words("More for this client"))
        window.press("space")
        window.find("menu item", words("Edit record"))
        window.press("Enter")
        node = window.find("text", words("Name to use"))
        window.tab_to("text", words("Name to use"), back=True)
        window.press("ctrl+A")
        self.type(name)
        self.says(node, name)
        return node

    def correct(self):
        """Begun and put aside; corrected by somebody meanwhile; then both versions are seen."""
        window, words = self.window, self.words
        self.open_her(RUSSIAN, NAME)
        self.edit(OTHER)
        window.press("Esc")
        acts.wait_no_window(window, words("Edit record"))
        self.edit(THIRD)
        window.press("ctrl+Enter")
        window.gone("push button", words("Save"))
        window.find_text(THIRD)

    def see_both(self):
        window, words = self.window, self.words
        self.open_page()
        window.activate("push button", words("Continue", "draft"))
        window.find("text", words("Name to use"))
        window.press("ctrl+Enter")
        window.find_text(self.begin("Saved meanwhile by: %s. Choose what is right; nothing is lost."))
        window.find_text(words("Surname"))
        window.find_text(OTHER.split()[0])
        window.find_text(THIRD.split()[0])
        window.press("ctrl+Enter")
        acts.wait_no_window(window, words("Two versions of this record"))
        self.open_her("мисолпур нигина", OTHER)

    def refuse(self):
        """What cannot be right is said at its field, and stays as it was typed."""
        window, words = self.window, self.words
        self.open_page()
        name = self.open_form()
        birth = window.find("text", words("Birth year or age"))
        long = "М" + "а" * 9999
        window.set_text("text", words("Name to use"), long)
        window.press("ctrl+Enter")
        window.find_text(words("This name is too long. It may have %d letters.").replace("%d", str(LONGEST)))
        self.says(name, long)
        window.press("ctrl+A", "Delete")
        self.type("Озмоишова")
        window.press("Tab")
        window.wait_focus("text", words("Birth year or age"))
        window.type("31.02.1999")
        window.press("ctrl+Enter")
        window.find_text(words("No such date: %s").replace("%s", "31.02.1999"))
        self.says(birth, "31.02.1999")
        window.press("ctrl+A", "Delete")
        window.gone("label", words("No such date: %s").replace("%s", "31.02.1999"))

    def paste(self, name, text):
        """Through the clipboard, from the field of her own words."""
        window, words = self.window, self.words
        own = window.set_text("text", words("In her own words"), text)
        window.tab_to("text", words("In her own words"))
        window.press("ctrl+A", "ctrl+X")
        driver.wait(lambda: driver.text_of(own) == "", "the text cut out")
        window.tab_to("text", words("Name to use"), back=True)
        window.press("ctrl+A", "ctrl+V")

    def mend(self):
        """Pasted lines become one, letters of old fonts Tajik ones; Latin letters are offered as Cyrillic."""
        window, words = self.window, self.words
        name = window.find("text", words("Name to use"))
        self.paste(name, "Озмоишова\nНигина")
        self.says(name, "Озмоишова Нигина")
        self.paste(name, "Љумъаева Мењри")
        self.says(name, "Ҷумъаева Меҳри")
        window.press("ctrl+Z")
        self.says(name, "Љумъаева Мењри")
        window.set_text("text", words("Name to use"), "Oзмоишова")  # Latin O
        window.press("Tab")
        offer = words("Write as: %s").replace("%s", "Озмоишова")
        window.find("push button", offer)
        window.tab_to("push button", offer, back=True)
        window.press("space")
        self.says(name, "Озмоишова")
        window.press("Esc")
        self.forget_draft()

    def keep_reason(self):
        """The reason is not for her who wrote it down."""
        self.open_her("мисолпур нигина", OTHER)
        if self.window.shows(REASON[self.language][1]):
            raise driver.NotSeen("a page without the reason")
        self.centre.sign_in("psychologist")
        self.open_her("нигина мисолпур", OTHER)
        self.window.find_text(REASON[self.language][1])


def walk(language):
    with Centre(language) as centre:
        clients = Clients(centre, language)
        try:
            centre.sign_in("reception")
            for step in (clients.keep_draft, clients.register, clients.see_similar, clients.see_rules, clients.correct,
                         clients.see_both, clients.refuse, clients.mend, clients.keep_reason):
                print(f"# {step.__name__}", flush=True)
                step()
            centre.finish()
        except Exception:
            folder = os.environ.get("HAMROZ_FAILED_PICTURES")
            if folder:
                clients.window.picture(f"{folder}/clients-{language}.png")
            raise


for language in sys.argv[1:] or ["tg"]:
    tap.case(f"clients by keys in {language}")(lambda language=language: walk(language))

tap.run()
