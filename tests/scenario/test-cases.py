# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes and consultations by keys alone: written, killed in mid-sentence, found again, sealed, added to."""

import acts
import driver
import tap
from centre import LANGUAGES, Centre

# A client of the demonstration centre with a case of each kind, as a Russian keyboard types her.
SURNAME, GIVEN = "Намуназода", "Гулнора"
BEGINNING = "Шаб хоб намеравад, гуфт, ки"
END = " аз телефон метарсад."
CLIENT, REASON = "Мисолзода Зарина", "Кор анҷом ёфт."


@tap.case("a sentence outlives a kill in its middle, is sealed and added to")
def killed():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("psychologist")
        acts.open_case(centre, GIVEN, SURNAME)
        acts.begin_note(centre)
        window.type(BEGINNING)
        acts.wait_stored(centre)
        window.type(" ва")
        window.kill()

        window = centre.start()
        centre.sign_in("psychologist")
        acts.open_case(centre, GIVEN, SURNAME)
        window.find_text(BEGINNING)
        window.find_text(words("Draft, saved %s").split("%s")[0].strip())
        # The cursor stands where it stood.
        window.type(END)
        window.find_text(END.strip())
        acts.seal(centre)
        window.find_text(BEGINNING)
        window.find_text(words("Signed and sealed: %s, %s").split("%s")[0].strip())

        # A lock, and she is where she was.
        centre.sign_in("psychologist")
        window.find("push button", words("Add to note"))
        window.find_text(BEGINNING)
        acts.add_to_note(centre, "Илова: зангро надод.")
        window.find_text(BEGINNING)
        centre.finish()


@tap.case("a draft stays under the hands while the language changes and at a lock")
def languages():
    with Centre("ru") as centre:
        window = centre.start()
        centre.sign_in("psychologist")
        acts.open_case(centre, GIVEN, SURNAME)
        acts.begin_note(centre)
        written = BEGINNING
        window.type(written)
        for _ in LANGUAGES:
            window.press("ctrl+shift+L")
            window.find_text(written)
            window.wait_focus("text")
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
        acts.open_case(centre, GIVEN, SURNAME)
        acts.begin_note(centre)
        acts.fill_consultation(centre, "40", "алим", "Талоқ бо СМС, танҳо никоҳ.", "Даъво ба суд.")
        window.tab_to("text", words("Deadline"))
        window.type("1512")
        acts.seal(centre)
        for text in ("Талоқ бо СМС, танҳо никоҳ.", "Даъво ба суд.", "алименты", "15.12.2026", "40"):
            window.find_text(text)

        # The other case of the same client is a line on her page, and that it does not open.
        window.tab_to("push button", words("Client’s page"))
        window.press("Enter")
        acts.open_section(centre, "Case files")
        window.find_text(words("You do not have the key to this case."))
        centre.finish()


@tap.case("reception finds no case, not even a count")
def reception():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        acts.open_client(centre, f"{SURNAME} {GIVEN}")
        window.settle()
        for said in window.words():
            for forbidden in (words("Case files"), words("Notes"), words("You do not have the key to this case.")):
                if forbidden in said:
                    yield f"reception is told {said!r}"
        centre.finish()


@tap.case("a reason that is typed to close a case is there after a lock")
def close():
    with Centre("tg") as centre:
        window, words = centre.start(), centre.words
        centre.sign_in("psychologist")
        acts.open_client(centre, CLIENT)
        acts.open_new_case(centre)
        window.find_text(words("No notes yet."))
        window.tab_to(None, words("More for this case"))
        window.press("Space")
        window.settle()
        window.press("Enter")
        window.find_text(words("Why it is closed"))
        window.type(REASON)
        window.press("F12")
        driver.wait(lambda: not window.shows(REASON), "a window without the reason")
        centre.sign_in("psychologist")
        window.wait_focus("text", words("Why it is closed"))
        window.find_text(REASON)
        window.press("ctrl+Enter")
        window.find_text(words("Closed on %s: %s").split("%s")[0].strip())
        window.find_text(REASON)
        centre.finish()


tap.run()
