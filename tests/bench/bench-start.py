# SPDX-License-Identifier: GPL-3.0-or-later
"""From starting the program to its window on the screen, and the memory it then holds.

Beside it, in the same run and turn by turn, gnome-contacts where it is installed: the program must
be no slower. The file of a program is read once before, so that the disk is not what is measured.

    bench-start.py [ROUNDS]
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

BUILD = pathlib.Path(os.environ["HAMROZ_BUILD"])
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
DEADLINE_SECONDS = 20
PAGE = os.sysconf("SC_PAGE_SIZE")


def mapped_windows():
    tree = subprocess.run(["xwininfo", "-root", "-children"], capture_output=True, text=True).stdout
    return {line.split()[0] for line in tree.splitlines() if line.strip().startswith("0x") and " 1x1" not in line
            and " 10x10" not in line}


def measure(argv):
    """Seconds until a new window is there, and the resident bytes a moment later."""
    before = mapped_windows()
    env = {k: v for k, v in os.environ.items()
           if k not in ("GSK_RENDERER", "GDK_DEBUG", "MALLOC_PERTURB_", "MALLOC_CHECK_", "G_DEBUG", "G_SLICE")}
    begun = time.monotonic()
    process = subprocess.Popen(argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not mapped_windows() - before:
        if time.monotonic() - begun > DEADLINE_SECONDS or process.poll() is not None:
            raise SystemExit(f"{argv[0]} shows no window")
        time.sleep(0.002)
    seconds = time.monotonic() - begun
    time.sleep(0.5)
    resident = int(pathlib.Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * PAGE
    process.kill()
    process.wait()
    return seconds, resident


programs = {"hamroz": [str(BUILD / "src" / "hamroz")]}
if shutil.which("gnome-contacts"):
    programs["gnome-contacts"] = ["gnome-contacts"]

figures = {name: [] for name in programs}
for argv in programs.values():
    measure(argv)
for _ in range(ROUNDS):
    for name, argv in programs.items():
        figures[name].append(measure(argv))

print("program\trounds\tmedian s\tslowest s\tresident MB")
for name, rounds in figures.items():
    times = [seconds for seconds, _ in rounds]
    print(f"{name}\t{len(times)}\t{statistics.median(times):.3f}\t{max(times):.3f}\t"
          f"{statistics.median(r for _, r in rounds) / 1e6:.0f}")
