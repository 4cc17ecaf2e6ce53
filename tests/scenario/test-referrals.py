# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter by real keys: what is not ticked is not on it, and without consent it has no number."""

import pathlib
import re

import acts
import driver
import tap
from centre import LANGUAGES, Centre

ADDRESS = {"tg": "Суроға", "ru": "Адрес", "en": "Address"}
NAME = "Мисолзода Зарина"
# One of the demonstration that waits for an answer.
ISSUED = "3-12/9"
REASON = "Шавҳараш дар роҳ аст."
# The toolkit's words in its own dialog.
PRINT_BUTTON = "Чоп кардан"

for language in LANGUAGES:
    def letter(language=language):
        with Centre(language) as centre:
            window, words = centre.start(), centre.words
            centre.sign_in("lawyer")
            acts.open_client(centre, NAME)
            acts.open_composer(centre)
            acts.choose_recipient(centre, acts.REGISTRY[language])
            # A lock in the middle: the letter is there again.
            if language == "tg":
                window.press("F12")
                centre.sign_in("lawyer")
                window.find("push button", words("Consent missing: %d") % 6)
            # The address is of the preset for this recipient; it stays here.
            window.tab_to("check box", ADDRESS[language])
            window.press("space")
            acts.ask_consent(centre)
            acts.issue(centre)
            path = acts.save_letter(centre)
            acts.close_letter(centre)
            centre.finish()

            text = acts.read_pdf(path)
            for there in ("№ 3-12/12 аз 24 ноябри соли 2026", "Ному насаб: Мисолзода Зарина", "Соли таваллуд: 1999"):
                assert there in text, f"{there}\n{text}"
            for missing in ("Суроға", "Телефон", "Зӯроварӣ", "+992 60 000 0002"):
                assert missing not in text, f"{missing}\n{text}"
            assert "3-12/12" in centre.command("referrals", login="lawyer")
    tap.case(f"a letter in {language}")(letter)


def open_issued(centre):
    """By its number, from anywhere."""
    window, words = centre.window, centre.words
    window.press("ctrl+K")
    window.wait_focus(None, words("Name, code, phone or letter number"))
    window.type_latin(ISSUED)
    window.find(None, ISSUED)
    window.settle()
    window.press("Enter")
    window.find("push button", words("Save as PDF…"), seconds=3 * driver.PATIENCE)


def leave_letter(centre):
    window, words = centre.window, centre.words
    window.press("Esc")
    window.gone("push button", words("Save as PDF…"))


def read_status(centre, number):
    rows = [line.split("\t") for line in centre.command("referrals", login="lawyer").splitlines()]
    return next((row[4] for row in rows if row[0] == number), None)


def refuse(centre):
    """The button that issues goes to what is missing, and asks nothing."""
    window, words = centre.window, centre.words
    window.press("ctrl+P")
    window.wait_focus(name=acts.begin(words, "Ask for consent now: %s"))
    window.settle()
    if window.shows(words("Give the letter its number?")):
        raise driver.NotSeen("a letter without consent that gets no number")


@tap.case("without consent a letter is not issued, or with a reason that stays in the log")
def refused():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("lawyer")
        acts.open_client(centre, NAME)
        acts.open_composer(centre)
        acts.choose_recipient(centre, acts.REGISTRY["tg"])
        # She says no.
        acts.answer_consent(centre, "2")
        window.wait_focus(name=acts.begin(words, "Ask for consent now: %s"))
        refuse(centre)
        # A word of reason alone is not enough. It stands below the facts.
        window.press(*["Tab"] * 20)
        window.tab_to("text", words("The reason in words"))
        window.type(REASON)
        refuse(centre)
        window.press(*["Tab"] * 20)
        window.tab_to(None, centre.labels["consent_override", "danger_to_life"][1:])
        window.press("Space")
        acts.issue(centre)
        window.find_text(f"{centre.labels['consent_override', 'danger_to_life']}: {REASON}")
        leave_letter(centre)
        centre.finish()
        assert read_status(centre, "3-12/12") == "issued"
        assert re.search(r"^audit\tok\t", centre.command("check"), re.M)


def record(centre, key):
    window, words = centre.window, centre.words
    window.tab_to(None, re.compile("^." + "|^.".join(
        centre.labels["referral_status", code][1:] for code in ("received", "accepted"))))
    window.press(key, "ctrl+Enter")
    window.find_text(words("Recorded", "toast"))


@tap.case("what came of a letter is recorded, and taken back")
def answer():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("lawyer")
        open_issued(centre)
        record(centre, "2")
        window.gone("push button", words("Save as PDF…"))
        open_issued(centre)
        # Not the button that says so, which is there anyway.
        window.find("label", re.compile("^." + centre.labels["referral_status", "accepted"][1:]))
        record(centre, "3")
        window.press("ctrl+Z")
        window.gone("push button", words("Save as PDF…"))
        centre.finish()
        assert read_status(centre, ISSUED) == "accepted", read_status(centre, ISSUED)


def open_door(centre, *button):
    """The system's dialog over the letter."""
    window = centre.window
    window.tab_to("push button", centre.words(*button))
    window.press("Enter")
    driver.wait(lambda: len(window.windows()) > 2, "the system's dialog", 3 * driver.PATIENCE)


@tap.case("F12 hides the system's file and print dialogs too, and the letter is there again")
def hide():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("lawyer")
        open_issued(centre)
        for button in (("Save as PDF…",), ("Print…", "button")):
            open_door(centre, *button)
            window.press("F12")
            driver.wait(lambda: [frame.name for frame in window.windows()] == [words("Calendar")], "the cover alone")
            centre.sign_in("lawyer")
            window.find("push button", words("Save as PDF…"), seconds=3 * driver.PATIENCE)
        leave_letter(centre)
        centre.finish()


@tap.case("a letter is printed through the system's dialog, as it is saved")
def printed():
    with Centre("tg") as centre:
        folder = pathlib.Path(centre.home.name)
        window, words = centre.start(), centre.words
        centre.sign_in("lawyer")
        open_issued(centre)
        open_door(centre, "Print…", "button")
        # The one printer of this system is a file.
        window.press("Tab", "Down")
        window.tab_to("push button", PRINT_BUTTON)
        window.press("Enter")
        printed = driver.wait(lambda: next(folder.glob("*.pdf"), None), "the printed file", 3 * driver.PATIENCE)
        window.find_text(words("Printed. Take the letter from the printer."))
        assert printed.name == "3-12-9.pdf", printed
        text = acts.read_pdf(printed)
        printed.unlink()
        saved = acts.save_letter(centre)
        acts.close_letter(centre)
        centre.finish()
        assert "№ 3-12/9 " in text, text
        assert text == acts.read_pdf(saved)


tap.run()
