# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a program in its real window: sees it through the accessibility tree, works it by keyboard and mouse.

To be run inside tests/support/in-session. Whatever is waited for has a bound; nothing sleeps blindly.

What GTK 4.8 makes peculiar: a widget that is not shown has no size (the state "showing" is set on
windows alone); a name may come doubled ("Save Save"); Text.getText (0, -1) gives nothing; the tree
changes under the reader, whose calls then fail and are repeated.
"""

import os
import re
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
import pyatspi  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

from display import Display  # noqa: E402
from keyboard import Keyboard  # noqa: E402

# The library that looks at the windows from inside; absent where it cannot be loaded (sanitizers).
AUDIT_LIBRARY = os.environ.get("HAMROZ_AUDIT_LIBRARY")
MEMORY_LIBRARY = os.environ.get("HAMROZ_MEMORY_LIBRARY")
TEXT_END = 1 << 30
EDGES = 12
# A sanitized program, or two of them on two cores, are slow.
PATIENCE = 10 * float(os.environ.get("HAMROZ_PATIENCE", "1"))
# For what mostly happens at once, and need not happen.
TURN = PATIENCE / 10
# Its own patience of 0.8 s is less than a busy program needs for an answer.
Atspi.set_timeout(int(1000 * PATIENCE), int(1000 * PATIENCE))
TOP_ROLES = ("application", "frame", "dialog", "window", "alert", "file chooser")


class NotSeen(AssertionError):
    pass


def wait(look, what, seconds=None):
    """Returns the first true answer of look(); its failures are the tree changing underneath."""
    end, last = time.monotonic() + (seconds or PATIENCE), None
    while True:
        try:
            answer = look()
            if answer:
                return answer
        except Exception as error:
            last = error
        if time.monotonic() > end:
            raise NotSeen(f"not seen: {what}" + (f" ({last!r})" if last else ""))
        time.sleep(0.03)


def steady(look, tries=20):
    """The answer of look(), true or not, asked again while the tree changes underneath."""
    for attempt in range(tries):
        try:
            return look()
        except Exception:
            if attempt == tries - 1:
                raise
            time.sleep(0.05)


def text_of(node):
    return node.queryText().getText(0, TEXT_END)


def has_name(node, name):
    """Whether the node's name has this part (a string) or matches (a compiled pattern); any for None."""
    if isinstance(name, re.Pattern):
        return name.search(node.name or "") is not None
    return name is None or name in (node.name or "")


def is_seen(node):
    """Whether it has a size; a page of a stack has none, and is seen when it is in front."""
    try:
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return extents.width > 0 and extents.height > 0
    except NotImplementedError:
        page = node.getChildAtIndex(0)
        return page is None or page.getState().contains(pyatspi.STATE_VISIBLE)


class Program:
    """A started program and its windows; use it with 'with'."""

    def __init__(self, argv, log=None, env=None, audit=False, folder=None):
        self.argv = [str(a) for a in argv]
        self.log = open(log, "ab") if log else subprocess.DEVNULL
        environment = dict(os.environ, **(env or {}))
        for name in ("GTK_A11Y", "G_DEBUG", "GSETTINGS_BACKEND", "MALLOC_PERTURB_", "MALLOC_CHECK_"):
            environment.pop(name, None)
        self.folder = tempfile.TemporaryDirectory(prefix="program-")
        self.auditor = None
        if audit and AUDIT_LIBRARY:
            self.auditor = os.path.join(self.folder.name, "audit")
            os.mkfifo(self.auditor)
            environment.update(LD_PRELOAD=AUDIT_LIBRARY, HAMROZ_AUDIT=self.auditor)
        if "HAMROZ_MEMORY" in environment:
            environment["LD_PRELOAD"] = ":".join(filter(None, (environment.get("LD_PRELOAD"), MEMORY_LIBRARY)))
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.argv, env=environment, stdout=self.log, stderr=self.log, cwd=folder)
        self.keyboard = Keyboard()
        self.display = Display()
        try:
            wait(lambda: self.top().childCount > 0, f"the window of {self.argv[0]}", 4 * PATIENCE)
            wait(self._focused, "the focus on the window")
            self.client = self.keyboard.owner()
        except BaseException:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # --- Its life -----------------------------------------------------------------------------------

    def kill(self):
        """As a power cut: no chance to write anything."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def close(self, seconds=None):
        """Ends the program in the ordinary way and returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(seconds or PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return self.process.returncode

    def wait_end(self, seconds=None):
        return self.process.wait(seconds or PATIENCE)

    # --- What is seen -------------------------------------------------------------------------------

    def top(self):
        for child in pyatspi.Registry.getDesktop(0):
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        raise LookupError("the program is not on the accessibility bus")

    def windows(self):
        """Its windows, the newest last."""
        top = self.top()
        return [w for w in (top.getChildAtIndex(i) for i in range(top.childCount)) if w is not None]

    def active_window(self):
        """The node of the one that the keys go to, or None. Not every kind of window says that it is."""
        def look():
            windows = self.windows()
            active = [w for w in windows if w.getState().contains(pyatspi.STATE_ACTIVE)]
            if not active:
                title = self.active_title()
                active = [w for w in windows if w.name == title]
            return active[-1] if active else None
        return self.steady(look)

    def active_title(self):
        """Of the window that the keys go to."""
        return subprocess.run(["xdotool", "getwindowfocus", "getwindowname"], capture_output=True, text=True).stdout.strip()

    def walk(self, node=None):
        """Every node that is shown, parents first."""
        node = node or self.top()
        yield node
        for index in range(node.childCount):
            child = node.getChildAtIndex(index)
            if child is not None and (child.getRoleName() in TOP_ROLES or is_seen(child)):
                yield from self.walk(child)

    def all(self, role=None, name=None, inside=None, state=None):
        """Nodes of a role whose name has this part (a string) or matches (a compiled pattern)."""
        return self.steady(lambda: list(self._fitting(role, name, inside, state)))

    def steady(self, look):
        """Asks again while the tree changes under the question, or the program is too busy to answer."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return look()
            except (GLib.GError, LookupError):
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.03)

    def _fitting(self, role, name, inside=None, state=None):
        for node in self.walk(inside):
            if ((role is None or node.getRoleName() == role) and has_name(node, name)
                    and (state is None or node.getState().contains(state))):
                yield node

    def find(self, role, name=None, inside=None, seconds=None, last=False):
        """The first of them, or the last; waited for."""
        def look():
            return (self.all(role, name, inside) or [None])[-1] if last else next(self._fitting(role, name, inside), None)
        return wait(look, f"{role or 'anything'} {name!r}", seconds)

    def gone(self, role, name=None, seconds=None):
        wait(lambda: not self.all(role, name), f"{role} {name!r} gone", seconds)

    def find_text(self, part, seconds=None):
        """A label, field or button that shows these words; returns the node."""
        def look():
            for node in self.walk():
                if part in (node.name or "") or part in (node.description or ""):
                    return node
                if node.getRoleName() in ("text", "entry", "password text") and part in text_of(node):
                    return node
            return None
        return wait(look, f"the words {part!r}", seconds)

    def shows(self, part):
        """Whether these words are anywhere to be seen or heard at this moment."""
        return any(part in said for said in self.words())

    def words(self):
        """Everything that is said on the screen now, for messages and for checks of what must not be there."""
        def look():
            said = []
            for node in self.walk():
                said += [node.name or "", node.description or ""]
                if node.getRoleName() in ("text", "entry"):
                    said.append(text_of(node))
            return [w for w in said if w]
        return self.steady(look)

    def focus(self):
        """The node that has the keyboard, or None."""
        window = self.active_window()
        found = self.all(state=pyatspi.STATE_FOCUSED, inside=window)
        if found:
            return found[-1]
        for title in self._ask_inside("focus ")[-1:]:
            rows = [node for node in self.all("text", title, inside=window) if node.name == title]
            return rows[-1] if rows else None
        return None

    def focused(self, role=None, name=None):
        """The node that has the keyboard, if it is such a one."""
        node = self.focus()
        fits = node and (role is None or node.getRoleName() == role) and has_name(node, name)
        return node if fits else None

    def wait_focus(self, role=None, name=None, seconds=None):
        return wait(lambda: self.focused(role, name), f"the focus on {role} {name!r}", seconds)

    # --- What is done -------------------------------------------------------------------------------

    def _wait_keyboard(self):
        """A person sees which window has the keyboard; between two windows nobody has it, and keys are lost."""
        wait(lambda: self.keyboard.owner() == self.client, "the keyboard on the program")
        # What has just opened gets it; where another window keeps it, it is there by intention.
        try:
            wait(lambda: self.active_window() == self.windows()[-1], "the newest window", TURN)
        except NotSeen:
            pass

    def press(self, *combinations):
        for combination in combinations:
            self._wait_keyboard()
            self.keyboard.press(combination)

    def type(self, text):
        self._wait_keyboard()
        self.keyboard.type(text)

    def type_latin(self, text):
        """What is written in Latin letters, on any layout: by its keys where there are no such letters."""
        self._wait_keyboard()
        (self.keyboard.type if self.keyboard.can_type(text) else self.keyboard.type_keys)(text)

    def tab_to(self, role=None, name=None, most=60, back=False):
        """Presses Tab until the focus is there, as a person without a mouse does."""
        return self.go_to(role, name, "shift+Tab" if back else "Tab", most)

    def go_to(self, role=None, name=None, key="Down", most=60):
        """Presses a key until the focus is there, each time when the one before has been seen to move it."""
        passed = []
        for _ in range(most):
            node = self.steady(lambda: self.focused(role, name))
            if node:
                return node
            before = self._focus_now()
            passed.append(before[0] if before else "nothing")
            self.press(key)
            try:
                wait(lambda: self._focus_now() not in (None, before), "the focus elsewhere", TURN)
            except NotSeen:
                pass
        raise NotSeen(f"{key} never came to {role} {name!r}; it passed {', '.join(passed[:20])}")

    def _focus_now(self):
        """To be compared: a list shows its rows by widgets that it uses again."""
        def look():
            node = self.focus()
            return node and (f"{node.getRoleName()} {node.name!r}", node)
        return self.steady(look)

    def activate(self, role, name=None, **more):
        """Does what a click does, through the accessibility tree (buttons, tabs, menu items, switches)."""
        def act():
            node = self.find(role, name, **more)
            action = node.queryAction()
            if action.nActions == 0:
                raise NotSeen(f"{role} {name!r} offers no action; click it")
            action.doAction(0)
            return node
        return self.steady(act)

    def set_text(self, role, name, text):
        node = self.find(role, name)
        node.queryEditableText().setTextContents(text)
        wait(lambda: text_of(node) == text, f"{text!r} in {role} {name!r}")
        return node

    def click(self, node, button=1):
        """A real click into the middle of what a node covers on the screen."""
        self.click_at(self.steady(lambda: self.place_of(node)), button)

    def click_on(self, role, name=None, button=1, **more):
        """The same on what find() finds, which is looked for until it stands still: meanwhile it may be
        replaced by another that is called so."""
        self.click_at(self.still(lambda: self.place_of(self.find(role, name, **more))), button)

    def click_at(self, place, button=1):
        self.keyboard.move(*place)
        self.keyboard.button(button)

    def still(self, look, seconds=None):
        """The answer of look() when it is the same twice."""
        before = [None]

        def same():
            before.append(look())
            return before[-1] == before[-2] and before[-1]
        return wait(same, "something that stands still", seconds)

    def place_of(self, node):
        """The middle of a node on the screen.

        Places are told relative to the window. A popover is an X window of its own whose place its nodes
        do not know: their offset from the popover's own corner is right, though.
        """
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        surfaces = list(self._x_windows())
        surface = node
        while True:
            # A page of a stack has no place.
            if "Component" not in pyatspi.listInterfaces(surface):
                surface = surface.parent
                continue
            frame = surface.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            for _, place, (left, right, top, bottom) in surfaces:
                more_width = place["Width"] - left - right - frame.width
                more_height = place["Height"] - top - bottom - frame.height
                # Where windows cannot have shadows they have an edge.
                if -2 <= more_width <= EDGES and abs(more_width - more_height) <= 2:
                    return (place["Absolute upper-left X"] + left + more_width // 2
                            + extents.x - frame.x + extents.width // 2,
                            place["Absolute upper-left Y"] + top + more_height // 2
                            + extents.y - frame.y + extents.height // 2)
            if surface.getRoleName() in TOP_ROLES:
                raise NotSeen(f"no X window of {frame.width} x {frame.height}")
            surface = surface.parent

    def settle(self, seconds=0.25):
        """Waits until the picture stands still while the program answers: animations and late rows are over."""
        before, end = None, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            # A program that is busy draws nothing, and has not heard the last key yet.
            self.steady(lambda: self.windows()[-1].name)
            now = self.display.grab()
            if now == before:
                return
            before = now
            time.sleep(seconds)

    def centre_dialog(self):
        """As a desktop places it; a plain window manager leaves it where it stood before it grew."""
        about = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"], capture_output=True, text=True)
        place = {key: int(value) for key, value in re.findall(r"(\w+)=(-?\d+)", about.stdout)}
        wanted = [(self.display.width - place.get("WIDTH", 0)) // 2, (self.display.height - place.get("HEIGHT", 0)) // 2]
        if not place or min(wanted) <= 0 or [place["X"], place["Y"]] == wanted:
            return
        subprocess.run(["xdotool", "windowmove", str(place["WINDOW"]), *map(str, wanted)], check=False)
        self.settle(0.12)

    def picture(self, path):
        self.display.save(path)

    # --- What is wrong with it ----------------------------------------------------------------------

    def inside(self):
        """What audit.c finds: texts that are cut, controls that cover each other. [(kind, widget, words)]"""
        return [tuple(line.split("\t")) for line in self._ask_inside("")]

    def _ask_inside(self, question):
        """The lines of audit.c's answer; none when it is not there."""
        if self.auditor is None:
            return []
        answer = os.path.join(self.folder.name, "answer")
        if os.path.exists(answer):
            os.unlink(answer)
        with open(self.auditor, "w") as fifo:
            fifo.write(question + answer + "\n")
        wait(lambda: os.path.exists(answer) and open(answer).read().endswith(".\n"), "the audit's answer")
        return open(answer).read().splitlines()[:-1]

    # --- The X windows behind it --------------------------------------------------------------------

    def _x_windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, text=True).stdout.split()
        for window in found:
            about = subprocess.run(["xwininfo", "-id", window], capture_output=True, text=True).stdout
            place = {key: int(value) for key, value in
                     re.findall(r"(Absolute upper-left [XY]|Width|Height): +(-?\d+)", about)}
            extents = subprocess.run(["xprop", "-id", window, "_GTK_FRAME_EXTENTS"], capture_output=True, text=True)
            numbers = re.findall(r"\d+", extents.stdout.partition("=")[2]) or [0, 0, 0, 0]
            if len(place) == 4:
                yield window, place, [int(n) for n in numbers]

    def _focused(self):
        active = subprocess.run(["xdotool", "getwindowfocus"], capture_output=True, text=True).stdout.strip()
        return active in [w for w, _, _ in self._x_windows()]
