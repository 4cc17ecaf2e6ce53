# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, hiding and locking by real keys: one sentence for what is wrong, one key for everything, on any layout."""

import driver
import tap
from centre import LANGUAGES, Centre


def titles(window):
    return [frame.name for frame in window.windows()]


def covered(window, words):
    driver.wait(lambda: titles(window) == [words("Calendar")], "one window, called a calendar")
    driver.wait(lambda: not window.all("list", words("Pages")), "no page on the screen")


for language in LANGUAGES:
    def wrong(language=language):
        with Centre(language) as centre:
            window, words = centre.start(), centre.words
            centre.ask_password()
            centre.choose_language("text", "Password")
            for login in ("reception", "nobody"):
                window.tab_to("text", words("Name", "sign in"), back=True)
                window.press("ctrl+A")
                window.type_latin(login)
                window.press("Tab")
                window.type_latin("not the password\n")
                window.find_text(words("The name or the password is not right."), 3 * driver.PATIENCE)
                # Tab goes round, past the languages, and comes to the name again.
                window.tab_to("text", words("Name", "sign in"))
            # Nobody is in.
            window.press("Esc")
            window.find_text(words("Calendar"))
            centre.finish()
    tap.case(f"a wrong name and a wrong password are one sentence in {language}")(wrong)

    def hide(language=language):
        with Centre(language) as centre:
            window, words = centre.start(), centre.words
            centre.sign_in("reception")
            window.press("ctrl+,")
            driver.wait(lambda: len(window.windows()) == 2, "the settings")
            window.press("F12")
            covered(window, words)
            for said in window.words():
                if any(name in said for name in ("Hamroz", "Ҳамроз", "Хамроз", "Намуна", "Мисол", "reception")):
                    raise AssertionError(f"the cover says {said!r}")
            window.press("Enter")
            window.wait_focus("text", words("Password"))
            # Her name is not shown: the password alone brings her back.
            if window.all("text", words("Name", "sign in")):
                raise AssertionError("the name is asked for again")
            window.type_latin("hamroz-demo\n")
            window.find("list", words("Pages"), seconds=3 * driver.PATIENCE)
            centre.finish()
    tap.case(f"F12 hides a dialog too, and the password alone opens again in {language}")(hide)

@tap.case("F12 hides from inside every popover, and Esc closes one from its search field")
def popovers():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")

        def hidden():
            window.settle()
            window.press("F12")
            covered(window, words)
            centre.sign_in("reception")
            window.find("list", words("Pages"))

        window.press("ctrl+K")
        window.wait_focus(None, words("Name, code, phone or letter number"))
        hidden()
        window.press("F10")
        window.find_text(words("Keyboard shortcuts"))
        hidden()
        window.press("alt+3")
        window.find(None, words("Week", "schedule"))
        window.settle()
        window.press("Home", "Down", "Down", "Enter")
        window.find("push button", words("First free time"))
        hidden()
        window.press("alt+3")
        window.find(None, words("Week", "schedule"))
        window.settle()
        window.press("Home", "Down", "Down", "Enter")
        window.find("push button", words("First free time"))
        window.press("Esc")
        driver.wait(lambda: not window.all("push button", words("First free time")), "the popover closed")


for layout in ("ru", "tj"):
    def keys(layout=layout):
        with Centre("tg") as centre:
            window, words = centre.start(), centre.words
            centre.sign_in("reception")
            window.keyboard.set_layout(layout)
            window.press("ctrl+K")
            window.wait_focus(None, words("Name, code, phone or letter number"))
            window.press("Esc")
            driver.wait(lambda: not window.all(None, words("Name, code, phone or letter number")), "the search closed")
            window.press("ctrl+,")
            driver.wait(lambda: words("Settings") in titles(window), "the settings")
            window.press("Esc")
            driver.wait(lambda: len(window.windows()) == 1, "the settings closed")
            window.press("ctrl+L")
            covered(window, words)
            window.find("text", words("Password"))
            window.keyboard.set_layout("us,tj")
            centre.finish()
    tap.case(f"search, settings and lock by their keys with {layout} as the only layout")(keys)

tap.run()
