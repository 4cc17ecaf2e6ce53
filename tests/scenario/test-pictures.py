# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every screen and fails on what nobody should see in one.

    test-pictures.py SIZE [--language tg] [--walk NAME]...      in a display of that size, with a compositor

Each screen in three languages, light and dark, and with text at 150 %: the look is changed under
the open program, in the file of its settings. The pictures are left in build/pictures/, named
screen-language-size-look.png.
"""

import argparse
import datetime
import os
import pathlib
import time
import traceback

import audit
import driver
import small_disk
import tap
from centre import BUILD, LANGUAGES, Centre
from demo import TODAY
from screens import WALKS, Visitor

# Where one can be put in here, it is in the pictures.
small_disk.put_stick_in(24)
LOOKS = (("light", {}), ("dark", {"colour-scheme": "'dark'"}), ("large", {"text-scale": "uint32 150"}))
PLAIN = {"colour-scheme": "'light'", "text-scale": "uint32 100"}
# No animations to wait for, and no cursor that is there in one picture and not in the next.
QUIET = "[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n"
# In the middle of the morning; somebody waits.
NOW = datetime.datetime.fromisoformat(f"{TODAY}T10:14:00+05:00")
FOLDER = pathlib.Path(os.environ.get("HAMROZ_PICTURES", BUILD / "pictures"))

parser = argparse.ArgumentParser()
parser.add_argument("size")
parser.add_argument("--language", action="append")
parser.add_argument("--walk", action="append")
parser.add_argument("--look", action="append")
OPTIONS = parser.parse_args()


class Studio:
    """One program that is walked through in one language."""

    def __init__(self, centre):
        self.centre = centre
        self.signed_in = None
        self.taken = []
        # What is wrong, and on which pictures.
        self.problems = {}

    def start(self, *arguments):
        config = pathlib.Path(self.centre.home.name) / "config" / "gtk-4.0"
        config.mkdir(parents=True, exist_ok=True)
        (config / "settings.ini").write_text(QUIET)
        self.window = self.centre.start(*arguments)

    def look(self, settings):
        before = self.window.display.grab()
        self.centre.change_settings({**PLAIN, **settings})
        driver.wait(lambda: self.window.display.grab() != before, f"another look: {settings}")
        # All of it: a popover may go before the rest is drawn.
        self.window.settle()

    def come_back(self, first):
        """To the plain look; whoever goes on clicks at places that must be those of before."""
        self.look({})
        try:
            driver.wait(lambda: self.window.display.grab() == first, "the picture of before", 1.5)
        except driver.NotSeen:
            # A minute has passed, or a dialog stands elsewhere.
            self.window.settle()

    def take(self, name):
        window = self.window
        self.taken.append(name)
        window.settle(0.12)
        first, changed = window.display.grab(), False
        for look, settings in LOOKS:
            if OPTIONS.look and look not in OPTIONS.look:
                continue
            if settings:
                self.look(settings)
                changed = True
            found = driver.wait(lambda: self.audit(look), "an audit that nothing disturbs")
            if len(found) > 1:
                # Or it looked in the middle of a change.
                window.settle(0.6)
                again = driver.wait(lambda: self.audit(look), "an audit that nothing disturbs")
                found = [problem for problem in again if problem in found]
            window.centre_dialog()
            if not changed:
                first = window.display.grab()
            window.picture(FOLDER / f"{name}-{self.centre.language}-{OPTIONS.size}-{look}.png")
            for problem in filter(None, found):
                self.problems.setdefault(problem, []).append(f"{name} ({look})")
        if changed:
            self.come_back(first)

    def audit(self, look):
        """What is said is the same in each look; a dark screen is cut where a light one is. Never empty."""
        if look == "light":
            return [*audit.screen(self.window, self.centre.language), None]
        return [*(audit.eye(self.window) if look == "large" else ()), None]

    def go(self, walk):
        """A walk that is broken off leaves the others their turn."""
        begun = time.monotonic()
        try:
            if walk.login != self.signed_in:
                self.centre.sign_in(walk.login)
                self.signed_in = walk.login
            for name in walk.function(Visitor(self.centre)):
                self.take(name)
        except Exception as error:
            traceback.print_exc()
            self.problems[f"broken off: {error}"] = [f"{walk.name}, after {''.join(self.taken[-1:])}"]
            self.window.picture(FOLDER / f"broken-off-{walk.name}-{self.centre.language}-{OPTIONS.size}.png")
            # Whoever goes on signs in anew, away from whatever is open.
            self.signed_in = None
        finally:
            print(f"# {walk.name}: {time.monotonic() - begun:.0f} s", flush=True)

    def tell(self):
        for problem, places in self.problems.items():
            more = f" and {len(places) - 2} more" if len(places) > 2 else ""
            yield f"{problem}: {', '.join(places[:2])}{more}"


def chosen():
    """One sign-in for each person."""
    logins = list(dict.fromkeys(walk.login for walk in WALKS))
    return sorted((walk for walk in WALKS if not OPTIONS.walk or walk.name in OPTIONS.walk),
                  key=lambda walk: logins.index(walk.login))


def settings(language):
    width, height = OPTIONS.size.split("x")
    return {"window-width": width, "window-height": height, "window-maximized": "true", "last-language": f"'{language}'", **PLAIN}


def walk_through(language):
    """All walks of those who work in the demonstration centre."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Centre(language, settings=settings(language), now=NOW) as centre:
        studio = Studio(centre)
        studio.start()
        for walk in chosen():
            if not walk.has_own_centre:
                studio.go(walk)
        return list(studio.tell())


def walk_elsewhere(language):
    """Those that make a centre, or find it in another state."""
    problems = []
    for walk in chosen():
        if walk.has_own_centre:
            with Centre(language, settings=settings(language), is_new=walk.new_centre, now=NOW) as centre:
                studio = Studio(centre)
                if walk.prepare:
                    walk.prepare(centre)
                studio.start(*(["--new"] if walk.new_centre else []))
                studio.go(walk)
                problems += studio.tell()
    return problems


for language in OPTIONS.language or LANGUAGES:
    tap.case(f"{language}, {OPTIONS.size}: the demonstration centre")(lambda language=language: walk_through(language))
    tap.case(f"{language}, {OPTIONS.size}: other centres")(lambda language=language: walk_elsewhere(language))

tap.run()
