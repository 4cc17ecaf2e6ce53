# SPDX-License-Identifier: GPL-3.0-or-later
"""A client is erased by keys alone: the manager asks for it, on the next day the administrator confirms it by her
code, and with the next sign-in of somebody who holds the care key nothing is left.

    test-erase.py [LANGUAGE [LOOK]]     with a folder in HAMROZ_PICTURES: and pictures of it
"""

import datetime
import os
import pathlib
import re
import sys

import acts
import driver
import tap
from centre import Centre
from demo import TODAY

LANGUAGE, LOOK = (sys.argv[1:] + ["tg", "light"][len(sys.argv) - 1:])[:2]
NAME = "Sanova Mohina"
EVENING = datetime.datetime.fromisoformat(f"{TODAY}T18:00:00+05:00")
NEXT_DAY = "2026-11-25"
CODE = re.compile(r"H-[2-9A-Z]{4}")


def keep(centre, name):
    folder = os.environ.get("HAMROZ_PICTURES")
    if folder:
        centre.window.settle(0.5)
        centre.window.picture(pathlib.Path(folder) / f"{name}-{LANGUAGE}-{LOOK}.png")


def register(centre):
    window, words = centre.window, centre.words
    acts.show_page(centre, "Clients")
    window.press("ctrl+N")
    window.wait_focus("text", words("Name to use"))
    window.type_latin(NAME)
    window.press("ctrl+Enter")
    acts.wait_window(window, words("New appointment"))
    window.press("Esc")
    acts.wait_no_window(window, words("New appointment"))


def ask(centre):
    window, words = centre.window, centre.words
    acts.open_client(centre, NAME)
    code = CODE.search(window.find("label", CODE).name)[0]
    window.tab_to(None, words("More for this client"))
    window.press("Enter")
    keep(centre, "erase-menu")
    window.go_to(None, words("Erase…", "client"), most=5)
    window.press("Enter")
    window.find_text(words("Erase everything about this client?"))
    ask_button = window.find("push button", words("Ask for erasure"))
    if ask_button.getState().contains(driver.pyatspi.STATE_SENSITIVE):
        raise driver.NotSeen("a question that waits for its answer")
    window.tab_to(None, words("She wishes it, in writing"))
    window.press("space")
    keep(centre, "erase-ask")
    window.press("ctrl+Enter")
    window.find_text(words("Now an administrator has to confirm it."))
    acts.show_page(centre, "Today")
    window.find_text(acts.begin(words, "An administrator can confirm it from: %s"))
    keep(centre, "erase-today-manager")
    return code


def confirm(centre, code):
    window, words = centre.window, centre.words
    acts.show_page(centre, "Today")
    window.find_text(code)
    keep(centre, "erase-today-administrator")
    window.tab_to("push button", words("Confirm…", "erasure"))
    window.press("Enter")
    window.find_text(words("Type the client’s code"))
    window.find_text(acts.begin(words, "Backups that still hold her, of these days: %s"))
    window.tab_to("text", words("Type the client’s code"))
    window.type_latin("H-2222")
    window.press("ctrl+Enter")
    window.find_text(words("This is not the code of the client who is to be erased."))
    keep(centre, "erase-other-code")
    window.press("ctrl+A")
    window.type_latin(code)
    keep(centre, "erase-confirm")
    window.press("ctrl+Enter")
    window.find_text(acts.begin(words, "A client is being erased: %s"))
    keep(centre, "erase-waits")


@tap.case(f"{LANGUAGE}: asked for, confirmed on the next day, and gone")
def erased():
    with Centre(LANGUAGE, settings={"colour-scheme": f"'{LOOK}'"}) as centre:
        centre.start()
        centre.sign_in("reception")
        register(centre)
        centre.sign_in("manager")
        code = ask(centre)
        centre.finish()
        centre.command("backup", pathlib.Path(centre.home.name) / "backups", now=EVENING)
        centre.today = NEXT_DAY
        centre.start()
        centre.sign_in("admin")
        confirm(centre, code)
        centre.sign_in("psychologist")
        acts.show_page(centre, "Clients")
        window, words = centre.window, centre.words
        window.press("ctrl+F", "ctrl+A")
        window.type_latin(NAME)
        window.find_text(words("Nothing found."))
        centre.sign_in("admin")
        acts.show_page(centre, "Today")
        driver.wait(lambda: not window.shows(code), "a Today without her")
        centre.finish()


tap.run()
