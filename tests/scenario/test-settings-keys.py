# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings by keys alone: what each person chooses for herself, what the administrator does for all, and what the
manager reads."""

import csv
import pathlib
import re

import acts
import driver
import tap
from centre import Centre
from demo import PASSWORD

TYPED_WRONG, WEAK, NEW = "not the password", "reception", "five quiet words on paper"
NEWER = "six other words nobody heard"
EXPLANATION = ("You get new keys, the centre and your cases too. From then on the old password opens nothing here, and you "
               "open all that you open now. Colleagues are told, and compare your new key number before they give you a "
               "case. If the window locks before it is done, nothing has changed.\n"
               "What somebody has read or copied with the old password nothing takes back, and an old copy of the folder "
               "or a backup still opens with it and shows what it held.")
NUMBER = re.compile(r"\d{3} \d{3} \d{3} \d{3}")
# As the head of a letter has it, in Tajik, Russian and English.
NAMES = ("Маркази нави мо", "Маркази дигар", "Our new centre")
DARK, BRIGHT = 100, 180


def brightness(window):
    pixels = window.display.grab()
    return sum(pixels[::400]) / len(pixels[::400])


def height(window, text):
    node = window.find("label", text)
    return node.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS).height


def choose_size(centre):
    """The words grow at once, and shrink again."""
    window, words = centre.window, centre.words
    spin = window.tab_to("spin button", words("Text size in percent"))
    before = height(window, words("Screen"))
    window.press("Up", "Up", "Up")
    driver.wait(lambda: driver.text_of(spin) == "130", "130 per cent")
    driver.wait(lambda: height(window, words("Screen")) > before, "larger words")
    window.press("Down", "Down", "Down")
    driver.wait(lambda: driver.text_of(spin) == "100", "100 per cent")
    driver.wait(lambda: height(window, words("Screen")) == before, "words as large as before")


def choose_colours(centre):
    window, words = centre.window, centre.words
    for name, is_chosen in (("Dark", lambda light: light < DARK), ("Light", lambda light: light > BRIGHT)):
        window.tab_to(None, words(name, "colours"), back=name == "Light")
        window.press("space")
        driver.wait(lambda: is_chosen(brightness(window)), f"a window that is {name.lower()}")
        window.wait_focus(None, words(name, "colours"))


def fill_in(centre, name, text):
    """From the field before, over what stands there."""
    window, words = centre.window, centre.words
    window.tab_to("text", words(name))
    window.press("ctrl+A")
    window.type_latin(text)


def change_password(centre):
    """What is wrong is said, and the cursor stands where it is to be mended."""
    window, words = centre.window, centre.words
    fill_in(centre, "Password of now", TYPED_WRONG)
    fill_in(centre, "New password", WEAK)
    window.find_text(words("This password is too easy to guess: there is a name or a common word in it."))
    window.press("ctrl+A")
    window.type_latin(NEW)
    fill_in(centre, "The same password again", NEW + "s")
    window.find_text(words("The two are not the same."))
    window.press("ctrl+A")
    window.type_latin(NEW)
    window.tab_to("push button", words("Change the password"))
    window.press("space")
    window.find_text(words("The password of now is not right."), 3 * driver.PATIENCE)
    window.wait_focus("text", words("Password of now"))
    window.type_latin(PASSWORD)
    window.tab_to("push button", words("Change the password"))
    window.press("space")
    window.find_text(words("Your password has been changed."), 3 * driver.PATIENCE)
    window.wait_focus("text", words("Password of now"))


def renew_keys(centre):
    """Somebody may know the password: what it does is said before, and her key number is another after it."""
    window, words = centre.window, centre.words
    before = window.find("label", NUMBER, seconds=6 * driver.PATIENCE).name
    window.type_latin(NEW)
    fill_in(centre, "New password", NEWER)
    fill_in(centre, "The same password again", NEWER)
    window.tab_to("check box", re.compile("^" + words("Somebody may know it")))
    window.press("space")
    for line in words(EXPLANATION).split("\n"):
        window.find_text(line)
    window.tab_to("push button", words("Change password and keys"))
    window.press("space")
    window.find_text(words("Your password and your keys are new. So is your key number: colleagues will compare it "
                           "with you."), 12 * driver.PATIENCE)
    window.wait_focus("text", words("Password of now"))
    driver.wait(lambda: window.find("label", NUMBER).name != before, "another key number")


@tap.case("reception's own settings: the size of the words, the colours, her password, her keys")
def me():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        acts.show_settings(centre, "Me")
        choose_size(centre)
        choose_colours(centre)
        change_password(centre)
        renew_keys(centre)
        acts.close_settings(centre)
        centre.ask_password()
        centre.type_login("reception", NEW)
        window.find_text(words("The name or the password is not right."), 3 * driver.PATIENCE)
        centre.sign_in("reception", NEWER)
        centre.finish()


def describe_centre(centre):
    """The first three fields; stored by itself, a moment after the last key."""
    window, words = centre.window, centre.words
    acts.show_settings(centre, "Centre")
    for name in NAMES:
        window.press("Tab", "ctrl+A")
        window.type(name)
    window.find_text(words("Saved", "settings"))
    acts.close_settings(centre)


@tap.case("the administrator's: the name of the centre in three languages, kept over a restart")
def all_of_us():
    with Centre("tg") as centre:
        window = centre.start()
        centre.sign_in("admin")
        describe_centre(centre)
        centre.finish()
        window = centre.start()
        centre.sign_in("admin")
        acts.show_settings(centre, "Centre")
        for name in NAMES:
            window.find_text(name)
        acts.close_settings(centre)
        centre.finish()


def filter_log(centre):
    """By the first act of the list, and by a code that is nobody's, which is taken back."""
    window, words = centre.window, centre.words
    act = centre.labels["audit_act", "client.add"]
    window.tab_to(None, words("What was done", "log"))
    window.press("space")
    window.wait_focus("list item")
    window.press("Down", "Enter")
    window.wait_focus(None, words("What was done", "log"))
    signed_in = centre.labels["audit_act", "member.sign_in"]
    driver.wait(lambda: not window.all("list item", signed_in[0].upper() + signed_in[1:]), "an act alone")
    window.tab_to("text", words("Code of the client"))
    window.type_latin("H-0000")
    window.find_text(words("There is no such entry."))
    window.press("ctrl+A", "Delete")
    driver.wait(lambda: not window.shows(words("There is no such entry.")), "entries")
    return act


def save_log(centre):
    """Under the name that is offered; whoever opens it is told before that it is not encrypted."""
    window, words = centre.window, centre.words
    window.tab_to("push button", words("Save what is shown as a table…"), back=True)
    window.press("Enter")
    driver.wait(lambda: words("Save the log: this file will not be encrypted") in window.active_title(), "the dialog",
                3 * driver.PATIENCE)
    window.wait_focus("text")
    window.press("Enter")
    window.find_text(words("Saved. This file is not encrypted."), 3 * driver.PATIENCE)
    with open(pathlib.Path(centre.home.name) / "log.csv", newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


@tap.case("the manager reads the log: its chain holds, one act is looked for and saved as a table")
def log():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("manager")
        acts.show_settings(centre, "Log")
        window.find_text(acts.begin(words, "Unbroken to entry %d. Entries of this sitting are signed when the window "
                                           "locks."), 6 * driver.PATIENCE)
        window.press("Right")
        act = filter_log(centre)
        header, *rows = save_log(centre)
        if header[2] != words("What was done", "log") or not rows or {row[2].lower() for row in rows} != {act.lower()}:
            yield f"in the file stands {header}, {rows[:3]}"
        acts.close_settings(centre)
        centre.finish()


tap.run()
