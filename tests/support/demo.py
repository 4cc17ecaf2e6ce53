# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration centre for tests: made once for each hamrozctl that was built, then copied.

    folder = demo.copy(somewhere / "centre")
    status, out, err = demo.ctl("search", folder, "Зарина", login="reception")
"""

import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess
import tempfile

BUILD = pathlib.Path(os.environ["HAMROZ_BUILD"])
COMMAND = BUILD / "src" / "ctl" / "hamrozctl"
TODAY = "2026-11-24"
PASSWORD = "hamroz-demo"
MAKE_SECONDS = 1800


def make(folder, today=TODAY, clients=None):
    argv = [str(COMMAND), "demo", str(folder), "--today", today]
    if clients:
        argv += ["--clients", str(clients)]
    result = subprocess.run(argv, capture_output=True, text=True, timeout=MAKE_SECONDS)
    if result.returncode:
        raise AssertionError(f"no demonstration centre: {result.stderr}")


def kept(today=TODAY, clients=None):
    """The centre that others copy; it is made anew when hamrozctl is another."""
    folder = BUILD / "tests" / "demo" / (today + (f"-{clients}" if clients else ""))
    folder.mkdir(parents=True, exist_ok=True)
    about = COMMAND.stat()
    mark = f"{about.st_mtime_ns} {about.st_size}"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "made"
        if not made.exists() or made.read_text() != mark:
            made.unlink(missing_ok=True)
            shutil.rmtree(folder / "centre", ignore_errors=True)
            make(folder / "centre", today, clients)
            made.write_text(mark)
    return folder / "centre"


def copy(folder, today=TODAY, clients=None):
    given = os.environ.get("HAMROZ_DEMO")
    shutil.copytree(given if given and not clients else kept(today, clients), folder)
    return folder


@contextlib.contextmanager
def password_file(password=PASSWORD, mode=0o600):
    with tempfile.TemporaryDirectory(prefix="secret-") as folder:
        path = pathlib.Path(folder) / "password"
        path.write_text(password + "\n", "utf-8")
        path.chmod(mode)
        yield path


def ctl(command, *arguments, login="admin", password=PASSWORD, env=None, timeout=600):
    """Runs hamrozctl as somebody; returns status, output and what it said.

    What the person has seen of a centre is kept beside its folder, for a copy is another one.
    """
    env = env or dict(os.environ, XDG_STATE_HOME=f"{arguments[0]}-state")
    with password_file(password) as secret:
        argv = [str(COMMAND), command, "--login", login, "--password-file", str(secret), *map(str, arguments)]
        result = subprocess.run(argv, capture_output=True, text=True, env=env, timeout=timeout)
    return result.returncode, result.stdout, result.stderr
