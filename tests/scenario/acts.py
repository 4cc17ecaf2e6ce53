# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do all day, by keys alone: each act stands here once, for the day and for the single scenarios.

    acts.open_client(centre, "Мисолзода Зарина")
    acts.issue(centre)

An act begins on the screen where a person would begin it, and ends when its outcome is seen.
"""

import pathlib
import re
import subprocess

import driver
from demo import PASSWORD

# As they stand in the letter's form, the first of them chosen.
LETTER_LANGUAGES = ("Тоҷикӣ", "Русский", "English")
# The registry of civil acts, as each interface calls it.
REGISTRY = {"tg": "сахш", "ru": "загс", "en": "civil"}


def begin(words, sentence):
    """What stands before the first value in a sentence of the program."""
    return words(sentence).split("%")[0].strip()


def row_number(window, listed, name):
    """At which place of a list a row is: that is also its key."""
    def look():
        rows = [row for row in window.find("list", listed) if driver.is_seen(row)]
        return next((number for number, row in enumerate(rows, 1) if row.name == name), None)
    return driver.wait(look, f"{name!r} in {listed!r}")


def wait_window(window, title):
    """Until it has the keyboard: a key that comes sooner goes to the window before."""
    driver.wait(lambda: window.active_title() == title, f"the window {title!r}")


def wait_no_window(window, title):
    driver.wait(lambda: title not in [frame.name for frame in window.windows()], f"no window {title!r}")


def choose_folder(window, words, folder):
    """In the system's dialog: the name is typed where a path begins."""
    title = words("Choose a folder")
    driver.wait(lambda: title in window.active_title(), f"the dialog {title!r}", 3 * driver.PATIENCE)
    window.settle(0.3)
    window.type_latin(str(folder))
    window.settle(0.3)
    window.press("Enter")
    driver.wait(lambda: title not in window.active_title(), f"the dialog {title!r} gone")


def wait_cover(centre):
    window, words = centre.window, centre.words
    driver.wait(lambda: [frame.name for frame in window.windows()] == [words("Calendar")],
                "one window, called a calendar", 3 * driver.PATIENCE)
    driver.wait(lambda: not window.all("list", words("Pages")), "no page on the screen")


def come_back(centre):
    """From the cover, by the password alone."""
    window, words = centre.window, centre.words
    window.press("Enter")
    window.wait_focus("text", words("Password"), 3 * driver.PATIENCE)
    window.type_latin(PASSWORD + "\n")
    window.find("list", words("Pages"), seconds=3 * driver.PATIENCE)


def show_page(centre, name, words=None):
    """By the keys of the sidebar, whichever row it is."""
    window, words = centre.window, words or centre.words
    window.press(f"alt+{row_number(window, words('Pages'), words(name))}")
    wait_window(window, words(name))


def show_settings(centre, page):
    """The keyboard stays on the page's name in the list."""
    window, words = centre.window, centre.words
    window.press("ctrl+,")
    wait_window(window, words("Settings"))
    window.wait_focus("list item")
    window.go_to("list item", words(page, "settings"), most=8)


def close_settings(centre):
    centre.window.press("Esc")
    wait_no_window(centre.window, centre.words("Settings"))


def open_client(centre, typed, name=None):
    """Finds her in the list while typing, and opens her page."""
    window, words, name = centre.window, centre.words, name or typed
    show_page(centre, "Clients")
    # On somebody's page the key looks there; the list is a step back.
    if not is_list(window, ("entry", words("Find a client")), ("list", words("Sections"))):
        window.press("alt+Left")
        window.find("entry", words("Find a client"))
    window.press("ctrl+F", "ctrl+A")
    window.type(typed)
    driver.wait(lambda: is_alone(window.find("list", words("Clients"), last=True), name), f"{name} alone in the list")
    window.press("Down", "Enter")
    window.wait_focus("list item", words("Overview", "client section"))
    window.find("label", name)


def is_list(window, field, other):
    """Whether a page shows its list, known by a search field, or what was opened from it: one of them comes."""
    shown = driver.wait(lambda: next((node for node in (field, other) if window.all(*node)), None), "a page")
    return shown == field


def is_alone(client_list, name):
    rows = [row for row in client_list if row is not None and driver.is_seen(row)]
    return len(rows) == 1 and any(name in (label.name or "") for label in rows[0][0])


def open_section(centre, name):
    """Of a client's page, by its keys."""
    window, title = centre.window, centre.words(name, "client section")
    window.press(f"ctrl+{row_number(window, centre.words('Sections'), title)}")
    window.wait_focus("list item", title)


def open_new_case(centre):
    """On the client's page; her case is on the screen afterwards."""
    window, words = centre.window, centre.words
    open_section(centre, "Case files")
    window.tab_to("push button", words("Open new case"))
    window.press("Enter")
    wait_window(window, words("New case file"))
    window.find("push button", words("Open case"))
    window.press("ctrl+Enter")
    wait_no_window(window, words("New case file"))
    window.find("push button", words("Client’s page"))


def open_case(centre, typed, name):
    """From the list of case files, unless a case is open there already."""
    window, words = centre.window, centre.words
    show_page(centre, "Case files")
    window.find_text(name)
    if is_list(window, ("entry", words("Search my cases")), ("push button", words("Client’s page"))):
        window.press("ctrl+F")
        window.type(typed)
        window.settle()
        window.press("Enter")
    window.find("push button", words("Client’s page"))
    window.find_text(name)


def begin_note(centre):
    window = centre.window
    window.press("ctrl+shift+N")
    window.find("push button", centre.words("Sign and seal"))


def wait_stored(centre):
    """Stored by itself, then all of it, on however slow a machine."""
    window, words = centre.window, centre.words
    window.find_text(begin(words, "Draft, saved %s"))
    # A toast is short: on a slow machine it may be gone before it is looked for.
    for _ in range(4):
        window.press("ctrl+S")
        try:
            window.find("label", words("Draft kept"), seconds=driver.TURN)
            return
        except driver.NotSeen:
            pass
    raise driver.NotSeen("the words 'Draft kept'")


def seal(centre):
    window, words = centre.window, centre.words
    window.press("ctrl+shift+Enter")
    window.find_text(words("Sign and seal this note?"))
    window.press("Enter")
    window.find("push button", words("Add to note"))


def add_to_note(centre, text):
    """What is sealed is not changed: it is added to, and that is sealed too."""
    window, words = centre.window, centre.words
    window.tab_to("push button", words("Add to note"))
    window.press("Enter")
    window.find("push button", words("Sign and seal"))
    window.type(text)
    seal(centre)
    window.find_text(text)


def fill_consultation(centre, minutes, area, facts, advice):
    window, words = centre.window, centre.words
    window.tab_to("spin button")
    window.type(minutes)
    window.tab_to("text", words("Area"))
    window.type(area)
    window.press("Enter")
    window.tab_to("text", words("Facts"))
    window.type(facts)
    window.tab_to("text", words("Advice"))
    window.type(advice)


def open_composer(centre):
    """A letter about the client who is on the screen."""
    centre.window.press("ctrl+R")
    centre.window.wait_focus(name=centre.words("To"))


def choose_recipient(centre, typed):
    window = centre.window
    window.wait_focus(name=centre.words("To"))
    window.type(typed)
    window.settle()
    window.press("Enter")
    window.find_text(begin(centre.words, "Consent missing: %d"))


def choose_letter_language(centre, name):
    """The letter's own, whatever the interface speaks: Tab comes to the chosen one, the arrows to the others."""
    window = centre.window
    window.tab_to(None, re.compile(f"^{LETTER_LANGUAGES[0]}$"))
    for following in LETTER_LANGUAGES[1:LETTER_LANGUAGES.index(name) + 1]:
        window.press("Right")
        window.wait_focus(None, re.compile(f"^{following}$"))
    if name != LETTER_LANGUAGES[0]:
        window.press("space")


def answer_consent(centre, key):
    """The button that says what is missing goes to the first, and Enter asks; the key is her answer."""
    window, words = centre.window, centre.words
    window.press("ctrl+P")
    window.wait_focus(name=begin(words, "Ask for consent now: %s"))
    window.press("Enter")
    window.find_text(words("How was it given?"))
    window.press(key)
    window.tab_to("push button", words("Record the answer"))
    window.press("Enter")


def ask_consent(centre):
    """She says yes."""
    answer_consent(centre, "1")
    centre.window.find("push button", centre.words("Issue number"))


def issue(centre):
    window, words = centre.window, centre.words
    window.press("ctrl+P")
    window.find_text(words("Give the letter its number?"))
    window.press("ctrl+Enter")
    window.find("push button", words("Save as PDF…"), seconds=3 * driver.PATIENCE)


def save_letter(centre):
    """Under the name that is offered, its number: any layout will do. Returns its path."""
    window, words = centre.window, centre.words
    window.tab_to("push button", words("Save as PDF…"))
    window.press("Enter")
    window.wait_focus(role="text")
    window.press("Enter")
    path = driver.wait(lambda: next(pathlib.Path(centre.home.name).glob("*.pdf"), None), "the letter's file")
    window.find_text(words("Saved. This file is not encrypted."))
    return path


def close_letter(centre):
    window, words = centre.window, centre.words
    window.wait_focus(name=words("Save as PDF…"))
    window.press("Esc")
    window.gone("push button", words("Save as PDF…"))


def read_pdf(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def choose_password(centre, login, old, new):
    """Somebody who is asked for another password at her sign-in, in her own language: nothing else is to be seen
    before she has one."""
    window, words = centre.window, centre.words_now
    centre.ask_password()
    centre.choose_language("text", "Password")
    centre.type_login(login, old)
    window.find("label", words("Choose a new password"), seconds=6 * driver.PATIENCE)
    window.wait_focus("text", words("Password of now"))
    if window.all("list", words("Pages")):
        raise AssertionError("the pages are there before she has chosen")
    window.type_latin(old)
    for name in ("New password", "The same password again"):
        window.tab_to("text", words(name))
        window.type_latin(new)
    window.press("Enter")
    centre.choose_language("list", "Pages")
