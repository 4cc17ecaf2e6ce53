# SPDX-License-Identifier: GPL-3.0-or-later
"""Search, settings, help, and how a centre is begun."""

import pathlib
import re

from screens import walk


@walk("manager")
def search(at):
    at.page(1, "Today")
    at.press("ctrl+K")
    at.window.settle(0.2)
    yield "search"
    at.type("мис")
    at.window.settle(0.5)
    yield "search-hits"
    at.leave(2)


@walk("manager")
def today_of_manager(at):
    at.page(1, "Today")
    yield "today-manager"


@walk("admin")
def today_of_administrator(at):
    yield "today-administrator"


@walk("admin")
def settings(at):
    at.press("ctrl+,")
    at.opened("Settings")
    yield "settings-me"
    at.window.tab_to("check box", re.compile("^" + at.words("Somebody may know it")))
    at.press("space")
    at.see("Change password and keys")
    at.window.settle(0.3)
    yield "settings-me-new-keys"
    at.press("space")
    for name in ("Security", "Staff", "Centre", "Log"):
        at.click(name, "settings", role=None)
        at.window.settle(0.3)
        yield f"settings-{name.lower()}"
    at.leave()


@walk("admin")
def backups(at):
    """From Today's bar to a backup that is proved; what restoring asks."""
    at.see("No backup has been made yet. Back up now?")
    at.click("Back up now")
    at.opened("Settings")
    at.see("None has been made yet.")
    yield "settings-backup"
    place = pathlib.Path(at.centre.home.name) / "backups"
    place.mkdir()
    at.centre.change_settings({"backup-folder": f"'{place}'"})
    at.see_words(str(place))
    at.click("Back up now", last=True)
    at.see("The backup is made and proved: every page of it was read and is genuine.")
    at.window.settle(0.3)
    yield "settings-backup-made"
    at.window.activate("push button", at.words("Restore a backup…"))
    at.opened("Restore a backup")
    yield "restore"
    at.leave(2)
    at.centre.change_settings({"backup-folder": "''"})


@walk("admin")
def help_pages(at):
    at.press("F1")
    at.opened("Help")
    yield "help"
    at.leave()
    for name, text in (("protection", "What is protected and what is not"), ("shortcuts", "Keyboard shortcuts"),
                       ("about", "About the program")):
        at.press("F10")
        at.click(text, role=None)
        at.window.settle(0.5)
        yield name
        at.leave()


@walk(new_centre=True)
def setup(at):
    """Through the door of a new centre to its first day."""
    window, next_one = at.window, lambda: at.click("Next", "setup")
    at.window.settle(0.3)
    yield "setup-language"
    own = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}[at.language]
    at.click_words(own)
    window.find("push button", at.words("Next", "setup"))
    next_one()
    at.see("The folder")
    yield "setup-folder"
    next_one()
    at.see("Name to sign in with")
    yield "setup-person"
    at.press("Tab")
    yield from setup_person(at)
    next_one()
    at.see("One sheet")
    yield "setup-sheets"
    next_one()
    at.see("Copy these eight groups by hand onto a sheet of paper, with the heading above.")
    yield "setup-sheet"
    sheet = read_sheet(at)
    next_one()
    at.see("The eight groups")
    at.type("AAAAA")
    yield "setup-typed-back"
    at.press("ctrl+A")
    at.type(sheet)
    next_one()
    at.window.find_text(at.words("Working hours"), 60)
    at.window.settle(0.4)
    yield "setup-centre"
    next_one()
    at.see("Invite a person")
    yield "setup-accounts"
    at.press("ctrl+Enter")
    window.find("list", at.words("Pages"))
    yield from forgotten_password(at, sheet)


def forgotten_password(at, sheet):
    at.press("ctrl+L")
    at.window.wait_focus("text", at.words("Password"), 20)
    at.click("Forgot password?")
    at.see("The eight groups of a sheet")
    at.type("AAAAA")
    yield "recovery-sheets"
    at.press("ctrl+A")
    at.type(sheet)
    at.click("Open with the sheets")
    at.window.find_text(at.words("What are the sheets needed for?"), 60)
    at.window.settle(0.4)
    yield "recovery-choose"
    at.press("Enter")
    at.see("For whom")
    yield "recovery-person"
    yield from recovery_set(at)


def recovery_set(at):
    at.window.tab_to("text", at.words("Name to sign in with"))
    at.type("saodat")
    at.window.tab_to("text", at.words("New password"))
    at.type("four other words here")
    at.window.tab_to("text", at.words("The same password again"))
    at.type("four other words here")
    at.window.tab_to("text", at.words("Why the sheets are needed"))
    at.type("forgotten")
    at.click("Set the password")
    at.window.find_text(at.words("The new password is set."), 60)
    at.window.settle(0.3)
    yield "recovery-done"


def setup_person(at):
    at.window.tab_to("text", at.words("Surname and given name"))
    at.type("Намунаева Саодат")
    at.press("Tab")
    at.type("saodat")
    at.window.tab_to("text", at.words("New password"))
    at.type("four ordinary words here")
    at.window.tab_to("text", at.words("The same password again"))
    at.type("four ordinary words here")
    at.window.settle(0.3)
    yield "setup-person-filled"


def read_sheet(at):
    """The groups as they stand on the screen."""
    groups = [word for said in at.window.words() for word in re.findall(r"\b[0-9A-HJ-NP-Z]{5,7}\b", said)]
    return " ".join(groups[:8])
