# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left in the program's memory when it is locked: no key, no password, and of what was read and written
as little as the toolkit lets go."""

import acts
import driver
import tap
from centre import Centre
from memory import CLIENT, DRAFT, GIVEN, HALF, NEW, OTHER, SEALED, WRONG, Memory
from demo import PASSWORD

LONG = 3 * driver.PATIENCE


@tap.case("a wrong password, a search, a note that is sealed and a draft: after the key that hides, none is left")
def notes():
    with Centre("tg") as centre:
        memory = Memory(centre)
        window, words = centre.start(), centre.words
        centre.ask_password()
        centre.choose_language("text", "Password")
        centre.type_login("psychologist", WRONG)
        window.find_text(words("The name or the password is not right."), LONG)
        centre.sign_in("psychologist")

        acts.open_client(centre, OTHER)
        acts.open_case(centre, GIVEN, CLIENT)
        acts.begin_note(centre)
        window.type(SEALED)
        acts.wait_stored(centre)
        acts.seal(centre)
        window.find_text(SEALED)
        acts.begin_note(centre)
        window.type(DRAFT)
        acts.wait_stored(centre)
        yield from memory.check_open()
        window.press("F12")
        acts.wait_cover(centre)
        yield from memory.check_locked("hidden by F12")
        acts.come_back(centre)
        window.find_text(DRAFT)
        window.press("F12")
        acts.wait_cover(centre)
        yield from memory.check_locked("hidden a second time")
        centre.finish()


@tap.case("passwords typed into the settings, some of them not to the end: after the lock, none is left")
def settings():
    with Centre("tg") as centre:
        memory = Memory(centre)
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        acts.show_page(centre, "Clients")
        acts.open_client(centre, OTHER)
        acts.show_settings(centre, "Me")
        for name, text in (("Password of now", PASSWORD), ("New password", NEW), ("The same password again", NEW)):
            window.tab_to("text", words(name))
            window.type_latin(text)
        window.tab_to("push button", words("Change the password"))
        window.press("space")
        window.find_text(words("Your password has been changed."), LONG)
        window.wait_focus("text", words("Password of now"))
        window.type_latin(HALF)
        window.press("F12")
        acts.wait_cover(centre)
        yield from memory.check_locked("hidden by F12")
        centre.finish()


@tap.case("a letter that was looked at: after the key that hides, none of it is left")
def letter():
    with Centre("tg") as centre:
        memory = Memory(centre)
        window = centre.start()
        centre.sign_in("lawyer")
        acts.open_client(centre, OTHER)
        acts.open_composer(centre)
        acts.choose_recipient(centre, acts.REGISTRY["tg"])
        acts.ask_consent(centre)
        yield from memory.check_open()
        window.press("F12")
        acts.wait_cover(centre)
        yield from memory.check_locked("hidden by F12")
        centre.finish()


tap.run()
