# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups by keys alone: from Today's bar to a centre that was restored and is worked in, by a password or by the
recovery sheet; and sticks that cannot take one."""

import pathlib
import re
import shutil
import subprocess

import acts
import demo
import driver
import small_disk
import tap
from centre import Centre, read_sheet

STICK = small_disk.enter(24)
# A client of the demonstration centre.
CLIENT = "Мисолзода"
NEW_PASSWORD = "five quiet words on paper"
OWN_NAME, OWN_LOGIN, OWN_PASSWORD = "Намунаева Саодат", "saodat", "nine green boats at sea"
PROVED = "The backup is made and proved: every page of it was read and is genuine."


def press_button(window, name):
    window.tab_to("push button", name)
    window.press("Enter")


def show_backups(centre):
    """From Today's bar."""
    window, words = centre.window, centre.words
    window.press("alt+1")
    press_button(window, words("Back up now"))
    driver.wait(lambda: words("Settings") in window.active_title(), "the settings")
    window.wait_focus("list item", words("Backup", "settings"))


def back_up(centre, place):
    window, words = centre.window, centre.words
    window.find_text(words("No backup has been made yet. Back up now?"), 3 * driver.PATIENCE)
    show_backups(centre)
    window.find_text(words("None has been made yet."))
    window.press("Right")
    press_button(window, words("Back up now"))
    acts.choose_folder(window, words, place)
    window.find_text(words(PROVED), 6 * driver.PATIENCE)
    made = list(place.iterdir())
    if [path.name for path in made] != [centre.today]:
        raise AssertionError(f"in the place for backups lies {made}")
    press_button(window, words("Check that it restores"))
    window.find_text(words("The backup restores: it was made a centre in a new place, read whole and removed again."),
                     6 * driver.PATIENCE)
    beside = sorted(path.name for path in centre.folder.parent.iterdir())
    if any(centre.folder.name + "." in name for name in beside):
        raise AssertionError(f"the trial has left something: {beside}")
    return made[0]


def restore(centre, place):
    window, words = centre.window, centre.words
    press_button(window, words("Restore a backup…"))
    driver.wait(lambda: words("Restore a backup") in window.active_title(), "the dialog")
    press_button(window, words("Choose a folder…"))
    acts.choose_folder(window, words, place)
    window.tab_to("text", words("Password of that day"))
    # A wrong one first: nothing that was chosen is lost.
    window.type_latin("not this one")
    window.press("ctrl+Enter")
    window.find_text(words("Restore this backup?"))
    window.wait_focus("push button", words("Do not restore"))
    press_button(window, words("Restore"))
    window.find_text(words("The name or the password is not right."), 6 * driver.PATIENCE)
    window.tab_to("text", words("Password of that day"))
    window.press("ctrl+A")
    window.type_latin(demo.PASSWORD)
    window.press("ctrl+Enter")
    window.wait_focus("push button", words("Do not restore"))
    press_button(window, words("Restore"))
    window.find_text(words("The backup is restored, and every page of it was read."), 12 * driver.PATIENCE)
    window.press("ctrl+Enter")
    window.find("text", centre.words_now("Password"), seconds=3 * driver.PATIENCE)


def whole(language):
    with Centre(language, settings={"last-language": f"'{language}'"}) as centre:
        window, words = centre.start(), centre.words
        home = pathlib.Path(centre.home.name)
        stick, new = home / "stick", home / "new"
        stick.mkdir()
        new.mkdir()
        centre.sign_in("admin")
        back_up(centre, stick)

        # Today has heard of it.
        acts.close_settings(centre)
        driver.wait(lambda: not window.shows(words("No backup has been made yet. Back up now?")), "Today without its bar")

        acts.show_settings(centre, "Backup")
        window.press("Right")
        restore(centre, new)
        if not list(new.glob("centre-*.db")):
            raise AssertionError(f"in the new folder lies {list(new.iterdir())}")
        # What was restored opens with passwords of that day: each chooses another.
        acts.choose_password(centre, "reception", demo.PASSWORD, NEW_PASSWORD)
        window.press("alt+2")
        window.find_text(CLIENT, 3 * driver.PATIENCE)
        centre.finish()


def lost_computer(language):
    """Where the folder was there is nothing any more: what is left is a stick and a password of its day."""
    with Centre(language, settings={"last-language": f"'{language}'"}) as centre:
        words, stick = centre.words, pathlib.Path(centre.home.name) / "stick"
        stick.mkdir()
        centre.command("backup", stick)
        shutil.rmtree(centre.folder)
        window = centre.start(centre.folder)
        window.find_text(words("The folder with the data is not there. If it is on a removable disk, put that in."),
                         3 * driver.PATIENCE)
        press_button(window, words("Restore a backup…"))
        driver.wait(lambda: words("Restore a backup") in window.active_title(), "the dialog")
        press_button(window, words("Choose a backup…"))
        acts.choose_folder(window, words, stick)
        window.tab_to("text", words("Name to sign in with"))
        window.type_latin("admin")
        window.tab_to("text", words("Password of that day"))
        window.type_latin(demo.PASSWORD)
        window.press("ctrl+Enter")
        window.find_text(words("The backup is restored, and every page of it was read."), 12 * driver.PATIENCE)
        window.find_text(words("Whoever has left since that day is among them: this computer cannot know it. Remove "
                               "her from the staff first."))
        window.press("ctrl+Enter")
        acts.choose_password(centre, "reception", demo.PASSWORD, NEW_PASSWORD)
        window.press("alt+2")
        window.find_text(CLIENT, 3 * driver.PATIENCE)
        centre.finish()


def first_start(language):
    """A computer that has never seen a centre offers the same, and goes back to its setup."""
    with Centre(language, is_new=True, settings={"last-language": f"'{language}'"}) as centre:
        window, words = centre.start("--new"), centre.words
        window.tab_to("push button", words("Next", "setup"))
        window.press("Enter")
        window.find_text(words("The folder"))
        press_button(window, words("Restore a backup…"))
        driver.wait(lambda: words("Restore a backup") in window.active_title(), "the dialog")
        window.press("Esc")
        window.find_text(words("The folder"))
        centre.finish()


def restore_by_sheet(centre, place, new, sheet):
    """What of the form is not needed is not there."""
    window, words = centre.window, centre.words
    press_button(window, words("Restore a backup…"))
    driver.wait(lambda: words("Restore a backup") in window.active_title(), "the dialog")
    press_button(window, words("Choose a backup…"))
    acts.choose_folder(window, words, place)
    press_button(window, words("Choose a folder…"))
    acts.choose_folder(window, words, new)
    window.tab_to(None, re.compile("^" + words("With the recovery sheets of that day")))
    window.press("space")
    driver.wait(lambda: not window.all("text", words("Password of that day")), "a form without a password")
    window.tab_to("text", words("The eight groups of a sheet"))
    window.type_latin(sheet)
    window.find_text(words("This is sheet %s, typed right.").replace("%s", "A1"))
    window.press("ctrl+Enter")
    window.wait_focus("push button", words("Do not restore"))
    press_button(window, words("Restore"))
    window.find_text(words("The backup is restored, and every page of it was read."), 12 * driver.PATIENCE)
    window.find_text(OWN_NAME)
    window.press("ctrl+Enter")
    window.find("text", centre.words_now("Password"), seconds=3 * driver.PATIENCE)


def whole_by_sheet(language):
    with Centre(language, settings={"last-language": f"'{language}'"}, is_new=True) as centre:
        home = pathlib.Path(centre.home.name)
        stick, new = home / "stick", home / "new"
        stick.mkdir()
        new.mkdir()
        demo.ctl("init", centre.folder, "--name", OWN_NAME, "--roles", "administrator,psychologist", "--sheet-file",
                 home / "paper", login=OWN_LOGIN, password=OWN_PASSWORD)
        # Somebody has looked into it before there is anything to lose.
        for command in (("search", centre.folder, OWN_NAME), ("backup", centre.folder, stick)):
            status, _, said = demo.ctl(*command, login=OWN_LOGIN, password=OWN_PASSWORD)
            if status:
                raise AssertionError(f"{command[0]}: {said}")
        centre.start()
        centre.sign_in(OWN_LOGIN, OWN_PASSWORD)
        acts.show_settings(centre, "Backup")
        centre.window.press("Right")
        restore_by_sheet(centre, stick, new, read_sheet(home / "paper"))
        acts.choose_password(centre, OWN_LOGIN, OWN_PASSWORD, NEW_PASSWORD)
        centre.finish()


def wrong_sticks(language):
    def remount(options):
        subprocess.run(["mount", "-o", f"remount,{options}", STICK], check=True)

    with Centre(language, settings={"last-language": f"'{language}'", "backup-folder": f"'{STICK}'",
                                    "backup-schedule": "'off'"}) as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("admin")
        remount("ro")
        show_backups(centre)
        window.find_text(words("Nothing can be written there. Take off the write protection, or choose another place."),
                         3 * driver.PATIENCE)
        remount("rw")

        filler = STICK / "films"
        filler.write_bytes(b"\0" * ((23 << 20) + (900 << 10)))
        window.press("Right")
        press_button(window, words("Back up now"))
        window.find_text(words("There is not enough room for a backup. Remove something there or take another stick. "
                               "Nothing half-made was left."), 3 * driver.PATIENCE)
        if list(STICK.iterdir()) != [filler]:
            raise AssertionError(f"on the stick lies {list(STICK.iterdir())}")
        filler.unlink()

        away = STICK / "away"
        centre.change_settings({"backup-folder": f"'{away}'"})
        window.find_text(str(away))
        window.tab_to("push button", words("Back up now"))
        window.press("Enter")
        window.find_text(words("The place for backups is not there. Put the stick in, or choose another place."))

        # Put in again, it takes one.
        away.mkdir()
        window.press("Enter")
        window.find_text(words(PROVED), 6 * driver.PATIENCE)
        acts.close_settings(centre)
        centre.finish()


@tap.case("backed up, tried, restored and worked in")
def restored():
    whole("tg")


@tap.case("a computer that is lost: what was on the stick is worked in again")
def lost():
    lost_computer("ru")


@tap.case("the first start of a computer offers it too")
def first():
    first_start("en")


@tap.case("restored by the recovery sheet")
def restored_by_sheet():
    whole_by_sheet("ru")


@tap.case("a stick that is write-protected, full or not there is told, and left as it is")
def sticks():
    if STICK is None:
        raise tap.Skip("no file system can be mounted here")
    wrong_sticks("ru")


tap.run()
