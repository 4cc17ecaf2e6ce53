# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery sheets by keys alone: replaced with those of now; and when they are lost, announced by the administrator,
given the keys of a colleague who has compared their number, and let count."""

import pathlib
import re

import acts
import demo
import driver
import tap
from centre import PASSWORD, Centre, read_sheet

GROUP = re.compile(r"^[0-9A-HJKMNP-TV-Z]{5}$")
NUMBER = re.compile(r"\d{3} \d{3} \d{3} \d{3}")
LOGIN, OWN_PASSWORD = "saodat", "nine green boats at sea"


def show_security(centre):
    acts.show_settings(centre, "Security")
    centre.window.press("Right")


def begin(centre):
    window, words = centre.window, centre.words
    window.tab_to("push button", words("Replace the sheets…"))
    window.press("Enter")
    acts.wait_window(window, words("New recovery sheets"))


def copy_sheet(centre):
    """From the screen onto paper, and back from there."""
    window, words = centre.window, centre.words
    window.find_text(words("Copy these eight groups by hand onto a sheet of paper, with the heading above."))
    paper = driver.wait(lambda: [n.name for n in window.all("label", GROUP)], "the groups")
    window.press("ctrl+Enter")
    window.wait_focus("text", words("The eight groups"))
    driver.wait(lambda: not window.all("label", GROUP), "the sheet gone while it is typed back")
    window.type_latin(" ".join(paper))
    window.find_text(words("The whole sheet is right."))
    window.press("Enter")
    return " ".join(paper)


def try_sheet(centre, sheet):
    window, words = centre.window, centre.words
    centre.ask_password()
    centre.choose_language("text", "Password")
    window.tab_to("push button", words("Forgot password?"))
    window.press("Enter")
    window.wait_focus("text", words("The eight groups of a sheet"))
    window.type_latin(sheet)
    window.press("Enter", "Enter")


@tap.case("the administrator replaces the sheet: the new one opens, the old one no more")
def replaced():
    with Centre("ru", is_new=True) as centre:
        file = pathlib.Path(centre.home.name) / "paper"
        demo.ctl("init", centre.folder, "--name", "Намунаева Саодат", "--roles", "administrator,psychologist",
                 "--sheet-file", file, login=LOGIN, password=OWN_PASSWORD)
        old = read_sheet(file)
        window = centre.start()
        centre.sign_in(LOGIN, OWN_PASSWORD)
        show_security(centre)
        begin(centre)
        window.press("ctrl+Enter")
        window.wait_focus("text", centre.words("The eight groups of a sheet"))
        window.type_latin(old)
        window.press("Enter", "Enter")
        new = copy_sheet(centre)
        window.find_text(centre.words("The new sheets count. Destroy the old ones: they still open old copies of the "
                                      "folder."), 6 * driver.PATIENCE)
        acts.close_settings(centre)

        try_sheet(centre, old)
        window.find_text(centre.words("This recovery sheet opens nothing here: it is of another centre or has been "
                                      "replaced, or a second one is needed."), 6 * driver.PATIENCE)
        window.press("Esc")
        try_sheet(centre, new)
        window.find_text(centre.words("What are the sheets needed for?"), 6 * driver.PATIENCE)
        window.press("Esc")
        centre.sign_in(LOGIN, OWN_PASSWORD)
        centre.finish()


def announce(centre):
    window, words = centre.window, centre.words
    show_security(centre)
    begin(centre)
    window.press("Down")
    window.wait_focus(None, words("The sheets are lost"))
    window.press("Space", "ctrl+Enter")
    copy_sheet(centre)
    window.find_text(words("The new sheets wait. Read their number to your colleagues."), 6 * driver.PATIENCE)
    number = NUMBER.search(window.find(None, NUMBER, seconds=6 * driver.PATIENCE).name)[0]
    acts.close_settings(centre)
    return number


def give(centre, number):
    """Today leads there."""
    window, words = centre.window, centre.words
    window.find_text(words("New recovery sheets wait for your keys: compare their number, and give them."))
    window.tab_to("push button", words("Show in the settings"))
    window.press("Enter")
    acts.wait_window(window, words("Settings"))
    window.find_text(number, 6 * driver.PATIENCE)
    window.tab_to("push button", words("The numbers agree: give my keys"))
    window.press("Enter")
    window.find_text(words("The new sheets have your keys."))
    acts.close_settings(centre)


def count(centre):
    window, words = centre.window, centre.words
    show_security(centre)
    window.tab_to("text", words("Sign-in name of a case worker"))
    window.type_latin("psychologist")
    window.tab_to("text", words("Her password"))
    window.type_latin(PASSWORD)
    window.tab_to("push button", words("Let the new sheets count"))
    window.press("Enter")
    window.find_text(words("The new sheets count. The lost ones open nothing any more but old copies of the folder."),
                     6 * driver.PATIENCE)
    acts.close_settings(centre)


@tap.case("lost sheets: announced, given the keys of a colleague who compared the number, and let count")
def lost():
    with Centre("tg") as centre:
        centre.start()
        centre.sign_in("admin")
        number = announce(centre)
        centre.sign_in("psychologist")
        give(centre, number)
        centre.sign_in("admin")
        count(centre)
        centre.ask_password()
        state = centre.command("sheets", "show").split("\t")
        if state[:2] != ["B", "counts"]:
            yield f"they do not count: {state}"
        centre.sign_in("lawyer")
        centre.finish()


tap.run()
