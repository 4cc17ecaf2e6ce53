# SPDX-License-Identifier: GPL-3.0-or-later
"""A second case worker by keys alone: invited, given the care key, let into one case, where she reads and
writes, and taken off it again; what is written afterwards she cannot read."""

import re

import acts
import driver
import tap
from centre import Centre

NAME, LOGIN, PASSWORD = "Дилогоева Сабо", "sabo", "four quiet words here"
# A client of the demonstration centre with a case of each kind.
SURNAME, GIVEN = "Намуназода", "Гулнора"
# Another, whom the psychologist alone works with.
ALONE = "Ғунча", "Озмоишзода"
SENTENCE = "Аз телефони ноошно метарсад."
ADDED = "Ман низ бо ӯ гап задам."
LATER = "Инро Сабо намехонад."
LAWYER = "Хаёлпур Лола"
NUMBER = re.compile(r"\d{3} \d{3} \d{3} \d{3}")


def invite(centre):
    """The administrator invites her; the one-time password is read from the card that is shown."""
    window, words = centre.window, centre.words
    role = centre.labels["role", "psychologist"]
    acts.show_settings(centre, "Staff")
    window.press("Right")
    window.tab_to("text", words("Surname and given name"))
    window.type(NAME)
    window.tab_to("text", words("Name to sign in with"))
    window.type_latin(LOGIN)
    window.press("Tab")
    window.tab_to(None, role[0].upper() + role[1:])
    window.press("Space")
    window.tab_to("push button", words("Invite"))
    window.press("Enter")
    label = window.find("label", words("One-time password:"), seconds=3 * driver.PATIENCE)
    password = label.parent.getChildAtIndex(label.getIndexInParent() + 1).name
    acts.close_settings(centre)
    return password


def join(centre, one_time):
    """Her first sign-in: the one-time password opens nothing but the choice of her own."""
    window, words = centre.window, centre.words
    centre.ask_password()
    centre.choose_language("text", "Password")
    centre.type_login(LOGIN, one_time)
    window.wait_focus("text", words("New password"), 3 * driver.PATIENCE)
    window.type_latin(PASSWORD)
    window.tab_to("text", words("The same password again"))
    window.type_latin(PASSWORD + "\n")
    window.find("list", words("Pages"), seconds=6 * driver.PATIENCE)


def read_key_number(centre):
    acts.show_settings(centre, "Me")
    number = NUMBER.search(centre.window.find(None, NUMBER, seconds=3 * driver.PATIENCE).name)[0]
    acts.close_settings(centre)
    return number


def give_care_key(centre, number):
    window, words = centre.window, centre.words
    acts.show_page(centre, "Today")
    window.find_text(words("%s waits for the care key: compare her key number").replace("%s", NAME))
    window.tab_to("push button", words("Compare"))
    window.press("Enter")
    # It is worked out by a slow function, on purpose.
    window.find_text(number, 6 * driver.PATIENCE)
    window.press("1")
    give = window.find("push button", words("Give the care key"))
    driver.wait(lambda: give.getState().contains(driver.pyatspi.STATE_SENSITIVE), "the key can be given")
    window.press("ctrl+Enter")
    window.find_text(acts.begin(words, "From her next sign-in the care key is hers: %s"))


def see_no_key(centre):
    """The care key tells her that there is a case, and who can let her in; not a word of what was said."""
    window, words = centre.window, centre.words
    acts.open_client(centre, f"{SURNAME} {GIVEN}")
    acts.open_section(centre, "Case files")
    window.find_text(words("You do not have the key to this case."))
    for text in (SENTENCE, ADDED, LATER):
        if window.shows(text):
            raise driver.NotSeen(f"a screen without {text!r}")


def write(centre, text):
    acts.begin_note(centre)
    centre.window.type(text)
    acts.seal(centre)
    centre.window.find_text(text)


def open_team(centre):
    window, words = centre.window, centre.words
    window.tab_to(None, acts.begin(words, "Team: %s"))
    window.press("Enter")
    return window.find_text(acts.begin(words, "Readable by: %s"))


def let_in(centre, number):
    window, words = centre.window, centre.words
    open_team(centre)
    # Who came last is the last.
    window.tab_to(None, words("Colleague"))
    window.press("Space")
    window.wait_focus("list item")
    window.press("End", "Enter")
    window.tab_to("push button", words("Add a colleague"))
    window.press("Enter")
    window.find_text(words("Is this the colleague's key?"), 6 * driver.PATIENCE)
    asked = window.find_text(number).name
    if NAME not in asked:
        raise driver.NotSeen(f"whose number it is: {asked!r}")
    # Enter out of habit confirms nothing.
    window.wait_focus("push button", words("Cancel", "dialog"))
    window.tab_to("push button", words("The numbers are the same"))
    window.press("Enter")
    window.find("push button", words("Take off the team: %s") % NAME)
    window.press("Esc")


def take_off(centre):
    window, words = centre.window, centre.words
    open_team(centre)
    window.tab_to("push button", words("Take off the team: %s") % NAME)
    window.press("Enter")
    window.gone("push button", words("Take off the team: %s") % NAME)
    if NAME in window.find_text(acts.begin(words, "Readable by: %s")).name:
        raise driver.NotSeen("a team without her")
    window.press("Esc")


@tap.case("a colleague is invited, gets the care key and one case, works in it, and is taken off it")
def team():
    with Centre("tg") as centre:
        window = centre.start()
        centre.sign_in("admin")
        join(centre, invite(centre))
        number = read_key_number(centre)

        centre.sign_in("psychologist")
        give_care_key(centre, number)
        centre.sign_in(LOGIN, PASSWORD)
        see_no_key(centre)

        centre.sign_in("psychologist")
        acts.open_case(centre, GIVEN, SURNAME)
        write(centre, SENTENCE)
        let_in(centre, number)

        centre.sign_in(LOGIN, PASSWORD)
        acts.open_case(centre, GIVEN, SURNAME)
        window.find_text(SENTENCE)
        write(centre, ADDED)

        centre.sign_in("psychologist")
        acts.open_case(centre, GIVEN, SURNAME)
        window.find_text(ADDED)
        take_off(centre)
        write(centre, LATER)

        centre.sign_in(LOGIN, PASSWORD)
        see_no_key(centre)
        centre.finish()


def choose_other_colleague(centre):
    """The first is chosen, the other is below her."""
    window, words = centre.window, centre.words
    window.wait_focus(None, words("Colleague"))
    # A list that opens below the pointer has what lies there chosen.
    window.keyboard.move(0, window.display.height - 1)
    window.press("space")
    window.wait_focus("list item")
    for key in ("Down", "Enter"):
        window.settle()
        window.press(key)
    window.wait_focus(None, words("Colleague"))


def hand_over(centre):
    """All her cases at once, to another than is offered, after the number is compared; what is said names whose they
    are."""
    window, words = centre.window, centre.words
    acts.show_settings(centre, "Me")
    window.tab_to("push button", words("Hand over all my cases…"))
    window.press("Enter")
    acts.wait_window(window, words("Handing over all my cases"))
    choose_other_colleague(centre)
    give = window.find("push button", words("Hand over"))
    driver.wait(lambda: give.getState().contains(driver.pyatspi.STATE_SENSITIVE), "cases to hand over")
    window.find_text(acts.begin(words, "Cases that she gets: %u"))
    window.press("ctrl+Enter")
    window.find_text(words("Is this the colleague's key?"), 6 * driver.PATIENCE)
    # Hers, not that of who was offered first.
    window.find("label", re.compile(f"{LAWYER}: {NUMBER.pattern}"))
    window.wait_focus("push button", words("Cancel", "dialog"))
    window.tab_to("push button", words("The numbers are the same"))
    window.press("Enter")
    acts.wait_no_window(window, words("Handing over all my cases"))
    told = window.find_text(acts.begin(words, "Handed over to: %s. Cases: %u")).name
    if LAWYER not in told:
        raise driver.NotSeen(f"whose they are now: {told!r}")
    acts.close_settings(centre)


@tap.case("a psychologist who leaves hands all her cases over to a colleague, who opens one")
def leaving():
    with Centre("tg") as centre:
        centre.start()
        centre.sign_in("psychologist")
        acts.open_case(centre, *ALONE)
        write(centre, SENTENCE)
        hand_over(centre)
        centre.sign_in("lawyer")
        acts.open_case(centre, *ALONE)
        centre.window.find_text(SENTENCE)
        centre.finish()


tap.run()
