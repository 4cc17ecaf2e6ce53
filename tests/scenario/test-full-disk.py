# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk without room, a real one: what was typed is kept, nobody is let in unseen, and each is told."""

import shutil

import driver
import small_disk
import tap
from centre import LANGUAGES, Centre
from day_reception import NAME

SIZE_MEGABYTES = 24
DISK = small_disk.enter(SIZE_MEGABYTES)


def fill():
    """Leaves no page free; what is taken already is never given back for a moment."""
    with open(DISK / "filler", "ab", buffering=0) as filler:
        for size in (1 << 20, 4096):
            try:
                while True:
                    filler.write(b"\0" * size)
            except OSError:
                pass


def walk(language):
    with Centre(language, settings={"last-language": f"'{language}'"}) as centre:
        shutil.move(centre.folder, DISK / "centre")
        centre.folder = DISK / "centre"
        try:
            write_without_room(centre)
        finally:
            centre.window.kill()
            shutil.rmtree(centre.folder)
            (DISK / "filler").unlink(missing_ok=True)


def write_without_room(centre):
    window, words = centre.start(), centre.words
    centre.sign_in("reception")
    window.press("ctrl+N")
    window.wait_focus("text", words("Name to use"))
    fill()
    window.type(NAME)
    window.find_text(words("Could not be saved: the disk is full. Do not close the window."))

    fill()
    window.press("F12")
    driver.wait(lambda: not window.all("list", words("Pages")), "the cover")
    if window.shows(NAME):
        raise AssertionError("the name is still on the screen")
    window.press("Enter")
    window.wait_focus("text", words("Password"), 3 * driver.PATIENCE)
    window.find_text(words("Something could not be saved: the disk is full. It is kept in this window alone. "
                           "Make room on the disk, then open again; do not close the window before."))
    # Closing has made the files shorter: there is room no more.
    fill()
    window.type_latin("hamroz-demo\n")
    window.find_text(words("The disk is full. Each sign-in is written down, so nobody can be let in before there "
                           "is room: delete what is not needed from this disk, then try again."),
                     3 * driver.PATIENCE)

    window.press("alt+F4")
    window.find_text(words("Close, and lose what is not saved?"))
    window.press("Enter")
    window.gone(None, words("Close, and lose what is not saved?"))

    (DISK / "filler").unlink()
    window.wait_focus("text", words("Password"))
    window.type_latin("hamroz-demo\n")
    window.find_text(words("What could not be saved before is saved now."), 3 * driver.PATIENCE)
    window.press("alt+2")
    # "Begun and not saved: ...", with the name that was typed.
    window.find_text(NAME)
    centre.finish()


for language in LANGUAGES:
    def run(language=language):
        if DISK is None:
            raise tap.Skip("no file system can be mounted here")
        walk(language)
    tap.case(f"a full disk loses nothing and lets nobody in unseen, in {language}")(run)
tap.run()
