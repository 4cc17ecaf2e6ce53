# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen of the program and the keys that lead to it, for the pictures and their audit.

A walk is a function that somebody signed in goes (login None: nobody is); it leads to a screen,
yields its name while it stands there, and goes on to the next. A walk that begins a centre of its own
says so, and so does one that needs the demonstration centre in another state: it is prepared before the
program is started. Names are those of the pictures.
"""

import re

import driver

WALKS = []


class Walk:
    def __init__(self, function, login, new_centre, prepare):
        self.function, self.login, self.new_centre, self.prepare = function, login, new_centre, prepare
        self.name = function.__name__.replace("_", "-")
        self.has_own_centre = new_centre or prepare is not None


def walk(login=None, new_centre=False, prepare=None):
    """prepare: is called with the centre while nobody has it open."""
    def add(function):
        WALKS.append(Walk(function, login, new_centre, prepare))
        return function
    return add


class Visitor:
    """Who goes a walk: the program, its words in her language, and short names for what she does."""

    def __init__(self, centre):
        self.centre, self.words, self.language = centre, centre.words, centre.language
        self.window = centre.window

    def press(self, *keys):
        self.window.press(*keys)

    def type(self, text):
        self.window.type_latin(text)
        self.window.settle(0.1)

    def see(self, text, context=None):
        """Words of the program, up to what they are filled with."""
        return self.see_words(self.beginning(text, context))

    def see_words(self, text):
        return self.window.find_text(text)

    def not_see(self, text, context=None):
        driver.wait(lambda: not self.window.shows(self.beginning(text, context)), f"a screen without {text!r}")

    def beginning(self, text, context=None):
        return re.split(r"%[1-9]?\$?[-+ 0]*[a-z]", self.words(text, context))[0].strip()

    def label(self, code_list, code):
        return self.centre.labels[code_list, code]

    def click(self, text, context=None, role="push button", last=False):
        """A click on what is called so, whole."""
        name = re.compile("^" + re.escape(self.beginning(text, context)))
        self.click_node(self.window.find(role, name, last=last))

    def click_whole(self, text, context=None):
        """On what is called so and no longer: a day's name begins that of its holiday."""
        words = re.escape(self.words(text, context))
        self.click_node(self.window.find(None, re.compile(f"^{words}( {words})?$")))

    def click_words(self, text, role=None, last=False):
        self.click_node(self.window.find(role, text, last=last))

    def click_node(self, node):
        """Once it stands still; and the pointer goes out of the way when that was answered."""
        self.window.settle(0.12)
        self.window.click(node)
        self.window.settle(0.12)
        self.window.keyboard.move(0, self.window.display.height - 1)
        self.window.settle(0.15)

    def page(self, number, text, context=None):
        """A page by the number of its key."""
        title = self.words(text, context)
        self.press(f"alt+{number}")
        try:
            self.titled(title, 5)
        except driver.NotSeen:
            # It was pressed while a dialog was still on its way out.
            self.press(f"alt+{number}")
            self.titled(title)
        self.window.settle(0.1)

    def titled(self, title, seconds=None):
        driver.wait(lambda: any(title in (w.name or "") for w in self.window.windows()), f"the page {title!r}", seconds)

    def opened(self, title):
        """A window of its own."""
        driver.wait(lambda: any(self.words(title) == w.name for w in self.window.windows()), f"the window {title!r}")
        self.window.settle()

    def delete_draft(self):
        """What was begun on the way is not in the pictures after it."""
        self.click("Delete", "draft")
        self.not_see("Begun and not saved: %s")

    def leave(self, times=1):
        for _ in range(times):
            self.press("Esc")
            self.window.settle(0.1)

    def client(self, text):
        """The page of the one client whom these words find."""
        self.page(2, "Clients")
        self.press("ctrl+F", "ctrl+A")
        self.type(text)
        self.window.settle(0.3)
        self.press("Down", "Enter")
        self.see("Overview", "client section")
        self.window.settle(0.1)


import screens_people  # noqa: E402, F401
import screens_program  # noqa: E402, F401
import screens_work  # noqa: E402, F401
import screens_accounts  # noqa: E402, F401
import screens_recovery  # noqa: E402, F401
