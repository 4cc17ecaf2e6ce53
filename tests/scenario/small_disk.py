# SPDX-License-Identifier: GPL-3.0-or-later
"""A real file system of a few megabytes, in a mount namespace of this process."""

import os
import pathlib
import subprocess
import sys
import tempfile

VARIABLE = "HAMROZ_SMALL_DISK"
DISK = 'mount -t tmpfs -o size="$1"m tmpfs "$0"', 'umount -l "$0"'
# As a desktop puts a stick in: a file system of its own below /media, which is empty but for it.
STICKS = pathlib.Path("/media")
STICK = (f'truncate -s "$1"M "$0/image" && mkfs.ext2 -q -m 0 "$0/image" && mount -t tmpfs tmpfs {STICKS} && '
         f'mkdir {STICKS / "STICK"} && mount -o loop "$0/image" {STICKS / "STICK"}'), f'umount -l {STICKS / "STICK"} {STICKS}'


def ways():
    """Into a namespace; where the root is no mount point, as in a chroot, none can be cut off from the others."""
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-m", "-c", "--keep-caps"]
    return unshare, [*unshare, "--propagation", "unchanged"]


def go_on_inside(disk, place, megabytes):
    """Goes on in a process that has the disk at @place; returns that, or None where none can be mounted."""
    mount, unmount = disk
    if VARIABLE in os.environ:
        return pathlib.Path(os.environ[VARIABLE])
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        place = place or folder
        script = f'{mount} || exit; shift; "$@"; status=$?; {unmount}; exit $status'
        for unshare in ways():
            inside = [*unshare, "sh", "-c", script, folder, str(megabytes)]
            if subprocess.run([*inside, "true"], capture_output=True).returncode == 0:
                argv = [*inside, sys.executable, *sys.argv]
                status = os.spawnvpe(os.P_WAIT, argv[0], argv, dict(os.environ, **{VARIABLE: place}))
                sys.exit(status)
    return None


def enter(megabytes):
    return go_on_inside(DISK, None, megabytes)


def put_stick_in(megabytes):
    return go_on_inside(STICK, str(STICKS / "STICK"), megabytes)
