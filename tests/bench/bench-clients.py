# SPDX-License-Identifier: GPL-3.0-or-later
"""A large centre, worked by keys: twenty letters typed into the list of clients, five thousand rows
scrolled, two sorts. Prints what the program's flag --benchmark measured meanwhile.

    bench-clients.py [FOLDER]

FOLDER is a demonstration centre ('hamrozctl demo FOLDER --clients 100000'); without it a smaller one is
made. It is copied and not changed.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "scenario"))

import driver  # noqa: E402

BUILD = pathlib.Path(os.environ["HAMROZ_BUILD"])
PASSWORD = "hamroz-demo"
LETTERS = "мисолзода зар", "намунаев"
PAGES = 5000 // 18


def wait_for(log, window):
    window.press("alt+F4")
    window.wait_end(60)
    return [line for line in log.read_text("utf-8").splitlines() if line.split("\t")[0] in ("loop", "frame", "key")]


with tempfile.TemporaryDirectory(prefix="bench-") as home:
    home = pathlib.Path(home)
    folder = home / "centre"
    if len(sys.argv) > 1:
        shutil.copytree(sys.argv[1], folder)
    else:
        subprocess.run([BUILD / "src" / "ctl" / "hamrozctl", "demo", folder, "--clients", "2000"], check=True)
    env = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    log = home / "log"
    window = driver.Program([os.environ.get("HAMROZ_PROGRAM", str(BUILD / "src" / "hamroz")), "--benchmark", folder],
                            log=log, env=env)
    window.settle(2)
    window.press("Enter")
    window.settle(1)
    window.press("shift+Tab")
    window.type("reception")
    window.press("Tab")
    window.type(PASSWORD)
    window.press("Enter")
    window.find("list item", seconds=60)
    window.settle(2)
    window.press("alt+2")
    window.settle(2)
    for text in LETTERS:
        for letter in text:
            window.type(letter)
            time.sleep(0.15)
        window.press("ctrl+a", "Delete")
        window.settle(1)
    window.press("Down")
    for _ in range(PAGES):
        window.press("PageDown")
    window.settle(1)
    for _ in range(2):
        window.press("shift+Tab", "space")
        window.settle(1)
    resident = int(pathlib.Path(f"/proc/{window.process.pid}/statm").read_text().split()[1])
    print("what\thow many\tp50 ms\tp95 ms\tp99 ms\tlongest ms")
    for line in wait_for(log, window):
        print(line)
    print(f"resident MB\t{resident * os.sysconf('SC_PAGE_SIZE') / 1e6:.0f}")
