# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts by keys alone: somebody is removed, and the others go on; a forgotten password is set anew by the
recovery sheet."""

import pathlib
import re

import acts
import demo
import driver
import tap
from centre import PASSWORD, Centre, read_sheet

LAWYER, RECEPTION, MANAGER = "Хаёлпур Лола", "Мисолӣ Моҳира", "Тахайюлзода Саида"
# A client whose case the lawyer alone works on.
ALONE = "Намуназода Оиша"
LOGIN, OLD_PASSWORD, NEW_PASSWORD = "saodat", "nine green boats at sea", "four quiet words here"
NUMBER = re.compile(r"\d{3} \d{3} \d{3} \d{3}")


def show_staff(centre):
    acts.show_settings(centre, "Staff")
    centre.window.press("Right")


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
    window.find_text(acts.begin(words, "Cases that nobody else can open: %u. Let her hand them over to a colleague "
                                       "first, in her settings. If she is gone already, they wait for the recovery "
                                       "sheets."))
    # Enter out of habit removes nobody.
    window.wait_focus("push button", words("Cancel", "dialog"))
    window.press("ctrl+Enter")
    window.find_text(words("She cannot sign in any more."), 3 * driver.PATIENCE)
    window.find_text(words("The key of the centre has been changed."), 12 * driver.PATIENCE)
    window.find_text(acts.begin(words, "Cases that only the recovery sheets open: %u"))


def cannot_come_in(centre, login, password=PASSWORD):
    window, words = centre.window, centre.words
    centre.ask_password()
    centre.choose_language("text", "Password")
    centre.type_login(login, password)
    window.find_text(words("The name or the password is not right."), 3 * driver.PATIENCE)


def ask_for_password(centre):
    window, words = centre.window, centre.words
    window.tab_to("list item", re.compile(f"^{RECEPTION}"))
    window.press("Enter")
    window.tab_to("push button", words("Ask for a new password"))
    window.press("Enter")
    window.find_text(words("She will be asked for a new password at her next sign-in."))
    window.find_text(words("Is to choose a new password at the next sign-in"))


def set_roles(centre, role):
    """Of the same account: its row is open, and the keyboard in it. Where it was pressed it stays."""
    window, words = centre.window, centre.words
    window.wait_focus("list item", words("Ask for a new password"))
    window.tab_to("check box", re.compile(f"^{role}", re.I), back=True, most=12)
    window.press("space")
    window.tab_to("push button", words("Set these roles"), most=8)
    window.press("Enter")
    window.find_text(words("Saved", "settings"), 3 * driver.PATIENCE)
    window.wait_focus("push button", words("Set these roles"))
    window.find_text(words("Is to choose a new password at the next sign-in"))


@tap.case("the administrator asks reception for a new password and gives her another role: she chooses, and has both")
def asked():
    with Centre("ru") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("admin")
        show_staff(centre)
        ask_for_password(centre)
        set_roles(centre, centre.labels["role", "lawyer"])
        acts.close_settings(centre)

        acts.choose_password(centre, "reception", PASSWORD, NEW_PASSWORD)
        window.find("list item", words("Case files"))
        cannot_come_in(centre, "reception")
        centre.sign_in("reception", NEW_PASSWORD)
        centre.sign_in("admin")
        show_staff(centre)
        driver.wait(lambda: not window.shows(words("Is to choose a new password at the next sign-in")), "nothing owed")
        acts.close_settings(centre)
        centre.finish()


def type_sheet(centre, sheet, name):
    """From the paper; then what it is needed for is asked."""
    window, words = centre.window, centre.words
    window.type_latin(sheet)
    window.find_text(words("This is sheet %s, typed right.").replace("%s", name))
    window.press("Enter")
    window.wait_focus("text", words("A second sheet, if there are three"))
    window.press("Enter")
    window.find_text(words("What are the sheets needed for?"), 6 * driver.PATIENCE)


def take_sheets_out(centre):
    window, words = centre.window, centre.words
    centre.ask_password()
    centre.choose_language("text", "Password")
    window.tab_to("push button", words("Forgot password?"))
    window.press("Enter")
    window.wait_focus("text", words("The eight groups of a sheet"))


def give_cases(centre, sheet):
    """Those of who was removed, all of them, to the first of the others, whose number was read aloud."""
    window, words = centre.window, centre.words
    take_sheets_out(centre)
    type_sheet(centre, sheet, "B1")
    choose_act(centre, "Cases whose workers are gone")
    window.find_text(MANAGER)
    window.tab_to("check box", words("All of them"))
    window.press("space")
    window.tab_to(None, words("Yes, we have compared them"))
    window.press("space")
    window.tab_to("text", words("Why the sheets are needed"))
    window.press("Enter")
    window.find_text(words("Write why: whoever is concerned will read it."))
    window.type_latin("she has left\n")
    window.find_text(words("The cases are given."), 6 * driver.PATIENCE)
    window.wait_focus("push button", words("Sign in"))


def read_news(centre):
    """Today says what the sheets did until she has read it."""
    window, words = centre.window, centre.words
    news = acts.begin(words, "The recovery sheets gave cases whose workers are gone to: %s")
    if MANAGER not in window.find_text(news).name:
        raise driver.NotSeen("to whom")
    window.find_text("she has left")
    window.tab_to("push button", words("I have read it"))
    window.press("Enter")
    driver.wait(lambda: not window.shows(news), "Today without it")


@tap.case("the administrator removes the lawyer: the centre key changes, she stays out, the others do not; the recovery "
          "sheet gives her cases to the manager, who works with clients too")
def removal():
    with Centre("ru") as centre:
        sheet = centre.make_sheet()
        centre.start()
        centre.sign_in("admin")
        show_staff(centre)
        see_numbers(centre, LAWYER)
        remove(centre)
        acts.close_settings(centre)

        cannot_come_in(centre, "lawyer")
        centre.sign_in("reception")
        give_cases(centre, sheet)
        centre.sign_in("manager")
        read_news(centre)
        acts.open_case(centre, ALONE.split()[-1], ALONE)
        centre.finish()


def forget(centre, sheet):
    """The sheet is typed from the paper, one letter wrong first; then she has a password again."""
    window, words = centre.window, centre.words
    take_sheets_out(centre)
    window.type_latin(sheet[:4] + ("7" if sheet[4] != "7" else "8") + sheet[5:])
    window.find_text(words("Group %u does not fit.").replace("%u", "1"))
    window.press("ctrl+A")
    type_sheet(centre, sheet, "A1")


def choose_act(centre, title):
    """The first has the cursor, the others come with the arrow."""
    window, words = centre.window, centre.words
    window.go_to("list item", words(title))
    window.press("Enter")
    window.find_text(words("For whom"))


def set_password(centre):
    window, words = centre.window, centre.words
    choose_act(centre, "A new password")
    window.tab_to("text", words("Name to sign in with"))
    window.type_latin(LOGIN)
    window.tab_to("text", words("New password"))
    for _ in range(2):
        window.type_latin(NEW_PASSWORD)
        window.press("Enter")
    window.wait_focus("text", words("Why the sheets are needed"))
    window.type_latin("forgotten\n")
    window.find_text(words("The new password is set."), 6 * driver.PATIENCE)
    # Nobody's records stand on the screen meanwhile.
    if window.all("list", words("Pages")):
        raise driver.NotSeen("a screen without pages")
    window.wait_focus("push button", words("Sign in"))
    window.press("Enter")


@tap.case("a forgotten password is set anew by the recovery sheet")
def forgotten():
    with Centre("tg", is_new=True) as centre:
        paper = pathlib.Path(centre.home.name) / "paper"
        demo.ctl("init", centre.folder, "--name", "Намунаева Саодат", "--roles", "administrator,psychologist",
                 "--sheet-file", paper, login=LOGIN, password=OLD_PASSWORD)
        sheet = read_sheet(paper)

        centre.start()
        forget(centre, sheet)
        set_password(centre)
        cannot_come_in(centre, LOGIN, OLD_PASSWORD)
        centre.sign_in(LOGIN, NEW_PASSWORD)

        # F12 in the middle leaves nothing open.
        forget(centre, sheet)
        centre.window.press("F12")
        acts.wait_cover(centre)
        centre.sign_in(LOGIN, NEW_PASSWORD)
        centre.finish()


tap.run()
