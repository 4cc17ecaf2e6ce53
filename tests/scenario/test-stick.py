# SPDX-License-Identifier: GPL-3.0-or-later
"""A stick that is put in: one press, and a proved backup lies on it."""

import acts
import driver
import small_disk
import tap
from centre import Centre

STICK = small_disk.put_stick_in(24)
PROVED = "The backup is made and proved: every page of it was read and is genuine."


def back_up(language):
    with Centre(language, settings={"last-language": f"'{language}'"}) as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("admin")
        acts.show_settings(centre, "Backup")
        window.find_text(str(STICK), 3 * driver.PATIENCE)
        window.press("Right")
        window.tab_to("push button", words("Back up onto %s").replace("%s", STICK.name))
        window.press("Enter")
        window.find_text(words(PROVED), 6 * driver.PATIENCE)
        made = [path.name for path in STICK.iterdir() if path.name != "lost+found"]
        if made != [centre.today]:
            raise AssertionError(f"on the stick lies {made}")
        acts.close_settings(centre)
        driver.wait(lambda: not window.shows(words("No backup has been made yet. Back up now?")), "Today without its bar")
        centre.finish()


@tap.case("a stick is named, and takes a backup by one press")
def one_press():
    if STICK is None:
        raise tap.Skip("no file system can be mounted here")
    back_up("ru")


tap.run()
