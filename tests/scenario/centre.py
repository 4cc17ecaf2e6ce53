# SPDX-License-Identifier: GPL-3.0-or-later
"""A demonstration centre for one scenario, and the program opened on it.

    with Centre("ru") as centre:
        window = centre.start(language="tg")
        window.press("F12")

The centre is a copy: the scenario may do with it what it likes. Words of the screen are looked up in
the program's own catalogues, so a scenario is written once, in English, and runs in each language.
"""

import gettext
import os
import pathlib
import re
import tempfile

import demo
import driver
from demo import PASSWORD, TODAY

BUILD = pathlib.Path(os.environ["HAMROZ_BUILD"])
PROGRAM = os.environ.get("HAMROZ_PROGRAM", str(BUILD / "src" / "hamroz"))
# What a program without faults never writes.
BAD_WORDS = re.compile(r"-(CRITICAL|WARNING|ERROR) \*\*|runtime error:|(Address|Leak)Sanitizer")
LANGUAGES = ("tg", "ru", "en")


class Words:
    """words("Clients") is what the program calls them; words("Open", "unlock") has a context."""

    def __init__(self, language):
        self.language = language
        self.catalogue = gettext.translation("hamroz", BUILD / "po", [language], fallback=language == "en")

    def __call__(self, text, context=None):
        if self.language == "en":
            return text
        found = self.catalogue.pgettext(context, text) if context else self.catalogue.gettext(text)
        if found == text:
            raise KeyError(f"the program has no {text!r}" + (f" ({context})" if context else ""))
        return found


class Centre:
    def __init__(self, language="tg", today=None, settings=None, audit=True):
        self.language, self.today, self.audit = language, today or TODAY, audit
        self.words = Words(language)
        self.settings = {"text-scale": "uint32 100", "colour-scheme": "'light'", **(settings or {})}
        self.window = None

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="centre-")
        self.folder = pathlib.Path(self.home.name) / "centre"
        demo.copy(self.folder, self.today)
        return self

    def __exit__(self, *_):
        if self.window is not None:
            self.window.kill()
        self.home.cleanup()

    def _write_settings(self):
        config = pathlib.Path(self.home.name) / "config" / "hamroz"
        config.mkdir(parents=True, exist_ok=True)
        path = config / "settings"
        if not path.exists():
            lines = [f"{key}={value}" for key, value in self.settings.items()]
            path.write_text("[tj/hamroz/Hamroz]\n" + "\n".join(lines) + "\n", "utf-8")

    def start(self, *arguments):
        """Opens the program, or opens it again; it finds the settings it left."""
        self._write_settings()
        env = {f"XDG_{kind}_HOME": str(pathlib.Path(self.home.name) / kind.lower())
               for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        argv = [PROGRAM, *arguments]
        if self.folder.exists():
            argv += ["--today", self.today, self.folder]
        self.window = driver.Program(argv,
                                     log=pathlib.Path(self.home.name) / "log", env=env, audit=self.audit)
        return self.window

    def sign_in(self, login, password=PASSWORD):
        """Signs somebody in by keys, in the centre's language, whatever is on the screen; None locks only."""
        window, words = self.window, self.words
        if window.all("push button", words("Hide now")):
            window.press("F12")
            window.find_text(words("Calendar"))
        for combination in ("Enter", None):
            if window.all("password text"):
                break
            if combination:
                window.press(combination)
        window.find("password text")
        if login is None:
            return
        another = window.all("push button", words("Another person"))
        if another:
            window.activate("push button", words("Another person"))
        self.choose_language()
        window.tab_to("text", words("Name", "sign in"))
        window.type(login)
        window.press("Tab")
        window.type(password)
        window.press("Enter")
        window.find("push button", words("Hide now"), seconds=3 * driver.PATIENCE)

    def choose_language(self):
        """Makes the unlock view speak the centre's language."""
        own_name = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}[self.language]
        for _ in LANGUAGES:
            if self.window.all("text", self.words("Name", "sign in")):
                return
            self.window.activate("toggle button", own_name)
            self.window.settle()

    def finish(self):
        """Closes the window as a person does, and asks that the program ended well and said nothing bad."""
        if self.window.process.poll() is None:
            self.window.press("alt+F4")
        status = self.window.wait_end(3 * driver.PATIENCE)
        bad = [line for line in self.log().splitlines() if BAD_WORDS.search(line)]
        if status or bad:
            raise AssertionError(f"the program ended with {status} and said:\n" + "\n".join(bad or [self.log()[-3000:]]))

    def log(self):
        path = pathlib.Path(self.home.name) / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def command(self, command, *arguments, login="admin"):
        """Runs hamrozctl on this centre; returns what it printed, or raises with what it said."""
        env = dict(os.environ, XDG_STATE_HOME=str(pathlib.Path(self.home.name) / "state"))
        status, out, said = demo.ctl(command, self.folder, *arguments, login=login, env=env)
        if status:
            raise AssertionError(f"hamrozctl {command}: exit {status}: {said.strip()}")
        return out
