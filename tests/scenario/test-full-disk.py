# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk without room, a real one: what was typed is kept, nobody is let in unseen, and each is told.

The centre lies on a small file system of its own, in a mount namespace of this process.
"""

import os
import pathlib
import shutil
import sys
import tempfile

import driver
import tap
from centre import LANGUAGES, Centre
from day_reception import NAME

SIZE_MEGABYTES = 24
DISK = "HAMROZ_SMALL_DISK"


def enter_namespace():
    """Starts this script again where a small disk is mounted; returns when that cannot be done."""
    folder = tempfile.mkdtemp(prefix="disk-")
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-m", "-c", "--keep-caps"]
    script = f'mount -t tmpfs -o size={SIZE_MEGABYTES}m tmpfs "$0" || exit 77; exec "$@"'
    argv = [*unshare, "sh", "-c", script, folder, sys.executable, *sys.argv]
    status = os.spawnvpe(os.P_WAIT, argv[0], argv, dict(os.environ, **{DISK: folder}))
    os.rmdir(folder)
    if status not in (1, 77, 127):
        sys.exit(status)
    return status


def fill(disk):
    """Leaves no page free; what is taken already is never given back for a moment."""
    with open(disk / "filler", "ab", buffering=0) as filler:
        for size in (1 << 20, 4096):
            try:
                while True:
                    filler.write(b"\0" * size)
            except OSError:
                pass


def walk(language):
    disk = pathlib.Path(os.environ[DISK])
    with Centre(language, settings={"last-language": f"'{language}'"}) as centre:
        shutil.move(centre.folder, disk / "centre")
        centre.folder = disk / "centre"
        try:
            write_without_room(centre, disk)
        finally:
            centre.window.kill()
            shutil.rmtree(centre.folder)
            (disk / "filler").unlink(missing_ok=True)


def write_without_room(centre, disk):
    window, words = centre.start(), centre.words
    centre.sign_in("reception")
    window.press("ctrl+N")
    window.wait_focus("text", words("Name to use"))
    fill(disk)
    window.type(NAME)
    window.find_text(words("Could not be saved: the disk is full. Do not close the window."))

    fill(disk)
    window.press("F12")
    driver.wait(lambda: not window.all("list", words("Pages")), "the cover")
    if window.shows(NAME):
        raise AssertionError("the name is still on the screen")
    window.press("Enter")
    window.wait_focus("text", words("Password"), 3 * driver.PATIENCE)
    window.find_text(words("Something could not be saved: the disk is full. It is kept in this window alone. "
                           "Make room on the disk, then open again; do not close the window before."))
    # Closing has made the files shorter: there is room no more.
    fill(disk)
    window.type_latin("hamroz-demo\n")
    window.find_text(words("The disk is full. Each sign-in is written down, so nobody can be let in before there "
                           "is room: delete what is not needed from this disk, then try again."),
                     3 * driver.PATIENCE)

    window.press("alt+F4")
    window.find_text(words("Close, and lose what is not saved?"))
    window.press("Enter")
    window.gone(None, words("Close, and lose what is not saved?"))

    (disk / "filler").unlink()
    window.wait_focus("text", words("Password"))
    window.type_latin("hamroz-demo\n")
    window.find_text(words("What could not be saved before is saved now."), 3 * driver.PATIENCE)
    window.press("alt+2")
    # "Begun and not saved: ...", with the name that was typed.
    window.find_text(NAME)
    centre.finish()


if DISK not in os.environ:
    status = enter_namespace()
    if status == 1:
        sys.exit(1)

for language in LANGUAGES:
    def run(language=language):
        if DISK not in os.environ:
            raise tap.Skip("no file system can be mounted here")
        walk(language)
    tap.case(f"a full disk loses nothing and lets nobody in unseen, in {language}")(run)
tap.run()
