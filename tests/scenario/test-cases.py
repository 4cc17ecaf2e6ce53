# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes and consultations by keys alone: written, killed in mid-sentence, found again, sealed, added to."""

import driver
import tap
from centre import LANGUAGES, Centre

# A client of the demonstration centre with a case of each kind, as a Russian keyboard types her.
SURNAME, GIVEN = "Намуназода", "Гулнора"
BEGINNING = "Шаб хоб намеравад, гуфт, ки"
END = " аз телефон метарсад."


def show_page(centre, name):
    """By the keys of the sidebar, whichever row it is."""
    window = centre.window
    for number in range(1, 6):
        window.press(f"alt+{number}")
        try:
            driver.wait(lambda: any(centre.words(name) in (w.name or "") for w in window.windows()), name, 2)
            return
        except driver.NotSeen:
            continue
    raise driver.NotSeen(f"the page {name!r}")


def open_case(centre):
    window = centre.window
    show_page(centre, "Case files")
    if not window.all("push button", centre.words("Client’s page")):
        window.press("ctrl+F")
        window.type(GIVEN)
        window.settle()
        window.press("Enter")
    window.find("push button", centre.words("Client’s page"))
    window.find_text(SURNAME)


def seal(centre):
    window = centre.window
    window.press("ctrl+shift+Enter")
    window.find_text(centre.words("Sign and seal this note?"))
    window.press("Enter")
    window.find("push button", centre.words("Add to note"))


@tap.case("a sentence outlives a kill in its middle, is sealed and added to")
def killed():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("psychologist")
        open_case(centre)
        window.press("ctrl+shift+N")
        window.find("push button", words("Sign and seal"))
        window.type(BEGINNING)
        # By itself, then all of it, on however slow a machine.
        window.find_text(words("Draft, saved %s").split("%s")[0].strip())
        window.press("ctrl+S")
        window.find_text(words("Draft kept"))
        window.type(" ва")
        window.kill()

        window = centre.start()
        centre.sign_in("psychologist")
        open_case(centre)
        window.find_text(BEGINNING)
        window.find_text(words("Draft, saved %s").split("%s")[0].strip())
        # The cursor stands where it stood.
        window.type(END)
        window.find_text(END.strip())
        seal(centre)
        window.find_text(BEGINNING)
        window.find_text(words("Signed and sealed: %s, %s").split("%s")[0].strip())

        # A lock, and she is where she was.
        centre.sign_in("psychologist")
        window.find("push button", words("Add to note"))
        window.find_text(BEGINNING)
        window.tab_to("push button", words("Add to note"))
        window.press("Enter")
        window.find("push button", words("Sign and seal"))
        window.type("Илова: зангро надод.")
        seal(centre)
        window.find_text(BEGINNING)
        window.find_text("Илова: зангро надод.")
        centre.finish()


@tap.case("a draft stays under the hands while the language changes and at a lock")
def languages():
    with Centre("ru") as centre:
        window = centre.start()
        centre.sign_in("psychologist")
        open_case(centre)
        window.press("ctrl+shift+N")
        window.find("push button", centre.words("Sign and seal"))
        written = BEGINNING
        window.type(written)
        for _ in LANGUAGES:
            window.press("ctrl+shift+L")
            window.find_text(written)
            window.settle()
            window.type(" х")
            written += " х"
            window.find_text(written)
        window.press("F12")
        driver.wait(lambda: not window.shows(written), "a window without the sentence")
        centre.sign_in("psychologist")
        window.find_text(written)
        window.type(" у")
        window.find_text(written + " у")
        centre.finish()


@tap.case("the lawyer logs a consultation; of the psychologist's case she has one line")
def consultation():
    with Centre("ru") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("lawyer")
        open_case(centre)
        window.press("ctrl+shift+N")
        window.find("push button", words("Sign and seal"))
        window.tab_to("spin button")
        window.type("40")
        window.tab_to("text", words("Area"))
        window.type("алим")
        window.press("Enter")
        window.tab_to("text", words("Facts"))
        window.type("Талоқ бо СМС, танҳо никоҳ.")
        window.tab_to("text", words("Advice"))
        window.type("Даъво ба суд.")
        window.tab_to("text", words("Deadline"))
        window.type("1512")
        seal(centre)
        for text in ("Талоқ бо СМС, танҳо никоҳ.", "Даъво ба суд.", "алименты", "15.12.2026", "40"):
            window.find_text(text)

        # The other case of the same client is a line on her page, and that it does not open.
        window.tab_to("push button", words("Client’s page"))
        window.press("Enter")
        no_key = words("You do not have the key to this case.")
        for number in range(1, 9):
            window.press(f"ctrl+{number}")
            window.settle()
            if window.shows(no_key):
                break
        window.find_text(no_key)
        centre.finish()


@tap.case("reception finds no case, not even a count")
def reception():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        show_page(centre, "Clients")
        window.press("ctrl+F")
        window.type(GIVEN)
        window.settle()
        window.press("Enter")
        window.find_text(SURNAME)
        window.settle()
        for said in window.words():
            for forbidden in (words("Case files"), words("Notes"), words("You do not have the key to this case.")):
                if forbidden in said:
                    yield f"reception is told {said!r}"
        centre.finish()


tap.run()
