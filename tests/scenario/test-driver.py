# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver itself, on a window of its own: what it types arrives, what it sees is there."""

import pathlib
import sys
import tempfile

import audit
import driver
import tap

HERE = pathlib.Path(__file__).parent


def sample(*arguments):
    return driver.Program([sys.executable, HERE / "sample_window.py", *arguments], audit=True)


@tap.case("letters of three alphabets arrive, from the keys of the layout")
def letters():
    for layout, text in (("us,tj", "Ҷӯраева Ғафура ӣқҳ Ok 1999"), ("ru", "Рахимова Щ ы 24"), ("tj", "Ҳамроз ғӯқҷӣ")):
        with sample() as program:
            program.keyboard.set_layout(layout)
            program.wait_focus("text")
            program.type(text)
            entry = program.find("text", "Name")
            driver.wait(lambda: driver.text_of(entry) == text, f"{text!r}")


@tap.case("a letter that the layout has no key for is an error")
def missing_letter():
    with sample() as program:
        program.keyboard.set_layout("ru")
        for text in ("ҷ", "w"):
            try:
                program.type(text)
            except AssertionError:
                continue
            yield f"{text} was typed with a Russian layout"


@tap.case("a shortcut is a place on the keyboard")
def places():
    with sample() as program:
        for layout in ("us,tj", "ru", "tj"):
            program.keyboard.set_layout(layout)
            program.wait_focus("text")
            program.press("ctrl+L")
            program.find_text("key 46 4")
            program.press("F12")
            program.find_text("key 96 0")


@tap.case("buttons by keyboard, by mouse and by accessibility")
def buttons():
    with sample() as program:
        program.keyboard.set_layout("us,tj")
        program.type("ann")
        program.tab_to("push button", "Greet")
        program.press("Space")
        program.find_text("Hello ann")
        program.type("x")
        program.click_on("push button", "More")
        program.click_on("push button", "Deep")
        program.find_text("popover")
        program.activate("push button", "Greet")
        program.find_text("Hello ann")


@tap.case("a dialog gets the keys, and its window gives them back")
def dialogs():
    with sample() as program:
        program.activate("push button", "Open")
        program.find("push button", "Inside")
        program.wait_focus("push button", "Inside")
        program.press("Enter")
        program.find_text("dialog")
        program.gone("push button", "Inside")
        program.activate("push button", "Open")
        program.click_on("push button", "Inside")
        program.gone("push button", "Inside")


@tap.case("what is not there is said within its bound")
def absent():
    with sample() as program:
        try:
            program.find("push button", "Nowhere", seconds=0.5)
        except driver.NotSeen:
            pass
        else:
            yield "an absent button was found"
        if program.shows("Nowhere"):
            yield "absent words were seen"


@tap.case("the audit finds each fault, and none where there is none")
def faults():
    with sample() as program:
        yield from audit.screen(program, "en")
        if not any("English" in problem for problem in audit.screen(program, "tg")):
            yield "English words were not heard"
    with sample("--faulty") as program:
        found = audit.screen(program, "en")
        wanted = ["without a spoken name: push button"]
        if driver.AUDIT_LIBRARY:
            wanted += ["cut GtkLabel This label", "cut GtkInscription Inscribed", "overlap"]
        for fault in wanted:
            if not any(problem.startswith(fault) for problem in found):
                yield f"not found: {fault}; found: {found}"


@tap.case("a picture is taken")
def pictures():
    with sample() as program, tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "picture.png"
        program.picture(path)
        if path.stat().st_size < 2000:
            yield "the picture is empty"


tap.run()
