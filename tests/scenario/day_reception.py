# SPDX-License-Identifier: GPL-3.0-or-later
"""The day as reception has it: the door, a new client, her appointment, and what reception cannot open."""

import re

import acts
import driver
from steps import Chapter, step

NAME = "Афсонаева Малика"
KNOWN = "Зарина Мисолзода"
KNOWN_YEAR = "1999"
OWN_WORDS = "Алимент барои ду кудак"
OWN_LANGUAGE = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}
# Half past eight of the first column runs into what stands there at nine.
EARLY, STANDS = "08:30", "09:00"


class Reception(Chapter):
    @step("The program starts and names neither the centre nor its purpose")
    def start(self):
        self.window = self.centre.start()
        self.window.find("text", self.centre.words_now("Password"))
        for frame in self.window.windows():
            for name in ("Hamroz", "Ҳамроз", "Хамроз"):
                if name in frame.name:
                    raise driver.NotSeen(f"a window without {name!r} in its title")
        self.not_seen("Намуна", "Мисол", "Озмоиш")

    @step("A wrong password gets one sentence; reception signs in, in the language chosen at the door")
    def unlock(self):
        self.window.tab_to("push button", OWN_LANGUAGE[self.centre.language])
        self.window.press("Enter")
        self.window.find("text", self.words("Password"))
        self.centre.type_login("reception", "hamroz-dem")
        self.see("The name or the password is not right.")
        self.centre.sign_in("reception")
        self.see("Today")

    @step("Today shows the appointments of all staff, and who waits")
    def today(self):
        self.window.press("alt+1")
        self.see("All staff today")
        for name in ("Намунаева Саодат", "Озмоишзода Нигора", "Хаёлпур Лола"):
            self.see_words(name)
        self.window.find_text(self.words("Arrived", "appointment state"))

    @step("While a name is typed, the client who is known already appears, her birth year beside her")
    def similar(self):
        self.window.press("ctrl+N")
        self.window.wait_focus("text", self.words("Name to use"))
        self.window.type(KNOWN)
        self.window.find_text(self.format("Similar records: %u", 1))
        found = self.window.find(None, "Мисолзода Зарина Намунадухт")
        if KNOWN_YEAR not in found.name:
            raise driver.NotSeen(f"the year beside the name in {found.name!r}")
        self.show("known")
        self.window.press("ctrl+A")
        self.window.type(NAME)

    @step("A new client is registered by keys alone, with the rule for her phone and what she asks for")
    def register(self):
        window, words = self.window, self.words
        window.press("Tab")
        window.type("1993")
        window.tab_to("text", words("Phone", "field"))
        window.type("600000099")
        window.press("Tab", "Tab", "2")
        window.tab_to("text", words("When and how to call"))
        window.type("аз 10 то 12")
        window.tab_to("text", words("Reason for visit"))
        window.type(self.beginning("request", "alimony"))
        window.find(None, re.compile(re.escape(self.label("request", "alimony")), re.I))
        window.press("Enter")
        window.tab_to("text", words("In her own words"))
        window.type(OWN_WORDS)
        window.press("Tab", "1", "Tab", "Tab", "1")
        window.press("ctrl+Enter")
        window.find("frame", words("New appointment"))
        self.see_words(NAME)
        window.press("Esc")
        window.gone("frame", words("New appointment"))

    def block(self, start, *parts):
        """What is heard of a block of the grid that begins then and says all of these words."""
        def look():
            return [n for n in self.window.all(name=re.compile(f"^{start}–")) if all(p in n.name for p in parts)]
        return driver.wait(look, f"a block at {start} with {parts}")[0]

    def no_block(self, start):
        pattern = re.compile(f"^{start}–\\d\\d:\\d\\d, \\w")
        driver.wait(lambda: not self.window.all(name=pattern), f"no block at {start}")

    @step("In the day grid a time that is taken is named, and given only with a word of reason")
    def book(self):
        window, words = self.window, self.words
        window.press("alt+3")
        window.find(None, words("Week", "schedule"))
        self.block(STANDS)
        window.press("Home")
        window.settle()
        window.press("Down", "Down", "Enter")
        window.find("push button", words("First free time"))
        window.type(NAME)
        window.settle(0.5)
        window.press("Enter")
        taken = window.find_text(self.beginning_of("This time is taken: %s"))
        if STANDS not in taken.name:
            raise driver.NotSeen(f"which appointment it is: {taken.name!r}")
        self.show("taken")
        window.press("ctrl+Enter")
        self.see("Write a word of reason, or take another time.")
        window.type("срочно" if window.keyboard.can_type("срочно") else "зарур")
        window.press("Enter")
        window.gone("push button", words("Book anyway"))
        self.block(EARLY, NAME, words("Scheduled", "appointment state"))

    @step("She is marked arrived with one key")
    def arrived(self):
        self.window.press("A")
        self.block(EARLY, NAME, self.words("Arrived", "appointment state"))

    @step("Her appointment is moved to a colleague by keys and taken back with Ctrl+Z; Today has her")
    def move(self):
        window = self.window
        window.press("M", "Right", "Up", "Up", "Enter")
        self.block("08:00", "Тахайюлзода")
        # At once: Ctrl+Z takes back for as long as the toast is there.
        window.press("ctrl+Z")
        self.block(EARLY, "Озмоишзода")
        self.no_block("08:00")
        window.press("alt+1")
        window.find("list item", re.compile(f"^{EARLY}.*{NAME}"))

    @step("She is found again in the list, and her page opened")
    def find_again(self):
        acts.open_client(self.centre, NAME)
        self.window.find("push button", self.words("Call…"))
        self.see_words(NAME)

    @step("Reception has nothing to open of what was said: no case files, not even their number")
    def nothing_said(self):
        for text in ("Case files", "My cases", "New note"):
            self.not_seen(self.words(text))
        self.not_seen(OWN_WORDS)

    @step("F12 hides everything from inside a dialog; nothing of the client is left on the screen")
    def hide(self):
        window = self.window
        window.press("ctrl+N")
        window.find(None, self.words("Name to use"))
        window.press("F12")
        driver.wait(lambda: not window.shows(self.words("Name to use")), "the cover")
        self.not_seen(NAME, "Намуна", "Мисол", "Озмоиш")
