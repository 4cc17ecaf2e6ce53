# SPDX-License-Identifier: GPL-3.0-or-later
"""A demonstration centre for one scenario, and the program opened on it.

    with Centre("ru") as centre:
        window = centre.start(language="tg")
        window.press("F12")

The centre is a copy: the scenario may do with it what it likes. Words of the screen are looked up in
the program's own catalogues, so a scenario is written once, in English, and runs in each language.
"""

import datetime
import gettext
import os
import pathlib
import re
import shutil
import tempfile

import demo
import driver
from demo import PASSWORD, TODAY

SOURCE = pathlib.Path(os.environ["HAMROZ_SOURCE"])
BUILD = pathlib.Path(os.environ["HAMROZ_BUILD"])
PROGRAM = os.environ.get("HAMROZ_PROGRAM", str(BUILD / "src" / "hamroz"))
# What a program without faults never writes.
BAD_WORDS = re.compile(r"-(CRITICAL|WARNING|ERROR) \*\*|runtime error:|(Address|Leak)Sanitizer")
LANGUAGES = ("tg", "ru", "en")


def read_sheet(paper):
    """The groups of a recovery sheet that hamrozctl has written into a file."""
    return " ".join(re.findall(r"\b[0-9A-HJKMNP-TV-Z]{5}\b", paper.read_text("utf-8")))


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

    def every(self):
        """All words of the program in this language."""
        fallback = gettext.translation("hamroz", BUILD / "po", ["tg"])
        keys = [key for key in fallback._catalog if isinstance(key, str) and key]
        if self.language == "en":
            return {key.rpartition("\x04")[2] for key in keys}
        return {self.catalogue._catalog.get(key) for key in keys}


def read_labels(language):
    """The code lists' words: {(list, code): label}."""
    labels, columns = {}, None
    for line in (SOURCE / "data" / "lists" / "code-lists.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        fields = line.split("\t")
        if columns is None:
            columns = fields
        else:
            row = dict(zip(columns, fields))
            labels[row["list"], row["code"]] = row[language]
    return labels


class Centre:
    # The demonstration's day at ten: who has come waits for eight minutes, and no midnight comes.
    hour = "10:00"

    def __init__(self, language="tg", today=None, settings=None, audit=True, is_new=False, now=None):
        """is_new: there is no centre yet, and the program begins to make one. now: what its clock begins with."""
        self.language, self.today, self.audit, self.is_new = language, today or TODAY, audit, is_new
        self.words = Words(language)
        self.labels = read_labels(language)
        self.now = now
        self.settings = {"text-scale": "uint32 100", "colour-scheme": "'light'", **(settings or {})}
        self.window = None
        self.environment = {}

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="centre-")
        self.folder = pathlib.Path(self.home.name) / "centre"
        if not self.is_new:
            demo.copy(self.folder, self.today)
        return self

    def __exit__(self, *_):
        if self.window is not None:
            self.window.kill()
        self.home.cleanup()

    def _settings_path(self):
        config = pathlib.Path(self.home.name) / "config" / "hamroz"
        config.mkdir(parents=True, exist_ok=True)
        return config / "settings"

    def change_settings(self, settings):
        """Under the open program, which sees that its file is another one."""
        path = self._settings_path()
        kept = [line for line in path.read_text("utf-8").splitlines() if line.partition("=")[0] not in settings]
        kept += [f"{key}={value}" for key, value in settings.items()]
        new = path.with_name("settings-new")
        new.write_text("\n".join(kept) + "\n", "utf-8")
        new.rename(path)

    def _write_settings(self):
        path = self._settings_path()
        if not path.exists():
            lines = [f"{key}={value}" for key, value in self.settings.items()]
            path.write_text("[tj/hamroz/Hamroz]\n" + "\n".join(lines) + "\n", "utf-8")

    def start(self, *arguments):
        """Opens the program, or opens it again; it finds the settings it left."""
        self._write_settings()
        env = {f"XDG_{kind}_HOME": str(pathlib.Path(self.home.name) / kind.lower())
               for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        env.update(self.environment)
        if self.now:
            env["HAMROZ_CLOCK"] = str(int(self.now.timestamp()))
        argv = [PROGRAM, *arguments]
        if self.folder.exists() or self.is_new:
            argv += ["--today", self.today if self.now else f"{self.today}T{self.hour}", self.folder]
        # What is saved from it goes beside the centre unless it is said otherwise.
        self.window = driver.Program(argv, log=pathlib.Path(self.home.name) / "log", env=env, audit=self.audit,
                                     folder=self.home.name)
        return self.window

    def ask_password(self):
        """To the view that asks for name and password, by keys, from wherever the window is."""
        window = self.window
        if not self._asks():
            pages = self.words_now("Pages")
            if window.all("list", pages):
                window.press("F12")
                driver.wait(lambda: not window.all("list", pages), "the cover")
            # While it still stores what was open, the cover hears nothing.
            for _ in range(15):
                if self._asks():
                    return
                window.press("Enter")
                try:
                    driver.wait(self._asks, "the view that asks for a password", driver.TURN)
                except driver.NotSeen:
                    pass
            driver.wait(self._asks, "the view that asks for a password")

    def _asks(self):
        return driver.steady(lambda: self.window.all("text", self.words_now("Password")))

    def words_now(self, text, context=None):
        """In any of the three languages: the one of the screen is not known yet."""
        names = {Words(language)(text, context) for language in LANGUAGES}
        return re.compile("|".join(re.escape(name) for name in names))

    def choose_language(self, role, text):
        """Presses the key for the next language until something is called as in that of the scenario."""
        window = self.window
        window.find(role, self.words_now(text), seconds=3 * driver.PATIENCE)
        # A key may come while the window is busy with the one before, or with the sign-in.
        for _ in range(3 * len(LANGUAGES)):
            now = driver.wait(lambda: self._language_of(role, text), f"{text!r} in any language")
            if now == self.language:
                return
            window.press("ctrl+shift+L")
            try:
                driver.wait(lambda: self._language_of(role, text) not in (None, now), "the next language",
                            3 * driver.TURN)
            except driver.NotSeen:
                pass
        raise driver.NotSeen(f"the window in {self.language}")

    def _language_of(self, role, text):
        """In which language something on the screen is called so; one word may be the beginning of another."""
        names = sorted(((Words(language)(text), language) for language in LANGUAGES), key=lambda n: -len(n[0]))
        return next((language for name, language in names if self.window.all(role, name)), None)

    def sign_in(self, login, password=PASSWORD):
        """As a person does: covers the window, says who she is, and gets her first page. None: covers it only."""
        window = self.window
        if login is None:
            return
        self.ask_password()
        self.choose_language("text", "Password")
        self.type_login(login, password)
        self.choose_language("list", "Pages")

    def type_login(self, login, password=PASSWORD):
        window, name = self.window, self.words_now("Name", "sign in")
        if not window.all("text", name):
            window.tab_to("push button", self.words_now("Another person"))
            window.press("Enter")
            window.find("text", name)
        window.tab_to("text", name, back=True)
        window.press("ctrl+A")
        window.type_latin(login)
        window.press("Tab", "ctrl+A")
        window.type_latin(password)
        window.press("Enter")

    def finish(self):
        """Closes the window as a person does, and asks that the program ended well and said nothing bad."""
        if self.window.process.poll() is None:
            self.window.press("alt+F4")
        status = self.window.wait_end(3 * driver.PATIENCE)
        bad = [line for line in self.log().splitlines() if BAD_WORDS.search(line)]
        if status or bad:
            raise AssertionError(f"the program ended with {status} and said:\n" + "\n".join(bad or [self.log()[-3000:]]))

    def put_older_back(self):
        """Before it is opened: a copy from before the administrator's last sitting stands in its place."""
        older = self.folder.with_name("older")
        shutil.copytree(self.folder, older)
        self.command("sheets", "announce", "--new-sheet-file", pathlib.Path(self.home.name) / "lost-again")
        shutil.rmtree(self.folder)
        older.rename(self.folder)

    def log(self):
        path = pathlib.Path(self.home.name) / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def command(self, command, *arguments, login="admin", now=None):
        """Runs hamrozctl on this centre, on its day or at another moment; returns what it printed, or raises with what
        it said."""
        now = now or self.now or datetime.datetime.fromisoformat(f"{self.today}T09:00:00+05:00")
        env = dict(os.environ, XDG_STATE_HOME=str(pathlib.Path(self.home.name) / "state"))
        if driver.AUDIT_LIBRARY:
            env.update(LD_PRELOAD=driver.AUDIT_LIBRARY, HAMROZ_CLOCK=str(int(now.timestamp())))
        status, out, said = demo.ctl(command, self.folder, *arguments, login=login, env=env)
        if status:
            raise AssertionError(f"hamrozctl {command}: exit {status}: {said.strip()}")
        return out

    def announce_sheet(self):
        """Before it is opened: the recovery sheet of a demonstration centre, whose own nobody has. Returns its groups
        and its number."""
        paper = pathlib.Path(self.home.name) / "new-paper"
        self.command("sheets", "announce", "--new-sheet-file", paper)
        return read_sheet(paper), self.command("sheets", "show").rstrip("\n").split("\t")[-1]

    def make_sheet(self):
        """The same, given the keys of all, and let count."""
        sheet, number = self.announce_sheet()
        for login in ("psychologist", "lawyer", "manager"):
            self.command("sheets", "give", "--number", number, login=login)
        with demo.password_file() as secret:
            self.command("sheets", "count", "--with", "lawyer", "--with-password-file", secret)
        return sheet
