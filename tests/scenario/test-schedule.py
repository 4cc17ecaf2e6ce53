# SPDX-License-Identifier: GPL-3.0-or-later
"""Booking by real keys: what is typed outlives a lock and a click outside; a clash is named and wants a
reason; move, arrive, cancel, and each taken back. Then the same by the mouse.

    test-schedule.py [LANGUAGE...]     in the keyboard layout of the session
"""

import os
import re
import sys

import driver
import tap
from centre import Centre

# Half past eight of the first column runs into what stands there at nine.
EARLY, STANDS = "08:30", "09:00"
CLIENT = "хаёлова"
NOTE = "бо тарафи дар"


class Schedule:
    def __init__(self, centre):
        self.centre, self.words = centre, centre.words
        self.window = centre.start()

    def begin(self, sentence):
        return self.words(sentence).split("%")[0].strip()

    def block(self, start, *parts):
        """What is heard of a block of the grid that begins then and says all of these words."""
        def look():
            return [n for n in self.window.all(name=re.compile(f"^{start}–")) if all(p in n.name for p in parts)]
        return driver.wait(look, f"a block at {start} with {parts}")[0]

    def no_block(self, start):
        pattern = re.compile(f"^{start}–\\d\\d:\\d\\d, \\w")
        driver.wait(lambda: not self.window.all(name=pattern), f"no block at {start}")

    def open(self):
        self.window.press("alt+3")
        self.window.find(None, self.words("Week", "schedule"))
        self.block(STANDS)
        self.window.press("Home")
        self.window.settle()

    def fill_in(self):
        """Whom and what is noted, in the form that the slot under the cursor opens."""
        window, words = self.window, self.words
        window.find("push button", words("First free time"))
        window.type(CLIENT)
        window.settle(0.5)
        window.press("Enter")
        window.find("push button", words("Another client"))
        window.tab_to("text", words("Note", "field"))
        window.type(NOTE)

    def see_filled_in(self):
        """As it was left: the client is named, and the cursor stands in the note."""
        note = self.window.wait_focus("text", self.words("Note", "field"))
        driver.wait(lambda: driver.text_of(note) == NOTE, f"{NOTE!r} in {note.name!r}")
        self.window.find_text(CLIENT.capitalize())

    def keep(self):
        """What is typed comes back after a lock, and is kept when the person clicks elsewhere."""
        window, words = self.window, self.words
        window.press("Down", "Down", "Enter")
        self.fill_in()
        self.centre.sign_in("reception")
        self.see_filled_in()
        window.keyboard.move(5, 5)
        window.keyboard.button()
        window.find_text(words("Draft kept"))
        window.find_text(self.begin("Begun and not saved: %s"))
        window.activate("push button", words("Continue", "draft"))
        self.see_filled_in()
        window.press("Esc")
        window.activate("push button", words("Delete", "draft"))
        driver.wait(lambda: not window.shows(self.begin("Begun and not saved: %s")), "no draft any more")
        window.settle()
        # Since the lock the cursor of the grid stands at the present hour.
        window.tab_to(None, re.compile("^10:00"))
        window.press("Home", "Down", "Down")
        window.wait_focus(None, re.compile(f"^{EARLY}, "))

    def book(self):
        window, words = self.window, self.words
        window.press("Enter")
        self.fill_in()
        taken = window.find_text(self.begin("This time is taken: %s"))
        if STANDS not in taken.name:
            raise driver.NotSeen(f"which appointment it is: {taken.name!r}")
        window.find("push button", words("Book anyway"))
        window.press("ctrl+Enter")
        window.find_text(words("Write a word of reason, or take another time."))
        window.type("фаврӣ" if window.keyboard.can_type("фаврӣ") else "срочно")
        window.press("Enter")
        window.gone("push button", words("Book anyway"))
        self.block(EARLY, words("Scheduled", "appointment state"))

    def state(self):
        window, words = self.window, self.words
        window.press("A")
        self.block(EARLY, words("Arrived", "appointment state"))
        window.press("ctrl+Z")
        self.block(EARLY, words("Scheduled", "appointment state"))

    def move(self):
        """To the colleague in the next column and half an hour earlier, and back by Ctrl+Z."""
        window = self.window
        window.press("M", "Right", "Up", "Up", "Enter")
        self.block("08:00", "Тахайюлзода")
        # At once: Ctrl+Z takes back for as long as the toast is there.
        window.press("ctrl+Z")
        self.block(EARLY, "Озмоишзода")
        self.no_block("08:00")

    def cancel(self):
        window, words = self.window, self.words
        window.press("Delete")
        window.find_text(words("Cancel this appointment?"))
        window.find("push button", words("Back", "dialog"))
        window.press("5", "ctrl+Enter")
        self.no_block(EARLY)
        window.press("ctrl+Z")
        self.block(EARLY)

    def week(self):
        window, words = self.window, self.words
        window.tab_to(None, words("Week", "schedule"), back=True)
        window.press("space")
        window.settle(0.5)
        # Her column of the week: all that is seen is hers, and begins with Monday.
        self.block(EARLY, "Озмоишзода")
        driver.wait(lambda: not window.all(name=re.compile("^\\d\\d:\\d\\d–.*Хаёлпур")), "one person's week")

    def today_of_psychologist(self):
        """Her own day, and of her colleagues only that they are busy."""
        self.centre.sign_in("psychologist")
        self.window.find_text(self.words("My day"))
        self.open()
        self.window.find(None, self.words("Busy", "time"))


def walk(language):
    with Centre(language) as centre:
        schedule = Schedule(centre)
        try:
            centre.sign_in("reception")
            schedule.window.find_text(centre.words("All staff today"))
            schedule.open()
            schedule.keep()
            schedule.book()
            schedule.state()
            schedule.move()
            schedule.cancel()
            schedule.week()
            schedule.today_of_psychologist()
            centre.finish()
        except Exception:
            folder = os.environ.get("HAMROZ_FAILED_PICTURES")
            if folder:
                schedule.window.picture(f"{folder}/schedule-{language}.png")
            raise


for language in sys.argv[1:] or ["tg"]:
    tap.case(f"the schedule by keys in {language}")(lambda language=language: walk(language))

tap.run()
