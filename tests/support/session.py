# SPDX-License-Identifier: GPL-3.0-or-later
"""A display, a message bus and XDG folders of one's own, for one command.

    session.py [--layout us,tj] [--screen 1366x768] [--compositor] COMMAND...

Nothing of the person's own session is seen or touched, and everything is gone afterwards. A window
manager gives focus, places dialogs and closes windows on Alt+F4; with the compositor popovers have shadows
instead of black edges, as pictures want it. The accessibility bus is started by the message bus
when somebody asks for it.
"""

import argparse
import ctypes
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

START_SECONDS = 20
# A socket's name may have 108 bytes; the accessibility bus adds to the folder's.
LONGEST_FOLDER = 60


def die_with_parent():
    """Asks the kernel to end this process when the one that started it is gone."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def private_folder():
    folder = tempfile.mkdtemp(prefix="session-")
    if len(folder) > LONGEST_FOLDER:
        os.rmdir(folder)
        folder = tempfile.mkdtemp(prefix="session-", dir="/tmp")
    return pathlib.Path(folder)


def read_line(stream, what):
    """Reads to the end of the line: who writes it in two pieces dies if we leave after the first."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([stream], [], [], START_SECONDS)
        part = os.read(stream, 4096) if ready else b""
        if not part:
            raise RuntimeError(f"{what} did not start")
        line += part
    return line.decode().strip()


class Session:
    """with Session(layout="ru") as session: subprocess.run(..., env=session.env)"""

    def __init__(self, layout="us,tj", screen="1366x768", compositor=False):
        self.layout, self.screen, self.compositor = layout, screen, compositor
        self.processes = []
        self.env = None

    def __enter__(self):
        self.folder = private_folder()
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes = []
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self):
        env = self.env = dict(os.environ)
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "XAUTHORITY", "LANGUAGE"):
            env.pop(name, None)
        for name, part in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"),
                           ("XDG_CACHE_HOME", "cache"), ("XDG_RUNTIME_DIR", "run"), ("HOME", "home")):
            env[name] = str(self.folder / part)
            (self.folder / part).mkdir(mode=0o700)
        env.update(LC_ALL="C.UTF-8", GDK_BACKEND="x11", GSK_RENDERER="cairo", GDK_DEBUG="gl-disable",
                   ADW_DISABLE_PORTAL="1", GTK_USE_PORTAL="0", LIBGL_ALWAYS_SOFTWARE="1",
                   PATH="/usr/sbin:/usr/bin:/sbin:/bin:" + env.get("PATH", ""))

        env["DISPLAY"] = ":" + self._start_display()
        self._start_bus()
        self.set_layout(self.layout)
        self._start_window_manager()
        if self.compositor:
            self._spawn(["xcompmgr"])

    def _spawn(self, argv, **more):
        process = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, preexec_fn=die_with_parent, **more)
        self.processes.append(process)
        return process

    def _start_display(self):
        ours, theirs = os.pipe()
        self._spawn(["Xvfb", "-displayfd", str(theirs), "-screen", "0", self.screen + "x24", "-noreset",
                     "-nolisten", "tcp", "-dpi", "96"], pass_fds=[theirs])
        os.close(theirs)
        with os.fdopen(ours) as stream:
            return read_line(stream.fileno(), "Xvfb")

    def _start_bus(self):
        ours, theirs = os.pipe()
        self._spawn(["dbus-daemon", "--session", "--nofork", "--nosyslog", f"--print-address={theirs}",
                     f"--address=unix:path={self.folder}/run/bus"], pass_fds=[theirs])
        os.close(theirs)
        with os.fdopen(ours) as stream:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = read_line(stream.fileno(), "dbus-daemon")

    def _start_window_manager(self):
        """A window that is there before it is may never be drawn."""
        self._spawn(["openbox", "--sm-disable", "--config-file",
                     str(pathlib.Path(__file__).with_name("openbox.xml"))])
        end = time.monotonic() + START_SECONDS
        while "window id" not in subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=self.env,
                                                capture_output=True, text=True).stdout:
            if time.monotonic() > end:
                raise RuntimeError(f"openbox said nothing in {START_SECONDS} seconds")
            time.sleep(0.02)

    def set_layout(self, layout):
        subprocess.run(["setxkbmap", "-layout", layout], env=self.env, check=True, timeout=START_SECONDS)
        self.layout = layout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--layout", default="us,tj")
    parser.add_argument("--screen", default="1366x768")
    parser.add_argument("--compositor", action="store_true")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    # Meson ends a test that takes too long with SIGTERM: leave by the ordinary way.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Session(options.layout, options.screen, options.compositor) as session:
        child = subprocess.Popen(options.command, env=session.env, preexec_fn=die_with_parent)
        try:
            code = child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
