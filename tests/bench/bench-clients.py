# SPDX-License-Identifier: GPL-3.0-or-later
"""A large centre, worked by keys: twenty letters typed into the list of clients, five thousand rows
scrolled, the scrollbar dragged, two sorts, days and weeks of the schedule turned. Prints what the
program's flag --benchmark measured in each.

    bench-clients.py [FOLDER]

FOLDER is a demonstration centre ('hamrozctl demo FOLDER --clients 100000'); without it one of 2,000 is
made. It is copied and not changed. The figures that are to be reached stand in the design; those of
this machine in README.md.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "scenario"))

import centre  # noqa: E402
import driver  # noqa: E402

BUILD = pathlib.Path(os.environ["HAMROZ_BUILD"])
LETTERS = "мисолзода зар", "намунае"  # twenty
ROWS = 5000
COUNT = re.compile("^[0-9]+ clients?|^More than [0-9]+")
KEY_PAUSE = 0.15  # of somebody who types fast
HELD_PAUSE = 0.033  # of a key that is held down
FLIPS = 10
PATIENT, STILL = 10, 0.3  # seconds: until the screen changes at all, and until it does not change any more


class Bench(centre.Centre):
    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="bench-")
        self.folder = pathlib.Path(self.home.name) / "centre"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], self.folder)
        else:
            subprocess.run([BUILD / "src" / "ctl" / "hamrozctl", "demo", self.folder, "--clients", "2000"], check=True)
        return self

    def type_login(self, login, password=centre.PASSWORD):
        """By clicks: what looks inside and knows the focus (audit.c) is not loaded here."""
        for name, text in ((self.words_now("Name", "sign in"), login), (self.words_now("Password"), password)):
            self.window.click(self.window.find("text", name))
            self.window.type(text)
        self.window.press("Enter")

    def read(self):
        return [line for line in self.log().splitlines()
                if line.split("\t")[0] in ("loop", "frame", "key")]

    def mark(self, what):
        """What was measured since the last mark, under this name."""
        before = len(self.read())
        self.window.process.send_signal(signal.SIGUSR1)
        lines = driver.wait(lambda: len(self.read()) >= before + 3 and self.read()[before:], "the figures")
        for line in lines:
            print(f"{what}\t{line}")
        resident = int(pathlib.Path(f"/proc/{self.window.process.pid}/statm").read_text().split()[1])
        print(f"{what}\tresident\t{resident * os.sysconf('SC_PAGE_SIZE') / 1e6:.0f} MB", flush=True)

    def count(self):
        """The line below the list that says how many there are."""
        return " ".join(node.name for node in self.window.all(name=COUNT))

    def unlock(self):
        self.start("--benchmark")
        self.window.settle(2)
        self.mark("start")
        self.sign_in("reception")
        self.window.find("list item", seconds=60)
        self.window.settle(2)
        self.mark("unlock")

    def open_clients(self):
        self.window.press("alt+2")
        driver.wait(lambda: self.window.all("list item") and self.count(), "the list of clients")
        self.window.settle(1)
        self.mark("open list")

    def type_letters(self):
        everybody = self.count()
        for text in LETTERS:
            for letter in text:
                self.window.type(letter)
                time.sleep(KEY_PAUSE)
            driver.wait(lambda: self.count() != everybody, "another count")
            self.window.press("ctrl+a", "Delete")
            driver.wait(lambda: self.count() == everybody, "everybody again")
        self.window.settle(1)
        self.mark("typing")

    def look(self):
        """The screen as it stands still."""
        self.window.settle(0.5)
        return subprocess.run(["import", "-window", "root", "rgb:-"], capture_output=True, check=True).stdout

    def scroll(self):
        window = self.window
        window.press("Down")
        first = self.look()
        height = window.focus().queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS).height
        panes = window.all("scroll pane")
        self.pane = max(panes, key=lambda p: p.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS).width)
        seen = self.pane.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS).height // height
        for _ in range(ROWS // seen + 1):
            window.press("PageDown")
            time.sleep(HELD_PAUSE)
        window.settle(1)
        assert self.look() != first
        self.mark("scrolling")

    def drag(self):
        """From where it is to the middle of all rows and back to the top, in small movements."""
        window = self.window
        pane = self.pane.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
        frame = window.windows()[0].queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
        screen = subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True, check=True).stdout
        left, above = ((int(whole) - part) // 2 for whole, part in zip(screen.split(), (frame.width, frame.height)))
        x = left + pane.x - frame.x + pane.width - 4
        top = above + pane.y - frame.y + 12
        half = top + pane.height // 2
        window.keyboard.move(x, top)
        window.settle(0.5)
        window.keyboard.move(x, top)
        window.keyboard.hold_button(True)
        before = self.look()
        for at in list(range(top, half, 3)) + list(range(half, top, -3)):
            window.keyboard.move(x, at)
            time.sleep(HELD_PAUSE)
            if at == half:
                assert self.look() != before
        window.keyboard.hold_button(False)
        window.settle(1)
        self.mark("scrollbar")

    def sort(self):
        window = self.window
        for _ in range(2):
            window.tab_to("push button", self.words("Code", "column"), back=True)
            before = self.look()
            window.press("space")
            driver.wait(lambda: self.look() != before, "another order")
        self.mark("sorting")

    def settled(self, key):
        """From the key to the last change that it brought to the screen, in milliseconds."""
        grab = self.window.display.grab
        before, begun = grab(), time.monotonic()
        self.window.press(key)
        changed, end = None, begun + PATIENT
        while time.monotonic() < end:
            now = grab()
            if now != before:
                before, changed = now, time.monotonic()
                end = changed + STILL
        assert changed, f"{key} changed nothing"
        return 1000 * (changed - begun)

    def flip(self):
        """Days, then weeks of one person, forward and back: the cursor is in the grid."""
        window = self.window
        window.press("alt+3")
        window.find(None, self.words("Week", "schedule"), seconds=60)
        window.settle(1)
        for view in ("day", "week"):
            if view == "week":
                window.tab_to(None, self.words("Week", "schedule"), back=True)
                window.press("space")
                window.settle(1)
                window.tab_to(None, re.compile(r"^\d\d:\d\d"))
            window.settle(1)
            self.mark(f"open {view}")
            times = sorted(self.settled(key) for key in ["PageDown"] * FLIPS + ["PageUp"] * FLIPS)
            print(f"{view} flips\tsettled\t{len(times)}\t{times[len(times) // 2]:.0f}\t\t\t{times[-1]:.0f}")
            self.mark(f"{view} flips")

    def lock(self):
        self.window.press("F12")
        self.window.gone("list item")
        self.window.settle(1)
        self.mark("locked")
        self.finish()


with Bench("en", audit=False) as bench:
    print("when\twhat\thow many\tp50 ms\tp95 ms\tp99 ms\tlongest ms")
    for act in (bench.unlock, bench.open_clients, bench.type_letters, bench.scroll, bench.drag, bench.sort,
                bench.flip, bench.lock):
        act()
