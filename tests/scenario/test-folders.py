# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders that are no whole centre, and another folder while one is open: a clear sentence, and nothing lost."""

import hashlib
import os
import shutil
import subprocess

import demo
import driver
import tap
from centre import LANGUAGES, PROGRAM, SOURCE, Centre, Words

TYPED = "Мисолзода"
CHECKSUM_BYTES = 32
PAGE_BYTES = 4096
KEYS_DAMAGED = ("The file of keys and its copy are damaged. Nothing was changed. Use a backup copy of the folder.")
DATA_DAMAGED = ("The data are damaged, or were copied only in part: they do not open. Nothing was changed. "
                "Use a backup copy of the folder.")


def database(folder):
    return next(folder.glob("centre-*.db"))


def overwrite(path, offset, data):
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(data)


# --- What can be wrong with a folder ------------------------------------------------------------------

def make_missing(folder):
    shutil.rmtree(folder)


def make_file(folder):
    shutil.rmtree(folder)
    folder.write_text("a letter\n")


def make_empty(folder):
    shutil.rmtree(folder)
    folder.mkdir()


def lose_keys(folder):
    for path in folder.glob("keyring*"):
        path.unlink()


def cut_keys(folder):
    (folder / "keyring.1").unlink()
    os.truncate(folder / "keyring", 300)


def damage_keys(folder):
    for path in folder.glob("keyring*"):
        overwrite(path, 200, os.urandom(400))


def make_foreign_keys(folder):
    for path in folder.glob("keyring*"):
        path.write_bytes(b"%PDF-1.4\n" + os.urandom(3000))


def make_newer_keys(folder):
    for path in folder.glob("keyring*"):
        data = path.read_bytes()[:-CHECKSUM_BYTES]
        data = data[:7] + b"2" + data[8:]
        path.write_bytes(data + hashlib.blake2b(data, digest_size=CHECKSUM_BYTES).digest())


def lose_data(folder):
    database(folder).unlink()


def cut_data(folder):
    os.truncate(database(folder), database(folder).stat().st_size // 2)


def damage_data(folder):
    for offset in range(0, database(folder).stat().st_size, PAGE_BYTES):
        overwrite(database(folder), offset + 1000, os.urandom(8))


def make_foreign_data(folder):
    another = next((SOURCE / "tests" / "fixtures").glob("*/centre-*.db"))
    shutil.copy(another, database(folder))


def make_backup(folder):
    """As it lies on a stick."""
    (folder / "backup").touch()


# What is wrong, what is said of it, and whether that is seen only once somebody signs in.
SPOILT = (
    (make_missing, "The folder with the data is not there. If it is on a removable disk, put that in.", False),
    (make_file, "This is a file, not a folder.", False),
    (make_empty, "The folder holds no data of this program, or was copied only in part.", False),
    (make_backup, "This folder is a backup. What is written into it does not come into the centre, and goes with the "
                  "backup: restore it into a new place.", False),
    (lose_keys, "The folder was copied only in part: the file of keys is missing.", False),
    (cut_keys, KEYS_DAMAGED, False),
    (damage_keys, KEYS_DAMAGED, False),
    (make_foreign_keys, "The file of keys is no file of this program.", False),
    (make_newer_keys, "These data were written by a newer version of the program.", False),
    (lose_data, "The folder was copied only in part: the file of the data is missing.", True),
    (cut_data, DATA_DAMAGED, True),
    (damage_data, DATA_DAMAGED, True),
    (make_foreign_data, DATA_DAMAGED, True),
)


# --- What is done -------------------------------------------------------------------------------------

def start_again(*arguments, env=None):
    """The program a second time, in the same session: it hands over what it was told, and ends."""
    started = subprocess.run([PROGRAM, *map(str, arguments)], env=env, capture_output=True, text=True, timeout=60)
    if started.returncode or started.stderr:
        raise AssertionError(f"the second start: {started.returncode} {started.stderr}")


def accessibility_bus():
    said = subprocess.run(["xprop", "-root", "AT_SPI_BUS"], capture_output=True, text=True, check=True).stdout
    return said.partition('"')[2].rpartition('"')[0]


def fingerprint(folder):
    if folder.is_file():
        return folder.read_bytes()
    files = list(folder.iterdir()) if folder.exists() else []
    # Who looks leaves an empty log.
    return {path.name: hashlib.sha256(path.read_bytes()).digest() for path in files if path.stat().st_size}


def say_in_each_language(window, sentence):
    """The key for the next language changes the sentence that stands there."""
    left = {language: Words(language)(sentence) for language in LANGUAGES}
    while left:
        said = driver.wait(lambda: next((language for language, words in left.items() if window.shows(words)), None),
                           f"{sentence!r} in {', '.join(left)}", 3 * driver.PATIENCE)
        del left[said]
        if left:
            window.press("ctrl+shift+L")


def wait_form(centre):
    return centre.window.find("text", centre.words_now("Password"), seconds=3 * driver.PATIENCE)


@tap.case("a folder that is no whole centre is told apart, in each language, and left as it is")
def spoilt():
    with Centre("tg") as centre:
        window = centre.start()
        wait_form(centre)
        for spoil, sentence, signs_in in SPOILT:
            folder = centre.folder.with_name(spoil.__name__)
            shutil.copytree(centre.folder, folder)
            spoil(folder)
            before = fingerprint(folder)
            start_again(folder)
            if signs_in:
                window.wait_focus("text", centre.words_now("Name", "sign in"))
                centre.type_login("reception")
            say_in_each_language(window, sentence)
            window.find("push button", centre.words_now("Choose another folder…"))
            if fingerprint(folder) != before:
                raise AssertionError(f"{spoil.__name__}: the folder is not as it was")
        # Whatever was wrong elsewhere, the centre opens.
        start_again(centre.folder)
        wait_form(centre)
        centre.sign_in("reception")
        centre.finish()


@tap.case("a folder that was not there is looked at again, and opens")
def look_again():
    with Centre("ru", settings={"last-language": "'ru'"}) as centre:
        away = centre.folder.rename(centre.folder.with_name("away"))
        centre.settings["last-folder"] = f"'{centre.folder}'"
        window, words = centre.start(), centre.words
        window.find_text(words("The folder with the data is not there. If it is on a removable disk, put that in."))
        window.wait_focus("push button", words("Look again"))
        window.press("Enter")
        window.wait_focus("push button", words("Look again"))
        away.rename(centre.folder)
        window.press("Enter")
        wait_form(centre)
        centre.sign_in("reception")
        centre.finish()


@tap.case("another folder locks the first, and what was being typed there is there again")
def another():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        other = demo.copy(centre.folder.with_name("other"))
        centre.sign_in("reception")
        window.press("ctrl+N")
        window.wait_focus("text", words("Name to use"))
        window.type(TYPED)

        # Without a folder, and with the same in other words, nothing changes.
        start_again()
        start_again(centre.folder.parent / "." / "other" / ".." / centre.folder.name)
        if not window.all("text", words("Name to use")):
            raise AssertionError("the form is gone")

        start_again(other)
        driver.wait(lambda: not window.all("list", words("Pages")), "the first centre locked")
        wait_form(centre)
        if window.all("text", words("Name to use")):
            raise AssertionError("the form is still on the screen")
        centre.sign_in("psychologist")
        # Begun from nothing while one is open: she does not have to see to the lock.
        start_again(centre.folder)
        driver.wait(lambda: not window.all("list", words("Pages")), "the second centre locked")
        wait_form(centre)
        centre.sign_in("reception")
        field = window.wait_focus("text", words("Name to use"), 3 * driver.PATIENCE)
        if driver.text_of(field) != TYPED:
            raise AssertionError(f"in the form stands {driver.text_of(field)!r}")
        # The form is a window of its own, and Alt+F4 would close that one.
        window.press("Esc")
        window.gone("text", words("Name to use"))
        centre.finish()


@tap.case("a folder is opened while a new centre is being set up")
def during_setup():
    with Centre("en", is_new=True, settings={"last-language": "'en'"}) as centre:
        other = demo.copy(centre.folder.with_name("other"))
        window, words = centre.start("--new"), centre.words
        window.find("push button", words("Next", "setup"))
        start_again(other)
        wait_form(centre)
        window.press("ctrl+shift+L", "ctrl+shift+L", "ctrl+shift+L")
        centre.sign_in("reception")
        centre.finish()


@tap.case("what another program has open is told, and opens once that is closed")
def twice():
    with Centre("en", settings={"last-language": "'en'"}) as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        # Somebody else's session, seen on the same screen.
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            env = {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(), "AT_SPI_BUS_ADDRESS": accessibility_bus()}
            second = driver.Program([PROGRAM, centre.folder], env=env, audit=True, folder=centre.home.name)
            with second:
                centre.window = second
                second.find("text", centre.words_now("Password"), seconds=3 * driver.PATIENCE)
                centre.type_login("psychologist")
                say_in_each_language(second, "The data are already open in another window of this computer.")
                window.close(3 * driver.PATIENCE)
                second.type_latin(demo.PASSWORD + "\n")
                second.find("list", centre.words_now("Pages"), seconds=3 * driver.PATIENCE)
        finally:
            bus.terminate()
            bus.wait()


tap.run()
