# SPDX-License-Identifier: GPL-3.0-or-later
"""What locks the window besides a key, and over what the key locks it. What it hides, and what comes back."""

import os

import acts
import driver
import tap
from centre import Centre
from logind import Logind

TYPED = "Афсонаева Малика"
OLD_CLIENT = "Мисолзода Зарина"
LONG = 3 * driver.PATIENCE


@tap.case("sleep, the session's lock and the screen saver hide the window, and the computer waits for it")
def desktop():
    # The system's bus is the session's here.
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    with Logind() as logind, Centre("tg") as centre:
        window, words = centre.start(), centre.words
        logind.wait_said("GetSessionByPID", LONG)
        centre.sign_in("reception")
        logind.wait_said("Inhibit", LONG)
        if logind.has_said("released"):
            raise AssertionError("the computer would not wait")
        logind.say("sleep")
        acts.wait_cover(centre)
        logind.wait_said("released", LONG)
        logind.say("wake")
        acts.come_back(centre)

        logind.wait_said("Inhibit", LONG)
        window.press("ctrl+N")
        window.wait_focus("text", words("Name to use"))
        window.type(TYPED)
        logind.say("lock")
        acts.wait_cover(centre)
        if window.shows(TYPED):
            raise AssertionError("what was typed is still to be seen")
        logind.wait_said("released", LONG)
        acts.come_back(centre)
        window.find_text(TYPED)

        logind.wait_said("Inhibit", LONG)
        logind.say("saver")
        acts.wait_cover(centre)
        logind.wait_said("released", LONG)
        centre.finish()
    del os.environ["DBUS_SYSTEM_BUS_ADDRESS"]


def hide_over(centre, name, open_it):
    """It is opened, seen to be there, and hidden with the window; then the person comes back."""
    window, words = centre.window, centre.words
    before = len(window.windows())
    open_it()
    driver.wait(lambda: len(window.windows()) > before, f"{name} on the screen", LONG)
    window.settle()
    window.press("F12")
    try:
        acts.wait_cover(centre)
        acts.come_back(centre)
    except driver.NotSeen as reason:
        raise driver.NotSeen(f"over {name}: {reason}") from reason


@tap.case("F12 over every window of reception, the toolkit's own too, and the form is there again")
def over_reception():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")

        def key(combination):
            return lambda: window.press(combination)

        def from_menu(item):
            def open_it():
                window.press("F10")
                window.activate(None, words(item))
            return open_it

        hide_over(centre, "the shortcuts", key("ctrl+F1"))
        hide_over(centre, "the help", key("F1"))
        hide_over(centre, "the settings", key("ctrl+,"))
        hide_over(centre, "the words about the program", from_menu("About the program"))
        hide_over(centre, "what is protected", from_menu("What is protected and what is not"))
        acts.open_client(centre, OLD_CLIENT)
        hide_over(centre, "the booking", key("ctrl+B"))
        window.press("Esc")
        acts.wait_window(window, words("Clients"))

        def begin_registration():
            window.press("ctrl+N")
            window.wait_focus("text", words("Name to use"))
            window.type(TYPED)

        hide_over(centre, "the registration", begin_registration)
        window.wait_focus("text", words("Name to use"))
        window.find_text(TYPED)
        window.press("Esc")
        acts.wait_window(window, words("Clients"))
        centre.finish()


@tap.case("F12 over the letter's dialog, its question, the file dialog and the print dialog")
def over_lawyer():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("lawyer")
        acts.open_client(centre, OLD_CLIENT)

        def begin_letter():
            acts.open_composer(centre)
            acts.choose_recipient(centre, acts.REGISTRY["tg"])

        hide_over(centre, "the letter", begin_letter)
        acts.ask_consent(centre)
        hide_over(centre, "the question", lambda: window.press("ctrl+P"))
        acts.issue(centre)
        doors = {"the file dialog": words("Save as PDF…"), "the print dialog": words("Print…", "button")}
        for name, button in doors.items():
            def open_dialog(button=button):
                window.tab_to("push button", button)
                window.press("Enter")
            hide_over(centre, name, open_dialog)
            window.find("push button", words("Save as PDF…"), seconds=LONG)
        window.press("Esc")
        window.gone("push button", words("Save as PDF…"))
        centre.finish()


@tap.case("another person who unlocks sees nothing of the first, who finds it all again")
def another():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        acts.show_page(centre, "Clients")
        window.press("ctrl+N")
        window.wait_focus("text", words("Name to use"))
        window.type(TYPED)
        window.press("F12")
        acts.wait_cover(centre)
        centre.sign_in("psychologist")
        window.settle()
        acts.wait_window(window, words("Today"))
        if len(window.windows()) > 1 or window.shows(TYPED):
            raise AssertionError("what the other one was at is on her screen")
        window.press("F10")
        window.activate(None, words("Another person"))
        window.wait_focus("text", words("Name", "sign in"), LONG)
        centre.sign_in("reception")
        # She begins with her day; what she typed is where she began it.
        acts.show_page(centre, "Clients")
        window.find_text(words("Begun and not saved: %s") % TYPED, LONG)
        centre.finish()


tap.run()
