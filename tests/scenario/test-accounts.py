# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts by keys alone: somebody is removed, and the others go on."""

import re

import acts
import driver
import tap
from centre import PASSWORD, Centre

LAWYER = "Хаёлпур Лола"
NUMBER = re.compile(r"\d{3} \d{3} \d{3} \d{3}")


def show_staff(centre):
    window = centre.window
    window.press("ctrl+,")
    window.wait_focus("list item")
    for _ in range(6):
        if centre.words("Staff", "settings") in (window.focus().name or ""):
            break
        window.press("Down")
        window.settle(0.1)
    window.press("Right")


def close_settings(centre):
    centre.window.press("Esc")
    driver.wait(lambda: len(centre.window.windows()) == 1, "the settings closed")


def see_numbers(centre, name):
    """Before she is asked for hers: what her key number is to be."""
    window = centre.window
    window.tab_to("list item", re.compile(f"^{name}"))
    window.press("Enter")
    window.find(None, NUMBER, seconds=6 * driver.PATIENCE)


def remove(centre):
    window, words = centre.window, centre.words
    window.tab_to("push button", words("Remove from the staff…"))
    window.press("Enter")
    window.find_text(words("Remove this person from the staff?"))
    window.find_text(LAWYER)
    window.find_text(acts.begin(words, "Cases that nobody else can open: %u. Let her give each of them to a colleague "
                                       "first, in the case's team. If she is gone already, they wait for the recovery "
                                       "sheets."))
    # Enter out of habit removes nobody.
    window.wait_focus("push button", words("Cancel", "dialog"))
    window.press("ctrl+Enter")
    window.find_text(words("She cannot sign in any more."), 3 * driver.PATIENCE)
    window.find_text(words("The key of the centre has been changed."), 12 * driver.PATIENCE)
    window.find_text(acts.begin(words, "Cases that only the recovery sheets open: %u"))


def cannot_come_in(centre, login):
    window, words = centre.window, centre.words
    centre.ask_password()
    centre.choose_language("text", "Password")
    centre.type_login(login, PASSWORD)
    window.find_text(words("The name or the password is not right."), 3 * driver.PATIENCE)


@tap.case("the administrator removes the lawyer: the centre key changes, she stays out, the others do not")
def removal():
    with Centre("ru") as centre:
        centre.start()
        centre.sign_in("admin")
        show_staff(centre)
        see_numbers(centre, LAWYER)
        remove(centre)
        close_settings(centre)

        cannot_come_in(centre, "lawyer")
        centre.sign_in("psychologist")
        acts.open_client(centre, "Намуназода Гулнора")
        centre.sign_in("reception")
        centre.finish()


tap.run()
