# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the same for everybody: the language at any moment, help, shortcuts, settings."""

import acts
import driver
from centre import LANGUAGES, Words
from steps import Chapter, step

OWN_NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}
TYPED = "Вай гуфт, ки"
MORE = " х"


class Everybody(Chapter):
    def choose(self, language):
        """From the menu, by keys."""
        window = self.window
        window.press("F10")
        window.wait_focus("menu item")
        for _ in LANGUAGES:
            if window.focus().name == OWN_NAMES[language]:
                break
            window.press("Down")
        window.wait_focus("menu item", OWN_NAMES[language])
        window.press("Enter")
        driver.wait(lambda: window.all("list", Words(language)("Pages")), f"the window in {language}")

    def no_other_language(self, language):
        """Nothing on the screen is a word of the program in another language."""
        other = set().union(*(Words(code).every() for code in LANGUAGES)) - Words(language).every()
        said = self.window.steady(lambda: {node.name for node in self.window.walk()
                                           if node.getRoleName() not in ("text", "entry", "menu item")})
        if said & other:
            raise driver.NotSeen(f"a window in {language} alone; it says {sorted(said & other)}")

    @step("The interface goes through its three languages over what she types; nothing typed is lost")
    def languages(self):
        window = self.window
        acts.show_page(self.centre, "Case files")
        window.find("push button", self.words("Client’s page"))
        acts.begin_note(self.centre)
        window.tab_to("text", self.words("Facts"))
        typed = TYPED
        window.type(typed)
        others = [code for code in LANGUAGES if code != self.centre.language]
        for language in [*others, self.centre.language]:
            self.choose(language)
            window.find("push button", Words(language)("Sign and seal"))
            window.wait_focus("text", Words(language)("Facts"))
            window.find_text(typed)
            self.no_other_language(language)
            window.type(MORE)
            typed += MORE
            window.find_text(typed)
            if language != self.centre.language:
                self.show(language)
        acts.wait_stored(self.centre)

    @step("Every page says its words in each language")
    def pages(self):
        window = self.window
        for _ in LANGUAGES:
            before = self.language_now()
            window.press("ctrl+shift+L")
            driver.wait(lambda: self.language_now() not in (None, before), "another language")
            window.settle()
            language = self.language_now()
            for page in ("Today", "Clients", "Schedule", "Referrals", "Case files"):
                acts.show_page(self.centre, page, Words(language))
                window.settle()
                self.no_other_language(language)

    def language_now(self):
        for code in LANGUAGES:
            if self.window.all("list", Words(code)("Program")):
                return code
        return None

    @step("F1 opens help for the screen, Ctrl+F1 the shortcuts, Ctrl+comma the settings")
    def help(self):
        window, words = self.window, self.words
        for key, title in (("F1", "Help"), ("ctrl+F1", "Keyboard shortcuts"), ("ctrl+,", "Settings")):
            window.press(key)
            acts.wait_window(window, words(title))
            window.press("Esc")
            acts.wait_no_window(window, words(title))

    @step("Ctrl+Q locks and ends the program, which has complained of nothing all day")
    def leave(self):
        self.window.press("ctrl+Q")
        self.window.wait_end(3 * driver.PATIENCE)
        self.centre.finish()
