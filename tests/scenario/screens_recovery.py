# SPDX-License-Identifier: GPL-3.0-or-later
"""What recovery sheets do for those who are left, and what the vault warns of: each in a centre of its own."""

import datetime
import pathlib
import re
import shutil

import acts
from centre import Centre
from demo import PASSWORD
from screens import walk

LAWYER, RECEPTION = "Хаёлпур Лола", "Мисолӣ Моҳира"


def lay_sheet(centre):
    centre.sheet = centre.make_sheet()


def show_staff(at):
    at.centre.sign_in("admin")
    at.press("ctrl+,")
    at.opened("Settings")
    at.click("Staff", "settings", role=None)


def remove_lawyer(at):
    at.click_words(re.compile("^" + LAWYER), role=None)
    at.window.tab_to("push button", at.words("Remove from the staff…"))
    at.press("Enter")
    at.see("Remove this person from the staff?")
    at.press("ctrl+Enter")
    at.see("The key of the centre has been changed.")


def ask_reception(at):
    """For a new password; and she works with clients from now on."""
    at.click_words(re.compile("^" + RECEPTION), role=None)
    at.window.tab_to("check box", re.compile("^" + at.label("role", "social_worker"), re.I))
    at.press("space")
    at.window.tab_to("push button", at.words("Set these roles"))
    at.press("Enter")
    at.see("Saved", "settings")
    at.window.tab_to("push button", at.words("Ask for a new password"))
    at.press("Enter")
    at.see("Is to choose a new password at the next sign-in")


def open_with_sheet(at):
    at.centre.ask_password()
    at.click("Forgot password?")
    at.see("The eight groups of a sheet")
    at.type(at.centre.sheet)
    at.click("Open with the sheets")
    at.window.find_text(at.words("What are the sheets needed for?"), 60)
    at.window.settle(0.4)


def choose(at, title):
    at.click(title, role=None)
    at.see("For whom")
    at.window.settle(0.4)


@walk("admin", prepare=lay_sheet)
def sheets_for_others(at):
    """Somebody is removed, and her cases wait; somebody has a new role, and waits for the key to requests."""
    show_staff(at)
    remove_lawyer(at)
    ask_reception(at)
    yield "settings-staff-asked"
    at.leave()
    yield from recovery_acts(at)
    yield from told_afterwards(at)


def recovery_acts(at):
    open_with_sheet(at)
    yield "recovery-choose-all"
    choose(at, "The care key")
    yield "recovery-care"
    at.leave()
    choose(at, "An administrator")
    yield "recovery-administrator"
    at.leave()
    choose(at, "Cases whose workers are gone")
    at.see("All of them")
    yield "recovery-cases"
    at.window.tab_to("check box", at.words("All of them"))
    at.press("space")
    at.window.tab_to(None, at.words("Yes, we have compared them"))
    at.press("space")
    at.window.tab_to("text", at.words("Why the sheets are needed"))
    at.press("Enter")
    at.see("Write why: whoever is concerned will read it.")
    yield "recovery-cases-chosen"
    at.type("24.11.2026")
    at.press("Enter")
    at.window.find_text(at.words("The cases are given."), 60)
    at.window.settle(0.3)
    yield "recovery-cases-given"


def told_afterwards(at):
    """Those whom it concerns; and what reception finds at her sign-in."""
    at.centre.sign_in("manager")
    at.see("The recovery sheets gave cases whose workers are gone to: %s")
    yield "today-sheets-used"
    at.window.activate("push button", at.words("Compare"))
    at.see("Give the care key")
    at.window.settle(0.5)
    yield "care-question"
    at.leave()
    at.press("ctrl+,")
    at.opened("Settings")
    at.click("Staff", "settings", role=None)
    at.see("The numbers agree: give the key")
    at.window.settle(0.5)
    yield "settings-staff-waiting"
    at.leave()
    at.centre.ask_password()
    at.centre.choose_language("text", "Password")
    at.centre.type_login("reception", PASSWORD)
    at.centre.choose_language("label", "Choose a new password")
    at.window.settle(0.3)
    yield "new-password"


@walk("admin", prepare=Centre.announce_sheet)
def sheets_that_wait(at):
    """Lost ones were replaced; nobody has given the new ones her keys."""
    yield "today-sheets-wait"
    at.click("Show in the settings")
    at.opened("Settings")
    at.see("The numbers agree: give my keys")
    at.window.settle(0.5)
    yield "settings-sheets-wait"
    at.leave()
    at.centre.sign_in("psychologist")
    at.see("New recovery sheets wait for your keys: compare their number, and give them.")
    yield "today-sheets-compare"


def work_later(centre):
    """Somebody was here on a day that is still to come for whoever comes next."""
    centre.command("check", now=centre.now + datetime.timedelta(days=9))


@walk("reception", prepare=work_later)
def wrong_clock(at):
    at.see("The clock of this computer says %s, but somebody worked here on %s. Set the date and the time before you "
           "enter anything, or it gets a wrong day.")
    yield "today-clock"


@walk("admin", prepare=Centre.put_older_back)
def older_data(at):
    at.see("Stop for a moment")
    yield "alarm-older"
    at.click("I know why; go on")
    at.not_see("Stop for a moment")


def lose_computer(centre):
    """What is left of it is a stick with a backup."""
    centre.stick = pathlib.Path(centre.home.name) / "stick"
    centre.stick.mkdir()
    centre.command("backup", centre.stick)
    shutil.rmtree(centre.folder)
    centre.settings["last-folder"] = f"'{centre.folder}'"


@walk(prepare=lose_computer)
def lost_computer(at):
    at.see("The folder with the data is not there. If it is on a removable disk, put that in.")
    yield "start-folder-gone"
    at.click("Restore a backup…")
    at.opened("Restore a backup")
    at.click("Choose a backup…")
    acts.choose_folder(at.window, at.words, at.centre.stick)
    at.window.tab_to("text", at.words("Name to sign in with"))
    at.type("admin")
    at.window.tab_to("text", at.words("Password of that day"))
    at.type(PASSWORD)
    yield "restore-signed-out"
    at.press("ctrl+Enter")
    at.window.find_text(at.words("The backup is restored, and every page of it was read."), 60)
    yield "restore-signed-out-done"
