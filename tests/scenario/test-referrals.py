# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter by real keys: what is not ticked is not on it, and without consent it has no number."""

import pathlib
import subprocess

import driver
import tap
from centre import LANGUAGES, Centre
from gi.repository import GLib

# The registry, as each interface calls it, and a word that finds it.
ADDRESS = {"tg": "Суроға", "ru": "Адрес", "en": "Address"}
REGISTRY = {"tg": "сахш", "ru": "загс", "en": "civil"}


def read_pdf(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def is_alone(window):
    """Rows go while they are looked at."""
    try:
        return not window.shows("Афсоназода")
    except GLib.GError:
        return False


def open_composer(window, words):
    window.press("alt+2")
    window.find_text("Афсоназода")
    window.type("мисолзода зарина")
    driver.wait(lambda: is_alone(window), "her alone in the list")
    window.press("Down", "Enter")
    window.find_text(words("Letters", "client section"))
    window.press("ctrl+R")


def choose_recipient(window, words, language):
    window.wait_focus(name=words("To"))
    window.type(REGISTRY[language])
    window.settle()
    window.press("Enter")
    window.find_text(words("Consent missing: %d").split("%")[0].strip())


def ask_consent(window, words):
    """The button that says what is missing goes to the first, and Enter asks."""
    window.press("ctrl+P")
    driver.wait(lambda: window.focus() and window.focus().name.startswith(
        words("Ask for consent now: %s").split("%")[0]), "the focus on what is missing")
    window.press("Enter")
    window.find_text(words("How was it given?"))
    window.press("1")
    window.tab_to("push button", words("Record the answer"))
    window.press("Enter")
    window.find("push button", words("Issue number"))


def issue(window, words):
    window.press("ctrl+P")
    window.find_text(words("Give the letter its number?"))
    window.press("ctrl+Enter")
    window.find("push button", words("Save as PDF…"), seconds=3 * driver.PATIENCE)


def save(window, words, path):
    window.tab_to("push button", words("Save as PDF…"))
    window.press("Enter")
    window.wait_focus(role="text")
    window.press("ctrl+A")
    window.type_latin(str(path))
    window.press("Enter")
    driver.wait(path.exists, "the file")
    window.wait_focus(name=words("Save as PDF…"))
    window.press("Esc")
    window.gone("push button", words("Save as PDF…"))


for language in LANGUAGES:
    def letter(language=language):
        with Centre(language) as centre:
            window, words = centre.start(), centre.words
            path = pathlib.Path(centre.home.name) / "letter.pdf"
            centre.sign_in("lawyer")
            open_composer(window, words)
            choose_recipient(window, words, language)
            # A lock in the middle: the letter is there again.
            if language == "tg":
                window.press("F12")
                centre.sign_in("lawyer")
                window.find("push button", words("Consent missing: %d") % 6)
            # The address is of the preset for this recipient; it stays here.
            window.tab_to("check box", ADDRESS[language])
            window.press("space")
            ask_consent(window, words)
            issue(window, words)
            save(window, words, path)
            centre.finish()

            text = read_pdf(path)
            for there in ("№ 3-12/12 аз 24 ноябри соли 2026", "Ному насаб: Мисолзода Зарина", "Соли таваллуд: 1999"):
                assert there in text, f"{there}\n{text}"
            for missing in ("Суроға", "Телефон", "Зӯроварӣ", "+992 60 000 0002"):
                assert missing not in text, f"{missing}\n{text}"
            assert "3-12/12" in centre.command("referrals", login="lawyer")
    tap.case(f"a letter in {language}")(letter)

tap.run()
