# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks through the memory of the open program for what it has wiped and for what was typed and shown; memory.c
does it from inside.

    with Centre("tg") as centre:
        memory = Memory(centre)
        ...
        yield from memory.check_locked("hidden by F12")

HAMROZ_MEMORY_TELL=1 prints what stands around each place.
"""

import collections
import os
import pathlib
import signal

import driver
from demo import PASSWORD

MASK = 0x5A
WRONG, NEW, HALF = "seventeen wet boots", "five quiet words on paper", "nobody ever typed thi"
# A client of the demonstration centre: her surname, and how one finds her; what is written about her.
CLIENT, GIVEN, OTHER = "Намуназода", "Гулнора", "Мисолзода Зарина"
DRAFT = "Шаб хоб намеравад, аз зарбаи дар метарсад"
SEALED = "Ба хоҳараш дар Хуҷанд рафтан мехоҳад"
PASSWORDS = {"password": PASSWORD, "wrong password": WRONG, "new password": NEW, "half password": HALF}
TEXTS = {"name": CLIENT, "other name": OTHER, "draft": DRAFT, "sealed": SEALED}
# Of the texts, what one lock may leave: the toolkit's own copies come and go.
MOST_TEXTS = 5


class Memory:
    """The centre's program, watched from inside."""

    def __init__(self, centre):
        self.folder = pathlib.Path(centre.home.name) / "memory"
        self.folder.mkdir()
        self.centre = centre
        with open(self.folder / "texts", "w") as texts:
            for name, text in (PASSWORDS | TEXTS).items():
                print(name, bytes(b ^ MASK for b in text.encode()).hex(), sep="\t", file=texts)
        # Under the sanitizers it is not there.
        if driver.MEMORY_LIBRARY:
            centre.environment["HAMROZ_MEMORY"] = str(self.folder)

    def look(self):
        """[(what, encoding, place, address, around)]; keeps how many keys were looked for, and how many live."""
        answer = self.folder / "answer"
        answer.unlink(missing_ok=True)
        self.centre.window.process.send_signal(signal.SIGUSR2)
        driver.wait(lambda: answer.exists() and answer.read_bytes().endswith(b"\n.\n"), "the answer", 120)
        lines = answer.read_bytes().decode("utf-8", "replace").split("\n")
        found = [tuple(line.split("\t", 4)) for line in lines if line.count("\t") == 4]
        self.lives = next(int(line.split("\t")[1]) for line in lines if line.startswith("lives\t"))
        self.keys, self.looked = next(map(int, line.split("\t")[1:]) for line in lines if line.startswith("looked\t"))
        return found

    def tell(self, when, found):
        counts = collections.Counter(f"{what} ({place})" for what, _, place, *_ in found)
        print(f"# {when}: {self.keys} keys, {self.lives} of them living; in {self.looked / 1e6:.0f} MB: "
              + (", ".join(f"{what} {n}" for what, n in sorted(counts.items())) or "nothing"), flush=True)
        for what, encoding, place, at, around in found if os.environ.get("HAMROZ_MEMORY_TELL") else []:
            print(f"#   {what}, {encoding}, {place} {at}: {around}", flush=True)

    def check_open(self):
        """It finds what is there: else it would prove nothing."""
        if not driver.MEMORY_LIBRARY:
            return
        found = self.look()
        self.tell("open", found)
        if self.lives == 0 or not any(what in TEXTS for what, *_ in found):
            yield "nothing is found while the window is open"
        yield from (f"while it is open: {what}" for what in {what for what, *_ in found if what in PASSWORDS})

    def check_locked(self, how):
        if not driver.MEMORY_LIBRARY:
            return
        self.centre.window.settle()
        found = self.look()
        self.tell(how, found)
        if self.lives or self.keys < 10:
            yield f"{how}: {self.lives} of {self.keys} keys are not wiped"
        yield from (f"{how}: {what} in {place}" for what, _, place, *_ in found if what not in TEXTS)
        n = sum(what in TEXTS for what, *_ in found)
        if n > MOST_TEXTS:
            yield f"{how}: {n} times a text"
