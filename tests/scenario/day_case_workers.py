# SPDX-License-Identifier: GPL-3.0-or-later
"""The day as the psychologist and the lawyer have it: what was said, and the letter that goes out."""

import re

import acts
import driver
from day_reception import NAME, OWN_WORDS
from steps import Chapter, step

BEGINNING = "Шаб хоб намеравад, гуфт, ки"
END = " аз телефон метарсад."
ADDENDUM = "Илова: зангро надод."
FACTS = "Талоқ бо СМС, танҳо никоҳ."
ADVICE = "Даъво ба суд."
# What finds the area of law: talaq by a message of the telephone.
SMS = {"tg": "СМС", "ru": "СМС", "en": "SMS"}
# Who speaks which language gets the letter in another one, with these words on it.
LETTER_LANGUAGE = {"tg": "Русский", "ru": "Тоҷикӣ", "en": "Тоҷикӣ"}
ON_LETTER = {"Русский": ("О направлении", "Фамилия, имя: " + NAME),
             "Тоҷикӣ": ("Дар бораи равон кардани муроҷиаткунанда", "Ному насаб: " + NAME)}


class CaseWorkers(Chapter):
    def on_this_keyboard(self, text):
        """Where the layout lacks a Tajik letter, the Russian one that people type instead."""
        if self.window.keyboard.can_type(text):
            return text
        return text.translate(str.maketrans("ғӣқӯҳҷҒӢҚӮҲҶ", "гикухчГИКУХЧ"))

    @step("The psychologist signs in and finds the request that reception wrote and cannot read back")
    def request(self):
        self.centre.sign_in("psychologist")
        acts.open_client(self.centre, NAME)
        self.see_words(OWN_WORDS)

    @step("She opens a case file: the case gets a key of its own")
    def open_case(self):
        acts.open_new_case(self.centre)
        self.see_words(NAME)
        self.see("No notes yet.")

    @step("She writes a session note; it is kept as a sealed draft within two seconds of the last key")
    def write(self):
        acts.begin_note(self.centre)
        self.window.type(BEGINNING)
        acts.wait_stored(self.centre)

    @step("Killed in the middle of a sentence: after the restart the sentence is there, the cursor in it")
    def killed(self):
        self.window.kill()
        self.window = self.centre.start()
        self.centre.sign_in("psychologist")
        acts.open_case(self.centre, NAME, NAME)
        self.see_words(BEGINNING)
        self.window.type(END)
        self.see_words(BEGINNING + END)
        acts.wait_stored(self.centre)

    @step("F12 hides everything over an open popover too; unlocked, she is where she was")
    def hide_popover(self):
        window = self.window
        window.press("ctrl+K")
        window.wait_focus(None, self.words("Name, code, phone or letter number"))
        window.press("F12")
        driver.wait(lambda: not window.shows(BEGINNING), "a window without the sentence")
        self.not_seen(NAME, "Намуна", "Мисол", "Озмоиш")
        self.show("cover")
        self.centre.sign_in("psychologist")
        self.see_words(BEGINNING + END)

    @step("The note is signed and sealed: from now on nobody can change it")
    def sealed(self):
        acts.seal(self.centre)
        self.see_words(BEGINNING + END)
        self.window.find_text(self.beginning_of("Signed and sealed: %s, %s"))

    @step("Later she adds to it")
    def added(self):
        acts.add_to_note(self.centre, ADDENDUM)
        self.see_words(BEGINNING + END)

    @step("The lawyer has no key to the psychologist's case: it is a line on the client's page")
    def no_key(self):
        self.centre.sign_in("lawyer")
        acts.open_client(self.centre, NAME)
        acts.open_section(self.centre, "Case files")
        self.see("You do not have the key to this case.")
        self.not_seen(BEGINNING, ADDENDUM)

    @step("She opens a legal case file for the same client")
    def legal_case(self):
        acts.open_new_case(self.centre)
        self.see_words(NAME)

    @step("She logs a consultation, divorce by SMS and nikoh only, and seals it")
    def consultation(self):
        facts, advice = self.on_this_keyboard(FACTS), self.on_this_keyboard(ADVICE)
        acts.begin_note(self.centre)
        acts.fill_consultation(self.centre, "40", SMS[self.centre.language], facts, advice)
        acts.seal(self.centre)
        for text in ("40", self.centre.labels["legal_area", "sms_divorce"], facts, advice):
            self.see_words(text)

    @step("A letter of referral, its language apart from the interface's; without consent it gets no number")
    def letter(self):
        acts.open_composer(self.centre)
        acts.choose_recipient(self.centre, acts.REGISTRY[self.centre.language])
        acts.choose_letter_language(self.centre, LETTER_LANGUAGE[self.centre.language])

    @step("She is asked in the same dialog, and her answer is recorded with how it was given")
    def consent(self):
        acts.ask_consent(self.centre)

    @step("The letter gets the next number and is shown as it will print")
    def issue(self):
        acts.issue(self.centre)
        title = self.window.find(None, re.compile(r"^3-12/\d+-[A-Z0-9]{2}$")).name
        self.number = title.rpartition("-")[0]

    @step("Saved as PDF: on it stands what was ticked, in the letter's language, and nothing else")
    def save(self):
        text = acts.read_pdf(acts.save_letter(self.centre))
        acts.close_letter(self.centre)
        year, _, day = self.centre.today.split("-")
        wanted = [f"№ {self.number} ", *ON_LETTER[LETTER_LANGUAGE[self.centre.language]]]
        for there in (*map(re.escape, wanted), rf"\b{int(day)} \w+ (соли )?{year}"):
            if not re.search(there, text):
                raise driver.NotSeen(f"{there!r} in the letter:\n{text}")
        for secret in ("600000099", "600 00 00 99", BEGINNING, ADVICE, OWN_WORDS):
            if secret in text:
                raise driver.NotSeen(f"a letter without {secret!r}:\n{text}")

    @step("The journal of letters has it, with its number, recipient and status")
    def journal(self):
        acts.show_page(self.centre, "Referrals")
        self.see("Journal of letters")
        self.see_words(self.number)
        self.window.find_text(self.label("referral_status", "issued"))
