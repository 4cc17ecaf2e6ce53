# SPDX-License-Identifier: GPL-3.0-or-later
"""The day once more by the mouse: keys are pressed only where something is written.

    test-mouse.py     in a layout with Latin and Tajik letters
"""

import os
import re

import acts
import driver
import pyatspi
import tap
from centre import Centre
from demo import PASSWORD

NAME, NOTE = "Афсонаева Малика", "Шаб хоб намеравад."
FREE, STANDS, LATER = "08:00", "09:00", "10:00"
COLUMN = "Озмоишзода Нигора"
MARGIN, TURNS = 50, 40
WHEEL_UP, WHEEL_DOWN = 4, 5


class Mouse:
    def __init__(self, centre):
        self.centre, self.words, self.window = centre, centre.words, centre.start()

    def click(self, role, name, context=None, **more):
        name = re.compile(f"^{re.escape(self.words(name, context))}")
        self.click_found(lambda: self.window.find(role, name, **more))

    def click_found(self, find):
        """On what find() finds, each time anew: it may be replaced while the wheel turns."""
        self.bring(find)
        self.window.settle(0.1)
        self.window.click_at(self.window.still(lambda: self.window.place_of(find())))

    def bring(self, find):
        """Turns the wheel, at half the window's height, until the node stands inside it."""
        before = None
        for _ in range(TURNS):
            y, height, wheel = self.window.steady(lambda: self.see_place(find()))
            # What does not move with the wheel stands outside of what is scrolled.
            if MARGIN < y < height - MARGIN or y == before:
                return
            before = y
            self.window.keyboard.move(*wheel)
            self.window.keyboard.button(WHEEL_UP if y < height // 2 else WHEEL_DOWN)
            self.window.settle(0.2)
        raise driver.NotSeen(f"{find().name!r} by the wheel")

    def see_place(self, node):
        """How far down its window it stands, how high that is, and where the wheel is to be turned."""
        frame, parent = node, node.parent
        while parent is not None and parent.getRoleName() != "application":
            # A page of a stack has no place.
            frame = parent if "Component" in pyatspi.listInterfaces(parent) else frame
            parent = parent.parent
        height = frame.queryComponent().getExtents(pyatspi.WINDOW_COORDS).height
        place = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return (place.y + place.height // 2, height,
                (self.window.place_of(node)[0], self.window.place_of(frame)[1]))

    def write(self, name, text, context=None, role="text"):
        self.click(role, name, context)
        self.window.wait_focus()
        self.window.type(text)

    def sign_in(self, login):
        window, words = self.window, self.words
        if not window.all("text", words("Password")):
            self.click_found(lambda: window.find("push button", "English"))
        window.find("text", words("Password"))
        if not window.all("text", words("Name", "sign in")):
            self.click("push button", "Another person")
            window.find("text", words("Name", "sign in"))
        self.write("Name", login, "sign in")
        self.write("Password", PASSWORD)
        self.click("push button", "Open", "unlock")
        window.find("list", self.centre.words_now("Pages"), seconds=3 * driver.PATIENCE)
        if not window.all("list", words("Pages")):
            # Each account has its own language.
            self.click_found(lambda: window.find(None, self.centre.words_now("Menu"), last=True))
            self.click_found(lambda: window.find(None, re.compile("^English$"), last=True))
        window.find("list", words("Pages"))

    def lock(self):
        """By the button of the sidebar; a click anywhere on the cover asks for the password."""
        window, words = self.window, self.words
        self.click("list item", "Lock")
        driver.wait(lambda: not window.all("list", words("Pages")), "the cover")
        window.settle()
        window.keyboard.move(*window.place_of(window.windows()[-1]))
        window.keyboard.button()
        window.find("text", words("Password"))

    def register(self):
        window, words = self.window, self.words
        self.click("list item", "Clients")
        self.click("push button", "New client")
        acts.wait_window(window, words("New client"))
        self.write("Name to use", NAME)
        self.write("Birth year or age", "1993")
        self.write("Phone", "600000099", "field")
        self.click("push button", "Only as noted", "safe to call")
        self.write("When and how to call", "аз 10 то 12")
        self.write("Reason for visit", "alim")
        window.settle()
        self.click_found(lambda: window.find(None, re.compile("^alimony", re.I), last=True))
        self.click_found(lambda: [b for b in window.all("push button", words("Save")) if "book" not in b.name][-1])
        acts.wait_no_window(window, words("New client"))

    def block(self, start, *parts):
        def look():
            found = self.window.all("push button", re.compile(f"^{start}–"))
            return [n for n in found if all(p in n.name for p in parts)]
        return driver.wait(look, f"a block at {start} with {parts}")[0]

    def place(self, node):
        """Left, top, width and height on the screen."""
        size = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        x, y = self.window.place_of(node)
        return x - size.width // 2, y - size.height // 2, size.width, size.height

    def book(self):
        """In the first column, ten minutes after an hour that is free."""
        window, words = self.window, self.words
        self.click("list item", "Schedule")
        self.block(STANDS)
        window.settle()
        left, top, width, _ = self.place(self.block(STANDS, COLUMN))
        self.minute = (self.place(self.block(LATER, COLUMN))[1] - top) / 60
        window.keyboard.move(left + width // 2, int(top - 50 * self.minute))
        window.settle()
        window.keyboard.button()
        window.find("push button", words("First free time"))
        window.type(NAME)
        self.click_found(lambda: window.find("list item", NAME, last=True))
        window.find("push button", words("Another client"))
        self.click("push button", "Book", "appointment", last=True)
        self.block(FREE, NAME, words("Scheduled", "appointment state"))

    def move(self):
        """Dragged to the same hour of the next column."""
        window = self.window
        block = self.block(FREE, NAME)
        who = block.name
        left, top, width, _ = self.place(block)
        x, y = left + width // 2, int(top + 10 * self.minute)
        window.settle()
        window.keyboard.move(x, y)
        window.keyboard.hold_button(True)
        for part in range(1, 11):
            window.keyboard.move(x + width * part // 10, y)
        window.settle(0.1)
        window.keyboard.hold_button(False)
        driver.wait(lambda: self.block(FREE, NAME).name != who, "her appointment with somebody else")

    def arrive(self):
        self.click_found(lambda: self.block(FREE, NAME))
        self.click("push button", "Arrived", "appointment state", last=True)
        self.block(FREE, NAME, self.words("Arrived", "appointment state"))

    def open_client(self):
        window, words = self.window, self.words
        self.click("list item", "Clients")
        self.click_found(lambda: window.find("entry", words("Find a client")))
        window.type(NAME)
        driver.wait(lambda: acts.is_alone(window.find("list", words("Clients"), last=True), NAME), "her alone")
        window.settle()
        self.click_found(lambda: window.find("label", NAME, last=True))
        window.find("list item", words("Overview", "client section"))

    def open_case(self):
        window, words = self.window, self.words
        self.click("list item", "Case files", "client section", inside=window.find("list", words("Sections")))
        self.click("push button", "Open new case")
        acts.wait_window(window, words("New case file"))
        self.click("push button", "Open case")
        acts.wait_no_window(window, words("New case file"))
        window.find("push button", words("Client’s page"))

    def write_note(self):
        window, words = self.window, self.words
        self.click("push button", "New note")
        window.find("push button", words("Sign and seal"))
        window.settle()
        window.type(NOTE)
        self.click("push button", "Sign and seal")
        window.find_text(words("Sign and seal this note?"))
        self.click("push button", "Seal", last=True)
        window.find("push button", words("Add to note"))
        window.find_text(NOTE)

    def letter(self):
        window, words = self.window, self.words
        self.click("push button", "Refer…")
        window.wait_focus(name=words("To"))
        window.type(acts.REGISTRY[self.centre.language])
        window.settle()
        self.click_found(lambda: window.find(None, re.compile("civil", re.I), last=True))
        self.click("push button", acts.begin(words, "Ask for consent now: %s"))
        window.find_text(words("How was it given?"))
        self.click("push button", "Yes, she agrees", "consent")
        self.click("push button", "Record the answer")
        self.click("push button", "Issue number")
        window.find_text(words("Give the letter its number?"))
        self.click("push button", "Issue number", last=True)
        window.find("push button", words("Save as PDF…"), seconds=3 * driver.PATIENCE)
        window.find(None, re.compile(r"^3-12/\d+-[A-Z0-9]{2}$"))
        self.click("push button", "Close", "dialog", last=True)
        window.gone("push button", words("Save as PDF…"))


@tap.case("the day by the mouse")
def walk():
    with Centre("en") as centre:
        mouse = Mouse(centre)
        try:
            mouse.sign_in("reception")
            for step in (mouse.register, mouse.book, mouse.move, mouse.arrive, mouse.lock):
                print(f"# {step.__name__}", flush=True)
                step()
            mouse.sign_in("psychologist")
            for step in (mouse.open_client, mouse.open_case, mouse.write_note, mouse.lock):
                print(f"# {step.__name__}", flush=True)
                step()
            mouse.sign_in("lawyer")
            for step in (mouse.open_client, mouse.letter):
                print(f"# {step.__name__}", flush=True)
                step()
            centre.finish()
        except Exception:
            folder = os.environ.get("HAMROZ_FAILED_PICTURES")
            if folder:
                mouse.window.picture(f"{folder}/mouse.png")
            raise


tap.run()
